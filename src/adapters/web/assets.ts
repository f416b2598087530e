/** The page's own files: read once, served by name from that list and from nowhere else. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Comments and indentation are for those who read the source; left out here, the page is small without a build step. Only whole
 * lines go: no text in the page's files runs over several.
 */
const lean = (text: string): string =>
  text
    .replaceAll(/^[ \t]*\/\*[\s\S]*?\*\/[ \t]*\n/gm, '')
    .replaceAll(/^[ \t]*\/\/.*\n/gm, '')
    .replaceAll(/^[ \t]+|^\n/gm, '');

/** A style's lines end where its parts do, so most of the space between parts can go too. No text in a style has a comma or a number in it. */
const leanStyle = (text: string): string =>
  lean(text)
    .replaceAll(/^([\w-]+): /gm, '$1:')
    .replaceAll(/, /g, ',')
    .replaceAll(/\b0\./g, '.')
    .replaceAll(/ ?([>/]) /g, '$1')
    .replaceAll(/ !/g, '!')
    .replaceAll(/="([a-z]+)"\]/g, '=$1]')
    .replaceAll(/\(([\w-]+): /g, '($1:')
    .replaceAll(/ ?([{},;])\n/g, '$1')
    .replaceAll(/;\}/g, '}');

/** One style for several subjects: what it imports is put in its place, so that it is fetched at once. */
const joined = (text: string, directory: string): string =>
  text.replaceAll(/^@import "([\w/-]+\.css)";$/gm, (_, name: string) => readFileSync(join(directory, name), 'utf8'));

function served(directory: string, name: string): Uint8Array {
  const bytes = readFileSync(join(directory, name));
  if (name.endsWith('.css')) return Buffer.from(leanStyle(joined(bytes.toString('utf8'), directory)));
  // No text of the page says “=>”.
  return name.endsWith('.js') ? Buffer.from(lean(bytes.toString('utf8')).replaceAll(' => ', '=>')) : bytes;
}

export function readAssets(directory: string): ReadonlyMap<string, Asset> {
  const names = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && Object.hasOwn(TYPES, extname(entry.name)),
  );
  return new Map(
    names.map(({ name }) => {
      const bytes = new Uint8Array(served(directory, name));
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      return [name, { bytes, type: TYPES[extname(name)] ?? '', etag }];
    }),
  );
}

/** Whether the reader has it already, by its `If-None-Match`. */
export function isKnown({ etag }: Asset, ifNoneMatch: string | undefined): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
