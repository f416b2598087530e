/** Who calls in place of whom (F12): of those who are there, whoever is free at that time and has the least to do. Pure. */

import { dateAt, isoOf } from './business-time.ts';
import { type Callback, isBefore } from './callback.ts';
import { type CallbackRules, HOUR_MS } from './callback-rules.ts';
import { grantsOf, hasDuty, type Person } from './person.ts';
import { may } from './rights.ts';

/** - `gone`: has lost the right, or is no more; `away`: off duty */
export type Absence = 'gone' | 'away';

export function absenceOf(person: Person | undefined): Absence | undefined {
  if (!person || !may(person, 'calls.handle')) return 'gone';
  return grantsOf(person).onDuty ? undefined : 'away';
}

/** So long before its window someone else must know, however early in their shift that is. */
const LEAD_MS = HOUR_MS / 2;

/**
 * From when on a callback of someone who is off duty is another's: the same day, since who goes off duty is seldom back before the next; of a
 * later day shortly before its time, since they may well be there by then.
 */
export function leavesAt({ window }: Callback, now: string, { calendar, soonMs }: CallbackRules): string {
  if (dateAt(window.from, calendar.zone) <= dateAt(now, calendar.zone)) return now;
  return isoOf(Date.parse(window.from) - Math.max(LEAD_MS, soonMs));
}

export interface TakenOver {
  callback: Callback;
  /** Undefined: nobody is there who could. */
  by: Person | undefined;
}

/**
 * Shares callbacks out, those that come first first. `around`: the open callbacks of that time, which say who is busy when; `cases`: how many
 * open cases everyone has; `mayCall`: of what the call is about. Agents come before others who have the right.
 */
export function takeOver(
  leaving: readonly Callback[],
  around: readonly Callback[],
  staff: readonly Person[],
  cases: ReadonlyMap<string, number>,
  mayCall: (person: Person, callback: Callback) => boolean,
): TakenOver[] {
  const gone = new Set(leaving.map(({ id }) => id));
  const others = around.filter(({ id, ownerId }) => ownerId !== null && !gone.has(id));
  return leaving
    .toSorted((a, b) => Date.parse(a.window.from) - Date.parse(b.window.from) || (a.id < b.id ? -1 : 1))
    .map((callback) => {
      const fit = staff.filter(
        // Nobody calls themselves.
        (one) =>
          absenceOf(one) === undefined &&
          one.id !== callback.personId &&
          one.id !== callback.ownerId &&
          mayCall(one, callback),
      );
      const agents = fit.filter((one) => hasDuty(one, 'agent'));
      const ranked = (agents.length > 0 ? agents : fit).map((person) => {
        const calls = others.filter(({ ownerId }) => ownerId === person.id);
        const clashes = calls.filter((one) => overlap(one, callback)).length;
        return { person, clashes, load: calls.length + (cases.get(person.id) ?? 0) };
      });
      const [first] = ranked.toSorted(
        (a, b) => a.clashes - b.clashes || a.load - b.load || (a.person.id < b.person.id ? -1 : 1),
      );
      if (first) others.push({ ...callback, ownerId: first.person.id });
      return { callback, by: first?.person };
    });
}

const overlap = ({ window: a }: Callback, { window: b }: Callback): boolean =>
  isBefore(a.from, b.until) && isBefore(b.from, a.until);
