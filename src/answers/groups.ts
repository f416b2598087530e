/** Questions that ask the same in other words, together. Pure. */
import { isIdea, isPair, termsOf } from './words.ts';

/** Of all that two say, so much they must share. */
const SHARED = 0.34;

/** The largest group first; within one, in the order given. Each goes to the first group whose first it is like. */
export function alike<T>(all: readonly T[], wordsOf: (one: T) => string): T[][] {
  const groups: { terms: ReadonlySet<string>; members: T[] }[] = [];
  for (const one of all) {
    const terms = new Set(termsOf(wordsOf(one)).filter((term) => isIdea(term) || isPair(term) || /^[a-z]/.test(term)));
    const group = groups.find((other) => likeness(terms, other.terms) >= SHARED);
    if (group) group.members.push(one);
    else groups.push({ terms, members: [one] });
  }
  return groups.map(({ members }) => members).toSorted((a, b) => b.length - a.length);
}

/** Jaccard's index; an idea counts three times. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const weigh = (terms: Iterable<string>): number => [...terms].reduce((sum, term) => sum + (isIdea(term) ? 3 : 1), 0);
  const both = weigh([...a].filter((term) => b.has(term)));
  const all = weigh(new Set([...a, ...b]));
  return all === 0 ? 0 : both / all;
}
