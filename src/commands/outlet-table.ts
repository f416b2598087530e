/**
 * The table of outlets as people keep it in a spreadsheet: reading it with every mistake named by line and column, and writing it so
 * that reading gives the same outlets again.
 */
import { parse } from 'csv-parse/sync';
import { csvText, unguarded } from '../documents/csv.ts';
import type { Outlet } from '../domain/outlet.ts';

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

const NAMES: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) => HEADERS[column].map((name) => [name, column] as const)),
);

const HEADER_REMEDY = `the first line must be ${COLUMNS.join(',')} or 编号,名称,别名,区域,时区`;

/** Excel's choice among them depends on the language of its Windows. */
const DELIMITERS = [',', ';', '\t'] as const;

/** In characters as people count them, roughly. */
const LENGTH_MAX: Readonly<Record<Column, number>> = { code: 40, name: 100, aliases: 1000, region: 100, zone: 60 };
const ALIAS_MAX = 100;
const ALIASES_MAX = 20;

const columnOf = (header: string): Column | undefined =>
  NAMES.get(
    header
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_\-*]/g, ''),
  );

/** Whether the text has the header of this table. */
export const looksLikeTable = (text: string): boolean => bestHeader(text.slice(0, 4_000)).known >= 2;

export function readTable(text: string): Table {
  // The parser counts a CRLF inside quotes as two lines.
  const lines = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  if (lines.trim() === '')
    return { rows: [], wrong: [`the file is empty; ${HEADER_REMEDY}, with a store on each line below`] };
  const header = bestHeader(lines);
  if (header.known === 0) {
    const remedy = 'with commas, semicolons or tabs between the columns';
    return {
      rows: [],
      wrong: [`line ${header.line}: these are not the names of columns; ${HEADER_REMEDY}, ${remedy}`],
    };
  }
  const records = readRecords(lines, header.delimiter);
  const columns = readColumns(header, records.found);
  if (columns.wrong.length > 0) return { rows: [], wrong: columns.wrong };
  return readRows(records.found, columns.places, records.wrong);
}

interface Header {
  delimiter: string;
  line: number;
  cells: string[];
  /** How many of the cells name a column. */
  known: number;
}

function bestHeader(text: string): Header {
  const start = text.search(/\S/);
  const line = start === -1 ? 1 : text.slice(0, start).split('\n').length;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  const first = text.slice(lineStart, end === -1 ? undefined : end);
  const read = DELIMITERS.map((delimiter): Header => {
    const { found } = readRecords(first, delimiter);
    const cells = found[0]?.cells ?? [];
    return { delimiter, line, cells, known: cells.filter((cell) => columnOf(cell)).length };
  });
  return read.reduce((best, one) => (one.known > best.known ? one : best));
}

interface Cells {
  /** Where the record begins. */
  line: number;
  cells: string[];
}

/** Blank records are left out; the first one is the header. */
function readRecords(text: string, delimiter: string): { found: Cells[]; wrong: string[] } {
  const found: Cells[] = [];
  let next = 1;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // A stray quotation mark, as in `12" shop`, is a character like any other.
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        next = lines + 1;
        const line = lines - cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells: cells.map(plain) });
        return null;
      },
    });
    return { found, wrong: [] };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    const what = 'a quotation mark opens on this line or below and never closes, so nothing after it could be read';
    return { found, wrong: [`line ${next}: ${what}; close it, or remove it`] };
  }
}

function readColumns(header: Header, records: readonly Cells[]): { places: Map<Column, number>; wrong: string[] } {
  const places = new Map<Column, number>();
  const wrong: string[] = [];
  for (const [place, cell] of header.cells.entries()) {
    const column = columnOf(cell);
    // Excel keeps columns that were emptied.
    if (cell === '' && !records.some(({ cells }) => (cells[place] ?? '') !== '')) continue;
    if (!column) wrong.push(`line ${header.line}, ${quote(cell)}: there is no such column; remove it, or rename it`);
    else if (places.has(column)) {
      wrong.push(`line ${header.line}, ${quote(cell)}: the column ${column} is there twice; remove one of them`);
    } else places.set(column, place);
  }
  const missing = COLUMNS.filter((column) => !places.has(column));
  if (missing.length > 0) {
    const said = missing.map((column) => `${column} (${HEADERS[column].find((name) => /\p{Script=Han}/u.test(name))})`);
    wrong.push(`line ${header.line}: missing: ${said.join(', ')}; ${HEADER_REMEDY}`);
  }
  return { places, wrong };
}

function readRows(records: readonly Cells[], places: ReadonlyMap<Column, number>, broken: readonly string[]): Table {
  const [header, ...others] = records;
  const title = (column: Column): string => header?.cells[places.get(column) ?? -1] ?? column;
  const width = header?.cells.length ?? 0;
  const seen = new Map<string, number>();
  const rows: Row[] = [];
  const wrong: string[] = [];
  for (const { line, cells } of others) {
    const problems: string[] = [];
    const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
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
  if (others.length === 0 && broken.length === 0)
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

/** What a cell says. */
const plain = (cell: string): string => unguarded(cell.trim());

export function writeTable(outlets: readonly Outlet[]): string {
  const rows = outlets.map(({ code, name, aliases, region, zone }) => [code, name, aliases.join('|'), region, zone]);
  return [...csvText([COLUMNS, ...rows])].join('');
}

/** A value of the file in a message of one line. */
export function quote(value: string): string {
  const shown = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return `“${shown.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}]/gu, '�')}”`;
}
