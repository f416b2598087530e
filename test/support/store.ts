/** Stores for tests. The embedded one starts from a dump of a migrated database, made once for each state of the migrations. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, openAsBlob } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Store } from '../../src/core/store.ts';
import type { Database } from '../../src/store/database.ts';
import { MIGRATIONS, migrate } from '../../src/store/migrate.ts';
import { openPglite, type PgliteDatabase } from '../../src/store/pglite.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import * as schema from '../../src/store/schema.ts';
import { createStore } from '../../src/store/store.ts';
import { createDatabase, postgresAnswers, TEMPLATE } from './postgres.ts';
import { withDirectory } from './program.ts';

export const TABLES = Object.values(schema).flatMap((one) => (is(one, PgTable) ? [getTableName(one)] : []));
/** One statement, since each costs an embedded database milliseconds. */
const EMPTYING = `with ${TABLES.map((name) => `of_${name} as (delete from ${name})`).join(', ')} select 1`;

/** As it was after its migrations, but for sequences. */
export async function emptyTables({ query }: Pick<Database, 'query'>): Promise<void> {
  await query(EMPTYING, []);
}

/** An embedded database in memory that has its schema. */
export async function openMigratedPglite(): Promise<PgliteDatabase> {
  return await openPglite({ dump: await migratedDump() });
}

async function migratedDump(): Promise<Blob> {
  const path = await dumpPath();
  return existsSync(path) ? await openAsBlob(path) : await makeDump(path);
}

/** What files of this worker have closed, for those that come after: a database costs the server as much as a whole file. */
const spare: Database[] = [];

/**
 * A database that has its schema, for what does not depend on the driver: on the server of the tests, where a statement takes a
 * tenth of the time, or else in memory. Closing it ends it, or keeps it for another file of the same run.
 */
export async function openMigratedDatabase(): Promise<Database> {
  const kept = spare.pop();
  if (kept) {
    await emptyTables(kept);
    await kept.script('alter sequence case_number restart');
    return kept;
  }
  if (!(await postgresAnswers({ silent: true }))) return await openMigratedPglite();
  const { url, drop } = await createDatabase({ lasting: false });
  const database = openPostgres(url, { poolSize: 2 });
  await migrate(database);
  const opened: Database = {
    ...database,
    close: async () => {
      if (process.env[TEMPLATE] !== undefined) {
        if (!spare.includes(opened)) spare.push(opened);
        return;
      }
      await database.close();
      await drop();
    },
  };
  return opened;
}

/** A store on such a database; its end is the database's too. */
export async function openMigratedStore(): Promise<Store> {
  return createStore(await openMigratedDatabase());
}

/** A data directory (`DATA_DIR`) whose embedded database has its schema: the first start on an empty one takes seconds. */
export async function withMigratedDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const made = (await dumpPath()).replace(/tar$/, 'data');
  if (!existsSync(made)) await makeDirectory(made);
  return await withDirectory(async (directory) => {
    await cp(made, directory, { recursive: true });
    return await work(directory);
  });
}

/** The settings of a program whose database has its schema: on the server of the tests, or else in a directory of its own. */
export async function withMigratedPlace<T>(work: (env: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
  if (!(await postgresAnswers({ silent: true }))) {
    return await withMigratedDirectory((directory) => work({ DATA_DIR: directory }));
  }
  const { url, drop } = await createDatabase({ lasting: false });
  try {
    return await work({ DATABASE_URL: url });
  } finally {
    await drop();
  }
}

/** From the dump, since a directory that a program makes by itself takes seconds; `test/e2e/service.test.ts` has one made. */
async function makeDirectory(path: string): Promise<void> {
  const own = `${path}.${randomUUID()}`;
  await mkdir(own);
  const database = await openPglite({ directory: join(own, 'pg'), dump: await migratedDump() });
  await database.close();
  // Another test file may have been first.
  await rename(own, path).catch(() => rm(own, { recursive: true }));
}

/** The name has all that the dump depends on. */
async function dumpPath(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).toSorted()) {
    hash.update(await readFile(join(MIGRATIONS, file)));
  }
  const lockfile = new URL('../../package-lock.json', import.meta.url);
  hash.update(await readFile(lockfile));
  return join(tmpdir(), `franchise-support-${hash.digest('hex').slice(0, 16)}.tar`);
}

async function makeDump(path: string): Promise<Blob> {
  const database = await openPglite();
  try {
    await migrate(database);
    const dump = await database.dump();
    // Another test file may be making it too: each writes its own, and the last one to move it there wins.
    const own = `${path}.${randomUUID()}`;
    await writeFile(own, Buffer.from(await dump.arrayBuffer()));
    await rename(own, path);
    return dump;
  } finally {
    await database.close();
  }
}
