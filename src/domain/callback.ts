/**
 * A callback (回访 / 回电, F12): a promise to contact someone at a time. What it is and what can be done to it; `callback-changes.ts` does it,
 * `callback-rules.ts` has the windows and the next attempt, `callback-ledger.ts` what of it was kept. Pure, no I/O.
 */
import type { Findings } from './callback-findings.ts';
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

/** What someone wrote down beside the attempts. */
export interface CallNote {
  at: string;
  byId: string;
  text: string;
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

/**
 * What is told of a callback before and at its time, and when nobody has begun; the most urgent first:
 * - `escalated`: the supervisors were told twice and still nobody has started; to the operations managers
 * - `unstarted-again`, `unstarted`: the window is over and nobody has started; to the supervisors
 * - `missed`: so is a promise, and nobody has tried; to the person, with other times
 * - `changed`: what staff have done in the quiet hours of the person, when those are over; to the person
 * - `now`, `soon`: it begins, or will in a moment; to the agent
 * - `announce`: the person is told, once, and can still move or cancel it
 */
export const REMINDERS = [
  ...(['escalated', 'unstarted-again', 'unstarted', 'missed'] as const),
  ...(['changed', 'now', 'soon', 'announce'] as const),
] as const;
export type ReminderKind = (typeof REMINDERS)[number];

/**
 * When which reminders were told, or were of no use any more: a later moment than the reminder's own says that it is dealt with. `planned`: when
 * the window was last set; what lies before is not told. `owed`: since when the person is to be told of a change; absent: they know all.
 */
export type Told = Partial<Record<ReminderKind | 'planned' | 'owed', string>>;

/** One aggregate, kept whole: `seq` is the number of its newest journal entry. `rounds`, `attempts` and `told` are JSON values of the row. */
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
  /** What the call has brought to light; null: nothing yet, or as earlier versions have written it. */
  findings: Findings | null;
  /** Null: none, or as earlier versions have written it. */
  notes: CallNote[] | null;
  cancelled: { by: 'person' | 'staff'; reason: string } | null;
  /** Null: nothing yet, or as earlier versions have written it. */
  told: Told | null;
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
  /** The window has begun; the program's own. `told`: what was told at the same moment. */
  | { type: 'come-due'; told?: readonly ReminderKind[] }
  /** These were told, or are of no use any more; the program's own. */
  | { type: 'remind'; told: readonly ReminderKind[] }
  /** Whoever starts what is nobody's is in charge from then on. */
  | { type: 'start' }
  /** Called away before anybody was tried. */
  | { type: 'put-back' }
  | { type: 'attempt'; how: ContactWay; outcome: AttemptOutcome; notes: string }
  /** Ends it, after the person was reached. `caseId`: the case that was opened for the problem that it brought to light. */
  | { type: 'finish'; result: CallbackResult; notes: string; findings?: Findings; caseId?: string }
  /** `agreed`: staff have the person's word; what the person moves is agreed. Otherwise the old promise is what counts. */
  | { type: 'move'; window: Window; reason: string; agreed?: boolean }
  /** `to` null: whoever takes it. */
  | { type: 'hand-over'; to: string | null; reason: string }
  | { type: 'cancel'; reason: string }
  /** A person has decided. */
  | { type: 'try-again'; window: Window }
  /** The number on record was wrong, and is put right; with a window, what waited for a decision is tried again by it. */
  | { type: 'correct'; window?: Window }
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
  kind: 'plan' | 'zone' | CallbackAct['type'];
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
  /** No time could be worked out: a person has to decide from the beginning, and the window says nothing. */
  undecided?: Undecided | null;
}

export const isEnded = ({ status }: Callback): boolean =>
  status === 'done' || status === 'not-reached' || status === 'cancelled';

/** It waits for its time, or for someone to start. */
export const isWaitingForStart = ({ status }: Callback): boolean =>
  status === 'planned' || status === 'promised' || status === 'due';

/** No time could be worked out for it so far. */
export const hasNoTime = ({ undecided, attempts }: Callback): boolean =>
  undecided === 'calendar' && attempts.length === 0;

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

export const isSameWindow = (a: Window, b: Window): boolean =>
  Date.parse(a.from) === Date.parse(b.from) && Date.parse(a.until) === Date.parse(b.until);

export const actorIdOf = (actor: CallbackActor): string | null => (actor.type === 'program' ? null : actor.personId);
