/** The contract on the embedded database. It has one connection, so the other stores share it. */
import { createStore } from '../../src/store/store.ts';
import { describeStore } from '../contracts/store.ts';
import { openMigratedPglite } from '../support/store.ts';

describeStore('embedded', async () => {
  const database = await openMigratedPglite();
  return {
    store: createStore(database),
    others: [createStore(database)],
    sql: (text) => database.query(text, []),
    close: () => database.close(),
  };
});
