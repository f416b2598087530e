/**
 * The port to a chat platform. An adapter parses native input into events and renders messages into native calls; it decides
 * nothing. Committed replies come to `send` through the outbox; immediate ones come back from the intake call itself.
 */
import type { FileRef, PersonEvent, ThreadRef } from './event.ts';
import type { Dialog, Message } from './message.ts';

export interface Capabilities {
  /** An earlier message can be changed. Without: the new one is sent below. */
  edit: boolean;
  /** The answer to a request can be shown at once, beside the outbox. Without: the engine commits it like any other reply. */
  immediate: boolean;
  /** Forms can be filled in as dialogs. Without: buttons that open one are left out, and the form is asked step by step. */
  dialogs: boolean;
  /** Its dialogs have a native way to choose a day and a time. Without: a form that asks for one begins in the chat, where buttons offer it. */
  pickers?: true;
}

/** A message on its way to its platform; who brings it there is `engine/delivery.ts`. */
export interface Outgoing {
  outboxId: string;
  thread: ThreadRef;
  message: Message;
  /** The platform's id of the message that this one takes the place of; null if that was never sent. */
  replaces: string | null;
  /** The earlier question that this message answers: its buttons should go. Best effort, after this message has arrived. */
  settles: Settled | null;
  /** The platform's id of the message that this one belongs below, in a thread of replies; null if none or not known. */
  under: string | null;
  /** Its place in the thread. */
  seq: number;
  /** 1 for the first try. A later one may repeat a message that had arrived. */
  attempt: number;
}

export interface Settled {
  outboxId: string;
  /** The platform's id of the question; null if that is not known. */
  nativeId: string | null;
  /** The words of the button that answered it. */
  chosen?: string;
}

/** What a request gets back at once; its transport acknowledgement waits for `Intake` to resolve. */
export interface Answer {
  /**
   * - `done`: committed by this call
   * - `known`: committed before; nothing happened now
   * - `read`: a question that changes nothing
   */
  status: 'done' | 'known' | 'read';
  immediate: Immediate[];
}

export type Immediate =
  | { type: 'message'; message: Message }
  /** Opens a dialog, or shows an open one anew. */
  | { type: 'dialog'; dialog: Dialog }
  /** A dialog was submitted and stays open: what is wrong with which field, and all that it asks now. */
  | { type: 'problems'; problems: { field: string; text: string }[]; dialog?: Dialog };

/**
 * Resolves when the event is safe. Rejects with `UnavailableError`: then it must not be acknowledged. Also when `signal` aborts before
 * that; the event may have been on its way then, and is handed in again by the same id.
 *
 * `onHeld` is called when the author is over budget and the event is gathered with others, to be stored shortly. It is not safe yet, but it
 * has its place: whoever hands one author's events in one after the other goes on with the next.
 */
export type Intake = (event: PersonEvent, options?: { signal?: AbortSignal; onHeld?: () => void }) => Promise<Answer>;

export interface Adapter {
  channel: string;
  capabilities: Capabilities;
  /** The threads that this process can send to now; undefined: all of the channel. */
  reach(): readonly string[] | undefined;
  /** Returns the platform's id of the message. Throws `DeliveryError`. */
  send(outgoing: Outgoing): Promise<{ nativeId: string | null }>;
  /** Where someone is written to by themselves who has not written yet; undefined where the platform allows no first word. */
  directThread?(userId: string): ThreadRef | undefined;
  /** Whether a thread of that address has several readers, such as a group; absent: none has. What headquarters reads is known otherwise. */
  isShared?(address: string): boolean;
  /** The bytes of a file that came from this platform. Throws `DeliveryError`; `refused` for one that is gone or larger than `maxBytes`. */
  fetchFile?(file: FileRef, options: { maxBytes: number; signal: AbortSignal }): Promise<Uint8Array>;
  start(intake: Intake): Promise<void>;
  /** Ends intake; sending goes on until the program ends. */
  stop(): Promise<void>;
}
