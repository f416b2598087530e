/** The load on an engine of this process, on a database of its own, whose store and transport may be broken on purpose. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outgoing } from '../../src/core/adapter.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import { createTimerWorker } from '../../src/core/engine/timers.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import type { Store } from '../../src/core/store.ts';
import { createBot } from '../../src/flows/bot.ts';
import { createStore } from '../../src/store/store.ts';
import { seeded } from '../support/seeded.ts';
import { openMigratedDatabase } from '../support/store.ts';
import { until } from '../support/until.ts';
import type { Evidence } from './checker.ts';
import { hastenTimers } from './haste.ts';
import { createLoad } from './load.ts';
import { modelOf } from './model.ts';
import { DUE_SHORTLY } from './part.ts';
import { asking, snapshotOf } from './snapshot.ts';
import { type Arrival, arrivalOf, CHANNEL, callRulesOf, DESKS, eventOf, seedOf } from './world.ts';

export interface Breakage {
  /** Changes the store in place. */
  store?(store: Store): void;
  /** What the transport makes of a message: none, one or more arrivals. */
  transport?(arrival: Arrival): Arrival[];
  /** Said of an event before it is handled: it is acknowledged then, and may be forgotten. */
  hasty?(n: number): boolean;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** What is broken may never come, so nobody waits long for it; what comes too late all the same is one fault more. */
const BROKEN_MS = 2_000;
const CALM_MS = 400;
/** What is whole comes, on a busy machine too. */
const SOUND_MS = 40_000;

export async function runInProcess(seed: number, breakage: Breakage = {}): Promise<Evidence> {
  const broken = Object.keys(breakage).length > 0;
  const database = await openMigratedDatabase();
  const store = createStore(database);
  const ask = asking(database);
  const chance = seeded(seed);
  const load = createLoad({ chance, people: 3, peopleMax: 3, window: 3, patienceMs: 300 });
  const arrivals: Arrival[] = [];
  try {
    await store.seed(seedOf(new Date().toISOString()));
    hastenTimers(store, 300, callRulesOf());
    breakage.store?.(store);
    const adapter = {
      channel: CHANNEL,
      capabilities: { edit: true, immediate: false, dialogs: false },
      reach: () => undefined,
      async send(outgoing: Outgoing) {
        const arrival = arrivalOf(outgoing);
        for (const one of breakage.transport?.(arrival) ?? [arrival]) {
          arrivals.push(one);
          load.arrived(one);
        }
        return { nativeId: outgoing.outboxId };
      },
      async start() {},
      async stop() {},
    };
    const common = { store, log: silent, metrics: noMetrics };
    const delivery = createDelivery({
      ...common,
      adapters: [adapter],
      token: randomUUID(),
      onRefused() {},
      lingerMs: 0,
      flushMs: 5,
      sweepMs: 20,
    });
    const engine = createEngine({
      ...common,
      bot: createBot(),
      delivery,
      desks: DESKS,
      zone: 'Asia/Shanghai',
      callRules: callRulesOf(),
      defaultLanguage: 'en',
      canAnswerAtOnce: () => false,
      flood: null,
    });
    const timers = createTimerWorker({ ...common, engine, token: randomUUID(), lookMs: 50 });
    delivery.start();
    timers.start();
    load.start();
    load.join({
      feed(line) {
        if (breakage.hasty?.(line.n)) return load.acknowledged(line.n, 'known');
        engine.handle(eventOf(line)).then(
          ({ status }) => load.acknowledged(line.n, status),
          () => load.refused(line.n),
        );
      },
    });
    await load.finished;
    const patience = { timeoutMs: broken ? BROKEN_MS : SOUND_MS };
    await until('the deadlines', load.isDueTold, patience).catch(() => {});
    await until('the reminders', async () => (await ask(DUE_SHORTLY)) === '0', patience).catch(() => {});
    await timers.stop();
    await engine.stop();
    await Promise.race([delivery.idle(), pause(broken ? CALM_MS : SOUND_MS, undefined, { ref: false })]);
    await delivery.stop();
    const actual = await snapshotOf(ask);
    const model = await modelOf(load.accepted, actual);
    return { accepted: load.accepted, arrivals, actual, model, happenedAgain: load.happenedAgain() };
  } finally {
    load.close();
    await store.close();
  }
}
