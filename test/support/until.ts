/** Waiting for conditions, never for a span of time. */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;
/** What is waited for comes, on a machine that is busy with other things too; this only ends what hangs. */
export const PATIENCE_MS = 180_000;

/** Asks until the answer is there, and then answers it; says what was waited for when it does not come. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = PATIENCE_MS, now = () => '' }: { timeoutMs?: number; now?: () => string } = {},
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}\n${now()}`);
    await pause(LOOK_MS);
  }
}
