/** A short chaos; `npm run chaos` is the long one. */
import { describe, expect, it } from 'vitest';
import { postgresAnswers } from '../support/postgres.ts';
import { BRIEF_PARTS, isSound, type Plan, runPlan, sumOf } from './plan.ts';

const hasPostgres = await postgresAnswers({ silent: true });
const SEED = 20_261_122;

async function expectSound(plan: Pick<Plan, 'kills' | 'only'>): Promise<void> {
  const lines: string[] = [];
  const parts = await runPlan({ ...plan, seed: SEED, parts: BRIEF_PARTS, say: (line) => lines.push(line) });
  const result = sumOf(parts);
  expect(isSound(result), lines.join('\n')).toBe(true);
  expect(result.kills).toBe(plan.kills);
  expect(result.accepted).toBeGreaterThan(0);
}

describe('a load under which processes die', { concurrent: true }, () => {
  it.skipIf(!hasPostgres)('loses and doubles nothing with a server and one or two processes on it', () =>
    expectSound({ kills: 9, only: 'postgres' }),
  );

  it('loses and doubles nothing with an embedded database', () => expectSound({ kills: 3, only: 'pglite' }));
});
