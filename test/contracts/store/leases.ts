/** Leases of work that one process does at a time, and cursors. */
import { describe, expect, it } from 'vitest';
import { anId, LAPSED_MS, LEASE_MS } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeLeases(harness: Harness): void {
  describe('leases', () => {
    const [mine, theirs] = [anId(), anId()];
    const hold = (token: string, leaseMs = LEASE_MS) => harness.store.leases.hold('poll', { token, leaseMs });

    it('are held by one process, which can prolong them', async () => {
      expect([await hold(mine), await hold(mine), await hold(theirs)]).toEqual([true, true, false]);
    });

    it('go to one of several that ask at once', async () => {
      const asked = [...harness.stores, ...harness.stores].map((store) =>
        store.leases.hold('poll', { token: anId(), leaseMs: LEASE_MS }),
      );
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });

    it('go to another process when they lapsed or were given back', async () => {
      await hold(mine, LAPSED_MS);
      expect(await hold(theirs)).toBe(true);
      await harness.store.leases.release('poll', mine);
      expect(await hold(mine)).toBe(false);
      await harness.store.leases.release('poll', theirs);
      expect(await hold(mine)).toBe(true);
    });

    it('of different work have nothing to do with each other', async () => {
      expect(await hold(mine)).toBe(true);
      expect(await harness.store.leases.hold('other', { token: theirs, leaseMs: LEASE_MS })).toBe(true);
    });
  });

  describe('cursors', () => {
    it('are what was written last, and nothing before', async () => {
      const { cursors } = harness.store;
      expect(await cursors.read('channel')).toBeUndefined();
      await cursors.write('channel', '12');
      await cursors.write('channel', '13');
      expect([await cursors.read('channel'), await cursors.read('other')]).toEqual(['13', undefined]);
    });
  });
}
