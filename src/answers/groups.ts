/** Questions that ask the same in other words, in another script or language, together. Pure. */
import { isIdea, isPair, termsOf } from './words.ts';

/** Of all that two say, so much they must share. */
const SHARED = 0.34;

interface Group<T> {
  terms: ReadonlySet<string>;
  weight: number;
  members: T[];
}

/** The largest group first; within one, in the order given. Each goes to the group whose first it is most like. */
export function alike<T>(all: readonly T[], wordsOf: (one: T) => string): T[][] {
  const groups: Group<T>[] = [];
  /** Where a term stands in a group's first. */
  const places = new Map<string, Group<T>[]>();
  for (const one of all) {
    const terms = new Set(termsOf(wordsOf(one)).filter((term) => isIdea(term) || isPair(term) || /^[a-z]/.test(term)));
    const weight = weightOf(terms);
    const group = nearest(terms, weight, places);
    if (group) {
      group.members.push(one);
      continue;
    }
    const begun = { terms, weight, members: [one] };
    groups.push(begun);
    for (const term of terms) places.set(term, [...(places.get(term) ?? []), begun]);
  }
  return groups.map(({ members }) => members).toSorted((a, b) => b.length - a.length);
}

/** By Jaccard's index; an idea counts three times. Only groups that share a term are looked at: a month has thousands of questions. */
function nearest<T>(
  terms: ReadonlySet<string>,
  weight: number,
  places: ReadonlyMap<string, readonly Group<T>[]>,
): Group<T> | undefined {
  const shared = new Map<Group<T>, number>();
  for (const term of terms)
    for (const group of places.get(term) ?? []) shared.set(group, (shared.get(group) ?? 0) + weightOf([term]));
  let best: { group: Group<T>; likeness: number } | undefined;
  for (const [group, both] of shared) {
    const likeness = both / (weight + group.weight - both);
    if (likeness >= SHARED && likeness > (best?.likeness ?? 0)) best = { group, likeness };
  }
  return best?.group;
}

const weightOf = (terms: Iterable<string>): number => [...terms].reduce((sum, term) => sum + (isIdea(term) ? 3 : 1), 0);
