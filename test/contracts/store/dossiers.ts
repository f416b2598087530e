/** Dossiers: read back as written, by person, and refused when their words are not what they should be. */
import { describe, expect, it } from 'vitest';
import { aDecision, aDossier, anId, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeDossiers(harness: Harness): void {
  const write = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());

  describe('dossiers', () => {
    it('reads dossiers back, as they were written last', async () => {
      const personId = anId();
      const [first, second] = [
        aDossier({ personId }),
        aDossier({ personId, brand: 'B', entries: [], createdAt: '2026-11-24T02:00:00.000Z' }),
      ];
      await write({ dossiers: [first, second, aDossier()] });
      expect(await harness.store.reads.dossier(first.id)).toEqual(first);
      expect(await harness.store.reads.dossiersOf(personId, 10)).toEqual([first, second]);
      expect(await harness.store.reads.dossiersOf(personId, 1)).toEqual([first]);
      await write({ dossiers: [{ ...first, seq: 2, entries: [] }] });
      expect(await harness.store.reads.dossier(first.id)).toMatchObject({ seq: 2, entries: [] });
      expect(await harness.store.reads.dossier('no id')).toBeUndefined();
      expect(await harness.store.reads.dossiersOf('no id', 10)).toEqual([]);
    });

    it('refuses entries that are not what they should be', async () => {
      const dossier = aDossier();
      await write({ dossiers: [dossier] });
      await harness.sql(`update dossier set entries = '[{"item":1}]' where id = '${dossier.id}'`);
      await expect(harness.store.reads.dossier(dossier.id)).rejects.toThrow();
      await harness.sql(`delete from dossier where id = '${dossier.id}'`);
    });
  });
}
