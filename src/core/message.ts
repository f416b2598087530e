/**
 * What the bot says, before and after it is put into words. A flow writes a `Reply` made of `Text`; the engine puts it into the
 * reader's language; adapters and the outbox see only the `Message`, plain strings that are never markup.
 */
import type { MessageKey } from '../locales/catalogue.ts';

/** Something to be said in whichever language the reader uses. */
export type Text =
  /** An entry of the catalogue. */
  | { key: MessageKey; params?: Record<string, Param> }
  /** Words of a person, or names from data: the same in every language. */
  | { verbatim: string }
  /** A moment on the wall clock of a zone, ISO 8601 and IANA; `dateOnly` where the time of day is not known. */
  | { instant: string; zone: string; dateOnly?: boolean }
  /** Several texts, one below the other. */
  | { lines: Text[] }
  /** Several texts in one sentence: "a, b and c". */
  | { list: Text[] };

export type Param = string | number | Text;

export interface Reply {
  text: Text;
  facts?: { label: Text; value: Text }[];
  buttons?: ReplyButton[];
  /** What this reply is called in its thread, so that a later one can take its place; only if one may. */
  name?: string;
  /** The name of an earlier reply in the same thread that this one takes the place of, where the platform can edit. */
  replaces?: string;
}

export interface ReplyButton {
  id: string;
  label: Text;
  style?: ButtonStyle;
}

export type ButtonStyle = 'primary' | 'danger';

/** A message in one language, ready for any platform. */
export interface Message {
  text: string;
  facts?: { label: string; value: string }[];
  buttons?: { id: string; label: string; style?: ButtonStyle }[];
}

/** The shortest limit of the platforms: Telegram's callback_data is 1 to 64 bytes. */
export const BUTTON_ID_MAX_BYTES = 64;

/** A catalogue entry as a text. */
export const say = (key: MessageKey, params?: Record<string, Param>): Text => (params ? { key, params } : { key });

/** Words to be shown as they are. */
export const verbatim = (words: string): Text => ({ verbatim: words });
