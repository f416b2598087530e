/** The port to persistence. `store/` implements it once for Postgres and PGlite; `test/contracts/store.ts` says what it must do. */
import type { Application, ApplicationHealth, ApplicationStatus } from '../domain/application.ts';
import type { Callback } from '../domain/callback.ts';
import type { TakenPlaces } from '../domain/callback-slots.ts';
import type { Case, CaseKind } from '../domain/case.ts';
import type { Code, Guesses } from '../domain/code.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Outlet } from '../domain/outlet.ts';
import type { Account, Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Question } from '../domain/question.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import type { SearchWord } from '../recognition/search-words.ts';
import type { Answer, Conversation, Decision, Draft, FileRow, JournalEntry } from './decision.ts';
import type { Event, ThreadRef, Timer } from './event.ts';
import type { Message } from './message.ts';
import type { ReportReads } from './reports.ts';

export type { SearchWord };

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

export interface FailedEvent {
  id: string;
  at: string;
  error: string;
  payload: Event | null;
}

/** A lot that waits for staff, as far as a list tells. */
export interface HeldLot {
  id: string;
  at: string;
  /** The author's display name. */
  name: string;
  messages: number;
  /** The beginning of the first words. */
  words: string;
}

export interface FailedSend {
  id: string;
  at: string;
  channel: string;
  error: string;
}

/** A refused message with all that it takes to send it again. */
export interface FailedMessage extends FailedSend {
  thread: ThreadRef;
  message: Message;
  replaces: string | null;
}

/** Which open cases; what is absent does not matter. */
export interface CaseFilter {
  kind?: CaseKind;
  /** Null: nobody's. */
  assigneeId?: string | null;
  /** Whether there is an answer that waits to be confirmed. */
  answered?: boolean;
  outletIds?: readonly string[];
  /** Whoever asks: what complains about them is left out. */
  reader?: { personId: string; confidential: boolean };
  /** Only what everyone of the staff may see. */
  open?: true;
}

/** Which open callbacks; what is absent does not matter. Moments are ISO 8601. */
export interface CallFilter {
  /** In whose charge; null: nobody's. */
  ownerId?: string | null;
  /** Also what is nobody's. */
  orNobodys?: true;
  /** Begins before. What waits for a decision counts as begun. */
  until?: string;
  /** Ends after. */
  from?: string;
  /** Time is up by then, of what was planned or promised, and nobody has begun. */
  overdueAt?: string;
  /** Whoever asks: what follows a case that they may not read is left out. */
  reader?: { personId: string; confidential: boolean };
  /** Only what everyone of the staff may see; or only what is confidential. */
  open?: boolean;
}

/** Read-only questions that flows may ask. */
export interface Reads {
  /** Every outlet, by code. May be up to five seconds old. */
  outlets(): Promise<readonly Outlet[]>;
  caseById(id: string): Promise<Case | undefined>;
  /** Case numbers are compared without regard to case. */
  caseByNumber(number: string): Promise<Case | undefined>;
  /** Cases not yet confirmed: urgent first, then by due time. */
  openCases(limit: number, filter?: CaseFilter): Promise<Case[]>;
  /** Cases in which all of these words are, open ones first, then the newest. */
  searchCases(words: readonly SearchWord[], limit: number, filter: CaseFilter): Promise<Case[]>;
  /** How many cases of each kind are not yet confirmed. */
  openCounts(filter?: CaseFilter): Promise<{ kind: CaseKind; count: number }[]>;
  /** Cases received from a moment on and before another, the newest first. */
  casesBetween(from: string, until: string, limit: number, filter?: CaseFilter): Promise<Case[]>;
  /** How many cases that are not answered yet each of staff has. */
  openLoads(): Promise<{ personId: string; count: number }[]>;
  /** How many people reported disputes about an outlet since a moment, and how many there were. */
  disputesAgainst(outletId: string, since: string): Promise<{ people: number; cases: number }>;
  /** A person's cases, newest first. */
  casesOf(personId: string, limit: number): Promise<Case[]>;
  /** The journal of an aggregate in order. */
  journalOf(id: string): Promise<JournalEntry[]>;
  /** Every quick reply that is in use, by name. */
  quickReplies(): Promise<QuickReply[]>;
  quickReply(id: string): Promise<QuickReply | undefined>;
  /** Every policy that may be quoted, by brand, key and language. May be up to five seconds old; the same list while nothing has changed. */
  policies(): Promise<readonly Policy[]>;
  policy(id: string): Promise<Policy | undefined>;
  /** Everything about one subject: each language and region, retired ones too. */
  policiesOf(subject: Pick<Policy, 'brand' | 'key'>): Promise<Policy[]>;
  dossier(id: string): Promise<Dossier | undefined>;
  /** A person's, the oldest first. */
  dossiersOf(personId: string, limit: number): Promise<Dossier[]>;
  application(id: string): Promise<Application | undefined>;
  /** A person's, the newest first. */
  applicationsOf(personId: string, limit: number): Promise<Application[]>;
  /** In one of these states, the newest first. */
  applicationsIn(statuses: readonly ApplicationStatus[], limit: number): Promise<Application[]>;
  applicationCounts(): Promise<{ status: ApplicationStatus; count: number }[]>;
  /** What the applicant told about their health; undefined: nothing, or they have taken it back. */
  applicationHealth(id: string): Promise<ApplicationHealth | undefined>;
  question(id: string): Promise<Question | undefined>;
  /** The question that a person answers in that case. */
  questionOf(caseId: string): Promise<Question | undefined>;
  /** By someone, the oldest first. */
  questionsBy(personId: string, limit: number): Promise<Question[]>;
  /** Those asked from a moment on, the newest first. */
  questionsSince(since: string, limit: number): Promise<Question[]>;
  /** Those in use, or not yet, with a draft that waits to be approved, the oldest first. */
  policyDrafts(limit: number): Promise<Policy[]>;
  /** Those retired last, first. */
  retiredPolicies(limit: number): Promise<Policy[]>;
  callbackById(id: string): Promise<Callback | undefined>;
  /** A person's callbacks, open ones first by time, then the newest. */
  callbacksOf(personId: string, limit: number): Promise<Callback[]>;
  /** Open callbacks by time. */
  openCallbacks(limit: number, filter: CallFilter): Promise<Callback[]>;
  /** How many each agent has; null: nobody. */
  openCallbackCounts(filter: CallFilter): Promise<{ ownerId: string | null; count: number }[]>;
  /** Callbacks about a case, open ones first, then the newest. */
  callbacksAbout(caseId: string, limit: number): Promise<Callback[]>;
  /** Open callbacks that an agent has to make, or that a person waits for or is still to hear of; more than 500 nobody has. */
  openCallbacksOf(side: 'agent' | 'person', personId: string): Promise<Callback[]>;
  /** All open callbacks whose window begins before a moment, the latest first. */
  callbacksBefore(before: string, page: { offset: number; limit: number }): Promise<Callback[]>;
  /** Callbacks of someone, or in their charge, ended ones too. */
  callbacksInvolving(personId: string, limit: number): Promise<Callback[]>;
  /** How many open callbacks there are on each day of that zone, YYYY-MM-DD; without those that have no time yet. */
  callbackLoads(zone: string): Promise<Record<string, number>>;
  /** The places that are taken in slots from a moment on and before another; without that of a callback which is to be moved. */
  slotsTaken(from: string, until: string, moving?: string): Promise<TakenPlaces>;
  /** Those of these ids that there are, in no order. */
  deliveries(ids: readonly string[]): Promise<Delivery[]>;
  /** For which no callback is planned yet, the oldest first. */
  unplannedDeliveries(limit: number): Promise<Delivery[]>;
  /** What someone has received. */
  deliveriesTo(personId: string, limit: number): Promise<Delivery[]>;
  person(id: string): Promise<Person | undefined>;
  /** Everyone who is staff now. */
  staff(): Promise<Person[]>;
  /** Everyone whom headquarters has entrusted with something, staff or not. */
  granted(): Promise<Person[]>;
  /** People with an account, or everyone, whose name, or that of an account, has these words. */
  peopleByName(words: string, limit: number, among?: 'everyone'): Promise<Person[]>;
  /** The code of that name, the newest if there were several. */
  codeByName(name: string): Promise<Code | undefined>;
  code(id: string): Promise<Code | undefined>;
  /** The wrong codes of an account. */
  guesses(accountId: string): Promise<Guesses | undefined>;
  /** Cases that someone reported, is in charge of, or that are about them. */
  casesInvolving(personId: string, limit: number): Promise<Case[]>;
  /** Cases about someone that are not known to be about `other` too. */
  casesAbout(personId: string, other: string, limit: number): Promise<Case[]>;
  /** Where a file stands: among the facts of a case, or in an entry of that kind of its history. */
  casesWithFile(file: { id: string; personId: string }): Promise<{ case: Case; kind: string }[]>;
  /** The audit log until a moment, newest first; of one person, only what they did and what happened to them. */
  audit(asked: {
    until: string;
    personId?: string | undefined;
    offset: number;
    limit: number;
  }): Promise<JournalEntry[]>;
  /** Who manages an outlet. */
  managersOf(outletId: string): Promise<Person[]>;
  /** Where the person last wrote with the bot, of all places but these; by that account, if it is named. */
  directThread(personId: string, without: readonly string[], accountId?: string): Promise<ThreadRef | undefined>;
  /** When the person last wrote with the bot, wherever. */
  lastWrote(personId: string): Promise<string | undefined>;
  /** Who has written with the bot in that thread. */
  peopleIn(threadId: string): Promise<Person[]>;
  /** The chat accounts that belong to a person. */
  accountsOf(personId: string): Promise<Account[]>;
  /** A person's open drafts, newest first. */
  draftsOf(personId: string, limit: number): Promise<Draft[]>;
  thread(id: string): Promise<ThreadRef | undefined>;
  /** The number of the case that a sent message of the thread is about, by the platform's id of the message or of a piece of it. */
  messageAbout(threadId: string, nativeId: string): Promise<string | undefined>;
  failedEvents(limit: number): Promise<FailedEvent[]>;
  /** One that was set aside, or a lot that is held back. */
  failedEvent(id: string): Promise<FailedEvent | undefined>;
  /** Newest first. */
  heldLots(limit: number): Promise<HeldLot[]>;
  failedSends(limit: number): Promise<FailedSend[]>;
  failedSend(id: string): Promise<FailedMessage | undefined>;
  reports: ReportReads;
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
