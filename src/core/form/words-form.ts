/** Forms with one question, answered in words, such as a reason, a note or a statement. */
import type { Context } from '../flow.ts';
import { answerOf, type Field, type Filled, type Form } from './definition.ts';
import { sentFilesField } from './files.ts';

interface WordsForm extends Omit<Form, 'version' | 'fields' | 'complete'> {
  /** The question. */
  text: Field<string>;
  /** Files may come with the words. */
  files?: true;
  /** What is done with the words; empty where they were left out. */
  act(words: string, filled: Filled, context: Context): ReturnType<Form['complete']>;
}

/** `wordsForm({ name: 'note', title: 'note.title', text: textField(…), act: (words, { args }, context) => … })` */
export function wordsForm({ text, files, act, ...form }: WordsForm): Form {
  return {
    ...form,
    version: 1,
    fields: files ? { text, files: sentFilesField() } : { text },
    complete: async (filled, context) => await act(answerOf(filled.values, 'text', text) ?? '', filled, context),
  };
}
