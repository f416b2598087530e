/**
 * Who gets to see a callback that is about a case (F07): no more than the case's card would show them. Whom the case is about neither makes
 * the call nor learns of it.
 */
import type { Context } from '../../core/flow.ts';
import { othersReadAlong } from '../../core/flow.ts';
import type { Reply } from '../../core/message.ts';
import type { CallFilter } from '../../core/reads.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { may, mayRead, supervises } from '../../domain/rights.ts';

/** Undefined: it is about none. */
export const caseOfCall = async (
  { caseId }: Pick<Callback, 'caseId'>,
  { reads }: Pick<Context, 'reads'>,
): Promise<Case | undefined> => (caseId === null ? undefined : await reads.caseById(caseId));

/** Whether staff may make it, or see it. */
export const mayCall = (person: Person | undefined, about: Case | undefined): boolean =>
  may(person, 'calls.handle') && (about === undefined || mayRead(person, about));

/** Whether whoever is in charge may know of it: a complaint may have turned out to be about them since they began to call. */
export const ownerMayCall = async (current: Callback, about: Case | undefined, { reads }: Pick<Context, 'reads'>) =>
  current.ownerId !== null && mayCall(await reads.person(current.ownerId), about);

/** The desk as a whole does not get to see it: those who supervise do, without whom it is about. */
export const circleOfCall = (about: Case | undefined): Pick<Reply, 'confidential'> =>
  about?.confidential ? { confidential: about.aboutIds ?? [] } : {};

/** What a list must leave out for this reader; where others read along in messages of the channel, all that is confidential. */
export function callFilterFor(context: Context, given: CallFilter): CallFilter {
  const { person, immediate } = context;
  const reader = person && { personId: person.id, confidential: supervises(person) };
  return { ...given, ...(reader && { reader }), ...(othersReadAlong(context) && !immediate && { open: true }) };
}

/** What is read of that case is how it is about to be written. */
export function withCase(current: Case, context: Context): Context {
  const caseById = async (id: string) => (id === current.id ? current : await context.reads.caseById(id));
  return { ...context, reads: { ...context.reads, caseById } };
}
