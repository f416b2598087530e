/** What a page sends → what is meant by it. Everything in it is as untrusted as the words themselves. */
import { z } from 'zod';
import { type FileRef, type Input, mendText } from '../../core/event.ts';
import { FILES_MAX } from '../../core/files.ts';
import { PANES } from './people.ts';

/** In UTF-16 units, as a text field counts. What a form takes at most is its own business. */
export const TEXT_MAX = 10_000;
/** Names of fields, forms and commands; none of them is longer. */
const NAME_MAX = 64;
/** Longer than any button's id; such a button is unknown. */
const BUTTON_MAX = 256;
const FIELDS_MAX = 50;
/** What a page got for its upload, sealed: some hundred characters. */
const UPLOAD_MAX = 1_500;

const text = z.string().max(TEXT_MAX).transform(mendText);
const name = z.string().max(NAME_MAX).transform(mendText);
/** A name that can be a key of an object without becoming something else. */
const key = z.string().regex(/^[a-zA-Z][\w.-]{0,63}$/);
const uploads = z.array(z.string().max(UPLOAD_MAX)).max(FILES_MAX);

const few = (fields: object): boolean => Object.keys(fields).length <= FIELDS_MAX;

const input = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text, files: uploads.optional() }),
  z.object({ type: z.literal('command'), name, text }),
  z.object({ type: z.literal('action'), id: z.string().max(BUTTON_MAX).transform(mendText) }),
  z.object({
    type: z.literal('dialog'),
    form: name,
    draft: name.optional(),
    values: z.record(key, text).refine(few),
    files: z.record(key, uploads).refine(few).optional(),
    // biome-ignore lint/suspicious/noThenProperty: the name is the contract's
    then: z.enum(['refresh', 'leave']).optional(),
  }),
]);

export const actBody = z.object({ pane: z.enum(PANES), id: z.uuid(), input });

export type ActBody = z.output<typeof actBody>;

/** The input with its uploads as files; undefined when one of them is not this person's. */
export function inputOf({ input: given }: ActBody, fileOf: (upload: string) => FileRef | undefined): Input | undefined {
  const filesOf = (sealed: readonly string[]): FileRef[] | undefined => {
    const files = sealed.flatMap((upload) => fileOf(upload) ?? []);
    return files.length === sealed.length ? files : undefined;
  };
  switch (given.type) {
    case 'message': {
      const files = filesOf(given.files ?? []);
      return files && { type: 'message', text: given.text, ...(files.length > 0 && { files }) };
    }
    case 'command':
      return { type: 'command', name: given.name.trim().toLowerCase(), text: given.text };
    case 'action':
      return given;
    case 'dialog': {
      const { draft, then } = given;
      const files: Record<string, FileRef[]> = {};
      for (const [field, sealed] of Object.entries(given.files ?? {})) {
        const read = filesOf(sealed);
        if (!read) return undefined;
        files[field] = read;
      }
      return {
        type: 'dialog',
        form: given.form,
        values: given.values,
        ...(draft !== undefined && { draft }),
        ...(given.files && { files }),
        ...(then !== undefined && { then }),
      };
    }
    default:
      return given satisfies never;
  }
}
