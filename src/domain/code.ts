/** One-time codes: what they are for, and when one counts. Pure; that a code fits is found out elsewhere. */
import type { Language } from './person.ts';

/**
 * - `link`: whoever sends it belongs to the person who was given it
 * - `owner`: makes its sender an owner, as long as there is none; `owner-again`: also beside others
 */
export type CodePurpose = 'link' | 'owner' | 'owner-again';

/** One row of table `code`. `seq` is the number of its newest journal entry, which two guessers can't both write. */
export interface Code {
  id: string;
  seq: number;
  /** The part that is not secret. */
  name: string;
  hash: string;
  purpose: CodePurpose;
  /** Whom it was given to, where, and on which account; null: to whoever runs the program. */
  personId: string | null;
  accountId: string | null;
  threadId: string | null;
  language: Language | null;
  expiresAt: string;
  /** Wrong ones so far. */
  tries: number;
  /** `taken`: sent back, and a question is open; `done`: it has had its effect, or is not to have any. */
  state: 'open' | 'taken' | 'done';
  /** The account that sent it. */
  takenBy: string | null;
}

/** One row of table `guess`: the wrong codes of an account. */
export interface Guesses {
  accountId: string;
  seq: number;
  tries: number;
  /** When the first of them was. */
  since: string;
}

export const CODE_MS = 10 * 60_000;
export const CODE_TRIES = 5;
/** So long after the first wrong one an account may try again. */
export const GUESSES_MS = 60 * 60_000;

export const isLocked = (guesses: Guesses | undefined, now: string): boolean =>
  guesses !== undefined && guesses.tries >= CODE_TRIES && Date.parse(now) - Date.parse(guesses.since) < GUESSES_MS;

export function guessedWrong(guesses: Guesses | undefined, accountId: string, now: string): Guesses {
  if (!guesses) return { accountId, seq: 1, tries: 1, since: now };
  const over = Date.parse(now) - Date.parse(guesses.since) >= GUESSES_MS;
  return {
    accountId,
    seq: guesses.seq + 1,
    ...(over ? { tries: 1, since: now } : { tries: guesses.tries + 1, since: guesses.since }),
  };
}

/** Whether a code that fits still counts. */
export function standingOf({ state, tries, expiresAt }: Code, now: string): 'good' | 'used' | 'locked' | 'expired' {
  if (state !== 'open') return 'used';
  if (tries >= CODE_TRIES) return 'locked';
  return Date.parse(now) >= Date.parse(expiresAt) ? 'expired' : 'good';
}
