/** Complaints that scripted people make, in English, as far as a test needs them. */
import { idOf } from '../../src/core/ids.ts';
import type { QuickReply } from '../../src/domain/quick-reply.ts';
import { type Chat, NOON, type Speaker } from './flows.ts';

/** The complaint's questions, in order, with an answer to each. */
export const ASKED: readonly [question: string, answer: string][] = [
  ['What happened?', 'The milk was sour'],
  ['Who is complaining?', 'A shopper in person'],
  ['When did it happen?', 'yesterday at 3 pm'],
  ['Which store is it about?', 'BJ001'],
  ['Who was involved?', 'skip'],
  ['How did it go', 'skip'],
  ['What is it mainly about?', 'Goods'],
  ['Which fits best?', 'Past its date'],
  ['Are there photos', 'skip'],
  ['On which number can we reach you?', '13800138000'],
];

/** Answers until the question is open; without one, until the review. */
export async function answerUpTo(person: Speaker, question?: string, what?: string): Promise<void> {
  await person.says('/complaint');
  for (const [index, [asked, answer]] of ASKED.entries()) {
    if (asked === question) return;
    // The phone number is remembered of an earlier complaint.
    if (asked.startsWith('On which number') && !person.last().text.includes(asked)) return;
    await person.says(index === 0 ? (what ?? answer) : answer);
  }
}

/** A complaint that is with headquarters; its number. */
export async function aCase(chat: Chat, what?: string, person: Speaker = chat.franchisee): Promise<string> {
  const known = new Set((await chat.cases()).map(({ number }) => number));
  await answerUpTo(person, undefined, what);
  await person.presses('Send to headquarters');
  const filed = (await chat.cases()).find(({ number }) => !known.has(number));
  if (!filed) throw new Error(`nothing was filed; the person heard:\n${person.hears()}`);
  return filed.number;
}

/** One that is claimed and answered, so that the person is asked whether it is settled. */
export async function anAnsweredCase(chat: Chat): Promise<string> {
  const number = await aCase(chat);
  await chat.desk.says(`/claim ${number}`);
  await chat.desk.says(`/resolve ${number} We pay it back`);
  await chat.desk.says('other');
  await chat.desk.presses('Send it');
  return number;
}

export const aQuickReply = (name: string, texts: QuickReply['texts'], more: Partial<QuickReply> = {}): QuickReply => ({
  id: idOf('quick reply', name),
  seq: 1,
  name,
  texts,
  kinds: null,
  retiredAt: null,
  createdAt: NOON,
  ...more,
});
