/** The port to persistence. `store/` implements it once for Postgres and PGlite; `test/contracts/store.ts` says what it must do. */
import type { Outlet } from '../domain/outlet.ts';
import type { Account, Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import type { Answer, Conversation, Decision, Draft, FileRow, JournalEntry } from './decision.ts';
import type { ThreadRef, Timer } from './event.ts';
import type { Message } from './message.ts';
import type { Reads } from './reads.ts';

/** What an event concerns. */
export interface LoadRef {
  eventId: string;
  accountId?: string;
  conversationId?: string;
  /** The seq of the conversation that the caller knows already: if it is still that, neither it nor its drafts are sent. */
  seen?: number;
  timer?: { key: string; rev: string };
  /** Further events, of which is asked only whether they were handled before. */
  further?: readonly string[];
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
  /** Those of the further events that were handled before. */
  repeats: string[];
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
  /** The platform's id of the message that this one belongs below, once that was sent. */
  underNativeId: string | null;
}

export interface OutboxPort {
  /** Writes marks on their own, when no commit took them along. */
  mark(marks: Marks, options: { token: string; leaseMs: number }): Promise<MarkResult>;
  /**
   * Takes the lease of threads that have pending rows, are due and free. `threads` undefined: every thread of the channel. Where a lease
   * was let lapse, pending rows count as tried once more: they may have been sent.
   */
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
    /** Until the next unclaimed timer is due; 0 when there were as many as asked for; undefined if there is none. */
    nextInMs: number | undefined;
  }>;
}

/** A file as far as its row tells. */
export interface StoredFile {
  id: string;
  personId: string;
  name: string;
  /** Media type: by content once it is stored, before that as the platform says. */
  type: string;
  /** In bytes; null when that is not known yet. */
  size: number | null;
  /** `expected`: its bytes are still being fetched. */
  state: 'expected' | 'stored' | 'refused';
  /** Why it was refused. */
  reason: string | null;
}

/** The bytes of files: those that wait to be named by an event, those that are to be fetched, those that are there. */
export interface FilePort {
  /** Keeps bytes that arrive before any event names them. False when the id belongs to someone else already. */
  upload(id: string, accountId: string, bytes: Uint8Array): Promise<boolean>;
  /** An upload of that account; undefined for everyone else. */
  uploaded(id: string, accountId: string): Promise<Uint8Array | undefined>;
  /** Leases files of these channels whose bytes are to be fetched now, oldest first. */
  claim(options: { channels: readonly string[]; token: string; leaseMs: number; limit: number }): Promise<{
    files: ClaimedFile[];
    /** Until the next unclaimed file of these channels is due, undefined if there is none. */
    nextInMs: number | undefined;
  }>;
  /** The bytes are there. False when the lease is not this process's any more: nothing happened. */
  keep(id: string, content: FileContent, token: string): Promise<boolean>;
  /** It will not be taken: `reason` says why, and an upload of that id is forgotten. False as for `keep`. */
  refuse(id: string, reason: string, token: string): Promise<boolean>;
  /** It could not be fetched now: not tried before the delay is over. False as for `keep`. */
  postpone(id: string, delayMs: number, token: string): Promise<boolean>;
  find(id: string): Promise<StoredFile | undefined>;
  /** The bytes of a stored file; undefined while they are not there. */
  bytes(id: string): Promise<Uint8Array | undefined>;
}

export interface ClaimedFile extends FileRow {
  /** How often it was tried before. */
  attempts: number;
}

export interface FileContent {
  /** Corrected, so that its ending says what the file is. */
  name: string;
  /** Media type, by content. */
  type: string;
  /** In bytes. */
  size: number;
  bytes: Uint8Array;
}

/** Work that only one process does at a time, such as asking Telegram for updates. Judged by the database's clock. */
export interface LeasePort {
  /** Takes the lease or prolongs it; false when another process has it. `token` is a uuid. */
  hold(name: string, options: { token: string; leaseMs: number }): Promise<boolean>;
  release(name: string, token: string): Promise<void>;
}

/** How far something was read, such as the newest message of a Discord channel that was handled. */
export interface CursorPort {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

/** What to read of a place: what came after a seq, or the last ones where `after` is null. */
export interface TranscriptAsk {
  /** A thread's or conversation's. */
  id: string;
  after: number | null;
}

/** A message of a thread, sent or not yet. */
export interface TranscriptMessage {
  threadId: string;
  seq: number;
  /** Its outbox id. */
  id: string;
  at: string;
  /** Not earlier than that of any message before it, ISO 8601. */
  placedAt: string;
  message: Message;
  replaces: string | null;
}

/** What the author of a conversation did, as its journal has it. */
export interface TranscriptWords {
  conversationId: string;
  seq: number;
  eventId: string;
  at: string;
  kind: 'message' | 'command' | 'action' | 'dialog';
  body: JournalEntry['body'];
  /** The words on the button that was pressed, where they can still be found. */
  button: string | null;
}

/** For places whose reader comes and goes, as a web page does: what was said there, whether or not it was sent. */
export interface TranscriptPort {
  /** Of each thread and conversation at most `limit`, lowest seq first. What does not exist has nothing to read. */
  read(asks: {
    threads: readonly TranscriptAsk[];
    conversations: readonly TranscriptAsk[];
    limit: number;
  }): Promise<{ messages: TranscriptMessage[]; words: TranscriptWords[] }>;
}

/** Outlets are written by imports; flows read them with `Reads.outlets`. */
export interface OutletPort {
  /**
   * Inserts them or replaces those of the same id, all or none; the others stay as they are. Throws `StoreError`: `conflict` when
   * someone else has just added the same code.
   */
  put(outlets: readonly Outlet[]): Promise<{ added: number; changed: number }>;
}

/** Rows written outside decisions, by imports and the playground. Existing rows are left as they are. */
export interface Seed {
  people: Person[];
  accounts: Account[];
  outlets: Outlet[];
  quickReplies?: QuickReply[];
  policies?: Policy[];
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
  leases: LeasePort;
  cursors: CursorPort;
  files: FilePort;
  transcript: TranscriptPort;
  /** 256 bits in base64url that this installation keeps under that name: made when first asked for, the same in every process. */
  secret(name: string): Promise<string>;
  outlets: OutletPort;
  seed(seed: Seed): Promise<void>;
  /** Answers when the database does; throws `StoreError`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
