/**
 * What became of the promises of callbacks, counted once more from what was done and when, as one would by hand from the journal: no rule
 * of `src/domain` and no column of the table is asked.
 */
import type { CallCounts, CallFigures } from '../../src/domain/callback-report.ts';
import type { Span } from '../../src/domain/periods.ts';
import type { History } from './callback-histories.ts';

export interface Told {
  kind: string;
  caseId: string | null;
  ownerId: string | null;
  from: string;
  until: string;
  verdict: 'kept' | 'late' | 'missed' | 'moved' | 'cancelled' | 'open';
  /** The last promise of what was given up. */
  givenUp: boolean;
}

interface Promised {
  from: string;
  until: string;
  /** The person knows of it. */
  known: boolean;
  ownerId: string | null;
}

const before = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

export function recountCallback({ given, steps }: History, now: string): Told[] {
  const told: Told[] = [];
  let ownerId = given.ownerId;
  let begun: string | undefined;
  let open: Promised | undefined = { ...(given.frame ?? given.window), known: given.promised, ownerId };
  const close = (verdict: Told['verdict']): void => {
    if (!open) return;
    const { from, until, ownerId: whose } = open;
    told.push({ kind: given.kind, caseId: given.caseId, ownerId: whose, from, until, verdict, givenUp: false });
    open = undefined;
  };
  const promise = ({ from, until }: { from: string; until: string }, known: boolean): void => {
    open = { from, until, known, ownerId };
  };
  /** Whoever gets it while there is still time answers for it. */
  const give = (to: string | null, at: string): void => {
    ownerId = to;
    if (open && before(at, open.until)) open.ownerId = to;
  };
  for (const { act, agentId, at, window, status } of steps) {
    const inTime = (moment = at): boolean => open !== undefined && before(moment, open.until);
    switch (act.type) {
      case 'confirm':
        if (open?.known || !inTime()) close(inTime() ? 'moved' : 'missed');
        promise(act.window ?? window, true);
        break;
      case 'start':
        begun = at;
        give(ownerId ?? agentId, at);
        break;
      case 'put-back':
        begun = undefined;
        break;
      case 'attempt':
        close(inTime(begun) ? 'kept' : 'late');
        if (act.outcome === 'reached') break;
        begun = undefined;
        if (status === 'planned') promise(window, false);
        break;
      case 'finish':
        begun = undefined;
        break;
      case 'move':
        // By the agent alone: the promise stays what it was.
        if (agentId !== null && !act.agreed) break;
        close(inTime() ? 'moved' : 'missed');
        promise(act.window, true);
        break;
      case 'hand-over':
        give(act.to, at);
        break;
      case 'cancel':
        close(inTime() ? 'cancelled' : 'missed');
        break;
      case 'try-again':
        promise(act.window, false);
        break;
      case 'leave': {
        const last = told.at(-1);
        if (last) last.givenUp = true;
        break;
      }
      default:
    }
  }
  close(open && before(begun ?? now, open.until) ? 'open' : 'missed');
  return told;
}

const within = (at: string, { from, to }: Span): boolean =>
  Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);

export function countsOf(told: readonly Told[]): CallCounts {
  const counts = { promises: 0, kept: 0, late: 0, missed: 0, moved: 0, cancelled: 0, open: 0, notReached: 0 };
  for (const { verdict, givenUp } of told) {
    counts.promises += 1;
    counts[verdict] += 1;
    if (givenUp) counts.notReached += 1;
  }
  return counts;
}

function grouped<Key extends string | null>(told: readonly Told[], keyOf: (one: Told) => Key) {
  const found = new Map<Key, Told[]>();
  for (const one of told) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return [...found]
    .map(([key, own]) => ({ key, ...countsOf(own) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
      return b.promises - a.promises || (a.key < b.key ? -1 : 1);
    });
}

export function recountFigures(told: readonly Told[], period: Span, weeks: readonly Span[]): CallFigures {
  const own = told.filter(({ from }) => within(from, period));
  return {
    all: countsOf(own),
    kinds: grouped(own, ({ kind }) => kind) as CallFigures['kinds'],
    agents: grouped(own, ({ ownerId }) => ownerId),
    weeks: weeks.map((week) => {
      const { kept, late, missed } = countsOf(told.filter(({ from }) => within(from, week)));
      return { kept, late, missed };
    }),
  };
}
