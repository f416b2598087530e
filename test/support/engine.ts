/** Engines for tests: a process as the program puts it together, events with defaults, and a bot that does what the words say. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createDelivery, type Delivery, type DeliveryOptions } from '../../src/core/engine/delivery.ts';
import { createEngine, type Engine, type EngineOptions } from '../../src/core/engine/engine.ts';
import type { Desk } from '../../src/core/engine/posting.ts';
import { createTimerWorker, type TimerWorker } from '../../src/core/engine/timers.ts';
import type { Event, FlowEvent, Input, PersonEvent, ThreadRef } from '../../src/core/event.ts';
import type { Bot, Context, Outcome } from '../../src/core/flow.ts';
import { accountId, conversationId, eventId, personId, threadId } from '../../src/core/ids.ts';
import type { Log } from '../../src/core/log.ts';
import { type Reply, verbatim } from '../../src/core/message.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import type { PendingRow, Store } from '../../src/core/store.ts';
import type { Cell, Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { createStore } from '../../src/store/store.ts';
import { aPlatform, type Platform } from './platform.ts';
import { createDatabase } from './postgres.ts';
import { emptyTables, openMigratedDatabase } from './store.ts';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const aThread = (channel = 'fake', address: string = randomUUID()): ThreadRef => ({
  id: threadId(channel, address),
  channel,
  address,
});

/** Like `Partial`, with the event's parts by what tests care about. */
export interface Said {
  nativeId?: string;
  user?: string;
  thread?: ThreadRef;
  text?: string;
  input?: Input;
}

export function aMessage({ nativeId, user, thread = aThread(), text = 'hello', input }: Said = {}): PersonEvent {
  const { channel } = thread;
  const userId = user ?? thread.address;
  return {
    type: 'person',
    id: eventId(channel, nativeId ?? randomUUID()),
    at: '2026-11-21T20:40:53.123Z',
    thread,
    author: { accountId: accountId(channel, '', userId), channel, workspace: '', userId, displayName: userId },
    input: input ?? { type: 'message', text },
  };
}

export const conversationOf = (event: PersonEvent): string => conversationId(event.thread.id, event.author.accountId);
export const personOf = (event: PersonEvent): string => personId(event.author.accountId);

export const aReply = (text: string, reply: Partial<Reply> = {}): Reply => ({ text: verbatim(text), ...reply });
export const anOutcome = (outcome: Partial<Outcome> = {}): Outcome => ({ replies: [], effects: [], ...outcome });

/** What a person wrote; empty for everything else. */
export const wordsOf = (event: Event): string =>
  event.type === 'person' && event.input.type === 'message' ? event.input.text : '';

/** Says back what it hears. */
export const echo: Bot['respond'] = async (event) => anOutcome({ replies: [aReply(wordsOf(event))] });

export const aBot = (respond: Bot['respond'] = echo): Bot => ({
  respond,
  apology: () => ({ text: { key: 'apology' } }),
  setAside: ({ id, error }) => aReply(`set aside: ${id} (${error})`),
  heldBack: ({ id, name }) => ({ author: { text: { key: 'held-back' } }, desk: aReply(`held back: ${name} ${id}`) }),
});

/** Answers by the words that it hears; others are said back. */
export const aBotThat = (
  answers: Record<string, (context: Context, event: FlowEvent) => Outcome | Promise<Outcome>>,
): Bot => aBot(async (event, context) => await (answers[wordsOf(event)] ?? ((c, e) => echo(e, c)))(context, event));

export interface ProcessOptions {
  store: Store;
  platform?: Platform;
  bot?: Bot;
  immediate?: boolean;
  reach?: () => readonly string[] | undefined;
  desks?: readonly Desk[];
  log?: Log;
  engine?: Partial<EngineOptions>;
  delivery?: Partial<DeliveryOptions>;
  timers?: { leaseMs?: number; lookMs?: number };
}

/** The parts of one running program. Nothing runs by itself until `start`. */
export interface Process {
  token: string;
  platform: Platform;
  engine: Engine;
  delivery: Delivery;
  timers: TimerWorker;
  refusals: { row: PendingRow; reason: string }[];
  handle: Engine['handle'];
  /** Starts the sweep and the timers. */
  start(): void;
  stop(): Promise<void>;
}

const processes = new Set<Process>();

/** A process; those that a test leaves running are stopped when it ends. */
export function aProcess(options: ProcessOptions): Process {
  const { store, platform = aPlatform(), bot = aBot(), immediate = true, desks = [], log = silent } = options;
  const token = randomUUID();
  const refusals: Process['refusals'] = [];
  const adapter = platform.adapter({ immediate, ...(options.reach && { reach: options.reach }) });
  const delivery = createDelivery({
    store,
    adapters: [adapter],
    token,
    log,
    metrics: noMetrics,
    onRefused: (row, reason) => refusals.push({ row, reason }),
    flushMs: 5,
    sweepMs: 20,
    lingerMs: 0,
    ...options.delivery,
  });
  const timers = createTimerWorker({
    store,
    engine: { handle: (event) => engine.handle(event) },
    token,
    log,
    metrics: noMetrics,
    ...options.timers,
  });
  const engine = createEngine({
    store,
    bot,
    delivery,
    log,
    metrics: noMetrics,
    desks,
    zone: 'Asia/Shanghai',
    defaultLanguage: 'en',
    canAnswerAtOnce: () => immediate,
    flood: null,
    onTimers: timers.noticed,
    ...options.engine,
  });
  const process: Process = {
    token,
    platform,
    engine,
    delivery,
    timers,
    refusals,
    handle: engine.handle,
    start: () => {
      delivery.start();
      timers.start();
    },
    stop: async () => {
      processes.delete(process);
      await timers.stop();
      await engine.stop();
      await delivery.stop();
    },
  };
  processes.add(process);
  return process;
}

/** A database under test. */
export interface TestStores {
  readonly store: Store;
  /** Another store on it, as another process has one. */
  another(): Promise<Store>;
  sql(text: string): Promise<Cell[][]>;
  count(table: string, where?: string): Promise<number>;
  /** Where a Postgres server has it. */
  readonly url: string;
}

interface OpenedStores {
  database: Database;
  url: string;
  open(): Promise<Store>;
  close(): Promise<void>;
}

/** An empty database for each test of the file, wherever there is one; its processes share one store's connections. */
export const onDatabase = (): TestStores =>
  stores(async () => {
    const database = await openMigratedDatabase();
    const open = async () => createStore(database);
    return { database, url: '', open, close: () => database.close() };
  });

/** An empty database on the server for each test of the file, where each process has its own connections. */
export const onPostgres = (): TestStores =>
  stores(async () => {
    const { url, drop } = await createDatabase({ lasting: false });
    const opened: Store[] = [];
    const open = async () => {
      const store = await openStore({ url }, { poolSize: 4 });
      opened.push(store);
      return store;
    };
    await open();
    const database = openPostgres(url, { poolSize: 1 });
    return {
      database,
      url,
      open,
      close: async () => {
        await Promise.all([...opened, database].map((one) => one.close()));
        await drop();
      },
    };
  });

function stores(open: () => Promise<OpenedStores>): TestStores {
  let opened: OpenedStores | undefined;
  let store: Store | undefined;
  const current = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the database is not open');
    return part;
  };
  beforeAll(async () => {
    opened = await open();
    store = await opened.open();
  });
  beforeEach(() => emptyTables(current(opened).database));
  afterEach(async () => {
    await Promise.all([...processes].map((process) => process.stop()));
  });
  afterAll(async () => {
    await opened?.close();
  });
  const sql: TestStores['sql'] = (text) => current(opened).database.query(text, []);
  return {
    get store() {
      return current(store);
    },
    get url() {
      return current(opened).url;
    },
    another: () => current(opened).open(),
    sql,
    count: async (table, where = 'true') => Number((await sql(`select count(*) from ${table} where ${where}`))[0]?.[0]),
  };
}

/** Has the process say something in a thread; each time as another person, so that only the thread orders it. */
export const say = (process: Process, thread: ThreadRef, text: string) =>
  process.handle(aMessage({ thread, text, user: `${text} ${Math.random()}` }));

export async function sayAll(process: Process, thread: ThreadRef, ...texts: string[]): Promise<void> {
  for (const text of texts) await say(process, thread, text);
}
