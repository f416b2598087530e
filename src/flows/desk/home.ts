/** What someone sees first where a platform has a place of their own: staff their cases, the queue and what failed; everyone else their own cases. */
import type { Context, ImmediateReply, Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { may } from '../../domain/rights.ts';
import { showOwnCases } from '../cases/own-cases.ts';
import { mineReply } from './desk-lists.ts';
import { showQueue } from './desk-views.ts';

/** More than that is only said to be more. */
const FAILED_MAX = 100;

export async function showHome(context: Context): Promise<Outcome> {
  const { person } = context;
  const immediate: ImmediateReply[] = [];
  if (may(person, 'cases.handle')) immediate.push({ type: 'reply', reply: await mineReply(context) });
  if (may(person, 'desk.read')) immediate.push(...((await showQueue('', context)).immediate ?? []));
  if (may(person, 'failed.handle')) immediate.push(...(await failedLine(context)));
  if (person?.role !== 'staff') immediate.push(...((await showOwnCases(context)).immediate ?? []));
  return { replies: [], immediate, effects: [] };
}

async function failedLine({ reads }: Context): Promise<ImmediateReply[]> {
  const [events, sends] = await Promise.all([reads.failedEvents(FAILED_MAX), reads.failedSends(FAILED_MAX)]);
  const count = events.length + sends.length;
  return count === 0 ? [] : [{ type: 'reply', reply: { text: say('home.failed', { count }) } }];
}
