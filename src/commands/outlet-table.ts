/**
 * The table of outlets as people keep it in a spreadsheet: reading it with every mistake named by line and column, and writing it so
 * that reading gives the same outlets again.
 */
import { csvText } from '../documents/csv.ts';
import type { Outlet } from '../domain/outlet.ts';
import { looksLike, type OpenTable, openTable, quote, type TableSpec } from './table.ts';

const COLUMNS = ['code', 'name', 'aliases', 'region', 'zone'] as const;
type Column = (typeof COLUMNS)[number];

/** An outlet of the file, without the id, which the file does not know. */
export type Row = Omit<Outlet, 'id'>;

export interface Table {
  rows: Row[];
  /** One line for each bad row, or for the header. */
  wrong: string[];
}

const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  code: 'code storecode 编号 代码 编码 店号 门店编号 門店編號 編號 代碼 編碼 店號'.split(' '),
  name: 'name storename 名称 店名 门店名称 名稱 門店名稱'.split(' '),
  aliases: 'aliases alias 别名 別名'.split(' '),
  region: 'region area 区域 地区 大区 區域 地區 大區'.split(' '),
  zone: 'zone timezone 时区 時區'.split(' '),
};

const SPEC: TableSpec<Column> = {
  columns: COLUMNS,
  required: COLUMNS,
  headers: HEADERS,
  remedy: `the first line must be ${COLUMNS.join(',')} or 编号,名称,别名,区域,时区`,
  rows: 'a store on each line below',
};

/** In characters as people count them, roughly. */
const LENGTH_MAX: Readonly<Record<Column, number>> = { code: 40, name: 100, aliases: 1000, region: 100, zone: 60 };
const ALIAS_MAX = 100;
const ALIASES_MAX = 20;

/** Whether the text has the header of this table. */
export const looksLikeTable = (text: string): boolean => looksLike(text, SPEC);

export function readTable(text: string): Table {
  const table = openTable(text, SPEC);
  return 'refused' in table ? { rows: [], wrong: table.refused } : readRows(table);
}

function readRows({ records, title, cellOf, width, broken }: OpenTable<Column>): Table {
  const seen = new Map<string, number>();
  const rows: Row[] = [];
  const wrong: string[] = [];
  for (const { line, cells } of records) {
    const problems: string[] = [];
    const cell = (column: Column): string => cellOf(cells, column);
    for (const column of COLUMNS) {
      const trouble = troubleIn(column, cell(column));
      if (trouble) problems.push(`${title(column)}: ${trouble}`);
    }
    const before = seen.get(keyOf(cell('code')));
    if (before !== undefined && cell('code') !== '') {
      problems.push(
        `${title('code')}: ${quote(cell('code'))} is on line ${before} too; give each store its own, or remove one`,
      );
    } else seen.set(keyOf(cell('code')), line);
    if (cells.slice(width).some((extra) => extra !== '')) {
      problems.push(
        `${cells.length} cells where the header has ${width}; put a cell with ${'a separator in it'} into quotation marks`,
      );
    }
    if (problems.length > 0) wrong.push(`line ${line}, ${problems.join(' · ')}`);
    else {
      rows.push({
        code: cell('code'),
        name: cell('name'),
        aliases: readAliases(cell('aliases')),
        region: cell('region'),
        zone: readZone(cell('zone')) ?? '',
      });
    }
  }
  if (records.length === 0 && broken.length === 0)
    wrong.push('there is no store below the header; add one on each line');
  return { rows, wrong: [...wrong, ...broken] };
}

/** Codes are the same without regard to case, as they are in the database. */
export const keyOf = (code: string): string => code.toLowerCase();

/** What is invisible, breaks lines, or turns the direction of what follows. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

function troubleIn(column: Column, value: string): string | undefined {
  if (value === '' && (column === 'code' || column === 'name')) return `is empty; write the store’s ${column}`;
  const control = CONTROL.exec(value)?.[0];
  if (control === '\n') return 'has a line break in it; write it on one line';
  if (control) return `has an invisible character (${unicodeName(control)}); type the cell anew`;
  if (value.includes('\ufffd')) return 'has a character that an earlier conversion lost (�); type the cell anew';
  if (value.length > LENGTH_MAX[column]) {
    return `has ${value.length} characters; write ${LENGTH_MAX[column]} at most`;
  }
  if (column === 'aliases') {
    const aliases = readAliases(value);
    if (aliases.length > ALIASES_MAX) return `has ${aliases.length} names; write ${ALIASES_MAX} at most`;
    const long = aliases.find((alias) => alias.length > ALIAS_MAX);
    if (long) return `${quote(long)} has ${long.length} characters; write ${ALIAS_MAX} at most, with | between names`;
  }
  if (column === 'zone' && readZone(value) === undefined) {
    const what = value === '' ? 'is empty' : `${quote(value)} is not an IANA time zone`;
    return `${what}; write a name such as Asia/Shanghai`;
  }
  return undefined;
}

const unicodeName = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const readAliases = (value: string): string[] => [
  ...new Set(
    value
      .split(/[|｜;；]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
  ),
];

const zones = new Map<string, string | undefined>();

/** As it was written, but in the letters of the zone's name. Offsets know nothing of daylight saving. */
function readZone(value: string): string | undefined {
  if (!zones.has(value)) zones.set(value, zoneOf(value));
  return zones.get(value);
}

function zoneOf(value: string): string | undefined {
  if (!/^[a-z]/i.test(value)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions();
    return timeZone.toLowerCase() === value.toLowerCase() ? timeZone : value;
  } catch {
    return undefined;
  }
}

export function writeTable(outlets: readonly Outlet[]): string {
  const rows = outlets.map(({ code, name, aliases, region, zone }) => [code, name, aliases.join('|'), region, zone]);
  return [...csvText([COLUMNS, ...rows])].join('');
}
