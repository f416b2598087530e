/** Everything that is in a database, read by one statement, so that it is one moment even under load. */
import type { Database } from '../../src/store/database.ts';

/** Asks a database. */
export type Ask = (text: string) => Promise<string>;

type Row = Record<string, unknown>;

export interface Snapshot {
  event: { id: string; kind: string; status: string; at: string }[];
  journal: { id: string; seq: number; aggregate: string; event_id: string; kind: string; at: string; body: unknown }[];
  conversation: { id: string; seq: number; frames: { draft: string | null }[] }[];
  person: (Row & { id: string; seq: number })[];
  case_file: (Row & { id: string; seq: number; number: string; person_id: string; words: string })[];
  callback: (Row & { id: string; seq: number; person_id: string })[];
  callback_slot: { slot: string; place: number; callback_id: string }[];
  draft: (Row & { id: string; conversation_id: string })[];
  answer: (Row & { draft_id: string; field: string })[];
  timer: { key: string; rev: string; due_at: string; kind: string; ids: Record<string, string> }[];
  thread: { id: string; address: string; tail: number }[];
  outbox: OutboxRow[];
}

export interface OutboxRow {
  id: string;
  thread_id: string;
  seq: number;
  event_id: string;
  status: string;
  message: { text: string };
  replaces: string | null;
}

const COLUMNS: Readonly<Record<keyof Snapshot, string>> = {
  event: 'id, kind, status, at',
  journal: 'id, seq, aggregate, event_id, kind, at, body',
  conversation: 'id, seq, frames, thread_id, account_id',
  person: 'id, seq, role, language, name, phone, zone',
  case_file: '*',
  callback: '*',
  callback_slot: '*',
  draft: '*',
  answer: '*',
  timer: 'key, rev, due_at, kind, ids',
  thread: 'id, address, tail',
  outbox: 'id, thread_id, seq, event_id, status, message, replaces',
};

const SNAPSHOT = `select json_build_object(${Object.entries(COLUMNS)
  .map(
    ([table, columns]) => `'${table}', (select coalesce(json_agg(x), '[]') from (select ${columns} from ${table}) x)`,
  )
  .join(', ')})::text`;

export const snapshotOf = async (ask: Ask): Promise<Snapshot> => JSON.parse(await ask(SNAPSHOT));

/** Asks one of the store's own databases. */
export const asking =
  (database: Pick<Database, 'query'>): Ask =>
  async (text) =>
    String((await database.query(text, []))[0]?.[0]);
