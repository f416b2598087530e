/**
 * What the bot says, before and after it is put into words. A flow writes a `Reply` made of `Text`; the engine puts it into the
 * reader's language; adapters and the outbox see only the `Message`, plain strings that are never markup.
 */
import type { Language } from '../domain/person.ts';
import type { InstantPart, MessageKey } from '../locales/catalogue.ts';

/** Something to be said in whichever language the reader uses. */
export type Text =
  /** An entry of the catalogue. */
  | { key: MessageKey; params?: Record<string, Param> }
  /** Words of a person, or names from data: the same in every language. */
  | { verbatim: string }
  /** A name from data that every language has its own word for. */
  | { names: Readonly<Record<Language, string>> }
  /** A moment on the wall clock of a zone, ISO 8601 and IANA; `dateOnly` where the time of day is not known. `part`: in short. */
  | { instant: string; zone: string; dateOnly?: boolean; part?: InstantPart }
  /**
   * A stretch of time with its zone; the year is left out when it is that of `now`. Moments are ISO 8601. `short`: without the zone, and
   * `clock` without the day too, where those stand above.
   */
  | { window: { from: string; until: string; zone: string }; now: string; short?: 'day' | 'clock' }
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
  /** An earlier question in the same thread that is answered now: its buttons are taken away. */
  settles?: Settles;
  /** The name of an earlier reply in the same thread that this one belongs below, where the platform has threads of replies. */
  under?: string;
  /** The number of the case that this is about: what is written below it there belongs to that case. */
  about?: string;
  /** Below another reply: it is also shown where everyone looks, if the platform can. */
  loud?: true;
  /** At the desk: only for those who supervise, without these people; by their ids. */
  confidential?: readonly string[];
  /** Files that someone sent, or that the program makes, to be looked at with the message. */
  attachments?: Attachment[];
  /** A page to be printed: linked to where the platform has pages, and left out elsewhere. */
  print?: { dossier: string; label: Text };
  /** The seed of a one-time code: it stands where the text has `CODE_MASK`, for the reader's eyes only. */
  code?: string;
  /** The answer is the reader's own phone number: a platform that knows it may offer to share it, with these words and this button. */
  sharePhone?: { prompt: Text; label: Text };
}

/** A question that is answered, and the words of the button that answered it, if one did. */
export interface Settles {
  name: string;
  chosen?: Text;
}

export interface ReplyButton {
  id: string;
  label: Text;
  style?: ButtonStyle;
  /**
   * `dialog`: shows the open form as a dialog; left out where the platform has none, since the form is asked step by step anyway. `form`: begins
   * one, as a dialog or step by step.
   */
  opens?: 'dialog' | 'form';
  /** One of many: where buttons stand in a row, it may go into a menu beside them. */
  minor?: true;
}

/** A file by its id in the store; name and type as its sender's platform says. */
export interface Attachment {
  fileId: string;
  name: string;
  /** Media type; empty when it is not known. */
  type: string;
  /** The program makes it: the message waits until it is there, or is known not to come. */
  awaited?: true;
}

export type ButtonStyle = 'primary' | 'danger';

/** A message in one language, ready for any platform. */
export interface Message {
  text: string;
  facts?: { label: string; value: string }[];
  buttons?: MessageButton[];
  attachments?: Attachment[];
  print?: { dossier: string; label: string };
  sharePhone?: { prompt: string; label: string };
  /** The outbox id of the earlier question that is answered now, and the words of the button that answered it, if one did. */
  settles?: { outboxId: string; chosen?: string };
  /** The outbox id of the message that this one belongs below. */
  under?: string;
  /** Below that one, it is also shown where everyone looks. */
  loud?: true;
  /** The number of the case that this is about. */
  about?: string;
  /** What the one-time code follows from that takes the place of its mask when the message is sent. */
  code?: string;
}

export interface MessageButton {
  id: string;
  label: string;
  style?: ButtonStyle;
  opens?: 'dialog' | 'form';
  minor?: true;
}

/** A form as it is filled in all at once, in the reader's language. */
export interface Dialog {
  form: string;
  /** The draft that it is for: it goes back with the values. */
  draft: string;
  title: string;
  /** What whoever fills it in should know. */
  about?: string;
  /** It was opened by the bot and stands nowhere else: closing it is to be told even when nothing was typed. */
  fresh?: true;
  /** The words on the button that submits it. */
  submit: string;
  fields: DialogField[];
}

export interface DialogField {
  name: string;
  label: string;
  /** The question in full. */
  ask: string;
  example?: string;
  type: 'line' | 'text' | 'choice' | 'files' | 'when';
  optional: boolean;
  /** In characters. */
  max?: number;
  choices?: { value: string; label: string }[];
  /** What is filled in already: the words, or the value of a choice. */
  value?: string;
  attachments?: Attachment[];
  /** Other fields may come or go with this answer: ask for the dialog anew when it changes. */
  refreshes?: boolean;
  /** What has filled it in: when that is another one, the words shown are not those that stood there. */
  filled?: string;
  /** Why what stands there can't be taken. */
  problem?: string;
  /** A moment may be chosen beside the words, where the platform has a native way to. */
  pick?: { day: string; time: string; zone: string; first: string; last: string };
}

/**
 * What was chosen beside the words of a field goes back under this name: `YYYY-MM-DD HH:mm` in the zone of `pick`, or a day or a time alone.
 * Field names have no dots.
 */
export const pickedName = (field: string): string => `${field}.pick`;

/** A dialog before it is put into words. */
export interface DialogReply extends Omit<Dialog, 'title' | 'about' | 'submit' | 'fields'> {
  title: Text;
  about?: Text;
  submit: Text;
  fields: DialogReplyField[];
}

export interface DialogReplyField
  extends Pick<DialogField, 'name' | 'type' | 'optional' | 'max' | 'attachments' | 'refreshes' | 'filled'> {
  label: Text;
  ask: Text;
  example?: Text;
  choices?: { value: string; label: Text }[];
  value?: Text;
  problem?: Text;
  pick?: PickReply;
}

/** A picker of a moment before it is put into words. */
export interface PickReply {
  /** What the pickers of the day and of the time are called. */
  day: Text;
  time: Text;
  /** IANA; the time is meant on its clock. */
  zone: string;
  /** Days that may be chosen, both included, YYYY-MM-DD. */
  first: string;
  last: string;
}

/** The shortest limit of the platforms: Telegram's callback_data is 1 to 64 bytes. */
export const BUTTON_ID_MAX_BYTES = 64;

/** Lets the first reply that settles nothing yet say what is answered. */
export function withSettles(replies: Reply[], settles: Settles | undefined): Reply[] {
  const first = settles ? replies.findIndex((reply) => !reply.settles) : -1;
  return settles ? replies.map((reply, index) => (index === first ? { ...reply, settles } : reply)) : replies;
}

/** A catalogue entry as a text. */
export const say = (key: MessageKey, params?: Record<string, Param>): Text => (params ? { key, params } : { key });

/** Words to be shown as they are. */
export const verbatim = (words: string): Text => ({ verbatim: words });
