/** What every `Store` must do, whichever database is behind it: one suite, run by `test/store/pglite.test.ts` and `postgres.test.ts`. */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import type { Cell } from '../../src/store/database.ts';
import { emptyTables } from '../support/store.ts';
import { describeApplications } from './store/applications.ts';
import { describeCallbackReport } from './store/callback-report.ts';
import { describeCallbacks } from './store/callbacks.ts';
import { describeCommit } from './store/commit.ts';
import { describeDeliveries } from './store/deliveries.ts';
import { describeDossiers } from './store/dossiers.ts';
import { describeExpectations } from './store/expectations.ts';
import { describeFiles } from './store/files.ts';
import { describeLeases } from './store/leases.ts';
import { describeOutbox } from './store/outbox.ts';
import { describeOutlets } from './store/outlets.ts';
import { describePolicies } from './store/policies.ts';
import { describeReads } from './store/reads.ts';
import { describeReports } from './store/reports.ts';
import { describeThreads } from './store/threads.ts';
import { describeTimers } from './store/timers.ts';
import { describeTranscript } from './store/transcript.ts';

/** A store under test, and a view of its tables beside it. */
export interface Opened {
  store: Store;
  /** Other stores on the same database, as other processes would have. */
  others: Store[];
  sql(text: string): Promise<Cell[][]>;
  close(): Promise<void>;
}

/** What the parts of the suite get: the store of the running test. */
export interface Harness {
  readonly store: Store;
  readonly stores: readonly Store[];
  sql(text: string): Promise<Cell[][]>;
  /** How many rows a table has. */
  count(table: string, where?: string): Promise<number>;
}

export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name} store`, () => {
    let opened: Opened | undefined;
    const current = (): Opened => {
      if (!opened) throw new Error('the store is not open');
      return opened;
    };
    const harness: Harness = {
      get store() {
        return current().store;
      },
      get stores() {
        return [current().store, ...current().others];
      },
      sql: (text) => current().sql(text),
      count: async (table, where = 'true') => {
        const [row] = await current().sql(`select count(*) from ${table} where ${where}`);
        return Number(row?.[0]);
      },
    };

    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.close();
    });
    beforeEach(() => emptyTables({ query: harness.sql }));

    describeCommit(harness);
    describeExpectations(harness);
    describeThreads(harness);
    describeOutbox(harness);
    describeTimers(harness);
    describeLeases(harness);
    describeOutlets(harness);
    describeReads(harness);
    describeReports(harness);
    describeCallbackReport(harness);
    describeCallbacks(harness);
    describeDeliveries(harness);
    describePolicies(harness);
    describeDossiers(harness);
    describeApplications(harness);
    describeTranscript(harness);
    describeFiles(harness);
  });
}
