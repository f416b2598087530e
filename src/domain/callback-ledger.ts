/** What became of the promises of a callback (F12, F34): computed from the callback alone, so that a report can be checked. Pure. */
import { type Callback, isEnded, type Round } from './callback.ts';

/**
 * - `kept`: tried within what was promised, whether anybody was reached or not
 * - `late`: tried afterwards
 * - `missed`: over, and nobody has tried
 * - `moved`: by the person, or with their consent, before it was over: does not count against the agent
 * - `cancelled`: before it was over
 * - `open`: still to come
 */
export type RoundVerdict = 'kept' | 'late' | 'missed' | 'moved' | 'cancelled' | 'open';

export interface LedgerLine {
  /** Who answers for it; null: nobody was in charge. */
  ownerId: string | null;
  from: string;
  until: string;
  verdict: RoundVerdict;
}

/** One line a promise. A plan that the person then confirmed is none. */
export function ledgerOf({ rounds, startedAt }: Callback, now: string): LedgerLine[] {
  return rounds.flatMap((round) => {
    // Whoever is at it since before it was over is in time, however long it takes.
    const verdict = verdictOfRound(round, startedAt ?? now);
    return verdict ? [{ ownerId: round.ownerId, from: round.from, until: round.until, verdict }] : [];
  });
}

function verdictOfRound({ until, ended }: Round, at: string): RoundVerdict | undefined {
  const inTime = Date.parse(ended?.at ?? at) < Date.parse(until);
  if (ended === null) return inTime ? 'open' : 'missed';
  switch (ended.how) {
    case 'attempted':
      return inTime ? 'kept' : 'late';
    case 'confirmed':
      return inTime ? undefined : 'missed';
    case 'moved':
    case 'cancelled':
      return inTime ? ended.how : 'missed';
    default:
      return ended.how satisfies never;
  }
}

/** `not-reached`: every promise was kept, and nobody was reached for all that. */
export type CallbackVerdict = RoundVerdict | 'not-reached';

/**
 * The callback as a whole: a promise that was broken stays broken, whatever came after. Without one: how it ended, and while it is open
 * `kept` when someone has tried, `moved` when the person has put it off.
 */
export function verdictOf(callback: Callback, now: string): CallbackVerdict {
  const verdicts = ledgerOf(callback, now).map(({ verdict }) => verdict);
  for (const broken of ['missed', 'late'] as const) if (verdicts.includes(broken)) return broken;
  if (isEnded(callback)) {
    if (callback.status === 'done') return 'kept';
    return callback.status === 'cancelled' ? 'cancelled' : 'not-reached';
  }
  if (verdicts.includes('kept')) return 'kept';
  return verdicts.includes('moved') ? 'moved' : 'open';
}
