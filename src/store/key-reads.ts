/**
 * Rows that are looked up by a key: all that are asked for at one moment come with one statement, whoever asks. A group of events decides at
 * the same time and mostly wants the same kinds of rows, so this is a few questions for a group instead of a few for each event.
 */
import type { ThreadRef } from '../core/event.ts';
import type { Callback } from '../domain/callback.ts';
import type { Case } from '../domain/case.ts';
import type { Account, Person } from '../domain/person.ts';
import { callbackOf } from './callback-rows.ts';
import { objectText, rowsOf, type TableText, tableText } from './columns.ts';
import { type Database, queryJson } from './database.ts';
import { isoTimeSql } from './iso-time.ts';
import * as schema from './schema.ts';

/** Ids come from buttons too; what is no id names nothing, and must not reach a column of ids. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

/** `offset 0` keeps the planner from reading the whole table instead, for a join. */
const byKeys = (table: TableText, column: string, order: string): string =>
  `select coalesce(json_agg(${objectText(table, 't')} order by ${order}), '[]')::text
from unnest($1::text::uuid[]) x (key) cross join lateral (select * from "${table.name}" where ${column} = x.key offset 0) t`;

const CALLBACK = tableText(schema.callback);

/** As many open callbacks of someone are read; the one that begins first stands first. */
const OPEN_CALLBACKS_MAX = 500;

const openCallbacksBy = (column: 'owner_id' | 'person_id', which: string): string =>
  `select coalesce(json_agg(${objectText(CALLBACK, 't')} order by t.time_window ->> 'from', t.id), '[]')::text
from unnest($1::text::uuid[]) x (key) cross join lateral (select * from callback where ${column} = x.key and ${which}
order by time_window ->> 'from' desc, id limit ${OPEN_CALLBACKS_MAX}) t`;

const THREAD = tableText(schema.thread, schema.KEPT_COLUMNS.thread);

/** Whom someone was last written with, not in the threads `without`, by one account or any. */
interface DirectPlace {
  personId: string;
  without: readonly string[];
  accountId: string | undefined;
}

const DIRECT_THREADS = `select coalesce(json_agg(json_build_object('place', x.place, 'thread', ${objectText(THREAD, 't')})), '[]')::text
from ${rowsOf('$1', 'x', [
  { key: 'place', type: 'int' },
  { key: 'personId', type: 'uuid' },
  { key: 'without', type: 'uuid[]' },
  { key: 'accountId', type: 'uuid' },
])}
cross join lateral (select th.* from account a join conversation c on c.account_id = a.id join thread th on th.id = c.thread_id
where a.person_id = x."personId" and (x."accountId" is null or a.id = x."accountId") and th.id <> all(x.without)
order by c.updated_at desc limit 1) t`;

const LAST_WROTE = `select coalesce(json_agg(json_build_object('id', x.key, 'at', ${isoTimeSql('t.at')})), '[]')::text
from unnest($1::text::uuid[]) x (key) cross join lateral (select c.updated_at as at from account a
join conversation c on c.account_id = a.id where a.person_id = x.key order by c.updated_at desc limit 1) t`;

export function createKeyReads(database: Database) {
  /** One row for each id. */
  function rowOf<T extends { id: string }>(table: TableText): (id: string) => Promise<T | undefined> {
    const text = byKeys(table, 'id', 't.id');
    const find = together(async (ids: readonly string[]) => {
      const rows = await queryJson<T[]>(database, text, [`{${ids.join()}}`]);
      return new Map(rows.map((row) => [row.id, row]));
    });
    // The database prints ids in one way only.
    return async (id) => (isId(id) ? await find(id.toLowerCase()) : undefined);
  }

  const accounts = byKeys(tableText(schema.account), 'person_id', 't.id');
  const accountsOf = together(async (ids: readonly string[]) =>
    Map.groupBy(await queryJson<Account[]>(database, accounts, [`{${ids.join()}}`]), ({ personId }) => personId),
  );
  const directThread = together(async (asked: readonly string[]) => {
    const places = asked.map((key, place) => {
      const wanted: DirectPlace = JSON.parse(key);
      return { place, ...wanted };
    });
    type Found = { place: number; thread: ThreadRef };
    const found = await queryJson<Found[]>(database, DIRECT_THREADS, [JSON.stringify(places)]);
    return new Map(found.map(({ place, thread }) => [asked[place] ?? '', thread]));
  });
  const callback = rowOf<Callback>(CALLBACK);
  const openCallbacks = (column: 'owner_id' | 'person_id', key: 'ownerId' | 'personId', which: string) =>
    together(async (ids: readonly string[]) => {
      const rows = await queryJson<Callback[]>(database, openCallbacksBy(column, which), [`{${ids.join()}}`]);
      return Map.groupBy(rows.map(callbackOf), (row) => row[key] ?? '');
    });
  const open = {
    agent: openCallbacks('owner_id', 'ownerId', 'ended_at is null'),
    person: openCallbacks('person_id', 'personId', "(ended_at is null or told ->> 'owed' is not null)"),
  };
  const lastWrote = together(async (ids: readonly string[]) => {
    const found = await queryJson<{ id: string; at: string }[]>(database, LAST_WROTE, [`{${ids.join()}}`]);
    return new Map(found.map(({ id, at }) => [id, at]));
  });
  return {
    person: rowOf<Person>(tableText(schema.person)),
    caseById: rowOf<Case>(tableText(schema.caseFile)),
    thread: rowOf<ThreadRef>(THREAD),
    callbackById: async (id: string): Promise<Callback | undefined> => {
      const found = await callback(id);
      return found && callbackOf(found);
    },
    openCallbacksOf: async (side: 'agent' | 'person', personId: string): Promise<Callback[]> =>
      isId(personId) ? ((await open[side](personId.toLowerCase())) ?? []) : [],
    lastWrote: async (personId: string): Promise<string | undefined> =>
      isId(personId) ? await lastWrote(personId.toLowerCase()) : undefined,
    accountsOf: async (personId: string): Promise<Account[]> =>
      isId(personId) ? ((await accountsOf(personId.toLowerCase())) ?? []) : [],
    directThread: async (
      personId: string,
      without: readonly string[],
      accountId?: string,
    ): Promise<ThreadRef | undefined> =>
      isId(personId) ? await directThread(JSON.stringify({ personId, without, accountId })) : undefined,
  };
}

/**
 * One question for all who ask before the event loop goes on: `nextTick` comes when every promise that could be settled by then has been.
 * Nothing is kept after it, and nobody gets an answer to a question that was sent before they asked.
 */
function together<T>(ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>) {
  let gathering: { keys: Set<string>; answer: Promise<ReadonlyMap<string, T>> } | undefined;
  return async (key: string): Promise<T | undefined> => {
    if (!gathering) {
      const keys = new Set<string>();
      const { promise: answer, resolve } = Promise.withResolvers<ReadonlyMap<string, T>>();
      gathering = { keys, answer };
      process.nextTick(() => {
        gathering = undefined;
        resolve(ask([...keys]));
      });
    }
    gathering.keys.add(key);
    return (await gathering.answer).get(key);
  };
}
