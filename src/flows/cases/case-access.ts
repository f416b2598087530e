/** Which cases someone gets to see, by number or in lists. What they may not read does not exist for them, so nothing is learned from an answer. */
import { atOnce, type Context, type Outcome, othersReadAlong } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import type { CaseFilter } from '../../core/reads.ts';
import type { Case } from '../../domain/case.ts';
import { grantsOf } from '../../domain/person.ts';
import { mayRead, supervises } from '../../domain/rights.ts';

/** A case as staff see it. Undefined: there is none, or it is not for their eyes. */
export async function caseToRead(
  number: string,
  { person, reads }: Pick<Context, 'person' | 'reads'>,
): Promise<Case | undefined> {
  const found = await reads.caseByNumber(number);
  return found && mayRead(person, found) ? found : undefined;
}

/** A case of the person's own, or one that they see as staff do. */
export async function caseToKnow(number: string, { person, reads }: Context): Promise<Case | undefined> {
  const found = await reads.caseByNumber(number);
  return found && (found.personId === person?.id || mayRead(person, found)) ? found : undefined;
}

/** What a list must leave out for this reader. */
export function filterFor(context: Context, given: CaseFilter = {}): CaseFilter {
  const { person, immediate } = context;
  // Where a list becomes a message of the channel, it is everyone's.
  const filter: CaseFilter = othersReadAlong(context) && !immediate ? { ...given, open: true } : given;
  if (!person) return { ...filter, outletIds: [] };
  const reader = { personId: person.id, confidential: supervises(person) };
  return person.role === 'staff' ? { ...filter, reader } : { ...filter, reader, outletIds: grantsOf(person).manages };
}

/**
 * Where others read along, of a confidential case only that is said which its reader alone gets to see: what stands in no message, a dialog,
 * and what the engine sends to them by themselves. `naming`: it is about to become one.
 */
export function forFewEyes(current: Case, outcome: Outcome, context: Context, naming = false): Outcome {
  if (!othersReadAlong(context) || !(current.confidential || naming)) return outcome;
  const atOnceHere = context.immediate ? [] : (outcome.immediate ?? []);
  const openly =
    outcome.replies.some(({ confidential }) => !confidential) ||
    atOnceHere.some((item) => item.type !== 'reply' || !item.reply.confidential);
  return openly ? atOnce({ text: say('case.not-here') }) : outcome;
}
