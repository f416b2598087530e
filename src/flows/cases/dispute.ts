/** The person is not content with an answer: says why, and the case goes on. */
import { wordsForm } from '../../core/form/words-form.ts';
import { say } from '../../core/message.ts';
import { wordsField } from '../fields.ts';
import { actByNumber, settlingButtons } from './case-acts.ts';

export const disputeForm = wordsForm({
  name: 'dispute',
  title: 'dispute.title',
  text: wordsField({ label: 'dispute.text', ask: 'dispute.ask', skip: 'dispute.skip', max: 2000 }),
  files: true,
  // The question that led here has lost its buttons.
  cancelled: async (args, { reads }) => {
    const current = await reads.caseByNumber(args.case ?? '');
    if (current?.status !== 'answered') return [];
    return [{ text: say('dispute.cancelled', { number: current.number }), buttons: settlingButtons(current) }];
  },
  act: (said, { args }, context) => actByNumber(args.case, { type: 'dispute', ...said }, context),
});
