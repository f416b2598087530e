/**
 * `npm run week`: a week of a franchise, played through by script with a moved clock on a database of its own, and counted again from its
 * journal. Options: `--json`, `--seed N`, `--stores N`, `--days N`. Exit code 1 when anything is not as it should be.
 */
import { parseArgs } from 'node:util';
import { openMigratedDatabase } from '../support/store.ts';
import { liveThrough, type Summary } from './week.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    stores: { type: 'string', default: '300' },
    days: { type: 'string', default: '7' },
  },
});

function number(name: 'seed' | 'stores' | 'days', least: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} needs a whole number from ${least}`);
  return value;
}

/** Of each kind so many are shown; all with --json. */
const SHOWN = 10;

const options = { seed: number('seed', 0), stores: number('stores', 6), days: number('days', 1) };
const database = await openMigratedDatabase();
const started = performance.now();
try {
  const { summary, violations } = await liveThrough(database, options);
  const seconds = Math.round((performance.now() - started) / 1000);
  const count = Object.values(violations).reduce((sum, list) => sum + list.length, 0);
  if (values.json) console.log(JSON.stringify({ ...summary, seconds, violations }, null, 2));
  else {
    for (const line of [...pageOf(summary), `${seconds} s`, `violations: ${count}`]) console.log(line);
    for (const [what, list] of Object.entries(violations)) {
      if (list.length > 0) console.log(`${what}: ${list.length}`);
      for (const one of list.slice(0, SHOWN)) console.log(`  ${one.replaceAll('\n', ' / ')}`);
    }
  }
  process.exitCode = count > 0 ? 1 : 0;
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
