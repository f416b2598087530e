/** What someone who sends a hundred messages a second costs the others: how long their turns take, with that and without. */
import { setTimeout as pause } from 'node:timers/promises';
import { createFlood, FLOOD_LIMITS } from '../../src/core/engine/flood.ts';
import type { PersonEvent } from '../../src/core/event.ts';
import { eventId } from '../../src/core/ids.ts';
import { eventsOf } from './complaint.ts';
import { openLoop, quantile } from './measure.ts';
import { openBenchStore, startBench } from './setup.ts';
import type { Task } from './tasks.ts';

/** Others, who have a hundred turns a second together: one a second each, which is what anyone may for ever. */
const PEOPLE = 100;
const PER_SECOND = 100;
const WARM_UP_SECONDS = 3;
/** A stretch, and how many of each kind. */
const SECONDS = 2;
const ROUNDS = 8;
/** Of each account that floods. */
const FLOOD_PER_SECOND = 100;
const MANY = 10;

/** Messages of one account without end; none of them is a form's answer. */
function* floodOf(person: string): Generator<PersonEvent, void> {
  const [first] = eventsOf(person);
  if (!first) return;
  for (let count = 0; ; count += 1) {
    const id = eventId(first.author.channel, `${person}:flood:${count}`);
    yield { ...first, id, input: { type: 'message', text: `and another thing, number ${count}` } };
  }
}

/** Each turn belongs to the next of the people, and each person tells one complaint after the other. */
function turnsOf(run: string): () => PersonEvent {
  const people = Array.from({ length: PEOPLE }, () => ({ complaints: 0, rest: [] as PersonEvent[] }));
  let turn = 0;
  return () => {
    const index = turn % PEOPLE;
    turn += 1;
    const person = people[index];
    if (!person) throw new Error('nobody there');
    if (person.rest.length === 0) {
      // The same account, but events of their own.
      const told = person.complaints;
      person.complaints += 1;
      person.rest = eventsOf(`${run}:${index}`).map((event, at) => {
        return { ...event, id: eventId(event.author.channel, `${run}:${index}:${told}:${at}`) };
      });
    }
    const [next, ...rest] = person.rest;
    if (!next) throw new Error('nothing to say');
    person.rest = rest;
    return next;
  };
}

/** Sends so much of each account until it is told to stop; then resolves when all of it is answered or kept. */
function startFlood(
  accounts: readonly Generator<PersonEvent, void>[],
  handle: (event: PersonEvent) => Promise<unknown>,
) {
  let isOver = false;
  const flooding = accounts.map(async (messages) => {
    const began = performance.now();
    const answers: Promise<unknown>[] = [];
    for (let count = 0; !isOver; count += 1) {
      const wait = began + (count * 1000) / FLOOD_PER_SECOND - performance.now();
      if (wait > 0) await pause(wait);
      answers.push(handle(nextOf(messages)));
    }
    await Promise.all(answers);
  });
  return async () => {
    isOver = true;
    await Promise.all(flooding);
  };
}

/**
 * Short stretches without, with one and with many that flood take turns on one engine, so that whatever else the machine does is in all of
 * them alike. A message that were neither answered nor kept would reject and end the run.
 */
export async function flood({ place, run }: Task) {
  const store = await openBenchStore(place);
  const bench = await startBench(store, { flood: createFlood(FLOOD_LIMITS) });
  const next = turnsOf(run);
  const turn = () => bench.engine.handle(next());
  const accounts = Array.from({ length: MANY }, (_, index) => floodOf(`${run}:flood:${index}`));
  const latencies = { quiet: [] as number[], one: [] as number[], many: [] as number[] };
  const floods = { quiet: 0, one: 1, many: MANY };
  await openLoop(PER_SECOND, WARM_UP_SECONDS, turn);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of ['quiet', 'one', 'many'] as const) {
      const stop = startFlood(accounts.slice(0, floods[kind]), bench.engine.handle);
      latencies[kind].push(...(await openLoop(PER_SECOND, SECONDS, turn)));
      await stop();
    }
  }
  await bench.close();
  await store.close();
  const p99 = (kind: keyof typeof latencies) => quantile(latencies[kind], 0.99);
  return {
    quietP99Ms: p99('quiet'),
    floodedP99Ms: p99('one'),
    ratio: p99('one') / p99('quiet'),
    manyP99Ms: p99('many'),
    manyRatio: p99('many') / p99('quiet'),
  };
}

const nextOf = (stream: Generator<PersonEvent, void>): PersonEvent => {
  const { value } = stream.next();
  if (!value) throw new Error('the stream has ended');
  return value;
};
