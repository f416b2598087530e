/** Words of a question that are known from nowhere, put right where one that is known is near: by letters, or by sound. Pure. */
import { PHRASINGS } from './phrasings/phrasings.ts';
import { soundsOf } from './sounds.ts';
import { unify } from './variants.ts';
import { FORMS_OF_IDEAS, isChinese, isPlain, PIECES, pairsOf, stem } from './words.ts';

/** Shorter words are too often near another one. */
const LONG = 5;
/** From that length on, two letters may be wrong. */
const VERY_LONG = 8;

/** Of text as `read` gives it. */
export interface Mender {
  /** Words that are written right; what is forgotten elsewhere stays known here, and does no harm. */
  learn(text: string): void;
  mend(text: string): string;
}

/** Words that are written right. */
interface Lexicon {
  words: Set<string>;
  /** The long ones, by their first letter. */
  long: Map<string, string[]>;
  pairs: Set<string>;
  bySound: Map<string, string>;
}

const emptyLexicon = (): Lexicon => ({ words: new Set(), long: new Map(), pairs: new Set(), bySound: new Map() });

function learnInto(lexicon: Lexicon, text: string): void {
  for (const [piece] of text.matchAll(PIECES)) {
    if (isChinese(piece)) learnPairs(lexicon, piece);
    else learnWord(lexicon, piece);
  }
}

function learnWord({ words, long }: Lexicon, word: string): void {
  if (words.has(word)) return;
  words.add(word);
  if (word.length < LONG) return;
  const same = long.get(word.charAt(0));
  if (same) same.push(word);
  else long.set(word.charAt(0), [word]);
}

function learnPairs({ pairs, bySound }: Lexicon, run: string): void {
  for (const pair of pairsOf(run)) {
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    const sounds = soundsOf(pair);
    if (!bySound.has(sounds)) bySound.set(sounds, pair);
  }
}

/** What the trade says, the same in every library; learned when the first is made. */
let trade: Lexicon | undefined;

function lexiconOfTrade(): Lexicon {
  if (trade) return trade;
  trade = emptyLexicon();
  for (const [, forms] of FORMS_OF_IDEAS) learnInto(trade, forms.join(', '));
  for (const { en, zh } of Object.values(PHRASINGS)) learnInto(trade, unify(`${en} | ${zh}`));
  return trade;
}

export function createMender(): Mender {
  const [own, common] = [emptyLexicon(), lexiconOfTrade()];
  const isKnown = (word: string): boolean => own.words.has(word) || common.words.has(word);
  const isPairKnown = (pair: string): boolean => own.pairs.has(pair) || common.pairs.has(pair);

  function mendWord(word: string): string {
    if (word.length < LONG || isKnown(word) || isPlain(word) || /\d/.test(word)) return word;
    const wanted = stem(word);
    const first = word.charAt(0);
    let best = word;
    let least = word.length >= VERY_LONG ? 3 : 2;
    for (const other of [...(own.long.get(first) ?? []), ...(common.long.get(first) ?? [])]) {
      if (Math.abs(other.length - word.length) > 2) continue;
      if (stem(other) === wanted) return word;
      const far = distance(word, other, least);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  }
  /** Only where one of the two characters stays: two wrong ones in a row are two other words. */
  function mendRun(run: string): string {
    const characters = [...run];
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const [a = '', b = '', c = ''] = characters.slice(at, at + 3);
      const pair = a + b;
      if (isPairKnown(pair) || isPairKnown(b + c)) continue;
      const sounds = soundsOf(pair);
      const other = own.bySound.get(sounds) ?? common.bySound.get(sounds);
      if (!other) continue;
      const [x = '', y = ''] = [...other];
      if (x === a || y === b) [characters[at], characters[at + 1]] = [x, y];
    }
    return characters.join('');
  }
  return {
    learn: (text) => learnInto(own, text),
    mend: (text) => text.replace(PIECES, (piece) => (isChinese(piece) ? mendRun(piece) : mendWord(piece))),
  };
}

/** Letters to add, leave out, change or swap; `limit` or more is as good as any. */
function distance(a: string, b: string, limit: number): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) >= limit) return limit;
    [before, last] = [last, row];
  }
  return last[b.length] ?? limit;
}
