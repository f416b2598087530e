/** The single measurements. Each runs in a process of its own, so that one does not warm up or fatten the other. */
import { type Decision, emptyDecision } from '../../src/core/decision.ts';
import { eventId, idOf } from '../../src/core/ids.ts';
import { type Metrics, noMetrics } from '../../src/core/metrics.ts';
import type { CommitOptions, Store } from '../../src/core/store.ts';
import type { StorePlace } from '../../src/store/index.ts';
import { copier, DESK, eventsOf, RECORDED, type RecordedTurn, recording, TURNS } from './complaint.ts';
import { longFormBot, longFormEvents } from './long-form.ts';
import { closedLoop, openLoop, quantile, type Work } from './measure.ts';
import { openBenchStore, startBench } from './setup.ts';
import { openTransactions } from './transaction.ts';

/** People who write at the same time. */
const PEOPLE = 200;
const WARM_UP_MS = 2_000;
const MEASURE_MS = 6_000;
const OPEN_LOOP_PER_SECOND = 100;
const OPEN_LOOP_SECONDS = 10;
/** Decisions in one statement, and statements at the same time, as the engine has them. */
const GROUP = 64;
const GROUPS_IN_FLIGHT = 2;

export { answers } from './answers.ts';
export { callbacks } from './callbacks.ts';
export { desk } from './desk.ts';
export { flood } from './flood.ts';
export { page } from './page.ts';
export { report } from './report.ts';

/** Loaded when they are asked for: all that they need would weigh on the memory of the others. */
export const telegram = async (task: Task) => await (await import('./platforms.ts')).telegram(task);
export const slack = async (task: Task) => await (await import('./platforms.ts')).slack(task);
export const discord = async (task: Task) => await (await import('./platforms.ts')).discord(task);

export interface Task {
  place: StorePlace;
  /** Makes ids that no other run has. */
  run: string;
}

const TOKEN = idOf('bench');

/** Leases and marks as the engine has them: they are rows too. */
const optionsFor = (turns: readonly RecordedTurn[]): CommitOptions => ({
  token: TOKEN,
  leaseMs: 30_000,
  take: new Set(turns.flatMap(({ decision }) => decision.threads.map(({ id }) => id)).filter((id) => id !== DESK.id)),
  marks: { rows: turns.flatMap((turn) => turn.marks), threads: [] },
});

/** An endless stream of turns: person after person, each through the whole complaint. */
function* peopleOf<T>(prefix: string, turnsOf: (person: string) => T[]): Generator<T> {
  for (let count = 0; ; count += 1) yield* turnsOf(`${prefix}:${count}`);
}

const nextOf = <T>(stream: Generator<T, void>): T => {
  const { value } = stream.next();
  if (value === undefined) throw new Error('the stream has ended');
  return value;
};

/** 200 people at once through engine and flow. */
export async function engine({ place, run }: Task) {
  const store = await openBenchStore(place);
  const bench = await startBench(store);
  let rssMb = 0;
  const sampler = setInterval(() => {
    rssMb = Math.max(rssMb, process.memoryUsage.rss() / 1e6);
  }, 100);
  const load = await closedLoop(PEOPLE, WARM_UP_MS, MEASURE_MS, (worker): Work => {
    const events = peopleOf(`${run}:${worker}`, eventsOf);
    return () => bench.engine.handle(nextOf(events));
  });
  clearInterval(sampler);
  await bench.close();
  await store.close();
  return {
    turnsPerSecond: load.perSecond,
    p50Ms: quantile(load.latenciesMs, 0.5),
    p99Ms: quantile(load.latenciesMs, 0.99),
    rssMb,
    sent: bench.sent(),
  };
}

/** A hundred turns a second, whether or not the ones before are done. Each belongs to the next of 200 people. */
export async function openLoop100({ place, run }: Task) {
  const store = await openBenchStore(place);
  const bench = await startBench(store);
  const people = Array.from({ length: PEOPLE }, (_, person) => peopleOf(`${run}:${person}`, eventsOf));
  let turn = 0;
  const next = () => {
    const events = people[turn % PEOPLE];
    turn += 1;
    if (!events) throw new Error('nobody there');
    return bench.engine.handle(nextOf(events));
  };
  await openLoop(OPEN_LOOP_PER_SECOND, 2, next);
  const latencies = await openLoop(OPEN_LOOP_PER_SECOND, OPEN_LOOP_SECONDS, next);
  await bench.close();
  await store.close();
  return { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

/** The rows of one complaint, as the engine writes them. */
async function record(store: Store, run: string): Promise<RecordedTurn[]> {
  const { store: recorder, turns } = recording(store);
  const bench = await startBench(recorder);
  for (const event of eventsOf(`${run}:${RECORDED}`)) await bench.engine.handle(event);
  await bench.close();
  if (turns.length !== TURNS.length) throw new Error(`${turns.length} turns were written instead of ${TURNS.length}`);
  return turns;
}

/** Recorded turns for new people, told apart by a number. */
function copies(turns: readonly RecordedTurn[], run: string): (worker: number) => Generator<RecordedTurn, void> {
  const copy = copier(turns);
  const base = Number.parseInt(idOf(run).slice(0, 6), 16) * 1_000_000;
  let person = 0;
  return function* () {
    for (;;) {
      person += 1;
      yield* copy(base + person);
    }
  };
}

/** (a) An interactive transaction of six round trips for each turn. */
export async function transaction({ place, run }: Task) {
  const store = await openBenchStore(place);
  const next = copies(await record(store, run), run);
  await store.close();
  const transactions = await openTransactions(place);
  const load = await closedLoop(PEOPLE, WARM_UP_MS, MEASURE_MS, (worker): Work => {
    const stream = next(worker);
    return () => transactions.write(nextOf(stream));
  });
  await transactions.close();
  return { perSecond: load.perSecond };
}

/** (b) One read, then one statement, for each turn. */
export async function statement({ place, run }: Task) {
  const store = await openBenchStore(place);
  const next = copies(await record(store, run), run);
  const load = await closedLoop(PEOPLE, WARM_UP_MS, MEASURE_MS, (worker): Work => {
    const stream = next(worker);
    return () => readAndWrite(store, [nextOf(stream)]);
  });
  await store.close();
  return { perSecond: load.perSecond };
}

async function readAndWrite(store: Store, turns: readonly RecordedTurn[]): Promise<void> {
  await store.load(turns.map((turn) => turn.ref));
  await store.commit(
    turns.map((turn) => turn.decision),
    optionsFor(turns),
  );
}

/** (b) at a hundred turns a second. */
export async function rawOpenLoop({ place, run }: Task) {
  const store = await openBenchStore(place);
  const stream = copies(await record(store, run), run);
  const people = Array.from({ length: PEOPLE }, (_, person) => stream(person));
  let turn = 0;
  const next = () => {
    const mine = people[turn % PEOPLE];
    turn += 1;
    if (!mine) throw new Error('nobody there');
    return readAndWrite(store, [nextOf(mine)]);
  };
  await openLoop(OPEN_LOOP_PER_SECOND, 2, next);
  const latencies = await openLoop(OPEN_LOOP_PER_SECOND, OPEN_LOOP_SECONDS, next);
  await store.close();
  return { p99Ms: quantile(latencies, 0.99) };
}

/** (c) Grouped reads and grouped statements with no engine: as many turns of different people as the engine puts together. */
export async function grouped({ place, run }: Task) {
  const store = await openBenchStore(place);
  const stream = copies(await record(store, run), run);
  const load = await closedLoop(GROUPS_IN_FLIGHT, WARM_UP_MS, MEASURE_MS, (worker): Work => {
    const people = Array.from({ length: GROUP }, () => stream(worker));
    return () => readAndWrite(store, people.map(nextOf));
  });
  await store.close();
  return { perSecond: load.perSecond * GROUP };
}

/** One person answers a long form while 50 others do too: does the hundredth answer cost more than the first? */
export async function growth({ place, run }: Task) {
  const store = await openBenchStore(place);
  const bench = await startBench(store, { bot: longFormBot });
  const writers = Array.from({ length: 50 }, (_, person) => longFormEvents(`${run}:${person}`));
  const tookMs: number[][] = [];
  for (let turn = 0; turn < 115; turn += 1) {
    const took: number[] = [];
    await Promise.all(
      writers.map(async (events) => {
        const event = events[turn];
        if (!event) throw new Error('the form is too short');
        const began = performance.now();
        await bench.engine.handle(event);
        took.push(performance.now() - began);
      }),
    );
    tookMs.push(took);
  }
  await bench.close();
  await store.close();
  const between = (from: number, to: number) => quantile(tookMs.slice(from, to).flat(), 0.5);
  // The very first turn opens the form; what counts are answers.
  return { firstMs: between(1, 11), at100Ms: between(100, 110) };
}

/** Timers: how late at 200 a second, and how many a second when all are due at once. */
export async function timers({ place, run }: Task) {
  const store = await openBenchStore(place);
  const lateMs: number[] = [];
  const metrics: Metrics = { ...noMetrics, timerLate: (seconds) => lateMs.push(seconds * 1000) };
  let fired = 0;
  const bench = await startBench(store, {
    metrics,
    bot: {
      respond: async () => {
        fired += 1;
        return { replies: [], effects: [] };
      },
      apology: () => ({ text: { verbatim: 'sorry' } }),
      heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
      setAside: () => ({ text: { verbatim: 'set aside' } }),
    },
  });
  const rate = 200;
  const seconds = 10;
  const [now] = await store.load([{ eventId: eventId('bench', `${run}:clock`) }]);
  const from = Date.parse(now?.now ?? '') + 1_500;
  await setTimers(store, `${run}:paced`, rate * seconds, (index) => from + (index * 1000) / rate);
  await until(() => fired >= rate * seconds);
  const lateP99Ms = quantile(lateMs, 0.99);
  const many = 20_000;
  fired = 0;
  const due = from - 10_000;
  const began = performance.now();
  await setTimers(store, `${run}:burst`, many, () => due);
  const set = performance.now();
  await until(() => fired >= many);
  const perSecond = (many * 1000) / (performance.now() - Math.min(set, began));
  await bench.close();
  await store.close();
  return { perSecond, lateP99Ms };
}

async function setTimers(store: Store, name: string, count: number, dueAt: (index: number) => number): Promise<void> {
  const each = 2_000;
  for (let from = 0; from < count; from += each) {
    const decision: Decision = emptyDecision({
      id: eventId('bench', `${name}:${from}`),
      kind: 'bench',
      status: 'done',
      payload: null,
      error: null,
    });
    decision.timers = Array.from({ length: Math.min(each, count - from) }, (_, index) => ({
      key: `${name}:${from + index}`,
      rev: decision.event.id,
      dueAt: new Date(dueAt(from + index)).toISOString(),
      kind: 'bench',
      ids: {},
    }));
    await store.commit([decision], optionsFor([]));
  }
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5));
}
