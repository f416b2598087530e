/**
 * Once before all tests: the database that `createDatabase` copies, so that the migrations run once and not for every file; and what Node
 * keeps of the program's modules, since programs that are killed leave nothing there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { createDatabase, dropRun, postgresAnswers, TEMPLATE } from './postgres.ts';
import { NODE_COMPILE_CACHE, SERVICE } from './program.ts';

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const [end] = await Promise.all([makeTemplate(), compileProgram()]);
  return end;
}

/** A setting that it can't take ends it when everything is imported. */
async function compileProgram(): Promise<void> {
  if (existsSync(NODE_COMPILE_CACHE)) return;
  const env = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE, PORT: 'none' };
  await once(spawn(process.execPath, SERVICE, { env, stdio: 'ignore' }), 'close');
}

async function makeTemplate(): Promise<(() => Promise<void>) | undefined> {
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
