/** A time chosen by buttons: first a day with room, then one of its free times. Writing stays possible at every step. */
import type { Reading, Suggestion } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import { addDays, dateAt, isDate, momentAt } from '../../domain/business-time.ts';
import { freeOn, type Place } from '../../domain/callback-slots.ts';
import { codeOf, named, type RoomContext, type Side, windowOfSlot } from './callback-times.ts';

/** Where it begins. */
export const PICK_DAYS = '@days';
/** Further ahead it is quicker to write the date. */
export const PICK_DAYS_AHEAD = 60;

/** With the buttons that lead on there are eight or nine, which a phone shows at once. */
const DAYS_SHOWN = 6;
const TIMES_SHOWN = 8;
/** Spring Festival is nine days. */
const LOOKED_AHEAD_DAYS = 21;

const ON = /^@on:(\d{4}-\d{2}-\d{2})(?::(\d{1,2}))?$/;
const WORDS = /^@words(?::(\d{4}-\d{2}-\d{2}))?$/;
const FROM = /^@days(?::(\d{4}-\d{2}-\d{2}))?$/;

/** For whom there is no time at all, an answer in writing. */
export const PICK_WRITE = '@write';
export const inWriting: Suggestion = { value: PICK_WRITE, label: { key: 'pick.write' } };

/** The day that was chosen by a button of that value. */
export const pickedDay = (value: string | undefined): string | undefined =>
  ON.exec(value ?? '')?.[1] ?? WORDS.exec(value ?? '')?.[1];

type PickContext = RoomContext & { args: Readonly<Record<string, string>> };
type Step = Reading<never>;

/** What a button of the picker leads to; undefined for anything else. */
export async function pickStep(
  value: string,
  zone: string,
  context: PickContext,
  reader: Side,
): Promise<Step | undefined> {
  const [words, wordsOn] = WORDS.exec(value) ?? [];
  if (words !== undefined) return { problem: askedInWords(wordsOn, zone, reader), narrows: true };
  const [days, from] = FROM.exec(value) ?? [];
  if (days !== undefined) return await daysFrom(from, zone, context);
  const [, day, skipped = '0'] = ON.exec(value) ?? [];
  return day === undefined || !isDate(day) ? undefined : await timesOn(day, Number(skipped), zone, context);
}

async function daysFrom(from: string | undefined, zone: string, context: PickContext): Promise<Step> {
  const today = dateAt(context.now, zone);
  const limit = addDays(today, PICK_DAYS_AHEAD);
  const first = from !== undefined && isDate(from) && from > today && from <= limit ? from : today;
  const free = await freeFrom(first, zone, context);
  const days = [...new Map(free.map((place) => [dateAt(place.slot, zone), place]))].slice(0, DAYS_SHOWN);
  const next = addDays(days.at(-1)?.[0] ?? addDays(first, LOOKED_AHEAD_DAYS), 1);
  const suggestions: Suggestion[] = days.map(([day, { slot }]) => ({
    value: `@on:${day}`,
    label: { instant: slot, zone, dateOnly: true, part: 'day' },
  }));
  if (next <= limit) suggestions.push({ value: `${PICK_DAYS}:${next}`, label: { key: 'pick.more' } });
  if (days.length === 0 && context.args.call === undefined) suggestions.unshift(inWriting);
  suggestions.push(ownWords());
  return { problem: say(days.length > 0 ? 'call.pick.days' : 'call.pick.none'), suggestions, narrows: true };
}

async function timesOn(day: string, skipped: number, zone: string, context: PickContext): Promise<Step> {
  const free = await freeFrom(day, zone, context, 1);
  const shown = free.slice(skipped, skipped + TIMES_SHOWN);
  // Someone was quicker, or the day is over: the days again, as they are now.
  if (shown.length === 0) return await daysFrom(undefined, zone, context);
  const suggestions: Suggestion[] = shown.map(({ slot }) => ({
    value: `@${codeOf(windowOfSlot(slot, zone))}`,
    label: { instant: slot, zone, dateOnly: false, part: 'time' },
  }));
  const after = skipped + shown.length;
  if (free.length > after) suggestions.push({ value: `@on:${day}:${after}`, label: { key: 'pick.later' } });
  suggestions.push(ownWords(day));
  const date = { instant: shown[0]?.slot ?? context.now, zone, dateOnly: true };
  return { problem: say('call.pick.times', { day: date, zone: named(zone) }), suggestions, narrows: true };
}

const ownWords = (day?: string): Suggestion => ({
  value: day === undefined ? '@words' : `@words:${day}`,
  label: { key: 'pick.words' },
});

function askedInWords(day: string | undefined, zone: string, reader: Side): Text {
  const isStaff = reader === 'staff';
  if (day === undefined || !isDate(day)) return say(isStaff ? 'call.pick.words.staff' : 'call.pick.words');
  return say(isStaff ? 'call.pick.words.on.staff' : 'call.pick.words.on', {
    day: { instant: momentAt(day, '12:00', zone), zone, dateOnly: true },
  });
}

/** What is free on so many days of that zone, in order. */
export async function freeFrom(
  first: string,
  zone: string,
  context: PickContext,
  days = LOOKED_AHEAD_DAYS,
): Promise<Place[]> {
  const { now, reads, callRules, args } = context;
  const [from, until] = [first, addDays(first, days)].map((day) => momentAt(day, '00:00', zone));
  if (from === undefined || until === undefined) return [];
  const taken = await reads.slotsTaken(from, until, args.call);
  const { zone: office } = callRules.calendar;
  const offices = { first: dateAt(from, office), last: dateAt(until, office) };
  return freeOn(offices, zone, taken, callRules, now).filter(({ slot }) => slot >= from && slot < until);
}
