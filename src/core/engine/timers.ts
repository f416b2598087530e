/** The timer worker: claims timers that are due by the database's clock and hands them to the engine as events. */
import { UnavailableError } from '../errors.ts';
import type { Timer } from '../event.ts';
import { type Log, logFailure } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Committed, Store } from '../store.ts';
import { timerEvent } from './decide.ts';
import type { Engine } from './engine.ts';
import { createLooks } from './looks.ts';

export interface TimerWorkerOptions {
  store: Store;
  engine: Pick<Engine, 'handle'>;
  token: string;
  log: Log;
  metrics: Metrics;
  leaseMs?: number;
  limit?: number;
  /** The longest time without a look: timers set by another process are seen after it. */
  lookMs?: number;
}

export interface TimerWorker {
  start(): void;
  /** A commit has set timers: look in time for them. */
  noticed(timers: readonly Timer[], committed: Pick<Committed, 'now'>): void;
  /** Claims what is due now and handles it. Resolves with how many there were. */
  runOnce(): Promise<number>;
  /** Claims no more. What was claimed is in the engine's hands, which finishes it or gives it up when it stops. */
  stop(): Promise<void>;
}

const LEASE_MS = 10_000;
const LIMIT = 256;
const LOOK_MS = 1_000;

export function createTimerWorker(options: TimerWorkerOptions): TimerWorker {
  const { store, engine, token, log, metrics } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const limit = options.limit ?? LIMIT;
  const lookMs = options.lookMs ?? LOOK_MS;
  let claiming: Promise<unknown> | undefined;
  const inHand = new Set<Promise<void>>();
  let hasRoom = Promise.withResolvers<void>();
  let stopped = false;

  /** The next are claimed while these are being written, so that a crowd that is due at once leaves no gaps. */
  async function claimAndHandle(): Promise<{ handled: number; nextInMs: number | undefined }> {
    while (inHand.size > limit / 2 && !stopped) await hasRoom.promise;
    if (stopped) return { handled: 0, nextInMs: undefined };
    const claim = store.timers.claim({ token, leaseMs, limit });
    claiming = claim.catch(() => {});
    const { timers, nextInMs, now } = await claim;
    for (const timer of timers) {
      metrics.timerLate(Math.max(0, Date.parse(now) - Date.parse(timer.dueAt)) / 1000);
      const handling: Promise<void> = handle(timer).finally(() => {
        inHand.delete(handling);
        hasRoom.resolve();
        hasRoom = Promise.withResolvers();
      });
      inHand.add(handling);
    }
    return { handled: timers.length, nextInMs };
  }

  async function handle(timer: Timer): Promise<void> {
    try {
      await engine.handle(timerEvent(timer));
    } catch (error) {
      // Its lease lapses and it is claimed again.
      if (!(error instanceof UnavailableError))
        log.error({ timer: timer.key, err: error }, 'a timer could not be handled');
    }
  }

  const looks = createLooks({
    work: claimAndHandle,
    lookMs,
    onFailure: (error) => logFailure(log, error, {}, 'timers could not be looked at'),
  });

  return {
    start: looks.start,
    noticed(timers, committed) {
      const now = Date.parse(committed.now);
      for (const timer of timers) looks.schedule(Date.parse(timer.dueAt) - now);
    },
    async runOnce() {
      const claimed = await looks.runOnce();
      await Promise.all(inHand);
      return claimed;
    },
    async stop() {
      // Not waited for: what is being handled ends when the engine stops.
      void looks.stop();
      stopped = true;
      hasRoom.resolve();
      await claiming;
    },
  };
}
