/**
 * `npm run week`: a week of a franchise, played through by script with a moved clock on a database of its own, and counted again from its
 * journal. Options: `--json`, `--seed N`, `--stores N`, `--days N`. Exit code 1 when anything is not as it should be.
 */
import { parseArgs } from 'node:util';
import { openMigratedDatabase } from '../support/store.ts';
import { tellRecount, wholeNumber } from '../support/violations.ts';
import { liveThrough, type Summary } from './week.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    stores: { type: 'string', default: '300' },
    days: { type: 'string', default: '7' },
  },
});

const options = {
  seed: wholeNumber('seed', values.seed, 0),
  stores: wholeNumber('stores', values.stores, 6),
  days: wholeNumber('days', values.days, 1),
};
const database = await openMigratedDatabase();
try {
  await tellRecount(values.json, () => liveThrough(database, options), pageOf);
} finally {
  await database.close();
}

function pageOf(summary: Summary): string[] {
  const { seed, stores, people, staff, events, messages, restarts, kinds, due, kept, warnings, escalations, acts } =
    summary;
  const columns = ['filed', 'open', 'answered', 'closed', 'late'] as const;
  const line = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(14) + cells.map((cell) => String(cell).padStart(9)).join('');
  const sum = (column: (typeof columns)[number]): number => kinds.reduce((all, one) => all + one[column], 0);
  return [
    `seed ${seed}: ${stores} stores, ${people} people, ${staff} of them at headquarters; ${restarts} restarts`,
    `${events} events, ${messages} messages`,
    line('', columns),
    ...kinds.map((one) =>
      line(
        one.kind,
        columns.map((column) => one[column]),
      ),
    ),
    line('all', columns.map(sum)),
    `answers due: ${due}, in time: ${kept}; warnings: ${warnings}; escalations by step: ${escalations.join(', ')}`,
    Object.entries(acts)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
  ];
}
