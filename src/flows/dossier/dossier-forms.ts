/** What a prospect writes into their dossier: findings, figures, notes, flags and questions of their own. */
import { z } from 'zod';
import type { Context } from '../../core/flow.ts';
import { answerOf, type Field, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { say, verbatim } from '../../core/message.ts';
import {
  ANSWER_SOURCES,
  type Dossier,
  type DossierAct,
  type EntryKey,
  type GivenAnswer,
} from '../../domain/dossier.ts';
import { phrase } from '../../locales/catalogue.ts';
import { readAmount } from '../../recognition/amount.ts';
import { type Done, gone, itemText, keyOf, ownDossier, refusedWith, write } from './dossier-access.ts';
import { changedSince, itemReply } from './dossier-card.ts';
import { interviewForm } from './interview-form.ts';

const TEXT_MAX = 1500;
const WORDS_MAX = 300;

const text = textField({ label: 'dossier.text', ask: 'dossier.text.ask', max: TEXT_MAX });
const source = choiceField({
  label: 'dossier.source',
  ask: 'dossier.source.ask',
  values: ANSWER_SOURCES,
  labelOf: (value) => `dossier.source.${value}`,
});
const worrying = choiceField({
  label: 'dossier.worrying',
  ask: 'dossier.worrying.ask',
  values: ['no', 'yes', 'unsure'] as const,
  labelOf: (value) => `dossier.worrying.${value}`,
});

/** What the answer is about stands above each question. */
const about: NonNullable<Form['about']> = async ({ dossier: tag = '', ref = '' }, _values, context) => {
  const dossier = await ownDossier(tag, context);
  const key = dossier && keyOf(dossier, ref);
  return dossier && key ? [itemText(dossier, key)] : [];
};

type Made = (dossier: Dossier, key: EntryKey) => DossierAct;

/** Writes what was answered, and shows the item as it is then. */
async function intoEntry(args: Readonly<Record<string, string>>, make: Made, context: Context): Promise<Done> {
  const dossier = await ownDossier(args.dossier ?? '', context);
  const key = dossier && keyOf(dossier, args.ref ?? '');
  if (!dossier || !key) return gone();
  const written = write(dossier, make(dossier, key), context);
  const changed = await changedSince(dossier, context);
  if (written.refused)
    return {
      replies: [{ text: say(`dossier.no.${written.refused}`) }, itemReply(dossier, key, changed, context)],
      effects: [],
    };
  return { replies: [itemReply(written.dossier, key, changed, context)], effects: [written.effect] };
}

const worries = (value: string | null): boolean | null => (value === 'yes' ? true : value === 'no' ? false : null);

const findingFields = { text, source, worrying };

export const findingForm: Form = {
  name: 'dossier-finding',
  version: 1,
  title: 'dossier.form.finding',
  fields: findingFields,
  about,
  complete: async ({ values, args }, context) =>
    await intoEntry(
      args,
      (_, key) => ({
        type: 'answer',
        key,
        answer: {
          ...plain(context),
          text: answerOf(values, 'text', text) ?? '',
          source: answerOf(values, 'source', source) ?? 'research',
          worrying: worries(answerOf(values, 'worrying', worrying)),
        },
      }),
      context,
    ),
};

const plain = ({ now }: Context): Omit<GivenAnswer, 'text' | 'source' | 'worrying'> => ({
  ...{ who: null, at: now, policy: null, figures: null },
});

const toldFields = { text, worrying };

/** F02: what one franchisee said; from whom is known. */
export const toldForm: Form = {
  name: 'dossier-told',
  version: 1,
  title: 'dossier.form.finding',
  fields: toldFields,
  about,
  complete: async ({ values, args }, context) =>
    await intoEntry(
      args,
      ({ interviews }, key) => ({
        type: 'answer',
        key,
        answer: {
          ...plain(context),
          text: answerOf(values, 'text', text) ?? '',
          source: 'franchisee',
          who: interviews.find(({ id }) => id === key.interview)?.name ?? null,
          worrying: worries(answerOf(values, 'worrying', worrying)),
        },
      }),
      context,
    ),
};

/** In whichever currency, the same for both; a loss has a minus before it. */
function amountField(label: 'dossier.forecast' | 'dossier.reported'): Field<number> {
  return {
    label,
    ask: `${label}.ask`,
    example: 'dossier.amount.example',
    schema: z.number(),
    read(words) {
      const loss = /^\s*[-−－]/.test(words);
      const read = readAmount(words.replace(/^\s*[-−－]/, ''), 'CNY');
      if (!('ok' in read)) return { problem: say('dossier.amount.problem') };
      const value = read.ok.minor / 100;
      return { value: loss ? -value : value };
    },
    show: (value) => verbatim(String(value)),
  };
}

const profitFields = {
  forecast: amountField('dossier.forecast'),
  reported: amountField('dossier.reported'),
  source,
};

/** F01: forecast against what existing stores report. */
export const profitForm: Form = {
  name: 'dossier-profit',
  version: 1,
  title: 'dossier.form.profit',
  fields: profitFields,
  about,
  complete: async ({ values, args }, context) => {
    const figures = {
      forecast: answerOf(values, 'forecast', profitFields.forecast) ?? 0,
      reported: answerOf(values, 'reported', profitFields.reported) ?? 0,
    };
    const answer: GivenAnswer = {
      ...plain(context),
      text: phrase(context.language, 'dossier.profit.text', figures),
      source: answerOf(values, 'source', source) ?? 'research',
      figures,
      worrying: null,
    };
    return await intoEntry(args, (_, key) => ({ type: 'answer', key, answer }), context);
  },
};

export const noteForm = wordsForm({
  name: 'dossier-note',
  title: 'dossier.form.note',
  text: textField({ label: 'dossier.form.note', ask: 'dossier.note.ask', max: TEXT_MAX }),
  about,
  act: async ({ text }, { args }, context) => await intoEntry(args, (_, key) => ({ type: 'note', key, text }), context),
});

export const flagForm = wordsForm({
  name: 'dossier-flag',
  title: 'dossier.form.flag',
  text: textField({ label: 'dossier.form.flag', ask: 'dossier.flag.ask', max: WORDS_MAX }),
  about,
  act: async ({ text: reason }, { args }, context) =>
    await intoEntry(args, (_, key) => ({ type: 'flag', key, reason }), context),
});

export const ownForm = wordsForm({
  name: 'dossier-own',
  title: 'dossier.form.own',
  text: textField({ label: 'dossier.form.own', ask: 'dossier.own.ask', max: WORDS_MAX }),
  act: async ({ text: words }, { args }, context) => {
    const dossier = await ownDossier(args.dossier ?? '', context);
    if (!dossier) return gone();
    const written = write(dossier, { type: 'own', words }, context);
    if (written.refused) return refusedWith(written.refused);
    const item = written.dossier.entries.at(-1)?.item ?? '';
    const reply = itemReply(written.dossier, { item, interview: null }, new Set(), context);
    return { replies: [reply], effects: [written.effect] };
  },
});

export const DOSSIER_FORMS: readonly Form[] = [
  ...[findingForm, toldForm, profitForm, noteForm, flagForm, ownForm, interviewForm],
];
