/** The points of a host's work at which it can be made to die. */
import type { Store } from '../../src/core/store.ts';

export const FAILPOINTS = [
  'after-claim',
  'before-commit',
  'in-commit',
  'after-commit',
  'before-send',
  'after-send',
  'before-mark',
  'in-mark',
  'after-mark',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

/** Tells of each point that the store comes to. Marks go alone or ride on commits. The store is changed in place. */
export function watchPoints(store: Store, reach: (point: Failpoint) => void): void {
  const { commit, outbox, timers } = store;
  const { mark } = outbox;
  const { claim } = timers;
  timers.claim = async (options) => {
    const claimed = await claim(options);
    if (claimed.timers.length > 0) reach('after-claim');
    return claimed;
  };
  store.commit = async (decisions, options) => {
    const withMarks = options.marks.rows.length > 0;
    reach('before-commit');
    if (withMarks) reach('before-mark');
    const committed = commit(decisions, options);
    // The statement is on its way: it may or may not be written.
    setImmediate(() => {
      reach('in-commit');
      if (withMarks) reach('in-mark');
    });
    const answer = await committed;
    reach('after-commit');
    if (withMarks) reach('after-mark');
    return answer;
  };
  outbox.mark = async (marks, options) => {
    reach('before-mark');
    const marked = mark(marks, options);
    setImmediate(() => reach('in-mark'));
    const answer = await marked;
    reach('after-mark');
    return answer;
  };
}
