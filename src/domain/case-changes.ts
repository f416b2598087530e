/** What an act does to a case: its life cycle, decided here and nowhere else. Pure, no I/O; which acts are legal is in `case-refusals.ts`. */
import {
  type Actor,
  beginClock,
  type Cancelled,
  type Case,
  type CaseAct,
  clockOfCase,
  severityOf,
  stageOf,
} from './case.ts';
import { type Refusal, refusal } from './case-refusals.ts';
import {
  type CaseClock,
  clockOf,
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

export type CaseChange = { case: Case; refused?: undefined } | { case?: undefined; refused: Refusal };

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
