/**
 * Time that counts only while someone is at work: hours by weekday, public holidays, days that headquarters sets, in a zone with its
 * gaps and folds. Pure; moments are ISO 8601, spans are milliseconds. What the calendar does not know is answered with a problem.
 *
 * Open is whenever the clock on the wall shows a time within the hours. So an hour that the clock leaves out is nobody's, and one that
 * it shows twice counts twice.
 */
import { Temporal } from 'temporal-polyfill';
import { HOLIDAYS, type Holiday } from './holidays.ts';

/** Wall clock, `HH:MM`; `to` may be `24:00`. What goes past midnight is written as two. */
export interface OpenHours {
  from: string;
  to: string;
}

export interface Calendar {
  /** IANA. */
  zone: string;
  /** Monday first, seven entries; a day may have several intervals or none. */
  week: readonly (readonly OpenHours[])[];
  /** Whose public holidays are kept (`HOLIDAYS`); null: nobody's. */
  region: string | null;
  /** By headquarters, before everything else: YYYY-MM-DD → that day's hours. */
  days: Readonly<Record<string, readonly OpenHours[]>>;
}

/** From and to, ISO 8601. An end that is null is yet to come. */
export interface Pause {
  from: string;
  until: string | null;
}

/** `uncovered`: the public holidays of that year are not known. `never`: no hours within a year, or the clock stands still. */
export type CalendarProblem = { problem: 'uncovered'; year: number } | { problem: 'never' };
export type Answer<T> = { ok: T; problem?: undefined } | (CalendarProblem & { ok?: undefined });

/** Epoch milliseconds, the end not included. */
export interface Span {
  from: number;
  to: number;
}

export type DayReason = 'week' | 'override' | 'holiday' | 'makeup';

export interface Day {
  /** YYYY-MM-DD. */
  date: string;
  reason: DayReason;
  /** The holiday's. */
  name: Holiday | null;
  hours: readonly OpenHours[];
  /** When it is open; pieces that touch are one. */
  spans: readonly Span[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Further ahead nobody is looked for. */
const DAYS_MAX = 400;

/** What a calendar day is like. */
export function dayOf(date: string, calendar: Calendar): Answer<Day> {
  const kept = known.get(calendar) ?? new Map<string, Answer<Day>>();
  known.set(calendar, kept);
  const seen = kept.get(date);
  if (seen) return seen;
  const day = readDay(Temporal.PlainDate.from(date), calendar);
  // A table of days that grows for ever would be a leak.
  if (kept.size >= DAYS_MAX) kept.clear();
  kept.set(date, day);
  return day;
}

/** Days are asked for again and again, and zones are slow to ask. */
const known = new WeakMap<Calendar, Map<string, Answer<Day>>>();

function readDay(date: Temporal.PlainDate, calendar: Calendar): Answer<Day> {
  const iso = date.toString();
  const made = (reason: DayReason, hours: readonly OpenHours[], name: Holiday | null = null): Answer<Day> => ({
    ok: { date: iso, reason, name, hours, spans: spansOf(date, hours, calendar.zone) },
  });
  const set = calendar.days[iso];
  if (set) return made('override', set);
  const weekly = calendar.week[date.dayOfWeek - 1] ?? [];
  if (calendar.region === null) return made('week', weekly);
  const year = HOLIDAYS[calendar.region]?.[date.year];
  if (!year) return { problem: 'uncovered', year: date.year };
  const off = year.off.find(({ from, to }) => from <= iso && iso <= to);
  if (off) return made('holiday', [], off.name);
  // A weekend day that is worked is worked like a Monday.
  return year.worked.includes(iso) ? made('makeup', calendar.week[0] ?? []) : made('week', weekly);
}

/** The hours as they pass in the zone that day: a day has as many stretches as its clock has offsets. */
function spansOf(date: Temporal.PlainDate, hours: readonly OpenHours[], zone: string): Span[] {
  if (hours.length === 0) return [];
  const midnight = date.toZonedDateTime({ timeZone: 'UTC' }).epochMilliseconds;
  const pieces = stretchesAround(midnight, zone).flatMap(({ from, to, offsetMs }) =>
    hours.map((one): Span => {
      const opens = midnight + minutesOf(one.from) * MINUTE_MS - offsetMs;
      const closes = midnight + minutesOf(one.to) * MINUTE_MS - offsetMs;
      return { from: Math.max(from, opens), to: Math.min(to, closes) };
    }),
  );
  return joined(pieces.filter(({ from, to }) => from < to));
}

/** `HH:MM` as minutes. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The stretches of one offset in which a local day can lie; no zone is further than a day from UTC. */
function stretchesAround(midnight: number, zone: string): (Span & { offsetMs: number })[] {
  const stretches: (Span & { offsetMs: number })[] = [];
  const end = midnight + 2 * DAY_MS;
  let at = Temporal.Instant.fromEpochMilliseconds(midnight - DAY_MS).toZonedDateTimeISO(zone);
  while (at.epochMilliseconds < end) {
    const next = at.getTimeZoneTransition('next');
    const to = Math.min(next?.epochMilliseconds ?? end, end);
    stretches.push({ from: at.epochMilliseconds, to, offsetMs: at.offsetNanoseconds / 1_000_000 });
    if (!next) break;
    at = next;
  }
  return stretches;
}

/** In order, and what touches or overlaps as one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** Without the pauses; one that has not ended takes all the rest. */
export function without(spans: readonly Span[], pauses: readonly Pause[]): Span[] {
  return except(
    spans,
    pauses.map(({ from, until }) => ({
      from: Date.parse(from),
      to: until === null ? Number.POSITIVE_INFINITY : Date.parse(until),
    })),
  );
}

/** What is left of spans when others are taken out. */
export function except(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (left, { from, to }) => {
      if (to <= from) return left;
      return left.flatMap((span) =>
        [
          { from: span.from, to: Math.min(span.to, from) },
          { from: Math.max(span.from, to), to: span.to },
        ].filter((piece) => piece.from < piece.to),
      );
    },
    [...spans],
  );
}

/** What lies in both. */
export const common = (spans: readonly Span[], others: readonly Span[]): Span[] =>
  spans.flatMap((span) => within(others, span.from, span.to));

/** Zones are slow to ask, and what comes due together is about the same few moments. Clocks differ by whole minutes. */
const dates = new Map<string, Temporal.PlainDate>();
const DATES_MAX = 1_000;

function localDate(ms: number, zone: string): Temporal.PlainDate {
  const key = `${Math.floor(ms / MINUTE_MS)} ${zone}`;
  const seen = dates.get(key);
  if (seen) return seen;
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
  if (dates.size >= DATES_MAX) dates.clear();
  dates.set(key, date);
  return date;
}

export const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Days from the one of that moment on. */
function* daysFrom(ms: number, calendar: Calendar): Generator<Answer<Day>> {
  let date = localDate(ms, calendar.zone);
  for (let count = 0; count < DAYS_MAX; count += 1) {
    yield dayOf(date.toString(), calendar);
    date = date.add({ days: 1 });
  }
}

export function isOpen(at: string, calendar: Calendar): Answer<boolean> {
  const ms = Date.parse(at);
  const day = dayOf(localDate(ms, calendar.zone).toString(), calendar);
  return day.ok ? { ok: day.ok.spans.some(({ from, to }) => from <= ms && ms < to) } : day;
}

/** The moment itself while it is open. */
export function nextOpening(at: string, calendar: Calendar): Answer<string> {
  const span = nextOpenSpan(at, calendar);
  return span.ok ? { ok: isoOf(span.ok.from) } : span;
}

/** The stretch that is open at a moment, from that moment on, or the next one. */
export function nextOpenSpan(at: string, calendar: Calendar): Answer<Span> {
  const ms = Date.parse(at);
  for (const day of daysFrom(ms, calendar)) {
    if (!day.ok) return day;
    const next = day.ok.spans.find(({ to }) => to > ms);
    if (next) return { ok: { from: Math.max(next.from, ms), to: next.to } };
  }
  return { problem: 'never' };
}

/**
 * The last of so many working days after a day, which is itself day 0: the day of receipt does not count. A working day is one with hours,
 * whether by the week, in exchange for a holiday or as headquarters says. Less than one day is day 0 itself.
 */
export function addWorkingDays(day0: string, count: number, calendar: Calendar): Answer<string> {
  let date = Temporal.PlainDate.from(day0);
  let closed = 0;
  for (let left = count; left > 0 && closed < DAYS_MAX; ) {
    date = date.add({ days: 1 });
    const day = dayOf(date.toString(), calendar);
    if (!day.ok) return day;
    const isWorked = day.ok.spans.length > 0;
    closed = isWorked ? 0 : closed + 1;
    if (isWorked) left -= 1;
  }
  return closed < DAYS_MAX ? { ok: date.toString() } : { problem: 'never' };
}

/** Working days after the first day up to and with the last; none where the last is not later. */
export function workingDaysBetween(first: string, last: string, calendar: Calendar): Answer<number> {
  let count = 0;
  for (const date of datesOf(addDays(first, 1), last)) {
    const day = dayOf(date, calendar);
    if (!day.ok) return day;
    if (day.ok.spans.length > 0) count += 1;
  }
  return { ok: count };
}

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** Each day from the first to the last, YYYY-MM-DD; none where the last is earlier. */
export function* datesOf(first: string, last: string): Generator<string> {
  for (let date = first; date <= last; date = addDays(date, 1)) yield date;
}

/** Whether that is a day as it is written here, YYYY-MM-DD, and there is such a day. */
export const isDate = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && isoOf(Date.parse(day)).startsWith(day);

/** The day that it is somewhere, YYYY-MM-DD. */
export const dateAt = (at: string, zone: string): string => localDate(Date.parse(at), zone).toString();

/**
 * When the clock on the wall shows a time (`HH:MM`, `24:00` is the next midnight). In an hour that is left out it is as much later as the
 * clock jumps; of two that are alike it is the first.
 */
export function momentAt(date: string, clock: string, zone: string): string {
  const minutes = minutesOf(clock);
  const day = Temporal.PlainDate.from(minutes >= 24 * 60 ? addDays(date, 1) : date);
  const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 });
  return isoOf(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

/** What is open between two moments. */
export function openSpans(from: string, to: string, calendar: Calendar): Answer<Span[]> {
  const days = daysBetween(from, to, calendar);
  return days.ok ? { ok: joined(days.ok.flatMap(({ counted }) => counted)) } : days;
}

/** When so much business time has passed, pauses left out. Zero is the moment itself. */
export function addBusinessTime(
  from: string,
  ms: number,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Answer<string> {
  const start = Date.parse(from);
  if (ms <= 0) return { ok: isoOf(start) };
  const stops = Math.min(...pauses.flatMap((pause) => (pause.until === null ? [Date.parse(pause.from)] : [])));
  let left = ms;
  let closed = 0;
  for (
    let date = localDate(start, calendar.zone);
    closed < DAYS_MAX && beginOf(date) <= stops;
    date = date.add({ days: 1 })
  ) {
    const day = dayOf(date.toString(), calendar);
    if (!day.ok) return day;
    const open = within(day.ok.spans, start, Number.POSITIVE_INFINITY);
    // However long a pause is, it ends; a calendar that never opens is given up.
    closed = open.length === 0 ? closed + 1 : 0;
    for (const span of without(open, pauses)) {
      if (span.to - span.from >= left) return { ok: isoOf(span.from + left) };
      left -= span.to - span.from;
    }
  }
  return { problem: 'never' };
}

/** Not later than the day begins anywhere. */
const beginOf = (date: Temporal.PlainDate): number =>
  date.toZonedDateTime({ timeZone: 'UTC' }).epochMilliseconds - DAY_MS;

export const within = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from < span.to);

/** The same on a clock that never closes. */
export function addElapsedTime(from: string, ms: number, pauses: readonly Pause[] = []): Answer<string> {
  let left = ms;
  for (const span of without([{ from: Date.parse(from), to: Number.POSITIVE_INFINITY }], pauses)) {
    if (span.to - span.from >= left) return { ok: isoOf(span.from + left) };
    left -= span.to - span.from;
  }
  return { problem: 'never' };
}

/** Business time between two moments, pauses left out; zero where the second is not later. */
export function businessTimeBetween(
  from: string,
  to: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Answer<number> {
  const days = daysBetween(from, to, calendar, pauses);
  if (!days.ok) return days;
  return { ok: days.ok.reduce((sum, { counted }) => sum + lengthOf(counted), 0) };
}

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** Each day between two moments, and what of it counted: the explanation of a deadline. */
export function daysBetween(
  from: string,
  to: string,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Answer<(Day & { counted: Span[] })[]> {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const result: (Day & { counted: Span[] })[] = [];
  if (end <= start) return { ok: result };
  const last = localDate(end - 1, calendar.zone);
  for (
    let date = localDate(start, calendar.zone);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    const day = dayOf(date.toString(), calendar);
    if (!day.ok) return day;
    result.push({ ...day.ok, counted: without(within(day.ok.spans, start, end), pauses) });
  }
  return { ok: result };
}

/** A span as the clock on the wall shows it, `HH:MM`; an end at midnight is `24:00`. */
export function wallTimes({ from, to }: Span, zone: string): OpenHours {
  const clock = (ms: number): string =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
  const end = clock(to);
  return { from: clock(from), to: end === '00:00' ? '24:00' : end };
}
