/** What an import of deliveries says before it writes, that the lines which are right go in, and that it may be run again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importDeliveries } from '../../src/commands/deliveries.ts';
import { dateAt } from '../../src/domain/business-time.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { anOutlet } from '../store/rows.ts';
import { emptyTables, openMigratedDatabase } from '../support/store.ts';

const zone = 'Asia/Shanghai';
let database: Database;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyTables(database);
  await createStore(database).outlets.put([anOutlet({ code: 'BJ001', name: '朝阳路店', aliases: [], zone })]);
});

const TODAY = dateAt(new Date().toISOString(), zone);

async function run(text: string, write = true) {
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const store = createStore(database);
  const good = await importDeliveries({ store, zone, bytes: Buffer.from(text), encoding: undefined, write, tell });
  return { good, lines, waiting: (await store.reads.unplannedDeliveries(10)).map(({ reference }) => reference) };
}

describe('an import of deliveries', () => {
  const row = (reference: string, phone = '13800138000') =>
    `${reference},BJ001,${TODAY.replaceAll('-', '/')},李梅,${phone}`;
  const file = (...rows: string[]) => `单号,门店编号,收货日期,收货人,电话\n${rows.join('\n')}\n`;

  it('says what it would do, does it when it is to write, and nothing when it is run again', async () => {
    const trial = await run(file(row('DN-1'), row('DN-2')), false);
    expect(trial).toEqual({
      good: true,
      lines: ['2 new, 0 changed, 0 known already. Nothing was written: this was a trial. Add --write to write it.'],
      waiting: [],
    });
    const written = await run(file(row('DN-1'), row('DN-2')));
    expect(written.lines).toEqual(['Written: 2 new, 0 changed, 0 known already.']);
    expect(written.waiting.toSorted()).toEqual(['DN-1', 'DN-2']);
    expect(await database.query('select count(*)::int from person', [])).toEqual([['1']]);
    expect(await database.query(`select count(*)::int from timer where kind = 'deliveries.plan'`, [])).toEqual([['1']]);
    expect((await run(file(row('DN-1'), row('dn-2')))).lines).toEqual(['Written: 0 new, 0 changed, 2 known already.']);
  });

  it('names every wrong line in the words of the file, and takes the others', async () => {
    const { good, lines, waiting } = await run(file(row('DN-1'), row('DN-2', '12'), `${row('DN-3')},more`, ',,,,'));
    expect(good).toBe(false);
    expect(waiting).toEqual(['DN-1']);
    expect(lines).toEqual([
      'line 3, 电话: has too few digits',
      'line 4: there is no field "more"',
      'Written: 1 new, 0 changed, 0 known already.',
      'What is wrong, see above, is left out. Mend the file and run it again: the rest is known then.',
    ]);
  });

  it('names all that is wrong with a line at once', async () => {
    const { lines } = await run(file(`DN-1,XX,${TODAY},,12`, 'DN-2,BJ001,tomorrow'));
    expect(lines.slice(0, -2)).toEqual([
      'line 2, 收货人: is missing; write who received the goods, or the number of a case',
      'line 2, 门店编号: is not the code of a store; npm run stores -- export lists them',
      'line 2, 电话: has too few digits',
      'line 3, 收货日期: is not a day; write it as 2026-11-02',
      'line 3, 收货人: is missing; write who received the goods, or the number of a case',
      'line 3, 电话: is missing; write the number of whoever received the goods',
    ]);
  });

  it('knows a reference again however far below it comes with something else', async () => {
    const many = Array.from({ length: 500 }, (_, index) => row(`DN-${index}`));
    const { lines } = await run(file(...many, row('DN-7', '13900139000'), row('DN-8')));
    expect(lines.slice(0, 2)).toEqual([
      'line 502, 单号: is in row 9 too, with something else; write it once',
      'Written: 500 new, 0 changed, 0 known already.',
    ]);
  });

  it('of something else than such a table is refused', async () => {
    const { good, lines } = await run('name,phone\n李梅,13800138000\n');
    expect(good).toBe(false);
    expect(lines[0]).toMatch(
      /^line 1: missing: reference \(单号\), store \(店号\), received \(收货日期\); the first line must be/,
    );
    expect(lines.at(-1)).toBe('Nothing was written.');
  });
});
