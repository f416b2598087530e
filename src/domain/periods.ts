/**
 * Days, ISO weeks and months on the clock of a zone, as spans of moments: what reports and registers count by. Pure; `from` is in, `to` is
 * not, both ISO 8601. A day lasts 23 hours where the clock goes forward, and 25 where it goes back.
 */
import { Temporal } from 'temporal-polyfill';

export interface Span {
  from: string;
  to: string;
}

export interface Period extends Span {
  kind: 'week' | 'month' | 'days';
  zone: string;
  /** The days that it is about, YYYY-MM-DD, the last one in. */
  first: string;
  last: string;
  /** It has not ended yet: `to` is just after now. */
  running: boolean;
}

/** More than a year at once is no report but the archive. */
export const PERIOD_DAYS_MAX = 366;
/** A picture with more days than this can't be read; longer periods are shown by weeks. */
const DAYS_SHOWN_MAX = 31;

const isoOf = (moment: Temporal.ZonedDateTime): string => new Date(moment.epochMilliseconds).toISOString();

const beginOf = (date: Temporal.PlainDate, zone: string): string => isoOf(date.toZonedDateTime({ timeZone: zone }));

export const dateIn = (moment: string, zone: string): string => localDate(moment, zone).toString();

const localDate = (moment: string, zone: string): Temporal.PlainDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate();

const monday = (date: Temporal.PlainDate): Temporal.PlainDate => date.subtract({ days: date.dayOfWeek - 1 });

/** One day, YYYY-MM-DD. */
export function spanOfDay(date: string, zone: string): Span {
  const day = Temporal.PlainDate.from(date);
  return { from: beginOf(day, zone), to: beginOf(day.add({ days: 1 }), zone) };
}

function periodOf(
  kind: Period['kind'],
  first: Temporal.PlainDate,
  after: Temporal.PlainDate,
  now: string,
  zone: string,
): Period {
  const [from, end] = [beginOf(first, zone), beginOf(after, zone)];
  const running = Date.parse(end) > Date.parse(now);
  const last = running ? localDate(now, zone) : after.subtract({ days: 1 });
  const to = running ? new Date(Date.parse(now) + 1).toISOString() : end;
  return { kind, zone, from, to, first: first.toString(), last: last.toString(), running };
}

/** The ISO week so many weeks before that of `now`; 0 is the one that is not over. */
export function weekBack(back: number, now: string, zone: string): Period {
  const first = monday(localDate(now, zone)).subtract({ weeks: back });
  return periodOf('week', first, first.add({ weeks: 1 }), now, zone);
}

/** As `weekBack`, by calendar months. */
export function monthBack(back: number, now: string, zone: string): Period {
  const first = localDate(now, zone).with({ day: 1 }).subtract({ months: back });
  return periodOf('month', first, first.add({ months: 1 }), now, zone);
}

/** From one day to another, both in. Undefined: it has not begun, or it is longer than a report may be. */
export function daysFrom(first: string, last: string, now: string, zone: string): Period | undefined {
  const [begin, end] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)].toSorted(
    Temporal.PlainDate.compare,
  );
  if (!begin || !end || begin.until(end).days >= PERIOD_DAYS_MAX) return undefined;
  if (Date.parse(beginOf(begin, zone)) >= Date.parse(now)) return undefined;
  return periodOf('days', begin, end.add({ days: 1 }), now, zone);
}

/**
 * What it is compared with: the week or month before, or as many days. While it runs, only as much of that as has passed of this one, so
 * that a Tuesday is not measured against a whole week.
 */
export function periodBefore({ kind, zone, from, to, first, last, running }: Period): Span {
  const begin = Temporal.PlainDate.from(first);
  const days = begin.until(Temporal.PlainDate.from(last)).days + 1;
  const back = kind === 'month' ? { months: 1 } : { days: kind === 'week' ? 7 : days };
  const shifted = (moment: string): string =>
    isoOf(Temporal.Instant.from(moment).toZonedDateTimeISO(zone).subtract(back));
  return { from: beginOf(begin.subtract(back), zone), to: running ? shifted(to) : from };
}

/** The days of a period, or its weeks where those would be too many; spans that touch. */
export function stepsOf({ zone, from, to, first, last }: Period): { unit: 'day' | 'week'; steps: Span[] } {
  const [begin, end] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)];
  const unit = begin.until(end).days < DAYS_SHOWN_MAX ? 'day' : 'week';
  const steps: Span[] = [];
  for (let date = begin; Temporal.PlainDate.compare(date, end) <= 0; ) {
    const next = unit === 'day' ? date.add({ days: 1 }) : monday(date).add({ weeks: 1 });
    const ends = beginOf(next, zone);
    const begins = steps.at(-1)?.to ?? from;
    steps.push({ from: begins, to: Date.parse(ends) < Date.parse(to) ? ends : to });
    date = next;
  }
  return { unit, steps };
}

/** So many weeks, the last of them the one that the period ends in. */
export function weeksUpTo({ zone, last }: Period, count: number): Span[] {
  const latest = monday(Temporal.PlainDate.from(last));
  return Array.from({ length: count }, (_, index) => {
    const begin = latest.subtract({ weeks: count - 1 - index });
    return { from: beginOf(begin, zone), to: beginOf(begin.add({ weeks: 1 }), zone) };
  });
}

/** The next time that a clock of the zone shows the hour, after `now`; on a Monday only, if so asked. */
export function nextAt(hour: number, now: string, zone: string, { mondays = false } = {}): string {
  const at = (date: Temporal.PlainDate): string =>
    isoOf(date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }));
  let date = localDate(now, zone);
  while (Date.parse(at(date)) <= Date.parse(now) || (mondays && date.dayOfWeek !== 1)) date = date.add({ days: 1 });
  return at(date);
}

/** ISO 8601 to the minute, with the offset of the zone: `2026-03-18T12:00+08:00`. */
export const isoIn = (moment: string, zone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });

/** Noon of a day, YYYY-MM-DD: on that day in every zone, also where the clock skips midnight. */
export const noonOf = (date: string, zone: string): string =>
  isoOf(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('12:00') }));

/** Whether there is a zone of that name. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
