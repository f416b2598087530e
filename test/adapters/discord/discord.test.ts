/** What only Discord has: its gateway, its servers, what was missed, pages of a dialog, files. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DiscordPorts } from '../../../src/adapters/discord/index.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { Store } from '../../../src/core/store.ts';
import type { Database } from '../../../src/store/database.ts';
import { createStore } from '../../../src/store/store.ts';
import { openPart } from '../../contracts/adapter/part.ts';
import { type Fault, openDiscord } from '../../doubles/discord/index.ts';
import { eventually } from '../../support/gates.ts';
import { emptyTables, openMigratedDatabase } from '../../support/store.ts';
import { adapterOn, openHarness } from './harness.ts';

/** Far less than a poll or a call that is waited for takes. */
const ENDS_WITHIN_MS = 10_000;

let database: Database;
let store: Store;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await database.close();
});

async function empty(): Promise<Store> {
  await emptyTables(database);
  store = createStore(database);
  return store;
}

async function open(ports: Partial<DiscordPorts> = {}) {
  const opened = await openHarness(
    { store: await empty(), openPart: (options) => openPart(store, async () => 0, options) },
    ports,
  );
  closing.push(opened.close, opened.part.stop);
  const { double, users } = opened;
  const texts = (channelId?: string) => double.seenBy(users.ada, channelId).map(({ body }) => body.content ?? '');
  const shows = (words: string, channelId?: string) =>
    eventually(() => expect(texts(channelId).join('\n')).toContain(words));
  return { ...opened, texts, shows };
}

/** Only the adapter; events that it hands in are noted. */
async function openAlone(ports: Partial<DiscordPorts> = {}, on?: Awaited<ReturnType<typeof openDiscord>>) {
  const double = on ?? (await openDiscord());
  if (!on) closing.push(double.close);
  const told: string[] = [];
  const taken: string[] = [];
  const alone = { double, told, taken, away: false };
  const adapter = adapterOn(double, store, { tell: (line) => told.push(line), ...ports });
  await adapter.start(async ({ input }) => {
    if (alone.away) throw new UnavailableError('the database is away');
    taken.push('text' in input ? input.text : input.type);
    return { status: 'done', immediate: [] };
  });
  closing.push(() => adapter.stop());
  return Object.assign(alone, { adapter });
}

const connected = (double: Awaited<ReturnType<typeof openDiscord>>) =>
  eventually(() => expect(double.connected()).toBe(1));

describe('the gateway', () => {
  it('with a wrong token stops only this adapter, with one line', async () => {
    await empty();
    const double = await openDiscord();
    closing.push(double.close);
    double.refuseToken();
    const { adapter, told } = await openAlone({}, double);
    await eventually(() => expect(told).toHaveLength(1));
    expect(told[0]).toContain('DISCORD_BOT_TOKEN');
    expect(adapter.problem()).toBe('token');
    expect(adapter.reach()).toEqual([]);
  });

  it('that refuses the intents says so, with the remedy', async () => {
    await empty();
    const double = await openDiscord();
    closing.push(double.close);
    double.closeIdentifiesWith(4014);
    const { adapter, told } = await openAlone({}, double);
    await eventually(() => expect(told).toHaveLength(1));
    expect(told[0]).toContain('intents');
    expect(adapter.problem()).toBe('intents');
  });

  it('is resumed after a cut, and nothing is lost or told twice', async () => {
    await empty();
    const { double, taken } = await openAlone();
    await connected(double);
    const ada = double.addUser('Ada');
    double.write(ada, 'one');
    await eventually(() => expect(taken).toEqual(['one']));
    double.cut();
    double.write(ada, 'two');
    await eventually(() => expect(taken).toEqual(['one', 'two']));
    expect(double.identifies()).toBe(1);
  });

  it('belongs to one process, and another takes it over', async () => {
    await empty();
    const timing = { leaseMs: 200, beatMs: 30 };
    const first = await openAlone({ timing });
    await connected(first.double);
    const second = await openAlone({ timing }, first.double);
    const ada = first.double.addUser('Ada');
    first.double.write(ada, 'hello');
    await eventually(() => expect(first.taken).toEqual(['hello']));
    expect(second.taken).toEqual([]);
    await first.adapter.stop();
    await eventually(() => expect(first.double.identifies()).toBe(2));
    await connected(first.double);
    first.double.write(ada, 'again');
    await eventually(() => expect(second.taken).toContain('again'));
  });

  it(
    'is left at once',
    async () => {
      await empty();
      const { double, adapter } = await openAlone();
      await connected(double);
      await adapter.stop();
    },
    ENDS_WITHIN_MS,
  );
});

it('that is stopped while it connects does no harm', async () => {
  await empty();
  const { double, adapter } = await openAlone();
  await eventually(() => expect(double.calls.some(({ path }) => path === '/gateway/bot')).toBe(true));
  await adapter.stop();
  await eventually(() => expect(double.identifies()).toBe(1));
  await eventually(() => expect(double.connected()).toBe(0));
});

describe('what was written while nobody listened', () => {
  it('is fetched by the next process, in order, behind what was handled', async () => {
    await empty();
    const { double, adapter, taken } = await openAlone();
    await connected(double);
    const [ada, bea] = [double.addUser('Ada'), double.addUser('Bea')];
    for (const user of [ada, bea]) double.write(user, `${user.name} is here`);
    await eventually(() => expect(taken).toHaveLength(2));
    await adapter.stop();
    for (let count = 1; count <= 120; count += 1) double.write(ada, `missed ${count}`, { told: false });
    double.fault(`GET ${bea.dm}`, { type: 'answer', status: 500 });
    double.write(bea, 'missed too', { told: false });
    const next = await openAlone({}, double);
    await eventually(() => expect(next.taken).toHaveLength(121));
    const hers = next.taken.filter((text) => text.startsWith('missed ') && text !== 'missed too');
    expect(hers).toEqual(Array.from({ length: 120 }, (_, index) => `missed ${index + 1}`));
    expect(next.taken).toContain('missed too');
    await eventually(async () => {
      const last = double.said.findLast(({ channelId }) => channelId === ada.dm)?.payload.id;
      expect(await store.cursors.read(`discord.${ada.dm}`)).toBe(last);
    });
  });

  it('stays unread as long as it is not safe', async () => {
    await empty();
    const first = await openAlone();
    await connected(first.double);
    const ada = first.double.addUser('Ada');
    first.away = true;
    const lost = first.double.write(ada, 'the milk was sour');
    first.double.write(ada, 'and the bread hard');
    await eventually(async () => expect(await store.cursors.read('discord.channels')).toBe(`d${ada.dm}`));
    await first.adapter.stop();
    expect(BigInt((await store.cursors.read(`discord.${ada.dm}`)) ?? '0')).toBe(BigInt(lost) - 1n);
    const next = await openAlone({}, first.double);
    await eventually(() => expect(next.taken).toEqual(['the milk was sour', 'and the bread hard']));
  });
});

describe('in a server', () => {
  it('a command goes on in private, and the channel says so to that person only', async () => {
    const { double, users, shows } = await open();
    const channelId = double.addChannel();
    double.command(users.ada, 'complaint', { what: 'sour milk' }, { channelId });
    await shows('Who is complaining?');
    await shows('direct messages', channelId);
    expect(double.seenBy(users.bea, channelId)).toEqual([]);
  });

  it('an answer that is only for the moment stays there, for that person only', async () => {
    const { double, users, shows } = await open();
    const channelId = double.addChannel();
    double.command(users.ada, 'cases', {}, { channelId });
    await shows('You have no cases', channelId);
    expect(double.seenBy(users.bea, channelId)).toEqual([]);
    expect(double.seenBy(users.ada)).toEqual([]);
  });

  it('someone who has not written yet is reached in private', async () => {
    const { adapter, users, shows } = await open();
    const thread = adapter.directThread?.(users.ada.id);
    if (!thread) throw new Error('there is no first word in Discord');
    const row = { outboxId: 'o-1', replaces: null, settles: null, under: null, seq: 1, attempt: 1 };
    await adapter.send({ ...row, thread, message: { text: 'C-1 is yours' } });
    await shows('C-1 is yours');
  });

  it('someone who takes no direct messages is told how to allow them, and so is headquarters', async () => {
    const { double, users, shows } = await open();
    const channelId = double.addChannel();
    double.block(users.ada);
    double.command(users.ada, 'complaint', {}, { channelId });
    await shows('Privacy Settings', channelId);
    await eventually(() => {
      const texts = double.seenBy(users.dora).map(({ body }) => body.content ?? '');
      expect(texts.join()).toContain('could not be delivered');
    });
  });

  it('only a message that names the bot is heard', async () => {
    const { double, users, shows } = await open();
    const channelId = double.addChannel();
    double.write(users.ada, 'the weather is fine', { channelId });
    double.write(users.ada, 'the milk was sour', { channelId, mention: true });
    await shows('I have kept what you wrote');
    await shows('direct messages', channelId);
    expect(double.seenBy(users.ada, channelId)).toHaveLength(1);
  });
});

describe('an interaction', () => {
  it('that takes long is announced in time, and answered then', async () => {
    const { double, users, part, shows } = await open({ timing: { deferAfterMs: 20 } });
    part.away = true;
    const { id } = double.command(users.ada, 'cases');
    const state = () => double.interactions.find((one) => one.id === id)?.state;
    await eventually(() => expect(state()).toBe('deferred'));
    part.away = false;
    await shows('You have no cases');
    expect(state()).toBe('answered');
  });

  it('of a dialog that comes too late for a modal leaves a button that opens it', async () => {
    const { double, users, part, shows, franchisee } = await open({ timing: { deferAfterMs: 1_000 } });
    await franchisee.says('/complaint');
    await shows('What happened?');
    part.away = true;
    await franchisee.presses('Fill in as a form');
    await eventually(() => expect(double.interactions.at(-1)?.state).toBe('quiet'));
    part.away = false;
    await eventually(() => expect(franchisee.screen().at(-1)?.text).toBe('Complaint'));
    await franchisee.presses('Fill in as a form');
    await eventually(() => expect(double.modalOf(users.ada)).toBeDefined());
  });

  it('offers stores while one is typed, and the chosen one is understood', async () => {
    const { double, users, shows } = await open();
    const { id } = double.command(users.ada, 'complaint', { store: 'bj0' }, { focused: 'store' });
    const choices = () => double.interactions.find((one) => one.id === id)?.choices;
    await eventually(() => expect(choices()?.map(({ value }) => value)).toContain('BJ001'));
    double.command(users.ada, 'complaint', { what: 'The milk was sour', store: 'BJ001' });
    await shows('Who is complaining?');
    expect(double.seenBy(users.ada).some(({ body }) => JSON.stringify(body).includes('BJ001'))).toBe(true);
  });

  it('that Discord tells twice is answered once', async () => {
    const { double, users, shows, texts } = await open();
    double.command(users.ada, 'help');
    await shows('You can:');
    double.repeat();
    double.command(users.ada, 'cases');
    await shows('You have no cases');
    expect(texts().filter((text) => text.includes('You can:'))).toHaveLength(1);
  });

  it('that can’t be answered any more is answered as a message', async () => {
    const { double, users, shows } = await open();
    double.expireInteractions();
    double.command(users.ada, 'cases');
    await shows('You have no cases');
  });

  it('chooses the language by its name', async () => {
    const { double, users, shows } = await open();
    double.command(users.ada, 'language', { language: 'zh-Hant' });
    await shows('繁體中文');
  });

  it('begins a complaint about a store', async () => {
    const { double, users, shows } = await open();
    double.command(users.ada, 'complaint', { store: 'BJ001' });
    // The store is one of the ten.
    await shows('(2 of 10) What happened?');
  });

  it('on a message makes a complaint of it', async () => {
    const { double, users, shows } = await open();
    double.commandOn(users.ada, 'Report as a complaint', 'The till was broken', [{ id: '7', filename: 'a.png' }]);
    await shows('Who is complaining?');
    await shows('files of that message are not included');
  });

  it('finds its commands registered, once as long as they stay the same', async () => {
    await empty();
    const first = await openAlone();
    const puts = () => first.double.calls.filter(({ method }) => method === 'PUT').length;
    await eventually(() => expect(puts()).toBe(1));
    await first.adapter.stop();
    await openAlone({}, first.double);
    await eventually(() => expect(first.double.identifies()).toBe(2));
    await connected(first.double);
    expect(puts()).toBe(1);
  });
});

it('a page of a dialog says what is wrong, keeps what was typed, and goes on', async () => {
  const { double, users, shows, franchisee } = await open();
  await franchisee.says('/complaint');
  await shows('What happened?');
  await franchisee.presses('Fill in as a form');
  const names = () => franchisee.dialog?.()?.fields.map(({ name }) => name) ?? [];
  await eventually(() => expect(names()).toContain('what'));
  double.submit(users.ada, { 'v:what': 'The milk was sour', 'v:complainant': 'self' });
  await shows('that is kept');
  await franchisee.presses('Next: page 2 of 3');
  await eventually(() => expect(names()).toContain('when'));
  double.submit(users.ada, { 'v:when': '30 February', 'v:outlet': 'BJ001', 'v:group': 'goods' });
  await shows('There is no such date');
  await franchisee.presses('Correct it');
  await eventually(() => expect(names()).toEqual(['when']));
  const [wrong] = franchisee.dialog?.()?.fields ?? [];
  expect(wrong).toMatchObject({ value: '30 February', problem: expect.stringContaining('There is no such date') });
  double.submit(users.ada, { 'v:when': 'yesterday at 3 pm' });
  await eventually(() => expect(franchisee.screen().at(-1)?.buttons[0]?.label).toMatch(/^Next: page 3/));
});

describe('a send', () => {
  const outgoing = (address: string, outboxId: string) => ({
    outboxId,
    thread: { id: 't', channel: 'discord', address },
    message: { text: 'hello' },
    replaces: null,
    settles: null,
    under: null,
    seq: 1,
    attempt: 1,
  });
  const id = '00000000-0000-8000-8000-000000000002';

  it.each([
    [{ type: 'answer', status: 503 }, { code: 'unreachable' }],
    [{ type: 'lose' }, { code: 'unclear' }],
    [{ type: 'fail' }, { code: 'unclear' }],
    [{ type: 'answer', status: 403, body: { code: 50_013, message: 'Missing Permissions' } }, { code: 'refused' }],
    [{ type: 'answer', status: 403, body: { message: 'blocked' } }, { code: 'unreachable' }],
    [{ type: 'answer', status: 429, headers: { 'retry-after': '0.1' } }, { code: 'rate-limited' }],
  ] satisfies [Fault, object][])(
    'that meets %j fails with %j, and again shows the message once',
    async (fault, error) => {
      await empty();
      const { double, adapter } = await openAlone();
      await connected(double);
      const ada = double.addUser('Ada');
      double.fault(ada.dm, fault);
      await expect(adapter.send(outgoing(ada.dm, id))).rejects.toMatchObject(error);
      await eventually(() => adapter.send({ ...outgoing(ada.dm, id), attempt: 2 }));
      expect(double.seenBy(ada)).toHaveLength(1);
    },
  );

  it('with a token that is of no use any more waits, and does not call again', async () => {
    await empty();
    const { double, adapter } = await openAlone();
    await connected(double);
    const ada = double.addUser('Ada');
    double.refuseToken();
    for (let count = 0; count < 3; count += 1) {
      const sending = adapter.send(outgoing(ada.dm, id));
      await expect(sending).rejects.toMatchObject({ code: 'unreachable', retryAfterMs: 600_000 });
      await expect(sending).rejects.not.toThrow('double.discord-token');
    }
    expect(double.calls.filter(({ path }) => path === `/channels/${ada.dm}/messages`)).toHaveLength(1);
  });
});

describe('a file', () => {
  const bytes = new TextEncoder().encode('sour milk');
  const options = () => ({ maxBytes: 100, signal: AbortSignal.timeout(2000) });
  const ref = { id: 'x', name: 'a.txt', type: 'text/plain', size: null };

  it('is fetched by a fresh address, within its limit, and from Discord only', async () => {
    await empty();
    const { double, adapter } = await openAlone();
    const ada = double.addUser('Ada');
    const id = double.write(ada, '', { files: [{ name: 'a.txt', type: 'text/plain', bytes }] });
    const attachment = double.said[0]?.payload.attachments[0];
    const source = `message:${ada.dm}/${id}/${attachment?.id}`;
    expect(Buffer.from((await adapter.fetchFile?.({ ...ref, source }, options())) ?? []).toString()).toBe('sour milk');
    const lapsed = `url:${attachment?.url.replace('/attachments', '/lapsed/attachments')}`;
    expect(Buffer.from((await adapter.fetchFile?.({ ...ref, source: lapsed }, options())) ?? []).toString()).toBe(
      'sour milk',
    );
    const refused = { code: 'refused' };
    await expect(adapter.fetchFile?.({ ...ref, source }, { ...options(), maxBytes: 3 })).rejects.toMatchObject(refused);
    for (const bad of ['url:https://evil.example/a', 'url:file:///etc/passwd', 'message:1/2/3', 'nonsense', '']) {
      await expect(adapter.fetchFile?.({ ...ref, source: bad }, options()), bad).rejects.toMatchObject(refused);
    }
  });

  it('goes out with its message, and by its name where it can’t', async () => {
    await empty();
    const found = { ...store.files, bytes: async (id: string) => (id === 'there' ? bytes : undefined) };
    const { double, adapter } = await openAlone({ store: { ...store, files: found } });
    const ada = double.addUser('Ada');
    const attachments = ['there', 'lost'].map((fileId) => ({ fileId, name: `${fileId}.txt`, type: 'text/plain' }));
    await adapter.send({
      outboxId: '00000000-0000-8000-8000-000000000001',
      thread: { id: 't', channel: 'discord', address: ada.dm },
      message: { text: 'See', attachments },
      replaces: null,
      settles: null,
      under: null,
      seq: 1,
      attempt: 1,
    });
    expect(double.messages[0]).toMatchObject({ files: ['there.txt'], body: { content: 'See\n📎 lost.txt' } });
  });
});
