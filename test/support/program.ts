/**
 * The program as a child process: what is typed goes in by a pipe, what it says is waited for. When the bracket ends, the process
 * is ended too, and nothing that was typed, no phone number and no connection string may stand in its log.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS, until } from './until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where Node keeps the compiled modules of the processes that tests start: a start then takes half the time. */
export const NODE_COMPILE_CACHE = join(tmpdir(), 'franchise-support-compiled');

/**
 * Of Node, for programs that live for seconds. V8 then compiles the embedded database quickly and leaves it at that; compiling it well
 * too, which pays off over hours, is a third of a start.
 */
export const NODE_FLAGS = ['--max-semi-space-size=4', '--liftoff-only'];

export interface ProgramOptions {
  /** Arguments of Node: the script and its own arguments. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Runs as this user, if the tests may do that. */
  uid?: number;
  /** More words that its log may not hold. */
  secrets?: readonly string[];
  /** How long is waited for something that is said. */
  timeoutMs?: number;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProgram {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Types a line. */
  type(line: string): void;
  /** Types a line and waits until what is said after it matches. */
  say(line: string, expected: RegExp | string): Promise<RegExpMatchArray>;
  /** Waits until something on stderr matches, from the beginning on. */
  told(expected: RegExp | string): Promise<RegExpMatchArray>;
  /** Waits until something that was said after the last `say` matches. */
  hears(expected: RegExp | string): Promise<RegExpMatchArray>;
  /** What was said after the last `say`. */
  heard(): string;
  closeInput(): void;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
  /** Resident memory, MB. */
  residentMb(): Promise<number>;
}

/** `npm start`, without the terminal that npm would hand on. */
export const SERVICE = [...NODE_FLAGS, 'bin/start.mjs'];
/** `npm run chat`. */
export const CHAT = [...SERVICE, 'chat'];

const asPattern = (expected: RegExp | string): RegExp =>
  typeof expected === 'string' ? new RegExp(RegExp.escape(expected), 'u') : expected;

export async function withProgram<T>(
  options: ProgramOptions,
  work: (program: RunningProgram) => Promise<T>,
): Promise<T> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE, PORT: '0', LOG_LEVEL: 'debug', ...options.env };
  const child = spawn(process.execPath, options.args, {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  const { program, typed } = follow(child, options.timeoutMs);
  let result: T;
  try {
    result = await work(program);
  } catch (error) {
    if (error instanceof Error) error.message += `\n--- stderr of the program\n${program.stderr().slice(-1500)}`;
    throw error;
  } finally {
    program.kill('SIGKILL');
    await program.ended;
  }
  const leaks = leaksIn(program.stderr(), [...typed, ...(options.secrets ?? [])], env);
  if (leaks.length > 0) throw new Error(`the log holds what it may not: ${leaks.join(' | ')}`);
  return result;
}

function follow(child: ChildProcess, timeoutMs = PATIENCE_MS): { program: RunningProgram; typed: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const typed: string[] = [];
  let mark = 0;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => err.push(text));
  // The other end may be killed while something is typed.
  child.stdin?.on('error', () => {});
  const stdout = () => out.join('');
  const stderr = () => err.join('');
  let isEnded = false;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      isEnded = true;
      resolve({ code, signal });
    });
  });
  const heard = () => stdout().slice(mark);

  async function wait(text: () => string, expected: RegExp | string): Promise<RegExpMatchArray> {
    const pattern = asPattern(expected);
    return await until(
      String(expected),
      () => {
        const match = text().match(pattern);
        if (!match && isEnded) throw new Error(`the program ended before ${pattern}\n${text()}`);
        return match ?? undefined;
      },
      { timeoutMs, now: () => text().slice(-1500) },
    );
  }

  const program: RunningProgram = {
    pid: child.pid ?? 0,
    stdout,
    stderr,
    heard,
    type(line) {
      typed.push(line);
      child.stdin?.write(`${line}\n`);
    },
    async say(line, expected) {
      mark = stdout().length;
      program.type(line);
      return await wait(heard, expected);
    },
    hears: (expected) => wait(heard, expected),
    told: (expected) => wait(stderr, expected),
    closeInput: () => child.stdin?.end(),
    kill: (signal) => void child.kill(signal),
    ended,
    residentMb: async () => {
      const { readFile } = await import('node:fs/promises');
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    },
  };
  return { program, typed };
}

/** Shorter lines are numbers of buttons and words of control, which anything may contain. */
const WORDS_MIN = 5;

function leaksIn(log: string, typed: readonly string[], env: Readonly<Record<string, string>>): string[] {
  const url = env.DATABASE_URL;
  const digits = typed.map((line) => line.replaceAll(/\D/g, '')).filter((number) => number.length >= 11);
  const words = typed.map((line) => line.replace(/^\/\w+\s*/, '').trim()).filter((line) => line.length >= WORDS_MIN);
  const secrets = [...words, ...digits, ...(url ? [url, url.replace(/^.*?\/\//, '')] : [])];
  return secrets.filter((secret) => log.includes(secret));
}

/** A directory that is gone afterwards. */
export async function withDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'franchise-e2e-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The address that a service has said it serves. */
export async function addressOf(program: RunningProgram): Promise<string> {
  const [, url] = await program.told(/(http:\/\/[\w.:[\]]+)\/healthz/);
  return url ?? '';
}
