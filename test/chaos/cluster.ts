/** A Postgres server of one's own, to be crashed: made in a temporary directory with Debian's programs and gone afterwards. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIBRARY = '/usr/lib/postgresql';

export interface Cluster {
  url: string;
  /** Crashes the server, without a checkpoint, and starts it again. */
  restart(pauseMs: number): Promise<void>;
  drop(): Promise<void>;
}

/** Where the programs of the newest version are; undefined if there are none. */
function binaries(): string | undefined {
  try {
    const newest = readdirSync(LIBRARY)
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(a) - Number(b))
      .at(-1);
    if (newest === undefined) return undefined;
    const directory = join(LIBRARY, newest, 'bin');
    return readdirSync(directory).includes('initdb') ? directory : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

/** Undefined where there are no programs to make one with, or they can't be run. */
export async function openCluster(): Promise<Cluster | undefined> {
  const bin = binaries();
  if (bin === undefined) return undefined;
  const asRoot = process.getuid?.() === 0;
  const directory = mkdtempSync(join(tmpdir(), 'franchise-chaos-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  // The server refuses to run as root. Its output is not kept open, or this process would wait for it.
  const commandOf = (program: string, args: readonly string[]): [file: string, args: string[]] =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), [...args]];
  const as = (program: string, ...args: string[]) => run(...commandOf(program, args), { cwd: directory });
  const data = join(directory, 'data');
  const control = (...args: string[]) => as('pg_ctl', '-D', data, '-w', '-t', '60', ...args);
  try {
    if (asRoot) chownSync(directory, Number(execFileSync('id', ['-u', 'postgres']).toString()), 0);
    await as('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C');
  } catch {
    remove();
    return undefined;
  }
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${directory} -c max_connections=40`;
  const start = () => control('start', '-l', join(directory, 'log'), '-o', options);
  const stop = () => control('stop', '-m', 'immediate');
  // Whoever interrupts the run leaves no server behind.
  const atExit = () => {
    spawnSync(...commandOf('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']), { cwd: directory });
    remove();
  };
  process.once('exit', atExit);
  try {
    await start();
  } catch (error) {
    remove();
    throw error;
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart(pauseMs) {
      await stop();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await start();
    },
    async drop() {
      process.off('exit', atExit);
      await stop().catch(() => {});
      remove();
    },
  };
}
