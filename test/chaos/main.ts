/**
 * `npm run chaos`: kills the program and its database under load, again and again, and counts what that did. Options: `--json`,
 * `--kills N`, `--seed S`, `--minutes M`, `--only pglite|postgres`, `--break NAME`
 * (a fault put in on purpose, see `breakage.ts`). Exit code 1 when anything was lost, torn, done or said twice
 * without need, not said, or said in the wrong order.
 */
import { parseArgs } from 'node:util';
import { postgresUrl } from '../support/postgres.ts';
import { BREAKS } from './breakage.ts';
import { heading, isSound, type Only, rowOf, runPlan, sumOf } from './plan.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    kills: { type: 'string', default: '120' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    only: { type: 'string' },
    break: { type: 'string' },
  },
});

const number = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} needs a number`);
  return value;
};

if (values.only !== undefined && values.only !== 'pglite' && values.only !== 'postgres') {
  throw new Error('--only needs pglite or postgres');
}
if (values.break !== undefined && !BREAKS.includes(values.break)) throw new Error(`--break needs ${BREAKS.join(', ')}`);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : number('seed', values.seed);
// With --json only the result stands on stdout.
const say = (line: string): void => (values.json ? console.error(line) : console.log(line));
// So that what was started is ended too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
say(`seed ${seed}`);
say(heading());
const started = performance.now();
const parts = await runPlan({
  kills: number('kills', values.kills),
  seed,
  only: values.only as Only | undefined,
  minutes: values.minutes === undefined ? undefined : number('minutes', values.minutes),
  cluster: true,
  broken: values.break,
  server: process.env.DATABASE_URL ?? postgresUrl(),
  say,
});
const result = sumOf(parts);
say(`${rowOf('all', result)}   ${((performance.now() - started) / 1000).toFixed(1)} s`);
if (values.json) console.log(JSON.stringify(result));
process.exitCode = isSound(result) ? 0 : 1;
