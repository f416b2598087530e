/** A case (工单): what headquarters must settle. Its life cycle is decided here and nowhere else; pure, no I/O. */
import {
  type CaseClock,
  clockOf,
  clockOrDefault,
  DEFAULT_DEADLINES,
  type Deadlines,
  dueAfter,
  dueOf,
  isPaused,
  paused,
  resumed,
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

export type CaseChange = { case: Case; refused?: undefined } | { case?: undefined; refused: Refusal };

/** Who acts: a member of staff, or the person whom the case belongs to. */
export interface Actor {
  personId: string;
  staff: boolean;
  /** May give cases to others. */
  leads?: boolean;
  /** Is of those whom confidential cases go to. */
  supervises?: boolean;
}

/**
 * Applies an act. The changed case has the next `seq`; the caller writes it together with the journal entry of that seq, so that
 * of two people who act at once one wins and the other decides again on what is then true.
 */
export function changeCase(
  current: Case,
  act: CaseAct,
  actor: Actor,
  now: string,
  deadlines: Deadlines = DEFAULT_DEADLINES,
): CaseChange {
  const refused = refusal(current, act, actor);
  return refused ? { refused } : { case: applied({ ...current, seq: current.seq + 1 }, act, actor, now, deadlines) };
}

function applied(next: Case, act: CaseAct, actor: Actor, now: string, deadlines: Deadlines): Case {
  const startedAt = next.startedAt ?? now;
  const respondedAt = next.respondedAt ?? now;
  switch (act.type) {
    case 'claim':
      return { ...next, status: 'assigned', assigneeId: actor.personId };
    case 'assign':
      return givenTo(next, act.to);
    case 'about': {
      const aboutIds = [...new Set([...(next.aboutIds ?? []), ...act.aboutIds])].sort();
      const named = { ...next, aboutIds, confidential: true };
      // Whoever asked the person something does not get to read the answer.
      return aboutIds.includes(next.assigneeId ?? '') ? withoutAssignee(goesOn(named, now, deadlines)) : named;
    }
    case 'confide':
      return { ...next, confidential: true };
    case 'lift':
      return { ...next, confidential: null };
    case 'takeover': {
      const status = next.status === 'received' ? 'assigned' : next.status;
      return { ...next, status, assigneeId: actor.personId, takenOverBy: actor.personId };
    }
    case 'handback':
      return { ...next, takenOverBy: null };
    case 'note':
      return next.assigneeId === actor.personId && next.status === 'assigned' ? { ...next, startedAt } : next;
    case 'reply':
      return { ...next, startedAt, respondedAt };
    case 'refer':
      return { ...next, startedAt, department: act.department, question: act.text };
    case 'findings':
      return { ...next, startedAt, department: null, question: null };
    case 'ask':
      return { ...next, startedAt, respondedAt, clock: paused(clockOfCase(next), now) };
    case 'resume':
      return goesOn(next, now, deadlines);
    case 'severity':
      return graded(next, act.severity, deadlines);
    case 'resolve': {
      if (act.outcome === 'under-study') return studied(next, now, deadlines);
      const answered = { status: 'answered', outcome: act.outcome, answeredAt: now } as const;
      const resolved = { ...goesOn(next, now, deadlines), ...NOT_REFERRED, startedAt, respondedAt, ...answered };
      // There is nothing in a suggestion to be settled: whoever made it hears what came of it.
      return next.kind === 'suggestion' ? done(resolved, now) : resolved;
    }
    case 'readout':
    case 'check': {
      const outcome = act.type === 'check' ? act.outcome : 'read-out';
      const assigneeId = next.assigneeId ?? actor.personId;
      const settled = { ...goesOn(next, now, deadlines), ...NOT_REFERRED, startedAt, respondedAt, outcome, assigneeId };
      return done({ ...settled, answeredAt: now }, now);
    }
    case 'confirm':
      return done(next, now);
    case 'close':
      return ended({ ...next, respondedAt }, 'closed', now, deadlines);
    case 'withdraw':
      return ended(next, 'withdrawn', now, deadlines);
    case 'dispute':
      // The original clock goes on: dueAt stays, and the same colleague goes on with it.
      return {
        ...goesOn(next, now, deadlines),
        status: next.assigneeId ? 'assigned' : 'received',
        outcome: null,
        answeredAt: null,
        reopened: (next.reopened ?? 0) + 1,
      };
    case 'reopen': {
      // The promise was kept or given up, so there is a new one.
      const status = next.assigneeId ? 'assigned' : 'received';
      const undone = { outcome: null, answeredAt: null, confirmedAt: null, cancelled: null, rating: null };
      return {
        ...next,
        ...undone,
        status,
        ...newClock(next, now, deadlines),
        respondedAt: null,
        reopened: (next.reopened ?? 0) + 1,
      };
    }
    case 'rate':
      return { ...next, rating: act.stars };
    case 'add':
      return act.thanks ? next : goesOn(next, now, deadlines);
    default:
      return act satisfies never;
  }
}

/** Whoever had it before has begun, the new one has not. */
function givenTo(next: Case, personId: string): Case {
  const status = next.status === 'received' ? 'assigned' : next.status;
  return { ...next, status, assigneeId: personId, startedAt: null, takenOverBy: null };
}

const withoutAssignee = (next: Case): Case => ({
  ...next,
  status: next.status === 'assigned' ? 'received' : next.status,
  assigneeId: null,
  startedAt: null,
  takenOverBy: null,
});

/** The program gives a case out that nobody has. */
export const assigned = (current: Case, personId: string): Case =>
  givenTo({ ...current, seq: current.seq + 1 }, personId);

/** Back to the queue, since whoever had it is not there any more. */
export const returned = (current: Case): Case => withoutAssignee({ ...current, seq: current.seq + 1 });

/** Whoever is in charge has done nothing about it yet. */
export const isUntouched = (current: Case): boolean => stageOf(current) === 'assigned' && current.takenOverBy === null;

/** The bot speaks again; also what the program does when nobody has written for long. */
export const handedBack = (current: Case): Case => ({ ...current, seq: current.seq + 1, takenOverBy: null });

/** A promise anew, from now. */
export function newClock(next: Case, now: string, deadlines: Deadlines): Pick<Case, 'clock' | 'dueAt' | 'respondBy'> {
  const { clock, dueAt, respondBy } = beginClock(next.kind, severityOf(next), now, deadlines);
  return { clock, dueAt, respondBy };
}

/** The clock runs again; for so long as it stood still the answer is due later. */
export function goesOn(next: Case, now: string, { calendar }: Deadlines): Case {
  const clock = clockOfCase(next);
  if (!isPaused(clock)) return next;
  const running = resumed(clock, now);
  return { ...next, clock: running, dueAt: dueOf(running, calendar)?.at ?? next.dueAt };
}

const NOT_REFERRED = { department: null, question: null } as const;

/** There is nothing left to write about. */
const done = (next: Case, now: string): Case => ({ ...next, status: 'confirmed', confirmedAt: now, takenOverBy: null });

/** F11: a suggestion is looked into, so whoever made it is promised an answer anew. */
function studied(next: Case, now: string, deadlines: Deadlines): Case {
  const { clock, dueAt } = beginClock(next.kind, severityOf(next), now, deadlines);
  const heard = { startedAt: next.startedAt ?? now, respondedAt: next.respondedAt ?? now };
  return { ...next, ...NOT_REFERRED, ...heard, clock, dueAt, outcome: 'under-study' };
}

function ended(next: Case, cancelled: Cancelled, now: string, deadlines: Deadlines): Case {
  return { ...done({ ...goesOn(next, now, deadlines), ...NOT_REFERRED }, now), cancelled };
}

/** Another rule from the same beginning, with the pauses that there were. */
function graded(next: Case, severity: Severity, deadlines: Deadlines): Case {
  const { from, pauses } = clockOfCase(next);
  const rule = ruleFor(next.kind, severity, deadlines);
  const clock: CaseClock = { ...clockOf(rule, from), pauses };
  const respondBy = rule.respondMs === null ? null : (dueAfter(clock, rule.respondMs, deadlines.calendar)?.at ?? null);
  const dueAt = dueOf(clock, deadlines.calendar)?.at ?? next.dueAt;
  return { ...next, severity, clock, dueAt, respondBy };
}

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

function refusal(current: Case, act: CaseAct, actor: Actor): Refusal | undefined {
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
