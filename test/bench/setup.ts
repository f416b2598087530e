/** What the benchmark runs on: the real store, engine, flows and delivery, with a transport that only counts. */
import { randomUUID } from 'node:crypto';
import type { Adapter } from '../../src/core/adapter.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine, type Engine } from '../../src/core/engine/engine.ts';
import type { Flood } from '../../src/core/engine/flood.ts';
import { createTimerWorker } from '../../src/core/engine/timers.ts';
import type { Bot } from '../../src/core/flow.ts';
import { type Metrics, noMetrics } from '../../src/core/metrics.ts';
import type { Store } from '../../src/core/store.ts';
import { createBot } from '../../src/flows/bot.ts';
import { playgroundSeed } from '../../src/playground.ts';
import { openStore, type StorePlace } from '../../src/store/index.ts';
import { CHANNEL, DESK } from './complaint.ts';

/** As in production: see `DATABASE_POOL`. */
export const POOL_SIZE = 6;

export const openBenchStore = (place: StorePlace): Promise<Store> => openStore(place, { poolSize: POOL_SIZE });

export interface Bench {
  engine: Engine;
  /** How many messages the transport got. */
  sent(): number;
  close(): Promise<void>;
}

const quiet = { debug() {}, info() {}, warn() {}, error: (o: object, msg: string) => console.error(msg, o) };

export async function startBench(
  store: Store,
  options: { bot?: Bot; metrics?: Metrics; flood?: Flood | null; sends?: boolean } = {},
): Promise<Bench> {
  const token = randomUUID();
  const metrics = options.metrics ?? noMetrics;
  let sent = 0;
  const transport: Adapter = {
    channel: CHANNEL,
    capabilities: { edit: true, immediate: true, dialogs: false },
    reach: () => (options.sends === false ? [] : undefined),
    send: async () => {
      sent += 1;
      return { nativeId: String(sent) };
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  await store.seed(playgroundSeed(new Date().toISOString()));
  const common = { store, token, log: quiet, metrics };
  const delivery = createDelivery({ ...common, adapters: [transport], onRefused() {} });
  const timers = createTimerWorker({ ...common, engine: { handle: (event) => engine.handle(event) } });
  const engine = createEngine({
    ...common,
    bot: options.bot ?? createBot(),
    delivery,
    desks: [{ thread: DESK, language: 'en' }],
    zone: 'Asia/Shanghai',
    defaultLanguage: 'en',
    canAnswerAtOnce: () => true,
    flood: options.flood ?? null,
    onTimers: timers.noticed,
  });
  delivery.start();
  timers.start();
  return {
    engine,
    sent: () => sent,
    async close() {
      await timers.stop();
      await engine.stop();
      await delivery.idle();
      await delivery.stop();
    },
  };
}
