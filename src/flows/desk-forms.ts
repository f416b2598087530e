/** What staff write about a case: a reply, a note, a resolution. Replying to the person is always an act of its own, with a preview. */
import { answerOf, type Form } from '../core/form/definition.ts';
import { choiceField, textField } from '../core/form/fields.ts';
import { sentFilesField, withFiles } from '../core/form/files.ts';
import { OUTCOMES } from '../domain/case.ts';
import { actByNumber } from './case-acts.ts';

const ANSWER_MAX = 3000;

const replyFields = {
  text: textField({ label: 'desk.reply.text', ask: 'desk.reply.ask', max: ANSWER_MAX }),
  files: sentFilesField(),
};
const noteFields = {
  text: textField({ label: 'desk.note.text', ask: 'desk.note.ask', max: ANSWER_MAX }),
  files: sentFilesField(),
};
const resolveFields = {
  outcome: choiceField({
    label: 'desk.resolve.outcome',
    ask: 'desk.resolve.outcome.ask',
    values: OUTCOMES,
    labelOf: (value) => `outcome.${value}`,
  }),
  text: textField({ label: 'desk.resolve.text', ask: 'desk.resolve.ask', max: ANSWER_MAX }),
  files: sentFilesField(),
};

/** The review is the preview: what is written there is what the person will read. */
export const replyForm: Form = {
  name: 'reply',
  version: 1,
  title: 'desk.reply.title',
  fields: replyFields,
  submit: 'desk.send',
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'reply', text: answerOf(values, 'text', replyFields.text) ?? '', ...withFiles(values) },
      context,
    ),
};

export const noteForm: Form = {
  name: 'note',
  version: 1,
  title: 'desk.note.title',
  fields: noteFields,
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'note', text: answerOf(values, 'text', noteFields.text) ?? '', ...withFiles(values) },
      context,
    ),
};

export const resolveForm: Form = {
  name: 'resolve',
  version: 1,
  title: 'desk.resolve.title',
  fields: resolveFields,
  submit: 'desk.send',
  complete: ({ values, args }, context) => {
    const outcome = answerOf(values, 'outcome', resolveFields.outcome) ?? 'other';
    return actByNumber(
      args.case,
      { type: 'resolve', outcome, text: answerOf(values, 'text', resolveFields.text) ?? '', ...withFiles(values) },
      context,
    );
  },
};
