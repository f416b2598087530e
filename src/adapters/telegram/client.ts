/**
 * Calls to the Bot API by way of grammY, with its errors put into ours. The only file that knows the package at run time; it is loaded
 * with the first client. Errors from here carry neither the token nor the URL that it is part of.
 */
import type { Api, ApiClientOptions, GrammyError, InputFile, RawApi } from 'grammy';
import { AppError } from '../../core/errors.ts';

const API_ROOT = 'https://api.telegram.org';

/**
 * Why a call failed.
 * - `unauthorized`: the token is wrong or was revoked.
 * - `conflict`: someone else asks for updates, or a webhook is set.
 * - `too-many`: not before `retryAfterMs`.
 * - `migrated`: the group has another id now, `movedTo`.
 * - `refused`: Telegram says no, for good.
 * - `unreachable`: Telegram did not get it.
 * - `unclear`: it may have got it.
 */
export class TelegramError extends AppError {
  override readonly name = 'TelegramError';
  readonly code: 'unauthorized' | 'conflict' | 'too-many' | 'migrated' | 'refused' | 'unreachable' | 'unclear';
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly movedTo: string | undefined;
  constructor(
    code: TelegramError['code'],
    message: string,
    { status, retryAfterMs, movedTo }: { status?: number; retryAfterMs?: number; movedTo?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.movedTo = movedTo;
  }
}

/** Those that take a payload. */
type Method = Exclude<Extract<keyof RawApi, string>, 'getMe'>;
type Payload<M extends Method> = Parameters<RawApi[M]>[0];
type Result<M extends Method> = Awaited<ReturnType<RawApi[M]>>;

export interface Client {
  /** The bot's user id: the part of the token before the colon. */
  botId: number;
  /** Throws `TelegramError`. */
  call<M extends Method>(
    method: M,
    payload: Payload<M>,
    options?: { signal?: AbortSignal; timeoutMs?: number },
  ): Promise<Result<M>>;
  /** Who the bot is. Throws `TelegramError`. */
  me(signal?: AbortSignal): Promise<{ id: number; username: string }>;
  /** Bytes to be uploaded. */
  upload(bytes: Uint8Array, name: string): InputFile;
  /** Where a file's bytes are; the URL has the token in it. */
  fileUrl(path: string): URL;
}

export interface ClientOptions {
  token: string;
  /** Without a slash at its end; undefined: Telegram's own. */
  apiRoot?: string | undefined;
}

const CALL_MS = 15_000;

export async function createClient({ token, apiRoot = API_ROOT }: ClientOptions): Promise<Client> {
  const root = apiRoot.replace(/\/+$/, '');
  const grammy = await import('grammy');
  const apis = new Map<number, Api>();
  const apiFor = (timeoutMs: number): Api => {
    let api = apis.get(timeoutMs);
    if (!api) {
      const options: ApiClientOptions = { apiRoot: root, timeoutSeconds: timeoutMs / 1000 };
      api = new grammy.Api(token, options);
      apis.set(timeoutMs, api);
    }
    return api;
  };

  // grammY types each method by itself; the union of all can't be called with the payload of one.
  const methodOf = (name: string, timeoutMs: number): ((...given: unknown[]) => Promise<unknown>) =>
    Reflect.get(apiFor(timeoutMs).raw, name);

  const botId = Number(token.slice(0, token.indexOf(':')));

  return {
    botId,
    async call<M extends Method>(
      method: M,
      payload: Payload<M>,
      { signal, timeoutMs = CALL_MS }: { signal?: AbortSignal; timeoutMs?: number } = {},
    ): Promise<Result<M>> {
      try {
        return (await methodOf(method, timeoutMs)(payload, signal)) as Result<M>;
      } catch (error) {
        throw asTelegramError(error, method, error instanceof grammy.GrammyError ? error : undefined);
      }
    },
    async me(signal) {
      try {
        const me = (await methodOf('getMe', CALL_MS)(signal)) as { id?: number; username?: string } | undefined;
        return { id: me?.id ?? botId, username: me?.username ?? '' };
      } catch (error) {
        throw asTelegramError(error, 'getMe', error instanceof grammy.GrammyError ? error : undefined);
      }
    },
    upload: (bytes, name) => new grammy.InputFile(bytes, headerName(name)),
    fileUrl: (path) => new URL(`${root}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`),
  };
}

/** grammY writes the name into a header as it is: without quotation marks a space or semicolon would end it. */
const headerName = (name: string): string => `"${name.replaceAll(/[\p{C}"\\/]+/gu, '_').slice(0, 200) || 'file'}"`;

/** No connection was made, so nothing was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

function asTelegramError(error: unknown, method: string, answer: GrammyError | undefined): TelegramError {
  if (!answer) {
    const code = networkCode(error);
    return NEVER_SENT.has(code)
      ? new TelegramError('unreachable', `${method}: no connection (${code})`)
      : new TelegramError('unclear', `${method}: no answer (${code || 'cut off'})`);
  }
  const { error_code: status, description, parameters } = answer;
  const message = `${method}: ${description}`;
  if (parameters.migrate_to_chat_id !== undefined) {
    return new TelegramError('migrated', message, { status, movedTo: String(parameters.migrate_to_chat_id) });
  }
  if (status === 429) {
    return new TelegramError('too-many', message, { status, retryAfterMs: (parameters.retry_after ?? 1) * 1000 });
  }
  // A token of the wrong form is part of no known URL; elsewhere 404 means a method that a server does not know.
  if (status === 401 || (status === 404 && method === 'getMe'))
    return new TelegramError('unauthorized', message, { status });
  if (status === 409) return new TelegramError('conflict', message, { status });
  return new TelegramError(status >= 500 ? 'unclear' : 'refused', message, { status });
}

/** The code of the error below grammY's; its message has the URL. */
function networkCode(error: unknown): string {
  const inner = error instanceof Error && 'error' in error ? error.error : error;
  const { code, name } = inner instanceof Error ? { code: undefined, ...inner, name: inner.name } : {};
  if (typeof code === 'string') return code;
  if (name === 'AbortError') return 'aborted';
  return inner instanceof Error && inner.message.includes('timed out') ? 'timeout' : '';
}
