/**
 * `npm run year`: a year of callbacks, played through by script with a moved clock on a database of its own, and counted again from its
 * journal. Options: `--json`, `--seed N`, `--days N`, `--from YYYY-MM-DD` (of 2026). Exit code 1 when anything is not as it should be.
 */
import { parseArgs } from 'node:util';
import { openMigratedDatabase } from '../support/store.ts';
import { tellRecount, wholeNumber } from '../support/violations.ts';
import { liveThroughYear } from './year.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    from: { type: 'string', default: '2026-01-01' },
  },
});

if (!/^2026-\d\d-\d\d$/.test(values.from)) throw new Error('--from needs a day of 2026, such as 2026-02-10');
const options = {
  seed: wholeNumber('seed', values.seed, 0),
  days: wholeNumber('days', values.days, 1),
  from: values.from,
};
const database = await openMigratedDatabase();
try {
  await tellRecount(
    values.json,
    () => liveThroughYear(database, options),
    (summary) =>
      Object.entries(summary).map(
        ([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
      ),
  );
} finally {
  await database.close();
}
