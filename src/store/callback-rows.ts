/** Callbacks as they are read: what the row has as JSON is looked at before it is trusted. */
import { z } from 'zod';
import { ATTEMPT_OUTCOMES, type Callback, CONTACT_WAYS } from '../domain/callback.ts';

const window = z.object({ from: z.string(), until: z.string(), zone: z.string() });
const round = z.object({
  from: z.string(),
  until: z.string(),
  confirmed: z.boolean(),
  ownerId: z.string().nullable(),
  since: z.string(),
  ended: z.object({ at: z.string(), how: z.enum(['attempted', 'confirmed', 'moved', 'cancelled']) }).nullable(),
});
const attempt = z.object({
  at: z.string(),
  byId: z.string(),
  how: z.enum(CONTACT_WAYS),
  outcome: z.enum(ATTEMPT_OUTCOMES),
  notes: z.string(),
});
const words = z.string();
const stars = z.number().int().min(1).max(5).nullable();
const findings = z.discriminatedUnion('type', [
  z.object({ type: z.literal('satisfaction'), people: stars, product: stars, words }),
  z.object({ type: z.literal('after-complaint'), settled: z.boolean(), words }),
  z.object({ type: z.literal('after-problem'), dealtWith: z.boolean(), words }),
  z.object({ type: z.literal('first-contact'), needs: z.string(), words }),
  z.object({ type: z.literal('talk'), words }),
]);
const note = z.object({ at: z.string(), byId: z.string(), text: z.string() });
const json = z.object({
  window,
  rounds: z.array(round),
  attempts: z.array(attempt),
  cancelled: z.object({ by: z.enum(['person', 'staff']), reason: z.string() }).nullable(),
  findings: findings.nullable(),
  notes: z.array(note).nullable(),
  // A later version may tell more.
  told: z.record(z.string(), z.string()).nullable(),
});

export const callbackOf = (row: Callback): Callback => ({
  ...row,
  ...json.parse(row),
});
