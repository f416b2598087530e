/** What the person writes about their own case: an addition, why they withdraw it or want it taken up again, a word with their rating. */
import { textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { STARS } from '../../domain/case.ts';
import { storyField, wordsField } from '../fields.ts';
import { actByNumber } from './case-acts.ts';

const WORDS_MAX = 2000;

export const addForm = wordsForm({
  name: 'add',
  title: 'add.title',
  text: wordsField({ label: 'add.text', ask: 'add.ask', max: WORDS_MAX }),
  files: true,
  act: (said, { args }, context) => actByNumber(args.case, { type: 'add', ...said }, context),
});

export const withdrawForm = wordsForm({
  name: 'withdraw',
  title: 'withdraw.title',
  text: textField({ label: 'withdraw.text', ask: 'withdraw.ask', skip: 'withdraw.skip', max: WORDS_MAX }),
  submit: 'withdraw.submit',
  act: (said, { args }, context) => actByNumber(args.case, { type: 'withdraw', ...said }, context),
});

/** Staff reopen a case by the same form. A thank-you is no reason to. */
export const reopenForm = wordsForm({
  name: 'reopen',
  title: 'reopen.title',
  text: storyField({ label: 'reopen.text', ask: 'reopen.ask', max: WORDS_MAX }),
  files: true,
  act: (said, { args }, context) => actByNumber(args.case, { type: 'reopen', ...said }, context),
});

/** The stars are given already; a word may follow. */
export const ratingForm = wordsForm({
  name: 'rating',
  title: 'rate.title',
  text: textField({ label: 'rate.text', ask: 'rate.ask', max: WORDS_MAX }),
  act: async ({ text }, { args }, context) => {
    // They may have tapped other stars meanwhile.
    const given = (await context.reads.caseByNumber(args.case ?? ''))?.rating;
    const stars = STARS.find((one) => one === given) ?? STARS.find((one) => String(one) === args.stars) ?? 5;
    return actByNumber(args.case, { type: 'rate', stars, text }, context);
  },
});
