/** The bytes of files that people sent, from Discord's file servers only. */
import { z } from 'zod';
import { DeliveryError } from '../../core/errors.ts';
import type { FileRef } from '../../core/event.ts';
import type { Client } from './client.ts';
import { toDeliveryError } from './errors.ts';

const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];

const message = z.object({
  attachments: z.array(z.object({ id: z.string(), url: z.string() })).catch([]),
});
const refreshed = z.object({ refreshed_urls: z.array(z.object({ refreshed: z.string() })) });

export interface FetchOptions {
  client: Client;
  /** Where the API is, if not at Discord: its files are there too. */
  apiUrl: string | undefined;
  maxBytes: number;
  signal: AbortSignal;
}

export async function fetchFile(file: FileRef, options: FetchOptions): Promise<Uint8Array> {
  try {
    const url = await addressOf(file.source, options);
    const response = await request(url, options);
    if (!isLapsed(response)) return await read(response, options.maxBytes);
    await response.body?.cancel();
    const fresh = await freshAddress(url, options);
    return await read(await request(fresh, options), options.maxBytes);
  } catch (error) {
    throw toDeliveryError(error);
  }
}

async function addressOf(source: string, { client, signal }: FetchOptions): Promise<string> {
  const { url } = /^url:(?<url>.+)$/s.exec(source)?.groups ?? {};
  if (url !== undefined) return url;
  const {
    channel,
    message: at,
    id,
  } = /^message:(?<channel>\d+)\/(?<message>\d+)\/(?<id>\d+)$/.exec(source)?.groups ?? {};
  if (channel === undefined) throw new DeliveryError('refused', 'the file has no address');
  const found = message.safeParse(await client.call('GET', `/channels/${channel}/messages/${at}`, { signal })).data;
  const attachment = found?.attachments.find((one) => one.id === id);
  if (!attachment) throw new DeliveryError('refused', 'the file is not in its message any more');
  return attachment.url;
}

/** Addresses lapse within a day (reference#signed-attachment-cdn-urls). */
const isLapsed = ({ status }: Response): boolean => status === 403 || status === 404;

async function freshAddress(url: string, { client, signal }: FetchOptions): Promise<string> {
  const answer = await client.call('POST', '/attachments/refresh-urls', { body: { attachment_urls: [url] }, signal });
  const fresh = refreshed.safeParse(answer).data?.refreshed_urls[0]?.refreshed;
  if (fresh === undefined) throw new DeliveryError('refused', 'the file is gone');
  return fresh;
}

async function request(address: string, { apiUrl, signal }: FetchOptions): Promise<Response> {
  const url = URL.parse(address);
  const own = apiUrl === undefined ? undefined : URL.parse(apiUrl);
  const allowed = url && ((url.protocol === 'https:' && HOSTS.includes(url.host)) || url.origin === own?.origin);
  if (!url || !allowed) throw new DeliveryError('refused', 'the file is not on Discord’s servers');
  try {
    // An address that leads elsewhere is none of theirs.
    return await fetch(url, { signal, redirect: 'error' });
  } catch {
    throw new DeliveryError('unreachable', 'Discord’s file server can’t be reached');
  }
}

async function read(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.status === 429) {
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after')) || 1;
    throw new DeliveryError('rate-limited', 'Discord asks to wait', { retryAfterMs: seconds * 1000 });
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    if (isLapsed(response)) throw new DeliveryError('refused', 'the file is gone');
    throw new DeliveryError('unreachable', `Discord’s file server answered with HTTP ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new DeliveryError('refused', 'the file is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
