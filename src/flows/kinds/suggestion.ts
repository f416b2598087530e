/** Making a suggestion (F11): a case for headquarters, and a promise to tell what came of it. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { openCase, wordsOf } from '../cases/opening.ts';
import { suggestionFields as fields } from './suggestion-fields.ts';

export const suggestionForm: Form = {
  name: 'suggestion',
  version: 1,
  title: 'suggestion.title',
  fields,
  opening: 'what',
  submit: 'complaint.submit',
  async complete(filled, context) {
    const opened = await openCase(
      {
        kind: 'suggestion',
        words: wordsOf(filled, 'what'),
        facts: { ...filled.values },
        outletId: answerOf(filled.values, 'outlet', fields.outlet)?.id ?? null,
        intake: 'chat',
      },
      context,
    );
    const { number, dueAt } = opened.case;
    const due = { instant: dueAt, zone: context.person?.zone ?? context.zone, dateOnly: true };
    return { replies: [{ text: say('suggestion.filed', { number, due }) }], effects: opened.effects };
  },
};
