/** `/disclosed NAME DAY`: staff note that someone has received the disclosure document; and staff's buttons on its card. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say, type Text } from '../../core/message.ts';
import type { Person } from '../../domain/person.ts';
import { readTime, recogniseTimes } from '../../recognition/time.ts';
import { caseToRead } from '../cases/case-access.ts';
import { readCaseNumber } from '../cases/case-card.ts';
import { fullName, nameOf } from '../cases/person-names.ts';
import { openInDialog, stale, startForm } from '../forms.ts';
import { countryOf, mayRecord } from './disclosing.ts';
import { disclosureCard, parseStaffButton } from './disclosure-card.ts';
import { disclosedForm, planForm } from './disclosure-forms.ts';
import { dossiersOf } from './dossier-access.ts';

const FOUND_MAX = 6;

const WHO = /^x:who:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::(\d{4}-\d\d-\d\d))?$/;
const whoId = (person: Person, day: string): string => `x:who:${person.id}${day && `:${day}`}`;

export async function disclosedCommand(words: string, context: Context): Promise<Outcome> {
  const { who, day } = split(words, context);
  if (who === '') return atOnce({ text: say('disclosed.whom') });
  const people = await meant(who, context);
  const [only, other] = people;
  if (!only) return atOnce({ text: say('people.none-found') });
  if (!other) return await begin(only, day, context);
  const lines = await Promise.all(
    people.map(async (person): Promise<Text> => say('people.choice', { name: await fullName(person, context) })),
  );
  return atOnce({
    text: { lines: [say('people.several'), ...lines] },
    buttons: people.map((person) => ({ id: whoId(person, day), label: nameOf(person) })),
  });
}

/** The day may stand anywhere in the words; one that can't be told from a number only at their end. */
function split(words: string, { now, person, zone: office }: Context): { who: string; day: string } {
  const clock = { now, zone: person?.zone ?? office };
  const [time] = recogniseTimes(words, clock);
  if (time) {
    const who = `${words.slice(0, time.index)} ${words.slice(time.index + time.words.length)}`;
    return { who: who.trim(), day: time.local.slice(0, 10) };
  }
  const [, name = '', last = ''] = /^(.*\S)\s+(\S+)$/su.exec(words.trim()) ?? [];
  const read = last === '' ? undefined : readTime(last, clock);
  return read && (!('problem' in read) || read.problem === 'ambiguous')
    ? { who: name, day: 'ok' in read ? read.ok.local.slice(0, 10) : '' }
    : { who: words.trim(), day: '' };
}

async function meant(who: string, context: Context): Promise<Person[]> {
  const { reads } = context;
  const named = readCaseNumber(who);
  if (named && named.rest.trim() === '') {
    const current = await caseToRead(named.number, context);
    const person = current && (await reads.person(current.personId));
    return person ? [person] : [];
  }
  return (await reads.peopleByName(who, FOUND_MAX)).filter(({ role }) => role !== 'staff');
}

/** Without a day, what is noted already comes first. */
async function begin(owner: Person, day: string, context: Context): Promise<Outcome> {
  if (!mayRecord(context.person)) return atOnce({ text: say('command.not-allowed') });
  if (owner.role === 'staff') return atOnce({ text: say('disclosed.staff', { name: nameOf(owner) }) });
  const noted = (await dossiersOf({ personId: owner.id, reads: context.reads })).filter(
    ({ disclosure, planned }) => disclosure || planned,
  );
  const country = await countryOf(undefined, owner.id, context);
  const answers = { ...(day !== '' && { day }), ...(country !== null && { country }) };
  const begun = await startForm(disclosedForm, { opening: '', args: { person: owner.id }, answers }, context);
  if (day !== '') return begun;
  return { ...begun, replies: [...noted.map((one) => disclosureCard(one, owner, context)), ...begun.replies] };
}

/** Undefined: it is none of staff's. */
export async function pressStaff(id: string, context: Context): Promise<Outcome | undefined> {
  const [, personId, day = ''] = WHO.exec(id) ?? [];
  const button = parseStaffButton(id);
  if (personId === undefined && !button) return undefined;
  if (!mayRecord(context.person)) return atOnce({ text: say('command.not-allowed') });
  if (!button) {
    const person = await context.reads.person(personId ?? '');
    return person ? await begin(person, day, context) : stale();
  }
  const dossier = await context.reads.dossier(button.dossier);
  const owner = dossier && (await context.reads.person(dossier.personId));
  if (!owner) return stale();
  switch (button.act) {
    case 'show':
      return atOnce(disclosureCard(dossier, owner, context));
    case 'receipt': {
      const country = dossier.disclosure?.country;
      return await openInDialog(
        disclosedForm,
        { opening: '', args: { person: owner.id }, answers: { brand: dossier.brand, ...(country && { country }) } },
        context,
      );
    }
    case 'plan':
      return await openInDialog(planForm, { opening: '', args: { of: dossier.id } }, context);
    default:
      return button.act satisfies never;
  }
}
