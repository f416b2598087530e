/** `/questions`: what was asked of late: the unanswered ones grouped, the frequent ones counted. Questions only. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import { shorten } from '../cases/case-card.ts';
import { answerButtonId } from './answer-card.ts';
import { policyButtonId, titleOf } from './policy-card.ts';
import { askedLately, groupsOf, QUESTION_DAYS, quoted, readableOf, unanswered } from './question-groups.ts';

const GROUPS_MAX = 10;
const FREQUENT_MAX = 10;
const EXAMPLES = 3;

export async function showQuestions(context: Context): Promise<Outcome> {
  const asked = await askedLately(context);
  const days = QUESTION_DAYS;
  if (asked.length === 0) return atOnce({ text: say('questions.none', { days }) });
  const open = unanswered(asked);
  const groups = await examplesOf(groupsOf(open).slice(0, GROUPS_MAX), context);
  const lines: Text[] = [
    say('questions.title', { days, count: asked.length, open: open.length }),
    ...(groups.length > 0 ? [say('questions.open'), ...groups.map(({ line }) => line)] : []),
  ];
  const frequent = await frequentOf(asked, context);
  if (frequent.length > 0) lines.push(say('questions.frequent'), ...frequent.map(({ line }) => line));
  const buttons: NonNullable<Reply['buttons']> = [
    ...groups.map(({ first }) => ({
      id: answerButtonId(first.id, 'group'),
      label: verbatim(`“${shorten(first.words)}”`),
    })),
    ...frequent.map(({ policy }) => ({
      ...{ id: policyButtonId(policy.id, 'show'), label: verbatim(titleOf(policy)), minor: true as const },
    })),
  ];
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

async function examplesOf(groups: readonly Question[][], context: Context): Promise<{ first: Question; line: Text }[]> {
  const shown = await Promise.all(
    groups.map(async (group) => {
      const some = (await readableOf(group.slice(0, EXAMPLES), context)).map(({ question }) => question);
      const [first] = some;
      if (!first) return [];
      return [{ first, line: say('questions.group', { count: group.length, words: { list: some.map(quoted) } }) }];
    }),
  );
  return shown.flat();
}

/** By subject, whichever language it was answered in; named in the reader's where there is such a text. */
async function frequentOf(
  asked: readonly Question[],
  { reads, language }: Context,
): Promise<{ policy: Policy; line: Text }[]> {
  const list = await reads.policies();
  const known = new Map(list.map((one) => [one.id, one]));
  const bySubject = Map.groupBy(asked, ({ policyId }) => {
    const policy = policyId === null ? undefined : known.get(policyId);
    return policy && `${policy.brand} ${policy.key} ${policy.region ?? ''}`;
  });
  const most = [...bySubject]
    .flatMap(([subject, questions]) => (subject === undefined ? [] : [questions]))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, FREQUENT_MAX);
  return most.flatMap((questions) => {
    const answered = known.get(questions[0]?.policyId ?? '');
    if (!answered) return [];
    const { brand, key, region } = answered;
    const same = list.filter((one) => one.brand === brand && one.key === key && one.region === region);
    const policy = same.find((one) => one.language === language) ?? answered;
    const helped = questions.filter((one) => one.helped === true).length;
    const unhelped = questions.filter((one) => one.helped === false).length;
    const title = verbatim(titleOf(policy));
    return [{ policy, line: say('questions.line', { title, count: questions.length, helped, unhelped }) }];
  });
}
