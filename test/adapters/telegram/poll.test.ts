import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../src/core/errors.ts';
import { aGroup, aMessage, aPhoto, presses, privateChat, says } from '../../doubles/telegram/people.ts';
import { TOKEN } from '../../doubles/telegram/server.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { ada, anAdapter, aServer, aShared, bob, textsOf } from './adapter-for-tests.ts';
import { QUICK } from './harness.ts';

/** Far less than a poll or a call that is waited for takes. */
const ENDS_WITHIN_MS = 10_000;

const away = () => {
  throw new UnavailableError('the database is away');
};

describe('asking for updates', () => {
  it('confirms what is safe, and nothing else', async () => {
    const { server, taken, before } = await anAdapter();
    before.take = away;
    says(server, ada, 'one');
    await eventually(() => expect(server.callsOf('getUpdates').length).toBeGreaterThan(3));
    expect(server.unconfirmed()).toHaveLength(1);
    before.take = () => {};
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken)).toEqual(['one']);
  });

  it('goes on with other chats while one is slow', async () => {
    const { server, taken, before } = await anAdapter();
    const gate = aGate();
    before.take = async ({ author }) => {
      if (author.userId === String(ada.id)) await gate.pass();
    };
    says(server, ada, 'slow');
    await gate.reached;
    says(server, bob, 'quick');
    await eventually(() => expect(textsOf(taken)).toEqual(['quick']));
    expect(server.unconfirmed()).toHaveLength(2);
    gate.open();
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken)).toEqual(['quick', 'slow']);
  });

  it('keeps the order of a chat also when something fails in between', async () => {
    const { server, taken, before } = await anAdapter();
    let failures = 2;
    before.take = ({ input }) => {
      if (input.type === 'message' && input.text === 'b' && failures > 0) {
        failures -= 1;
        away();
      }
    };
    for (const text of ['a', 'b', 'c', 'd']) says(server, ada, text);
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('hands in what comes after something that is held back, and confirms neither before it is safe', async () => {
    const { server, taken, before } = await anAdapter();
    const gate = aGate();
    const asked: string[] = [];
    before.take = (event, onHeld) => {
      asked.push(...textsOf([event]));
      onHeld();
      return gate.pass();
    };
    for (const text of ['a', 'b', 'c']) says(server, ada, text);
    await eventually(() => expect(asked).toEqual(['a', 'b', 'c']));
    expect(server.unconfirmed()).toHaveLength(3);
    gate.open();
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken)).toEqual(['a', 'b', 'c']);
  });

  it('passes over what it can’t read', async () => {
    const { server, taken, logged } = await anAdapter();
    server.push({ message: { message_id: 'seven' } });
    server.push({});
    says(server, ada, 'after');
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken)).toEqual(['after']);
    expect(logged.filter((line) => line.includes('could not be read'))).toHaveLength(1);
  });

  it('notices a pressed button before what it does is safe', async () => {
    const { server, before } = await anAdapter();
    const gate = aGate();
    before.take = () => gate.pass();
    presses(server, ada, 'x:1', { id: 5 });
    await eventually(() => expect(server.callsOf('answerCallbackQuery')).toHaveLength(1));
    expect(server.unconfirmed()).toHaveLength(1);
    gate.open();
  });

  it('shows that it is at it when a turn takes long', async () => {
    const { server, before } = await anAdapter({ ports: { timing: { ...QUICK.timing, typingMs: 1 } } });
    const gate = aGate();
    before.take = () => gate.pass();
    says(server, ada, 'one');
    await eventually(() => expect(server.callsOf('sendChatAction')).toHaveLength(1));
    gate.open();
  });

  it(
    'ends at once, and tells what is safe',
    async () => {
      const { adapter, server, taken } = await anAdapter();
      await eventually(() => expect(server.isListening()).toBe(true));
      says(server, ada, 'one');
      await eventually(() => expect(taken).toHaveLength(1));
      await adapter.stop();
      expect(server.unconfirmed()).toEqual([]);
    },
    ENDS_WITHIN_MS,
  );
});

describe('several processes', () => {
  it('take turns: one asks, and the next takes over', async () => {
    const [server, shared] = [await aServer(), aShared()];
    const first = await anAdapter({ server, shared });
    await eventually(() => expect(server.isListening()).toBe(true));
    const second = await anAdapter({ server, shared });
    says(server, ada, 'one');
    await eventually(() => expect(textsOf(first.taken)).toEqual(['one']));
    await first.adapter.stop();
    says(server, ada, 'two');
    await eventually(() => expect(textsOf(second.taken)).toEqual(['two']));
    expect([first.told, second.told]).toEqual([[], []]);
  });

  it('stop asking when the lease is gone', async () => {
    const { server, shared } = await anAdapter({ ports: { timing: { ...QUICK.timing, leaseMs: 30 } } });
    await eventually(() => expect(server.isListening()).toBe(true));
    for (const name of shared.leases.keys())
      shared.leases.set(name, { token: 'other', until: Number.POSITIVE_INFINITY });
    await eventually(() => expect(server.isListening()).toBe(false));
  });
});

describe('what Telegram answers', () => {
  it('that someone else asks too: told once, and tried again', async () => {
    const server = await aServer();
    const conflict = {
      type: 'answer',
      status: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    } as const;
    server.order({ method: 'getUpdates', times: 3, does: conflict });
    const { told, taken } = await anAdapter({ server });
    says(server, ada, 'one');
    await eventually(() => expect(textsOf(taken)).toEqual(['one']));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('another program');
  });

  it('that the token is wrong: it is off with one line, and does not throw', async () => {
    const server = await aServer();
    server.revoke();
    const { adapter, told } = await anAdapter({ server });
    await eventually(() => expect(adapter.problem()).toContain('TELEGRAM_BOT_TOKEN'));
    expect(told).toEqual([adapter.problem()]);
    await adapter.stop();
  });

  it('that the token was revoked meanwhile', async () => {
    const { adapter, server, told } = await anAdapter();
    await eventually(() => expect(server.isListening()).toBe(true));
    server.revoke();
    says(server, ada, 'one');
    await eventually(() => expect(told).toHaveLength(1));
    expect(adapter.problem()).toBeDefined();
  });

  it('nothing, or a page of a proxy: tried again, without the token in the log', async () => {
    const server = await aServer();
    for (const method of ['getMe', 'getUpdates']) {
      server.order({ method, does: { type: 'drop' } });
      server.order({ method, does: { type: 'garbage', status: 502 } });
    }
    const { logged, taken } = await anAdapter({ server });
    says(server, ada, 'one');
    await eventually(() => expect(textsOf(taken)).toEqual(['one']));
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toContain(TOKEN.slice(10));
  });

  it('that a webhook is set: it is taken away', async () => {
    const { server } = await anAdapter();
    await eventually(() => expect(server.isListening()).toBe(true));
    expect(server.callsOf('deleteWebhook')).toHaveLength(1);
  });

  it.each(['', 'token', '123456:', 'abc:def', '123:a/b'])('is not even asked with the token “%s”', async (token) => {
    const { told, server } = await anAdapter({ config: { token } });
    expect(told).toHaveLength(1);
    expect(server.calls).toEqual([]);
  });
});

describe('albums', () => {
  const chat = privateChat(ada);
  const filesIn = (events: { input: object }[]) =>
    events.map(({ input }) => ((input as { files?: { source: string }[] }).files ?? []).map(({ source }) => source));

  it('are one event with their caption, also when their parts come apart', async () => {
    // What is said after an album ends it, so nothing here waits for so long.
    const { server, taken } = await anAdapter({ ports: { timing: { ...QUICK.timing, albumQuietMs: 5000 } } });
    const part = (id: string, more = {}) =>
      server.push({ message: aMessage(server, ada, chat, { ...aPhoto(id), media_group_id: '42', ...more }) });
    part('p1', { caption: 'both' });
    await eventually(() => expect(server.callsOf('getUpdates').length).toBeGreaterThan(2));
    part('p2');
    says(server, ada, 'after');
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(filesIn(taken)).toEqual([['p1-l', 'p2-l'], []]);
    expect(textsOf(taken)).toEqual(['both', 'after']);
  });

  it('have the same ids when they come again in other company', async () => {
    const server = await aServer();
    const shared = aShared();
    const parts = ['p1', 'p2', 'p3'].map((id) => ({
      message: aMessage(server, ada, chat, { ...aPhoto(id), media_group_id: '42' }),
    }));
    const first = await anAdapter({ server, shared });
    for (const part of parts.slice(0, 2)) server.push(part);
    await eventually(() => expect(first.taken).toHaveLength(1));
    await first.adapter.stop();
    // As after a crash: nothing was confirmed, and meanwhile the third one has come.
    for (const part of parts) server.push(part);
    const second = await anAdapter({ server, shared });
    await eventually(() => expect(second.taken).toHaveLength(2));
    expect(second.taken[0]?.id).toBe(first.taken[0]?.id);
    expect(filesIn(second.taken)).toEqual([['p1-l', 'p2-l'], ['p3-l']]);
  });

  it('in a group are heard when their caption names the bot', async () => {
    const { server, taken } = await anAdapter();
    const group = aGroup();
    for (const [id, caption] of [
      ['p1', '@support_double_bot look'],
      ['p2', undefined],
    ]) {
      const content = { ...aPhoto(id ?? ''), media_group_id: '43', ...(caption !== undefined && { caption }) };
      server.push({ message: aMessage(server, ada, group as never, content) });
    }
    await eventually(() => expect(taken).toHaveLength(1));
    expect(filesIn(taken)).toEqual([['p1-l', 'p2-l']]);
    expect(textsOf(taken)).toEqual(['look']);
  });
});

describe('the menu of commands', () => {
  it('is in English, and in both scripts for Chinese, which Telegram can’t tell apart', async () => {
    const { server } = await anAdapter();
    await eventually(() => expect(server.callsOf('setMyCommands')).toHaveLength(2));
    const [english, chinese] = server.callsOf('setMyCommands').map(({ payload }) => payload);
    expect(english).toMatchObject({
      commands: expect.arrayContaining([{ command: 'complaint', description: 'Report a complaint' }]),
    });
    expect(chinese).toMatchObject({
      language_code: 'zh',
      commands: expect.arrayContaining([{ command: 'complaint', description: '我要投诉 · 我要投訴' }]),
    });
  });
});
