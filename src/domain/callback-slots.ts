/**
 * Room for callbacks: slots of half an hour with as many places as agents can be promised. A place is taken by writing the row
 * (slot, place), its primary key, so that two people can't get the same. Pure.
 */
import { type Answer, addDays, type Calendar, dateAt, datesOf, dayOf, isoOf, type Span } from './business-time.ts';
import { type CallbackRules, type DayWindow, hoursFor, type Window } from './callback-rules.ts';
import type { Holiday } from './holidays.ts';

/** They begin at half hours of the epoch, so that a slot keeps its name whatever the hours become. */
export const SLOT_MS = 30 * 60_000;

/** The places that are taken: slot (its beginning, ISO 8601) → places, from 0. */
export type TakenPlaces = Readonly<Record<string, readonly number[]>>;

export interface Place {
  /** When the slot begins, ISO 8601. */
  slot: string;
  place: number;
}

/** A place that a callback has. */
export interface TakenPlace extends Place {
  callbackId: string;
}

export const slotAt = (at: string): string => isoOf(Math.floor(Date.parse(at) / SLOT_MS) * SLOT_MS);

/** Nobody waits longer than two weeks for a call at any time; what is beyond that in a window is not looked at. */
const SLOTS_MAX = 14 * 48;

/** The slots that a window touches, in order. */
export function slotsOf({ from, until }: { from: string; until: string }): string[] {
  const slots: string[] = [];
  const end = Date.parse(until);
  for (let at = Date.parse(slotAt(from)); at < end && slots.length < SLOTS_MAX; at += SLOT_MS) slots.push(isoOf(at));
  return slots;
}

/** The first place that nobody has; undefined: the slot is full, also with places from when there were more. */
export function freePlace(slot: string, taken: TakenPlaces, capacity: number): number | undefined {
  const gone = new Set(taken[slot] ?? []);
  if (gone.size >= capacity) return undefined;
  for (let place = 0; place < capacity; place += 1) if (!gone.has(place)) return place;
  return undefined;
}

/**
 * Why nobody can call back at the time that someone wishes. `soon`: it is this half hour, which can't be promised any more; `closed-day`: headquarters has
 * closed that day.
 */
export type NotPossible =
  | { why: 'past' | 'soon' | 'closed-weekday' | 'closed-day' | 'closed-hours' | 'quiet' | 'full' }
  | { why: 'closed-holiday'; name: Holiday | null }
  | { why: 'uncovered'; year: number };

export type Availability =
  /** The place to take for it. */
  | { type: 'possible'; place: Place }
  /** `nearest`: what is free, the nearest first; empty where nothing is within two weeks. */
  | { type: 'not-possible'; reason: NotPossible; nearest: Place[] };

/** Further from the wish nothing is offered. */
const NEAREST_DAYS = 14;

/**
 * Whether there is room within the window that someone wishes, and if not, why, and what is nearest to it. A window that holds several
 * slots is possible when one of them is, and takes a place in that one, so that no stretch of time is promised to more people than it
 * has room for. What is nearest can be promised as it is. `wish.zone` is the person's.
 */
export function nearestFree(
  wish: Window,
  taken: TakenPlaces,
  rules: CallbackRules,
  now: string,
  count: number,
): Availability {
  const reasons: NotPossible[] = [];
  const free: Place[] = [];
  for (const slot of slotsOf(wish)) {
    const state = stateOf(slot, wish.zone, taken, rules, now);
    if ('place' in state) free.push(state);
    else reasons.push(state);
  }
  const place = leastWanted(free, taken, rules);
  if (place) return { type: 'possible', place };
  // That others were quicker says more than that the rest of the window is closed.
  const reason = reasons.find(({ why }) => why === 'full') ?? reasons.at(0) ?? { why: 'past' };
  return { type: 'not-possible', reason, nearest: freeNear(wish, taken, rules, now, count) };
}

/**
 * On the first day with room the slot with the fewest places taken, of several the last: others name the hour at which a stretch
 * begins, and are to find it free.
 */
function leastWanted(free: readonly Place[], taken: TakenPlaces, { calendar }: CallbackRules): Place | undefined {
  const dateOf = ({ slot }: Place): string => dateAt(slot, calendar.zone);
  const load = ({ slot }: Place): number => taken[slot]?.length ?? 0;
  const [first] = free;
  if (!first) return undefined;
  const date = dateOf(first);
  return free
    .filter((one) => dateOf(one) === date)
    .reduce((best, one) => (load(one) <= load(best) ? one : best), first);
}

function stateOf(
  slot: string,
  zone: string,
  taken: TakenPlaces,
  rules: CallbackRules,
  now: string,
): Place | NotPossible {
  if (Date.parse(slot) + SLOT_MS <= Date.parse(now)) return { why: 'past' };
  const closed = whyClosed(slot, rules.calendar);
  if (closed) return closed;
  const hours = hoursFor(dateAt(slot, rules.calendar.zone), zone, rules);
  if (!holds(hours.ok ?? [], slot)) return { why: 'quiet' };
  if (Date.parse(slot) < Date.parse(now)) return { why: 'soon' };
  const place = freePlace(slot, taken, rules.capacity);
  return place === undefined ? { why: 'full' } : { slot, place };
}

/** Why nobody is at work for the whole of a slot. */
function whyClosed(slot: string, calendar: Calendar): NotPossible | undefined {
  const day = dayOf(dateAt(slot, calendar.zone), calendar);
  if (day.ok === undefined) return day.problem === 'uncovered' ? { why: 'uncovered', year: day.year } : CLOSED_WEEKDAY;
  if (holds(day.ok.spans, slot)) return undefined;
  if (day.ok.spans.length > 0) return { why: 'closed-hours' };
  if (day.ok.reason === 'holiday') return { why: 'closed-holiday', name: day.ok.name };
  return day.ok.reason === 'override' ? { why: 'closed-day' } : CLOSED_WEEKDAY;
}

/** The whole slot lies in one stretch. */
const holds = (spans: readonly Span[], slot: string): boolean =>
  spans.some(({ from, to }) => from <= Date.parse(slot) && Date.parse(slot) + SLOT_MS <= to);

const CLOSED_WEEKDAY = { why: 'closed-weekday' } as const;

/** Of two that are as near, the earlier. Days that the calendar does not know offer nothing. */
function freeNear(wish: Window, taken: TakenPlaces, rules: CallbackRules, now: string, count: number): Place[] {
  const wished = Date.parse(wish.from);
  const from = Math.max(wished, Date.parse(now));
  const middle = dateAt(isoOf(from), rules.calendar.zone);
  const earliest = dateAt(now, rules.calendar.zone);
  const first = [addDays(middle, -NEAREST_DAYS), earliest].toSorted().at(-1) ?? earliest;
  const free = freeOn({ first, last: addDays(middle, NEAREST_DAYS) }, wish.zone, taken, rules, now);
  const distance = ({ slot }: Place): number => Math.abs(Date.parse(slot) - wished);
  return free.toSorted((a, b) => distance(a) - distance(b) || Date.parse(a.slot) - Date.parse(b.slot)).slice(0, count);
}

/** What can be promised on days of the office, both included, to someone in that zone; in order. */
export function freeOn(
  { first, last }: DayWindow,
  zone: string,
  taken: TakenPlaces,
  rules: CallbackRules,
  now: string,
): Place[] {
  return [...datesOf(first, last)].flatMap((date) =>
    wholeSlots(hoursFor(date, zone, rules)).flatMap((slot) => {
      const place = freePlace(slot, taken, rules.capacity);
      return place !== undefined && Date.parse(slot) >= Date.parse(now) ? [{ slot, place }] : [];
    }),
  );
}

/** Slots that lie in the hours from beginning to end. */
function wholeSlots(hours: Answer<readonly Span[]>): string[] {
  return (hours.ok ?? []).flatMap(({ from, to }) => {
    const slots: string[] = [];
    for (let at = Math.ceil(from / SLOT_MS) * SLOT_MS; at + SLOT_MS <= to; at += SLOT_MS) slots.push(isoOf(at));
    return slots;
  });
}
