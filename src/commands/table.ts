/** A table as people keep it in a spreadsheet, whatever is in it: which separator and columns it has, and what each cell says. */
import { parse } from 'csv-parse/sync';
import { unguarded } from '../documents/csv.ts';

export interface TableSpec<C extends string> {
  columns: readonly C[];
  required: readonly C[];
  /** What people call them, folded as by `columnOf`. */
  headers: Readonly<Record<C, readonly string[]>>;
  /** What the header must be, for one line of the operator's. */
  remedy: string;
  /** What stands below it. */
  rows: string;
}

export interface OpenTable<C extends string> {
  /** Without the header and without blank ones. */
  records: Cells[];
  /** As it is called in the file. */
  title(column: C): string;
  cellOf(cells: readonly string[], column: C): string;
  /** Of the header. */
  width: number;
  /** What could not be read. */
  broken: string[];
}

export interface Cells {
  /** Where the record begins. */
  line: number;
  cells: string[];
}

/** Excel's choice among them depends on the language of its Windows. */
const DELIMITERS = [',', ';', '\t'] as const;

/** Whether the text has the header of such a table. */
export const looksLike = <C extends string>(text: string, spec: TableSpec<C>): boolean =>
  bestHeader(text.slice(0, 4_000), spec).known >= 2;

/** `refused`: a line for each thing that keeps it from being read at all. */
export function openTable<C extends string>(text: string, spec: TableSpec<C>): OpenTable<C> | { refused: string[] } {
  // The parser counts a CRLF inside quotes as two lines.
  const lines = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  if (lines.trim() === '') return { refused: [`the file is empty; ${spec.remedy}, with ${spec.rows}`] };
  const header = bestHeader(lines, spec);
  if (header.known === 0) {
    const remedy = 'with commas, semicolons or tabs between the columns';
    return { refused: [`line ${header.line}: these are not the names of columns; ${spec.remedy}, ${remedy}`] };
  }
  const read = readRecords(lines, header.delimiter);
  const { places, wrong } = readColumns(header, read.found, spec);
  if (wrong.length > 0) return { refused: wrong };
  const [first, ...records] = read.found;
  return {
    records,
    title: (column) => first?.cells[places.get(column) ?? -1] ?? column,
    cellOf: (cells, column) => cells[places.get(column) ?? -1] ?? '',
    width: first?.cells.length ?? 0,
    broken: read.wrong,
  };
}

function columnOf<C extends string>(header: string, { columns, headers }: TableSpec<C>): C | undefined {
  const name = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-*]/g, '');
  return columns.find((column) => headers[column].includes(name));
}

interface Header {
  delimiter: string;
  line: number;
  cells: string[];
  /** How many of the cells name a column. */
  known: number;
}

function bestHeader<C extends string>(text: string, spec: TableSpec<C>): Header {
  const start = text.search(/\S/);
  const line = start === -1 ? 1 : text.slice(0, start).split('\n').length;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  const first = text.slice(lineStart, end === -1 ? undefined : end);
  const read = DELIMITERS.map((delimiter): Header => {
    const { found } = readRecords(first, delimiter);
    const cells = found[0]?.cells ?? [];
    return { delimiter, line, cells, known: cells.filter((cell) => columnOf(cell, spec)).length };
  });
  return read.reduce((best, one) => (one.known > best.known ? one : best));
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

function readColumns<C extends string>(
  header: Header,
  records: readonly Cells[],
  spec: TableSpec<C>,
): { places: Map<C, number>; wrong: string[] } {
  const places = new Map<C, number>();
  const wrong: string[] = [];
  for (const [place, cell] of header.cells.entries()) {
    const column = columnOf(cell, spec);
    // Excel keeps columns that were emptied.
    if (cell === '' && !records.some(({ cells }) => (cells[place] ?? '') !== '')) continue;
    if (!column) wrong.push(`line ${header.line}, ${quote(cell)}: there is no such column; remove it, or rename it`);
    else if (places.has(column)) {
      wrong.push(`line ${header.line}, ${quote(cell)}: the column ${column} is there twice; remove one of them`);
    } else places.set(column, place);
  }
  const missing = spec.required.filter((column) => !places.has(column));
  if (missing.length > 0) {
    const said = missing.map(
      (column) => `${column} (${spec.headers[column].find((name) => /\p{Script=Han}/u.test(name))})`,
    );
    wrong.push(`line ${header.line}: missing: ${said.join(', ')}; ${spec.remedy}`);
  }
  return { places, wrong };
}

/** What a cell says. */
const plain = (cell: string): string => unguarded(cell.trim());

/** A value of the file in a message of one line. */
export function quote(value: string): string {
  const shown = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return `“${shown.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}]/gu, '�')}”`;
}
