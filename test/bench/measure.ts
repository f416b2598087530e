/** Timing and statistics for the benchmark. */
import { setTimeout as pause } from 'node:timers/promises';

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which that share of the values lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

export interface Load {
  perSecond: number;
  /** Of each piece of work, in ms. */
  latenciesMs: number[];
}

/**
 * Closed loop: so many workers, each doing one piece of work after the other, until the time is over. What begins before the
 * warm-up is over does not count.
 */
export async function closedLoop(
  workers: number,
  warmUpMs: number,
  measureMs: number,
  work: (worker: number) => Work,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const from = performance.now() + warmUpMs;
  const until = from + measureMs;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const next = work(worker);
      while (performance.now() < until) {
        const began = performance.now();
        await next();
        const ended = performance.now();
        if (began >= from && ended <= until) latenciesMs.push(ended - began);
      }
    }),
  );
  return { perSecond: (latenciesMs.length * 1000) / measureMs, latenciesMs };
}

/** Does the next piece of work. */
export type Work = () => Promise<unknown>;

/** Open loop: work begins at a fixed rate, whether or not what came before has ended; latency counts from when it should have begun. */
export async function openLoop(perSecond: number, seconds: number, work: () => Promise<unknown>): Promise<number[]> {
  const latenciesMs: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = began + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    running.push(
      work().then(() => {
        latenciesMs.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  return latenciesMs;
}
