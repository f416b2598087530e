/** The register of complaints (F07) as a store goes through it every day (F08): what a line says, and what comes first. Pure. */
import { type Case, isRunning, stageOf } from './case.ts';
import type { Span } from './periods.ts';

/** As written by the form; whatever else stands in the facts names nobody. */
const written = (fact: unknown): string | null => (typeof fact === 'string' && fact.trim() !== '' ? fact : null);

export const complainantOf = ({ facts }: Case): string | null => written(facts.shopperName) ?? written(facts.name);

/** E.164. */
export const complainantPhoneOf = ({ facts }: Case): string | null =>
  written(facts.shopperPhone) ?? written(facts.phone);

/** Who took the complaint from the complainant, by person: whoever reported it for a shopper. Null: the assistant. */
export const receiverOf = ({ facts, personId }: Case): string | null =>
  facts.complainant === 'shopper' ? personId : null;

export const REGISTER_GROUPS = ['due', 'open', 'answered', 'closed'] as const;
export type RegisterGroup = (typeof REGISTER_GROUPS)[number];

export const isOverdue = (current: Case, now: string): boolean =>
  isRunning(current) && Date.parse(current.dueAt) < Date.parse(now);

/** `today`: whatever is due before its end, or was before it, is to be answered first. */
export function registerGroup(current: Case, today: Span): RegisterGroup {
  if (current.status === 'confirmed') return 'closed';
  if (current.status === 'answered') return 'answered';
  return isRunning(current) && Date.parse(current.dueAt) < Date.parse(today.to) ? 'due' : 'open';
}

/** What the store does next: `answer` until the person has one, then it asks whether they are satisfied. */
export type RegisterStep = 'answer' | 'overdue' | 'satisfied' | 'waiting' | 'findings' | 'none';

export function registerStep(current: Case, now: string): RegisterStep {
  const stage = stageOf(current);
  if (current.status === 'confirmed') return 'none';
  if (stage === 'answered') return 'satisfied';
  if (stage === 'waiting') return 'waiting';
  if (isOverdue(current, now)) return 'overdue';
  return stage === 'handed-over' ? 'findings' : 'answer';
}
