/** What one piece of a wish may say, and how the tables of its words are written. */
import type { Holiday } from '../domain/holidays.ts';
import type { Clock, Meaning, Part, Pattern } from './time-words.ts';

/** Several days named at once, `shift` weeks or months from this one; without it the next that is to come. */
export type Stretch =
  | { of: 'weekend'; shift?: number }
  | { of: 'month-start' | 'month-middle' | 'month-end'; shift?: number; month?: number }
  | { of: 'feast'; feast: Feast; shift?: undefined }
  /** ISO numbers of the first and the last. */
  | { of: 'weekdays'; first: number; last: number; shift?: number };

/** A day of the calendar or of the lunar one, or so many days after it. */
export interface Feast {
  of: 'sun' | 'moon';
  month: number;
  day: number;
  days?: number;
}

/** The first of a month so many ahead, or a holiday, the next of all if it is `any`; `on`: from its first day. `unknown`: no calendar of ours has it. */
export type Since = 'unknown' | { months: number } | { holiday: Holiday | 'any'; on: boolean };

/** `by` counts the day or the hour itself, `before` does not. */
export type Edge = 'after' | 'before' | 'by';

export interface WishMeaning extends Meaning {
  /**
   * `between` turns the next "and" into "to". `flexible`: any time; `soon`: as soon as you can; `unclear`: nobody can tell; `vague`: no time is named; `instead`: what was
   * said before was a slip.
   */
  mark?: 'to' | 'or' | 'and' | 'instead' | 'between' | 'flexible' | 'soon' | 'unclear' | 'vague';
  /** What it shall be after. */
  since?: Since;
  edge?: Edge;
  /** The edge follows what it belongs to (五点前). */
  suffix?: boolean;
  stretch?: Stretch;
  /** Minutes from now, or days until the end of the last. */
  within?: { minutes: number } | { days: number };
  /** Hours of a part of a part: late morning. */
  hours?: readonly [from: number, until: number];
  /** The end of a span that is one word: 3-5pm. */
  ends?: Clock;
  /** At the time of day that it is now. */
  asNow?: true;
  /** Whose clock it is told by. */
  zone?: string;
}

export type Row = Pattern<WishMeaning>;
export const row = (pattern: RegExp, read: Row['read']): Row => ({ pattern, strength: 'strong', read });
/** Too little in running text. */
export const bare = (pattern: RegExp, read: Row['read']): Row => ({ pattern, strength: 'answer', read });
export const says = (pattern: RegExp, meaning: WishMeaning): Row => row(pattern, () => meaning);

export const within = (part: Part | undefined, from: number, until: number): WishMeaning => ({
  ...(part && { part }),
  hours: [from, until],
});
