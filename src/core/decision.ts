/**
 * A decision is data: the rows that one event leads to. The store writes them all in one statement or not at all.
 * Every row type here is a row of the table of the same name in `store/schema.ts`, which checks that at compile time.
 */
import type { Application, ApplicationHealth } from '../domain/application.ts';
import type { Callback } from '../domain/callback.ts';
import type { TakenPlace } from '../domain/callback-slots.ts';
import type { Case } from '../domain/case.ts';
import type { Code, Guesses } from '../domain/code.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Account, Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Question } from '../domain/question.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import type { Event, FileRef, ThreadRef, Timer } from './event.ts';
import type { Message } from './message.ts';

/** JSON that can be stored. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A flow that is open in a conversation, as stored. */
export interface Frame {
  flow: string;
  version: number;
  /** The draft whose answers are loaded with the conversation; null for a flow that is not a form. */
  draft: string | null;
  state: Json;
}

/** The state of one author in one thread: open flows, the newest last. `seq` is the number of its newest journal entry. */
export interface Conversation {
  id: string;
  seq: number;
  threadId: string;
  accountId: string;
  frames: Frame[];
  updatedAt: string;
}

/** One answer of a draft. `value` null with source `skipped` means: left out on purpose. */
export interface Answer {
  draftId: string;
  field: string;
  value: Json;
  /** What the person wrote, as written. */
  words: string;
  source: 'asked' | 'understood' | 'known' | 'dialog' | 'skipped';
}

export interface Draft {
  id: string;
  personId: string;
  conversationId: string;
  flow: string;
  version: number;
  status: 'open' | 'filed' | 'cancelled';
  /** The words that it began with, as written. */
  opening: string;
  createdAt: string;
}

/** Append-only history of an aggregate; (id, seq) is its lock: of two writers at one seq, one fails and decides again. */
export interface JournalEntry {
  /** The aggregate's id. */
  id: string;
  seq: number;
  aggregate:
    | 'conversation'
    | 'case'
    | 'person'
    | 'quick-reply'
    | 'callback'
    | 'delivery'
    | 'policy'
    | 'question'
    | 'dossier'
    | 'application'
    | 'code'
    | 'account'
    | 'audit';
  eventId: string;
  at: string;
  /** The person who acted; null for the program itself. */
  actorId: string | null;
  /** What happened, such as `message`, `claim`, `reply`. Those that begin with `audit:` stand in the audit log. */
  kind: string;
  body: { [key: string]: Json };
}

/** A message to be sent. Its place in the thread (`seq`) is given by the store when it commits. */
export interface OutboxRow {
  id: string;
  threadId: string;
  eventId: string;
  message: Message;
  /** The outbox row that this one takes the place of. */
  replaces: string | null;
}

/** A file that someone sent. What became of its bytes (state, size, media type by content) is kept by the store. */
export interface FileRow extends FileRef {
  channel: string;
  personId: string;
  eventId: string;
  /** Where it was sent, and by which account: there the person is told when it can't be taken. */
  threadId: string;
  accountId: string;
}

/** The record that an event was handled; `failed` ones and `held` lots keep their payload for replay. */
export interface EventRow {
  id: string;
  kind: string;
  status: 'done' | 'failed' | 'held' | 'replayed';
  payload: Event | null;
  error: string | null;
}

/** What must still be so when the decision is written, or nothing of it is. */
export type Expectation =
  /** The person is still as they were read, with the rights that the act needed. */
  | { type: 'person'; id: string; seq: number }
  /** The timer is still there at that rev; it is deleted by this decision. */
  | { type: 'timer'; key: string; rev: string }
  /** The set-aside event is still `failed`, or the lot `held`; it becomes `replayed` by this decision. `acts`: how many
   * events the lot had when it was read; one that has grown since would be lost. */
  | { type: 'failed-event'; id: string; acts?: number }
  /** The refused message is still `failed`; it becomes `resent` by this decision, which has a copy of it in its outbox. */
  | { type: 'failed-send'; id: string }
  /** The aggregate is still at the seq at which it was read. */
  | { type: 'case'; id: string; seq: number };

export interface Decision {
  event: EventRow;
  /** Events that go into a lot by this decision, the one above too: from now on each is known by its id. */
  gathered: string[];
  /** A row that is there already gets the events of this one in addition, if it still has this one's status. */
  lots: EventRow[];
  journal: JournalEntry[];
  /** Whole rows, inserted or replaced by key. */
  people: Person[];
  accounts: Account[];
  conversations: Conversation[];
  drafts: Draft[];
  answers: Answer[];
  /** Answers taken back, by key. */
  forget: { draftId: string; field: string }[];
  cases: Case[];
  quickReplies: QuickReply[];
  policies: Policy[];
  questions: Question[];
  dossiers: Dossier[];
  applications: Application[];
  applicationHealth: ApplicationHealth[];
  callbacks: Callback[];
  /** Callbacks that only a reminder has changed, and not listed above. */
  toldCallbacks: Pick<Callback, 'id' | 'seq' | 'status' | 'told'>[];
  /** Callbacks whose places are given back, by id; before any is taken. */
  freeSlots: string[];
  /** Places that are taken; where one is gone already, nothing of the decision is written. */
  slots: TakenPlace[];
  deliveries: Delivery[];
  codes: Code[];
  guesses: Guesses[];
  /** Open drafts and files that go from one person to another. */
  moves: { from: string; to: string }[];
  timers: Timer[];
  /** Timers no longer wanted, whatever their rev. */
  cancel: { key: string }[];
  /** Files that came with the event. One that is there already stays as it is. */
  files: FileRow[];
  /** Threads that the outbox rows go to. */
  threads: ThreadRef[];
  outbox: OutboxRow[];
  expects: Expectation[];
  /** Forget handled events older than this, ISO 8601. */
  purgeEventsBefore: string | null;
  /** Forget uploads older than this that no file names, ISO 8601. */
  purgeUploadsBefore: string | null;
  /** Forget codes that ended before, ISO 8601. */
  purgeCodesBefore: string | null;
}

export function emptyDecision(event: EventRow): Decision {
  return {
    event,
    gathered: [],
    lots: [],
    journal: [],
    people: [],
    accounts: [],
    conversations: [],
    drafts: [],
    answers: [],
    forget: [],
    cases: [],
    quickReplies: [],
    policies: [],
    questions: [],
    dossiers: [],
    applications: [],
    applicationHealth: [],
    callbacks: [],
    toldCallbacks: [],
    freeSlots: [],
    slots: [],
    deliveries: [],
    codes: [],
    guesses: [],
    moves: [],
    timers: [],
    cancel: [],
    files: [],
    threads: [],
    outbox: [],
    expects: [],
    purgeEventsBefore: null,
    purgeUploadsBefore: null,
    purgeCodesBefore: null,
  };
}
