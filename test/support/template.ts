/** Once before all tests: the database that `createDatabase` copies, so that the migrations run once and not for every file. */
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { createDatabase, dropRun, postgresAnswers, TEMPLATE } from './postgres.ts';

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (!(await postgresAnswers({ silent: true }))) return undefined;
  const { url } = await createDatabase({ empty: true, lasting: false });
  const database = openPostgres(url, { poolSize: 1 });
  await migrate(database);
  // Nobody may be connected to what is copied.
  await database.close();
  const name = new URL(url).pathname.slice(1);
  process.env[TEMPLATE] = name;
  return () => dropRun(name);
}
