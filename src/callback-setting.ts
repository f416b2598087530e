/** The variable CALLBACKS: JSON about when people are called back → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import type { Calendar } from './domain/business-time.ts';
import {
  AUTOMATIC_KINDS,
  type AutomaticKind,
  type CallbackRules,
  DEFAULT_CALLBACK_RULES,
  DEFAULT_WINDOWS,
  type WindowRule,
} from './domain/callback-rules.ts';
import { calendarIn, calendarSetting, clock, length, readJsonSetting } from './setting-values.ts';

const { quiet, attemptsMax, retryGapMs, capacity, soonMs, graceMs, stepMs, personLeadMs, eveningAt } =
  DEFAULT_CALLBACK_RULES;

/** Longer windows reach into years whose holidays nobody knows yet. */
const WINDOW_DAYS_MAX = 90;
const CAPACITY_MAX = 200;
const ATTEMPTS_MAX = 20;

const day = z.number().int().min(0).max(WINDOW_DAYS_MAX);

const window = z
  .strictObject({ first: day, last: day, days: z.enum(['working', 'calendar']) })
  .refine(({ first, last }) => first <= last, 'write a last day that is not before the first');

const setting = z.strictObject({
  calendar: calendarSetting.optional(),
  quiet: z
    .strictObject({
      from: clock.default(quiet.from),
      until: clock.default(quiet.until),
      weekendUntil: clock.default(quiet.weekendUntil),
    })
    .prefault({}),
  windows: z.partialRecord(z.enum(AUTOMATIC_KINDS), window).default({}),
  attempts: z.number().int().min(1).max(ATTEMPTS_MAX).default(attemptsMax),
  retry: length.default(retryGapMs),
  capacity: z.number().int().min(1).max(CAPACITY_MAX).default(capacity),
  soon: length.default(soonMs),
  grace: length.default(graceMs),
  step: length.default(stepMs),
  remind: length.default(personLeadMs),
  evening: clock.default(eveningAt),
});

const EXAMPLE = '{"capacity":3,"calendar":{"week":{"mon":["09:00-18:00"]}}} or leave it unset';

/** `hours`: the calendar that is kept where the setting has none; its zone is headquarters' for one that names none. */
export function readCallbacks(text: string, hours: Calendar): { ok: CallbackRules } | { problem: string } {
  const read = readJsonSetting(text, setting, EXAMPLE);
  if (read.ok === undefined) return read;
  const given = read.ok;
  const windowOf = (kind: AutomaticKind): WindowRule => given.windows[kind] ?? DEFAULT_WINDOWS[kind];
  return {
    ok: {
      calendar: given.calendar ? calendarIn(given.calendar, hours.zone) : hours,
      quiet: given.quiet,
      windows: {
        satisfaction: windowOf('satisfaction'),
        'after-complaint': windowOf('after-complaint'),
        'after-problem': windowOf('after-problem'),
        'first-contact': windowOf('first-contact'),
        'after-service': windowOf('after-service'),
        'goods-arrived': windowOf('goods-arrived'),
      },
      attemptsMax: given.attempts,
      retryGapMs: given.retry,
      capacity: given.capacity,
      soonMs: given.soon,
      graceMs: given.grace,
      stepMs: given.step,
      personLeadMs: given.remind,
      eveningAt: given.evening,
    },
  };
}
