/** Applications that nobody has decided on in time, and those whose day to wait for has come. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Application } from '../../domain/application.ts';
import { dueAfterDays, LAST_STEP } from '../../domain/application-rules.ts';
import type { Person } from '../../domain/person.ts';
import { isOwner, supervises } from '../../domain/rights.ts';
import { brandText } from '../answers/brands.ts';
import { deciders, write } from './application-access.ts';
import { button } from './application-card.ts';
import { DRAFTED_FIELDS } from './application-forms.ts';
import { deskTold, directly, dueFrom, dueTimer, toApplicant } from './application-telling.ts';

const nothing: Outcome = { replies: [], effects: [] };

/** First those who decide, then those who supervise, then the owners; each step some working days after the one before. */
export async function decisionDue(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { reads, zone, now, applicationRules, deadlines } = context;
  const current = await reads.application(ids.application ?? '');
  const step = Number(ids.step ?? '0');
  if (!current || current.dueAt === null || current.dueAt !== ids.due) return nothing;
  const due = { instant: current.dueAt, zone };
  const text = say('application.direct.due', { brand: brandText(current), due });
  const next = step < LAST_STEP ? dueAfterDays(now, applicationRules.stepDays, deadlines.calendar) : undefined;
  return {
    replies: [],
    effects: [
      ...(await deskTold(current, say('application.desk.due', { due }), context)),
      ...(await toldAt(step, current, text, context)),
      ...(next === undefined ? [] : dueTimer(current, step + 1, next)),
    ],
  };
}

const ASKED: readonly ((person: Person) => boolean)[] = [() => true, supervises, isOwner];

async function toldAt(step: number, current: Application, text: Text, context: Context): Promise<Effect[]> {
  const people = await deciders(current, context);
  return directly(people.filter(ASKED[step] ?? isOwner), current, text);
}

export async function waitedFor(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const current = await context.reads.application(ids.application ?? '');
  if (!current || current.waitUntil === null || current.waitUntil !== ids.until) return nothing;
  const written = write(current, { type: 'resume', dueAt: dueFrom(context) }, context.now);
  if (written.refused) return nothing;
  const { application, effect } = written;
  const text = say('application.direct.resumed', { brand: brandText(application) });
  return {
    replies: [],
    effects: [
      effect,
      ...(await deskTold(application, say('application.desk.resumed'), context)),
      ...(await toldAt(0, application, text, context)),
      ...dueTimer(application, 0, application.dueAt ?? context.now),
    ],
  };
}

/** Both are told once, unless something was written or decided since. */
export async function unanswered(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const current = await context.reads.application(ids.application ?? '');
  const question = current?.messages.findLast(({ from }) => from === 'staff');
  if (!current?.asked || String(current.messages.length) !== ids.messages || !question) return nothing;
  const text = say('application.applicant.unanswered', { brand: brandText(current), text: verbatim(question.text) });
  const answer = button(current, 'tell', say('apply.button.answer'), 'primary');
  return {
    replies: [],
    effects: [
      toApplicant(current, { text, buttons: [answer] }),
      ...(await deskTold(current, say('application.desk.unanswered'), context)),
    ],
  };
}

export const forgetAnswers = ({ draft = '' }: Readonly<Record<string, string>>): Outcome => ({
  replies: [],
  effects: DRAFTED_FIELDS.map((field): Effect => ({ type: 'forget', draftId: draft, field })),
});
