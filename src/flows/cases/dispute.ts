/** The person is not content with an answer: says why, and the case goes on. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { sentFilesField, withFiles } from '../../core/form/files.ts';
import { say } from '../../core/message.ts';
import { wordsField } from '../fields.ts';
import { actByNumber, settlingButtons } from './case-acts.ts';

const fields = {
  text: wordsField({ label: 'dispute.text', ask: 'dispute.ask', skip: 'dispute.skip', max: 2000 }),
  files: sentFilesField(),
};

export const disputeForm: Form = {
  name: 'dispute',
  version: 1,
  title: 'dispute.title',
  fields,
  // The question that led here has lost its buttons.
  cancelled: async (args, { reads }) => {
    const current = await reads.caseByNumber(args.case ?? '');
    if (current?.status !== 'answered') return [];
    return [{ text: say('dispute.cancelled', { number: current.number }), buttons: settlingButtons(current) }];
  },
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'dispute', text: answerOf(values, 'text', fields.text) ?? '', ...withFiles(values) },
      context,
    ),
};
