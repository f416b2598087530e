/**
 * Headquarters is asked about an item: approved texts answer it, or a person does, and either answer comes to stand in the dossier with what it cites.
 */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { type CitedPolicy, type Dossier, type EntryKey, entryOf, type GivenAnswer } from '../../domain/dossier.ts';
import { type DossierItem, isDossierItem } from '../../domain/dossier-items.ts';
import type { Language } from '../../domain/person.ts';
import { inquiryOf } from '../../domain/person.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import { phrase } from '../../locales/catalogue.ts';
import { answerInWords, askStaff, choosePlace } from '../answers/answering.ts';
import { otherPlace, placeInWords } from '../answers/inquiry.ts';
import { itemText, ownDossiers, refOf, write } from './dossier-access.ts';
import { changedSince, dossierButtonId, itemReply } from './dossier-card.ts';

/** What an item asks, without the advice that is given with it. */
export function questionOfItem(item: DossierItem, language: Language): string {
  const words = phrase(language, `dossier.ask.${item}`);
  return (words.match(/[^?？。]*[?？]/gu) ?? [words]).join('').trim();
}

const questionWords = ({ entries }: Dossier, { item }: EntryKey, { language }: Context): string =>
  isDossierItem(item) ? questionOfItem(item, language) : (entries.find((one) => one.item === item)?.words ?? '');

export async function askHeadquarters(dossier: Dossier, key: EntryKey, context: Context): Promise<Outcome> {
  const asked = write(dossier, { type: 'ask', key, questionId: context.id('question'), byPerson: false }, context);
  if (asked.refused) return atOnce({ text: say(`dossier.no.${asked.refused}`) });
  const words = questionWords(dossier, key, context);
  const outcome =
    (await answerInWords(words, true, context, dossier.brand)) ?? (await askStaff(words, context, dossier.brand));
  const question = questionIn(outcome);
  if (!question) return outcome;
  const answer = question.outcome === 'answered' ? await answerFrom(question, context) : undefined;
  if (answer?.policy && entryOf(dossier, key).answers.some(({ policy }) => isSamePolicy(policy, answer.policy))) {
    const item = itemReply(dossier, key, await changedSince(dossier, context), context);
    return { ...outcome, replies: [{ text: say('dossier.same-answer') }, item] };
  }
  const act = answer
    ? ({ type: 'answer', key, answer, questionId: question.id } as const)
    : ({ type: 'ask', key, questionId: question.id, byPerson: isWaitingForAsker(question) } as const);
  const written = write(dossier, act, context);
  if (written.refused) return atOnce({ text: say(`dossier.no.${written.refused}`) });
  const changed = await changedSince(dossier, context);
  return {
    ...outcome,
    // What a policy says stands in the item; whatever else was said is said first.
    replies: [...(answer ? [] : outcome.replies), itemReply(written.dossier, key, changed, context)],
    effects: [...outcome.effects.map((one) => named(one, dossier)), written.effect],
  };
}

const isSamePolicy = (before: CitedPolicy | null, now: CitedPolicy | null): boolean =>
  before !== null && before.id === now?.id && before.version === now.version;

/** It is the asker's turn, so headquarters has not been asked yet. */
const isWaitingForAsker = ({ outcome }: Question): boolean => outcome === 'offered' || outcome === 'unplaced';

/** So that whoever answers the case answers the dossier. */
const named = (effect: Effect, { id }: Dossier): Effect =>
  effect.type === 'case'
    ? { ...effect, case: { ...effect.case, facts: { ...effect.case.facts, dossier: id } } }
    : effect;

const questionIn = ({ effects }: Outcome): Question | undefined =>
  effects.flatMap((effect) => (effect.type === 'question' ? [effect.question] : [])).at(-1);

async function answerFrom({ policyId, version }: Question, context: Context): Promise<GivenAnswer | undefined> {
  const policy = policyId === null ? undefined : await context.reads.policy(policyId);
  if (!policy?.approved || policy.approved.version !== version) return undefined;
  return {
    ...{ text: policy.approved.body, source: 'headquarters', who: null, at: context.now },
    policy: await cited(policy, policy.approved, context),
    ...{ figures: null, worrying: null },
  };
}

async function cited(
  { id }: Policy,
  { version, title, byId, at }: NonNullable<Policy['approved']>,
  { reads }: Context,
): Promise<CitedPolicy> {
  const approver = byId === null ? undefined : await reads.person(byId);
  return { id, version, title, approver: approver?.name ?? null, approvedAt: at };
}

/** What came of a question that a dossier has asked: a text that the prospect chose is its answer, and what goes to a person comes back to it. */
export async function intoDossier(outcome: Outcome, context: Context): Promise<Outcome> {
  const decided = outcome.effects.some((one) => one.type === 'question' && DECIDED.has(one.entry.kind));
  const question = decided ? questionIn(outcome) : undefined;
  const found = question && entryFor(await ownDossiers(context), question);
  if (!question || !found) return outcome;
  const { dossier, key } = found;
  const effects = outcome.effects.map((one) => named(one, dossier));
  const answer = question.outcome === 'answered' ? await answerFrom(question, context) : undefined;
  const asks = question.caseId !== null;
  if (!answer && !asks) return { ...outcome, effects };
  const act = answer
    ? ({ type: 'answer', key, answer } as const)
    : ({ type: 'ask', key, questionId: question.id, byPerson: false } as const);
  const written = write(dossier, act, context);
  return { ...outcome, effects: written.refused ? effects : [...effects, written.effect] };
}

/** Entries of a question's journal by which it comes to an answer, or to a person. */
const DECIDED: ReadonlySet<string> = new Set(['taken', 'passed']);

/** Which brand or region their questions are about; what waits for it, in a dossier or not, is answered. */
export async function placedInWords(text: string, context: Context): Promise<Outcome | undefined> {
  const { person, reads } = context;
  const list = person?.role === 'staff' ? [] : await reads.policies();
  if (!person || list.length === 0) return undefined;
  const { questionId } = inquiryOf(person);
  const question = questionId === null ? undefined : await reads.question(questionId);
  const waits = question?.outcome !== 'unplaced' ? undefined : question.policyId === null ? 'brand' : 'region';
  const placed = placeInWords(text, waits, list);
  return placed ? await intoDossier(await choosePlace(placed, context), context) : otherPlace(text, list);
}

function entryFor(dossiers: readonly Dossier[], { id }: Question): { dossier: Dossier; key: EntryKey } | undefined {
  for (const dossier of dossiers) {
    const entry = dossier.entries.find(({ questionId }) => questionId === id);
    if (entry) return { dossier, key: { item: entry.item, interview: entry.interview } };
  }
  return undefined;
}

export async function bringAnswer(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { reads, now } = context;
  const at = Number(ids.entry);
  const nothing: Outcome = { replies: [], effects: [] };
  const [current, question, dossier] = await Promise.all([
    reads.caseById(ids.case ?? ''),
    reads.questionOf(ids.case ?? ''),
    reads.dossier(ids.dossier ?? ''),
  ]);
  const found = question && dossier && entryFor([dossier], question);
  if (!current || !found) return nothing;
  const journal = await reads.journalOf(current.id);
  const entry = journal.find(({ seq }) => seq === at) ?? journal.findLast(({ kind }) => kind === 'resolve');
  const text = entry?.body.text;
  if (typeof text !== 'string') return nothing;
  const [from, by, owner] = await Promise.all([
    question.outcome === 'released' ? answerFrom(question, context) : undefined,
    entry?.actorId ? reads.person(entry.actorId) : undefined,
    reads.person(found.dossier.personId),
  ]);
  const answer: GivenAnswer = {
    ...{ text, source: 'headquarters', who: by?.name ?? null, at: now },
    ...{ policy: from?.policy ?? null, figures: null, worrying: null },
  };
  const written = write(found.dossier, { type: 'answer', key: found.key, answer }, context, owner);
  if (written.refused) return nothing;
  const reply = {
    text: say('dossier.arrived', { item: itemText(found.dossier, found.key) }),
    buttons: [
      {
        id: dossierButtonId(found.dossier, 'item', refOf(found.dossier, found.key)),
        label: itemText(found.dossier, found.key),
      },
    ],
  };
  return {
    replies: [],
    effects: [written.effect, { type: 'post', to: 'person', personId: written.dossier.personId, reply }],
  };
}
