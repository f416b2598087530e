/** The life of each callback, told once more from its journal: for which time it stood when, and what became of each promise. */
import { z } from 'zod';
import type { Entry } from '../week/evidence.ts';
import { isWorked, type Office, plusDays, workingDay } from './calendar.ts';
import type { Row } from './evidence.ts';

/** Between two changes of the time for which it is planned. */
export interface Stand {
  from: number;
  until: number;
  zone: string;
  since: number;
  /** Begun, ended or set anew. */
  over: number;
  /** The person has it in writing that it is then, by their own wish or consent. */
  agreed: boolean;
}

export type Verdict = 'kept' | 'late' | 'missed' | 'moved' | 'cancelled' | 'open';

export interface Promised {
  kind: string;
  ownerId: string | null;
  from: number;
  until: number;
  verdict: Verdict;
  givenUp: boolean;
}

export interface Try {
  /** When the agent began. */
  at: number;
  /** When it was written down. */
  noted: number;
  outcome: string;
  /** For which time it was planned then; undefined: not at all. */
  again: { from: number; until: number } | undefined;
}

export interface Life {
  row: Row;
  entries: readonly Entry[];
  stands: Stand[];
  promises: Promised[];
  tries: Try[];
  zone: string;
  /** Who is in charge from when on. */
  owners: { since: number; ownerId: string | null }[];
  /** When it was given up or done; undefined: open. */
  ended: number | undefined;
  undecided: boolean;
  inProgress: boolean;
}

const text = z.string();
const moment = (value: unknown): number => Date.parse(text.parse(value));

/** Days after what it follows, both included, as the domain notes have them; the rest is as the README tells. */
const WINDOWS: Readonly<Record<string, { first: number; last: number; working: boolean }>> = {
  satisfaction: { first: 7, last: 15, working: true },
  'after-complaint': { first: 3, last: 7, working: false },
  'first-contact': { first: 0, last: 7, working: false },
  'after-problem': { first: 1, last: 3, working: true },
};

export function daysFor(kind: string, day0: string): { first: string; last: string } {
  const rule = WINDOWS[kind];
  if (!rule) throw new Error(`nothing is known about ${kind}`);
  const day = (count: number): string => (rule.working ? workingDay(day0, count) : plusDays(day0, count));
  return { first: day(rule.first), last: day(rule.last) };
}

/** From when work begins on its first working day until it ends on its last; undefined where there is none. */
export function frameOf(
  days: { first: string; last: string },
  office: Office,
): { from: number; until: number } | undefined {
  const worked: string[] = [];
  for (let date = days.first; date <= days.last; date = plusDays(date, 1)) if (isWorked(date)) worked.push(date);
  const [first, last] = [worked.at(0), worked.at(-1)];
  const [opens, closes] = [office.at(0)?.[0], office.at(-1)?.[1]];
  if (!first || !last || opens === undefined || closes === undefined) return undefined;
  const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
  return { from: midnight(first) + opens * 60_000, until: midnight(last) + closes * 60_000 };
}

export function recountLife(row: Row, entries: readonly Entry[], office: Office, end: number): Life {
  const life: Life = {
    ...{ row, entries, stands: [], promises: [], tries: [], zone: '', owners: [] },
    ...{ ended: undefined, undecided: false, inProgress: false },
  };
  let begun: number | undefined;
  let ownerId: string | null = null;
  let open: { from: number; until: number; known: boolean; ownerId: string | null } | undefined;

  const close = (verdict: Verdict): void => {
    if (open) {
      const { from, until } = open;
      life.promises.push({ kind: row.kind, ownerId: open.ownerId, from, until, verdict, givenUp: false });
    }
    open = undefined;
  };
  const rest = (at: number): void => {
    const last = life.stands.at(-1);
    if (last && last.over > at) last.over = at;
  };
  const stand = (at: number, { from, until }: { from: number; until: number }, agreed: boolean): void => {
    rest(at);
    const over = Number.POSITIVE_INFINITY;
    life.stands.push({ from, until, zone: life.zone, since: at, over, agreed });
  };
  const give = (to: string | null, at: number): void => {
    ownerId = to;
    life.owners.push({ since: at, ownerId: to });
    if (open && at < open.until) open.ownerId = to;
  };

  for (const { kind, at: when, actorId, body } of entries) {
    const at = Date.parse(when);
    const window =
      typeof body.from === 'string' && kind !== 'hand-over'
        ? { from: moment(body.from), until: moment(body.until) }
        : undefined;
    const current = life.stands.at(-1);
    const inTime = (done = at): boolean => open !== undefined && done < open.until;
    switch (kind) {
      case 'plan': {
        life.zone = text.parse(body.zone);
        give(z.string().nullable().parse(body.ownerId), at);
        life.undecided = 'why' in body && !('begins' in body);
        if (life.undecided || !window) break;
        stand(at, window, body.promised === true);
        const frame = 'day0' in body ? frameOf(daysFor(row.kind, text.parse(body.day0)), office) : undefined;
        open = { ...(frame ?? window), known: body.promised === true, ownerId };
        break;
      }
      case 'confirm': {
        const agreed = window ?? current ?? { from: 0, until: 0 };
        if (open?.known || !inTime()) close(inTime() ? 'moved' : 'missed');
        open = { from: agreed.from, until: agreed.until, known: true, ownerId };
        stand(at, agreed, true);
        break;
      }
      case 'start':
        begun = at;
        life.inProgress = true;
        if (ownerId === null) give(actorId, at);
        else if (open && at < open.until) open.ownerId = ownerId;
        rest(at);
        break;
      case 'put-back':
        begun = undefined;
        life.inProgress = false;
        break;
      case 'attempt': {
        close(inTime(begun) ? 'kept' : 'late');
        life.tries.push({ at: begun ?? at, noted: at, outcome: text.parse(body.outcome), again: window });
        if (body.outcome === 'reached') break;
        begun = undefined;
        life.inProgress = false;
        life.undecided = window === undefined;
        if (!window) break;
        open = { ...window, known: false, ownerId };
        stand(at, window, false);
        break;
      }
      case 'move':
        if (!window) throw new Error('it was moved to no time');
        life.undecided = false;
        stand(at, window, body.agreed === true);
        if (body.agreed !== true) break;
        close(inTime() ? 'moved' : 'missed');
        open = { ...window, known: true, ownerId };
        break;
      case 'try-again':
        if (!window) throw new Error('it is to be tried at no time');
        life.undecided = false;
        stand(at, window, false);
        open = { ...window, known: false, ownerId };
        break;
      case 'hand-over':
        give(z.string().nullable().parse(body.to), at);
        break;
      case 'cancel':
        close(inTime() ? 'cancelled' : 'missed');
        break;
      case 'leave': {
        const last = life.promises.at(-1);
        if (last) last.givenUp = true;
        break;
      }
      default:
    }
    if (kind === 'finish' || kind === 'cancel' || kind === 'leave') {
      rest(at);
      begun = undefined;
      life.ended = at;
      life.undecided = false;
      life.inProgress = false;
    }
  }
  if (open) close((begun ?? end) < open.until ? 'open' : 'missed');
  return life;
}

export const ownerAt = ({ owners }: Life, at: number): string | null =>
  owners.findLast(({ since }) => since <= at)?.ownerId ?? null;
