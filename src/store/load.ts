/** The grouped read: everything that a group of events concerns, with the database's clock, in one prepared statement. */
import type { Answer, Conversation, Draft } from '../core/decision.ts';
import type { Loaded, LoadRef } from '../core/store.ts';
import type { Account, Person } from '../domain/person.ts';
import { objectText, rowsOf, tableText } from './columns.ts';
import { type Database, queryJson } from './database.ts';
import { isoTimeSql } from './iso-time.ts';
import * as schema from './schema.ts';

const REF = [
  { key: 'place', type: 'int' },
  { key: 'eventId', type: 'uuid' },
  { key: 'accountId', type: 'uuid' },
  { key: 'conversationId', type: 'uuid' },
  { key: 'seen', type: 'bigint' },
  { key: 'timerKey', type: 'text' },
  { key: 'timerRev', type: 'text' },
  { key: 'further', type: 'uuid[]' },
];

/** Looked up by its key for each ref: `offset 0` keeps the planner from reading the whole table instead, for a join. */
const oneRow = (table: string, id: string): string => `(select * from ${table} where id = ${id} offset 0)`;

const ANSWERS = `(select coalesce(json_agg(${objectText(tableText(schema.answer), 'a')} order by a.field), '[]')
from answer a where a.draft_id = d.id)`;

/** The drafts that the conversation's frames name, in the order of the frames. */
const DRAFTS = `(select coalesce(json_agg(json_build_object('draft', ${objectText(tableText(schema.draft), 'd')}, 'answers', ${ANSWERS})
order by f.place), '[]')
from jsonb_array_elements(c.frames) with ordinality f (frame, place)
cross join lateral ${oneRow('draft', "(f.frame ->> 'draft')::uuid")} d)`;

export const LOAD_TEXT = `select json_build_object('now', ${isoTimeSql('now()')}, 'rows', coalesce(json_agg(json_build_object(
'known', exists (select from event e where e.id = x."eventId"),
'account', case when a.id is not null then ${objectText(tableText(schema.account), 'a')} end,
'person', case when p.id is not null then ${objectText(tableText(schema.person), 'p')} end,
'unchanged', coalesce(c.seq = x.seen, false),
'conversation', case when c.id is not null and c.seq is distinct from x.seen then ${objectText(tableText(schema.conversation), 'c')} end,
'drafts', case when c.frames <> '[]' and c.seq is distinct from x.seen then ${DRAFTS} end,
'timerAlive', exists (select from timer t where t.key = x."timerKey" and t.rev = x."timerRev"),
'repeats', case when x.further is not null then (select json_agg(e.id) from event e where e.id = any(x.further)) end
) order by x.place), '[]'))::text
from ${rowsOf('$1', 'x', REF)}
left join lateral ${oneRow('account', 'x."accountId"')} a on true
left join lateral ${oneRow('person', 'a.person_id')} p on true
left join lateral ${oneRow('conversation', 'x."conversationId"')} c on true`;

interface Row {
  known: boolean;
  account: Account | null;
  person: Person | null;
  conversation: Conversation | null;
  drafts: { draft: Draft; answers: Answer[] }[] | null;
  unchanged: boolean;
  timerAlive: boolean;
  repeats: string[] | null;
}

export function loadParams(refs: readonly LoadRef[]): [string] {
  const asked = refs.map(({ timer, ...ref }, place) => ({ ...ref, place, timerKey: timer?.key, timerRev: timer?.rev }));
  return [JSON.stringify(asked)];
}

export async function load(database: Database, refs: readonly LoadRef[]): Promise<Loaded[]> {
  const { now, rows } = await queryJson<{ now: string; rows: Row[] }>(database, LOAD_TEXT, loadParams(refs));
  return rows.map((row) => ({
    now,
    known: row.known,
    account: row.account ?? undefined,
    person: row.person ?? undefined,
    conversation: row.conversation ?? undefined,
    drafts: row.drafts ?? [],
    unchanged: row.unchanged,
    timerAlive: row.timerAlive,
    repeats: row.repeats ?? [],
  }));
}
