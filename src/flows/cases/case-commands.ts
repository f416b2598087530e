/** What staff do with a case, by command or button. Whatever is written goes through a form, which shows it before it counts. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import type { Form } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { type Case, type CaseAct, isRunning, severityOf } from '../../domain/case.ts';
import { COMPENSATIONS } from '../../domain/damage.ts';
import { SEVERITIES } from '../../domain/deadlines.ts';
import { may, mayRead } from '../../domain/rights.ts';
import { startAssigning, startNaming } from '../desk/assigning.ts';
import { departmentAnswers } from '../desk/departments.ts';
import {
  askForm,
  closeForm,
  findingsForm,
  noteForm,
  referForm,
  replyForm,
  resolveFormFor,
  severityForm,
} from '../desk/desk-forms.ts';
import { showCase } from '../desk/desk-views.ts';
import { takeOver } from '../desk/handover.ts';
import { openInDialog, stale, startForm } from '../forms.ts';
import { liftForm } from '../people/people-forms.ts';
import { caseToKnow, caseToRead, forFewEyes } from './case-access.ts';
import { actOnCase, refusalOf, refuse } from './case-acts.ts';
import { type CaseButton, parseCaseButton, readCaseNumber } from './case-card.ts';
import { OWN_CASES_MAX, pressOwnCase, showOwnCases } from './own-cases.ts';
import { reopenForm } from './person-forms.ts';
import { whyDue } from './why-due.ts';

/** Acts with words of their own: the form, what would be refused, and the field that words after the number answer. */
const WRITTEN = {
  note: { form: noteForm, act: { type: 'note', text: '' }, field: 'text' },
  reply: { form: replyForm, act: { type: 'reply', text: '' }, field: 'text' },
  resolve: { form: resolveFormFor('complaint'), act: { type: 'resolve', outcome: 'other', text: '' }, field: 'text' },
  ask: { form: askForm, act: { type: 'ask', text: '' }, field: 'text' },
  refer: { form: referForm, act: { type: 'refer', department: '', text: '' }, field: 'text' },
  findings: { form: findingsForm, act: { type: 'findings', text: '' }, field: 'text' },
  close: { form: closeForm, act: { type: 'close', text: '' }, field: 'text' },
  reopen: { form: reopenForm, act: { type: 'reopen', text: '' }, field: 'text' },
  lift: { form: liftForm, act: { type: 'lift', text: '' }, field: 'text' },
  severity: { form: severityForm, act: { type: 'severity', severity: 'general', text: '' }, field: 'severity' },
} as const satisfies Record<string, { form: Form; act: CaseAct; field: string }>;

/** Acts that ask for a person, of those who come into question for the case. */
const ABOUT_PEOPLE = ['assign', 'about'] as const;

const AT_ONCE = ['claim', 'handback', 'resume', 'readout'] as const;

const STAFF_ACTS = [
  ...(['show', 'takeover', 'check'] as const),
  ...AT_ONCE,
  ...ABOUT_PEOPLE,
  ...(Object.keys(WRITTEN) as (keyof typeof WRITTEN)[]),
] as const;
export type StaffAct = (typeof STAFF_ACTS)[number];

/** `start`: how a form begins; by a command it is asked in the chat, by a button it may be a dialog. */
export async function onCase(
  act: StaffAct,
  words: string,
  context: Context,
  start: typeof startForm = startForm,
): Promise<Outcome> {
  const named = readCaseNumber(words);
  if (!named) return atOnce({ text: say('desk.which-case', { command: act === 'show' ? 'case' : act }) });
  const current = await caseToRead(named.number, context);
  if (!current) return atOnce({ text: say('case.unknown', { number: named.number }) });
  return forFewEyes(current, await doWith(current, act, named, context, start), context, act === 'about');
}

async function doWith(
  current: Case,
  act: StaffAct,
  named: { rest: string },
  context: Context,
  start: typeof startForm,
): Promise<Outcome> {
  if (act === 'show') return await showCase(current, context);
  if (act === 'takeover') return await takeOver(current, context);
  if (act === 'check') return await checkRecord(current, context);
  if (act === 'claim' || act === 'handback' || act === 'resume' || act === 'readout')
    return await actOnCase(current, { type: act }, context);
  if (act === 'assign') return await startAssigning(current, named.rest.trim(), context, start);
  if (act === 'about') return await startNaming(current, named.rest.trim(), context, start);
  const { act: asked, field, ...written } = WRITTEN[act];
  const form = act === 'resolve' ? resolveFormFor(current.kind) : written.form;
  // Whichever severity it has, another one is asked for.
  const other = SEVERITIES.find((one) => one !== severityOf(current)) ?? 'general';
  const refused = refusalOf(current, asked.type === 'severity' ? { ...asked, severity: other } : asked, context);
  if (refused) return await refuse(current, refused, context);
  const text = named.rest.trim();
  const answers = { ...(act === 'refer' && departmentAnswers(context)), ...(text !== '' && { [field]: text }) };
  return await start(form, { opening: '', args: { case: current.number }, answers }, context);
}

/** F10: the store has agreed with the shopper, and headquarters confirms what was agreed; not the store to itself. */
async function checkRecord(current: Case, context: Context): Promise<Outcome> {
  const outcome = COMPENSATIONS.find((one) => one === current.facts.compensation);
  if (!outcome || outcome === 'open') return await refuse(current, 'not-agreed', context);
  if (context.person?.role !== 'staff') return await refuse(current, 'staff-only', context);
  return await actOnCase(current, { type: 'check', outcome }, context);
}

/** `/why-due C-1042`: staff ask about any case, everyone else about their own, which has a button for it where there are several. */
export async function onWhyDue(words: string, context: Context): Promise<Outcome> {
  const { person } = context;
  const named = readCaseNumber(words);
  if (!named) {
    if (person?.role === 'staff') return atOnce({ text: say('desk.which-case', { command: 'why-due' }) });
    const [only, other] = (person ? await context.reads.casesOf(person.id, OWN_CASES_MAX) : []).filter(isRunning);
    return only && !other ? whyDue(only, context) : await showOwnCases(context);
  }
  const current = await caseToKnow(named.number, context);
  if (!current) return atOnce({ text: say('case.unknown', { number: named.number }) });
  return forFewEyes(current, whyDue(current, context), context);
}

/** A button of a case, whoever's it is. */
export async function onCaseButton(id: string, context: Context): Promise<Outcome> {
  const button = parseCaseButton(id);
  const current = button && (await context.reads.caseByNumber(button.number));
  const { person } = context;
  if (!button || !current) return notTheirs(button?.act, context);
  if (button.act === 'why')
    return current.personId === person?.id || mayRead(person, current)
      ? forFewEyes(current, whyDue(current, context), context)
      : stale();
  const own = await pressOwnCase(id, current, context);
  if (own) return own;
  const act = STAFF_ACTS.find((one) => one === button.act);
  return act && mayRead(person, current)
    ? await onCase(act, current.number, context, openInDialog)
    : notTheirs(button.act, context);
}

/** The same word whether there is no such case, or it is not for their eyes. */
function notTheirs(act: CaseButton | undefined, { person }: Context): Outcome {
  const isStaffs = STAFF_ACTS.some((one) => one === act);
  return isStaffs && !may(person, 'cases.handle') ? atOnce({ text: say('command.not-allowed') }) : stale();
}
