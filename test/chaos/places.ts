/** The databases that the chaos is made with. */
import { join } from 'node:path';
import { openPglite } from '../../src/store/pglite.ts';
import { connect, createDatabase, postgresUrl } from '../support/postgres.ts';
import { withMigratedDirectory } from '../support/store.ts';
import type { Cluster } from './cluster.ts';
import type { Place } from './part.ts';
import { asking } from './snapshot.ts';

const PAUSE_MAX_MS = 300;

export async function answers(url = postgresUrl()): Promise<boolean> {
  const sql = connect(url);
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A database of its own on a server; of a cluster, it can be restarted. */
export async function onServer<T>(
  work: (place: Place) => Promise<T>,
  { url, cluster }: { url?: string | undefined; cluster?: Cluster | undefined },
): Promise<T> {
  const database = await createDatabase({ server: cluster?.url ?? url });
  const sql = connect(database.url);
  const ask = async (text: string) => String((await sql.unsafe(text).values())[0]?.[0]);
  const place: Place = {
    env: { DATABASE_URL: database.url, DATABASE_POOL: '4' },
    ask,
    endBackends: async () => {
      await ask(`select count(pg_terminate_backend(pid))::text from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    },
    ...(cluster && { restart: () => cluster.restart(Math.random() * PAUSE_MAX_MS) }),
    finally: (last) => last(ask),
  };
  try {
    return await work(place);
  } finally {
    await sql.end({ timeout: 1 });
    await database.drop();
  }
}

/** A directory with an embedded database. */
export const onPglite = <T>(work: (place: Place) => Promise<T>): Promise<T> =>
  withMigratedDirectory((data) =>
    work({
      env: { DATA_DIR: data },
      async finally(last) {
        const database = await openPglite({ directory: join(data, 'pg') });
        try {
          return await last(asking(database));
        } finally {
          await database.close();
        }
      },
    }),
  );
