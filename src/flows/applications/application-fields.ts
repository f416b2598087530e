/** What an applicant is asked (F05), in the order in which it is asked, and how the answers are shown afterwards. */
import { answerOf, type Field, type Fields, type Values } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import {
  type ApplicationAnswers,
  EXPERIENCES,
  HORIZONS,
  PLANS,
  RELATIONS,
  SOURCES,
  STANDARDS,
  TEAMS,
  VISITS,
  WORKS,
  YES_NO,
} from '../../domain/application-answers.ts';
import { amountField, wordsField } from '../fields.ts';
import { contactFields } from '../kinds/contact.ts';

const NAME_MAX = 100;
const LINE_MAX = 200;
const WORDS_MAX = 600;
const CULTURE_MAX = 1000;

const consentValues = ['yes', 'no'] as const;

/** No answer is taken from someone who does not agree; the form stays open, in case they do after all. */
function consentField<V extends string>(field: Field<V>, needed: Text): Field<V> {
  return {
    ...field,
    async read(words, scope) {
      const reading = await field.read(words, scope);
      return reading.value === 'no' ? { problem: needed } : reading;
    },
  };
}

const skip = 'apply.skip';

const answerFields = {
  name: textField({ label: 'apply.name', ask: 'apply.name.ask', max: NAME_MAX }),
  phone: contactFields.phone,
  region: wordsField({
    label: 'apply.region',
    ask: 'apply.region.ask',
    example: 'apply.region.example',
    max: LINE_MAX,
  }),
  location: textField({ label: 'apply.location', ask: 'apply.location.ask', skip, max: WORDS_MAX }),
  experience: choiceField({
    label: 'apply.experience',
    ask: 'apply.experience.ask',
    values: EXPERIENCES,
    labelOf: (value) => `apply.experience.${value}`,
  }),
  background: textField({
    label: 'apply.background',
    ask: 'apply.background.ask',
    skip,
    max: WORDS_MAX,
    when: ({ experience }) => experience !== 'none',
  }),
  trading: choiceField({
    label: 'apply.trading',
    ask: 'apply.trading.ask',
    values: YES_NO,
    labelOf: (value) => `apply.trading.${value}`,
  }),
  brands: wordsField({
    label: 'apply.brands',
    ask: 'apply.brands.ask',
    max: WORDS_MAX,
    when: ({ trading }) => trading === 'yes',
  }),
  relation: choiceField({
    label: 'apply.relation',
    ask: 'apply.relation.ask',
    values: RELATIONS,
    labelOf: (value) => `apply.relation.${value}`,
    when: ({ trading }) => trading === 'yes',
  }),
  change: wordsField({
    label: 'apply.change',
    ask: 'apply.change.ask',
    max: WORDS_MAX,
    when: ({ trading, relation }) => trading === 'yes' && relation === 'competing',
  }),
  funds: amountField({ label: 'apply.funds', ask: 'apply.funds.ask', example: 'apply.funds.example' }),
  source: choiceField({
    label: 'apply.source',
    ask: 'apply.source.ask',
    values: SOURCES,
    labelOf: (value) => `apply.source.${value}`,
  }),
  origin: textField({ label: 'apply.origin', ask: 'apply.origin.ask', skip, max: WORDS_MAX }),
  team: choiceField({
    label: 'apply.team',
    ask: 'apply.team.ask',
    values: TEAMS,
    labelOf: (value) => `apply.team.${value}`,
  }),
  work: choiceField({
    label: 'apply.work',
    ask: 'apply.work.ask',
    values: WORKS,
    labelOf: (value) => `apply.work.${value}`,
  }),
  standards: choiceField({
    label: 'apply.standards',
    ask: 'apply.standards.ask',
    values: STANDARDS,
    labelOf: (value) => `apply.standards.${value}`,
  }),
  wishes: textField({
    label: 'apply.wishes',
    ask: 'apply.wishes.ask',
    skip,
    max: WORDS_MAX,
    when: ({ standards }) => standards === 'mostly' || standards === 'own-ways',
  }),
  culture: wordsField({ label: 'apply.culture', ask: 'apply.culture.ask', max: CULTURE_MAX }),
  visited: choiceField({
    label: 'apply.visited',
    ask: 'apply.visited.ask',
    values: VISITS,
    labelOf: (value) => `apply.visited.${value}`,
  }),
  impression: textField({
    label: 'apply.impression',
    ask: 'apply.impression.ask',
    skip,
    max: WORDS_MAX,
    when: ({ visited }) => visited === 'one' || visited === 'several',
  }),
  plan: choiceField({
    label: 'apply.plan',
    ask: 'apply.plan.ask',
    values: PLANS,
    labelOf: (value) => `apply.plan.${value}`,
  }),
  market: textField({ label: 'apply.market', ask: 'apply.market.ask', skip, max: CULTURE_MAX }),
  horizon: choiceField({
    label: 'apply.horizon',
    ask: 'apply.horizon.ask',
    values: HORIZONS,
    labelOf: (value) => `apply.horizon.${value}`,
  }),
  pending: choiceField({
    label: 'apply.pending',
    ask: 'apply.pending.ask',
    values: YES_NO,
    labelOf: (value) => `apply.pending.${value}`,
  }),
  matters: wordsField({
    label: 'apply.matters',
    ask: 'apply.matters.ask',
    max: WORDS_MAX,
    when: ({ pending }) => pending === 'yes',
  }),
  references: textField({ label: 'apply.references', ask: 'apply.references.ask', skip, max: WORDS_MAX }),
} satisfies Fields & Record<keyof ApplicationAnswers, Field>;

export const applyFields = {
  consent: consentField(
    choiceField({
      label: 'apply.consent',
      ask: 'apply.consent.ask',
      values: consentValues,
      labelOf: (value) => `apply.consent.${value}`,
    }),
    say('apply.consent.needed'),
  ),
  ...answerFields,
} satisfies Fields;

/** Undefined: a draft that lacks what an application must have. What is not asked any more does not count. */
export function answersIn(values: Values): ApplicationAnswers | undefined {
  const of = <V extends string | AmountLike>(name: keyof ApplicationAnswers, field: Field<V>): V | null =>
    (field.when?.(values) ?? true) ? answerOf(values, name, field) : null;
  const f = answerFields;
  const needed = {
    name: of('name', f.name),
    phone: of('phone', f.phone),
    region: of('region', f.region),
    experience: of('experience', f.experience),
    trading: of('trading', f.trading),
    funds: of('funds', f.funds),
    source: of('source', f.source),
    team: of('team', f.team),
    work: of('work', f.work),
    standards: of('standards', f.standards),
    culture: of('culture', f.culture),
    visited: of('visited', f.visited),
    plan: of('plan', f.plan),
    horizon: of('horizon', f.horizon),
    pending: of('pending', f.pending),
  };
  if (!isWhole(needed)) return undefined;
  return {
    ...needed,
    location: of('location', f.location),
    background: of('background', f.background),
    brands: of('brands', f.brands),
    relation: of('relation', f.relation),
    change: of('change', f.change),
    origin: of('origin', f.origin),
    wishes: of('wishes', f.wishes),
    impression: of('impression', f.impression),
    market: of('market', f.market),
    matters: of('matters', f.matters),
    references: of('references', f.references),
  };
}

type AmountLike = { minor: number; currency: string };

const isWhole = <T extends Record<string, unknown>>(values: T): values is { [K in keyof T]: NonNullable<T[K]> } =>
  Object.values(values).every((value) => value !== null);

const isAnswer = (name: string): name is keyof ApplicationAnswers => Object.hasOwn(answerFields, name);

/** As a form has them. */
export const valuesOf = (answers: ApplicationAnswers): Values => ({ ...answers, funds: { ...answers.funds } });

export function answerText(answers: ApplicationAnswers, name: keyof ApplicationAnswers): Text | undefined {
  const field: Field = answerFields[name];
  const value = valuesOf(answers)[name];
  return value === undefined || value === null ? undefined : field.show(field.schema.parse(value));
}

export const questionText = (name: keyof ApplicationAnswers): Text => say(answerFields[name].label);

/** What was answered, with its questions' names; what was left out is not there. */
export function factsOf(answers: ApplicationAnswers): NonNullable<Reply['facts']> {
  return Object.keys(answerFields).flatMap((name) => {
    const value = isAnswer(name) ? answerText(answers, name) : undefined;
    return isAnswer(name) && value ? [{ label: questionText(name), value }] : [];
  });
}

/** Everything that may be asked, to prepare for. */
export const questionLines = (): Text[] =>
  Object.values(answerFields).map(({ ask }) => say('apply.questions.line', { question: say(ask) }));
