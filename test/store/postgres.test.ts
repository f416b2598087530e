/** The contract on a Postgres server, with three stores as three processes have them. */
import { describe } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { describeStore } from '../contracts/store.ts';
import { createDatabase, postgresAnswers } from '../support/postgres.ts';

describe.skipIf(!(await postgresAnswers()))('Postgres', () => {
  describeStore('server', async () => {
    const { url, drop } = await createDatabase();
    const open = () => openStore({ url }, { poolSize: 4, answerTimeoutMs: 60_000 });
    const store = await open();
    const others = await Promise.all([open(), open()]);
    const beside = openPostgres(url, { poolSize: 1 });
    return {
      store,
      others,
      sql: (text) => beside.query(text, []),
      close: async () => {
        await Promise.all([store, ...others, beside].map((opened) => opened.close()));
        await drop();
      },
    };
  });
});
