/**
 * How long a case may take (F08): rules by kind and severity, in elapsed or business time, and the clock that a case got from its rule.
 * Headquarters may set other rules and another calendar; a case keeps the rule that it began with.
 */
import {
  type Answer,
  addBusinessTime,
  addElapsedTime,
  businessTimeBetween,
  type Calendar,
  type CalendarProblem,
  type Pause,
} from './business-time.ts';
import type { CaseKind } from './case.ts';

/** F15: the same four for every kind of case. */
export const SEVERITIES = ['minor', 'general', 'serious', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `elapsed`: every hour counts; `business`: those of the calendar do. */
export type TimeKind = 'elapsed' | 'business';

export interface DeadlineRule {
  /** Null: every one. */
  kind: CaseKind | null;
  severity: Severity | null;
  /** From receipt to a real answer. */
  answerMs: number;
  /** From receipt to the first word of a person; null where none is promised. */
  respondMs: number | null;
  /** Before the answer is due. */
  warnMs: number;
  /** Between the steps of the escalation. */
  stepMs: number;
  time: TimeKind;
}

export interface Deadlines {
  /** The first that fits counts. */
  rules: readonly DeadlineRule[];
  calendar: Calendar;
}

const HOUR_MS = 3_600_000;

/** F08: an answer within 24 hours, elapsed time unless headquarters sets business time. The other figures are ours. */
export const DEFAULT_RULE: DeadlineRule = {
  kind: null,
  severity: null,
  answerMs: 24 * HOUR_MS,
  respondMs: null,
  warnMs: 4 * HOUR_MS,
  stepMs: 2 * HOUR_MS,
  time: 'elapsed',
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What differs from it, all ours. Praise waits for the next store meeting, and nobody is alarmed about it. A suggestion is to be thought
 * about, and is reported as open after the same 30 days. When someone was hurt, headquarters must speak with the store at once.
 */
const DEFAULT_RULES: readonly DeadlineRule[] = [
  { ...DEFAULT_RULE, kind: 'praise', answerMs: 7 * DAY_MS, warnMs: 0 },
  { ...DEFAULT_RULE, kind: 'suggestion', answerMs: 30 * DAY_MS, warnMs: 3 * DAY_MS, stepMs: 3 * DAY_MS },
  {
    ...DEFAULT_RULE,
    kind: 'damage',
    severity: 'critical',
    answerMs: 4 * HOUR_MS,
    respondMs: 30 * MINUTE_MS,
    warnMs: HOUR_MS,
    stepMs: HOUR_MS,
  },
  DEFAULT_RULE,
];

const NINE_TO_SIX = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];

export const DEFAULT_CALENDAR: Calendar = {
  zone: 'Asia/Shanghai',
  week: [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []],
  region: 'CN',
  days: {},
};

export const DEFAULT_DEADLINES: Deadlines = { rules: DEFAULT_RULES, calendar: DEFAULT_CALENDAR };

export const ruleFor = (kind: CaseKind, severity: Severity, { rules }: Deadlines): DeadlineRule =>
  [...rules, ...DEFAULT_RULES].find(
    (rule) => (rule.kind === null || rule.kind === kind) && (rule.severity === null || rule.severity === severity),
  ) ?? DEFAULT_RULE;

/** What a case keeps of its rule, and when its clock stood still. A JSON value of the case's row. */
export interface CaseClock {
  /** When it began to run, ISO 8601: at receipt, or when the case was reopened. */
  from: string;
  answerMs: number;
  warnMs: number;
  stepMs: number;
  time: TimeKind;
  /** In order; only the last may be open. */
  pauses: Pause[];
}

export const clockOf = ({ answerMs, warnMs, stepMs, time }: DeadlineRule, from: string): CaseClock => ({
  from,
  answerMs,
  warnMs,
  stepMs,
  time,
  pauses: [],
});

/** Cases of earlier versions of the program have none: they run by F08. */
export const clockOrDefault = (clock: CaseClock | null, from: string): CaseClock =>
  clock ?? clockOf(DEFAULT_RULE, from);

export const isPaused = ({ pauses }: CaseClock): boolean => pauses.at(-1)?.until === null;

export const paused = (clock: CaseClock, now: string): CaseClock =>
  isPaused(clock) ? clock : { ...clock, pauses: [...clock.pauses, { from: now, until: null }] };

export const resumed = (clock: CaseClock, now: string): CaseClock => ({
  ...clock,
  pauses: clock.pauses.map((pause) => (pause.until === null ? { ...pause, until: now } : pause)),
});

export interface Due {
  /** ISO 8601. */
  at: string;
  /** Why every hour was counted though the rule says business time. */
  fellBack: CalendarProblem | null;
}

/**
 * When so much of the clock's time has passed; undefined while it stands still before that. What the calendar does not know is counted
 * as elapsed time, which is never later, so that no promise is made that nobody could check.
 */
export function dueAfter(clock: CaseClock, ms: number, calendar: Calendar): Due | undefined {
  const { from, time, pauses } = clock;
  const elapsed = addElapsedTime(from, ms, pauses);
  if (time === 'elapsed') return elapsed.ok === undefined ? undefined : { at: elapsed.ok, fellBack: null };
  const business = addBusinessTime(from, ms, calendar, pauses);
  if (business.ok !== undefined) return { at: business.ok, fellBack: null };
  if (elapsed.ok === undefined) return undefined;
  // Still running, but the calendar has no hours for it.
  return isPaused(clock) && business.problem === 'never' ? undefined : { at: elapsed.ok, fellBack: business };
}

export const dueOf = (clock: CaseClock, calendar: Calendar): Due | undefined =>
  dueAfter(clock, clock.answerMs, calendar);

/** When the desk is warned; half way where the rule leaves less than that, never where it warns of nothing. */
export const warnAt = (clock: CaseClock, calendar: Calendar): string | undefined =>
  clock.warnMs === 0
    ? undefined
    : dueAfter(clock, Math.max(clock.answerMs - clock.warnMs, clock.answerMs / 2), calendar)?.at;

/** When a step of the escalation comes: 0 is the deadline itself. Undefined while the clock stands still before that. */
export function escalationAt(dueAt: string, step: number, clock: CaseClock, calendar: Calendar): string | undefined {
  return step === 0 ? dueAt : dueAfter({ ...clock, from: dueAt }, step * clock.stepMs, calendar)?.at;
}

/** The clock's time from one moment to the other, in milliseconds. */
export function timeTaken(clock: CaseClock, from: string, to: string, calendar: Calendar): Answer<number> {
  if (clock.time === 'business') return businessTimeBetween(from, to, calendar, clock.pauses);
  const everyHour: Calendar = {
    zone: 'UTC',
    week: Array(7).fill([{ from: '00:00', to: '24:00' }]),
    region: null,
    days: {},
  };
  return businessTimeBetween(from, to, everyHour, clock.pauses);
}
