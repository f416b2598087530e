/** Events that can't be handled: three tries, then they are set aside, told, and handled again when staff say so. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/core/decision.ts';
import { timerEvent } from '../../../src/core/engine/decide.ts';
import type { Desk } from '../../../src/core/engine/posting.ts';
import { StoreError, UnavailableError } from '../../../src/core/errors.ts';
import type { Bot, Context, Effect } from '../../../src/core/flow.ts';
import { phrase } from '../../../src/locales/catalogue.ts';
import { aDecision, aDraft, aTimer, commitOptions, PAST } from '../../store/rows.ts';
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
  wordsOf,
} from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';
import { tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const aDesk = (): Desk => ({ thread: aThread('fake', 'desk'), language: 'en' });

/** Throws at `poison` as long as it is broken, and replays what `replay <id>` names. */
function aBrokenBot(): Bot & { broken: boolean; tries: number } {
  const bot = {
    broken: true,
    tries: 0,
    ...aBot(async (event, context) => {
      const words = wordsOf(event);
      const [verb, id] = words.split(' ');
      if (verb === 'replay' && id) return anOutcome({ effects: [{ type: 'replay', eventId: id }] });
      if (words !== 'poison') return await echo(event, context);
      bot.tries += 1;
      if (bot.broken) throw new Error('boom');
      return await echo(event, context);
    }),
  };
  return bot;
}

const failed = () => stores.store.reads.failedEvents(10);

describe('an event whose flow throws', () => {
  it('is set aside after three tries, with apology and word to the desk', async () => {
    const bot = aBrokenBot();
    const desk = aDesk();
    const process = aProcess({ store: stores.store, bot, desks: [desk] });
    const event = aMessage({ text: 'poison' });
    event.author.languageHint = 'zh-Hant';
    expect((await process.handle(event)).status).toBe('done');
    await process.delivery.idle();
    expect(bot.tries).toBe(3);
    expect(await failed()).toEqual([{ id: event.id, at: expect.any(String), error: 'Error: boom', payload: event }]);
    expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('zh-Hant', 'apology')]);
    expect(process.platform.textsIn(desk.thread.id)).toEqual([`set aside: ${event.id} (Error: boom)`]);
  });

  it('is known when it comes again', async () => {
    const { handle } = aProcess({ store: stores.store, bot: aBrokenBot() });
    const event = aMessage({ text: 'poison' });
    await handle(event);
    expect((await handle(event)).status).toBe('known');
  });

  it('holds up neither the others of its group nor its own conversation', async () => {
    const process = aProcess({ store: stores.store, bot: aBrokenBot() });
    const poison = aMessage({ text: 'poison' });
    const [next, other] = [aMessage({ thread: poison.thread, text: 'next' }), aMessage({ text: 'other' })];
    await Promise.all([poison, next, other].map((event) => process.handle(event)));
    await process.delivery.idle();
    expect(process.platform.textsIn(poison.thread.id)).toEqual([phrase('en', 'apology'), 'next']);
    expect(process.platform.textsIn(other.thread.id)).toEqual(['other']);
    expect(await failed()).toHaveLength(1);
  });
});

describe('a decision that can’t be written', () => {
  const draft = (wrong: Partial<Record<keyof Draft, unknown>>) => (): Effect => ({
    type: 'draft',
    draft: { ...aDraft(), ...wrong } as Draft,
  });
  const timer = { key: 'rest', kind: 'rest', ids: {} };
  const wrongs: Record<string, (context: Context) => Effect[]> = {
    'a missing value': (context) => [draft({ opening: null })(), ...goodEffects(context)],
    'an id that is none': (context) => [draft({ id: 'mine' })(), ...goodEffects(context)],
    'a number out of range': (context) => [draft({ version: 1e12 })(), ...goodEffects(context)],
    'a time that is none': () => [{ type: 'timer', timer: { ...timer, dueAt: 'soon' } }],
    'text with a lone surrogate': (context) => [draft({ opening: 'half \ud83d' })(), ...goodEffects(context)],
    'text with NUL': (context) => [draft({ opening: 'nothing \0' })(), ...goodEffects(context)],
    'two writes to one row': () => [
      { type: 'timer', timer: { ...timer, dueAt: PAST } },
      { type: 'timer', timer: { ...timer, dueAt: PAST } },
    ],
  };
  const goodEffects = (context: Context): Effect[] => [
    { type: 'timer', timer: { ...timer, key: context.id('good'), dueAt: PAST } },
  ];

  it.each(Object.entries(wrongs))('for %s is set aside, and nothing of it is written', async (_, effects) => {
    const process = aProcess({
      store: stores.store,
      bot: aBotThat({ poison: (context) => anOutcome({ replies: [aReply('fine')], effects: effects(context) }) }),
    });
    const [poison, other] = [aMessage({ text: 'poison' }), aMessage({ text: 'other' })];
    await Promise.all([poison, other].map((event) => process.handle(event)));
    await process.delivery.idle();
    expect(process.platform.textsIn(poison.thread.id)).toEqual([phrase('en', 'apology')]);
    expect(process.platform.textsIn(other.thread.id)).toEqual(['other']);
    expect(await failed()).toMatchObject([{ id: poison.id, payload: poison }]);
    expect([await stores.count('timer'), await stores.count('draft')]).toEqual([0, 0]);
  });

  it.each([
    ['a lone surrogate', 'half \ud83d', 'half \ufffd'],
    ['NUL', 'nothing\0', 'nothing'],
  ])('because the event itself came with %s is set aside with its words mended', async (_, words, kept) => {
    const process = aProcess({ store: stores.store });
    const event = aMessage({ text: words });
    expect((await process.handle(event)).status).toBe('done');
    await process.delivery.idle();
    expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('en', 'apology')]);
    expect(await failed()).toMatchObject([{ payload: { input: { text: kept } } }]);
  });

  it('is set aside with an error that can be stored, wherever its text is cut', async () => {
    const bot = aBotThat({
      poison: () => {
        throw new Error(`${'x'.repeat(492)}🙂 and so on\0`);
      },
    });
    const { handle } = aProcess({ store: stores.store, bot });
    expect((await handle(aMessage({ text: 'poison' }))).status).toBe('done');
    expect(await failed()).toHaveLength(1);
  });

  it('is set aside also when what it concerns can’t be read', async () => {
    const process = aProcess({ store: stores.store });
    const event = aMessage({ text: 'hello' });
    const frames = JSON.stringify([{ flow: 'f', version: 1, draft: 'no id', state: null }]);
    await stores.sql(`insert into conversation (id, seq, thread_id, account_id, frames, updated_at)
values ('${conversationOf(event)}', 1, '${event.thread.id}', '${event.author.accountId}', '${frames}', now())`);
    const other = aMessage({ text: 'other' });
    const answers = await Promise.all([process.handle(event), process.handle(other)]);
    await process.delivery.idle();
    expect(answers.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('en', 'apology')]);
    expect(process.platform.textsIn(other.thread.id)).toEqual(['other']);
    expect(await failed()).toMatchObject([{ id: event.id }]);
  });

  it('stays with its platform when not even the setting aside can be written', async () => {
    const store = tampered(stores.store);
    const { handle } = aProcess({ store });
    const event = aMessage({ text: 'poison' });
    store.before = (call) => {
      const poisoned = call.name === 'commit' && call.args[0].some((decision) => decision.event.id === event.id);
      if (poisoned) throw new StoreError('invalid', 'the database refuses');
    };
    await expect(handle(event)).rejects.toBeInstanceOf(UnavailableError);
    expect((await handle(aMessage({ thread: event.thread, text: 'next' }))).status).toBe('done');
    expect(await failed()).toEqual([]);
  });
});

describe('a replay', () => {
  async function aFailedEvent() {
    const bot = aBrokenBot();
    const process = aProcess({ store: stores.store, bot, timers: { lookMs: 20 } });
    const event = aMessage({ text: 'poison' });
    await process.handle(event);
    return { bot, process, event };
  }
  const statusOf = async (id: string) => (await stores.sql(`select status from event where id = '${id}'`))[0]?.[0];

  it('handles the event once, however many ask for it at once', async () => {
    const { bot, process, event } = await aFailedEvent();
    bot.broken = false;
    await Promise.all([1, 2, 3].map(() => process.handle(aMessage({ text: `replay ${event.id}` }))));
    process.start();
    await eventually(async () => expect(await statusOf(event.id)).toBe('replayed'));
    await process.handle(aMessage({ text: `replay ${event.id}` }));
    await eventually(async () => expect(await stores.count('timer')).toBe(0));
    await process.delivery.idle();
    expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('en', 'apology'), 'poison']);
    expect(await stores.store.reads.journalOf(conversationOf(event))).toHaveLength(1);
    expect(await failed()).toEqual([]);
  });

  it('that fails again is set aside in place of the first, and can be replayed', async () => {
    const { bot, process, event } = await aFailedEvent();
    process.start();
    await process.handle(aMessage({ text: `replay ${event.id}` }));
    await eventually(async () => expect(await statusOf(event.id)).toBe('replayed'));
    const [second, ...more] = await failed();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ error: 'Error: boom', payload: event });
    expect(second?.id).not.toBe(event.id);
    expect(await stores.count('timer')).toBe(0);

    bot.broken = false;
    await process.handle(aMessage({ text: `replay ${second?.id}` }));
    await eventually(async () => expect(await failed()).toEqual([]));
    await eventually(() =>
      expect(process.platform.textsIn(event.thread.id)).toEqual([phrase('en', 'apology'), 'poison']),
    );
  });

  it('of an event that is not set aside does nothing', async () => {
    const { bot, process } = await aFailedEvent();
    bot.broken = false;
    const fine = aMessage({ text: 'fine' });
    await process.handle(fine);
    await process.handle(aMessage({ text: `replay ${fine.id}` }));
    await process.timers.runOnce();
    await process.delivery.idle();
    expect(process.platform.textsIn(fine.thread.id)).toEqual(['fine']);
    expect(await stores.count('timer')).toBe(0);
  });
});

describe('a timer whose flow throws', () => {
  it('is set aside and does not fire again', async () => {
    let tries = 0;
    const bot = aBot(async (event, context) => {
      if (event.type !== 'timer') return await echo(event, context);
      tries += 1;
      throw new Error('boom');
    });
    const desk = aDesk();
    const process = aProcess({ store: stores.store, bot, desks: [desk] });
    const timer = aTimer();
    await stores.store.commit([aDecision({ timers: [timer] })], commitOptions());
    expect(await process.timers.runOnce()).toBe(1);
    await process.delivery.idle();
    expect(await stores.count('timer')).toBe(0);
    expect(await process.timers.runOnce()).toBe(0);
    expect(tries).toBe(3);
    const event = timerEvent(timer);
    expect(await failed()).toMatchObject([{ id: event.id, payload: event }]);
    expect(process.platform.textsIn(desk.thread.id)).toEqual([`set aside: ${event.id} (Error: boom)`]);
  });

  it('is replayed like any other event', async () => {
    let broken = true;
    const fired: string[] = [];
    const bot = aBot(async (event) => {
      if (event.type !== 'timer') return anOutcome({ effects: [{ type: 'replay', eventId: wordsOf(event) }] });
      if (broken) throw new Error('boom');
      fired.push(event.timer.key);
      return anOutcome({ effects: [{ type: 'timer', timer: { ...timer, dueAt: '2120-01-01T00:00:00Z' } }] });
    });
    const timer = aTimer();
    const process = aProcess({ store: stores.store, bot });
    await stores.store.commit([aDecision({ timers: [timer] })], commitOptions());
    await process.timers.runOnce();
    broken = false;
    await process.handle(aMessage({ text: timerEvent(timer).id }));
    await process.timers.runOnce();
    expect(fired).toEqual([timer.key]);
    expect(await failed()).toEqual([]);
    expect(await stores.sql('select key from timer')).toEqual([[timer.key]]);
  });
});

describe('a link of a chain that goes wrong', () => {
  it('does not end the chain, and can’t be replayed into a second one', async () => {
    const bot: Bot = {
      ...aBot(async () => {
        throw new Error('boom');
      }),
      recurring: new Set(['look']),
    };
    const process = aProcess({ store: stores.store, bot, desks: [aDesk()] });
    const timer = aTimer({ kind: 'look', dueAt: PAST });
    await stores.store.commit([aDecision({ timers: [timer] })], commitOptions());
    await process.handle(timerEvent(timer));
    const { id } = timerEvent(timer);
    expect(await failed()).toMatchObject([{ id, payload: null }]);
    const [next, ...others] = await stores.sql(`select kind, due_at > now() as later from timer`);
    expect([next, others]).toEqual([['look', true], []]);
  });
});
