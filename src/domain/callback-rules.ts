/**
 * What headquarters may set about callbacks (F12), the windows of those that the program plans by itself, and when someone who was not
 * reached is tried again. Pure; what the calendar does not know is answered with a problem.
 */
import {
  type Answer,
  addDays,
  addWorkingDays,
  type Calendar,
  common,
  dateAt,
  datesOf,
  dayOf,
  isoOf,
  type OpenHours,
  openSpans,
  type Span,
  wallTimes,
} from './business-time.ts';
import { DEFAULT_CALENDAR } from './deadlines.ts';
import { DEFAULT_QUIET_HOURS, type QuietHours, wakingHours } from './quiet-hours.ts';

export const CALLBACK_KINDS = [
  ...(['requested', 'satisfaction', 'after-complaint', 'after-problem'] as const),
  ...(['first-contact', 'after-service', 'goods-arrived', 'cadence'] as const),
] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

/** When someone is to be called back; ISO 8601, `until` not included. */
export interface Window {
  from: string;
  until: string;
  /** The person's, IANA: the time was promised on their clock. */
  zone: string;
}

/** The days within which an automatic callback is made, both included, counted from the day of what it follows, which is day 0. */
export interface WindowRule {
  first: number;
  last: number;
  /** `working`: those of the calendar; `calendar`: every one. */
  days: 'working' | 'calendar';
}

export const AUTOMATIC_KINDS = [
  ...(['satisfaction', 'after-complaint', 'after-problem'] as const),
  ...(['first-contact', 'after-service', 'goods-arrived'] as const),
] as const satisfies readonly CallbackKind[];
export type AutomaticKind = (typeof AUTOMATIC_KINDS)[number];

/** F12 and F19 have the first three; the others are ours. */
export const DEFAULT_WINDOWS: Readonly<Record<AutomaticKind, WindowRule>> = {
  satisfaction: { first: 7, last: 15, days: 'working' },
  'after-complaint': { first: 3, last: 7, days: 'calendar' },
  'first-contact': { first: 0, last: 7, days: 'calendar' },
  'after-problem': { first: 1, last: 3, days: 'working' },
  'after-service': { first: 1, last: 5, days: 'working' },
  'goods-arrived': { first: 0, last: 2, days: 'working' },
};

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export interface CallbackRules {
  /** When agents are at work. */
  calendar: Calendar;
  /** When people are left alone; in the zone of each. */
  quiet: QuietHours;
  windows: Readonly<Record<AutomaticKind, WindowRule>>;
  /** After so many attempts a person decides. */
  attemptsMax: number;
  /** Between an attempt and the next one at least. */
  retryGapMs: number;
  /** Agents who can be promised for the same slot. */
  capacity: number;
  /** The agent is reminded so long before. */
  soonMs: number;
  /** After the window, until the supervisor hears that nobody has started. */
  graceMs: number;
  /** From one step of the escalation to the next: the supervisors again, then the operations managers. */
  stepMs: number;
  /** The person is reminded so long before, or the evening before at a time on their clock, `HH:MM`. */
  personLeadMs: number;
  eveningAt: string;
}

/** All ours, except for the windows. */
export const DEFAULT_CALLBACK_RULES: CallbackRules = {
  calendar: DEFAULT_CALENDAR,
  quiet: DEFAULT_QUIET_HOURS,
  windows: DEFAULT_WINDOWS,
  attemptsMax: 4,
  retryGapMs: 2 * HOUR_MS,
  capacity: 1,
  soonMs: 15 * MINUTE_MS,
  graceMs: 15 * MINUTE_MS,
  stepMs: HOUR_MS,
  personLeadMs: 2 * HOUR_MS,
  eveningAt: '19:00',
};

/** Days of the calendar, both included, YYYY-MM-DD. */
export interface DayWindow {
  first: string;
  last: string;
}

/** When an automatic callback is made. `day0`: when the goods were received, the complaint handled, the customer assigned … */
export function daysOfWindow(kind: AutomaticKind, day0: string, rules: CallbackRules): Answer<DayWindow> {
  const { first, last, days } = rules.windows[kind];
  if (days === 'calendar') return { ok: { first: addDays(day0, first), last: addDays(day0, last) } };
  const begins = addWorkingDays(day0, first, rules.calendar);
  const ends = addWorkingDays(day0, last, rules.calendar);
  if (begins.ok === undefined) return begins;
  return ends.ok === undefined ? ends : { ok: { first: begins.ok, last: ends.ok } };
}

/**
 * - `free`: the day with the least to do
 * - `full`: so is the day with the least to do, but there is none with room
 * - `closed`: nobody is at work in the whole window; `next` is the first working day after it
 */
export type ChosenDay =
  | { type: 'free'; date: string }
  | { type: 'full'; date: string }
  | { type: 'closed'; next: string };

/**
 * The day within a window that evens out the load: the working day with the least to do, of several the earliest. `load`: callbacks by day;
 * `capacity`: how many a day has room for. Days that are over are left out by a window that begins today.
 */
export function chooseDay(
  { first, last }: DayWindow,
  load: Readonly<Record<string, number>>,
  calendar: Calendar,
  capacity: number,
): Answer<ChosenDay> {
  let best: string | undefined;
  const loadOf = (date: string): number => load[date] ?? 0;
  for (const date of datesOf(first, last)) {
    const day = dayOf(date, calendar);
    if (!day.ok) return day;
    if (day.ok.spans.length > 0 && (best === undefined || loadOf(date) < loadOf(best))) best = date;
  }
  if (best !== undefined) return { ok: { type: loadOf(best) < capacity ? 'free' : 'full', date: best } };
  const next = addWorkingDays(last, 1, calendar);
  return next.ok === undefined ? next : { ok: { type: 'closed', next: next.ok } };
}

/** The moments of a day window on the calendar's clock: what an automatic callback is judged by. */
export function momentsOf({ first, last }: DayWindow, calendar: Calendar): Answer<{ from: string; until: string }> {
  const spans: Span[] = [];
  for (const date of datesOf(first, last)) {
    const day = dayOf(date, calendar);
    if (!day.ok) return day;
    spans.push(...day.ok.spans);
  }
  const [opens, closes] = [spans.at(0), spans.at(-1)];
  return opens && closes ? { ok: { from: isoOf(opens.from), until: isoOf(closes.to) } } : { problem: 'never' };
}

/** When someone can be called on a day of the calendar: office hours that are not quiet for them; there may be none. */
export function hoursFor(date: string, zone: string, { calendar, quiet }: CallbackRules): Answer<Span[]> {
  const day = dayOf(date, calendar);
  if (!day.ok) return day;
  const [opens, closes] = [day.ok.spans.at(0), day.ok.spans.at(-1)];
  if (!opens || !closes) return { ok: [] };
  const awake = openSpans(isoOf(opens.from), isoOf(closes.to), wakingHours(zone, quiet));
  return awake.ok ? { ok: common(day.ok.spans, awake.ok) } : { ok: [] };
}

/** The window of a chosen day: from the first to the last moment at which someone can be called. `never`: there is none. */
export function windowOn(date: string, zone: string, rules: CallbackRules): Answer<Window> {
  const hours = hoursFor(date, zone, rules);
  if (!hours.ok) return hours;
  const [opens, closes] = [hours.ok.at(0), hours.ok.at(-1)];
  return opens && closes ? { ok: { from: isoOf(opens.from), until: isoOf(closes.to), zone } } : { problem: 'never' };
}

export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** Where one ends and the next begins is ours. */
const PARTS: Readonly<Record<PartOfDay, OpenHours>> = {
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '18:00', to: '24:00' },
};

const partCalendars = new Map<string, Calendar>();

function partCalendar(part: PartOfDay, zone: string): Calendar {
  const key = `${part} ${zone}`;
  const calendar = partCalendars.get(key) ?? { zone, week: Array(7).fill([PARTS[part]]), region: null, days: {} };
  partCalendars.set(key, calendar);
  return calendar;
}

/** On the clock of the person: whoever works in the morning is at home in the evening. */
export function partOfDay(at: string, zone: string): PartOfDay {
  const ms = Date.parse(at);
  const clock = wallTimes({ from: ms, to: ms }, zone).from;
  return PARTS_OF_DAY.find((part) => clock < PARTS[part].to) ?? 'evening';
}

/** Nobody is tried less than half an hour before it closes. */
const SHORTEST_MS = 30 * MINUTE_MS;
/** Spring Festival is nine days. */
const RETRY_DAYS = 14;

/**
 * When someone who could not be reached is tried again (F12): in another part of the day, after the second failure on another working day,
 * always within office hours and outside quiet ones. A part in which they were not tried yet comes first. Where the hours leave only one
 * part, such as for someone on the other side of the world, it is the same part of another day.
 *
 * `tried`: when, in order; the last is the one that has just failed. `never`: a person has to decide.
 */
export function retryAfter(tried: readonly string[], zone: string, now: string, rules: CallbackRules): Answer<Window> {
  const last = tried.at(-1) ?? now;
  const lastPart = partOfDay(last, zone);
  const done = new Set(tried.map((at) => partOfDay(at, zone)));
  const earliest = Date.parse(now) + rules.retryGapMs;
  const today = dateAt(now, rules.calendar.zone);
  let samePart: Window | undefined;
  for (const date of datesOf(today, addDays(today, RETRY_DAYS))) {
    const hours = hoursFor(date, zone, rules);
    if (!hours.ok) return samePart ? { ok: samePart } : hours;
    const pieces = piecesOf(hours.ok, zone).flatMap(({ part, from, to }) => {
      const window: Window = { from: isoOf(Math.max(from, earliest)), until: isoOf(to), zone };
      const isAnotherDay = dateAt(window.from, zone) > dateAt(last, zone);
      const fits = to - Math.max(from, earliest) >= SHORTEST_MS && (isAnotherDay || tried.length < 2);
      return fits ? [{ part, window, isAnotherDay }] : [];
    });
    const other = pieces.find(({ part }) => !done.has(part)) ?? pieces.find(({ part }) => part !== lastPart);
    if (other) return { ok: other.window };
    samePart ??= pieces.find(({ isAnotherDay }) => isAnotherDay)?.window;
  }
  return samePart ? { ok: samePart } : { problem: 'never' };
}

/** Hours cut where one part of the day ends, in order. */
function piecesOf(hours: readonly Span[], zone: string): (Span & { part: PartOfDay })[] {
  const [opens, closes] = [hours.at(0), hours.at(-1)];
  if (!opens || !closes) return [];
  return PARTS_OF_DAY.flatMap((part) => {
    const spans = openSpans(isoOf(opens.from), isoOf(closes.to), partCalendar(part, zone));
    return common(hours, spans.ok ?? []).map((span) => ({ ...span, part }));
  }).toSorted((a, b) => a.from - b.from);
}
