/** Who somebody is since they were joined to another (F36). */
import type { Reads } from './reads.ts';

/** Whoever was joined to another since: the pointer stands in their journal. */
export async function whoeverIsLeft(personId: string, reads: Pick<Reads, 'accountsOf' | 'journalOf'>): Promise<string> {
  const seen = new Set<string>();
  let id = personId;
  while (!seen.has(id) && (await reads.accountsOf(id)).length === 0) {
    seen.add(id);
    const into = (await reads.journalOf(id)).findLast(({ kind }) => kind === 'joined')?.body.into;
    if (typeof into === 'string') id = into;
  }
  return id;
}
