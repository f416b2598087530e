/** A single send: which rows a commit brought, giving one to its platform, how long that may take, when to try again. */
import type { Adapter, Outgoing } from '../adapter.ts';
import { codesOf, revealed } from '../codes.ts';
import type { Decision } from '../decision.ts';
import { DeliveryError } from '../errors.ts';
import type { ThreadRef } from '../event.ts';
import type { Committed, PendingRow, Store } from '../store.ts';

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

function outgoingOf(row: PendingRow): Outgoing {
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
async function inTime<T>(sending: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeliveryError('unclear', 'the platform did not answer in time')), SEND_MS);
  return await Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

/** As long as the platform asks for, else longer with each try in vain. Platforms also ask for fractions. */
function delayAfter(error: unknown, attempts: number): number {
  const asked = error instanceof DeliveryError ? error.retryAfterMs : undefined;
  if (asked === undefined || Number.isNaN(asked)) return Math.min(RETRY_MS * 2 ** Math.min(attempts, 10), RETRY_MAX_MS);
  return Math.min(Math.max(Math.ceil(asked), 0), DELAY_MAX_MS);
}

export type Sent =
  | { type: 'sent'; nativeId: string | null }
  /** The files that it comes with are still being made. */
  | { type: 'awaits' }
  | { type: 'failed'; reason: 'refused'; text: string }
  | { type: 'failed'; reason: Exclude<DeliveryError['code'], 'refused'>; text: string; delayMs: number };

/** Gives one row to its platform; whatever goes wrong is a result. */
export function createSender({
  store,
  adapters,
}: {
  store: Pick<Store, 'files' | 'secret'>;
  adapters: ReadonlyMap<string, Adapter>;
}): (row: PendingRow) => Promise<Sent> {
  /** An adapter sends what is there at once, so a message whose files are still being made is not given to it. */
  async function isAwaiting({ message }: PendingRow): Promise<boolean> {
    for (const { fileId, awaited } of message.attachments ?? []) {
      if (awaited && (await store.files.find(fileId))?.state === 'expected') return true;
    }
    return false;
  }

  /** A code is in no row: it is put in on the way out. */
  const readable = async (outgoing: Outgoing): Promise<Outgoing> =>
    outgoing.message.code === undefined
      ? outgoing
      : { ...outgoing, message: await revealed(outgoing.message, codesOf(store)) };

  return async (row) => {
    if (await isAwaiting(row)) return { type: 'awaits' };
    try {
      const adapter = adapters.get(row.thread.channel);
      if (!adapter) throw new DeliveryError('unreachable', `no adapter for ${row.thread.channel}`);
      const { nativeId } = await inTime(adapter.send(await readable(outgoingOf(row))));
      return { type: 'sent', nativeId };
    } catch (error) {
      const reason = error instanceof DeliveryError ? error.code : 'unreachable';
      const text = error instanceof Error ? error.message : String(error);
      return reason === 'refused'
        ? { type: 'failed', reason, text }
        : { type: 'failed', reason, text, delayMs: delayAfter(error, row.attempts) };
    }
  };
}
