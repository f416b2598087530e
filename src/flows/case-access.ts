/** Which cases someone gets to see, by number or in lists. What they may not read does not exist for them, so nothing is learned from an answer. */
import type { Context } from '../core/flow.ts';
import type { CaseFilter } from '../core/store.ts';
import type { Case } from '../domain/case.ts';
import { grantsOf } from '../domain/person.ts';
import { mayRead, supervises } from '../domain/rights.ts';

/** A case as staff see it. Undefined: there is none, or it is not for their eyes. */
export async function caseToRead(number: string, { person, reads }: Context): Promise<Case | undefined> {
  const found = await reads.caseByNumber(number);
  return found && mayRead(person, found) ? found : undefined;
}

/** A case of the person's own, or one that they see as staff do. */
export async function caseToKnow(number: string, { person, reads }: Context): Promise<Case | undefined> {
  const found = await reads.caseByNumber(number);
  return found && (found.personId === person?.id || mayRead(person, found)) ? found : undefined;
}

/** What a list must leave out for this reader. */
export function filterFor({ person }: Context, filter: CaseFilter = {}): CaseFilter {
  if (!person) return { ...filter, outletIds: [] };
  const reader = { personId: person.id, confidential: supervises(person) };
  return person.role === 'staff' ? { ...filter, reader } : { ...filter, reader, outletIds: grantsOf(person).manages };
}
