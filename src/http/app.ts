/** What is answered over HTTP: health, readiness and metrics, and what the program adds. No sockets here, see `server.ts`. */
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../core/log.ts';

export interface Readiness {
  /** The database answers. */
  database: boolean;
  /** The program is on its way out and takes no more work. */
  stopping: boolean;
}

/** What Prometheus reads; a prom-client `Registry` is one. */
export interface MetricsText {
  contentType: string;
  metrics(): Promise<string>;
}

export interface AppOptions {
  ready: () => Promise<Readiness>;
  /** How long `ready` may take before the database counts as away; probes give up after a few seconds. */
  readyTimeoutMs?: number;
  metrics: MetricsText;
  /** Answered before anything else, with headers of their own: the page. */
  routes?: Hono | undefined;
  log: Log;
}

export function createApp({ ready, readyTimeoutMs = 2000, metrics, routes, log }: AppOptions): Hono {
  const app = new Hono();
  if (routes) app.route('/', routes);
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      // TLS ends in front of this server, which therefore can't promise it.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });

  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  app.get('/readyz', async (c) => {
    const { database, stopping } = await withinTime(ready(), readyTimeoutMs).catch((error: unknown) => {
      log.warn({ err: error }, 'the readiness check failed');
      return { database: false, stopping: false };
    });
    const failing = [...(database ? [] : ['database']), ...(stopping ? ['stopping'] : [])];
    return failing.length === 0 ? c.json({ status: 'ready' }) : c.json({ status: 'unavailable', failing }, 503);
  });

  app.get('/metrics', async (c) => c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }));

  app.notFound((c) => c.json({ error: 'not found' }, 404));
  app.onError((error, c) => {
    log.error({ err: error }, 'an HTTP request failed');
    return c.json({ error: 'internal error' }, 500);
  });
  return app;
}

async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
