/** Deadlines that come within a moment, for cases whose person says so: timers then come due among the kills. */
import type { Store } from '../../src/core/store.ts';

/** In the words of a complaint. */
export const HASTE = 'at once';
const WITHIN_MS = 400;

/** What a dead process had claimed is free again after `leaseMs`. The store is changed in place. */
export function hastenTimers(store: Store, leaseMs: number): void {
  const { commit, timers } = store;
  const { claim } = timers;
  store.commit = (decisions, options) => {
    for (const decision of decisions) {
      if (!decision.cases.some(({ words }) => words.includes(HASTE))) continue;
      const dueAt = new Date(Date.now() + Math.random() * WITHIN_MS).toISOString();
      // In place: the engine sets its alarm by what it has decided.
      decision.timers = decision.timers.map((timer) => ({ ...timer, dueAt }));
    }
    return commit(decisions, options);
  };
  timers.claim = (options) => claim({ ...options, leaseMs });
}
