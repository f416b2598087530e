/** Opens the store on a Postgres server, on an embedded database in a directory, or in memory, and brings its schema up to date. */
import { join } from 'node:path';
import type { Store } from '../core/store.ts';
import type { Database } from './database.ts';
import { lockDirectory } from './embedded-lock.ts';
import { makeEmbedded } from './embedded-making.ts';
import { migrate } from './migrate.ts';
import type { PostgresOptions } from './postgres.ts';
import { createStore } from './store.ts';

export { DirectoryInUseError } from './embedded-lock.ts';
export type { PostgresOptions as StoreOptions } from './postgres.ts';

export type StorePlace = { url: string } | { dir: string } | { memory: true };

/** Throws `StoreError`, `unreachable` when the server can't be asked, and `DirectoryInUseError`. */
export async function openStore(place: StorePlace, options: PostgresOptions = {}): Promise<Store> {
  const database = await openDatabase(place, options);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return createStore(database);
}

/** Only the driver that is needed is loaded: the embedded one costs some 300 MB. */
async function openDatabase(place: StorePlace, options: PostgresOptions): Promise<Database> {
  if ('url' in place) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(place.url, options);
  }
  const { openPglite } = await import('./pglite.ts');
  if ('memory' in place) return await openPglite();
  const unlock = lockDirectory(place.dir);
  try {
    const directory = join(place.dir, 'pg');
    await makeEmbedded(directory);
    const database = await openPglite({ directory });
    return {
      ...database,
      close: async () => {
        try {
          await database.close();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
