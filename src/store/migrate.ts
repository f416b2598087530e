/**
 * Brings the schema up to date at start. Several processes may start at once.
 *
 * Each migration is one script, so one implicit transaction, that begins with taking a lock until its end and ends with its
 * bookkeeping row. A lock of the session would be lost unseen when the driver connects anew. The bookkeeping is Drizzle's own.
 */
import { fileURLToPath } from 'node:url';
import { StoreError } from '../core/errors.ts';
import type { Database } from './database.ts';
import { migrator } from './drizzle.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Any number, the same in all processes of the program; advisory locks belong to one database. */
const LOCK = 7_263_001;

const LOCKED = `select pg_advisory_xact_lock(${LOCK});`;

const TABLE = `"drizzle"."__drizzle_migrations"`;

/** Throws `StoreError`; `unreachable` when the database can't be asked. */
export async function migrate(database: Database): Promise<void> {
  const migrations = migrator.readMigrationFiles({ migrationsFolder: MIGRATIONS });
  let last = await lastApplied(database);
  for (const { folderMillis, hash, sql } of migrations) {
    if (last !== undefined && folderMillis <= last) continue;
    try {
      await database.script(`${LOCKED}
${once(folderMillis)}
${sql.join('\n')};
insert into ${TABLE} (hash, created_at) values ('${hash}', ${folderMillis});`);
      last = folderMillis;
    } catch (error) {
      // Another process was first; it may have gone further by now.
      if (!(error instanceof StoreError && error.code === 'conflict')) throw error;
      last = await lastApplied(database);
      if (last === undefined || last < folderMillis) throw error;
    }
  }
}

/** Fails as a unique key would, when this migration or a later one is there. */
const once = (millis: number) => `do $$ begin
if exists (select from ${TABLE} where created_at >= ${millis}) then raise unique_violation; end if; end $$;`;

/** The time of the newest migration in the database. Makes the bookkeeping table in a new one. */
async function lastApplied(database: Database): Promise<number | undefined> {
  const [found] = await database.query(`select to_regclass('drizzle.__drizzle_migrations') is not null`, []);
  if (found?.[0] !== true) {
    await database.script(`${LOCKED}
create schema if not exists "drizzle";
create table if not exists ${TABLE} (id serial primary key, hash text not null, created_at numeric);`);
  }
  const [row] = await database.query(`select max(created_at) from ${TABLE}`, []);
  return row?.[0] == null ? undefined : Number(row[0]);
}
