/** The real bot behind one adapter that hands over at once: for tests that play people, one event after the other. */
import { randomUUID } from 'node:crypto';
import type { Adapter } from '../../src/core/adapter.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine, type EngineOptions } from '../../src/core/engine/engine.ts';
import type { Log } from '../../src/core/log.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import type { Store } from '../../src/core/store.ts';
import { createBot } from '../../src/flows/bot.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

type Rest = Omit<EngineOptions, 'store' | 'bot' | 'delivery' | 'log' | 'metrics'>;

export function startBotEngine(store: Store, adapter: Adapter, options: Rest) {
  const delivery = createDelivery({
    store,
    adapters: [adapter],
    token: randomUUID(),
    log: silent,
    metrics: noMetrics,
    flushMs: 0,
    onRefused: (_, reason) => {
      throw new Error(reason);
    },
  });
  const engine = createEngine({ store, bot: createBot(), delivery, log: silent, metrics: noMetrics, ...options });
  return { delivery, engine };
}
