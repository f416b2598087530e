/** The errors of the program: one root with a literal code; adapters and the store translate their SDK's errors into these. */

export abstract class AppError extends Error {
  abstract readonly code: string;
}

/**
 * Why a statement was not written.
 * - `conflict`: someone else was first, or an expectation does not hold: load and decide again.
 * - `invalid`: the database refuses the rows; again it would too.
 * - `unreachable`: no connection, or it died: the outcome is unknown. Repeating is harmless, the event's id is unique.
 */
export class StoreError extends AppError {
  override readonly name = 'StoreError';
  readonly code: 'conflict' | 'invalid' | 'unreachable';
  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The database is away: the engine says so once; those who only looked for work need not say it again and again. */
export const isAway = (error: unknown): boolean => error instanceof StoreError && error.code === 'unreachable';

/**
 * Why a message was not sent.
 * - `rate-limited`: not before `retryAfterMs`.
 * - `refused`: for good (blocked, deleted, invalid): recorded, shown to staff, passed over.
 * - `unreachable`: the platform did not get it: again later.
 * - `unclear`: it may have arrived: again, with the adapter's own means against a double.
 */
export class DeliveryError extends AppError {
  override readonly name = 'DeliveryError';
  readonly code: 'rate-limited' | 'refused' | 'unreachable' | 'unclear';
  readonly retryAfterMs: number | undefined;
  constructor(code: DeliveryError['code'], message: string, options?: ErrorOptions & { retryAfterMs?: number }) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** The engine takes no more events: it stops, or the database was away for longer than the caller could wait. */
export class UnavailableError extends AppError {
  override readonly name = 'UnavailableError';
  readonly code = 'unavailable';
}
