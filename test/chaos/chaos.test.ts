/** A short chaos; `npm run chaos` is the long one. */
import { expect, it } from 'vitest';
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

it.skipIf(!hasPostgres)(
  'a server and one or two processes on it are killed under load; nothing is lost or doubled',
  {
    timeout: 120_000,
  },
  () => expectSound({ kills: 12, only: 'postgres' }),
);

it('a process with an embedded database is killed under load; nothing is lost or doubled', { timeout: 120_000 }, () =>
  expectSound({ kills: 3, only: 'pglite' }),
);
