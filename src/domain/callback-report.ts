/**
 * What reports say about callbacks: the promises of a time, counted by `callback-ledger.ts`'s verdicts. How each is counted is said in
 * `docs/callbacks.md`. Pure; the numbers themselves are counted by the store.
 */
import type { AttemptOutcome, CallbackResult, CallbackStatus } from './callback.ts';
import type { Findings } from './callback-findings.ts';
import type { RoundVerdict } from './callback-ledger.ts';
import type { CallbackKind } from './callback-rules.ts';
import type { Span } from './periods.ts';
import { percent, type ReportScope } from './report.ts';

/** In the order in which they are told. */
export const CALL_VERDICTS = [
  ...(['kept', 'late', 'missed', 'moved', 'cancelled', 'open'] as const),
] as const satisfies readonly RoundVerdict[];

/** Every promise has one verdict, so these add up to `promises`. */
export interface CallCounts extends Record<(typeof CALL_VERDICTS)[number], number> {
  promises: number;
  /** Beside them: callbacks that were given up, each with its last promise. */
  notReached: number;
}

export type CallWeek = Pick<CallCounts, 'kept' | 'late' | 'missed'>;

export interface CallFigures {
  all: CallCounts;
  /** Most promises first. */
  kinds: (CallCounts & { key: CallbackKind })[];
  /** By who answers for it; null: nobody was in charge. Most promises first, nobody last. */
  agents: (CallCounts & { key: string | null })[];
  /** By the weeks that were asked for. */
  weeks: CallWeek[];
}

/** Promises whose window begins in the period. */
export interface CallFiguresAsk {
  scope: ReportScope;
  now: string;
  period: Span;
  /** Spans that touch. */
  weeks: readonly Span[];
  /** Only what this agent answers for. */
  ownerId?: string;
}

export interface YesNo {
  yes: number;
  no: number;
}

/** What the calls have brought to light that ended in a period with someone reached. */
export interface CallFindings {
  calls: number;
  /** Of which kind whatever: a problem was found, or is still there. */
  problems: number;
  /** How often each number of stars was given, from one to five. */
  people: number[];
  product: number[];
  /** After a complaint. */
  settled: YesNo;
  /** After a problem that was found in a call. */
  dealt: YesNo;
}

/** Undefined: nobody has given any. */
export function starsOf(given: readonly number[]): { average: number; count: number } | undefined {
  const count = given.reduce((sum, times) => sum + times, 0);
  const stars = given.reduce((sum, times, index) => sum + times * (index + 1), 0);
  return count === 0 ? undefined : { average: stars / count, count };
}

/** One promise, as a table has it. */
export interface CallRecord {
  callbackId: string;
  kind: CallbackKind;
  status: CallbackStatus;
  topic: string;
  /** The number of the case that it follows. */
  caseNumber: string | null;
  person: string | null;
  ownerId: string | null;
  owner: string | null;
  from: string;
  until: string;
  verdict: RoundVerdict;
  /** When it was over: called, moved or cancelled. */
  endedAt: string | null;
  /** Of the call that ended it. */
  outcome: AttemptOutcome | null;
  /** What came of the call that ended the callback, with its last promise. */
  result: CallbackResult | null;
  findings: Findings | null;
}

/** Whole per cent of those that were due; undefined when none was. What was moved or cancelled in time was not. */
export const keptShare = ({ kept, late, missed }: CallWeek): number | undefined => percent(kept, kept + late + missed);
