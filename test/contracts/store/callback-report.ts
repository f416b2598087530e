/** The ledger as the database counts it is what a recount of all that was done counts, for any lives of callbacks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../../src/domain/callback.ts';
import type { Findings } from '../../../src/domain/callback-findings.ts';
import { weekBack, weeksUpTo } from '../../../src/domain/periods.ts';
import type { ReportScope } from '../../../src/domain/report.ts';
import { aCallback, aCase, aDecision, anId, aPerson, commitOptions } from '../../store/rows.ts';
import { type History, histories } from '../../support/callback-histories.ts';
import { recountCallback, recountFigures, type Told } from '../../support/callback-recount.ts';
import type { Harness } from '../store.ts';

const ZONE = 'Asia/Shanghai';
const FROM = '2026-03-09T00:00:00.000Z';
const NOW = '2026-03-25T04:00:00.000Z';
const AGENTS = [anId(), anId()] as const;
const [HERE, ELSEWHERE] = [anId(), anId()];
const caller = aPerson({ name: '陈晓' });

const follows = {
  plain: aCase({ outletId: HERE, aboutIds: [] }),
  elsewhere: aCase({ outletId: ELSEWHERE }),
  confidential: aCase({ outletId: HERE, confidential: true }),
  aboutReader: aCase({ outletId: HERE, aboutIds: [AGENTS[0]] }),
};
const CASES = Object.values(follows);
const NO_CASE = anId();

const lives = histories(FROM, {
  ...{ agents: AGENTS, personId: caller.id, ids: anId },
  caseIds: [...CASES.map(({ id }) => id), NO_CASE],
});

/** What the reader may know of, said once more. */
const SCOPES: readonly (ReportScope & { sees(caseId: string | null): boolean })[] = [
  {
    ...{ readerId: null, outletIds: null, asStore: false },
    sees: (id) => id === null || [follows.plain.id, follows.elsewhere.id, follows.aboutReader.id].includes(id),
  },
  {
    ...{ readerId: AGENTS[0], outletIds: null, asStore: false },
    sees: (id) => id === null || [follows.plain.id, follows.elsewhere.id].includes(id),
  },
  { readerId: AGENTS[1], outletIds: [ELSEWHERE], asStore: false, sees: (id) => id === follows.elsewhere.id },
];

export function describeCallbackReport(harness: Harness): void {
  describe('the figures of callbacks', () => {
    const record = async (all: readonly History[]): Promise<void> => {
      await harness.sql('delete from callback');
      await harness.sql('delete from case_file');
      const callbacks = all.map(({ callback }) => callback);
      await harness.store.commit([aDecision({ callbacks, cases: CASES })], commitOptions());
    };

    it('count what a recount of all that was done counts, whatever it was', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(lives, { maxLength: 40, size: 'max' }),
          fc.constantFrom(...SCOPES),
          fc.constantFrom(0, 1),
          fc.constantFrom(undefined, AGENTS[0]),
          async (all, { sees, ...scope }, back, ownerId) => {
            await record(all);
            const period = weekBack(back, NOW, ZONE);
            const weeks = weeksUpTo(period, 3);
            const own = ownerId === undefined ? {} : { ownerId };
            const ask = { scope, now: NOW, period, ...own };
            const told = all
              .flatMap((life) => recountCallback(life, NOW))
              .filter((one: Told) => sees(one.caseId) && (ownerId === undefined || one.ownerId === ownerId));
            expect(await harness.store.reads.reports.callFigures({ ...ask, weeks })).toEqual(
              recountFigures(told, period, weeks),
            );
            const records = await harness.store.reads.reports.callRecords(ask, 1000);
            const within = told.filter(({ from }) => from >= period.from && from < period.to);
            const key = (one: Pick<Told, 'from' | 'until' | 'ownerId' | 'verdict'>): string =>
              [one.from, one.until, one.ownerId, one.verdict].join(' ');
            expect(records.map(key).toSorted()).toEqual(within.map(key).toSorted());
            const begins = records.map(({ from }) => from);
            expect(begins).toEqual(begins.toSorted());
          },
        ),
        { numRuns: 12 },
      );
    });

    it('have one line a promise, with who was promised it, who answers for it and how it ended', async () => {
      const agent = aPerson({ id: AGENTS[0], name: 'Mei' });
      await harness.store.seed({ people: [caller, agent], accounts: [], outlets: [], timers: [] });
      const [from, until, called] = [
        '2026-03-16T02:00:00.000Z',
        '2026-03-16T03:00:00.000Z',
        '2026-03-16T02:10:00.000Z',
      ];
      const round = { from, until, confirmed: true, ownerId: agent.id, since: FROM };
      const callback = aCallback({
        ...{ personId: caller.id, caseId: follows.plain.id, status: 'not-reached', topic: '门'.repeat(300) },
        rounds: [
          { ...round, from: FROM, until: FROM, ended: { at: FROM, how: 'moved' } },
          { ...round, ended: { at: called, how: 'attempted' } },
        ],
        attempts: [{ at: called, byId: agent.id, how: 'phone', outcome: 'no-answer', notes: 'private' }],
      });
      const odd = aCallback({ rounds: [{ ...round, from: 'soon', ended: null }] });
      await harness.store.commit([aDecision({ callbacks: [callback, odd], cases: CASES })], commitOptions());
      const { sees: _, ...scope } = SCOPES[0] ?? { sees: () => true, readerId: null, outletIds: null, asStore: false };
      const period = weekBack(1, NOW, ZONE);
      const [line, other] = await harness.store.reads.reports.callRecords({ scope, now: NOW, period }, 1000);
      expect(other).toBeUndefined();
      const weeks = weeksUpTo(period, 1);
      const { all } = await harness.store.reads.reports.callFigures({ scope, now: NOW, period, weeks });
      // What was given up counts with its last promise.
      expect(all).toMatchObject({ promises: 1, kept: 1, notReached: 1 });
      expect(line).toEqual({
        ...{ callbackId: callback.id, kind: 'requested', status: 'not-reached', topic: '门'.repeat(200) },
        ...{ caseNumber: follows.plain.number, person: '陈晓', ownerId: agent.id, owner: 'Mei' },
        ...{ from, until, verdict: 'kept', endedAt: called, outcome: 'no-answer', result: null, findings: null },
      });
    });

    it('have what the calls have brought to light that ended then, as far as the reader may know of them', async () => {
      await record([]);
      const [then, before] = ['2026-03-16T02:00:00.000Z', '2026-03-15T15:59:59.000Z'];
      const done = (findings: Findings, given: Partial<Callback> = {}): Callback => {
        const round = { from: then, until: NOW, confirmed: true, ownerId: null, since: FROM };
        const rounds = [{ ...round, ended: { at: then, how: 'attempted' as const } }];
        return aCallback({ status: 'done', result: 'well', endedAt: then, rounds, findings, ...given });
      };
      const rated = (people: number | null, product: number | null, given: Partial<Callback> = {}) =>
        done({ type: 'satisfaction', people, product, words: '' }, given);
      const callbacks = [
        rated(5, 4),
        rated(5, null, { result: 'problem' }),
        rated(1, 2, { endedAt: before }),
        rated(1, 1, { caseId: follows.confidential.id }),
        rated(2, 2, { caseId: follows.elsewhere.id }),
        done({ type: 'after-complaint', settled: true, words: '' }),
        done({ type: 'after-complaint', settled: false, words: '' }, { result: 'problem' }),
        done({ type: 'after-problem', dealtWith: true, words: '' }),
        done({ type: 'talk', words: '' }, { status: 'not-reached', result: null }),
      ];
      await harness.store.commit([aDecision({ callbacks })], commitOptions());
      const period = weekBack(1, NOW, ZONE);
      const { reports } = harness.store.reads;
      const scope = { readerId: null, outletIds: null, asStore: false };
      expect(await reports.callFindings({ scope, period })).toEqual({
        ...{ calls: 6, problems: 2, people: [0, 1, 0, 0, 2], product: [0, 1, 0, 1, 0] },
        ...{ settled: { yes: 1, no: 1 }, dealt: { yes: 1, no: 0 } },
      });
      const regional = { readerId: null, outletIds: [ELSEWHERE], asStore: false };
      expect(await reports.callFindings({ scope: regional, period })).toMatchObject({
        ...{ calls: 1, people: [0, 1, 0, 0, 0] },
      });
      const lines = await reports.callRecords({ scope: regional, now: NOW, period }, 10);
      expect(lines).toMatchObject([
        { result: 'well', findings: { type: 'satisfaction', people: 2, product: 2, words: '' } },
      ]);
    });
  });
}
