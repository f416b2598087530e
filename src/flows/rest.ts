/** When a draft that nobody touches is looked at: first to remind of it, by day, then to let it rest. */
import type { Context, Effect } from '../core/flow.ts';
import { outOfQuiet } from '../domain/quiet-hours.ts';

export const REST_TIMER = 'draft.rest';

/** So long after the last word the person is reminded, once. */
export const REMIND_AFTER_MS = 4 * 3_600_000;
/** A draft that nobody touched for so long goes to rest: what is written next is not taken for an answer unasked. */
export const REST_AFTER_MS = 12 * 3_600_000;

/** Looks at the draft so long after a moment, ISO 8601. */
export function lookAtDraft(draftId: string, from: string, afterMs: number, context: Context): Effect[] {
  const { account, conversation, thread } = context;
  if (!conversation || !thread) return [];
  const dueAt = new Date(Date.parse(from) + afterMs).toISOString();
  const ids = { draft: draftId, thread: thread.id, account: account?.id ?? conversation.accountId };
  // A timer of its own each time: the one that came due is deleted by the same decision.
  return [{ type: 'timer', timer: { key: `${REST_TIMER}:${draftId}:${dueAt}`, dueAt, kind: REST_TIMER, ids } }];
}

/** How long the person's quiet hours still last; 0 by day. */
export const msUntilMorning = (now: string, zone: string): number =>
  Date.parse(outOfQuiet(now, zone)) - Date.parse(now);
