/** Timers: judged by the database's clock, once, at the rev that was set last. */
import { describe, expect, it } from 'vitest';
import type { Timer } from '../../../src/core/event.ts';
import type { Bot } from '../../../src/core/flow.ts';
import { aDecision, aTimer, commitOptions, FUTURE, PAST } from '../../store/rows.ts';
import { aBot, aMessage, anOutcome, aProcess, onDatabase, wordsOf } from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { away, tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const HOUR_MS = 3_600_000;

const set = (...timers: Timer[]) => stores.store.commit([aDecision({ timers })], commitOptions());
const cancel = (key: string) => stores.store.commit([aDecision({ cancel: [{ key }] })], commitOptions());

/** Notes which timers fired; a person's words set the timer of that key, due now. */
function aWatch(onFire: (timer: Timer) => Awaited<ReturnType<Bot['respond']>> = () => anOutcome()) {
  const fired: string[] = [];
  const bot = aBot(async (event, context) => {
    if (event.type === 'timer') {
      fired.push(event.timer.key);
      return onFire(event.timer);
    }
    const timer = { key: wordsOf(event), dueAt: context.now, kind: 'rest', ids: {} };
    return anOutcome({ effects: [{ type: 'timer', timer }] });
  });
  return { bot, fired };
}

describe('a timer', () => {
  it('fires once and is gone', async () => {
    const { bot, fired } = aWatch();
    const { timers } = aProcess({ store: stores.store, bot });
    const timer = aTimer();
    await set(timer);
    expect([await timers.runOnce(), await timers.runOnce()]).toEqual([1, 0]);
    expect(fired).toEqual([timer.key]);
    expect(await stores.count('timer')).toBe(0);
  });

  it('fires once however many processes look at once', async () => {
    const { bot, fired } = aWatch();
    const processes = [1, 2, 3].map(() => aProcess({ store: stores.store, bot }));
    const due = Array.from({ length: 60 }, () => aTimer());
    await set(...due);
    const counts = await Promise.all(processes.map(({ timers }) => timers.runOnce()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(60);
    expect(fired.toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  });

  it('that was moved fires only where it was moved to', async () => {
    const { bot, fired } = aWatch();
    const { timers } = aProcess({ store: stores.store, bot });
    const timer = aTimer();
    await set(timer);
    await set({ ...timer, rev: 'moved', dueAt: FUTURE });
    expect(await timers.runOnce()).toBe(0);
    await set({ ...timer, rev: 'moved again', dueAt: PAST });
    expect(await timers.runOnce()).toBe(1);
    expect(fired).toEqual([timer.key]);
  });

  it.each(['claimTimers', 'load'] as const)(
    'that is moved after the %s does not fire at the old rev',
    async (moment) => {
      const store = tampered(stores.store);
      const revs: string[] = [];
      const { bot } = aWatch((timer) => {
        revs.push(timer.rev);
        return anOutcome({
          effects: [{ type: 'timer', timer: { ...aTimer({ key: `effect of ${timer.rev}` }), dueAt: FUTURE } }],
        });
      });
      const { timers } = aProcess({ store, bot });
      const timer = aTimer({ rev: 'old' });
      await set(timer);
      let moved = false;
      store.after = async ({ name }) => {
        if (name !== moment || moved) return;
        moved = true;
        await set({ ...timer, rev: 'new' });
      };
      await timers.runOnce();
      expect(await stores.sql('select key, rev from timer')).toEqual([[timer.key, 'new']]);
      await timers.runOnce();
      expect(revs.at(-1)).toBe('new');
      expect(await stores.sql('select key from timer')).toEqual([['effect of new']]);
    },
  );

  it.each(['claimTimers', 'load'] as const)('that is cancelled after the %s has no effect', async (moment) => {
    const store = tampered(stores.store);
    const { bot } = aWatch(() => anOutcome({ effects: [{ type: 'timer', timer: aTimer({ key: 'effect' }) }] }));
    const { timers } = aProcess({ store, bot });
    const timer = aTimer();
    await set(timer);
    store.after = async ({ name }) => {
      if (name === moment) await cancel(timer.key);
    };
    await timers.runOnce();
    expect(await stores.count('timer')).toBe(0);
    expect(await stores.count('event', `kind = '${timer.kind}'`)).toBe(0);
  });

  it('that was cancelled never fires', async () => {
    const { bot, fired } = aWatch();
    const { timers } = aProcess({ store: stores.store, bot });
    const timer = aTimer();
    await set(timer);
    await cancel(timer.key);
    expect(await timers.runOnce()).toBe(0);
    expect(fired).toEqual([]);
  });

  it('sets the next of its kind until it sets no more', async () => {
    const rounds: string[] = [];
    const { bot } = aWatch((timer) => {
      const round = Number(timer.ids.round) + 1;
      rounds.push(timer.rev);
      const next = { ...timer, dueAt: PAST, ids: { round: String(round) } };
      return round === 4 ? anOutcome() : anOutcome({ effects: [{ type: 'timer', timer: next }] });
    });
    const process = aProcess({ store: stores.store, bot, timers: { lookMs: HOUR_MS } });
    await set(aTimer({ key: 'daily', ids: { round: '0' } }));
    process.start();
    await eventually(() => expect(rounds).toHaveLength(4));
    await eventually(async () => expect(await stores.count('timer')).toBe(0));
    expect(new Set(rounds).size).toBe(4);
  });
});

describe('a timer while the database is away', () => {
  it('fires when it is back', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const { timers } = aProcess({ store, bot });
    await set(aTimer());
    store.before = ({ name }) => {
      if (name === 'load' && store.calls.length === 2) store.cut();
      if (name === 'ping') store.restore();
    };
    await timers.runOnce();
    expect(store.calls.map(({ name }) => name)).toEqual(['claimTimers', 'load', 'ping', 'load', 'commit']);
    expect(fired).toHaveLength(1);
  });

  it('whose claim was never heard of fires when the lease has lapsed', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const { timers } = aProcess({ store, bot });
    await set(aTimer());
    store.after = ({ name }) => {
      if (name === 'claimTimers') throw away();
    };
    expect(await timers.runOnce()).toBe(0);
    store.after = () => {};
    expect(await timers.runOnce()).toBe(0);
    await stores.sql(`update timer set lease_until = now() - interval '1 s'`);
    expect(await timers.runOnce()).toBe(1);
    expect(fired).toHaveLength(1);
  });

  it('that a stopping process gives up fires in another one', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const leaving = aProcess({ store, bot, timers: { leaseMs: 30, lookMs: HOUR_MS } });
    const staying = aProcess({ store: stores.store, bot, timers: { lookMs: 20 } });
    await set(aTimer());
    store.before = ({ name }) => {
      if (name === 'load') store.cut();
    };
    void leaving.timers.runOnce();
    await eventually(() => expect(store.calls.some(({ name }) => name === 'ping')).toBe(true));
    await leaving.stop();
    expect(fired).toEqual([]);
    staying.start();
    await eventually(() => expect(fired).toHaveLength(1));
    await eventually(async () => expect(await stores.count('timer')).toBe(0));
  });

  it('is looked for again when a look failed', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const process = aProcess({ store, bot, timers: { lookMs: 20 } });
    await set(aTimer());
    store.cut();
    process.start();
    await eventually(() => expect(store.calls.filter(({ name }) => name === 'claimTimers').length).toBeGreaterThan(1));
    store.restore();
    await eventually(() => expect(fired).toHaveLength(1));
  });
});

describe('the worker', () => {
  it('notices a timer that a commit has set, without waiting for its next look', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const process = aProcess({ store, bot, timers: { lookMs: HOUR_MS } });
    process.start();
    await eventually(() => expect(store.calls.some(({ name }) => name === 'claimTimers')).toBe(true));
    await process.handle(aMessage({ text: 'soon' }));
    await eventually(() => expect(fired).toEqual(['soon']));
  });

  it('notices it also while it is busy with others', async () => {
    const store = tampered(stores.store);
    const { bot, fired } = aWatch();
    const process = aProcess({ store, bot, timers: { lookMs: HOUR_MS } });
    const gate = aGate();
    store.before = (call) => {
      const busy = call.name === 'commit' && call.args[0].some(({ expects }) => expects[0]?.type === 'timer');
      return busy ? gate.pass() : undefined;
    };
    await set(aTimer({ key: 'busy' }));
    process.start();
    await gate.reached;
    await process.handle(aMessage({ text: 'soon' }));
    // Timers go off in their order, so the worker's alarm has gone off by now.
    await new Promise((resolve) => setTimeout(resolve, 1));
    gate.open();
    await eventually(() => expect(fired).toEqual(['busy', 'soon']));
  });

  it('sees what another process has set at its next look', async () => {
    const { bot, fired } = aWatch();
    const process = aProcess({ store: stores.store, bot, timers: { lookMs: 20 } });
    process.start();
    await process.timers.runOnce();
    await set(aTimer({ key: 'from elsewhere' }));
    await eventually(() => expect(fired).toEqual(['from elsewhere']));
  });

  it('looks no more when it is stopped', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store, timers: { lookMs: HOUR_MS } });
    process.start();
    await process.timers.stop();
    const looks = store.calls.filter(({ name }) => name === 'claimTimers').length;
    await process.handle(aMessage());
    process.timers.noticed([aTimer()], { now: PAST });
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(store.calls.filter(({ name }) => name === 'claimTimers')).toHaveLength(looks);
  });
});
