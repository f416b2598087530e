/** Dossiers as they are read: what the row has as JSON is looked at before it is trusted. */
import { z } from 'zod';
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
  similar: z.boolean().nullable(),
  at: z.string(),
});
const json = z.object({ entries: z.array(entry), interviews: z.array(interview) });

export const dossierOf = (row: Dossier): Dossier => ({
  ...row,
  ...json.parse({ entries: row.entries, interviews: row.interviews }),
});
