/** When a draft that nobody touches is looked at: first to remind of it, by day, then to let it rest. */
import type { Context, Effect } from '../core/flow.ts';

export const REST_TIMER = 'draft.rest';

/** So long after the last word the person is reminded, once. */
export const REMIND_AFTER_MS = 4 * 3_600_000;
/** A draft that nobody touched for so long goes to rest: what is written next is not taken for an answer unasked. */
export const REST_AFTER_MS = 12 * 3_600_000;

/** Nobody is reminded from the one hour to the other, on the clock of their zone. */
const NIGHT = { from: 21, to: 8 };

/** Looks at the draft so long after a moment, ISO 8601. */
export function lookAtDraft(draftId: string, from: string, afterMs: number, context: Context): Effect[] {
  const { account, conversation, thread } = context;
  if (!conversation || !thread) return [];
  const dueAt = new Date(Date.parse(from) + afterMs).toISOString();
  const ids = { draft: draftId, thread: thread.id, account: account?.id ?? conversation.accountId };
  // A timer of its own each time: the one that came due is deleted by the same decision.
  return [{ type: 'timer', timer: { key: `${REST_TIMER}:${draftId}:${dueAt}`, dueAt, kind: REST_TIMER, ids } }];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How long it is until morning; 0 by day. */
export function msUntilMorning(now: string, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  const parts = Object.fromEntries(clock.formatToParts(new Date(now)).map(({ type, value }) => [type, Number(value)]));
  const { hour = 0, minute = 0 } = parts;
  if (hour >= NIGHT.to && hour < NIGHT.from) return 0;
  const hours = hour >= NIGHT.from ? 24 - hour + NIGHT.to : NIGHT.to - hour;
  return (hours * 60 - minute) * 60_000;
}
