/** What looks after the connections, with the SDK's part played here: its waits are longer than a test. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSockets } from '../../../src/adapters/slack/socket.ts';
import { silent } from '../../support/engine.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Connections that do as `start` says. */
function someSockets(start: (client: EventEmitter) => Promise<void>) {
  const seen = { made: 0, pauses: 0, said: [] as string[] };
  class Receiver {
    client = Object.assign(new EventEmitter(), { disconnect: async () => void seen.said.push('goodbye') });
    init(): void {}
    start(): Promise<void> {
      seen.made += 1;
      return start(this.client);
    }
  }
  const sockets = createSockets({
    bolt: { SocketModeReceiver: Receiver as never },
    app: {} as never,
    appToken: 'xapp',
    apiUrl: undefined,
    count: 1,
    handle: async () => undefined,
    logger: {} as never,
    log: silent,
    onRefused: () => {},
    pause: async () => {
      seen.pauses += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    },
  });
  void sockets.start();
  return { seen, sockets };
}

describe('a connection', () => {
  it('that never says hello is given up, and another one is made', async () => {
    const { seen, sockets } = someSockets(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(17_000);
    expect(seen).toEqual({ made: 2, pauses: 1, said: ['goodbye'] });
    void sockets.stop();
  });

  it('that ends as soon as it is there is not made anew without a pause', async () => {
    const { seen, sockets } = someSockets(async (client) => void setTimeout(() => client.emit('disconnected'), 1));
    await vi.advanceTimersByTimeAsync(2900);
    expect(seen).toMatchObject({ made: 3, pauses: 3 });
    void sockets.stop();
  });
});
