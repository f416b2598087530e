/**
 * The text of the one statement that writes decisions and marks. It has a part for each kind of row, each with one JSON parameter;
 * which parts are there is the statement's shape, and there is one text for a shape, so that drivers prepare it once.
 *
 * Three facts of Postgres hold it together:
 * - All parts see the database as it was before the statement, and an expression's parts are evaluated from left to right. So
 *   `select json_build_array((select count(*) from a), (select count(*) from b))` runs a before b. The fixed order of parts is the
 *   order of locks, which keeps statements from locking each other out. A part that nothing refers to would run at the end.
 * - A row that was changed while the statement waited for its lock is judged as it is then, not as the statement saw it first.
 * - Of two writes to one row in one statement the second is silently lost; `collect.ts` keeps them apart.
 */
import { insertText, putText, rowsOf, tableText } from './columns.ts';
import { EXPECTATION_FAILED } from './database-errors.ts';
import { isoTimeSql } from './iso-time.ts';
import * as schema from './schema.ts';

/** In the order in which they run. */
export const PARTS = [
  'events',
  'lots',
  'journal',
  'lockPeople',
  'peopleSeqs',
  'lockCases',
  'caseSeqs',
  'lockTimers',
  'timerRevs',
  'failedEvents',
  'failedSends',
  'people',
  'accounts',
  'conversations',
  'drafts',
  'answers',
  'forget',
  'cases',
  'quickReplies',
  'policies',
  'questions',
  'dossiers',
  'applications',
  'applicationHealth',
  'callbacks',
  'toldCallbacks',
  'freeSlots',
  'slots',
  'deliveries',
  'files',
  'codes',
  'guesses',
  'moveDrafts',
  'moveFiles',
  'goneTimers',
  'timers',
  'outboxRows',
  'lockThreads',
  'rowMarks',
  'threads',
  'outbox',
  'threadMarks',
  'purge',
  'purgeUploads',
  'purgeCodes',
] as const;
export type Part = (typeof PARTS)[number];

export type Parameter = Part | 'token' | 'leaseMs';

export interface StatementText {
  text: string;
  /** What the parameters are, in order. */
  parameters: Parameter[];
}

/** How many events one statement forgets at most: it is on the hot path, and the next one goes on. */
const PURGE_LIMIT = 50_000;
/** Uploads have bytes to be freed. */
const PURGE_UPLOADS_LIMIT = 1_000;

const EVENT = tableText(schema.event, schema.KEPT_COLUMNS.event);
const JOURNAL = tableText(schema.journal);
const PERSON = tableText(schema.person);
const ACCOUNT = tableText(schema.account);
const CONVERSATION = tableText(schema.conversation);
const DRAFT = tableText(schema.draft);
const ANSWER = tableText(schema.answer);
const CASE = tableText(schema.caseFile);
const QUICK_REPLY = tableText(schema.quickReply);
const POLICY = tableText(schema.policy);
const QUESTION = tableText(schema.question);
const DOSSIER = tableText(schema.dossier);
const APPLICATION = tableText(schema.application);
const APPLICATION_HEALTH = tableText(schema.applicationHealth);
const CALLBACK = tableText(schema.callback);
const TOLD_COLUMNS = CALLBACK.columns.filter(({ key }) => ['id', 'seq', 'status', 'told'].includes(key));
const DELIVERY = tableText(schema.delivery);
const CALLBACK_SLOT = tableText(schema.callbackSlot);
const TIMER = tableText(schema.timer, schema.KEPT_COLUMNS.timer);
const FILE = tableText(schema.file, schema.KEPT_COLUMNS.file);
const CODE = tableText(schema.code);
const GUESS = tableText(schema.guess);
const OUTBOX = tableText(schema.outbox, schema.KEPT_COLUMNS.outbox);

/**
 * Parts come in bundles, the ones without rows being empty: each shape takes some 0.8 MB of every connection's backend, so there should be
 * few. The first bundle is what nearly every turn writes.
 */
const BUNDLES: readonly (readonly Part[])[] = [
  [
    ...(['events', 'journal', 'conversations', 'drafts', 'answers', 'forget'] as const),
    ...(['outboxRows', 'lockThreads', 'rowMarks', 'threads', 'outbox', 'threadMarks'] as const),
  ],
  ['lockPeople', 'peopleSeqs', 'people', 'accounts'],
  ['lockCases', 'caseSeqs', 'cases'],
  ['lockTimers', 'timerRevs', 'goneTimers', 'timers'],
  ['failedEvents', 'failedSends'],
  ['lots'],
  ['quickReplies'],
  ['policies', 'questions', 'dossiers'],
  ['applications', 'applicationHealth'],
  ['callbacks', 'toldCallbacks', 'freeSlots', 'slots', 'deliveries'],
  ['files'],
  ['codes', 'guesses', 'moveDrafts', 'moveFiles'],
  ['purge', 'purgeUploads', 'purgeCodes'],
];

const texts = new Map<string, StatementText>();

/** The statement that has room for these parts, in any order; a parameter without a value is null and stands for no rows. */
export function statementOf(parts: ReadonlySet<Part>): StatementText {
  const bundles = BUNDLES.filter((bundle) => bundle.some((part) => parts.has(part)));
  const shape = PARTS.filter((part) => bundles.some((bundle) => bundle.includes(part)));
  const key = shape.join();
  let text = texts.get(key);
  if (!text) {
    text = generate(shape);
    texts.set(key, text);
  }
  return text;
}

function generate(shape: readonly Part[]): StatementText {
  const parameters: Parameter[] = [];
  const context: Context = {
    param: (parameter) => {
      if (!parameters.includes(parameter)) parameters.push(parameter);
      return `$${parameters.indexOf(parameter) + 1}`;
    },
    has: (part) => shape.includes(part),
  };
  const queries = shape.flatMap((part) => {
    const query = QUERIES[part]?.(context);
    return query === undefined ? [] : [`w_${part} as (${query})`];
  });
  const steps = shape.map((part) => ASSERTIONS[part]?.(context) ?? `(select count(*) from w_${part})`);
  const results = Object.entries(RESULTS).map(([key, [part, result]]) => {
    return `'${key}', ${context.has(part) ? `(${result(context)})` : `'[]'::json`}`;
  });
  const text = `with ${queries.join(',\n')}
select json_build_object('now', ${isoTimeSql('now()')},
'steps', json_build_array(${steps.join(',\n')}),
${results.join(',\n')})::text`;
  return { text, parameters };
}

interface Context {
  /** The placeholder of a parameter. */
  param(parameter: Parameter): string;
  has(part: Part): boolean;
}

const written = (text: string) => `${text} returning 1`;

/** Locks rows in the order of their keys before anything else touches them; what it returns is true until the statement ends. */
const locked = (columns: string, table: string, where: string, strength: string) =>
  `select ${columns} from ${table} t where t.${where} order by 1 for ${strength}`;

const ids = (param: string) => `id = any(${param}::text::uuid[])`;
const textKeys = (param: string) => `key in (select jsonb_array_elements_text(${param}::text::jsonb))`;
const lease = ({ param }: Context) => `now() + ${param('leaseMs')}::text::int * interval '1 ms'`;
const token = ({ param }: Context) => `${param('token')}::text::uuid`;

const THREAD_ROW = [
  { key: 'id', type: 'uuid' },
  { key: 'channel', type: 'text' },
  { key: 'address', type: 'text' },
  { key: 'count', type: 'bigint' },
  { key: 'lease', type: 'text' },
  { key: 'delayMs', type: 'bigint' },
];
const THREAD_MARK = [
  { key: 'threadId', type: 'uuid' },
  { key: 'type', type: 'text' },
  { key: 'tail', type: 'bigint' },
  { key: 'delayMs', type: 'bigint' },
];
const SEQ_ROW = [
  { key: 'id', type: 'uuid' },
  { key: 'seq', type: 'bigint' },
];
const FAILED_EVENT = [
  { key: 'id', type: 'uuid' },
  { key: 'acts', type: 'int' },
];
const MOVE = [
  { key: 'from', type: 'uuid' },
  { key: 'to', type: 'uuid' },
];
const ROW_MARK = [
  { key: 'id', type: 'uuid' },
  { key: 'threadId', type: 'uuid' },
  { key: 'status', type: 'text' },
  { key: 'nativeId', type: 'text' },
  { key: 'error', type: 'text' },
];

/** The queries of parts; a part without one is only an assertion. */
const QUERIES: Partial<Record<Part, (context: Context) => string>> = {
  events: ({ param }) => written(insertText(EVENT, param('events'))),
  // A lot that is there grows, unless staff had it handled meanwhile.
  lots: ({ param }) => `${insertText(EVENT, param('lots'))} on conflict (id) do update
set payload = jsonb_set(event.payload, '{acts}', (event.payload -> 'acts') || (excluded.payload -> 'acts'))
where event.status = excluded.status returning id`,
  journal: ({ param }) => written(insertText(JOURNAL, param('journal'))),
  lockPeople: (c) => locked('t.id, t.seq', 'person', ids(c.param('lockPeople')), 'no key update'),
  lockCases: (c) => locked('t.id, t.seq', 'case_file', ids(c.param('lockCases')), 'no key update'),
  lockTimers: ({ param }) => locked('t.key, t.rev', 'timer', textKeys(param('lockTimers')), 'update'),
  failedEvents: ({ param }) =>
    `update event t set status = 'replayed' from ${rowsOf(param('failedEvents'), 'x', FAILED_EVENT)}
where t.id = x.id and t.status in ('failed', 'held')
and (x.acts is null or jsonb_array_length(t.payload -> 'acts') = x.acts) returning t.id`,
  failedSends: ({ param }) =>
    `update outbox t set status = 'resent' where t.${ids(param('failedSends'))} and t.status = 'failed' returning t.id`,
  people: ({ param }) => written(putText(PERSON, param('people'))),
  accounts: ({ param }) => written(putText(ACCOUNT, param('accounts'))),
  conversations: ({ param }) => written(putText(CONVERSATION, param('conversations'))),
  drafts: ({ param }) => written(putText(DRAFT, param('drafts'))),
  answers: ({ param }) => written(putText(ANSWER, param('answers'))),
  forget: ({ param }) =>
    written(`delete from answer t using ${rowsOf(param('forget'), 'x', ANSWER.columns.slice(0, 2))}
where t.draft_id = x."draftId" and t.field = x.field`),
  cases: ({ param }) => written(putText(CASE, param('cases'))),
  quickReplies: ({ param }) => written(putText(QUICK_REPLY, param('quickReplies'))),
  deliveries: ({ param }) => written(putText(DELIVERY, param('deliveries'))),
  policies: ({ param }) => written(putText(POLICY, param('policies'))),
  questions: ({ param }) => written(putText(QUESTION, param('questions'))),
  dossiers: ({ param }) => written(putText(DOSSIER, param('dossiers'))),
  applications: ({ param }) => written(putText(APPLICATION, param('applications'))),
  applicationHealth: ({ param }) => written(putText(APPLICATION_HEALTH, param('applicationHealth'))),
  callbacks: ({ param }) => written(putText(CALLBACK, param('callbacks'))),
  toldCallbacks: ({ param }) =>
    written(`update callback t set seq = x.seq, status = x.status, told = x.told
from ${rowsOf(param('toldCallbacks'), 'x', TOLD_COLUMNS)} where t.id = x.id`),
  // A place is given back before another one is taken, so that nobody stands in their own way.
  freeSlots: ({ param }) =>
    written(`delete from callback_slot t where t.callback_id = any(${param('freeSlots')}::text::uuid[])`),
  // No `on conflict`: of two who want the same place, the second violates its key and decides again.
  slots: ({ param }) => written(insertText(CALLBACK_SLOT, param('slots'))),
  // A platform may name the same file twice, as when a message is forwarded.
  files: ({ param }) => written(`${insertText(FILE, param('files'))} on conflict (id) do nothing`),
  codes: ({ param }) => written(putText(CODE, param('codes'))),
  guesses: ({ param }) => written(putText(GUESS, param('guesses'))),
  moveDrafts: ({ param }) =>
    written(`update draft t set person_id = x."to" from ${rowsOf(param('moveDrafts'), 'x', MOVE)}
where t.person_id = x."from" and t.status = 'open'`),
  moveFiles: ({ param }) =>
    written(`update file t set person_id = x."to" from ${rowsOf(param('moveFiles'), 'x', MOVE)}
where t.person_id = x."from"`),
  goneTimers: ({ param }) => written(`delete from timer t where t.${textKeys(param('goneTimers'))}`),
  timers: ({ param }) => written(putText(TIMER, param('timers'), ['token = null', 'lease_until = null'])),
  // The messages are read before any thread is locked: that takes longest, and whoever writes to the same thread waits for the lock.
  outboxRows: ({ param }) =>
    `select x.* from ${rowsOf(param('outbox'), 'x', [...OUTBOX.columns, { key: 'place', type: 'bigint' }])}`,
  lockThreads: ({ param }) => locked('t.id, t.token', 'thread', ids(param('lockThreads')), 'no key update'),
  rowMarks: (c) => `update outbox t set status = x.status, native_id = x."nativeId", error = x.error,
attempts = t.attempts + case x.status when 'pending' then 1 else 0 end, sent_at = case x.status when 'sent' then now() end
from ${rowsOf(c.param('rowMarks'), 'x', ROW_MARK)} join w_lockThreads l on l.id = x."threadId" and l.token = ${token(c)}
where t.id = x.id and t.thread_id = x."threadId" and t.status = 'pending' returning t.id, t.status`,
  threads: (c) => threadsText(c),
  // The places of a thread's rows follow from its tail, which is read and moved under the lock of the thread's row.
  outbox: () => {
    const columns = OUTBOX.columns.map((column) => `"${column.name}"`).join(', ');
    const values = OUTBOX.columns.map((column) => `x."${column.key}"`).join(', ');
    return `insert into outbox (${columns}, seq) select ${values}, w.tail + x.place
from w_outboxRows x join w_threads w on w.id = x."threadId"
returning id, thread_id, seq`;
  },
  threadMarks: (c) => `update thread t set token = case x.type when 'renew' then t.token end,
lease_until = case x.type when 'renew' then ${lease(c)} end,
not_before = case x.type when 'hold' then now() + x."delayMs" * interval '1 ms' else t.not_before end
from ${rowsOf(c.param('threadMarks'), 'x', THREAD_MARK)}
where t.id = x."threadId" and t.token = ${token(c)} and (x.type <> 'release' or t.tail = x.tail) returning t.id, t.token`,
  // Locked rows are another purge's, or are being replayed; this one need not wait for them.
  purge: ({ param }) => `delete from event t where t.id in (select e.id from event e
where e.at < ${param('purge')}::text::timestamptz and e.status <> 'failed' limit ${PURGE_LIMIT} for update skip locked) returning 1`,
  // Bytes are deleted here, not by a statement of their own, so that no purge is forgotten by a crash in between.
  purgeUploads: ({ param }) => `delete from file_content t where t.id in (select c.id from file_content c
where c.at < ${param('purgeUploads')}::text::timestamptz and c.account_id is not null
and not exists (select from file f where f.id = c.id) limit ${PURGE_UPLOADS_LIMIT} for update skip locked) returning 1`,
  purgeCodes: ({ param }) =>
    `delete from code t where t.expires_at < ${param('purgeCodes')}::text::timestamptz returning 1`,
};

/**
 * Adds the new rows to the tail and takes the lease. `lease` is one of
 * - `take`: if it is free, lapsed or this process's already, and the thread is not held back
 * - `renew`: if it is this process's
 * - `hold`: gives it back, if it is this process's, and holds the thread back
 * - `none`
 * The values of a new row carry the wish into the update: a token to take, a moment to hold.
 */
function threadsText(c: Context): string {
  const mine = `t.token = ${token(c)}`;
  const holds = `(excluded.not_before is not null and ${mine})`;
  const takes = `(excluded.token is not null and (t.token is null or ${mine} or t.lease_until < now())
and (t.not_before is null or t.not_before <= now()))`;
  const renews = `(excluded.token is null and excluded.lease_until is not null and ${mine})`;
  return `insert into thread as t (id, channel, address, tail, token, lease_until, not_before)
select x.id, x.channel, x.address, x.count, case x.lease when 'take' then ${token(c)} end,
case when x.lease in ('take', 'renew') then ${lease(c)} end, case x.lease when 'hold' then now() + x."delayMs" * interval '1 ms' end
from ${rowsOf(c.param('threads'), 'x', THREAD_ROW)} order by x.id
on conflict (id) do update set tail = t.tail + excluded.tail,
token = case when ${holds} then null when ${takes} then excluded.token else t.token end,
lease_until = case when ${holds} then null when ${takes} or ${renews} then excluded.lease_until else t.lease_until end,
not_before = case when ${holds} then excluded.not_before else t.not_before end
where excluded.tail > 0
returning id, tail, coalesce(${mine} and t.lease_until > now(), false) as held`;
}

/** Fails the statement unless each row of a parameter has its match. The text of the cast depends on a row: a constant would be
 * folded when the statement is planned, and fail always. */
function assertion(what: string, rows: string, match: string): string {
  return `(select case when count(*) = 0 then 0 else ('${EXPECTATION_FAILED}: ' || count(*) || ' ${what}')::int end
from ${rows} where not exists (select from ${match}))`;
}

const ASSERTIONS: Partial<Record<Part, (context: Context) => string>> = {
  peopleSeqs: ({ param }) =>
    assertion(
      'person',
      rowsOf(param('peopleSeqs'), 'x', SEQ_ROW),
      'w_lockPeople l where l.id = x.id and l.seq = x.seq',
    ),
  caseSeqs: ({ param }) =>
    assertion('case', rowsOf(param('caseSeqs'), 'x', SEQ_ROW), 'w_lockCases l where l.id = x.id and l.seq = x.seq'),
  timerRevs: ({ param }) => {
    const rows = rowsOf(param('timerRevs'), 'x', [
      { key: 'key', type: 'text' },
      { key: 'rev', type: 'text' },
    ]);
    return assertion('timer', rows, 'w_lockTimers l where l.key = x.key and l.rev = x.rev');
  },
  lots: ({ param }) =>
    assertion('lot', rowsOf(param('lots'), 'x', [{ key: 'id', type: 'uuid' }]), 'w_lots l where l.id = x.id'),
  failedEvents: ({ param }) =>
    assertion('failed event', rowsOf(param('failedEvents'), 'x', FAILED_EVENT), 'w_failedEvents l where l.id = x.id'),
  failedSends: ({ param }) =>
    assertion('failed send', `unnest(${param('failedSends')}::text::uuid[]) x`, 'w_failedSends l where l.id = x'),
};

/** What the statement answers, each with the part that it comes from. */
const RESULTS: Record<string, [Part, (context: Context) => string]> = {
  threads: ['threads', (c) => threadsResult(c)],
  outbox: [
    'outbox',
    () =>
      `select coalesce(json_agg(json_build_object('id', id, 'threadId', thread_id, 'seq', seq)), '[]') from w_outbox`,
  ],
  lost: [
    'lockThreads',
    (c) => `select coalesce(json_agg(x), '[]') from unnest(${c.param('lockThreads')}::text::uuid[]) x
where not exists (select from w_lockThreads l where l.id = x and l.token = ${token(c)})`,
  ],
  given: ['threadMarks', () => `select coalesce(json_agg(id), '[]') from w_threadMarks where token is null`],
};

/**
 * A backlog is a pending row that was there before and is not settled by a mark of this very statement. Rows that another statement
 * wrote while this one waited for the thread are not seen; but then the tail is not where it was seen, which counts as a backlog.
 */
function threadsResult(c: Context): string {
  const unsettled = c.has('rowMarks')
    ? `and not exists (select from w_rowMarks m where m.id = o.id and m.status <> 'pending')`
    : '';
  return `select coalesce(json_agg(json_build_object('id', w.id, 'held', w.held, 'tail', w.tail, 'backlog',
w.tail - x.count <> coalesce(t.tail, 0) or exists (select from outbox o
where o.thread_id = w.id and o.status = 'pending' ${unsettled}))), '[]')
from ${rowsOf(c.param('threads'), 'x', THREAD_ROW)} join w_threads w on w.id = x.id left join thread t on t.id = x.id where x.count > 0`;
}
