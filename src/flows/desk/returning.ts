/**
 * Someone goes off duty, loses a right or leaves: what they have not begun goes back to the queue, and whoever heads it hears of the rest. By a
 * timer that is due at once, since it happens in one place and concerns many.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { isFit } from '../../domain/assignment.ts';
import type { Case } from '../../domain/case.ts';
import { isUntouched, returned } from '../../domain/case-changes.ts';
import { grantsOf, hasDuty, type Person } from '../../domain/person.ts';
import { queueFor } from '../../domain/queues.ts';
import { isOwner, mayRead } from '../../domain/rights.ts';
import { returnTimer } from '../callbacks/callback-reminders.ts';
import { caseButtonId, colleagueText, underCard } from '../cases/case-card.ts';
import { outletOf, toDesk } from './told.ts';

export const RETURN_TIMER = 'cases.return';

/** As many of someone's cases are looked at; more nobody has. */
const CASES_MAX = 200;
const NAMED_MAX = 5;

type Reason = 'away' | 'gone';

/** After whatever changes what someone is or may: of the staff, or of who was. */
export function watchStaff(effects: readonly Effect[], { person, changed, now }: Context): Effect[] {
  const ids = new Set(effects.flatMap((one) => (one.type === 'person' && one.person.grants ? [one.person.id] : [])));
  if (changed && person) ids.add(person.id);
  return [...ids].flatMap((id): Effect[] => {
    const key = `${RETURN_TIMER}:${id}`;
    const cases: Effect = { type: 'timer', timer: { key, dueAt: now, kind: RETURN_TIMER, ids: { person: id } } };
    return [cases, returnTimer(id, now)];
  });
}

export async function returnCases(personId: string, context: Context): Promise<Outcome> {
  const { reads } = context;
  const person = await reads.person(personId);
  if (!person) return { replies: [], effects: [] };
  const open = await reads.openCases(CASES_MAX, { assigneeId: personId });
  const effects: Effect[] = [];
  const kept: Case[] = [];
  let why: Reason = 'gone';
  for (const current of open) {
    const reason = await reasonToReturn(person, current, context);
    if (!reason || current.status !== 'assigned') continue;
    why = reason;
    if (isUntouched(current)) effects.push(...(await giveBack(current, person, reason, context)));
    else kept.push(current);
  }
  if (kept.length > 0) effects.push(...(await tellHeads(person, kept, why, context)));
  return { replies: [], effects };
}

async function reasonToReturn(person: Person, current: Case, context: Context): Promise<Reason | undefined> {
  if (!isFit(person, current)) return isOfStore(person, current) ? undefined : 'gone';
  if (!grantsOf(person).onDuty) return 'away';
  // What the program gave them for a duty goes with the duty; what a colleague gave them or they took does not.
  const given = (await context.reads.journalOf(current.id)).findLast(
    ({ kind }) => kind === 'assign' || kind === 'claim',
  );
  if (given?.kind !== 'assign' || given.actorId !== null) return undefined;
  const queue = queueFor(current.kind, await outletOf(current, context), context.routing);
  return hasDuty(person, ...queue.duties, ...queue.heads) ? undefined : 'gone';
}

/** A store manager's case of their own store is not of the queues. */
const isOfStore = (person: Person, { outletId }: Case): boolean =>
  person.role !== 'staff' && outletId !== null && grantsOf(person).manages.includes(outletId);

async function giveBack(current: Case, person: Person, reason: Reason, context: Context): Promise<Effect[]> {
  const next = returned(current);
  const text = say('assign.returned', { number: next.number, name: colleagueText(person.name), reason });
  const buttons = [{ id: caseButtonId(next, 'claim'), label: say('card.button.claim') }];
  return [
    { type: 'case', case: next, entry: { kind: 'return', body: { from: person.id, reason } } },
    await toDesk(next, context),
    { type: 'post', to: 'desk', reply: underCard(next, { text, buttons }) },
  ];
}

/** Supervisors, without any the owners; each of what they may see. */
async function tellHeads(person: Person, kept: readonly Case[], reason: Reason, { reads }: Context): Promise<Effect[]> {
  const staff = (await reads.staff()).filter(({ id }) => id !== person.id);
  const supervisors = staff.filter((one) => hasDuty(one, 'supervisor'));
  const heads = supervisors.length > 0 ? supervisors : staff.filter(isOwner);
  return heads.flatMap((head): Effect[] => {
    const theirs = kept.filter((one) => mayRead(head, one));
    if (theirs.length === 0) return [];
    const numbers = { list: theirs.map(({ number }) => ({ verbatim: number })) };
    const text = say('assign.kept', { name: colleagueText(person.name), reason, numbers });
    const buttons = theirs.slice(0, NAMED_MAX).map((one) => {
      return { id: caseButtonId(one, 'assign'), label: say('card.button.assign.one', { number: one.number }) };
    });
    return [{ type: 'post', to: 'person', personId: head.id, reply: { text, buttons } }];
  });
}
