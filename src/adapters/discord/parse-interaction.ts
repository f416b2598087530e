/** An interaction → what a person did, and where the interface waits for an answer; undefined for what no person did. */
import { z } from 'zod';
import { type FileRef, type Input, mendText } from '../../core/event.ts';
import { body, fileOf, list, optional, optionalId, readText, snowflake, type User, user, userOf } from './payloads.ts';
import { PREFIX } from './render.ts';

/** Where the interface waits for an answer. */
export interface Place {
  id: string;
  token: string;
  applicationId: string;
  channelId: string;
  /** It is the person's own chat with the bot. */
  direct: boolean;
}

export type Interaction = { at: Place; user: User } & (
  | { type: 'input'; input: Input; files: number }
  /** `opens`: a dialog should follow. */
  | { type: 'press'; input: Input; opens: boolean }
  /** A page of a dialog is asked for. */
  | { type: 'page'; page: PageRef }
  | {
      type: 'submit';
      page: PageRef;
      values: Record<string, string>;
      files: Record<string, FileRef[]>;
      inPlace: boolean;
    }
  | { type: 'complete'; words: string }
  | { type: 'nothing' }
);

/** Names a page of a dialog by the first field on it; empty: the first page. */
export interface PageRef {
  field: string;
  form: string;
  draft: string;
}

const interaction = z.object({
  id: snowflake,
  application_id: snowflake,
  type: z.number(),
  token: z.string().min(1),
  channel_id: optionalId,
  channel: z.object({ id: snowflake, type: z.number() }).optional().catch(undefined),
  guild_id: optional,
  context: z.number().optional().catch(undefined),
  locale: optional,
  user: user.optional().catch(undefined),
  member: z
    .object({ user, nick: z.string().nullish().catch(undefined) })
    .optional()
    .catch(undefined),
  message: z.object({ components: list }).optional().catch(undefined),
  data: z.unknown().optional(),
});

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
  focused: z.boolean().optional().catch(undefined),
});

const commandData = z.object({
  name: z.string(),
  type: z.number().catch(1),
  options: z.array(option).catch([]),
  target_id: optionalId,
  resolved: z
    .object({ messages: z.record(z.string(), body).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const componentData = z.object({ custom_id: z.string(), values: z.array(z.string()).catch([]) });

const inputComponent = z.object({
  custom_id: z.string(),
  value: z.string().nullish().catch(undefined),
  values: z.array(z.string()).optional().catch(undefined),
});

const modalData = z.object({
  custom_id: z.string(),
  components: z
    .array(
      z.object({ component: z.unknown().optional(), components: z.array(z.unknown()).optional().catch(undefined) }),
    )
    .catch([]),
  resolved: z
    .object({ attachments: z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** interactions/receiving-and-responding#interaction-object-interaction-type. */
const TYPE = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
/** interactions/application-commands#application-command-object-application-command-types. */
const MESSAGE_COMMAND = 3;
/** resources/channel#channel-object-channel-types, and the interaction's context of that name. */
const DIRECT = 1;
/** The command that the context menu's entry stands for; a form has the same name. */
const COMPLAINT = 'complaint';
/** Its option, and the form's field for it. */
const STORE = 'store';
const STORE_FIELD = 'outlet';

export function parseInteraction(given: unknown): Interaction | undefined {
  const parsed = interaction.safeParse(given).data;
  const author = parsed?.member?.user ?? parsed?.user;
  if (!parsed || !author) return undefined;
  const { id, token, application_id: applicationId, channel } = parsed;
  const channelId = parsed.channel_id ?? channel?.id ?? '';
  const common = {
    at: {
      id,
      token,
      applicationId,
      channelId,
      direct:
        channelId !== '' &&
        parsed.guild_id === undefined &&
        parsed.member === undefined &&
        (parsed.context ?? channel?.type ?? DIRECT) === DIRECT,
    },
    user: { ...userOf(author, parsed.member?.nick), locale: parsed.locale },
  };
  const nothing = { ...common, type: 'nothing' } as const;
  switch (parsed.type) {
    case TYPE.command:
      return { ...common, ...readCommand(parsed.data, applicationId) };
    case TYPE.component: {
      const data = componentData.safeParse(parsed.data).data;
      if (!data) return nothing;
      const page = pageRef(data.custom_id, PREFIX.page);
      return page ? { ...common, type: 'page', page } : { ...common, ...readPress(data) };
    }
    case TYPE.autocomplete: {
      const data = commandData.safeParse(parsed.data).data;
      const focused = data?.options.find((one) => one.focused);
      return { ...common, type: 'complete', words: mendText(String(focused?.value ?? '')) };
    }
    case TYPE.modal: {
      const inPlace = JSON.stringify(parsed.message?.components ?? []).includes(`"custom_id":"${PREFIX.page}`);
      const submitted = readModal(parsed.data);
      return submitted ? { ...common, type: 'submit', ...submitted, inPlace } : nothing;
    }
    default:
      return undefined;
  }
}

/** The options of a command are what would be written after its word. */
function readCommand(
  given: unknown,
  botId: string,
): { type: 'input'; input: Input; files: number } | { type: 'nothing' } {
  const data = commandData.safeParse(given).data;
  if (!data) return { type: 'nothing' };
  if (data.type === MESSAGE_COMMAND) {
    const target = data.resolved?.messages?.[data.target_id ?? ''];
    const text = readText(target?.content ?? '', botId);
    return {
      type: 'input',
      input: { type: 'command', name: COMPLAINT, text },
      files: target?.attachments.length ?? 0,
    };
  }
  const options = data.options.flatMap(({ name, value }) => {
    const words = mendText(String(value ?? '')).trim();
    return words === '' ? [] : [{ name, words }];
  });
  const [first, ...others] = options;
  if (data.name === COMPLAINT && first?.name === STORE && others.length === 0) {
    // A store alone is no story, so it is filled in like a field, and the rest is asked.
    const values = { [STORE_FIELD]: first.words };
    // biome-ignore lint/suspicious/noThenProperty: the name is the contract's
    return { type: 'input', input: { type: 'dialog', form: COMPLAINT, values, then: 'leave' }, files: 0 };
  }
  const text = options.map(({ words }) => words).join('\n');
  return { type: 'input', input: { type: 'command', name: mendText(data.name), text }, files: 0 };
}

function readPress({ custom_id, values }: z.infer<typeof componentData>): {
  type: 'press';
  input: Input;
  opens: boolean;
} {
  const kind = Object.values(PREFIX).find((prefix) => custom_id.startsWith(prefix));
  const id = kind === PREFIX.select ? (values[0] ?? '') : custom_id.slice(kind?.length ?? 0);
  return { type: 'press', input: { type: 'action', id: mendText(id) }, opens: kind === PREFIX.dialog };
}

/** `field:form:draft`; the names of forms and fields have no colons. */
export const pageId = (prefix: string, { field, form, draft }: PageRef): string => `${prefix}${field}:${form}:${draft}`;

function pageRef(customId: string, prefix: string): PageRef | undefined {
  const match = /^(?<field>[\w.-]*):(?<form>[\w.-]+):(?<draft>[\w.-]*)$/.exec(customId.slice(prefix.length))?.groups;
  if (!customId.startsWith(prefix) || !match) return undefined;
  return { field: match.field ?? '', form: match.form ?? '', draft: match.draft ?? '' };
}

function readModal(
  given: unknown,
): { page: PageRef; values: Record<string, string>; files: Record<string, FileRef[]> } | undefined {
  const data = modalData.safeParse(given).data;
  const page = data && pageRef(data.custom_id, PREFIX.modal);
  if (!data || !page) return undefined;
  const values: Record<string, string> = {};
  const files: Record<string, FileRef[]> = {};
  for (const { component, components = [] } of data.components) {
    for (const one of [component, ...components]) {
      const input = inputComponent.safeParse(one).data;
      const { kind, name } = /^(?<kind>[vf]):(?<name>[a-zA-Z][\w.-]{0,63})$/.exec(input?.custom_id ?? '')?.groups ?? {};
      if (!input || name === undefined) continue;
      if (kind === 'f') {
        files[name] = (input.values ?? []).flatMap((id) => fileOf(data.resolved?.attachments?.[id], undefined) ?? []);
      } else {
        values[name] = mendText(input.value ?? input.values?.[0] ?? '');
      }
    }
  }
  return { page, values, files };
}
