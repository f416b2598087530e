/** The figures of a report counted once more, slowly and in plain TypeScript, from the rows and the journal: what the database's must be. */
import { Temporal } from 'temporal-polyfill';
import type { JournalEntry } from '../../src/core/decision.ts';
import { type Case, clockOfCase, isRunning, isWaiting } from '../../src/domain/case.ts';
import type { Span } from '../../src/domain/periods.ts';
import type { Counts, Dimension, Durations, Figures, FiguresAsk, Line, ReportScope } from '../../src/domain/report.ts';

export interface Recorded {
  cases: readonly Case[];
  journal: readonly JournalEntry[];
  /** Channels by thread. */
  channels: ReadonlyMap<string, string>;
}

const within = (at: string | null, { from, to }: Span): boolean =>
  at !== null && Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);

const inScope = (one: Case, { readerId, outletIds, asStore }: ReportScope): boolean =>
  one.confidential !== true &&
  !(readerId !== null && one.aboutIds?.includes(readerId)) &&
  (outletIds === null || (one.outletId !== null && outletIds.includes(one.outletId))) &&
  !(asStore && (['dispute', 'consultation'].includes(one.kind) || one.facts.complainant === 'franchisee'));

const isClosed = (one: Case): boolean => one.status === 'confirmed' && one.cancelled !== 'withdrawn';

const inTime = (one: Case): boolean => {
  const ended = one.answeredAt ?? one.confirmedAt;
  return ended !== null && Date.parse(ended) <= Date.parse(one.dueAt);
};

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest of them that so large a share of them does not exceed. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

const tookMs = (one: Case, at: string | null): number =>
  Math.max(0, Date.parse(at ?? '') - Date.parse(clockOfCase(one).from));

/** By count, then by key; a key of none counts for nothing. */
export function tallied(keys: readonly (string | null)[]): { key: string; count: number }[] {
  const found = new Map<string, number>();
  for (const key of keys) if (key !== null) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

export function recount({ cases, journal, channels }: Recorded, ask: FiguresAsk): Figures {
  const { scope, now, period } = ask;
  const mine = cases.filter((one) => inScope(one, scope));
  const ids = new Set(mine.map(({ id }) => id));
  const turns = journal.filter(({ id }) => ids.has(id));
  const turned = (kinds: readonly string[], span: Span): number =>
    new Set(turns.filter(({ kind, at }) => kinds.includes(kind) && within(at, span)).map(({ id }) => id)).size;
  const receivedIn = (span: Span): Case[] => mine.filter(({ createdAt }) => within(createdAt, span));
  const answeredIn = (span: Span): number => turned(['resolve', 'decide', 'readout', 'check'], span);
  const countsOf = (span: Span): Counts => ({
    received: receivedIn(span).length,
    answered: answeredIn(span),
    closed: mine.filter(({ status, confirmedAt }) => status === 'confirmed' && within(confirmedAt, span)).length,
    reopened: turned(['dispute', 'reopen', 'object'], span),
  });
  const keptIn = (span: Span) => {
    const due = mine.filter((one) => {
      const past = Date.parse(one.dueAt) <= Date.parse(now) && within(one.dueAt, span);
      const letGo = one.cancelled === 'withdrawn' && Date.parse(one.confirmedAt ?? '') <= Date.parse(one.dueAt);
      return past && !isWaiting(one) && !letGo;
    });
    return { due: due.length, kept: due.filter(inTime).length };
  };
  const durationsOf = (of: (one: Case) => string | null): Durations => {
    const took = mine.filter((one) => within(of(one), period)).map((one) => tookMs(one, of(one)));
    return { count: took.length, median: quantile(took, 0.5), p90: quantile(took, 0.9) };
  };
  const satisfactionIn = (span: Span) => {
    const closed = mine.filter((one) => isClosed(one) && within(one.confirmedAt, span));
    const ratings = closed.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    return { closed: closed.length, rated: ratings.length, average: average(ratings) };
  };
  const riskOf = (is: (one: Case) => boolean) => {
    const found = mine
      .filter(is)
      .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.number < b.number ? -1 : 1));
    return { count: found.length, numbers: found.slice(0, 3).map(({ number }) => number) };
  };
  const received = receivedIn(period);
  const stores = tallied(received.map(({ outletId }) => outletId));
  const rest = stores.slice(10);
  const since = Date.parse(now) - 90 * 24 * 3_600_000;
  const against = new Map<string, Set<string>>();
  for (const one of cases) {
    if (
      one.kind !== 'dispute' ||
      Date.parse(one.createdAt) < since ||
      !inScope({ ...one, outletId: null }, { ...scope, outletIds: null })
    )
      continue;
    const { id } = one.facts.against as { id: string };
    if (scope.outletIds === null || scope.outletIds.includes(id))
      against.set(id, (against.get(id) ?? new Set()).add(one.personId));
  }
  return {
    counts: countsOf(period),
    before: countsOf(ask.before),
    steps: ask.steps.map((span) => ({ received: receivedIn(span).length, answered: answeredIn(span) })),
    weeks: ask.weeks.map(keptIn),
    kinds: tallied(received.map(({ kind }) => kind)) as Figures['kinds'],
    causes: tallied(received.filter(({ kind }) => kind === 'complaint').map(({ cause }) => cause)).slice(
      0,
      10,
    ) as Figures['causes'],
    outlets: stores.slice(0, 10),
    otherOutlets: {
      outlets: rest.length,
      cases: rest.reduce((sum, { count }) => sum + count, 0),
      none: received.filter(({ outletId }) => outletId === null).length,
    },
    channels: tallied(received.map(({ threadId }) => channels.get(threadId) ?? null)),
    intakes: tallied(received.map(({ intake }) => intake)) as Figures['intakes'],
    outcomes: tallied(
      mine.filter(({ answeredAt }) => within(answeredAt, period)).map(({ outcome }) => outcome),
    ) as Figures['outcomes'],
    kept: keptIn(period),
    keptBefore: keptIn(ask.before),
    response: durationsOf(({ respondedAt }) => respondedAt),
    answer: durationsOf(({ answeredAt }) => answeredAt),
    satisfaction: satisfactionIn(period),
    satisfactionBefore: satisfactionIn(ask.before),
    risks: {
      overdue: riskOf((one) => isRunning(one) && Date.parse(one.dueAt) < Date.parse(now)),
      urgent: riskOf(({ urgent, status }) => urgent && status !== 'confirmed'),
      waiting: riskOf((one) => {
        const from = clockOfCase(one).pauses.at(-1)?.from ?? now;
        return isWaiting(one) && Date.parse(now) - Date.parse(from) > 48 * 3_600_000;
      }),
      reopened: riskOf(({ reopened, status }) => (reopened ?? 0) >= 2 && status !== 'confirmed'),
      disputes: [...against]
        .map(([outletId, people]) => ({ outletId, people: people.size }))
        .filter(({ people }) => people >= 2)
        .toSorted((a, b) => b.people - a.people || (a.outletId < b.outletId ? -1 : 1)),
    },
    // Which of them are chosen is no figure.
    examples: [],
  };
}

const KEYS: Readonly<Record<Dimension, (one: Case) => string | null>> = {
  store: ({ outletId }) => outletId,
  cause: ({ kind, cause }) => (kind === 'complaint' ? cause : null),
  agent: ({ assigneeId }) => assigneeId,
};

export function relines({ cases }: Recorded, dimension: Dimension, scope: ReportScope, closed: Span): Line[] {
  const mine = cases.filter((one) => inScope(one, scope) && isClosed(one) && within(one.confirmedAt, closed));
  return tallied(mine.map(KEYS[dimension])).map(({ key }) => {
    const own = mine.filter((one) => KEYS[dimension](one) === key);
    const ratings = own.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    const took = (of: (one: Case) => string | null): number | null =>
      quantile(
        own.filter((one) => of(one) !== null).map((one) => tookMs(one, of(one))),
        0.5,
      );
    return {
      key,
      closed: own.length,
      rated: ratings.length,
      average: average(ratings),
      response: took(({ respondedAt }) => respondedAt),
      answer: took(({ answeredAt }) => answeredAt),
      kept: own.filter(inTime).length,
      reopened: own.filter(({ reopened }) => (reopened ?? 0) > 0).length,
      troubled: own.filter((one) => !inTime(one) || (one.reopened ?? 0) > 0 || (one.rating !== null && one.rating <= 2))
        .length,
    };
  });
}

/** Midnight in a zone, by the calendar's own rules. */
export const midnight = (date: string, zone: string): string =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds).toISOString();
