/** Looking for due work again and again: at once when there is word of some, when the next piece is due, and now and then in any case. */

export interface LooksOptions {
  /** Claims what is due and handles it; when the next piece is due, as far as the claim knew. */
  work(): Promise<{ handled: number; nextInMs: number | undefined }>;
  /** The longest time without a look: what another process left behind is seen after it. */
  lookMs: number;
  /** Word of a look that failed; there will be another one. */
  onFailure(error: unknown): void;
}

export interface Looks {
  start(): void;
  /** There is something to do then. */
  schedule(inMs: number): void;
  /** Looks now. Resolves with how many pieces of work there were. */
  runOnce(): Promise<number>;
  /** Looks no more; resolves when a look that is going on has ended. */
  stop(): Promise<void>;
}

export function createLooks({ work, lookMs, onFailure }: LooksOptions): Looks {
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Number.POSITIVE_INFINITY;
  let running: Promise<number> | undefined;
  /** Word came while work was done: there is more to claim than that claim knew of. */
  let missed = false;
  let active = false;

  function runOnce(): Promise<number> {
    running ??= work()
      .then(({ handled, nextInMs }) => {
        schedule(missed ? 0 : (nextInMs ?? lookMs));
        missed = false;
        return handled;
      })
      .catch((error: unknown) => {
        onFailure(error);
        schedule(lookMs);
        return 0;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  function schedule(inMs: number): void {
    if (!active) return;
    const wait = Math.min(Math.max(inMs, 0), lookMs);
    const at = performance.now() + wait;
    if (alarm && alarmAt <= at) return;
    clearTimeout(alarm);
    alarmAt = at;
    alarm = setTimeout(() => {
      alarm = undefined;
      if (running) missed = true;
      else void runOnce();
    }, wait);
  }

  return {
    start() {
      active = true;
      schedule(0);
    },
    schedule,
    runOnce,
    async stop() {
      active = false;
      clearTimeout(alarm);
      await running;
    },
  };
}
