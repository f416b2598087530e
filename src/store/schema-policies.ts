/** The tables of what prospects are told and find out. */

import type { Dossier } from '../domain/dossier.ts';
import type { Language } from '../domain/person.ts';
import type { Policy, PolicySource } from '../domain/policy.ts';
import type { Question, QuestionOutcome } from '../domain/question.ts';
import { orm, pgCore } from './drizzle.ts';
import { type Holds, moment, type Same, seqNumber } from './schema-columns.ts';

const { boolean, index, integer, jsonb, pgTable, text, unique, uuid } = pgCore;
const { sql } = orm;

/** What people may be answered with: one row for each subject, brand, region and language. What is JSON here is read again by `policy-rows.ts`. */
export const policy = pgTable(
  'policy',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    brand: text().notNull(),
    key: text().notNull(),
    language: text().$type<Language>().notNull(),
    region: text(),
    approved: jsonb().$type<Policy['approved']>(),
    draft: jsonb().$type<Policy['draft']>(),
    source: text().$type<PolicySource>().notNull(),
    retiredAt: moment('retired_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('policy_subject').on(t.brand, t.key, t.language, t.region).nullsNotDistinct(),
    index('policy_draft').on(t.createdAt).where(sql`draft is not null`),
  ],
);

/** What prospects asked, and what they were told. */
export const question = pgTable(
  'question',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    personId: uuid('person_id').notNull(),
    words: text().notNull(),
    language: text().$type<Language>().notNull(),
    outcome: text().$type<QuestionOutcome>().notNull(),
    policyId: uuid('policy_id'),
    version: integer(),
    caseId: uuid('case_id'),
    helped: boolean(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('question_person').on(t.personId),
    index('question_created').on(t.createdAt.desc().nullsFirst()),
    index('question_case').on(t.caseId).where(sql`case_id is not null`),
  ],
);

/** What prospects find out before they sign. What is JSON here is read again by `dossier-rows.ts`. */
export const dossier = pgTable(
  'dossier',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    personId: uuid('person_id').notNull(),
    brand: text().notNull(),
    entries: jsonb().$type<Dossier['entries']>().notNull(),
    interviews: jsonb().$type<Dossier['interviews']>().notNull(),
    disclosure: jsonb().$type<Dossier['disclosure']>(),
    planned: jsonb().$type<Dossier['planned']>(),
    goOn: jsonb('go_on').$type<Dossier['goOn']>(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [index('dossier_person').on(t.personId)],
);

/** Fails to compile when a row type and its table differ. */
export type PolicyRows = [
  Holds<Same<Policy, typeof policy.$inferSelect>>,
  Holds<Same<Question, typeof question.$inferSelect>>,
  Holds<Same<Dossier, typeof dossier.$inferSelect>>,
];
