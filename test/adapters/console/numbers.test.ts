/** Numbers that are typed at the terminal press the buttons that stood there. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/adapter.ts';
import { aConsole, done, withButtons } from '../../support/terminal.ts';

describe('numbers', () => {
  it('press the buttons of the newest message that has some', async () => {
    const terminal = await aConsole();
    await terminal.send(withButtons('old-1', 'old-2', 'old-3'));
    await terminal.send(withButtons('new-1', 'new-2'));
    await terminal.send({ text: 'no buttons' });
    await terminal.script('2', '１', '3', '0');
    expect(terminal.inputs()).toEqual([
      { type: 'action', id: 'new-2' },
      { type: 'action', id: 'new-1' },
      { type: 'message', text: '3' },
      { type: 'message', text: '0' },
    ]);
  });

  it('are text when the message with the buttons was replaced by one without', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send(withButtons('claim'));
    await terminal.send({ text: 'claimed' }, { replaces: nativeId });
    await terminal.script('1');
    expect(terminal.inputs()).toEqual([{ type: 'message', text: '1' }]);
  });

  it('are text when what took the place of a message is itself replaced, by the name of the first', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send(withButtons('claim'));
    await terminal.send(withButtons('resolve'), { replaces: nativeId });
    await terminal.send({ text: 'closed' }, { replaces: nativeId });
    await terminal.script('1');
    expect(terminal.inputs()).toEqual([{ type: 'message', text: '1' }]);
  });

  it('keep meaning the newest message when an older one is replaced', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send(withButtons('old'));
    await terminal.send(withButtons('new'));
    await terminal.send({ text: 'old is closed' }, { replaces: nativeId });
    await terminal.script('1');
    expect(terminal.inputs()).toEqual([{ type: 'action', id: 'new' }]);
  });

  it('are text when the question with the buttons is settled, and nothing new is asked', async () => {
    const terminal = await aConsole();
    const { nativeId } = await terminal.send(withButtons('yes', 'no'));
    await terminal.send({ text: 'thank you' }, { settles: { outboxId: 'o1', nativeId } });
    await terminal.script('1');
    expect(terminal.inputs()).toEqual([{ type: 'message', text: '1' }]);
  });

  it('are not given to buttons that lead to a dialog: there are none', async () => {
    const terminal = await aConsole();
    const [dialog, step] = withButtons('dialog', 'step').buttons ?? [];
    if (!dialog || !step) throw new Error('unreachable');
    await terminal.send({ text: 'choose', buttons: [{ ...dialog, opens: 'dialog' }, step] });
    await terminal.script('1', '2');
    expect(terminal.printed()).toContain('choose\n1) step\n');
    expect(terminal.inputs()).toEqual([
      { type: 'action', id: 'step' },
      { type: 'message', text: '2' },
    ]);
  });

  it('press the buttons of answers given at once', async () => {
    const terminal = await aConsole({
      intake: async () => ({ status: 'read', immediate: [{ type: 'message', message: withButtons('now') }] }),
    });
    await terminal.script('help', '1');
    expect(terminal.inputs()[1]).toEqual({ type: 'action', id: 'now' });
  });

  it('belong to the thread of the persona', async () => {
    const terminal = await aConsole();
    await terminal.send(withButtons('mine'));
    await terminal.script('/as desk', '1', '/as franchisee', '1');
    expect(terminal.inputs()).toEqual([
      { type: 'message', text: '1' },
      { type: 'action', id: 'mine' },
    ]);
  });

  it('wait in a pipe until what answers the line before is shown', async () => {
    const shown: Promise<unknown>[] = [];
    const terminal = await aConsole({ idle: async () => void (await Promise.all(shown)) });
    const { send } = terminal;
    terminal.input.write('hello\n');
    shown.push(new Promise(setImmediate).then(() => send(withButtons('reply'))));
    await terminal.script('1');
    expect(terminal.inputs()[1]).toEqual({ type: 'action', id: 'reply' });
  });
});

describe('a number that is being typed on a terminal', () => {
  /** Types, and waits until the terminal has it. */
  const types = async ({ input }: Awaited<ReturnType<typeof aConsole>>, keys: string) => {
    input.write(keys);
    await new Promise(setImmediate);
  };

  it('means what stood there when it was begun, not what comes before Enter', async () => {
    const terminal = await aConsole({ tty: true });
    await terminal.send(withButtons('old'));
    await types(terminal, '1');
    await terminal.send(withButtons('new'));
    await terminal.send(withButtons('newer'));
    await types(terminal, '\r1\r');
    await terminal.adapter.stop();
    expect(terminal.inputs()).toEqual([
      { type: 'action', id: 'old' },
      { type: 'action', id: 'newer' },
    ]);
  });

  it('is text where nothing had a number yet', async () => {
    const terminal = await aConsole({ tty: true });
    await types(terminal, '1');
    await terminal.send(withButtons('new'));
    await types(terminal, '\r');
    await terminal.adapter.stop();
    expect(terminal.inputs()).toEqual([{ type: 'message', text: '1' }]);
  });

  it('means what is newest when what stood there is over, or the line was begun anew', async () => {
    const terminal = await aConsole({ tty: true });
    const { nativeId } = await terminal.send(withButtons('settled'));
    await types(terminal, '1');
    await terminal.send(withButtons('next'), { settles: { outboxId: 'o1', nativeId } });
    await types(terminal, '\r1');
    await terminal.send(withButtons('last'));
    await types(terminal, '\x7f1\r');
    await terminal.adapter.stop();
    expect(terminal.inputs()).toEqual([
      { type: 'action', id: 'next' },
      { type: 'action', id: 'last' },
    ]);
  });

  it('means what stood there at Enter, however long the line before it takes', async () => {
    const taken = Promise.withResolvers<Answer>();
    const both = Promise.withResolvers<void>();
    let count = 0;
    const terminal = await aConsole({
      tty: true,
      intake() {
        count += 1;
        if (count === 2) both.resolve();
        return taken.promise;
      },
    });
    await terminal.send(withButtons('asked'));
    await types(terminal, '1\r1\r');
    await terminal.send(withButtons('next'));
    taken.resolve(done);
    await both.promise;
    await terminal.adapter.stop();
    expect(terminal.inputs()).toEqual([
      { type: 'action', id: 'asked' },
      { type: 'action', id: 'asked' },
    ]);
  });
});
