/**
 * From a phrase and a day to the hours that it asks for, in minutes from the day's midnight. Which half of the day a bare hour
 * means is decided by when people can be called.
 */
import { Temporal } from 'temporal-polyfill';
import { type Calendar, dayOf } from '../domain/business-time.ts';
import { hoursOf } from './time-calendar.ts';
import type { Clock, Part } from './time-words.ts';
import type { Phrase, Said } from './wish-phrases.ts';

export type WishPrecision = 'minute' | 'window' | 'part-of-day' | 'day' | 'days';

/** `until` may lie beyond midnight. */
export interface Hours {
  from: number;
  until: number;
  precision: WishPrecision;
  /** The half of the day was not said. */
  halfAssumed?: boolean;
}

/** Whose day it is. */
export interface Place {
  /** The minute now, or the next if it has begun. */
  now: Temporal.ZonedDateTime;
  hours?: Calendar | undefined;
}

const HOUR = 60;
const DAY = 24 * HOUR;
/** How long a point in time is waited for: at three is from three to half past. */
export const POINT_MINUTES = 30;
/** A working day where none is known. */
const DAY_OPENS = 9 * HOUR;
const DAY_CLOSES = 18 * HOUR;
/** Before and after these nobody means to be called, unless they say so or the office is open. */
const CALLS_FROM = 8 * HOUR;
const CALLS_UNTIL = 21 * HOUR;
const SMALL_HOURS = 5;
const NOON = 12;

/** When the office is open on that day as the wall clock of the place shows it; the office's own zone may be another. */
export function openOn(date: Temporal.PlainDate, { now, hours }: Place): { from: number; until: number }[] {
  if (hours === undefined) return [];
  const zone = now.timeZoneId;
  const midnight = date.toZonedDateTime(zone).epochMilliseconds;
  const next = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const days = hours.zone === zone ? [date] : [-1, 0, 1].map((shift) => date.add({ days: shift }));
  return days.flatMap((day) => {
    const spans = dayOf(day.toString(), hours).ok?.spans ?? [];
    return spans.flatMap((span) => {
      const [from, to] = [Math.max(span.from, midnight), Math.min(span.to, next)];
      const open = { from: minuteOf(from, date, zone), until: minuteOf(to, date, zone) };
      const heard = hours.zone === zone ? open : awake(open);
      return from < to && heard.from < heard.until ? [heard] : [];
    });
  });
}

/** Far away the office is open at night as well, when nobody wants to be called. */
const awake = ({ from, until }: { from: number; until: number }): { from: number; until: number } => ({
  from: Math.max(from, DAY_OPENS),
  until: Math.min(until, CALLS_UNTIL),
});

function minuteOf(ms: number, date: Temporal.PlainDate, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  return (wall.toPlainDate().equals(date) ? 0 : DAY) + wall.hour * HOUR + wall.minute;
}

/** Until when a day counts; once the office has closed, the evening still does. */
export function endOfDay(date: Temporal.PlainDate, place: Place): number {
  const { until } = workingDay(date, place);
  return date.equals(place.now.toPlainDate()) && minutesNow(place) >= until ? CALLS_UNTIL : until;
}

/** From the first opening to the last closing. */
export function workingDay(date: Temporal.PlainDate, place: Place): { from: number; until: number } {
  const open = openOn(date, place);
  const day = open.length === 0 ? { from: DAY_OPENS, until: DAY_CLOSES } : envelope(open);
  // Whoever says "today" at seven, with no hours known, means the evening.
  const late = date.equals(place.now.toPlainDate()) && minutesNow(place) >= day.until;
  if (late && place.hours === undefined) return { from: day.from, until: CALLS_UNTIL };
  // And whoever says it at noon, while it is night at the office, must hear that rather than get another day.
  return late && place.hours?.zone !== place.now.timeZoneId ? { from: day.from, until: DAY_CLOSES } : day;
}

const envelope = (spans: readonly { from: number; until: number }[]): { from: number; until: number } => ({
  from: Math.min(...spans.map(({ from }) => from)),
  until: Math.max(...spans.map(({ until }) => until)),
});

const minutesNow = ({ now }: Place): number => now.hour * HOUR + now.minute;

/** "After eight in the evening" ends later than the office does. */
function closing(from: number, day: { until: number }): number {
  if (from < day.until) return day.until;
  return from < CALLS_UNTIL ? CALLS_UNTIL : from + HOUR;
}

const minutesOf = (clock: Clock, part: Part | undefined, numeric: boolean): number[] =>
  hoursOf(clock, part, numeric).map((hour) => hour * HOUR + clock.minute);

/** The first that such an end can be after the beginning; past midnight only if a part or half of the day says so. */
function endAfter(from: number, end: Clock, part: Part | undefined): number | undefined {
  const within = minutesOf(end, part, false);
  const ends = within.some((minute) => minute > from) ? within : minutesOf(end, undefined, false);
  const overnight = part !== undefined || end.half !== undefined ? [0, DAY] : [0];
  const later = ends.flatMap((minute) => overnight.map((days) => minute + days)).filter((minute) => minute > from);
  return later.length === 0 ? undefined : Math.min(...later);
}

/** Noon is where it begins; of other parts the end counts. */
const pivot = (part: Part, side: 'begin' | 'end'): number =>
  (part.call[0] === NOON || side === 'begin' ? part.call[0] : part.call[1]) * HOUR;

function endOf(phrase: Phrase, from: number): number | undefined {
  const { said, until } = phrase;
  if (said.ends) return endAfter(from, said.ends, said.ends.half ? undefined : said.part);
  if (until?.clock) return endAfter(from, until.clock, until.part ?? (until.clock.half ? undefined : said.part));
  return until?.part && pivot(until.part, 'end');
}

/** The beginnings that a bare hour may mean, without those at which nobody is called. */
function likely(starts: readonly number[], date: Temporal.PlainDate, place: Place): number[] {
  if (starts.length < 2) return [...starts];
  const open = openOn(date, place);
  const inOffice = (minute: number): boolean => open.some(({ from, until }) => from <= minute && minute < until);
  const pool = starts.filter((minute) => (CALLS_FROM <= minute && minute < CALLS_UNTIL) || inOffice(minute));
  const sensible = pool.length > 0 ? pool : [...starts];
  const isToday = date.equals(place.now.toPlainDate());
  const ahead = sensible.filter((minute) => !isToday || minute >= minutesNow(place));
  const kept = ahead.length > 0 ? ahead : sensible;
  const office = kept.filter(inOffice);
  return (office.length === 1 ? office : kept).toSorted((a, b) => a - b);
}

function spanFrom(from: number, phrase: Phrase, day: { from: number; until: number }): Hours | undefined {
  if (phrase.said.ends || phrase.until) {
    const until = endOf(phrase, from);
    return until === undefined || until <= from ? undefined : { from, until, precision: 'window' };
  }
  if (phrase.edge === 'after') return { from, until: closing(from, day), precision: 'window' };
  if (phrase.edge) return { from: day.from < from ? day.from : from - HOUR, until: from, precision: 'window' };
  return { from, until: from + POINT_MINUTES, precision: 'minute' };
}

function atClock(phrase: Phrase, clock: Clock, date: Temporal.PlainDate, place: Place): Hours[] {
  const { said, until } = phrase;
  const numeric = said.date?.of === 'calendar' && said.date.year !== undefined && clock.hour >= 10;
  const end = said.ends ?? until?.clock;
  // Beside another clock 12 may be midnight too: 12–12:30 am.
  const twelve = clock.hour === 12 && !clock.half && !said.part && end?.half === 'am';
  const all = minutesOf(twelve ? { ...clock, half: 'am' } : clock, said.part, numeric);
  const day = workingDay(date, place);
  const spans = (starts: readonly number[]): Hours[] =>
    starts.map((from) => spanFrom(from, phrase, day)).filter((hours) => hours !== undefined);
  // 3-5pm: the end says which half of the day it is.
  if (all.length > 1 && end && (end.half || until?.part)) {
    return spans(all)
      .toSorted((a, b) => a.until - a.from - (b.until - b.from))
      .slice(0, 1);
  }
  const starts = likely(all, date, place);
  const assumed = all.length > 1 && starts.length === 1;
  return spans(tonight(starts, date, place)).map((hours) => (assumed ? { ...hours, halfAssumed: true } : hours));
}

/** At half past midnight 今晚一点 is in half an hour, not in a day. */
function tonight(starts: readonly number[], date: Temporal.PlainDate, place: Place): number[] {
  const small = place.now.hour < SMALL_HOURS && date.equals(place.now.toPlainDate());
  return starts.map((minute) => (small && minute - DAY >= minutesNow(place) ? minute - DAY : minute));
}

/** The hours within those of the office, if it is still open in them at all. */
function withinOffice(
  from: number,
  until: number,
  date: Temporal.PlainDate,
  place: Place,
): { from: number; until: number } {
  const pieces = openOn(date, place)
    .map((open) => ({ from: Math.max(open.from, from), until: Math.min(open.until, until) }))
    .filter((piece) => piece.from < piece.until)
    .filter((piece) => !date.equals(place.now.toPlainDate()) || minutesNow(place) < piece.until);
  return pieces.length === 0 ? { from, until } : envelope(pieces);
}

function inPart(phrase: Phrase, part: Part, date: Temporal.PlainDate, place: Place): Hours[] {
  const { said, edge, until } = phrase;
  const day = workingDay(date, place);
  if (edge === 'after') {
    // Lunch is over when it ends.
    const from = said.hours ? said.hours[1] * HOUR : pivot(part, 'end');
    return [{ from, until: closing(from, day), precision: 'window' }];
  }
  if (edge) {
    const end = said.hours && edge === 'before' ? said.hours[0] * HOUR : pivot(part, edge === 'by' ? 'end' : 'begin');
    return [{ from: day.from < end ? day.from : end - HOUR, until: end, precision: 'window' }];
  }
  const [begins, ends] = said.hours ?? part.call;
  if (until) {
    const end = endOf(phrase, begins * HOUR);
    return end === undefined || end <= begins * HOUR ? [] : [{ from: begins * HOUR, until: end, precision: 'window' }];
  }
  // A point, such as noon, is where it is.
  const isPoint = (ends - begins) * HOUR <= POINT_MINUTES;
  if (isPoint) return [{ from: begins * HOUR, until: ends * HOUR, precision: 'minute' }];
  return [{ ...withinOffice(begins * HOUR, ends * HOUR, date, place), precision: 'part-of-day' }];
}

/** The hours that the phrase asks for on that day; several if a half of the day is open, none if no clock shows them. */
export function hoursOn(phrase: Phrase, date: Temporal.PlainDate, place: Place): Hours[] {
  const { said } = phrase;
  if (said.clock) return atClock(phrase, said.clock, date, place);
  if (said.part) return inPart(phrase, said.part, date, place);
  return [{ ...workingDay(date, place), precision: 'day' }];
}

/** When a span of several days ends on its last. */
export function endOn(said: Said, date: Temporal.PlainDate, place: Place): number | undefined {
  const alone: Phrase = { said, link: 'none', start: 0, end: 0 };
  const [hours] = hoursOn(alone, date, place);
  return said.clock ? hours?.from : hours?.until;
}
