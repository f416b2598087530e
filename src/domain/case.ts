/** A case (工单): what headquarters must settle. Its life cycle is decided here and nowhere else; pure, no I/O. */
import type { Language } from './person.ts';

export type CaseKind = 'complaint' | 'consultation';

/** F07: the groups of causes, each with its causes. `environment` is split as the domain notes allow. */
export const CAUSES = {
  goods: ['quality', 'expired', 'range', 'dearer', 'price-unclear'],
  service: ['rude', 'incompetent', 'till', 'service-missing', 'after-sales-late'],
  premises: ['equipment', 'safety', 'cleanliness', 'noise', 'access'],
  technical: ['technician', 'below-contract'],
} as const satisfies Record<string, readonly string[]>;
export type CauseGroup = keyof typeof CAUSES;
export type Cause = (typeof CAUSES)[CauseGroup][number];

/** F07: where the complaint first arrived. */
export const INTAKES = ['phone', 'letter', 'store', 'media', 'authority', 'chat'] as const;
export type Intake = (typeof INTAKES)[number];

/** F07: media and authority cases are handled centrally and at once. */
export const isUrgentIntake = (intake: Intake | null): boolean => intake === 'media' || intake === 'authority';

/** F08: what a settled case came to. */
export const OUTCOMES = ['return', 'exchange', 'price-adjustment', 'changed-service', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** F08: from receipt to a real answer, elapsed time. */
export const ANSWER_WITHIN_HOURS = 24;

export type CaseStatus = 'received' | 'assigned' | 'answered' | 'confirmed';

/** One row of table `case_file`, kept whole: `seq` is the number of its newest journal entry. */
export interface Case {
  id: string;
  /** Readable and unique, such as C-1042. */
  number: string;
  seq: number;
  kind: CaseKind;
  status: CaseStatus;
  urgent: boolean;
  /** Whom the case belongs to: they get the answers. */
  personId: string;
  /** Where the person is answered. */
  threadId: string;
  language: Language;
  outletId: string | null;
  /** The facts of the form: field name → value, as validated. */
  facts: Record<string, unknown>;
  /** The person's own words, as written. */
  words: string;
  cause: Cause | null;
  intake: Intake | null;
  assigneeId: string | null;
  /** Who at the desk writes with the person themselves, so that the bot keeps silent there; null: nobody. Always the assignee. */
  takenOverBy: string | null;
  outcome: Outcome | null;
  createdAt: string;
  /** When the answer is promised for. */
  dueAt: string;
  answeredAt: string | null;
  confirmedAt: string | null;
}

/** A file that belongs to a case or an act, by its id in the store. */
export type CaseFile = { fileId: string; name: string; type: string };

/** What someone does to a case. */
export type CaseAct =
  | { type: 'claim' }
  /** The bot keeps silent where the person is answered, until it is handed back. Whoever takes it over takes the case on. */
  | { type: 'takeover' }
  | { type: 'handback' }
  | { type: 'note'; text: string; files?: CaseFile[] }
  | { type: 'reply'; text: string; files?: CaseFile[] }
  | { type: 'resolve'; outcome: Outcome; text: string; files?: CaseFile[] }
  | { type: 'confirm' }
  | { type: 'dispute'; text: string; files?: CaseFile[] }
  /** The person added something to their case. */
  | { type: 'add'; text: string; files?: CaseFile[] };

/** Why an act is not done; keys of the catalogue are made of these (`case.refused.<reason>`). */
export type Refusal =
  | 'taken'
  | 'yours-already'
  | 'not-yours'
  | 'unclaimed'
  | 'closed'
  | 'not-answered'
  | 'staff-only'
  | 'own-case'
  | 'taken-over-already'
  | 'not-taken-over';

export type CaseChange = { case: Case; refused?: undefined } | { case?: undefined; refused: Refusal };

/** Who acts: a member of staff, or the person whom the case belongs to. */
export interface Actor {
  personId: string;
  staff: boolean;
}

/**
 * Applies an act. The changed case has the next `seq`; the caller writes it together with the journal entry of that seq, so that
 * of two people who act at once one wins and the other decides again on what is then true.
 */
export function changeCase(current: Case, act: CaseAct, actor: Actor, now: string): CaseChange {
  const refused = refusal(current, act, actor);
  if (refused) return { refused };
  const next: Case = { ...current, seq: current.seq + 1 };
  switch (act.type) {
    case 'claim':
      return { case: { ...next, status: 'assigned', assigneeId: actor.personId } };
    case 'takeover': {
      const status = current.status === 'received' ? 'assigned' : current.status;
      return { case: { ...next, status, assigneeId: actor.personId, takenOverBy: actor.personId } };
    }
    case 'handback':
      return { case: handedBack(current) };
    case 'note':
    case 'reply':
    case 'add':
      return { case: next };
    case 'resolve':
      return { case: { ...next, status: 'answered', outcome: act.outcome, answeredAt: now } };
    case 'confirm':
      // There is nothing left to write about.
      return { case: { ...next, status: 'confirmed', confirmedAt: now, takenOverBy: null } };
    case 'dispute':
      // The original clock goes on: dueAt stays, and the same colleague goes on with it.
      return { case: { ...next, status: 'assigned', outcome: null, answeredAt: null } };
    default:
      return act satisfies never;
  }
}

/** The bot speaks again; also what the program does when nobody has written for long. */
export const handedBack = (current: Case): Case => ({ ...current, seq: current.seq + 1, takenOverBy: null });

function refusal(current: Case, act: CaseAct, actor: Actor): Refusal | undefined {
  const closed = current.status === 'confirmed';
  switch (act.type) {
    case 'claim':
      if (!actor.staff) return 'staff-only';
      if (closed || current.status === 'answered') return 'closed';
      if (current.assigneeId === actor.personId) return 'yours-already';
      return current.assigneeId ? 'taken' : undefined;
    case 'takeover':
      if (!actor.staff) return 'staff-only';
      if (current.personId === actor.personId) return 'own-case';
      if (closed) return 'closed';
      if (current.takenOverBy === actor.personId) return 'taken-over-already';
      return current.assigneeId === null || current.assigneeId === actor.personId ? undefined : 'taken';
    case 'handback':
      // The person may always go back to the bot; of the staff only who is writing with them.
      if (!actor.staff && current.personId !== actor.personId) return 'staff-only';
      if (!current.takenOverBy) return 'not-taken-over';
      if (current.personId === actor.personId) return undefined;
      return current.takenOverBy === actor.personId ? undefined : 'taken';
    case 'note':
      // A note is for the record, so a closed case takes it too.
      return actor.staff ? undefined : 'staff-only';
    case 'reply':
    case 'resolve':
      if (!actor.staff) return 'staff-only';
      if (closed) return 'closed';
      if (act.type === 'resolve' && current.status === 'answered') return 'closed';
      if (!current.assigneeId) return 'unclaimed';
      return current.assigneeId === actor.personId ? undefined : 'taken';
    case 'confirm':
    case 'dispute':
      if (current.personId !== actor.personId) return 'not-yours';
      if (closed) return 'closed';
      return current.status === 'answered' ? undefined : 'not-answered';
    case 'add':
      if (current.personId !== actor.personId) return 'not-yours';
      return closed ? 'closed' : undefined;
    default:
      return act satisfies never;
  }
}
