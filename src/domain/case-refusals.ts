/** Which acts on a case are illegal, and why: the life cycle's rules. Pure, no I/O. */
import { type Actor, type Case, type CaseAct, isAgreed, isWaiting, severityOf } from './case.ts';

/** Why an act is not done; keys of the catalogue are made of these (`case.refused.<reason>`). */
export type Refusal =
  | 'not-lead'
  | 'same-assignee'
  | 'their-own'
  | 'about-them'
  | 'about-already'
  | 'confidential-already'
  | 'not-confidential'
  | 'not-supervisor'
  | 'taken'
  | 'yours-already'
  | 'not-yours'
  | 'unclaimed'
  | 'closed'
  | 'not-answered'
  | 'staff-only'
  | 'own-case'
  | 'taken-over-already'
  | 'not-taken-over'
  | 'handed-over-already'
  | 'not-handed-over'
  | 'waiting-already'
  | 'not-waiting'
  | 'same-severity'
  | 'not-closed'
  | 'not-confirmed'
  | 'by-hearing'
  | 'praise'
  | 'not-praise'
  | 'not-agreed';

/** Acts that only whoever is in charge does, while the case is open. */
export const inCharge = (current: Case, actor: Actor): Refusal | undefined => {
  if (!actor.staff) return 'staff-only';
  if (current.status === 'confirmed') return 'closed';
  if (!current.assigneeId) return 'unclaimed';
  return current.assigneeId === actor.personId ? undefined : 'taken';
};

/** The same while there is no answer yet. */
const atWork = (current: Case, actor: Actor): Refusal | undefined =>
  inCharge({ ...current, status: current.status === 'answered' ? 'confirmed' : current.status }, actor);

/** F40: a dispute is decided after both sides were heard, and what they think of the decision is said by `hearing.ts`. */
const isByHearing = ({ hearing }: Case, { type }: CaseAct): boolean =>
  type === 'resolve' ||
  type === 'confirm' ||
  type === 'dispute' ||
  type === 'rate' ||
  // A decision stands; what is thought of it is said by accepting or objecting.
  ((type === 'reopen' || type === 'withdraw' || type === 'close') && typeof hearing?.decidedAt === 'string');

/** Undefined: it is legal. */
export function refusal(current: Case, act: CaseAct, actor: Actor): Refusal | undefined {
  const closed = current.status === 'confirmed';
  const owns = current.personId === actor.personId;
  if (current.kind === 'dispute' && isByHearing(current, act)) return 'by-hearing';
  switch (act.type) {
    case 'claim':
      if (!actor.staff) return 'staff-only';
      if (closed || current.status === 'answered') return 'closed';
      if (current.assigneeId === actor.personId) return 'yours-already';
      return current.assigneeId ? 'taken' : undefined;
    case 'assign':
      if (!actor.staff) return 'staff-only';
      if (closed) return 'closed';
      if (!actor.leads) return 'not-lead';
      if (act.to === current.assigneeId) return 'same-assignee';
      if (act.to === current.personId) return 'their-own';
      return (current.aboutIds ?? []).includes(act.to) ? 'about-them' : undefined;
    case 'about': {
      if (!actor.staff) return 'staff-only';
      const known = current.aboutIds ?? [];
      return current.confidential && act.aboutIds.every((id) => known.includes(id)) ? 'about-already' : undefined;
    }
    case 'confide':
      if (!owns) return 'not-yours';
      if (closed) return 'closed';
      return current.confidential ? 'confidential-already' : undefined;
    case 'lift':
      if (!actor.staff) return 'staff-only';
      if (!actor.supervises) return 'not-supervisor';
      return current.confidential ? undefined : 'not-confidential';
    case 'takeover':
      if (!actor.staff) return 'staff-only';
      if (owns) return 'own-case';
      if (closed) return 'closed';
      if (current.takenOverBy === actor.personId) return 'taken-over-already';
      return current.assigneeId === null || current.assigneeId === actor.personId ? undefined : 'taken';
    case 'handback':
      // The person may always go back to the bot; of the staff only who is writing with them.
      if (!actor.staff && !owns) return 'staff-only';
      if (!current.takenOverBy) return 'not-taken-over';
      if (owns) return undefined;
      return current.takenOverBy === actor.personId ? undefined : 'taken';
    case 'note':
      // A note is for the record, so a closed case takes it too.
      return actor.staff ? undefined : 'staff-only';
    case 'reply':
      return inCharge(current, actor);
    case 'resolve':
      return current.kind === 'praise' ? (actor.staff ? 'praise' : 'staff-only') : atWork(current, actor);
    case 'readout':
      if (!actor.staff) return 'staff-only';
      if (current.kind !== 'praise') return 'not-praise';
      return closed ? 'closed' : undefined;
    case 'check':
      if (!actor.staff) return 'staff-only';
      if (!isAgreed(current)) return 'not-agreed';
      return closed || current.status === 'answered' ? 'closed' : undefined;
    case 'refer':
      return atWork(current, actor) ?? (current.department === null ? undefined : 'handed-over-already');
    case 'findings':
      // Whoever at headquarters heard of the department may enter it.
      if (!actor.staff) return 'staff-only';
      if (closed || current.status === 'answered') return 'closed';
      return current.department === null ? 'not-handed-over' : undefined;
    case 'ask':
      return atWork(current, actor) ?? (isWaiting(current) ? 'waiting-already' : undefined);
    case 'resume':
      return atWork(current, actor) ?? (isWaiting(current) ? undefined : 'not-waiting');
    case 'severity':
      if (!actor.staff) return 'staff-only';
      if (owns) return 'own-case';
      if (closed || current.status === 'answered') return 'closed';
      return severityOf(current) === act.severity ? 'same-severity' : undefined;
    case 'close':
      return inCharge(current, actor);
    case 'confirm':
    case 'dispute':
      if (!owns) return 'not-yours';
      if (closed) return 'closed';
      return current.status === 'answered' ? undefined : 'not-answered';
    case 'reopen':
      if (!actor.staff && !owns) return 'not-yours';
      return closed ? undefined : 'not-closed';
    case 'withdraw':
      if (!owns) return 'not-yours';
      return closed ? 'closed' : undefined;
    case 'rate':
      if (!owns) return 'not-yours';
      if (current.kind === 'praise') return 'praise';
      return closed && current.cancelled === null ? undefined : 'not-confirmed';
    case 'add':
      if (!owns) return 'not-yours';
      return closed ? 'closed' : undefined;
    default:
      return act satisfies never;
  }
}

/** Whether it would be done. */
export const mayAct = (current: Case, act: CaseAct, actor: Actor): boolean =>
  refusal(current, act, actor) === undefined;
