import { describe, expect, it } from 'vitest';
import { PACE } from '../../../src/adapters/telegram/index.ts';
import type { Outgoing } from '../../../src/core/adapter.ts';
import { aGroup, says } from '../../doubles/telegram/people.ts';
import { type Fault, TOKEN } from '../../doubles/telegram/server.ts';
import { aGate, eventually } from '../../support/gates.ts';
import { ada, anAdapter, anOutgoing, bob, type Running, type Setting } from './adapter-for-tests.ts';
import { asSeen } from './harness.ts';

const sender = (setting: Setting = {}) => anAdapter({ start: false, ...setting });
const screen = ({ server }: Running, chatId = ada.id) => server.messages(chatId).map(asSeen);
const textsIn = (running: Running, chatId = ada.id) => screen(running, chatId).map(({ text }) => text);
const long = (...names: string[]) => names.map((name) => `${name} ${'word '.repeat(700)}`.trim()).join('\n\n');
const yes = { id: 'x:yes', label: 'Yes' };

async function failureOf(running: Running, outgoing: Outgoing): Promise<unknown> {
  return await running.adapter.send(outgoing).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('sending', () => {
  it('sends text without previews of links and without a parse mode', async () => {
    const running = await sender();
    await running.adapter.send(anOutgoing(ada, { text: '*see* https://example.com' }));
    expect(textsIn(running)).toEqual(['*see* https://example.com']);
    const { payload } = running.server.callsOf('sendMessage')[0] ?? { payload: {} };
    expect(payload).toMatchObject({ link_preview_options: { is_disabled: true }, entities: [] });
    expect(payload).not.toHaveProperty('parse_mode');
  });

  it('reaches someone who has not written yet in their private chat', async () => {
    const running = await sender();
    expect(running.adapter.directThread?.(String(ada.id))).toEqual(anOutgoing(ada, { text: '' }).thread);
  });

  it('splits long text, with the buttons below the last part', async () => {
    const running = await sender();
    await running.adapter.send(anOutgoing(ada, { text: long('one', 'two', 'three'), buttons: [yes] }));
    expect(screen(running).map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
  });

  it('edits all parts of what it replaces, takes away those too many and adds those too few', async () => {
    const running = await sender();
    const first = await running.adapter.send(anOutgoing(ada, { text: long('one', 'two', 'three') }));
    const second = await running.adapter.send(anOutgoing(ada, { text: 'short' }, { replaces: first.nativeId }));
    await eventually(() => expect(textsIn(running)).toEqual(['short']));
    await running.adapter.send(anOutgoing(ada, { text: long('four', 'five') }, { replaces: second.nativeId }));
    expect(textsIn(running).map((text) => text.slice(0, 4))).toEqual(['four', 'five']);
  });

  it('takes an edit that changes nothing for done', async () => {
    const running = await sender();
    const { nativeId } = await running.adapter.send(anOutgoing(ada, { text: 'same' }));
    const again = await running.adapter.send(anOutgoing(ada, { text: 'same' }, { replaces: nativeId }));
    expect(again.nativeId).toBe(nativeId);
    expect(textsIn(running)).toEqual(['same']);
  });

  it('replies to the message that it belongs below', async () => {
    const running = await sender();
    await running.adapter.send(anOutgoing(ada, { text: 'about it' }, { under: '17' }));
    expect(running.server.messages(ada.id)[0]?.replyTo).toBe(17);
  });

  it('writes into the topic of a forum', async () => {
    const running = await sender();
    running.server.addChat({ id: -1_001_234_567_890, type: 'supergroup' });
    await running.adapter.send(anOutgoing('-1001234567890:3', { text: 'hello' }));
    expect(running.server.messages(-1_001_234_567_890)[0]?.topic).toBe(3);
  });

  it('keeps to one message a second in a chat, and slows no other', async () => {
    const running = await sender({ ports: { pace: { chat: () => [{ count: 1, perMs: 60 }] } } });
    const began = performance.now();
    const toAda = async () => {
      for (const text of ['1', '2', '3']) await running.adapter.send(anOutgoing(ada, { text }));
      return performance.now() - began;
    };
    const toBob = async () => {
      await running.adapter.send(anOutgoing(bob, { text: '1' }));
    };
    const [took] = await Promise.all([toAda(), toBob()]);
    expect(took).toBeGreaterThanOrEqual(115);
    const [first, second] = running.server.calls.map(({ payload }) => payload.chat_id);
    expect([String(first), String(second)].sort()).toEqual(['1001', '1002']);
  });
});

describe('a settled question', () => {
  it('loses its buttons and shows the answer that was chosen', async () => {
    const running = await sender();
    const { nativeId } = await running.adapter.send(anOutgoing(ada, { text: 'Really?', buttons: [yes] }));
    const settles = { outboxId: 'o', nativeId, chosen: 'Yes' };
    await running.adapter.send(anOutgoing(ada, { text: 'Good.' }, { settles }));
    await eventually(() => expect(screen(running)[0]).toMatchObject({ text: 'Really?\n\n✓ Yes', buttons: [] }));
  });

  it('loses only its buttons when the answer was typed, or its words are not known any more', async () => {
    const running = await sender();
    const { nativeId } = await running.adapter.send(anOutgoing(ada, { text: 'Really?', buttons: [yes] }));
    await running.adapter.send(anOutgoing(ada, { text: 'Good.' }, { settles: { outboxId: 'o', nativeId } }));
    await eventually(() => expect(screen(running)[0]).toMatchObject({ text: 'Really?', buttons: [] }));
  });

  it('that is gone is no error', async () => {
    const running = await sender();
    const settles = { outboxId: 'o', nativeId: '4711', chosen: 'Yes' };
    await running.adapter.send(anOutgoing(ada, { text: 'Good.' }, { settles }));
    await running.adapter.send(anOutgoing(ada, { text: 'Next.' }));
    expect(textsIn(running)).toEqual(['Good.', 'Next.']);
  });
});

describe('a failed send', () => {
  const answer = (status: number, description: string, parameters = {}): Fault['does'] => {
    return { type: 'answer', status, description, parameters };
  };

  it.each<[string, Fault['does'], object]>([
    [
      'asked to wait',
      answer(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      { code: 'rate-limited', retryAfterMs: 7000 },
    ],
    ['blocked', answer(403, 'Forbidden: bot was blocked by the user'), { code: 'refused' }],
    ['kicked', answer(403, 'Forbidden: bot was kicked from the group chat'), { code: 'refused' }],
    ['no such chat', answer(400, 'Bad Request: chat not found'), { code: 'refused' }],
    ['a fault of Telegram', answer(500, 'Internal Server Error'), { code: 'unclear' }],
    ['a page of a proxy', { type: 'garbage', status: 502 }, { code: 'unclear' }],
    ['cut off', { type: 'drop' }, { code: 'unclear' }],
    ['the answer lost', { type: 'lose' }, { code: 'unclear' }],
  ])('says what it was: %s', async (_, does, expected) => {
    const running = await sender();
    running.server.order({ method: 'sendMessage', does });
    const error = await failureOf(running, anOutgoing(ada, { text: 'hello' }));
    expect(error).toMatchObject(expected);
    expect(String((error as Error).stack)).not.toContain(TOKEN.slice(10));
  });

  it('is unreachable where nobody listens', async () => {
    const running = await sender();
    await running.server.close();
    expect(await failureOf(running, anOutgoing(ada, { text: 'hello' }))).toMatchObject({ code: 'unreachable' });
    expect(running.logged.join('\n')).not.toContain(TOKEN.slice(10));
  });

  it('with a revoked token waits for another one, and says so once', async () => {
    const running = await sender();
    running.server.revoke();
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await failureOf(running, anOutgoing(ada, { text: 'hello' }))).toMatchObject({ code: 'unreachable' });
    }
    expect(running.told).toHaveLength(1);
  });

  it('in the middle of a long text goes on from there', async () => {
    const running = await sender();
    const outgoing = anOutgoing(ada, { text: long('one', 'two', 'three') });
    const does = answer(429, 'Too Many Requests', { retry_after: 0 });
    running.server.order({ method: 'sendMessage', after: 1, does });
    expect(await failureOf(running, outgoing)).toMatchObject({ code: 'rate-limited' });
    await running.adapter.send({ ...outgoing, attempt: 2 });
    expect(textsIn(running).map((text) => text.slice(0, 4))).toEqual(['one ', 'two ', 'thre']);
  });

  it('that takes long is given up as unclear, and what came of it is found by the next try', async () => {
    const running = await sender({ ports: { timing: { sendMs: 30 } } });
    const gate = aGate();
    running.server.order({ method: 'sendMessage', does: { type: 'wait', for: gate.pass() } });
    const outgoing = anOutgoing(ada, { text: 'slow' });
    expect(await failureOf(running, outgoing)).toMatchObject({ code: 'unclear' });
    gate.open();
    await eventually(async () => await running.adapter.send({ ...outgoing, attempt: 2 }));
    expect(textsIn(running)).toEqual(['slow']);
  });
});

describe('a group', () => {
  it('is followed when it becomes a supergroup, by this process and the next', async () => {
    const running = await sender();
    const { server, shared } = running;
    const group = aGroup();
    server.addChat(group);
    server.migrate(group.id, -1_001_234_567_890);
    await running.adapter.send(anOutgoing(String(group.id), { text: 'one' }));
    const next = await anAdapter({ server, shared });
    await next.adapter.send(anOutgoing(String(group.id), { text: 'two' }));
    expect(textsIn(running, -1_001_234_567_890)).toEqual(['one', 'two']);
    // What is said there belongs to the thread that it was before.
    says(server, ada, '/help', { id: -1_001_234_567_890, type: 'supergroup' });
    await eventually(() => expect(next.taken[0]?.thread.address).toBe(String(group.id)));
  });

  it('tells of its move by a message too', async () => {
    const { server, taken, shared } = await anAdapter();
    const group = aGroup();
    server.push({ message: { message_id: 1, chat: group, date: 1, migrate_to_chat_id: -1_001_234_567_890 } });
    await eventually(() => expect(shared.cursors.size).toBe(2));
    says(server, ada, '/help', { id: -1_001_234_567_890, type: 'supergroup' });
    await eventually(() => expect(taken[0]?.thread.address).toBe(String(group.id)));
  });
});

describe('files with a message', () => {
  const attachment = (fileId: string, name: string, type: string) => ({ fileId, name, type });
  const attachments = [
    attachment('a', 'photo one.jpg', 'image/jpeg'),
    attachment('b', '收據 "1".pdf', 'application/pdf'),
  ];

  it('stand above its words: photos as such, all else as documents', async () => {
    const running = await sender();
    running.shared.files.set('a', Uint8Array.of(1, 2, 0, 255));
    running.shared.files.set('b', Uint8Array.of(3));
    await running.adapter.send(anOutgoing(ada, { text: 'look', attachments }));
    const sent = running.server
      .messages(ada.id)
      .map(({ text, file }) => file && [file.kind, file.name, [...file.bytes], text]);
    expect(sent).toEqual([
      ['photo', 'photo one.jpg', [1, 2, 0, 255], 'photo one.jpg'],
      ['document', '收據 _1_.pdf', [3], ''],
      undefined,
    ]);
  });

  it('are named where they can’t be sent', async () => {
    const running = await sender();
    running.shared.files.set('b', Uint8Array.of(3));
    const does = { type: 'answer', status: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' } as const;
    running.server.order({ method: 'sendDocument', does });
    await running.adapter.send(anOutgoing(ada, { text: 'look', attachments }));
    expect(textsIn(running)).toEqual(['look\n📎 photo one.jpg\n📎 收據 "1".pdf']);
  });

  it('are not sent again with the rest of a message that is tried again', async () => {
    const running = await sender();
    running.shared.files.set('a', Uint8Array.of(1));
    const outgoing = anOutgoing(ada, { text: 'look', attachments: attachments.slice(0, 1) });
    running.server.order({ method: 'sendMessage', does: { type: 'drop' } });
    await failureOf(running, outgoing);
    await running.adapter.send({ ...outgoing, attempt: 2 });
    expect(running.server.callsOf('sendPhoto')).toHaveLength(1);
  });
});

describe('the question for a phone number', () => {
  const sharePhone = { prompt: 'Or share it', label: 'Share my number' };

  it('comes with a button that shares it, which goes with the next message', async () => {
    const running = await sender();
    await running.adapter.send(anOutgoing(ada, { text: 'Your number?', buttons: [yes], sharePhone }));
    expect(running.server.messages(ada.id).at(-1)).toMatchObject({
      text: 'Or share it',
      markup: { keyboard: [[{ text: 'Share my number', request_contact: true }]], one_time_keyboard: true },
    });
    expect(screen(running)[0]?.buttons).toHaveLength(1);
    await running.adapter.send(anOutgoing(ada, { text: 'Thank you' }));
    await eventually(() => expect(textsIn(running)).toEqual(['Your number?', 'Thank you']));
  });

  it('is asked as any other in a group, where Telegram has no such button', async () => {
    const running = await sender();
    running.server.addChat(aGroup());
    await running.adapter.send(anOutgoing(String(aGroup().id), { text: 'Your number?', sharePhone }));
    expect(textsIn(running, aGroup().id)).toEqual(['Your number?']);
  });
});

describe('the bytes of a file', () => {
  const file = (source: string) => ({ id: 'f', name: 'a', type: '', size: null, source });
  const options = { maxBytes: 100, signal: AbortSignal.timeout(10_000) };

  it('are fetched, up to a size', async () => {
    const { adapter, server } = await sender();
    server.addFile('small', Uint8Array.of(1, 2));
    server.addFile('large', new Uint8Array(101), { size: 50 });
    server.addFile('huge', Uint8Array.of(1), { size: 30 * 1024 * 1024 });
    expect([...((await adapter.fetchFile?.(file('small'), options)) ?? [])]).toEqual([1, 2]);
    for (const source of ['large', 'huge', 'gone']) {
      await expect(adapter.fetchFile?.(file(source), options)).rejects.toMatchObject({ code: 'refused' });
    }
  });

  it('are tried again later when Telegram does not answer', async () => {
    const { adapter, server } = await sender();
    server.order({ method: 'getFile', does: { type: 'drop' } });
    await expect(adapter.fetchFile?.(file('a'), options)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('the pace of Telegram’s own rates', () => {
  it('lets someone who answers quickly lose no button to it', async () => {
    // The rates as they are in service.
    const running = await sender({ ports: { pace: PACE } });
    let nativeId: string | null = null;
    for (let turn = 0; turn < 4; turn += 1) {
      const settles = nativeId === null ? null : { outboxId: 'o', nativeId, chosen: 'Yes' };
      const question = anOutgoing(ada, { text: `Question ${turn}`, buttons: [yes] }, { settles });
      nativeId = (await running.adapter.send(question)).nativeId;
    }
    await eventually(() => expect(screen(running).map(({ buttons }) => buttons.length)).toEqual([0, 0, 0, 1]));
  });
});
