/** Expectations: what a decision only read must still be so when it is written, or nothing of it is. */
import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../../src/core/decision.ts';
import {
  aCase,
  aDecision,
  aLot,
  anEntry,
  anEvent,
  anId,
  aPerson,
  aReply,
  aThread,
  aTimer,
  commitOptions,
} from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeExpectations(harness: Harness): void {
  const commitExpecting = (...expects: Expectation[]) =>
    harness.store.commit([aDecision({ journal: [anEntry()], expects })], commitOptions());
  const refused = async (...expects: Expectation[]) => {
    const rows = async () => [await harness.count('event'), await harness.count('journal')];
    const before = await rows();
    await expect(commitExpecting(...expects)).rejects.toMatchObject({ code: 'conflict' });
    expect(await rows()).toEqual(before);
  };

  describe('expectations', () => {
    it('hold for a person at the seq that was read', async () => {
      const person = aPerson({ seq: 3 });
      await harness.store.commit([aDecision({ people: [person] })], commitOptions());
      await commitExpecting({ type: 'person', id: person.id, seq: 3 });
      expect(await harness.count('journal')).toBe(1);
    });

    it('fail for a person who has changed since, even beside one who has not', async () => {
      const [same, changed] = [aPerson({ seq: 1 }), aPerson({ seq: 2 })];
      await harness.store.commit([aDecision({ people: [same, changed] })], commitOptions());
      await refused({ type: 'person', id: same.id, seq: 1 }, { type: 'person', id: changed.id, seq: 1 });
    });

    it('fail for a person who is not there', async () => {
      await refused({ type: 'person', id: aPerson().id, seq: 1 });
    });

    it('judge a person as they were before the same statement changes them', async () => {
      const person = aPerson({ seq: 1, role: 'staff' });
      await harness.store.commit([aDecision({ people: [person] })], commitOptions());
      const changing = aDecision({
        people: [{ ...person, seq: 2, role: 'franchisee' }],
        expects: [{ type: 'person', id: person.id, seq: 1 }],
      });
      await harness.store.commit([changing], commitOptions());
      expect((await harness.store.reads.person(person.id))?.role).toBe('franchisee');
    });

    it('hold for a case at the seq that was read, and fail at another', async () => {
      const row = aCase({ seq: 3 });
      await harness.store.commit([aDecision({ cases: [row] })], commitOptions());
      await refused({ type: 'case', id: row.id, seq: 2 });
      await commitExpecting({ type: 'case', id: row.id, seq: 3 });
      expect(await harness.count('journal')).toBe(1);
    });

    it('delete the timer at its rev', async () => {
      const timer = aTimer();
      await harness.store.commit([aDecision({ timers: [timer] })], commitOptions());
      await commitExpecting({ type: 'timer', key: timer.key, rev: timer.rev });
      expect(await harness.count('timer')).toBe(0);
      await refused({ type: 'timer', key: timer.key, rev: timer.rev });
    });

    it('fail for a timer that was moved, and leave it', async () => {
      const timer = aTimer();
      await harness.store.commit([aDecision({ timers: [timer] })], commitOptions());
      await harness.store.commit([aDecision({ timers: [{ ...timer, rev: 'moved' }] })], commitOptions());
      const before = await harness.count('event');
      const late = aDecision({ expects: [{ type: 'timer', key: timer.key, rev: timer.rev }] });
      await expect(harness.store.commit([late], commitOptions())).rejects.toMatchObject({ code: 'conflict' });
      expect(await harness.count('event')).toBe(before);
      expect(await harness.count('timer', `rev = 'moved'`)).toBe(1);
    });

    it('fail for a timer that was cancelled', async () => {
      const timer = aTimer();
      await harness.store.commit([aDecision({ timers: [timer] })], commitOptions());
      await harness.store.commit([aDecision({ cancel: [timer] })], commitOptions());
      await refused({ type: 'timer', key: timer.key, rev: timer.rev });
    });

    it('let the decision of a timer set it again under the same key', async () => {
      const timer = aTimer();
      const expects: Expectation[] = [{ type: 'timer', key: timer.key, rev: timer.rev }];
      await harness.store.commit([aDecision({ timers: [timer] })], commitOptions());
      const next = { ...timer, rev: 'next' };
      await harness.store.commit([aDecision({ timers: [next], expects })], commitOptions());
      expect(await harness.sql('select rev from timer')).toEqual([['next']]);
      const again = harness.store.commit([aDecision({ timers: [timer], expects })], commitOptions());
      await expect(again).rejects.toMatchObject({ code: 'conflict' });
      expect(await harness.sql('select rev from timer')).toEqual([['next']]);
    });

    it('let a set-aside event be replayed once', async () => {
      const event = anEvent({ status: 'failed', error: 'broken' });
      await harness.store.commit([aDecision({ event })], commitOptions());
      const results = await Promise.allSettled(
        harness.stores.map((store) =>
          store.commit([aDecision({ expects: [{ type: 'failed-event', id: event.id }] })], commitOptions()),
        ),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await harness.store.reads.failedEvent(event.id)).toBeUndefined();
      expect(await harness.count('event', `status = 'replayed'`)).toBe(1);
    });

    it('let a lot grow until it is replayed, and be replayed only as it was read', async () => {
      const lot = aLot(['a']);
      const grows = (words: string) =>
        harness.store.commit([aDecision({ lots: [{ ...lot, payload: aLot([words]).payload }] })], commitOptions());
      const isReplayed = (acts: number) =>
        harness.store.commit([aDecision({ expects: [{ type: 'failed-event', id: lot.id, acts }] })], commitOptions());
      await harness.store.commit([aDecision({ lots: [lot] })], commitOptions());
      await grows('b');
      await expect(isReplayed(1)).rejects.toMatchObject({ code: 'conflict' });
      expect((await harness.store.reads.failedEvent(lot.id))?.payload).toMatchObject({
        acts: ['a', 'b'].map((text) => ({ input: { text } })),
      });
      await isReplayed(2);
      await expect(grows('c')).rejects.toMatchObject({ code: 'conflict' });
      expect(await harness.count('event', `payload::text like '%"c"%'`)).toBe(0);
    });

    it('let one win when a lot grows and is replayed at once', async () => {
      const lot = aLot(['a']);
      await harness.store.commit([aDecision({ lots: [lot] })], commitOptions());
      const [one = harness.store, other = harness.store] = harness.stores;
      const results = await Promise.allSettled([
        one.commit([aDecision({ lots: [{ ...lot, payload: aLot(['b']).payload }] })], commitOptions()),
        other.commit([aDecision({ expects: [{ type: 'failed-event', id: lot.id, acts: 1 }] })], commitOptions()),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('let a refused message be sent again once, at the end of its thread', async () => {
      const thread = aThread();
      const [refusedRow, waiting] = [aReply(thread, { replaces: anId() }), aReply(thread)];
      await harness.store.commit([aDecision({ threads: [thread], outbox: [refusedRow, waiting] })], commitOptions());
      await harness.sql(`update outbox set status = 'failed', error = 'blocked' where id = '${refusedRow.id}'`);
      const failed = await harness.store.reads.failedSend(refusedRow.id);
      const { message, replaces } = refusedRow;
      expect(failed).toMatchObject({ id: refusedRow.id, thread, message, replaces, error: 'blocked' });
      const results = await Promise.allSettled(
        harness.stores.map((store) => {
          const copy = aReply(thread, { message, replaces });
          const expects: Expectation[] = [{ type: 'failed-send', id: refusedRow.id }];
          return store.commit([aDecision({ threads: [thread], outbox: [copy], expects })], commitOptions());
        }),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(results.filter((result) => result.status === 'rejected')).toMatchObject(
        Array(harness.stores.length - 1).fill({ reason: { code: 'conflict' } }),
      );
      expect(await harness.store.reads.failedSend(refusedRow.id)).toBeUndefined();
      expect(await harness.store.reads.failedSends(5)).toEqual([]);
      expect(await harness.sql('select status, seq, replaces from outbox order by seq')).toEqual([
        ['resent', '1', replaces],
        ['pending', '2', null],
        ['pending', '3', replaces],
      ]);
    });

    it('fail for a message that was not refused, and leave it', async () => {
      const thread = aThread();
      const row = aReply(thread);
      await harness.store.commit([aDecision({ threads: [thread], outbox: [row] })], commitOptions());
      await refused({ type: 'failed-send', id: row.id });
      await refused({ type: 'failed-send', id: anId() });
      expect(await harness.sql('select status from outbox')).toEqual([['pending']]);
      expect(await harness.store.reads.failedSend('no id')).toBeUndefined();
    });
  });
}
