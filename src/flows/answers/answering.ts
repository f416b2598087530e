/**
 * Questions before signing (F06): answered from approved texts alone, with the text named. What none of them answers goes to a person, and so does
 * whatever speaks of earnings, until staff have agreed.
 */
import { PERHAPS, SURE } from '../../answers/confidence.ts';
import { libraryOf, type Place, readable, subjectOf } from '../../answers/policy-library.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { type Inquiry, inquiryOf, type Language } from '../../domain/person.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import { mayHandle } from '../../domain/rights.ts';
import { applyToButton } from '../applications/application-buttons.ts';
import { actOnCase } from '../cases/case-acts.ts';
import { underCard } from '../cases/case-card.ts';
import { openCase, personAsked } from '../cases/opening.ts';
import { dossierButton, dossierOfId } from '../dossier/dossier-card.ts';
import { stale } from '../forms.ts';
import {
  answerButtonId,
  answerReply,
  choiceReply,
  parseAnswerButton,
  type Quoted,
  quotation,
  quotedFor,
} from './answer-card.ts';
import { brandsIn, brandText, codeOf, regionText, withoutBrands } from './brands.ts';
import {
  brandButtons,
  brandFor,
  inquiryEffect,
  type Placed,
  pressedPlace,
  regionButtons,
  regionFor,
  regionsIn,
} from './inquiry.ts';
import { showGroup, writeForGroup } from './question-groups.ts';

const OFFERED_MAX = 3;

/** What is asked is kept so far. */
const WORDS_MAX = 1000;

interface Search {
  best: { quoted: Quoted; differs: boolean }[];
  confidence: number;
}

/** Of each subject the text that the reader reads best; `differs`: which one holds is not known before their region is. */
async function search(words: string, list: readonly Policy[], place: Place, { language }: Context): Promise<Search> {
  const library = await libraryOf(list, place);
  // Whichever brand is named, its name says nothing of what is asked.
  const { found, confidence } = library.find(withoutBrands(words, brandsIn(list)) || words, OFFERED_MAX);
  const best = found.flatMap(({ subject }) => {
    const quoted = quotedOf(subject, list, place, language);
    const isRegional =
      place.region === undefined && list.some((one) => one.region !== null && subjectOf(one) === subject);
    return quoted ? [{ quoted, differs: isRegional }] : [];
  });
  return { best, confidence };
}

function quotedOf(subject: string, list: readonly Policy[], place: Place, language: Language): Quoted | undefined {
  const texts = readable(list, place).filter((one) => subjectOf(one) === subject);
  return quotedFor(
    texts.toSorted((one, other) => Number(one.region !== null) - Number(other.region !== null)),
    language,
  );
}

/**
 * `asks`: it looks like a question whether or not a text answers it. `brand`: that it is about, where that is known. Undefined: nothing that policies are
 * about.
 */
export async function answerInWords(
  words: string,
  asks: boolean,
  context: Context,
  brand?: string,
): Promise<Outcome | undefined> {
  if (!context.person || (await context.reads.policies()).length === 0) return undefined;
  return await respond(newQuestion(words, context), asks, context, brand);
}

async function respond(
  question: Question,
  asks: boolean,
  context: Context,
  given?: string,
): Promise<Outcome | undefined> {
  const { words } = question;
  const list = await context.reads.policies();
  const brand = given ?? brandFor(words, list, context);
  const region = await regionFor(list, brand, context);
  const place = { brand, region: brand === undefined ? undefined : region };
  const { best, confidence } = await search(words, list, place, context);
  const [first] = best;
  const isSure = first !== undefined && confidence >= SURE;
  if (!isSure && !asks) return undefined;
  if (!first || confidence < PERHAPS) return await passOn(question, context, brand);
  if (brand === undefined) return unplaced(question, say('inquiry.brand'), brandButtons(list), context);
  // What is known of a dossier is not what they ask about elsewhere.
  const kept = given === undefined && brandsIn(list).length > 1 ? { brand } : {};
  if (!isSure) {
    const reply = choiceReply(
      question.id,
      best.map(({ quoted }) => quoted),
    );
    const offered = written({ ...question, outcome: 'offered' }, question.seq === 1 ? 'asked' : 'offered');
    return withInquiry({ replies: [reply], effects: [offered] }, kept, context);
  }
  if (first.differs) return withInquiry(whichRegion(question, first.quoted.policy, list, context), kept, context);
  // Another process may have changed or retired it a moment ago.
  const quoted = await asItIsNow(first.quoted.policy.id, context);
  const outcome = quoted ? await giveAnswer(question, quoted, context) : await passOn(question, context, brand);
  return withInquiry(outcome, kept, context);
}

/** The question waits until it is known what it is about. */
function unplaced(question: Question, text: Text, buttons: ReplyButton[], { person }: Context): Outcome {
  const waiting = written({ ...question, outcome: 'unplaced' }, question.seq === 1 ? 'asked' : 'unplaced');
  const kept = person ? inquiryEffect(person, { questionId: question.id }) : [];
  return { replies: [{ text, buttons }], effects: [waiting, ...kept] };
}

const whichRegion = (question: Question, policy: Policy, list: readonly Policy[], context: Context): Outcome =>
  unplaced(
    { ...question, policyId: policy.id },
    say('inquiry.region'),
    regionButtons(regionsIn(list, policy.brand)),
    context,
  );

/** A person is written once: what is known of them besides goes into the same effect. */
function withInquiry(outcome: Outcome, change: Partial<Inquiry>, { person }: Context): Outcome {
  const written = outcome.effects.flatMap((one) => (one.type === 'person' ? [one.person] : [])).at(-1);
  const owner = written ?? person;
  const effects = owner ? inquiryEffect(owner, change) : [];
  if (effects.length === 0) return outcome;
  return { ...outcome, effects: [...outcome.effects.filter(({ type }) => type !== 'person'), ...effects] };
}

/** Someone says which brand or region they mean; the question that waits for it is answered. */
export async function choosePlace(placed: Placed, context: Context): Promise<Outcome> {
  const { person, reads } = context;
  if (!person) return stale();
  const { questionId } = inquiryOf(person);
  const inquiry = { ...inquiryOf(person), ...placed, questionId: null };
  const known: Context = { ...context, person: { ...person, inquiry } };
  const question = questionId === null ? undefined : await reads.question(questionId);
  const outcome =
    question?.outcome === 'unplaced' && question.personId === person.id
      ? await takeUp({ ...question, seq: question.seq + 1 }, placed, known)
      : { replies: [placedReply(placed)], effects: [] };
  return withInquiry(outcome, { ...placed, questionId: null, ...laterOf(outcome) }, context);
}

/** Of a brand the region may be asked next. */
const laterOf = ({ effects }: Outcome): Partial<Inquiry> => {
  const later = effects
    .flatMap((one) => (one.type === 'person' ? [one.person.inquiry?.questionId ?? null] : []))
    .at(-1);
  return later === undefined ? {} : { questionId: later };
};

async function takeUp(question: Question, placed: Placed, context: Context): Promise<Outcome> {
  const policy = question.policyId === null ? undefined : await context.reads.policy(question.policyId);
  const answered =
    policy && placed.region !== undefined
      ? await giveText(question, policy, context)
      : await respond({ ...question, policyId: null }, true, context, placed.brand ?? policy?.brand);
  return answered ?? (await passOn(question, context, placed.brand ?? undefined));
}

/** What holds for them of the subject of a text; the region is asked where it is not known. */
async function giveText(question: Question, policy: Policy, context: Context): Promise<Outcome> {
  const { reads, language } = context;
  const list = await reads.policies();
  const subject = subjectOf(policy);
  const region = await regionFor(list, policy.brand, context);
  const isRegional = list.some((one) => one.region !== null && subjectOf(one) === subject);
  if (region === undefined && isRegional) return whichRegion(question, policy, list, context);
  const found = quotedOf(subject, list, { brand: policy.brand, region: region ?? null }, language);
  const quoted = found && (await asItIsNow(found.policy.id, context));
  return quoted ? await giveAnswer(question, quoted, context) : await passOn(question, context, policy.brand);
}

/** Of a brand, what can be done about it is one tap away. */
const placedReply = ({ brand, region }: Placed): Reply => {
  if (typeof brand !== 'string') return { text: regionSet(region) };
  const buttons = [{ ...dossierButton, id: dossierOfId(brand) }, applyToButton(codeOf(brand))];
  return { text: say('inquiry.brand.set', { brand: brandText({ brand }) }), buttons };
};

const regionSet = (region: Placed['region']): Text =>
  region ? say('inquiry.region.set', { region: regionText(region) }) : say('inquiry.elsewhere.set');

async function asItIsNow(id: string, { reads }: Context): Promise<Quoted | undefined> {
  const policy = await reads.policy(id);
  return policy?.approved && policy.retiredAt === null ? { policy, words: policy.approved } : undefined;
}

const newQuestion = (words: string, { person, language, now, id }: Context): Question => ({
  id: id('question'),
  seq: 1,
  personId: person?.id ?? '',
  words: words.slice(0, WORDS_MAX),
  language,
  outcome: 'answered',
  policyId: null,
  version: null,
  caseId: null,
  helped: null,
  createdAt: now,
});

const written = (question: Question, kind: string): Effect => ({
  type: 'question',
  question,
  entry: {
    kind,
    body: { outcome: question.outcome, policy: question.policyId, version: question.version, case: question.caseId },
  },
});

const changed = (
  question: Question,
  kind: string,
  change: Partial<Question>,
): { question: Question; effect: Effect } => {
  const next = { ...question, ...change, seq: question.seq + 1 };
  return { question: next, effect: written(next, kind) };
};

async function giveAnswer(question: Question, quoted: Quoted, context: Context): Promise<Outcome> {
  const { policy, words } = quoted;
  const about = { ...question, policyId: policy.id, version: words.version };
  if (words.earnings) return await hold(about, quoted, context);
  const effects = [written({ ...about, outcome: 'answered' }, question.seq === 1 ? 'asked' : 'taken')];
  const isOneOfSeveral = brandsIn(await context.reads.policies()).length > 1;
  return { replies: [answerReply(question.id, quoted, isOneOfSeveral, context)], effects };
}

/** A person answers; the question comes back as a case does. */
async function passOn(question: Question, context: Context, brand?: string): Promise<Outcome> {
  const facts = brand === undefined ? {} : { brand };
  const opened = await openCase({ kind: 'consultation', words: question.words, facts }, context);
  const passed: Question = { ...question, outcome: 'passed', caseId: opened.case.id };
  const reply: Reply = { text: { lines: [say('answer.unknown'), personAsked(opened.case, context)] } };
  return { replies: [reply], effects: [...opened.effects, written(passed, question.seq === 1 ? 'asked' : 'passed')] };
}

/** Where there is no text at all. */
export const askStaff = async (words: string, context: Context, brand: string): Promise<Outcome> =>
  await passOn(newQuestion(words, context), context, brand);

/** What speaks of earnings is shown to staff first, who let it go by one tap or write another answer. */
async function hold(question: Question, quoted: Quoted, context: Context): Promise<Outcome> {
  const { brand } = quoted.policy;
  const opened = await openCase({ kind: 'consultation', words: question.words, facts: { brand } }, context);
  const held: Question = { ...question, outcome: 'held', caseId: opened.case.id };
  const proposal: Reply = {
    text: { lines: [say('answer.held.desk', { number: opened.case.number }), quotation(quoted, context)] },
    buttons: [sendButton(question)],
  };
  return {
    replies: [{ text: { lines: [say('answer.held'), personAsked(opened.case, context)] } }],
    effects: [
      ...opened.effects,
      written(held, question.seq === 1 ? 'asked' : 'taken'),
      { type: 'post', to: 'desk', reply: underCard(opened.case, proposal) },
    ],
  };
}

export async function pressAnswer(buttonId: string, context: Context): Promise<Outcome> {
  const placed = pressedPlace(buttonId, await context.reads.policies());
  if (placed === null) return stale();
  if (placed) return await choosePlace(placed, context);
  const button = parseAnswerButton(buttonId);
  const question = button && (await context.reads.question(button.id));
  if (!button || !question) return stale();
  if (button.act === 'send') return await release(question, context);
  if (button.act === 'group') return await showGroup(question.id, context);
  if (button.act === 'write') return await writeForGroup(question.id, context);
  if (question.personId !== context.person?.id) return stale();
  const next = { ...question, seq: question.seq + 1 };
  switch (button.act) {
    case 'take': {
      if (question.outcome !== 'offered') return stale();
      const quoted = await asItIsNow(button.policy, context);
      return quoted ? await giveText(next, quoted.policy, context) : stale();
    }
    case 'yes': {
      const { effect } = changed(question, 'helped', { helped: true });
      return { replies: [{ text: say('answer.thanks') }], effects: [effect] };
    }
    case 'no':
    case 'person':
      if (question.caseId !== null) return await askedAlready(question.caseId, context);
      return await passOn(
        { ...next, ...(question.outcome === 'answered' && { helped: false }) },
        context,
        await brandAsked(question, context),
      );
    default:
      return button.act satisfies never;
  }
}

async function brandAsked({ policyId, words }: Question, context: Context): Promise<string | undefined> {
  const policy = policyId === null ? undefined : await context.reads.policy(policyId);
  return policy?.brand ?? brandFor(words, await context.reads.policies(), context);
}

async function askedAlready(caseId: string, { reads }: Context): Promise<Outcome> {
  const current = await reads.caseById(caseId);
  return current ? atOnce({ text: say('person.asked-already', { number: current.number }) }) : stale();
}

/** The text as it is approved now: what was held may have changed since. */
async function release(question: Question, context: Context): Promise<Outcome> {
  const { reads, person } = context;
  const [current, quoted] = await Promise.all([
    reads.caseById(question.caseId ?? ''),
    asItIsNow(question.policyId ?? '', context),
  ]);
  if (!current || !mayHandle(person, current)) return atOnce({ text: say('command.not-allowed') });
  if (question.outcome !== 'held' || !quoted) return stale();
  if (quoted.words.version !== question.version) return await heldAnew(question, quoted, context);
  // Whoever sends it answers for it; the case is theirs first, and they read the text once more.
  if (current.assigneeId === null) return await claimToSend(current, question, quoted, context);
  const text = quoted.words.body;
  const answered = await actOnCase(current, { type: 'resolve', outcome: 'informed', text }, context);
  if (answered.effects.length === 0) return answered;
  const { effect } = changed(question, 'released', { outcome: 'released' });
  return { ...answered, effects: [...answered.effects, effect] };
}

async function claimToSend(current: Case, question: Question, quoted: Quoted, context: Context): Promise<Outcome> {
  const claimed = await actOnCase(current, { type: 'claim' }, context);
  if (claimed.effects.length === 0) return claimed;
  const reply: Reply = {
    text: { lines: [say('answer.held.claimed'), quotation(quoted, context)] },
    buttons: [sendButton(question)],
  };
  return { ...claimed, replies: [...claimed.replies, underCard(current, reply)] };
}

const sendButton = ({ id }: Question): ReplyButton => ({
  id: answerButtonId(id, 'send'),
  label: say('answer.button.send'),
  style: 'primary',
});

/** Somebody has approved another version meanwhile: it is read before it is sent. */
async function heldAnew(question: Question, quoted: Quoted, context: Context): Promise<Outcome> {
  const { effect, question: next } = changed(question, 'held', { version: quoted.words.version });
  const reply: Reply = {
    text: { lines: [say('answer.held.changed'), quotation(quoted, context)] },
    buttons: [sendButton(next)],
  };
  return { replies: [reply], effects: [effect] };
}
