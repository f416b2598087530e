/** The contract's harness for Telegram: the adapter polls the double, people act by updates. */
import {
  createTelegramAdapter,
  type TelegramConfig,
  type TelegramPorts,
} from '../../../src/adapters/telegram/index.ts';
import type { Author, ThreadRef } from '../../../src/core/event.ts';
import { accountId, threadId } from '../../../src/core/ids.ts';
import type { AdapterHarness, ContractUser, HarnessParts, Seen } from '../../contracts/adapter/harness.ts';
import {
  aDocument,
  aMessage,
  aPerson,
  aPhoto,
  presses,
  privateChat,
  says,
  type TelegramPerson,
} from '../../doubles/telegram/people.ts';
import { openTelegramServer, type StoredMessage, type TelegramServer, TOKEN } from '../../doubles/telegram/server.ts';
import { silent } from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';

const CHANNEL = 'telegram';

export const threadOf = (address: string | number): ThreadRef => ({
  id: threadId(CHANNEL, String(address)),
  channel: CHANNEL,
  address: String(address),
});

const authorOf = ({ id, first_name }: TelegramPerson): Author => ({
  accountId: accountId(CHANNEL, '', String(id)),
  channel: CHANNEL,
  workspace: '',
  userId: String(id),
  displayName: first_name,
});

/** No rates and no waits that only a real network needs. */
export const QUICK: Pick<TelegramPorts, 'pace' | 'timing'> = {
  pace: {},
  timing: {
    lookMs: 10,
    standbyMs: 10,
    retryMs: 10,
    retryMaxMs: 50,
    conflictMs: 20,
    albumQuietMs: 100,
    startRetryMs: 10,
  },
};

export interface TelegramHarness extends AdapterHarness {
  server: TelegramServer;
  told: string[];
}

export interface HarnessSettings {
  config?: Partial<TelegramConfig>;
  ports?: Partial<TelegramPorts>;
}

export async function openTelegram(
  { store, openPart }: HarnessParts,
  { config, ports }: HarnessSettings = {},
): Promise<TelegramHarness> {
  const server = await openTelegramServer();
  const told: string[] = [];
  const adapter = createTelegramAdapter(
    { token: TOKEN, apiRoot: server.root, ...config },
    { ...store, log: silent, tell: (line) => void told.push(line), ...QUICK, ...ports },
  );
  if (adapter.routes) server.onPush(async (request) => (await adapter.routes?.fetch(request)) ?? new Response());
  const people = {
    franchisee: aPerson(1001, 'Ada', { language_code: 'en' }),
    neighbour: aPerson(1002, 'Bob', { language_code: 'en' }),
    desk: aPerson(1003, 'Dora', { language_code: 'en' }),
  };
  for (const person of Object.values(people)) server.addChat(privateChat(person));
  const part = await openPart({
    adapter,
    people: [
      { role: 'franchisee', name: 'Ada', author: authorOf(people.franchisee) },
      { role: 'franchisee', name: 'Bob', author: authorOf(people.neighbour) },
      { role: 'staff', name: 'Dora', author: authorOf(people.desk) },
    ],
    desk: { thread: threadOf(people.desk.id), author: authorOf(people.desk) },
  });
  await eventually(() => {
    if (!server.isListening() && !server.webhook()) throw new Error('the adapter does not listen');
  });
  const chatIdOf = (user: ContractUser): number => Number(user.author.userId);

  return {
    adapter,
    part,
    server,
    told,
    franchisee: userOf(server, people.franchisee),
    neighbour: userOf(server, people.neighbour),
    desk: userOf(server, people.desk),
    exactlyOnce: false,
    faults: {
      repeats: () => server.repeat(),
      blocks: (user) => server.block(chatIdOf(user)),
      slowsDown: (user, ms) =>
        server.order({
          method: 'sendMessage',
          chatId: chatIdOf(user),
          does: {
            type: 'answer',
            status: 429,
            description: `Too Many Requests: retry after ${ms / 1000}`,
            parameters: { retry_after: ms / 1000 },
          },
        }),
      losesAnswer: (user) => server.order({ method: 'sendMessage', chatId: chatIdOf(user), does: { type: 'lose' } }),
      redelivers: () => server.pushAgain(),
    },
    unacknowledged: () => server.unconfirmed().length,
    close: () => server.close(),
  };
}

export function userOf(server: TelegramServer, person: TelegramPerson): ContractUser {
  const chat = privateChat(person);
  const seen = () => server.messages(person.id).map(asSeen);
  let sent = 0;
  return {
    author: authorOf(person),
    thread: threadOf(person.id),
    says: async (text) => says(server, person, text),
    async presses(label) {
      const message = seen().findLast(({ buttons }) => buttons.some((button) => button.label === label));
      const button = message?.buttons.find((one) => one.label === label);
      if (!message || !button) throw new Error(`no button ${label} can be pressed`);
      presses(server, person, button.id, { id: Number(message.id) });
    },
    forges: async (id) => presses(server, person, id, { id: 1 }),
    async sends(files, caption) {
      const album = files.length > 1 ? { media_group_id: `album-${person.id}-${sent}` } : {};
      for (const [index, { name, type, bytes }] of files.entries()) {
        sent += 1;
        const id = `file-${person.id}-${sent}`;
        server.addFile(type.startsWith('image/') ? `${id}-l` : id, bytes);
        const content = type.startsWith('image/') ? aPhoto(id) : aDocument(id, name, type, bytes.length);
        const words = index === 0 && caption !== undefined ? { caption } : {};
        server.push({ message: aMessage(server, person, chat, { ...content, ...album, ...words }) });
      }
    },
    screen: seen,
  };
}

interface Keyboard {
  inline_keyboard?: { text: string; callback_data: string }[][];
}

export function asSeen({ id, text, entities, markup, edits, file }: StoredMessage): Seen {
  const rows = (markup as Keyboard | undefined)?.inline_keyboard ?? [];
  return {
    id: String(id),
    text,
    buttons: rows.flat().map((button) => ({ label: button.text, id: button.callback_data })),
    attachments: file ? [file.name] : [],
    edits,
    // Bold labels of facts are the adapter's own.
    active: entities.flatMap(({ type, offset, length }) => {
      const label = type === 'bold' && text.slice(offset + length, offset + length + 1) === ':';
      return label ? [] : [`${type}: ${text.slice(offset, offset + length)}`];
    }),
  };
}
