/**
 * Tables as CSV that Excel opens as it should: UTF-8 with its mark, CRLF (RFC 4180), and no cell that it takes for a formula. Rows come in
 * one by one and text goes out in pieces, so that a table of any length takes little memory.
 */
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';

/** A number is written as one, so that it can be summed; null is an empty cell. */
export type Cell = string | number | null;
export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

/** Rows that become text at a time: more only make more garbage at once. */
const BLOCK = 50;

/**
 * What a spreadsheet may take for a formula, or for a cell that becomes one: see OWASP, “CSV Injection”
 * (https://owasp.org/www-community/attacks/CSV_Injection), with the full-width forms and what stands behind blanks and apostrophes.
 */
const FORMULA = /^['\s\p{Cf}]*[=+\-@＝＋－＠]|^'*[\t\r\n]/u;

/** The apostrophe says that the cell is text; more of them are the cell's own. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** What a guarded cell says. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** The whole table in pieces, the mark of UTF-8 first. */
export function* csvText(rows: Iterable<readonly Cell[]>): Generator<string> {
  yield '\ufeff';
  let block: (readonly Cell[])[] = [];
  for (const row of rows) {
    block.push(row);
    if (block.length < BLOCK) continue;
    yield textOf(block);
    block = [];
  }
  yield textOf(block);
}

/** The same as bytes, from rows that may have to be waited for. */
export async function* csvBytes(rows: Rows): AsyncGenerator<Uint8Array> {
  yield encoder.encode('\ufeff');
  let block: (readonly Cell[])[] = [];
  for await (const row of rows) {
    block.push(row);
    if (block.length < BLOCK) continue;
    yield encoder.encode(textOf(block));
    block = [];
    // A long table is made in between what else there is to do.
    await setImmediate();
  }
  yield encoder.encode(textOf(block));
}

/** The same as one file, for what is kept whole anyway. */
export async function csvFile(rows: Rows): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of csvBytes(rows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const encoder = new TextEncoder();

function textOf(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guarded(cell) : finite(cell))));
  return stringify(cells, { quoted_string: true, record_delimiter: '\r\n' });
}

const finite = (cell: number | null): number | null => (Number.isFinite(cell) ? cell : null);
