/** A terminal of streams, with everything that it did. */
import { PassThrough } from 'node:stream';
import { type ConsoleOptions, createConsoleAdapter, type Persona } from '../../src/adapters/console/index.ts';
import type { Answer, Outgoing } from '../../src/core/adapter.ts';
import type { Input, PersonEvent } from '../../src/core/event.ts';
import { accountId, threadId } from '../../src/core/ids.ts';
import type { Message } from '../../src/core/message.ts';

function aPersona(name: string, address = name): Persona {
  return {
    name,
    label: `the ${name}`,
    author: {
      accountId: accountId('console', '', name),
      channel: 'console',
      workspace: '',
      userId: name,
      displayName: name,
    },
    thread: { id: threadId('console', address), channel: 'console', address },
  };
}

export const franchisee = aPersona('franchisee');
export const desk = aPersona('desk');
export const desk2 = aPersona('desk2', 'desk');

export const done: Answer = { status: 'done', immediate: [] };

interface Setup extends Partial<ConsoleOptions> {
  intake?: (event: PersonEvent) => Promise<Answer>;
  tty?: boolean;
}

/** A started console with everything that it did. */
export async function aConsole({ intake = async () => done, tty = false, ...options }: Setup = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: tty });
  const output = Object.assign(new PassThrough(), { isTTY: tty, columns: 80, rows: 24 });
  const events: PersonEvent[] = [];
  const ended = Promise.withResolvers<void>();
  let ends = 0;
  let printed = '';
  output.on('data', (chunk) => {
    printed += String(chunk);
  });
  const adapter = createConsoleAdapter({
    input,
    output,
    personas: [franchisee, desk, desk2],
    initialPersona: 'franchisee',
    sessionId: 'session',
    colour: false,
    texts: {
      welcome: (label) => `WELCOME ${label}`,
      unknownPersona: (names) => `UNKNOWN ${names.join(' ')}`,
      nowSpeakingAs: (label) => `NOW ${label}`,
      unavailable: () => 'UNAVAILABLE',
      updated: () => 'UPDATED',
    },
    onEnd() {
      ends += 1;
      ended.resolve();
    },
    onReach() {},
    idle: async () => {},
    now: () => new Date('2026-03-01T00:00:00Z'),
    pause: async () => {},
    ...options,
  });
  let sent = 0;
  await adapter.start((event) => {
    events.push(event);
    return intake(event);
  });
  return {
    adapter,
    input,
    output,
    events,
    inputs: (): Input[] => events.map((event) => event.input),
    ends: () => ends,
    ended: ended.promise,
    printed: () => printed,
    send(message: Message, outgoing: Partial<Outgoing> = {}) {
      sent += 1;
      const thread = franchisee.thread;
      return adapter.send({
        outboxId: `o${sent}`,
        thread,
        message,
        replaces: null,
        settles: null,
        under: null,
        seq: sent,
        attempt: 1,
        ...outgoing,
      });
    },
    /** Types lines into a pipe, closes it, and waits until all of it is handled. */
    async script(...lines: string[]) {
      input.end(lines.map((line) => `${line}\n`).join(''));
      await ended.promise;
    },
  };
}

export const withButtons = (...ids: string[]): Message => ({
  text: 'choose',
  buttons: ids.map((id) => ({ id, label: id })),
});
