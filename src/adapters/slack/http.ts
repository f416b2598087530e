/** Slack over HTTP: the signature is checked over the bytes as they came, and 200 is said only when what they tell is safe. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../../core/log.ts';
import { BODY_MAX_BYTES, SIGNATURE_AGE_S } from './capabilities.ts';
import { parseJson } from './parse.ts';
import type { Delivered, Handle } from './receiver.ts';

export interface RoutesOptions {
  signingSecret: string;
  /** Undefined while the adapter is not running. */
  handle: () => Handle | undefined;
  log: Log;
  /** Wall clock in milliseconds. */
  now?: () => number;
}

const SLACK_PATH = '/slack/events';

/** Events, commands, buttons and dialogs all come to one address, told apart by their bodies. */
export function createRoutes({ signingSecret, handle, log, now = Date.now }: RoutesOptions): Hono {
  const routes = new Hono();
  routes.post(
    SLACK_PATH,
    bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) }),
    async (c) => {
      const raw = Buffer.from(await c.req.arrayBuffer());
      const signed = isSigned(raw, {
        secret: signingSecret,
        signature: c.req.header('x-slack-signature'),
        timestamp: c.req.header('x-slack-request-timestamp'),
        now: now(),
      });
      if (!signed) return c.json({ error: 'unauthorized' }, 401);
      const body = readBody(raw.toString('utf8'), c.req.header('content-type') ?? '');
      if (!body) return c.json({ error: 'unreadable' }, 400);
      if (body.ssl_check !== undefined) return c.body(null, 200);
      if (body.type === 'url_verification')
        return c.json({ challenge: typeof body.challenge === 'string' ? body.challenge : '' });
      const take = handle();
      // Slack comes again: at once, after a minute, after five.
      if (!take) return c.json({ error: 'unavailable' }, 503);
      try {
        const answer = await take(deliveredOf(body, c.req.header('x-slack-retry-num')));
        if (answer === undefined) return c.body(null, 200);
        return typeof answer === 'string' ? c.text(answer) : c.json(answer);
      } catch (error) {
        log.warn({ err: error }, 'an event of Slack was not taken');
        return c.json({ error: 'unavailable' }, 503);
      }
    },
  );
  return routes;
}

function deliveredOf(body: Record<string, unknown>, retry: string | undefined): Delivered {
  const retryNum = Number(retry);
  return { body, ...(retry !== undefined && Number.isInteger(retryNum) && { retryNum }) };
}

function readBody(text: string, contentType: string): Record<string, unknown> | undefined {
  let body: unknown;
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    body = payload === null ? Object.fromEntries(form) : parseJson(payload);
  } else body = parseJson(text);
  return isRecord(body) ? body : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Signature {
  secret: string;
  signature: string | undefined;
  timestamp: string | undefined;
  now: number;
}

/** docs.slack.dev/authentication/verifying-requests-from-slack. A time to come is as foreign as one long past. */
export function isSigned(raw: Buffer, { secret, signature, timestamp, now }: Signature): boolean {
  if (secret === '' || signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp))
    return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > SIGNATURE_AGE_S) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(raw).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
