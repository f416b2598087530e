/** Files that the program makes: ordered with a decision, made by the job, waited for by their messages, and never waited for in vain. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFileWorker } from '../../src/core/engine/files.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import type { Event } from '../../src/core/event.ts';
import { type DocumentSource, orderDocument } from '../../src/core/files.ts';
import type { Context, Outcome } from '../../src/core/flow.ts';
import type { Attachment } from '../../src/core/message.ts';
import { createDocuments, MAKERS, type Maker, maker } from '../../src/documents/documents.ts';
import { aDecision, aTimer, commitOptions, LAPSED_MS } from '../store/rows.ts';
import {
  aBot,
  aMessage,
  anOutcome,
  aProcess,
  aReply,
  aThread,
  onDatabase,
  personOf,
  silent,
  wordsOf,
} from '../support/engine.ts';
import { eventually } from '../support/gates.ts';

const stores = onDatabase();

const TABLE: DocumentSource = {
  type: 'table',
  rows: [
    ['门店', 'n'],
    ['=1', 2],
  ],
};
const TEXT = '\ufeff"门店","n"\r\n"\'=1",2\r\n';

/** A program whose bot answers “order” and timers with a document; others are said back. */
function aProgram({
  source = TABLE,
  makers = MAKERS,
}: {
  source?: DocumentSource;
  makers?: Record<string, Maker>;
} = {}) {
  const unmade: Event[] = [];
  const ordered: Attachment[] = [];
  const order = (context: Context): Outcome => {
    const id = context.id('register');
    const { effect, attachment } = orderDocument({ id, name: 'a/登记 1.csv', mediaType: 'text/csv', source });
    ordered.push(attachment);
    return anOutcome({ replies: [aReply('here it is', { attachments: [attachment] })], effects: [effect] });
  };
  const bot = aBot(async (event, context) => {
    if (event.type === 'unmade' || event.type === 'file') unmade.push(event);
    if (event.type === 'timer' || wordsOf(event) === 'order') return order(context);
    return anOutcome({ replies: event.type === 'person' ? [aReply(wordsOf(event))] : [] });
  });
  const running = aProcess({ store: stores.store, bot, delivery: { awaitMs: 1 } });
  const worker = createFileWorker({
    store: stores.store,
    adapters: [createDocuments({ makers })],
    engine: running.engine,
    token: randomUUID(),
    log: silent,
    pauseMs: 0,
  });
  running.start();
  return { ...running, worker, unmade, ordered };
}

const failingMaker = (...errors: Error[]): { makers: Record<string, Maker>; made: () => number } => {
  let made = 0;
  const make = async (): Promise<Uint8Array> => {
    made += 1;
    const error = errors.shift();
    if (error) throw error;
    return Buffer.from('x');
  };
  return { makers: { table: maker(z.looseObject({}), make) }, made: () => made };
};

describe('a document', () => {
  it('is made after the decision, and its message waits for it with what comes after', async () => {
    const { handle, platform, worker, ordered } = aProgram();
    const [thread, elsewhere] = [aThread(), aThread()];
    const bytes: (Uint8Array | undefined)[] = [];
    platform.before = async ({ message }) => {
      for (const { fileId } of message.attachments ?? []) bytes.push(await stores.store.files.bytes(fileId));
    };
    const event = aMessage({ thread, text: 'order' });
    await handle(event);
    await handle(event);
    await handle(aMessage({ thread, text: 'later' }));
    await handle(aMessage({ thread: elsewhere, text: 'hello' }));
    await eventually(() => expect(platform.textsIn(elsewhere.id)).toEqual(['hello']));
    expect(platform.textsIn(thread.id)).toEqual([]);
    expect(await worker.runOnce()).toBe(1);
    await eventually(() => expect(platform.textsIn(thread.id)).toEqual(['here it is', 'later']));
    expect(bytes.map((one) => one && Buffer.from(one).toString())).toEqual([TEXT]);
    // Waiting is no try: a second one would be looked for among what had arrived.
    expect(platform.arrivals.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(await stores.store.files.find(ordered[0]?.fileId ?? '')).toMatchObject({
      name: '登记 1.csv',
      type: 'text/csv',
      state: 'stored',
    });
    expect(await stores.count('file')).toBe(1);
  });

  it('belongs to whom the event is from, and to nobody where a timer ordered it', async () => {
    const { handle, timers } = aProgram();
    const event = aMessage({ text: 'order' });
    await handle(event);
    await stores.store.commit([aDecision({ timers: [aTimer()] })], commitOptions());
    await timers.runOnce();
    const nobody = '00000000-0000-0000-0000-000000000000';
    expect(await stores.sql('select thread_id, account_id, person_id from file order by at')).toEqual([
      [event.thread.id, event.author.accountId, personOf(event)],
      [nobody, nobody, nobody],
    ]);
  });

  it.each<[string, DocumentSource]>([
    ['that nobody makes', { type: 'toString' }],
    ['whose order can’t be read', { type: 'table', rows: 'none' }],
    ['whose chart is none', { type: 'chart', chart: { type: 'pie' } }],
  ])('%s is given up at once: the program hears so, and the message goes without it', async (_, source) => {
    const { handle, platform, worker, unmade, ordered } = aProgram({ source });
    const event = aMessage({ text: 'order' });
    await handle(event);
    expect(await worker.runOnce()).toBe(1);
    await eventually(() => expect(platform.textsIn(event.thread.id)).toEqual(['here it is']));
    const [attachment] = ordered;
    expect(unmade).toMatchObject([{ type: 'unmade', file: { id: attachment?.fileId, name: attachment?.name } }]);
    expect(await worker.runOnce()).toBe(0);
  });

  it('is tried again, but not so often that its message waits for long', async () => {
    const slow = new Error('no memory');
    const twice = failingMaker(slow, slow);
    const lucky = aProgram(twice);
    await lucky.handle(aMessage({ text: 'order' }));
    await eventually(async () => {
      await lucky.worker.runOnce();
      expect(lucky.platform.arrivals).toHaveLength(1);
    });
    expect([twice.made(), lucky.unmade]).toEqual([3, []]);
    await lucky.stop();

    const always = failingMaker(slow, slow, slow, slow);
    const unlucky = aProgram(always);
    await unlucky.handle(aMessage({ text: 'order' }));
    await eventually(async () => {
      await unlucky.worker.runOnce();
      expect(unlucky.platform.arrivals).toHaveLength(1);
    });
    expect([always.made(), unlucky.unmade.length]).toEqual([3, 1]);
  });

  it('that ends each process that makes it is given up', async () => {
    const never = failingMaker();
    const { handle, worker, unmade } = aProgram(never);
    await handle(aMessage({ text: 'order' }));
    for (let i = 0; i < 3; i += 1) {
      const claim = { channels: ['documents'], token: randomUUID(), leaseMs: LAPSED_MS, limit: 9 };
      await eventually(async () => expect((await stores.store.files.claim(claim)).files).toHaveLength(1));
    }
    await eventually(async () => expect(await worker.runOnce()).toBe(1));
    expect([never.made(), unmade.length]).toEqual([0, 1]);
  });
});

describe('a maker', () => {
  it('is told when its time is over', async () => {
    const { fetchFile } = createDocuments({ makers: { slow: (_, signal) => Promise.reject(signal.reason) } });
    const file = { id: '', name: '', type: '', size: null, source: '{"type":"slow"}' };
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(fetchFile?.(file, { maxBytes: 1, signal })).rejects.toThrow('enough');
  });

  it.each(['', 'null', '{}', '[]', '{"type":1}', '{"type":"__proto__"}'])(
    'is not found for the order %j',
    async (source) => {
      const { fetchFile } = createDocuments({ makers: MAKERS });
      const file = { id: '', name: '', type: '', size: null, source };
      const asked = fetchFile?.(file, { maxBytes: 1, signal: new AbortController().signal });
      await expect(asked).rejects.toBeInstanceOf(DeliveryError);
      await expect(asked).rejects.toMatchObject({ code: 'refused' });
    },
  );
});
