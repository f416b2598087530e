/** Forms with one question, answered in words, such as a reason, a note or a statement. */
import type { Context } from '../flow.ts';
import type { Attachment } from '../message.ts';
import { answerOf, type Field, type Filled, type Form } from './definition.ts';
import { sentFilesField, withFiles } from './files.ts';

/** `text`: empty where the words were left out. */
interface Said {
  text: string;
  files?: Attachment[];
}

interface WordsForm extends Omit<Form, 'version' | 'fields' | 'complete'> {
  /** The question. */
  text: Field<string>;
  /** Files may come with the words. */
  files?: true;
  act(said: Said, filled: Filled, context: Context): ReturnType<Form['complete']>;
}

/** `wordsForm({ name: 'note', title: 'note.title', text: textField(…), act: ({ text }, { args }, context) => … })` */
export function wordsForm({ text, files, act, ...form }: WordsForm): Form {
  return {
    ...form,
    version: 1,
    fields: files ? { text, files: sentFilesField() } : { text },
    complete: async (filled, context) => {
      const { values } = filled;
      const said = { text: answerOf(values, 'text', text) ?? '', ...(files && withFiles(values)) };
      return await act(said, filled, context);
    },
  };
}
