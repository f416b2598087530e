/** What a draft changes in a text, sentence by sentence, so that whoever approves it need not compare by eye. Pure. */
import type { PolicyWords } from './policy.ts';

export interface Changed {
  removed: string[];
  added: string[];
}

/** What differs between two texts of one policy: the title, the words, and how people ask. */
export function changedWords(before: PolicyWords, after: PolicyWords): Changed {
  const title: Changed =
    before.title === after.title ? { removed: [], added: [] } : { removed: [before.title], added: [after.title] };
  const body = difference(sentencesOf(before.body), sentencesOf(after.body));
  const asked = difference(before.asked, after.asked);
  return {
    removed: [...title.removed, ...body.removed, ...asked.removed],
    added: [...title.added, ...body.added, ...asked.added],
  };
}

/** A full stop between digits, as in 1.5, ends nothing. */
const SENTENCE = /(?:[^。！？!?.\n]|\.(?=\S))+[。！？!?.]*/gu;

const sentencesOf = (text: string): string[] =>
  (text.match(SENTENCE) ?? []).map((one) => one.trim()).filter((one) => one !== '');

/** By the longest common subsequence: what was only moved is removed in one place and added in another. */
function difference(before: readonly string[], after: readonly string[]): Changed {
  const common = commonLengths(before, after);
  const at = (b: number, a: number): number => common[b]?.[a] ?? 0;
  const found: Changed = { removed: [], added: [] };
  let b = 0;
  let a = 0;
  while (b < before.length || a < after.length) {
    const [was, is] = [before[b], after[a]];
    if (was !== undefined && was === is) {
      b += 1;
      a += 1;
    } else if (was !== undefined && (is === undefined || at(b + 1, a) >= at(b, a + 1))) {
      found.removed.push(was);
      b += 1;
    } else if (is !== undefined) {
      found.added.push(is);
      a += 1;
    }
  }
  return found;
}

/** For each pair of ends, how much they share. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const rows = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let b = before.length - 1; b >= 0; b -= 1) {
    const [row = [], next = []] = [rows[b], rows[b + 1]];
    for (let a = after.length - 1; a >= 0; a -= 1)
      row[a] = before[b] === after[a] ? (next[a + 1] ?? 0) + 1 : Math.max(next[a] ?? 0, row[a + 1] ?? 0);
  }
  return rows;
}
