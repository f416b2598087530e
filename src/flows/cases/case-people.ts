/** Acts about people: a case is given to a colleague, is about someone, goes to those who supervise or comes back from them; who hears of it. */
import type { Context, Effect } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { isFit } from '../../domain/assignment.ts';
import type { Case, CaseAct } from '../../domain/case.ts';
import { mayRead, supervises } from '../../domain/rights.ts';
import { cardTo, toDesk, toPerson, wordTo } from '../desk/told.ts';
import { cardName, colleagueText, firstCard, underCard } from './case-card.ts';

type Assign = CaseAct & { type: 'assign' };

/** Why that colleague can't have it; undefined: they can. */
export async function unfitFor(current: Case, to: string, { reads }: Context): Promise<Text | undefined> {
  const person = await reads.person(to);
  if (person && isFit(person, current)) return undefined;
  return say('assign.unfit', { number: current.number, name: colleagueText(person?.name ?? null) });
}

export async function assignDone({ number }: Case, { to, text }: Assign, { reads }: Context): Promise<Reply> {
  const name = colleagueText((await reads.person(to))?.name ?? null);
  return {
    text:
      text === ''
        ? say('assign.done', { number, name })
        : say('assign.done.why', { number, name, text: verbatim(text) }),
  };
}

/** The new one gets the card directly, and whoever had it before a word. */
export async function assignTold(before: Case, next: Case, act: Assign, context: Context): Promise<Effect[]> {
  const { reads, person: actor } = context;
  const { number } = next;
  const target = await reads.person(act.to);
  if (!target) return [];
  const [name, by] = [colleagueText(target.name), colleagueText(actor?.name ?? null)];
  const lead =
    act.text === ''
      ? say('assign.told.colleague', { by, number })
      : say('assign.told.colleague.why', { by, number, text: verbatim(act.text) });
  const previous = before.assigneeId === actor?.id ? undefined : await reads.person(before.assigneeId ?? '');
  return [
    // They must still be who they were when this is written: someone may go off duty at this moment.
    { type: 'needs-rights', person: target },
    ...(await toPerson(next, { text: say('case.told.claim', { number, name }) }, context)),
    await toDesk(next, context),
    { type: 'post', to: 'desk', reply: underCard(next, await assignDone(next, act, context)), elsewhere: true },
    ...(target.id === actor?.id ? [] : await cardTo([target], lead, next, context)),
    ...wordTo(previous ? [previous] : [], say('assign.told.before', { by, number, name }), next),
  ];
}

export async function namesOf(ids: readonly string[], { reads }: Context): Promise<Text> {
  const people = await Promise.all(ids.map((id) => reads.person(id)));
  return { list: people.map((one) => colleagueText(one?.name ?? null)) };
}

/** From the desk to those who supervise: one line stays where the card was. */
export async function circleTold(
  before: Case,
  next: Case,
  act: CaseAct & { type: 'about' | 'confide' },
  context: Context,
): Promise<Effect[]> {
  const { number } = next;
  const named = act.type === 'about' ? await namesOf(act.aboutIds, context) : undefined;
  const why = act.type === 'about' ? act.text : '';
  const told = !named
    ? say('desk.told.confide', { number })
    : why === ''
      ? say('desk.told.about', { number, names: named })
      : say('desk.told.about.why', { number, names: named, text: verbatim(why) });
  const line = say('desk.told.confidential', { number });
  return [
    ...(before.confidential
      ? []
      : [{ type: 'post' as const, to: 'desk' as const, reply: { text: line, replaces: cardName(number) } }]),
    await toDesk(next, context),
    { type: 'post', to: 'desk', reply: underCard(next, { text: told }) },
    ...(await unsupervised(next, context)),
  ];
}

/** Without anyone to look after it the desk hears that much, and nothing of what it is about. */
export async function unsupervised(current: Case, { reads }: Context): Promise<Effect[]> {
  if (!current.confidential) return [];
  const staff = await reads.staff();
  if (staff.some((one) => supervises(one) && mayRead(one, current))) return [];
  return [{ type: 'post', to: 'desk', reply: { text: say('desk.told.unsupervised', { number: current.number }) } }];
}

/** The desk's card is as it was; a case that was confidential from the beginning gets its first one. */
export async function liftTold(next: Case, { text }: CaseAct & { type: 'lift' }, context: Context): Promise<Effect[]> {
  const { number, id } = next;
  const journal = await context.reads.journalOf(id);
  const hidden = journal[0]?.body.confidential === true && !journal.some(({ kind }) => kind === 'lift');
  const card: Effect = hidden
    ? { type: 'post', to: 'desk', reply: await firstCard(next, context) }
    : await toDesk(next, context);
  const told =
    text === '' ? say('desk.told.lift', { number }) : say('desk.told.lift.why', { number, text: verbatim(text) });
  return [card, { type: 'post', to: 'desk', reply: underCard(next, { text: told }), elsewhere: true }];
}
