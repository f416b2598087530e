/**
 * The port to a chat platform. An adapter parses native input into events and renders messages into native calls; it decides
 * nothing. Committed replies come to `send` through the outbox; immediate ones come back from the intake call itself.
 */
import type { PersonEvent, ThreadRef } from './event.ts';
import type { Message } from './message.ts';

export interface Capabilities {
  /** An earlier message can be changed. Without: the new one is sent below. */
  edit: boolean;
  /** The answer to a request can be shown at once, beside the outbox. Without: the engine commits it like any other reply. */
  immediate: boolean;
}

/** A message on its way to its platform; who brings it there is `engine/delivery.ts`. */
export interface Outgoing {
  outboxId: string;
  thread: ThreadRef;
  message: Message;
  /** The platform's id of the message that this one takes the place of; null if that was never sent. */
  replaces: string | null;
  /** 1 for the first try. A later one may repeat a message that had arrived. */
  attempt: number;
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
  /** A dialog was submitted with problems: the reader's words for each field. */
  | { type: 'problems'; problems: { field: string; text: string }[] };

/** Resolves when the event is safe. Rejects with `UnavailableError`: then it must not be acknowledged. */
export type Intake = (event: PersonEvent) => Promise<Answer>;

export interface Adapter {
  channel: string;
  capabilities: Capabilities;
  /** The threads that this process can send to now; undefined: all of the channel. */
  reach(): readonly string[] | undefined;
  /** Returns the platform's id of the message. Throws `DeliveryError`. */
  send(outgoing: Outgoing): Promise<{ nativeId: string | null }>;
  start(intake: Intake): Promise<void>;
  /** Ends intake; sending goes on until the program ends. */
  stop(): Promise<void>;
}
