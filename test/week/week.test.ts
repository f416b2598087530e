/** A few days of a few stores; `npm run week` has the whole of it. */
import { expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openMigratedDatabase } from '../support/store.ts';
import { liveThrough } from './week.ts';

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openMigratedDatabase();
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

it('days at a small franchise leave nothing that was lost, told wrongly, or miscounted', async () => {
  await withDatabase(async (database) => {
    const { violations, summary } = await liveThrough(database, { seed: 4, stores: 10, days: 2 });
    expect(Object.fromEntries(Object.entries(violations).filter(([, list]) => list.length > 0))).toEqual({});
    // It was no holiday.
    expect(summary.restarts).toBe(2);
    expect(summary.kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['complaint', 'dispute']));
    expect(summary.acts).toMatchObject({
      filed: expect.any(Number),
      assign: expect.any(Number),
      resolve: expect.any(Number),
    });
    expect(summary.warnings).toBeGreaterThan(0);
    expect(summary.escalations[0]).toBeGreaterThan(0);
  });
});
