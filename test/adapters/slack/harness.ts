/** People in Slack for the contract suite: what they do goes over Socket Mode, what they see comes from the double. */
import { createPace } from '../../../src/adapters/shared/pace.ts';
import { createSlackAdapter, type SlackAdapter } from '../../../src/adapters/slack/index.ts';
import type { Author } from '../../../src/core/event.ts';
import { accountId, threadId } from '../../../src/core/ids.ts';
import type { AdapterHarness, ContractUser, OpenHarness, Seen, SeenDialog } from '../../contracts/adapter/harness.ts';
import { activeIn, type Block, type Element, optionsOf, shown, textsOf } from '../../doubles/slack/blocks.ts';
import { openSlackDouble } from '../../doubles/slack/double.ts';
import { blockActions, fileObject, slashCommand, TEAM, viewPayload } from '../../doubles/slack/payloads.ts';
import type { OpenedView, Posted, SlackDouble } from '../../doubles/slack/shape.ts';
import { silent } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

export const DESK = 'C0DESK';

const wordsOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => (block.type === 'input' ? [] : textsOf(block)))
    .map(({ text }) => shown(text))
    .join('\n');

interface Pressable {
  label: string;
  id: string;
  action: Record<string, unknown>;
}

function pressables(blocks: readonly Block[]): Pressable[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'actions') return [];
    return (block.elements ?? []).flatMap((element): Pressable[] => {
      const common = { type: element.type, action_id: element.action_id, block_id: 'actions' };
      const label = typeof element.text === 'object' ? shown(element.text.text) : '';
      if (element.type === 'button')
        return [{ label, id: element.value ?? '', action: { ...common, value: element.value } }];
      return optionsOf(element).map((option) => ({
        label: shown(option.text.text),
        id: option.value,
        action: { ...common, selected_option: option },
      }));
    });
  });
}

function seen(posted: Posted): Seen {
  const { ts, blocks, edits, files, text, options } = posted;
  const fallback = [
    ...(text.match(/<[^>]*>/g) ?? []),
    ...(options.parse !== undefined && options.parse !== 'none' ? ['parse'] : []),
  ];
  return {
    id: ts,
    text: wordsOf(blocks),
    buttons: pressables(blocks).map(({ label, id }) => ({ label, id })),
    attachments: files,
    edits,
    active: [...blocks.flatMap((block) => textsOf(block).flatMap(activeIn)), ...fallback],
  };
}

export interface Person extends ContractUser {
  id: string;
  channel: string;
}

export function aPerson(
  double: SlackDouble,
  { id, name, channel }: { id: string; name: string; channel?: string },
): Person {
  const direct = double.addUser({ id, name, locale: 'en-US' });
  const place = channel ?? direct;
  if (channel !== undefined) double.join(channel, id);
  const author: Author = {
    accountId: accountId('slack', TEAM, id),
    channel: 'slack',
    workspace: TEAM,
    userId: id,
    displayName: name,
  };
  let pressed = 0;
  const mine = () => double.messages.filter((one) => one.channel === place && (one.only ?? id) === id);

  async function press(messageTs: string, action: Record<string, unknown>): Promise<void> {
    pressed += 1;
    const action_ts = `1795300001.${String(pressed).padStart(6, '0')}`;
    double.deliver(
      'interactive',
      blockActions({
        user: id,
        channel: place,
        messageTs,
        action: { ...action, action_ts },
        triggerId: double.triggerId(id),
        responseUrl: double.responseUrl(id, place),
      }),
    );
  }

  return {
    id,
    channel: place,
    author,
    thread: { id: threadId('slack', place), channel: 'slack', address: place },
    async says(text) {
      if (!text.startsWith('/')) {
        double.say({
          user: id,
          channel: place,
          text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
        });
        return;
      }
      const triggerId = double.triggerId(id);
      const responseUrl = double.responseUrl(id, place);
      double.deliver(
        'slash_commands',
        slashCommand({ user: id, channel: place, text: text.slice(1), triggerId, responseUrl }),
      );
    },
    async presses(label) {
      const open = double.views.get(id);
      const found = mine()
        .flatMap((message) => pressables(message.blocks).map((one) => ({ ...one, ts: message.ts })))
        .findLast((one) => one.label === label);
      if (!found) throw new Error(`there is no button “${label}”${open ? ', but a dialog' : ''}`);
      await press(found.ts, found.action);
    },
    forges: (value) => press('1795300000.000001', { type: 'button', action_id: 'b0', block_id: 'x', value }),
    async sends(files, caption = '') {
      const objects = files.map((file, index) => {
        const fileId = `F${id}${double.envelopes.length}${index}`;
        const url = double.addFile({ id: fileId, bytes: file.bytes, type: file.type });
        return fileObject({ id: fileId, name: file.name, type: file.type, size: file.bytes.byteLength, url });
      });
      double.say({ user: id, channel: place, text: caption, files: objects });
    },
    screen: () => mine().map(seen),
    dialog() {
      const view = double.views.get(id);
      return view?.callback_id === 'dialog' ? seenDialog(view) : undefined;
    },
    async submits(values) {
      const view = double.views.get(id);
      if (!view) throw new Error('no dialog is open');
      double.deliver(
        'interactive',
        viewPayload('view_submission', { user: id, view: filled(view, values), triggerId: double.triggerId(id) }),
      );
    },
  };
}

const inputs = (view: OpenedView) => view.blocks.filter(({ type }) => type === 'input');

function seenDialog(view: OpenedView): SeenDialog {
  const errors = view.errors as Record<string, string> | undefined;
  return {
    title: shown(view.title?.text ?? ''),
    fields: inputs(view).map(({ block_id = '', label, element }) => {
      const problem = errors?.[block_id];
      return {
        name: block_id,
        label: shown(label?.text ?? ''),
        value: element?.initial_value ?? element?.initial_option?.value ?? '',
        choices: element ? optionsOf(element).map(({ text }) => shown(text.text)) : [],
        ...(problem !== undefined && { problem: shown(problem) }),
      };
    }),
  };
}

/** The view as Slack hands it back: with what stands in its inputs. */
export function filled(view: OpenedView, values: Readonly<Record<string, string>>): Record<string, unknown> {
  const state = inputs(view).map(({ block_id = '', element }) => [
    block_id,
    { [element?.action_id ?? '']: element ? stateOf(element, values[block_id]) : {} },
  ]);
  const { user: _, errors: __, ...rest } = view;
  return { ...rest, state: { values: Object.fromEntries(state) } };
}

function stateOf(element: Element, given: string | undefined): Record<string, unknown> {
  const { type } = element;
  if (type === 'file_input') return { type, files: [] };
  if (type === 'datepicker') return { type, selected_date: given ?? null };
  if (type === 'timepicker') return { type, selected_time: given ?? null };
  if (type === 'plain_text_input') return { type, value: given ?? element.initial_value ?? null };
  const option = optionsOf(element).find(({ value, text }) => value === given || shown(text.text) === given);
  return { type, selected_option: option ?? element.initial_option ?? null };
}

export function anAdapter(
  double: SlackDouble,
  more: Partial<Parameters<typeof createSlackAdapter>[0]> = {},
  ports: Pick<Parameters<typeof createSlackAdapter>[1], 'files'> = {},
): SlackAdapter {
  return createSlackAdapter(
    {
      botToken: double.token,
      appToken: double.appToken,
      apiUrl: double.apiUrl,
      deskChannel: DESK,
      defaultLanguage: 'en',
      ...more,
    },
    { log: silent, tell: () => {}, pace: createPace(), pause: async () => {}, ...ports },
  );
}

export const openSlackHarness: OpenHarness = async ({ openPart, store }): Promise<AdapterHarness> => {
  const double = await openSlackDouble();
  double.addChannel(DESK);
  const franchisee = aPerson(double, { id: 'U0FRAN', name: 'Chen Xiao' });
  const neighbour = aPerson(double, { id: 'U0NEIGH', name: 'Lin Yue' });
  const desk = aPerson(double, { id: 'U0DESK', name: 'Wang Min', channel: DESK });
  const adapter = anAdapter(double, {}, store);
  const part = await openPart({
    adapter,
    people: [
      { role: 'franchisee', name: 'Chen Xiao', author: franchisee.author },
      { role: 'franchisee', name: 'Lin Yue', author: neighbour.author },
      { role: 'staff', name: 'Wang Min', author: desk.author },
    ],
    desk: { thread: desk.thread, author: desk.author },
  });
  await until('both connections', () => double.connections() === 2);
  const channelOf = (user: ContractUser): string => user.thread.address;
  return {
    adapter,
    part,
    franchisee,
    neighbour,
    desk,
    exactlyOnce: true,
    faults: {
      async repeats() {
        double.redeliver([...double.envelopes]);
        await until('the repeats are acknowledged', () => double.unacknowledged().length === 0);
      },
      blocks: (user) =>
        double.order(
          'chat.postMessage',
          { type: 'error', error: 'restricted_action' },
          { channel: channelOf(user), always: true },
        ),
      slowsDown: (user, ms) =>
        double.order('chat.postMessage', { type: 'wait', seconds: Math.ceil(ms / 1000) }, { channel: channelOf(user) }),
      losesAnswer: (user) => double.order('chat.postMessage', { type: 'lose-answer' }, { channel: channelOf(user) }),
      async redelivers() {
        double.redeliver(double.unacknowledged());
      },
    },
    unacknowledged: () => double.unacknowledged().length,
    close: () => double.close(),
  };
};
