/** `npm run stores`: takes a table of stores in, or gives it out. Ends with 0, 1 (the file or the database), 2 (asked wrongly) or 78. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ENCODINGS, type Encoding, readEncoding } from './commands/file-text.ts';
import { exportStores, importStores } from './commands/stores.ts';
import { type Config, ConfigError, EXIT_CONFIG, readConfig } from './config.ts';
import { StoreError } from './core/errors.ts';
import type { Store } from './core/store.ts';
import { openConfigured } from './open-store.ts';

const USAGE =
  'npm run stores -- import FILE.csv [--write] [--encoding gb18030|big5], or npm run stores -- export [FILE.csv] [--overwrite]';

/** All stores of a chain are one statement, which takes longer than a person would wait in a chat. */
const PATIENCE = { statementTimeoutMs: 120_000, answerTimeoutMs: 130_000 };

const EXIT_USAGE = 2;

/** Something in what the operator asked for, said in one line. */
class AskedWrongly extends Error {}

/** A file that can't be read or written, with the system's code. */
class FileTrouble extends Error {
  constructor(path: string, code: string) {
    const remedies: Readonly<Record<string, string>> = {
      EEXIST: 'is there already; name another file, or add --overwrite',
      ENOENT: 'is not there; see how it is spelt, and where you are',
      EISDIR: 'is a directory; name a file in it',
    };
    super(`${path} ${remedies[code] ?? `can’t be read or written (${code}); see who may, or name another file`}`);
  }
}

const tell = (line: string): void => console.error(line);

async function main(args: readonly string[]): Promise<boolean> {
  const asked = readArguments(args);
  const { command, file } = asked;
  if (command === 'import') {
    const bytes = await onFile(file, () => readFile(file));
    const { write, encoding } = asked;
    return await withStore(readConfig(), (store) =>
      importStores({ store, bytes, write, encoding, tell: (line) => console.log(line) }),
    );
  }
  if (file !== undefined && !asked.overwrite && existsSync(file)) throw new FileTrouble(file, 'EEXIST');
  const { text, count } = await withStore(readConfig(), exportStores);
  if (file === undefined) await print(text);
  else await onFile(file, () => writeFile(file, text, { flag: asked.overwrite ? 'w' : 'wx' }));
  tell(`${count} ${count === 1 ? 'store' : 'stores'} written${file === undefined ? '' : ` to ${file}`}.`);
  return true;
}

type Asked =
  | { command: 'import'; file: string; write: boolean; encoding: Encoding | undefined }
  | { command: 'export'; file: string | undefined; overwrite: boolean };

function readArguments(args: readonly string[]): Asked {
  const flag = { type: 'boolean', default: false } as const;
  const options = { write: flag, overwrite: flag, encoding: { type: 'string' } } as const;
  const { values, positionals } = parse(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [command, file, ...more] = positionals;
  if (more.length > 0)
    throw new AskedWrongly(`one file at a time, not ${positionals.slice(1).join(' ')}; write ${USAGE}`);
  if (command === 'export' && !values.write && values.encoding === undefined) {
    return { command, file, overwrite: values.overwrite };
  }
  if (command !== 'import' || file === undefined || values.overwrite) throw new AskedWrongly(`write ${USAGE}`);
  const encoding = values.encoding === undefined ? undefined : readEncoding(values.encoding);
  if (values.encoding !== undefined && !encoding) {
    throw new AskedWrongly(`--encoding: not known here; write one of ${ENCODINGS.join(', ')}`);
  }
  return { command, file, write: values.write, encoding };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new AskedWrongly(`${said.replace(/\.? To specify .*$/, '')}; write ${USAGE}`);
  }
}

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openConfigured(config, tell, PATIENCE);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Not every error of a file says which one it is. */
async function onFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new FileTrouble(file, code);
  }
}

/** Waits until it is out; a reader that has enough, such as `head`, is no error. */
function print(text: string): Promise<void> {
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

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  const [line, exitCode] = verdict(error);
  tell(line);
  process.exitCode = exitCode;
}
