import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, hintOf, type Parsed, parseUpdate } from '../../../src/adapters/telegram/parse.ts';
import { updateSchema } from '../../../src/adapters/telegram/update.ts';
import { aDocument, aGroup, aPerson, aPhoto, privateChat } from '../../doubles/telegram/people.ts';
import { BOT } from '../../doubles/telegram/server.ts';

const bot = { id: BOT.id, username: BOT.username };
const ada = aPerson(1001, 'Ada', { last_name: 'Lin', language_code: 'zh-hant' });
const group = aGroup();

const parse = (update: object): Parsed => parseUpdate(updateSchema.parse({ update_id: 1, ...update }), bot);

function heard(content: object, chat: object = privateChat(ada)): Act {
  const parsed = parse({ message: { message_id: 7, from: ada, chat, date: 1_773_806_400, ...content } });
  if (parsed.type !== 'act') throw new Error(`no act, but ${JSON.stringify(parsed)}`);
  return parsed;
}
const inputOf = (content: object, chat?: object) => heard(content, chat).input;

describe('what people write', () => {
  it('has who wrote it, where and when', () => {
    expect(heard({ text: 'hello' })).toMatchObject({
      nativeId: '1001:7',
      chatId: '1001',
      topic: undefined,
      at: '2026-03-18T04:00:00.000Z',
      author: { userId: '1001', displayName: 'Ada Lin', languageHint: 'zh-Hant' },
      input: { type: 'message', text: 'hello' },
      heard: true,
    });
  });

  it('is a command when it begins with a slash, of a Chinese keyboard too', () => {
    expect(inputOf({ text: '/Complaint  the milk\nwas sour ' })).toEqual({
      type: 'command',
      name: 'complaint',
      text: 'the milk\nwas sour',
    });
    expect(inputOf({ text: '／cases' })).toMatchObject({ type: 'command', name: 'cases' });
    expect(inputOf({ text: `/help@${BOT.username.toUpperCase()}` })).toMatchObject({ name: 'help' });
    expect(inputOf({ text: '// no command' })).toMatchObject({ type: 'message' });
  });

  it('names a command by the payload of a link', () => {
    expect(inputOf({ text: '/start complaint' })).toEqual({ type: 'command', name: 'complaint', text: '' });
    expect(inputOf({ text: '/start queue' })).toEqual({ type: 'command', name: 'start', text: 'queue' });
  });

  it('is mended where it can’t be stored', () => {
    expect(inputOf({ text: 'a\0b\ud800' })).toMatchObject({ text: 'ab\ufffd' });
  });

  it('belongs below the message of the bot that it replies to', () => {
    const reply = { message_id: 5, from: { id: BOT.id, is_bot: true } };
    expect(inputOf({ text: 'yes', reply_to_message: reply })).toMatchObject({ under: '5' });
    expect(inputOf({ text: 'yes', reply_to_message: { message_id: 5, from: ada } })).not.toHaveProperty('under');
  });

  it('may be a phone number that was shared', () => {
    expect(inputOf({ contact: { phone_number: '8613800138000', first_name: 'Ada', user_id: 1001 } })).toEqual({
      type: 'message',
      text: '+8613800138000',
    });
  });
});

describe('files', () => {
  it('are photos in their largest size', () => {
    const [file] = (inputOf({ ...aPhoto('p1'), caption: 'look' }) as { files: object[] }).files;
    expect(file).toMatchObject({ name: 'photo-7.jpg', type: 'image/jpeg', size: 187_000, source: 'p1-l' });
  });

  it('are documents, films and recordings with the names that they have', () => {
    const files = (content: object) => (inputOf(content) as { files: { name: string; type: string }[] }).files;
    expect(files(aDocument('d', '收據.pdf', 'application/pdf', 9))).toMatchObject([{ name: '收據.pdf', size: 9 }]);
    const file = { file_id: 'f', file_unique_id: 'u' };
    expect(files({ voice: { ...file, mime_type: 'audio/ogg' } })).toMatchObject([{ name: 'voice-7.ogg', size: null }]);
    expect(files({ video: file })).toMatchObject([{ name: 'video-7.mp4', type: 'video/mp4' }]);
    // An animation comes as a document too.
    expect(files({ animation: { ...file, mime_type: 'video/mp4' }, document: file })).toHaveLength(1);
  });

  it('have the same id when they are repeated, and another when they are sent again', () => {
    const idIn = (content: object) => (inputOf(content) as { files: { id: string }[] }).files[0]?.id;
    expect(idIn(aPhoto('p1'))).toBe(idIn(aPhoto('p1')));
    expect(idIn(aPhoto('p1'))).not.toBe(idIn({ ...aPhoto('p1'), message_id: 8 }));
  });

  it('keep the group that they were sent in', () => {
    expect(heard({ ...aPhoto('p1'), media_group_id: '42' }).album).toEqual({ id: '42', messageId: 7 });
  });

  it.each(['sticker', 'location', 'poll', 'dice', 'venue'])('do not include a %s, which is named', (kind) => {
    expect(inputOf({ [kind]: {} })).toEqual({ type: 'message', text: '', unsupported: [kind] });
  });
});

describe('groups', () => {
  it.each([
    ['a command', { text: '/help' }],
    ['a command to this bot', { text: `/help@${BOT.username}` }],
    ['a mention', { text: `hi @${BOT.username}, help` }],
    ['a reply to the bot', { text: 'yes', reply_to_message: { message_id: 5, from: { id: BOT.id, is_bot: true } } }],
  ])('are heard where somebody means the bot: %s', (_, content) => {
    expect(heard(content, group).heard).toBe(true);
  });

  it.each([
    ['talk', { text: 'good morning' }],
    ['a command to another bot', { text: '/help@other_bot' }],
    ['a mention of someone like it', { text: `@${BOT.username}2 hi` }],
    ['a reply to a person', { text: 'yes', reply_to_message: { message_id: 5, from: ada } }],
  ])('are not heard otherwise: %s', (_, content) => {
    expect(heard(content, group).heard).toBe(false);
  });

  it('leave the bot’s name out of the words', () => {
    expect(inputOf({ text: `@${BOT.username} the milk was sour` }, group)).toMatchObject({ text: 'the milk was sour' });
  });

  it('have topics', () => {
    const forum = { ...group, type: 'supergroup' };
    expect(heard({ text: '/help', is_topic_message: true, message_thread_id: 3 }, forum).topic).toBe('3');
    expect(heard({ text: '/help', message_thread_id: 3 }, forum).topic).toBeUndefined();
  });

  it('may move', () => {
    expect(parse({ message: { message_id: 7, chat: group, migrate_to_chat_id: -1_001_234_567_890 } })).toEqual({
      type: 'moved',
      chatId: String(group.id),
      from: '-4567',
      to: '-1001234567890',
    });
  });
});

describe('everything else', () => {
  it('is a pressed button, with the id that a repeat has too', () => {
    const message = { message_id: 5, chat: privateChat(ada), date: 0 };
    expect(parse({ callback_query: { id: '99', from: ada, message, data: 'f:1:2:b' } })).toMatchObject({
      nativeId: 'callback:99',
      callbackId: '99',
      input: { type: 'action', id: 'f:1:2:b' },
    });
  });

  it.each([
    ['a service message', { message: { message_id: 7, from: ada, chat: group, new_chat_members: [ada] } }],
    ['a channel', { message: { message_id: 7, from: ada, chat: { id: -1, type: 'channel' }, text: 'hi' } }],
    ['another bot', { message: { message_id: 7, from: { id: 5, is_bot: true }, chat: group, text: '/help' } }],
    ['a message of nobody', { message: { message_id: 7, chat: group, text: '/help' } }],
    ['a button without its message', { callback_query: { id: '1', from: ada, data: 'x' } }],
    [
      'who blocked the bot',
      { my_chat_member: { chat: privateChat(ada), from: ada, new_chat_member: { status: 'kicked' } } },
    ],
    ['an edited message', { edited_message: { message_id: 7, from: ada, chat: group, text: '/help' } }],
  ])('is passed over: %s', (_, update) => {
    expect(parse(update).type).toBe('nothing');
  });

  it('never throws, whatever is written', () => {
    // Halves of characters and control characters too.
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
    fc.assert(
      fc.property(units, fc.boolean(), (codes, inGroup) => {
        const text = String.fromCharCode(...codes);
        const { input } = heard({ text: `x${text}` }, inGroup ? group : undefined);
        expect('text' in input && input.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the language of the app', () => {
  it.each([
    ['zh-hans', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['en-GB', 'en'],
    ['fr', undefined],
    [undefined, undefined],
  ])('%s hints at %s', (code, hint) => {
    expect(hintOf(code)).toBe(hint);
  });
});
