/**
 * The vocabulary of intake: what adapters hand to the engine.
 *
 * - An **event** is anything that happens: a message, a pressed button, a command, a submitted dialog, a timer that came due.
 *   Its id is a hash of the channel and the platform's own id, so a repeat has the same id.
 * - A **thread** is a place where messages are read in order: a private chat, a channel, a terminal persona.
 * - An **author** is the chat account behind an event; the engine finds the person who owns it.
 * - A **lot** is what one author sent to one thread faster than it can be answered, kept together for staff.
 * - A **conversation** is one author in one thread; it has the state of the flow that is open there.
 */
import type { Language } from '../domain/person.ts';

/** A place to send to. `id` is derived from the channel and the address, see `core/ids.ts`. */
export interface ThreadRef {
  id: string;
  channel: string;
  /** What the channel's adapter needs to find the place: a chat id, a channel id and thread timestamp … */
  address: string;
}

export interface Author {
  /** The account id, see `core/ids.ts`. */
  accountId: string;
  channel: string;
  workspace: string;
  userId: string;
  displayName: string;
  /** The platform's idea of the person's language; a choice of their own goes before it. */
  languageHint?: Language;
  /** The platform's word on whether they are staff, such as a member of the desk's channel; absent: what is stored counts. */
  staff?: boolean;
}

/** What the author did. Text is well formed (no lone surrogates) and free of NUL: adapters call `mendText`. */
export type Input =
  /** `unsupported`: kinds of content that this bot can't take, such as `sticker`. Several files of one message belong together.
   * `under`: the platform's id of the message that it was written below, in a thread of replies. */
  | { type: 'message'; text: string; unsupported?: string[]; files?: FileRef[]; under?: string }
  /** `text`: everything after the command's word. */
  | { type: 'command'; name: string; text: string }
  /** `id`: the button's, as untrusted as any other input. */
  | { type: 'action'; id: string }
  | DialogInput;

/** What was done with a dialog. */
export interface DialogInput {
  type: 'dialog';
  form: string;
  /** The one that the dialog was opened for; absent for a new one. */
  draft?: string;
  /** The words of each field that was shown, or the value of a choice. */
  values: Record<string, string>;
  /** The files of each field that takes files. */
  files?: Record<string, FileRef[]>;
  /**
   * Absent: submitted.
   * - `refresh`: only asks what the dialog looks like with these values; nothing is kept
   * - `leave`: closed; what is good is kept, and the form goes on step by step
   */
  then?: 'refresh' | 'leave';
}

/** A file that someone sent. The reference is committed with the event; the bytes are fetched by a job (`engine/files.ts`). */
export interface FileRef {
  /** A uuid from the channel and the platform's own id of the file: a repeat has the same. */
  id: string;
  name: string;
  /** Media type as the platform says; empty when it does not. */
  type: string;
  /** In bytes; null when the platform does not say. */
  size: number | null;
  /** What the channel's adapter needs to fetch it. */
  source: string;
}

/** An event that a person caused. */
export interface PersonEvent {
  type: 'person';
  id: string;
  /** The platform's time of the event, ISO 8601; for the record only: what is due is judged by the database's clock. */
  at: string;
  thread: ThreadRef;
  author: Author;
  input: Input;
}

/** A timer that came due. Its id is derived from key and rev, so that a timer fires once. */
export interface TimerEvent {
  type: 'timer';
  id: string;
  timer: Timer;
}

/** A message that the platform refused for good; staff are told. */
export interface UndeliveredEvent {
  type: 'undelivered';
  id: string;
  outboxId: string;
  thread: ThreadRef;
  reason: string;
}

/** A file that someone sent is not taken: they are told, and it goes from where it was put. */
export interface FileEvent {
  type: 'file';
  id: string;
  file: { id: string; name: string; personId: string; threadId: string; accountId: string };
  reason: FileRefusal;
}

/** A file that the program was to make itself can't be made: staff are told. */
export interface UnmadeEvent {
  type: 'unmade';
  id: string;
  file: { id: string; name: string };
}

/**
 * - `type`: none of the kinds that are taken, whatever its name says; `size`: too large; `empty`: no bytes at all
 * - `gone`: the platform does not give it out any more; `unreachable`: it could not be fetched for hours
 */
export type FileRefusal = 'type' | 'size' | 'empty' | 'gone' | 'unreachable';

/** What flows are asked about. */
export type FlowEvent = PersonEvent | TimerEvent | UndeliveredEvent | FileEvent | UnmadeEvent;

/** A part of a lot, or as stored all of it. The id is that of the lot's row; what happened has ids of its own. */
export interface LotEvent {
  type: 'lot';
  id: string;
  /** Of the first, as for a person's event. */
  at: string;
  thread: ThreadRef;
  author: Author;
  /** In the order in which they came. */
  acts: LotAct[];
  /** Who is to be told with this part. */
  tells: { author: boolean; desk: boolean };
}

/** One event of a lot; its id is the one that the event would have had by itself. */
export interface LotAct {
  id: string;
  at: string;
  input: Input;
}

export type Event = FlowEvent | LotEvent;

/** A promise to look again. Setting a key again moves it: `rev` names the event that set it, so the old one can't fire. */
export interface Timer {
  key: string;
  rev: string;
  /** ISO 8601. */
  dueAt: string;
  kind: string;
  /** Ids only, never personal data. */
  ids: Record<string, string>;
}

/** Makes text storable: NUL is removed and lone surrogates become U+FFFD, since jsonb refuses both. All else is kept as written. */
export function mendText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** An event that can be stored, whatever was wrong with its words. */
export function mendEvent<E extends Event>(event: E): E {
  return JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === 'string' ? mendText(value) : value,
  );
}
