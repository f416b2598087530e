/** What people do in the contract suite, whatever the platform: they complain, answer, press, and wait for what they see. */
import { randomUUID } from 'node:crypto';
import type { Outgoing } from '../../../src/core/adapter.ts';
import type { Message } from '../../../src/core/message.ts';
import { eventually } from '../../support/gates.ts';
import type { ContractUser, Seen, SeenButton } from './harness.ts';

/** The questions of a complaint, in order, with an answer to each; a bracketed answer is a button. */
export const ASKED: readonly [question: string, answer: string][] = [
  ['What happened?', 'The milk was sour'],
  ['Who is complaining?', '[A shopper in person]'],
  ['When did it happen?', 'yesterday at 3 pm'],
  ['Which store is it about?', 'BJ001'],
  ['Who was involved?', 'the tall one'],
  ['How did it go', 'I opened it at home'],
  ['What is it mainly about?', '[Goods]'],
  ['Which fits best?', '[Past its date]'],
  ['Are there photos', 'skip'],
  ['Are there photos', '[No photos]'],
  ['On which number can we reach you?', '13800138000'],
];
/** The same by the names of a dialog's fields: the words, or the value of a choice. */
export const FILLED: Readonly<Record<string, string>> = {
  what: 'The milk was sour',
  complainant: 'self',
  when: 'yesterday at 3 pm',
  outlet: 'BJ001',
  who: 'the tall one',
  how: 'I opened it at home',
  group: 'goods',
  cause: 'expired',
  phone: '13800138000',
};
export const REVIEW = 'please check everything';
export const SUBMIT = 'Send to headquarters';
export const DIALOG = 'Fill in as a form';

export const textOf = (user: ContractUser): string =>
  user
    .screen()
    .map(({ text }) => text)
    .join('\n\n');

export const buttonsOf = (user: ContractUser): SeenButton[] => user.screen().flatMap(({ buttons }) => buttons);

/** Waits until the newest messages have these words. */
export async function sees(user: ContractUser, words: string): Promise<Seen> {
  let found: Seen | undefined;
  await eventually(() => {
    found = user.screen().findLast(({ text }) => text.includes(words));
    if (!found) throw new Error(`${user.author.displayName} never saw “${words}”, but:\n${textOf(user)}`);
  });
  if (!found) throw new Error('unreachable');
  return found;
}

export async function offers(user: ContractUser, label: string): Promise<void> {
  await eventually(() => {
    if (buttonsOf(user).some((button) => button.label === label)) return;
    throw new Error(`${user.author.displayName} never saw a button “${label}”, but:\n${textOf(user)}`);
  });
}

export async function presses(user: ContractUser, label: string): Promise<void> {
  await offers(user, label);
  await user.presses(label);
}

export async function answers(user: ContractUser, answer: string): Promise<void> {
  const label = /^\[(.*)\]$/.exec(answer)?.[1];
  if (label === undefined) await user.says(answer);
  else await presses(user, label);
}

/** Begins a complaint and answers up to that question; without one, up to the review. */
export async function complains(user: ContractUser, upTo?: string): Promise<void> {
  await user.says('/complaint');
  for (const [question, answer] of ASKED) {
    await sees(user, question);
    if (question === upTo) return;
    await answers(user, answer);
  }
  await sees(user, REVIEW);
}

export async function files(user: ContractUser): Promise<string> {
  await complains(user);
  await presses(user, SUBMIT);
  const { text } = await sees(user, 'Your complaint is');
  return /C-\d+/.exec(text)?.[0] ?? '';
}

export const anOutgoing = (user: ContractUser, message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  outboxId: randomUUID(),
  thread: user.thread,
  message,
  replaces: null,
  settles: null,
  under: null,
  seq: 1,
  attempt: 1,
  ...more,
});
