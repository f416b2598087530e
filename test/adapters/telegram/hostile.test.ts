import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/adapters/telegram/client.ts';
import { createInbox } from '../../../src/adapters/telegram/inbox.ts';
import type { PersonEvent } from '../../../src/core/event.ts';
import { aDocument, aGroup, aPhoto, privateChat, says } from '../../doubles/telegram/people.ts';
import { broken } from '../../support/broken.ts';
import { silent } from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';
import { ada, anAdapter, anOutgoing, aServer, bob, textsOf } from './adapter-for-tests.ts';

/** Far less than a poll or a call that is waited for takes. */
const ENDS_WITHIN_MS = 10_000;

function anInbox(username = 'the_bot') {
  const taken: PersonEvent[] = [];
  const inbox = createInbox({
    client: { call: async () => true } as unknown as Client,
    places: {
      find: async () => ({ chatId: '1', topic: undefined }),
      addressOf: async (chatId, topic) => `${chatId}${topic ?? ''}`,
      moved: async () => {},
    },
    albums: { divide: async (_chat, _album, ids) => [[...ids]] },
    log: silent,
    intake: async (event) => {
      taken.push(event);
      return { status: 'done', immediate: [] };
    },
    bot: () => ({ id: 7, username }),
    timing: { albumQuietMs: 0, albumMaxMs: 0 },
  });
  return { inbox, taken };
}

const from = { ...ada, username: 'ada', last_name: 'L' };
const inChat = { message_id: 5, from, chat: privateChat(ada), date: 1_773_806_400 };
const UPDATES = [
  { message: { ...inChat, text: '/start complaint', entities: [{ type: 'bot_command', offset: 0, length: 6 }] } },
  { message: { ...inChat, chat: aGroup(), text: '@the_bot hi', entities: [{ type: 'text_mention', user: from }] } },
  { message: { ...inChat, caption: 'here', media_group_id: 'g1', ...aPhoto('p') } },
  { message: { ...inChat, ...aDocument('d', 'a.pdf', 'application/pdf', 5), is_topic_message: true } },
  { message: { ...inChat, voice: { file_id: 'v', file_unique_id: 'u', duration: 3 } } },
  { message: { ...inChat, contact: { phone_number: '861380000', first_name: 'Ada', user_id: ada.id } } },
  { message: { ...inChat, chat: aGroup(), migrate_to_chat_id: -100_123_456_789_0 } },
  { message: { ...inChat, text: 'yes', reply_to_message: { message_id: 4, from: { id: 7, is_bot: true } } } },
  { callback_query: { id: '1', from, message: { message_id: 4, chat: privateChat(ada), date: 0 }, data: 'x:y' } },
  { my_chat_member: { chat: privateChat(ada), from, date: 1, new_chat_member: { status: 'kicked', user: from } } },
  { edited_message: { ...inChat, text: 'hi' } },
];

describe('an update of any shape', () => {
  it('is taken without an error', async () => {
    const { inbox } = anInbox();
    await fc.assert(
      fc.asyncProperty(broken(UPDATES), fc.nat(), async (update, update_id) => {
        await inbox.take({ update_id, ...update });
      }),
      { numRuns: 1500 },
    );
  });

  it('is taken without an error, whatever the bot is called', async () => {
    const { inbox, taken } = anInbox('the(bot.');
    await inbox.take({ update_id: 1, message: { ...inChat, chat: aGroup(), text: 'hi @the(bot. there' } });
    await inbox.take({ update_id: 2, message: { ...inChat, chat: aGroup(), text: 'hi @thexbotx' } });
    expect(textsOf(taken)).toEqual(['hi  there']);
  });
});

describe('what a server leaves out, or has as null', () => {
  it('does not lose the words', async () => {
    const { inbox, taken } = anInbox();
    const sparse = { id: ada.id, last_name: null, username: null, language_code: null };
    const nothing = { entities: null, photo: null, document: null, contact: null, poll: null, reply_to_message: null };
    await inbox.take({
      update_id: 1,
      callback_query: null,
      message: { message_id: 1, from: sparse, chat: { id: 1001, type: 'private' }, text: 'hi', ...nothing },
    });
    await inbox.take({ update_id: 2, message: { ...inChat, date: 9e15, text: 'odd', entities: [{}] } });
    expect(taken.map(({ input }) => input)).toEqual([
      { type: 'message', text: 'hi' },
      { type: 'message', text: 'odd' },
    ]);
  });

  it('does not lose a file without a lasting id, and names one that can’t be read', async () => {
    const { inbox, taken } = anInbox();
    await inbox.take({ update_id: 1, message: { ...inChat, document: { file_id: 'd', file_name: 'a.pdf' } } });
    await inbox.take({ update_id: 2, message: { ...inChat, document: { file_name: 'a.pdf' } } });
    expect(taken.map(({ input }) => input)).toEqual([
      expect.objectContaining({ files: [expect.objectContaining({ name: 'a.pdf', source: 'd' })] }),
      expect.objectContaining({ unsupported: ['file'] }),
    ]);
  });
});

describe('a group that becomes a supergroup', () => {
  it('keeps its threads for what is said right after', async () => {
    const server = await aServer();
    const { taken, adapter } = await anAdapter({ server });
    const [group, supergroup] = [aGroup(), { ...aGroup(-1_001_234_567_890), type: 'supergroup' as const }];
    server.push({ message: { message_id: 1, chat: supergroup, date: 1, migrate_from_chat_id: group.id } });
    server.push({ message: { message_id: 2, chat: supergroup, date: 1, from: ada, text: '/help' } });
    await eventually(() => expect(taken.map(({ thread }) => thread.address)).toEqual([String(group.id)]));
    const shared = [String(group.id), `${supergroup.id}:7`, String(ada.id)].map((one) => adapter.isShared?.(one));
    expect(shared, 'who has several readers').toEqual([true, true, false]);
  });
});

describe('a server that knows less than Telegram', () => {
  it('is used as far as it goes', async () => {
    const server = await aServer();
    const unknown = { type: 'answer', status: 404, description: 'Not Found: method not found' } as const;
    for (const method of ['deleteWebhook', 'setMyCommands', 'sendPhoto', 'answerCallbackQuery', 'sendChatAction']) {
      server.order({ method, times: 100, does: unknown });
    }
    const { adapter, taken, told, shared } = await anAdapter({ server });
    says(server, ada, 'one');
    await eventually(() => expect(textsOf(taken)).toEqual(['one']));
    shared.files.set('f', Uint8Array.of(1));
    const attachments = [{ fileId: 'f', name: 'a.jpg', type: 'image/jpeg' }];
    await adapter.send(anOutgoing(ada, { text: 'see', attachments }));
    expect(server.messages(ada.id).map(({ text }) => text)).toEqual(['see\n📎 a.jpg']);
    expect([adapter.problem(), told]).toEqual([undefined, []]);
  });

  it('is not asked without pause when it does not wait for news, or numbers nothing', async () => {
    const server = await aServer();
    for (const result of [[], [{ message: {} }]]) {
      server.order({ method: 'getUpdates', times: 1000, does: { type: 'result', result } });
      const { adapter } = await anAdapter({ server, ports: { timing: { lookMs: 50 } } });
      const before = server.callsOf('getUpdates').length;
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(server.callsOf('getUpdates').length - before).toBeLessThan(8);
      await adapter.stop();
    }
  });

  it('may name no message that it took: it is not sent again', async () => {
    const server = await aServer();
    server.order({ method: 'sendMessage', does: { type: 'result', result: null } });
    const { adapter } = await anAdapter({ server, start: false });
    expect(await adapter.send(anOutgoing(bob, { text: 'one' }))).toEqual({ nativeId: '' });
    expect(server.callsOf('sendMessage')).toHaveLength(1);
  });
});

describe('the end', () => {
  it(
    'comes at once, also while the menu is being set',
    async () => {
      const server = await aServer();
      const { promise: never, resolve } = Promise.withResolvers<void>();
      server.order({ method: 'setMyCommands', does: { type: 'wait', for: never } });
      const { adapter } = await anAdapter({ server });
      await eventually(() => expect(server.callsOf('setMyCommands')).toHaveLength(1));
      await adapter.stop();
      resolve();
    },
    ENDS_WITHIN_MS,
  );
});

describe('a settled question whose turn has not come', () => {
  it('loses its buttons later', async () => {
    const server = await aServer();
    const { adapter } = await anAdapter({ server, start: false });
    const { nativeId } = await adapter.send(anOutgoing(ada, { text: 'Really?', buttons: [{ id: 'x', label: 'Yes' }] }));
    const wait = { type: 'answer', status: 429, description: 'Too Many Requests', parameters: { retry_after: 0.05 } };
    server.order({ method: 'editMessageText', does: wait as never });
    const settles = { outboxId: 'o', nativeId, chosen: 'Yes' };
    await adapter.send(anOutgoing(ada, { text: 'Good.' }, { settles }));
    await eventually(() =>
      expect(server.messages(ada.id)[0]).toMatchObject({ text: 'Really?\n\n✓ Yes', markup: undefined }),
    );
  });
});
