/**
 * Socket Mode: several connections, each looked after here. The SDK's own reconnecting can end the process by a rejection that
 * nobody handles (node-slack-sdk 2656), so it is switched off: a connection that ends is begun anew from outside.
 */
import type { App, Logger, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../core/log.ts';
import { describe, isTokenError, slackCode } from './errors.ts';
import type { Handle } from './receiver.ts';

/** Bolt's own, given by whoever has loaded it. */
interface Bolt {
  SocketModeReceiver: typeof SocketModeReceiver;
}

export interface SocketsOptions {
  bolt: Bolt;
  app: App;
  appToken: string;
  apiUrl: string | undefined;
  count: number;
  handle: Handle;
  logger: Logger;
  log: Log;
  /** The token can't open connections: nothing more will come. */
  onRefused(reason: string): void;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Sockets {
  /** Resolves when one connection is there, or none can be had now; the others follow by themselves. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const RETRY_MS = 1000;
const RETRY_MAX_MS = 30_000;
/** A connection that says goodbye properly does so at once. */
const GOODBYE_MS = 1000;
/** From asking for an address to Slack's hello; the SDK would wait for as long as the connection stands. */
const HELLO_MS = 15_000;
/** A connection that ends sooner was of no use: the next one is not made at once. */
const USEFUL_MS = 5000;
/** Errors of apps.connections.open that no patience mends. */
const FOR_GOOD = new Set([
  'missing_scope',
  'no_permission',
  'access_denied',
  'not_allowed_token_type',
  'team_access_not_granted',
]);

export function createSockets(options: SocketsOptions): Sockets {
  const { log, pause } = options;
  const halt = new AbortController();
  const open = new Set<SocketModeReceiver>();
  const loops: Promise<void>[] = [];
  let refused = false;

  /** Keeps one connection, until the end. */
  async function keep(number: number, onFirst: () => void): Promise<void> {
    for (let failures = 0; !halt.signal.aborted; ) {
      const receiver = connectionOf(options);
      try {
        const ended = endOf(receiver);
        open.add(receiver);
        await withinHello(receiver);
        const began = performance.now();
        log.debug({ connection: number }, 'connected to Slack');
        onFirst();
        await ended;
        failures = performance.now() - began < USEFUL_MS ? failures + 1 : 0;
        log.debug({ connection: number }, 'a connection to Slack ended');
      } catch (error) {
        failures += 1;
        if (isTokenError(error) || FOR_GOOD.has(slackCode(error) ?? '')) {
          if (!refused) options.onRefused(describe(error));
          refused = true;
          halt.abort();
        } else log.warn({ connection: number, failures, reason: describe(error) }, 'no connection to Slack');
        onFirst();
      } finally {
        open.delete(receiver);
      }
      if (failures > 0) await untilHalted(pause(Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MAX_MS), halt.signal));
    }
  }

  const untilHalted = (waiting: Promise<void>): Promise<void> =>
    waiting.catch((error: unknown) => {
      if (!halt.signal.aborted) throw error;
    });

  return {
    async start() {
      const firsts: Promise<void>[] = [];
      for (let number = 1; number <= options.count; number += 1) {
        const { promise, resolve } = Promise.withResolvers<void>();
        firsts.push(promise);
        loops.push(keep(number, resolve));
      }
      await Promise.race(firsts);
    },
    async stop() {
      halt.abort();
      const goodbyes = [...open].map(({ client }) => client.disconnect().catch(() => {}));
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, GOODBYE_MS);
      await Promise.race([Promise.all([...goodbyes, ...loops]), late]).finally(() => clearTimeout(timer));
    },
  };
}

function connectionOf({ bolt, app, appToken, apiUrl, handle, logger, log }: SocketsOptions): SocketModeReceiver {
  const receiver = new bolt.SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // An object of its own: the SDK writes a hundred retries into the one that it is given.
    installerOptions: {
      clientOptions: {
        retryConfig: { retries: 0 },
        timeout: 10_000,
        ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
      },
    },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'an event of Slack was not taken');
      return false;
    },
  });
  // The receiver believes to speak with Bolt, which acknowledges events too early; between them stands what holds that back.
  const held: App = Object.create(app, {
    processEvent: {
      value: async ({ body, ack, retryNum, retryReason }: Parameters<App['processEvent']>[0]) => {
        const answer = await handle({
          body,
          ...(retryNum !== undefined && { retryNum }),
          ...(retryReason !== undefined && { retryReason }),
        });
        await ack(answer);
      },
    },
  });
  receiver.init(held);
  guard(receiver, log);
  return receiver;
}

/** The client's handler of messages is async and nobody waits for it: what it throws would end the process. */
function guard({ client }: SocketModeReceiver, log: Log): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (...args: unknown[]) => {
    for (const handler of handlers) {
      try {
        await handler(...args);
      } catch (error) {
        log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'Slack said what can’t be read');
      }
    }
  });
}

async function withinHello(receiver: SocketModeReceiver): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error('Slack did not say hello'));
    // It must not become one more later.
    void receiver.client.disconnect().catch(() => {});
  }, HELLO_MS);
  await Promise.race([receiver.start(), late]).finally(() => clearTimeout(timer));
}

function endOf({ client }: SocketModeReceiver): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on('disconnected', () => resolve());
  return promise;
}
