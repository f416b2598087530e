/** What is written down when someone was reached (F12, F29): a form for each kind of callback. A problem becomes a case, or opens one again. */
import type { Context } from '../../core/flow.ts';
import { answerOf, type Field, type Fields, type Form, type Values } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { CALLBACK_RESULTS, type Callback } from '../../domain/callback.ts';
import { type Findings, type FindingsType, findingsTypeOf } from '../../domain/callback-findings.ts';
import type { CallbackKind } from '../../domain/callback-rules.ts';
import { offeredIn } from '../desk/offered-field.ts';
import { actById } from './callback-acts.ts';
import { storeFields, storeIn } from './finding-store.ts';
import { type Found, finishCall, PROBLEM_KINDS } from './finishing.ts';

const NOTES_MAX = 2000;

/** Is anything to be dealt with? If so, what, and by whom follows from the kind of case. */
const problemFields = {
  problem: textField({
    label: 'call.problem',
    ask: 'call.problem.what.ask',
    max: NOTES_MAX,
    when: ({ result }) => result === 'problem',
  }),
  'case-kind': choiceField({
    label: 'call.problem.kind',
    ask: 'call.problem.kind.ask',
    values: PROBLEM_KINDS,
    labelOf: (kind) => `case.kind.${kind}`,
    when: ({ result }) => result === 'problem',
  }),
  // Questions are about anything.
  ...storeFields(({ result, 'case-kind': kind }) => result === 'problem' && kind !== 'consultation'),
};

const resultField = choiceField({
  label: 'call.result',
  ask: 'call.problem.ask',
  values: CALLBACK_RESULTS,
  labelOf: (value) => `call.problem.${value}`,
});

const STARS = ['1', '2', '3', '4', '5'] as const;
const starsField = (name: 'people' | 'product') =>
  choiceField({
    label: `call.${name}`,
    ask: `call.${name}.ask`,
    skip: 'call.stars.skip',
    values: STARS,
    labelOf: (value) => `call.stars.${value}`,
  });

const saidField = textField({ label: 'call.said', ask: 'call.said.ask', skip: 'call.said.skip', max: NOTES_MAX });

const talkFields = {
  result: choiceField({
    label: 'call.result',
    ask: 'call.result.ask',
    values: CALLBACK_RESULTS,
    labelOf: (value) => `call.result.${value}`,
  }),
  ...problemFields,
  // What the problem is was written down already.
  text: textField({
    label: 'call.notes',
    ask: 'call.done.ask',
    max: NOTES_MAX,
    when: ({ result }) => result !== 'problem',
  }),
};

const satisfactionFields = {
  people: starsField('people'),
  product: starsField('product'),
  text: saidField,
  result: resultField,
  ...problemFields,
};

const firstFields = {
  text: textField({ label: 'call.introduction', ask: 'call.introduction.ask', max: NOTES_MAX }),
  needs: textField({ label: 'call.needs', ask: 'call.needs.ask', max: NOTES_MAX }),
  result: resultField,
  ...problemFields,
};

/** Yes or no, and what is to be said about it; with a no the case is opened again. */
function answeredFields(name: 'settled' | 'dealt') {
  const isNo = (values: Values): boolean => values[name] === 'no';
  return {
    answer: choiceField({
      label: `call.${name}`,
      ask: `call.${name}.ask`,
      values: ['yes', 'no'] as const,
      labelOf: (value) => `call.${name}.${value}`,
    }),
    use: textField({
      label: 'call.said',
      ask: name === 'settled' ? 'call.use.ask' : 'call.said.ask',
      skip: 'call.said.skip',
      max: NOTES_MAX,
      when: (values) => !isNo(values),
    }),
    still: textField({ label: 'call.still', ask: 'call.still.ask', max: NOTES_MAX, when: isNo }),
    // Where there is a case to be opened again, nothing is offered.
    stores: storeFields((values) => isNo(values) && offeredIn(values, 'theirs').length > 0),
  };
}
const settled = answeredFields('settled');
const dealt = answeredFields('dealt');
const settledFields = { settled: settled.answer, use: settled.use, still: settled.still, ...settled.stores };
const dealtFields = { dealt: dealt.answer, use: dealt.use, still: dealt.still, ...dealt.stores };

const wordsIn = (values: Values, name: string, field: Field<string>): string => answerOf(values, name, field) ?? '';

const starsIn = (values: Values, name: 'people' | 'product'): number | null => {
  const given = answerOf(values, name, satisfactionFields[name]);
  return given === null ? null : Number(given);
};

function problemIn(values: Values): Pick<Found, 'result' | 'problem'> {
  const words = wordsIn(values, 'problem', problemFields.problem);
  const kind = answerOf(values, 'case-kind', problemFields['case-kind']);
  return words === '' || kind === null
    ? { result: 'well' }
    : { result: 'problem', problem: { kind, words, outletId: storeIn(values) } };
}

/** `name`: of the form, by which stored drafts find it; the first is that of the versions that had only one. */
const FORMS_OF: Readonly<Record<FindingsType, { name: string; fields: Fields; found(values: Values): Found }>> = {
  talk: {
    name: 'call-done',
    fields: talkFields,
    found(values) {
      const more = problemIn(values);
      const words = more.problem?.words ?? wordsIn(values, 'text', talkFields.text);
      return { findings: { type: 'talk', words }, ...more };
    },
  },
  satisfaction: {
    name: 'call-done-satisfaction',
    fields: satisfactionFields,
    found(values) {
      const stars = { people: starsIn(values, 'people'), product: starsIn(values, 'product') };
      const words = wordsIn(values, 'text', satisfactionFields.text);
      return { findings: { type: 'satisfaction', ...stars, words }, ...problemIn(values) };
    },
  },
  'first-contact': {
    name: 'call-done-first',
    fields: firstFields,
    found(values) {
      const needs = wordsIn(values, 'needs', firstFields.needs);
      const words = wordsIn(values, 'text', firstFields.text);
      return { findings: { type: 'first-contact', needs, words }, ...problemIn(values) };
    },
  },
  'after-complaint': {
    name: 'call-done-settled',
    fields: settledFields,
    found(values) {
      const isSettled = answerOf(values, 'settled', settledFields.settled) !== 'no';
      return answered({ type: 'after-complaint', settled: isSettled, words: saidIn(values) }, isSettled, values);
    },
  },
  'after-problem': {
    name: 'call-done-dealt',
    fields: dealtFields,
    found(values) {
      const dealtWith = answerOf(values, 'dealt', dealtFields.dealt) !== 'no';
      return answered({ type: 'after-problem', dealtWith, words: saidIn(values) }, dealtWith, values);
    },
  },
};

const saidIn = (values: Values): string =>
  wordsIn(values, 'still', settledFields.still) || wordsIn(values, 'use', settledFields.use);

/** Should there be no case to open again, it is a complaint. */
const answered = (findings: Findings, isYes: boolean, values: Values): Found =>
  isYes
    ? { findings, result: 'well' }
    : { findings, result: 'problem', problem: { kind: 'complaint', words: findings.words, outletId: storeIn(values) } };

function formOf(type: FindingsType): Form {
  const { name, fields, found } = FORMS_OF[type];
  return {
    name,
    version: 1,
    title: 'call.done.title',
    fields,
    complete: async ({ values, args }, context: Context) => {
      const given = found(values);
      const act = async (current: Callback) => await finishCall(current, given, context);
      return await actById(args.call, 'staff', context, act, given.findings.words);
    },
  };
}

const FORMS: Readonly<Record<FindingsType, Form>> = {
  talk: formOf('talk'),
  satisfaction: formOf('satisfaction'),
  'first-contact': formOf('first-contact'),
  'after-complaint': formOf('after-complaint'),
  'after-problem': formOf('after-problem'),
};

export const FINDINGS_FORMS: readonly Form[] = Object.values(FORMS);

export const findingsFormFor = (kind: CallbackKind): Form => FORMS[findingsTypeOf(kind)];
