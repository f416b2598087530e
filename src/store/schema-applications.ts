/** The tables of who wants to join, and what headquarters decides. */
import type { Application, ApplicationHealth, ApplicationStatus } from '../domain/application.ts';
import type { Language } from '../domain/person.ts';
import { orm, pgCore } from './drizzle.ts';
import { type Holds, moment, type Same, seqNumber } from './schema-columns.ts';

const { boolean, index, jsonb, pgTable, text, uuid } = pgCore;
const { sql } = orm;

/** What is JSON here is read again by `application-rows.ts`. */
export const application = pgTable(
  'application',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    personId: uuid('person_id').notNull(),
    brand: text().notNull(),
    language: text().$type<Language>().notNull(),
    status: text().$type<ApplicationStatus>().notNull(),
    answers: jsonb().$type<Application['answers']>(),
    score: jsonb().$type<Application['score']>(),
    messages: jsonb().$type<Application['messages']>().notNull(),
    asked: boolean().notNull(),
    shared: boolean().notNull(),
    decision: jsonb().$type<Application['decision']>(),
    waitUntil: text('wait_until'),
    dueAt: moment('due_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [index('application_person').on(t.personId), index('application_newest').on(sql`created_at desc`, t.id)],
);

/** Apart from the rest, so that whatever lists applications never reads it; written with its application's journal entry. */
export const applicationHealth = pgTable('application_health', {
  id: uuid().primaryKey(),
  words: text(),
  consentedAt: moment('consented_at'),
});

/** Fails to compile when a row type and its table differ. */
export type ApplicationRows = [
  Holds<Same<Application, typeof application.$inferSelect>>,
  Holds<Same<ApplicationHealth, typeof applicationHealth.$inferSelect>>,
];
