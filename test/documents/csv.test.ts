/** Tables as CSV: what a spreadsheet and any other reader make of them, and that no cell becomes a formula. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, csvBytes, csvFile, csvText, guarded, unguarded } from '../../src/documents/csv.ts';

const written = (rows: Iterable<readonly Cell[]>): string => [...csvText(rows)].join('');
const read = (text: string): string[][] =>
  parse(text, { bom: true, record_delimiter: '\r\n', relax_column_count: true });

describe('a table', () => {
  it('has the mark of UTF-8, CRLF, and quotes around words but not around numbers', () => {
    expect(
      written([
        ['门店', 'n'],
        ['a "b", c\nd', -1.5],
        ['', null],
      ]),
    ).toBe('\ufeff"门店","n"\r\n"a ""b"", c\nd",-1.5\r\n"",\r\n');
  });

  it('leaves a cell empty for what is no number', () => {
    expect(written([[Number.NaN, Number.POSITIVE_INFINITY, 0]])).toBe('\ufeff,,0\r\n');
  });

  it('without rows is an empty file that is still UTF-8', () => {
    expect(written([])).toBe('\ufeff');
  });

  it('is the same in pieces, from rows that have to be waited for', async () => {
    const rows = Array.from({ length: 1_234 }, (_, i): Cell[] => [i, `第${i}行`]);
    async function* late() {
      yield* rows;
    }
    const text = written(rows);
    expect(read(text)).toHaveLength(1_234);
    expect(Buffer.from(await csvFile(rows)).toString()).toBe(text);
    expect(Buffer.from(await csvFile(late())).toString()).toBe(text);
  });

  it('is written while its rows are still read, so that none are collected', async () => {
    let taken = 0;
    function* endless(): Generator<Cell[]> {
      for (; ; taken += 1) yield [taken];
    }
    const chunks = csvBytes(endless());
    for (let i = 0; i < 4; i += 1) await chunks.next();
    expect(taken).toBeLessThan(5_000);
    await chunks.return(undefined);
  });
});

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\tx',
    '\rx',
    '\nx',
    ' =1',
    '\u3000=1',
    '\u200b=1',
    '\ufeff=1',
    "'=x",
    "' =x",
  ])('that says %j is text', (text) => {
    expect(read(written([[text]]))).toEqual([[`'${text}`]]);
  });

  it.each(['', '门店', 'a=b', '1-1', "it's", "'quoted'", '3 - 1', '.5'])('that says %j is left as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it('says after reading what it said before, and never begins a formula', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['\s]{0,3}[=+\-@＝＋－＠",;a店]{0,4}$/));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const cells = read(written(rows));
        expect(cells.map((row) => row.map(unguarded))).toEqual(rows);
        for (const cell of cells.flat()) expect(cell.trim()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    );
  });
});
