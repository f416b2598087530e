/** What an import says before it writes, what it writes, and what it leaves alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportStores, importStores } from '../../src/commands/stores.ts';
import { StoreError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/store.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { anOutlet } from '../store/rows.ts';
import { openMigratedDatabase } from '../support/store.ts';

let database: Database;
let store: Store;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query('delete from outlet', []);
  store = createStore(database);
});

const HEADER = 'code,name,aliases,region,zone';
const zone = 'Asia/Shanghai';

async function run(text: string, { write = true, into = store }: { write?: boolean; into?: Store } = {}) {
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const good = await importStores({ store: into, bytes: Buffer.from(text), encoding: undefined, write, tell });
  return { good, lines };
}
const codes = async () => (await store.reads.outlets()).map(({ code, name }) => `${code} ${name}`);

describe('an import', () => {
  it('says what it would do, and does nothing, unless it is to write', async () => {
    await store.outlets.put([
      anOutlet({ code: 'BJ001', name: 'Old', aliases: [], region: '', zone }),
      anOutlet({ code: 'BJ002', name: 'Same', aliases: ['a', 'b'], region: '', zone }),
      anOutlet({ code: 'BJ009', name: 'Other', aliases: [], region: '', zone }),
    ]);
    const file = `${HEADER}\nbj001,New,x,,${zone}\nBJ002,Same,a|b,,${zone}\nBJ003,Three,,,${zone}`;
    const plan = [
      'new: “BJ003” “Three”',
      'changed: “BJ001” code “BJ001” → “bj001”, name “Old” → “New”, aliases “” → “x”',
      '1 store new, 1 changed, 1 unchanged.',
      '1 store not in the file stays as it is.',
    ];
    expect(await run(file, { write: false })).toEqual({
      good: true,
      lines: [...plan, 'Nothing was written: this was a trial. Add --write to write it.'],
    });
    expect(await codes()).toEqual(['BJ001 Old', 'BJ002 Same', 'BJ009 Other']);
    expect(await run(file)).toEqual({ good: true, lines: [...plan, 'Written: 1 new, 1 changed.'] });
    expect((await codes()).toSorted()).toEqual(['BJ002 Same', 'BJ003 Three', 'BJ009 Other', 'bj001 New']);
    expect((await run(file)).lines).toContain('Written: 0 new, 0 changed.');
  });

  it('of a file with one bad row writes none of it', async () => {
    const { good, lines } = await run(`${HEADER}\nA1,x,,,${zone}\nA2,,,,${zone}`);
    expect(good).toBe(false);
    expect(lines[0]).toMatch(/^line 3, name: is empty/);
    expect(lines.at(-1)).toMatch(/^Nothing was written: one line is wrong/);
    expect(await codes()).toEqual([]);
  });

  it('of an empty file says so', async () => {
    const { good, lines } = await run('');
    expect(good).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^the file is empty; /), 'Nothing was written.']);
  });

  it('looks again when another one was first', async () => {
    let other = 0;
    const put: Store['outlets']['put'] = async (outlets) => {
      other += 1;
      if (other === 1) await createStore(database).outlets.put([anOutlet({ code: 'a1', name: 'Theirs' })]);
      return await store.outlets.put(outlets);
    };
    const { lines } = await run(`${HEADER}\nA1,Ours,,,${zone}`, { into: { ...store, outlets: { put } } });
    expect(lines.at(-1)).toBe('Written: 0 new, 1 changed.');
    expect(await codes()).toEqual(['A1 Ours']);
    expect(other).toBe(2);
  });

  it('gives up when that does not end', async () => {
    const put = () => Promise.reject(new StoreError('conflict', 'someone else was first'));
    const into = { ...store, outlets: { put } };
    await expect(run(`${HEADER}\nA1,x,,,${zone}`, { into })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('of 20,000 stores names some of them and counts the rest', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `S${i},第${i}店,Store ${i},华东,${zone}`);
    const { lines } = await run([HEADER, ...rows].join('\n'));
    expect(lines).toHaveLength(23);
    expect(lines.slice(20)).toEqual([
      'new: … and 19980 more',
      '20000 stores new, 0 changed, 0 unchanged.',
      'Written: 20000 new, 0 changed.',
    ]);
  });
});

describe('an export', () => {
  it('imports as the same stores, whatever they are called', async () => {
    const outlets = ['=1+1', "'=x", '-5', '"Big", shop', '@x;y', '信義店'].map((name, i) =>
      anOutlet({ code: `A${i}`, name, aliases: i % 2 ? ['+x', 'y'] : [], region: name }),
    );
    await store.outlets.put(outlets);
    const { text, count } = await exportStores(store);
    expect(count).toBe(6);
    expect((await run(text)).lines).toEqual(['0 stores new, 0 changed, 6 unchanged.', 'Written: 0 new, 0 changed.']);
    await database.query('delete from outlet', []);
    await run(text);
    const bare = (rows: readonly object[]) => rows.map((row) => ({ ...row, id: '' }));
    expect(bare(await store.reads.outlets())).toEqual(bare(outlets));
  });

  it('of nothing is a header', async () => {
    expect(await exportStores(store)).toEqual({ text: '\ufeff"code","name","aliases","region","zone"\r\n', count: 0 });
  });
});
