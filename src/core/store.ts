/** The port to persistence. `store/` implements it once for Postgres and PGlite; `test/contracts/store.ts` says what it must do. */
import type { Case } from '../domain/case.ts';
import type { Outlet } from '../domain/outlet.ts';
import type { Account, Person } from '../domain/person.ts';
import type { Answer, Conversation, Decision, Draft, JournalEntry } from './decision.ts';
import type { Event, ThreadRef, Timer } from './event.ts';
import type { Message } from './message.ts';

/** What an event concerns. */
export interface LoadRef {
  eventId: string;
  accountId?: string;
  conversationId?: string;
  /** The seq of the conversation that the caller knows already: if it is still that, neither it nor its drafts are sent. */
  seen?: number;
  timer?: { key: string; rev: string };
}

export interface Loaded {
  /** The database's clock, ISO 8601 with milliseconds, UTC. It is the flow's clock. */
  now: string;
  /** Whether the event was handled before. */
  known: boolean;
  account: Account | undefined;
  person: Person | undefined;
  conversation: Conversation | undefined;
  /** The drafts of the conversation's frames with their answers. */
  drafts: { draft: Draft; answers: Answer[] }[];
  /** The conversation is still at `seen`, so it and its drafts were left out. */
  unchanged: boolean;
  /** Whether the timer is still there at that rev; false when none was asked for. */
  timerAlive: boolean;
}

export interface CommitOptions {
  /** This process's token for thread leases, a uuid. */
  token: string;
  leaseMs: number;
  /** Threads that this process can send to: it takes their lease if it is free or lapsed. */
  take: ReadonlySet<string>;
  /** Marks that ride along. */
  marks: Marks;
}

export interface Committed {
  now: string;
  /** One entry for every thread that the decisions wrote to. */
  threads: {
    id: string;
    /** The lease is this process's now. */
    held: boolean;
    /** The highest seq of the thread. */
    tail: number;
    /** The thread had unsent rows before this commit. */
    backlog: boolean;
  }[];
  /** One entry for every outbox row of the decisions. */
  outbox: { id: string; threadId: string; seq: number }[];
  marks: MarkResult;
}

/** What became of sends; applied only where the thread's lease still has this process's token. */
export interface Marks {
  rows: RowMark[];
  threads: ThreadMark[];
}

export type RowMark =
  | { id: string; threadId: string; status: 'sent'; nativeId: string | null }
  /** Refused for good. */
  | { id: string; threadId: string; status: 'failed'; error: string }
  /** Tried in vain; stays pending, its attempts are counted. */
  | { id: string; threadId: string; status: 'pending'; error: string };

export type ThreadMark =
  /** Give the lease back, unless the thread has grown past `tail`. */
  | { type: 'release'; threadId: string; tail: number }
  /** Give the lease back; nobody sends before the delay is over. */
  | { type: 'hold'; threadId: string; delayMs: number }
  /** Keep the lease for another `leaseMs`. */
  | { type: 'renew'; threadId: string };

export interface MarkResult {
  /** Threads that this process does not hold any more, because it gave them back or lost them. */
  released: string[];
}

export interface PendingRow {
  id: string;
  thread: ThreadRef;
  seq: number;
  message: Message;
  /** How often it was tried before. */
  attempts: number;
  /** The outbox id it takes the place of, and the platform's id of that message once it was sent. */
  replaces: string | null;
  replacesNativeId: string | null;
  /** The platform's id of the question that the message settles, once that was sent. */
  settlesNativeId: string | null;
}

export interface OutboxPort {
  /** Writes marks on their own, when no commit took them along. */
  mark(marks: Marks, options: { token: string; leaseMs: number }): Promise<MarkResult>;
  /** Takes the lease of threads that have pending rows, are due and free. `threads` undefined: every thread of the channel. */
  claim(
    reach: { channel: string; threads: readonly string[] | undefined }[],
    options: { token: string; leaseMs: number; limit: number },
  ): Promise<{ id: string; tail: number }[]>;
  /** The pending rows of threads, lowest seq first, at most `limit` of each thread. */
  pending(threadIds: readonly string[], limit: number): Promise<PendingRow[]>;
  /** How many rows are pending, and how old the oldest is. */
  depth(): Promise<{ pending: number; oldestMs: number }>;
}

export interface TimerPort {
  /** Leases timers that are due by the database's clock, earliest first. */
  claim(options: { token: string; leaseMs: number; limit: number }): Promise<{
    /** The database's clock. */
    now: string;
    timers: Timer[];
    /** Until the next unclaimed timer is due, undefined if there is none. */
    nextInMs: number | undefined;
  }>;
}

export interface FailedEvent {
  id: string;
  at: string;
  error: string;
  payload: Event | null;
}

export interface FailedSend {
  id: string;
  at: string;
  channel: string;
  error: string;
}

/** Read-only questions that flows may ask. */
export interface Reads {
  /** Every outlet, by code. May be up to five seconds old. */
  outlets(): Promise<readonly Outlet[]>;
  caseById(id: string): Promise<Case | undefined>;
  /** Case numbers are compared without regard to case. */
  caseByNumber(number: string): Promise<Case | undefined>;
  /** Cases not yet confirmed: urgent first, then by due time. */
  openCases(limit: number): Promise<Case[]>;
  /** A person's cases, newest first. */
  casesOf(personId: string, limit: number): Promise<Case[]>;
  /** The journal of an aggregate in order. */
  journalOf(id: string): Promise<JournalEntry[]>;
  person(id: string): Promise<Person | undefined>;
  thread(id: string): Promise<ThreadRef | undefined>;
  failedEvents(limit: number): Promise<FailedEvent[]>;
  failedEvent(id: string): Promise<FailedEvent | undefined>;
  failedSends(limit: number): Promise<FailedSend[]>;
}

/** Rows written outside decisions, by imports and the playground. Existing rows are left as they are. */
export interface Seed {
  people: Person[];
  accounts: Account[];
  outlets: Outlet[];
  /** First links of recurring work: each is left out where a timer of its kind is waiting. */
  timers: Timer[];
}

export interface Store {
  /** One grouped read; the answers stand in the order of the refs. */
  load(refs: readonly LoadRef[]): Promise<Loaded[]>;
  /**
   * Writes decisions and marks as one statement, all or nothing.
   * No two decisions may write the same row (see `keysOf` in `core/engine/keys.ts`). Throws `StoreError`.
   */
  commit(decisions: readonly Decision[], options: CommitOptions): Promise<Committed>;
  /** The next case numbers, from a block of the sequence; gaps are accepted. */
  caseNumbers(count: number): Promise<number[]>;
  reads: Reads;
  outbox: OutboxPort;
  timers: TimerPort;
  seed(seed: Seed): Promise<void>;
  /** Answers when the database does; throws `StoreError`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
