/** Some days around Spring Festival, and around a clock change; `npm run year` has the whole of it. */
import { expect, it } from 'vitest';
import { openMigratedDatabase } from '../support/store.ts';
import type { YearOptions } from './world.ts';
import { liveThroughYear } from './year.ts';

it.each<[string, YearOptions]>([
  ['around Spring Festival', { seed: 5, from: '2026-02-11', days: 10 }],
  ['when New York puts its clocks forward', { seed: 8, from: '2026-03-06', days: 4 }],
])('every callback %s is planned, told of and counted as one would by hand', async (_, options) => {
  const database = await openMigratedDatabase();
  try {
    const { violations, summary } = await liveThroughYear(database, options);
    expect(Object.fromEntries(Object.entries(violations).filter(([, list]) => list.length > 0))).toEqual({});
    // Something did happen.
    expect(summary.attempts).toBeGreaterThan(0);
    expect(summary.reminders.now).toBeGreaterThan(0);
  } finally {
    await database.close();
  }
});
