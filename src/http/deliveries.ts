/**
 * `POST /api/deliveries`: another system of headquarters reports what stores have received. Safe to repeat: what is known already changes
 * nothing. Every answer is JSON; what is wrong is named by row and field.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { TakenIn } from '../core/deliveries.ts';
import { isAway } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** A row is some 200 bytes. */
const BODY_MAX = 512 * 1024;
export const DELIVERIES_MAX = 500;
/** Whoever sends more at a time is asked to come again: people's messages go first. */
const AT_A_TIME = 2;

export interface DeliveryRoutesOptions {
  /** What the caller shows as a bearer token. */
  token: string;
  /** Undefined while the database is not there yet. Throws `StoreError`. */
  takeIn: (rows: readonly { row: number; value: unknown }[]) => Promise<TakenIn> | undefined;
  log: Log;
}

export function createDeliveryRoutes({ token, takeIn, log }: DeliveryRoutesOptions): Hono {
  const expected = digestOf(`Bearer ${token}`);
  let running = 0;
  const app = new Hono().basePath('/api/deliveries');
  app.use(secureHeaders({ strictTransportSecurity: false }));
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    // Equal lengths and a time that says nothing about where two differ.
    if (timingSafeEqual(digestOf(schemeOf(c.req.header('authorization') ?? '')), expected)) return await next();
    c.header('www-authenticate', 'Bearer');
    return c.json({ error: 'the bearer token is missing or wrong' }, 401);
  });
  app.use(
    bodyLimit({
      maxSize: BODY_MAX,
      onError: (c) =>
        c.json({ error: `the body is larger than ${BODY_MAX} bytes; send fewer deliveries at a time` }, 413),
    }),
  );
  app.post('/', async (c) => {
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
      return c.json({ error: 'the body must be JSON, and content-type application/json' }, 415);
    const body = await c.req.json().catch(() => undefined);
    if (typeof body !== 'object' || body === null)
      return c.json({ error: 'the body is no JSON object and no list of such' }, 400);
    const rows: unknown[] = Array.isArray(body) ? body : [body];
    if (rows.length === 0) return c.json({ error: 'the list is empty' }, 400);
    if (rows.length > DELIVERIES_MAX)
      return c.json({ error: `${rows.length} deliveries are too many; send ${DELIVERIES_MAX} at most` }, 413);
    if (running >= AT_A_TIME) return later(c, 429, 'another request is being worked on; send this one again');
    running += 1;
    try {
      const taken = await takeIn(rows.map((value, index) => ({ row: index + 1, value })));
      if (!taken) return later(c, 503, 'the database is not there yet; send it again');
      return c.json(taken, taken.problems.length > 0 ? 422 : 200);
    } catch (error) {
      log.error({ err: error }, 'deliveries could not be taken in');
      if (isAway(error)) return later(c, 503, 'the database is away; send it again');
      return c.json({ error: 'internal error; send it again' }, 500);
    } finally {
      running -= 1;
    }
  });
  app.all('/', (c) => {
    c.header('allow', 'POST');
    return c.json({ error: 'only POST' }, 405);
  });
  return app;
}

const RETRY_AFTER_S = '2';

function later(c: Context, status: 429 | 503, error: string): Response {
  c.header('retry-after', RETRY_AFTER_S);
  return c.json({ error }, status);
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The name of the scheme is the same in any case (RFC 9110, 11.1). */
const schemeOf = (header: string): string => header.replace(/^bearer +/i, 'Bearer ');
