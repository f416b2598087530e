/**
 * The real program on a transport of lines, made to be killed. A line of JSON on stdin is an event (`Line`); "ok N done" on stdout
 * is its acknowledgement, "no N" says that it could not be taken. What is sent is a line in the file SENDS. "!arm POINT COUNT" makes
 * the process kill itself when it comes to that point for the COUNTth time; "!idle" is answered when nothing is left to be sent.
 */
import { appendFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../src/config.ts';
import type { Adapter } from '../../src/core/adapter.ts';
import type { Delivery } from '../../src/core/engine/delivery.ts';
import type { Store } from '../../src/core/store.ts';
import { createLog } from '../../src/log.ts';
import { startProgram } from '../../src/program.ts';
import { moveClock } from '../support/moved-clock.ts';
import { breakStore } from './breakage.ts';
import { hastenTimers } from './haste.ts';
import { type Failpoint, watchPoints } from './points.ts';
import { type Arrival, arrivalOf, CHANNEL, callRulesOf, DESKS, eventOf, type Line, seedOf } from './world.ts';

const SENDS = process.env.SENDS ?? '';
const LEASE_MS = Number(process.env.LEASE_MS ?? 300);
const SEND_MS = 2;
const BREAK = process.env.BREAK ?? '';

// How far this host's clock is from the others'.
moveClock(Number(process.env.CLOCK_MS ?? 0));

let armed: { point: Failpoint; left: number } | undefined;

function reach(point: Failpoint): void {
  if (armed?.point !== point) return;
  armed.left -= 1;
  if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
}

let lines: Interface | undefined;
let delivery: () => Delivery = () => {
  throw new Error('the program has not started');
};
let watched = false;

async function command(line: string): Promise<void> {
  const [name, point, count] = line.split(' ');
  if (name === '!arm') armed = { point: point as Failpoint, left: Number(count) };
  if (name === '!idle') {
    await delivery().sweep();
    await delivery().idle();
    process.stdout.write('idle\n');
  }
}

const adapter: Adapter = {
  channel: CHANNEL,
  capabilities: { edit: true, immediate: false, dialogs: false },
  reach: () => undefined,
  async send(outgoing) {
    reach('before-send');
    const arrival: Arrival = arrivalOf(outgoing);
    appendFileSync(SENDS, `${JSON.stringify(arrival)}\n`.repeat(BREAK === 'send-twice' ? 2 : 1));
    reach('after-send');
    // A platform's answer takes a while: a crash in it leaves a message that is sent and not marked.
    await pause(SEND_MS);
    return { nativeId: outgoing.outboxId };
  },
  async start(intake) {
    lines = createInterface({ input: process.stdin });
    // Nobody is there any more who would end it.
    process.stdin.once('end', () => process.exit(1));
    lines.on('line', (text) => {
      if (text.startsWith('!')) return void command(text);
      const line: Line = JSON.parse(text);
      if (BREAK === 'early-ack') process.stdout.write(`ok ${line.n} known\n`);
      intake(eventOf(line)).then(
        ({ status }) => process.stdout.write(`ok ${line.n} ${status}\n`),
        () => process.stdout.write(`no ${line.n}\n`),
      );
    });
  },
  async stop() {
    lines?.close();
  },
};

async function adapters(parts: { store: Store; delivery: () => Delivery }): Promise<Adapter[]> {
  ({ delivery } = parts);
  if (!watched) {
    hastenTimers(parts.store, LEASE_MS, callRulesOf());
    breakStore(parts.store, BREAK);
    watchPoints(parts.store, reach);
  }
  watched = true;
  await parts.store.seed(seedOf(new Date().toISOString()));
  return [adapter];
}

const program = await startProgram({
  config: readConfig(),
  log: createLog({ level: 'warn' }),
  tell: (line) => console.error(line),
  http: false,
  desks: DESKS,
  leaseMs: LEASE_MS,
  flood: null,
  adapters,
});
process.once('SIGTERM', () => void program.stop().then(() => process.exit(0)));
console.log('serving');
