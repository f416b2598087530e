/** Who takes part and what they write: people with complaints, and a desk that settles them. Everything is typed, nothing is shown. */
import type { Desk } from '../../src/core/engine/posting.ts';
import type { Input, PersonEvent, ThreadRef } from '../../src/core/event.ts';
import { accountId, eventId, personId, threadId } from '../../src/core/ids.ts';
import type { Seed } from '../../src/core/store.ts';
import { playgroundSeed } from '../../src/playground.ts';
import { HASTE } from './haste.ts';

export const CHANNEL = 'chaos';

/** An event as it travels to a host: its number is the platform's own id. */
export interface Line {
  n: number;
  /** The address of the thread. */
  place: string;
  user: string;
  input: Input;
}

/** Something that a transport got. */
export interface Arrival {
  id: string;
  place: string;
  text: string;
  replaces: string | null;
  /** The process that sent it. */
  pid: number;
}

export type Chance = () => number;

const placeOf = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });
const DESK_PLACE = 'desk';
export const DESKS: readonly Desk[] = [{ thread: placeOf(DESK_PLACE), language: 'en' }];
export const STAFF = ['ann', 'bob', 'cho'] as const;

const accountOf = (user: string): string => accountId(CHANNEL, '', user);
const nameOf = (user: string): string => user.toUpperCase();

export const idOfLine = ({ n }: Line): string => eventId(CHANNEL, String(n));

export function eventOf(line: Line): PersonEvent {
  const { user: userId, place, input } = line;
  const author = {
    accountId: accountOf(userId),
    channel: CHANNEL,
    workspace: '',
    userId,
    displayName: nameOf(userId),
    languageHint: 'en',
  } as const;
  return { type: 'person', id: idOfLine(line), at: '2026-11-21T20:40:53.123Z', thread: placeOf(place), author, input };
}

export function seedOf(now: string): Seed {
  return {
    people: STAFF.map((user) => ({
      id: personId(accountOf(user)),
      seq: 1,
      role: 'staff',
      language: null,
      name: nameOf(user),
      phone: null,
      zone: null,
      grants: null,
      createdAt: now,
    })),
    accounts: STAFF.map((user) => ({
      id: accountOf(user),
      personId: personId(accountOf(user)),
      channel: CHANNEL,
      workspace: '',
      userId: user,
      displayName: nameOf(user),
    })),
    outlets: playgroundSeed(now).outlets,
    timers: [],
  };
}

const says = (text: string): Input => ({ type: 'message', text });
const orders = (name: string, text = ''): Input => ({ type: 'command', name, text });
const pick = <T>(chance: Chance, all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;

/** The questions of a complaint, in order: answers that each of them takes. */
const ANSWERS: readonly (readonly string[])[] = [
  ['The milk was sour', 'The fridge stood open', 'A tin was dented', 'The bread had mould 🍞'],
  ['A shopper in person'],
  ['2026-01-05 15:00', '2026-02-03 09:30'],
  ['BJ001', 'SH001'],
  ['skip', 'A cashier in a red shirt'],
  ['skip', 'It smelled when I opened it'],
  ['Goods'],
  ['Past its date'],
  ['skip'],
];

/** What leads nowhere and comes back to the open question. */
const DETOURS: readonly (() => Input[])[] = [
  () => [orders('help')],
  () => [orders('cases')],
  () => [{ type: 'message', text: '', unsupported: ['sticker'] }],
  () => [{ type: 'action', id: 'f:deadbeef:3:ok' }],
  () => [orders('cancel'), says('no')],
  () => [orders('nonsense', 'at all')],
];

/** Tells a complaint, with detours and corrections, up to sending it. */
export function complaint(chance: Chance, phone: string | undefined, hasty: boolean): Input[] {
  const inputs = [orders('complaint')];
  const answers = [...ANSWERS.map((list) => pick(chance, list)), ...(phone === undefined ? [] : [phone])];
  for (const [index, answer] of answers.entries()) {
    if (chance() < 0.2) inputs.push(...pick(chance, DETOURS)());
    if (index > 0 && chance() < 0.15)
      inputs.push(says('back'), says(hasty && index === 1 ? `${answers[0]}, ${HASTE}!` : (answers[index - 1] ?? '')));
    inputs.push(says(hasty && index === 0 ? `${answer}, come ${HASTE}` : answer));
  }
  if (chance() < 0.3) inputs.push(says('Change an answer'), says('How it went'), says('Worse than I said at first'));
  inputs.push(says('Send to headquarters'));
  return inputs;
}

/** The desk settles a case. */
export function settlement(chance: Chance, number: string): Input[] {
  const inputs = [orders('claim', number)];
  if (chance() < 0.3) inputs.push(orders('claim', number));
  if (chance() < 0.4) inputs.push(orders('note', `${number} Called the store`));
  if (chance() < 0.4) inputs.push(orders('reply', `${number} We look into it`), says('Send it'));
  inputs.push(orders('resolve', `${number} We pay it back`), says('other'), says('Send it'));
  return inputs;
}

export const confirmation = (): Input[] => [says('settled')];

export const deskLine = (user: string): Pick<Line, 'place' | 'user'> => ({ place: DESK_PLACE, user });
