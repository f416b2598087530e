/** Who takes part and what they write: people with complaints, and a desk that settles them. Everything is typed, nothing is shown. */
import { readConfig } from '../../src/config.ts';
import type { Outgoing } from '../../src/core/adapter.ts';
import type { Desk } from '../../src/core/engine/posting.ts';
import type { Input, PersonEvent, ThreadRef } from '../../src/core/event.ts';
import { accountId, eventId, personId, threadId } from '../../src/core/ids.ts';
import type { Seed } from '../../src/core/store.ts';
import type { CallbackRules } from '../../src/domain/callback-rules.ts';
import { callButtonId, type OwnCallAct, type StaffCallAct } from '../../src/flows/callbacks/callback-card.ts';
import { en } from '../../src/locales/en.ts';
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
  /** The callback that its buttons are about. */
  call?: string;
}

const ABOUT_CALL = /^k:([0-9a-f-]{36}):/;

export function arrivalOf({ outboxId: id, thread, message, replaces }: Outgoing): Arrival {
  const call = message.buttons?.map(({ id }) => ABOUT_CALL.exec(id)?.[1]).find((one) => one !== undefined);
  return { id, place: thread.address, text: message.text, replaces, pid: process.pid, ...(call && { call }) };
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
      noCalls: false,
      inquiry: null,
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

/** Anyone can be called at any time, so that what comes due does not depend on when the chaos is run. */
const ALL_DAY = ['00:00-24:00'];
const WEEK = { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY };
export const CALLBACKS = JSON.stringify({
  capacity: 200,
  calendar: { zone: 'Asia/Shanghai', week: WEEK },
  quiet: { from: '00:00', until: '00:00', weekendUntil: '00:00' },
});
export const callRulesOf = (): CallbackRules =>
  readConfig({ CALLBACKS, DATA_DIR: '/nowhere', TIME_ZONE: 'Asia/Shanghai' }).callRules;

const HALF_HOUR_MS = 1_800_000;
/** Within which a wish is not too far ahead; each person has a time of their own, so that nobody's depends on who was first. */
const WISHES = 400;

/** A time to be called at, as one writes it in Shanghai. */
function wishOf(index: number): string {
  const slot = Math.ceil(Date.now() / HALF_HOUR_MS) + 48 + (index % WISHES);
  return new Date(slot * HALF_HOUR_MS + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Asks to be called back. */
export const request = (index: number, topic: string, phone: string): Input[] => [
  orders('callback'),
  says(topic),
  says(phone),
  says(wishOf(index)),
  says(en['call.submit']),
];

const presses = (call: string, act: StaffCallAct | OwnCallAct): Input => ({
  type: 'action',
  id: callButtonId(call, act),
});

/** Whoever is to be called asks for another time. */
export const shift = (call: string, index: number): Input[] => [
  presses(call, 'shift'),
  says(wishOf(index + WISHES / 2)),
];

/** Whoever is to be called needs it no more. */
export const drop = (call: string): Input[] => [
  presses(call, 'drop'),
  says(en['call.drop.skip']),
  says(en['call.drop.submit']),
];

/** The desk calls, and nobody answers: another attempt is planned. */
export const attempt = (call: string): Input[] => [
  presses(call, 'start'),
  presses(call, 'no-answer'),
  says(en['call.notes.skip']),
];

export const confirmation = (): Input[] => [says('settled')];

export const deskLine = (user: string): Pick<Line, 'place' | 'user'> => ({ place: DESK_PLACE, user });
