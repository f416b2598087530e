/** Opens the database that the configuration names, and says in one line what the operator must mend if it can't be opened. */
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { type Config, ConfigError } from './config.ts';
import { StoreError } from './core/errors.ts';
import type { Store } from './core/store.ts';
import { DirectoryInUseError, openStore, type StoreOptions } from './store/index.ts';

/** Throws `ConfigError` where the operator can mend it, and `StoreError`, `unreachable` while the server is away. */
export async function openConfigured(
  { database }: Pick<Config, 'database'>,
  tell: (line: string) => void,
  options: StoreOptions = {},
): Promise<Store> {
  try {
    if (database.type === 'server') {
      return await openStore({ url: database.url }, { poolSize: database.pool, ...options });
    }
    mkdirSync(database.directory, { recursive: true });
    accessSync(database.directory, constants.W_OK);
    if (readdirSync(database.directory).length === 0) {
      tell(`Making a database in ${database.directory}; this first start takes some seconds.`);
    }
    return await openStore({ dir: database.directory });
  } catch (error) {
    throw database.type === 'server' ? refusedByServer(error) : troubleWith(database.directory, error);
  }
}

/** What a server says of a wrong DATABASE_URL, by the SQLSTATE in the message. */
function refusedByServer(error: unknown): unknown {
  const state = error instanceof StoreError ? /\(([0-9A-Z]{5})\b/.exec(error.message)?.[1] : undefined;
  const said = (remedy: string) => new ConfigError('DATABASE_URL', `DATABASE_URL: ${remedy} (${state})`);
  if (state === '3D000') return said('the server has no such database; create it, or write the name of another one');
  if (state?.startsWith('28')) return said('the server does not accept this user and password; write others');
  if (state === '42501') return said('this user may not create tables; let it, or write another user');
  return error;
}

/** Files that can't be made or written: every error with a system code, SQLite's of the lock, and what the driver makes of them. */
function troubleWith(directory: string, error: unknown): unknown {
  if (error instanceof DirectoryInUseError) {
    const remedy = 'end it, set DATA_DIR to another directory, or let both use one server with DATABASE_URL';
    return new ConfigError('DATA_DIR', `DATA_DIR: ${error.message}; ${remedy}`);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = /^(E[A-Z]+|ERR_SQLITE_ERROR|unreachable)$/.test(code);
  if (!(error instanceof Error) || !(known || error.message.startsWith('the driver failed'))) return error;
  const reason = /\bE[A-Z]{3,}\b/.exec(error.message)?.[0] ?? error.message;
  return new ConfigError(
    'DATA_DIR',
    `DATA_DIR: ${directory} can’t be used (${reason}); set it to a directory that the program may create and write to`,
  );
}
