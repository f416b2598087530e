/** When someone can be called: room for a wish, why there is none, and times that are offered instead. */
import type { Suggestion } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import type { Reads } from '../../core/store.ts';
import { addDays, dateAt, isoOf, momentAt } from '../../domain/business-time.ts';
import { DEFAULT_CALLBACK_RULES, type Window, windowOn } from '../../domain/callback-rules.ts';
import { type NotPossible, nearestFree, type Place, SLOT_MS, slotAt } from '../../domain/callback-slots.ts';

export const CALL_RULES = DEFAULT_CALLBACK_RULES;

const DAY_MS = 24 * 3_600_000;
/** As far ahead as something nearer to a wish is looked for, and a day more. */
const LOOKED_AHEAD_DAYS = 16;
const OFFERED_MAX = 3;

export type Room =
  | { window: Window; place: Place; reason?: undefined }
  | { reason: NotPossible; nearest: Place[]; window?: undefined };

/** Looks for a place within the window that someone wishes. What is promised is one day at most. */
export async function roomFor(
  wish: Window,
  { now, reads }: { now: string; reads: Pick<Reads, 'slotsTaken'> },
): Promise<Room> {
  const ahead = addDays(dateAt(wish.from, wish.zone), LOOKED_AHEAD_DAYS);
  const last = [wish.until, momentAt(ahead, '00:00', wish.zone)].map((one) => Date.parse(one));
  const taken = await reads.slotsTaken(slotAt(now), isoOf(Math.max(...last)));
  const found = nearestFree(wish, taken, CALL_RULES, now, OFFERED_MAX);
  if (found.type === 'not-possible') return { reason: found.reason, nearest: found.nearest };
  return { window: within(wish, found.place), place: found.place };
}

function within({ from, until, zone }: Window, { slot }: Place): Window {
  const wished = { from: isoOf(Date.parse(from)), until: isoOf(Date.parse(until)), zone };
  if (Date.parse(until) - Date.parse(from) <= DAY_MS) return wished;
  const day = windowOn(dateAt(slot, CALL_RULES.calendar.zone), zone, CALL_RULES).ok;
  if (!day) return windowOfSlot(slot, zone);
  const later = (a: string, b: string) => (a > b ? a : b);
  const earlier = (a: string, b: string) => (a < b ? a : b);
  return { from: later(day.from, wished.from), until: earlier(day.until, wished.until), zone };
}

const windowOfSlot = (slot: string, zone: string): Window => ({
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

export const suggestionsOf = (windows: readonly Pick<Window, 'from' | 'until'>[], zone: string): Suggestion[] =>
  windows.slice(0, OFFERED_MAX).map((one) => ({
    value: `@${codeOf(one)}`,
    label: { instant: one.from, zone, dateOnly: false },
  }));

export const windowsOf = (places: readonly Place[], zone: string): Window[] =>
  places.map(({ slot }) => windowOfSlot(slot, zone));

/** Why it can't be then, and what is nearest. */
export function whyNot(reason: NotPossible, nearest: readonly Window[]): Text {
  const lines = [reasonText(reason)];
  const list = nearest.map(({ from, zone }) => ({ instant: from, zone }));
  if (list.length > 0) lines.push(say('call.nearest', { times: { list } }));
  return { lines };
}

function reasonText(reason: NotPossible): Text {
  switch (reason.why) {
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
