/** The terminal playground through streams: what is typed becomes events, what is sent becomes lines. */
import { describe, expect, it } from 'vitest';
import { DeliveryError, UnavailableError } from '../../../src/core/errors.ts';
import type { Input } from '../../../src/core/event.ts';
import { eventId } from '../../../src/core/ids.ts';
import { aConsole, desk, done, franchisee, withButtons } from '../../support/terminal.ts';

describe('what is typed', () => {
  it('is an event of the current persona, with an id of its own', async () => {
    const terminal = await aConsole();
    await terminal.script('牛奶酸了', '/case C-1');
    expect(terminal.events).toEqual([
      {
        type: 'person',
        id: eventId('console', 'session:1'),
        at: '2026-03-01T00:00:00.000Z',
        thread: franchisee.thread,
        author: franchisee.author,
        input: { type: 'message', text: '牛奶酸了' },
      },
      expect.objectContaining({
        id: eventId('console', 'session:2'),
        input: { type: 'command', name: 'case', text: 'C-1' },
      }),
    ]);
  });

  it('is a message even when it is empty, and even without a line break at the end', async () => {
    const terminal = await aConsole();
    terminal.input.end('\nlast');
    await terminal.ended;
    expect(terminal.inputs()).toEqual([
      { type: 'message', text: '' },
      { type: 'message', text: 'last' },
    ]);
  });

  it('is handed in one line after another, in order, however long each takes', async () => {
    let running = 0;
    let most = 0;
    const terminal = await aConsole({
      async intake() {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return done;
      },
    });
    await terminal.script('a', 'b', 'c');
    expect(terminal.inputs().map((input) => 'text' in input && input.text)).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  it('is tried again with the same id and growing pauses while nothing can be taken in', async () => {
    let failures = 8;
    const pauses: number[] = [];
    const terminal = await aConsole({
      pause: async (ms) => void pauses.push(ms),
      async intake() {
        if (failures === 0) return done;
        failures -= 1;
        throw new UnavailableError('no database');
      },
    });
    await terminal.script('a', 'b');
    const first = eventId('console', 'session:1');
    expect(terminal.events.map((event) => event.id)).toEqual([
      ...Array(9).fill(first),
      eventId('console', 'session:2'),
    ]);
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 2000, 2000, 2000]);
    expect(terminal.printed().match(/UNAVAILABLE/g)).toHaveLength(1);
  });

  it('is given up only when the terminal stops', async () => {
    const paused = Promise.withResolvers<void>();
    const terminal = await aConsole({
      pause(_, signal) {
        paused.resolve();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
      intake: async () => Promise.reject(new UnavailableError('no database')),
    });
    terminal.input.write('a\nb\n');
    await paused.promise;
    await terminal.adapter.stop();
    expect(terminal.events).toHaveLength(1);
  });
});

describe('personas', () => {
  it('are greeted before what waits for them, so that numbers press the buttons of the newest', async () => {
    const greeting: Input = { type: 'command', name: 'start', text: '' };
    const message = withButtons('begin');
    let waiting: Promise<unknown> = Promise.resolve();
    const terminal = await aConsole({
      greeting,
      intake: async ({ input }) =>
        input.type === 'command' ? { status: 'read', immediate: [{ type: 'message', message }] } : done,
      onReach: () => {
        waiting = terminal.send(withButtons('waiting'), { thread: desk.thread });
      },
      idle: async () => void (await waiting),
    });
    await terminal.script('/as desk', '1');
    expect(terminal.inputs().at(-1)).toEqual({ type: 'action', id: 'waiting' });
  });

  it('speak each in their own name, two of them at one desk', async () => {
    const terminal = await aConsole();
    await terminal.script('/as DESK', 'a', '/as desk2', 'b');
    expect(terminal.events.map(({ author, thread }) => [author.userId, thread.address])).toEqual([
      ['desk', 'desk'],
      ['desk2', 'desk'],
    ]);
    expect(terminal.printed()).toContain('NOW the desk\nNOW the desk2\n');
  });

  it('are listed when a name is unknown or missing', async () => {
    const terminal = await aConsole();
    await terminal.script('/as boss', '/as', 'x');
    expect(terminal.printed().match(/UNKNOWN franchisee desk desk2/g)).toHaveLength(2);
    expect(terminal.events[0]?.author.userId).toBe('franchisee');
  });

  it('decide which thread is served, and say so', async () => {
    const reached: (readonly string[] | undefined)[] = [];
    const terminal = await aConsole({ onReach: () => reached.push(terminal.adapter.reach()) });
    expect(terminal.adapter.reach()).toEqual([franchisee.thread.id]);
    await terminal.script('/as desk');
    expect(reached).toEqual([[desk.thread.id]]);
  });

  it('do not see what is meant for others: it stays in the outbox', async () => {
    const terminal = await aConsole();
    const problem = await terminal
      .send({ text: 'for the desk' }, { thread: desk.thread })
      .catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(DeliveryError);
    expect(problem).toMatchObject({ code: 'unreachable' });
    expect(terminal.printed()).not.toContain('for the desk');
  });
});

describe('what is printed', () => {
  it('begins with the welcome, then each message after a blank line', async () => {
    const terminal = await aConsole();
    await terminal.send({ text: 'one', facts: [{ label: '门店', value: 'S01' }] });
    await terminal.send(withButtons('a'));
    expect(terminal.printed()).toBe('WELCOME the franchisee\n\none\n门店  S01\n\nchoose\n1) a\n');
  });

  it('marks a message that takes the place of another', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send({ text: 'open' });
    await terminal.send({ text: 'taken' }, { replaces: nativeId });
    expect(terminal.printed()).toContain('\nUPDATED\ntaken\n');
  });

  it('says of a later state only the facts that are new, and all of them where the earlier was not printed', async () => {
    const terminal = await aConsole();
    const facts = [
      { label: 'store', value: 'S01' },
      { label: 'in charge', value: 'nobody' },
    ];
    const later = facts.map((fact) => ({ ...fact, value: fact.value.replace('nobody', 'Dora') }));
    const { nativeId } = await terminal.send({ text: 'open', facts });
    await terminal.send({ text: 'taken', facts: later }, { replaces: nativeId });
    await terminal.send({ text: 'closed', facts: later }, { replaces: nativeId });
    await terminal.send({ text: 'other', facts: later }, { replaces: 'printed elsewhere' });
    expect(terminal.printed()).toContain(
      '\nUPDATED\ntaken\nin charge  Dora\n\nUPDATED\nclosed\n\nUPDATED\nother\nstore      S01\nin charge  Dora\n',
    );
  });

  it('says which button answered a question, since a number alone says little', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send(withButtons('Goods'));
    await terminal.send({ text: 'next' }, { settles: { outboxId: 'o1', nativeId, chosen: 'Goods\x1b[2J' } });
    expect(terminal.printed()).toContain('\n✓ Goods␛[2J\nnext\n');
  });

  it('shows a repeated send once', async () => {
    const terminal = await aConsole();
    await terminal.send({ text: 'hello' }, { outboxId: 'same' });
    await terminal.send({ text: 'hello' }, { outboxId: 'same', attempt: 2 });
    expect(terminal.printed().match(/hello/g)).toHaveLength(1);
  });

  it('shows the problems of a form at once', async () => {
    const terminal = await aConsole({
      intake: async () => ({
        status: 'read',
        immediate: [{ type: 'problems', problems: [{ field: 'when', text: 'future' }] }],
      }),
    });
    await terminal.script('x');
    expect(terminal.printed()).toContain('when: future\n');
  });

  it('can not drive the terminal', async () => {
    const terminal = await aConsole();
    const evil = '\x1b]0;x\x07\x1b[2J\x9b1m\r';
    await terminal.send({ text: evil, facts: [{ label: evil, value: evil }], buttons: [{ id: 'a', label: evil }] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(terminal.printed()).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  it('fails as a delivery when nobody reads, and ends the terminal', async () => {
    const terminal = await aConsole();
    terminal.output.destroy(new Error('EPIPE'));
    await terminal.ended;
    await expect(terminal.send({ text: 'x' })).rejects.toMatchObject({ name: 'DeliveryError', code: 'unreachable' });
  });
});

describe('the end', () => {
  it('of a pipe comes after the answers', async () => {
    const steps: string[] = [];
    const terminal = await aConsole({
      async intake() {
        steps.push('intake');
        return done;
      },
      idle: async () => void steps.push('idle'),
    });
    await terminal.script('a', 'b');
    expect(steps).toEqual(['intake', 'idle', 'intake', 'idle', 'idle']);
    expect(terminal.ends()).toBe(1);
  });

  it.each(['/quit', '/exit'])('by %s leaves later lines alone', async (word) => {
    const terminal = await aConsole();
    await terminal.script('a', word, 'b');
    await terminal.adapter.stop();
    expect(terminal.events).toHaveLength(1);
    expect(terminal.ends()).toBe(1);
  });

  it('by stop is quiet: nobody is told that the person left', async () => {
    const terminal = await aConsole();
    await terminal.adapter.stop();
    expect(terminal.ends()).toBe(0);
  });

  it('leaves sending to go on', async () => {
    const terminal = await aConsole();
    await terminal.adapter.stop();
    await terminal.send({ text: 'goodbye' });
    expect(terminal.printed()).toContain('goodbye');
  });
});

describe('on a terminal', () => {
  it('prompts with the persona', async () => {
    const terminal = await aConsole({ tty: true });
    expect(terminal.printed().split('WELCOME').at(-1)).toContain('franchisee> ');
    await terminal.adapter.stop();
  });

  it('draws the prompt with the typed text again after a message', async () => {
    const terminal = await aConsole({ tty: true });
    terminal.input.write('half a sen');
    await new Promise(setImmediate);
    await terminal.send({ text: 'hello' });
    const after = terminal.printed().split('hello').at(-1);
    expect(after).toContain('franchisee> half a sen');
    const [before] = terminal.printed().split('\nhello');
    expect(before?.endsWith('\x1b[1G\x1b[0J')).toBe(true);
    await terminal.adapter.stop();
  });

  it('goes up by every row that the typed text takes, so that nothing of it stays', async () => {
    const terminal = await aConsole({ tty: true });
    terminal.input.write('牛'.repeat(80));
    await new Promise(setImmediate);
    await terminal.send({ text: 'hello' });
    // 12 columns of prompt and 160 of text: two full rows of 80 and a third.
    expect(terminal.printed()).toContain('\x1b[2A\x1b[1G\x1b[0J\nhello\n');
    // readline remembers the rows that it drew again, and would go up over the next message by as many.
    await terminal.send({ text: 'again' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(terminal.printed().split('again\n').at(-1)).toMatch(/^\x1b\[1G\x1b\[0Jfranchisee> 牛/);
    await terminal.adapter.stop();
  });

  it.each([
    ['Ctrl-D', '\x04'],
    ['Ctrl-C', '\x03'],
  ])('ends by %s', async (_, key) => {
    const terminal = await aConsole({ tty: true });
    terminal.input.write(key);
    await terminal.ended;
    await terminal.adapter.stop();
    expect(terminal.ends()).toBe(1);
  });

  it('takes a paste of several lines for several messages', async () => {
    const three = Promise.withResolvers<void>();
    let count = 0;
    const terminal = await aConsole({
      tty: true,
      async intake() {
        count += 1;
        if (count === 3) three.resolve();
        return done;
      },
    });
    terminal.input.write('a\rb\r\nc\r');
    await three.promise;
    expect(terminal.inputs()).toEqual(['a', 'b', 'c'].map((text) => ({ type: 'message', text })));
    await terminal.adapter.stop();
  });

  it('changes the prompt with the persona', async () => {
    const reached = Promise.withResolvers<void>();
    const terminal = await aConsole({ tty: true, onReach: () => reached.resolve() });
    terminal.input.write('/as desk\r');
    await reached.promise;
    expect(terminal.printed().split('NOW the desk').at(-1)).toContain('desk> ');
    await terminal.adapter.stop();
  });
});
