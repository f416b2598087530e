/** Who hears of an application: its applicant, the desk, and those who decide; and when it is looked at again. */
import type { Context, Effect } from '../../core/flow.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import type { Application } from '../../domain/application.ts';
import { dueAfterDays, opensOn } from '../../domain/application-rules.ts';
import type { Person } from '../../domain/person.ts';
import { outOfQuiet } from '../../domain/quiet-hours.ts';
import { deciders } from './application-access.ts';
import { button, cardName, newDeskCard, updatedDeskCard } from './application-card.ts';

export const DECISION_TIMER = 'application.decision';
export const RESUME_TIMER = 'application.resume';
export const UNANSWERED_TIMER = 'application.unanswered';
export const FORGET_TIMER = 'application.forget';

export async function firstTold(current: Application, context: Context): Promise<Effect[]> {
  const nobody = (await deciders(current, context)).length === 0;
  return [
    { type: 'post', to: 'desk', reply: await newDeskCard(current, context) },
    ...(nobody ? [belowCard(current, say('application.desk.nobody'))] : []),
  ];
}

/** The card as it is now, with a word below it where there is one. */
export async function deskTold(current: Application, word: Text | undefined, context: Context): Promise<Effect[]> {
  return [
    { type: 'post', to: 'desk', reply: await updatedDeskCard(current, context) },
    ...(word ? [belowCard(current, word)] : []),
  ];
}

const belowCard = (current: Application, text: Text): Effect => ({
  type: 'post',
  to: 'desk',
  reply: { text, under: cardName(current), buttons: [button(current, 'show', say('application.button.show'))] },
});

/** To people of headquarters by themselves; whoever reads the desk alone has it there. */
export const directly = (people: readonly Person[], current: Application, text: Text): Effect[] =>
  people.map(({ id }) => ({
    type: 'post',
    to: 'person',
    personId: id,
    besideDesk: true,
    reply: { text, confidential: [], buttons: [button(current, 'show', say('application.button.show'))] },
  }));

export const toApplicant = ({ personId }: Pick<Application, 'personId'>, reply: Reply): Effect => ({
  type: 'post',
  to: 'person',
  personId,
  reply,
});

/** When a decision is due that is asked for now. */
export const dueFrom = ({ now, applicationRules, deadlines }: Context): string =>
  dueAfterDays(now, applicationRules.decideDays, deadlines.calendar);

/** Looks whether there is a decision by then. What has changed meanwhile shows by the due time that the timer was set for. */
export function dueTimer({ id, dueAt }: Application, step: number, at: string): Effect[] {
  if (dueAt === null) return [];
  const ids = { application: id, due: dueAt, step: String(step) };
  return [
    { type: 'timer', timer: { key: `${DECISION_TIMER}:${id}:${dueAt}:${step}`, dueAt: at, kind: DECISION_TIMER, ids } },
  ];
}

export function resumeTimer({ id, seq, waitUntil }: Application, { deadlines }: Context): Effect[] {
  if (waitUntil === null) return [];
  const dueAt = opensOn(waitUntil, deadlines.calendar);
  const ids = { application: id, until: waitUntil };
  return [{ type: 'timer', timer: { key: `${RESUME_TIMER}:${id}:${seq}`, dueAt, kind: RESUME_TIMER, ids } }];
}

/** Whether the applicant has answered by the time that a decision would have had; in the hours in which they may be written to. */
export function unansweredTimer(
  { id, messages, asked }: Application,
  applicant: Person | undefined,
  context: Context,
): Effect[] {
  const { zone, callRules } = context;
  if (!asked) return [];
  const dueAt = outOfQuiet(dueFrom(context), applicant?.zone ?? zone, callRules.quiet);
  const ids = { application: id, messages: String(messages.length) };
  return [
    {
      type: 'timer',
      timer: { key: `${UNANSWERED_TIMER}:${id}:${messages.length}`, dueAt, kind: UNANSWERED_TIMER, ids },
    },
  ];
}

/** What was answered stands in the application, so its draft keeps nothing; by a timer, since this very turn may have written the last answer. */
export const forgetDraft = (draft: string, { now }: Context): Effect => ({
  type: 'timer',
  timer: { key: `${FORGET_TIMER}:${draft}`, dueAt: now, kind: FORGET_TIMER, ids: { draft } },
});
