/** One platform's chaos: its double misbehaves, two processes on one database are killed again and again, and in the end all is counted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_COMPILE_CACHE, NODE_FLAGS } from '../../support/program.ts';
import { seeded } from '../../support/seeded.ts';
import { until } from '../../support/until.ts';
import type { PartResult } from '../part.ts';
import { onServer } from '../places.ts';
import { type ChaosPlatform, openPlatform, type PlatformName } from './platform.ts';
import { type Break, check, type Evidence } from './said.ts';

export interface PlatformPart {
  platform: PlatformName;
  seed: number;
  kills: number;
  chats: number;
  /** How many messages each person writes. */
  messages: number;
  processes?: 1 | 2;
  server?: string | undefined;
  broken?: Break;
  /** The platform does everything as it should. */
  kind?: boolean;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** What is not done by then is counted as lost or unsent. */
const CALM_MS = 60_000;

export async function runPlatform(options: PlatformPart): Promise<PartResult> {
  const { platform, kills } = options;
  const started = performance.now();
  const evidence = await gather(options);
  const seconds = (performance.now() - started) / 1000;
  return { name: platform, kills, ...check(evidence), early: 0, seconds };
}

export async function gather(options: PlatformPart): Promise<Evidence> {
  const { seed, kills, chats, messages, processes = 2, broken } = options;
  const chance = seeded(seed);
  return await onServer(
    async (place) => {
      const platform = await openPlatform(options.platform, options.kind ? () => 1 : chance);
      const env = { ...place.env, ...platform.env, BREAK: broken ?? '' };
      const killed: number[] = [];
      const hosts = Array.from({ length: processes }, () => startHost(env));
      try {
        await Promise.all(hosts.map((host) => host.serving));
        const people = Array.from({ length: chats }, () => platform.newcomer());
        const talk = people.map(async (person) => {
          for (let count = 1; count <= messages; count += 1) {
            person.says(`${count}`);
            await pause(chance() * 150);
          }
        });
        for (let count = 0; count < kills; count += 1) {
          await pause(100 + chance() * 400);
          const slot = count % processes;
          const host = hosts[slot];
          // Every other one at the worst moment: its message has arrived, and nobody knows.
          if (count % 2 === 1) await Promise.race([pause(1000), killAtNext(platform, host)]);
          host?.kill();
          killed.push(performance.now());
          const next = startHost(env);
          hosts[slot] = next;
          // Some die before they serve, like those that crash at their start.
          if (chance() < 0.7) await next.serving;
        }
        await Promise.all([...talk, ...hosts.map((host) => host.serving)]);
        const pending = async () =>
          Number(await place.ask?.(`select count(*)::text from outbox where status = 'pending'`));
        const isCalm = async () => platform.unacknowledged() === 0 && (await pending()) === 0;
        await until('calm', isCalm, { timeoutMs: CALM_MS }).catch(() => {});
        await platform.repeat();
        await until('calm', isCalm, { timeoutMs: CALM_MS }).catch(() => {});
        const rows = JSON.parse(
          (await place.ask?.(`select coalesce(json_agg(json_build_object('id', o.id, 'chat', t.address, 'seq', o.seq,
            'text', o.message ->> 'text', 'status', o.status)), '[]')::text
            from outbox o join thread t on t.id = o.thread_id`)) ?? '[]',
        ) as Evidence['rows'];
        const said = new Map(people.map(({ chat, acknowledged }) => [chat, acknowledged()] as const));
        const { shown, lostAnswers, exactlyOnce, inOrder } = platform;
        return { said, rows, shown, lostAnswers, kills: killed, exactlyOnce, inOrder };
      } finally {
        for (const host of hosts) host.kill();
        await Promise.all(hosts.map((host) => host.ended));
        await platform.close();
      }
    },
    { url: options.server },
  );
}

function killAtNext({ atNext }: ChaosPlatform, host: PlatformHost | undefined): Promise<void> {
  return new Promise((resolve) => {
    atNext(() => {
      host?.kill();
      resolve();
    });
  });
}

interface PlatformHost {
  /** Resolves when it serves; rejects when it ends before, unless it was killed. */
  serving: Promise<void>;
  ended: Promise<unknown>;
  kill(): void;
}

function startHost(env: Readonly<Record<string, string>>): PlatformHost {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...NODE_FLAGS, 'test/chaos/platforms/host.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let killed = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-5000);
  });
  const ended = once(child, 'close');
  const serving = Promise.race([
    once(child.stdout, 'data').then(() => {}),
    ended.then(() => {
      if (!killed) throw new Error(`a host ended by itself\n${said}`);
    }),
  ]);
  serving.catch(() => {});
  return {
    serving,
    ended,
    kill() {
      killed = true;
      child.kill('SIGKILL');
    },
  };
}
