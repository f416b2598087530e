/**
 * Files on their way in and out. What a page gets for an upload says all about it, sealed for the person who sent it, so that no row
 * is needed before a message names it.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FileRef } from '../../core/event.ts';
import { typeByContent } from '../../core/file-content.ts';
import { correctedName, FILE_TYPES, tidyName } from '../../core/files.ts';
import type { Seal } from './sealed.ts';

const described = z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.number() });
export type Upload = z.output<typeof described>;

/** What a file chooser offers. */
export const ACCEPT = Object.keys(FILE_TYPES).join(',');

/** Shown in the page itself: pictures that no browser runs anything in. */
const SHOWN: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const useOf = (accountId: string): string => `upload ${accountId}`;

/** undefined for a kind that is not taken. */
export async function describeUpload(bytes: Uint8Array, name: string): Promise<Upload | undefined> {
  const type = await typeByContent(bytes);
  if (type === undefined) return undefined;
  return { id: randomUUID(), name: correctedName(tidyName(name, type), type), type, size: bytes.byteLength };
}

export function sealUpload(seal: Seal, accountId: string, upload: Upload): string {
  return seal.seal(useOf(accountId), Buffer.from(JSON.stringify(upload)).toString('base64url'));
}

/** undefined for what is forged, or another person's. */
export function openUpload(seal: Seal, accountId: string, sealed: string): FileRef | undefined {
  const text = seal.open(useOf(accountId), sealed);
  if (text === undefined) return undefined;
  const { success, data } = described.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return success ? { ...data, source: sourceOf(accountId) } : undefined;
}

/** An upload is found by its id, which is the file's, and the account that sent it. */
const sourceOf = (accountId: string): string => `upload by ${accountId}`;

export const uploaderOf = ({ source }: FileRef): string => source.replace(/^upload by /, '');

/** Headers of a download. `show`: in the page, if that is safe for its type. */
export function downloadHeaders(
  file: { name: string; type: string; size: number },
  show: boolean,
): Record<string, string> {
  const shown = show && SHOWN.includes(file.type);
  return {
    'content-type': file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type,
    'content-length': String(file.size),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${fileNameParams(file.name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    // Other people's photos stay on no disk of a browser that is shared.
    'cache-control': 'private, no-store',
  };
}

/** RFC 6266: a plain name for old readers, and the exact one as RFC 5987 writes it. */
function fileNameParams(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}
