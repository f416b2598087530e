/** The tables of callbacks and of what they follow. */
import type { Callback, CallbackStatus, Undecided } from '../domain/callback.ts';
import type { CallbackKind } from '../domain/callback-rules.ts';
import type { TakenPlace } from '../domain/callback-slots.ts';
import type { Delivery } from '../domain/delivery.ts';
import { orm, pgCore } from './drizzle.ts';
import { type Holds, moment, type Same, seqNumber } from './schema-columns.ts';

const { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } = pgCore;
const { sql } = orm;

/** A promise to call someone back. What is JSON here is read again by `callback-rows.ts`. */
export const callback = pgTable(
  'callback',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    kind: text().$type<CallbackKind>().notNull(),
    status: text().$type<CallbackStatus>().notNull(),
    topic: text().notNull(),
    personId: uuid('person_id').notNull(),
    caseId: uuid('case_id'),
    ownerId: uuid('owner_id'),
    // `window` is a word of SQL's own.
    window: jsonb('time_window').$type<Callback['window']>().notNull(),
    rounds: jsonb().$type<Callback['rounds']>().notNull(),
    attempts: jsonb().$type<Callback['attempts']>().notNull(),
    startedAt: moment('started_at'),
    undecided: text().$type<Undecided>(),
    result: text().$type<NonNullable<Callback['result']>>(),
    findings: jsonb().$type<NonNullable<Callback['findings']>>(),
    notes: jsonb().$type<NonNullable<Callback['notes']>>(),
    cancelled: jsonb().$type<NonNullable<Callback['cancelled']>>(),
    told: jsonb().$type<NonNullable<Callback['told']>>(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('callback_person').on(t.personId, t.createdAt.desc().nullsFirst()),
    index('callback_open').on(t.ownerId).where(sql`ended_at is null`),
    index('callback_case').on(t.caseId).where(sql`case_id is not null`),
  ],
);

/** Goods that were received, by headquarters' reference. */
export const delivery = pgTable(
  'delivery',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    reference: text().notNull(),
    outletId: uuid('outlet_id').notNull(),
    // A day has no zone; as text the drivers leave it as it is.
    receivedOn: text('received_on').notNull(),
    personId: uuid('person_id').notNull(),
    caseId: uuid('case_id'),
    planned: boolean().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('delivery_reference').on(sql`upper(${t.reference})`),
    index('delivery_person').on(t.personId),
    index('delivery_unplanned').on(t.createdAt, t.id).where(sql`not planned`),
  ],
);

/** Room that is promised: whoever writes a place first has it. */
export const callbackSlot = pgTable(
  'callback_slot',
  {
    slot: moment().notNull(),
    place: integer().notNull(),
    callbackId: uuid('callback_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.slot, t.place] }), index('callback_slot_callback').on(t.callbackId)],
);

/** Fails to compile when a row type and its table differ. */
export type CallbackRows = [
  Holds<Same<Callback, typeof callback.$inferSelect>>,
  Holds<Same<TakenPlace, typeof callbackSlot.$inferSelect>>,
  Holds<Same<Delivery, typeof delivery.$inferSelect>>,
];
