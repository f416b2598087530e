/** Applications as they are read: what the row has as JSON is looked at before it is trusted. */
import { z } from 'zod';
import { type Application, DECISIONS, DECLINE_REASONS } from '../domain/application.ts';
import { type ApplicationAnswers, CHOSEN } from '../domain/application-answers.ts';
import { isScoredAnswer, type ScoredAnswer } from '../domain/application-score.ts';
import { LANGUAGES } from '../domain/person.ts';

const words = z.string().nullable();

const answers: z.ZodType<ApplicationAnswers> = z.object({
  name: z.string(),
  phone: z.string(),
  region: z.string(),
  location: words,
  experience: z.enum(CHOSEN.experience),
  background: words,
  trading: z.enum(CHOSEN.trading),
  brands: words,
  relation: z.enum(CHOSEN.relation).nullable(),
  change: words,
  funds: z.object({ minor: z.number(), currency: z.string() }),
  source: z.enum(CHOSEN.source),
  origin: words,
  team: z.enum(CHOSEN.team),
  work: z.enum(CHOSEN.work),
  standards: z.enum(CHOSEN.standards),
  wishes: words,
  culture: z.string(),
  visited: z.enum(CHOSEN.visited),
  impression: words,
  plan: z.enum(CHOSEN.plan),
  market: words,
  horizon: z.enum(CHOSEN.horizon),
  pending: z.enum(CHOSEN.pending),
  matters: words,
  references: words,
});

const line = z.object({
  rule: z.string(),
  names: z.record(z.enum(LANGUAGES), z.string()).nullable(),
  answer: z.custom<ScoredAnswer>(isScoredAnswer),
  points: z.number(),
  applies: z.boolean().nullable(),
});

const json = z.object({
  answers: answers.nullable(),
  score: z.object({ points: z.number(), most: z.number(), lines: z.array(line) }).nullable(),
  messages: z.array(z.object({ from: z.enum(['staff', 'applicant']), text: z.string(), at: z.string() })),
  decision: z
    .object({
      ...{ type: z.enum(DECISIONS), byId: z.string(), at: z.string() },
      ...{ reason: z.enum(DECLINE_REASONS).nullable(), note: words },
    })
    .nullable(),
});

export const applicationOf = (row: Application): Application => ({
  ...row,
  ...json.parse({ answers: row.answers, score: row.score, messages: row.messages, decision: row.decision }),
});
