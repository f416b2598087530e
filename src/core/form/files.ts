/** Files as an answer: they may come with any message of a form and go to the field that takes them, one after the other. */
import { z } from 'zod';
import type { Json } from '../decision.ts';
import { countedFiles, FILES_MAX } from '../files.ts';
import { type Attachment, say, type Text, verbatim } from '../message.ts';
import type { Field, Values } from './definition.ts';
import { forget, keep, type Session } from './session.ts';

/** `note`: what was written below it. */
const attachedFile = z.object({ fileId: z.string(), name: z.string(), type: z.string(), note: z.string().default('') });
export type AttachedFile = z.infer<typeof attachedFile>;

const attachedFiles = z.array(attachedFile).min(1);

/** Photos, documents, sound, video: any message with files answers it, until the person says that there are no more. */
export function filesField(
  options: Pick<Field, 'label' | 'ask' | 'skip'> & Partial<Pick<Field, 'when'>>,
): Field<AttachedFile[]> {
  return {
    ...options,
    input: 'files',
    schema: attachedFiles,
    read: () => ({ problem: say('files.wanted') }),
    show: (files) => ({ lines: files.map(fileText) }),
  };
}

/** The same for forms that don't ask for files: it shows once some were sent along. */
export const sentFilesField = (): Field<AttachedFile[]> =>
  filesField({
    label: 'files.label',
    ask: 'files.ask',
    skip: 'files.skip',
    when: ({ [SENT_FILES]: files }) => files !== undefined && files !== null,
  });

/** The name of that field in its form. */
export const SENT_FILES = 'files';

const fileText = ({ name, note }: AttachedFile): Text =>
  note === '' ? verbatim(name) : say('files.with-note', { name, note: verbatim(note) });

/** The files of a stored value; none if it is something else. */
export const filesIn = (value: unknown): AttachedFile[] => attachedFiles.safeParse(value).data ?? [];

export const attachmentsOf = (files: readonly AttachedFile[]): Attachment[] =>
  files.map(({ fileId, name, type }) => ({ fileId, name, type }));

/** The files of a finished form, for what is done with it. */
export function withFiles(values: Values): { files?: Attachment[] } {
  const files = attachmentsOf(filesIn(values[SENT_FILES]));
  return files.length > 0 ? { files } : {};
}

/** The field that takes files; undefined where the form has none. */
export function fieldForFiles({ form }: Pick<Session, 'form'>): [string, Field] | undefined {
  return Object.entries(form.fields).find(([, field]) => field.input === 'files');
}

/** All files of the answers so far. */
export function filesOf(session: Session): AttachedFile[] {
  const [name] = fieldForFiles(session) ?? [];
  return name === undefined ? [] : filesIn(session.values[name]);
}

/** Keeps files with those that are there, and says so. `note` goes with the first of them. */
export function addFiles(
  session: Session,
  sent: readonly Attachment[],
  { note = '', source = 'asked' }: { note?: string; source?: 'asked' | 'dialog' } = {},
): Text[] {
  const [field] = fieldForFiles(session) ?? [];
  if (field === undefined) return [];
  const before = filesOf(session);
  const fresh = sent.filter(({ fileId }, index) => {
    return !before.some((file) => file.fileId === fileId) && sent.findIndex((one) => one.fileId === fileId) === index;
  });
  const fitting = fresh.slice(0, Math.max(0, FILES_MAX - before.length));
  const left = fresh.slice(fitting.length);
  if (fitting.length > 0) {
    const files = fitting.map((file, index) => ({ ...file, note: index === 0 ? note : '' }));
    keepFiles(session, field, [...before, ...files], source);
  }
  // What was there already is kept as well.
  const kept = fresh.length === 0 ? sent : fitting;
  return [
    ...(kept.length > 0 ? [say('files.kept', { files: countedFiles(kept) })] : []),
    ...(left.length > 0 ? [say('files.full', { max: FILES_MAX, names: namesOf(left) })] : []),
  ];
}

const namesOf = (files: readonly Attachment[]): Text => ({ list: files.map(({ name }) => verbatim(name)) });

/** Takes a file out of the answers; false if it is not among them. */
export function removeFile(session: Session, fileId: string): boolean {
  const [field] = fieldForFiles(session) ?? [];
  const files = filesOf(session);
  const rest = files.filter((file) => file.fileId !== fileId);
  const pending = session.state.pendingFiles?.filter((file) => file.fileId !== fileId);
  const waited = pending?.length !== session.state.pendingFiles?.length;
  if (waited) session.state = { ...session.state, pendingFiles: pending };
  if (field === undefined || rest.length === files.length) return waited;
  if (rest.length > 0) keepFiles(session, field, rest, session.answers.get(field)?.source ?? 'asked');
  else if (session.state.at.step === 'ask') forget(session, field);
  // Who is about to send it all has been told, and is not asked for others.
  else keep(session, { draftId: session.draft.id, field, value: null, words: '', source: 'skipped' });
  return true;
}

function keepFiles(
  session: Session,
  field: string,
  files: AttachedFile[],
  source: 'asked' | 'dialog' | 'understood' | 'known' | 'skipped',
): void {
  const value: Json = files.map((file) => ({ ...file }));
  const words = files.flatMap(({ note }) => note || []).join('\n');
  keep(session, { draftId: session.draft.id, field, value, words, source });
}
