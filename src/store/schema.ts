/**
 * The tables. Row types of `core/` and `domain/` are rows of these; the end of the file checks that at compile time.
 *
 * There is one foreign key only, on a table that is written rarely. On the others each row of each commit would look up and lock
 * its parents; the rows of one decision are written by one statement or not at all, so a parent can't be missing.
 */
import type {
  Answer,
  Conversation,
  Draft,
  EventRow,
  FileRow,
  Frame,
  JournalEntry,
  Json,
  OutboxRow,
} from '../core/decision.ts';
import type { Event, ThreadRef, Timer } from '../core/event.ts';
import type { Message } from '../core/message.ts';
import type { Cancelled, Case, CaseKind, CaseStatus, Cause, Intake, Outcome } from '../domain/case.ts';
import type { Code, Guesses } from '../domain/code.ts';
import type { CaseClock, Severity } from '../domain/deadlines.ts';
import type { Hearing } from '../domain/hearing.ts';
import type { Outlet } from '../domain/outlet.ts';
import type { Account, Grants, Inquiry, Language, Person, Role } from '../domain/person.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import { orm, pgCore } from './drizzle.ts';
import { bytes, type Holds, moment, type Same, seqNumber } from './schema-columns.ts';

export * from './schema-applications.ts';
export * from './schema-callbacks.ts';
export * from './schema-policies.ts';

const { boolean, index, integer, jsonb, pgSequence, pgTable, primaryKey, text, unique, uniqueIndex, uuid } = pgCore;
const { sql } = orm;

export type FileState = 'expected' | 'stored' | 'refused';

/** Case numbers are handed out in blocks, one `nextval` a block. */
export const CASE_NUMBER_BLOCK = 20;
export const caseNumber = pgSequence('case_number', { startWith: 1001, increment: CASE_NUMBER_BLOCK });

export const event = pgTable(
  'event',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    status: text().$type<EventRow['status']>().notNull(),
    payload: jsonb().$type<Event>(),
    error: text(),
    at: moment().notNull().default(sql`now()`),
  },
  (t) => [
    // Rows arrive in the order of time and are purged by it: a block range index costs next to nothing to keep.
    index('event_at').using('brin', t.at),
    index('event_failed').on(t.at).where(sql`status = 'failed'`),
    index('event_held').on(t.at).where(sql`status = 'held'`),
  ],
);

export const journal = pgTable(
  'journal',
  {
    id: uuid().notNull(),
    seq: seqNumber().notNull(),
    aggregate: text().$type<JournalEntry['aggregate']>().notNull(),
    eventId: uuid('event_id').notNull(),
    at: moment().notNull(),
    actorId: uuid('actor_id'),
    kind: text().notNull(),
    body: jsonb().$type<JournalEntry['body']>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.seq] }),
    index('journal_audit').on(t.at.desc().nullsFirst(), t.id).where(sql`kind like 'audit:%'`),
    // Whose a file is to see follows from the entry that it came with.
    index('journal_files')
      .using('gin', sql`(body -> 'files') jsonb_path_ops`)
      .where(sql`aggregate = 'case' and body ? 'files'`),
    // Reports ask when cases were answered and taken up again; few entries are about that.
    index('journal_turn')
      .on(t.at)
      .where(
        sql`aggregate = 'case' and kind in ('resolve', 'decide', 'readout', 'check', 'dispute', 'reopen', 'object')`,
      ),
  ],
);

export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    role: text().$type<Role>().notNull(),
    language: text().$type<Language>(),
    name: text(),
    phone: text(),
    zone: text(),
    noCalls: boolean('no_calls'),
    grants: jsonb().$type<Grants>(),
    inquiry: jsonb().$type<Inquiry>(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('person_staff').on(t.id).where(sql`role = 'staff'`),
    index('person_granted').on(t.id).where(sql`grants is not null`),
  ],
);

export const account = pgTable(
  'account',
  {
    id: uuid().primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    channel: text().notNull(),
    workspace: text().notNull(),
    userId: text('user_id').notNull(),
    displayName: text('display_name').notNull(),
  },
  (t) => [unique('account_identity').on(t.channel, t.workspace, t.userId), index('account_person').on(t.personId)],
);

export const outlet = pgTable(
  'outlet',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    aliases: jsonb().$type<string[]>().notNull(),
    region: text().notNull(),
    zone: text().notNull(),
  },
  (t) => [uniqueIndex('outlet_code').on(sql`lower(${t.code})`)],
);

export const conversation = pgTable(
  'conversation',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    threadId: uuid('thread_id').notNull(),
    accountId: uuid('account_id').notNull(),
    frames: jsonb().$type<Frame[]>().notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [index('conversation_account').on(t.accountId)],
);

export const draft = pgTable(
  'draft',
  {
    id: uuid().primaryKey(),
    personId: uuid('person_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    flow: text().notNull(),
    version: integer().notNull(),
    status: text().$type<Draft['status']>().notNull(),
    opening: text().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('draft_open').on(t.personId, t.createdAt.desc().nullsFirst()).where(sql`status = 'open'`)],
);

export const answer = pgTable(
  'answer',
  {
    draftId: uuid('draft_id').notNull(),
    field: text().notNull(),
    // A JSON null is stored as an SQL null, so that it is read back as what it was.
    value: jsonb().$type<Json>(),
    words: text().notNull(),
    source: text().$type<Answer['source']>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.draftId, t.field] })],
);

export const caseFile = pgTable(
  'case_file',
  {
    id: uuid().primaryKey(),
    number: text().notNull(),
    seq: seqNumber().notNull(),
    kind: text().$type<CaseKind>().notNull(),
    status: text().$type<CaseStatus>().notNull(),
    urgent: boolean().notNull(),
    personId: uuid('person_id').notNull(),
    threadId: uuid('thread_id').notNull(),
    language: text().$type<Language>().notNull(),
    outletId: uuid('outlet_id'),
    facts: jsonb().$type<Case['facts']>().notNull(),
    words: text().notNull(),
    cause: text().$type<Cause>(),
    intake: text().$type<Intake>(),
    assigneeId: uuid('assignee_id'),
    takenOverBy: uuid('taken_over_by'),
    outcome: text().$type<Outcome>(),
    createdAt: moment('created_at').notNull(),
    dueAt: moment('due_at').notNull(),
    answeredAt: moment('answered_at'),
    confirmedAt: moment('confirmed_at'),
    severity: text().$type<Severity>(),
    startedAt: moment('started_at'),
    department: text(),
    question: text(),
    cancelled: text().$type<Cancelled>(),
    clock: jsonb().$type<CaseClock>(),
    respondBy: moment('respond_by'),
    respondedAt: moment('responded_at'),
    rating: integer(),
    aboutIds: jsonb('about_ids').$type<string[]>(),
    confidential: boolean(),
    reopened: integer(),
    search: text(),
    hearing: jsonb().$type<Hearing>(),
  },
  (t) => [
    uniqueIndex('case_file_number').on(sql`upper(${t.number})`),
    index('case_file_open').on(t.urgent.desc().nullsFirst(), t.dueAt).where(sql`status <> 'confirmed'`),
    index('case_file_assignee').on(t.assigneeId).where(sql`status in ('received', 'assigned')`),
    index('case_file_person').on(t.personId, t.createdAt.desc().nullsFirst()),
    index('case_file_received').on(t.createdAt, t.id),
  ],
);

export const timer = pgTable(
  'timer',
  {
    key: text().primaryKey(),
    rev: text().notNull(),
    dueAt: moment('due_at').notNull(),
    kind: text().notNull(),
    ids: jsonb().$type<Timer['ids']>().notNull(),
    /** The process that works on it, until the lease ends. */
    token: uuid(),
    leaseUntil: moment('lease_until'),
  },
  (t) => [index('timer_due').on(t.dueAt)],
);

export const thread = pgTable('thread', {
  id: uuid().primaryKey(),
  channel: text().notNull(),
  address: text().notNull(),
  /** The highest seq given to an outbox row. */
  tail: seqNumber().notNull(),
  /** The process that sends, until the lease ends. */
  token: uuid(),
  leaseUntil: moment('lease_until'),
  /** Nobody sends before. */
  notBefore: moment('not_before'),
});

export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    threadId: uuid('thread_id').notNull(),
    seq: seqNumber().notNull(),
    eventId: uuid('event_id').notNull(),
    status: text().$type<'pending' | 'sent' | 'failed' | 'resent'>().notNull().default('pending'),
    message: jsonb().$type<Message>().notNull(),
    replaces: uuid(),
    nativeId: text('native_id'),
    /** Tries in vain so far. */
    attempts: integer().notNull().default(0),
    error: text(),
    at: moment().notNull().default(sql`now()`),
    sentAt: moment('sent_at'),
  },
  (t) => [
    unique('outbox_place').on(t.threadId, t.seq),
    index('outbox_pending').on(t.threadId, t.seq).where(sql`status = 'pending'`),
    index('outbox_failed').on(t.at).where(sql`status = 'failed'`),
    // Only what the desk is told about cases. A message that went out in pieces has the ids of all of them, with commas between.
    index('outbox_about').using('gin', sql`string_to_array(${t.nativeId}, ',')`).where(sql`message ? 'about'`),
  ],
);

/** Files that people sent. The reference comes with the event, what became of the bytes from a job. */
export const file = pgTable(
  'file',
  {
    id: uuid().primaryKey(),
    channel: text().notNull(),
    personId: uuid('person_id').notNull(),
    eventId: uuid('event_id').notNull(),
    threadId: uuid('thread_id').notNull(),
    accountId: uuid('account_id').notNull(),
    name: text().notNull(),
    /** As the platform says; by content once it is stored. */
    type: text().notNull(),
    size: seqNumber(),
    source: text().notNull(),
    state: text().$type<FileState>().notNull().default('expected'),
    /** Why it was refused. */
    reason: text(),
    /** Tries so far, the running one too: bytes that end the process must not be fetched without end. */
    attempts: integer().notNull().default(0),
    at: moment().notNull().default(sql`now()`),
    /** The process that fetches it, until the lease ends. */
    token: uuid(),
    leaseUntil: moment('lease_until'),
    /** Nobody fetches it before. */
    notBefore: moment('not_before'),
  },
  (t) => [index('file_expected').on(t.at).where(sql`state = 'expected'`), index('file_person').on(t.personId)],
);

/** The bytes, apart from the rows that are looked at often. An upload is here before any event names it. */
export const fileContent = pgTable(
  'file_content',
  {
    id: uuid().primaryKey(),
    /** Who uploaded it: an account's id; null for what a job has fetched. */
    accountId: uuid('account_id'),
    bytes: bytes().notNull(),
    at: moment().notNull().default(sql`now()`),
  },
  (t) => [index('file_content_at').using('brin', t.at)],
);

/** Texts that staff need again and again; a few dozen rows. */
export const quickReply = pgTable('quick_reply', {
  id: uuid().primaryKey(),
  seq: seqNumber().notNull(),
  name: text().notNull(),
  texts: jsonb().$type<QuickReply['texts']>().notNull(),
  kinds: jsonb().$type<CaseKind[]>(),
  retiredAt: moment('retired_at'),
  createdAt: moment('created_at').notNull(),
});

/** One-time codes, without their secret. */
export const code = pgTable(
  'code',
  {
    id: uuid().primaryKey(),
    seq: seqNumber().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    purpose: text().$type<Code['purpose']>().notNull(),
    personId: uuid('person_id'),
    accountId: uuid('account_id'),
    threadId: uuid('thread_id'),
    language: text().$type<Language>(),
    expiresAt: moment('expires_at').notNull(),
    tries: integer().notNull(),
    state: text().$type<Code['state']>().notNull(),
    takenBy: uuid('taken_by'),
  },
  (t) => [uniqueIndex('code_name').on(t.name)],
);

/** How often an account was wrong about a code. */
export const guess = pgTable('guess', {
  accountId: uuid('account_id').primaryKey(),
  seq: seqNumber().notNull(),
  tries: integer().notNull(),
  since: moment().notNull(),
});

/** What an installation keeps about itself, such as the secret that its cookies are signed with. */
export const setting = pgTable('setting', { name: text().primaryKey(), value: text().notNull() });

/** Columns that decisions don't write: the store keeps them, or the database fills them in. */
export const KEPT_COLUMNS = {
  event: ['at'],
  timer: ['token', 'leaseUntil'],
  thread: ['tail', 'token', 'leaseUntil', 'notBefore'],
  file: ['state', 'reason', 'attempts', 'at', 'token', 'leaseUntil', 'notBefore'],
  outbox: ['seq', 'status', 'nativeId', 'attempts', 'error', 'at', 'sentAt'],
} as const;

// Assignable both ways: no column has an optional key, so a column too many or too few shows.
type Kept<T extends keyof typeof KEPT_COLUMNS> = (typeof KEPT_COLUMNS)[T][number];

/** Fails to compile when a row type and its table differ. */
export type RowsAreRows = [
  Holds<Same<EventRow, Omit<typeof event.$inferSelect, Kept<'event'>>>>,
  Holds<Same<JournalEntry, typeof journal.$inferSelect>>,
  Holds<Same<Person, typeof person.$inferSelect>>,
  Holds<Same<Account, typeof account.$inferSelect>>,
  Holds<Same<Outlet, typeof outlet.$inferSelect>>,
  Holds<Same<Conversation, typeof conversation.$inferSelect>>,
  Holds<Same<Draft, typeof draft.$inferSelect>>,
  Holds<Same<Answer, typeof answer.$inferSelect>>,
  Holds<Same<Case, typeof caseFile.$inferSelect>>,
  Holds<Same<QuickReply, typeof quickReply.$inferSelect>>,
  Holds<Same<Code, typeof code.$inferSelect>>,
  Holds<Same<Guesses, typeof guess.$inferSelect>>,
  Holds<Same<Timer, Omit<typeof timer.$inferSelect, Kept<'timer'>>>>,
  Holds<Same<ThreadRef, Omit<typeof thread.$inferSelect, Kept<'thread'>>>>,
  Holds<Same<FileRow, Omit<typeof file.$inferSelect, Kept<'file'>>>>,
  Holds<Same<OutboxRow, Omit<typeof outbox.$inferSelect, Kept<'outbox'>>>>,
];
