/** A host (`host.ts`) as a child process: events go in, acknowledgements come out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NODE_COMPILE_CACHE, NODE_FLAGS } from '../support/program.ts';
import type { Intake, Load } from './load.ts';
import type { Failpoint } from './points.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Host extends Intake {
  /** How many events this process has acknowledged. */
  acknowledged(): number;
  /** Resolves when it serves, or has died before. */
  serving: Promise<void>;
  /** Resolves when everything is sent that can be. */
  idle(): Promise<void>;
  arm(point: Failpoint, count: number): void;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  isAlive(): boolean;
  stderr(): string;
}

/** Starts a process that takes part in the load from the moment it serves until it ends. */
export function startHost(load: Load, env: Readonly<Record<string, string>>): Host {
  const { PATH = '', HOME = '' } = process.env;
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, 'test/chaos/host.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const serving = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<{ code: number | null; signal: NodeJS.Signals | null }>();
  const idles: (() => void)[] = [];
  let alive = true;
  let acknowledged = 0;
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  // The other end may be killed while something is written.
  child.stdin?.on('error', () => {});
  const host: Host = {
    feed: (line) => void child.stdin?.write(`${JSON.stringify(line)}\n`),
    acknowledged: () => acknowledged,
    serving: serving.promise,
    idle: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      idles.push(resolve);
      child.stdin?.write('!idle\n');
      return Promise.race([promise, ended.promise.then(() => {})]);
    },
    arm: (point, count) => void child.stdin?.write(`!arm ${point} ${count}\n`),
    kill: (signal) => void child.kill(signal),
    ended: ended.promise,
    isAlive: () => alive,
    stderr: () => said,
  };
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, n, status = ''] = line.split(' ');
      if (word === 'ok') {
        acknowledged += 1;
        load.acknowledged(Number(n), status);
      } else if (word === 'no') load.refused(Number(n));
      else if (word === 'idle') idles.shift()?.();
      else if (word === 'serving') {
        load.join(host);
        serving.resolve();
      }
    });
  }
  // `close`: everything that it said has been read.
  child.once('close', (code, signal) => {
    alive = false;
    load.leave(host);
    serving.resolve();
    ended.resolve({ code, signal });
  });
  return host;
}
