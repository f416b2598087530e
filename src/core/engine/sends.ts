/** What delivery needs to know of a single send: which rows a commit brought, how long a send may take, when to try again. */
import type { Outgoing } from '../adapter.ts';
import type { Decision } from '../decision.ts';
import { DeliveryError } from '../errors.ts';
import type { ThreadRef } from '../event.ts';
import type { Committed, PendingRow } from '../store.ts';

/** After a failure that is nobody's fault: doubled each time, up to a minute. */
const RETRY_MS = 500;
const RETRY_MAX_MS = 60_000;
/** What a platform may ask for at most; a number that the database can't hold would spoil the commit that the mark rides on. */
const DELAY_MAX_MS = 24 * 3_600_000;
/** The longest a send may take: less than the lease, so that nobody else sends the same meanwhile. */
const SEND_MS = 6_000;

/** The rows that a commit has added to each thread, as they will be sent: in the order of their places. */
export function rowsOf(
  threads: ReadonlyMap<string, ThreadRef>,
  decisions: readonly Decision[],
  committed: Committed,
): Map<string, PendingRow[]> {
  const places = new Map(committed.outbox.map((row) => [row.id, row.seq]));
  const rows = decisions.flatMap((decision) =>
    decision.outbox.flatMap(({ id, threadId, message, replaces }): PendingRow[] => {
      const thread = threads.get(threadId);
      const seq = places.get(id);
      if (!thread || seq === undefined) return [];
      return [
        {
          id,
          thread,
          seq,
          message,
          attempts: 0,
          replaces,
          replacesNativeId: null,
          settlesNativeId: null,
          underNativeId: null,
        },
      ];
    }),
  );
  return Map.groupBy(
    rows.sort((a, b) => a.seq - b.seq),
    (row) => row.thread.id,
  );
}

export function outgoingOf(row: PendingRow): Outgoing {
  const { id: outboxId, thread, seq, message, replacesNativeId, settlesNativeId, underNativeId, attempts } = row;
  const { settles } = message;
  return {
    outboxId,
    thread,
    seq,
    message,
    replaces: replacesNativeId,
    settles: settles ? { ...settles, nativeId: settlesNativeId } : null,
    under: underNativeId,
    attempt: attempts + 1,
  };
}

/** A send that hangs would block its thread, and outlast the lease. */
export async function inTime<T>(sending: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeliveryError('unclear', 'the platform did not answer in time')), SEND_MS);
  return await Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

/** As long as the platform asks for, else longer with each try in vain. Platforms also ask for fractions. */
export function delayAfter(error: unknown, attempts: number): number {
  const asked = error instanceof DeliveryError ? error.retryAfterMs : undefined;
  if (asked === undefined || Number.isNaN(asked)) return Math.min(RETRY_MS * 2 ** Math.min(attempts, 10), RETRY_MAX_MS);
  return Math.min(Math.max(Math.ceil(asked), 0), DELAY_MAX_MS);
}
