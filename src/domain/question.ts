/** A question that someone asked before they sign, and what they were told (F06). Pure. */
import type { Language } from './person.ts';

/**
 * - `answered`: with an approved text
 * - `offered`: texts that might be meant
 * - `unplaced`: once it is known which brand or region it is about
 * - `passed`: to a person, since no text answers it
 * - `held`: a text answers it that speaks of earnings: a person has to agree first
 * - `released`: they have
 */
export const QUESTION_OUTCOMES = ['answered', 'offered', 'unplaced', 'passed', 'held', 'released'] as const;
export type QuestionOutcome = (typeof QUESTION_OUTCOMES)[number];

/** One aggregate, kept whole: `seq` is the number of its newest journal entry. */
export interface Question {
  id: string;
  seq: number;
  personId: string;
  /** As it was written. */
  words: string;
  /** That the asker reads. */
  language: Language;
  outcome: QuestionOutcome;
  /** The text that they were given, or that is held; null: none. */
  policyId: string | null;
  /** Of that text. */
  version: number | null;
  /** Where a person answers it. */
  caseId: string | null;
  /** Whether that was an answer, as the asker says; null: nothing said. */
  helped: boolean | null;
  createdAt: string;
}
