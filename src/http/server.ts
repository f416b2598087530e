/** The socket under the HTTP app: which port it gets, and how it ends. */
import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '../core/errors.ts';
import { type AppOptions, createApp } from './app.ts';

export interface HttpServerOptions extends AppOptions {
  host: string;
  /** 0: any free one. */
  port: number;
  /** Take a free port when this one is not to be had. For a port that nobody asked for. */
  fallbackToAnyPort: boolean;
}

export interface Listening {
  host: string;
  port: number;
  /** For people: how to reach it from this machine. */
  url: string;
  /** It is not the port that was asked for. */
  moved: boolean;
}

export interface HttpServer {
  /** Throws `ListenError`. */
  start(): Promise<Listening>;
  /** Takes no new connections, lets running requests end, and cuts what is still open after `graceMs` (3 s). */
  stop(graceMs?: number): Promise<void>;
}

/** HOST or PORT can't be listened on. Like every wrong setting (`code` 'config'): one line for the operator, exit code 78. */
export class ListenError extends AppError {
  override readonly name = 'ListenError';
  readonly code = 'config';
  readonly variable: 'HOST' | 'PORT';
  constructor(variable: ListenError['variable'], message: string, options?: ErrorOptions) {
    super(`${variable}: ${message}`, options);
    this.variable = variable;
  }
}

export function createHttpServer({ host, port, fallbackToAnyPort, ...appOptions }: HttpServerOptions): HttpServer {
  let stopping = false;
  const app = createApp(appOptions);
  const server = createAdaptorServer({
    fetch: async (request: Request, bindings) => {
      const response = await app.fetch(request, bindings);
      // A kept-alive connection would otherwise hold `stop` until it is cut.
      if (stopping) response.headers.set('connection', 'close');
      return response;
    },
    // Keeps the standard Request and Response of this process as they are: others use them too.
    overrideGlobalObjects: false,
    createServer,
  });

  const listen = (wanted: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(error);
      server.once('error', failed);
      server.listen({ host, port: wanted }, () => {
        server.off('error', failed);
        server.on('error', (error: Error) => appOptions.log.error({ err: error }, 'the HTTP server failed'));
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : wanted);
      });
    });

  return {
    async start() {
      const real = await listen(port).catch(async (error: unknown) => {
        if (!fallbackToAnyPort || !isPortTaken(error)) throw asListenError(error, host, port);
        return await listen(0).catch((again: unknown) => {
          throw asListenError(again, host, 0);
        });
      });
      return { host, port: real, url: urlOf(host, real), moved: port !== 0 && real !== port };
    },

    async stop(graceMs = 3000) {
      stopping = true;
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

const isPortTaken = (error: unknown): boolean => ['EADDRINUSE', 'EACCES'].includes(codeOf(error));

function asListenError(error: unknown, host: string, port: number): Error {
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ListenError(
        'PORT',
        `${port} is in use; end the other program or set PORT to a free port, or to 0`,
        options,
      );
    case 'EACCES':
      return new ListenError(
        'PORT',
        `${port} is not allowed for this user; set PORT to a port from 1024 to 65535`,
        options,
      );
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
    case 'ENOTFOUND':
      return new ListenError(
        'HOST',
        `${host} is no address of this machine; set HOST to 127.0.0.1 or 0.0.0.0`,
        options,
      );
    default:
      return error instanceof Error ? error : new Error('the HTTP server did not start', options);
  }
}

/** A wildcard address is nothing to click on. */
function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
