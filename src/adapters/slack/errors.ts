/** What Slack's SDK throws → why a message was not sent. Told apart by code and shape: the SDK is loaded only where Slack is used. */
import { z } from 'zod';
import { DeliveryError } from '../../core/errors.ts';
import { RETRY_AFTER_MS } from './capabilities.ts';

const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({ error: z.string().catch('unknown_error'), needed: z.string().optional().catch(undefined) }),
});
const rateLimitedError = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });
const httpError = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() });
const requestError = z.object({ code: z.literal('slack_webapi_request_error'), original: z.unknown() });
const systemError = z.object({ code: z.string() });

/** Slack's own trouble: the call may have been carried out (reference/methods/chat.postMessage, “Errors”). */
const UNCLEAR = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'unknown_error']);
const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** The token is of no use any more. */
const TOKEN = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'org_login_required',
  'not_allowed_token_type',
]);
/** No connection was made, so nothing was sent. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Slack's word for what is wrong, such as `channel_not_found`; undefined when it did not answer. */
export function slackCode(error: unknown): string | undefined {
  return platformError.safeParse(error).data?.data.error;
}

export function isTokenError(error: unknown): boolean {
  return TOKEN.has(slackCode(error) ?? '');
}

/** One line without token and without personal data. */
export function describe(error: unknown): string {
  const platform = platformError.safeParse(error).data?.data;
  if (!platform) return toDeliveryError(error).message;
  return platform.error === 'missing_scope' && platform.needed
    ? `missing_scope: the app needs ${clean(platform.needed)}`
    : clean(platform.error);
}

/** An answer that is no JSON comes back as its own error code: as much of it as can be a code. */
const clean = (code: string): string => (/^[\w:,. -]{1,200}$/.test(code) ? code : 'unknown_error');

export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const limited = rateLimitedError.safeParse(error).data;
  if (limited) return rateLimited(limited.retryAfter * 1000);
  const platform = platformError.safeParse(error).data?.data;
  if (platform) {
    const code = clean(platform.error);
    if (RATE_LIMITED.has(code)) return rateLimited(RETRY_AFTER_MS);
    return new DeliveryError(UNCLEAR.has(code) ? 'unclear' : 'refused', `Slack: ${describe(error)}`);
  }
  const http = httpError.safeParse(error).data;
  if (http) return new DeliveryError('unclear', `Slack answered with HTTP ${http.statusCode}`);
  const request = requestError.safeParse(error).data;
  if (request) {
    return wasNeverSent(request.original)
      ? new DeliveryError('unreachable', 'Slack can’t be reached')
      : new DeliveryError('unclear', 'Slack did not answer');
  }
  // A 429 that does not say for how long is an error of no kind.
  if (error instanceof Error && error.message.startsWith('Retry header')) return rateLimited(RETRY_AFTER_MS);
  return new DeliveryError('unclear', 'the call to Slack failed', { cause: error });
}

const rateLimited = (retryAfterMs: number): DeliveryError =>
  new DeliveryError('rate-limited', 'Slack asks to wait', { retryAfterMs });

/** `fetch` wraps what went wrong, some layers deep. */
function wasNeverSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const causes = cause instanceof AggregateError ? cause.errors : [cause];
    if (causes.some((one: unknown) => NOT_CONNECTED.has(systemError.safeParse(one).data?.code ?? ''))) return true;
  }
  return false;
}
