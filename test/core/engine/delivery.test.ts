/** Delivery: what becomes of messages and marks, with faults of the platform and of the database. Processes share one database. */
import { describe, expect, it } from 'vitest';
import { DeliveryError, StoreError } from '../../../src/core/errors.ts';
import {
  aBot,
  anOutcome,
  aProcess,
  aReply,
  aThread,
  onDatabase,
  type Process,
  say,
  sayAll,
  wordsOf,
} from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { aPlatform, failing, rateLimited, refused, unclear, unreachable } from '../../support/platform.ts';
import { tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const MINUTE_MS = 60_000;

const pending = () => stores.count('outbox', `status = 'pending'`);
const statuses = async () => (await stores.sql('select status from outbox order by seq')).map(([status]) => status);
const endDelays = () => stores.sql('update thread set not_before = null');
const marksWritten = (store: ReturnType<typeof tampered>) => store.calls.filter(({ name }) => name === 'mark');

describe('a message that the platform', () => {
  it('is not ready for waits with all of its thread; other threads go on', async () => {
    const process = aProcess({ store: stores.store });
    const [slow, other] = [aThread(), aThread()];
    process.platform.before = failing('slow', rateLimited(MINUTE_MS));
    await sayAll(process, slow, 'slow', 'after');
    await process.delivery.idle();
    await say(process, slow, 'later');
    await say(process, other, 'other');
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(slow.id)).toEqual([]);
    expect(process.platform.textsIn(other.id)).toEqual(['other']);

    await endDelays();
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(slow.id)).toEqual(['slow', 'after', 'later']);
  });

  it('is not ready for waits also in another process', async () => {
    const platform = aPlatform();
    const [ours, theirs] = [aProcess({ store: stores.store, platform }), aProcess({ store: stores.store, platform })];
    const thread = aThread();
    platform.before = failing('slow', rateLimited(MINUTE_MS));
    await say(ours, thread, 'slow');
    await ours.delivery.idle();
    await say(theirs, thread, 'after');
    await theirs.delivery.sweep();
    await theirs.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual([]);
  });

  it.each(['is known', 'is not known yet'])(
    'is not ready for waits also when a commit to its thread was on its way and the delay %s to be written',
    async (written) => {
      const store = tampered(stores.store);
      const process = aProcess({ store });
      const thread = aThread();
      const [sending, answering, marking] = [aGate(), aGate(), aGate()];
      process.platform.before = async (delivery) => {
        if (delivery.attempt > 1 || delivery.message.text !== 'slow') return;
        await sending.pass();
        throw rateLimited(MINUTE_MS);
      };
      await say(process, thread, 'slow');
      await sending.reached;
      store.after = ({ name }) => {
        if (name === 'commit') return answering.pass();
        return name === 'mark' ? marking.pass() : undefined;
      };
      const second = say(process, thread, 'after');
      await answering.reached;
      sending.open();
      await marking.reached;
      if (written === 'is known') {
        marking.open();
        await new Promise(setImmediate);
      }
      answering.open();
      await second;
      // What could be sent now is sent before what comes after it.
      const other = aThread();
      await sayAll(process, other, 'other', 'another');
      await eventually(() => expect(process.platform.textsIn(other.id)).toEqual(['other', 'another']));
      expect(process.platform.textsIn(thread.id)).toEqual([]);
      marking.open();
      await process.delivery.idle();
      expect(process.platform.textsIn(thread.id)).toEqual([]);
      expect(await stores.count('thread', 'token is not null')).toBe(0);
    },
  );

  it('refuses is passed over and reported once', async () => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    process.platform.before = failing('bad', refused());
    await sayAll(process, thread, 'one', 'bad', 'two');
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
    expect(await statuses()).toEqual(['sent', 'failed', 'sent']);
    expect(process.refusals).toMatchObject([{ row: { message: { text: 'bad' } }, reason: 'blocked by the user' }]);
    expect(await stores.store.reads.failedSends(10)).toMatchObject([{ channel: 'fake', error: 'blocked by the user' }]);
  });

  it.each([
    ['can’t be reached for', unreachable()],
    ['gives no clear answer to', unclear()],
  ])('%s is sent again before those behind it', async (_, error) => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    process.platform.before = failing('two', error, error);
    process.start();
    await sayAll(process, thread, 'one', 'two', 'three');
    await eventually(async () => expect(await pending()).toBe(0));
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two', 'three']);
    expect(process.platform.arrivals.map(({ attempt }) => attempt)).toEqual([1, 3, 1]);
  });

  it('fails in a way that nobody foresaw is sent again', async () => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    let failures = 0;
    process.platform.before = () => {
      failures += 1;
      if (failures === 1) throw new TypeError('undefined is not a function');
    };
    await sayAll(process, thread, 'one', 'two');
    await process.delivery.idle();
    await endDelays();
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
  });

  it('answers with what can’t be stored does not spoil the commits after it', async () => {
    const process = aProcess({ store: stores.store });
    const thread = aThread();
    process.platform.before = (delivery) => {
      if (delivery.attempt > 1) return;
      if (delivery.message.text === 'bad') throw new DeliveryError('refused', 'no such chat: \0 \ud83d');
      if (delivery.message.text === 'odd') throw new DeliveryError('rate-limited', 'wait', { retryAfterMs: 0.3 });
      if (delivery.message.text === 'never') {
        throw new DeliveryError('rate-limited', 'wait', { retryAfterMs: Number.POSITIVE_INFINITY });
      }
    };
    process.start();
    await say(process, aThread(), 'never');
    await sayAll(process, thread, 'bad', 'odd', 'fine');
    await eventually(() => expect(process.platform.textsIn(thread.id)).toEqual(['odd', 'fine']));
    await process.delivery.idle();
    expect(await pending()).toBe(1);
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
  });
});

describe('a message that takes the place of another', () => {
  const bot = aBot(async (event) => {
    const first = aReply('first', { name: 'question' });
    const second = aReply('second', { replaces: 'question' });
    const replies = { first: [first], second: [second], both: [first, second] }[wordsOf(event)];
    return anOutcome({ replies: replies ?? [aReply(wordsOf(event))] });
  });
  const replaced = (process: Process) => {
    const nativeIdOf = (text: string) =>
      process.platform.arrivals.find(({ message }) => message.text === text)?.nativeId;
    const second = process.platform.arrivals.find(({ message }) => message.text === 'second');
    return { actual: second?.replaces, expected: nativeIdOf('first') };
  };

  it('gets the platform’s id of the other, sent and marked before', async () => {
    const process = aProcess({ store: stores.store, bot });
    const thread = aThread();
    await say(process, thread, 'first');
    await process.delivery.idle();
    await say(process, thread, 'second');
    await process.delivery.idle();
    expect(replaced(process).actual).toBe(replaced(process).expected);
    expect(replaced(process).expected).toBeDefined();
  });

  it('gets it also when both were written at once', async () => {
    const process = aProcess({ store: stores.store, bot });
    await say(process, aThread(), 'both');
    await process.delivery.idle();
    expect(replaced(process).actual).toBe(replaced(process).expected);
    expect(replaced(process).expected).toBeDefined();
  });

  it('gets it also when the other was sent and is not marked yet', async () => {
    const process = aProcess({ store: stores.store, bot, delivery: { flushMs: MINUTE_MS } });
    const thread = aThread();
    const gate = aGate();
    process.platform.before = ({ message }) => (message.text === 'between' ? gate.pass() : undefined);
    await sayAll(process, thread, 'first', 'between');
    await gate.reached;
    await say(process, thread, 'second');
    gate.open();
    await eventually(() => expect(replaced(process).actual).toBeDefined());
    expect(replaced(process).actual).toBe(replaced(process).expected);
  });

  it('is sent as a new one when the other never was', async () => {
    const process = aProcess({ store: stores.store, bot });
    process.platform.before = failing('first', refused());
    const thread = aThread();
    await sayAll(process, thread, 'first', 'second');
    await process.delivery.idle();
    expect(process.platform.arrivals).toMatchObject([{ message: { text: 'second' }, replaces: null }]);
  });
});

describe('a thread out of reach', () => {
  it('waits until it can be reached and a sweep is asked for', async () => {
    let reach: string[] = [];
    const process = aProcess({ store: stores.store, reach: () => reach });
    const thread = aThread();
    await sayAll(process, thread, 'one', 'two');
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.arrivals).toEqual([]);
    reach = [thread.id];
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
  });

  it('is left to another process that reaches it', async () => {
    const platform = aPlatform();
    const thread = aThread();
    const blind = aProcess({ store: stores.store, platform, reach: () => [] });
    const reader = aProcess({ store: stores.store, platform, reach: () => [thread.id] });
    await sayAll(blind, thread, 'one', 'two');
    await reader.delivery.sweep();
    await reader.delivery.idle();
    expect(platform.textsIn(thread.id)).toEqual(['one', 'two']);
  });

  it('keeps what was not sent when its reader left, without a try in vain', async () => {
    const thread = aThread();
    let reach = [thread.id];
    const process = aProcess({ store: stores.store, reach: () => reach });
    const gate = aGate();
    process.platform.before = ({ message }) => (message.text === 'one' ? gate.pass() : undefined);
    await sayAll(process, thread, 'one', 'two', 'three');
    reach = [];
    gate.open();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one']);
    reach = [thread.id];
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two', 'three']);
    expect(process.platform.arrivals.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
  });

  it('with a long backlog is sent whole, in order, by one sweep', async () => {
    const store = tampered(stores.store);
    let reach: string[] = [];
    const process = aProcess({ store, reach: () => reach, delivery: { flushMs: MINUTE_MS } });
    const thread = aThread();
    const texts = Array.from({ length: 130 }, (_, index) => `message ${index}`);
    await Promise.all(texts.map((text) => say(process, thread, text)));
    const order = await stores.sql(`select message ->> 'text' from outbox order by seq`);
    reach = [thread.id];
    await process.delivery.sweep();
    await eventually(() => expect(process.platform.arrivals).toHaveLength(130));
    expect(process.platform.textsIn(thread.id)).toEqual(order.map(([text]) => text));
    expect(store.calls.filter(({ name }) => name === 'claim')).toHaveLength(1);
  });
});

describe('marks', () => {
  it('ride on the next commit while there is one', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store, delivery: { flushMs: MINUTE_MS } });
    for (const text of ['one', 'two', 'three']) {
      await say(process, aThread(), text);
      await eventually(() => expect(process.platform.arrivals.at(-1)?.message.text).toBe(text));
      await new Promise(setImmediate);
    }
    const riding = store.calls.flatMap((call) => (call.name === 'commit' ? [call.args[1].marks.rows.length] : []));
    expect(riding).toEqual([0, 1, 1]);
    expect(marksWritten(store)).toEqual([]);
    expect(await statuses()).toEqual(['sent', 'sent', 'pending']);
  });

  it('let the lease linger, so that a conversation goes on without asking for it again', async () => {
    const store = tampered(stores.store);
    const calls: string[] = [];
    store.before = ({ name }) => void calls.push(name);
    const process = aProcess({ store, delivery: { lingerMs: 1_000 } });
    const thread = aThread();
    for (const text of ['one', 'two', 'three']) {
      await say(process, thread, text);
      await eventually(() => expect(process.platform.textsIn(thread.id)).toContain(text));
    }
    expect(calls.filter((name) => name === 'pending')).toEqual([]);
    await eventually(async () => expect(await stores.count('thread', 'token is not null')).toBe(0));
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two', 'three']);
  });

  it('are written alone when nothing else is', async () => {
    const process = aProcess({ store: stores.store });
    await say(process, aThread(), 'one');
    await process.delivery.idle();
    expect(await statuses()).toEqual(['sent']);
    expect(await stores.count('thread', 'token is not null')).toBe(0);
  });

  it('of a commit that failed are not lost', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store, delivery: { flushMs: MINUTE_MS } });
    const thread = aThread();
    await say(process, thread, 'one');
    await eventually(() => expect(process.platform.arrivals).toHaveLength(1));
    await new Promise(setImmediate);
    let failures = 0;
    store.before = ({ name }) => {
      if (name !== 'commit' || failures > 0) return;
      failures += 1;
      throw new StoreError('conflict', 'someone else was first');
    };
    await say(process, aThread(), 'two');
    expect(failures).toBe(1);
    expect(await stores.sql(`select status from outbox where thread_id = '${thread.id}'`)).toEqual([['sent']]);
  });

  it('that could not be written are written later, and nothing is sent twice', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    const thread = aThread();
    await say(process, thread, 'one');
    store.cut();
    await eventually(() => expect(marksWritten(store)).toHaveLength(1));
    store.restore();
    await process.delivery.idle();
    await process.delivery.sweep();
    await process.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one']);
    expect(await statuses()).toEqual(['sent']);
  });

  it('of one thread do not overtake each other on two connections', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store, delivery: { flushMs: MINUTE_MS } });
    const thread = aThread();
    const gates = { one: aGate(), two: aGate(), slow: aGate() };
    process.platform.before = ({ message: { text } }) =>
      text === 'one' || text === 'two' ? gates[text].pass() : undefined;
    let onBoard: string[] = [];
    store.before = (call) => {
      if (call.name !== 'commit' || call.args[0][0]?.outbox[0]?.message.text !== 'slow') return;
      onBoard = call.args[1].marks.rows.map(({ threadId }) => threadId);
      return gates.slow.pass();
    };
    await sayAll(process, thread, 'one', 'two');
    gates.one.open();
    await gates.two.reached;
    // The first message's mark is on a commit that hangs. The second one is sent, and the thread has no more: it could be given back.
    const hanging = say(process, aThread(), 'slow');
    await gates.slow.reached;
    expect(onBoard).toEqual([thread.id]);
    gates.two.open();
    await eventually(() => expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']));
    await new Promise(setImmediate);
    await say(process, aThread(), 'quick');
    gates.slow.open();
    await hanging;
    await process.stop();
    const heir = aProcess({ store: stores.store, platform: process.platform });
    await heir.delivery.sweep();
    await heir.delivery.idle();
    expect(process.platform.textsIn(thread.id)).toEqual(['one', 'two']);
    expect(await pending()).toBe(0);
  });
});

describe('idle', () => {
  it('resolves when there was nothing to do', async () => {
    const { delivery } = aProcess({ store: stores.store });
    await expect(delivery.idle()).resolves.toBeUndefined();
  });

  it('waits for marks that are on their way', async () => {
    const store = tampered(stores.store);
    const process = aProcess({ store });
    const gate = aGate();
    store.before = ({ name }) => (name === 'mark' ? gate.pass() : undefined);
    await say(process, aThread(), 'one');
    await gate.reached;
    const idle = process.delivery.idle().then(() => 'idle');
    expect(await Promise.race([idle, new Promise((resolve) => setImmediate(resolve, 'busy'))])).toBe('busy');
    gate.open();
    expect(await idle).toBe('idle');
  });
});
