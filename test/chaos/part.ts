/** One part of the chaos: a database, one or two processes, a load, and faults until all are done; then calm, and the count. */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withDirectory } from '../support/program.ts';
import { seeded } from '../support/seeded.ts';
import { until } from '../support/until.ts';
import { check, type Findings, tornIn } from './checker.ts';
import { createLoad, type Load } from './load.ts';
import { modelOf } from './model.ts';
import type { Failpoint } from './points.ts';
import { type Host, startHost } from './process.ts';
import { type Ask, snapshotOf } from './snapshot.ts';
import { type Arrival, CALLBACKS, idOfLine } from './world.ts';

export type Fault =
  /** `kill -9` at some moment. */
  | { type: 'kill' }
  /** `kill -9` while it starts. */
  | { type: 'kill-at-start' }
  | { type: 'failpoint'; point: Failpoint }
  /** Every connection of the database is ended. */
  | { type: 'backends' }
  /** The server crashes and comes back. */
  | { type: 'restart' };

/** A database that the hosts use. */
export interface Place {
  env: Readonly<Record<string, string>>;
  /** Asks it beside the hosts; an embedded one can't be asked while a host has it. */
  ask?: Ask;
  endBackends?(): Promise<void>;
  restart?(): Promise<void>;
  /** Asks it when no host is there any more. */
  finally<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
}

export interface PartOptions {
  name: string;
  seed: number;
  faults: readonly Fault[];
  processes: 1 | 2 | 3;
  /** Each host's clock is wrong by another amount; the database's is right. */
  clocksApart?: boolean;
  /** How many people have something to say at a time. */
  people?: number;
  place: Place;
  /** See `breakage.ts`. */
  broken?: string | undefined;
  /** No more faults from then on, on the clock of `performance`. */
  endsAt?: number;
}

export interface PartResult extends Findings {
  name: string;
  kills: number;
  seconds: number;
}

const WAIT_MS = 60_000;
/** As long as a host's leases, and longer with two, so that it is a rival and not a lapse that is met. */
const LEASE_MS = { 1: '300', 2: '1500', 3: '1500' } as const;
/** Of hosts whose clocks are apart, one after the other: 40 minutes and a day, ahead and behind. */
const CLOCKS_MS = [2_400_000, -86_400_000, -2_400_000, 86_400_000];
/** Beside the kills, one of two processes stands still for longer than its leases, every few kills. */
const FREEZE_MS = 2_000;
const FREEZE_EVERY = 5;
/** A whole look at the database at each so many kills. */
const LOOK_EVERY = 4;

export async function runPart(options: PartOptions): Promise<PartResult> {
  return await withDirectory(async (directory) => await run(options, join(directory, 'sends')));
}

async function run(options: PartOptions, sends: string): Promise<PartResult> {
  const { name, seed, processes, place, endsAt = Number.POSITIVE_INFINITY } = options;
  const started = performance.now();
  const chance = seeded(seed);
  const load = createLoad({ chance, people: options.people ?? 16, window: processes === 1 ? 3 : 1 });
  const transport = follow(sends, load);
  const env = {
    ...place.env,
    SENDS: sends,
    LEASE_MS: LEASE_MS[processes],
    BREAK: options.broken ?? '',
    CALLBACKS,
    DEFAULT_LANGUAGE: 'en',
  };
  let begun = 0;
  const witness = createWitness(load, transport, place);
  const queue = [...options.faults];
  const hosts = new Set<Host>();
  let kills = 0;

  const begin = (): Host => {
    const clock = options.clocksApart ? CLOCKS_MS[begun % CLOCKS_MS.length] : 0;
    begun += 1;
    const host = startHost(load, { ...env, CLOCK_MS: String(clock) });
    hosts.add(host);
    void host.ended.then(() => hosts.delete(host));
    return host;
  };
  const serve = async (host: Host | undefined): Promise<Host> => {
    if (host?.isAlive()) return host;
    const fresh = begin();
    await within('a host to serve', fresh.serving, () => fresh.stderr());
    if (!fresh.isAlive()) throw new Error(`a host ended at its start\n${fresh.stderr()}`);
    return fresh;
  };
  const acknowledges = (host: Host, count: number) => {
    const wanted = host.acknowledged() + count;
    return until('acknowledgements', () => host.acknowledged() >= wanted || !host.isAlive(), {
      timeoutMs: WAIT_MS,
      now: () => `${load.state()}\n${host.stderr().slice(-3000)}`,
    });
  };

  /** One process after the other in the same place, each with its faults. */
  async function slot(): Promise<Host> {
    let host: Host | undefined;
    for (let fault = queue.shift(); fault; fault = performance.now() < endsAt ? queue.shift() : undefined) {
      if (fault.type === 'kill-at-start' && !host?.isAlive()) {
        host = begin();
        await pause(chance() * 700);
      } else {
        host = await serve(host);
        if (fault.type !== 'failpoint') {
          await acknowledges(host, Math.floor(chance() * 60));
          await pause(chance() * 12);
        }
      }
      if (processes > 1 && kills % FREEZE_EVERY === 1) await freeze(host);
      await inflict(fault, host);
      kills += 1;
      await witness.look(kills % LOOK_EVERY === 0);
    }
    return await serve(host);
  }

  /** Another one takes over what it holds; when it wakes up it must not act on what it knew. */
  async function freeze(host: Host): Promise<void> {
    host.kill('SIGSTOP');
    await pause(FREEZE_MS);
    host.kill('SIGCONT');
  }

  async function inflict(fault: Fault, host: Host): Promise<void> {
    switch (fault.type) {
      case 'kill':
      case 'kill-at-start':
        host.kill('SIGKILL');
        await host.ended;
        return;
      case 'failpoint':
        // Timers are claimed now and then, and everything else all the time.
        host.arm(fault.point, fault.point === 'after-claim' ? 1 : 1 + Math.floor(chance() * 30));
        await within(`a host to die ${fault.point}`, host.ended, () => `${load.state()}\n${host.stderr()}`);
        return;
      case 'backends':
        return await place.endBackends?.();
      case 'restart':
        return await place.restart?.();
      default:
        return fault satisfies never;
    }
  }

  try {
    load.start();
    const last = await Promise.all(Array.from({ length: processes }, () => slot()));
    const now = () => `${load.state()}\n${last[0]?.stderr().slice(-3000)}`;
    await within('everything to be said', load.finish(), now, 3 * WAIT_MS);
    await calm(last, load, place);
    transport.read();
    return await place.finally(async (ask) => {
      const actual = await snapshotOf(ask);
      const model = await modelOf(load.accepted, actual);
      const { accepted } = load;
      const { arrivals } = transport;
      const evidence = { accepted, arrivals, actual, model, happenedAgain: load.happenedAgain(), seen: witness.seen };
      return { name, kills, ...check(evidence), seconds: (performance.now() - started) / 1000 };
    });
  } finally {
    for (const host of hosts) host.kill('SIGKILL');
    await Promise.all([...hosts].map((host) => host.ended));
    load.close();
    transport.close();
  }
}

/** Everything is sent, or won't be; then the hosts end in peace. */
async function calm(hosts: readonly Host[], load: Load, { ask }: Place): Promise<void> {
  // What is not sent by then is counted as unsent.
  const given = pause(20_000, undefined, { ref: false });
  const isSent = async () =>
    ask === undefined || (await ask(`select count(*)::text from outbox where status = 'pending'`)) === '0';
  await Promise.race([until('the deadlines', load.isDueTold), given]).catch(() => {});
  // What comes due shortly has come due.
  const isCalm = async () => (await isSent()) && (ask === undefined || (await ask(DUE_SHORTLY)) === '0');
  await (ask ? Promise.race([until('the reminders', isCalm, { timeoutMs: 20_000 }), given]) : pause(1_000));
  await Promise.race([Promise.all(hosts.map((host) => host.idle())).then(() => until('calm', isSent)), given]);
  for (const host of hosts) {
    host.kill('SIGTERM');
    const { code } = await within('a host to end', host.ended, () => host.stderr());
    if (code !== 0) throw new Error(`a host ended with ${code}\n${host.stderr()}`);
  }
}

async function within<T>(what: string, work: Promise<T>, now: () => string, timeoutMs = WAIT_MS): Promise<T> {
  const patience = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`waited in vain for ${what}\n${now()}`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    patience.abort();
  }
}

/** Reads what hosts append to a file. */
function follow(file: string, load: Load) {
  const descriptor = openSync(file, 'a+');
  const arrivals: Arrival[] = [];
  const buffer = Buffer.alloc(1 << 16);
  let rest = Buffer.alloc(0);
  let place = 0;
  function read(): void {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, place);
      if (length === 0) return;
      place += length;
      const bytes = Buffer.concat([rest, buffer.subarray(0, length)]);
      const end = bytes.lastIndexOf(0x0a) + 1;
      rest = Buffer.from(bytes.subarray(end));
      for (const line of bytes.subarray(0, end).toString().split('\n')) {
        if (line === '') continue;
        const arrival: Arrival = JSON.parse(line);
        arrivals.push(arrival);
        load.arrived(arrival);
      }
    }
  }
  const timer = setInterval(read, 10);
  return {
    arrivals,
    read,
    close: () => {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

/** Looks at the database between the kills: what is repeated later could hide that it was lost before. */
function createWitness(load: Load, transport: ReturnType<typeof follow>, { ask }: Place) {
  const lost = new Set<string>();
  const torn = new Set<string>();
  /** Messages whose mark was written, with how many had arrived when that was seen. */
  const marked = new Map<string, number>();

  async function look(whole: boolean): Promise<void> {
    if (!ask) return;
    const accepted = load.accepted.slice();
    const text = await until('the database to answer', () => ask(LOOK).catch(() => undefined), { timeoutMs: WAIT_MS });
    const { events, sent } = JSON.parse(text) as { events: string[]; sent: string[] };
    const known = new Set(events);
    for (const line of accepted) if (!known.has(idOfLine(line))) lost.add(`event ${line.n} was gone for a while`);
    transport.read();
    for (const id of sent) if (!marked.has(id)) marked.set(id, transport.arrivals.length);
    if (whole) for (const one of tornIn(await snapshotOf(ask))) torn.add(one);
  }

  return {
    look,
    get seen() {
      const resentMarked = transport.arrivals.flatMap(({ id }, index) =>
        index >= (marked.get(id) ?? Number.POSITIVE_INFINITY) ? [id] : [],
      );
      return { lost, torn, resentMarked };
    },
  };
}

export const DUE_SHORTLY = `select count(*)::text from timer where kind like 'call.%' and due_at < now() + interval '1 minute'`;

const LOOK = `select json_build_object('events', (select coalesce(json_agg(id), '[]') from event),
'sent', (select coalesce(json_agg(id), '[]') from outbox where status = 'sent'))::text`;
