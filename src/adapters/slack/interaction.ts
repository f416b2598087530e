/**
 * Commands, shortcuts, buttons and dialogs as Slack hands them over → what a person did. Like `parse.ts`: pure, and nothing throws.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { type FileRef, type Input, mendText } from '../../core/event.ts';
import { type Heard, id, optional, type Place, parseJson, readFiles, spoken, timeOf } from './parse.ts';
import { ACTION } from './render.ts';
import { readText } from './text.ts';

const slashCommand = z.object({
  command: z.string().max(64),
  text: z.string().catch(''),
  user_id: id,
  team_id: optional,
  channel_id: id,
  trigger_id: optional,
  response_url: optional,
});

/** What the interface needs in order to answer at once. */
export interface Window {
  responseUrl?: string;
  triggerId?: string;
}

const windowOf = (parsed: { response_url?: string | undefined; trigger_id?: string | undefined }): Window => ({
  ...(parsed.response_url !== undefined && { responseUrl: parsed.response_url }),
  ...(parsed.trigger_id !== undefined && { triggerId: parsed.trigger_id }),
});

/** `/franchise complaint …`; a workspace may also give single commands to the app, such as `/complaint`. */
export function parseCommand(body: unknown, now: Date): (Heard & { window: Window }) | undefined {
  const parsed = slashCommand.safeParse(body).data;
  if (!parsed) return undefined;
  const text = mendText(readText(parsed.text));
  const word = parsed.command.replace(/^\//, '').toLowerCase();
  return {
    nativeId: `command:${parsed.trigger_id ?? parsed.response_url ?? `${parsed.user_id}:${now.toISOString()}`}`,
    at: now.toISOString(),
    user: parsed.user_id,
    team: parsed.team_id,
    place: { channel: parsed.channel_id, direct: false },
    input: word.startsWith('franchise') ? spoken(text) : { type: 'command', name: word, text },
    window: windowOf(parsed),
  };
}

const person = z.object({ id, team_id: optional });
const team = z.object({ id: optional }).nullish().catch(undefined);

const shortcut = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: id,
  trigger_id: id,
  action_ts: z.string().catch(''),
  response_url: optional,
  user: person,
  team,
  channel: z.object({ id }).optional().catch(undefined),
  message: z
    .object({ text: z.string().catch(''), ts: optional })
    .optional()
    .catch(undefined),
});

/** “Make a case of this message”, or a shortcut of the app; the callback's name is the command's. */
export function parseShortcut(body: unknown, now: Date): (Heard & { window: Window }) | undefined {
  const parsed = shortcut.safeParse(body).data;
  if (!parsed) return undefined;
  return {
    nativeId: `shortcut:${parsed.trigger_id}:${parsed.action_ts}`,
    at: parsed.action_ts === '' ? now.toISOString() : timeOf(parsed.action_ts),
    user: parsed.user.id,
    team: parsed.user.team_id ?? parsed.team?.id,
    place: { channel: parsed.channel?.id, direct: false },
    input: { type: 'command', name: parsed.callback_id, text: mendText(readText(parsed.message?.text ?? '')) },
    window: windowOf(parsed),
  };
}

const stateValue = z.object({
  type: z.string(),
  value: z.string().nullish().catch(undefined),
  selected_option: z.object({ value: z.string() }).nullish().catch(undefined),
  selected_date: z.string().nullish().catch(undefined),
  selected_time: z.string().nullish().catch(undefined),
  files: z.array(z.unknown()).optional().catch(undefined),
});
const stateValues = z.record(z.string(), z.record(z.string(), z.unknown())).catch({});

const view = z.object({
  id,
  hash: z.string().catch(''),
  callback_id: z.string().catch(''),
  private_metadata: z.string().catch(''),
  state: z.object({ values: stateValues }).optional().catch(undefined),
  blocks: z
    .array(
      z.object({
        block_id: z.string().catch(''),
        element: z.object({ action_id: z.string() }).optional().catch(undefined),
      }),
    )
    .catch([]),
});

const blockActions = z.object({
  user: person,
  team,
  trigger_id: optional,
  response_url: optional,
  channel: z.object({ id }).optional().catch(undefined),
  container: z
    .object({
      type: z.string().catch(''),
      message_ts: optional,
      view_id: optional,
      channel_id: optional,
      thread_ts: optional,
    })
    .catch({ type: '' }),
  view: view.optional().catch(undefined),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().catch(''),
        value: z.string().optional().catch(undefined),
        selected_option: z.object({ value: z.string() }).nullish().catch(undefined),
      }),
    )
    .min(1),
});

/** The dialog that something was done in, as the program sees it. */
export interface OpenView {
  id: string;
  hash: string;
  /** Block and action id of each input that is shown. */
  inputs: string[];
  /** Where the form belongs. */
  thread: string;
}

export type Pressed = Heard & {
  window: Window;
  /** A dialog should follow. */
  opensDialog: boolean;
  /** It was pressed on the home. */
  home: boolean;
  /** It was an input of a dialog. */
  view?: OpenView;
};

/** A button, a choice of a select, or an input of a dialog that the rest depends on. */
export function parseAction(body: unknown, now: Date): Pressed | undefined {
  const parsed = blockActions.safeParse(body).data;
  const [action] = parsed?.actions ?? [];
  if (!parsed || !action) return undefined;
  const { container } = parsed;
  const where = container.message_ts ?? container.view_id ?? '';
  const channel = parsed.channel?.id ?? container.channel_id;
  const common = {
    nativeId: `action:${action.action_ts || parsed.trigger_id || now.toISOString()}:${where}:${action.action_id}:${parsed.user.id}`,
    at: action.action_ts === '' ? now.toISOString() : timeOf(action.action_ts),
    user: parsed.user.id,
    team: parsed.user.team_id ?? parsed.team?.id,
    window: windowOf(parsed),
    opensDialog: action.action_id.startsWith(ACTION.dialog),
    home: container.type === 'view',
  };
  const place: Place = {
    channel,
    direct: false,
    ...(container.thread_ts !== undefined && { under: container.thread_ts }),
  };
  if (parsed.view?.callback_id === DIALOG) {
    const dialog = readDialog(parsed.view, 'refresh', parsed.user.id);
    return dialog && { ...common, ...dialog, home: false };
  }
  const value = mendText(action.selected_option?.value ?? action.value ?? '');
  const name = action.action_id.slice(2);
  const input: Input = action.action_id.startsWith(`${ACTION.command}:`)
    ? { type: 'command', name, text: '' }
    : { type: 'action', id: value };
  return { ...common, place, input };
}

const viewPayload = z.object({
  type: z.enum(['view_submission', 'view_closed']),
  user: person,
  team,
  view,
  trigger_id: optional,
});

export type Submitted = Heard & { view: OpenView; window: Window };

/** A dialog that was submitted or closed. */
export function parseView(body: unknown, now: Date): Submitted | undefined {
  const parsed = viewPayload.safeParse(body).data;
  if (!parsed || parsed.view.callback_id !== DIALOG) return undefined;
  const dialog = readDialog(parsed.view, parsed.type === 'view_closed' ? 'leave' : undefined, parsed.user.id);
  if (!dialog) return undefined;
  // The hash stays when a submission is sent back with problems, so what was submitted belongs to the id.
  const content = hash('sha256', JSON.stringify(parsed.view.state?.values ?? {}), 'hex').slice(0, 32);
  return {
    nativeId: `view:${parsed.type}:${parsed.view.id}:${parsed.view.hash}:${content}`,
    at: now.toISOString(),
    user: parsed.user.id,
    team: parsed.user.team_id ?? parsed.team?.id,
    window: windowOf(parsed),
    ...dialog,
  };
}

/** The block of a time ends so; that of its day has the name before it. */
export const TIME = '-time';

/** The callback id of forms as dialogs. */
export const DIALOG = 'dialog';

/** What a dialog carries with it: the form, its draft, and the address of the thread that it belongs to. */
const dialogMetadata = z.object({ form: z.string(), draft: z.string(), thread: z.string().min(1) });

function readDialog(
  shown: z.infer<typeof view>,
  then: 'refresh' | 'leave' | undefined,
  user: string,
): { place: Place; input: Input; view: OpenView } | undefined {
  const metadata = dialogMetadata.safeParse(parseJson(shown.private_metadata)).data;
  if (!metadata) return undefined;
  const values: Record<string, string> = {};
  const files: Record<string, FileRef[]> = {};
  const times = new Map<string, string>();
  for (const [name, inputs] of Object.entries(shown.state?.values ?? {})) {
    for (const one of Object.values(inputs)) {
      const state = stateValue.safeParse(one).data;
      if (!state) continue;
      if (state.type === 'file_input') files[name] = readFiles(state.files ?? [], user).files ?? [];
      else if (state.type === 'timepicker') times.set(name.slice(0, -TIME.length), state.selected_time ?? '');
      else values[name] = mendText(state.selected_option?.value ?? state.selected_date ?? state.value ?? '');
    }
  }
  for (const [name, time] of times) values[name] = mendText(`${values[name] ?? ''} ${time}`.trim());
  return {
    place: { channel: metadata.thread, direct: false },
    input: {
      type: 'dialog',
      form: metadata.form,
      ...(metadata.draft !== '' && { draft: metadata.draft }),
      values,
      ...(Object.keys(files).length > 0 && { files }),
      ...(then && { then }),
    },
    view: {
      id: shown.id,
      hash: shown.hash,
      inputs: shown.blocks.flatMap(({ block_id, element }) => (element ? [`${block_id}/${element.action_id}`] : [])),
      thread: metadata.thread,
    },
  };
}
