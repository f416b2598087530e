/** How like two short folded texts are: for suggestions after a slip of the keyboard or half a name. */

/** Words that every outlet's name may have and that so tell nothing apart. */
const GENERIC = /(?:专卖店|旗舰店|分店|门店|店铺|店|\s*\b(?:the|store|shop|branch|outlet))+$/;
/** Half of the letters right is the least that is worth suggesting. */
const LEAST = 0.5;

const stem = (text: string): string => text.replace(GENERIC, '').trim() || text;

/**
 * From 0 (unlike, not worth suggesting) to 1 (the same but for 店 or "store"). Part of a name counts by how much of the name
 * it is, and always more than a slip does.
 */
export function likeness(written: string, name: string): number {
  const [a, b] = [stem(written), stem(name)];
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.includes(short)) return 0.8 + 0.19 * (short.length / long.length);
  // So many letters are missing that the distance needs no counting.
  if (short.length < LEAST * long.length) return 0;
  const score = 1 - distance(a, b) / long.length;
  return score >= LEAST ? 0.8 * score : 0;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours (BJ010 for BJ001). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const edits = [
        (above[column] ?? row) + 1,
        (current[column - 1] ?? row) + 1,
        (above[column - 1] ?? row) + (same ? 0 : 1),
      ];
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) edits.push((before[column - 2] ?? row) + 1);
      current.push(Math.min(...edits));
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
