/** The variable APPLICATIONS: JSON about how applications are scored and decided → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import { CHOSEN, TOLD } from './domain/application-answers.ts';
import { type ApplicationRules, DEFAULT_APPLICATION_RULES } from './domain/application-rules.ts';
import {
  DEFAULT_RULES,
  defaultRule,
  isChosenAnswer,
  isToldAnswer,
  RULE_IDS,
  type RuleTest,
  type ScoreRule,
} from './domain/application-score.ts';
import { CURRENCIES } from './recognition/amount.ts';
import { readJsonSetting } from './setting-values.ts';

const RULES_MAX = 40;
const POINTS_MAX = 1000;
const DAYS_MAX = 60;
const WORDS_MAX = 30;

const points = z.number().int().min(-POINTS_MAX).max(POINTS_MAX);
const days = z.number().int().min(1).max(DAYS_MAX);
const name = z.string().trim().min(1).max(60);
const least = z
  .partialRecord(z.enum(CURRENCIES), z.number().positive())
  .refine((sums) => Object.keys(sums).length > 0, 'name at least one currency, such as {"CNY":500000}');

const ANSWERS = [...Object.keys(CHOSEN), 'funds', ...TOLD];

/** One of the program's own, with other points or another sum. */
const usedRule = z.strictObject({ use: z.enum(RULE_IDS), points: points.optional(), least: least.optional() });

const ownRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,30}$/, 'write a short id such as near-us: letters a to z, digits and hyphens'),
  name: z.strictObject({ 'zh-Hans': name, 'zh-Hant': name, en: name }),
  answer: z
    .string()
    .refine((one) => one !== 'health', 'no rule may look at health')
    .refine((one) => one === 'health' || ANSWERS.includes(one), `write one of ${ANSWERS.join(', ')}`),
  points,
  is: z.array(z.string()).min(1).optional(),
  least: least.optional(),
  told: z.number().int().min(1).max(1000).optional(),
  has: z.array(z.string().trim().min(1).max(60)).min(1).max(WORDS_MAX).optional(),
});

/** Tried one after the other their problems would be told together. */
const rule = z.unknown().transform((given, context): ScoreRule => {
  const isUsed = typeof given === 'object' && given !== null && 'use' in given;
  const read = isUsed ? usedOf(given) : ownOf(given);
  if ('rule' in read) return read.rule;
  context.issues.push({ code: 'custom', input: given, message: read.problem, path: [...(read.path ?? [])] });
  return z.NEVER;
});

type ReadRule = { rule: ScoreRule } | { problem: string; path?: readonly PropertyKey[] };

const firstProblem = ({ issues: [issue] }: z.ZodError): ReadRule => ({
  problem: issue?.message ?? '',
  path: issue?.path ?? [],
});

function usedOf(given: unknown): ReadRule {
  const parsed = usedRule.safeParse(given);
  if (!parsed.success) return firstProblem(parsed.error);
  const { use, points: set, least: sums } = parsed.data;
  const known = defaultRule(use);
  if (sums && !('least' in known.test)) return { problem: `least is for funds; leave it out of ${use}` };
  return { rule: { ...known, points: set ?? known.points, test: sums ? leastTest(sums) : known.test } };
}

function ownOf(given: unknown): ReadRule {
  const parsed = ownRule.safeParse(given);
  if (!parsed.success) return firstProblem(parsed.error);
  const { id, name: names, points: set } = parsed.data;
  const test = testOf(parsed.data);
  return typeof test === 'string' ? { problem: test } : { rule: { id, names, test, points: set } };
}

const leastTest = (sums: Partial<Record<string, number>>): RuleTest => ({
  answer: 'funds',
  least: Object.fromEntries(Object.entries(sums).map(([currency, sum = 0]) => [currency, Math.round(sum * 100)])),
});

/** What it asks of the answer, or what is wrong. */
function testOf({ answer, is, least: sums, told, has }: z.infer<typeof ownRule>): RuleTest | string {
  if ([is, sums, told, has].filter((one) => one !== undefined).length !== 1)
    return 'write exactly one of is, least, told, has';
  if (answer === 'funds') return sums ? leastTest(sums) : 'funds need least';
  if (isChosenAnswer(answer)) {
    const known: readonly string[] = CHOSEN[answer];
    return is?.every((one) => known.includes(one))
      ? { answer, is }
      : `${answer} needs is, with some of ${known.join(', ')}`;
  }
  if (!isToldAnswer(answer)) return `write one of ${ANSWERS.join(', ')}`;
  if (told !== undefined) return { answer, told };
  return has ? { answer, has } : `${answer} needs told or has`;
}

const { decideDays, stepDays, health } = DEFAULT_APPLICATION_RULES;

const setting = z.strictObject({
  rules: z
    .array(rule)
    .min(1, 'write at least one rule, or leave rules out')
    .max(RULES_MAX, `write at most ${RULES_MAX} rules`)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'give each rule an id of its own')
    .default([...DEFAULT_RULES]),
  decide: days.default(decideDays),
  step: days.default(stepDays),
  health: z.boolean().default(health),
});

const EXAMPLE = '{"rules":[{"use":"funds","points":30,"least":{"CNY":800000}}],"decide":5} or leave it unset';

export function readApplications(text: string): { ok: ApplicationRules } | { problem: string } {
  const read = readJsonSetting(text, setting, EXAMPLE);
  if (read.ok === undefined) return read;
  const { rules, decide, step, health: asksHealth } = read.ok;
  return { ok: { rules, decideDays: decide, stepDays: step, health: asksHealth } };
}
