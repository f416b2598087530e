/**
 * `npm run chaos`: kills the program and its database under load, again and again, and counts what that did. Options: `--json`,
 * `--kills N`, `--seed S`, `--minutes M`, `--only pglite|postgres`, `--break NAME`
 * (a fault put in on purpose, see `breakage.ts`). Exit code 1 when anything was lost, torn, done or said twice
 * without need, not said, or said in the wrong order.
 */
import { parseArgs } from 'node:util';
import { postgresUrl } from '../support/postgres.ts';
import { BREAKS } from './breakage.ts';
import { answers } from './places.ts';
import { heading, isSound, lineOf, type Only, rowOf, runPlan, sumOf } from './plan.ts';
import { runPlatform } from './platforms/part.ts';

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
/** Each platform gets one more kill for so many of the others. */
const PLATFORM_SHARE = 10;
const kills = number('kills', values.kills);
const server = process.env.DATABASE_URL ?? postgresUrl();
const started = performance.now();
const parts = await runPlan({
  kills,
  seed,
  only: values.only as Only | undefined,
  minutes: values.minutes === undefined ? undefined : number('minutes', values.minutes),
  cluster: true,
  broken: values.break,
  server,
  say,
});
if (values.only !== 'pglite' && values.break === undefined && (await answers(server))) {
  for (const platform of ['telegram', 'slack'] as const) {
    const part = { platform, seed, kills: Math.ceil(kills / PLATFORM_SHARE), chats: 10, messages: 12, server };
    const result = await runPlatform(part);
    parts.push(result);
    say(lineOf(result));
  }
}
const result = sumOf(parts);
say(`${rowOf('all', result)}   ${((performance.now() - started) / 1000).toFixed(1)} s`);
if (values.json) console.log(JSON.stringify(result));
process.exitCode = isSound(result) ? 0 : 1;
