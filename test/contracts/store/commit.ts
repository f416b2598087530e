/** Commits: everything or nothing, one winner of a race, and rows that are read back as they were written. */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/core/decision.ts';
import { StoreError } from '../../../src/core/errors.ts';
import {
  aCallback,
  aCase,
  aCode,
  aConversation,
  aDecision,
  aDecisionTo,
  aDelivery,
  aDossier,
  aDraft,
  aFile,
  anAccount,
  anAnswer,
  anApplication,
  anEntry,
  anEvent,
  anId,
  aPerson,
  aPolicy,
  aQuestion,
  aReply,
  aThread,
  aTimer,
  commitOptions,
} from '../../store/rows.ts';
import { TABLES } from '../../support/store.ts';
import type { Harness } from '../store.ts';

/** One row of everything that a decision can write. */
function aFullDecision(): Decision {
  const person = aPerson();
  const account = anAccount({ personId: person.id });
  const draft = aDraft();
  const thread = aThread();
  return aDecision({
    journal: [anEntry()],
    people: [person],
    accounts: [account],
    conversations: [
      aConversation({ accountId: account.id, frames: [{ flow: 'f', version: 1, draft: draft.id, state: null }] }),
    ],
    drafts: [draft],
    answers: [anAnswer({ draftId: draft.id })],
    cases: [aCase()],
    callbacks: [aCallback()],
    slots: [{ slot: '2026-11-23T02:00:00.000Z', place: Number.parseInt(anId().slice(0, 6), 16), callbackId: anId() }],
    deliveries: [aDelivery()],
    policies: [aPolicy()],
    questions: [aQuestion()],
    dossiers: [aDossier()],
    applications: [anApplication()],
    applicationHealth: [{ id: anId(), words: 'Asthma', consentedAt: '2026-03-18T04:00:00.000Z' }],
    timers: [aTimer()],
    threads: [thread],
    outbox: [aReply(thread)],
    files: [aFile()],
    codes: [aCode()],
    guesses: [{ accountId: account.id, seq: 1, tries: 1, since: '2026-11-21T20:40:53.000Z' }],
  });
}

export function describeCommit(harness: Harness): void {
  const written = async (): Promise<string[]> => {
    const counts = await Promise.all(TABLES.map((table) => harness.count(table)));
    return TABLES.filter((_, index) => counts[index] !== 0);
  };

  describe('commit', () => {
    it('writes every row of a decision', async () => {
      await harness.store.commit([aFullDecision()], commitOptions());
      const otherwise = ['outlet', 'file_content', 'quick_reply', 'setting'];
      expect(await written()).toEqual(TABLES.filter((table) => !otherwise.includes(table)));
    });

    it('writes nothing when one row is refused', async () => {
      const decision = aFullDecision();
      decision.timers.push({ ...aTimer(), dueAt: 'whenever' });
      await expect(harness.store.commit([decision], commitOptions())).rejects.toMatchObject({ code: 'invalid' });
      expect(await written()).toEqual([]);
    });

    it('writes nothing of a group when one of its events is known', async () => {
      const known = aDecision();
      await harness.store.commit([known], commitOptions());
      const group = [aFullDecision(), { ...aFullDecision(), event: known.event }];
      await expect(harness.store.commit(group, commitOptions())).rejects.toMatchObject({ code: 'conflict' });
      expect(await written()).toEqual(['event']);
      expect(await harness.count('event')).toBe(1);
    });

    it('says of a refused row neither its words nor its ids', async () => {
      const timer = { ...aTimer(), dueAt: 'call me on +8613800138000' };
      const error = await harness.store
        .commit([aDecision({ timers: [timer] })], commitOptions())
        .catch((thrown) => thrown);
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).not.toContain('13800138000');
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('13800138000');
      const known = aDecision();
      await harness.store.commit([known], commitOptions());
      const conflict = await harness.store.commit([known], commitOptions()).catch((thrown) => thrown);
      expect(String(conflict)).not.toContain(known.event.id);
    });

    it('lets one of two writers have a place in a journal, whichever store they use', async () => {
      const [one, other = harness.store] = harness.stores;
      for (let race = 0; race < 50; race++) {
        const id = anId();
        const decisions = [1, 2].map(() =>
          aDecision({ journal: [anEntry({ id })], conversations: [aConversation({ id })] }),
        );
        const results = await Promise.allSettled(
          decisions.map((decision, index) => (index === 0 ? one : other)?.commit([decision], commitOptions())),
        );
        expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
      }
      expect(await harness.count('event')).toBe(50);
    });

    it('replaces rows by their key', async () => {
      const person = aPerson();
      const row = aCase({ personId: person.id });
      await harness.store.commit([aDecision({ people: [person], cases: [row] })], commitOptions());
      const changed = { ...row, seq: 2, status: 'assigned', assigneeId: person.id } as const;
      await harness.store.commit(
        [aDecision({ people: [{ ...person, name: null }], cases: [changed] })],
        commitOptions(),
      );
      expect(await harness.store.reads.person(person.id)).toEqual({ ...person, name: null });
      expect(await harness.store.reads.caseById(row.id)).toEqual(changed);
      expect(await harness.count('case_file')).toBe(1);
    });

    it('takes answers back', async () => {
      const draft = aDraft();
      const conversation = aConversation({ frames: [{ flow: 'f', version: 1, draft: draft.id, state: null }] });
      const [kept, gone] = [anAnswer({ draftId: draft.id, field: 'a' }), anAnswer({ draftId: draft.id, field: 'b' })];
      await harness.store.commit(
        [aDecision({ conversations: [conversation], drafts: [draft], answers: [kept, gone] })],
        commitOptions(),
      );
      await harness.store.commit([aDecision({ forget: [{ draftId: draft.id, field: 'b' }] })], commitOptions());
      const [loaded] = await harness.store.load([{ eventId: anId(), conversationId: conversation.id }]);
      expect(loaded?.drafts).toEqual([{ draft, answers: [kept] }]);
    });

    it('gives each outbox row its place in the order given, across the decisions of a group', async () => {
      const [a, b] = [aThread(), aThread()];
      const first = aDecision({ threads: [a, b], outbox: [aReply(a), aReply(b), aReply(a)] });
      const second = aDecisionTo(a, 2);
      const committed = await harness.store.commit([first, second], commitOptions());
      const order = (thread: string) =>
        committed.outbox.filter((row) => row.threadId === thread).toSorted((x, y) => x.seq - y.seq);
      const rows = [...first.outbox, ...second.outbox];
      expect(order(a.id).map((row) => row.id)).toEqual(
        rows.filter((row) => row.threadId === a.id).map((row) => row.id),
      );
      expect(order(a.id).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
      expect(order(b.id).map((row) => row.seq)).toEqual([1]);
      const pending = await harness.store.outbox.pending([a.id], 10);
      expect(pending.map((row) => row.id)).toEqual(order(a.id).map((row) => row.id));
    });

    it('remembers a thread that nothing is sent to, without a lease', async () => {
      const thread = aThread();
      const committed = await harness.store.commit(
        [aDecision({ threads: [thread] })],
        commitOptions({ take: new Set([thread.id]) }),
      );
      expect(committed.threads).toEqual([]);
      expect(await harness.store.reads.thread(thread.id)).toEqual(thread);
      expect(await harness.count('thread', 'token is not null')).toBe(0);
    });

    it('forgets handled events by their age, but not those set aside', async () => {
      const [done, replayed, failed] = [anEvent(), anEvent({ status: 'replayed' }), anEvent({ status: 'failed' })];
      const recent = aDecision();
      await harness.store.commit(
        [...[done, replayed, failed].map((event) => aDecision({ event })), recent],
        commitOptions(),
      );
      await harness.sql(`update event set at = '2020-01-01' where id <> '${recent.event.id}'`);
      const purge = aDecision({ purgeEventsBefore: '2020-01-02T00:00:00.000Z' });
      await harness.store.commit([purge], commitOptions());
      const left = await harness.sql('select id from event');
      expect(left.flat().toSorted()).toEqual([failed.id, recent.event.id, purge.event.id].toSorted());
    });

    it.each([
      [
        'a row twice in a group',
        () => {
          const row = aCase();
          return [aDecision({ cases: [row] }), aDecision({ cases: [row] })];
        },
      ],
      [
        'an answer and its removal',
        () => {
          const row = anAnswer();
          return [aDecision({ answers: [row], forget: [row] })];
        },
      ],
      [
        'a timer and its removal',
        () => {
          const row = aTimer();
          return [aDecision({ timers: [row] }), aDecision({ cancel: [row] })];
        },
      ],
      ['a reply to a thread that is not listed', () => [{ ...aDecisionTo(aThread()), threads: [] }]],
    ])('refuses %s as an error of the program', async (_, decisions) => {
      const error = await harness.store.commit(decisions(), commitOptions()).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(StoreError);
      expect(await written()).toEqual([]);
    });

    it('refuses a second case of the same number, whatever its case', async () => {
      await harness.store.commit([aDecision({ cases: [aCase({ number: 'c-1042' })] })], commitOptions());
      const second = harness.store.commit([aDecision({ cases: [aCase({ number: 'C-1042' })] })], commitOptions());
      await expect(second).rejects.toMatchObject({ code: 'conflict' });
    });
  });
}
