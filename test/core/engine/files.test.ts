/** The file worker: bytes are fetched once, judged by what they are, and nobody waits in vain for one that can't be taken. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../../src/core/adapter.ts';
import { createFileWorker, type FileWorkerOptions } from '../../../src/core/engine/files.ts';
import { DeliveryError } from '../../../src/core/errors.ts';
import type { FileEvent, FileRef, Input } from '../../../src/core/event.ts';
import type { Store } from '../../../src/core/store.ts';
import { aDecision, aFile, commitOptions, LAPSED_MS } from '../../store/rows.ts';
import { aBot, aMessage, anOutcome, aProcess, onDatabase, silent } from '../../support/engine.ts';
import { PNG, SAMPLES, STRANGERS } from '../../support/file-bytes.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { unreachable } from '../../support/platform.ts';
import { away } from '../../support/tampered-store.ts';

const stores = onDatabase();

type Fetch = NonNullable<Adapter['fetchFile']>;
const serving =
  (bytes: Uint8Array): Fetch =>
  async () =>
    bytes;

/** A worker on its own, with what it told the engine. */
function aWorker(fetchFile: Fetch | undefined, options: Partial<FileWorkerOptions> = {}) {
  const events: FileEvent[] = [];
  const worker = createFileWorker({
    store: stores.store,
    adapters: [{ channel: 'web', ...(fetchFile && { fetchFile }) }],
    engine: {
      handle: async (event) => {
        if (event.type === 'file') events.push(event);
        return { status: 'done', immediate: [] };
      },
    },
    token: randomUUID(),
    log: silent,
    pauseMs: 0,
    ...options,
  });
  return { ...worker, events };
}

const expected = async (row = aFile({ size: null })) => {
  await stores.store.commit([aDecision({ files: [row] })], commitOptions());
  return row;
};
const find = (id: string, store: Store = stores.store) => store.files.find(id);

describe('the file worker', () => {
  it('stores what it fetched, with the name that its content asks for', async () => {
    const row = await expected(aFile({ name: '报告.exe', type: 'application/x-msdownload', size: null }));
    const asked: FileRef[] = [];
    const worker = aWorker(async (file, { maxBytes }) => {
      asked.push(file);
      expect(maxBytes).toBe(10 * 1024 * 1024);
      return SAMPLES['application/pdf'] ?? new Uint8Array();
    });
    expect([await worker.runOnce(), await worker.runOnce()]).toEqual([1, 0]);
    const { id, name, type, size, source } = row;
    expect(asked).toEqual([{ id, name, type, size, source }]);
    expect(await find(id)).toMatchObject({ name: '报告.pdf', type: 'application/pdf', state: 'stored' });
    expect(await stores.store.files.bytes(id)).toEqual(Buffer.from(SAMPLES['application/pdf'] ?? []));
    expect(worker.events).toEqual([]);
  });

  it.each<[string, string, Partial<Parameters<typeof aFile>[0]>, Fetch]>([
    ['of a strange type', 'type', { name: 'photo.jpg' }, serving(STRANGERS.program ?? new Uint8Array())],
    ['said to be too large', 'size', { size: 50_000_000 }, () => Promise.reject(new Error('it must not be fetched'))],
    ['that is larger than said', 'size', { size: 5 }, serving(new Uint8Array(10 * 1024 * 1024 + 1))],
    ['without bytes', 'empty', {}, serving(new Uint8Array())],
    ['that is gone', 'gone', {}, () => Promise.reject(new DeliveryError('refused', 'expired'))],
  ])('refuses a file %s, and says so', async (_, reason, given, fetchFile) => {
    const row = await expected(aFile({ size: null, ...given }));
    const worker = aWorker(fetchFile);
    await worker.runOnce();
    const { id, name, personId, threadId, accountId } = row;
    expect(worker.events).toMatchObject([{ type: 'file', file: { id, name, personId, threadId, accountId }, reason }]);
    expect(await find(row.id)).toMatchObject({ state: 'refused', reason });
    expect(await worker.runOnce()).toBe(0);
  });

  it('takes a file of exactly the size that is allowed', async () => {
    const row = await expected();
    const large = new Uint8Array(10 * 1024 * 1024);
    large.set(PNG);
    await aWorker(serving(large)).runOnce();
    expect(await find(row.id)).toMatchObject({ state: 'stored', size: large.byteLength });
  });

  it('tries again when the network is back', async () => {
    const row = await expected();
    const answers: (() => Promise<Uint8Array>)[] = [
      () => Promise.reject(unreachable()),
      () => Promise.reject(new Error('socket hang up')),
      () => Promise.resolve(PNG),
    ];
    const worker = aWorker(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
    await eventually(async () => {
      await worker.runOnce();
      expect(await find(row.id)).toMatchObject({ state: 'stored' });
    });
    expect(worker.events).toEqual([]);
  });

  it('waits longer with each try, and as long as the platform asks', async () => {
    const waits = async (attempts: number, error: DeliveryError) => {
      const row = await expected();
      await stores.sql(`update file set attempts = ${attempts} where id = '${row.id}'`);
      await aWorker(() => Promise.reject(error), { pauseMs: 60_000 }).runOnce();
      const [found] = await stores.sql(
        `select round(extract(epoch from not_before - now())) from file where id = '${row.id}'`,
      );
      return Number(found?.[0]);
    };
    const away = new DeliveryError('unreachable', 'no route');
    expect([await waits(0, away), await waits(1, away), await waits(7, away)]).toEqual([
      expect.closeTo(60, -1),
      expect.closeTo(180, -1),
      expect.closeTo(3600, -1),
    ]);
    expect(await waits(0, new DeliveryError('rate-limited', 'slow down', { retryAfterMs: 600_000 }))).toBeCloseTo(
      600,
      -1,
    );
  });

  it('gives up after many tries, and says so', async () => {
    const row = await expected();
    const worker = aWorker(() => Promise.reject(unreachable()), { tries: 3 });
    await eventually(async () => {
      await worker.runOnce();
      expect(worker.events).toMatchObject([{ reason: 'unreachable' }]);
    });
    expect(await find(row.id)).toMatchObject({ state: 'refused', reason: 'unreachable' });
  });

  it('does not wait for a platform that never answers, and tells it so', async () => {
    await expected();
    let signal: AbortSignal | undefined;
    const worker = aWorker(
      (_, options) => {
        signal = options.signal;
        return new Promise(() => {});
      },
      { fetchMs: 10 },
    );
    expect(await worker.runOnce()).toBe(1);
    expect(signal?.aborted).toBe(true);
  });

  it('goes on with what a process left that ended between claim and storing', async () => {
    const row = await expected();
    await stores.store.files.claim({ channels: ['web'], token: randomUUID(), leaseMs: LAPSED_MS, limit: 9 });
    await aWorker(serving(PNG)).runOnce();
    expect(await find(row.id)).toMatchObject({ state: 'stored' });
  });

  it('leaves alone what another process has taken over meanwhile', async () => {
    const row = await expected();
    const gate = aGate();
    const slow = aWorker(
      async () => {
        await gate.pass();
        return SAMPLES['text/plain'] ?? PNG;
      },
      { leaseMs: LAPSED_MS },
    );
    const late = slow.runOnce();
    await eventually(async () => {
      await aWorker(serving(PNG)).runOnce();
      expect(await find(row.id)).toMatchObject({ state: 'stored', type: 'image/png' });
    });
    gate.open();
    await late;
    expect(await find(row.id)).toMatchObject({ type: 'image/png' });
  });

  it('says so again when it could not write that it refused, so that the word is not lost', async () => {
    const row = await expected();
    let broken = true;
    const files = {
      ...stores.store.files,
      refuse: (...given: Parameters<Store['files']['refuse']>) => {
        if (broken) return Promise.reject(away());
        return stores.store.files.refuse(...given);
      },
    };
    const worker = aWorker(serving(new Uint8Array()), { store: { files }, leaseMs: LAPSED_MS });
    await worker.runOnce();
    broken = false;
    await aWorker(serving(new Uint8Array())).runOnce();
    expect(new Set(worker.events.map(({ id }) => id)).size).toBe(1);
    expect(await find(row.id)).toMatchObject({ state: 'refused' });
  });

  it('gives back what it fetches when the program ends', async () => {
    const row = await expected();
    const worker = aWorker(() => new Promise(() => {}));
    const running = worker.runOnce();
    await eventually(async () => expect(await stores.count('file', 'token is not null')).toBe(1));
    await worker.stop();
    await running;
    await aWorker(serving(PNG)).runOnce();
    expect(await find(row.id)).toMatchObject({ state: 'stored' });
  });

  it('looks at once when it is told of files, however long it would have slept', async () => {
    const worker = aWorker(serving(PNG), { lookMs: 600_000 });
    worker.start();
    await worker.runOnce();
    const row = await expected();
    worker.noticed();
    await eventually(async () => expect(await find(row.id)).toMatchObject({ state: 'stored' }));
    await worker.stop();
  });

  it('leaves the files of channels that it can’t fetch from to others', async () => {
    const row = await expected();
    expect(await aWorker(undefined).runOnce()).toBe(0);
    expect(
      await aWorker(serving(PNG), { adapters: [{ channel: 'elsewhere', fetchFile: serving(PNG) }] }).runOnce(),
    ).toBe(0);
    expect(await find(row.id)).toMatchObject({ state: 'expected' });
  });
});

describe('an event with files', () => {
  const file: FileRef = { id: randomUUID(), name: 'a/b\n1.jpg', type: 'image/jpeg', size: null, source: 'x' };

  it('is committed with their references, even if it is only answered at once', async () => {
    const bot = aBot(async () => ({ ...anOutcome(), immediate: [] }));
    const { handle } = aProcess({ store: stores.store, bot });
    const event = aMessage({ input: { type: 'message', text: '', files: [file, file] } });
    expect(await handle(event)).toMatchObject({ status: 'done' });
    expect(await stores.sql('select id, name, channel, thread_id, account_id, event_id from file')).toEqual([
      [file.id, 'b 1.jpg', event.thread.channel, event.thread.id, event.author.accountId, event.id],
    ]);
    const [entry] = await stores.sql(`select body::text from journal where kind = 'message'`);
    expect(JSON.parse(String(entry?.[0]))).toMatchObject({ files: [file.id, file.id] });
    expect(await stores.count('thread', `id = '${event.thread.id}'`)).toBe(1);
  });

  it('wakes the worker', async () => {
    let woken = 0;
    const { handle } = aProcess({ store: stores.store, engine: { onFiles: () => (woken += 1) } });
    await handle(aMessage());
    expect(woken).toBe(0);
    await handle(aMessage({ input: { type: 'message', text: '', files: [file] } }));
    expect(woken).toBe(1);
  });

  it('may name the same file as another of its group', async () => {
    const { handle } = aProcess({ store: stores.store });
    const events = [1, 2, 3].map(() => aMessage({ input: { type: 'message', text: '', files: [file] } }));
    await Promise.all(events.map((event) => handle(event)));
    expect(await stores.count('event', `status = 'done'`)).toBe(3);
    expect(await stores.count('file')).toBe(1);
  });

  it('of a dialog that is only looked at keeps nothing', async () => {
    const { handle } = aProcess({ store: stores.store });
    // biome-ignore lint/suspicious/noThenProperty: what was done with a dialog; nobody awaits it
    const input: Input = { type: 'dialog', form: 'x', values: {}, files: { photos: [file] }, then: 'refresh' };
    await handle(aMessage({ input }));
    expect(await stores.count('file')).toBe(0);
  });
});
