/** A case (工单): what headquarters must settle, where it stands, and what can be done to it. Pure, no I/O; what an act does is in `case-changes.ts`. */
import {
  type CaseClock,
  clockOf,
  clockOrDefault,
  type Deadlines,
  dueAfter,
  dueOf,
  isPaused,
  ruleFor,
  type Severity,
} from './deadlines.ts';
import type { Hearing } from './hearing.ts';
import type { Language } from './person.ts';

/** F11: what a case can be; each kind has its own queue. */
export const CASE_KINDS = [
  ...(['complaint', 'consultation', 'suggestion', 'praise', 'damage', 'service', 'dispute'] as const),
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

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

const REMEDIES = ['return', 'exchange', 'price-adjustment', 'changed-service', 'other'] as const;

/** What a case came to, by its kind (F08–F11); the domain notes name those of a complaint, the others are ours. */
export const OUTCOMES_OF = {
  complaint: REMEDIES,
  consultation: ['informed', 'changed-service', 'other'],
  suggestion: ['adopted', 'partly-adopted', 'under-study', 'not-adopted'],
  praise: ['read-out'],
  damage: ['no-compensation', 'shopper-pays', 'shopper-pays-part', 'store-bears', 'other'],
  service: ['repaired', 'replaced', 'solved-remotely', 'other'],
  dispute: REMEDIES,
} as const satisfies Record<CaseKind, readonly string[]>;
export type Outcome = (typeof OUTCOMES_OF)[CaseKind][number];
export const OUTCOMES: readonly Outcome[] = [...new Set(Object.values(OUTCOMES_OF).flat())];

/**
 * Where a case stands, in the values that every version of the program in use knows. What is finer is said by other columns, and by
 * `stageOf`: a version that does not know them may still write the case.
 */
export type CaseStatus = 'received' | 'assigned' | 'answered' | 'confirmed';

/** Where a case stands, as people are told. */
export const STAGES = [
  ...(['received', 'assigned', 'in-progress', 'handed-over', 'waiting'] as const),
  ...(['answered', 'confirmed', 'withdrawn', 'closed'] as const),
] as const;
export type Stage = (typeof STAGES)[number];

/** How a case ended without an answer that was confirmed: the person withdrew it, or staff closed it. */
export type Cancelled = 'withdrawn' | 'closed';

/** F30: how content the person was, five is best. */
export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof STARS)[number];

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
  /** When it was closed, in whichever way. */
  confirmedAt: string | null;
  /** Null: general. */
  severity: Severity | null;
  /** When whoever is in charge first did something about it. */
  startedAt: string | null;
  /** The department that it was handed over to, and what that must answer; null: it is with the one in charge. */
  department: string | null;
  question: string | null;
  cancelled: Cancelled | null;
  /** The rule that it runs by, and its pauses; null: F08's, from the first version of the program. */
  clock: CaseClock | null;
  /** When the first word of a person is promised for; null: nothing is. */
  respondBy: string | null;
  /** When staff first wrote to the person themselves. */
  respondedAt: string | null;
  rating: number | null;
  /** Whom it complains about, by person: they neither receive nor handle it. Null: nobody known. */
  aboutIds: string[] | null;
  /** Goes to the supervision group instead of the desk. Null: it does not. */
  confidential: boolean | null;
  /** How often it was disputed or taken up again; null: never. */
  reopened: number | null;
  /** All that it is found by, folded; null: as earlier versions have written it. */
  search: string | null;
  /** How far a dispute between franchisees has come; null: it has not begun, or it is another kind. */
  hearing: Hearing | null;
}

/** What a case has beside what it is opened with. */
export const NEW_CASE = {
  status: 'received',
  assigneeId: null,
  takenOverBy: null,
  outcome: null,
  answeredAt: null,
  confirmedAt: null,
  startedAt: null,
  department: null,
  question: null,
  cancelled: null,
  respondedAt: null,
  rating: null,
  aboutIds: null,
  confidential: null,
  reopened: null,
  hearing: null,
} as const satisfies Partial<Case>;

/** When the answer and the first word are due for a case that begins now; every case gets its clock here. */
export function beginClock(
  kind: CaseKind,
  severity: Severity,
  now: string,
  deadlines: Deadlines,
): { severity: Severity; clock: CaseClock; dueAt: string; respondBy: string | null } {
  const rule = ruleFor(kind, severity, deadlines);
  const clock = clockOf(rule, now);
  const respondBy = rule.respondMs === null ? null : (dueAfter(clock, rule.respondMs, deadlines.calendar)?.at ?? null);
  return { severity, clock, dueAt: dueOf(clock, deadlines.calendar)?.at ?? now, respondBy };
}

export const severityOf = ({ severity }: Case): Severity => severity ?? 'general';

export const clockOfCase = ({ clock, createdAt }: Case): CaseClock => clockOrDefault(clock, createdAt);

/** F10: how the damage is made good was agreed before it was filed. */
export const isAgreed = ({ kind, facts }: Case): boolean =>
  kind === 'damage' && typeof facts.compensation === 'string' && facts.compensation !== 'open';

/** Among the facts of a case: the callback in which its problem was found, by id. */
export const FINDING_FACT = 'callback';

/** It was answered, whether or not the person has said so yet. Who withdrew it wants nothing more of it. */
export const isHandled = ({ status, answeredAt, cancelled }: Case): boolean =>
  (status === 'answered' || status === 'confirmed') && answeredAt !== null && cancelled !== 'withdrawn';

/** F08: nobody works on it while the customer is asked; only then the clock stands still. */
export const isWaiting = (current: Case): boolean => current.status === 'assigned' && isPaused(clockOfCase(current));

/** The deadline is still to be kept. */
export const isRunning = (current: Case): boolean =>
  (current.status === 'received' || current.status === 'assigned') && !isWaiting(current);

export function stageOf(current: Case): Stage {
  if (current.status === 'confirmed') return current.cancelled ?? 'confirmed';
  if (current.status !== 'assigned') return current.status;
  if (isWaiting(current)) return 'waiting';
  if (current.department !== null) return 'handed-over';
  return current.startedAt === null ? 'assigned' : 'in-progress';
}

/** A file that belongs to a case or an act, by its id in the store. */
export type CaseFile = { fileId: string; name: string; type: string };

/** What someone does to a case. Whatever has a `text` says in it why, or what. */
export type CaseAct =
  | { type: 'claim' }
  /** Gives it to a colleague, by person; the caller has looked whether they may handle it. */
  | { type: 'assign'; to: string; text: string }
  /** Says whom it complains about, by person. They lose it, and it goes to those who supervise. */
  | { type: 'about'; aboutIds: string[]; text: string }
  /** The person wants only those who supervise to see it. */
  | { type: 'confide' }
  /** It goes to the desk again. Whom it is about still neither sees nor handles it. */
  | { type: 'lift'; text: string }
  /** The bot keeps silent where the person is answered, until it is handed back. Whoever takes it over takes the case on. */
  | { type: 'takeover' }
  | { type: 'handback' }
  | { type: 'note'; text: string; files?: CaseFile[] }
  | { type: 'reply'; text: string; files?: CaseFile[] }
  /** Hands it over to a department, with the question that this must answer. The clock goes on. */
  | { type: 'refer'; department: string; text: string; files?: CaseFile[] }
  /** What the department found. */
  | { type: 'findings'; text: string; files?: CaseFile[] }
  /** Asks the person something without which it can't go on: the clock stands still until they answer. */
  | { type: 'ask'; text: string; files?: CaseFile[] }
  /** Goes on without an answer. */
  | { type: 'resume' }
  | { type: 'severity'; severity: Severity; text: string }
  | { type: 'resolve'; outcome: Outcome; text: string; files?: CaseFile[] }
  /** F09: the praise was read out at the store's meeting, which is all that it is for. */
  | { type: 'readout' }
  /** F10: the store has agreed with the shopper on the spot; headquarters has looked at the record and confirms it. */
  | { type: 'check'; outcome: Outcome }
  /** Ends it without an answer, with a reason that the person reads. */
  | { type: 'close'; text: string; files?: CaseFile[] }
  | { type: 'confirm' }
  | { type: 'dispute'; text: string; files?: CaseFile[] }
  /** Takes a closed case up again. */
  | { type: 'reopen'; text: string; files?: CaseFile[] }
  | { type: 'withdraw'; text: string }
  | { type: 'rate'; stars: Stars; text: string }
  /** The person added something to their case. `thanks`: a thank-you and nothing more, which answers no question. */
  | { type: 'add'; text: string; files?: CaseFile[]; thanks?: true };

/** Who acts: a member of staff, or the person whom the case belongs to. */
export interface Actor {
  personId: string;
  staff: boolean;
  /** May give cases to others. */
  leads?: boolean;
  /** Is of those whom confidential cases go to. */
  supervises?: boolean;
}
