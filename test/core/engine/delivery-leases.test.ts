/** Delivery by several processes, or while the database answers late: who may send, and in which order. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aMessage, aProcess, aThread, onDatabase, say, sayAll } from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { aPlatform, unclear } from '../../support/platform.ts';
import { tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const pending = () => stores.count('outbox', `status = 'pending'`);
const marksWritten = (store: ReturnType<typeof tampered>) => store.calls.filter(({ name }) => name === 'mark');

describe('commits answered late or out of order', () => {
  it('leave no gap where another process has written in between', async () => {
    const platform = aPlatform();
    const [ours, theirs] = [aProcess({ store: stores.store, platform }), aProcess({ store: stores.store, platform })];
    const thread = aThread();
    const gate = aGate();
    platform.before = ({ message }) => (message.text === 'one' ? gate.pass() : undefined);
    await say(ours, thread, 'one');
    await gate.reached;
    await say(theirs, thread, 'two');
    await say(ours, thread, 'three');
    gate.open();
    await ours.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual(['one', 'two', 'three']);
  });

  it('are sent also when another process has written after the last look', async () => {
    const platform = aPlatform();
    const store = tampered(stores.store);
    const [ours, theirs] = [aProcess({ store, platform }), aProcess({ store: stores.store, platform })];
    const thread = aThread();
    const marking = aGate();
    store.before = ({ name }) => (name === 'mark' ? marking.pass() : undefined);
    await say(ours, thread, 'one');
    await marking.reached;
    await say(theirs, thread, 'two');
    marking.open();
    await ours.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual(['one', 'two']);
  });

  it('are sent also when they come while a backlog is read', async () => {
    const store = tampered(stores.store);
    let reach: string[] = [];
    const process = aProcess({ store, reach: () => reach });
    const thread = aThread();
    const reading = aGate();
    await say(process, thread, 'one');
    reach = [thread.id];
    store.after = ({ name }) => (name === 'pending' ? reading.pass() : undefined);
    await process.delivery.sweep();
    await reading.reached;
    await say(process, thread, 'two');
    reading.open();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
  });

  it('are sent in the order of the thread, none twice', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    const thread = aThread();
    const gate = aGate();
    let commits = 0;
    store.after = ({ name }) => {
      if (name !== 'commit') return;
      commits += 1;
      return commits === 1 ? gate.pass() : undefined;
    };
    const first = say(process, thread, 'one');
    await gate.reached;
    await say(process, thread, 'two');
    gate.open();
    await first;
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
    expect(await pending()).toBe(0);
  });
});

describe('a lease', () => {
  it('of a process that died between send and mark lapses: that message is sent again, in order, and none is lost', async () => {
    const platform = aPlatform();
    const store = tampered(stores.store);
    const dying = aProcess({ store, platform, delivery: { leaseMs: 50 } });
    const heir = aProcess({ store: stores.store, platform });
    const thread = aThread();
    platform.after = ({ message }) => {
      if (message.text !== 'two' || platform.arrivals.length > 2) return;
      store.cut();
      throw unclear();
    };
    const gate = aGate();
    platform.before = ({ message }) => (message.text === 'one' ? gate.pass() : undefined);
    await sayAll(dying, thread, 'one', 'two', 'three');
    gate.open();
    await eventually(() => expect(platform.arrivals).toHaveLength(2));
    heir.start();
    await eventually(async () => expect(await pending()).toBe(0));
    const texts = platform.textsIn(thread.id);
    // The mark of the first one may have been lost with the process too.
    expect([...new Set(texts)]).toEqual(['one', 'two', 'three']);
    expect(texts.slice(-2)).toEqual(['two', 'three']);
    expect(texts.filter((text) => text === 'two')).toHaveLength(2);
    expect(texts.filter((text) => text === 'three')).toHaveLength(1);
    // So that the platform is asked whether it has them, where it can tell.
    expect(platform.arrivals.slice(-2).map(({ attempt }) => attempt)).toEqual([2, 2]);
  });

  it('that has lapsed makes what its process had sent a repeat, also when a commit takes it over', async () => {
    const platform = aPlatform();
    const store = tampered(stores.store);
    const dying = aProcess({ store, platform, delivery: { leaseMs: 50 } });
    const heir = aProcess({ store: stores.store, platform });
    const thread = aThread();
    platform.after = () => {
      if (platform.arrivals.length > 1) return;
      store.cut();
      throw unclear();
    };
    await sayAll(dying, thread, 'one').catch(() => {});
    await eventually(() => expect(platform.arrivals).toHaveLength(1));
    await eventually(async () => expect(await stores.count('thread', 'lease_until < now()')).toBe(1));
    await heir.handle(aMessage({ text: 'two', thread }));
    await eventually(() => expect(platform.textsIn(thread.id)).toEqual(['one', 'one', 'two']));
    expect(platform.arrivals[1]?.attempt).toBe(2);
  });

  it('lost while sending makes the marks of the loser void, and it sends no more', async () => {
    const platform = aPlatform();
    const loser = aProcess({ store: stores.store, platform, delivery: { leaseMs: 30 } });
    const winner = aProcess({ store: stores.store, platform });
    const thread = aThread();
    const gate = aGate();
    let first = true;
    platform.before = () => {
      if (!first) return;
      first = false;
      return gate.pass();
    };
    await sayAll(loser, thread, 'one', 'two');
    await gate.reached;
    winner.start();
    await eventually(async () => expect(await pending()).toBe(0));
    await winner.delivery.idle();
    const marked = await stores.sql('select native_id from outbox order by seq');
    gate.open();
    await loser.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual(['one', 'two', 'one']);
    expect(await stores.sql('select native_id from outbox order by seq')).toEqual(marked);
    expect(marked).toEqual([['native-1'], ['native-2']]);
  });

  it('found to be lost by a mark keeps the loser from sending on', async () => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    const gates = { one: aGate(), two: aGate() };
    process.platform.before = ({ message: { text } }) =>
      text === 'one' || text === 'two' ? gates[text].pass() : undefined;
    await sayAll(process, thread, 'one', 'two', 'three');
    await stores.sql(`update thread set token = '${randomUUID()}'`);
    gates.one.open();
    await gates.two.reached;
    // Marked by a commit, so that the process knows when it is answered.
    await say(process, aThread(), 'elsewhere');
    await eventually(() => expect(process.platform.arrivals).toHaveLength(2));
    gates.two.open();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
    expect(await stores.count('outbox', `status = 'pending' and thread_id = '${thread.id}'`)).toBe(3);
  });

  it('is renewed as long as there is something to send', async () => {
    const platform = aPlatform();
    const store = tampered(stores.store);
    const sender = aProcess({ store, platform, delivery: { leaseMs: 60 } });
    const thread = aThread();
    const texts = ['one', 'two', 'three', 'four', 'five'];
    const renewals = () =>
      marksWritten(store).filter(
        (call) => call.name === 'mark' && call.args[0].threads.some(({ type }) => type === 'renew'),
      );
    // Each send takes as long as it takes until the database has seen the lease grow old.
    platform.before = () =>
      eventually(async () =>
        expect(await stores.count('thread', `lease_until < now() + interval '20 ms'`)).toBe(1),
      ).then(() => {});
    await Promise.all(texts.map((text) => say(sender, thread, text)));
    await sender.delivery.idle();
    expect(renewals().length).toBeGreaterThan(1);
    expect(platform.arrivals).toHaveLength(5);
  });

  it('comes back at once when the database was away while a backlog was read', async () => {
    const store = tampered(stores.store);
    let reach: string[] = [];
    const process = aProcess({ store, reach: () => reach });
    const thread = aThread();
    await sayAll(process, thread, 'one', 'two');
    reach = [thread.id];
    store.before = ({ name }) => {
      if (name === 'pending') store.cut();
    };
    await process.delivery.sweep();
    await eventually(() => expect(marksWritten(store).length).toBeGreaterThan(0));
    store.before = () => {};
    store.restore();
    process.start();
    await eventually(() => expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']));
  });
});

describe('stop', () => {
  it('marks what is being sent and leaves the rest to another process, at once', async () => {
    const platform = aPlatform();
    const leaving = aProcess({ store: stores.store, platform });
    const staying = aProcess({ store: stores.store, platform });
    const thread = aThread();
    const gate = aGate();
    platform.before = ({ message }) => (message.text === 'one' ? gate.pass() : undefined);
    await sayAll(leaving, thread, 'one', 'two');
    await say(staying, thread, 'three');
    const stopped = leaving.stop();
    gate.open();
    await stopped;
    expect(platform.textsIn(thread.id)).toEqual(['one']);
    await staying.delivery.sweep();
    await staying.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual(['one', 'two', 'three']);
  });

  it('gives back other threads’ leases although one send hangs', async () => {
    const platform = aPlatform();
    const leaving = aProcess({ store: stores.store, platform });
    const [stuck, quick] = [aThread(), aThread()];
    const gate = aGate();
    platform.before = ({ message }) => (message.text === 'stuck' ? gate.pass() : undefined);
    await say(leaving, stuck, 'stuck');
    await say(leaving, quick, 'quick');
    const stopped = leaving.stop();
    await eventually(async () => expect(await stores.count('thread', `token is null and id = '${quick.id}'`)).toBe(1));
    expect(await stores.count('thread', `token is not null and id = '${stuck.id}'`)).toBe(1);
    gate.open();
    await stopped;
    expect(await stores.count('thread', 'token is not null')).toBe(0);
    expect(await pending()).toBe(0);
  });

  it('ends while the database is away', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    process.start();
    await say(process, aThread(), 'one');
    store.cut();
    await expect(process.stop()).resolves.toBeUndefined();
  });
});
