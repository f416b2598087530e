/** Hands events in, one person's one after another, and again while the database is away: Discord itself delivers nothing twice. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Intake } from '../../core/adapter.ts';
import { UnavailableError } from '../../core/errors.ts';
import type { PersonEvent } from '../../core/event.ts';

export interface Hands {
  /** Rejects with `UnavailableError` when the signal aborts before the event is safe. */
  take(event: PersonEvent, signal?: AbortSignal): Promise<Answer>;
  /** Nothing is handed in any more. */
  stop(): void;
}

const RETRY_MS = 250;
const RETRY_MAX_MS = 5000;

export function createHands(intake: Intake): Hands {
  const ending = new AbortController();
  const lanes = new Map<string, Promise<unknown>>();

  async function untilSafe(event: PersonEvent, signal: AbortSignal, onHeld: () => void): Promise<Answer> {
    for (let delayMs = RETRY_MS; ; delayMs = Math.min(delayMs * 2, RETRY_MAX_MS)) {
      if (signal.aborted) throw new UnavailableError('the event was not taken in');
      try {
        return await intake(event, { signal, onHeld });
      } catch (error) {
        if (!(error instanceof UnavailableError) || signal.aborted) throw error;
      }
      await pause(delayMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    async take(event, signal) {
      const ends = signal ? AbortSignal.any([ending.signal, signal]) : ending.signal;
      const person = event.author.accountId;
      const before = lanes.get(person) ?? Promise.resolve();
      const { promise: isHeld, resolve: onHeld } = Promise.withResolvers<void>();
      const taking = before.catch(() => {}).then(() => untilSafe(event, ends, onHeld));
      // What is held back has its place: the next one may go.
      const next = Promise.race([taking, isHeld]);
      next.catch(() => {});
      lanes.set(person, next);
      try {
        return await taking;
      } finally {
        if (lanes.get(person) === next) lanes.delete(person);
      }
    },
    stop: () => ending.abort(),
  };
}
