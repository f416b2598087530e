/** What has become of suggestions (F11), for the head of marketing: a summary of a period. Pure. */
import { Temporal } from 'temporal-polyfill';
import { type Case, OUTCOMES_OF } from './case.ts';

export interface Period {
  /** ISO 8601; the end is not part of it. */
  from: string;
  until: string;
}

export type SuggestionOutcome = (typeof OUTCOMES_OF)['suggestion'][number];

export interface SuggestionSummary {
  /** How many came in the period. */
  received: number;
  /** What came of those, in the order of the outcomes. */
  outcomes: { outcome: SuggestionOutcome; count: number }[];
  /** Came in the period and have no answer yet, nor are they being studied. */
  unanswered: number;
  /** Withdrawn, or closed without an answer. */
  dropped: number;
  /** Open for longer than 30 days, whenever they came; the oldest first. */
  overdue: Case[];
}

const OPEN_FOR_LONG_MS = 30 * 24 * 3_600_000;

/** `received`: those of the period; `open`: all that are not closed. */
export function summariseSuggestions(received: readonly Case[], open: readonly Case[], now: string): SuggestionSummary {
  const isDropped = ({ cancelled }: Case): boolean => cancelled !== null;
  const counted = received.filter((one) => !isDropped(one));
  const outcomes = OUTCOMES_OF.suggestion
    .map((outcome) => ({ outcome, count: counted.filter((one) => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
  return {
    received: received.length,
    outcomes,
    unanswered: counted.filter(({ outcome }) => outcome === null).length,
    dropped: received.filter(isDropped).length,
    overdue: open
      .filter(({ createdAt }) => Date.parse(now) - Date.parse(createdAt) > OPEN_FOR_LONG_MS)
      .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)),
  };
}

const startOf = (month: Temporal.PlainYearMonth, zone: string): string =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant().toString();

const periodOf = (month: Temporal.PlainYearMonth, zone: string): Period => ({
  from: startOf(month, zone),
  until: startOf(month.add({ months: 1 }), zone),
});

const monthAt = (now: string, zone: string): Temporal.PlainYearMonth =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();

/** The calendar month before this one. */
export const monthBefore = (now: string, zone: string): Period =>
  periodOf(monthAt(now, zone).subtract({ months: 1 }), zone);

/** `2026-03`; undefined for what is no month. */
export function readMonth(words: string, zone: string): Period | undefined {
  const [, year, month] = /^(20\d{2})[-/.年](0?[1-9]|1[0-2])月?$/.exec(words.trim()) ?? [];
  if (year === undefined || month === undefined) return undefined;
  return periodOf(Temporal.PlainYearMonth.from({ year: Number(year), month: Number(month) }), zone);
}

/** Nine in the morning on the first of the next month. */
export const nextMonthlyReport = (now: string, zone: string): string =>
  monthAt(now, zone)
    .add({ months: 1 })
    .toPlainDate({ day: 1 })
    .toZonedDateTime({ timeZone: zone, plainTime: { hour: 9 } })
    .toInstant()
    .toString();
