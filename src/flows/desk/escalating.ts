/** Who hears directly of a case that is or will be late, beside the desk: whoever is in charge, and step by step the people with the duty. */
import type { Context, Effect } from '../../core/flow.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { type Case, isUrgentIntake } from '../../domain/case.ts';
import { type Around, DUTY_OF, heldBy, informedOf, type Step } from '../../domain/escalation.ts';
import { mayRead, supervises } from '../../domain/rights.ts';
import { departmentText } from '../cases/case-card.ts';
import { departmentPeople, findingsButton } from './departments.ts';
import { besideDesk, cardTo, dutyText, outletOf, wordTo } from './told.ts';

async function around(current: Case, context: Context): Promise<Around> {
  const { reads } = context;
  const { outletId } = current;
  const [outlet, staff, managers] = await Promise.all([
    outletOf(current, context),
    reads.staff(),
    outletId === null ? [] : reads.managersOf(outletId),
  ]);
  return { outlet, staff, managers };
}

/** `nobody`: what the desk is told when no one has the duty. A confidential case has reached those who supervise already. */
export async function tellStep(
  step: Step,
  text: Text,
  current: Case,
  context: Context,
): Promise<{ effects: Effect[]; nobody?: Text }> {
  if (current.confidential) return { effects: [] };
  const people = heldBy(step, current, await around(current, context));
  const duty = dutyText(step === 'manager' ? undefined : DUTY_OF[step]);
  if (people.length === 0) return { effects: [], nobody: say('duty.nobody', { duty }) };
  return { effects: besideDesk(await cardTo(people, text, current, context), current) };
}

/** A confidential case: whoever supervises has the same word already. */
export async function tellAssignee(text: Text, current: Case, context: Context): Promise<Effect[]> {
  const assignee = current.assigneeId ? await context.reads.person(current.assigneeId) : undefined;
  const has = !assignee || (current.confidential && supervises(assignee));
  return has ? [] : besideDesk(await cardTo([assignee], text, current, context), current);
}

/** F07: the operations managers act, the store and its specialist are informed, all at once. */
export async function tellUrgent(
  text: Text,
  current: Case,
  context: Context,
): Promise<{ effects: Effect[]; nobody?: Text }> {
  const known = await around(current, context);
  const first = await tellStep('operations', text, current, context);
  const { store, specialists } = informedOf(current, known);
  const toStore = say('store.told.urgent', { number: current.number });
  return {
    ...first,
    effects: [
      ...first.effects,
      // Where someone was hurt, the store has reported it itself.
      ...(isUrgentIntake(current.intake) ? wordTo(store, toStore, current) : []),
      ...besideDesk(wordTo(specialists, text, current), current),
    ],
  };
}

/** A department that has not answered when the case is nearly due. */
export async function referRemind(current: Case, context: Context): Promise<Effect[]> {
  const { department, question, number, dueAt } = current;
  if (department === null) return [];
  const people = (await departmentPeople(current, context)).filter((one) => mayRead(one, current));
  const text = say('refer.remind', {
    number,
    department: departmentText(department, context),
    due: { instant: dueAt, zone: context.zone },
    text: verbatim(question ?? ''),
  });
  const reply = { text, buttons: [findingsButton(current)] };
  return people
    .filter(({ id }) => id !== current.assigneeId)
    .map(({ id }) => ({ type: 'post', to: 'person', personId: id, reply }));
}
