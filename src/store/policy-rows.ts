/** Policies as they are read: what the row has as JSON is looked at before it is trusted. */
import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';

const words = { title: z.string(), body: z.string(), asked: z.array(z.string()), earnings: z.boolean() };
const who = { byId: z.string().nullable(), at: z.string() };
const json = z.object({
  approved: z.object({ ...words, ...who, version: z.number().int() }).nullable(),
  draft: z.object({ ...words, ...who }).nullable(),
});

export const policyOf = (row: Policy): Policy => ({
  ...row,
  ...json.parse({ approved: row.approved, draft: row.draft }),
});
