/** A message → text with entities and a keyboard. What people wrote is text and never markup: there is no parse mode, only entities. */
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { Message, MessageButton } from '../../core/message.ts';
import { splitText } from '../shared/split.ts';
import { BUTTONS_MAX, CALLBACK_DATA_MAX_BYTES, ENTITIES_MAX, ROW_MAX, TEXT_MAX } from './capabilities.ts';

export interface Rendered {
  text: string;
  entities: MessageEntity[];
}

export interface RenderOptions {
  /** Others read there, whom a mention would call. */
  group: boolean;
  /** Lines to be added at the end, such as the names of files that can't be shown. */
  notes?: readonly string[];
}

/** Telegram refuses a message without visible characters. */
const NOTHING = '…';
const isBlank = (text: string): boolean => !/[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text);

/** The messages that a message becomes: one, or several if it is long. */
export function renderText(message: Message, { group, notes = [] }: RenderOptions): Rendered[] {
  const clean = (text: string): string => (group ? withoutMentions(text) : text);
  const bold: { offset: number; length: number }[] = [];
  let text = clean(message.text);
  const append = (words: string, before: string): void => {
    text += text === '' ? words : before + words;
  };
  for (const [index, { label, value }] of (message.facts ?? []).entries()) {
    // Trimmed, since Telegram trims too, and the bold part would be at the wrong place.
    const name = clean(label).trim() || NOTHING;
    append('', index === 0 ? '\n\n' : '\n');
    bold.push({ offset: text.length, length: name.length });
    text += `${name}: ${clean(value)}`;
  }
  for (const note of notes) append(clean(note), '\n');
  const leading = /^\s*/.exec(text)?.[0].length ?? 0;
  const whole = isBlank(text) ? NOTHING : text.slice(leading);
  return splitText(whole, { max: TEXT_MAX }).map((piece) => ({
    text: piece.text.trimEnd() || NOTHING,
    entities: isBlank(text) ? [] : boldWithin(bold, piece.start + leading, piece.text.length),
  }));
}

function boldWithin(
  bold: readonly { offset: number; length: number }[],
  start: number,
  length: number,
): MessageEntity[] {
  return bold
    .flatMap(({ offset, length: size }): MessageEntity[] => {
      const from = Math.max(offset, start);
      const to = Math.min(offset + size, start + length);
      return to > from ? [{ type: 'bold', offset: from - start, length: to - from }] : [];
    })
    .slice(0, ENTITIES_MAX);
}

/**
 * Telegram makes mentions of plain text wherever no letter or digit stands before the @, entities or not; a word joiner, which can't be
 * seen, keeps it from that.
 */
const withoutMentions = (text: string): string => text.replaceAll(/(?<!\w)@(?=\w)/gu, '@\u2060');

/** What fits beside others on a telephone, in columns; Chinese characters take two. */
const ROW_COLUMNS = 34;
/** What a button needs around its label. */
const BUTTON_COLUMNS = 3;

/** Buttons in rows, short labels side by side; undefined when there are none. */
export function renderKeyboard(buttons: readonly MessageButton[] = []): InlineKeyboardButton[][] | undefined {
  const rows: InlineKeyboardButton[][] = [];
  let row: { button: InlineKeyboardButton; columns: number }[] = [];
  const close = (): void => {
    if (row.length > 0) rows.push(row.map(({ button }) => button));
    row = [];
  };
  for (const { id, label, style } of usable(buttons)) {
    const text = isBlank(label) ? NOTHING : label.trim();
    const columns = columnsOf(text) + BUTTON_COLUMNS;
    // Buttons of a row are equally wide.
    const widest = Math.max(columns, ...row.map((other) => other.columns));
    if (row.length >= ROW_MAX || widest * (row.length + 1) > ROW_COLUMNS) close();
    row.push({ button: { text, callback_data: id, ...(style && { style }) }, columns });
  }
  close();
  return rows.length > 0 ? rows : undefined;
}

/** Those beyond the limit are left out; their labels may be typed. */
const usable = (buttons: readonly MessageButton[]): MessageButton[] =>
  buttons
    .filter(({ id, opens }) => opens !== 'dialog' && id !== '' && Buffer.byteLength(id) <= CALLBACK_DATA_MAX_BYTES)
    .slice(0, BUTTONS_MAX);

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u;
const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** A question that is answered, with the answer below it. */
export function withChosen({ text, entities }: Rendered, chosen: string): Rendered {
  const added = `${text}\n\n✓ ${chosen}`;
  return added.length <= TEXT_MAX ? { text: added, entities } : { text, entities };
}
