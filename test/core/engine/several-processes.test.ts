/** Several processes on one database server, each with its own store and token; also with a network that fails. */
import { describe, expect, it, vi } from 'vitest';
import type { Context, Outcome } from '../../../src/core/flow.ts';
import type { Case } from '../../../src/domain/case.ts';
import { openStore } from '../../../src/store/index.ts';
import { aCase, aDecision, anEntry, aTimer, commitOptions } from '../../store/rows.ts';
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
  onPostgres,
  type Process,
  type ProcessOptions,
  wordsOf,
} from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { aPlatform, unclear } from '../../support/platform.ts';
import { connect, postgresAnswers } from '../../support/postgres.ts';
import { type Proxy as TcpProxy, withProxy } from '../../support/proxy.ts';
import { type TamperedStore, tampered } from '../../support/tampered-store.ts';

describe.skipIf(!(await postgresAnswers({ silent: true })))('several processes', () => {
  const stores = onPostgres();
  const DAY_MS = 24 * 3_600_000;

  async function someProcesses(count: number, options: Partial<ProcessOptions> = {}): Promise<Process[]> {
    const platform = aPlatform();
    const opened = await Promise.all(Array.from({ length: count }, () => stores.another()));
    return opened.map((store) => aProcess({ store, platform, ...options }));
  }
  const pending = () => stores.count('outbox', `status = 'pending'`);
  /** Texts in the order of the thread. */
  const outboxTexts = async () =>
    (await stores.sql(`select message ->> 'text' from outbox order by seq`)).map(([text]) => text);
  const wordsIn = async (id: string) => (await stores.store.reads.journalOf(id)).map((entry) => entry.body.text);

  it('give a repeated event one effect, in whatever order and process it comes', async () => {
    const [one, two] = await someProcesses(2);
    if (!one || !two) throw new Error('no processes');
    const thread = aThread();
    const events = Array.from({ length: 24 }, (_, index) =>
      aMessage({ text: `message ${index}`, thread, user: `user ${index}` }),
    );
    // Event n comes 1 to 4 times; every second one also the other way round.
    const repeats = events.flatMap((event, index) => Array.from({ length: 1 + (index % 4) }, () => event));
    const arrivals = [...repeats, ...events.toReversed().filter((_, index) => index % 2 === 0)];
    const answers = await Promise.all(
      arrivals.map(async (event, index) => {
        const answer = await (index % 2 === 0 ? one : two).handle(event);
        return { id: event.id, status: answer.status };
      }),
    );
    for (const event of events) {
      const statuses = answers.filter(({ id }) => id === event.id).map(({ status }) => status);
      expect(statuses.filter((status) => status === 'done')).toHaveLength(1);
      expect(statuses.filter((status) => status === 'known')).toHaveLength(statuses.length - 1);
    }
    await Promise.all([one.delivery.idle(), two.delivery.idle()]);
    one.start();
    await eventually(async () => expect(await pending()).toBe(0));
    expect(one.platform.textsIn(thread.id).toSorted()).toEqual(events.map(wordsOf).toSorted());
    expect(await stores.count('journal', `aggregate = 'conversation'`)).toBe(events.length);
  });

  it('that decide on the same: the loser decides again and sees what the winner did', async () => {
    const filed = aCase();
    const entry = anEntry({ id: filed.id, seq: filed.seq, aggregate: 'case' });
    await stores.store.commit([aDecision({ cases: [filed], journal: [entry] })], commitOptions());
    const claim = async (context: Context): Promise<Outcome> => {
      const current = await context.reads.caseById(filed.id);
      if (!current || !context.person) throw new Error('nothing to claim');
      if (current.assigneeId) return anOutcome({ replies: [aReply(`taken by ${current.assigneeId}`)] });
      const claimed: Case = { ...current, seq: current.seq + 1, status: 'assigned', assigneeId: context.person.id };
      const effect = { type: 'case', case: claimed, entry: { kind: 'claim', body: {} } } as const;
      return anOutcome({ replies: [aReply('yours')], effects: [effect] });
    };
    const slowStore = tampered(await stores.another());
    const gate = aGate();
    slowStore.before = ({ name }) => (name === 'commit' ? gate.pass() : undefined);
    const platform = aPlatform();
    const slow = aProcess({ store: slowStore, platform, bot: aBotThat({ claim }) });
    const fast = aProcess({ store: stores.store, platform, bot: aBotThat({ claim }) });
    const [loser, winner] = [aMessage({ text: 'claim' }), aMessage({ text: 'claim' })];
    const lost = slow.handle(loser);
    await gate.reached;
    await fast.handle(winner);
    gate.open();
    await lost;
    await Promise.all([slow.delivery.idle(), fast.delivery.idle()]);
    const holder = (await stores.store.reads.caseById(filed.id))?.assigneeId;
    expect(platform.textsIn(winner.thread.id)).toEqual(['yours']);
    expect(platform.textsIn(loser.thread.id)).toEqual([`taken by ${holder}`]);
    expect(await stores.store.reads.journalOf(filed.id)).toHaveLength(2);
  });

  it('take turns in one conversation without losing any', async () => {
    const processes = await someProcesses(3, {
      bot: aBot(async (event, context) => {
        const seen = (context.conversation?.frames[0]?.state ?? []) as string[];
        return anOutcome({ frames: [{ flow: 'list', version: 1, draft: null, state: [...seen, wordsOf(event)] }] });
      }),
    });
    const thread = aThread();
    const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
    await Promise.all(texts.map((text, index) => processes[index % 3]?.handle(aMessage({ thread, text }))));
    const id = conversationOf(aMessage({ thread }));
    const [loaded] = await stores.store.load([{ eventId: id, conversationId: id }]);
    const words = await wordsIn(id);
    expect(loaded?.conversation).toMatchObject({ seq: 30, frames: [{ state: words }] });
    expect(words.toSorted()).toEqual(texts.toSorted());
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
  });

  it('that write to one thread send 300 messages in its order, none twice, none left', async () => {
    const processes = await someProcesses(3);
    const thread = aThread();
    const texts = Array.from({ length: 300 }, (_, index) => `message ${index}`);
    for (const process of processes) process.start();
    await Promise.all(
      texts.map((text, index) => processes[index % 3]?.handle(aMessage({ thread, text, user: `user ${index}` }))),
    );
    await eventually(async () => expect(await pending()).toBe(0));
    const [first] = processes;
    const order = await outboxTexts();
    expect(order.toSorted()).toEqual(texts.toSorted());
    expect(first?.platform.textsIn(thread.id)).toEqual(order);
  });

  it('keep order also when one dies in the middle of it', async () => {
    const platform = aPlatform();
    const dyingStore = tampered(await stores.another());
    const dying = aProcess({ store: dyingStore, platform, delivery: { leaseMs: 80 } });
    const [others, thread] = [[await stores.another(), await stores.another()], aThread()];
    const heirs = others.map((store) => aProcess({ store, platform }));
    const ofDying: string[] = [];
    const tokens = new Set<string>();
    let dead = false;
    platform.after = ({ outboxId, message }) => {
      if (dead) return;
      tokens.add(outboxId);
      if (message.text.startsWith('dying')) ofDying.push(message.text);
      if (ofDying.length < 10) return;
      dead = true;
      dyingStore.cut();
      throw unclear();
    };
    // The first message is the dying one's, so it has the lease.
    await dying.handle(aMessage({ thread, text: 'dying first', user: 'first' }));
    for (const heir of heirs) heir.start();
    const handled = Array.from({ length: 60 }, (_, index) => {
      const process = [dying, ...heirs][index % 3];
      const text = `${process === dying ? 'dying' : 'other'} ${index}`;
      return process?.handle(aMessage({ thread, text, user: text }));
    });
    const outcomes = Promise.allSettled(handled);
    await eventually(() => expect(dead).toBe(true));
    await dying.stop();
    await outcomes;
    await eventually(async () => expect(await pending()).toBe(0));
    const sent = platform.textsIn(thread.id);
    expect([...new Set(sent)]).toEqual(await outboxTexts());
    const again = sent.filter((text, index) => sent.indexOf(text) !== index);
    const beforeDeath = platform.arrivals
      .filter(({ outboxId }) => tokens.has(outboxId))
      .map(({ message }) => message.text);
    for (const text of again) expect(beforeDeath).toContain(text);
    expect(new Set(again).size).toBe(again.length);
  });

  it('replay a set-aside event once when staff press in two of them at once', async () => {
    let broken = true;
    const bot = aBot(async (event, context) => {
      const [verb, id] = wordsOf(event).split(' ');
      if (verb === 'replay' && id) return anOutcome({ effects: [{ type: 'replay', eventId: id }] });
      if (verb === 'poison' && broken) throw new Error('boom');
      return await echo(event, context);
    });
    const processes = await someProcesses(2, { bot, timers: { lookMs: 20 } });
    const [one, two] = processes;
    const poison = aMessage({ text: 'poison' });
    await one?.handle(poison);
    broken = false;
    for (const process of processes) process.start();
    await Promise.all(
      [one, two, one, two].map((process) => process?.handle(aMessage({ text: `replay ${poison.id}` }))),
    );
    await eventually(async () => expect(await stores.count('timer')).toBe(0));
    await eventually(async () => expect(await pending()).toBe(0));
    expect(one?.platform.textsIn(poison.thread.id).filter((text) => text === 'poison')).toEqual(['poison']);
    expect(await stores.sql(`select status from event where id = '${poison.id}'`)).toEqual([['replayed']]);
    expect(await stores.store.reads.failedEvents(10)).toEqual([]);
  });

  it('fire each timer once', async () => {
    const fired: string[] = [];
    const bot = aBot(async (event) => {
      if (event.type !== 'timer') return anOutcome();
      const timer = { ...aTimer({ key: `effect of ${event.timer.key}` }), dueAt: '2120-01-01T00:00:00Z' };
      fired.push(event.timer.key);
      return anOutcome({
        effects: [
          { type: 'timer', timer },
          { type: 'audit', kind: 'export', body: {} },
        ],
      });
    });
    const processes = await someProcesses(2, { bot, timers: { lookMs: 20, leaseMs: 20 } });
    const timers = Array.from({ length: 80 }, () => aTimer());
    await stores.store.commit([aDecision({ timers })], commitOptions());
    for (const process of processes) process.start();
    await eventually(async () => expect(await stores.count('timer', `key not like 'effect%'`)).toBe(0));
    expect([...new Set(fired)].toSorted()).toEqual(timers.map(({ key }) => key).toSorted());
    expect(await stores.count('journal', `kind = 'audit:export'`)).toBe(80);
    expect(await stores.count('timer')).toBe(80);
  });

  it('fire no timer before it is due, whatever their host’s clock says', async () => {
    const [process] = await someProcesses(1);
    await stores.sql(
      `insert into timer (key, rev, due_at, kind, ids) values ('k', 'r', now() + interval '1 hour', 'rest', '{}')`,
    );
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
    try {
      expect(await process?.timers.runOnce()).toBe(0);
      await stores.sql('update timer set due_at = now()');
      vi.setSystemTime(Date.now() - 2 * DAY_MS);
      expect(await process?.timers.runOnce()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  describe('with a network that fails', () => {
    async function withShakyProcess(
      work: (parts: { process: Process; store: TamperedStore; proxy: TcpProxy }) => Promise<void>,
    ): Promise<void> {
      await withProxy(stores.url, async (proxy) => {
        const store = tampered(await openStore({ url: proxy.through(stores.url) }, { poolSize: 3 }));
        const process = aProcess({ store });
        try {
          await work({ process, store, proxy });
        } finally {
          await process.stop();
          await store.close();
        }
      });
    }

    it('acknowledge nothing meanwhile, and handle everything once afterwards', async () => {
      await withShakyProcess(async ({ process, store, proxy }) => {
        process.start();
        const thread = aThread();
        await process.handle(aMessage({ thread, text: 'before' }));
        proxy.refuse();
        const acknowledged: string[] = [];
        const texts = ['one', 'two', 'three'];
        const handled = texts.map(async (text) => {
          await process.handle(aMessage({ thread, text }));
          acknowledged.push(text);
        });
        await eventually(() => expect(store.calls.some(({ name }) => name === 'ping')).toBe(true));
        expect(acknowledged).toEqual([]);
        await proxy.restore();
        await Promise.all(handled);
        await eventually(() => expect(process.platform.textsIn(thread.id)).toEqual(['before', ...texts]));
        expect(await wordsIn(conversationOf(aMessage({ thread })))).toEqual(['before', ...texts]);
      });
    });

    it('handle everything once although connections are cut in the middle of commits', async () => {
      await withShakyProcess(async ({ process, store, proxy }) => {
        process.start();
        let commits = 0;
        store.before = ({ name }) => {
          if (name !== 'commit') return;
          commits += 1;
          if (commits % 6 === 3 && commits < 30) setImmediate(proxy.cut);
        };
        const threads = [aThread(), aThread(), aThread(), aThread()];
        const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`);
        await Promise.all(threads.flatMap((thread) => texts.map((text) => process.handle(aMessage({ thread, text })))));
        for (const thread of threads) expect(await wordsIn(conversationOf(aMessage({ thread })))).toEqual(texts);
        await eventually(async () => expect(await pending()).toBe(0));
        for (const thread of threads) expect(process.platform.textsIn(thread.id)).toEqual(texts);
        expect(await stores.count('event', `status = 'failed'`)).toBe(0);
      });
    });

    it('handle an event once although its first commit goes on at the server after the connection is lost', async () => {
      await withShakyProcess(async ({ process, proxy }) => {
        process.start();
        // Statements are prepared before, so that the server has all of the next one at once.
        await process.handle(aMessage());
        const session = connect(stores.url);
        const event = aMessage({ text: 'once' });
        const waiting = () =>
          stores.count('pg_stat_activity', `datname = current_database() and wait_event_type = 'Lock'`);
        let answer: ReturnType<Process['handle']> | undefined;
        try {
          await session.begin(async (sql) => {
            await sql`lock table journal in share row exclusive mode`;
            answer = process.handle(event);
            await eventually(async () => expect(await waiting()).toBe(1));
            proxy.cut();
            await eventually(async () => expect(await waiting()).toBe(2));
          });
        } finally {
          await session.end();
        }
        expect(['done', 'known']).toContain((await answer)?.status);
        expect(await wordsIn(conversationOf(event))).toEqual(['once']);
        await eventually(() => expect(process.platform.textsIn(event.thread.id)).toEqual(['once']));
        await eventually(async () => expect(await pending()).toBe(0));
      });
    });
  });
});
