/** A store whose calls a test can watch, hold up, fail, or rob of their answers. */
import { StoreError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/store.ts';

export type Call =
  | { name: 'load'; args: Parameters<Store['load']> }
  | { name: 'commit'; args: Parameters<Store['commit']> }
  | { name: 'mark'; args: Parameters<Store['outbox']['mark']> }
  | { name: 'claim'; args: Parameters<Store['outbox']['claim']> }
  | { name: 'pending'; args: Parameters<Store['outbox']['pending']> }
  | { name: 'claimTimers'; args: Parameters<Store['timers']['claim']> }
  | { name: 'ping'; args: [] };

export interface TamperedStore extends Store {
  calls: Call[];
  /** Called before the database is asked; what it throws is the answer. */
  before: (call: Call) => Promise<void> | void;
  /** Called when the database has done it; what it throws is the answer. */
  after: (call: Call) => Promise<void> | void;
  /** No connection from now on, until `restore`. */
  cut(): void;
  restore(): void;
}

export const away = (): StoreError => new StoreError('unreachable', 'no connection to the database');

export function tampered(store: Store): TamperedStore {
  const calls: Call[] = [];
  let isCut = false;
  const tamper = async <T>(call: Call, work: () => Promise<T>): Promise<T> => {
    calls.push(call);
    await self.before(call);
    if (isCut) throw away();
    const answer = await work();
    await self.after(call);
    if (isCut) throw away();
    return answer;
  };
  const self: TamperedStore = {
    ...store,
    calls,
    before: () => {},
    after: () => {},
    cut: () => {
      isCut = true;
    },
    restore: () => {
      isCut = false;
    },
    load: (...args) => tamper({ name: 'load', args }, () => store.load(...args)),
    commit: (...args) => tamper({ name: 'commit', args }, () => store.commit(...args)),
    ping: () => tamper({ name: 'ping', args: [] }, () => store.ping()),
    outbox: {
      ...store.outbox,
      mark: (...args) => tamper({ name: 'mark', args }, () => store.outbox.mark(...args)),
      claim: (...args) => tamper({ name: 'claim', args }, () => store.outbox.claim(...args)),
      pending: (...args) => tamper({ name: 'pending', args }, () => store.outbox.pending(...args)),
    },
    timers: { claim: (...args) => tamper({ name: 'claimTimers', args }, () => store.timers.claim(...args)) },
  };
  return self;
}
