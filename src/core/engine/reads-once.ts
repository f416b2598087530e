/** What one decision asks for again, as its parts do which don't know of each other, is read once: it decides on one state of things. */
import type { Reads } from '../reads.ts';

/** Rows by id: of these a decision asks for few, and for those often. */
export const readsOnce = (reads: Reads): Reads => ({
  ...reads,
  person: asked(reads.person),
  caseById: asked(reads.caseById),
  callbackById: asked(reads.callbackById),
});

function asked<T>(read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  let answers: Map<string, Promise<T>> | undefined;
  return (id) => {
    answers ??= new Map();
    const known = answers.get(id);
    if (known) return known;
    const answer = read(id);
    answers.set(id, answer);
    return answer;
  };
}
