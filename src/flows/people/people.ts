/** Who is staff and who is there (`/people`, `/duty`), and whom an owner means (`/grant`, `/revoke`). */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { whoeverIsLeft } from '../../core/joined.ts';
import { type ReplyButton, say, type Text } from '../../core/message.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { isOwner, may } from '../../domain/rights.ts';
import { rightsOf } from '../../domain/rights-change.ts';
import { readCode } from '../../recognition/code.ts';
import { contactForm, contactOf } from '../callbacks/first-contact.ts';
import { caseToRead } from '../cases/case-access.ts';
import { readCaseNumber } from '../cases/case-card.ts';
import { fullName, nameOf } from '../cases/person-names.ts';
import { startForm } from '../forms.ts';
import { codeAs, notHere, takeCode } from './codes.ts';
import { answersNow, grantForm, revokeForm } from './grant-forms.ts';
import { hasRights } from './joining.ts';
import { type ChosenAct, chooseButtonId, PEOPLE_BUTTON } from './people-buttons.ts';
import { rightsText } from './rights-words.ts';

/** More than a list that anyone reads. */
const PEOPLE_MAX = 30;
const BUTTONS_MAX = 10;
const FOUND_MAX = 6;

/** Staff, then store managers; each by name. */
async function entrusted({ reads }: Context): Promise<Person[]> {
  const all = [...(await reads.staff()), ...(await reads.granted())];
  const distinct = [...new Map(all.map((person) => [person.id, person])).values()].filter(hasRights);
  const rank = (person: Person) => (isOwner(person) ? 0 : person.role === 'staff' ? 1 : 2);
  return distinct.sort(
    (a, b) => rank(a) - rank(b) || (a.name ?? '').localeCompare(b.name ?? '') || (a.id < b.id ? -1 : 1),
  );
}

export async function showPeople(context: Context): Promise<Outcome> {
  const people = await entrusted(context);
  const { zone } = context;
  const lines = await Promise.all(
    people.slice(0, PEOPLE_MAX).map(async (person): Promise<Text> => {
      const { onDuty, since } = grantsOf(person);
      const duty = person.role === 'staff' ? (onDuty ? 'on' : 'off') : 'none';
      const line = say('people.line', {
        name: await fullName(person, context),
        rights: await rightsText(rightsOf(person), context),
        duty,
      });
      return since ? say('people.line.since', { line, since: { instant: since, zone, dateOnly: true } }) : line;
    }),
  );
  return atOnce({ text: { lines: [say('people', { count: people.length }), ...lines] } });
}

/** `/grant`, `/grant C-1042`, `/grant CODE`, `/grant NAME`; `/contact` without the code. */
export async function choosePerson(act: ChosenAct, words: string, context: Context): Promise<Outcome> {
  const wanted = words.trim();
  if (wanted === '' && act === 'contact') return atOnce({ text: say('contact.whom') });
  if (wanted === '' && act !== 'contact') {
    const people = (await entrusted(context)).slice(0, BUTTONS_MAX);
    return atOnce({ text: say(`${act}.whom`), buttons: people.map((person) => buttonOf(act, person)) });
  }
  const named = readCaseNumber(wanted);
  if (named && named.rest.trim() === '') {
    const current = await caseToRead(named.number, context);
    if (!current) return atOnce({ text: say('case.unknown', { number: named.number }) });
    return await begin(act, current.personId, context);
  }
  const code = act === 'contact' ? undefined : readCode(wanted);
  // A name may have as many letters as a code.
  if (code && (/\d/.test(wanted) || (await context.reads.codeByName(code.name)))) {
    if (context.shared) return notHere();
    const taken = await takeCode(wanted, ['link'], context);
    if (taken.refused) return taken.refused;
    const begun = await begin(act, taken.code.personId ?? '', context);
    return { ...begun, effects: [...begun.effects, codeAs(taken.code, { state: 'done' }, 'used')] };
  }
  const found = await (act === 'contact' ? everyoneNamed : ownersNamed)(wanted, context);
  const [only, other] = found;
  if (!only) return atOnce({ text: say('people.none-found') });
  if (!other) return await begin(act, only.id, context);
  const lines = await Promise.all(
    found.map(async (person) => say('people.choice', { name: await fullName(person, context) })),
  );
  return atOnce({
    text: { lines: [say('people.several'), ...lines] },
    buttons: found.map((person) => buttonOf(act, person)),
  });
}

const ownersNamed = async (words: string, { reads }: Context): Promise<Person[]> =>
  await reads.peopleByName(words, FOUND_MAX);

/** Also whoever does not write with the bot; of two that have become one, that one. */
async function everyoneNamed(words: string, { reads }: Context): Promise<Person[]> {
  const found = await reads.peopleByName(words, FOUND_MAX, 'everyone');
  const left = await Promise.all(found.map(async ({ id }) => await reads.person(await whoeverIsLeft(id, reads))));
  return [...new Map(left.flatMap((one) => (one ? [[one.id, one] as const] : []))).values()];
}

const buttonOf = (act: ChosenAct, person: Person): ReplyButton => ({
  id: chooseButtonId(act, person.id),
  label: nameOf(person),
});

/** The form about one person, with what they have now. */
export async function begin(act: ChosenAct, personId: string, context: Context): Promise<Outcome> {
  if (act === 'contact') return await beginContact(personId, context);
  if (!may(context.person, 'people.grant')) return atOnce({ text: say('command.not-allowed') });
  const person = await context.reads.person(personId);
  if (!person || (await context.reads.accountsOf(personId)).length === 0) return atOnce({ text: say('people.gone') });
  const isOwn = person.id === context.person?.id;
  if (isOwn && act === 'grant') return atOnce({ text: say('grant.own') });
  if (act === 'revoke' && !hasRights(person)) return atOnce({ text: say('revoke.nothing', { name: nameOf(person) }) });
  const outlets = await context.reads.outlets();
  const codes = outlets.filter(({ id }) => grantsOf(person).manages.includes(id)).map(({ code }) => code);
  const answers = act === 'grant' ? answersNow(person, codes) : { who: person.id };
  const form = act === 'grant' ? grantForm : revokeForm;
  const begun = await startForm(form, { opening: '', args: { person: person.id }, answers }, context);
  const about = isOwn
    ? say('revoke.own')
    : say(`${act}.about`, {
        name: await fullName(person, context),
        rights: await rightsText(rightsOf(person), context),
      });
  return { ...begun, replies: [{ text: about }, ...begun.replies] };
}

async function beginContact(personId: string, context: Context): Promise<Outcome> {
  const begun = await contactOf(personId, context);
  if ('refused' in begun) return begun.refused;
  return await startForm(contactForm, { opening: '', args: { person: personId }, answers: begun.answers }, context);
}

const ON = /^(on|开|開|上岗|上崗|上班|在岗|在崗)$/u;
const OFF = /^(off|关|關|离岗|離崗|下班)$/u;

/** `/duty on`, `/duty off`; alone it says how it is. */
export async function duty(words: string, context: Context): Promise<Outcome> {
  const wanted = words.trim().toLowerCase();
  if (ON.test(wanted)) return await setDuty(true, context);
  if (OFF.test(wanted)) return await setDuty(false, context);
  const { person } = context;
  const button = (on: 'on' | 'off'): ReplyButton => ({
    id: `${PEOPLE_BUTTON}:d:${on}`,
    label: say(`duty.button.${on}`),
  });
  const onDuty = person !== undefined && grantsOf(person).onDuty;
  return atOnce({ text: say('duty.now', { on: onDuty ? 'yes' : 'no' }), buttons: [button(onDuty ? 'off' : 'on')] });
}

export async function setDuty(on: boolean, context: Context): Promise<Outcome> {
  const { person, reads } = context;
  if (!person || !may(person, 'duty.own')) return atOnce({ text: say('command.not-allowed') });
  const grants = grantsOf(person);
  const said = say('duty.done', { on: on ? 'yes' : 'no' });
  if (grants.onDuty === on) return atOnce({ text: said });
  const effects: Effect[] = [
    { type: 'person', person: { ...person, grants: { ...grants, onDuty: on } }, entry: { kind: 'duty', body: { on } } },
  ];
  const others = on ? [] : (await reads.staff()).filter((one) => one.id !== person.id && grantsOf(one).onDuty);
  if (!on && others.length === 0) effects.push({ type: 'post', to: 'desk', reply: { text: say('desk.told.nobody') } });
  return { replies: [{ text: said }], effects };
}
