/** Deliveries: found by id, by whom they were for, and as long as no call is planned for them; a reference is there once. */
import { describe, expect, it } from 'vitest';
import { aDecision, aDelivery, anId, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeDeliveries(harness: Harness): void {
  const write = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());

  describe('deliveries', () => {
    it('are read back as written, by id and by whom they were for', async () => {
      const [mine, others] = [aDelivery({ caseId: anId() }), aDelivery()];
      await write({ deliveries: [mine, others] });
      const { reads } = harness.store;
      expect(await reads.deliveries([mine.id, anId(), 'no id'])).toEqual([mine]);
      expect(await reads.deliveries([])).toEqual([]);
      expect(await reads.deliveriesTo(others.personId, 10)).toEqual([others]);
      expect(await reads.deliveriesTo('no id', 10)).toEqual([]);
    });

    it('wait until a call is planned, the oldest first', async () => {
      const late = aDelivery({ createdAt: '2026-11-03T02:00:00.000Z' });
      const [early, done] = [aDelivery(), aDelivery({ planned: true })];
      await write({ deliveries: [late, early, done] });
      expect(await harness.store.reads.unplannedDeliveries(10)).toEqual([early, late]);
      expect(await harness.store.reads.unplannedDeliveries(1)).toEqual([early]);
      await write({ deliveries: [{ ...early, planned: true, seq: 2 }] });
      expect(await harness.store.reads.unplannedDeliveries(10)).toEqual([late]);
    });

    it('have a reference of their own, without regard to case', async () => {
      await write({ deliveries: [aDelivery({ reference: 'DN-1' })] });
      const again = write({ deliveries: [aDelivery({ reference: 'dn-1' })] });
      await expect(again).rejects.toMatchObject({ code: 'conflict' });
    });
  });
}
