/** What headquarters sets about applications: the rules of the score, how long a decision may take, and whether health may be asked for. Pure. */
import { DEFAULT_RULES, type ScoreRule } from './application-score.ts';
import {
  addElapsedTime,
  addWorkingDays,
  type Calendar,
  dateAt,
  dayOf,
  isoOf,
  momentAt,
  nextOpening,
} from './business-time.ts';

export interface ApplicationRules {
  rules: readonly ScoreRule[];
  /** Working days until a decision is due. */
  decideDays: number;
  /** Working days between the steps of the escalation after that. */
  stepDays: number;
  /** Whether applicants are asked about their health, which they may leave out; only where that is lawful. */
  health: boolean;
}

export const DEFAULT_APPLICATION_RULES: ApplicationRules = {
  rules: DEFAULT_RULES,
  decideDays: 5,
  stepDays: 2,
  health: false,
};

/** Those who decide, then those who supervise, then the owners. */
export const LAST_STEP = 2;

const DAY_MS = 24 * 3_600_000;

/** When the last of so many working days ends; where the calendar does not know them, as many days later, which is never later. */
export function dueAfterDays(from: string, days: number, calendar: Calendar): string {
  const date = addWorkingDays(dateAt(from, calendar.zone), days, calendar);
  const day = date.ok === undefined ? undefined : dayOf(date.ok, calendar);
  const closes = day?.ok?.spans.at(-1)?.to;
  if (closes !== undefined) return isoOf(closes);
  return addElapsedTime(from, days * DAY_MS).ok ?? from;
}

/** When headquarters is first at work on a day or after it. */
export function opensOn(date: string, calendar: Calendar): string {
  const midnight = momentAt(date, '00:00', calendar.zone);
  return nextOpening(midnight, calendar).ok ?? midnight;
}
