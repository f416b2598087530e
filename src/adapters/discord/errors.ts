/** Why a call to Discord failed, in our words. Discord's own errors carry the address of the call, which may have a token in it. */
import { AppError, DeliveryError } from '../../core/errors.ts';
import { INVALID_MAX, INVALID_WINDOW_MS, RETRY_AFTER_MS } from './capabilities.ts';

/**
 * - `unauthorized`: the token is wrong or was revoked.
 * - `too-many`: not before `retryAfterMs`.
 * - `refused`: Discord says no, for good; `reason` is its code.
 * - `unreachable`: Discord did not take it.
 * - `unclear`: it may have.
 */
export class DiscordError extends AppError {
  override readonly name = 'DiscordError';
  readonly code: 'unauthorized' | 'too-many' | 'refused' | 'unreachable' | 'unclear';
  /** Discord's code of what is wrong (topics/opcodes-and-status-codes#json). */
  readonly reason: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** It is not about one chat, but about all calls. */
  readonly everywhere: boolean;
  constructor(
    code: DiscordError['code'],
    message: string,
    {
      reason,
      retryAfterMs,
      everywhere = false,
    }: { reason?: number | undefined; retryAfterMs?: number | undefined; everywhere?: boolean } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.everywhere = everywhere;
  }
}

export const REASON = {
  unknownMessage: 10_008,
  unknownInteraction: 10_062,
  wrongApplication: 20_012,
  alreadyAnswered: 40_060,
  notOurs: 50_005,
  closedToUs: 50_007,
} as const;

export const hasReason = (error: unknown, ...reasons: number[]): boolean =>
  error instanceof DiscordError && error.reason !== undefined && reasons.includes(error.reason);

export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof DiscordError))
    return new DeliveryError('unclear', 'the call to Discord failed', { cause: error });
  const { code, message, retryAfterMs } = error;
  switch (code) {
    case 'too-many':
      return new DeliveryError('rate-limited', message, { retryAfterMs: retryAfterMs ?? RETRY_AFTER_MS });
    case 'refused':
    case 'unclear':
    case 'unreachable':
      return new DeliveryError(code, message);
    case 'unauthorized':
      // Kept until someone mends the token; each try would count as an invalid request.
      return new DeliveryError('unreachable', message, { retryAfterMs: INVALID_WINDOW_MS });
    default:
      return code satisfies never;
  }
}

/** Counts refusals, so that we are quiet before Discord bans this machine's address. */
export interface Storm {
  note(): void;
  /** For how long nothing may be sent; 0 when all is well. */
  pauseMs(): number;
}

export function createStorm(options: { max?: number; windowMs?: number; now?: () => number } = {}): Storm {
  const { max = INVALID_MAX, windowMs = INVALID_WINDOW_MS, now = () => performance.now() } = options;
  const seen: number[] = [];
  const forget = (): void => {
    while (seen[0] !== undefined && seen[0] <= now() - windowMs) seen.shift();
  };
  return {
    note() {
      forget();
      seen.push(now());
    },
    pauseMs() {
      forget();
      return seen.length < max || seen[0] === undefined ? 0 : seen[0] + windowMs - now();
    },
  };
}
