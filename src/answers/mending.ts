/** Words of a question that are known from nowhere, put right where one that is known is near: by letters, or by sound. Pure. */
import { soundsOf } from './sounds.ts';
import { FORMS_OF_IDEAS, isPlain, PIECES, pairsOf, stem } from './words.ts';

/** Shorter words are too often near another one. */
const LONG = 5;
/** From that length on, two letters may be wrong. */
const VERY_LONG = 8;

export interface Mender {
  /** Words that are written right; what is forgotten elsewhere stays known here, and does no harm. */
  learn(folded: string): void;
  /** Folded text in, folded text out. */
  mend(folded: string): string;
}

export function createMender(): Mender {
  const stems = new Map<string, string[]>();
  const seen = new Set<string>();
  const pairs = new Set<string>();
  const bySound = new Map<string, string>();

  function learn(folded: string): void {
    for (const [piece] of folded.matchAll(PIECES)) {
      if (/^\p{Script=Han}/u.test(piece)) learnPairs(piece);
      else learnWord(piece);
    }
  }
  function learnWord(word: string): void {
    if (seen.has(word)) return;
    seen.add(word);
    if (word.length < LONG) return;
    const first = word.charAt(0);
    const same = stems.get(first);
    if (same) same.push(word);
    else stems.set(first, [word]);
  }
  function learnPairs(run: string): void {
    for (const pair of pairsOf(run)) {
      if (pairs.has(pair)) continue;
      pairs.add(pair);
      const sounds = soundsOf(pair);
      if (!bySound.has(sounds)) bySound.set(sounds, pair);
    }
  }
  for (const form of FORMS_OF_IDEAS) learn(form);

  function mendWord(word: string): string {
    if (word.length < LONG || seen.has(word) || isPlain(word) || /\d/.test(word)) return word;
    const own = stem(word);
    let best = word;
    let least = word.length >= VERY_LONG ? 3 : 2;
    for (const other of stems.get(word.charAt(0)) ?? []) {
      if (Math.abs(other.length - word.length) > 2) continue;
      if (stem(other) === own) return word;
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
      if (pairs.has(pair) || pairs.has(b + c)) continue;
      const other = bySound.get(soundsOf(pair));
      if (!other) continue;
      const [x = '', y = ''] = [...other];
      if (x === a || y === b) [characters[at], characters[at + 1]] = [x, y];
    }
    return characters.join('');
  }
  return {
    learn,
    mend: (folded) =>
      folded.replace(PIECES, (piece) => (/^\p{Script=Han}/u.test(piece) ? mendRun(piece) : mendWord(piece))),
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
