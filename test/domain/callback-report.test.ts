/** The ledger of callbacks adds up, and says what a recount of all that was done says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/domain/callback-ledger.ts';
import { CALL_VERDICTS, keptShare } from '../../src/domain/callback-report.ts';
import { histories } from '../support/callback-histories.ts';
import { countsOf, recountCallback } from '../support/callback-recount.ts';

describe('the ledger', () => {
  const lives = histories('2026-03-16T00:00:00.000Z', {
    agents: ['mei', 'bo'],
    personId: 'customer',
    ids: () => 'callback',
  });

  it('says of every promise what a recount of what was done says, whatever was done', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, (life) => {
        const told = recountCallback(life, life.now);
        const lines = told.map(({ ownerId, from, until, verdict }) => ({ ownerId, from, until, verdict }));
        expect(ledgerOf(life.callback, life.now)).toEqual(lines);
        // Nothing is lost: at the latest the last promise is told of.
        expect(lines.length).toBeGreaterThan(0);
        const { promises, notReached, ...verdicts } = countsOf(told);
        expect(Object.keys(verdicts).toSorted()).toEqual(CALL_VERDICTS.toSorted());
        expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(promises);
        expect(notReached).toBe(life.callback.status === 'not-reached' ? 1 : 0);
        for (const { verdict, ownerId, givenUp } of told) {
          seen.add(`${verdict}${ownerId === null ? ' nobody' : ''}`);
          if (givenUp) seen.add('given up');
        }
      }),
      { numRuns: 5000 },
    );
    const nobodys = ['missed', 'moved', 'cancelled', 'open'].map((verdict) => `${verdict} nobody`);
    // What never happens in all these is not tested.
    expect([...CALL_VERDICTS, ...nobodys, 'given up'].filter((one) => !seen.has(one))).toEqual([]);
  });

  it('is kept by the share of what was due', () => {
    expect(keptShare({ kept: 2, late: 1, missed: 0 })).toBe(67);
    expect(keptShare({ kept: 0, late: 0, missed: 0 })).toBeUndefined();
  });
});
