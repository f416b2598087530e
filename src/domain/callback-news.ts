/**
 * What whoever is called hears of what staff have done with their callback. It follows from the callback as it is, so that what waits for the end of
 * their quiet hours is said as it is true by then, once, however often it was changed meanwhile. Pure.
 */
import { type Callback, type CallbackAct, isSameWindow, openRound } from './callback.ts';

/**
 * - `again`: nobody was reached, and it is tried again
 * - `asked`: staff would like another time
 * - `moved`: to a time that they have agreed to
 * - `unreached`, `wrong-number`: tried in vain, and they may choose another time or give the right number
 */
export type CallNews = 'again' | 'asked' | 'moved' | 'cancelled' | 'unreached' | 'wrong-number';

/** Undefined: nothing. */
export function newsOf(current: Callback): CallNews | undefined {
  const { status, undecided, cancelled, window, attempts } = current;
  switch (status) {
    case 'planned':
    case 'promised':
    case 'due': {
      const round = openRound(current);
      if (!round || !isSameWindow({ from: round.from, until: round.until, zone: window.zone }, window)) return 'asked';
      if (round.confirmed) return 'moved';
      return attempts.length > 0 ? 'again' : 'asked';
    }
    case 'undecided':
      if (undecided === 'wrong-number') return 'wrong-number';
      return undecided === 'refused' ? undefined : 'unreached';
    case 'cancelled':
      return cancelled?.by === 'staff' ? 'cancelled' : undefined;
    case 'in-progress':
    case 'done':
    case 'not-reached':
      return undefined;
    default:
      return status satisfies never;
  }
}

/** After which they hear of it, where there is anything to be heard. */
const TELLING: ReadonlySet<CallbackAct['type']> = new Set(['move', 'attempt', 'try-again', 'cancel']);

export const isTelling = ({ type }: CallbackAct): boolean => TELLING.has(type);

/** It is night where they are: they hear of it when that is over. */
export const owing = (current: Callback, now: string): Callback => ({
  ...current,
  told: { ...current.told, owed: now },
});

/** What is past that, whoever it was done by, is not what was to be told any more. */
const SETTLING: ReadonlySet<CallbackAct['type']> = new Set([
  ...(['confirm', 'move', 'attempt', 'finish', 'cancel', 'try-again', 'leave'] as const),
]);

export function withoutOwed(next: Callback, act: CallbackAct): Callback {
  if (next.told?.owed === undefined || !SETTLING.has(act.type)) return next;
  const { owed: _, ...told } = next.told;
  return { ...next, told };
}
