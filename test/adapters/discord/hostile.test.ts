/** What Discord's own people, other servers that speak its protocol, and bad luck can do. */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCursors } from '../../../src/adapters/discord/cursors.ts';
import type { DiscordPorts } from '../../../src/adapters/discord/index.ts';
import { parseInteraction } from '../../../src/adapters/discord/parse-interaction.ts';
import { parseMessage } from '../../../src/adapters/discord/parse-message.ts';
import { StoreError } from '../../../src/core/errors.ts';
import type { Store } from '../../../src/core/store.ts';
import type { Database } from '../../../src/store/database.ts';
import { createStore } from '../../../src/store/store.ts';
import { openPart } from '../../contracts/adapter/part.ts';
import { type DiscordDouble, openDiscord } from '../../doubles/discord/index.ts';
import { aMessage, anInteraction, aUser, snowflake } from '../../doubles/discord/payloads.ts';
import { silent } from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';
import { emptyTables, openMigratedDatabase } from '../../support/store.ts';
import { adapterOn, openHarness } from './harness.ts';

let database: Database;
let store: Store;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openMigratedDatabase();
});
beforeEach(async () => {
  await emptyTables(database);
  store = createStore(database);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => database.close());

async function aDouble(): Promise<DiscordDouble> {
  const double = await openDiscord();
  closing.push(double.close);
  return double;
}

/** An adapter of its own; what it hands in is noted. */
async function start(double: DiscordDouble, ports: Partial<DiscordPorts> = {}) {
  const taken: string[] = [];
  const adapter = adapterOn(double, store, ports);
  closing.push(() => adapter.stop());
  await adapter.start(async ({ input }) => {
    taken.push('text' in input ? input.text : input.type);
    return { status: 'done', immediate: [] };
  });
  return { adapter, taken };
}

const isConnected = (double: DiscordDouble) => eventually(() => expect(double.connected()).toBeGreaterThan(0));

describe('whatever arrives', () => {
  const person = { id: snowflake(), name: 'Ada', locale: 'en-GB', dm: snowflake() };
  const whole = [
    aMessage({ id: snowflake(), channel_id: person.dm, author: aUser(person), content: 'hello' }),
    ...[2, 3, 4, 5].map((type) =>
      anInteraction({
        id: snowflake(),
        token: 't',
        application_id: snowflake(),
        type,
        user: person,
        channelId: person.dm,
        data: {
          custom_id: 'm:a:b:c',
          name: 'help',
          type: 3,
          target_id: 'constructor',
          options: [{ name: 'what', value: 'x' }],
          values: ['v'],
          components: [{ component: { custom_id: 'f:a', values: ['__proto__'] } }],
          resolved: { messages: {}, attachments: {} },
        },
      }),
    ),
  ];
  /** One place of a payload is replaced by anything. */
  const damaged = fc
    .tuple(fc.constantFrom(...whole), fc.nat(), fc.jsonValue({ maxDepth: 2 }))
    .map(([payload, where, what]): unknown => {
      let place = 0;
      let count = 0;
      JSON.stringify(payload, (_, value) => {
        count += 1;
        return value;
      });
      return JSON.parse(JSON.stringify(payload), (_, value) => {
        place += 1;
        return place === (where % count) + 1 ? what : value;
      });
    });

  it('is read or passed over, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.jsonValue(), fc.anything()), (given) => {
        parseMessage(given, '1');
        parseMessage(given, '');
        parseInteraction(given);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the connection and the program as they are', async () => {
    const double = await aDouble();
    const { taken } = await start(double);
    await isConnected(double);
    const ada = double.addUser('Ada');
    const kinds = ['INTERACTION_CREATE', 'MESSAGE_CREATE', 'MESSAGE_UPDATE', 'GUILD_CREATE', 'CHANNEL_DELETE', 'error'];
    for (const kind of kinds) {
      for (const given of [null, {}, [], 'x', { type: 2 }, { id: '1', type: 3, data: null }])
        double.dispatch(kind, given);
    }
    for (const given of fc.sample(damaged, 150)) {
      double.dispatch('INTERACTION_CREATE', given);
      double.dispatch('MESSAGE_CREATE', given);
    }
    double.write(ada, 'still there?');
    await eventually(() => expect(taken).toContain('still there?'));
    expect(double.identifies()).toBe(1);
  });

  it('may lack what most servers tell at the beginning', async () => {
    const double = await aDouble();
    double.readyWith({ application: undefined, guilds: undefined, v: undefined, shard: undefined });
    const { taken } = await start(double);
    await isConnected(double);
    const channelId = double.addChannel();
    double.write(double.addUser('Ada'), 'hello', { channelId, mention: true });
    await eventually(() => expect(taken).toEqual(['hello']));
  });
});

describe('a gateway', () => {
  it('that never answers a resume is connected to anew, and what was missed is fetched', async () => {
    const double = await aDouble();
    const { taken } = await start(double, { timing: { resumeMs: 100, retryMs: 10, beatMs: 20 } });
    await isConnected(double);
    const ada = double.addUser('Ada');
    double.write(ada, 'one');
    await eventually(() => expect(taken).toEqual(['one']));
    double.ignoreResumes();
    double.cut();
    double.write(ada, 'two');
    await eventually(() => expect(taken).toEqual(['one', 'two']));
    expect(double.identifies()).toBe(2);
  });

  it('that closes for a reason that will pass is connected to again', async () => {
    const double = await aDouble();
    double.closeIdentifiesWith(4011);
    const { adapter } = await start(double, { timing: { retryMs: 10, beatMs: 20 } });
    await eventually(() => expect(double.identifies()).toBe(1));
    double.closeIdentifiesWith(undefined);
    await isConnected(double);
    expect(adapter.problem()).toBeUndefined();
  });

  it('that ends a session for such a reason is connected to again as well', async () => {
    const double = await aDouble();
    await start(double, { timing: { retryMs: 10, beatMs: 20 } });
    await isConnected(double);
    double.closeSessions(4012);
    await isConnected(double);
    expect(double.identifies()).toBe(2);
  });

  it('is taken over from a process that was killed, when its lease is over', async () => {
    const double = await aDouble();
    const timing = { leaseMs: 150, beatMs: 20 };
    let killed = false;
    const leases: Store['leases'] = {
      hold: (...lease) => (killed ? Promise.reject(new Error('killed')) : store.leases.hold(...lease)),
      release: async () => {},
    };
    await start(double, { timing, store: { ...store, leases } });
    await isConnected(double);
    const second = await start(double, { timing });
    killed = true;
    await eventually(() => expect(double.identifies()).toBe(2));
    double.write(double.addUser('Ada'), 'to the second');
    await eventually(() => expect(second.taken).toEqual(['to the second']));
  });

  it('is left at whatever moment an adapter is stopped, and nothing is left open', async () => {
    const double = await aDouble();
    const ada = double.addUser('Ada');
    for (let ms = 0; ms <= 60; ms += 5) {
      const adapter = adapterOn(double, store, { timing: { beatMs: 5, retryMs: 5 } });
      const starting = adapter.start(async () => ({ status: 'done', immediate: [] }));
      await pause(ms);
      double.write(ada, 'hello');
      double.press(ada, 'b:x');
      if (ms % 10 === 0) double.cut();
      await Promise.all([adapter.stop(), starting]);
    }
    await eventually(() => expect(double.sockets()).toBe(0));
  });

  it.each([
    ['while it asks for the lease', 'hold'],
    ['before it has loaded', 'load'],
  ])('is not opened by an adapter that was stopped %s', async (_, when) => {
    const double = await aDouble();
    const { promise: asked, resolve: letAsk } = Promise.withResolvers<void>();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const leases: Store['leases'] = {
      ...store.leases,
      async hold() {
        letAsk();
        await answered;
        return true;
      },
    };
    const adapter = adapterOn(double, store, { store: { ...store, leases }, timing: { beatMs: 10 } });
    const starting = adapter.start(async () => ({ status: 'done', immediate: [] }));
    if (when === 'hold') await asked;
    const stopping = adapter.stop();
    answer();
    await Promise.all([starting, stopping]);
    await store.leases.hold('something else', { token: '00000000-0000-8000-8000-000000000003', leaseMs: 1 });
    expect(double.calls).toEqual([]);
  });
});

describe('messages', () => {
  it('of a chat that was not known stay in order, however slow the database is', async () => {
    const double = await aDouble();
    const cursors: Store['cursors'] = {
      ...store.cursors,
      async write(...cursor) {
        await pause(30);
        await store.cursors.write(...cursor);
      },
    };
    const { taken } = await start(double, { store: { ...store, cursors } });
    await isConnected(double);
    const ada = double.addUser('Ada');
    for (const words of ['one', 'two', 'three']) double.write(ada, words);
    await eventually(() => expect(taken).toHaveLength(3));
    expect(taken).toEqual(['one', 'two', 'three']);
  });

  it('of a server stay in order while the private chat is looked for', async () => {
    const double = await aDouble();
    const { taken } = await start(double);
    await isConnected(double);
    const [ada, channelId] = [double.addUser('Ada'), double.addChannel()];
    double.fault('/users/@me/channels', { type: 'slow', ms: 60 });
    for (const words of ['one', 'two']) double.write(ada, words, { channelId, mention: true });
    await eventually(() => expect(taken).toHaveLength(2));
    expect(taken).toEqual(['one', 'two']);
  });
});

describe('cursors', () => {
  function aPort() {
    const rows = new Map<string, string>();
    const port = { rows, away: false };
    const cursors: Store['cursors'] = {
      read: async (name) => rows.get(name),
      async write(name, value) {
        if (port.away) throw new StoreError('unreachable', 'away');
        rows.set(name, value);
      },
    };
    return { port, cursors: createCursors({ cursors, log: silent }) };
  }

  it('note a channel later when they could not at once', async () => {
    const { port, cursors } = aPort();
    port.away = true;
    await expect(cursors.arrived({ id: '7', direct: true }, '100')).rejects.toThrow();
    port.away = false;
    cursors.handled('7', '100');
    await cursors.flush();
    expect(Object.fromEntries(port.rows)).toEqual({ 'discord.channels': 'd7', 'discord.7': '100' });
  });

  it('pass what others say to each other, but nothing that is not safe', async () => {
    const { port, cursors } = aPort();
    cursors.passed('9', '1');
    await cursors.arrived({ id: '7', direct: false }, '100');
    cursors.passed('7', '150');
    await cursors.flush();
    expect(port.rows.get('discord.7')).toBe('99');
    cursors.handled('7', '100');
    cursors.passed('7', '200');
    await cursors.flush();
    expect(Object.fromEntries(port.rows)).toEqual({ 'discord.channels': 'g7', 'discord.7': '200' });
  });
});

describe('an interaction', () => {
  async function open(ports: Partial<DiscordPorts> = {}) {
    const opened = await openHarness({ store, openPart: (options) => openPart(store, async () => 0, options) }, ports);
    closing.push(opened.close, opened.part.stop);
    return opened;
  }

  it('that only looks stores up is never announced, however long that takes', async () => {
    const { promise, resolve } = Promise.withResolvers<[]>();
    const { double, users } = await open({ timing: { deferAfterMs: 5 }, outlets: () => promise });
    const looked = double.command(users.ada, 'complaint', { store: 'b' }, { focused: 'store' });
    const { id } = double.command(users.ada, 'language');
    await eventually(() => expect(double.interactions.find((one) => one.id === id)?.state).not.toBe('open'));
    resolve([]);
    await eventually(() => expect(looked.choices).toEqual([]));
    expect(double.calls.filter(({ path, body }) => path.includes(looked.id) && body.type !== 8)).toEqual([]);
  });

  it.each([
    '',
    'x:',
    'p:',
    'p:::',
    'p:what:nothing:1',
    'm:a:complaint:',
    'd:',
    's:',
    'b:__proto__',
    'd:forged',
    '\ud800',
    'q'.repeat(500),
  ])('with the forged id %j is answered, and does nothing', async (customId) => {
    const { double, users } = await open();
    const pressed = double.press(users.ada, customId);
    await eventually(() => expect(pressed.state).not.toBe('open'));
    const drafts = await database.query('select count(*)::text from draft', []);
    expect(drafts).toEqual([['0']]);
  });

  it('on the draft of someone else shows and changes nothing of it', async () => {
    const { double, users, franchisee } = await open();
    await franchisee.says('/complaint');
    await eventually(() => expect(franchisee.screen().at(-1)?.text).toContain('What happened?'));
    await franchisee.presses('Fill in as a form');
    await eventually(() => expect(double.modalOf(users.ada)).toBeDefined());
    const { custom_id = '' } = double.modalOf(users.ada)?.modal ?? {};
    const components = [{ type: 18, component: { type: 4, custom_id: 'v:what', value: 'forged words' } }];
    const page = custom_id.replace(/^m:/, 'p:');
    double.submit(users.ada, { 'v:what': 'The secret recipe', 'v:complainant': 'self' });
    await eventually(() => expect(franchisee.screen().at(-1)?.text).toContain('kept'));
    const forged = [double.interact(users.bea, 5, { custom_id, components }), double.press(users.bea, page)];
    await eventually(() => expect(forged.map(({ state }) => state)).not.toContain('open'));
    expect(JSON.stringify([double.seenBy(users.bea), double.modalOf(users.bea) ?? null])).not.toContain('secret');
    const drafts = JSON.stringify(await database.query('select * from draft', []));
    expect(drafts).not.toContain('forged words');
  });
});

describe('a send', () => {
  it.each<[unknown, string]>([
    [[], 'refused'],
    [{ message: 'x'.repeat(5000) }, 'refused'],
    [{ code: 'odd', message: null, errors: [] }, 'refused'],
    // What the library can't read may mean anything.
    ['nope', 'unclear'],
    [7, 'unclear'],
    [{ code: 50_035, errors: 'x' }, 'unclear'],
  ])('that is refused with %j fails as a delivery does', async (body, code) => {
    const double = await aDouble();
    const { adapter } = await start(double);
    const ada = double.addUser('Ada');
    double.fault(ada.dm, { type: 'answer', status: 400, body });
    const sending = adapter.send({
      outboxId: '00000000-0000-8000-8000-000000000004',
      thread: { id: 't', channel: 'discord', address: ada.dm },
      message: { text: 'hello' },
      replaces: null,
      settles: null,
      under: null,
      seq: 1,
      attempt: 1,
    });
    await expect(sending).rejects.toMatchObject({ name: 'DeliveryError', code });
  });

  it('that takes the place of another brings its files, and those of the other go', async () => {
    const double = await aDouble();
    const files = { ...store.files, bytes: async () => new TextEncoder().encode('x') };
    const { adapter } = await start(double, { store: { ...store, files } });
    const ada = double.addUser('Ada');
    const send = (outboxId: string, replaces: string | null, name?: string) =>
      adapter.send({
        outboxId,
        thread: { id: 't', channel: 'discord', address: ada.dm },
        message: { text: 'See', ...(name && { attachments: [{ fileId: name, name, type: 'text/plain' }] }) },
        replaces,
        settles: null,
        under: null,
        seq: 1,
        attempt: 1,
      });
    const { nativeId } = await send('00000000-0000-8000-8000-000000000001', null, 'a.txt');
    await send('00000000-0000-8000-8000-000000000002', nativeId, 'b.txt');
    expect(double.messages).toMatchObject([{ files: ['b.txt'], edits: 1 }]);
    await send('00000000-0000-8000-8000-000000000003', nativeId);
    expect(double.messages).toMatchObject([{ files: [], edits: 2 }]);
  });
});
