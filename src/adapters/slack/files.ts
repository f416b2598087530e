/** Bytes from Slack and to it. The token goes to Slack's own file server and nowhere else, whatever an address or a redirect says. */
import type { webApi } from '@slack/bolt';
import { DeliveryError } from '../../core/errors.ts';
import type { FileRef } from '../../core/event.ts';
import type { Log } from '../../core/log.ts';
import type { Attachment } from '../../core/message.ts';
import { describe, toDeliveryError } from './errors.ts';
import { FILE_BY_ID } from './parse.ts';

/** Where `url_private` leads (reference/objects/file-object). */
const FILES_ORIGIN = 'https://files.slack.com';
const REDIRECTS_MAX = 3;
/** An upload that takes longer would hold up the files after it. */
const UPLOAD_MS = 60_000;
/** Files are fetched by a job right after they were sent, so a file that is passed on may not be there at once; and Slack may be away. */
const TRIES_AFTER_MS = [0, 2000, 8000, 30_000];

export interface FilesOptions {
  client: webApi.WebClient;
  token: string;
  /** Another server than Slack's, which then has the files as well. */
  apiUrl: string | undefined;
  bytes(fileId: string): Promise<Uint8Array | undefined>;
  log: Log;
  pause(ms: number): Promise<void>;
}

export interface Files {
  fetch(file: FileRef, options: { maxBytes: number; signal: AbortSignal }): Promise<Uint8Array>;
  /** Puts files below a message, as far as they can be had; never fails. */
  share(attachments: readonly Attachment[], to: { channel: string; threadTs?: string }): Promise<void>;
}

export function createFiles({ client, token, apiUrl, bytes, log, pause }: FilesOptions): Files {
  const origins = new Set([FILES_ORIGIN, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])]);
  const trusted = (url: URL): boolean => origins.has(url.origin);

  async function addressOf(source: string): Promise<URL> {
    let address = source;
    if (source.startsWith(FILE_BY_ID)) {
      const { file } = await client.files.info({ file: source.slice(FILE_BY_ID.length) }).catch((error: unknown) => {
        throw toDeliveryError(error);
      });
      address = file?.url_private_download ?? file?.url_private ?? '';
    }
    if (!URL.canParse(address)) throw refused('the file has no address');
    return new URL(address);
  }

  async function get(first: URL, signal: AbortSignal): Promise<Response> {
    let url = first;
    for (let hops = 0; hops <= REDIRECTS_MAX; hops += 1) {
      if (!trusted(url)) throw refused('the file is not on Slack’s server');
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(url.href, { headers, redirect: 'manual', signal }).catch((error: unknown) => {
        throw new DeliveryError('unreachable', 'the file could not be fetched', { cause: error });
      });
      if (response.status < 300 || response.status >= 400) return response;
      await response.body?.cancel();
      const location = response.headers.get('location');
      if (location === null || !URL.canParse(location, url.href)) throw refused('the file leads nowhere');
      url = new URL(location, url);
    }
    throw refused('the file leads on and on');
  }

  async function upload(attachment: Attachment, content: Uint8Array, to: { channel: string; threadTs?: string }) {
    const filename = attachment.name === '' ? attachment.fileId : attachment.name;
    const ticket = await client.files.getUploadURLExternal({ filename, length: content.byteLength });
    const { upload_url = '', file_id = '' } = ticket;
    if (!URL.canParse(upload_url) || !trusted(new URL(upload_url))) throw refused('Slack named no place for the file');
    const response = await fetch(upload_url, {
      method: 'POST',
      body: new Uint8Array(content),
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new DeliveryError('unclear', `the upload was answered with HTTP ${response.status}`);
    const common = {
      files: [{ id: file_id, title: filename }] as [{ id: string; title: string }],
      channel_id: to.channel,
    };
    await client.files.completeUploadExternal(
      to.threadTs === undefined ? common : { ...common, thread_ts: to.threadTs },
    );
  }

  async function shareOne(attachment: Attachment, to: { channel: string; threadTs?: string }): Promise<void> {
    let trouble: unknown;
    for (const wait of TRIES_AFTER_MS) {
      if (wait > 0) await pause(wait);
      try {
        const content = await bytes(attachment.fileId);
        // Slack takes no empty file.
        if (content?.byteLength === 0) return;
        if (content) return await upload(attachment, content, to);
      } catch (error) {
        if (toDeliveryError(error).code === 'refused') throw error;
        trouble = error;
      }
    }
    if (trouble !== undefined) throw trouble;
  }

  return {
    async fetch(file, { maxBytes, signal }) {
      if (file.size !== null && file.size > maxBytes) throw refused('the file is too large');
      const response = await get(await addressOf(file.source), signal);
      if (!response.ok) {
        await response.body?.cancel();
        throw failureOf(response);
      }
      // Without the scope files:read, Slack answers with its page for signing in.
      if (isPage(response) && !/html/i.test(file.type) && !/\.html?$/i.test(file.name)) {
        await response.body?.cancel();
        throw refused('Slack gave a page in place of the file; the app may lack the scope files:read');
      }
      return await read(response, maxBytes);
    },

    async share(attachments, to) {
      for (const attachment of attachments) {
        try {
          await shareOne(attachment, to);
        } catch (error) {
          log.warn({ file: attachment.fileId, reason: describe(error) }, 'a file could not be put into Slack');
        }
      }
    },
  };
}

const refused = (reason: string): DeliveryError => new DeliveryError('refused', reason);

const isPage = (response: Response): boolean => /^text\/html\b/i.test(response.headers.get('content-type') ?? '');

function failureOf({ status, headers }: Response): DeliveryError {
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? 1);
    return new DeliveryError('rate-limited', 'Slack asks to wait', {
      retryAfterMs: (seconds > 0 ? seconds : 1) * 1000,
    });
  }
  return new DeliveryError(status >= 500 ? 'unreachable' : 'refused', `the file was answered with HTTP ${status}`);
}

/** What a server says of a length is not to be relied on: the bytes are counted. */
async function read(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw refused('the file is too large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError('unreachable', 'the file broke off', { cause: error });
  }
  return Buffer.concat(chunks);
}
