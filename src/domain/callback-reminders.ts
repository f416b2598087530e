/**
 * Who is reminded of a callback, and when (F12). The plan follows from the callback alone and is made anew after each change; what was
 * not sent in time, such as after a standstill, is sorted out before it is sent. Pure.
 */
import { addDays, dateAt, isoOf, momentAt } from './business-time.ts';
import {
  type Callback,
  type CallbackChange,
  isBefore,
  isWaitingForStart,
  openRound,
  REMINDERS,
  type ReminderKind,
} from './callback.ts';
import { changeCallback } from './callback-changes.ts';
import { newsOf } from './callback-news.ts';
import type { CallbackRules } from './callback-rules.ts';
import { isQuiet, outOfQuiet, type QuietHours } from './quiet-hours.ts';

/** Whom headquarters is told by groups: who that is, is known when it is sent. */
export type Receiver =
  | { type: 'agent' | 'person'; personId: string }
  | { type: 'supervisor' }
  | { type: 'manager' }
  | { type: 'desk' };

export interface Reminder {
  /** Of the callback, the kind and the moment: what is planned anew and has not changed has the same. */
  key: string;
  callbackId: string;
  /** ISO 8601. */
  at: string;
  to: Receiver;
  what: ReminderKind;
  /** From then on it is of no use to anybody; null: until someone acts. */
  staleAt: string | null;
  /** In which quiet hours are kept; null: for staff there are none. */
  zone: string | null;
}

/** All that is still to be sent after a moment; nothing once it has been started, or a person has to decide. In order of time. */
export function remindersOf(callback: Callback, rules: CallbackRules, after: string): Reminder[] {
  if (!isWaitingForStart(callback)) return [];
  const { id, window, ownerId, personId } = callback;
  const [from, until] = [Date.parse(window.from), Date.parse(window.until)];
  // What is nobody's is told to all of them.
  const agent: Receiver = ownerId === null ? { type: 'desk' } : { type: 'agent', personId: ownerId };
  const made = (what: ReminderKind, at: string, to: Receiver, staleAt: string | null): Reminder => ({
    key: `${id}:${what}:${at}`,
    callbackId: id,
    at,
    to,
    what,
    staleAt,
    zone: to.type === 'person' ? window.zone : null,
  });
  const announced = announceAt(callback, rules);
  const over = isoOf(until + rules.graceMs);
  const person: Receiver = { type: 'person', personId };
  const again = stepAfter(callback, 'unstarted', over, rules);
  const last = again && stepAfter(callback, 'unstarted-again', again, rules);
  const all = [
    made('soon', isoOf(from - rules.soonMs), agent, window.from),
    made('now', window.from, agent, window.until),
    ...(announced === undefined ? [] : [made('announce', announced, person, window.from)]),
    ...(isPromised(callback) ? [made('missed', over, person, null)] : []),
    made('unstarted', over, { type: 'supervisor' }, null),
    ...(again === undefined ? [] : [made('unstarted-again', again, { type: 'supervisor' }, null)]),
    ...(last === undefined ? [] : [made('escalated', last, { type: 'manager' }, null)]),
  ];
  return all.filter(({ at }) => isBefore(after, at)).toSorted(inTime);
}

const inTime = (a: Reminder, b: Reminder): number => Date.parse(a.at) - Date.parse(b.at) || urgencyOf(a) - urgencyOf(b);

/** What is not dealt with yet, due or to come, in order of time. */
export function pendingReminders(callback: Callback, rules: CallbackRules): Reminder[] {
  const seen = pending.get(callback);
  if (seen?.rules === rules) return seen.reminders;
  const { told, createdAt } = callback;
  const reminders = [
    ...changeOf(callback, rules),
    ...remindersOf(callback, rules, told?.planned ?? createdAt).filter(({ what, at }) =>
      isBefore(told?.[what] ?? EVER, at),
    ),
  ].toSorted(inTime);
  pending.set(callback, { rules, reminders });
  return reminders;
}

/** What staff have done in the quiet hours of the person; of use until the time that it speaks of. */
function changeOf(callback: Callback, { quiet }: CallbackRules): Reminder[] {
  const { id, told, personId, window } = callback;
  if (told?.owed === undefined || newsOf(callback) === undefined) return [];
  const at = outOfQuiet(told.owed, window.zone, quiet);
  const staleAt = isWaitingForStart(callback) ? window.until : null;
  const to: Receiver = { type: 'person', personId };
  return [{ key: `${id}:changed:${at}`, callbackId: id, at, to, what: 'changed', staleAt, zone: window.zone }];
}

/** A callback that comes due is asked about again and again, and never changes: what changes is another one. */
const pending = new WeakMap<Callback, { rules: CallbackRules; reminders: Reminder[] }>();

const EVER = '1970-01-01T00:00:00.000Z';

/** Whether something that was not planned before follows once that is told. */
export const leadsOn = (what: ReminderKind): boolean => what === 'unstarted' || what === 'unstarted-again';

/** A step waits for the one before it to be told, however late that was: after a standstill nobody is passed over. */
function stepAfter({ told }: Callback, what: ReminderKind, at: string, { stepMs }: CallbackRules): string | undefined {
  const since = told?.[what];
  return since === undefined || isBefore(since, at) ? undefined : isoOf(Date.parse(since) + stepMs);
}

/** Whether the person knows this very time; what staff have moved by themselves is asked about already. */
function isPromised(callback: Callback): boolean {
  const round = openRound(callback);
  return round?.confirmed === true && round.until === callback.window.until;
}

/**
 * Some hours before, or the evening before where that is in quiet hours. Whoever made or changed the appointment after that moment knows of
 * it as it is, and is not reminded.
 */
function announceAt(callback: Callback, { quiet, personLeadMs, eveningAt }: CallbackRules): string | undefined {
  const { window } = callback;
  const since = openRound(callback)?.since ?? callback.createdAt;
  const shortly = isoOf(Date.parse(window.from) - personLeadMs);
  const evening = () => momentAt(addDays(dateAt(window.from, window.zone), -1), eveningAt, window.zone);
  const at = isQuiet(shortly, window.zone, quiet) ? evening() : shortly;
  if (at !== shortly && isQuiet(at, window.zone, quiet)) return undefined;
  return isBefore(since, at) ? at : undefined;
}

const urgencyOf = ({ what }: { what: ReminderKind }): number => REMINDERS.indexOf(what);

/** What one receiver gets, as one message: the most urgent first. */
export interface Batch {
  to: Receiver;
  reminders: Reminder[];
}

export interface CaughtUp {
  /** The most urgent first. */
  send: Batch[];
  /** In quiet hours: looked at again then. */
  hold: { until: string; reminder: Reminder }[];
  /** Of no use any more, or said by a more urgent one. */
  dropped: Reminder[];
}

/**
 * What is still worth sending of all that is due: nothing stale, of one callback only the most urgent, one message a receiver, and people are
 * left alone in quiet hours. The reminders are those of callbacks as they are now.
 */
export function catchUp(due: readonly Reminder[], now: string, quiet: QuietHours): CaughtUp {
  const result: CaughtUp = { send: [], hold: [], dropped: [] };
  const batches = new Map<string, Batch>();
  const said = new Set<string>();
  const inOrder = due.toSorted(
    (a, b) => urgencyOf(a) - urgencyOf(b) || Date.parse(a.at) - Date.parse(b.at) || compare(a.key, b.key),
  );
  for (const reminder of inOrder) {
    const { to, staleAt, zone, callbackId } = reminder;
    const receiver = to.type === 'agent' || to.type === 'person' ? `${to.type} ${to.personId}` : to.type;
    const about = `${receiver} ${callbackId}`;
    const at = zone === null ? now : outOfQuiet(now, zone, quiet);
    if (said.has(about) || (staleAt !== null && Date.parse(staleAt) <= Date.parse(at))) {
      result.dropped.push(reminder);
      continue;
    }
    said.add(about);
    if (Date.parse(at) > Date.parse(now)) {
      result.hold.push({ until: at, reminder });
      continue;
    }
    const batch = batches.get(receiver) ?? { to, reminders: [] };
    if (batch.reminders.length === 0) result.send.push(batch);
    batches.set(receiver, batch);
    batch.reminders.push(reminder);
  }
  return result;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A reminder that comes later than this has been missed, and is told together with all that its receiver has missed. Longer than it takes
 * to work off all that comes due at one moment (100,000 at 5,000 a second), shorter than anybody would notice.
 */
export const LATE_MS = 60_000;

export const isDue = ({ at }: Reminder, now: string): boolean => !isBefore(now, at);

/** What waited for the end of someone's quiet hours comes at the same moment. */
export const endsQuiet = ({ at, zone }: Reminder, { quiet }: CallbackRules): boolean =>
  zone !== null && isQuiet(isoOf(Date.parse(at) - 1), zone, quiet);

export const isLate = ({ at }: Reminder, now: string): boolean => Date.parse(now) - Date.parse(at) > LATE_MS;

/** Who hears of something in one message. What groups of headquarters are told stands at the desk as well, so it is one with them. */
export type Someone = { type: 'agent' | 'person'; personId: string };
export type Addressee = Someone | { type: 'desk' };

export const addresseeOf = (to: Receiver): Addressee =>
  to.type === 'agent' || to.type === 'person' ? to : { type: 'desk' };

const isFor = ({ to }: Reminder, addressee: Addressee): boolean => {
  const whose = addresseeOf(to);
  if (whose.type !== addressee.type) return false;
  return whose.type === 'desk' || addressee.type === 'desk' || whose.personId === addressee.personId;
};

export const dueFor = (callback: Callback, addressee: Addressee, now: string, rules: CallbackRules): Reminder[] =>
  pendingReminders(callback, rules).filter((one) => isFor(one, addressee) && isDue(one, now));

export interface Telling {
  /** The most urgent first. */
  send: Batch[];
  /** When what waits for the end of quiet hours is looked at again. */
  until: string | undefined;
  /** Of which callback what is dealt with by it. */
  dealt: ReadonlyMap<string, ReminderKind[]>;
}

/** What someone is told now of all that is due for them and not dealt with yet. */
export function tellDue(
  callbacks: readonly Callback[],
  addressee: Addressee,
  now: string,
  rules: CallbackRules,
): Telling {
  const due = callbacks.flatMap((one) => dueFor(one, addressee, now, rules));
  const { send, hold, dropped } = catchUp(due, now, rules.quiet);
  const dealt = new Map<string, ReminderKind[]>();
  for (const { callbackId, what } of [...send.flatMap(({ reminders }) => reminders), ...dropped])
    dealt.set(callbackId, [...(dealt.get(callbackId) ?? []), what]);
  const until = hold
    .map((one) => one.until)
    .toSorted(compare)
    .at(0);
  return { send, until, dealt };
}

/** The callback after it: what was told is not told again, and whose time has come is due. */
export function changeTold(
  current: Callback,
  told: readonly ReminderKind[],
  now: string,
  rules: CallbackRules,
): CallbackChange {
  const begins = isWaitingForStart(current) && current.status !== 'due' && !isBefore(now, current.window.from);
  return changeCallback(current, { type: begins ? 'come-due' : 'remind', told }, { type: 'program' }, now, rules);
}
