/** What the person writes about their own case: an addition, why they withdraw it or want it taken up again, a word with their rating. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { sentFilesField, withFiles } from '../../core/form/files.ts';
import { STARS } from '../../domain/case.ts';
import { storyField, wordsField } from '../fields.ts';
import { actByNumber } from './case-acts.ts';

const WORDS_MAX = 2000;

const addFields = {
  text: wordsField({ label: 'add.text', ask: 'add.ask', max: WORDS_MAX }),
  files: sentFilesField(),
};
const withdrawFields = {
  text: textField({ label: 'withdraw.text', ask: 'withdraw.ask', skip: 'withdraw.skip', max: WORDS_MAX }),
};
/** A thank-you is no reason to take a case up again. */
const reopenFields = {
  text: storyField({ label: 'reopen.text', ask: 'reopen.ask', max: WORDS_MAX }),
  files: sentFilesField(),
};
const praiseFields = {
  text: textField({ label: 'rate.text', ask: 'rate.ask', max: WORDS_MAX }),
};

export const addForm: Form = {
  name: 'add',
  version: 1,
  title: 'add.title',
  fields: addFields,
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'add', text: answerOf(values, 'text', addFields.text) ?? '', ...withFiles(values) },
      context,
    ),
};

export const withdrawForm: Form = {
  name: 'withdraw',
  version: 1,
  title: 'withdraw.title',
  fields: withdrawFields,
  submit: 'withdraw.submit',
  complete: ({ values, args }, context) =>
    actByNumber(args.case, { type: 'withdraw', text: answerOf(values, 'text', withdrawFields.text) ?? '' }, context),
};

/** Staff reopen a case by the same form. */
export const reopenForm: Form = {
  name: 'reopen',
  version: 1,
  title: 'reopen.title',
  fields: reopenFields,
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'reopen', text: answerOf(values, 'text', reopenFields.text) ?? '', ...withFiles(values) },
      context,
    ),
};

/** The stars are given already; a word may follow. */
export const ratingForm: Form = {
  name: 'rating',
  version: 1,
  title: 'rate.title',
  fields: praiseFields,
  complete: async ({ values, args }, context) => {
    // They may have tapped other stars meanwhile.
    const given = (await context.reads.caseByNumber(args.case ?? ''))?.rating;
    const stars = STARS.find((one) => one === given) ?? STARS.find((one) => String(one) === args.stars) ?? 5;
    const text = answerOf(values, 'text', praiseFields.text) ?? '';
    return actByNumber(args.case, { type: 'rate', stars, text }, context);
  },
};
