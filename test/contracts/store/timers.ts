/** Timers: leased to one process at a time, earliest first, by the database's clock. */
import { describe, expect, it } from 'vitest';
import { aDecision, anId, aTimer, commitOptions, FUTURE, LAPSED_MS, LEASE_MS } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeTimers(harness: Harness): void {
  const set = (...timers: ReturnType<typeof aTimer>[]) =>
    harness.store.commit([aDecision({ timers })], commitOptions());
  const claim = (limit = 10, leaseMs = LEASE_MS) => harness.store.timers.claim({ token: anId(), leaseMs, limit });

  describe('timers', () => {
    it('come earliest first, as they were set, and not before they are due', async () => {
      const [late, early] = [
        aTimer({ dueAt: '2021-02-02T00:00:00.001Z' }),
        aTimer({ dueAt: '2021-02-01T23:59:59.999Z' }),
      ];
      await set(late, early, aTimer({ dueAt: FUTURE }));
      expect((await claim()).timers).toEqual([early, late]);
    });

    it('go to one of several processes', async () => {
      const timers = Array.from({ length: 40 }, () => aTimer());
      await set(...timers);
      const claims = await Promise.all(
        [...harness.stores, ...harness.stores].map((store) =>
          store.timers.claim({ token: anId(), leaseMs: LEASE_MS, limit: 40 }),
        ),
      );
      const keys = claims.flatMap(({ timers }) => timers.map((timer) => timer.key));
      expect(keys.toSorted()).toEqual(timers.map((timer) => timer.key).toSorted());
    });

    it('go to another process when the lease lapsed', async () => {
      const timer = aTimer();
      await set(timer);
      await claim(10, LAPSED_MS);
      expect((await claim()).timers).toEqual([timer]);
      expect((await claim()).timers).toEqual([]);
    });

    it('are free again when they are set again', async () => {
      const timer = aTimer();
      await set(timer);
      await claim();
      const moved = { ...timer, rev: anId() };
      await set(moved);
      expect((await claim()).timers).toEqual([moved]);
    });

    it('say when the next one is due', async () => {
      expect((await claim()).nextInMs).toBeUndefined();
      await set(aTimer(), aTimer(), aTimer({ dueAt: FUTURE }));
      const first = await claim(1);
      expect(first.timers).toHaveLength(1);
      expect(first.nextInMs).toBe(0);
      const second = await claim(2);
      expect(second.timers).toHaveLength(1);
      expect(second.nextInMs).toBe(new Date(FUTURE).getTime() - new Date(second.now).getTime());
    });

    it('are alive for a load at their rev only', async () => {
      const timer = aTimer();
      await set(timer);
      const loaded = await harness.store.load([
        { eventId: anId(), timer },
        { eventId: anId(), timer: { key: timer.key, rev: anId() } },
        { eventId: anId() },
      ]);
      expect(loaded.map(({ timerAlive }) => timerAlive)).toEqual([true, false, false]);
    });
  });
}
