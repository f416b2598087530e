/** The Discord adapter with its double, as the contract suite and the tests beside it use them. */
import { setTimeout as wait } from 'node:timers/promises';
import { createDiscordAdapter, type DiscordPorts } from '../../../src/adapters/discord/index.ts';
import { threadOf } from '../../../src/adapters/discord/people.ts';
import { createPace } from '../../../src/adapters/shared/pace.ts';
import { accountId } from '../../../src/core/ids.ts';
import type { Store } from '../../../src/core/store.ts';
import type { AdapterHarness, ContractUser, HarnessParts, Seen } from '../../contracts/adapter/harness.ts';
import {
  type DiscordDouble,
  type DoubleUser,
  openDiscord,
  type StoredMessage,
  TOKEN,
} from '../../doubles/discord/index.ts';
import { readMarkup } from '../../doubles/discord/markup.ts';
import { silent } from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';

const MENU = ['complaint', 'cases', 'drafts', 'language', 'help', 'pause', 'cancel'];

export function adapterOn(double: DiscordDouble, store: Store, more: Partial<DiscordPorts> = {}) {
  return createDiscordAdapter(
    { token: TOKEN, applicationId: double.botId, apiUrl: double.apiUrl },
    {
      store,
      log: silent,
      tell: () => {},
      language: 'en',
      outlets: () => store.reads.outlets(),
      fold: (text) => text.normalize('NFKC').toLowerCase(),
      pace: createPace(),
      pause: (ms) => wait(Math.min(ms, 20)),
      ...more,
    },
  );
}

const read = new WeakMap<object, Seen>();

/** Read once: an edit gives a message another body. */
export function seen(message: StoredMessage): Seen {
  const found = read.get(message.body) ?? readMessage(message);
  read.set(message.body, found);
  return found;
}

function readMessage({ id, body, files, edits }: StoredMessage): Seen {
  const content = readMarkup(body.content ?? '');
  const fields = (body.embeds ?? []).flatMap((embed) => embed.fields ?? []);
  const facts = fields.map(({ name, value }) => ({ name: readMarkup(name), value: readMarkup(value) }));
  const components = (body.components ?? []).flatMap((row) => row.components ?? []);
  return {
    id,
    text: [content.text, ...facts.map(({ name, value }) => `${name.text}\n${value.text}`)].join('\n'),
    buttons: components.flatMap((one) => {
      if ('disabled' in one && one.disabled) return [];
      if (one.type === 3) return (one.options ?? []).map(({ label, value }) => ({ label, id: value }));
      return [{ label: one.label ?? '', id: (one.custom_id ?? '').slice(2) }];
    }),
    attachments: files,
    edits,
    active: [...content.active, ...facts.flatMap(({ value }) => value.active)],
  };
}

export function contractUser(double: DiscordDouble, user: DoubleUser): ContractUser {
  const here = () => double.seenBy(user).filter(({ body }) => body.content !== 'is thinking…');
  const pressed = (label: string): { customId: string; on: StoredMessage; values?: string[] } => {
    for (const on of here().toReversed()) {
      for (const one of (on.body.components ?? []).flatMap((row) => row.components ?? [])) {
        if (one.label === label && !('disabled' in one)) return { customId: one.custom_id ?? '', on };
        const option = one.options?.find((each) => each.label === label);
        if (option) return { customId: one.custom_id ?? '', on, values: [option.value] };
      }
    }
    throw new Error(`there is no button “${label}”`);
  };
  return {
    author: {
      accountId: accountId('discord', '', user.id),
      channel: 'discord',
      workspace: '',
      userId: user.id,
      displayName: user.name,
    },
    thread: threadOf(user.dm),
    async says(text) {
      const { word = '', rest = '' } = /^\/(?<word>\S+)\s*(?<rest>.*)$/s.exec(text)?.groups ?? {};
      if (!MENU.includes(word)) double.write(user, text);
      else double.command(user, word, rest === '' ? {} : { what: rest });
    },
    async presses(label) {
      const { customId, on, values } = pressed(label);
      double.press(user, customId, on, values);
    },
    async forges(id) {
      double.press(user, `b:${id}`);
    },
    async sends(files, caption = '') {
      double.write(user, caption, { files });
    },
    screen: () => here().map(seen),
    dialog() {
      const modal = double.modalOf(user)?.modal;
      return (
        modal && {
          title: modal.title,
          fields: modal.components.map(({ label = '', description, component }) => ({
            name: (component?.custom_id ?? '').slice(2),
            label,
            value: component?.value ?? component?.options?.find((one) => 'default' in one && one.default)?.value ?? '',
            choices: component?.options?.map((option) => option.value) ?? [],
            ...(description?.startsWith('⚠') && { problem: description }),
          })),
        }
      );
    },
    async submits(values) {
      const named = Object.entries(values).map(([name, value]) => [`v:${name}`, value]);
      const submitted = double.submit(user, Object.fromEntries(named));
      await eventually(() => {
        if (submitted.state !== 'answered') throw new Error('the dialog was never answered');
      });
      // The next page has a button.
      const on = here().findLast(({ body }) => (body.components ?? []).length > 0);
      const button = on?.body.components?.[0]?.components?.find(({ custom_id }) => custom_id?.startsWith('p:'));
      if (on && button) double.press(user, button.custom_id ?? '', on);
    },
  };
}

export async function openHarness(
  { store, openPart }: HarnessParts,
  ports: Partial<DiscordPorts> = {},
): Promise<AdapterHarness & { double: DiscordDouble; users: Record<'ada' | 'bea' | 'dora', DoubleUser> }> {
  const double = await openDiscord();
  const users = { ada: double.addUser('Ada'), bea: double.addUser('Bea'), dora: double.addUser('Dora') };
  const [franchisee, neighbour, desk] = [users.ada, users.bea, users.dora].map((user) => contractUser(double, user));
  if (!franchisee || !neighbour || !desk) throw new Error('unreachable');
  const adapter = adapterOn(double, store, ports);
  const part = await openPart({
    adapter,
    people: [
      { role: 'franchisee', name: 'Ada', author: franchisee.author },
      { role: 'franchisee', name: 'Bea', author: neighbour.author },
      { role: 'staff', name: 'Dora', author: desk.author },
    ],
    desk: { thread: desk.thread, author: desk.author },
  });
  await eventually(() => {
    if (double.connected() === 0) throw new Error('the gateway was never connected');
  });
  const channelOf = (user: ContractUser): string => user.thread.address;
  return {
    adapter,
    part,
    double,
    users,
    franchisee,
    neighbour,
    desk,
    exactlyOnce: true,
    faults: {
      async repeats() {
        double.repeat();
      },
      blocks(user) {
        const found = Object.values(users).find(({ dm }) => dm === channelOf(user));
        if (found) double.block(found);
      },
      slowsDown(user, ms) {
        double.fault(channelOf(user), {
          type: 'answer',
          status: 429,
          body: { message: 'You are being rate limited.', retry_after: ms / 1000, global: false },
          headers: { 'retry-after': String(ms / 1000), 'x-ratelimit-scope': 'user' },
        });
      },
      losesAnswer(user) {
        double.fault(channelOf(user), { type: 'lose' });
      },
      // Discord delivers nothing twice by itself; the adapter hands it in again.
      async redelivers() {},
    },
    unacknowledged: () => double.interactions.filter(({ state }) => state === 'open' || state === 'deferred').length,
    close: () => double.close(),
  };
}
