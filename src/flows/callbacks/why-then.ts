/** Why an automatic callback is made on that day: the window that it was counted to, and what there was to do. A question; nothing changes. */
import { z } from 'zod';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say, type Text } from '../../core/message.ts';
import { dateAt, momentAt } from '../../domain/business-time.ts';
import type { Callback } from '../../domain/callback.ts';

/** As `automatic.ts` has written it. */
const chosen = z.object({
  day0: z.string(),
  first: z.number(),
  last: z.number(),
  days: z.enum(['working', 'calendar']),
  begins: z.string(),
  ends: z.string(),
  date: z.string(),
  why: z.enum(['free', 'closed', 'late']),
  waiting: z.number(),
});
const nothing = z.object({
  day0: z.string(),
  why: z.enum(['uncovered', 'never']),
  year: z.number().nullable(),
});

export async function whyThen(current: Callback, context: Context): Promise<Outcome> {
  const journal = await context.reads.journalOf(current.id);
  // Planned anew, it counts from another day.
  const body = journal.findLast((entry) => 'day0' in entry.body)?.body;
  return atOnce({ text: { lines: reasons(body, current, context) } });
}

function reasons(body: unknown, { window }: Callback, { callRules }: Context): Text[] {
  const { zone } = callRules.calendar;
  const day = (date: string): Text => ({ instant: momentAt(date, '12:00', zone), zone, dateOnly: true });
  const unplanned = nothing.safeParse(body).data;
  if (unplanned) {
    const { day0, why, year } = unplanned;
    return [say(`call.why.${why}`, { day0: day(day0), ...(why === 'uncovered' && { year: String(year) }) })];
  }
  const planned = chosen.safeParse(body).data;
  if (!planned) return [say('call.why.by-hand')];
  const { day0, first, last, days, begins, ends, date, why, waiting } = planned;
  const counted = { first, last, days, day0: day(day0), begins: day(begins), ends: day(ends) };
  const moved = dateAt(window.from, zone) === date ? [] : [say('call.why.moved')];
  const least = why === 'free' ? { waiting } : {};
  return [say('call.why.days', counted), say(`call.why.${why}`, { date: day(date), ...least }), ...moved];
}
