/** Waiting for conditions, never for time. */
import { vi } from 'vitest';
import { PATIENCE_MS } from './until.ts';

/** Something that others wait for until it is opened. */
export interface Gate {
  reached: Promise<void>;
  /** Waits until the gate is open. */
  pass(): Promise<void>;
  open(): void;
}

export function aGate(): Gate {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    pass: () => {
      reached.resolve();
      return opened.promise;
    },
    open: opened.resolve,
  };
}

/** Looks again and again until it no longer throws. */
export const eventually = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 5 });
