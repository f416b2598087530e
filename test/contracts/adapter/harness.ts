/**
 * What an adapter's tests bring to the contract suite: its platform's double, people who use it as they would, and faults to order.
 * An action resolves when the platform has taken it, not when the bot has answered: the suite waits for what people see.
 */
import type { Adapter, Intake, Outgoing } from '../../../src/core/adapter.ts';
import type { Author, PersonEvent, ThreadRef } from '../../../src/core/event.ts';
import type { Store } from '../../../src/core/store.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Role } from '../../../src/domain/person.ts';

/**
 * What a platform has not, and why not, in words: the suite then tests what people have instead, under a name with these words.
 * What the harness would need it for throws `Lacking`.
 */
export interface Lacks {
  /** Without: a form is asked step by step, and no button leads anywhere else. */
  dialogs?: string;
  /** People can send files. Without: they can leave them out. */
  files?: string;
  /** Buttons can be pressed that were never there. Without: what stands for none is words. */
  forging?: string;
  /** What people did is delivered again. Without: what is done twice is meant twice. */
  repeats?: string;
  /** People can block the bot. Without: they can go, and nothing is lost until they are back. Needs `away`. */
  blocking?: string;
  /** The platform asks to wait. Without: only who is away waits. Needs `away`. */
  rates?: string;
  /** An address can be wrong for good. Without: someone may come there yet, and what goes there is kept. */
  places?: string;
}

export class Lacking extends Error {}

/** A message as it stands on someone's screen now. */
export interface Seen {
  /** The platform's id of it. */
  id: string;
  /** All words that the reader sees, facts too, as they see them: without the platform's escapes. */
  text: string;
  /** Those that can be pressed now; a select has one for each option. */
  buttons: SeenButton[];
  /** Names of the files with it. */
  attachments: string[];
  edits: number;
  /** What the platform made of words beyond letters: mentions, links with another text, formatting. Labels of facts are left out. */
  active: string[];
}

export interface SeenButton {
  label: string;
  /** As it was given to the adapter. */
  id: string;
}

export interface SeenDialog {
  title: string;
  /** By the name of the field. */
  fields: { name: string; label: string; value: string; choices: string[]; problem?: string }[];
}

export interface SentFile {
  name: string;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
}

export interface ContractUser {
  author: Author;
  /** Where the bot and this person talk. */
  thread: ThreadRef;
  /** Writes; a slash makes a command, by whatever way the platform has for commands. */
  says(text: string): Promise<void>;
  /** Presses the newest button of that label that can be pressed; throws if there is none. */
  presses(label: string): Promise<void>;
  /** Presses a button of that id, whether there is one or not. */
  forges(id: string): Promise<void>;
  /** Sends files as one message. */
  sends(files: readonly SentFile[], caption?: string): Promise<void>;
  /** Their messages in this thread, oldest first; those at the person's own request too, such as ephemeral ones. */
  screen(): Seen[];
  /** The dialog that is open; only where the platform has dialogs. */
  dialog?(): SeenDialog | undefined;
  /** Fills in the open dialog by the names of its fields (the words, or the value of a choice), leaves others as they are, and sends it. */
  submits?(values: Readonly<Record<string, string>>): Promise<void>;
}

export interface AdapterHarness {
  adapter: Adapter;
  part: Part;
  franchisee: ContractUser;
  /** Another franchisee. */
  neighbour: ContractUser;
  /** A colleague at headquarters; reads the desk's thread. */
  desk: ContractUser;
  /** Sending the same outbox row twice shows it once. */
  exactlyOnce: boolean;
  /** Brings a message there, where it takes more than `adapter.send`, such as a row that people read it from; resolves when it shows. */
  deliver?(outgoing: Outgoing): Promise<{ nativeId: string | null }>;
  /** So many strings are in a message of the tests with hostile ones; more where a message may be long and takes long. */
  wordsInMessage?: number;
  /** Where someone can leave and come back, as a page is closed and opened. */
  away?: { leaves(user: ContractUser): Promise<void>; returns(user: ContractUser): Promise<void> };
  faults: {
    /** The platform delivers everything that people did so far once more. */
    repeats(): Promise<void>;
    /** The person lets the bot write no more. */
    blocks(user: ContractUser): void;
    /** The next message to that person is refused with the word to wait so long. */
    slowsDown(user: ContractUser, ms: number): void;
    /** The next message to that person arrives, but the answer to it is lost. */
    losesAnswer(user: ContractUser): void;
    /** What was not acknowledged is delivered again now, if the platform does not do so by itself. */
    redelivers(): Promise<void>;
  };
  /** How many events the platform has not had acknowledged. */
  unacknowledged(): number;
  close(): Promise<void>;
}

/** Engine, bot and delivery around one adapter, as the program puts them together. */
export interface Part {
  /** While it is true the intake takes nothing in, as when the database is away. */
  away: boolean;
  intake: Intake;
  /** What the intake was given and has answered, repeats too. */
  taken: PersonEvent[];
  /** Nothing is left to send. */
  idle(): Promise<void>;
  cases(): Promise<Case[]>;
  /** Rows of the event table. */
  events(): Promise<number>;
  stop(): Promise<void>;
}

export interface PartOptions {
  adapter: Adapter;
  people: readonly { role: Role; name: string; author: Author }[];
  desk: { thread: ThreadRef; author: Author };
}

/** Given to the harness: the store of this test, and what starts the part on it; `openPart` starts the adapter too. */
export interface HarnessParts {
  store: Store;
  openPart(options: PartOptions): Promise<Part>;
}

/** Opens the double and the adapter, and calls `openPart`. Rates of the platform that only slow tests down should be lifted. */
export type OpenHarness = (parts: HarnessParts) => Promise<AdapterHarness>;
