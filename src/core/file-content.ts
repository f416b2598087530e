/** What a file is, by its bytes: the only place that knows the package for it. */
import { FILE_TYPES } from './files.ts';

/** The package's words for what is taken under another name. */
const SAME: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heif': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'application/ogg': 'audio/ogg',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
};

/** The media type, one of `FILE_TYPES`; undefined for everything that is not taken. */
export async function typeByContent(bytes: Uint8Array): Promise<string | undefined> {
  // Loaded with the first file: most processes of most days see none.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!found) return isPlainText(bytes) ? 'text/plain' : undefined;
  const [mime = ''] = found.mime.split(';');
  const type = SAME[mime] ?? mime;
  return Object.hasOwn(FILE_TYPES, type) ? type : undefined;
}

/** UTF-8 in which nothing but tabs and ends of lines and pages is a control character. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/.test(text);
  } catch {
    return false;
  }
}
