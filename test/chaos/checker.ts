/** Compares what is there with what must be there, and counts. Every number but `accepted` and `resent` should be 0. */

import { isDeepStrictEqual } from 'node:util';
import { createBot } from '../../src/flows/bot.ts';
import type { Model } from './model.ts';
import type { OutboxRow, Snapshot } from './snapshot.ts';
import { type Arrival, idOfLine, type Line } from './world.ts';

export interface Counts {
  accepted: number;
  lost: number;
  duplicated: number;
  torn: number;
  unsent: number;
  resent: number;
  outOfOrder: number;
  /** Reminders before their time. */
  early: number;
}

export interface Evidence {
  accepted: readonly Line[];
  arrivals: readonly Arrival[];
  actual: Snapshot;
  model: Model;
  /** Events that were twice said to have happened just now. */
  happenedAgain: readonly number[];
  /** What was seen on the way: events missing, rows torn, and messages sent again whose mark was written. */
  seen?: { lost: Iterable<string>; torn: Iterable<string>; resentMarked: Iterable<string> };
}

export interface Findings extends Counts {
  /** The first few of each kind, for people. */
  details: string[];
}

/** Names of what is wrong, by kind; each name counts once. */
type Wrong = Record<'lost' | 'duplicated' | 'torn' | 'unsent' | 'outOfOrder' | 'early', Set<string>>;

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => Map.groupBy(rows, key);

export function check(evidence: Evidence): Findings {
  const { accepted, arrivals, seen } = evidence;
  const wrong: Wrong = {
    lost: new Set(seen?.lost),
    duplicated: new Set(),
    torn: new Set([...tornIn(evidence.actual, evidence.model.fired), ...(seen?.torn ?? [])]),
    unsent: new Set(),
    outOfOrder: new Set(),
    early: new Set(),
  };
  checkEvents(evidence, wrong);
  checkTurns(evidence, wrong);
  checkStates(evidence, wrong);
  checkTransport(evidence, wrong);
  const ids = new Set(arrivals.map(({ id }) => id));
  return {
    accepted: accepted.length,
    lost: wrong.lost.size,
    duplicated: wrong.duplicated.size,
    torn: wrong.torn.size,
    unsent: wrong.unsent.size,
    resent: arrivals.length - ids.size,
    outOfOrder: wrong.outOfOrder.size,
    early: wrong.early.size,
    details: Object.entries(wrong).flatMap(([kind, names]) => [...names].slice(0, 5).map((name) => `${kind}: ${name}`)),
  };
}

/** What one event wrote, by names that say the same in model and database. */
function effectsByEvent(snapshot: Snapshot): Map<string, string[]> {
  const effects = [
    ...snapshot.journal.map((entry) => {
      const body = JSON.stringify(entry.body);
      return [entry.event_id, `journal ${entry.aggregate} ${entry.id} ${entry.kind} ${body}`] as const;
    }),
    ...snapshot.outbox.map((row) => [row.event_id, outboxName(row)] as const),
  ];
  return new Map([...groupBy(effects, ([id]) => id)].map(([id, list]) => [id, list.map(([, name]) => name)]));
}

const outboxName = ({ id, thread_id, message, replaces }: OutboxRow): string =>
  `outbox ${id} ${thread_id} ${replaces} ${JSON.stringify(message)}`;

function checkEvents({ accepted, actual, model, happenedAgain }: Evidence, wrong: Wrong): void {
  const rows = groupBy(actual.event, ({ id }) => id);
  const found = effectsByEvent(actual);
  const wanted = effectsByEvent(model);
  const names = new Map(accepted.map((line) => [idOfLine(line), `event ${line.n}`]));
  for (const [id, { kind }] of model.fired) names.set(id, `timer ${kind}`);
  for (const [id, name] of names) {
    const [row] = rows.get(id) ?? [];
    const have = [...(found.get(id) ?? [])];
    const missing = (wanted.get(id) ?? []).filter((name) => {
      const at = have.indexOf(name);
      if (at >= 0) have.splice(at, 1);
      return at < 0;
    });
    const isTimer = model.fired.has(id);
    const happened = isTimer ? (found.get(id) ?? []).length > 0 : row !== undefined;
    const isDone = isTimer ? row === undefined || row.status === 'done' : row?.status === 'done';
    if (!isDone || missing.length > 0) wrong.lost.add(`${name} ${id} (${row?.status}): ${missing[0]}`);
    if (happened && missing.length > 0) wrong.torn.add(`${name} ${id}: ${missing[0]}`);
    for (const extra of have) wrong.duplicated.add(`${name} ${id}: ${extra}`);
    if (!row && !isTimer && (found.get(id) ?? []).length > 0)
      wrong.torn.add(`${name} ${id}: effects without their event`);
  }
  for (const { event_id, at } of actual.journal) {
    const dueAt = model.fired.get(event_id)?.dueAt;
    if (dueAt && Date.parse(at) < Date.parse(dueAt)) wrong.early.add(`reminder ${event_id} at ${at}, due at ${dueAt}`);
  }
  for (const n of happenedAgain) wrong.duplicated.add(`event ${n} happened again`);
  for (const { id, kind } of actual.event) {
    if (!names.has(id) && !RECURRING.has(kind)) wrong.torn.add(`event ${id} (${kind}): nobody caused it`);
  }
}

/** The regular clean-up, the reports and the registers come by themselves. */
const RECURRING = createBot().recurring ?? new Set<string>();
const INPUTS = new Set(['message', 'command', 'action', 'dialog']);

/** Within a chat, events come in the order in which they were handed in; their numbers say it. */
function checkTurns({ accepted, actual }: Evidence, wrong: Wrong): void {
  const numbers = new Map(accepted.map((line) => [idOfLine(line), line.n]));
  const turns = actual.journal.filter(({ aggregate }) => aggregate === 'conversation');
  for (const [id, entries] of groupBy(turns, (entry) => entry.id)) {
    let newest = 0;
    for (const { event_id, seq } of entries.toSorted((a, b) => Number(a.seq) - Number(b.seq))) {
      const n = numbers.get(event_id) ?? newest;
      if (n < newest) wrong.outOfOrder.add(`turn ${seq} of conversation ${id} came before an earlier event`);
      newest = n;
    }
  }
}

/** States must be what the events lead to. */
function checkStates({ actual, model }: Evidence, wrong: Wrong): void {
  const compare = <T>(name: string, table: (snapshot: Snapshot) => readonly T[], key: (row: T) => string) => {
    const found = new Map(table(actual).map((row) => [key(row), row]));
    for (const row of table(model)) {
      const other = found.get(key(row));
      found.delete(key(row));
      if (!other) wrong.lost.add(`${name} ${key(row)} is missing`);
      else if (!isDeepStrictEqual(withoutClock(other), withoutClock(row)))
        wrong.torn.add(`${name} ${key(row)} differs in ${differences(withoutClock(other), withoutClock(row))}`);
    }
    for (const one of found.keys()) wrong.duplicated.add(`${name} ${one} is too many`);
  };
  compare(
    'conversation',
    (x) => x.conversation,
    (row) => row.id,
  );
  compare(
    'person',
    (x) => x.person,
    (row) => row.id,
  );
  compare(
    'case',
    (x) => x.case_file,
    (row) => row.id,
  );
  compare(
    'callback',
    (x) => x.callback,
    (row) => row.id,
  );
  // Which of the places of a slot it is depends on who was first.
  compare(
    'slot',
    (x) => x.callback_slot.map(({ slot, callback_id }) => ({ slot, callback_id })),
    (row) => row.callback_id,
  );
  compare(
    'draft',
    (x) => x.draft,
    (row) => row.id,
  );
  compare(
    'answer',
    (x) => x.answer,
    (row) => `${row.draft_id} ${row.field}`,
  );
  compare(
    'timer',
    (x) => x.timer.filter(({ kind }) => !RECURRING.has(kind)),
    (row) => row.key,
  );
}

/** Moments may be printed in different zones. */
const withoutClock = (row: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(row), (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/.test(value)
      ? new Date(value).toISOString()
      : value,
  );

/** The names of the columns; what they hold is somebody's. */
const differences = (one: Record<string, unknown>, other: Record<string, unknown>): string =>
  Object.keys({ ...one, ...other })
    .filter((column) => !isDeepStrictEqual(one[column], other[column]))
    .join(', ');

/**
 * What is partial whatever was accepted: gaps, orphans, states that are not at their journal's end. Timers leave no row of their event, so
 * that an effect has none is known of turns, and of all else where it is known which timers went off.
 */
export function tornIn(snapshot: Snapshot, fired?: ReadonlyMap<string, unknown>): string[] {
  const { event, journal, conversation, person, case_file, callback, draft, answer, thread, outbox } = snapshot;
  const torn: string[] = [];
  const events = new Set(event.map(({ id }) => id));
  const isCaused = (id: string, byPerson = false): boolean =>
    events.has(id) || (!byPerson && (fired === undefined || fired.has(id)));
  for (const { event_id, id, seq, aggregate } of journal)
    if (!isCaused(event_id, aggregate === 'conversation')) torn.push(`journal ${id} ${seq} has no event`);
  for (const { event_id, id } of outbox) if (!isCaused(event_id)) torn.push(`outbox ${id} has no event`);
  const turns = new Set(journal.filter(({ aggregate }) => aggregate === 'conversation').map((entry) => entry.event_id));
  for (const { id, kind, status } of event) {
    if (INPUTS.has(kind) && status === 'done' && !turns.has(id)) torn.push(`event ${id} has no turn`);
  }
  const journals = groupBy(journal, ({ id }) => id);
  for (const [name, rows] of Object.entries({ conversation, person, case_file, callback })) {
    for (const { id, seq } of rows) {
      const seqs = (journals.get(id) ?? []).map((entry) => Number(entry.seq));
      // Who was there from the beginning has no journal yet.
      if (name === 'person' && seqs.length === 0 && Number(seq) === 1) continue;
      if (!isRow(seqs) || seqs.length !== Number(seq)) torn.push(`${name} ${id} is at ${seq}, its journal at ${seqs}`);
    }
  }
  const states = new Set([...conversation, ...person, ...case_file, ...callback].map(({ id }) => id));
  for (const id of journals.keys()) if (!states.has(id)) torn.push(`journal ${id} has no state`);
  const drafts = new Set(draft.map(({ id }) => id));
  for (const one of answer)
    if (!drafts.has(one.draft_id)) torn.push(`answer ${one.draft_id} ${one.field} has no draft`);
  for (const { id, frames } of conversation) {
    for (const frame of frames) if (frame.draft && !drafts.has(frame.draft)) torn.push(`conversation ${id}: no draft`);
  }
  const people = new Set(person.map(({ id }) => id));
  for (const one of case_file) if (!people.has(one.person_id)) torn.push(`case ${one.number} has no person`);
  for (const one of callback) if (!people.has(one.person_id)) torn.push(`callback ${one.id} has no person`);
  const rows = groupBy(outbox, (row) => row.thread_id);
  for (const { id, tail } of thread) {
    const seqs = (rows.get(id) ?? []).map(({ seq }) => Number(seq));
    if (!isRow(seqs) || seqs.length !== Number(tail))
      torn.push(`thread ${id} ends at ${tail}, with ${seqs.length} rows`);
  }
  const threads = new Set(thread.map(({ id }) => id));
  for (const id of rows.keys()) if (!threads.has(id)) torn.push(`outbox rows of ${id} have no thread`);
  return torn;
}

/** 1, 2, 3 … in whichever order. */
const isRow = (seqs: readonly number[]): boolean =>
  seqs.toSorted((a, b) => a - b).every((seq, index) => seq === index + 1);

function checkTransport({ actual, arrivals, seen }: Evidence, wrong: Wrong): void {
  const rows = new Map(actual.outbox.map((row) => [row.id, row]));
  const arrived = new Set(arrivals.map(({ id }) => id));
  for (const { id, status } of rows.values()) {
    if (status !== 'sent' || !arrived.has(id)) wrong.unsent.add(`outbox ${id} is ${status}`);
  }
  const newest = new Map<string, number>();
  const first = new Set<string>();
  const byProcess = new Set<string>();
  for (const { id, pid, replaces, text } of arrivals) {
    const row = rows.get(id);
    if (!row) {
      wrong.torn.add(`arrival ${id} was never written`);
      continue;
    }
    if (row.message.text !== text || row.replaces !== replaces) wrong.torn.add(`arrival ${id} is not what was written`);
    // A process knows what it has sent.
    if (byProcess.has(`${pid} ${id}`)) wrong.duplicated.add(`arrival ${id} was sent twice by process ${pid}`);
    byProcess.add(`${pid} ${id}`);
    if (first.has(id)) continue;
    first.add(id);
    if (Number(row.seq) < (newest.get(row.thread_id) ?? 0)) wrong.outOfOrder.add(`arrival ${id} at ${row.seq}`);
    newest.set(row.thread_id, Math.max(Number(row.seq), newest.get(row.thread_id) ?? 0));
  }
  for (const id of seen?.resentMarked ?? []) wrong.duplicated.add(`arrival ${id} was sent again though it was marked`);
}
