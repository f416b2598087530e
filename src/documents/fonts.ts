/**
 * The fonts of pictures: Noto Sans in the forms of the mainland and of Taiwan and Hong Kong, cut into a hundred small files each. Only those
 * that a text needs are read.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Language } from '../domain/person.ts';

const require = createRequire(import.meta.url);

/** Which of them draws a character that both have: the same one looks different in the two. What one lacks, the other may have. */
const ORDER: Readonly<Record<Language, readonly string[]>> = {
  'zh-Hans': ['noto-sans-sc', 'noto-sans-tc'],
  'zh-Hant': ['noto-sans-tc', 'noto-sans-sc'],
  en: ['noto-sans-sc', 'noto-sans-tc'],
};

/** Letters and digits of the West, and the ellipsis of what is cut. */
const ALWAYS = 'A0…';

export interface FontFile {
  name: string;
  bytes: Uint8Array;
}

/** The files that have the characters of these texts, the one with Western letters first. */
export async function fontsFor(texts: readonly string[], language: Language): Promise<FontFile[]> {
  const wanted = new Set([...(ALWAYS + texts.join(''))].map((character) => character.codePointAt(0) ?? 0));
  const files: FontFile[] = [];
  for (const font of ORDER[language]) {
    if (wanted.size === 0) break;
    for (const name of slicesWith(wanted, font)) files.push({ name, bytes: await readFile(require.resolve(name)) });
  }
  return files;
}

/** Strikes off what it finds. Read piece by piece, since all ranges as objects take more memory than the fonts. */
function* slicesWith(wanted: Set<number>, font: string): Generator<string> {
  const slices: Record<string, string> = require(`@fontsource-variable/${font}/unicode.json`);
  // Latin before the rest: other slices have some of its letters too.
  for (const key of Object.keys(slices).sort((a, b) => Number(b === 'latin') - Number(a === 'latin'))) {
    const before = wanted.size;
    for (const [, first = '', last = first] of (slices[key] ?? '').matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)) {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      for (const code of wanted) if (from <= code && code <= to) wanted.delete(code);
    }
    if (wanted.size < before) {
      yield `@fontsource-variable/${font}/files/${font}-${key.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`;
    }
  }
}
