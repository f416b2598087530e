/** How a policy is written and changed, and why one is retired. Nobody writes over what they have not seen. */
import { z } from 'zod';
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Completed, type Field, type Filled, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { idOf } from '../../core/ids.ts';
import { type Reply, say, verbatim } from '../../core/message.ts';
import { LANGUAGES } from '../../domain/person.ts';
import {
  changePolicy,
  newPolicy,
  POLICY_ASKED_LINE_MAX,
  POLICY_ASKED_MAX,
  POLICY_BODY_MAX,
  POLICY_PLACE_MAX,
  POLICY_TITLE_MAX,
  type Policy,
  type PolicyEntry,
  type PolicyWords,
} from '../../domain/policy.ts';
import { fold } from '../../recognition/fold.ts';
import { brandsIn, DEFAULT_BRAND } from './brands.ts';
import { mayEditPolicies, policyCard, policyLine } from './policy-card.ts';

const REASON_MAX = 500;

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
    return lines.length > POLICY_ASKED_MAX
      ? { problem: say('policy.asked.too-many', { max: POLICY_ASKED_MAX }) }
      : { value: lines.map((line) => line.slice(0, POLICY_ASKED_LINE_MAX)) };
  },
  show: (lines) => ({ lines: lines.map((line) => verbatim(line)) }),
};

const bodyText = textField({ label: 'policy.body', ask: 'policy.body.ask', input: 'text', max: POLICY_BODY_MAX });

const wordFields = {
  title: textField({
    label: 'policy.title',
    ask: 'policy.title.ask',
    example: 'policy.title.example',
    max: POLICY_TITLE_MAX,
  }),
  body: {
    ...bodyText,
    read: (words, scope) =>
      words.length > POLICY_BODY_MAX
        ? { problem: say('form.too-long', { count: words.length, max: POLICY_BODY_MAX }) }
        : bodyText.read(words, scope),
  } satisfies Field<string>,
  asked: askedField,
  earnings: choiceField({
    label: 'policy.earnings',
    ask: 'policy.earnings.ask',
    values: ['no', 'yes'] as const,
    labelOf: (value) => `policy.earnings.${value}`,
  }),
};

const subjectFields = {
  language: choiceField({
    label: 'policy.language',
    ask: 'policy.language.ask',
    values: LANGUAGES,
    labelOf: (value) => `language.name.${value}`,
  }),
  brand: textField({ label: 'policy.brand', ask: 'policy.brand.ask', max: POLICY_PLACE_MAX }),
  region: textField({
    label: 'policy.region',
    ask: 'policy.region.ask',
    skip: 'policy.region.skip',
    max: POLICY_PLACE_MAX,
  }),
};

const wordsIn = (values: Filled['values']): PolicyWords => ({
  title: answerOf(values, 'title', wordFields.title) ?? '',
  body: answerOf(values, 'body', wordFields.body) ?? '',
  asked: answerOf(values, 'asked', wordFields.asked) ?? [],
  earnings: answerOf(values, 'earnings', wordFields.earnings) === 'yes',
});

const said = (...replies: Reply[]): Completed => ({ replies, effects: [] });

/** A text that is not there yet. `args.key`: of one that is there, for another language or region. */
export const policyForm: Form = {
  name: 'policy',
  version: 1,
  title: 'policy.form',
  fields: { ...subjectFields, ...wordFields },
  submit: 'policy.save',
  async complete(filled, context) {
    const { values, args } = filled;
    const { reads, now, id } = context;
    if (!mayEditPolicies(context)) return said({ text: say('command.not-allowed') });
    // A form of an earlier version that was left open.
    if (args.policy !== undefined) return await saveEdit(filled, context);
    const list = await reads.policies();
    const region = answerOf(values, 'region', subjectFields.region);
    const subject = {
      brand: knownAs(answerOf(values, 'brand', subjectFields.brand) ?? mainBrand(list), brandsIn(list)),
      key: args.key ?? ownKey(id('policy')),
      language: answerOf(values, 'language', subjectFields.language) ?? context.language,
      region: region === null ? null : knownAs(region, await regionsOf(context)),
    };
    const there = (await reads.policiesOf(subject)).find(
      (one) => one.language === subject.language && one.region === subject.region,
    );
    if (there)
      return { ...said({ text: say('policy.no.there-already') }, policyCard(there, context)), again: { ...args } };
    const policy = newPolicy({ id: policyId(subject), ...subject, source: 'staff' }, now);
    return saved(policy, wordsIn(values), context);
  },
};

/** `args`: the policy, and its seq when it was opened. */
export const policyEditForm: Form = {
  name: 'policy-edit',
  version: 1,
  title: 'policy.form',
  fields: wordFields,
  submit: 'policy.save',
  async about({ policy = '' }, _, { reads }) {
    const current = await reads.policy(policy);
    return current ? [policyLine(current)] : [];
  },
  complete: async (filled, context) => await saveEdit(filled, context),
};

async function saveEdit({ values, args }: Filled, context: Context): Promise<Completed> {
  const { reads } = context;
  if (!mayEditPolicies(context)) return said({ text: say('command.not-allowed') });
  const current = await reads.policy(args.policy ?? '');
  if (!current) return said({ text: say('form.stale') });
  if (args.seq !== undefined && args.seq !== String(current.seq)) {
    const changer = current.draft?.byId ?? current.approved?.byId ?? null;
    const name = changer === null ? undefined : (await reads.person(changer))?.name;
    const text = name ? say('policy.no.changed-by', { name: verbatim(name) }) : say('policy.no.changed-meanwhile');
    // Whoever saves once more has seen it.
    return { ...said({ text }, policyCard(current, context)), again: { ...args, seq: String(current.seq) } };
  }
  return saved(current, wordsIn(values), context);
}

function saved(current: Policy, words: PolicyWords, context: Context): Completed {
  const { person, now } = context;
  const change = changePolicy(current, { type: 'write', words }, person?.id ?? null, now);
  if (change.refused) return said({ text: say(`policy.no.${change.refused}`) }, policyCard(current, context));
  return {
    replies: [policyCard(change.policy, context)],
    effects: [
      writtenPolicy(change.policy, change.entry),
      ...(person ? [{ type: 'needs-rights', person } as const] : []),
    ],
  };
}

/** As it is written already, where only capitals or widths differ. */
const knownAs = (words: string, known: Iterable<string>): string =>
  [...known].find((one) => fold(one) === fold(words)) ?? words.trim();

/** What a text is about unless someone says otherwise. */
export const mainBrand = (list: readonly Policy[]): string => list[0]?.brand ?? DEFAULT_BRAND;

async function regionsOf({ reads }: Context): Promise<Set<string>> {
  const [list, outlets] = await Promise.all([reads.policies(), reads.outlets()]);
  return new Set([...list.flatMap(({ region }) => region ?? []), ...outlets.map(({ region }) => region)]);
}

/** One that staff write themselves has a key of its own. */
const ownKey = (seed: string): string => `own-${seed.slice(0, 8)}`;

export function draftedBy(seed: string, language: Policy['language'], brand: string, now: string): Policy {
  const subject = { brand, key: ownKey(seed), language, region: null };
  return newPolicy({ id: policyId(subject), ...subject, source: 'staff' }, now);
}

const policyId = ({ brand, key, language, region }: Pick<Policy, 'brand' | 'key' | 'language' | 'region'>): string =>
  idOf('policy', brand, key, language, region ?? '');

export const writtenPolicy = (policy: Policy, entry: PolicyEntry): Effect => ({ type: 'policy', policy, entry });

export const retireForm = wordsForm({
  name: 'policy-retire',
  title: 'policy.button.retire',
  text: textField({ label: 'policy.reason', ask: 'policy.reason.ask', max: REASON_MAX }),
  async act({ text: reason }, { args }, context) {
    const { person, reads, now } = context;
    const current = await reads.policy(args.policy ?? '');
    if (!person || !current || !mayEditPolicies(context)) return said({ text: say('command.not-allowed') });
    const change = changePolicy(current, { type: 'retire', reason }, person.id, now);
    if (change.refused) return said({ text: say(`policy.no.${change.refused}`) });
    return {
      replies: [policyCard(change.policy, context)],
      effects: [writtenPolicy(change.policy, change.entry), { type: 'needs-rights', person }],
    };
  },
});

export const POLICY_FORMS: readonly Form[] = [policyForm, policyEditForm, retireForm];
