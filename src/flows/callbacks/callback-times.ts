/** When someone can be called: room for a wish, why there is none, and times that are offered instead. */
import type { Suggestion } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import type { Reads } from '../../core/reads.ts';
import { addDays, dateAt, isoOf, momentAt } from '../../domain/business-time.ts';
import { type CallbackRules, type Window, windowOn } from '../../domain/callback-rules.ts';
import { type NotPossible, nearestFree, type Place, SLOT_MS, slotAt } from '../../domain/callback-slots.ts';
import { zoneName } from '../../domain/zone.ts';

/** Who reads or acts: whoever is called, or those who call. */
export type Side = 'person' | 'staff';

/** As many may be waited for by one person at a time, so that nobody takes the room of all. */
export const OPEN_MAX = 3;

/** As far ahead as something nearer to a wish is looked for, and a day more. */
const LOOKED_AHEAD_DAYS = 16;
export const OFFERED_MAX = 3;

export type Room =
  | { window: Window; place: Place; reason?: undefined }
  | { reason: NotPossible; nearest: Place[]; window?: undefined };

/** What is looked at to find room. */
export interface RoomContext {
  now: string;
  reads: Pick<Reads, 'slotsTaken'>;
  callRules: CallbackRules;
}

/**
 * Looks for a place within the window that someone wishes. What is promised is one day's hours at most. `moving`: the id of a callback that would
 * give its place back for it, and so does not stand in its own way.
 */
export async function roomFor(wish: Window, { now, reads, callRules }: RoomContext, moving?: string): Promise<Room> {
  const ahead = addDays(dateAt(wish.from, wish.zone), LOOKED_AHEAD_DAYS);
  const last = [wish.until, momentAt(ahead, '00:00', wish.zone)].map((one) => Date.parse(one));
  const taken = await reads.slotsTaken(slotAt(now), isoOf(Math.max(...last)), moving);
  const found = nearestFree(wish, taken, callRules, now, OFFERED_MAX);
  if (found.type === 'not-possible') return { reason: found.reason, nearest: found.nearest };
  return { window: within(wish, found.place, callRules), place: found.place };
}

/** As far as someone can call then: what is promised for a moment at which nobody is at work, or the person sleeps, is no promise. */
function within({ from, until, zone }: Window, { slot }: Place, rules: CallbackRules): Window {
  const wished = { from: isoOf(Date.parse(from)), until: isoOf(Date.parse(until)) };
  const day = windowOn(dateAt(slot, rules.calendar.zone), zone, rules).ok;
  if (!day) return windowOfSlot(slot, zone);
  const later = (a: string, b: string) => (a > b ? a : b);
  const earlier = (a: string, b: string) => (a < b ? a : b);
  const begins = later(day.from, wished.from);
  // Whoever names a moment shortly before it closes means that moment, and there is half an hour for it all the same.
  const least = earlier(isoOf(Date.parse(begins) + SLOT_MS), wished.until);
  return { from: begins, until: later(earlier(day.until, wished.until), least), zone };
}

export const windowOfSlot = (slot: string, zone: string): Window => ({
  from: slot,
  until: isoOf(Date.parse(slot) + SLOT_MS),
  zone,
});

/** A window as short as a button's id needs it: its beginning in minutes, and how many. */
export const codeOf = ({ from, until }: Pick<Window, 'from' | 'until'>): string => {
  const [begins, ends] = [from, until].map((at) => Math.round(Date.parse(at) / 60_000));
  return `${(begins ?? 0).toString(36)}x${((ends ?? 0) - (begins ?? 0)).toString(36)}`;
};

export function windowOfCode(code: string, zone: string): Window | undefined {
  const [, begins, minutes] = /^([0-9a-z]{4,6})x([0-9a-z]{1,4})$/.exec(code) ?? [];
  if (!begins || !minutes) return undefined;
  const from = Number.parseInt(begins, 36) * 60_000;
  return { from: isoOf(from), until: isoOf(from + Number.parseInt(minutes, 36) * 60_000), zone };
}

const POINT_MS = 3_600_000;

/** What is longer than a moment is shown from beginning to end. */
export const suggestionsOf = (
  windows: readonly Pick<Window, 'from' | 'until'>[],
  zone: string,
  now: string,
): Suggestion[] =>
  windows.slice(0, OFFERED_MAX).map(({ from, until }) => ({
    value: `@${codeOf({ from, until })}`,
    label:
      Date.parse(until) - Date.parse(from) <= POINT_MS
        ? { instant: from, zone, dateOnly: false }
        : { window: { from, until, zone }, now },
  }));

export const windowsOf = (places: readonly Place[], zone: string): Window[] =>
  places.map(({ slot }) => windowOfSlot(slot, zone));

/** A zone by the city that people know it by. */
export const named = (zone: string): Text => ({
  names: {
    'zh-Hans': zoneName('zh-Hans', zone),
    'zh-Hant': zoneName('zh-Hant', zone),
    en: zoneName('en', zone),
  },
});

/** Why it can't be then, and what is nearest. */
export function whyNot(reason: NotPossible, nearest: readonly Window[], reader: Side = 'person'): Text {
  const lines = [reasonText(reason, reader)];
  const list = nearest.map(({ from, zone }) => ({ instant: from, zone }));
  const none = say(reader === 'staff' ? 'call.nearest.none.staff' : 'call.nearest.none');
  lines.push(list.length > 0 ? say('call.nearest', { times: { list } }) : none);
  return { lines };
}

function reasonText(reason: NotPossible, reader: Side): Text {
  switch (reason.why) {
    case 'quiet':
      return say(reader === 'staff' ? 'call.not.quiet.staff' : 'call.not.quiet');
    case 'closed-holiday':
      return reason.name
        ? say('call.not.holiday', { name: say(`holiday.${reason.name}`) })
        : say('call.not.closed-day');
    case 'uncovered':
      return say('call.not.uncovered', { year: String(reason.year) });
    default:
      return say(`call.not.${reason.why}`);
  }
}
