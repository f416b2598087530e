/**
 * An application to join a brand (F05): sent by a prospect, looked at by headquarters, decided by a person. What each act does to it and which acts
 * are illegal; a withdrawn one keeps nothing of what was answered. Pure, no I/O.
 */
import type { ApplicationAnswers } from './application-answers.ts';
import type { Score } from './application-score.ts';
import { isDate } from './business-time.ts';
import type { Language } from './person.ts';

/** `open`: a decision is due. `waiting`: until a day that was said. `declined` and `withdrawn` are over. */
export const APPLICATION_STATUSES = ['open', 'waiting', 'invited', 'declined', 'withdrawn'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export const DECLINE_REASONS = [
  ...(['funds', 'experience', 'region', 'competing', 'standards', 'incomplete', 'no-room', 'other'] as const),
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const DECISIONS = ['invite', 'wait', 'decline'] as const;
export type DecisionType = (typeof DECISIONS)[number];

/** The newest decision; those before it are in the journal. */
export interface ApplicationDecision {
  type: DecisionType;
  byId: string;
  /** ISO 8601. */
  at: string;
  /** Of a decline. */
  reason: DeclineReason | null;
  /** Why, for headquarters alone. */
  note: string | null;
}

export interface ApplicationMessage {
  from: 'staff' | 'applicant';
  text: string;
  at: string;
}

/** One aggregate: `seq` is the number of its newest journal entry. */
export interface Application {
  id: string;
  seq: number;
  personId: string;
  brand: string;
  /** That the applicant reads. */
  language: Language;
  status: ApplicationStatus;
  /** Null: withdrawn. */
  answers: ApplicationAnswers | null;
  /** By the rules that there were when it was sent; null: withdrawn. */
  score: Score | null;
  /** Questions of headquarters and what the applicant wrote to it since. */
  messages: ApplicationMessage[];
  /** Headquarters has asked something and waits for the answer. */
  asked: boolean;
  /** Whether headquarters may read the applicant's dossier of that brand. */
  shared: boolean;
  decision: ApplicationDecision | null;
  /** YYYY-MM-DD; null: not waiting. */
  waitUntil: string | null;
  /** When a decision is due; null: none is. */
  dueAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What an applicant told about their health, kept by itself, with the moment of their consent; both null: taken back. */
export interface ApplicationHealth {
  /** The application's. */
  id: string;
  words: string | null;
  consentedAt: string | null;
}

export type ApplicationAct =
  /** `dueAt`: of the decision. */
  | { type: 'submit'; dueAt: string }
  | { type: 'ask'; text: string; byId: string }
  | { type: 'tell'; text: string; dueAt: string }
  | { type: 'invite'; note: string | null; byId: string }
  | { type: 'wait'; until: string; today: string; note: string; byId: string }
  /** The day has come. */
  | { type: 'resume'; dueAt: string }
  | { type: 'decline'; reason: DeclineReason; note: string | null; byId: string }
  | { type: 'withdraw' }
  | { type: 'share'; on: boolean }
  /** Health: given, or taken back. Its words are not in the journal. */
  | { type: 'health'; given: boolean };

export type ApplicationRefusal =
  | 'over'
  | 'not-waiting'
  | 'asked-already'
  | 'empty'
  | 'full'
  | 'own'
  | 'day-past'
  | 'no-reason';

export interface ApplicationEntry {
  kind: ApplicationAct['type'];
  body: Record<string, string | boolean | null>;
}

export type ApplicationChange =
  | { application: Application; entry: ApplicationEntry; refused?: undefined }
  | { application?: undefined; entry?: undefined; refused: ApplicationRefusal };

const MESSAGES_MAX = 50;

export const newApplication = (
  given: Pick<Application, 'id' | 'personId' | 'brand' | 'language' | 'answers' | 'score'>,
  now: string,
): Application => ({
  ...given,
  seq: 0,
  status: 'open',
  messages: [],
  asked: false,
  shared: false,
  decision: null,
  waitUntil: null,
  dueAt: null,
  createdAt: now,
  updatedAt: now,
});

/** One that a person can have only once for a brand. */
export const isOver = ({ status }: Pick<Application, 'status'>): boolean =>
  status === 'declined' || status === 'withdrawn';

export function changeApplication(current: Application, act: ApplicationAct, now: string): ApplicationChange {
  const refused = refusalOf(current, act);
  if (refused) return { refused };
  const next: Application = { ...current, seq: current.seq + 1, updatedAt: now };
  const entry: ApplicationEntry = { kind: act.type, body: bodyOf(act) };
  switch (act.type) {
    case 'submit':
      return { application: { ...next, dueAt: act.dueAt }, entry };
    case 'ask':
      // While headquarters waits for an answer, no decision is due.
      return { application: { ...withMessage(next, 'staff', act.text, now), asked: true, dueAt: null }, entry };
    case 'tell': {
      const told = withMessage(next, 'applicant', act.text, now);
      return { application: { ...told, asked: false, dueAt: current.asked ? act.dueAt : current.dueAt }, entry };
    }
    case 'invite':
      return { application: decided(next, 'invited', act, null, now), entry };
    case 'wait':
      return { application: { ...decided(next, 'waiting', act, null, now), waitUntil: act.until }, entry };
    case 'resume':
      return { application: { ...next, status: 'open', waitUntil: null, dueAt: act.dueAt }, entry };
    case 'decline':
      return { application: { ...decided(next, 'declined', act, act.reason, now), shared: false }, entry };
    case 'withdraw':
      return { application: forgotten(next), entry };
    case 'share':
      return { application: { ...next, shared: act.on }, entry };
    case 'health':
      return { application: next, entry };
    default:
      return act satisfies never;
  }
}

type Deciding = Extract<ApplicationAct, { type: DecisionType }>;

const decided = (
  next: Application,
  status: ApplicationStatus,
  { type, byId, note }: Deciding,
  reason: DeclineReason | null,
  at: string,
): Application => ({
  ...next,
  status,
  decision: { type, byId, at, reason, note: note?.trim() || null },
  asked: false,
  waitUntil: null,
  dueAt: null,
});

/** That there was one stays, with its brand and its days. */
const forgotten = (next: Application): Application => ({
  ...next,
  status: 'withdrawn',
  answers: null,
  score: null,
  messages: [],
  asked: false,
  shared: false,
  decision: next.decision && { ...next.decision, note: null },
  waitUntil: null,
  dueAt: null,
});

const withMessage = (next: Application, from: ApplicationMessage['from'], text: string, at: string): Application => ({
  ...next,
  messages: [...next.messages, { from, text: text.trim(), at }],
});

/** Who acted and when stands with every entry; words of the applicant do not, so that withdrawing can take them back. */
function bodyOf(act: ApplicationAct): ApplicationEntry['body'] {
  switch (act.type) {
    case 'invite':
      return { note: act.note };
    case 'wait':
      return { until: act.until, note: act.note };
    case 'decline':
      return { reason: act.reason, note: act.note };
    case 'share':
      return { on: act.on };
    case 'health':
      return { given: act.given };
    case 'submit':
    case 'ask':
    case 'tell':
    case 'resume':
    case 'withdraw':
      return {};
    default:
      return act satisfies never;
  }
}

function refusalOf(current: Application, act: ApplicationAct): ApplicationRefusal | undefined {
  if (isOver(current) && !(current.status === 'declined' && isTakenBack(act))) return 'over';
  if ('byId' in act && act.byId === current.personId) return 'own';
  switch (act.type) {
    case 'ask':
      if (current.asked) return 'asked-already';
      return unsayable(current, act.text);
    case 'tell':
      return unsayable(current, act.text);
    case 'wait':
      if (act.note.trim() === '') return 'no-reason';
      return !isDate(act.until) || act.until <= act.today ? 'day-past' : undefined;
    case 'resume':
      return current.status === 'waiting' ? undefined : 'not-waiting';
    case 'decline':
      return act.reason === 'other' && !act.note?.trim() ? 'no-reason' : undefined;
    case 'submit':
    case 'invite':
    case 'withdraw':
    case 'share':
    case 'health':
      return undefined;
    default:
      return act satisfies never;
  }
}

/** What someone told of themselves is theirs to take back, also when it was declined. */
const isTakenBack = (act: ApplicationAct): boolean => act.type === 'withdraw' || (act.type === 'health' && !act.given);

function unsayable({ messages }: Application, text: string): ApplicationRefusal | undefined {
  if (text.trim() === '') return 'empty';
  return messages.length >= MESSAGES_MAX ? 'full' : undefined;
}
