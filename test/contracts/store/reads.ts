/** Reads: what a group of events concerns, the questions of flows, and that all words come back as they were written. */
import { describe, expect, it } from 'vitest';
import {
  AT,
  aCase,
  aConversation,
  aDecision,
  aDraft,
  aLot,
  anAccount,
  anAnswer,
  anEntry,
  anEvent,
  anId,
  anOutlet,
  aPerson,
  aReply,
  aThread,
  aTimer,
  commitOptions,
  PAST,
} from '../../store/rows.ts';
import type { Harness } from '../store.ts';

const HOSTILE = [
  ['emoji', '👩‍👩‍👧‍👦🇹🇼🫥'],
  ['zero-width characters', 'a\u200b\u200d\ufeff\u2060b'],
  ['right-to-left text', '\u202eمرحبا\u202c שלום'],
  ['quotes', `'"\`\\ "" '' $1 :x %s \\n`],
  ['SQL', `'; drop table event; --`],
  ['controls', 'a\u0001\t\r\n\u007f\u2028b'],
  ['64 KB', '门'.repeat(65_536)],
  ['nothing', ''],
  ['digits', '0012'],
  ['JSON', '{"a": [1, null]}'],
  ['what reads as null', 'null'],
  ['unnormalised letters', 'e\u0301 \u00e9 ﬁ'],
] as const;

export function describeReads(harness: Harness): void {
  const commit = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());

  describe('load', () => {
    it('answers each ref in its place', async () => {
      const person = aPerson();
      const account = anAccount({ personId: person.id });
      const [old, newest] = [aDraft({ opening: 'old' }), aDraft({ opening: 'new' })];
      const frame = { flow: 'complaint', version: 2, state: { step: 3 } };
      const conversation = aConversation({
        frames: [
          { ...frame, draft: newest.id },
          { ...frame, draft: null },
          { ...frame, draft: old.id },
        ],
      });
      const answers = [anAnswer({ draftId: old.id, field: 'a' }), anAnswer({ draftId: old.id, field: 'b' })];
      const event = anEvent();
      const written = aDecision({
        event,
        people: [person],
        accounts: [account],
        conversations: [conversation],
        drafts: [old, newest, aDraft()],
        answers,
      });
      await harness.store.commit([written], commitOptions());
      const loaded = await harness.store.load([
        { eventId: anId() },
        { eventId: event.id, accountId: account.id, conversationId: conversation.id },
        { eventId: anId(), accountId: anId(), conversationId: anId() },
      ]);
      const nothing = {
        now: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        known: false,
        account: undefined,
        person: undefined,
        conversation: undefined,
        drafts: [],
        unchanged: false,
        timerAlive: false,
        repeats: [],
      };
      const found = {
        ...nothing,
        known: true,
        account,
        person,
        conversation,
        drafts: [
          { draft: newest, answers: [] },
          { draft: old, answers },
        ],
      };
      expect(loaded).toEqual([nothing, found, nothing]);
    });

    it('leaves out a conversation that is still at the seq that the caller has seen, and sends one that has moved', async () => {
      const draft = aDraft();
      const frames = [{ flow: 'f', version: 1, draft: draft.id, state: null }];
      const conversation = aConversation({ seq: 3, frames });
      await harness.store.commit([aDecision({ conversations: [conversation], drafts: [draft] })], commitOptions());
      const asked = { eventId: anId(), conversationId: conversation.id };
      const [same, moved, fresh] = await harness.store.load([{ ...asked, seen: 3 }, { ...asked, seen: 2 }, asked]);
      expect(same).toMatchObject({ unchanged: true, conversation: undefined, drafts: [] });
      expect(moved).toMatchObject({ unchanged: false, conversation, drafts: [{ draft, answers: [] }] });
      expect(fresh).toEqual(moved);
    });

    it('answers nothing to nothing', async () => {
      expect(await harness.store.load([])).toEqual([]);
    });
  });

  describe('rows', () => {
    it.each(HOSTILE)('come back as they were written: %s', async (_, words) => {
      const person = aPerson({ name: words });
      const account = anAccount({ personId: person.id, displayName: words });
      const draft = aDraft({ opening: words });
      const answer = anAnswer({ draftId: draft.id, field: `f ${words.slice(0, 100)}`, value: words, words });
      const conversation = aConversation({
        frames: [{ flow: 'f', version: 1, draft: draft.id, state: { [words]: [words, null, 1.5, true] } }],
      });
      const thread = aThread();
      const reply = aReply(thread, { message: { text: words, facts: [{ label: words, value: words }] } });
      const row = aCase({ words, facts: { [words]: words, nothing: null } });
      const entry = anEntry({ id: row.id, body: { words, [words]: null } });
      await commit({
        people: [person],
        accounts: [account],
        conversations: [conversation],
        drafts: [draft],
        answers: [answer],
        cases: [row],
        journal: [entry],
        threads: [thread],
        outbox: [reply],
      });
      const [loaded] = await harness.store.load([
        { eventId: anId(), accountId: account.id, conversationId: conversation.id },
      ]);
      expect(loaded).toMatchObject({ person, account, conversation, drafts: [{ draft, answers: [answer] }] });
      expect(await harness.store.reads.person(person.id)).toEqual(person);
      expect(await harness.store.reads.caseById(row.id)).toEqual(row);
      expect(await harness.store.reads.journalOf(row.id)).toEqual([entry]);
      expect((await harness.store.outbox.pending([thread.id], 1))[0]?.message).toEqual(reply.message);
    });

    it.each([[null], [0], [false], [''], [[]], [{}], ['0012'], [1e21], ['null'], [[null]]])(
      'keep the value of an answer: %j',
      async (value) => {
        const draft = aDraft();
        const conversation = aConversation({ frames: [{ flow: 'f', version: 1, draft: draft.id, state: value }] });
        await commit({
          conversations: [conversation],
          drafts: [draft],
          answers: [anAnswer({ draftId: draft.id, value })],
        });
        const [loaded] = await harness.store.load([{ eventId: anId(), conversationId: conversation.id }]);
        expect(loaded?.drafts[0]?.answers[0]?.value).toEqual(value);
        expect(loaded?.conversation?.frames[0]?.state).toEqual(value);
      },
    );

    it('keep times to the millisecond, in UTC, whichever way they are read', async () => {
      const times = [
        '2026-11-21T20:40:53.000Z',
        '2026-11-21T20:40:53.100Z',
        '1970-01-01T00:00:00.001Z',
        '2026-03-08T10:00:00.999Z',
      ];
      for (const createdAt of times) {
        const person = aPerson({ createdAt });
        const account = anAccount({ personId: person.id });
        await commit({ people: [person], accounts: [account] });
        const [loaded] = await harness.store.load([{ eventId: anId(), accountId: account.id }]);
        expect(loaded?.person?.createdAt).toBe(createdAt);
        expect((await harness.store.reads.person(person.id))?.createdAt).toBe(createdAt);
      }
    });
  });

  describe('reads', () => {
    it('find a case by its number without regard to case', async () => {
      const row = aCase({ number: 'C-1042' });
      await commit({ cases: [row] });
      expect(await harness.store.reads.caseByNumber('c-1042')).toEqual(row);
      expect(await harness.store.reads.caseByNumber('C-104')).toBeUndefined();
    });

    it('list open cases, urgent first, then by due time', async () => {
      const [calm, urgent, later, done] = [
        aCase({ dueAt: '2026-01-01T00:00:00.000Z' }),
        aCase({ dueAt: '2026-01-03T00:00:00.000Z', urgent: true }),
        aCase({ dueAt: '2026-01-02T00:00:00.000Z', status: 'answered' }),
        aCase({ status: 'confirmed', urgent: true }),
      ];
      await commit({ cases: [later, done, calm, urgent] });
      expect(await harness.store.reads.openCases(10)).toEqual([urgent, calm, later]);
      expect(await harness.store.reads.openCases(1)).toEqual([urgent]);
      expect(await harness.store.reads.openCounts()).toEqual([{ kind: urgent.kind, count: 3 }]);
    });

    it('find cases by words, open ones first, without what the reader may not see', async () => {
      const personId = anId();
      const at = (day: number) => ({ createdAt: `2026-12-0${day}T00:00:00.000Z` });
      const search = '牛奶 100%_sour\\';
      const [old, newest] = [aCase({ search, ...at(1) }), aCase({ search, ...at(3) })];
      const closed = aCase({ search, status: 'confirmed', ...at(5) });
      const unfolded = aCase({ search: null, words: '牛奶 100%_SOUR\\', ...at(2) });
      const secret = aCase({ search, confidential: true, ...at(4) });
      const own = aCase({ search, aboutIds: [personId], ...at(4) });
      await commit({ cases: [old, newest, closed, unfolded, secret, own, aCase({ search: '牛奶 100xxsour' })] });
      const words = ['牛奶', '100%_sour\\'].map((word) => ({ typed: word, folded: word }));
      const find = (limit: number) =>
        harness.store.reads.searchCases(words, limit, { reader: { personId, confidential: false } });
      expect(await find(10)).toEqual([newest, unfolded, old, closed]);
      expect(await find(1)).toEqual([newest]);
    });

    it("list a person's cases, newest first", async () => {
      const personId = anId();
      const old = aCase({ personId });
      const newest = aCase({ personId, createdAt: '2026-12-01T00:00:00.000Z', status: 'confirmed' });
      await commit({ cases: [old, newest, aCase()] });
      expect(await harness.store.reads.casesOf(personId, 10)).toEqual([newest, old]);
      expect(await harness.store.reads.casesOf(personId, 1)).toEqual([newest]);
    });

    it("list a person's open drafts, newest first", async () => {
      const personId = anId();
      const old = aDraft({ personId });
      const newest = aDraft({ personId, createdAt: '2026-12-01T00:00:00.000Z' });
      await commit({ drafts: [old, newest, aDraft({ personId, status: 'filed' }), aDraft()] });
      expect(await harness.store.reads.draftsOf(personId, 10)).toEqual([newest, old]);
      expect(await harness.store.reads.draftsOf(personId, 1)).toEqual([newest]);
    });

    it('list the accounts of a person', async () => {
      const person = aPerson();
      const [one, two] = [anAccount({ personId: person.id }), anAccount({ personId: person.id })];
      const other = aPerson();
      await commit({ people: [person, other], accounts: [one, two, anAccount({ personId: other.id })] });
      const found = await harness.store.reads.accountsOf(person.id);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([one, two]));
      expect(await harness.store.reads.accountsOf(anId())).toEqual([]);
    });

    it('that are asked at one moment answer everyone with what they asked for', async () => {
      const people = [aPerson(), aPerson()];
      const [first = aPerson(), second = aPerson()] = people;
      const [old, newest, other] = [first, first, second].map(({ id: personId }) => anAccount({ personId }));
      if (!old || !newest || !other) throw new Error('there are three accounts');
      const threads = [aThread(), aThread(), aThread()];
      const conversations = [old, newest, other].map(({ id: accountId }, index) =>
        aConversation({ accountId, threadId: threads[index]?.id ?? '', updatedAt: index === 0 ? PAST : AT }),
      );
      const accounts = [old, newest, other];
      await commit({ people, accounts, threads, conversations });
      const { reads } = harness.store;
      const nobody = anId();
      const answers = [
        [first.id.toUpperCase(), second.id, first.id, nobody].map(reads.person),
        [first.id, nobody, second.id].map(reads.accountsOf),
        [
          reads.directThread(first.id, []),
          reads.directThread(second.id, []),
          reads.directThread(first.id, [threads[1]?.id ?? '']),
          reads.directThread(first.id, [], old.id),
          reads.directThread(first.id, [], other.id),
          reads.directThread(nobody, []),
        ],
        [reads.thread(threads[2]?.id ?? ''), reads.thread(nobody)],
        [reads.lastWrote(first.id), reads.lastWrote(nobody), reads.lastWrote('no id')],
      ];
      expect(await Promise.all(answers.map((list) => Promise.all<unknown>(list)))).toEqual([
        [first, second, first, undefined],
        [[old, newest].toSorted((a, b) => (a.id < b.id ? -1 : 1)), [], [other]],
        [threads[1], threads[2], threads[0], threads[0], undefined, undefined],
        [threads[2], undefined],
        [AT, undefined, undefined],
      ]);
    });

    it('tell which case a sent message is about, by the id of the message or of any piece of it', async () => {
      const [thread, elsewhere] = [aThread(), aThread()];
      const token = anId();
      const card = aReply(thread, { message: { text: 'card', about: 'C-1042' } });
      const pieces = aReply(thread, { message: { text: 'long', about: 'C-1043', under: card.id } });
      const other = aReply(thread);
      const unsent = aReply(thread, { message: { text: 'card', about: 'C-1044' } });
      const there = aReply(elsewhere, { message: { text: 'card', about: 'C-1045' } });
      await harness.store.commit(
        [aDecision({ threads: [thread, elsewhere], outbox: [card, pieces, other, unsent, there] })],
        commitOptions({ token, take: new Set([thread.id, elsewhere.id]) }),
      );
      const sent = (row: typeof card, nativeId: string) =>
        ({ id: row.id, threadId: row.threadId, status: 'sent', nativeId }) as const;
      const rows = [sent(card, '12.5'), sent(pieces, '101,102'), sent(other, '77'), sent(there, '12')];
      await harness.store.outbox.mark({ rows, threads: [] }, { token, leaseMs: 1000 });
      const about = (nativeId: string, where = thread) => harness.store.reads.messageAbout(where.id, nativeId);
      expect(await Promise.all(['12.5', '101', '102'].map((id) => about(id)))).toEqual(['C-1042', 'C-1043', 'C-1043']);
      expect(await about('12', elsewhere)).toBe('C-1045');
      const nothing = ['12', '77', '10', '101,102', '', '%', 'a\0b', `'; drop table outbox; --`, '{}', 'NULL'];
      expect(await Promise.all(nothing.map((id) => about(id)))).toEqual(nothing.map(() => undefined));
      expect(await harness.store.reads.messageAbout('nonsense', '12')).toBeUndefined();
    });

    it('list a journal in order', async () => {
      const id = anId();
      const entries = [2, 10, 1].map((seq) => anEntry({ id, seq }));
      await commit({ journal: [...entries, anEntry()] });
      expect((await harness.store.reads.journalOf(id)).map((entry) => entry.seq)).toEqual([1, 2, 10]);
    });

    it('show events that were set aside, with their payload', async () => {
      const payload = {
        type: 'undelivered',
        id: anId(),
        outboxId: anId(),
        thread: aThread(),
        reason: 'blocked',
      } as const;
      const event = anEvent({ status: 'failed', error: 'broken', payload });
      await harness.store.commit([aDecision({ event }), aDecision()], commitOptions());
      const failed = { id: event.id, at: expect.any(String), error: 'broken', payload };
      expect(await harness.store.reads.failedEvents(5)).toEqual([failed]);
      expect(await harness.store.reads.failedEvent(event.id)).toEqual(failed);
    });

    it('show lots that are held back, with their first words, and know their events', async () => {
      const lot = aLot(['', '第一句', 'second'], '陳大文');
      const [first = '', second = ''] = lot.payload.acts.map((act) => act.id);
      const event = anEvent({ id: first, kind: 'held' });
      await commit({ event, gathered: [first, second], lots: [lot] });
      expect(await harness.store.reads.heldLots(5)).toEqual([
        { id: lot.id, at: expect.any(String), name: '陳大文', messages: 3, words: '第一句' },
      ]);
      expect(await harness.store.reads.failedEvents(5)).toEqual([]);
      const other = anId();
      const [loaded, none] = await harness.store.load([
        { eventId: other, further: [other, second, first] },
        { eventId: first },
      ]);
      expect(loaded?.repeats.toSorted()).toEqual([first, second].toSorted());
      expect(none).toMatchObject({ known: true, repeats: [] });
      await expect(commit({ event: anEvent({ id: second }) })).rejects.toMatchObject({ code: 'conflict' });
    });

    it('find nothing by what is no id', async () => {
      const { reads } = harness.store;
      const id = `'; drop table event; --`;
      const found = [
        reads.caseById(id),
        reads.person(id),
        reads.thread(id),
        reads.failedEvent(id),
        reads.caseByNumber(id),
      ];
      expect(await Promise.all(found)).toEqual([undefined, undefined, undefined, undefined, undefined]);
      const lists = [reads.journalOf(id), reads.casesOf(id, 5), reads.draftsOf(id, 5), reads.accountsOf(id)];
      expect(await Promise.all(lists)).toEqual([[], [], [], []]);
    });
  });

  describe('case numbers', () => {
    it('are never given twice', async () => {
      const asked = [1, 3, 19, 20, 21, 45].flatMap((count) => harness.stores.map((store) => store.caseNumbers(count)));
      const numbers = (await Promise.all(asked)).flat();
      expect(numbers).toHaveLength(109 * harness.stores.length);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1001);
    });
  });

  describe('seed', () => {
    it('leaves existing rows as they are, and shows new outlets at once', async () => {
      const person = aPerson();
      const account = anAccount({ personId: person.id });
      const outlet = anOutlet();
      const timer = aTimer();
      await harness.store.seed({ people: [person], accounts: [account], outlets: [outlet], timers: [timer] });
      expect(await harness.store.reads.outlets()).toEqual([outlet]);
      const second = anOutlet({ code: 'SH002', name: '上海二店' });
      await harness.store.seed({
        people: [{ ...person, name: 'other' }],
        accounts: [{ ...account, displayName: 'other' }, anAccount({ personId: person.id })],
        outlets: [anOutlet({ code: 'bj001', name: 'other' }), second],
        timers: [{ ...timer, rev: 'other' }, aTimer({ kind: timer.kind }), aTimer({ key: timer.key, kind: 'other' })],
      });
      expect(await harness.store.reads.outlets()).toEqual([outlet, second]);
      expect(await harness.store.reads.person(person.id)).toEqual({ ...person, createdAt: AT });
      expect(await harness.count('account')).toBe(2);
      expect(await harness.sql('select rev from timer')).toEqual([[timer.rev]]);
    });
  });

  it('gets values from its driver as text, and booleans', async () => {
    const row = [
      `'"12"'::jsonb`,
      `'{"a": 1}'::json`,
      '7::bigint',
      '1.50',
      'true',
      'null',
      `'2026-11-21T20:40:53.100+08'::timestamptz`,
    ];
    expect(await harness.sql(`select ${row.join()}`)).toEqual([
      ['"12"', '{"a": 1}', '7', '1.50', true, null, '2026-11-21 12:40:53.1+00'],
    ]);
  });

  it('answers a ping', async () => {
    await expect(harness.store.ping()).resolves.toBeUndefined();
  });
}
