/** Departments as headquarters has entered them (`ROUTING`): what they are called, and who gets their questions directly. */
import type { Context, Effect } from '../../core/flow.ts';
import { type ReplyButton, say, verbatim } from '../../core/message.ts';
import { isFit, thereOrAll } from '../../domain/assignment.ts';
import type { Case, CaseAct } from '../../domain/case.ts';
import { hasDuty, type Person } from '../../domain/person.ts';
import { departmentOf } from '../../domain/queues.ts';
import { fold } from '../../recognition/fold.ts';
import { caseButtonId, colleagueText, departmentText } from '../cases/case-card.ts';
import { type Offer, offered } from './offered-field.ts';

/** The choice of departments, for the form; nothing where none is entered. */
export function departmentAnswers({ routing: { departments } }: Context): Record<string, string> {
  if (departments.length === 0) return {};
  const offers = departments.map(({ id, names }): Offer => ({ value: id, names, count: null }));
  return { 'from-offered': offered(offers) };
}

/** Who gets its questions; by name only someone whose name is nobody else's. */
export async function departmentPeople(current: Case, { routing, reads }: Context): Promise<Person[]> {
  const known = departmentOf(current.department, routing);
  if (!known) return [];
  const staff = await reads.staff();
  const named = known.people.flatMap((name) => {
    const found = staff.filter((one) => one.id === name || (one.name !== null && fold(one.name) === fold(name)));
    return found.length === 1 ? found : [];
  });
  const dutiful = staff.filter((one) => hasDuty(one, ...known.duties));
  const people = [...new Map([...named, ...thereOrAll(dutiful)].map((one) => [one.id, one])).values()];
  return people.filter((one) => isFit(one, current));
}

export const findingsButton = (current: Case): ReplyButton => ({
  id: caseButtonId(current, 'findings'),
  label: say('card.button.findings'),
  style: 'primary',
});

/** The question, directly to whoever answers for the department. */
export async function referTold(next: Case, act: CaseAct & { type: 'refer' }, context: Context): Promise<Effect[]> {
  const text = say('refer.told', {
    number: next.number,
    department: departmentText(act.department, context),
    name: colleagueText(context.person?.name ?? null),
    text: verbatim(act.text),
  });
  const attachments = act.files?.length ? { attachments: [...act.files] } : {};
  return (await departmentPeople(next, context))
    .filter(({ id }) => id !== context.person?.id)
    .map(({ id }) => ({
      type: 'post',
      to: 'person',
      personId: id,
      reply: { text, about: next.number, buttons: [findingsButton(next)], ...attachments },
    }));
}
