/** Updates that Telegram pushes. A request is answered with 2xx only when its update is safe; otherwise Telegram sends it again. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Log, logFailure } from '../../core/log.ts';
import { ALLOWED_UPDATES } from './capabilities.ts';
import type { Client } from './client.ts';
import type { Inbox } from './inbox.ts';

export interface WebhookOptions {
  /** As Telegram calls it; only its path matters here, since a proxy may stand in front. */
  url: string;
  secret: string;
  /** Undefined while the bot is not ready to take anything in. */
  inbox(): Inbox | undefined;
  log: Log;
  answerMs?: number;
}

/** Far more than an update has. */
const BODY_MAX_BYTES = 1024 * 1024;
/** Telegram waits for about a minute; what takes longer is safe under its id, and the repeat is answered at once. */
const ANSWER_MS = 25_000;

export function createWebhook({ url, secret, inbox, log, answerMs = ANSWER_MS }: WebhookOptions): Hono {
  const routes = new Hono();
  const expected = digest(secret);
  // Equally long, so that neither content nor length of the secret can be measured.
  const isTelegram = (given: string | undefined): boolean => timingSafeEqual(digest(given ?? ''), expected);

  routes.post(
    new URL(url).pathname,
    async (c, next) => {
      if (!isTelegram(c.req.header('x-telegram-bot-api-secret-token'))) return c.body(null, 401);
      return await next();
    },
    bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.body(null, 413) }),
    async (c) => {
      const update: unknown = await c.req.json().catch(() => undefined);
      if (update === undefined) return c.body(null, 400);
      const open = inbox();
      if (!open) return c.body(null, 503);
      const safe = await inTime(open.take(update), answerMs).catch((error: unknown) => {
        logFailure(log, error, {}, 'Telegram: an update could not be handled and is left to be sent again');
        return false;
      });
      return c.body(null, safe ? 200 : 503);
    },
  );
  return routes;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

async function inTime(work: Promise<void>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  return await Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}

export async function setWebhook(
  client: Client,
  { url, secret }: { url: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  const payload = { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] };
  await client.call('setWebhook', payload, { signal });
}
