/** From rows of the transcript to what the page shows, in an order that every reader computes alike. */
import type { Json } from '../../core/decision.ts';
import type { Attachment } from '../../core/message.ts';
import type { TranscriptMessage, TranscriptWords } from '../../core/store.ts';
import type { PanePerson } from './people.ts';

/** What one pane is to show next. */
export type Row = { type: 'message'; row: TranscriptMessage } | { type: 'words'; row: TranscriptWords };

const isPlacedBefore = (words: TranscriptWords, message: TranscriptMessage): boolean => words.at <= message.placedAt;

/**
 * Puts messages and words together by time, each in the order of its seqs. Where a list was cut off because there was more, what
 * comes after its end waits for the rest of it.
 */
export function merge(messages: readonly TranscriptMessage[], words: readonly TranscriptWords[], limit: number): Row[] {
  const rows: Row[] = [];
  let m = 0;
  let w = 0;
  for (;;) {
    const message = messages[m];
    const said = words[w];
    if (!message && messages.length === limit) return rows;
    if (!said && words.length === limit) return rows;
    if (said && (!message || isPlacedBefore(said, message))) {
      rows.push({ type: 'words', row: said });
      w += 1;
    } else if (message) {
      rows.push({ type: 'message', row: message });
      m += 1;
    } else return rows;
  }
}

/** Sorts as text: time, then what was said before what it led to, then the seq. */
const orderOf = (at: string, kind: 0 | 1, seq: number): string =>
  `${String(Date.parse(at)).padStart(14, '0')}-${kind}-${String(seq).padStart(12, '0')}`;

/** The entry as JSON; the same for every reader of the pane. */
export function entryOf({ type, row }: Row, person: PanePerson): string {
  const { pane } = person;
  if (type === 'message') {
    const { settles } = row.message;
    return JSON.stringify({
      pane,
      type,
      key: row.id,
      order: orderOf(row.placedAt, 1, row.seq),
      at: row.at,
      message: row.message,
      ...(row.replaces !== null && { replaces: row.replaces }),
      ...(settles && {
        settles: { key: settles.outboxId, ...(settles.chosen !== undefined && { chosen: settles.chosen }) },
      }),
    });
  }
  const { text, name, files } = row.body;
  const said = row.kind === 'command' ? `/${asText(name)} ${asText(text)}`.trimEnd() : asText(text);
  const attachments = attachmentsOf(files);
  return JSON.stringify({
    pane,
    type: 'said',
    key: row.eventId,
    order: orderOf(row.at, 0, row.seq),
    at: row.at,
    mine: true,
    who: person.author.displayName,
    kind: row.kind,
    ...((row.kind === 'message' || row.kind === 'command') && { text: said }),
    ...(row.button !== null && { button: row.button }),
    ...(attachments.length > 0 && { attachments }),
    ...(row.kind === 'dialog' && attachments.length === 0 && isEmpty(row.body.values) && { empty: true }),
  });
}

/** A form that was closed with nothing in it. */
const isEmpty = (values: Json | undefined): boolean =>
  values !== undefined && isObject(values) && Object.values(values).every((words) => asText(words).trim() === '');

const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The journal keeps the files of a message as a list, those of a dialog by field. */
function attachmentsOf(files: Json | undefined): Attachment[] {
  if (files === undefined || files === null || typeof files !== 'object') return [];
  return Object.values(files)
    .flat()
    .filter(isObject)
    .flatMap((file) => {
      const fileId = asText(file.fileId) || asText(file.id);
      return fileId === '' ? [] : [{ fileId, name: asText(file.name), type: asText(file.type) }];
    });
}
