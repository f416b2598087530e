/** Faults that are put in on purpose (`--break NAME`), to see that they are noticed. The store is changed in place. */
import type { Decision } from '../../src/core/decision.ts';
import type { CommitOptions, Store } from '../../src/core/store.ts';

/** Commits drop something of one decision that has it, after a few that are left whole. */
function dropping(part: 'outbox' | 'answers' | 'timers' | 'cases', nth: number): (store: Store) => void {
  return (store) => {
    const { commit } = store;
    let left = nth;
    store.commit = (decisions, options) => {
      const victim = decisions.find((decision) => decision[part].length > 0);
      left -= victim ? 1 : 0;
      const drop = (one: Decision): Decision => (one === victim ? { ...one, [part]: [] } : one);
      return commit(left === 0 ? decisions.map(drop) : decisions, options);
    };
  };
}

/** Says that marks are written, and never writes those of one message. */
function droppingMarks(store: Store): void {
  const { commit, outbox } = store;
  const { mark } = outbox;
  let victim: string | undefined;
  const kept = (marks: CommitOptions['marks']) => {
    victim ??= marks.rows[0]?.id;
    return { ...marks, rows: marks.rows.filter(({ id }) => id !== victim) };
  };
  store.commit = (decisions, options) => commit(decisions, { ...options, marks: kept(options.marks) });
  outbox.mark = (marks, options) => mark(kept(marks), options);
}

export const STORE_BREAKS = {
  'drop-outbox': dropping('outbox', 5),
  'drop-answers': dropping('answers', 5),
  'drop-timers': dropping('timers', 1),
  'drop-cases': dropping('cases', 1),
  'drop-marks': droppingMarks,
} satisfies Record<string, (store: Store) => void>;

/** What the transport of a host can do wrong: acknowledge before anything is written, send everything twice. */
export const HOST_BREAKS = ['early-ack', 'send-twice'] as const;

export const BREAKS: readonly string[] = [...Object.keys(STORE_BREAKS), ...HOST_BREAKS];

export function breakStore(store: Store, name: string): void {
  const change = Object.entries(STORE_BREAKS).find(([one]) => one === name)?.[1];
  change?.(store);
}
