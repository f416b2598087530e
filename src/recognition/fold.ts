/**
 * One shape for text that people write differently: full width or half width, upper or lower case, Traditional or
 * Simplified. Every recogniser compares folded text only, so each pattern is written once, in Simplified and lower case.
 */
import pairs from 'opencc-js/dict/TSCharacters';

/**
 * The recognisers look at this many UTF-16 units of a message and no further. The longest message of a chat platform
 * that a person types is 4,096 units; a pasted log of 64 KB must not hold up the process for facts nobody asked for.
 */
export const SCANNED_LENGTH = 8_000;

/**
 * Character by character on purpose. OpenCC's phrase tables decide between 乾 and 干 for a reader; here both sides of a
 * comparison are folded, so they need only land on the same character. The table alone costs 0.5 MB and 1 ms, the whole
 * converter 13 MB.
 */
const simplified: ReadonlyMap<string, string> = new Map(
  pairs.split('|').map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return [from, to] as const;
  }),
);

/** A character with the marks that belong to it, so that NFKC can join them: `e` + U+0301 → `é`. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/uy;
/** Zero-width characters, direction marks, soft hyphens and variation selectors: invisible, so never typed on purpose. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;
const SPACES = /\s+/gu;

/** Latin letters, digits, signs and Chinese characters as they are mostly typed; not one of them is a mark, or changed by NFKC. */
const isCommon = (unit: number): boolean => (unit > 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit <= 0x9fff);

/** Folded text that still knows where each of its characters came from. */
export interface Folded {
  readonly text: string;
  /** The text as written, cut at {@link SCANNED_LENGTH}. */
  readonly source: string;
  /** The words as written that became `text.slice(start, end)`. */
  words(start: number, end: number): string;
  /** Where in the source the folded character at `start` begins. */
  indexOf(start: number): number;
}

function foldCluster(cluster: string): string {
  const plain = cluster.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(SPACES, ' ');
  let folded = '';
  for (const character of plain) folded += simplified.get(character) ?? character;
  return folded;
}

/**
 * Fold and keep the way back: runs of white space become one space, nothing else is reordered.
 *
 * ```ts
 * const folded = foldAligned('禮拜三　１４：３０');
 * folded.text; // '礼拜三 14:30'
 * folded.words(4, 9); // '１４：３０'
 * ```
 */
export function foldAligned(text: string): Folded {
  if (latest?.text !== text) latest = { text, folded: foldAnew(text) };
  return latest.folded;
}

/** Every recogniser folds the same message, one after the other. */
let latest: { text: string; folded: Folded } | undefined;

function foldAnew(text: string): Folded {
  const source = text.slice(0, SCANNED_LENGTH);
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (let start = 0; start < source.length; ) {
    const end = clusterEnd(source, start);
    const common = end === start + 1 && isCommon(source.charCodeAt(start));
    const cluster = common ? foldCommon(source.charAt(start)) : foldCluster(source.slice(start, end));
    if (cluster !== ' ' || (folded !== '' && !folded.endsWith(' '))) {
      folded += cluster;
      for (let unit = 0; unit < cluster.length; unit += 1) {
        starts.push(start);
        ends.push(end);
      }
    }
    start = end;
  }
  return {
    text: folded,
    source,
    words: (start, end) => source.slice(starts[start] ?? source.length, ends[end - 1] ?? 0),
    indexOf: (start) => starts[start] ?? source.length,
  };
}

function clusterEnd(source: string, start: number): number {
  // What follows could be a mark, unless it is common too.
  const next = start + 1;
  if (isCommon(source.charCodeAt(start)) && (next === source.length || isCommon(source.charCodeAt(next)))) return next;
  CLUSTER.lastIndex = start;
  return CLUSTER.test(source) ? CLUSTER.lastIndex : next;
}

const foldCommon = (character: string): string => simplified.get(character) ?? character.toLowerCase();

/** The folded text alone, trimmed: `fold(' 朝陽路店　') === '朝阳路店'`. */
export function fold(text: string): string {
  return foldAligned(text).text.trim();
}
