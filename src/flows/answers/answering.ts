/**
 * Questions before signing (F06): answered from approved texts alone, with the text named. What none of them answers goes to a person, and so does
 * whatever speaks of earnings, until staff have agreed.
 */
import { PERHAPS, SURE } from '../../answers/confidence.ts';
import { libraryOf, readable, subjectOf } from '../../answers/shelf.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import type { Question } from '../../domain/question.ts';
import { mayHandle } from '../../domain/rights.ts';
import { actOnCase } from '../cases/case-acts.ts';
import { underCard } from '../cases/case-card.ts';
import { openCase, personAsked } from '../cases/opening.ts';
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
import { showGroup, writeForGroup } from './question-groups.ts';

const OFFERED_MAX = 3;

/** What is asked is kept so far. */
const WORDS_MAX = 1000;

interface Search {
  best: Quoted[];
  confidence: number;
}

/** Undefined: there is no text at all that could answer anything. */
async function search(words: string, { reads, language }: Context): Promise<Search | undefined> {
  const list = await reads.policies();
  if (list.length === 0) return undefined;
  const library = await libraryOf(list, null);
  const { found, confidence } = library.find(words, OFFERED_MAX);
  const texts = readable(list, null);
  const best = found.flatMap(({ subject }) => {
    const quoted = quotedFor(
      texts.filter((one) => subjectOf(one) === subject),
      language,
    );
    return quoted ? [quoted] : [];
  });
  return { best, confidence };
}

/** `asks`: it looks like a question whether or not a text answers it. Undefined: nothing that policies are about. */
export async function answerInWords(words: string, asks: boolean, context: Context): Promise<Outcome | undefined> {
  const { person } = context;
  const found = person && (await search(words, context));
  const [first] = found?.best ?? [];
  if (!found || !person) return undefined;
  if (first && found.confidence >= SURE) {
    const question = newQuestion(words, context);
    // Another process may have changed or retired it a moment ago.
    const quoted = await asItIsNow(first.policy.id, context);
    return quoted ? await giveAnswer(question, quoted, context) : await passOn(question, context);
  }
  if (!asks) return undefined;
  if (first && found.confidence >= PERHAPS) {
    const question: Question = { ...newQuestion(words, context), outcome: 'offered' };
    return { replies: [choiceReply(question.id, found.best)], effects: [written(question, 'asked')] };
  }
  return await passOn(newQuestion(words, context), context);
}

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
  return { replies: [answerReply(question.id, quoted, context)], effects };
}

/** A person answers; the question comes back as a case does. */
async function passOn(question: Question, context: Context): Promise<Outcome> {
  const opened = await openCase({ kind: 'consultation', words: question.words, facts: {} }, context);
  const passed: Question = { ...question, outcome: 'passed', caseId: opened.case.id };
  const reply: Reply = { text: { lines: [say('answer.unknown'), personAsked(opened.case, context)] } };
  return { replies: [reply], effects: [...opened.effects, written(passed, question.seq === 1 ? 'asked' : 'passed')] };
}

/** Where there is no text at all. */
export const askStaff = async (words: string, context: Context): Promise<Outcome> =>
  await passOn(newQuestion(words, context), context);

/** What speaks of earnings is shown to staff first, who let it go by one tap or write another answer. */
async function hold(question: Question, quoted: Quoted, context: Context): Promise<Outcome> {
  const opened = await openCase({ kind: 'consultation', words: question.words, facts: {} }, context);
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
      return quoted ? await giveAnswer(next, quoted, context) : stale();
    }
    case 'yes': {
      const { effect } = changed(question, 'helped', { helped: true });
      return { replies: [{ text: say('answer.thanks') }], effects: [effect] };
    }
    case 'no':
    case 'person':
      if (question.caseId !== null) return await askedAlready(question.caseId, context);
      return await passOn({ ...next, ...(question.outcome === 'answered' && { helped: false }) }, context);
    default:
      return button.act satisfies never;
  }
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
