/** `/questions`: what was asked of late: the unanswered ones grouped, the frequent ones counted. Questions only. */
import { alike } from '../../answers/groups.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Question } from '../../domain/question.ts';
import { shorten } from '../cases/case-card.ts';
import { policyButtonId, titleOf } from './policy-card.ts';

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;
/** As many are looked at. */
const READ_MAX = 2000;
const GROUPS_MAX = 10;
const FREQUENT_MAX = 10;
const EXAMPLES = 3;

export async function showQuestions(context: Context): Promise<Outcome> {
  const { reads, now } = context;
  const since = new Date(Date.parse(now) - DAYS * DAY_MS).toISOString();
  const asked = await reads.questionsSince(since, READ_MAX);
  if (asked.length === 0) return atOnce({ text: say('questions.none', { days: DAYS }) });
  const open = asked.filter(({ outcome, helped }) => outcome === 'passed' || helped === false);
  const groups = alike(open, ({ words }) => words).slice(0, GROUPS_MAX);
  const lines: Text[] = [
    say('questions.title', { days: DAYS, count: asked.length, open: open.length }),
    ...(groups.length > 0 ? [say('questions.open'), ...groups.map(groupLine)] : []),
  ];
  const frequent = await frequentOf(asked, context);
  if (frequent.length > 0) lines.push(say('questions.frequent'), ...frequent.map(({ line }) => line));
  const buttons: NonNullable<Reply['buttons']> = frequent.map(({ policy }) => ({
    id: policyButtonId(policy.id, 'show'),
    label: verbatim(titleOf(policy)),
  }));
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

function groupLine(group: readonly Question[]): Text {
  const words = group.slice(0, EXAMPLES).map(({ words }) => verbatim(`“${shorten(words)}”`));
  return say('questions.group', { count: group.length, words: { list: words } });
}

async function frequentOf(asked: readonly Question[], { reads }: Context): Promise<{ policy: Policy; line: Text }[]> {
  const byPolicy = new Map<string, Question[]>();
  for (const one of asked) {
    if (one.policyId === null) continue;
    byPolicy.set(one.policyId, [...(byPolicy.get(one.policyId) ?? []), one]);
  }
  const most = [...byPolicy].toSorted(([, a], [, b]) => b.length - a.length).slice(0, FREQUENT_MAX);
  const lines = await Promise.all(
    most.map(async ([id, questions]) => {
      const policy = await reads.policy(id);
      if (!policy) return [];
      const helped = questions.filter((one) => one.helped === true).length;
      const unhelped = questions.filter((one) => one.helped === false).length;
      const title = verbatim(titleOf(policy));
      return [{ policy, line: say('questions.line', { title, count: questions.length, helped, unhelped }) }];
    }),
  );
  return lines.flat();
}
