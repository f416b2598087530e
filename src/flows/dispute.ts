/** The person is not content with an answer: says why, and the case goes on. */
import { answerOf, type Form } from '../core/form/definition.ts';
import { textField } from '../core/form/fields.ts';
import { actByNumber } from './case-acts.ts';

const fields = {
  text: textField({ label: 'dispute.text', ask: 'dispute.ask', skip: 'dispute.skip', max: 2000 }),
};

export const disputeForm: Form = {
  name: 'dispute',
  version: 1,
  title: 'dispute.title',
  fields,
  complete: ({ values, args }, context) =>
    actByNumber(args.case, { type: 'dispute', text: answerOf(values, 'text', fields.text) ?? '' }, context),
};
