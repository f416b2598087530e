/** The timers of a chat that a colleague has taken over: to tell the conversation of it, and to hand it back when nobody writes. */
import type { Context, Effect } from '../../core/flow.ts';
import type { Case } from '../../domain/case.ts';
import { msUntilMorning } from '../rest.ts';

export const SYNC_TIMER = 'handover.sync';
export const IDLE_TIMER = 'handover.idle';

/** When neither side has written for so long, the chat goes back to the bot. */
export const IDLE_AFTER_MS = 12 * 3_600_000;

/**
 * Has the person's conversation learn what the case says. It belongs to another event than the staff's: as a timer's it is loaded with
 * its open forms, and of two that differ only the newest is left.
 */
export async function syncTimers(current: Case, { now, reads }: Context): Promise<Effect[]> {
  const [thread, accounts] = await Promise.all([reads.thread(current.threadId), reads.accountsOf(current.personId)]);
  return accounts
    .filter(({ channel }) => channel === thread?.channel)
    .map((account): Effect => {
      const ids = { case: current.id, thread: current.threadId, account: account.id };
      const key = `${SYNC_TIMER}:${current.id}:${account.id}`;
      return { type: 'timer', timer: { key, dueAt: now, kind: SYNC_TIMER, ids } };
    });
}

const idleKey = (current: Case): string => `${IDLE_TIMER}:${current.id}`;

/** Begins the wait anew; whoever is asleep when it ends is not woken. */
export async function idleTimer(current: Case, { now, zone, reads }: Context): Promise<Effect[]> {
  if (!current.takenOverBy) return [];
  const owner = await reads.person(current.personId);
  const over = Date.parse(now) + IDLE_AFTER_MS;
  const nightMs = msUntilMorning(new Date(over).toISOString(), owner?.zone ?? zone);
  const dueAt = new Date(over + nightMs).toISOString();
  return [{ type: 'timer', timer: { key: idleKey(current), dueAt, kind: IDLE_TIMER, ids: { case: current.id } } }];
}

export const noIdleTimer = (current: Case): Effect => ({ type: 'cancel-timer', key: idleKey(current) });
