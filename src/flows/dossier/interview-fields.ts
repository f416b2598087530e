/** F02: what the form of one interview asks: whom, the questions, which answers worry, and how it went. */
import { z } from 'zod';
import type { Field, Scope, Values } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { say, verbatim } from '../../core/message.ts';
import { INTERVIEW_ITEMS, type InterviewItem } from '../../domain/dossier-items.ts';
import { readAmount } from '../../recognition/amount.ts';
import { fold } from '../../recognition/fold.ts';
import { readNumber } from '../../recognition/numerals.ts';

const TEXT_MAX = 1500;
const NOTE_MAX = 500;
const NAME_MAX = 80;
const YEARS_MAX = 100;

const years: Field<number> = {
  label: 'dossier.years',
  ask: 'dossier.years.ask',
  skip: 'dossier.skip',
  schema: z.number(),
  read(words) {
    const bare = fold(words)
      .replaceAll(/years?|年/g, '')
      .trim();
    const read = readAmount(bare, 'CNY');
    const count = 'ok' in read ? read.ok.minor / 100 : (readNumber(bare) ?? Number.NaN);
    return count <= YEARS_MAX ? { value: count } : { problem: say('dossier.years.problem') };
  },
  show: (value) => verbatim(String(value)),
};

const questionOf = (item: InterviewItem): Field<string> =>
  textField({
    label: `dossier.item.${item}`,
    ask: `dossier.ask.${item}`,
    skip: 'dossier.interview.skip',
    max: TEXT_MAX,
  });

export const toldText = (values: Values, item: InterviewItem): string | undefined => {
  const value = values[item];
  return typeof value === 'string' ? value : undefined;
};

/** Several answers at once, by their numbers or names; each in any language, as far as only one of them is called so. */
const worries: Field<InterviewItem[]> = {
  label: 'dossier.interview.worries',
  ask: 'dossier.interview.worries.ask',
  example: 'dossier.interview.worries.example',
  skip: 'dossier.interview.worries.skip',
  schema: z.array(z.enum(INTERVIEW_ITEMS)),
  read(words, { values }: Scope) {
    const marked = readMarked(words, values);
    if (!marked) return { problem: say('dossier.interview.worries.problem') };
    const untold = marked.filter((item) => toldText(values, item) === undefined);
    if (untold.length === 0) return { value: marked };
    const items = { list: untold.map((item) => say(`dossier.item.${item}`)) };
    return { problem: say('dossier.interview.worries.untold', { items }) };
  },
  show: (items) =>
    items.length === 0
      ? say('dossier.interview.worries.none')
      : { list: items.map((item) => say(`dossier.item.${item}`)) },
};

const NONE = /^(?:no|none|nothing|none of them|none worries me|无|没|没有|都没有|都不|都不担心)$/;
const ALL = /^(?:all|all of them|everything|全部|所有|都有|都担心)$/;
const BETWEEN = /\b(?:and|numbers?|no\.?)\b|[\s,，、;；.。/&+#“”"'‘’?？]|还有|以及|[和及与跟第题号条]/g;

/** Undefined: not understood. */
function readMarked(words: string, values: Values): InterviewItem[] | undefined {
  let rest = fold(words).trim();
  const whole = rest.replace(/[.。!！]+$/, '');
  if (NONE.test(whole) || typedLabels(say('dossier.interview.worries.none')).includes(whole)) return [];
  if (ALL.test(whole)) return INTERVIEW_ITEMS.filter((item) => toldText(values, item) !== undefined);
  const found = new Set<InterviewItem>();
  for (const item of INTERVIEW_ITEMS) {
    for (const label of labelsOf(item).filter((one) => rest.includes(one))) {
      found.add(item);
      rest = rest.replaceAll(label, ' ');
    }
  }
  for (const part of rest.replaceAll(BETWEEN, ' ').split(/\s+/)) {
    if (part === '') continue;
    const item = itemCalled(part);
    if (!item) return undefined;
    found.add(item);
  }
  return found.size > 0 ? INTERVIEW_ITEMS.filter((item) => found.has(item)) : undefined;
}

const labelsOf = (item: InterviewItem): readonly string[] => typedLabels(say(`dossier.item.${item}`));

function itemCalled(part: string): InterviewItem | undefined {
  const number = readNumber(part);
  if (number !== undefined) return INTERVIEW_ITEMS[number - 1];
  const [only, other] = INTERVIEW_ITEMS.filter((item) => labelsOf(item).some((label) => label.includes(part)));
  return part.length < 2 || other ? undefined : only;
}

export const whomFields = {
  name: textField({ label: 'dossier.name', ask: 'dossier.name.ask', max: NAME_MAX }),
  years,
  store: textField({ label: 'dossier.store', ask: 'dossier.store.ask', skip: 'dossier.skip', max: NAME_MAX }),
  similar: choiceField({
    label: 'dossier.similar',
    ask: 'dossier.similar.ask',
    values: ['yes', 'no', 'unknown'] as const,
    labelOf: (value) => `dossier.similar.${value}`,
  }),
};

export const closingFields = {
  worries,
  note: textField({
    label: 'dossier.interview.note',
    ask: 'dossier.interview.note.ask',
    skip: 'dossier.interview.note.skip',
    max: NOTE_MAX,
  }),
};

/** What is marked is looked up among what was told before, so it comes after. */
export const interviewFields = {
  ...whomFields,
  ...Object.fromEntries(INTERVIEW_ITEMS.map((item) => [item, questionOf(item)])),
  ...closingFields,
};
