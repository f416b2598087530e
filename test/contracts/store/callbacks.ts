/** Callbacks: read back as written, and a place in a slot that only one can have. */
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../../src/domain/callback.ts';
import { aCallback, aDecision, anId, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

const SLOT = '2026-11-23T02:00:00.000Z';
const LATER = '2026-11-23T03:00:00.000Z';
const EVENING = '2026-11-23T10:00:00.000Z';

const at = (from: string): Callback['window'] => ({ from, until: EVENING, zone: 'Asia/Shanghai' });

export function describeCallbacks(harness: Harness): void {
  const write = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());
  const taken = () => harness.store.reads.slotsTaken(SLOT, EVENING);

  describe('callbacks', () => {
    it('are read back with their rounds and attempts', async () => {
      const callback = aCallback({
        rounds: [
          {
            from: SLOT,
            until: LATER,
            confirmed: true,
            ownerId: anId(),
            since: SLOT,
            ended: { at: SLOT, how: 'attempted' },
          },
        ],
        attempts: [{ at: SLOT, byId: anId(), how: 'phone', outcome: 'no-answer', notes: '没人接' }],
        cancelled: { by: 'person', reason: '' },
        startedAt: SLOT,
      });
      await write({ callbacks: [callback] });
      expect(await harness.store.reads.callbackById(callback.id)).toEqual(callback);
      expect(await harness.store.reads.callbackById('no id')).toBeUndefined();
    });

    it('with JSON that is not what it should be are refused when read', async () => {
      const callback = aCallback();
      await write({ callbacks: [callback] });
      await harness.sql(`update callback set attempts = '[{"outcome":"maybe"}]'`);
      await expect(harness.store.reads.callbackById(callback.id)).rejects.toThrow();
    });

    it('of a person come with the open ones first, by time', async () => {
      const personId = anId();
      const [over, late, early, strange] = [
        aCallback({ personId, endedAt: SLOT, window: at(SLOT) }),
        aCallback({ personId, window: at(LATER) }),
        aCallback({ personId, window: at(SLOT) }),
        aCallback(),
      ];
      await write({ callbacks: [over, late, early, strange] });
      const found = await harness.store.reads.callbacksOf(personId, 10);
      expect(found.map(({ id }) => id)).toEqual([early.id, late.id, over.id]);
    });

    it('of an agent are theirs and those that are nobody’s, without what is over', async () => {
      const ownerId = anId();
      const [mine, nobodys] = [aCallback({ ownerId, window: at(LATER) }), aCallback({ window: at(SLOT) })];
      const others = [aCallback({ ownerId: anId() }), aCallback({ ownerId, endedAt: SLOT })];
      await write({ callbacks: [mine, nobodys, ...others] });
      const found = await harness.store.reads.callbacksOwnedBy(ownerId, 10);
      expect(found.map(({ id }) => id)).toEqual([nobodys.id, mine.id]);
      const involved = await harness.store.reads.callbacksInvolving(ownerId, 10);
      expect(involved.map(({ id }) => id).toSorted()).toEqual([mine.id, others[1]?.id ?? ''].toSorted());
    });
  });

  describe('a place in a slot', () => {
    it('is one callback’s alone: whoever comes second writes nothing', async () => {
      const [first, second] = [aCallback(), aCallback()];
      await write({ callbacks: [first], slots: [{ slot: SLOT, place: 0, callbackId: first.id }] });
      const late = write({ callbacks: [second], slots: [{ slot: SLOT, place: 0, callbackId: second.id }] });
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
      expect(await harness.store.reads.callbackById(second.id)).toBeUndefined();
      await write({ callbacks: [second], slots: [{ slot: SLOT, place: 1, callbackId: second.id }] });
      expect(await taken()).toEqual({ [SLOT]: [0, 1] });
    });

    it('is free again with the statement that moves its callback, the same place included', async () => {
      const callback = aCallback();
      const place = { place: 0, callbackId: callback.id };
      await write({ callbacks: [callback], slots: [{ ...place, slot: SLOT }] });
      await write({ freeSlots: [callback.id], slots: [{ ...place, slot: SLOT }] });
      expect(await taken()).toEqual({ [SLOT]: [0] });
      await write({ freeSlots: [callback.id], slots: [{ ...place, slot: LATER }] });
      expect(await taken()).toEqual({ [LATER]: [0] });
      await write({ freeSlots: [callback.id] });
      expect(await taken()).toEqual({});
    });
  });
}
