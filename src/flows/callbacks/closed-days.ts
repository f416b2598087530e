/**
 * Callbacks of times at which nobody will be at work, since headquarters has closed that day or those hours after they were promised. Nobody
 * moves them without the person: staff see them as long as they stand, and agree on another time.
 */
import type { Context } from '../../core/flow.ts';
import type { CallFilter } from '../../core/reads.ts';
import { addDays, dateAt, datesOf, dayOf, openSpans } from '../../domain/business-time.ts';
import { type Callback, isWaitingForStart } from '../../domain/callback.ts';
import { spanOfDay } from '../../domain/periods.ts';

/** Spring Festival is nine days; whoever is told two weeks ahead has time to ask. */
const DAYS_AHEAD = 14;
/** As many have a button beside those of a list. */
export const SHUT_MAX = 5;
/** So many of a day are looked at. */
const OF_A_DAY_MAX = 200;

/** A year whose holidays are not known is not said to be closed. */
export const isShut = (current: Callback, { now, callRules }: Pick<Context, 'now' | 'callRules'>): boolean => {
  const { from, until } = current.window;
  if (!isWaitingForStart(current) || Date.parse(until) <= Date.parse(now)) return false;
  return openSpans(from, until, callRules.calendar).ok?.length === 0;
};

/** Of the days that are closed, or have hours of their own; of all others nothing is read. */
export async function shutCalls(filter: CallFilter, context: Context): Promise<Callback[]> {
  const { calendar } = context.callRules;
  const today = dateAt(context.now, calendar.zone);
  const odd = [...datesOf(today, addDays(today, DAYS_AHEAD))].filter((date) => {
    const day = dayOf(date, calendar).ok;
    return day !== undefined && (day.reason === 'override' || day.spans.length === 0);
  });
  const found = new Map<string, Callback>();
  for (const date of odd) {
    const { from, to } = spanOfDay(date, calendar.zone);
    const calls = await context.reads.openCallbacks(OF_A_DAY_MAX, { ...filter, from, until: to });
    for (const one of calls.filter((call) => isShut(call, context))) found.set(one.id, one);
  }
  return [...found.values()];
}
