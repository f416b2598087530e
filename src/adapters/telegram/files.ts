/** The bytes of a file that someone sent: where it is, then what is in it. From the API's own host only. */
import { DeliveryError } from '../../core/errors.ts';
import type { FileRef } from '../../core/event.ts';
import { DOWNLOAD_MAX_BYTES } from './capabilities.ts';
import { type Client, TelegramError } from './client.ts';

const FETCH_MS = 60_000;

export async function fetchTelegramFile(
  client: Client,
  file: FileRef,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const most = Math.min(maxBytes, DOWNLOAD_MAX_BYTES);
  const path = await locate(client, file, most, signal);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
  try {
    // Not followed elsewhere: the URL has the token in it.
    const response = await fetch(client.fileUrl(path), { signal: deadline, redirect: 'error' });
    if (!response.ok) await response.body?.cancel();
    if (response.status === 404 || response.status === 400) throw new DeliveryError('refused', 'the file is gone');
    if (!response.ok) throw new DeliveryError('unreachable', `the file can’t be had now (${response.status})`);
    return await readAtMost(response, most);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError('unreachable', 'the file could not be fetched');
  }
}

async function locate(client: Client, file: FileRef, most: number, signal: AbortSignal): Promise<string> {
  try {
    const { file_path: path, file_size: size } = await client.call('getFile', { file_id: file.source }, { signal });
    if (size !== undefined && size > most) throw tooLarge();
    // A server of one's own may answer with a path on its disk, which is nothing to ask for.
    if (!path || path.startsWith('/') || path.split('/').includes('..')) {
      throw new DeliveryError('refused', 'the file has no address');
    }
    return path;
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (error.code === 'too-many') {
      throw new DeliveryError('rate-limited', error.message, { retryAfterMs: error.retryAfterMs ?? 1000 });
    }
    throw new DeliveryError(error.code === 'refused' ? 'refused' : 'unreachable', error.message);
  }
}

const tooLarge = (): DeliveryError => new DeliveryError('refused', 'the file is too large');

async function readAtMost(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
