/** Who may open a file: what stands in a case is for those who may read the case. For everyone else there is no such file. */
import type { Person } from '../domain/person.ts';
import { mayRead } from '../domain/rights.ts';
import type { Reads } from './reads.ts';
import type { StoredFile } from './store.ts';

/** What staff write to the person that the case belongs to; the rest of its history is the desk's own. */
const TO_THE_PERSON: ReadonlySet<string> = new Set(['facts', 'reply', 'resolve', 'ask', 'close', 'reopen']);

/** `people`: as whom someone asks, as they are stored at this moment. */
export async function mayOpenFile(
  people: readonly Person[],
  file: Pick<StoredFile, 'id' | 'personId'>,
  reads: Pick<Reads, 'casesWithFile'>,
): Promise<boolean> {
  if (people.some(({ id }) => id === file.personId)) return true;
  if (people.length === 0) return false;
  const places = await reads.casesWithFile(file);
  // In no case: made by the program for headquarters, or not sent in yet.
  if (places.length === 0) return people.some(({ role }) => role === 'staff');
  return places.some(({ case: one, kind }) =>
    people.some((person) => mayRead(person, one) || (one.personId === person.id && TO_THE_PERSON.has(kind))),
  );
}
