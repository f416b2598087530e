/** The variable ROUTING: JSON with queues, rules and departments → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import { CASE_KINDS } from './domain/case.ts';
import { DUTIES } from './domain/person.ts';
import { ASSIGN_MODES, DEFAULT_QUEUES, OTHER_DEPARTMENT, type Queue, type Routing } from './domain/queues.ts';
import { readJsonSetting } from './setting-values.ts';

const duties = z.array(z.enum(DUTIES)).min(1, 'name at least one duty');

const queue = z.strictObject({
  assign: z.enum(ASSIGN_MODES).optional(),
  duties: duties.optional(),
  heads: duties.optional(),
});

const rule = queue.extend({
  kind: z.enum(CASE_KINDS).nullable().default(null),
  region: z.string().trim().min(1).max(60).nullable().default(null),
  outlet: z.string().trim().min(1).max(60).nullable().default(null),
});

const name = z.string().trim().min(1).max(30);

/** What the desk chooses from; a list that is longer is no choice any more. */
const DEPARTMENTS_MAX = 20;

const department = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,20}$/, 'write a short id such as quality: letters a to z, digits and hyphens')
    .refine((id) => id !== OTHER_DEPARTMENT, 'other is taken; write another id'),
  name: z.strictObject({ 'zh-Hans': name, 'zh-Hant': name, en: name }),
  duties: z.array(z.enum(DUTIES)).default([]),
  people: z.array(z.string().trim().min(1).max(100)).default([]),
});

const setting = z.strictObject({
  queues: z.partialRecord(z.enum(CASE_KINDS), queue).default({}),
  rules: z.array(rule).default([]),
  departments: z
    .array(department)
    .max(DEPARTMENTS_MAX, `name at most ${DEPARTMENTS_MAX} departments`)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'give each department an id of its own')
    .default([]),
});

const EXAMPLE = '{"queues":{"complaint":{"assign":"auto"}}} or leave it unset';

export function readRouting(text: string): { ok: Routing } | { problem: string } {
  const read = readJsonSetting(text, setting, EXAMPLE);
  if (read.ok === undefined) return read;
  const { queues, rules, departments } = read.ok;
  const queueOf = (kind: (typeof CASE_KINDS)[number]): Queue => ({ ...DEFAULT_QUEUES[kind], ...given(queues[kind]) });
  return {
    ok: {
      queues: {
        complaint: queueOf('complaint'),
        consultation: queueOf('consultation'),
        suggestion: queueOf('suggestion'),
        praise: queueOf('praise'),
        damage: queueOf('damage'),
        service: queueOf('service'),
        dispute: queueOf('dispute'),
      },
      rules: rules.map(({ kind, region, outlet, ...set }) => ({ kind, region, outlet, set: given(set) })),
      departments: departments.map(({ name: names, ...others }) => ({ ...others, names })),
    },
  };
}

/** Without what is not there, so that it takes nothing else's place. */
function given(set: z.infer<typeof queue> | undefined): Partial<Queue> {
  const { assign, duties: who, heads } = set ?? {};
  return { ...(assign && { assign }), ...(who && { duties: who }), ...(heads && { heads }) };
}
