/**
 * A dispute between franchisees (F40): both sides are heard, headquarters decides in writing with its grounds, either side may object
 * once, to the next level. Its steps stand beside the life cycle of a case, which they move on. Pure, no I/O.
 */
import type { Case, CaseFile } from './case.ts';
import { goesOn, newClock } from './case-changes.ts';
import { inCharge, type Refusal } from './case-refusals.ts';
import { DEFAULT_DEADLINES, type Deadlines } from './deadlines.ts';

export const DISPUTE_TYPES = ['outside-area', 'price-dumping', 'customers', 'other'] as const;

/** What headquarters found of what was reported. */
export const FINDINGS = ['proven', 'partly', 'not-proven', 'agreed'] as const;
export type Finding = (typeof FINDINGS)[number];

export type Side = 'reporter' | 'respondent';

/** A JSON value of the case's row; null there: the other side was not asked yet. */
export interface Hearing {
  /** The other side; null: they are not in any chat, and headquarters asks them elsewhere. */
  respondentId: string | null;
  askedAt: string;
  /** When the other side's account was there. */
  statedAt: string | null;
  /** Who decides: those who handle disputes, then those above them. */
  level: 1 | 2;
  finding: Finding | null;
  decidedAt: string | null;
  /** Who gave the newest decision, and who the one before an objection. */
  decidedBy: string | null;
  decidedFirstBy: string | null;
  accepted: Side[];
  objectedBy: Side | null;
  /** When the harm done is to be made good; null: there is none, or it is made good. */
  remedyBy: string | null;
}

export type HearingAct =
  /** Asks the other side for their account; `text` is what they read. */
  | { type: 'hear'; respondentId: string | null; text: string }
  /** The other side's account: by themselves, or by staff who heard them. */
  | { type: 'statement'; text: string; files?: CaseFile[] }
  | { type: 'decide'; finding: Finding; text: string; grounds: string; remedyBy: string | null }
  | { type: 'accept' }
  | { type: 'object'; text: string; files?: CaseFile[] }
  /** The harm was made good. */
  | { type: 'remedied'; text: string };

export type HearingRefusal =
  | Refusal
  | 'not-a-dispute'
  | 'heard-already'
  | 'not-heard'
  | 'no-side'
  | 'not-decided'
  | 'accepted-already'
  | 'objected-already'
  | 'too-late'
  | 'other-decider'
  | 'higher-decider'
  | 'no-remedy';

export type HearingChange = { case: Case; refused?: undefined } | { case?: undefined; refused: HearingRefusal };

export interface HearingActor {
  personId: string;
  /** May handle the case as staff do. */
  staff: boolean;
  /** May decide on an objection. */
  reviews: boolean;
}

const DAY_MS = 24 * 3_600_000;
/** Ours: the other side has three days to give their account; after that headquarters may decide without it. */
export const STATEMENT_MS = 3 * DAY_MS;
/** Ours: so long a side may object; a decision that nobody objects to is final then. */
export const OBJECTION_MS = 7 * DAY_MS;

/** The side that someone is on. */
export function sideOf({ personId, hearing }: Case, id: string): Side | undefined {
  if (personId === id) return 'reporter';
  return hearing?.respondentId === id ? 'respondent' : undefined;
}

/** Both sides have said what they have to say, or one has let its time pass. */
export const isHeard = ({ hearing }: Case, now: string): boolean =>
  hearing !== null && (hearing.statedAt !== null || Date.parse(now) >= Date.parse(hearing.askedAt) + STATEMENT_MS);

/** Until when the newest decision can be objected to; undefined: it can't. */
export function objectionEnds({ status, hearing }: Case): string | undefined {
  if (status !== 'answered' || !hearing?.decidedAt || hearing.level === 2) return undefined;
  return new Date(Date.parse(hearing.decidedAt) + OBJECTION_MS).toISOString();
}

/** As `changeCase`, for the steps of a dispute. */
export function changeHearing(
  current: Case,
  act: HearingAct,
  actor: HearingActor,
  now: string,
  deadlines: Deadlines = DEFAULT_DEADLINES,
): HearingChange {
  const refused = current.kind === 'dispute' ? refusal(current, act, actor, now) : 'not-a-dispute';
  return refused ? { refused } : { case: applied({ ...current, seq: current.seq + 1 }, act, actor, now, deadlines) };
}

/** Nobody has objected in time: the decision is final. */
export function settleHearing(current: Case, now: string): Case | undefined {
  const ends = objectionEnds(current);
  if (ends === undefined || Date.parse(now) < Date.parse(ends)) return undefined;
  return ended({ ...current, seq: current.seq + 1 }, now);
}

function applied(next: Case, act: HearingAct, actor: HearingActor, now: string, deadlines: Deadlines): Case {
  const hearing = next.hearing ?? begun(now);
  const startedAt = next.startedAt ?? now;
  switch (act.type) {
    case 'hear': {
      const { respondentId } = act;
      // Whoever else they are: the report is about them.
      const aboutIds = respondentId === null ? next.aboutIds : [...new Set([...(next.aboutIds ?? []), respondentId])];
      return { ...next, startedAt, aboutIds, hearing: { ...begun(now), respondentId } };
    }
    case 'statement':
      return { ...next, startedAt, hearing: { ...hearing, statedAt: now } };
    case 'decide':
      return decided({ ...goesOn(next, now, deadlines), startedAt }, hearing, act, actor, now);
    case 'accept': {
      const side = sideOf(next, actor.personId) ?? 'reporter';
      const accepted = [...hearing.accepted, side];
      // Whoever is in no chat can't press a button; their time to object passes.
      const both = accepted.length === 2;
      const changed = { ...next, hearing: { ...hearing, accepted } };
      return both ? ended(changed, now) : changed;
    }
    case 'object': {
      const undone = { finding: null, decidedAt: null, decidedBy: null, accepted: [], remedyBy: null };
      const objected: Hearing = {
        ...hearing,
        ...undone,
        level: 2,
        decidedFirstBy: hearing.decidedBy,
        objectedBy: sideOf(next, actor.personId) ?? 'reporter',
      };
      const open = {
        status: 'received',
        assigneeId: null,
        takenOverBy: null,
        answeredAt: null,
        outcome: null,
        // Whoever goes on with it has done nothing yet, and the promise is a new one.
        startedAt: null,
        respondedAt: null,
      } as const;
      return {
        ...next,
        ...open,
        ...newClock(next, now, deadlines),
        hearing: objected,
        reopened: (next.reopened ?? 0) + 1,
      };
    }
    case 'remedied':
      return { ...next, hearing: { ...hearing, remedyBy: null } };
    default:
      return act satisfies never;
  }
}

function decided(
  next: Case,
  hearing: Hearing,
  act: HearingAct & { type: 'decide' },
  { personId }: HearingActor,
  now: string,
): Case {
  const { finding, remedyBy } = act;
  const answer = { status: 'answered', outcome: 'other', answeredAt: now, department: null, question: null } as const;
  const answered: Case = {
    ...next,
    ...answer,
    respondedAt: next.respondedAt ?? now,
    hearing: { ...hearing, finding, remedyBy, decidedAt: now, decidedBy: personId, accepted: [] },
  };
  // There is no level above the second.
  return hearing.level === 2 ? ended(answered, now) : answered;
}

const ended = (next: Case, now: string): Case => ({
  ...next,
  status: 'confirmed',
  confirmedAt: now,
  takenOverBy: null,
});

const begun = (now: string): Hearing => ({
  respondentId: null,
  askedAt: now,
  statedAt: null,
  level: 1,
  finding: null,
  decidedAt: null,
  decidedBy: null,
  decidedFirstBy: null,
  accepted: [],
  objectedBy: null,
  remedyBy: null,
});

function refusal(current: Case, act: HearingAct, actor: HearingActor, now: string): HearingRefusal | undefined {
  const { hearing, status } = current;
  const side = sideOf(current, actor.personId);
  switch (act.type) {
    case 'hear':
      if (side) return 'own-case';
      return inCharge(current, actor) ?? (hearing || status === 'answered' ? 'heard-already' : undefined);
    case 'statement':
      if (!hearing) return 'not-heard';
      if (side === 'reporter') return 'no-side';
      if (side !== 'respondent' && !actor.staff) return 'no-side';
      if (status === 'confirmed' || status === 'answered') return 'closed';
      return hearing.statedAt !== null && side === 'respondent' ? 'heard-already' : undefined;
    case 'decide':
      if (side) return 'own-case';
      return inCharge(current, actor) ?? decideRefusal(current, actor, now);
    case 'accept':
      if (!side) return 'no-side';
      if (status === 'confirmed') return 'closed';
      if (status !== 'answered') return 'not-decided';
      return hearing?.accepted.includes(side) ? 'accepted-already' : undefined;
    case 'object': {
      if (!side) return 'no-side';
      // Objection is possible once in a dispute, whoever made it; the second decision is the last.
      if (hearing?.objectedBy) return 'objected-already';
      if (status === 'confirmed') return 'closed';
      const ends = objectionEnds(current);
      if (ends === undefined) return 'not-decided';
      if (hearing?.accepted.includes(side)) return 'accepted-already';
      return Date.parse(now) >= Date.parse(ends) ? 'too-late' : undefined;
    }
    case 'remedied':
      if (!actor.staff) return 'staff-only';
      return hearing?.remedyBy ? undefined : 'no-remedy';
    default:
      return act satisfies never;
  }
}

function decideRefusal(current: Case, { personId, reviews }: HearingActor, now: string): HearingRefusal | undefined {
  if (current.status === 'answered') return 'closed';
  if (!isHeard(current, now)) return 'not-heard';
  if (current.hearing?.level !== 2) return undefined;
  if (!reviews) return 'higher-decider';
  return current.hearing.decidedFirstBy === personId ? 'other-decider' : undefined;
}

export const mayHear = (current: Case, act: HearingAct, actor: HearingActor, now: string): boolean =>
  changeHearing(current, act, actor, now).refused === undefined;
