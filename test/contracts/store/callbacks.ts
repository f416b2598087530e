/** Callbacks: read back as written, and a place in a slot that only one can have. */
import { describe, expect, it } from 'vitest';
import type { CallFilter } from '../../../src/core/reads.ts';
import type { Callback } from '../../../src/domain/callback.ts';
import { aCallback, aCase, aDecision, anId, commitOptions } from '../../store/rows.ts';
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
        findings: { type: 'satisfaction', people: 5, product: null, words: '很好' },
        notes: [{ at: SLOT, byId: anId(), text: '下午再打' }],
        cancelled: { by: 'person', reason: '' },
        told: { planned: SLOT, soon: LATER },
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

    it('with findings that no form has are refused when read', async () => {
      const callback = aCallback();
      await write({ callbacks: [callback] });
      await harness.sql(`update callback set findings = '{"type":"satisfaction","people":9,"product":1,"words":""}'`);
      await expect(harness.store.reads.callbackById(callback.id)).rejects.toThrow();
    });

    it('about a case come with the open ones first', async () => {
      const caseId = anId();
      const [over, open] = [aCallback({ caseId, endedAt: SLOT }), aCallback({ caseId })];
      await write({ callbacks: [over, open, aCallback({ caseId: anId() })] });
      const found = await harness.store.reads.callbacksAbout(caseId, 10);
      expect(found.map(({ id }) => id)).toEqual([open.id, over.id]);
      expect(await harness.store.reads.callbacksAbout('no id', 10)).toEqual([]);
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

    it('of someone are those of theirs and those in their charge', async () => {
      const personId = anId();
      const theirs = [aCallback({ personId }), aCallback({ ownerId: personId, endedAt: SLOT })];
      await write({ callbacks: [...theirs, aCallback()] });
      const involved = await harness.store.reads.callbacksInvolving(personId, 10);
      expect(involved.map(({ id }) => id).toSorted()).toEqual(theirs.map(({ id }) => id).toSorted());
    });
  });

  describe('open callbacks', () => {
    const topics = async (filter: CallFilter): Promise<string[]> =>
      (await harness.store.reads.openCallbacks(20, filter)).map(({ topic }) => topic);
    const openCallbackCounts = (filter: CallFilter) => harness.store.reads.openCallbackCounts(filter);
    const spanned = (from: string, until: string): Callback['window'] => ({ from, until, zone: 'Asia/Shanghai' });
    const NOON = '2026-11-23T04:00:00.000Z';
    const round = (until: string, ended: Callback['rounds'][number]['ended'] = null): Callback['rounds'] => [
      { from: SLOT, until, confirmed: true, ownerId: null, since: SLOT, ended },
    ];

    it('are an agent’s, nobody’s or everyone’s, by time, and counted', async () => {
      const ownerId = anId();
      const callbacks = [
        aCallback({ topic: 'mine', ownerId, window: at(LATER) }),
        aCallback({ topic: 'nobody’s', window: at(SLOT) }),
        aCallback({ topic: 'another’s', ownerId: anId(), window: at(NOON) }),
        aCallback({ topic: 'over', ownerId, endedAt: SLOT }),
      ];
      await write({ callbacks });
      expect(await topics({ ownerId })).toEqual(['mine']);
      expect(await topics({ ownerId: null })).toEqual(['nobody’s']);
      expect(await topics({ ownerId, orNobodys: true })).toEqual(['nobody’s', 'mine']);
      expect(await topics({})).toEqual(['nobody’s', 'mine', 'another’s']);
      const counts = await openCallbackCounts({ ownerId, orNobodys: true });
      expect(new Map(counts.map((one) => [one.ownerId, one.count]))).toEqual(
        new Map([
          [ownerId, 1],
          [null, 1],
        ]),
      );
    });

    it('are those of a stretch of time, and what waits for a decision whenever it was', async () => {
      const callbacks = [
        aCallback({ topic: 'before', window: spanned(SLOT, LATER) }),
        aCallback({ topic: 'across', window: spanned(LATER, EVENING) }),
        aCallback({ topic: 'after', window: spanned(EVENING, '2026-11-24T10:00:00.000Z') }),
        aCallback({
          topic: 'undecided',
          status: 'undecided',
          window: spanned('2026-12-01T02:00:00.000Z', '2026-12-01T03:00:00.000Z'),
        }),
      ];
      await write({ callbacks });
      expect(await topics({ until: EVENING })).toEqual(['before', 'across', 'undecided']);
      expect(await topics({ from: LATER, until: EVENING })).toEqual(['across']);
    });

    it('are overdue when the time or the promise is over and nobody has begun', async () => {
      const window = spanned(SLOT, LATER);
      const callbacks = [
        aCallback({ topic: 'late', window, rounds: round(LATER), status: 'due' }),
        aCallback({ topic: 'begun', window, rounds: round(LATER), status: 'in-progress' }),
        aCallback({ topic: 'undecided', window, status: 'undecided' }),
        aCallback({ topic: 'moved alone', window: spanned(NOON, EVENING), rounds: round(LATER), status: 'planned' }),
        aCallback({
          topic: 'agreed',
          window: spanned(NOON, EVENING),
          rounds: round(LATER, { at: SLOT, how: 'moved' }),
        }),
        aCallback({ topic: 'ahead', window: spanned(NOON, EVENING), rounds: round(EVENING) }),
      ];
      await write({ callbacks });
      expect(await topics({ overdueAt: LATER })).toEqual(['late', 'moved alone']);
      expect(await openCallbackCounts({ overdueAt: LATER })).toEqual([{ ownerId: null, count: 2 }]);
      expect(await topics({ overdueAt: SLOT })).toEqual([]);
    });

    it('that follow a case are for those who may read it, whoever is to call', async () => {
      const [reader, other] = [anId(), anId()];
      const cases = [
        aCase({ aboutIds: [reader] }),
        aCase({ confidential: true }),
        aCase({ confidential: true, assigneeId: reader }),
        aCase({ confidential: true, aboutIds: [reader] }),
        aCase({ aboutIds: [other] }),
      ];
      const names = ['about', 'confidential', 'assigned', 'both', 'plain'];
      const callbacks = cases.map(({ id }, index) => aCallback({ caseId: id, topic: names[index] ?? '' }));
      const [about, , , , plain] = cases;
      const owned = [
        aCallback({ ownerId: reader, caseId: cases[1]?.id ?? null, topic: 'of another’s case' }),
        aCallback({ ownerId: reader, caseId: about?.id ?? null, topic: 'about the caller' }),
        aCallback({ caseId: plain?.id ?? null, topic: 'second' }),
      ];
      await write({ cases, callbacks: [...callbacks, ...owned, aCallback({ topic: 'none' })] });
      const sorted = async (filter: CallFilter): Promise<string[]> => (await topics(filter)).toSorted();
      const seen = ['assigned', 'none', 'plain', 'second'];
      expect(await sorted({ reader: { personId: reader, confidential: false } })).toEqual(seen);
      expect(await sorted({ reader: { personId: reader, confidential: true } })).toEqual(
        [...seen, 'confidential', 'of another’s case'].toSorted(),
      );
      expect(await sorted({ open: true })).toEqual(['about', 'about the caller', 'none', 'plain', 'second']);
      expect(await sorted({ open: false })).toEqual(['assigned', 'both', 'confidential', 'of another’s case']);
    });

    it('that are open are found by whose they are, or all up to a moment, the latest first and in pages', async () => {
      const [ownerId, personId] = [anId(), anId()];
      const [mine, theirs, nobodys] = [
        aCallback({ ownerId, personId, window: at(SLOT) }),
        aCallback({ ownerId: anId(), personId, window: at(LATER) }),
        aCallback({ personId, window: at(EVENING) }),
      ];
      // It is over, but the person is still to hear so.
      const untold = aCallback({ ownerId, personId, window: at(EVENING), endedAt: SLOT, told: { owed: SLOT } });
      const known = aCallback({ ownerId, personId, endedAt: SLOT, told: { changed: SLOT } });
      await write({ callbacks: [mine, theirs, nobodys, untold, known] });
      const { reads } = harness.store;
      const of = async (side: 'agent' | 'person', id: string) =>
        (await reads.openCallbacksOf(side, id)).map((one) => one.id);
      const found = await Promise.all([of('agent', ownerId), of('person', personId), of('agent', 'no id')]);
      const evening = [nobodys.id, untold.id].toSorted();
      expect(found).toEqual([[mine.id], [mine.id, theirs.id, ...evening], []]);
      const all = async (before: string, offset: number) =>
        (await reads.callbacksBefore(before, { offset, limit: 2 })).map(({ id }) => id);
      expect(await all('9999', 0)).toEqual([nobodys.id, theirs.id]);
      expect(await all('9999', 2)).toEqual([mine.id]);
      expect(await all(LATER, 0)).toEqual([mine.id]);
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
      expect(await harness.store.reads.slotsTaken(SLOT, EVENING, first.id)).toEqual({ [SLOT]: [1] });
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
