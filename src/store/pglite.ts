/** The driver for the embedded database: Postgres in WebAssembly inside this process, with one connection. */
import { setImmediate } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import type { Cell, Database } from './database.ts';
import { toStoreError } from './database-errors.ts';

export interface PgliteOptions {
  /** A directory of its own; undefined: in memory. */
  directory?: string;
  /** A dump of a data directory to begin with, instead of an empty database. */
  dump?: Blob;
}

export interface PgliteDatabase extends Database {
  /** A tar of the data directory, for `PgliteOptions.dump`. */
  dump(): Promise<Blob>;
}

const asText = (text: string): string => text;

/** Values stay as Postgres prints them, by type ids: numbers, json and jsonb, date, timestamp and timestamptz. */
const TEXT_PARSERS = Object.fromEntries(
  [20, 21, 23, 26, 700, 701, 1700, 114, 3802, 1082, 1114, 1184].map((type) => [type, asText]),
);

export async function openPglite(options: PgliteOptions = {}): Promise<PgliteDatabase> {
  const pglite = await asStoreError(async () => {
    const opened = await PGlite.create({
      dataDir: options.directory ?? 'memory://',
      ...(options.dump ? { loadDataDir: options.dump } : {}),
    });
    await opened.exec(`set timezone = 'UTC'`);
    return opened;
  });

  /** A statement runs on this thread and its promises settle as microtasks: without a pause, a busy queue would starve timers. */
  async function run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await asStoreError(work);
    } finally {
      await setImmediate();
    }
  }

  return {
    query: (text, params) =>
      run(async () => {
        const strings = params.map((param) => (param === null ? null : String(param)));
        const { rows } = await pglite.query<Cell[]>(text, strings, { rowMode: 'array', parsers: TEXT_PARSERS });
        return rows;
      }),
    script: (text) =>
      run(async () => {
        await pglite.exec(text);
      }),
    dump: () => pglite.dumpDataDir('none'),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

async function asStoreError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}
