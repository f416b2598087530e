/** The port `Store` over a database that is open and has its schema. */
import type { Store } from '../core/store.ts';
import { createCaseNumbers } from './case-numbers.ts';
import { commit } from './commit.ts';
import type { Database } from './database.ts';
import { createFiles } from './files.ts';
import { createCursors, createLeases } from './leases.ts';
import { load } from './load.ts';
import { createOutbox } from './outbox.ts';
import { createOutlets } from './outlets.ts';
import { createReads } from './reads.ts';
import { seed } from './seed.ts';
import { secret } from './settings.ts';
import { createTimers } from './timers.ts';
import { createTranscript } from './transcript.ts';

export function createStore(database: Database): Store {
  const { forgetOutlets, forgetPolicies, ...reads } = createReads(database);
  return {
    load: (refs) => load(database, refs),
    commit: async (decisions, options) => {
      const committed = await commit(database, decisions, options);
      if (decisions.some(({ policies }) => policies.length > 0)) forgetPolicies();
      return committed;
    },
    caseNumbers: createCaseNumbers(database),
    reads,
    outbox: createOutbox(database),
    timers: createTimers(database),
    files: createFiles(database),
    leases: createLeases(database),
    cursors: createCursors(database),
    transcript: createTranscript(database),
    secret: (name) => secret(database, name),
    outlets: createOutlets(database, forgetOutlets),
    seed: async (rows) => {
      await seed(database, rows);
      forgetOutlets();
      forgetPolicies();
    },
    ping: async () => {
      await database.query('select 1', []);
    },
    close: () => database.close(),
  };
}
