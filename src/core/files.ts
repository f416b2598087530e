/** What is taken of what people send: limits, kinds, and names that can be shown and stored anywhere. */
import type { Json } from './decision.ts';
import { type FileRef, mendText } from './event.ts';
import type { Attachment } from './message.ts';
import { say, type Text } from './message.ts';

/** Large enough for any photo and a minute of video; small enough for a row of the database. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024;
/** What people read of it. */
export const FILE_MAX_MB = FILE_MAX_BYTES / 1024 / 1024;
/** Files of one case. */
export const FILES_MAX = 10;

export type FileKind = 'photo' | 'video' | 'sound' | 'document';

/** The media types that are taken, with what their names end in: the first is the usual one. */
export const FILE_TYPES: Readonly<Record<string, { kind: FileKind; endings: readonly string[] }>> = {
  'image/png': { kind: 'photo', endings: ['png', 'apng'] },
  'image/jpeg': { kind: 'photo', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/gif': { kind: 'photo', endings: ['gif'] },
  'image/webp': { kind: 'photo', endings: ['webp'] },
  'image/heic': { kind: 'photo', endings: ['heic', 'heif'] },
  'application/pdf': { kind: 'document', endings: ['pdf'] },
  'audio/mpeg': { kind: 'sound', endings: ['mp3'] },
  'audio/ogg': { kind: 'sound', endings: ['ogg', 'oga', 'opus'] },
  'audio/mp4': { kind: 'sound', endings: ['m4a', 'mp4', 'm4b'] },
  'video/mp4': { kind: 'video', endings: ['mp4', 'm4v'] },
  'text/plain': { kind: 'document', endings: ['txt', 'text', 'csv', 'md', 'log'] },
};

export const fileKind = (type: string): FileKind => {
  const known = FILE_TYPES[type.split(';')[0]?.trim().toLowerCase() ?? ''];
  if (known) return known.kind;
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'sound' : 'document';
};

const NAME_MAX_CHARACTERS = 80;

/** Names of photos that arrive without one. */
const NAMELESS: Readonly<Record<FileKind, string>> = {
  photo: 'photo',
  video: 'video',
  sound: 'sound',
  document: 'file',
};

/**
 * A name that means the same wherever it is shown: no path, one line, nothing that hides or turns letters (`exe.gpj` shown as
 * `jpg.exe`), not too long; the ending stays.
 */
export function tidyName(name: string, type: string): string {
  const visible = mendText(name)
    .replaceAll(/[\p{Z}\s]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '');
  const base = (visible.split(/[/\\]/).at(-1) ?? '').replaceAll(/[<>:"|?*]/g, '_').replaceAll(/^[\s.]+|[\s.]+$/g, '');
  if (base === '') return withEnding(NAMELESS[fileKind(type)], type);
  const characters = [...base];
  if (characters.length <= NAME_MAX_CHARACTERS) return base;
  const ending = endingOf(base);
  const kept = NAME_MAX_CHARACTERS - (ending === '' ? 0 : ending.length + 1) - 1;
  return `${characters.slice(0, kept).join('')}…${ending === '' ? '' : `.${ending}`}`;
}

/** The name with an ending that says what the file is, by its content. */
export function correctedName(name: string, type: string): string {
  const endings = FILE_TYPES[type]?.endings ?? [];
  const endsRight = (one: string): boolean => endings.includes(endingOf(one).toLowerCase());
  if (endsRight(name)) return name;
  const ending = endingOf(name);
  const bare = ending === '' ? name : name.slice(0, -ending.length - 1);
  return endsRight(bare) ? bare : withEnding(bare, type);
}

/** What follows the last dot, if it can be an ending: `2` of `v1.2` is none. */
const endingOf = (name: string): string => /.\.((?=[a-z0-9]*[a-z])[a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '';

function withEnding(name: string, type: string): string {
  const [usual] = FILE_TYPES[type]?.endings ?? [];
  return usual === undefined ? name : `${name}.${usual}`;
}

export const tidied = (file: FileRef): FileRef => ({
  ...file,
  name: tidyName(file.name, file.type),
  type: mendText(file.type),
  source: mendText(file.source),
});

export const attachmentOf = ({ id, name, type }: FileRef): Attachment => ({ fileId: id, name, type });

/** The channel of files that no one sent: the program makes them itself. */
export const DOCUMENTS = 'documents';

/** What an order says: who makes it (`src/documents`), and what that needs to know. It is kept with the file, so it has ids and no one's words. */
export type DocumentSource = { type: string; [key: string]: Json };

/** Orders a file from the program itself; a job makes it. Staff are told when it can't. */
export interface DocumentEffect {
  type: 'document';
  /** Follows from the event, so that it is ordered once: `context.id('chart')`. */
  id: string;
  name: string;
  mediaType: string;
  source: DocumentSource;
  /** Who may see it on the page beside staff; absent: the author of the event. */
  personId?: string;
}

/** The order, and what it is in a reply of the same outcome: that reply waits for it. */
export function orderDocument(order: Omit<DocumentEffect, 'type'>): { effect: DocumentEffect; attachment: Attachment } {
  const name = tidyName(order.name, order.mediaType);
  return {
    effect: { type: 'document', ...order, name },
    attachment: { fileId: order.id, name, type: order.mediaType, awaited: true },
  };
}

/** "2 photos and 1 file". */
export function countedFiles(files: readonly Pick<Attachment, 'type'>[]): Text {
  const kinds = Object.keys(NAMELESS) as FileKind[];
  const list = kinds.flatMap((kind) => {
    const count = files.filter(({ type }) => fileKind(type) === kind).length;
    return count === 0 ? [] : [say(`files.count.${kind}`, { count })];
  });
  return { list };
}
