/**
 * Delivery: brings committed messages to their platforms, in the order of each thread. Only the process whose token is on a thread's
 * lease sends from it, always the lowest unsent row; what became of it is marked with the next commit, or alone after a short while.
 * A crash between send and mark sends that one message again.
 */
import type { Adapter } from '../adapter.ts';
import type { Decision } from '../decision.ts';
import type { ThreadRef } from '../event.ts';
import { type Log, logFailure } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { CommitOptions, Committed, MarkResult, Marks, PendingRow, Store } from '../store.ts';
import { createMarkBook } from './marks.ts';
import { createReceipts } from './receipts.ts';
import { createSender, rowsOf } from './sends.ts';

export interface DeliveryOptions {
  store: Store;
  adapters: readonly Adapter[];
  /** Unique to this process: a uuid. */
  token: string;
  log: Log;
  metrics: Metrics;
  /** A message was refused for good. */
  onRefused(row: PendingRow, reason: string): void;
  leaseMs?: number;
  /** Between looks for threads whose messages nobody sends: another process died, or a delay is over. */
  sweepMs?: number;
  /** Marks wait this long for a commit to ride on. */
  flushMs?: number;
  /** A lease is kept for so long after the last message: in a conversation the next one comes soon. 0: not at all. */
  lingerMs?: number;
  /** Between looks whether the files that a message waits for have been made. */
  awaitMs?: number;
}

/** A place on the next commit: marks that ride along, and which threads' leases to take. */
export interface Ride {
  options: CommitOptions;
  arrived(committed: Committed): void;
  missed(): void;
}

export interface Delivery {
  board(decisions: readonly Decision[]): Ride;
  /**
   * A commit to these threads was never answered, and only now is it known whether its event was written: leases that it took unheard
   * are given back, or nobody would send until they end.
   */
  unheard(threads: readonly ThreadRef[]): void;
  start(): void;
  /** Looks at once for messages that can be sent now, for example because a reader arrived. */
  sweep(): Promise<void>;
  /** Resolves when this process has nothing left to send. */
  idle(): Promise<void>;
  /** Sends no more, writes the last marks, gives the leases back. */
  stop(): Promise<void>;
}

/** What a killed process held waits for so long. Sends take a second or two; a longer one renews. */
const LEASE_MS = 10_000;
const SWEEP_MS = 500;
const FLUSH_MS = 50;
/** What another process adds to a thread meanwhile is sent when the lease is given back, so this is its delay. */
const LINGER_MS = 250;
const AWAIT_MS = 500;
/** Threads taken over in one sweep, and rows read of each at a time. */
const SWEEP_LIMIT = 200;
const READ_LIMIT = 50;

/** A thread whose lease this process holds. */
interface Lane {
  /** The next ones to be sent, without gaps. */
  rows: PendingRow[];
  /** The highest seq that this process knows of in the thread. */
  tail: number;
  /** The database has rows behind those in `rows`: they are read when `rows` is empty. */
  stale: boolean;
  /** The rows behind are someone else's who did not go on with them, and may have sent some. */
  doubtful: boolean;
  sending: boolean;
  /** On this process's monotonic clock; 0 when it is in doubt, so that it is asked for before the next send. */
  leaseEndsAt: number;
  /** The lease is kept for a while. Not where only some threads are within reach: another terminal may be reading this one next. */
  lingers: boolean;
  /** Since when there has been nothing to send, on the same clock; undefined while there is, and once the lease is on its way back. */
  quietSince: number | undefined;
  /** How often a commit or a sweep found the lease here: an answer that was asked for before the last time is out of date. */
  takes: number;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, token, log, metrics } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const sweepMs = options.sweepMs ?? SWEEP_MS;
  const flushMs = options.flushMs ?? FLUSH_MS;
  const lingerMs = options.lingerMs ?? LINGER_MS;
  const awaitMs = options.awaitMs ?? AWAIT_MS;
  const adapters = new Map(options.adapters.map((adapter) => [adapter.channel, adapter]));
  const lanes = new Map<string, Lane>();
  /** Threads that must wait, and until when on this process's monotonic clock: their lease is not taken again before. */
  const delayed = new Map<string, number>();
  const marks = createMarkBook({ store, token, log, leaseMs, flushMs, onWritten: settle });
  let sweepTimer: NodeJS.Timeout | undefined;
  let lingerTimer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let stopping = false;
  const sends = new Set<Promise<void>>();
  const receipts = createReceipts();
  const sender = createSender({ store, adapters });
  /**
   * For each statement on its way that takes leases: the threads that were given back or lost since it set out. Answers arrive in any
   * order, so what it says of their leases may be out of date.
   */
  const doubts = new Set<Set<string>>();
  const idleWaiters = new Set<() => void>();

  const canSend = (thread: ThreadRef): boolean =>
    !stopping && !isDelayed(thread.id) && !marks.isHolding(thread.id) && reaches(thread);

  function reaches(thread: ThreadRef): boolean {
    const adapter = adapters.get(thread.channel);
    if (!adapter) return false;
    const reach = adapter.reach();
    return reach === undefined || reach.includes(thread.id);
  }

  function isDelayed(id: string): boolean {
    const until = delayed.get(id);
    if (until === undefined) return false;
    if (performance.now() < until) return true;
    delayed.delete(id);
    return false;
  }

  /** Forgets threads that were given back or lost; renewed ones go on. */
  function settle(result: MarkResult, taken: Marks): void {
    for (const id of result.released) {
      for (const doubted of doubts) doubted.add(id);
      const lane = lanes.get(id);
      if (!lane) continue;
      if (!lane.sending && lane.rows.length === 0) lanes.delete(id);
      // Lost, or given back and taken again since: answers of two statements arrive in any order, so the database is asked.
      else lane.leaseEndsAt = 0;
    }
    for (const mark of taken.threads) {
      const lane = lanes.get(mark.threadId);
      if (!lane || result.released.includes(mark.threadId)) continue;
      // Not given back: the thread has grown by someone else's row.
      if (mark.type === 'release' && !lane.sending && lane.rows.length === 0) lane.stale = true;
      run(mark.threadId, lane);
    }
    checkIdle();
  }

  const isQuiet = (lane: Lane): boolean => !lane.sending && !lane.stale && lane.rows.length === 0;

  const isIdle = (): boolean => marks.none() && [...lanes.values()].every(isQuiet);

  function checkIdle(): void {
    if (idleWaiters.size === 0 || !isIdle()) return;
    for (const done of idleWaiters) done();
    idleWaiters.clear();
  }

  function open(id: string, lane: Pick<Lane, 'rows' | 'tail' | 'stale' | 'doubtful' | 'leaseEndsAt'>): void {
    const opened: Lane = {
      ...lane,
      sending: false,
      lingers: false,
      quietSince: undefined,
      takes: 1,
    };
    lanes.set(id, opened);
    run(id, opened);
  }

  function run(id: string, lane: Lane): void {
    if (lane.sending || stopping) return;
    lane.sending = true;
    lane.quietSince = undefined;
    marks.keep(id);
    const sent: Promise<void> = drain(id, lane)
      .catch((error: unknown) => {
        // The rows stay in the outbox; whoever sweeps when the lease is back goes on with them.
        logFailure(log, error, { thread: id }, 'a thread was given up for now');
        lanes.delete(id);
        marks.yieldLease(id);
      })
      .finally(() => {
        sends.delete(sent);
        lane.sending = false;
        if (lanes.get(id) === lane) {
          if (stopping) marks.yieldLease(id);
          // Rows that came after the last look.
          else if (lane.rows.length > 0 || lane.stale) run(id, lane);
        }
        checkIdle();
      });
    sends.add(sent);
  }

  async function drain(id: string, lane: Lane): Promise<void> {
    while (!stopping) {
      if (lane.rows.length === 0 && lane.stale) {
        await refresh(id, lane);
        continue;
      }
      const row = lane.rows[0];
      if (!row) {
        if (!lane.lingers) marks.release(id, lane.tail);
        else {
          lane.quietSince = performance.now();
          scheduleRelease();
        }
        return;
      }
      if (performance.now() > lane.leaseEndsAt - leaseMs / 3 && !(await renew(id, lane))) return;
      if (!reaches(row.thread)) {
        lanes.delete(id);
        marks.yieldLease(id);
        return;
      }
      lane.lingers = lingerMs > 0 && adapters.get(row.thread.channel)?.reach() === undefined;
      const goOn = await send(id, lane, row);
      lane.rows.shift();
      if (!goOn) {
        lanes.delete(id);
        return;
      }
    }
  }

  function scheduleRelease(): void {
    if (stopping) return;
    lingerTimer ??= setTimeout(() => {
      lingerTimer = undefined;
      releaseQuiet();
    }, lingerMs);
  }

  /** Gives back the leases of threads that have been quiet for long enough. */
  function releaseQuiet(): void {
    const now = performance.now();
    for (const [id, lane] of lanes) {
      if (lane.quietSince === undefined || !isQuiet(lane)) continue;
      if (now - lane.quietSince < lingerMs) {
        scheduleRelease();
        continue;
      }
      lane.quietSince = undefined;
      marks.release(id, lane.tail);
    }
  }

  async function refresh(id: string, lane: Lane): Promise<void> {
    const { takes } = lane;
    // As they are now: a mark that is written while the rows are read is not in what is read.
    const dealt = marks.dealt(id);
    const limit = READ_LIMIT + dealt.size;
    const rows = await store.outbox.pending([id], limit);
    lane.rows = rows.filter((row) => !dealt.has(row.id));
    const { doubtful } = lane;
    lane.doubtful = false;
    for (const row of lane.rows) {
      if (doubtful) row.attempts = Math.max(row.attempts, 1);
      const settles = row.message.settles?.outboxId;
      if (row.replaces !== null) row.replacesNativeId ??= dealt.get(row.replaces) ?? null;
      if (settles !== undefined) row.settlesNativeId ??= dealt.get(settles) ?? null;
      if (row.message.under !== undefined) row.underNativeId ??= dealt.get(row.message.under) ?? null;
    }
    lane.tail = Math.max(lane.tail, rows.at(-1)?.seq ?? 0);
    lane.stale = rows.length === limit || lane.takes !== takes;
  }

  /** False when another process has taken the thread over. */
  async function renew(id: string, lane: Lane): Promise<boolean> {
    const { takes } = lane;
    const since = performance.now();
    const result = await store.outbox.mark(
      { rows: [], threads: [{ type: 'renew', threadId: id }] },
      { token, leaseMs },
    );
    if (result.released.includes(id)) {
      if (lane.takes !== takes) return await renew(id, lane);
      lanes.delete(id);
      return false;
    }
    lane.leaseEndsAt = since + leaseMs;
    return true;
  }

  /** True when the thread can go on with its next row. */
  async function send(id: string, lane: Lane, row: PendingRow): Promise<boolean> {
    const { channel } = row.thread;
    const result = await sender(row);
    if (result.type === 'awaits') {
      marks.awaits(id, awaitMs);
      delayed.set(id, performance.now() + awaitMs);
      return false;
    }
    if (result.type === 'sent') {
      marks.sent(row, result.nativeId);
      receipts.keep(row.id, result.nativeId, lane.rows);
      metrics.delivery(channel, 'sent');
      return true;
    }
    metrics.delivery(channel, result.reason);
    if (result.reason === 'refused') {
      marks.refused(row, result.text);
      options.onRefused(row, result.text);
      return true;
    }
    const { reason, delayMs } = result;
    marks.delayed(row, result.text, delayMs);
    delayed.set(id, performance.now() + delayMs);
    log.warn({ outbox: row.id, channel, reason, delayMs }, 'a message could not be sent yet');
    return false;
  }

  async function sweepOnce(): Promise<void> {
    const reach = [...adapters.values()].map((adapter) => ({ channel: adapter.channel, threads: adapter.reach() }));
    if (stopping || reach.length === 0) return;
    for (const id of [...delayed.keys()]) isDelayed(id);
    const since = performance.now();
    const doubted = new Set<string>();
    doubts.add(doubted);
    const claim = store.outbox.claim(reach, { token, leaseMs, limit: SWEEP_LIMIT });
    const claimed = await claim.finally(() => doubts.delete(doubted));
    for (const { id, tail } of claimed) {
      if (marks.isHeldBack(id)) continue;
      const leaseEndsAt = doubted.has(id) ? 0 : since + leaseMs;
      const lane = lanes.get(id);
      if (!lane) {
        // The claim itself has counted what may have been sent.
        open(id, { rows: [], tail, stale: true, doubtful: false, leaseEndsAt });
        continue;
      }
      lane.takes += 1;
      lane.leaseEndsAt = leaseEndsAt;
      lane.stale = true;
      run(id, lane);
    }
  }

  function sweep(): Promise<void> {
    sweeping ??= sweepOnce()
      .catch((error: unknown) => logFailure(log, error, {}, 'the outbox could not be looked at'))
      .finally(() => {
        sweeping = undefined;
      });
    return sweeping;
  }

  function scheduleSweep(): void {
    sweepTimer = setTimeout(() => void sweep().finally(() => !stopping && scheduleSweep()), sweepMs);
  }

  function board(decisions: readonly Decision[]): Ride {
    const threads = new Map(decisions.flatMap((decision) => decision.threads.map((thread) => [thread.id, thread])));
    const take = new Set([...threads.values()].filter(canSend).map((thread) => thread.id));
    const riding = marks.take();
    const since = performance.now();
    const doubted = new Set<string>();
    doubts.add(doubted);
    return {
      options: { token, leaseMs, take, marks: riding },
      arrived(committed) {
        doubts.delete(doubted);
        marks.written(riding, committed.marks);
        const rows = rowsOf(threads, decisions, committed);
        for (const thread of committed.threads) {
          if (!thread.held) continue;
          // Without having asked for it, the lease is one from before, and when it ends is not known.
          const leaseEndsAt = take.has(thread.id) && !doubted.has(thread.id) ? since + leaseMs : 0;
          accept(thread, rows.get(thread.id) ?? [], leaseEndsAt);
        }
      },
      missed: () => {
        doubts.delete(doubted);
        marks.giveBack(riding);
      },
    };
  }

  function accept(held: Committed['threads'][number], rows: PendingRow[], leaseEndsAt: number): void {
    const { id, tail } = held;
    if (marks.isHeldBack(id)) return;
    if (stopping) {
      marks.yieldLease(id);
      return;
    }
    const lane = lanes.get(id);
    // Replaced messages need the platform's id, and a gap means rows of another process: both are read from the database.
    if (!lane) {
      const stale = held.backlog || !rows.every((row) => receipts.fill(row, rows));
      open(id, { rows: stale ? [] : rows, tail, stale, doubtful: held.backlog, leaseEndsAt });
      return;
    }
    lane.takes += 1;
    lane.leaseEndsAt = Math.max(lane.leaseEndsAt, leaseEndsAt);
    if (rows[0]?.seq !== lane.tail + 1 || !rows.every((row) => receipts.fill(row, [...lane.rows, ...rows])))
      lane.stale = true;
    if (!lane.stale) lane.rows.push(...rows);
    lane.tail = Math.max(lane.tail, tail);
    run(id, lane);
  }

  function unheard(threads: readonly ThreadRef[]): void {
    for (const { id } of threads) if (!lanes.has(id) && !marks.isHeldBack(id)) marks.yieldLease(id);
  }

  return {
    board,
    unheard,
    start: scheduleSweep,
    sweep,
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idleWaiters.add(resolve))),
    async stop() {
      stopping = true;
      clearTimeout(sweepTimer);
      clearTimeout(lingerTimer);
      await sweeping;
      for (const [id, lane] of lanes) if (!lane.sending) marks.yieldLease(id);
      await marks.flush();
      // A message on its way keeps its lease until it is marked, or the next process would send it again.
      await Promise.all(sends);
      await marks.flush();
      marks.close();
    },
  };
}
