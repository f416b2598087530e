/** How a policy is written, and why one is retired. */
import { z } from 'zod';
import type { Effect } from '../../core/flow.ts';
import { answerOf, type Field, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { idOf } from '../../core/ids.ts';
import { say, verbatim } from '../../core/message.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { changePolicy, newPolicy, type Policy, type PolicyEntry, type PolicyWords } from '../../domain/policy.ts';
import { mayEditPolicies, policyCard } from './policy-card.ts';

const TITLE_MAX = 120;
const BODY_MAX = 1500;
const ASKED_MAX = 20;
const REASON_MAX = 500;

/** A company that has not said what it is called. */
export const DEFAULT_BRAND = 'main';

const askedField: Field<string[]> = {
  label: 'policy.asked',
  ask: 'policy.asked.ask',
  skip: 'policy.asked.skip',
  input: 'text',
  schema: z.array(z.string()),
  read(words) {
    const lines = words
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.length > ASKED_MAX
      ? { problem: say('policy.asked.too-many', { max: ASKED_MAX }) }
      : { value: lines.map((line) => line.slice(0, 200)) };
  },
  show: (lines) => ({ lines: lines.map((line) => verbatim(line)) }),
};

const fields = {
  language: choiceField({
    label: 'policy.language',
    ask: 'policy.language.ask',
    values: LANGUAGES,
    labelOf: (value) => `language.name.${value}`,
  }),
  title: textField({ label: 'policy.title', ask: 'policy.title.ask', example: 'policy.title.example', max: TITLE_MAX }),
  body: { ...textField({ label: 'policy.body', ask: 'policy.body.ask', max: BODY_MAX }), input: 'text' as const },
  asked: askedField,
  earnings: choiceField({
    label: 'policy.earnings',
    ask: 'policy.earnings.ask',
    values: ['no', 'yes'] as const,
    labelOf: (value) => `policy.earnings.${value}`,
  }),
};

export const policyForm: Form = {
  name: 'policy',
  version: 1,
  title: 'policy.form',
  fields,
  submit: 'policy.save',
  async complete({ values, args }, context) {
    const { person, reads, now } = context;
    if (!person || !mayEditPolicies(context)) return { replies: [{ text: say('command.not-allowed') }], effects: [] };
    const before = args.policy === undefined ? undefined : await reads.policy(args.policy);
    if (args.policy !== undefined && !before) return { replies: [{ text: say('form.stale') }], effects: [] };
    const words: PolicyWords = {
      title: answerOf(values, 'title', fields.title) ?? '',
      body: answerOf(values, 'body', fields.body) ?? '',
      asked: answerOf(values, 'asked', fields.asked) ?? [],
      earnings: answerOf(values, 'earnings', fields.earnings) === 'yes',
    };
    const language = before?.language ?? answerOf(values, 'language', fields.language) ?? context.language;
    const current = before ?? draftedBy(context.id('policy'), language, (await reads.policies())[0]?.brand, now);
    const change = changePolicy(current, { type: 'write', words }, person.id, now);
    if (change.refused)
      return { replies: [{ text: say(`policy.no.${change.refused}`) }, policyCard(current, context)], effects: [] };
    return {
      replies: [policyCard(change.policy, context)],
      effects: [
        { type: 'policy', ...change },
        { type: 'needs-rights', person },
      ],
    };
  },
};

/** One that staff write themselves has a key of its own. */
export function draftedBy(seed: string, language: Policy['language'], brand: string | undefined, now: string): Policy {
  const key = `own-${seed.slice(0, 8)}`;
  const subject = { brand: brand ?? DEFAULT_BRAND, key, language, region: null };
  return newPolicy({ id: policyId(subject), ...subject, source: 'staff' }, now);
}

const policyId = ({ brand, key, language, region }: Pick<Policy, 'brand' | 'key' | 'language' | 'region'>): string =>
  idOf('policy', brand, key, language, region ?? '');

export const writtenPolicy = (policy: Policy, entry: PolicyEntry): Effect => ({ type: 'policy', policy, entry });

const reasonFields = {
  text: textField({ label: 'policy.reason', ask: 'policy.reason.ask', max: REASON_MAX }),
};

export const retireForm: Form = {
  name: 'policy-retire',
  version: 1,
  title: 'policy.button.retire',
  fields: reasonFields,
  async complete({ values, args }, context) {
    const { person, reads, now } = context;
    const current = await reads.policy(args.policy ?? '');
    if (!person || !current || !mayEditPolicies(context))
      return { replies: [{ text: say('command.not-allowed') }], effects: [] };
    const reason = answerOf(values, 'text', reasonFields.text) ?? '';
    const change = changePolicy(current, { type: 'retire', reason }, person.id, now);
    if (change.refused) return { replies: [{ text: say(`policy.no.${change.refused}`) }], effects: [] };
    return {
      replies: [policyCard(change.policy, context)],
      effects: [writtenPolicy(change.policy, change.entry), { type: 'needs-rights', person }],
    };
  },
};

export const POLICY_FORMS: readonly Form[] = [policyForm, retireForm];
