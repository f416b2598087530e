/**
 * From what was said to instants, for incidents in the past: a date that leaves its year or its week open is the most
 * recent one, and only words that point ahead (tomorrow, 下周一, a year) lead into the future. Wall time and zone go through
 * Temporal, never through `Date`, so the zone of the host has no say. In a gap of the clock a time moves forward, in a fold
 * it is the first of the two.
 */
import { Temporal } from 'temporal-polyfill';
import { dayIn, hoursOf, instantIn, isDate, namedDays, startOfWeek, wallTime } from './time-calendar.ts';
import type { Group } from './time-pieces.ts';
import type { Clock, DateSpec } from './time-words.ts';

export type Precision = 'day' | 'part-of-day' | 'minute';

/** One way to read a group. */
export interface Reading {
  at: Temporal.ZonedDateTime;
  precision: Precision;
}

export interface Resolution {
  /** The likeliest first; empty when no calendar or clock has such a time. */
  readings: Reading[];
  /** Whether the likeliest is too close to the next for an answer to be taken without asking. */
  ambiguous: boolean;
}

interface Dates {
  /** Latest first. */
  days: Temporal.PlainDate[];
  /** The words name this very day, so a time in the future stays one. */
  named: boolean;
}

const IMPOSSIBLE: Resolution = { readings: [], ambiguous: false };
const YEARS_BACK = 8;
const MONTHS_BACK = 4;
/** Before this hour people still speak of the evening just gone as "tonight" or "last night". */
const SMALL_HOURS = 5;

function calendarDays(spec: Extract<DateSpec, { of: 'calendar' }>, today: Temporal.PlainDate): Dates {
  const { day, month } = spec;
  const named = namedDays(spec, today);
  if (named) return { days: named, named: true };
  const back = Array.from({ length: month === undefined ? MONTHS_BACK : YEARS_BACK + 1 }, (_, steps) => {
    const at =
      month === undefined ? today.with({ day: 1 }).subtract({ months: steps }) : today.subtract({ years: steps });
    return dayIn(at.year, month ?? at.month, day);
  });
  return { days: back.filter(isDate).filter((date) => Temporal.PlainDate.compare(date, today) <= 0), named: false };
}

function datesOf(spec: DateSpec | undefined, today: Temporal.PlainDate): Dates {
  if (spec === undefined)
    return { days: [today, today.subtract({ days: 1 }), today.subtract({ days: 2 })], named: false };
  switch (spec.of) {
    case 'offset':
      return { days: [today.add({ [spec.unit]: spec.amount })], named: true };
    case 'weekday': {
      if (spec.weeks !== undefined) {
        return { days: [startOfWeek(today).add({ days: 7 * spec.weeks + spec.weekday - 1 })], named: true };
      }
      const since = (today.dayOfWeek - spec.weekday + 7) % 7;
      const latest = today.subtract({ days: spec.before && since === 0 ? 7 : since });
      return { days: [latest, latest.subtract({ weeks: 1 })], named: false };
    }
    case 'calendar':
      return calendarDays(spec, today);
    default:
      return spec satisfies never;
  }
}

/** The group as instants, seen from `now`. */
export function resolve(group: Group, now: Temporal.ZonedDateTime): Resolution {
  const zone = now.timeZoneId;
  const minuteNow = now.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  if (group.exact !== undefined) {
    const moment = instantIn(group.exact, zone);
    return moment === undefined ? IMPOSSIBLE : only(moment, 'minute');
  }
  if (group.minutesAgo !== undefined) {
    const moment = now.subtract({ minutes: Math.round(group.minutesAgo) });
    return only(moment.round({ smallestUnit: 'minute', roundingMode: 'floor' }), 'minute');
  }
  const today = now.toPlainDate();
  const { days, named } = datesOf(group.date, today);
  const past = (moment: Temporal.ZonedDateTime): boolean => Temporal.ZonedDateTime.compare(moment, minuteNow) <= 0;
  const pick = (hour: number, minute: number): Temporal.ZonedDateTime | undefined => {
    const moments = days.map((day) => wallTime(day, hour, minute, zone));
    const likeliest = named ? moments[0] : (moments.find(past) ?? moments[0]);
    // At 00:30 今晚一点 and 昨晚一点 mean the night that is now, not the one a day later.
    const ahead = likeliest !== undefined && hour >= 24 && !past(likeliest) && now.hour < SMALL_HOURS;
    return ahead ? likeliest.subtract({ days: 1 }) : likeliest;
  };

  const { clock, part } = group;
  if (clock !== undefined) {
    const numeric = group.date?.of === 'calendar' && group.date.year !== undefined;
    const moments = hoursOf(clock, part, numeric).map((hour) => pick(hour, clock.minute));
    return weigh(
      moments.filter((moment) => moment !== undefined),
      clock,
      group,
      past,
    );
  }
  if (part !== undefined) {
    const [usual, start] = [pick(part.usual, 0), pick(part.from, 0)];
    if (usual === undefined || start === undefined) return IMPOSSIBLE;
    // 今天下午 said at one o'clock: three has not come, the afternoon has.
    const begun = past(start) && (!past(usual) || Temporal.ZonedDateTime.compare(start, usual) > 0);
    return only(begun ? start : usual, 'part-of-day');
  }
  const [day] = days;
  if (day === undefined) return IMPOSSIBLE;
  return withOtherDates(only(wallTime(day, 0, 0, zone), 'day'), group, now);
}

const only = (moment: Temporal.ZonedDateTime, precision: Precision): Resolution => ({
  readings: [{ at: moment, precision }],
  ambiguous: false,
});

/**
 * A clock without its half of the day means the latest past of the two. That is taken without asking when the other is
 * unlikely: 昨天三点 is the afternoon, as outlets are open then, and an hour just gone is the one that people mean. 昨天八点 is
 * asked about.
 */
function weigh(
  moments: Temporal.ZonedDateTime[],
  clock: Clock,
  group: Group,
  past: (moment: Temporal.ZonedDateTime) => boolean,
): Resolution {
  const gone = moments.filter(past).toSorted((a, b) => Temporal.ZonedDateTime.compare(b, a));
  const kept = gone.length > 0 ? gone : moments;
  const [likeliest] = kept;
  if (likeliest === undefined) return IMPOSSIBLE;
  // 周三十点 said on Wednesday noon is this morning; that ten last Wednesday night would be past too is no rival to it.
  const rivals = kept.filter(
    (moment) => group.date === undefined || moment.toPlainDate().equals(likeliest.toPlainDate()),
  );
  const readings = rivals.map((moment) => ({ at: moment, precision: 'minute' as const }));
  const clear = group.date === undefined ? likeliest.hour > SMALL_HOURS : clock.hour <= SMALL_HOURS;
  return { readings, ambiguous: readings.length > 1 && !clear };
}

/** `3/4/2026` may be the day first, and a weekday may disagree with its date: then both days are candidates. */
function withOtherDates(resolution: Resolution, group: Group, now: Temporal.ZonedDateTime): Resolution {
  const { date, weekday } = group;
  const others: DateSpec[] = [];
  if (date?.of === 'calendar' && date.swapped && date.year !== undefined && date.month !== undefined) {
    others.push({ ...date, month: date.day, day: date.month, swapped: false });
  }
  if (weekday !== undefined && resolution.readings[0]?.at.dayOfWeek !== weekday.weekday) others.push(weekday);
  const readings = others.flatMap((other) => {
    const { weekday: _agreed, ...rest } = group;
    return resolve({ ...rest, date: other }, now).readings;
  });
  return readings.length === 0 ? resolution : { readings: [...resolution.readings, ...readings], ambiguous: true };
}
