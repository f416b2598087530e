/** Waiting for conditions, never for a span of time. */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;

/** Asks until the answer is there, and then answers it; says what was waited for when it does not come. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 20_000, now = () => '' }: { timeoutMs?: number; now?: () => string } = {},
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}\n${now()}`);
    await pause(LOOK_MS);
  }
}
