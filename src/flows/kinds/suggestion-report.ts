/** The head of marketing's report on suggestions (F11): on command for a month or the last 30 days, and by itself every month. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { hasDuty } from '../../domain/person.ts';
import { supervises } from '../../domain/rights.ts';
import {
  monthBefore,
  nextMonthlyReport,
  type Period,
  readMonth,
  summariseSuggestions,
} from '../../domain/suggestions.ts';
import { filterFor } from '../cases/case-access.ts';
import { shorten } from '../cases/case-card.ts';

export const SUGGESTIONS_TIMER = 'suggestions.monthly';

const LAST_MS = 30 * 24 * 3_600_000;
/** As many are counted at most, and as many of the old ones are named. */
const CASES_MAX = 2000;
const NAMED_MAX = 10;

/** `/suggestions`, `/suggestions 2026-03`. */
export async function showSuggestions(words: string, context: Context): Promise<Outcome> {
  const { now, zone } = context;
  const month = readMonth(words, zone);
  if (!month && words.trim() !== '') return atOnce({ text: say('suggestions.which') });
  const at = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
  const period = month ?? { from: at(-LAST_MS), until: at(1) };
  return atOnce(await reportOf(period, context));
}

/** The month that is over, to those who head marketing; where there are none, to the supervisors. Sets the next one. */
export async function monthlySuggestions(context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const staff = await reads.staff();
  const directors = staff.filter((person) => hasDuty(person, 'marketing-director'));
  const readers = directors.length > 0 ? directors : staff.filter(supervises);
  const effects: Effect[] = [];
  for (const person of readers) {
    // Each reads what they may see.
    const reply = await reportOf(monthBefore(now, zone), { ...context, person });
    effects.push({ type: 'post', to: 'person', personId: person.id, reply });
  }
  return { replies: [], effects: [...effects, nextReport(now, zone)] };
}

function nextReport(now: string, zone: string): Effect {
  const dueAt = nextMonthlyReport(now, zone);
  // Of its own key: the one that came due is deleted by the same decision.
  return { type: 'timer', timer: { key: `${SUGGESTIONS_TIMER}:${dueAt}`, dueAt, kind: SUGGESTIONS_TIMER, ids: {} } };
}

async function reportOf(period: Period, context: Context): Promise<Reply> {
  const { now, zone, reads } = context;
  const filter = filterFor(context, { kind: 'suggestion' });
  const [received, open] = await Promise.all([
    reads.casesBetween(period.from, period.until, CASES_MAX, filter),
    reads.openCases(CASES_MAX, filter),
  ]);
  const summary = summariseSuggestions(received, open, now);
  const day = (instant: string): Text => ({ instant, zone, dateOnly: true });
  // The last day that is part of it.
  const until = day(new Date(Date.parse(period.until) - 1).toISOString());
  const named = summary.overdue.slice(0, NAMED_MAX);
  const { received: count, outcomes, unanswered, dropped, overdue } = summary;
  const lines: Text[] = [
    say('suggestions', { from: day(period.from), until, count }),
    ...outcomes.map((one) => say('suggestions.outcome', { outcome: say(`outcome.${one.outcome}`), count: one.count })),
    ...(unanswered > 0 ? [say('suggestions.unanswered', { count: unanswered })] : []),
    ...(dropped > 0 ? [say('suggestions.dropped', { count: dropped })] : []),
    overdue.length === 0 ? say('suggestions.none-overdue') : say('suggestions.overdue', { count: overdue.length }),
    ...named.map((one) =>
      say('suggestions.line', { number: one.number, since: day(one.createdAt), words: verbatim(shorten(one.words)) }),
    ),
    ...(overdue.length > named.length ? [say('suggestions.more', { count: overdue.length - named.length })] : []),
  ];
  return { text: { lines } };
}
