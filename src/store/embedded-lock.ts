/**
 * One process for an embedded database: PGlite has no lock on its directory, and two writers lose rows silently. SQLite's file lock,
 * which Node has built in, is given back by the kernel however the process ends.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../core/errors.ts';

/** Another process, or another store of this one, works on the directory. */
export class DirectoryInUseError extends AppError {
  override readonly name = 'DirectoryInUseError';
  readonly code = 'directory-in-use';
  constructor(directory: string) {
    super(`another process uses the database in ${directory}`);
  }
}

/** SQLite's result code for a file that someone else has locked. */
const SQLITE_BUSY = 5;

/** Locks a directory, made if need be; the answer unlocks it. Throws `DirectoryInUseError`. */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = new DatabaseSync(join(directory, 'franchise.lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    const code = error instanceof Error ? Number(Reflect.get(error, 'errcode')) : 0;
    // The low byte; the rest says why.
    const busy = (code & 0xff) === SQLITE_BUSY;
    throw busy ? new DirectoryInUseError(directory) : error;
  }
  return () => {
    if (file.isOpen) file.close();
  };
}
