/**
 * The marks of delivery on their way to the database: what became of sends, and which leases are given back. They ride on the next
 * commit, or go alone after a short while. Which mark is due is decided in `delivery.ts`.
 */
import { mendText } from '../event.ts';
import { type Log, logFailure } from '../log.ts';
import type { MarkResult, Marks, PendingRow, RowMark, Store, ThreadMark } from '../store.ts';

export interface MarkBookOptions {
  store: Pick<Store, 'outbox'>;
  token: string;
  leaseMs: number;
  flushMs: number;
  log: Log;
  /** Marks were written. */
  onWritten(result: MarkResult, marks: Marks): void;
}

/** After marks that could not be written. */
const RETRY_MS = 500;

export function createMarkBook(options: MarkBookOptions) {
  const { store, token, leaseMs, flushMs, log } = options;
  /** What is to be written, at most one mark for each row and thread: the newest. */
  let rowMarks = new Map<string, RowMark>();
  let threadMarks = new Map<string, ThreadMark>();
  /**
   * Threads whose marks are on their way. Their next marks wait, since statements on two connections overtake each other: a lease
   * given back before the row's own mark would leave that row to be sent again.
   */
  const travelling = new Map<string, ThreadMark | undefined>();
  /** Rows dealt with whose marks are not known to be written, by thread: outbox id to native id. Read again, they are not sent again. */
  const unmarked = new Map<string, Map<string, string | null>>();
  let flushTimer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let closed = false;

  const isHold = (mark: ThreadMark | undefined): boolean => mark?.type === 'hold';

  function putRow(mark: RowMark): void {
    rowMarks.set(mark.id, mark);
    scheduleFlush();
  }

  function putThread(mark: ThreadMark): void {
    threadMarks.set(mark.threadId, mark);
    scheduleFlush();
  }

  function dealtWith(row: PendingRow, mark: RowMark, nativeId: string | null): void {
    const dealt = unmarked.get(mark.threadId) ?? new Map<string, string | null>();
    unmarked.set(mark.threadId, dealt.set(row.id, nativeId));
    putRow(mark);
  }

  /** Gives the lease back, whatever is unsent: those who can send find the thread by their next sweep. */
  const yieldLease = (threadId: string): void => putThread({ type: 'hold', threadId, delayMs: 0 });

  function take(): Marks {
    const free = (mark: RowMark | ThreadMark): boolean => !travelling.has(mark.threadId);
    const taken: Marks = { rows: [...rowMarks.values()].filter(free), threads: [...threadMarks.values()].filter(free) };
    for (const { id, threadId } of taken.rows) {
      rowMarks.delete(id);
      travelling.set(threadId, undefined);
    }
    for (const mark of taken.threads) {
      threadMarks.delete(mark.threadId);
      travelling.set(mark.threadId, mark);
    }
    clearTimeout(flushTimer);
    flushTimer = undefined;
    return taken;
  }

  function land({ rows, threads }: Marks): void {
    for (const { threadId } of [...rows, ...threads]) travelling.delete(threadId);
  }

  function written(taken: Marks, result: MarkResult): void {
    land(taken);
    for (const { id, threadId } of taken.rows) {
      const dealt = unmarked.get(threadId);
      dealt?.delete(id);
      if (dealt?.size === 0) unmarked.delete(threadId);
    }
    options.onWritten(result, taken);
    scheduleFlush();
  }

  /** They were not written, or it is not known: that they are written twice does no harm. */
  function giveBack(taken: Marks, againMs = flushMs): void {
    land(taken);
    rowMarks = new Map([...taken.rows.map((mark) => [mark.id, mark] as const), ...rowMarks]);
    threadMarks = new Map([...taken.threads.map((mark) => [mark.threadId, mark] as const), ...threadMarks]);
    scheduleFlush(againMs);
  }

  function scheduleFlush(inMs = flushMs): void {
    if (flushTimer || closed || rowMarks.size + threadMarks.size === 0) return;
    flushTimer = setTimeout(() => {
      flushTimer = undefined;
      void flush();
    }, inMs);
  }

  /** Writes the marks that no commit took along. */
  function flush(): Promise<void> {
    flushing = flushing.then(async () => {
      const taken = take();
      if (taken.rows.length + taken.threads.length === 0) return;
      try {
        written(taken, await store.outbox.mark(taken, { token, leaseMs }));
      } catch (error) {
        logFailure(log, error, {}, 'delivery marks could not be written yet');
        giveBack(taken, RETRY_MS);
      }
    });
    return flushing;
  }

  return {
    /** The platform has it. */
    sent(row: PendingRow, nativeId: string | null): void {
      const { id, thread } = row;
      dealtWith(row, { id, threadId: thread.id, status: 'sent', nativeId: nativeId && mendText(nativeId) }, nativeId);
    },
    /** Refused for good. */
    refused({ id, thread, ...row }: PendingRow, reason: string): void {
      const mark: RowMark = { id, threadId: thread.id, status: 'failed', error: mendText(reason) };
      dealtWith({ id, thread, ...row }, mark, null);
    },
    /** Tried in vain: nobody sends to the thread before the delay is over. */
    delayed({ id, thread }: PendingRow, reason: string, delayMs: number): void {
      putRow({ id, threadId: thread.id, status: 'pending', error: mendText(reason) });
      putThread({ type: 'hold', threadId: thread.id, delayMs });
    },
    /** What it takes along is not there yet: it is not tried, and nobody sends to the thread before the delay is over. */
    awaits: (threadId: string, delayMs: number): void => putThread({ type: 'hold', threadId, delayMs }),
    yieldLease,
    /** Gives the lease back, unless the thread has grown past `tail`. */
    release: (threadId: string, tail: number): void => putThread({ type: 'release', threadId, tail }),
    /** The thread has something to send again, so it is not given back yet. */
    keep(threadId: string): void {
      if (threadMarks.get(threadId)?.type === 'release') threadMarks.delete(threadId);
    },
    /** Whether a mark that holds the thread back is not known to be written. */
    isHolding: (threadId: string): boolean => isHold(threadMarks.get(threadId)) || isHold(travelling.get(threadId)),
    /** The same, when a commit or a sweep has just found the lease here. */
    isHeldBack(threadId: string): boolean {
      // One that waits comes after that and gives the lease back.
      if (isHold(threadMarks.get(threadId))) return true;
      if (!isHold(travelling.get(threadId))) return false;
      // One that travels may have come before: the lease is given back by another, which does nothing if it came after.
      yieldLease(threadId);
      return true;
    },
    /** Rows of a thread that were dealt with, each with its native id, whether or not the database knows. */
    dealt: (threadId: string): ReadonlyMap<string, string | null> => new Map(unmarked.get(threadId)),
    none: (): boolean => rowMarks.size + threadMarks.size + travelling.size === 0,
    take,
    written,
    giveBack,
    flush,
    close(): void {
      closed = true;
      clearTimeout(flushTimer);
    },
  };
}
