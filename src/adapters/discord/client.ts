/**
 * Calls to Discord and its gateway by way of discord.js, with its errors put into ours. The only file that knows the package at run
 * time; it is loaded with the first client. Its caches stay empty: what is not kept can't be out of date.
 */
import type { RESTOptions } from 'discord.js';
import { CALL_MS, INTENTS, INVALID_WINDOW_MS, RETRY_AFTER_MS } from './capabilities.ts';
import { createStorm, DiscordError, type Storm } from './errors.ts';

export const API_URL = 'https://discord.com/api';

export interface ClientOptions {
  token: string;
  /** Without version, without a slash at its end; undefined: Discord's own. */
  apiUrl?: string | undefined;
  storm?: Storm;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface CallOptions {
  body?: unknown;
  query?: Record<string, string>;
  files?: { name: string; bytes: Uint8Array; type: string }[];
  /** False for the answers to interactions, which have a token of their own. */
  auth?: boolean;
  signal?: AbortSignal;
}

export interface Client {
  /** `path` begins with a slash. Throws `DiscordError`. */
  call(method: Method, path: `/${string}`, options?: CallOptions): Promise<unknown>;
  /** A connection that is not open yet. Each has its own session, and comes back by itself when it is cut. */
  gateway(listener: GatewayListener, timing?: { resumeMs?: number }): Connection;
}

export interface GatewayListener {
  onDispatch(type: string, data: unknown): void;
  /** For good, see topics/opcodes-and-status-codes#gateway-gateway-close-event-codes. */
  onClosed(code: number): void;
  /** It stands, and nothing comes over it. */
  onStuck(): void;
  onFault(error: unknown): void;
}

export interface Connection {
  /** Rejects with `DiscordError` 'unauthorized' when the token is wrong. */
  connect(): Promise<void>;
  close(): Promise<void>;
}

/** An identify that is not answered is given up by the library after 15 s; a resume never. */
const RESUME_MS = 20_000;
/** topics/opcodes-and-status-codes#gateway-gateway-close-event-codes: those after which the library does not come back. */
const UNRECOVERABLE = new Set([4004, 4010, 4011, 4012, 4013, 4014]);

export async function createClient({ token, apiUrl = API_URL, storm = createStorm() }: ClientOptions): Promise<Client> {
  const discord = await import('discord.js');
  const restOptions: Partial<RESTOptions> = {
    version: '10',
    api: apiUrl.replace(/\/+$/, ''),
    // The outbox owns retries, and knows how to wait.
    retries: 0,
    rejectOnRateLimit: () => true,
    // Paced before (`pace.ts`), where a call that comes too soon waits instead of failing.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    timeout: CALL_MS,
  };
  const rest = new discord.REST(restOptions).setToken(token);
  let refusedUntil = 0;

  return {
    async call(method, path, { body, query, files = [], auth = true, signal } = {}) {
      const pause = storm.pauseMs();
      if (pause > 0) {
        throw new DiscordError('too-many', 'too many calls were refused; Discord is left alone', {
          retryAfterMs: pause,
        });
      }
      if (auth && performance.now() < refusedUntil)
        throw new DiscordError('unauthorized', 'Discord does not accept the token');
      try {
        return await rest.request({
          method:
            discord.RequestMethod[
              (method.charAt(0) + method.slice(1).toLowerCase()) as keyof typeof discord.RequestMethod
            ],
          fullRoute: path,
          auth,
          ...(body !== undefined && { body }),
          ...(query && { query: new URLSearchParams(query) }),
          ...(signal && { signal }),
          ...(files.length > 0 && {
            files: files.map(({ name, bytes, type }) => ({
              name,
              data: Buffer.from(bytes),
              ...(type !== '' && { contentType: type }),
            })),
          }),
        });
      } catch (error) {
        const status = statusOf(error);
        if (status === 401 || status === 403 || status === 429) storm.note();
        const translated = translate(error, status, auth);
        // One call in a while shows whether it is good again.
        if (translated.code === 'unauthorized') refusedUntil = performance.now() + INVALID_WINDOW_MS;
        throw translated;
      }
    },

    gateway({ onDispatch, onClosed, onStuck, onFault }, { resumeMs = RESUME_MS } = {}) {
      const connection = new discord.Client({
        intents: INTENTS.guilds | INTENTS.guildMessages | INTENTS.directMessages,
        shardCount: 1,
        rest: { ...restOptions, retries: 1 },
      });
      let isUp = false;
      let isOver = false;
      let watch: NodeJS.Timeout | undefined;
      readRaw(connection.ws, {
        // A server that does not know how to resume leaves it at that; the library would wait for ever.
        onHello() {
          clearTimeout(watch);
          watch = setTimeout(() => {
            // By now it can be ended: nothing is being opened.
            isUp = true;
            if (isOver) void end();
            else onStuck();
          }, resumeMs);
          watch.unref();
        },
        onDispatch(type, data) {
          if (type === 'READY' || type === 'RESUMED') {
            clearTimeout(watch);
            isUp = true;
          }
          if (isOver) void end();
          else onDispatch(type, data);
        },
        onClosed(code) {
          clearTimeout(watch);
          isUp = false;
          if (UNRECOVERABLE.has(code)) onClosed(code);
        },
        onFault,
      });
      // Without a listener an error ends the process.
      connection.on('error', onFault);
      /**
       * The library takes its listeners off a socket that is still being opened, and whatever goes wrong with that one would end the
       * process. So it is let through, and ended then.
       */
      const end = async (): Promise<void> => {
        if (!isUp) return;
        isUp = false;
        clearTimeout(watch);
        await connection.destroy().catch(onFault);
      };
      return {
        connect: async () => {
          try {
            await connection.login(token);
          } catch (error) {
            const wrong = error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
            throw wrong ? new DiscordError('unauthorized', 'Discord does not accept the token') : error;
          }
        },
        close: async () => {
          isOver = true;
          await end();
        },
      };
    },
  };

  function statusOf(error: unknown): number | undefined {
    if (error instanceof discord.DiscordAPIError || error instanceof discord.HTTPError) return error.status;
    // One that the library expects by itself has not been counted by Discord.
    return error instanceof discord.RateLimitError && error.sublimitTimeout > 0 ? 429 : undefined;
  }

  function translate(error: unknown, status: number | undefined, auth: boolean): DiscordError {
    if (error instanceof discord.RateLimitError) {
      const wait = Math.max(error.retryAfter, error.sublimitTimeout) || RETRY_AFTER_MS;
      return new DiscordError('too-many', 'Discord asks to wait', { retryAfterMs: wait, everywhere: error.global });
    }
    if (error instanceof discord.DiscordAPIError) {
      const reason = typeof error.code === 'number' ? error.code : undefined;
      if (status === 401 && auth) return new DiscordError('unauthorized', 'Discord does not accept the token');
      // Without a code of Discord's it is whoever stands before it that says no, which is not for good.
      if (reason === undefined || reason === 0) {
        if (status === 403) return new DiscordError('unreachable', 'Discord’s edge answered with 403', { reason });
      }
      return new DiscordError(
        'refused',
        `Discord: ${describe('message' in error.rawError ? error.rawError.message : undefined)} (${error.code})`,
        { reason },
      );
    }
    if (error instanceof discord.HTTPError)
      return new DiscordError('unreachable', `Discord answered with HTTP ${status}`);
    const code = networkCode(error);
    return NEVER_SENT.has(code)
      ? new DiscordError('unreachable', `no connection to Discord (${code})`)
      : new DiscordError('unclear', `no answer from Discord (${code || 'cut off'})`);
  }
}

interface RawListener {
  onHello(): void;
  onDispatch(type: string, data: unknown): void;
  onClosed(code: number): void;
  onFault(error: unknown): void;
}

/**
 * Takes what arrives before the library reads it. Its own reading throws where a field is missing, nobody could catch that, and the
 * process would end.
 */
function readRaw(manager: object, { onHello, onDispatch, onClosed, onFault }: RawListener): void {
  Object.assign(manager, {
    attachEvents() {
      const socket = '_ws' in manager ? manager._ws : undefined;
      if (!isEmitter(socket)) throw new Error('discord.js has been changed: its gateway can’t be read');
      socket.on('hello', onHello);
      socket.on('dispatch', ({ data: { t, d } }: { data: { t: unknown; d: unknown } }) => {
        if (typeof t === 'string') onDispatch(t, d);
      });
      socket.on('closed', ({ code }: { code: number }) => onClosed(code));
      socket.on('error', ({ error }: { error: unknown }) => onFault(error));
    },
  });
}

const isEmitter = (value: unknown): value is { on(name: string, listener: (told: never) => void): unknown } =>
  typeof value === 'object' && value !== null && 'on' in value && typeof value.on === 'function';

/** No connection was made, so nothing was sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function networkCode(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
    if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
    if (cause.name === 'AbortError') return 'timeout';
  }
  return '';
}

/** Discord's own sentence; not the list of what was wrong in which field, which can repeat words of people. */
const describe = (sentence: unknown): string =>
  typeof sentence === 'string' && sentence.length <= 200 ? sentence : 'the call was refused';
