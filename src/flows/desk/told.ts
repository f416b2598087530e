/** Who is told what about a case: the desk, the person whom it belongs to, and people of headquarters directly; never whom it is about. */
import type { Context, Effect } from '../../core/flow.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import type { Outlet } from '../../domain/outlet.ts';
import type { Duty, Person } from '../../domain/person.ts';
import { isAbout, mayHandle, mayRead } from '../../domain/rights.ts';
import { card, updatedCard } from '../cases/case-card.ts';

/** What a duty is called; none: store manager. */
export const dutyText = (duty?: Duty): Text => say(duty ? `duty.${duty}` : 'duty.manager');

export const outletOf = async ({ outletId }: Case, { reads }: Context): Promise<Outlet | undefined> =>
  outletId === null ? undefined : (await reads.outlets()).find(({ id }) => id === outletId);

export const toDesk = async (next: Case, context: Context): Promise<Effect> => ({
  type: 'post',
  to: 'desk',
  reply: await updatedCard(next, context),
});

/** To where the person reported it, in the language that they read now. */
export async function toPerson(next: Case, reply: Reply, { reads }: Context): Promise<Effect[]> {
  const [thread, person] = await Promise.all([reads.thread(next.threadId), reads.person(next.personId)]);
  return thread ? [{ type: 'post', to: thread, language: person?.language ?? next.language, reply }] : [];
}

/** The whole card with its buttons below a word of why; whoever may not handle the case has nothing to press. */
export async function cardTo(
  people: readonly Person[],
  lead: Text,
  current: Case,
  context: Context,
): Promise<Effect[]> {
  const readers = people.filter((one) => mayRead(one, current));
  if (readers.length === 0) return [];
  const { text, buttons, ...shown } = await card(current, context);
  const reply: Reply = { ...shown, text: { lines: [lead, text] } };
  return readers.map((one) => ({
    type: 'post',
    to: 'person',
    personId: one.id,
    reply: mayHandle(one, current) && buttons ? { ...reply, buttons } : reply,
  }));
}

/** A word only, for whoever need not act. */
export const wordTo = (people: readonly Person[], text: Text, current: Case): Effect[] =>
  people
    .filter((one) => !isAbout(current, one))
    .map(({ id }) => ({ type: 'post', to: 'person', personId: id, reply: { text } }));

/** What the desk is told too, and what stands there for whoever reads the desk by themselves. */
export const besideDesk = (effects: readonly Effect[], { confidential }: Case): Effect[] =>
  effects.map((effect) =>
    effect.type === 'post' && effect.to === 'person' && !confidential ? { ...effect, besideDesk: true } : effect,
  );
