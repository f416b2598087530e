/** Who writes faster than people do: their budget, and the lots that the rest is kept in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFlood, FLOOD_LIMITS, type FloodLimits } from '../../../src/core/engine/flood.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { Input, LotEvent, PersonEvent } from '../../../src/core/event.ts';
import { phrase } from '../../../src/locales/catalogue.ts';
import {
  aBot,
  aMessage,
  anOutcome,
  aProcess,
  aReply,
  aThread,
  conversationOf,
  echo,
  onDatabase,
  wordsOf,
} from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { away, tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

/** A budget by a clock that only the test moves. */
function aFlood(limits: Partial<FloodLimits> = {}) {
  let nowMs = 0;
  const flood = createFlood({ ...FLOOD_LIMITS, ...limits }, () => nowMs);
  return {
    flood,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    now: () => nowMs,
  };
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('a budget', () => {
  it('is never met by someone who writes twice a second for most of a minute, or forwards a whole chat', () => {
    const { flood, pass } = aFlood();
    expect(times(FLOOD_LIMITS.burst, () => flood.isOver('forwards'))).not.toContain(true);
    const steady = times(110, () => {
      pass(0.5);
      return flood.isOver('steady');
    });
    expect(steady).not.toContain(true);
  });

  it('that is used up lets nothing through until there has been a pause', () => {
    const { flood, pass } = aFlood({ burst: 3, pauseSeconds: 3 });
    expect(times(4, () => flood.isOver('a'))).toEqual([false, false, false, true]);
    const flooding = times(500, () => {
      pass(0.1);
      return flood.isOver('a');
    });
    expect(flooding).not.toContain(false);
    pass(3);
    expect(flood.isOver('a')).toBe(false);
  });

  it('is everyone’s own', () => {
    const { flood } = aFlood({ burst: 1 });
    expect([flood.isOver('a'), flood.isOver('a'), flood.isOver('b')]).toEqual([false, true, false]);
  });

  it('is remembered for no more accounts than there is room for', () => {
    const { flood, pass } = aFlood({ accountsMax: 100, burst: 2 });
    for (let account = 0; account < 10_000; account += 1) flood.isOver(`${account}`);
    expect(flood.size()).toBeLessThanOrEqual(200);
    pass(3600);
    flood.isOver('a');
    pass(3600);
    flood.isOver('b');
    expect(flood.size()).toBeLessThanOrEqual(2);
  });

  it('of ten thousand who flood at once is kept', () => {
    const { flood } = aFlood({ burst: 1 });
    const all = () => times(10_000, (account) => flood.isOver(`${account}`));
    expect(all()).not.toContain(true);
    expect(all()).not.toContain(false);
  });

  it('has one notice a minute to each, and few words to the desk about all', () => {
    const { flood, pass } = aFlood();
    expect([flood.tellsAuthor('a'), flood.tellsAuthor('a'), flood.tellsAuthor('b')]).toEqual([true, false, true]);
    pass(60);
    expect(flood.tellsAuthor('a')).toBe(true);
    expect(times(100, () => flood.tellsDesk()).filter(Boolean)).toHaveLength(FLOOD_LIMITS.deskBurst);
    pass(60);
    expect(times(100, () => flood.tellsDesk()).filter(Boolean)).toHaveLength(1);
  });
});

/** The lots in the order in which they were begun. */
async function lots(): Promise<{ id: string; status: string; acts: string[]; payload: LotEvent }[]> {
  const rows = await stores.sql(`select id, status, payload::text from event where kind = 'lot' order by at, id`);
  return rows.map(([id, status, json]) => {
    const payload: LotEvent = JSON.parse(String(json));
    return { id: String(id), status: String(status), acts: payload.acts.map((act) => act.id), payload };
  });
}

const messages = (count: number, thread = aThread()): PersonEvent[] =>
  times(count, (index) => aMessage({ thread, text: `${index}` }));

interface Options {
  burst?: number;
  gatherMs?: number;
}

function aFloodedProcess(
  { burst = 2, gatherMs = 1 }: Options = {},
  more: Partial<Parameters<typeof aProcess>[0]> = {},
) {
  const clock = aFlood({ burst });
  const process = aProcess({ store: stores.store, ...more, engine: { flood: clock.flood, gatherMs, ...more.engine } });
  return {
    ...clock,
    process,
    all: (events: readonly PersonEvent[]) => Promise.all(events.map((e) => process.handle(e))),
  };
}

const ids = (events: readonly PersonEvent[]) => events.map(({ id }) => id);

describe('what is sent over budget', () => {
  it('is one row with everything in order, one notice and one word to the desk', async () => {
    const desk = { thread: aThread('fake', 'desk'), language: 'en' } as const;
    const { process, all } = aFloodedProcess({}, { desks: [desk] });
    const events = messages(30);
    const [first] = events;
    for (const event of events) event.author.languageHint = 'zh-Hans';
    const answers = await all(events);
    await process.delivery.idle();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['done']));
    const [lot, ...others] = await lots();
    expect(others).toEqual([]);
    expect(lot).toMatchObject({ status: 'held', acts: ids(events.slice(2)) });
    expect(lot?.payload.acts.map(({ input }) => input)).toEqual(events.slice(2).map(({ input }) => input));
    expect(process.platform.textsIn(first?.thread.id ?? '')).toEqual(['0', '1', phrase('zh-Hans', 'held-back')]);
    expect(process.platform.textsIn(desk.thread.id)).toEqual([`held back: ${first?.author.displayName} ${lot?.id}`]);
  });

  it('goes into the same row as it goes on, until that has as much as one message can be', async () => {
    const { process, all, pass } = aFloodedProcess();
    const events = messages(252);
    for (let from = 0; from < events.length; from += 25) {
      await all(events.slice(from, from + 25));
      pass(0.5);
    }
    const kept = await lots();
    expect(kept.map(({ acts }) => acts.length)).toEqual([200, 50]);
    expect(kept.flatMap(({ acts }) => acts)).toEqual(ids(events.slice(2)));
    // The first of these still fits.
    const long = times(5, () => aMessage({ thread: events[0]?.thread ?? aThread(), text: 'x'.repeat(20_000) }));
    await all(long);
    expect(await stores.count('event', `kind = 'lot'`)).toBe(2 + 4);
    await process.stop();
  });

  it('is known when it comes again, over budget or not', async () => {
    const { process, all, pass } = aFloodedProcess();
    const events = messages(5);
    await all(events);
    expect((await all([...events.slice(2), ...events.slice(2)])).map(({ status }) => status)).not.toContain('done');
    pass(3600);
    expect((await process.handle(events[4] ?? aMessage())).status).toBe('known');
    expect((await lots()).map(({ acts }) => acts)).toEqual([ids(events.slice(2))]);
  });

  it('is done once when it comes twice in one part', async () => {
    const { all } = aFloodedProcess({ burst: 1 });
    const [first = aMessage(), second = aMessage()] = messages(2);
    const answers = await all([first, second, second]);
    expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'known']);
    expect((await lots()).map(({ acts }) => acts)).toEqual([[second.id]]);
  });

  it('leaves a turn of another process alone', async () => {
    const { process, all } = aFloodedProcess({ burst: 1 });
    const [first = aMessage(), second = aMessage(), third = aMessage()] = messages(3);
    const other = aProcess({ store: await stores.another() });
    const [, [known, done]] = await Promise.all([
      other.handle(second),
      all([first, second, third]).then((a) => a.slice(1)),
    ]);
    expect(done?.status).toBe('done');
    const kept = (await lots()).flatMap(({ acts }) => acts);
    const journal = await stores.store.reads.journalOf(conversationOf(first));
    expect([...kept, ...journal.map((entry) => entry.eventId)].toSorted()).toEqual(
      ids([first, second, third]).toSorted(),
    );
    expect(known?.status).toBe(kept.includes(second.id) ? 'done' : 'known');
    await process.stop();
  });

  it('is a button, and does nothing', async () => {
    let pressed = 0;
    const bot = aBot(async (event, context) => {
      if (event.type === 'person' && event.input.type === 'action') pressed += 1;
      return await echo(event, context);
    });
    const { all } = aFloodedProcess({ burst: 1 }, { bot });
    const press: Input = { type: 'action', id: 'send' };
    const thread = aThread();
    const answers = await all(times(5, () => aMessage({ thread, input: press })));
    expect(answers.map(({ status }) => status)).toEqual(times(5, () => 'done'));
    expect(pressed).toBe(1);
    expect(await lots()).toEqual([]);
  });

  it('comes before what its author writes after a pause', async () => {
    const { process, all, pass } = aFloodedProcess({ burst: 1, gatherMs: 3_600_000 });
    const events = messages(3);
    const gathered = all(events);
    pass(3600);
    const late = aMessage({ thread: events[0]?.thread ?? aThread(), text: 'after' });
    const heldFirst = gathered.then(() => 'lot');
    expect(await Promise.race([heldFirst, process.handle(late).then(() => 'turn')])).toBe('lot');
  });

  it('does not keep another thread or person from being answered', async () => {
    const { process } = aFloodedProcess({ burst: 1, gatherMs: 3_600_000 });
    const events = messages(3);
    const held = Promise.all(events.map((event) => process.handle(event)));
    expect((await process.handle(aMessage({ text: 'other' }))).status).toBe('done');
    await process.stop();
    expect((await held).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  });

  it('has its place before it is safe', async () => {
    const store = tampered(stores.store);
    const { process } = aFloodedProcess({ burst: 1 }, { store });
    const [first = aMessage(), second = aMessage()] = messages(2);
    await process.handle(first);
    const gate = aGate();
    store.before = (call) => (call.name === 'commit' ? gate.pass() : undefined);
    let isSafe = false;
    const held = Promise.withResolvers<void>();
    const answer = process.engine.handle(second, { onHeld: held.resolve }).finally(() => {
      isSafe = true;
    });
    await held.promise;
    await gate.reached;
    expect(isSafe).toBe(false);
    gate.open();
    expect((await answer).status).toBe('done');
  });
});

describe('a lot, when something goes wrong,', () => {
  it('is not acknowledged while the database is away, and is whole when the program starts again', async () => {
    const store = tampered(stores.store);
    const { process, all } = aFloodedProcess({ burst: 1 }, { store });
    const events = messages(6);
    await all(events.slice(0, 3));
    store.cut();
    const lost = Promise.allSettled(events.slice(3).map((event) => process.handle(event)));
    await eventually(() => expect(store.calls.filter(({ name }) => name === 'ping').length).toBeGreaterThan(0));
    await process.stop();
    expect((await lost).map((one) => one.status === 'rejected' && one.reason instanceof UnavailableError)).toEqual([
      true,
      true,
      true,
    ]);
    const again = aFloodedProcess({ burst: 0 });
    expect((await again.all(events)).map(({ status }) => status)).toEqual([
      ...times(3, () => 'known'),
      ...times(3, () => 'done'),
    ]);
    expect((await lots()).flatMap(({ acts }) => acts)).toEqual(ids(events.slice(1)));
  });

  it('is kept once when the answer to its commit was lost', async () => {
    const store = tampered(stores.store);
    const { all } = aFloodedProcess({ burst: 1 }, { store });
    const events = messages(4);
    let lose = 2;
    store.after = (call) => {
      if (call.name !== 'commit') return;
      lose -= 1;
      if (lose === 0) throw away();
    };
    await all(events.slice(0, 1));
    await all(events.slice(1));
    expect((await lots()).map(({ acts }) => acts)).toEqual([ids(events.slice(1))]);
  });

  it('is set aside with its words mended when they can’t be stored', async () => {
    const { process, all } = aFloodedProcess({ burst: 0 });
    const event = aMessage({ text: 'half \ud83d' });
    await all([event]);
    await process.delivery.idle();
    const [lot] = await lots();
    expect(lot).toMatchObject({
      status: 'failed',
      payload: { acts: [{ id: event.id, input: { text: 'half \ufffd' } }] },
    });
    expect((await all([event]))[0]?.status).toBe('known');
    expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('en', 'apology')]);
  });
});

describe('a lot that staff have handled', () => {
  const replaying = aBot(async (event, context) => {
    const [verb, id] = wordsOf(event).split(' ');
    if (verb === 'replay' && id) return anOutcome({ effects: [{ type: 'replay', eventId: id }] });
    return await echo(event, context);
  });

  it('is heard as one message, once; what comes later is another lot', async () => {
    const { process, all } = aFloodedProcess({ burst: 1 }, { bot: replaying, timers: { lookMs: 20 } });
    process.start();
    const events = messages(5);
    const thread = events[0]?.thread ?? aThread();
    const file = { id: events[0]?.id ?? '', name: 'a.jpg', type: 'image/jpeg', size: 1, source: 'x' };
    const more = [
      aMessage({ thread, input: { type: 'command', name: 'help', text: 'me' } }),
      aMessage({ thread, input: { type: 'message', text: 'see', files: [file] } }),
    ];
    await all([...events.slice(0, 3), ...more]);
    const [lot] = await lots();
    for (const _ of [1, 2]) await process.handle(aMessage({ text: `replay ${lot?.id}` }));
    await eventually(async () => expect((await lots()).map(({ status }) => status)).toEqual(['replayed']));
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['0', phrase('en', 'held-back'), '1\n2\n/help me\nsee']);
    expect(await stores.count('file')).toBe(1);

    await all(events.slice(3));
    await eventually(async () => expect(await stores.count('timer')).toBe(0));
    expect((await lots()).map(({ status, acts }) => [status, acts])).toEqual([
      ['replayed', ids([...events.slice(1, 3), ...more])],
      ['held', ids(events.slice(3))],
    ]);
  });

  it('loses nothing that came while it was handled', async () => {
    const store = tampered(stores.store);
    const { process, all } = aFloodedProcess({ burst: 1 }, { bot: replaying, store });
    const events = messages(4);
    await all(events.slice(0, 3));
    const [lot] = await lots();
    await process.handle(aMessage({ text: `replay ${lot?.id}` }));
    const gate = aGate();
    store.before = (call) =>
      call.name === 'commit' && call.args[0].some(({ expects }) => expects.some(({ type }) => type === 'failed-event'))
        ? gate.pass()
        : undefined;
    const firing = process.timers.runOnce();
    await gate.reached;
    await all(events.slice(3));
    gate.open();
    await firing;
    await process.delivery.idle();
    expect(process.platform.textsIn(events[0]?.thread.id ?? '').at(-1)).toBe('1\n2\n3');
  });
});

type Move =
  | { type: 'arrive'; lane: number; event: number }
  | { type: 'fail'; how: 'lost' | 'away' }
  | { type: 'pass'; seconds: number }
  | { type: 'wait' };

const LANES = 3;
const aMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ type: fc.constant('arrive' as const), lane: fc.nat(LANES - 1), event: fc.nat(15) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fail' as const), how: fc.constantFrom('lost', 'away') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('pass' as const), seconds: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.constant({ type: 'wait' as const }) },
);

/** Keeps what it heard in the conversation. */
const listener = aBot(async (event, context) => {
  const heard = [...((context.conversation?.frames[0]?.state ?? []) as string[]), event.id];
  return anOutcome({ frames: [{ flow: 'list', version: 1, draft: null, state: heard }], replies: [aReply('heard')] });
});

describe('any interleaving of people, bursts, repeats and faults', () => {
  it('leaves every message in exactly one place, in order, with one notice a minute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aMove, { minLength: 5, maxLength: 60 }), async (moves) => {
        for (const table of ['event', 'journal', 'conversation', 'outbox']) await stores.sql(`delete from ${table}`);
        const store = tampered(stores.store);
        const { process, pass, now } = aFloodedProcess({ burst: 3 }, { store, bot: listener });
        let fault: 'lost' | 'away' | undefined;
        const failOn = (how: 'lost' | 'away') => (call: { name: string }) => {
          if (call.name !== 'commit' || fault !== how) return;
          fault = undefined;
          throw away();
        };
        store.before = failOn('away');
        store.after = failOn('lost');
        process.start();
        // The first two are one person's, in two threads: they share a budget.
        const users = ['ada', 'ada', 'bob'];
        const events = users.map((user) => {
          const thread = aThread();
          return times(16, () => aMessage({ thread, user }));
        });
        const arrived = events.map(() => new Set<string>());
        const answers: Promise<unknown>[] = [];
        for (const move of moves) {
          if (move.type === 'fail') fault = move.how;
          else if (move.type === 'pass') pass(move.seconds);
          else if (move.type === 'wait') await Promise.all(answers);
          else {
            const event = events[move.lane]?.[move.event];
            if (!event) continue;
            arrived[move.lane]?.add(event.id);
            answers.push(process.handle(event));
          }
        }
        await Promise.all(answers);
        while ((await stores.count('outbox', `status = 'pending'`)) > 0) await process.delivery.sweep();
        await process.stop();

        const kept = await lots();
        const notices = new Map<string, number>();
        for (const [lane, [event]] of events.entries()) {
          if (!event) continue;
          const order = [...(arrived[lane] ?? [])];
          const turns = (await stores.store.reads.journalOf(conversationOf(event))).map((entry) => entry.eventId);
          const mine = kept.filter(({ payload }) => payload.thread.id === event.thread.id).map(({ acts }) => acts);
          expect([...turns, ...mine.flat()].toSorted()).toEqual(order.toSorted());
          for (const list of [turns, ...mine]) expect(list).toEqual(order.filter((id) => list.includes(id)));
          const texts = process.platform.textsIn(event.thread.id);
          expect(texts.filter((text) => text === 'heard')).toHaveLength(turns.length);
          const told = texts.length - turns.length;
          notices.set(users[lane] ?? '', (notices.get(users[lane] ?? '') ?? 0) + told);
        }
        for (const told of notices.values()) expect(told).toBeLessThanOrEqual(1 + Math.floor(now() / 60_000));
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
