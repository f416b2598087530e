/** The lease of a thread: one process sends, whoever writes; marks count only while the lease is theirs. */
import { describe, expect, it } from 'vitest';
import type { ThreadRef } from '../../../src/core/event.ts';
import type { ThreadMark } from '../../../src/core/store.ts';
import { aDecision, aDecisionTo, anId, aReply, aThread, commitOptions, LAPSED_MS, LEASE_MS } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeThreads(harness: Harness): void {
  const [ours, theirs] = [anId(), anId()];
  /** Writes `count` replies as the process of a token that can send to the thread. */
  const write = async (
    thread: ThreadRef,
    token: string,
    { leaseMs = LEASE_MS, count = 1, marks = [] as ThreadMark[] } = {},
  ) => {
    const options = commitOptions({ token, leaseMs, take: new Set([thread.id]), marks: { rows: [], threads: marks } });
    const committed = await harness.store.commit([aDecisionTo(thread, count)], options);
    return { ...committed.threads[0], released: committed.marks.released, rows: committed.outbox };
  };
  const mark = (token: string, ...threads: ThreadMark[]) =>
    harness.store.outbox.mark({ rows: [], threads }, { token, leaseMs: LEASE_MS });
  const holder = async (thread: ThreadRef) =>
    (await harness.sql(`select token from thread where id = '${thread.id}'`))[0]?.[0];

  describe('threads', () => {
    it('are held by the process that wrote to them first', async () => {
      const thread = aThread();
      expect(await write(thread, ours)).toMatchObject({ id: thread.id, held: true, tail: 1, backlog: false });
      expect(await write(thread, theirs)).toMatchObject({ held: false, tail: 2, backlog: true });
      expect(await write(thread, ours)).toMatchObject({ held: true, tail: 3, backlog: true });
      expect(await holder(thread)).toBe(ours);
    });

    it('are not taken by a process that cannot send to them', async () => {
      const thread = aThread();
      const committed = await harness.store.commit([aDecisionTo(thread)], commitOptions());
      expect(committed.threads).toEqual([{ id: thread.id, held: false, tail: 1, backlog: false }]);
      expect(await holder(thread)).toBeNull();
    });

    it('go to another process when the lease lapsed, and count as lost for the first', async () => {
      const thread = aThread();
      expect((await write(thread, ours, { leaseMs: LAPSED_MS })).held).toBe(false);
      expect((await write(thread, theirs)).held).toBe(true);
      expect(await mark(ours, { type: 'renew', threadId: thread.id })).toEqual({ released: [thread.id] });
      expect(await holder(thread)).toBe(theirs);
    });

    it('are given back at the tail, and not when they have grown', async () => {
      const thread = aThread();
      await write(thread, ours);
      await write(thread, theirs);
      expect(await mark(ours, { type: 'release', threadId: thread.id, tail: 1 })).toEqual({ released: [] });
      expect(await holder(thread)).toBe(ours);
      expect(await mark(ours, { type: 'release', threadId: thread.id, tail: 2 })).toEqual({ released: [thread.id] });
      expect(await holder(thread)).toBeNull();
    });

    it('are not given back by a commit that writes to them', async () => {
      const thread = aThread();
      await write(thread, ours);
      const committed = await write(thread, ours, { marks: [{ type: 'release', threadId: thread.id, tail: 1 }] });
      expect(committed).toMatchObject({ held: true, tail: 2, released: [] });
      expect(await holder(thread)).toBe(ours);
    });

    it('are held back by a commit that writes to them', async () => {
      const thread = aThread();
      await write(thread, ours);
      const committed = await write(thread, ours, {
        marks: [{ type: 'hold', threadId: thread.id, delayMs: LEASE_MS }],
      });
      expect(committed).toMatchObject({ held: false, tail: 2, released: [thread.id] });
      expect(await write(thread, theirs)).toMatchObject({ held: false, tail: 3 });
      expect(await harness.count('thread', 'not_before > now()')).toBe(1);
    });

    it('are held back only by the process that holds them', async () => {
      const thread = aThread();
      await write(thread, ours);
      const hold: ThreadMark = { type: 'hold', threadId: thread.id, delayMs: LEASE_MS };
      expect(await mark(theirs, hold)).toEqual({ released: [thread.id] });
      expect(await write(thread, theirs, { marks: [hold] })).toMatchObject({ held: false, released: [thread.id] });
      expect(await holder(thread)).toBe(ours);
      expect(await harness.count('thread', 'not_before is not null')).toBe(0);
    });

    it('can be taken when the delay is over', async () => {
      const thread = aThread();
      await write(thread, ours);
      await mark(ours, { type: 'hold', threadId: thread.id, delayMs: -1_000 });
      expect((await write(thread, theirs)).held).toBe(true);
    });

    it('keep their lease when it is renewed, and a renewal takes nothing', async () => {
      const thread = aThread();
      await write(thread, ours, { leaseMs: LAPSED_MS });
      expect(await mark(ours, { type: 'renew', threadId: thread.id })).toEqual({ released: [] });
      expect((await write(thread, theirs)).held).toBe(false);
      await mark(ours, { type: 'release', threadId: thread.id, tail: 2 });
      expect(await mark(ours, { type: 'renew', threadId: thread.id })).toEqual({ released: [thread.id] });
      expect(await holder(thread)).toBeNull();
    });

    it('are renewed by a commit that writes to them without taking them', async () => {
      const thread = aThread();
      await write(thread, ours, { leaseMs: LAPSED_MS });
      const marks = { rows: [], threads: [{ type: 'renew', threadId: thread.id } as const] };
      const committed = await harness.store.commit([aDecisionTo(thread)], commitOptions({ token: ours, marks }));
      expect(committed.threads[0]?.held).toBe(true);
      expect((await write(thread, theirs)).held).toBe(false);
    });

    it('are marked by a commit that lists them without writing to them', async () => {
      const thread = aThread();
      await write(thread, ours);
      const marks = { rows: [], threads: [{ type: 'release', threadId: thread.id, tail: 1 } as const] };
      const committed = await harness.store.commit(
        [aDecision({ threads: [thread] })],
        commitOptions({ token: ours, marks }),
      );
      expect(committed.marks.released).toEqual([thread.id]);
      expect(await holder(thread)).toBeNull();
    });

    it('count a thread that is gone as lost', async () => {
      const { id } = aThread();
      expect(await mark(ours, { type: 'release', threadId: id, tail: 1 })).toEqual({ released: [id] });
    });

    it('refuse two marks for one thread as an error of the program', async () => {
      const thread = aThread();
      await write(thread, ours);
      const twice: ThreadMark[] = [
        { type: 'renew', threadId: thread.id },
        { type: 'release', threadId: thread.id, tail: 1 },
      ];
      await expect(mark(ours, ...twice)).rejects.toThrow('two writes');
    });

    it('keep one order for all processes that write at once', async () => {
      const threads = [aThread(), aThread(), aThread()];
      const commits = Array.from({ length: 90 }, (_, index) => {
        const decision = aDecision({ threads, outbox: threads.flatMap((thread) => [aReply(thread), aReply(thread)]) });
        const store = harness.stores[index % harness.stores.length] ?? harness.store;
        return store.commit([decision], commitOptions()).then((committed) => ({ decision, committed }));
      });
      const done = await Promise.all(commits);
      for (const thread of threads) {
        const rows = done.flatMap(({ committed }) => committed.outbox.filter((row) => row.threadId === thread.id));
        expect(rows.map((row) => row.seq).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 180 }, (_, i) => i + 1),
        );
      }
      for (const { decision, committed } of done) {
        const seqs = threads.flatMap((thread) => {
          const ids = decision.outbox.filter((row) => row.threadId === thread.id).map((row) => row.id);
          const [first = 0, second] = ids.map((id) => committed.outbox.find((row) => row.id === id)?.seq);
          return second === first + 1;
        });
        expect(seqs).toEqual([true, true, true]);
      }
    });

    it('let exactly one of the processes that write at once send', async () => {
      const thread = aThread();
      const tokens = Array.from({ length: 12 }, () => anId());
      const commits = await Promise.all(
        tokens.map((token, index) => {
          const store = harness.stores[index % harness.stores.length] ?? harness.store;
          return store.commit([aDecisionTo(thread)], commitOptions({ token, take: new Set([thread.id]) }));
        }),
      );
      expect(commits.filter((committed) => committed.threads[0]?.held)).toHaveLength(1);
    });

    it('have a backlog for everyone but the first of those who write at once', async () => {
      const thread = aThread();
      const commits = await Promise.all(
        Array.from({ length: 12 }, (_, index) => {
          const store = harness.stores[index % harness.stores.length] ?? harness.store;
          return store.commit([aDecisionTo(thread)], commitOptions());
        }),
      );
      const found = commits.flatMap((committed) => committed.threads).toSorted((a, b) => a.tail - b.tail);
      expect(found.map(({ backlog }) => backlog)).toEqual([false, ...Array.from({ length: 11 }, () => true)]);
    });
  });
}
