/** Dossiers as they are read: what the row has as JSON is looked at before it is trusted. */
import { z } from 'zod';
import { WAITING_STATES } from '../domain/disclosure.ts';
import { ANSWER_SOURCES, type Dossier, ENTRY_STATES } from '../domain/dossier.ts';

const policy = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  approver: z.string().nullable(),
  approvedAt: z.string(),
});
const answer = z.object({
  text: z.string(),
  source: z.enum(ANSWER_SOURCES),
  who: z.string().nullable(),
  at: z.string(),
  policy: policy.nullable(),
  figures: z.object({ forecast: z.number(), reported: z.number() }).nullable(),
  worrying: z.boolean().nullable(),
  waiting: z
    .object({ state: z.enum(WAITING_STATES), earliest: z.string().nullable() })
    .nullable()
    .default(null),
});
const entry = z.object({
  item: z.string(),
  interview: z.string().nullable(),
  state: z.enum(ENTRY_STATES),
  words: z.string().nullable(),
  answers: z.array(answer),
  notes: z.array(z.object({ text: z.string(), at: z.string() })),
  flag: z.string().nullable(),
  questionId: z.string().nullable(),
});
const interview = z.object({
  id: z.string(),
  name: z.string(),
  years: z.number().nullable(),
  store: z.string().nullable().default(null),
  similar: z.boolean().nullable(),
  note: z.string().nullable().default(null),
  at: z.string(),
});
const disclosure = z.object({
  receivedOn: z.string(),
  country: z.string().nullable(),
  byId: z.string(),
  at: z.string(),
  confirmedAt: z.string().nullable(),
  toldOf: z.string().nullable(),
});
const json = z.object({
  entries: z.array(entry),
  interviews: z.array(interview),
  disclosure: disclosure.nullable(),
  planned: z.object({ signing: z.string().nullable(), payment: z.string().nullable() }).nullable(),
  goOn: z.object({ everyDays: z.number().int().nullable(), since: z.string() }).nullable(),
});

export const dossierOf = (row: Dossier): Dossier => ({
  ...row,
  ...json.parse(row),
});
