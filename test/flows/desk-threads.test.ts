/** One thread a case at the desk: what is told about it stands below its card, and what staff write there is a note. */
import { describe, expect, it } from 'vitest';
import { eventId, threadId } from '../../src/core/ids.ts';
import type { Case } from '../../src/domain/case.ts';
import { aCase, anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { aFileRef, type Chat, chatRoom, type Speaker } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

interface Posted {
  text: string;
  nativeId: string;
  about: string | null;
  /** The text of the message that it stands below. */
  under: string | null;
}

/** What was posted at the desk, oldest first. */
async function posted(chat: Chat): Promise<Posted[]> {
  const rows = await chat.sql(`select json_build_object('text', o.message ->> 'text', 'nativeId', o.native_id,
'about', o.message ->> 'about', 'under', (select u.message ->> 'text' from outbox u where u.id = (o.message ->> 'under')::uuid))::text
from outbox o where o.thread_id = '${chat.desk.thread.id}' order by o.seq`);
  return (rows as [string][]).map(([row]) => JSON.parse(row) as Posted);
}

/** The platform's id of the newest message at the desk that says so. */
async function nativeId(chat: Chat, words: string): Promise<string> {
  const found = (await posted(chat)).findLast(({ text }) => text.includes(words));
  if (!found) throw new Error(`nothing at the desk says ${words}`);
  return found.nativeId;
}

const writesBelow = async (chat: Chat, who: Speaker, words: string, text: string, files: string[] = []) =>
  who.does({
    type: 'message',
    text,
    ...(files.length > 0 && { files: files.map((file) => aFileRef(file)) }),
    under: await nativeId(chat, words),
  });

const historyOf = async (chat: Chat, number: string) => {
  const found = (await chat.store.reads.caseByNumber(number)) as Case;
  return (await chat.store.reads.journalOf(found.id)).map(({ kind, body }) => [kind, body.text]);
};

describe('what the desk is told about a case', () => {
  it('stands below its card, from the first word to the deadline', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.presses('No, not yet');
    await chat.franchisee.says('Still no money');
    await chat.franchisee.says('And the bread was hard');
    await chat.franchisee.presses(`Add it to ${number}`);
    await chat.desk.says(`/reply ${number} We look into it`);
    await chat.desk.presses('Send it');
    await chat.desk.says(`/note ${number} Ask the bank`);
    chat.passHours(25);
    await chat.fireTimers('case.due');
    const [card, ...others] = await posted(chat);
    expect(card).toMatchObject({ text: `${number} · complaint · received`, about: number, under: null });
    const told = others.filter(({ text }) => !/· complaint ·/.test(text));
    for (const { under } of told) expect(under).toBe(card?.text);
    const about = told.filter(({ about }) => about === number).map(({ text }) => text);
    expect(about).toEqual([
      `${number} is yours now.`,
      `The answer to ${number} has been sent. The person is asked to confirm.\nDora: We pay it back`,
      `${number} is not settled for the person: Still no money`,
      `${number}, the person added: And the bread was hard`,
      `Your reply on ${number} has been sent.\nDora: We look into it`,
      `Noted on ${number}. Only staff can see it.\nDora: Ask the bank`,
      expect.stringContaining(`${number} was due by`),
    ]);
  });

  it('is also told there when a colleague did it elsewhere, and once only', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const thread = { ...chat.desk.thread, id: threadId('test', 'private'), address: 'private' };
    const { author } = chat.desk;
    const input = { type: 'command' as const, name: 'note', text: `${number} Ask the bank` };
    await chat.handle({ type: 'person', id: eventId('test', 'elsewhere'), at: chat.now(), thread, author, input });
    const words = `Noted on ${number}. Only staff can see it.\nDora: Ask the bank`;
    expect((await posted(chat)).filter(({ text }) => text === words)).toMatchObject([{ about: number }]);
    await chat.desk.says(`/note ${number} Ask the shop`);
    expect((await posted(chat)).filter(({ text }) => text.endsWith('Ask the shop'))).toHaveLength(1);
  });

  it('leaves out nothing of a file that could not be taken', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.franchisee.sends(['photo.jpg'], 'Look');
    await chat.franchisee.presses(`Add it to ${number}`);
    const { franchisee } = chat;
    const { id, name } = aFileRef('photo.jpg');
    const { accountId } = franchisee.author;
    const file = { id, name, personId: franchisee.personId, threadId: franchisee.thread.id, accountId };
    await chat.handle({ type: 'file', id: eventId('test', 'file'), file, reason: 'size' });
    expect((await posted(chat)).at(-1)).toMatchObject({ about: number, under: expect.stringContaining(number) });
  });
});

describe('what staff write below a card', () => {
  it.each([
    ['en', 'Noted on C-', 'Only staff'],
    ['zh-Hans', '已给工单 C-', '仅总部同事可见'],
    ['zh-Hant', '已為工單 C-', '只有總部同事看得到'],
  ] as const)('is a note, and quietly acknowledged, in %s', async (language, begins, ends) => {
    const chat = await open({ language: 'en', deskLanguage: language });
    const number = await aCase(chat);
    const before = { desk: (await posted(chat)).length, person: chat.franchisee.all().length };
    await writesBelow(chat, chat.desk2, number, ' Ask the bank first ');
    expect(chat.desk2.heard()).toMatchObject([{ atOnce: true, text: expect.stringContaining(begins) }]);
    expect(chat.desk2.hears()).toContain(ends);
    expect(await historyOf(chat, number)).toEqual([
      ['filed', undefined],
      ['note', 'Ask the bank first'],
    ]);
    expect((await posted(chat)).length).toBe(before.desk);
    expect(chat.franchisee.all()).toHaveLength(before.person);
  });

  it('may be files, with words or without', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await writesBelow(chat, chat.desk, number, '', ['receipt.pdf']);
    await writesBelow(chat, chat.desk, number, 'from the shop', ['photo.jpg']);
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.hears()).toContain('<receipt.pdf>\n<photo.jpg>');
    expect(chat.desk.hears()).toContain('from the shop');
  });

  it('may stand below anything that was told about the case, the newest card too', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await writesBelow(chat, chat.desk, 'taken on', 'below the newer card');
    await writesBelow(chat, chat.desk, 'is yours now', 'below the word of it');
    expect((await historyOf(chat, number)).slice(2)).toEqual([
      ['note', 'below the newer card'],
      ['note', 'below the word of it'],
    ]);
  });

  it('is acknowledged below the card where nothing can be said at once', async () => {
    const chat = await open({ immediate: false });
    const number = await aCase(chat);
    await writesBelow(chat, chat.desk, number, 'Ask the bank');
    expect((await posted(chat)).at(-1)).toMatchObject({
      text: `Noted on ${number}. Only staff can see it.`,
      under: expect.stringContaining(number),
    });
  });

  it('by two at once is noted twice', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await Promise.all([
      writesBelow(chat, chat.desk, number, 'From Dora'),
      writesBelow(chat, chat.desk2, number, 'From Emil'),
    ]);
    const notes = (await historyOf(chat, number)).filter(([kind]) => kind === 'note').map(([, text]) => text);
    expect(notes.toSorted()).toEqual(['From Dora', 'From Emil']);
    expect(await chat.failed()).toEqual([]);
  });

  it('answers the form that is open about the case, and is a note on every other', async () => {
    const chat = await open();
    const first = await aCase(chat, 'The milk was sour');
    const second = await aCase(chat, 'The bread was hard');
    await chat.desk.says(`/claim ${first}`);
    await chat.desk.says(`/reply ${first}`);
    await writesBelow(chat, chat.desk, `${second} ·`, 'A note meanwhile');
    expect(chat.desk.hears()).toBe(`Noted on ${second}. Only staff can see it.`);
    await writesBelow(chat, chat.desk, `${first} is yours`, 'We look into it');
    expect(chat.desk.last().facts?.[0]?.value).toBe('We look into it');
    expect((await posted(chat)).at(-1)?.under).toContain(first);
    chat.passHours(30);
    await chat.fireTimers('draft.rest');
    await writesBelow(chat, chat.desk, `${first} is yours`, 'Long after');
    expect(await historyOf(chat, first)).toContainEqual(['note', 'Long after']);
  });

  it('is too long with a word of it, and nothing is kept of it', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const heard = await withoutEffect(chat, chat.desk, () => writesBelow(chat, chat.desk, number, 'x'.repeat(4001)));
    expect(heard).toContain('4,001 characters');
  });
});

describe('what is no note', () => {
  it.each([
    ['below something else', 'n9999'],
    ['below a forged id', `'; drop table outbox; --`],
    ['nowhere below', undefined],
  ])('is plain text %s', async (_, under) => {
    const chat = await open();
    await aCase(chat);
    const input = { type: 'message' as const, text: 'hello', ...(under !== undefined && { under }) };
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.does(input))).toContain('Plain text goes to nobody');
  });

  it('is what someone who is not staff writes below a card', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const under = await nativeId(chat, number);
    await answerUpTo(chat.neighbour, 'When did it happen?');
    await chat.neighbour.does({ type: 'message', text: 'yesterday at 3 pm', under });
    expect(chat.neighbour.last().text).toContain('Which store is it about?');
    expect(await historyOf(chat, number)).toEqual([['filed', undefined]]);
  });
});
