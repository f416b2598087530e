/** Callbacks, the places that they take, and the deliveries that some are about. */
import type { Reads } from '../core/reads.ts';
import { callsWanted } from './call-filter.ts';
import { callbackOf } from './callback-rows.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import type { Drizzle } from './queries.ts';
import { callback, callbackSlot, delivery } from './schema.ts';

const { and, asc, desc, eq, ne, or, sql } = orm;

type CallbackReads = Pick<
  Reads,
  | 'callbacksOf'
  | 'openCallbacks'
  | 'openCallbackCounts'
  | 'callbacksAbout'
  | 'callbacksBefore'
  | 'callbacksInvolving'
  | 'callbackLoads'
  | 'slotsTaken'
  | 'deliveries'
  | 'unplannedDeliveries'
  | 'deliveriesTo'
>;

/** As in the index on those that are open. */
const callbackOpen = sql`${callback.endedAt} is null`;
/** Moments are written in one way only, so that their order is that of the words. */
const callbackFrom = sql`${callback.window} ->> 'from'`;

/** As one parameter: with one for each id, every number of them would be a statement of its own. */
const isOneOf = (column: typeof delivery.id, ids: readonly string[]) =>
  sql`${column} = any(${`{${ids.join()}}`}::uuid[])`;

export function createCallbackReads(db: Drizzle): CallbackReads {
  return {
    callbacksOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const order = [sql`${callback.endedAt} desc nulls first`, asc(callbackFrom), asc(callback.id)];
      const theirs = db.select().from(callback).where(eq(callback.personId, personId));
      return (await all(theirs.orderBy(...order).limit(limit))).map(callbackOf);
    },
    openCallbacks: async (limit, filter) => {
      const found = db.select().from(callback).where(callsWanted(filter));
      return (await all(found.orderBy(asc(callbackFrom), asc(callback.id)).limit(limit))).map(callbackOf);
    },
    openCallbackCounts: (filter) => {
      const count = sql<number>`count(*)::int`.mapWith(Number);
      const wanted = db.select({ ownerId: callback.ownerId, count }).from(callback).where(callsWanted(filter));
      return all(wanted.groupBy(callback.ownerId).orderBy(asc(callback.ownerId)));
    },
    callbacksAbout: async (caseId, limit) => {
      if (!isId(caseId)) return [];
      const order = [sql`${callback.endedAt} desc nulls first`, desc(callback.createdAt), asc(callback.id)];
      const about = db.select().from(callback).where(eq(callback.caseId, caseId));
      return (await all(about.orderBy(...order).limit(limit))).map(callbackOf);
    },
    callbacksBefore: async (before, { offset, limit }) => {
      const begin = and(callbackOpen, sql`${callbackFrom} < ${before}`);
      const found = db.select().from(callback).where(begin).orderBy(desc(callbackFrom), asc(callback.id));
      return (await all(found.limit(limit).offset(offset))).map(callbackOf);
    },
    callbacksInvolving: async (personId, limit) => {
      if (!isId(personId)) return [];
      const involved = or(eq(callback.personId, personId), eq(callback.ownerId, personId));
      return (await all(db.select().from(callback).where(involved).orderBy(asc(callback.id)).limit(limit))).map(
        callbackOf,
      );
    },
    callbackLoads: async (zone) => {
      const day = sql<string>`to_char((${callbackFrom})::timestamptz at time zone ${zone}, 'YYYY-MM-DD')`;
      const count = sql<number>`count(*)::int`.mapWith(Number);
      const planned = and(callbackOpen, sql`${callback.status} <> 'undecided'`);
      const rows = await all(db.select({ day, count }).from(callback).where(planned).groupBy(sql`1`));
      return Object.fromEntries(rows.map((row) => [row.day, row.count]));
    },
    slotsTaken: async (from, until, moving) => {
      const others = moving !== undefined && isId(moving) ? ne(callbackSlot.callbackId, moving) : undefined;
      const within = and(sql`${callbackSlot.slot} >= ${from}`, sql`${callbackSlot.slot} < ${until}`, others);
      const rows = await all(
        db.select().from(callbackSlot).where(within).orderBy(asc(callbackSlot.slot), asc(callbackSlot.place)),
      );
      const taken: Record<string, number[]> = {};
      for (const { slot, place } of rows) taken[slot] = [...(taken[slot] ?? []), place];
      return taken;
    },
    deliveries: async (ids) => {
      const known = ids.filter(isId);
      if (known.length === 0) return [];
      return await all(db.select().from(delivery).where(isOneOf(delivery.id, known)));
    },
    unplannedDeliveries: (limit) => {
      const waiting = db.select().from(delivery).where(sql`not ${delivery.planned}`);
      return all(waiting.orderBy(asc(delivery.createdAt), asc(delivery.id)).limit(limit));
    },
    deliveriesTo: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(delivery).where(eq(delivery.personId, personId));
      return await all(theirs.orderBy(asc(delivery.id)).limit(limit));
    },
  };
}
