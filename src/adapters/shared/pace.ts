/** Keeps calls to a platform within its rates, per chat and overall, so that it need not tell us to wait. */
import { setTimeout as pause } from 'node:timers/promises';
import { DeliveryError } from '../../core/errors.ts';

export interface Rate {
  count: number;
  perMs: number;
  /**
   * Absent: never more than `count` calls within any `perMs`. Otherwise evenly on average, with so many at once after a quiet while: for
   * platforms that say “about”.
   */
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

/** One rate of one chat, or of all. */
interface Limit {
  /** When a call is allowed at the earliest. */
  earliest(): number;
  book(at: number): void;
  /** Calls that were made have no bearing any more. */
  isQuiet(now: number): boolean;
}

/** When the next call may come, if calls came evenly (the generic cell rate algorithm): one number. */
function createEvenly({ count, perMs }: Rate, burst: number): Limit {
  const intervalMs = perMs / count;
  const slackMs = intervalMs * (burst - 1);
  let next = 0;
  return {
    earliest: () => next - slackMs,
    book: (at) => {
      next = Math.max(next, at) + intervalMs;
    },
    isQuiet: (now) => next <= now,
  };
}

/** The last `count` calls: the first of them must be `perMs` ago. */
function createWindow({ count, perMs }: Rate): Limit {
  const last: number[] = [];
  return {
    earliest: () => (last.length < count ? 0 : (last[0] ?? 0) + perMs),
    book: (at) => {
      last.push(at);
      if (last.length > count) last.shift();
    },
    isQuiet: (now) => (last.at(-1) ?? 0) + perMs <= now || last.length === 0,
  };
}

interface Meter {
  limits: readonly Limit[];
  heldUntil: number;
}

const createMeter = (rates: readonly Rate[]): Meter => ({
  limits: rates.map((rate) => (rate.burst === undefined ? createWindow(rate) : createEvenly(rate, rate.burst))),
  heldUntil: 0,
});

const earliest = ({ limits, heldUntil }: Meter): number =>
  Math.max(heldUntil, ...limits.map((limit) => limit.earliest()));

const book = ({ limits }: Meter, at: number): void => {
  for (const limit of limits) limit.book(at);
};

const isQuiet = ({ limits, heldUntil }: Meter, now: number): boolean =>
  heldUntil <= now && limits.every((limit) => limit.isQuiet(now));

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
      const inChat = Math.max(asked, earliest(meter));
      const refuseLater = (at: number): void => {
        if (at - asked <= patienceMs) return;
        throw new DeliveryError('rate-limited', 'the platform’s rate is used up', { retryAfterMs: at - now() });
      };
      refuseLater(Math.max(inChat, earliest(overall)));
      // Booked before the wait, so that whoever asks next in this chat comes later.
      book(meter, inChat);
      if (inChat > asked) await wait(inChat - asked);
      // Booked when the chat's own turn has come: a place kept ahead of time would hold up every other chat until then.
      const ready = now();
      const at = Math.max(ready, earliest(overall), meter.heldUntil);
      refuseLater(at);
      book(overall, at);
      if (at > ready) await wait(at - ready);
    },
    hold(ms, chat) {
      const meter = chat === undefined ? overall : meterOf(chat);
      meter.heldUntil = Math.max(meter.heldUntil, now() + ms);
    },
  };
}
