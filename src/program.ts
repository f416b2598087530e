/** Puts the parts together and takes them apart again, in the order in which nothing is lost. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Adapter } from './core/adapter.ts';
import { databaseNow } from './core/clock.ts';
import { takeInDeliveries } from './core/deliveries.ts';
import { createDelivery, type Delivery } from './core/engine/delivery.ts';
import { createEngine } from './core/engine/engine.ts';
import { createFileWorker, type FileWorker } from './core/engine/files.ts';
import type { Flood } from './core/engine/flood.ts';
import type { Desk } from './core/engine/posting.ts';
import { createTimerWorker, type TimerWorker } from './core/engine/timers.ts';
import { StoreError } from './core/errors.ts';
import type { Bot } from './core/flow.ts';
import { eventId, idOf } from './core/ids.ts';
import type { Log } from './core/log.ts';
import type { Metrics } from './core/metrics.ts';
import type { Store } from './core/store.ts';
import { applicationTables } from './documents/application-table.ts';
import { callTables } from './documents/call-table.ts';
import { caseTables } from './documents/case-table.ts';
import { createDocuments, MAKERS } from './documents/documents.ts';
import { dossierDocuments } from './documents/dossier.ts';
import { comparisonDocuments } from './documents/dossier-comparison.ts';
import type { Role } from './domain/person.ts';
import { autoKinds } from './domain/queues.ts';
import { nextMonthlyReport } from './domain/suggestions.ts';
import { createBot } from './flows/bot.ts';
import { CALL_DAY_TIMER } from './flows/callbacks/day-list.ts';
import { DISPATCH_TIMER } from './flows/desk/dispatch.ts';
import { SUGGESTIONS_TIMER } from './flows/kinds/suggestion-report.ts';
import { REGISTER_TIMER } from './flows/reports/register.ts';
import { REPORT_TIMER } from './flows/reports/reports.ts';
import { PURGE_TIMER } from './flows/timers.ts';
import { createDeliveryRoutes } from './http/deliveries.ts';
import { createMetrics } from './http/metrics.ts';
import { createHttpServer, type Listening } from './http/server.ts';
import { openConfigured } from './open-store.ts';

export interface ProgramOptions {
  config: Config;
  log: Log;
  /** Called with a line for the person who started the program. */
  tell(line: string): void;
  /** Serve health, readiness and metrics over HTTP. */
  http: boolean;
  /** Served over HTTP too. */
  routes?: Hono;
  /** Called when HTTP is served, which is before the database is there. */
  onListening?(listening: Listening): void;
  desks: readonly Desk[];
  /** What someone is who writes for the first time, by channel; absent: a prospect. */
  newcomerRole?(channel: string): Role;
  /** Made when the store is open, again if the database goes away meanwhile; what they need of the program comes in. */
  adapters(parts: { store: Store; delivery: () => Delivery }): Promise<Adapter[]>;
  /** What answers; this program's flows unless another one is given. */
  bot?: Bot;
  /** Who is over budget; null: nobody ever is. Absent: as for people. */
  flood?: Flood | null;
  /** For how long threads belong to a process that has died. */
  leaseMs?: number;
}

export interface Program {
  /** Resolves when everything taken in is safe and told, or at the latest after ten seconds. */
  stop(): Promise<void>;
}

/** Between tries to reach the database at the start. */
const START_PAUSE_MS = 500;
/** A stop that takes longer is cut: what is committed is safe, and what is unsent is sent by the next start. */
const STOP_MS = 10_000;
/** How often the outbox is measured for the metrics. */
const GAUGE_MS = 5_000;

export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { config, log, tell } = options;
  const metrics = createMetrics();
  let store: Store | undefined;
  let stopping = false;
  /** Between the start of everything and the stop. */
  let taking = false;
  const http = createHttpServer({
    ...config.http,
    fallbackToAnyPort: !config.http.portGiven,
    ready: async () => ({ database: await answers(store), stopping }),
    metrics: metrics.registry,
    routes: routesWith(options, () => (taking ? store : undefined)),
    log,
  });
  if (options.http) {
    const listening = await http.start();
    options.onListening?.(listening);
  }
  try {
    store = await whenThere(() => openConfigured(config, tell), options);
  } catch (error) {
    await http.stop(0);
    throw error;
  }
  metrics.databaseUp(true);
  const running = await run(store, { ...options, metrics });
  taking = true;

  return {
    async stop() {
      stopping = true;
      taking = false;
      const finished = running.stop().then(() => http.stop());
      await Promise.race([finished, pause(STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Deliveries come before the page, whose words nobody else may send. */
function routesWith({ config, routes, log }: ProgramOptions, store: () => Store | undefined): Hono | undefined {
  const { deliveriesToken: token, timeZone: zone } = config;
  if (token === undefined) return routes;
  const takeIn: Parameters<typeof createDeliveryRoutes>[0]['takeIn'] = (rows) => {
    const opened = store();
    return opened && takeInDeliveries(rows, { store: opened, zone });
  };
  const all = new Hono().route('/', createDeliveryRoutes({ token, takeIn, log }));
  return routes ? all.route('/', routes) : all;
}

async function answers(store: Store | undefined): Promise<boolean> {
  if (!store) return false;
  return await store.ping().then(
    () => true,
    () => false,
  );
}

/** A database that is away during the start is waited for; every other trouble ends the start. */
async function whenThere<T>(work: () => Promise<T>, { log, tell }: Pick<ProgramOptions, 'log' | 'tell'>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const result = await work();
      if (tries > 0) tell('The database can be reached now.');
      return result;
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'unreachable')) throw error;
      if (tries === 0) {
        tell(`The database (DATABASE_URL) can’t be reached yet; waiting for it: ${error.message}.`);
        log.warn({ err: error }, 'the database is away; waiting');
      }
      await pause(START_PAUSE_MS);
    }
  }
}

interface Running {
  stop(): Promise<void>;
}

async function run(
  store: Store,
  options: ProgramOptions & { metrics: ReturnType<typeof createMetrics> },
): Promise<Running> {
  const { config, log, desks, metrics } = options;
  // Only one process at a time has an embedded database open: what a killed one held is the next one's at once.
  const token = config.database.type === 'embedded' ? idOf('embedded') : randomUUID();
  await whenThere(() => seedChains(store, config), options);

  const adapters = await whenThere(() => options.adapters({ store, delivery: () => delivery }), options);
  const delivery: Delivery = createDelivery({
    store,
    adapters,
    token,
    log,
    metrics,
    ...(options.leaseMs !== undefined && { leaseMs: options.leaseMs }),
    onRefused: (row, reason) => {
      // Word of a refused message can't go to the very desk that refuses them.
      if (desks.some((desk) => desk.thread.id === row.thread.id)) return;
      const event = {
        type: 'undelivered',
        id: eventId('undelivered', row.id),
        outboxId: row.id,
        thread: row.thread,
        reason,
      } as const;
      engine
        .handle(event)
        .catch((error: unknown) => log.error({ err: error }, 'a refused message could not be reported'));
    },
  });
  const timers: TimerWorker = createTimerWorker({
    store,
    engine: { handle: (event) => engine.handle(event) },
    token,
    log,
    metrics,
  });
  const files: FileWorker = createFileWorker({
    store,
    adapters: [
      ...adapters,
      createDocuments({
        makers: {
          ...MAKERS,
          ...caseTables(store.reads),
          ...callTables(store.reads),
          ...dossierDocuments(store.reads, config.dossierRules),
          ...comparisonDocuments(store.reads, config.dossierRules),
          ...applicationTables(store.reads),
        },
      }),
    ],
    engine: { handle: (event) => engine.handle(event) },
    token,
    log,
  });
  const engine = createEngine({
    store,
    bot: options.bot ?? createBot(),
    delivery,
    log,
    metrics,
    desks,
    zone: config.timeZone,
    ...(config.deadlines && { deadlines: config.deadlines }),
    callRules: config.callRules,
    ...(config.applicationRules && { applicationRules: config.applicationRules }),
    dossierRules: config.dossierRules,
    ...(config.routing && { routing: config.routing }),
    directThread: (account) =>
      adapters.find(({ channel }) => channel === account.channel)?.directThread?.(account.userId),
    isShared: ({ channel, address }) =>
      adapters.find((adapter) => adapter.channel === channel)?.isShared?.(address) ?? false,
    defaultLanguage: config.defaultLanguage,
    ...(options.newcomerRole && { newcomerRole: options.newcomerRole }),
    canAnswerAtOnce: (channel) =>
      adapters.some((adapter) => adapter.channel === channel && adapter.capabilities.immediate),
    canShowDialogs: (channel) =>
      adapters.some((adapter) => adapter.channel === channel && adapter.capabilities.dialogs),
    canPick: (channel) =>
      adapters.some((adapter) => adapter.channel === channel && adapter.capabilities.pickers === true),
    ...(options.flood !== undefined && { flood: options.flood }),
    onTimers: timers.noticed,
    onFiles: files.noticed,
  });
  delivery.start();
  timers.start();
  files.start();
  const gauge = watchDatabase(store, metrics, log);
  for (const adapter of adapters) await adapter.start(engine.handle);

  return {
    async stop() {
      clearInterval(gauge);
      // All at once: with the database away, an adapter and the timers wait for events that only the engine's stop gives back.
      await Promise.all([...adapters.map((adapter) => adapter.stop()), timers.stop(), files.stop(), engine.stop()]);
      await delivery.stop();
      await store.close();
    },
  };
}

/** Measures the outbox, and says once when the database goes and when it comes back. */
function watchDatabase(store: Store, metrics: Metrics, log: Log): NodeJS.Timeout {
  let up = true;
  const saw = (isUp: boolean, error?: unknown): void => {
    metrics.databaseUp(isUp);
    if (up && !isUp) log.warn({ err: error }, 'the database is away');
    if (!up && isUp) log.info({}, 'the database is back');
    up = isUp;
  };
  const look = async (): Promise<void> => {
    try {
      const { pending, oldestMs } = await store.outbox.depth();
      metrics.outbox(pending, oldestMs / 1000);
      saw(true);
    } catch (error) {
      saw(false, error);
    }
  };
  return setInterval(() => void look(), GAUGE_MS).unref();
}

/** Recurring work: each link sets the next, so only a new database, or a new setting, has none. */
async function seedChains(store: Store, { routing, timeZone }: Config): Promise<void> {
  const now = await databaseNow(store);
  const first = (kind: string, dueAt: string) => {
    const key = `${kind}:first`;
    return { key, rev: idOf(key, dueAt), dueAt, kind, ids: {} };
  };
  const timers = [
    first(PURGE_TIMER, now),
    first(CALL_DAY_TIMER, now),
    first(REPORT_TIMER, now),
    first(REGISTER_TIMER, now),
    first(SUGGESTIONS_TIMER, nextMonthlyReport(now, timeZone)),
    ...(routing && autoKinds(routing).length > 0 ? [first(DISPATCH_TIMER, now)] : []),
  ];
  await store.seed({ people: [], accounts: [], outlets: [], timers });
}
