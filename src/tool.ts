/** What the operator's commands have in common: the configured database, and errors as one line each with the code to end with. */
import { type Config, ConfigError, EXIT_CONFIG } from './config.ts';
import { StoreError } from './core/errors.ts';
import type { Store } from './core/store.ts';
import { openConfigured } from './open-store.ts';

/** What is taken in at once is one statement, which takes longer than a person would wait in a chat. */
const PATIENCE = { statementTimeoutMs: 120_000, answerTimeoutMs: 130_000 };

const EXIT_USAGE = 2;

/** Something in what the operator asked for, said in one line. */
export class AskedWrongly extends Error {}

/** A file that can't be read or written, with the system's code. */
export class FileTrouble extends Error {
  constructor(path: string, code: string) {
    const remedies: Readonly<Record<string, string>> = {
      EEXIST: 'is there already; name another file, or add --overwrite',
      ENOENT: 'is not there; see how it is spelt, and where you are',
      EISDIR: 'is a directory; name a file in it',
    };
    super(`${path} ${remedies[code] ?? `can’t be read or written (${code}); see who may, or name another file`}`);
  }
}

export const tell = (line: string): void => console.error(line);

export function parse<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new AskedWrongly(`${said.replace(/\.? To specify .*$/, '')}; write ${usage}`);
  }
}

export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openConfigured(config, tell, PATIENCE);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Not every error of a file says which one it is. */
export async function onFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new FileTrouble(file, code);
  }
}

/** Waits until it is out; a reader that has enough, such as `head`, is no error. */
export function print(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
  process.stdout.write(text, () => resolve());
  return promise;
}

/** What can be said of an error in one line, and what to end with. */
function verdict(error: unknown): [line: string, exitCode: number] {
  if (error instanceof AskedWrongly) return [error.message, EXIT_USAGE];
  if (error instanceof ConfigError) return [error.message, EXIT_CONFIG];
  if (error instanceof StoreError) {
    const remedy = error.code === 'unreachable' ? 'see that it runs, and DATABASE_URL' : 'run it again';
    return [`Nothing was written: ${error.message}; ${remedy}.`, 1];
  }
  if (error instanceof FileTrouble) return [error.message, 1];
  return [`This went wrong: ${error instanceof Error ? error.stack : error}`, 1];
}

/** Ends the program with 0, 1 (what `main` says, a file or the database), 2 (asked wrongly) or 78 (configuration). */
export async function runTool(main: (args: readonly string[]) => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    const [line, exitCode] = verdict(error);
    tell(line);
    process.exitCode = exitCode;
  }
}
