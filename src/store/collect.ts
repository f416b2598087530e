/** Gathers the rows of decisions and marks into the parameters of one statement, and refuses two writes of one row. */
import type { Decision, EventRow, OutboxRow } from '../core/decision.ts';
import type { ThreadRef } from '../core/event.ts';
import type { Marks, RowMark, ThreadMark } from '../core/store.ts';
import type { Parameter, Part } from './statement.ts';

export interface Collected {
  parts: Set<Part>;
  values: Map<Parameter, string>;
}

interface Lease {
  token: string;
  leaseMs: number;
  take: ReadonlySet<string>;
}

export function collect(decisions: readonly Decision[], marks: Marks, lease: Lease): Collected {
  const parts = new Set<Part>();
  const values = new Map<Parameter, string>([
    ['token', lease.token],
    ['leaseMs', String(lease.leaseMs)],
  ]);
  const add = (part: Part, value: string) => {
    parts.add(part);
    values.set(part, value);
  };
  const addRows = (part: Part, rows: readonly unknown[]) => {
    if (rows.length > 0) add(part, JSON.stringify(rows));
  };
  const addIds = (part: Part, ids: Iterable<string>) => {
    const unique = new Set(ids);
    if (unique.size > 0) add(part, `{${[...unique].join()}}`);
  };
  const once = writtenOnce();
  const all = <T>(rows: (decision: Decision) => readonly T[], kind: string, key: (row: T) => string): T[] =>
    decisions.flatMap((decision) => rows(decision).map((row) => once(kind, key(row), row)));
  const byId = (row: { id: string }) => row.id;

  addRows(
    'events',
    all((d) => [...eventRows(d), ...gatheredRows(d)], 'event', byId),
  );
  addRows(
    'lots',
    all((d) => d.lots, 'event', byId),
  );
  addRows(
    'journal',
    all(
      (d) => d.journal,
      'journal',
      (entry) => `${entry.id} ${entry.seq}`,
    ),
  );
  const people = all((d) => d.people, 'person', byId);
  addRows('people', people);
  addRows(
    'accounts',
    all((d) => d.accounts, 'account', byId),
  );
  addRows(
    'conversations',
    all((d) => d.conversations, 'conversation', byId),
  );
  addRows(
    'drafts',
    all((d) => d.drafts, 'draft', byId),
  );
  const answerKey = (row: { draftId: string; field: string }) => `${row.draftId} ${row.field}`;
  addRows(
    'answers',
    all((d) => d.answers, 'answer', answerKey),
  );
  addRows(
    'forget',
    all((d) => d.forget, 'answer', answerKey),
  );
  const cases = all((d) => d.cases, 'case', byId);
  addRows('cases', cases);
  addRows(
    'quickReplies',
    all((d) => d.quickReplies, 'quick reply', byId),
  );
  addRows(
    'policies',
    all((d) => d.policies, 'policy', byId),
  );
  addRows(
    'dossiers',
    all((d) => d.dossiers, 'dossier', byId),
  );
  addRows(
    'applications',
    all((d) => d.applications, 'application', byId),
  );
  addRows(
    'applicationHealth',
    all((d) => d.applicationHealth, 'application health', byId),
  );
  addRows(
    'questions',
    all((d) => d.questions, 'question', byId),
  );
  addRows(
    'callbacks',
    all((d) => d.callbacks, 'callback', byId),
  );
  addRows(
    'toldCallbacks',
    all((d) => d.toldCallbacks, 'callback', byId),
  );
  addIds(
    'freeSlots',
    decisions.flatMap((d) => d.freeSlots),
  );
  addRows(
    'slots',
    all(
      (d) => d.slots,
      'slot',
      ({ slot, place }) => `${slot} ${place}`,
    ),
  );
  addRows(
    'deliveries',
    all((d) => d.deliveries, 'delivery', byId),
  );
  addRows(
    'files',
    all((d) => d.files, 'file', byId),
  );

  addRows(
    'codes',
    all((d) => d.codes, 'code', byId),
  );
  addRows(
    'guesses',
    all(
      (d) => d.guesses,
      'guess',
      (row) => row.accountId,
    ),
  );
  const moves = all(
    (d) => d.moves,
    'move',
    (row) => row.from,
  );
  addRows('moveDrafts', moves);
  addRows('moveFiles', moves);

  const expects = decisions.flatMap((decision) => decision.expects);
  const peopleSeqs = expects.flatMap((x) => (x.type === 'person' ? [{ id: x.id, seq: x.seq }] : []));
  addRows('peopleSeqs', peopleSeqs);
  if (peopleSeqs.length > 0) addIds('lockPeople', [...peopleSeqs, ...people].map(byId));
  const caseSeqs = expects.flatMap((x) => (x.type === 'case' ? [{ id: x.id, seq: x.seq }] : []));
  addRows('caseSeqs', caseSeqs);
  if (caseSeqs.length > 0) addIds('lockCases', [...caseSeqs, ...cases].map(byId));
  addRows(
    'failedEvents',
    all((d) => d.expects.flatMap((x) => (x.type === 'failed-event' ? [x] : [])), 'event', byId),
  );
  addIds(
    'failedSends',
    all((d) => d.expects.flatMap((x) => (x.type === 'failed-send' ? [x] : [])), 'outbox', byId).map(byId),
  );

  const timers = collectTimers(decisions);
  addRows('timers', timers.put);
  addRows('timerRevs', timers.revs);
  addRows('goneTimers', timers.gone);
  if (timers.revs.length + timers.gone.length > 0) addRows('lockTimers', timers.touched);

  const latest = (times: readonly string[]) => times.toSorted().at(-1);
  const purge = latest(decisions.flatMap((decision) => decision.purgeEventsBefore ?? []));
  if (purge !== undefined) add('purge', purge);
  const purgeUploads = latest(decisions.flatMap((decision) => decision.purgeUploadsBefore ?? []));
  if (purgeUploads !== undefined) add('purgeUploads', purgeUploads);

  const purgeCodes = latest(decisions.flatMap((decision) => decision.purgeCodesBefore ?? []));
  if (purgeCodes !== undefined) add('purgeCodes', purgeCodes);

  collectThreads(decisions, marks, lease, { addRows, addIds, once });
  return { parts, values };
}

/** A repeat of a timer is known by its row, which is gone: what came of it stands in the journal, and so many need not be remembered. */
const eventRows = ({ event, expects }: Decision): EventRow[] =>
  event.status === 'done' && expects.some(({ type }) => type === 'timer') ? [] : [event];

/** Bare ids: what was sent is in the lot. */
const gatheredRows = ({ event, gathered }: Decision): EventRow[] =>
  gathered
    .filter((id) => id !== event.id)
    .map((id) => ({ id, kind: event.kind, status: 'done', payload: null, error: null }));

/** Postgres silently loses the second write to one row of one statement, so two of them are an error of the program. */
function writtenOnce() {
  const seen = new Set<string>();
  return <T>(kind: string, key: string, row: T): T => {
    const name = `${kind} ${key}`;
    if (seen.has(name)) throw new Error(`two writes to one row in one statement: ${name}`);
    seen.add(name);
    return row;
  };
}

/** A decision may set again, or cancel, the very timer that it expects: the expectation stands for its deletion. */
function collectTimers(decisions: readonly Decision[]) {
  const once = writtenOnce();
  const revs: { key: string; rev: string }[] = [];
  const gone: string[] = [];
  const put = decisions.flatMap((decision) => {
    const expected = decision.expects.flatMap((x) => (x.type === 'timer' ? [{ key: x.key, rev: x.rev }] : []));
    revs.push(...expected);
    const own = writtenOnce();
    for (const timer of decision.timers) own('timer', timer.key, timer);
    for (const { key } of decision.cancel) own('timer', key, key);
    const set = new Set(decision.timers.map((timer) => timer.key));
    const dropped = new Set([...expected, ...decision.cancel].map(({ key }) => key));
    for (const key of new Set([...set, ...dropped])) once('timer', key, key);
    gone.push(...[...dropped].filter((key) => !set.has(key)));
    return decision.timers;
  });
  return {
    put,
    revs,
    gone,
    touched: [...new Set([...put.map((timer) => timer.key), ...revs.map((x) => x.key), ...gone])],
  };
}

interface Adding {
  addRows(part: Part, rows: readonly unknown[]): void;
  addIds(part: Part, ids: Iterable<string>): void;
  once<T>(kind: string, key: string, row: T): T;
}

function collectThreads(
  decisions: readonly Decision[],
  marks: Marks,
  lease: Lease,
  { addRows, addIds, once }: Adding,
): void {
  const threads = new Map(
    decisions.flatMap((decision) => decision.threads.map((thread) => [thread.id, thread] as const)),
  );
  const rows = Map.groupBy(
    decisions.flatMap((decision) => decision.outbox),
    (row) => row.threadId,
  );
  const strays = [...rows.keys()].filter((id) => !threads.has(id));
  if (strays.length > 0) throw new Error(`outbox rows go to threads that no decision lists: ${strays.join()}`);

  for (const mark of marks.rows) once('outbox', mark.id, mark);
  const threadMarks = new Map(marks.threads.map((mark) => [mark.threadId, once('thread mark', mark.threadId, mark)]));

  addRows(
    'threads',
    [...threads.values()].map((thread) =>
      threadRow(thread, rows.get(thread.id)?.length ?? 0, threadMarks.get(thread.id), lease),
    ),
  );
  // Places count up to the tail: the last row of a thread is at it.
  addRows(
    'outbox',
    [...rows.values()].flatMap((list) =>
      list.map((row, index) => placed(once('outbox', row.id, row), index + 1 - list.length)),
    ),
  );
  addRows('rowMarks', marks.rows.map(rowMark));
  // A thread that rows are written to is changed by that write alone, and a thread that grows is not given back.
  addRows(
    'threadMarks',
    marks.threads.filter((mark) => !rows.has(mark.threadId)),
  );
  const marked = [...marks.rows, ...marks.threads].map((mark) => mark.threadId);
  if (marked.length > 0) addIds('lockThreads', [...threads.keys(), ...marked]);
}

const placed = (row: OutboxRow, place: number) => ({ ...row, place });

const rowMark = (mark: RowMark) => ({ nativeId: null, error: null, ...mark });

function threadRow(thread: ThreadRef, count: number, mark: ThreadMark | undefined, { take }: Lease) {
  const { id, channel, address } = thread;
  const row = { id, channel, address, count, delayMs: 0 };
  if (count === 0) return { ...row, lease: 'none' };
  if (mark?.type === 'hold') return { ...row, lease: 'hold', delayMs: mark.delayMs };
  if (take.has(id)) return { ...row, lease: 'take' };
  return { ...row, lease: mark?.type === 'renew' ? 'renew' : 'none' };
}
