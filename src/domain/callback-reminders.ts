/**
 * Who is reminded of a callback, and when (F12). The plan follows from the callback alone and is made anew after each change; what was
 * not sent in time, such as after a standstill, is sorted out before it is sent. Pure.
 */
import { addDays, dateAt, dayOf, isoOf, momentAt } from './business-time.ts';
import { type Callback, isWaitingForStart, openRound } from './callback.ts';
import type { CallbackRules } from './callback-rules.ts';
import { isQuiet, outOfQuiet, type QuietHours } from './quiet-hours.ts';

/**
 * The most urgent first:
 * - `unstarted`: the window is over and nobody has started; to the supervisor
 * - `now`, `soon`: it begins, or will in a moment; to the agent
 * - `announce`: the person is told, once, and can still move or cancel it
 * - `day-list`: it stands on the agent's list of the day
 */
export const REMINDERS = ['unstarted', 'now', 'soon', 'announce', 'day-list'] as const;
export type ReminderKind = (typeof REMINDERS)[number];

/** The supervisors and the desk are groups: who that is, is known when it is sent. */
export type Receiver = { type: 'agent' | 'person'; personId: string } | { type: 'supervisor' } | { type: 'desk' };

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
  const listed = dayBegins(window.from, rules);
  // Who starts later needs no list of what is over, and no word of what will be soon.
  const all = [
    ...(listed === undefined ? [] : [made('day-list', listed, agent, window.until)]),
    made('soon', isoOf(from - rules.soonMs), agent, window.from),
    made('now', window.from, agent, window.until),
    ...(announced === undefined ? [] : [made('announce', announced, { type: 'person', personId }, window.from)]),
    made('unstarted', isoOf(until + rules.graceMs), { type: 'supervisor' }, null),
  ];
  return all
    .filter(({ at }) => Date.parse(at) > Date.parse(after))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || urgencyOf(a) - urgencyOf(b));
}

/** When work begins on the day of the window; undefined where it begins no earlier than the window. */
function dayBegins(from: string, { calendar }: CallbackRules): string | undefined {
  const opens = dayOf(dateAt(from, calendar.zone), calendar).ok?.spans.at(0)?.from;
  return opens !== undefined && opens < Date.parse(from) ? isoOf(opens) : undefined;
}

/**
 * Some hours before, or the evening before where that is in quiet hours. Whoever made or changed the appointment after that moment knows of
 * it as it is, and is not reminded.
 */
function announceAt(callback: Callback, { quiet, personLeadMs, eveningAt }: CallbackRules): string | undefined {
  const { window } = callback;
  const since = openRound(callback)?.since ?? callback.createdAt;
  const shortly = isoOf(Date.parse(window.from) - personLeadMs);
  const yesterday = addDays(dateAt(window.from, window.zone), -1);
  const at = isQuiet(shortly, window.zone, quiet) ? momentAt(yesterday, eveningAt, window.zone) : shortly;
  if (isQuiet(at, window.zone, quiet)) return undefined;
  return Date.parse(at) > Date.parse(since) ? at : undefined;
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
