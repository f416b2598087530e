/** Who must hear of a case that is late, step by step (F08): store manager, store specialist, operations manager. Pure. */
import { holdersOf, thereOrAll } from './assignment.ts';
import type { Case } from './case.ts';
import type { Outlet } from './outlet.ts';
import type { Duty, Person } from './person.ts';
import { isAbout, mayHandle } from './rights.ts';

export const STEPS = ['manager', 'specialist', 'operations'] as const;
/** Store manager, store specialist, operations manager; for a suggestion the supervisor, and the head of marketing. */
export type Step = (typeof STEPS)[number] | 'supervisor' | 'marketing';

/** Media and authorities are headquarters' at once; what is about headquarters or no store at all passes the store by. */
export function stepsOf({ kind, urgent, outletId, facts }: Case): readonly Step[] {
  // F09: that a praise was not read out yet is nobody's failure.
  if (kind === 'praise') return STEPS.slice(0, 1);
  if (urgent) return STEPS.slice(-1);
  // F11: agents, then their supervisor, then the head of marketing.
  if (kind === 'suggestion') return ['supervisor', 'marketing'];
  // F10: the store has reported it itself.
  if (kind === 'damage') return STEPS.slice(1);
  return outletId === null || facts.complainant === 'franchisee' ? STEPS.slice(1) : STEPS;
}

export const DUTY_OF: Readonly<Record<Exclude<Step, 'manager'>, Duty>> = {
  specialist: 'store-specialist',
  operations: 'operations-manager',
  supervisor: 'supervisor',
  marketing: 'marketing-director',
};

export interface Around {
  outlet: Outlet | undefined;
  staff: readonly Person[];
  /** Of the outlet. */
  managers: readonly Person[];
}

/** Never whom it is about, or who reported it. */
export function heldBy(step: Step, current: Case, { outlet, staff, managers }: Around): Person[] {
  if (step !== 'manager') return holdersOf([DUTY_OF[step]], current, outlet, staff);
  return thereOrAll(managers.filter((one) => one.id !== current.personId && mayHandle(one, current)));
}

/** The press and the authorities: the store is informed, and does nothing by itself. */
export const informedOf = (
  current: Case,
  { outlet, staff, managers }: Around,
): { store: Person[]; specialists: Person[] } => ({
  store: current.confidential ? [] : managers.filter((one) => one.id !== current.personId && !isAbout(current, one)),
  specialists: holdersOf(['store-specialist'], current, outlet, staff),
});
