/** Delivery: what waits, what became of sends, and which process may send. */
import { describe, expect, it } from 'vitest';
import type { ThreadRef } from '../../../src/core/event.ts';
import type { RowMark } from '../../../src/core/store.ts';
import { aDecision, aDecisionTo, anId, aReply, aThread, commitOptions, LAPSED_MS, LEASE_MS } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeOutbox(harness: Harness): void {
  const ours = anId();
  const write = (thread: ThreadRef, count = 1, leaseMs = LEASE_MS) =>
    harness.store.commit(
      [aDecisionTo(thread, count)],
      commitOptions({ token: ours, leaseMs, take: new Set([thread.id]) }),
    );
  const mark = (token: string, ...rows: RowMark[]) =>
    harness.store.outbox.mark({ rows, threads: [] }, { token, leaseMs: LEASE_MS });
  const claim = (channel: string, threads?: string[], { token = anId(), limit = 10 } = {}) =>
    harness.store.outbox.claim([{ channel, threads }], { token, leaseMs: LEASE_MS, limit });
  const pendingIds = async (thread: ThreadRef) =>
    (await harness.store.outbox.pending([thread.id], 10)).map((row) => row.id);

  describe('outbox', () => {
    it('gives the pending rows of each thread in order, no more than asked for', async () => {
      const [a, b] = [aThread(), aThread()];
      const reply = aReply(b, { message: { text: 'x', buttons: [{ id: 'y', label: 'z' }] } });
      await write(a, 3);
      await harness.store.commit([aDecision({ threads: [b], outbox: [reply] })], commitOptions());
      const rows = await harness.store.outbox.pending([a.id, b.id], 2);
      expect(rows.filter((row) => row.thread.id === a.id).map((row) => row.seq)).toEqual([1, 2]);
      expect(rows.filter((row) => row.thread.id === b.id)).toEqual([
        {
          id: reply.id,
          thread: b,
          seq: 1,
          message: reply.message,
          attempts: 0,
          replaces: null,
          replacesNativeId: null,
          settlesNativeId: null,
          underNativeId: null,
        },
      ]);
    });

    it('knows the platform id of a message that is replaced, once it was sent', async () => {
      const thread = aThread();
      const first = (await write(thread)).outbox[0]?.id ?? '';
      const second = aReply(thread, { replaces: first });
      await harness.store.commit([aDecision({ threads: [thread], outbox: [second] })], commitOptions());
      const replaced = async () =>
        (await harness.store.outbox.pending([thread.id], 10)).find((row) => row.id === second.id)?.replacesNativeId;
      expect(await replaced()).toBeNull();
      await mark(ours, { id: first, threadId: thread.id, status: 'sent', nativeId: '4711' });
      expect(await replaced()).toBe('4711');
      expect(await pendingIds(thread)).toEqual([second.id]);
    });

    it('counts tries in vain', async () => {
      const thread = aThread();
      const id = (await write(thread)).outbox[0]?.id ?? '';
      await mark(ours, { id, threadId: thread.id, status: 'pending', error: 'timeout' });
      await mark(ours, { id, threadId: thread.id, status: 'pending', error: 'timeout' });
      expect((await harness.store.outbox.pending([thread.id], 1))[0]?.attempts).toBe(2);
    });

    it('passes over a row that was refused for good, and shows it to staff', async () => {
      const thread = aThread({ channel: 'telegram' });
      const [first, second] = (await write(thread, 2)).outbox.map((row) => row.id);
      await mark(ours, { id: first ?? '', threadId: thread.id, status: 'failed', error: 'blocked' });
      expect(await pendingIds(thread)).toEqual([second]);
      expect(await harness.store.reads.failedSends(5)).toEqual([
        { id: first, at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/), channel: 'telegram', error: 'blocked' },
      ]);
    });

    it('takes no mark from a process that does not hold the thread', async () => {
      const thread = aThread();
      const id = (await write(thread)).outbox[0]?.id ?? '';
      const result = await mark(anId(), { id, threadId: thread.id, status: 'sent', nativeId: null });
      expect(result).toEqual({ released: [thread.id] });
      expect(await pendingIds(thread)).toEqual([id]);
    });

    it('keeps what was marked first', async () => {
      const thread = aThread();
      const id = (await write(thread)).outbox[0]?.id ?? '';
      await mark(ours, { id, threadId: thread.id, status: 'sent', nativeId: '1' });
      await mark(ours, { id, threadId: thread.id, status: 'failed', error: 'late' });
      expect(await harness.sql('select status, native_id from outbox')).toEqual([['sent', '1']]);
    });

    it('takes marks along with a commit, and does not call what they settle a backlog', async () => {
      const thread = aThread();
      const [first = '', second = ''] = (await write(thread, 2)).outbox.map((row) => row.id);
      const commitWith = (...rows: RowMark[]) => {
        const options = commitOptions({ token: ours, take: new Set([thread.id]), marks: { rows, threads: [] } });
        return harness.store.commit([aDecisionTo(thread)], options);
      };
      const half = await commitWith({ id: first, threadId: thread.id, status: 'sent', nativeId: null });
      expect(half.threads).toMatchObject([{ held: true, backlog: true }]);
      const third = half.outbox[0]?.id ?? '';
      const rest = await commitWith(
        { id: second, threadId: thread.id, status: 'sent', nativeId: null },
        { id: third, threadId: thread.id, status: 'failed', error: 'gone' },
      );
      expect(rest.threads).toMatchObject([{ held: true, backlog: false }]);
      expect(await pendingIds(thread)).toEqual(rest.outbox.map((row) => row.id));
      const [last = ''] = rest.outbox.map((row) => row.id);
      const tried = await commitWith({ id: last, threadId: thread.id, status: 'pending', error: 'timeout' });
      expect(tried.threads).toMatchObject([{ held: true, backlog: true }]);
    });

    it('gives up marks together with the commit that they ride on', async () => {
      const thread = aThread();
      const id = (await write(thread)).outbox[0]?.id ?? '';
      const decision = aDecision();
      await harness.store.commit([decision], commitOptions());
      const marks = { rows: [{ id, threadId: thread.id, status: 'sent', nativeId: null } as const], threads: [] };
      await expect(harness.store.commit([decision], commitOptions({ token: ours, marks }))).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await pendingIds(thread)).toEqual([id]);
    });

    it('lets a process claim threads that wait and are free', async () => {
      const channel = anId();
      const [free, held, empty, delayed, lapsed] = Array.from({ length: 5 }, () => aThread({ channel }));
      if (!free || !held || !empty || !delayed || !lapsed) throw new Error('five threads');
      await harness.store.commit([aDecisionTo(free, 2)], commitOptions());
      await harness.store.commit([aDecision({ threads: [empty] })], commitOptions());
      await write(held);
      await write(lapsed, 1, LAPSED_MS);
      await write(delayed);
      await harness.store.outbox.mark(
        { rows: [], threads: [{ type: 'hold', threadId: delayed.id, delayMs: LEASE_MS }] },
        { token: ours, leaseMs: LEASE_MS },
      );
      const token = anId();
      const claimed = await claim(channel, undefined, { token });
      expect(claimed.toSorted((a, b) => b.tail - a.tail)).toEqual([
        { id: free.id, tail: 2 },
        { id: lapsed.id, tail: 1 },
      ]);
      expect(await harness.count('thread', `token = '${token}' and lease_until > now()`)).toBe(2);
      expect(await claim(channel)).toEqual([]);
    });

    it('counts as tried what a process had that let its lease lapse, since it may have been sent', async () => {
      const channel = anId();
      const [free, lapsed] = [aThread({ channel }), aThread({ channel })];
      await harness.store.commit([aDecisionTo(free, 2)], commitOptions());
      await write(lapsed, 2, LAPSED_MS);
      await claim(channel);
      const tries = async (thread: ThreadRef) =>
        (await harness.store.outbox.pending([thread.id], 10)).map(({ attempts }) => attempts);
      expect([await tries(free), await tries(lapsed)]).toEqual([
        [0, 0],
        [1, 1],
      ]);
    });

    it('lets a process claim only what it can reach, and no more than asked for', async () => {
      const [mine, other] = [anId(), anId()];
      const [a, b, c] = [aThread({ channel: mine }), aThread({ channel: mine }), aThread({ channel: other })];
      for (const thread of [a, b, c]) await harness.store.commit([aDecisionTo(thread)], commitOptions());
      expect(await claim(mine, [])).toEqual([]);
      expect(await claim(mine, [b.id, c.id])).toEqual([{ id: b.id, tail: 1 }]);
      await harness.store.commit([aDecisionTo(aThread({ channel: other }))], commitOptions());
      expect(await claim(other, undefined, { limit: 1 })).toHaveLength(1);
    });

    it('gives each thread to one of the processes that claim at once', async () => {
      const channel = anId();
      const threads = Array.from({ length: 30 }, () => aThread({ channel }));
      await harness.store.commit(
        threads.map((thread) => aDecisionTo(thread)),
        commitOptions(),
      );
      const claims = await Promise.all(
        [...harness.stores, ...harness.stores].map((store) =>
          store.outbox.claim([{ channel, threads: undefined }], { token: anId(), leaseMs: LEASE_MS, limit: 30 }),
        ),
      );
      const ids = claims.flat().map((thread) => thread.id);
      expect(ids.toSorted()).toEqual(threads.map((thread) => thread.id).toSorted());
    });

    it('says how much waits, and for how long', async () => {
      expect(await harness.store.outbox.depth()).toEqual({ pending: 0, oldestMs: 0 });
      await write(aThread(), 3);
      await harness.sql(`update outbox set at = at - interval '1 hour' where seq = 1`);
      const { pending, oldestMs } = await harness.store.outbox.depth();
      expect(pending).toBe(3);
      expect(oldestMs).toBeGreaterThanOrEqual(3_600_000);
    });
  });
}
