/** The schema as pieces of SQL text: what `statement.ts` and `load.ts` are generated from, so that a new column can't be forgotten. */
import type { PgTable } from 'drizzle-orm/pg-core';
import { orm, pgCore } from './drizzle.ts';
import { isoTimeSql } from './iso-time.ts';

interface Column {
  /** The key of the row type. */
  key: string;
  name: string;
  type: string;
}

export interface TableText {
  name: string;
  columns: Column[];
  /** Names of the primary key's columns. */
  keys: string[];
}

/** The columns that row types have; `kept` ones are the store's own. */
export function tableText(table: PgTable, kept: readonly string[] = []): TableText {
  const { name, primaryKeys, columns: all } = pgCore.getTableConfig(table);
  const written = Object.entries(orm.getTableColumns(table)).filter(([key]) => !kept.includes(key));
  for (const [key, column] of written) {
    // JSON null is not DEFAULT: such a column would silently never get its default.
    if (column.hasDefault) throw new Error(`${name}.${key} is written by rows, so its default would never apply`);
  }
  return {
    name,
    columns: written.map(([key, column]) => ({ key, name: column.name, type: column.getSQLType() })),
    keys: [...all.filter((column) => column.primary), ...primaryKeys.flatMap((key) => key.columns)].map((c) => c.name),
  };
}

const quoted = (name: string): string => `"${name}"`;

export const list = (items: readonly string[]): string => items.join(', ');

/** `jsonb_to_recordset($1::text::jsonb) as x("personId" uuid, …)`: the rows of a JSON parameter. */
export function rowsOf(param: string, alias: string, columns: readonly { key: string; type: string }[]): string {
  const typed = columns.map((column) => `${quoted(column.key)} ${column.type}`);
  return `jsonb_to_recordset(${param}::text::jsonb) as ${alias}(${list(typed)})`;
}

/** `insert into … select … from …` of a JSON parameter, in the order of the key, so that no two statements lock each other out. */
export function insertText(table: TableText, param: string, where = ''): string {
  const into = list(table.columns.map((column) => quoted(column.name)));
  const values = list(table.columns.map((column) => `x.${quoted(column.key)}`));
  const order = list(table.columns.filter((c) => table.keys.includes(c.name)).map((c) => `x.${quoted(c.key)}`));
  return `insert into ${quoted(table.name)} (${into}) select ${values} from ${rowsOf(param, 'x', table.columns)} ${where} order by ${order}`;
}

/** The same, replacing rows of the same key. `also` are further assignments. */
export function putText(table: TableText, param: string, also: readonly string[] = []): string {
  const names = table.columns.map((column) => column.name).filter((name) => !table.keys.includes(name));
  const assignments = [...names.map((name) => `${quoted(name)} = excluded.${quoted(name)}`), ...also];
  return `${insertText(table, param)} on conflict (${list(table.keys.map(quoted))}) do update set ${list(assignments)}`;
}

/** A row of `alias` as a JSON object with the keys of its row type. */
export function objectText(table: TableText, alias: string): string {
  const pairs = table.columns.map((column) => {
    const value = `${alias}.${quoted(column.name)}`;
    return `'${column.key}', ${column.type.startsWith('timestamp') ? isoTimeSql(value) : value}`;
  });
  return `json_build_object(${list(pairs)})`;
}
