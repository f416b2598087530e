/**
 * What days and clocks mean on a calendar, whether they lie behind or ahead. Wall time and zone go through Temporal, never through
 * `Date`, so the zone of the host has no say.
 */
import { Temporal } from 'temporal-polyfill';
import { type Clock, type DateSpec, HALVES, type Part } from './time-words.ts';

/** `undefined` when no calendar has that day. */
export function dayIn(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? undefined : first.with({ day });
}

export const isDate = (date: Temporal.PlainDate | undefined): date is Temporal.PlainDate => date !== undefined;

export const startOfWeek = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

/** The day of a date whose year or month was said, none if that month has no such day; `undefined` when the words leave it open. */
export function namedDays(
  { day, month, months, year, years }: Extract<DateSpec, { of: 'calendar' }>,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] | undefined {
  const inYear = year ?? (years === undefined ? undefined : today.year + years);
  if (month !== undefined && inYear !== undefined) return [dayIn(inYear, month, day)].filter(isDate);
  if (months === undefined) return undefined;
  const at = today.add({ months });
  return [dayIn(at.year, at.month, day)].filter(isDate);
}

/** The hour, counted from the date's midnight, that a clock means within a part of the day. */
function hourWithin(part: Part, hour: number): number | undefined {
  if (hour > 24) return undefined;
  const meanings = hour === 12 ? [12, 0, 24] : hour < 12 ? [hour, hour + 12, hour + 24] : [hour];
  return meanings.find((meaning) => meaning >= part.from && meaning < part.to);
}

/** Hours a clock may mean, as if read off a wall: a bare 3 may be either half of the day, 12 is noon. */
export function hoursOf(clock: Clock, part: Part | undefined, numericDate: boolean): number[] {
  if (clock.minute > 59 || clock.hour > 24 || (clock.hour === 24 && clock.minute > 0)) return [];
  const bounds = [clock.half === undefined ? undefined : HALVES[clock.half], part].filter(
    (bound) => bound !== undefined,
  );
  // "15:30 pm" and 下午15点 agree with themselves; "3 in the morning pm" does not.
  const [first, second] = bounds;
  if (first !== undefined) {
    const hour = hourWithin(first, clock.hour);
    if (hour === undefined) return [];
    return second === undefined || (hour >= second.from && hour < second.to) ? [hour] : [];
  }
  const spoken = clock.hour >= 1 && clock.hour <= 11 && clock.sure !== true && !numericDate;
  return spoken ? [clock.hour + 12, clock.hour] : [clock.hour];
}

/** Hours are counted from the date's midnight. In a gap of the clock a time moves forward, in a fold it is the first of the two. */
export function wallTime(date: Temporal.PlainDate, hour: number, minute: number, zone: string): Temporal.ZonedDateTime {
  const wall = date.add({ days: Math.floor(hour / 24) }).toPlainDateTime({ hour: hour % 24, minute });
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
}

/** An instant as it was written out; `undefined` when there is none. */
export function instantIn(written: string, zone: string): Temporal.ZonedDateTime | undefined {
  try {
    const moment = Temporal.Instant.from(written).toZonedDateTimeISO(zone);
    return moment.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  } catch {
    return undefined;
  }
}
