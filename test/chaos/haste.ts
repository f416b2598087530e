/**
 * What comes due within a moment, so that it does so among the kills: deadlines of cases, and callbacks, for whoever says so. A callback
 * is moved to that moment as a whole, since its reminders follow from its window.
 */
import type { Decision, JournalEntry } from '../../src/core/decision.ts';
import type { Store } from '../../src/core/store.ts';
import { isoOf } from '../../src/domain/business-time.ts';
import type { Callback } from '../../src/domain/callback.ts';
import type { CallbackRules } from '../../src/domain/callback-rules.ts';
import { REMIND_TIMER, reminderTimers } from '../../src/flows/callbacks/callback-reminders.ts';

/** In the words of a complaint, or what a call is about: when it is made. */
export const HASTE = 'at once';
/** In what a call is about: when the person, or the agent, is told before it. */
export const EARLY = { announce: 'tell me before', soon: 'tell them before' } as const;
const WITHIN_MS = 400;
const HALF_HOUR_MS = 1_800_000;

/** What a dead process had claimed is free again after `leaseMs`. The store is changed in place. */
export function hastenTimers(store: Store, leaseMs: number, rules: CallbackRules): void {
  const { commit, timers } = store;
  const { claim } = timers;
  store.commit = (decisions, options) => {
    for (const decision of decisions) {
      // By the database's clock, as the decision was made.
      const dueAt = (now: string): number => Date.parse(now) + Math.ceil(Math.random() * WITHIN_MS);
      hastenCalls(decision, rules, ({ at }, { topic }) => dueAt(at) + leadOf(topic, rules));
      const [entry] = decision.journal;
      if (!entry || !decision.cases.some(({ words }) => words.includes(HASTE))) continue;
      // In place: the engine sets its alarm by what it has decided.
      const soon = isoOf(dueAt(entry.at));
      decision.timers = decision.timers.map((timer) => ({ ...timer, dueAt: soon }));
    }
    return commit(decisions, options);
  };
  timers.claim = (options) => claim({ ...options, leaseMs });
}

function leadOf(topic: string, rules: CallbackRules): number {
  if (topic.includes(EARLY.announce)) return rules.personLeadMs;
  return topic.includes(EARLY.soon) ? rules.soonMs : 0;
}

const isHasty = ({ topic }: Callback): boolean =>
  [HASTE, EARLY.announce, EARLY.soon].some((words) => topic.includes(words));

/** Moves the windows that a decision sets to where `fromOf` says, in place: state, journal and timers. */
export function hastenCalls(
  decision: Decision,
  rules: CallbackRules,
  fromOf: (entry: JournalEntry, callback: Callback) => number,
): void {
  decision.callbacks = decision.callbacks.map((callback) => {
    const entry = decision.journal.find(({ id, seq }) => id === callback.id && seq === callback.seq);
    if (!entry || typeof entry.body.from !== 'string' || !isHasty(callback)) return callback;
    const from = fromOf(entry, callback);
    const times = { from: isoOf(from), until: isoOf(from + HALF_HOUR_MS) };
    entry.body = { ...entry.body, ...times };
    const rounds = callback.rounds.map((round) => (round.ended === null ? { ...round, ...times } : round));
    const moved: Callback = { ...callback, window: { ...callback.window, ...times }, rounds };
    const isOther = ({ key }: { key: string }) => !(key.startsWith(REMIND_TIMER) && key.includes(callback.id));
    decision.timers = decision.timers.filter(isOther);
    decision.cancel = decision.cancel.filter(isOther);
    for (const effect of reminderTimers(moved, { callRules: rules })) {
      if (effect.type === 'timer') decision.timers.push({ ...effect.timer, rev: decision.event.id });
      else if (effect.type === 'cancel-timer') decision.cancel.push({ key: effect.key });
    }
    return moved;
  });
}
