/**
 * A callback (回访 / 回电, F12): a promise to contact someone at a time. What it is and what can be done to it; `callback-changes.ts` does it,
 * `callback-rules.ts` has the windows and the next attempt, `callback-ledger.ts` what of it was kept. Pure, no I/O.
 */
import type { CallbackKind, Window } from './callback-rules.ts';

/**
 * - `planned`: for a time that the person has not confirmed
 * - `promised`: for one that they chose or confirmed
 * - `due`: the window has begun
 * - `in-progress`: the agent in charge is at it
 * - `undecided`: nobody can be tried any more before a person has decided how to go on
 * - `done`, `not-reached`, `cancelled`: the end
 */
export const CALLBACK_STATUSES = [
  ...(['planned', 'promised', 'due', 'in-progress', 'undecided'] as const),
  ...(['done', 'not-reached', 'cancelled'] as const),
] as const;
export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];

export const CONTACT_WAYS = ['phone', 'chat', 'visit'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

export const ATTEMPT_OUTCOMES = ['reached', 'no-answer', 'busy', 'voicemail', 'wrong-number', 'refused'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What was found; a problem goes to the responsible department as a case. */
export const CALLBACK_RESULTS = ['well', 'problem'] as const;
export type CallbackResult = (typeof CALLBACK_RESULTS)[number];

/** One that was made: its time is the program's own, when the agent began. */
export interface Attempt {
  at: string;
  byId: string;
  how: ContactWay;
  outcome: AttemptOutcome;
  notes: string;
}

/** One promise of a callback, by which it is judged. Only the last may be open. */
export interface Round {
  /** The whole window of an automatic one, though a day was chosen within; otherwise what the person knows. */
  from: string;
  until: string;
  confirmed: boolean;
  /** Who was in charge when it ended or ran out. */
  ownerId: string | null;
  since: string;
  ended: { at: string; how: RoundEnd } | null;
}

/**
 * - `attempted`: someone tried
 * - `confirmed`: the person knows now when it will be
 * - `moved`: by the person, or in agreement with them
 * - `cancelled`
 */
export type RoundEnd = 'attempted' | 'confirmed' | 'moved' | 'cancelled';

export type Undecided = 'attempts' | 'wrong-number' | 'refused' | 'calendar';

/** One aggregate, kept whole: `seq` is the number of its newest journal entry. `rounds` and `attempts` are JSON values of the row. */
export interface Callback {
  id: string;
  seq: number;
  kind: CallbackKind;
  status: CallbackStatus;
  /** What it is about, in the words of whoever asked for it. */
  topic: string;
  /** Who is called back. */
  personId: string;
  caseId: string | null;
  /** The agent in charge; null: nobody yet. */
  ownerId: string | null;
  /** When it will be made. */
  window: Window;
  rounds: Round[];
  attempts: Attempt[];
  /** While in progress. */
  startedAt: string | null;
  /** Why a person has to decide; null unless undecided. */
  undecided: Undecided | null;
  result: CallbackResult | null;
  cancelled: { by: 'person' | 'staff'; reason: string } | null;
  createdAt: string;
  /** Null: open. */
  endedAt: string | null;
}

/** Who acts. `heads`: may act on what is a colleague's. */
export type CallbackActor =
  | { type: 'person'; personId: string }
  | { type: 'staff'; personId: string; heads: boolean }
  | { type: 'program' };

export type CallbackAct =
  /** The window is promised to the person, as it is or another that they chose. */
  | { type: 'confirm'; window?: Window }
  /** The window has begun; the program's own. */
  | { type: 'come-due' }
  /** Whoever starts what is nobody's is in charge from then on. */
  | { type: 'start' }
  /** Called away before anybody was tried. */
  | { type: 'put-back' }
  | { type: 'attempt'; how: ContactWay; outcome: AttemptOutcome; notes: string }
  /** Ends it, after the person was reached. */
  | { type: 'finish'; result: CallbackResult; notes: string }
  /** `agreed`: staff have the person's word; what the person moves is agreed. Otherwise the old promise is what counts. */
  | { type: 'move'; window: Window; reason: string; agreed?: boolean }
  | { type: 'hand-over'; to: string; reason: string }
  | { type: 'cancel'; reason: string }
  /** A person has decided. */
  | { type: 'try-again'; window: Window }
  | { type: 'leave'; reason: string }
  | { type: 'note'; text: string };

/** Why an act is not done. */
export type CallbackRefusal =
  | 'ended'
  | 'staff-only'
  | 'program-only'
  | 'not-yours'
  | 'not-owner'
  | 'same-owner'
  | 'too-early'
  | 'due-already'
  | 'confirmed-already'
  | 'in-progress'
  | 'not-in-progress'
  | 'reached-already'
  | 'nobody-reached'
  | 'undecided'
  | 'not-undecided'
  | 'window-odd'
  | 'window-past'
  | 'window-before'
  | 'no-reason';

/** What the journal says of a change, under the callback's new seq. Free of personal data but for what people wrote. */
export interface CallbackEntry {
  kind: 'plan' | CallbackAct['type'];
  actorId: string | null;
  body: Record<string, string | number | boolean | null>;
}

export type CallbackChange =
  | { callback: Callback; entry: CallbackEntry; refused?: undefined }
  | { callback?: undefined; entry?: undefined; refused: CallbackRefusal };

export interface NewCallback {
  id: string;
  kind: CallbackKind;
  topic: string;
  personId: string;
  caseId: string | null;
  ownerId: string | null;
  window: Window;
  /** What an automatic one is judged by, where that is more than the chosen day; otherwise the window. */
  frame?: { from: string; until: string };
  /** The person chose the time themselves. */
  promised: boolean;
}

export const isEnded = ({ status }: Callback): boolean =>
  status === 'done' || status === 'not-reached' || status === 'cancelled';

/** It waits for its time, or for someone to start. */
export const isWaitingForStart = ({ status }: Callback): boolean =>
  status === 'planned' || status === 'promised' || status === 'due';

/** The promise that counts now; undefined where there is none to be kept. */
export const openRound = ({ rounds }: Callback): Round | undefined => {
  const last = rounds.at(-1);
  return last?.ended === null ? last : undefined;
};

/** The person has been reached, and what was found is still to be entered. */
export const isReached = ({ attempts, startedAt }: Callback): boolean => {
  const last = attempts.at(-1);
  return startedAt !== null && last?.at === startedAt && last.outcome === 'reached';
};

export const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

export const actorIdOf = (actor: CallbackActor): string | null => (actor.type === 'program' ? null : actor.personId);
