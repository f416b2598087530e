/**
 * The connection over which Discord tells what people do. One process at a time has it, by a lease in the database; when that one dies,
 * another takes it over. Messages are sent from every process.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Log, logFailure } from '../../core/log.ts';
import type { LeasePort } from '../../core/store.ts';
import type { Client, Connection, GatewayListener } from './client.ts';
import { DiscordError } from './errors.ts';
import { snowflake } from './payloads.ts';

export interface GatewayOptions {
  client: Client;
  leases: LeasePort;
  /** This process's, a uuid. */
  token: string;
  log: Log;
  /** A new session: what happened before it is not told. */
  onSession(ready: { botId: string; applicationId: string | undefined }): void;
  onDispatch(type: string, data: unknown): void;
  /** It can't go on before someone mends it. */
  onFatal(problem: 'token' | 'intents'): void;
  timing?: { leaseMs?: number; beatMs?: number; retryMs?: number; resumeMs?: number };
}

const named = z.object({ id: snowflake });
const ready = z.object({ user: named, application: named.optional().catch(undefined) });

interface Opened {
  connection: Connection;
  over: AbortController;
}

export interface Gateway {
  start(): void;
  stop(): Promise<void>;
}

const LEASE = 'discord.gateway';
/** Another process connects at the latest after the lease, one beat and the connecting: less than 15 s. */
const LEASE_MS = 9000;
const BEAT_MS = 3000;
/** Between tries to connect: a thousand sessions a day is all that Discord allows. */
const RETRY_MS = 1000;
const RETRY_MAX_MS = 120_000;
/** A connection that does not answer is not waited for. */
const CLOSE_MS = 400;

/** topics/opcodes-and-status-codes#gateway-gateway-close-event-codes. */
const CLOSE = { token: 4004, invalidIntents: 4013, disallowedIntents: 4014 } as const;

export function createGateway(options: GatewayOptions): Gateway {
  const { client, leases, token, log } = options;
  const { leaseMs = LEASE_MS, beatMs = BEAT_MS, retryMs = RETRY_MS, resumeMs } = options.timing ?? {};
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let current: Opened | undefined;
  /** Times in a row, with no session between. */
  let reopened = 0;

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        const held = await leases.hold(LEASE, { token, leaseMs });
        // The program may have ended meanwhile.
        if (held && !current && !ending.signal.aborted) connect();
        if (!held) await disconnect();
      } catch (error) {
        // With the database away nobody else can take the lease either, and nothing that arrives is lost.
        logFailure(log, error, {}, 'the lease of Discord’s gateway could not be renewed');
      }
      await pause(beatMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  }

  function connect(): void {
    const over = new AbortController();
    const opened: Opened = { connection: newConnection(over), over };
    current = opened;
    void keepTrying(opened);
  }

  async function keepTrying(opened: Opened): Promise<void> {
    const { signal } = opened.over;
    for (let delayMs = retryMs; !signal.aborted; delayMs = Math.min(delayMs * 2, RETRY_MAX_MS)) {
      try {
        await opened.connection.connect();
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof DiscordError && error.code === 'unauthorized') return fatal('token');
        log.warn({ reason: describe(error), delayMs }, 'Discord’s gateway can’t be reached yet');
      }
      await close(opened.connection);
      await pause(delayMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) opened.connection = newConnection(opened.over);
    }
  }

  /** The library has given it up. The next beat opens another; a while later, since each new session counts. */
  async function reopen({ signal }: AbortController): Promise<void> {
    const delayMs = Math.min(retryMs * 2 ** reopened, RETRY_MAX_MS);
    reopened += 1;
    await pause(delayMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await disconnect();
  }

  function newConnection(over: AbortController): Connection {
    const { signal } = over;
    let wasUp = false;
    const listener: GatewayListener = {
      onDispatch(type, data) {
        if (signal.aborted) return;
        if (type === 'READY') wasUp = true;
        const session = type === 'READY' ? ready.safeParse(data).data : undefined;
        if (session) {
          reopened = 0;
          log.info({}, 'connected to Discord');
          options.onSession({ botId: session.user.id, applicationId: session.application?.id });
        } else {
          options.onDispatch(type, data);
        }
      },
      onClosed(code) {
        if (signal.aborted) return;
        log.warn({ code }, 'Discord has closed the connection for good');
        if (code === CLOSE.token) fatal('token');
        else if (code === CLOSE.invalidIntents || code === CLOSE.disallowedIntents) fatal('intents');
        // One that never was up is still being tried.
        else if (wasUp) void reopen(over);
      },
      onStuck() {
        if (signal.aborted) return;
        log.warn({}, 'the connection to Discord could not be resumed; a new one is opened');
        void reopen(over);
      },
      onFault: (error) => log.warn({ reason: describe(error) }, 'the connection to Discord had a fault'),
    };
    return client.gateway(listener, resumeMs === undefined ? {} : { resumeMs });
  }

  function fatal(problem: 'token' | 'intents'): void {
    if (ending.signal.aborted) return;
    ending.abort();
    options.onFatal(problem);
    void disconnect().then(release);
  }

  async function disconnect(): Promise<void> {
    const closing = current;
    current = undefined;
    closing?.over.abort();
    if (closing) await close(closing.connection);
  }

  async function close(connection: Connection): Promise<void> {
    const closing = connection.close().catch((error: unknown) => {
      log.debug({ reason: describe(error) }, 'the connection to Discord could not be closed');
    });
    await Promise.race([closing, pause(CLOSE_MS, undefined, { ref: false })]);
  }

  async function release(): Promise<void> {
    await leases
      .release(LEASE, token)
      .catch((error: unknown) => logFailure(log, error, {}, 'the lease of Discord’s gateway could not be given back'));
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      ending.abort();
      await Promise.all([disconnect(), running]);
      await release();
    },
  };
}

/** Errors of the library can have the token of a call in them. */
const describe = (error: unknown): string => (error instanceof Error ? error.name : 'a fault');
