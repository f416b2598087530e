/** Which days words mean when they look ahead: the next such day, a choice of two, or several in a row. */
import { Temporal } from 'temporal-polyfill';
import { dayIn, isDate, namedDays, startOfWeek } from './time-calendar.ts';
import type { DateSpec } from './time-words.ts';
import { comingFeast } from './wish-feasts.ts';
import type { Stretch } from './wish-meaning.ts';
import type { Said } from './wish-phrases.ts';

export interface Days {
  /** The likeliest first. */
  days: Temporal.PlainDate[];
  /** `next`: the first that still can be. `choice`: whoever spoke must say which. `stretch`: all of them, in a row. */
  kind: 'next' | 'choice' | 'stretch';
  /** For a day that no month has, the last that it has. */
  nearest?: Temporal.PlainDate;
}

/** No later year is looked at: it is too far whatever its day. */
export const LAST_YEAR = 2100;
const YEARS_AHEAD = 8;
const MONTHS_AHEAD = 4;
const WEEK = 7;
const SUNDAY = 7;
const YEAR_MONTHS = 12;
/** Who names a day that is no longer past than this, and no year, has not noticed that it is past, and does not mean next year's. */
const JUST_PAST_DAYS = 180;

const notBefore = (today: Temporal.PlainDate) => (day: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(day, today) >= 0;

function calendarDays(spec: Extract<DateSpec, { of: 'calendar' }>, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const { day, month } = spec;
  const named = namedDays(spec, today);
  if (named) return named;
  if (month !== undefined) {
    const thisYear = dayIn(today.year, month, day);
    const past = thisYear?.until(today).days ?? 0;
    if (thisYear && past > 0 && past <= JUST_PAST_DAYS) return [thisYear];
  }
  const ahead = Array.from({ length: month === undefined ? MONTHS_AHEAD : YEARS_AHEAD + 1 }, (_, steps) => {
    const at = month === undefined ? today.with({ day: 1 }).add({ months: steps }) : today.add({ years: steps });
    return dayIn(at.year, month ?? at.month, day);
  });
  return ahead.filter(isDate).filter(notBefore(today));
}

/** The end of the month that was meant by 2月30日. */
function lastOfMonth(
  spec: Extract<DateSpec, { of: 'calendar' }>,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const { month = today.month, year = today.year, day } = spec;
  const first = day > 31 ? undefined : dayIn(year, month, 1);
  if (first === undefined) return undefined;
  const last = first.with({ day: first.daysInMonth });
  if (spec.year !== undefined || Temporal.PlainDate.compare(last, today) >= 0) return last;
  const next = last.add({ years: 1 });
  return next.with({ day: next.daysInMonth });
}

function weekdays(spec: Extract<DateSpec, { of: 'weekday' }>, today: Temporal.PlainDate): Days {
  const coming = today.add({ days: (spec.weekday - today.dayOfWeek + WEEK) % WEEK });
  if (spec.after !== undefined) return { days: [coming.add({ weeks: spec.after })], kind: 'next' };
  if (spec.before) return { days: [coming.subtract({ days: WEEK })], kind: 'next' };
  // On a Friday, Friday is today or in a week, unless today it is too late.
  if (spec.weeks === undefined) {
    const isToday = coming.equals(today);
    return { days: isToday ? [coming, coming.add({ days: WEEK })] : [coming], kind: 'choice' };
  }
  const named = startOfWeek(today).add({ days: WEEK * spec.weeks + spec.weekday - 1 });
  if (!spec.loose) return { days: [named], kind: 'next' };
  if (spec.weeks === 0) return { days: [coming], kind: 'next' };
  // For some "next Friday" is the one that comes next; and on a Sunday, for those whose week begins then, the one after it.
  const later = today.dayOfWeek === SUNDAY ? [named.add({ days: WEEK })] : [];
  const other = coming.equals(today) || coming.equals(named) ? later : [coming];
  return { days: [named, ...other], kind: 'choice' };
}

function calendar(spec: Extract<DateSpec, { of: 'calendar' }>, today: Temporal.PlainDate, monthFirst: boolean): Days {
  const [first] = calendarDays(spec, today);
  const { month, day } = spec;
  const swapped = spec.swapped === true && !monthFirst && month !== undefined;
  const [other] = swapped ? calendarDays({ ...spec, month: day, day: month }, today) : [];
  const days = [first, other].filter(isDate);
  const ahead = days.filter(notBefore(today));
  const nearest = lastOfMonth(spec, today);
  return { days: ahead.length > 0 ? ahead : days, kind: 'choice', ...(nearest && { nearest }) };
}

const run = (first: Temporal.PlainDate, length: number): Temporal.PlainDate[] =>
  Array.from({ length }, (_, index) => first.add({ days: index }));

function stretchDays(stretch: Stretch, today: Temporal.PlainDate): Temporal.PlainDate[] {
  if (stretch.of === 'feast') return [comingFeast(stretch.feast, today)].filter(isDate);
  const { shift } = stretch;
  const monday = startOfWeek(today).add({ days: WEEK * (shift ?? 0) });
  if (stretch.of === 'weekend') return run(monday.add({ days: 5 }), 2).filter(notBefore(today));
  if (stretch.of === 'weekdays') {
    const { first, last } = stretch;
    const inWeek = (weeks: number) => run(monday.add({ days: WEEK * weeks + first - 1 }), last - first + 1);
    // Monday to Wednesday said on a Wednesday is next week's; on a Tuesday the rest of this one would be news.
    const begun =
      first > 1 || last < 5
        ? inWeek(0).some((day) => !notBefore(today)(day))
        : inWeek(0).every((day) => !notBefore(today)(day));
    return inWeek(begun && shift === undefined ? 1 : 0).filter(notBefore(today));
  }
  const { of, month } = stretch;
  const inMonth = (months: number): Temporal.PlainDate[] => {
    const first = today.with({ day: 1 }).add({ months });
    const begins = of === 'month-start' ? 1 : of === 'month-middle' ? 13 : first.daysInMonth - 4;
    return run(first.with({ day: begins }), 5).filter(notBefore(today));
  };
  // Who names a month that has passed has not noticed, as with a day.
  if (month !== undefined && month < today.month && today.month - month <= YEAR_MONTHS / 2) return [];
  const ahead = month === undefined ? 0 : (month - today.month + YEAR_MONTHS) % YEAR_MONTHS;
  const days = inMonth(shift ?? ahead);
  return days.length > 0 || shift !== undefined ? days : inMonth(month === undefined ? 1 : YEAR_MONTHS);
}

function specDays(spec: DateSpec, today: Temporal.PlainDate, monthFirst: boolean): Days {
  switch (spec.of) {
    case 'offset':
      return { days: [today.add({ [spec.unit]: spec.amount })], kind: 'next' };
    case 'weekday':
      return weekdays(spec, today);
    case 'calendar':
      return calendar(spec, today, monthFirst);
    default:
      return spec satisfies never;
  }
}

/** `monthFirst` when the language leaves no doubt which of `5/3` is the month. */
export function daysAhead(said: Said, today: Temporal.PlainDate, monthFirst: boolean): Days {
  if (said.stretch) return { days: stretchDays(said.stretch, today), kind: 'stretch' };
  if (said.date === undefined) return { days: run(today, said.part?.today ? 1 : 2), kind: 'next' };
  const { weekday } = said;
  // The Monday in two weeks.
  if (weekday && said.date.of === 'offset' && said.date.unit === 'weeks') {
    const there = startOfWeek(today.add({ weeks: said.date.amount })).add({ days: weekday.weekday - 1 });
    return { days: [there], kind: 'next' };
  }
  const days = specDays(said.date, today, monthFirst);
  if (weekday === undefined || days.days.some((day) => day.dayOfWeek === weekday.weekday)) {
    const agree = weekday && days.days.filter((day) => day.dayOfWeek === weekday.weekday);
    return agree ? { ...days, days: agree } : days;
  }
  // The weekday contradicts its date: either may be the slip.
  const others = specDays(weekday, today, monthFirst).days.slice(0, 1);
  return days.days.length === 0 ? days : { days: [...days.days, ...others], kind: 'choice' };
}
