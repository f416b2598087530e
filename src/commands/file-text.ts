/** From the bytes of a table that someone saved to its text. What Excel writes by default is in the encoding of its Windows. */

export const ENCODINGS = ['utf-8', 'gb18030', 'big5'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A line for the operator instead of the text. */
export type FileText = { text: string } | { wrong: string };

/** More than a hundred times what a chain of a thousand stores needs. */
const BYTES_MAX = 64 * 1024 * 1024;

const SAVE_AS_UTF8 = 'save it as “CSV UTF-8”';

/** Names that people know the encodings by. */
export function readEncoding(name: string): Encoding | undefined {
  const known = name.toLowerCase().replaceAll(/[-_ ]/g, '');
  if (/^(gb2312|gbk|gb18030|cp936)$/.test(known)) return 'gb18030';
  if (/^(big5|big5hkscs|cp950)$/.test(known)) return 'big5';
  return known === 'utf8' ? 'utf-8' : undefined;
}

/**
 * `given` is what the operator says that the file is in; undefined: UTF-8, or UTF-16 with its mark. `looksRight` tells whether a text
 * begins as it should, by which an encoding is recognised.
 */
export function fileText(
  bytes: Uint8Array,
  given: Encoding | undefined,
  looksRight: (text: string) => boolean,
): FileText {
  if (bytes.length > BYTES_MAX) return { wrong: `the file is larger than ${BYTES_MAX / 1024 / 1024} MB; split it` };
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { wrong: `the file is an Excel workbook; open it in Excel and ${SAVE_AS_UTF8}` };
  }
  if (startsWith(bytes, 0xff, 0xfe)) return decodedOr(bytes, 'utf-16le', 'the file is damaged UTF-16');
  if (startsWith(bytes, 0xfe, 0xff)) return decodedOr(bytes, 'utf-16be', 'the file is damaged UTF-16');
  const unicode = decode(bytes, 'utf-8');
  if (given === undefined || given === 'utf-8' || startsWith(bytes, 0xef, 0xbb, 0xbf)) {
    return unicode === undefined ? { wrong: notUnicode(bytes, looksRight) } : { text: unicode };
  }
  // Its bytes mean something in the other encoding too, but nothing that anyone wrote.
  if (unicode !== undefined && /[^\0-\x7f]/.test(unicode)) {
    return { wrong: `the file is in UTF-8, not in ${given}; leave out --encoding` };
  }
  const text = decode(bytes, given);
  return text === undefined ? { wrong: `the file is not in ${given}; ${SAVE_AS_UTF8}` } : { text };
}

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodedOr(bytes: Uint8Array, encoding: string, wrong: string): FileText {
  const text = decode(bytes, encoding);
  return text === undefined ? { wrong: `${wrong}; ${SAVE_AS_UTF8}` } : { text };
}

function notUnicode(bytes: Uint8Array, looksRight: (text: string) => boolean): string {
  // With a header in English the text may look right in both, and be wrong in one.
  const [found, another] = (['gb18030', 'big5'] as const).filter((name) => looksRight(decode(bytes, name) ?? ''));
  if (found && !another) {
    const name = found === 'gb18030' ? 'GBK (gb18030)' : 'Big5';
    return `the file is in ${name}, not in UTF-8; add --encoding ${found}, or ${SAVE_AS_UTF8}`;
  }
  const line = firstBrokenLine(bytes);
  return `line ${line} is not UTF-8; ${SAVE_AS_UTF8}, or add --encoding gb18030 (Simplified) or --encoding big5 (Traditional)`;
}

function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const next = end === -1 ? bytes.length : end + 1;
    if (decode(bytes.subarray(start, next), 'utf-8') === undefined) return line;
    start = next;
  }
  return line;
}
