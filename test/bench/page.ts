/** The page: how long until a message of one pane is seen in another one, and what 500 open streams cost. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { StorePlace } from '../../src/store/index.ts';
import { openLoop, quantile } from './measure.ts';

const STREAMS = 500;
const WRITERS = 20;
const PER_SECOND = 50;
const SECONDS = 8;

/** A process with the page, and how to end it. */
async function startServer(place: StorePlace) {
  const env = 'url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: 'dir' in place ? place.dir : '' };
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'page-server.ts')], {
    env: { ...process.env, DATABASE_URL: '', ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  while ((await fetch(`${url}/`)).status !== 200) await pause(50);
  const rssMb = async (): Promise<number> =>
    Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1000;
  return { url, rssMb, stop: () => child.kill('SIGKILL') };
}

async function session(url: string): Promise<string> {
  const [cookie = ''] = (await fetch(url)).headers.getSetCookie();
  return cookie.split(';')[0] ?? '';
}

export async function page({ place, run }: { place: StorePlace; run: string }) {
  const { url, rssMb, stop } = await startServer(place);
  const seen = new Map<string, () => void>();
  const agent = new Agent({ maxSockets: Infinity });
  /** Reads a desk; the first one tells when messages are seen there. */
  const open = async (cookie: string, tells: boolean): Promise<void> => {
    const [response] = (await once(
      get(`${url}/api/stream?panes=prospect,franchisee,desk`, { agent, headers: { cookie } }),
      'response',
    )) as [IncomingMessage];
    let isReady: () => void = () => {};
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    response.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('event: ready')) isReady();
      if (!tells) return;
      for (const [, words = ''] of text.matchAll(/"message":\{"text":"([^"]+)"/g)) seen.get(words)?.();
    });
    await ready;
  };
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => session(url)));
  await open(await session(url), true);
  let count = 0;
  const write = async (): Promise<void> => {
    const text = `${run}:${count}`;
    const cookie = writers[count % WRITERS] ?? '';
    count += 1;
    const shown = new Promise<void>((resolve) => seen.set(text, resolve));
    const response = await fetch(`${url}/api/act`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ pane: 'franchisee', id: randomUUID(), input: { type: 'message', text } }),
    });
    if (!response.ok) throw new Error(`the page answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
    await shown;
  };
  await openLoop(PER_SECOND, 2, write);
  const latencies = await openLoop(PER_SECOND, SECONDS, write);
  for (let opened = 1; opened < STREAMS; opened += 20) {
    const batch = Math.min(20, STREAMS - opened);
    await Promise.all(Array.from({ length: batch }, async () => open(await session(url), false)));
  }
  const manyLatencies = await openLoop(10, 5, write);
  const result = {
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    with500P99Ms: quantile(manyLatencies, 0.99),
    rssMb: await rssMb(),
  };
  stop();
  return result;
}
