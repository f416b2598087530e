/**
 * From a phrase to windows of time that are to come, or what is in the way and what comes nearest. In a gap of the clock a
 * beginning moves forward, in a fold it is the first of the two; both are said.
 */
import { Temporal } from 'temporal-polyfill';
import { instantIn, wallTime } from './time-calendar.ts';
import { PARTS } from './time-words.ts';
import { type Days, daysAhead, LAST_YEAR } from './wish-days.ts';
import {
  endOfDay,
  endOn,
  type Hours,
  hoursOn,
  openOn,
  type Place,
  POINT_MINUTES,
  type WishPrecision,
} from './wish-hours.ts';
import type { Phrase } from './wish-phrases.ts';

/**
 * What was not said and had to be taken: the half of the day, or the day; or that the clock is changed then (`gap`: the hour does
 * not exist, the next one is meant; `fold`: it comes twice, the first is meant).
 */
export type Assumption = 'half-of-day' | 'day' | 'gap' | 'fold';

export interface Window {
  from: Temporal.ZonedDateTime;
  until: Temporal.ZonedDateTime;
  precision: WishPrecision;
  assumed: Assumption[];
}

/** `windows` is never empty; more than one are a choice. */
export type Outcome =
  | { windows: Window[]; problem?: undefined }
  | { problem: 'not-understood' | 'impossible' | 'past' | 'too-far'; nearest: Window[] };

/** Further ahead nobody is called. */
export const DAYS_MAX = 366;
/** As many times are proposed where none was named. */
export const OFFERED = 3;
/** So many days ahead the nearest choice is looked for. */
const NEAREST_DAYS = 14;

const earlier = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean =>
  Temporal.ZonedDateTime.compare(a, b) < 0;
const later = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): Temporal.ZonedDateTime => (earlier(a, b) ? b : a);

function momentOf(date: Temporal.PlainDate, minutes: number, { now }: Place) {
  const zone = now.timeZoneId;
  // What lies before midnight, such as an hour before 0:30, is on the day before.
  const day = minutes < 0 ? date.subtract({ days: 1 }) : date;
  const minute = minutes < 0 ? minutes + 24 * 60 : minutes;
  const at = wallTime(day, Math.floor(minute / 60), minute % 60, zone);
  if (at.minute !== minute % 60 || at.hour !== Math.floor(minute / 60) % 24) return { at, change: 'gap' as const };
  const second = at.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'later' });
  if (second.equals(at)) return { at, second, change: undefined };
  return { at: earlier(at, now) ? second : at, second, change: 'fold' as const };
}

/** `undefined` when it is over. */
function windowOf(date: Temporal.PlainDate, hours: Hours, place: Place): Window | undefined {
  const { now } = place;
  const begin = momentOf(date, hours.from, place);
  const point = hours.precision === 'minute';
  if (point && earlier(begin.at, now)) return undefined;
  const from = later(begin.at, now);
  const end = momentOf(date, hours.until, place);
  const closes = earlier(from, end.at) ? end.at : (end.second ?? end.at);
  const assumed: Assumption[] = [
    ...(hours.halfAssumed ? (['half-of-day'] as const) : []),
    ...(begin.change && from.equals(begin.at) ? [begin.change] : []),
  ];
  const pointEnds = from.add({ minutes: hours.until - hours.from });
  if (point) return { from, until: pointEnds, precision: hours.precision, assumed };
  if (earlier(from, closes)) return { from, until: closes, precision: hours.precision, assumed };
  // A whole window within the hour that the clock leaves out.
  return begin.change === 'gap' && from.equals(begin.at)
    ? { from, until: from.add({ minutes: POINT_MINUTES }), precision: hours.precision, assumed }
    : undefined;
}

const windowsOn = (phrase: Phrase, date: Temporal.PlainDate, place: Place): Window[] =>
  hoursOn(phrase, date, place).flatMap((hours) => windowOf(date, hours, place) ?? []);

/** A window of the same shape on the first day on which it can be. */
function nearestOf(phrase: Phrase, place: Place): Window[] {
  const { date } = phrase.said;
  const today = place.now.toPlainDate();
  for (let ahead = 0; ahead <= NEAREST_DAYS; ahead += 1) {
    const day = today.add({ days: ahead });
    const windows = date?.of === 'weekday' && day.dayOfWeek !== date.weekday ? [] : windowsOn(phrase, day, place);
    if (windows.length > 0) return windows;
  }
  return [];
}

function plain(phrase: Phrase): Phrase {
  const { clock: _clock, ends: _ends, ...said } = phrase.said;
  const { until: _until, edge: _edge, ...rest } = phrase;
  return { ...rest, said };
}

/** A window's last day counts too, so that no end lies years ahead. */
function withinReach(windows: Window[], { now }: Place): Window[] {
  const limit = now.add({ days: DAYS_MAX });
  const end = limit.add({ days: 1 });
  return windows.filter(({ from, until }) => !earlier(limit, from) && !earlier(end, until));
}

function checked(windows: Window[], phrase: Phrase, place: Place): Outcome {
  if (windows.length === 0) return { problem: 'past', nearest: nearestOf(phrase, place) };
  const near = withinReach(windows, place);
  return near.length === 0 ? { problem: 'too-far', nearest: [] } : { windows: near };
}

function impossible(nearest: Window[], place: Place): Outcome {
  return { problem: 'impossible', nearest: withinReach(nearest, place) };
}

const point = (from: Temporal.ZonedDateTime): Window => ({
  from,
  until: from.add({ minutes: POINT_MINUTES }),
  precision: 'minute',
  assumed: [],
});

/** As soon as someone can call. */
export const soonest = ({ now }: Place): Window => point(now);

/** From now to an end of which only the day counts. */
function upTo(date: Temporal.PlainDate, phrase: Phrase, place: Place): Outcome {
  const { at } = momentOf(date, endOfDay(date, place), place);
  const windows: Window[] = earlier(place.now, at)
    ? [{ from: place.now, until: at, precision: 'days', assumed: [] }]
    : [];
  return checked(windows, phrase, place);
}

/** Between Christmas and New Year one has passed, and the other is to come. */
function begunFeast(
  { said, until }: Phrase,
  coming: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  if (said.stretch?.of !== 'feast' || until?.stretch?.of !== 'feast') return coming;
  const [ends] = daysAhead(until, today, false).days;
  return ends && Temporal.PlainDate.compare(ends, coming) < 0 ? today : coming;
}

/** From one day to another (Monday to Friday; tomorrow at three to Friday at five). */
function across(phrase: Phrase, coming: Temporal.PlainDate, place: Place): Outcome {
  const { until, ...begin } = phrase;
  const first = begunFeast(phrase, coming, place.now.toPlainDate());
  // Monday to Friday at three: each day, or until the last?
  const timed = (said: Phrase['said']): boolean => said.clock !== undefined || said.part !== undefined;
  if (until && timed(until) && !timed(begin.said)) return { problem: 'not-understood', nearest: [] };
  // Tomorrow counts from now, the 22nd from the day on which it begins.
  const since = until?.date?.of === 'offset' ? place.now.toPlainDate() : first;
  const [ends] = until ? daysAhead(until, since, false).days : [];
  // Until Christmas is before it.
  const last = until?.stretch?.of === 'feast' ? ends?.subtract({ days: 1 }) : ends;
  const [start] = hoursOn(begin, first, place);
  const end = until && last && endOn(until, last, place);
  if (!until || !start || !last || end === undefined) return impossible(windowsOn(begin, first, place), place);
  const closes = momentOf(last, end, place).at;
  const opens = momentOf(first, start.from, place).at;
  if (!earlier(opens, closes)) return impossible(windowsOn(begin, first, place), place);
  const from = later(opens, place.now);
  const precision = begin.said.clock || until.clock ? 'window' : 'days';
  const windows: Window[] = earlier(from, closes) ? [{ from, until: closes, precision, assumed: [] }] : [];
  return checked(windows, begin, place);
}

/** Days in a row are one window, unless an hour of each was asked for. */
function gathered(windows: Window[], kind: Days['kind']): Window[] {
  const [first] = windows;
  const last = windows.at(-1);
  const whole = kind === 'stretch' && windows.every(({ precision }) => precision === 'day');
  if (!whole || first === undefined || last === undefined) return windows;
  return [{ ...first, until: last.until, precision: windows.length > 1 ? 'days' : 'day' }];
}

function onDays(phrase: Phrase, { days, kind }: Days, place: Place): Outcome {
  const shown = days.filter((date) => hoursOn(phrase, date, place).length > 0);
  if (shown.length === 0) {
    const [date] = days;
    const named = phrase.said.date !== undefined || phrase.said.part !== undefined;
    return impossible(named && date ? windowsOn(plain(phrase), date, place) : [], place);
  }
  const today = place.now.toPlainDate();
  const each = shown.map((date) => ({ date, windows: windowsOn(phrase, date, place) }));
  if (kind !== 'next')
    return checked(
      gathered(
        each.flatMap(({ windows }) => windows),
        kind,
      ),
      phrase,
      place,
    );
  const next = each.find(({ windows }) => windows.length > 0);
  const undated = phrase.said.date === undefined;
  const windows = (next?.windows ?? []).map(
    (window): Window =>
      undated && !next?.date.equals(today) ? { ...window, assumed: ['day', ...window.assumed] } : window,
  );
  return checked(windows, phrase, place);
}

/** What a phrase asks for, seen from now. */
export function resolveWish(asked: Phrase, place: Place, monthFirst: boolean): Outcome {
  const { now } = place;
  const clock = { hour: now.hour, minute: now.minute, sure: true };
  const phrase = asked.said.asNow ? { ...asked, said: { ...asked.said, clock } } : asked;
  const { said, edge, until } = phrase;
  const today = now.toPlainDate();
  if (said.exact !== undefined || said.minutesAgo !== undefined) {
    const at =
      said.exact === undefined
        ? now.subtract({ minutes: Math.round(said.minutesAgo ?? 0) })
        : instantIn(said.exact, now.timeZoneId);
    if (at === undefined) return { problem: 'impossible', nearest: [] };
    return earlier(at, now)
      ? { problem: 'past', nearest: nearestAt(at, said.exact !== undefined, place) }
      : checked([point(at)], phrase, place);
  }
  if (said.within) {
    if ('days' in said.within) return upTo(today.add(said.within), phrase, place);
    return { windows: [{ ...point(now), until: now.add(said.within), precision: 'window' }] };
  }
  if (said.date?.of === 'calendar' && (said.date.year ?? 0) > LAST_YEAR) return { problem: 'too-far', nearest: [] };
  const days = daysAhead(said, today, monthFirst);
  const [first] = days.days;
  const last = days.days.at(-1);
  if (first === undefined || last === undefined) {
    if (said.stretch) return { problem: 'past', nearest: [] };
    const nearest = days.nearest === undefined ? [] : windowsOn(phrase, days.nearest, place);
    return impossible(nearest.length > 0 || !days.nearest ? nearest : nearestOf(phrase, place), place);
  }
  // A day so far off that a calendar ends before it.
  if (today.until(first).days > DAYS_MAX + 1) return { problem: 'too-far', nearest: [] };
  if (until?.date || until?.stretch) return across(phrase, first, place);
  const timed = said.clock !== undefined || said.part !== undefined;
  if (edge && !timed) {
    // After Friday: how long after?
    if (edge === 'after')
      return { problem: 'not-understood', nearest: openTimes(place, OFFERED, last.add({ days: 1 })) };
    // Before the end of the month is before it is over.
    const begun = Temporal.PlainDate.compare(first, today) <= 0 || said.stretch?.of === 'month-end';
    return upTo(edge === 'by' || (said.stretch && begun) ? last : first.subtract({ days: 1 }), phrase, place);
  }
  return onDays(phrase, days, place);
}

/** The same hour of another day, or now for what has only just gone by. */
function nearestAt(at: Temporal.ZonedDateTime, named: boolean, place: Place): Window[] {
  if (!named) return [soonest(place)];
  const clock = { hour: at.hour, minute: at.minute, sure: true };
  return nearestOf({ said: { clock, start: 0, end: 0, weak: false }, link: 'none', start: 0, end: 0 }, place);
}

const WHOLE_DAY: Phrase = { said: { start: 0, end: 0, weak: false }, link: 'none', start: 0, end: 0 };
/** Further ahead than this nothing is proposed. */
const PROPOSED_DAYS = 30;

/**
 * The first days from one on on which someone can call, the rest of today among them, of which `accepts` takes all or, where there is one, a
 * half.
 */
export function openTimes(
  place: Place,
  count: number,
  since = place.now.toPlainDate(),
  accepts: (window: Window) => boolean = () => true,
): Window[] {
  const today = place.now.toPlainDate();
  const first = Temporal.PlainDate.compare(since, today) < 0 ? today : since;
  const found: Window[] = [];
  for (let ahead = 0; ahead <= PROPOSED_DAYS && found.length < count; ahead += 1) {
    const day = first.add({ days: ahead });
    if (place.hours && openOn(day, place).length === 0) continue;
    const whole = windowsOn(WHOLE_DAY, day, place).filter(accepts);
    found.push(
      ...(whole.length > 0 ? whole : HALF_DAYS.flatMap((half) => windowsOn(half, day, place)).filter(accepts)),
    );
  }
  return found.slice(0, count);
}

const HALF_DAYS: readonly Phrase[] = ['上午', '下午'].flatMap((word) => {
  const part = PARTS.get(word);
  return part === undefined ? [] : [{ ...WHOLE_DAY, said: { ...WHOLE_DAY.said, part } }];
});

/** The rest of today if the office is open, else the next day on which it is. */
export const anyTime = (place: Place): Window[] => openTimes(place, 1);

/** Whether a window has something of what was refused; a weekday and an hour without a day are refused of every week. */
export function isRefused(phrase: Phrase, { from, until }: Window, place: Place): boolean {
  const { said } = phrase;
  const date = from.toPlainDate();
  if (!namesDay(said, date, place)) return false;
  if (said.clock === undefined && said.part === undefined) return true;
  return hoursOn(phrase, date, place).some((hours) => {
    const [begins, ends] = [momentOf(date, hours.from, place).at, momentOf(date, hours.until, place).at];
    return earlier(from, ends) && earlier(begins, until);
  });
}

function namesDay(said: Phrase['said'], date: Temporal.PlainDate, { now }: Place): boolean {
  const { stretch } = said;
  if (said.date?.of === 'weekday') return said.date.weekday === date.dayOfWeek;
  if (stretch?.of === 'weekend' && stretch.shift === undefined) return date.dayOfWeek > 5;
  if (stretch?.of === 'weekdays' && stretch.shift === undefined)
    return stretch.first <= date.dayOfWeek && date.dayOfWeek <= stretch.last;
  if (said.date === undefined && stretch === undefined) return true;
  return daysAhead(said, now.toPlainDate(), false).days.some((day) => day.equals(date));
}
