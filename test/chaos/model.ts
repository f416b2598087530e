/**
 * What must be there: the accepted events, each once, handled one after the other by the same engine and flows on a
 * database of its own. From what is checked it takes only what chance or the clock gave: the moment of each event and the numbers
 * of cases. Everything else has to come out the same.
 */
import { randomUUID } from 'node:crypto';
import { timerEvent } from '../../src/core/engine/decide.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Timer } from '../../src/core/event.ts';
import type { Bot } from '../../src/core/flow.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import { createBot } from '../../src/flows/bot.ts';
import { createStore } from '../../src/store/store.ts';
import { openMigratedDatabase } from '../support/store.ts';
import { HASTE } from './haste.ts';
import { asking, type Snapshot, snapshotOf } from './snapshot.ts';
import { DESKS, eventOf, type Line, seedOf } from './world.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The bot as it was at the time. */
function botOf(actual: Snapshot): Bot {
  const bot = createBot();
  const times = new Map(actual.journal.map((entry) => [entry.event_id, new Date(entry.at).toISOString()]));
  const numbers = new Map(actual.case_file.map((one) => [one.id, one.number]));
  return {
    ...bot,
    respond: (event, context) =>
      bot.respond(event, {
        ...context,
        now: times.get(event.id) ?? context.now,
        caseNumber: async () => numbers.get(context.id('case')) ?? (await context.caseNumber()),
      }),
  };
}

/** Timers of cases whose deadline came at once. */
function hastyIn({ timer, case_file }: Snapshot): Timer[] {
  const hasty = new Set(case_file.filter(({ words }) => words.includes(HASTE)).map(({ id }) => id));
  return timer
    .filter(({ ids }) => hasty.has(ids.case ?? ''))
    .map(({ due_at, ...rest }) => ({ ...rest, dueAt: due_at }));
}

export async function modelOf(accepted: readonly Line[], actual: Snapshot): Promise<Snapshot> {
  const database = await openMigratedDatabase();
  const store = createStore(database);
  try {
    await store.seed(seedOf(new Date().toISOString()));
    const token = randomUUID();
    const delivery = createDelivery({ store, adapters: [], token, log: silent, metrics: noMetrics, onRefused() {} });
    const engine = createEngine({
      store,
      bot: botOf(actual),
      delivery,
      log: silent,
      metrics: noMetrics,
      desks: DESKS,
      zone: 'Asia/Shanghai',
      defaultLanguage: 'en',
      canAnswerAtOnce: () => false,
      flood: null,
    });
    for (const line of accepted) await engine.handle(eventOf(line));
    // Nobody settles the cases that were in haste, so it does not matter when their time has come.
    for (const timer of hastyIn(await snapshotOf(asking(database)))) await engine.handle(timerEvent(timer));
    await engine.stop();
    return await snapshotOf(asking(database));
  } finally {
    await store.close();
  }
}
