/** Begins the forms that choose people for a case: with those who are on offer for this very case. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { circleFor, isFit } from '../../domain/assignment.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { queueFor } from '../../domain/queues.ts';
import { may } from '../../domain/rights.ts';
import { fold } from '../../recognition/fold.ts';
import { refusalOf, refuse } from '../cases/case-acts.ts';
import type { startForm } from '../forms.ts';
import { aboutForm, assignForm } from '../people/people-forms.ts';
import { type Offer, offered } from './offered-field.ts';
import { outletOf } from './told.ts';

/** How the form begins: in the chat, or as a dialog. */
type Start = typeof startForm;

/** More names than these are not kept with the draft. */
const OFFERS_MAX = 40;

const isNamed = (person: Person): person is Person & { name: string } => (person.name ?? '') !== '';

/** Whoever fits the queue comes first, and of them whoever has the least to do. */
async function colleaguesFor(current: Case, context: Context): Promise<Offer[]> {
  const { reads, routing } = context;
  const [staff, loads, outlet] = await Promise.all([reads.staff(), reads.openLoads(), outletOf(current, context)]);
  const load = new Map(loads.map(({ personId, count }) => [personId, count]));
  const circle = circleFor({ case: current, outlet }, staff, queueFor(current.kind, outlet, routing));
  const first = new Set(circle?.people.map(({ id }) => id));
  const rank = (id: string): number => (first.has(id) ? 0 : 1);
  return staff
    .filter(isNamed)
    .filter((one) => isFit(one, current) && one.id !== current.assigneeId)
    .map(({ id, name }) => ({ value: id, names: name, count: load.get(id) ?? 0 }))
    .sort((a, b) => rank(a.value) - rank(b.value) || a.count - b.count || (a.names < b.names ? -1 : 1))
    .slice(0, OFFERS_MAX);
}

/** Staff and the outlet's managers, whoever may be meant; not who reported it. */
async function peopleAround(current: Case, { person, reads }: Context): Promise<Offer[]> {
  const managers = current.outletId === null ? [] : await reads.managersOf(current.outletId);
  // Who is staff is for staff to know.
  const staff = may(person, 'people.read') ? await reads.staff() : [];
  const around = new Map([...managers, ...staff].map((one) => [one.id, one]));
  const known = new Set(current.aboutIds ?? []);
  return [...around.values()]
    .filter(isNamed)
    .filter(({ id }) => id !== current.personId && !known.has(id))
    .map(({ id, name }) => ({ value: id, names: name, count: null }))
    .slice(0, OFFERS_MAX);
}

/** `/assign C-1042 Emil because …`: the name that the words begin with, and the words after it. */
function splitWords(words: string, offers: readonly Offer[]): { value?: string; rest: string } {
  const folded = fold(words);
  const [only, second] = offers.filter(({ names }) => typeof names === 'string' && folded.startsWith(fold(names)));
  if (!only || second || typeof only.names !== 'string') return { rest: words };
  return { value: only.value, rest: words.slice(only.names.length).replace(/^[\s,，:：、]+/u, '') };
}

export async function startAssigning(current: Case, words: string, context: Context, start: Start): Promise<Outcome> {
  // Whoever it will be: what is wrong with the case or the right is said before anyone is chosen.
  const refused = refusalOf(current, { type: 'assign', to: '', text: '' }, context);
  if (refused) return await refuse(current, refused, context);
  const offers = await colleaguesFor(current, context);
  return await startChoice(assignForm, 'to', 'assign.nobody', current, words, offers, context, start);
}

export async function startNaming(current: Case, words: string, context: Context, start: Start): Promise<Outcome> {
  const refused = refusalOf(current, { type: 'about', aboutIds: [''], text: '' }, context);
  if (refused) return await refuse(current, refused, context);
  const offers = await peopleAround(current, context);
  return await startChoice(aboutForm, 'who', 'about.nobody', current, words, offers, context, start);
}

async function startChoice(
  form: typeof assignForm,
  field: 'to' | 'who',
  nobody: 'assign.nobody' | 'about.nobody',
  current: Case,
  words: string,
  offers: readonly Offer[],
  context: Context,
  start: Start,
): Promise<Outcome> {
  if (offers.length === 0) return atOnce({ text: say(nobody, { number: current.number }) });
  const { value, rest } = splitWords(words, offers);
  const answers = {
    [`${field}-offered`]: offered(offers),
    ...(value !== undefined && { [field]: value }),
    ...(rest !== '' && { text: rest }),
  };
  return await start(form, { opening: '', args: { case: current.number }, answers }, context);
}
