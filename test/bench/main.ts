/**
 * `npm run bench [-- --json]`: how fast, how much memory, how late. With DATABASE_URL on that server (in databases of its own, which are
 * dropped afterwards), otherwise on the embedded database. Every part is run three times, the parts taking turns; medians are shown,
 * next to those of the run before. `--only desk,flood` measures these parts alone, once, and keeps nothing.
 */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { openStore, type StorePlace } from '../../src/store/index.ts';
import { median, round } from './measure.ts';
import * as tasks from './tasks.ts';

const REPETITIONS = 3;
const root = join(import.meta.dirname, '..', '..');
const json = process.argv.includes('--json');
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? undefined : (process.argv[onlyAt + 1] ?? '').split(',');
const NAME_WIDTH = 32;
const say = (line: string): void => console.error(line);

type Tasks = typeof tasks;
type Result<T extends keyof Tasks> = Awaited<ReturnType<Tasks[T]>>;

/** As the program itself is started, see package.json. */
const NODE_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=60'];

async function run<T extends keyof Tasks>(task: T, place: StorePlace): Promise<Result<T>> {
  say(`  ${task} …`);
  const worker = join(import.meta.dirname, 'worker.ts');
  const asked = JSON.stringify({ place, run: randomUUID() });
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...NODE_FLAGS, worker, task, asked], {
    maxBuffer: 1 << 26,
  });
  if (stderr.trim() !== '') say(stderr.trim());
  return JSON.parse(stdout);
}

/** From the start of the process to the first reply on its output, as someone would see it who pipes a line into it. */
async function coldStart(env: Record<string, string>): Promise<number> {
  say('  coldStart …');
  const began = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, join(root, 'bin/start.mjs'), 'chat'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write('/complaint\n');
  let output = '';
  const tookMs = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      // The prompt of the first question carries its number: "1/9", "(1 of 9)".
      if (/\(?\b1\s*(?:\/|of)\s*\d+/.test(output)) resolve(performance.now() - began);
    });
    child.once('exit', () => reject(new Error(`the program ended before it answered:\n${output}`)));
  });
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  return tookMs;
}

interface Where {
  /** A migrated database that nothing was written to yet, and what starts the program on it. */
  fresh(): Promise<{ place: StorePlace; env: Record<string, string>; remove(): Promise<void> }>;
  remove(): Promise<void>;
}

/** Each task has a database of its own: what one leaves behind is no work for the next. */
async function onServer(url: string): Promise<Where> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const nameOf = () => `bench_${randomUUID().replaceAll('-', '')}`;
  const urlOf = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const drop = async (name: string) => void (await sql.unsafe(`drop database if exists ${name} with (force)`));
  const template = nameOf();
  await sql.unsafe(`create database ${template}`);
  await migrate({ url: urlOf(template) });
  return {
    async fresh() {
      const name = nameOf();
      await sql.unsafe(`create database ${name} template ${template}`);
      const own = urlOf(name);
      return { place: { url: own }, env: { DATABASE_URL: own }, remove: () => drop(name) };
    },
    async remove() {
      await drop(template);
      await sql.end();
    },
  };
}

async function embedded(): Promise<Where> {
  const root = await mkdtemp(join(tmpdir(), 'franchise-bench-'));
  const template = join(root, 'template');
  await migrate({ dir: template });
  return {
    async fresh() {
      const dir = join(root, randomUUID());
      await cp(template, dir, { recursive: true });
      return {
        place: { dir },
        env: { DATA_DIR: dir, DATABASE_URL: '' },
        remove: () => rm(dir, { recursive: true, force: true }),
      };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

const migrate = async (place: StorePlace): Promise<void> => await (await openStore(place)).close();

async function measure(where: Where) {
  const starts: number[] = [];
  const keep = async <T extends keyof Tasks>(task: T, list: Result<T>[]): Promise<void> => {
    const { place, remove } = await where.fresh();
    try {
      list.push(await run(task, place));
    } finally {
      await remove();
    }
  };
  const keepStart = async (): Promise<void> => {
    const { env, remove } = await where.fresh();
    try {
      starts.push(await coldStart(env));
    } finally {
      await remove();
    }
  };
  const engine: Result<'engine'>[] = [];
  const openLoop100: Result<'openLoop100'>[] = [];
  const rawOpenLoop: Result<'rawOpenLoop'>[] = [];
  const transaction: Result<'transaction'>[] = [];
  const statement: Result<'statement'>[] = [];
  const grouped: Result<'grouped'>[] = [];
  const growth: Result<'growth'>[] = [];
  const timers: Result<'timers'>[] = [];
  const callbacks: Result<'callbacks'>[] = [];
  const flood: Result<'flood'>[] = [];
  const desk: Result<'desk'>[] = [];
  const report: Result<'report'>[] = [];
  const page: Result<'page'>[] = [];
  const telegram: Result<'telegram'>[] = [];
  const slack: Result<'slack'>[] = [];
  const discord: Result<'discord'>[] = [];
  const answers: Result<'answers'>[] = [];
  for (let repetition = 1; repetition <= REPETITIONS; repetition += 1) {
    say(`repetition ${repetition} of ${REPETITIONS}`);
    await keep('engine', engine);
    await keep('transaction', transaction);
    await keep('statement', statement);
    await keep('grouped', grouped);
    await keep('openLoop100', openLoop100);
    await keep('rawOpenLoop', rawOpenLoop);
    await keep('growth', growth);
    await keep('timers', timers);
    await keep('callbacks', callbacks);
    await keep('flood', flood);
    await keep('desk', desk);
    await keep('report', report);
    await keep('page', page);
    await keep('telegram', telegram);
    await keep('slack', slack);
    await keep('discord', discord);
    // What is found is the same every time; only how fast that is would differ.
    if (repetition === 1) await keep('answers', answers);
    await keepStart();
  }
  const of = <R>(list: readonly R[], value: (result: R) => number, digits?: number) =>
    round(median(list.map(value)), digits);
  const ofAdapter = (list: readonly Result<'telegram'>[]) => ({
    turnsPerSecond: of(list, (r) => r.turnsPerSecond, 0),
    p99Ms: of(list, (r) => r.p99Ms),
  });
  return {
    engine: {
      turnsPerSecond: of(engine, (r) => r.turnsPerSecond, 0),
      p50Ms: of(engine, (r) => r.p50Ms),
      p99Ms: of(engine, (r) => r.p99Ms),
      rssMb: of(engine, (r) => r.rssMb, 0),
    },
    openLoop100: {
      p50Ms: of(openLoop100, (r) => r.p50Ms),
      p99Ms: of(openLoop100, (r) => r.p99Ms),
      rawP99Ms: of(rawOpenLoop, (r) => r.p99Ms),
    },
    raw: {
      transaction: of(transaction, (r) => r.perSecond, 0),
      statement: of(statement, (r) => r.perSecond, 0),
      grouped: of(grouped, (r) => r.perSecond, 0),
    },
    growth: { firstMs: of(growth, (r) => r.firstMs, 2), at100Ms: of(growth, (r) => r.at100Ms, 2) },
    timers: { perSecond: of(timers, (r) => r.perSecond, 0), lateP99Ms: of(timers, (r) => r.lateP99Ms) },
    callbacks: {
      perSecond: of(callbacks, (r) => r.perSecond, 0),
      cpuMs: of(callbacks, (r) => r.cpuMs, 3),
      rssMb: of(callbacks, (r) => r.rssMb, 0),
      lateP50Ms: of(callbacks, (r) => r.lateP50Ms),
      lateP99Ms: of(callbacks, (r) => r.lateP99Ms),
      lateMaxMs: of(callbacks, (r) => r.lateMaxMs),
      // Of all runs: one is one too many.
      early: callbacks.reduce((sum, { early }) => sum + early, 0),
    },
    flood: {
      quietP99Ms: of(flood, (r) => r.quietP99Ms),
      floodedP99Ms: of(flood, (r) => r.floodedP99Ms),
      ratio: of(flood, (r) => r.ratio, 2),
      manyP99Ms: of(flood, (r) => r.manyP99Ms),
      manyRatio: of(flood, (r) => r.manyRatio, 2),
    },
    desk: {
      queueP99Ms: of(desk, (r) => r.queueP99Ms),
      cardP99Ms: of(desk, (r) => r.cardP99Ms),
      p99Ms: of(desk, (r) => r.p99Ms),
    },
    report: {
      weekSeconds: of(report, (r) => r.weekSeconds, 2),
      yearSeconds: of(report, (r) => r.yearSeconds, 2),
      rssMb: of(report, (r) => r.rssMb, 0),
    },
    page: {
      p50Ms: of(page, (r) => r.p50Ms),
      p99Ms: of(page, (r) => r.p99Ms),
      with500P99Ms: of(page, (r) => r.with500P99Ms),
      rssMb: of(page, (r) => r.rssMb, 0),
    },
    adapters: { telegram: ofAdapter(telegram), slack: ofAdapter(slack), discord: ofAdapter(discord) },
    answers: answers.map(shownAnswers).at(0) ?? {},
    coldStartMs: of(starts, (value) => value, 0),
  };
}

/** Of the questions of strangers; left out is what there are no questions for. */
function shownAnswers({ strangers, many }: Result<'answers'>) {
  const { top1, top3, mrr, declinedRight, answeredRight, byLanguage, byKind } = strangers;
  const known = (figures: object): object =>
    Object.fromEntries(Object.entries(figures).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const each = (some: Record<string, object>): object =>
    Object.fromEntries(Object.entries(some).map(([name, figures]) => [name, known(figures)]));
  return {
    ...known({ top1, top3, mrr, declinedRight, answeredRight }),
    p99Ms: many.p99Ms,
    byLanguage: each(byLanguage),
    byKind: each(byKind),
  };
}

type Figures = Awaited<ReturnType<typeof measure>>;

/** One line a figure, next to what it was. */
function table(now: Figures, before: Figures | undefined): string {
  const flat = (figures: object, prefix = ''): [string, number][] =>
    Object.entries(figures).flatMap(([key, value]: [string, number | object]): [string, number][] =>
      typeof value === 'number' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
    );
  const then = new Map(before ? flat(before) : []);
  return flat(now)
    .map(([name, value]) => {
      const was = then.get(name);
      const change = was
        ? `${was.toString().padStart(9)}  ${((value / was - 1) * 100).toFixed(0).padStart(4)} %`
        : '        –';
      return `${name.padEnd(NAME_WIDTH)} ${value.toString().padStart(9)} ${change}`;
    })
    .join('\n');
}

const isTask = (name: string): name is keyof Tasks => Object.hasOwn(tasks, name);

/** Each once, on its own. */
async function measureOnly(where: Where, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!isTask(name)) throw new Error(`there is no part ${name}; there are ${Object.keys(tasks).join(', ')}`);
    const { place, remove } = await where.fresh();
    try {
      console.log(JSON.stringify({ [name]: await run(name, place) }));
    } finally {
      await remove();
    }
  }
}

async function measureAll(where: Where, kept: string): Promise<void> {
  const now = await measure(where);
  const before = await readFile(kept, 'utf8').then(
    (text): Figures => JSON.parse(text),
    () => undefined,
  );
  if (json) console.log(JSON.stringify(now, null, 2));
  else
    console.log(`${'figure'.padEnd(NAME_WIDTH)} ${'now'.padStart(9)} ${'before'.padStart(9)}\n${table(now, before)}`);
  await mkdir(join(root, '.bench'), { recursive: true });
  await writeFile(kept, JSON.stringify(now, null, 2));
}

const url = process.env.DATABASE_URL;
const where = url ? await onServer(url) : await embedded();
try {
  const [cpu] = cpus();
  say(
    `${url ? 'Postgres' : 'PGlite'} · ${availableParallelism()} cores, ${cpu?.model} · ${round(totalmem() / 2 ** 30, 0)} GiB · Node ${process.versions.node}`,
  );
  if (only) await measureOnly(where, only);
  else await measureAll(where, join(root, '.bench', url ? 'postgres.json' : 'pglite.json'));
} finally {
  await where.remove();
}
process.exit(0);
