/**
 * A Postgres server for tests: each suite makes a database of its own there and drops it afterwards. In a run of the tests it has the
 * schema already, unless it is asked for empty.
 */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

export const postgresUrl = (): string => process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** For work beside the store, such as ending its backends. */
export function connect(url: string, { max = 1 } = {}): postgres.Sql {
  return postgres(url, { max, connect_timeout: 30, onnotice: () => {}, fetch_types: false });
}

/**
 * Whether the server answers; await it at the top of a test file, for `describe.skipIf`. With REQUIRE_POSTGRES=1 a server that does
 * not answer fails the run. One file of a run says that tests are skipped; the others need not.
 */
export async function postgresAnswers({ silent = false } = {}): Promise<boolean> {
  const sql = connect(postgresUrl());
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    if (process.env.REQUIRE_POSTGRES === '1') throw error;
    if (!silent) console.warn('tests on a Postgres server are skipped: none answers at TEST_DATABASE_URL');
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

export interface DatabaseOptions {
  /** The server of the tests, or another one. */
  server?: string | undefined;
  /** False where nobody asks what is left after a crash of the server: commits then wait for no disk. */
  lasting?: boolean;
  /** Without the schema, which a program brings when it starts. */
  empty?: boolean;
}

/**
 * Names the database that a run of the tests copies the others from, since a copy costs a fifth of migrations (`template.ts`). Their
 * names begin with its name, and they are dropped when the run ends: each drop is a checkpoint, for which everyone waits.
 */
export const TEMPLATE = 'TEST_TEMPLATE';

export async function createDatabase({
  server = postgresUrl(),
  lasting = true,
  empty = false,
}: DatabaseOptions = {}): Promise<TestDatabase> {
  const run = server === postgresUrl() ? process.env[TEMPLATE] : undefined;
  const chance = randomUUID().replaceAll('-', '');
  const name = run ? `${run}_${chance.slice(0, 8)}` : `test_${chance}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await on(server, async (sql) => {
    await sql.unsafe(`create database ${name}${run && !empty ? ` template ${run}` : ''}`);
    if (!lasting) await sql.unsafe(`alter database ${name} set synchronous_commit = off`);
  });
  const drop = () => on(server, async (sql) => await (run ? endBackends(sql, name) : dropDatabase(sql, name)));
  return { url: url.href, drop };
}

/** Drops what was copied from that database, and itself: side by side, since those that wait for a checkpoint then share it. */
export async function dropRun(template: string): Promise<void> {
  const sql = connect(postgresUrl(), { max: 16 });
  const rows = await sql<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, ${template})`;
  await Promise.all(rows.map(({ datname }) => dropDatabase(sql, datname)));
  await sql.end({ timeout: 1 });
}

const dropDatabase = (sql: postgres.Sql, name: string) => sql.unsafe(`drop database if exists ${name} with (force)`);

const endBackends = (sql: postgres.Sql, name: string) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;

export async function withDatabase(work: (url: string) => Promise<void>, options?: DatabaseOptions): Promise<void> {
  const database = await createDatabase(options);
  try {
    await work(database.url);
  } finally {
    await database.drop();
  }
}

/** For what migrates it. */
export const withEmptyDatabase = (work: (url: string) => Promise<void>): Promise<void> =>
  withDatabase(work, { empty: true });

async function on(server: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = connect(server);
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
