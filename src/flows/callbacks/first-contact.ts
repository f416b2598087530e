/** First contacts (F19): whoever gives out the work gives a customer to an agent, who contacts them within a week and writes it down. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { answerOf, type Filled, type Form } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import { type Callback, isEnded } from '../../domain/callback.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { may } from '../../domain/rights.ts';
import { colleagueText } from '../cases/case-card.ts';
import { nameOf } from '../cases/person-names.ts';
import { type Offer, offered, offeredField, offersField } from '../desk/offered-field.ts';
import { type AutomaticCall, callLoad, planAutomatic } from './automatic.ts';
import { callCard, timeText } from './callback-card.ts';

const TEXT_MAX = 500;
const TO = { label: 'assign.to', ask: 'contact.to.ask', example: 'assign.example' } as const;

const fields = {
  'to-offered': offersField(TO),
  to: offeredField('to', TO),
  text: textField({ label: 'contact.text', ask: 'contact.text.ask', skip: 'contact.text.skip', max: TEXT_MAX }),
};

export const contactForm: Form = {
  name: 'contact',
  version: 1,
  title: 'contact.title',
  fields,
  submit: 'contact.submit',
  about: async ({ person = '' }, _, { reads }) => {
    const target = await reads.person(person);
    return target ? [say('contact.about', { name: nameOf(target) })] : [];
  },
  complete: async (filled, context) => await giveOut(filled, context),
};

/** Why nobody can be given to an agent now, or the form's beginning: whom there is to choose from. */
export async function contactOf(
  personId: string,
  context: Context,
): Promise<{ refused: Outcome } | { answers: Record<string, string> }> {
  const refuse = (text: Text) => ({ refused: atOnce({ text }) });
  if (!may(context.person, 'cases.assign')) return refuse(say('command.not-allowed'));
  const target = await context.reads.person(personId);
  if (!target) return refuse(say('people.gone'));
  const name = nameOf(target);
  if (target.role === 'staff') return refuse(say('contact.staff', { name }));
  const open = (await contactsWith(target, context)).find((one) => !isEnded(one));
  if (open) return refuse(say('contact.open', { name, when: timeText(open, context) }));
  const offers = await agentsFor(context);
  return offers.length === 0 ? refuse(say('call.give.nobody')) : { answers: { 'to-offered': offered(offers) } };
}

/** More are never had with one person. */
const CALLS_MAX = 100;

const contactsWith = async ({ id }: Person, { reads }: Context): Promise<Callback[]> =>
  (await reads.callbacksOf(id, CALLS_MAX)).filter(({ kind }) => kind === 'first-contact');

/** More names than these are not kept with the draft. */
const OFFERS_MAX = 40;

/** F19: in even numbers, so whoever has the least to call comes first; who is off duty comes last. */
async function agentsFor({ reads }: Context): Promise<Offer[]> {
  const agents = (await reads.staff()).filter((one) => may(one, 'calls.handle') && one.name);
  const counts = new Map((await reads.openCallbackCounts({})).map(({ ownerId, count }) => [ownerId, count]));
  const loads = agents.map((agent) => ({ agent, load: counts.get(agent.id) ?? 0 }));
  const away = ({ agent }: { agent: Person }): number => (grantsOf(agent).onDuty ? 0 : 1);
  return loads
    .sort((a, b) => away(a) - away(b) || a.load - b.load)
    .slice(0, OFFERS_MAX)
    .map(({ agent, load }) => ({ value: agent.id, names: agent.name ?? '', count: load }));
}

async function giveOut({ values, args }: Filled, context: Context): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const { person: actor, reads, now, callRules } = context;
  const text = answerOf(values, 'text', fields.text) ?? '';
  const written = text === '' ? [] : [verbatim(text)];
  const only = (...lines: Text[]) => ({ replies: [{ text: { lines: [...lines, ...written] } }], effects: [] });
  const target = await reads.person(args.person ?? '');
  const agent = await reads.person(answerOf(values, 'to', fields.to) ?? '');
  if (!actor || !may(actor, 'cases.assign')) return only(say('rights.gone'));
  if (!target || !agent || !may(agent, 'calls.handle')) return only(say('people.gone'));
  const name = nameOf(target);
  const before = await contactsWith(target, context);
  const open = before.find((one) => !isEnded(one));
  if (open) return only(say('contact.open', { name, when: timeText(open, context) }));
  const call: AutomaticCall = {
    kind: 'first-contact',
    // Of two who give the same person out at the same moment, one comes second.
    about: `${target.id}:${before.length}`,
    day0: dateAt(now, callRules.calendar.zone),
    person: target,
    caseId: null,
    ownerId: agent.id,
    topic: text,
  };
  const planned = await planAutomatic(call, await callLoad(context), context);
  if (!planned) return only(say('form.stale'));
  const { callback, effects } = planned;
  const when = timeText(callback, context);
  const { facts = [], buttons = [] } = await callCard(callback, context);
  const lead = say('contact.told', { by: colleagueText(actor.name), name, when });
  const told: Effect[] =
    agent.id === actor.id
      ? []
      : [{ type: 'post', to: 'person', personId: agent.id, reply: { text: lead, facts, buttons } }];
  const done = say('contact.done', { agent: colleagueText(agent.name), name, when });
  return {
    replies: [{ text: done }],
    effects: [...effects, ...told, { type: 'needs-rights', person: actor }],
  };
}
