import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/adapters/slack/render.ts';
import type { Outgoing } from '../../../src/core/adapter.ts';
import { DeliveryError } from '../../../src/core/errors.ts';
import type { Message } from '../../../src/core/message.ts';
import { block, blocksFault, shown, textsOf } from '../../doubles/slack/blocks.ts';
import { until } from '../../support/until.ts';
import { DESK, type Person } from './harness.ts';
import { withSlack } from './world.ts';

const outgoing = (to: Person, message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  outboxId: randomUUID(),
  thread: to.thread,
  message,
  replaces: null,
  settles: null,
  under: null,
  seq: 1,
  attempt: 1,
  ...more,
});

const buttons = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `b:${index}`, label: `Button ${index}` }));

const errorOf = async (sending: Promise<unknown>): Promise<DeliveryError> => {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError but ${String(error)}`);
  return error;
};

describe('a message', () => {
  it('goes into the thread of the card that it is about, and mentions nobody', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      const { nativeId } = await adapter.send(outgoing(desk, { text: 'C-1: <!channel> @here' }));
      await adapter.send(outgoing(desk, { text: 'a note' }, { under: nativeId }));
      await adapter.send(outgoing(desk, { text: 'overdue', loud: true }, { under: nativeId }));
      await adapter.send(outgoing(desk, { text: 'alone', loud: true }));
      const [card, note, overdue, alone] = double.messages;
      expect([card?.channel, note?.threadTs, overdue?.threadTs]).toEqual([DESK, nativeId, nativeId]);
      const broadcasts = [card, note, overdue, alone].map((one) => String(one?.options.reply_broadcast ?? ''));
      expect(broadcasts).toEqual(['', '', 'true', '']);
      expect(card?.options).toMatchObject({ parse: 'none', link_names: 'false', unfurl_links: 'false' });
      expect(card?.text).toBe('C-1: &lt;!channel&gt; @here');
    });
  });

  it('reaches someone who has not written yet in their own chat with the bot', async () => {
    await withSlack({}, async ({ adapter, person, double }) => {
      const thread = adapter.directThread?.(person.author.userId);
      if (!thread) throw new Error('there is no first word in Slack');
      await adapter.send(outgoing({ ...person, thread }, { text: 'C-1 is yours' }));
      expect(double.messages.map(({ channel }) => channel)).toEqual([person.thread.address]);
    });
  });

  it('waits for no change of another, and a question loses its buttons later when Slack asks to wait', async () => {
    const turns: string[] = [];
    const pace = { turn: async (meter: string) => void turns.push(meter), hold: () => {} };
    await withSlack({ ports: { pace } }, async ({ adapter, desk, double }) => {
      const asked = outgoing(desk, { text: 'Which?', buttons: buttons(2) });
      const { nativeId } = await adapter.send(asked);
      double.order('chat.update', { type: 'wait', seconds: 1 });
      const settles = { outboxId: asked.outboxId, nativeId };
      await adapter.send(outgoing(desk, { text: 'Thanks' }, { settles }));
      const isSettled = () => double.messages[0]?.blocks.every(({ type }) => type !== 'actions');
      await until('the buttons to go', isSettled);
      expect(turns).toEqual([DESK, DESK, 'changes', 'changes']);
    });
  });

  it('stands by itself when the thread is gone', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      double.order('chat.postMessage', { type: 'error', error: 'thread_not_found' });
      await adapter.send(outgoing(desk, { text: 'a note' }, { under: '1.1' }));
      expect(double.messages.map(({ threadTs }) => threadTs)).toEqual([undefined]);
    });
  });

  it('whose answer was lost is found by its metadata, in a channel and in a thread', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      const { nativeId: under } = await adapter.send(outgoing(desk, { text: 'card' }));
      for (const place of [null, under]) {
        const message = outgoing(desk, { text: 'once' }, { under: place });
        double.order('chat.postMessage', { type: 'lose-answer' });
        expect((await errorOf(adapter.send(message))).code).toBe('unclear');
        await adapter.send({ ...message, attempt: 2 });
      }
      expect(double.messages.filter(({ text }) => text === 'once')).toHaveLength(2);
    });
  });

  it('of several parts goes on where it broke off', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      const words = Array.from({ length: 6000 }, (_, index) => `word${index}`);
      const message = outgoing(desk, { text: words.join(' '), buttons: buttons(2) });
      const gate = Promise.resolve();
      double.order('chat.postMessage', { type: 'slow', gate });
      double.order('chat.postMessage', { type: 'status', status: 503 });
      expect((await errorOf(adapter.send(message))).code).toBe('unclear');
      const { nativeId } = await adapter.send({ ...message, attempt: 2 });
      const text = desk
        .screen()
        .map((one) => one.text)
        .join(' ');
      expect(words.filter((word) => text.split(word).length < 2)).toEqual([]);
      expect(double.messages.map(({ metadata }) => metadata)).toHaveLength(renderMessage(message.message).length);
      expect(desk.screen().at(-1)).toMatchObject({ id: nativeId, buttons: [{ id: 'b:0' }, { id: 'b:1' }] });
    });
  });

  it.each([
    [{ type: 'wait', seconds: 7 }, 'rate-limited', 7000],
    [{ type: 'error', error: 'ratelimited' }, 'rate-limited', 1000],
    [{ type: 'status', status: 500 }, 'unclear', undefined],
    [{ type: 'error', error: 'internal_error' }, 'unclear', undefined],
    [{ type: 'error', error: 'channel_not_found' }, 'refused', undefined],
    [{ type: 'error', error: 'is_archived' }, 'refused', undefined],
    [{ type: 'error', error: 'not_in_channel' }, 'refused', undefined],
    [{ type: 'error', error: 'missing_scope', needed: 'chat:write' }, 'refused', undefined],
  ] as const)('that Slack answers with %j fails as %s', async (fault, code, retryAfterMs) => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      double.order('chat.postMessage', fault);
      const error = await errorOf(adapter.send(outgoing(desk, { text: 'hello' })));
      expect([error.code, error.retryAfterMs]).toEqual([code, retryAfterMs]);
      if ('needed' in fault) expect(error.message).toBe('Slack: missing_scope: the app needs chat:write');
      expect(`${error.message} ${String(error.stack)}`).not.toContain(double.token);
    });
  });

  it('waits for a new token when Slack takes the old one no more', async () => {
    await withSlack({}, async ({ adapter, desk, double, told }) => {
      double.order('chat.postMessage', { type: 'error', error: 'token_revoked' });
      expect((await errorOf(adapter.send(outgoing(desk, { text: 'hello' })))).code).toBe('unreachable');
      expect(told).toEqual(['Slack is off: SLACK_BOT_TOKEN is not accepted any more (token_revoked).']);
      expect(adapter.reach()).toEqual([]);
    });
  });

  it('can’t be sent while nobody is there', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      await double.close();
      expect((await errorOf(adapter.send(outgoing(desk, { text: 'hello' })))).code).toMatch(/unreachable|unclear/);
    }).catch((error: unknown) => {
      if (!String(error).includes('Server is not running')) throw error;
    });
  });
});

describe('earlier messages', () => {
  it('are edited in place, or said below when that can’t be', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      const { nativeId } = await adapter.send(outgoing(desk, { text: 'old', buttons: buttons(1) }));
      expect(await adapter.send(outgoing(desk, { text: 'new' }, { replaces: nativeId }))).toEqual({ nativeId });
      double.order('chat.update', { type: 'error', error: 'edit_window_closed' });
      await adapter.send(outgoing(desk, { text: 'newest' }, { replaces: nativeId }));
      expect(desk.screen().map(({ text }) => text)).toEqual(['new', 'newest']);
    });
  });

  it('lose their buttons when they are answered, also those that another process has sent', async () => {
    await withSlack({}, async ({ adapter, desk, double }) => {
      const card = await adapter.send(outgoing(desk, { text: 'card' }));
      for (const under of [null, card.nativeId]) {
        double.messages.push({
          channel: DESK,
          ts: under === null ? '1795400000.000100' : '1795400000.000200',
          text: 'question?',
          blocks: [
            { type: 'section', text: { type: 'plain_text', text: 'question?' } },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'b0', value: 'x', text: { type: 'plain_text', text: 'Yes' } }],
            },
          ],
          threadTs: under ?? undefined,
          edits: 0,
          options: {},
          files: [],
        });
        const nativeId = double.messages.at(-1)?.ts ?? '';
        const settles = { outboxId: randomUUID(), nativeId, chosen: 'Yes & no' };
        await adapter.send(outgoing(desk, { text: 'answer' }, { settles }));
        await until(
          'the buttons go',
          () => desk.screen().find(({ id }) => id === nativeId)?.text === 'question?\n✓ Yes & no',
        );
        expect(desk.screen().find(({ id }) => id === nativeId)?.buttons).toEqual([]);
      }
    });
  });
});

describe('blocks', () => {
  it('are within Slack’s limits, whatever the message, and nothing is left out', () => {
    const facts = Array.from({ length: 60 }, (_, index) => ({
      label: `Label ${index}`,
      value: index % 3 === 0 ? '长'.repeat(4000) : `<${index}>`,
    }));
    const messages: Message[] = [
      { text: '' },
      { text: '&<>'.repeat(9000) },
      { text: 'hi', facts, buttons: buttons(25) },
      { text: 'hi', buttons: buttons(130) },
      { text: 'hi', buttons: [{ id: 'x', label: 'long label '.repeat(30) }] },
      { text: '\u200b', facts: [{ label: '', value: '' }] },
    ];
    for (const message of messages) {
      const parts = renderMessage(message).map((part) => part.blocks.map((one) => block.parse(one)));
      for (const blocks of parts) expect(blocksFault(blocks, 50)).toBeUndefined();
      const words = parts
        .flat()
        .flatMap(textsOf)
        .map(({ text }) => shown(text))
        .join('');
      const visible = (text: string) => text.replaceAll(/[\s\p{Cf}]/gu, '');
      for (const { value } of message.facts ?? []) expect(visible(words)).toContain(visible(value));
      expect(visible(words)).toContain(visible(message.text));
    }
  });

  it('put minor buttons into a menu beside the others, where there is more than one', () => {
    const minor = (count: number) => buttons(count).map((one) => ({ ...one, id: `m${one.id}`, minor: true as const }));
    const shapeOf = (...some: Message['buttons'] & object) => {
      const [rendered] = renderMessage({ text: 'Card', buttons: some });
      const blocks = block.array().parse(rendered?.blocks);
      expect(blocksFault(blocks, 50)).toBeUndefined();
      const row = blocks.at(-1)?.elements ?? [];
      return row.map(({ type, options }) => (options === undefined ? type : `${type} of ${options.length}`));
    };
    expect(shapeOf(...buttons(2), ...minor(3))).toEqual(['button', 'button', 'overflow of 3']);
    expect(shapeOf(...buttons(4), ...minor(5))).toEqual([...Array(4).fill('button'), 'overflow of 5']);
    expect(shapeOf(...buttons(1), ...minor(1))).toEqual(['button', 'button']);
    expect(shapeOf(...buttons(1), ...minor(6))).toEqual(['button', 'static_select of 6']);
  });

  it('offer a select where there are too many buttons, and a long label in full', () => {
    const [many] = renderMessage({ text: 'hi', buttons: buttons(26) });
    expect(many?.blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ type: 'static_select' }] });
    const [long] = renderMessage({ text: 'hi', buttons: [{ id: 'x', label: 'a'.repeat(80) }] });
    expect(JSON.stringify(long?.blocks)).toContain(`▸ ${'a'.repeat(80)}`);
  });

  it('say how a command is typed in Slack, and leave the words alone', () => {
    const [rendered] = renderMessage({ text: 'Just type /complaint, or /cases.' });
    expect(JSON.stringify(rendered?.blocks)).toContain('Slack: /franchise complaint · /franchise cases');
    expect(rendered?.text).toBe('Just type /complaint, or /cases.');
  });
});

describe('files', () => {
  it('go below their message when they are there, and their names stand in it in any case', async () => {
    const there = new Map([['f1', Buffer.from('jpeg')]]);
    let asked = 0;
    const bytes = async (id: string) => {
      asked += 1;
      return asked > 1 ? there.get(id) : undefined;
    };
    await withSlack({ ports: { files: { bytes } } }, async ({ adapter, desk, double }) => {
      const attachments = [
        { fileId: 'f1', name: '照片.jpg', type: 'image/jpeg' },
        { fileId: 'f2', name: 'lost.pdf', type: 'application/pdf' },
      ];
      await adapter.send(outgoing(desk, { text: 'card', attachments }));
      await until('the file', () => desk.screen()[0]?.attachments.includes('照片.jpg'));
      expect(String([...double.uploads.values()][0]?.bytes)).toBe('jpeg');
      expect(desk.screen()[0]?.text).toContain('📎 lost.pdf');
    });
  });

  it('go below their message also when Slack does not take them at first', async () => {
    const bytes = async () => Buffer.from('\ufeff"n"\r\n1\r\n');
    await withSlack({ ports: { files: { bytes } } }, async ({ adapter, desk, double }) => {
      for (const method of ['files.getUploadURLExternal', 'files.completeUploadExternal']) {
        double.order(method, { type: 'status', status: 503 });
      }
      await adapter.send(
        outgoing(desk, { text: 'week 47', attachments: [{ fileId: 'f1', name: '47.csv', type: 'text/csv' }] }),
      );
      await until('the file', () => desk.screen()[0]?.attachments.includes('47.csv'));
      expect(desk.screen()[0]?.attachments).toEqual(['47.csv']);
    });
  });

  it('are asked for with the token at Slack only, also after a redirect', async () => {
    await withSlack({}, async ({ adapter, double }) => {
      const file = (source: string, size: number | null = null) => ({
        id: randomUUID(),
        name: 'a.jpg',
        type: 'image/jpeg',
        size,
        source,
      });
      const fetchFile = (source: string, size?: number) =>
        adapter.fetchFile?.(file(source, size ?? null), { maxBytes: 10, signal: AbortSignal.timeout(5000) }) ??
        Promise.reject();
      const good = double.addFile({ id: 'F1', bytes: Buffer.from('12345') });
      expect(String(await fetchFile(good))).toBe('12345');
      expect(String(await fetchFile('slack-file:F1'))).toBe('12345');
      expect(String(await fetchFile(double.addFile({ id: 'F2', bytes: Buffer.from(''), redirect: good })))).toBe(
        '12345',
      );
      const before = double.fileTokens.length;
      const refused = [
        double.addFile({ id: 'F3', bytes: Buffer.from(''), redirect: 'https://evil.invalid/' }),
        double.addFile({ id: 'F4', bytes: Buffer.from('x'.repeat(11)) }),
        double.addFile({ id: 'F5', bytes: Buffer.from('<html>sign in'), type: 'text/html' }),
        `${double.url}/files-pri/gone`,
        'https://evil.invalid/files-pri/F1',
        'file:///etc/passwd',
        'slack-file:nowhere',
        '',
      ];
      for (const source of refused)
        expect([source, (await errorOf(fetchFile(source))).code]).toEqual([source, 'refused']);
      expect((await errorOf(fetchFile(good, 11))).code).toBe('refused');
      expect(double.fileTokens.slice(before)).toHaveLength(4);
      expect(new Set(double.fileTokens)).toEqual(new Set([`Bearer ${double.token}`]));
    });
  });
});
