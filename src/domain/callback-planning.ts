/** On which day an automatic callback is made (F12): the one of its window with the least to do, or what is left when that is over. Pure. */
import { type Answer, addDays, type CalendarProblem, dateAt, datesOf, isoOf } from './business-time.ts';
import {
  type AutomaticKind,
  type CallbackRules,
  chooseDay,
  type DayWindow,
  daysOfWindow,
  hoursFor,
  momentsOf,
  type Window,
} from './callback-rules.ts';
import { SLOT_MS } from './callback-slots.ts';

/** Open callbacks by day of the calendar, YYYY-MM-DD. */
export type DayLoad = Readonly<Record<string, number>>;

/**
 * - `free`: of all days that were left, there was the least to do
 * - `closed`: nobody is at work in the whole window, so it is the next day on which someone is
 * - `late`: the window was over already, so it is the next day that is possible
 */
export type WhyThen = 'free' | 'closed' | 'late';

export interface PlannedDay {
  date: string;
  window: Window;
  /** By which it is judged, whichever day was chosen. */
  frame: { from: string; until: string };
  days: DayWindow;
  why: WhyThen;
}

/** Whoever is called shortly before it closes is not called that day. */
const SHORTEST_MS = SLOT_MS;
/** Spring Festival is nine days. */
const AHEAD_DAYS = 14;

/**
 * `zone`: the person's. What has gone by is left out. `uncovered`: the holidays of a year are not known; `never`: office hours and the
 * hours in which the person may be called have nothing in common. A person has to decide then.
 */
export function planDay(
  { kind, day0, zone }: { kind: AutomaticKind; day0: string; zone: string },
  load: DayLoad,
  now: string,
  rules: CallbackRules,
): Answer<PlannedDay> {
  const days = daysOfWindow(kind, day0, rules);
  if (days.ok === undefined) return days;
  const judged = momentsOf(days.ok, rules.calendar);
  if (isUncovered(judged)) return judged;
  const chosen = leastToDo(days.ok, zone, load, now, rules);
  if (isUncovered(chosen)) return chosen;
  const found = chosen.ok ? chosen : nextPossible(days.ok.last, zone, now, rules);
  if (found.ok === undefined) return found;
  const { date, window } = found.ok;
  const frame = judged.ok ?? { from: window.from, until: window.until };
  const isLate = Date.parse(window.from) >= Date.parse(frame.until);
  return { ok: { date, window, frame, days: days.ok, why: chosen.ok ? 'free' : isLate ? 'late' : 'closed' } };
}

interface Possible {
  date: string;
  window: Window;
}

const isUncovered = <T>(answer: Answer<T>): answer is CalendarProblem & { problem: 'uncovered'; ok?: undefined } =>
  answer.problem === 'uncovered';

/** What is left of the window. */
function leastToDo(
  { first, last }: DayWindow,
  zone: string,
  load: DayLoad,
  now: string,
  rules: CallbackRules,
): Answer<Possible> {
  const today = dateAt(now, rules.calendar.zone);
  const begins = first < today ? today : first;
  if (begins > last) return { problem: 'never' };
  const weights: Record<string, number> = {};
  for (const date of datesOf(begins, last)) {
    const possible = windowFrom(date, zone, now, rules);
    if (isUncovered(possible)) return possible;
    weights[date] = possible.ok ? (load[date] ?? 0) : Number.POSITIVE_INFINITY;
  }
  const chosen = chooseDay({ first: begins, last }, weights, rules.calendar, Number.POSITIVE_INFINITY);
  if (chosen.ok === undefined) return chosen;
  if (chosen.ok.type === 'closed') return { problem: 'never' };
  const { date } = chosen.ok;
  const window = windowFrom(date, zone, now, rules);
  return window.ok === undefined ? window : { ok: { date, window: window.ok } };
}

function nextPossible(last: string, zone: string, now: string, rules: CallbackRules): Answer<Possible> {
  const today = dateAt(now, rules.calendar.zone);
  const begins = last < today ? today : addDays(last, 1);
  for (const date of datesOf(begins, addDays(begins, AHEAD_DAYS))) {
    const window = windowFrom(date, zone, now, rules);
    if (isUncovered(window)) return window;
    if (window.ok) return { ok: { date, window: window.ok } };
  }
  return { problem: 'never' };
}

/** What is left of a day, from a half hour on; it does not begin in a break. */
function windowFrom(date: string, zone: string, now: string, rules: CallbackRules): Answer<Window> {
  const hours = hoursFor(date, zone, rules);
  if (hours.ok === undefined) return hours;
  const earliest = Math.ceil(Date.parse(now) / SLOT_MS) * SLOT_MS;
  const left = hours.ok.filter(({ to }) => to > earliest);
  const [opens, closes] = [left.at(0), left.at(-1)];
  if (!opens || !closes) return { problem: 'never' };
  const from = Math.max(opens.from, earliest);
  if (closes.to - from < SHORTEST_MS) return { problem: 'never' };
  return { ok: { from: isoOf(from), until: isoOf(closes.to), zone } };
}
