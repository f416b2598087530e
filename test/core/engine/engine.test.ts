/** The engine: order, groups, answers, rivals within one process, and what happens while the database is away. */
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { StoreError, UnavailableError } from '../../../src/core/errors.ts';
import type { PersonEvent } from '../../../src/core/event.ts';
import type { Context, Outcome } from '../../../src/core/flow.ts';
import type { Case } from '../../../src/domain/case.ts';
import { aCase, aDecision, anEntry, commitOptions } from '../../store/rows.ts';
import {
  aBot,
  aBotThat,
  aMessage,
  anOutcome,
  aProcess,
  aReply,
  aThread,
  conversationOf,
  echo,
  onDatabase,
  personOf,
} from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { away, type TamperedStore, tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const wordsIn = async (event: PersonEvent): Promise<unknown[]> =>
  (await stores.store.reads.journalOf(conversationOf(event))).map((entry) => entry.body.text);

/** How many decisions each commit had. */
const groupsOf = (store: TamperedStore): number[] =>
  store.calls.flatMap((call) => (call.name === 'commit' ? [call.args[0].length] : []));

/** Whether a promise is still open when everything that could settle it at once has run. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  await new Promise(setImmediate);
  const settled = promise.catch(() => {});
  return (await Promise.race([settled, Promise.resolve(open)])) === open;
}

describe('events of one conversation', () => {
  it('keep their order while other conversations go in the same group', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store });
    const thread = aThread();
    const words = ['one', 'two', 'three', 'four', 'five'];
    const events = words.map((text) => aMessage({ thread, text }));
    const others = [aMessage(), aMessage()];
    await Promise.all([...events, ...others].map((event) => handle(event)));
    expect(groupsOf(store)[0]).toBe(3);
    expect(await wordsIn(aMessage({ thread }))).toEqual(words);
  });

  it('are answered in their order', async () => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    const words = ['one', 'two', 'three', 'four', 'five'];
    await Promise.all(words.map((text) => process.handle(aMessage({ thread, text }))));
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(words);
  });
});

describe('a group', () => {
  it('is written at once, and gathers while another is being written', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store, engine: { groupsInFlight: 1 } });
    const gate = aGate();
    store.before = ({ name }) => (name === 'commit' ? gate.pass() : undefined);
    const first = handle(aMessage());
    await gate.reached;
    const others = Array.from({ length: 10 }, () => handle(aMessage()));
    gate.open();
    await Promise.all([first, ...others]);
    expect(groupsOf(store)).toEqual([1, 10]);
  });

  it('is no larger than it may be', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store, engine: { groupMax: 4 } });
    await Promise.all(Array.from({ length: 10 }, () => handle(aMessage())));
    expect(groupsOf(store).toSorted()).toEqual([2, 4, 4]);
  });
});

describe('a repeated event', () => {
  it.each([2, 3, 4])('has one effect when it comes %i times at once', async (times) => {
    const process = aProcess({ store: stores.store });
    const event = aMessage({ text: 'once' });
    const answers = await Promise.all(Array.from({ length: times }, () => process.handle(event)));
    await process.delivery.idle();
    const repeats = Array.from({ length: times - 1 }, () => 'known');
    expect(answers.map((answer) => answer.status)).toEqual(['done', ...repeats]);
    expect(await wordsIn(event)).toEqual(['once']);
    expect(process.platform.textsIn(event.thread.id)).toEqual(['once']);
  });

  it('has no effect when it comes again after others', async () => {
    const process = aProcess({ store: stores.store });
    const event = aMessage({ text: 'once' });
    await process.handle(event);
    await process.handle(aMessage({ thread: event.thread, text: 'other' }));
    expect(await process.handle(event)).toEqual({ status: 'known', immediate: [] });
    expect(await wordsIn(event)).toEqual(['once', 'other']);
  });
});

describe('a question that changes nothing', () => {
  const ask = () => anOutcome({ immediate: [{ type: 'reply', reply: aReply('the queue is empty') }] });
  const bot = aBotThat({ queue: ask });

  it('is answered at once and leaves nothing behind', async () => {
    const { handle, platform } = aProcess({ store: stores.store, bot });
    const answer = await handle(aMessage({ text: 'queue' }));
    expect(answer).toEqual({
      status: 'read',
      immediate: [{ type: 'message', message: { text: 'the queue is empty' } }],
    });
    const tables = ['event', 'journal', 'person', 'outbox'];
    expect(await Promise.all(tables.map((table) => stores.count(table)))).toEqual([0, 0, 0, 0]);
    expect(platform.arrivals).toEqual([]);
  });

  it('gets a committed reply where the channel can’t answer at once', async () => {
    const { handle, platform, delivery } = aProcess({ store: stores.store, bot, immediate: false });
    const event = aMessage({ text: 'queue' });
    expect(await handle(event)).toEqual({ status: 'done', immediate: [] });
    await delivery.idle();
    expect(platform.textsIn(event.thread.id)).toEqual(['the queue is empty']);
  });
});

describe('problems in a dialog', () => {
  const check = (context: Context): Outcome =>
    anOutcome({
      immediate: [{ type: 'problems', problems: [{ field: 'phone', text: { verbatim: 'too short' } }] }],
      effects: [
        { type: 'timer', timer: { key: context.id('rest'), dueAt: '2120-01-01T00:00:00Z', kind: 'rest', ids: {} } },
      ],
    });
  const bot = aBotThat({ submit: check });

  it('are answered at once beside what is committed', async () => {
    const { handle } = aProcess({ store: stores.store, bot });
    expect(await handle(aMessage({ text: 'submit' }))).toEqual({
      status: 'done',
      immediate: [{ type: 'problems', problems: [{ field: 'phone', text: 'too short' }] }],
    });
    expect(await stores.count('timer')).toBe(1);
  });

  it('are said in the thread where the channel can’t answer at once', async () => {
    const { handle, platform, delivery } = aProcess({ store: stores.store, bot, immediate: false });
    const event = aMessage({ text: 'submit' });
    await handle(event);
    await delivery.idle();
    expect(platform.textsIn(event.thread.id)).toEqual(['too short']);
  });
});

describe('two who want the same', () => {
  async function aFiledCase(): Promise<Case> {
    const filed = aCase();
    const entry = anEntry({ id: filed.id, seq: filed.seq, aggregate: 'case' });
    await stores.store.commit([aDecision({ cases: [filed], journal: [entry] })], commitOptions());
    return filed;
  }
  const claimOf =
    (id: string) =>
    async (context: Context): Promise<Outcome> => {
      const current = await context.reads.caseById(id);
      if (!current || !context.person) throw new Error('nothing to claim');
      if (current.assigneeId) return anOutcome({ replies: [aReply('taken')] });
      const claimed: Case = { ...current, seq: current.seq + 1, status: 'assigned', assigneeId: context.person.id };
      return anOutcome({
        replies: [aReply('yours')],
        effects: [{ type: 'case', case: claimed, entry: { kind: 'claim', body: {} } }],
      });
    };

  it('in one group: the first gets it, and the second decides on what is left', async () => {
    const filed = await aFiledCase();
    const store = tampered(stores.store);
    const process = aProcess({ store, bot: aBotThat({ claim: claimOf(filed.id) }) });
    const [first, second] = [aMessage({ text: 'claim' }), aMessage({ text: 'claim' })];
    await Promise.all([process.handle(first), process.handle(second)]);
    await process.delivery.idle();
    expect(process.platform.textsIn(first.thread.id)).toEqual(['yours']);
    expect(process.platform.textsIn(second.thread.id)).toEqual(['taken']);
    expect(await stores.store.reads.caseById(filed.id)).toMatchObject({ assigneeId: personOf(first), seq: 2 });
    expect(groupsOf(store)).toEqual([1, 1]);
  });

  it('in a crowd: exactly one gets it, and everyone is told', async () => {
    const filed = await aFiledCase();
    const process = aProcess({
      store: stores.store,
      bot: aBotThat({ claim: claimOf(filed.id) }),
      engine: { groupMax: 8 },
    });
    await Promise.all(Array.from({ length: 40 }, () => process.handle(aMessage({ text: 'claim' }))));
    await process.delivery.idle();
    const told = process.platform.arrivals.map(({ message }) => message.text).toSorted();
    expect(told).toEqual([...Array.from({ length: 39 }, () => 'taken'), 'yours']);
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
  });

  it('in two places at once: a newcomer is written once', async () => {
    const process = aProcess({ store: stores.store });
    const events = [aMessage({ user: 'wang', text: 'here' }), aMessage({ user: 'wang', text: 'there' })];
    await Promise.all(events.map((event) => process.handle(event)));
    await process.delivery.idle();
    expect(process.platform.arrivals.map(({ message }) => message.text).toSorted()).toEqual(['here', 'there']);
    expect(await stores.count('person')).toBe(1);
    expect(await stores.count('account')).toBe(1);
  });
});

describe('a right that an act needs', () => {
  it('is checked when the act is written: lost in between, the act is not done', async () => {
    const store = tampered(stores.store);
    const act = (context: Context): Outcome => {
      const { person } = context;
      if (person?.role !== 'staff') return anOutcome({ replies: [aReply('not allowed')] });
      const timer = { key: 'done', dueAt: '2120-01-01T00:00:00Z', kind: 'rest', ids: {} };
      return anOutcome({
        replies: [aReply('done')],
        effects: [
          { type: 'needs-rights', person },
          { type: 'timer', timer },
        ],
      });
    };
    const process = aProcess({ store, bot: aBotThat({ act }) });
    const thread = aThread();
    const event = aMessage({ thread, text: 'act' });
    await process.handle(aMessage({ thread, text: 'hello' }));
    await stores.sql(`update person set role = 'staff', seq = seq + 1 where id = '${personOf(event)}'`);
    store.after = async ({ name }) => {
      if (name === 'load')
        await stores.sql(`update person set role = 'franchisee', seq = seq + 1 where id = '${personOf(event)}'`);
    };
    await process.handle(event);
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['hello', 'not allowed']);
    expect(await stores.count('timer')).toBe(0);
  });
});

describe('while the database is away', () => {
  it('nothing is acknowledged, and everything is handled once when it is back', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    const threads = [aThread(), aThread(), aThread()];
    store.cut();
    const words = ['one', 'two', 'three'];
    const answers = words.flatMap((text) => threads.map((thread) => process.handle(aMessage({ thread, text }))));
    await eventually(() => expect(store.calls.some(({ name }) => name === 'ping')).toBe(true));
    expect(await Promise.all(answers.map(isOpen))).toEqual(answers.map(() => true));
    store.restore();
    expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual(answers.map(() => 'done'));
    for (const thread of threads) expect(await wordsIn(aMessage({ thread }))).toEqual(words);
    await process.delivery.idle();
    for (const thread of threads) expect(process.platform.textsIn(thread.id)).toEqual(words);
  });

  it('a commit whose answer was lost is recognised, and its replies are sent once', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    let lost = 0;
    store.after = ({ name }) => {
      if (name !== 'commit' || lost > 0) return;
      lost += 1;
      throw away();
    };
    const event = aMessage({ text: 'once' });
    expect((await process.handle(event)).status).toBe('known');
    process.start();
    await eventually(() => expect(process.platform.textsIn(event.thread.id)).toEqual(['once']));
    await process.handle(aMessage({ thread: event.thread, text: 'next' }));
    await process.delivery.idle();
    expect(process.platform.textsIn(event.thread.id)).toEqual(['once', 'next']);
    expect(await wordsIn(event)).toEqual(['once', 'next']);
  });

  it('stop gives up what can’t be written', async () => {
    const store = tampered(stores.store);
    const { engine, handle } = aProcess({ store });
    const thread = aThread();
    store.cut();
    const answers = ['one', 'two', 'three'].map((text) => handle(aMessage({ thread, text })));
    const outcomes = Promise.allSettled([...answers, handle(aMessage())]);
    await eventually(() => expect(store.calls.some(({ name }) => name === 'ping')).toBe(true));
    await engine.stop();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    }
    expect(store.calls.filter(({ name }) => name === 'load')).toHaveLength(1);
  });

  it('one who waits no longer is let go, and the event is not handled later', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store });
    const thread = aThread();
    const [patient, impatient] = [new AbortController(), new AbortController()];
    store.cut();
    const first = handle(aMessage({ thread, text: 'first' }), { signal: impatient.signal });
    const second = handle(aMessage({ thread, text: 'second' }), { signal: impatient.signal });
    const third = handle(aMessage({ thread, text: 'third' }), { signal: patient.signal });
    await eventually(() => expect(store.calls.some(({ name }) => name === 'ping')).toBe(true));
    impatient.abort();
    await expect(first).rejects.toBeInstanceOf(UnavailableError);
    await expect(second).rejects.toBeInstanceOf(UnavailableError);
    expect(await isOpen(third)).toBe(true);
    store.restore();
    await third;
    expect(await wordsIn(aMessage({ thread }))).toEqual(['third']);
  });
});

describe('a caller’s signal', () => {
  it('that is aborted already keeps the event out', async () => {
    const { handle } = aProcess({ store: stores.store });
    await expect(handle(aMessage(), { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(UnavailableError);
    expect(await stores.count('event')).toBe(0);
  });

  it('lets the caller go while the event is on its way; a repeat finds it done', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store });
    const gate = aGate();
    store.before = ({ name }) => (name === 'commit' ? gate.pass() : undefined);
    const caller = new AbortController();
    const event = aMessage({ text: 'once' });
    const answer = handle(event, { signal: caller.signal });
    await gate.reached;
    caller.abort();
    await expect(answer).rejects.toBeInstanceOf(UnavailableError);
    gate.open();
    expect((await handle(event)).status).toBe('known');
    expect(await wordsIn(event)).toEqual(['once']);
  });

  it('keeps an event from being begun again', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store });
    const caller = new AbortController();
    store.before = ({ name }) => {
      if (name !== 'commit') return;
      caller.abort();
      throw new StoreError('conflict', 'someone else was first');
    };
    await expect(handle(aMessage(), { signal: caller.signal })).rejects.toBeInstanceOf(UnavailableError);
    await new Promise(setImmediate);
    expect(store.calls.map(({ name }) => name)).toEqual(['load', 'commit']);
  });

  it('is not listened to when the event is finished', async () => {
    const { handle } = aProcess({ store: stores.store });
    const { signal } = new AbortController();
    await handle(aMessage(), { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('stop', () => {
  it('finishes what was taken and refuses what comes', async () => {
    const store = tampered(stores.store);
    const { handle, engine } = aProcess({ store });
    const gate = aGate();
    store.before = ({ name }) => (name === 'commit' ? gate.pass() : undefined);
    const thread = aThread();
    const taken = [handle(aMessage({ thread, text: 'one' })), handle(aMessage({ thread, text: 'two' }))];
    await gate.reached;
    const stopped = engine.stop();
    await expect(handle(aMessage({ thread, text: 'three' }))).rejects.toBeInstanceOf(UnavailableError);
    expect(await isOpen(stopped)).toBe(true);
    gate.open();
    await stopped;
    expect((await Promise.all(taken)).map((answer) => answer.status)).toEqual(['done', 'done']);
    expect(await wordsIn(aMessage({ thread }))).toEqual(['one', 'two']);
  });

  it('resolves at once when there is nothing to finish, and again', async () => {
    const { engine, handle } = aProcess({ store: stores.store });
    await handle(aMessage());
    await Promise.all([engine.stop(), engine.stop()]);
    await expect(engine.stop()).resolves.toBeUndefined();
  });
});

describe('a bot', () => {
  it('gets the database’s clock, ids that follow from the event, and the number of the turn', async () => {
    const seen: Context[] = [];
    const bot = aBot(async (event, context) => {
      seen.push(context);
      return await echo(event, context);
    });
    const { handle } = aProcess({ store: stores.store, bot });
    const thread = aThread();
    const clock = async () => Date.parse(String((await stores.sql('select now()'))[0]?.[0]));
    const before = await clock();
    await handle(aMessage({ thread }));
    const after = await clock();
    await handle(aMessage({ thread }));
    const [first, second] = seen;
    const now = Date.parse(first?.now ?? '');
    expect([before, now, after].toSorted((a, b) => a - b)).toEqual([before, now, after]);
    expect([first?.turn, second?.turn]).toEqual([1, 2]);
    expect(first?.id('case')).not.toBe(second?.id('case'));
    expect(second?.conversation?.frames).toEqual([]);
    expect(second?.person?.role).toBe('prospect');
  });
});
