/** What could not be handled or sent, and what is held back until someone of the staff has looked. */
import type { FailedEvent, FailedMessage, FailedSend, HeldLot, Reads } from '../core/reads.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { byId, type Drizzle } from './queries.ts';
import { event, outbox, thread } from './schema.ts';

const { and, desc, eq, or, sql } = orm;

type FailureReads = Pick<Reads, 'failedEvents' | 'failedEvent' | 'heldLots' | 'failedSends' | 'failedSend'>;

const eventFailed = sql`${event.status} = 'failed'`;
const eventHeld = sql`${event.status} = 'held'`;
const sendFailed = sql`${outbox.status} = 'failed'`;

const FAILED_EVENT = {
  id: event.id,
  at: event.at,
  error: sql<string>`coalesce(${event.error}, '')`,
  payload: event.payload,
};
const WORDS_SHOWN = 80;
const LOT = {
  id: event.id,
  at: event.at,
  name: sql<string>`coalesce(${event.payload} #>> '{author,displayName}', '')`,
  messages: sql<number>`jsonb_array_length(${event.payload} -> 'acts')`.mapWith(Number),
  words: sql<string>`coalesce((select left(a #>> '{input,text}', ${WORDS_SHOWN}::int) from jsonb_array_elements(${event.payload} -> 'acts')
with ordinality o (a, place) where a #>> '{input,text}' <> '' order by place limit 1), '')`,
};
const FAILED_SEND = {
  id: outbox.id,
  at: outbox.at,
  channel: thread.channel,
  error: sql<string>`coalesce(${outbox.error}, '')`,
};
const FAILED_MESSAGE = { ...FAILED_SEND, message: outbox.message, replaces: outbox.replaces };
const THREAD = { id: thread.id, channel: thread.channel, address: thread.address };

export function createFailureReads(db: Drizzle): FailureReads {
  return {
    failedEvents: (limit): Promise<FailedEvent[]> =>
      all(db.select(FAILED_EVENT).from(event).where(eventFailed).orderBy(desc(event.at)).limit(limit)),
    failedEvent: (id): Promise<FailedEvent | undefined> =>
      byId(id, () =>
        db
          .select(FAILED_EVENT)
          .from(event)
          .where(and(eq(event.id, id), or(eventFailed, eventHeld))),
      ),
    heldLots: (limit): Promise<HeldLot[]> =>
      all(db.select(LOT).from(event).where(eventHeld).orderBy(desc(event.at)).limit(limit)),
    failedSends: (limit): Promise<FailedSend[]> => {
      const sends = db.select(FAILED_SEND).from(outbox).innerJoin(thread, eq(thread.id, outbox.threadId));
      return all(sends.where(sendFailed).orderBy(desc(outbox.at)).limit(limit));
    },
    failedSend: (id): Promise<FailedMessage | undefined> =>
      byId(id, () =>
        db
          .select({ ...FAILED_MESSAGE, thread: THREAD })
          .from(outbox)
          .innerJoin(thread, eq(thread.id, outbox.threadId))
          .where(and(eq(outbox.id, id), sendFailed)),
      ),
  };
}
