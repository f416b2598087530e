/** Figures are what a slow recount of rows and journal gives, for any set of cases, any zone and any time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../src/core/decision.ts';
import { CASE_KINDS, CAUSES, type Case, INTAKES, OUTCOMES } from '../../../src/domain/case.ts';
import { clockOf, DEFAULT_RULE } from '../../../src/domain/deadlines.ts';
import { periodBefore, stepsOf, weekBack, weeksUpTo } from '../../../src/domain/periods.ts';
import { DIMENSIONS, type FiguresAsk, type ReportScope } from '../../../src/domain/report.ts';
import { aCase, aDecision, anEntry, anId, aThread, commitOptions } from '../../store/rows.ts';
import { type Recorded, recount, relines } from '../../support/recount.ts';
import type { Harness } from '../store.ts';

/** The morning after both clocks went forward or back, and one in between. */
const MOMENTS = ['2026-03-30T05:00:00.000Z', '2026-11-02T10:30:00.000Z', '2026-03-18T04:00:00.000Z'] as const;
const ZONES = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Asia/Kathmandu'] as const;
const HOUR = 3_600_000;
const OUTLETS = Array.from({ length: 14 }, anId).toSorted();
const PEOPLE = Array.from({ length: 4 }, anId);
const THREADS = (['telegram', 'slack'] as const).map((channel) => aThread({ channel }));
const ALL_CAUSES = Object.values(CAUSES).flat();

/** Hours before now, on whole and half hours, so that many fall on the edges of days and weeks. */
const ago = (most: number) => fc.integer({ min: 0, max: 2 * most }).map((halves) => halves / 2);
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2, nil: null });

const drawn = fc.record({
  kind: fc.oneof(fc.constant('complaint' as const), fc.constantFrom(...CASE_KINDS)),
  status: fc.constantFrom('received', 'assigned', 'answered', 'confirmed'),
  urgent: fc.boolean(),
  personId: fc.constantFrom(...PEOPLE),
  thread: fc.constantFrom(...THREADS),
  outletId: perhaps(fc.constantFrom(...OUTLETS)),
  against: fc.constantFrom(...OUTLETS.slice(0, 3)),
  complainant: fc.constantFrom('shopper', 'franchisee', null),
  cause: perhaps(fc.constantFrom(...ALL_CAUSES)),
  intake: perhaps(fc.constantFrom(...INTAKES)),
  outcome: perhaps(fc.constantFrom(...OUTCOMES)),
  assigneeId: perhaps(fc.constantFrom(...PEOPLE)),
  created: ago(1_500),
  due: fc.integer({ min: -60, max: 400 }),
  answered: perhaps(ago(400)),
  confirmed: ago(400),
  responded: perhaps(ago(400)),
  rating: perhaps(fc.integer({ min: 1, max: 5 })),
  reopened: perhaps(fc.integer({ min: 0, max: 3 })),
  cancelled: fc.option(fc.constantFrom('withdrawn', 'closed'), { freq: 3, nil: null }),
  paused: fc.option(ago(100), { freq: 3, nil: null }),
  clocked: fc.boolean(),
  confidential: fc.constantFrom(null, null, null, false, true),
  about: fc.constantFrom<string[] | null>(null, null, [], [PEOPLE[0] ?? ''], [PEOPLE[1] ?? '']),
  entries: fc.array(
    fc.record({
      kind: fc.constantFrom('resolve', 'decide', 'readout', 'check', 'dispute', 'reopen', 'object', 'note', 'reply'),
      at: ago(400),
    }),
    { maxLength: 4 },
  ),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function caseOf(one: Drawn, now: string, number: number): { row: Case; entries: JournalEntry[] } {
  const at = (hours: number): string => new Date(Date.parse(now) - hours * HOUR).toISOString();
  const createdAt = at(one.created);
  // Nothing is answered before it begins, nor closed before it is answered.
  const answered = one.answered === null ? null : Math.min(one.answered, one.created);
  const clock = one.clocked ? clockOf(DEFAULT_RULE, at(one.created / 2)) : null;
  const pauses = one.paused === null ? [] : [{ from: at(one.paused), until: one.status === 'confirmed' ? now : null }];
  const facts = { complainant: one.complainant, ...(one.kind === 'dispute' && { against: { id: one.against } }) };
  const row = aCase({
    ...{ kind: one.kind, status: one.status as Case['status'], urgent: one.urgent, personId: one.personId },
    ...{ threadId: one.thread.id, outletId: one.outletId, cause: one.cause, intake: one.intake, outcome: one.outcome },
    ...{ assigneeId: one.assigneeId, rating: one.rating, reopened: one.reopened, confidential: one.confidential },
    number: `C-${1000 + number}`,
    createdAt,
    dueAt: at(one.due),
    answeredAt: answered === null ? null : at(answered),
    confirmedAt: one.status === 'confirmed' ? at(Math.min(one.confirmed, answered ?? one.created)) : null,
    respondedAt: one.responded === null ? null : at(one.responded),
    cancelled: one.status === 'confirmed' ? (one.cancelled as Case['cancelled']) : null,
    clock: clock && { ...clock, pauses },
    aboutIds: one.about,
    facts,
  });
  const entries = one.entries.map(({ kind, at: hours }, index) =>
    anEntry({ id: row.id, seq: index + 1, aggregate: 'case', kind, at: at(hours) }),
  );
  return { row, entries };
}

async function record(harness: Harness, drawing: readonly Drawn[], now: string): Promise<Recorded> {
  await harness.sql('delete from case_file');
  await harness.sql('delete from journal');
  const made = drawing.map((one, index) => caseOf(one, now, index));
  const cases = made.map(({ row }) => row);
  const journal = made.flatMap(({ entries }) => entries);
  await harness.store.commit([aDecision({ cases, journal, threads: [...THREADS] })], commitOptions());
  return { cases, journal, channels: new Map(THREADS.map(({ id, channel }) => [id, channel])) };
}

const SCOPES: readonly ReportScope[] = [
  { readerId: null, outletIds: null, asStore: false },
  { readerId: PEOPLE[0] ?? '', outletIds: OUTLETS.slice(0, 5), asStore: false },
  { readerId: PEOPLE[1] ?? '', outletIds: OUTLETS.slice(0, 2), asStore: true },
];

export function describeReports(harness: Harness): void {
  describe('reports', () => {
    it('count what a recount of rows and journal counts, whatever the cases', async () => {
      const place = fc.record({
        now: fc.constantFrom(...MOMENTS),
        zone: fc.constantFrom(...ZONES),
        back: fc.constantFrom(0, 1),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(drawn, { maxLength: 60, size: 'max' }),
          place,
          fc.constantFrom(...SCOPES),
          async (drawing, where, scope) => {
            const { now, zone, back } = where;
            const recorded = await record(harness, drawing, now);
            const period = weekBack(back, now, zone);
            const weeks = weeksUpTo(period, 3);
            const ask: FiguresAsk = {
              scope,
              now,
              period,
              before: periodBefore(period),
              steps: stepsOf(period).steps,
              weeks,
            };
            const { examples, ...counted } = await harness.store.reads.reports.figures(ask);
            const { examples: _, ...expected } = recount(recorded, ask);
            expect(counted).toEqual(expected);
            const shown = new Set(
              recorded.cases
                .filter(({ confidential, aboutIds }) => !confidential && !aboutIds?.length)
                .map(({ id }) => id),
            );
            expect(examples.filter((id) => !shown.has(id))).toEqual([]);
            for (const dimension of DIMENSIONS) {
              const closed = { from: ask.weeks[0]?.from ?? now, to: now };
              const lines = await harness.store.reads.reports.lines(dimension, { scope, closed });
              const sorted = lines.toSorted((a, b) => b.closed - a.closed || (a.key < b.key ? -1 : 1));
              expect(sorted).toEqual(relines(recorded, dimension, scope, closed));
            }
          },
        ),
        { numRuns: 12 },
      );
    });

    it('page through the cases in the order of receipt, each once', async () => {
      const createdAt = '2026-03-18T04:00:00.000Z';
      const cases = Array.from({ length: 7 }, (_, index) =>
        aCase({ createdAt: index < 4 ? createdAt : '2026-03-18T05:00:00.000Z', number: `C-${index}` }),
      );
      const [hidden, old] = [
        aCase({ createdAt, confidential: true }),
        aCase({ createdAt: '2026-01-01T00:00:00.000Z' }),
      ];
      await harness.store.commit([aDecision({ cases: [...cases, hidden, old] })], commitOptions());
      const received = { from: createdAt, to: '2026-03-19T00:00:00.000Z' };
      const scope = SCOPES[0] ?? { readerId: null, outletIds: null, asStore: false };
      const found: string[] = [];
      let after: Case | undefined;
      for (;;) {
        const page = await harness.store.reads.reports.cases({ scope, received, open: false }, 3, after);
        if (page.length === 0) break;
        found.push(...page.map(({ id }) => id));
        after = page.at(-1);
      }
      expect(found.toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
      const all = await harness.store.reads.reports.cases({ scope, received, open: true }, 100);
      expect(all[0]?.id).toBe(old.id);
      expect(all).toHaveLength(8);
    });
  });
}
