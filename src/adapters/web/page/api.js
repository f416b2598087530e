/** Calls to the server. What a network or a server does comes back as a value; nothing here throws for it. */

import { pause } from './dom.js';

/** A call that says nothing for so long is given up and made again with the same id. */
const TIMEOUT_MS = 30_000;

async function call(path, init = {}, timeoutMs = TIMEOUT_MS) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', signal, ...init });
    const body = await response.json().catch(() => undefined);
    if (response.ok && body) return { type: 'ok', value: body };
    const problem = typeof body?.problem === 'string' ? body.problem : '';
    if (response.status === 429) return { type: 'again', afterMs: Number(body?.retryAfterMs) || 2000, problem };
    if (response.status >= 500 || response.ok) return { type: 'again', problem };
    return { type: 'refused', status: response.status, problem };
  } catch {
    return { type: 'again' };
  }
}

export const loadSession = (language) =>
  call(`/api/session${language ? `?language=${encodeURIComponent(language)}` : ''}`, {}, 10_000);

/** The page may be left while this is under way; browsers let only short calls live on. */
const SHORT = 20_000;

export function act({ id, pane, input }) {
  const body = JSON.stringify({ id, pane, input });
  const headers = { 'content-type': 'application/json' };
  return call('/api/act', { method: 'POST', headers, body, keepalive: body.length < SHORT });
}

export const upload = (pane, file) =>
  call(
    `/api/files?pane=${pane}&name=${encodeURIComponent(file.name.toWellFormed?.() ?? file.name)}`,
    { method: 'POST', headers: { 'content-type': file.type || 'application/octet-stream' }, body: file },
    120_000,
  );

export const fileUrl = (id, show = false) => `/api/files/${encodeURIComponent(id)}${show ? '?show=1' : ''}`;

export const pauseAfter = (tries) => Math.min(500 * 2 ** tries, 8000);

/** Calls until there is an answer, as long as somebody wants one. `onAgain`: it has to wait. */
export async function insist(work, { onAgain, wanted = () => true, sleep = pause }) {
  for (let tries = 0; wanted(); tries += 1) {
    const outcome = await work();
    if (outcome.type !== 'again') return outcome;
    onAgain(outcome);
    await sleep(outcome.afterMs ?? pauseAfter(tries));
  }
}
