/** Imports of outlets: all or none, once, and nobody else’s. */
import { describe, expect, it } from 'vitest';
import { anId, anOutlet } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeOutlets(harness: Harness): void {
  const put = (...outlets: Parameters<Harness['store']['outlets']['put']>[0]) => harness.store.outlets.put(outlets);
  const stored = () => harness.store.reads.outlets();

  describe('outlets', () => {
    it('are added, changed by id, and left alone where nothing is new', async () => {
      const [one, two] = [anOutlet({ code: 'BJ001' }), anOutlet({ code: 'BJ002' })];
      expect(await put(one, two)).toEqual({ added: 2, changed: 0 });
      const renamed = { ...one, code: 'bj001', name: '=1+1 "店", \n', aliases: [] };
      const three = anOutlet({ code: 'BJ003' });
      expect(await put(renamed, two, three)).toEqual({ added: 1, changed: 1 });
      expect([...(await stored())].sort((a, b) => a.code.localeCompare(b.code))).toEqual([renamed, two, three]);
    });

    it('stay where a later import does not name them', async () => {
      const [one, two] = [anOutlet({ code: 'BJ001' }), anOutlet({ code: 'BJ002' })];
      await put(one);
      await put(two);
      expect(await put()).toEqual({ added: 0, changed: 0 });
      expect(await harness.count('outlet')).toBe(2);
    });

    it('are refused all together when one has the code of another', async () => {
      await put(anOutlet({ code: 'BJ001' }));
      await expect(put(anOutlet({ code: 'AA001' }), anOutlet({ code: 'bj001' }))).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await stored()).map((outlet) => outlet.code)).toEqual(['BJ001']);
    });

    it('are added once when two imports run at the same time', async () => {
      const results = await Promise.allSettled(
        harness.stores.map((store) => store.outlets.put([anOutlet({ id: anId(), code: 'SH001' })])),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await harness.count('outlet')).toBe(1);
    });
  });
}
