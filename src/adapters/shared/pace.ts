/** Keeps calls to a platform within its rates, per chat and overall, so that it need not tell us to wait. */
import { setTimeout as pause } from 'node:timers/promises';
import { DeliveryError } from '../../core/errors.ts';

/** At most `count` calls within `perMs`, after a quiet while all of them at once. */
export interface Rate {
  count: number;
  perMs: number;
  /** How many of them may come at once; by default all. */
  burst?: number;
}

export interface PaceOptions {
  /** Of all chats together. */
  overall?: readonly Rate[];
  /** Of one chat. */
  chat?: (chat: string) => readonly Rate[];
  /** A turn that is further away is refused, so that no send hangs; the outbox comes again. */
  patienceMs?: number;
  /** A monotonic clock. */
  now?: () => number;
  pause?: (ms: number) => Promise<void>;
}

export interface Pace {
  /**
   * Resolves when a call that concerns the chat may be made; calls to one chat get their turns in the order in which they ask.
   * Throws `DeliveryError` 'rate-limited' when that would take longer than the patience.
   */
  turn(chat: string): Promise<void>;
  /** The platform said to wait: no turn in the chat, or without one in any, before `ms` have passed. */
  hold(ms: number, chat?: string): void;
}

const PATIENCE_MS = 3000;
/** Chats that are remembered before those that have been quiet are forgotten. */
const CHATS_MAX = 2000;

/** When the next call may come, if calls came evenly (the generic cell rate algorithm): one number a rate. */
interface Meter {
  rates: readonly { intervalMs: number; slackMs: number }[];
  next: number[];
  heldUntil: number;
}

function createMeter(rates: readonly Rate[]): Meter {
  return {
    rates: rates.map(({ count, perMs, burst = count }) => ({
      intervalMs: perMs / count,
      slackMs: (perMs / count) * (burst - 1),
    })),
    next: rates.map(() => 0),
    heldUntil: 0,
  };
}

/** When a call is allowed at the earliest. */
const earliest = ({ rates, next, heldUntil }: Meter): number =>
  Math.max(heldUntil, ...rates.map(({ slackMs }, index) => (next[index] ?? 0) - slackMs));

function book(meter: Meter, at: number): void {
  meter.next = meter.rates.map(({ intervalMs }, index) => Math.max(meter.next[index] ?? 0, at) + intervalMs);
}

const isQuiet = (meter: Meter, now: number): boolean =>
  meter.heldUntil <= now && meter.next.every((next) => next <= now);

export function createPace(options: PaceOptions = {}): Pace {
  const { chat: ratesOf = () => [], patienceMs = PATIENCE_MS } = options;
  const now = options.now ?? (() => performance.now());
  const wait = options.pause ?? (async (ms) => await pause(ms));
  const overall = createMeter(options.overall ?? []);
  const chats = new Map<string, Meter>();

  function meterOf(chat: string): Meter {
    let meter = chats.get(chat);
    if (!meter) {
      if (chats.size >= CHATS_MAX) {
        for (const [name, other] of chats) if (isQuiet(other, now())) chats.delete(name);
      }
      meter = createMeter(ratesOf(chat));
      chats.set(chat, meter);
    }
    return meter;
  }

  return {
    async turn(chat) {
      const meter = meterOf(chat);
      const asked = now();
      const at = Math.max(asked, earliest(meter), earliest(overall));
      if (at - asked > patienceMs) {
        throw new DeliveryError('rate-limited', 'the platform’s rate is used up', { retryAfterMs: at - asked });
      }
      // Booked before the wait, so that whoever asks next comes later.
      book(meter, at);
      book(overall, at);
      if (at > asked) await wait(at - asked);
    },
    hold(ms, chat) {
      const meter = chat === undefined ? overall : meterOf(chat);
      meter.heldUntil = Math.max(meter.heldUntil, now() + ms);
    },
  };
}
