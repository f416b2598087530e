/** Questions that ask the same, as staff see them together: each with its case, to be answered there, or all at once by a text. */
import { alike } from '../../answers/groups.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { POLICY_ASKED_LINE_MAX, POLICY_ASKED_MAX, POLICY_TITLE_MAX } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import { may, mayRead } from '../../domain/rights.ts';
import { caseButtonId, shorten, statusText } from '../cases/case-card.ts';
import { openInDialog, stale } from '../forms.ts';
import { answerButtonId } from './answer-card.ts';
import { mayEditPolicies, policyButtonId } from './policy-card.ts';
import { mainBrand, policyForm } from './policy-forms.ts';

export const QUESTION_DAYS = 30;
const DAY_MS = 24 * 3_600_000;
/** As many are looked at. */
const READ_MAX = 2000;
const SHOWN_MAX = 10;
const CASES_MAX = 5;

/** A question and the case in which a person answers it, if there is one. */
interface Asked {
  question: Question;
  current: Case | undefined;
}

export async function askedLately({ reads, now }: Context): Promise<Question[]> {
  const since = new Date(Date.parse(now) - QUESTION_DAYS * DAY_MS).toISOString();
  return await reads.questionsSince(since, READ_MAX);
}

/** No text answers them, or the one that did was no help. */
export const unanswered = (asked: readonly Question[]): Question[] =>
  asked.filter(({ outcome, helped }) => outcome === 'passed' || helped === false);

export const groupsOf = (asked: readonly Question[]): Question[][] => alike(asked, ({ words }) => words);

/** Without those that stand in a case which the reader may not read. */
export async function readableOf(asked: readonly Question[], { reads, person }: Context): Promise<Asked[]> {
  const found = await Promise.all(
    asked.map(async (question) => {
      const current = question.caseId === null ? undefined : await reads.caseById(question.caseId);
      return current && !(person && mayRead(person, current)) ? [] : [{ question, current }];
    }),
  );
  return found.flat();
}

export const quoted = ({ words }: Question): Text => verbatim(`“${shorten(words)}”`);

async function groupWith(id: string, context: Context): Promise<Asked[]> {
  if (!may(context.person, 'policy.read')) return [];
  const group = groupsOf(unanswered(await askedLately(context))).find((some) => some.some((one) => one.id === id));
  return await readableOf((group ?? []).slice(0, SHOWN_MAX), context);
}

/** `id`: of any question of the group. */
export async function showGroup(id: string, context: Context): Promise<Outcome> {
  const group = await groupWith(id, context);
  if (group.length === 0) return stale();
  const lines = [
    say('questions.group.title', { count: group.length }),
    ...group.map(({ question, current }) =>
      current
        ? say('questions.group.case', { words: quoted(question), number: current.number, status: statusText(current) })
        : quoted(question),
    ),
  ];
  const write: ReplyButton = {
    ...{ id: answerButtonId(id, 'write'), label: say('questions.button.write'), style: 'primary', opens: 'form' },
  };
  const cases = [...new Map(group.flatMap(({ current }) => (current ? [[current.id, current]] : []))).values()];
  const buttons = [
    ...(mayEditPolicies(context) ? [write] : []),
    ...cases.slice(0, CASES_MAX).map((current) => caseButton(current, context)),
  ];
  const reply: Reply = { text: { lines }, ...(buttons.length > 0 && { buttons }) };
  return atOnce(reply);
}

/** What comes next with it: its answer is kept, it is answered, it is taken on, or only looked at. */
function caseButton(current: Case, context: Context): ReplyButton {
  const { number, assigneeId, answeredAt, confidential } = current;
  if (answeredAt !== null && !confidential && mayEditPolicies(context))
    return { id: policyButtonId(current.id, 'keep'), label: say('questions.button.keep', { number }) };
  if (answeredAt === null && assigneeId === context.person?.id)
    return { id: caseButtonId(current, 'resolve'), label: say('questions.button.answer', { number }), opens: 'form' };
  if (answeredAt === null && assigneeId === null)
    return { id: caseButtonId(current, 'claim'), label: say('questions.button.claim', { number }) };
  return { id: caseButtonId(current, 'show'), label: verbatim(number) };
}

/** A text for all of them, found by the words in which they asked. */
export async function writeForGroup(id: string, context: Context): Promise<Outcome> {
  if (!mayEditPolicies(context)) return atOnce({ text: say('command.not-allowed') });
  const group = await groupWith(id, context);
  const [first] = group;
  if (!first) return stale();
  const asked = group.map(({ question }) =>
    question.words.replace(/\s+/gu, ' ').trim().slice(0, POLICY_ASKED_LINE_MAX),
  );
  const answers = {
    language: first.question.language,
    brand: mainBrand(await context.reads.policies()),
    title: [...(asked[0] ?? '')].slice(0, POLICY_TITLE_MAX).join(''),
    asked: [...new Set(asked)].slice(0, POLICY_ASKED_MAX).join('\n'),
  };
  return await openInDialog(policyForm, { opening: '', args: { question: id }, answers, leftOut: ['region'] }, context);
}
