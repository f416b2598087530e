/**
 * Callbacks that come due: real ones in the database, with all their timers, handled by the real bot. How late their reminders are at 200 a
 * second, and how many a second are handled after a standstill, when 100,000 are due at once. All by the database's clock.
 */

import { emptyDecision } from '../../src/core/decision.ts';
import type { Timer } from '../../src/core/event.ts';
import { accountId, conversationId, eventId, idOf, personId, threadId } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import { isoOf } from '../../src/domain/business-time.ts';
import type { Callback } from '../../src/domain/callback.ts';
import { planCallback } from '../../src/domain/callback-changes.ts';
import { pendingReminders } from '../../src/domain/callback-reminders.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { type Account, NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { createBot } from '../../src/flows/bot.ts';
import { reminderTimers } from '../../src/flows/callbacks/callback-reminders.ts';
import { CHANNEL } from './complaint.ts';
import { quantile } from './measure.ts';
import { openBenchStore, startBench } from './setup.ts';
import type { Task } from './tasks.ts';

const PER_SECOND = 200;
const SECONDS = 20;
/** What a program that has just started is late by does not count: it compiles its code, and the server its plans. */
const WARM_UP_SECONDS = 3;
const AT_ONCE = 100_000;
/** An embedded database is for a newcomer's machine: there it would only take long. */
const AT_ONCE_EMBEDDED = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is to come due of a callback, and how long that is before its window. */
const KINDS = [
  { what: 'announce', beforeMs: DEFAULT_CALLBACK_RULES.personLeadMs },
  { what: 'soon', beforeMs: DEFAULT_CALLBACK_RULES.soonMs },
  { what: 'now', beforeMs: 0 },
] as const;

/** Somebody of their own with whom the bot has written. */
interface Known {
  person: Person;
  account: Account;
}

function someone(name: string, role: 'prospect' | 'staff', now: string): Known {
  const id = accountId(CHANNEL, '', name);
  const grants = role === 'staff' ? { ...NO_GRANTS, named: true, duties: ['agent' as const] } : null;
  const known = {
    language: 'en',
    phone: '+8613800138000',
    zone: null,
    noCalls: false,
    inquiry: null,
    name: 'Chen Xiao',
  } as const;
  const person: Person = { id: personId(id), seq: 1, role, ...known, grants, createdAt: now };
  return {
    person,
    account: { id, personId: person.id, channel: CHANNEL, workspace: '', userId: name, displayName: name },
  };
}

/** Where it is noon, so that nobody's quiet hours are in the way whenever this is run. */
function zoneAtNoon(now: string): string {
  const ahead = 12 - new Date(now).getUTCHours();
  return `Etc/GMT${ahead < 0 ? '+' : '-'}${Math.abs(ahead)}`;
}

/** One promised yesterday, of which the reminder of that kind is due at that moment; what was due before has been said. */
function aCallback(name: string, index: number, dueMs: number, now: string) {
  const { beforeMs } = KINDS[index % KINDS.length] ?? KINDS[0];
  const asked = isoOf(Date.parse(now) - DAY_MS);
  const [person, agent] = [
    someone(`${name}:person:${index}`, 'prospect', asked),
    someone(`${name}:agent:${index}`, 'staff', asked),
  ];
  const from = dueMs + beforeMs;
  const window = { from: isoOf(from), until: isoOf(from + HOUR_MS), zone: zoneAtNoon(now) };
  const about = { kind: 'requested', topic: 'The till charged me 20 yuan too much', caseId: null } as const;
  const ids = { id: idOf('bench call', name, String(index)), personId: person.person.id, ownerId: agent.person.id };
  const planned = planCallback({ ...ids, ...about, window, promised: true }, { type: 'program' }, asked);
  if (!planned.callback) throw new Error(`the callback is refused: ${planned.refused}`);
  return { callback: planned.callback, entry: planned.entry, known: [person, agent], asked };
}

/** Writes them with their people, and gives the timers that come due. */
async function fill(store: Store, name: string, count: number, now: string, dueAt: (index: number) => number) {
  const due = new Map<string, number>();
  const each = 500;
  for (let from = 0; from < count; from += each) {
    const id = eventId(CHANNEL, `${name}:${from}`);
    const decision = emptyDecision({ id, kind: 'fill', status: 'done', payload: null, error: null });
    for (let index = from; index < Math.min(from + each, count); index += 1) {
      const dueMs = dueAt(index);
      const { callback: planned, entry, known, asked } = aCallback(name, index, dueMs, now);
      const callback = withTold(planned, dueMs);
      for (const { person, account } of known) {
        const thread = { id: threadId(CHANNEL, account.userId), channel: CHANNEL, address: account.userId };
        const place = { threadId: thread.id, accountId: account.id };
        decision.people.push(person);
        decision.accounts.push(account);
        decision.threads.push(thread);
        const at = { seq: 1, frames: [], updatedAt: asked };
        decision.conversations.push({ id: conversationId(thread.id, account.id), ...place, ...at });
      }
      decision.callbacks.push(callback);
      const written = { aggregate: 'callback', eventId: id, at: asked, actorId: null } as const;
      decision.journal.push({ id: callback.id, seq: 1, ...written, kind: entry.kind, body: entry.body });
      const timers = timersOf(callback, id);
      decision.timers.push(...timers);
      for (const timer of timers) if (Date.parse(timer.dueAt) === dueMs) due.set(timer.key, dueMs);
    }
    await store.commit([decision], {
      token: idOf('bench'),
      leaseMs: 1_000,
      take: new Set(),
      marks: { rows: [], threads: [] },
    });
  }
  return due;
}

/** What was due before that has been told. */
function withTold(callback: Callback, dueMs: number): Callback {
  const before = pendingReminders(callback, DEFAULT_CALLBACK_RULES).filter(({ at }) => Date.parse(at) < dueMs);
  return { ...callback, told: { ...callback.told, ...Object.fromEntries(before.map(({ what, at }) => [what, at])) } };
}

const timersOf = (callback: Callback, rev: string): Timer[] =>
  reminderTimers(callback, { callRules: DEFAULT_CALLBACK_RULES }).flatMap((effect) =>
    effect.type === 'timer' ? [{ ...effect.timer, rev }] : [],
  );

/** What became of reminders: when each was written with what it says, and whether twice. */
function watched(store: Store) {
  let due: ReadonlyMap<string, number> = new Map();
  let written: { at: number; lateMs: number }[] = [];
  let silent = 0;
  let arrived = () => {};
  return {
    store: {
      ...store,
      commit: async (...args: Parameters<Store['commit']>) => {
        const committed = await store.commit(...args);
        for (const { expects, outbox } of args[0]) {
          for (const expected of expects) {
            const at = expected.type === 'timer' ? due.get(expected.key) : undefined;
            if (at === undefined) continue;
            if (outbox.length === 0) silent += 1;
            written.push({ at, lateMs: Date.parse(committed.now) - at });
          }
        }
        if (written.length >= due.size) arrived();
        return committed;
      },
    },
    /** Resolves with when each was due and how late it was, when all have been written. */
    async all(expected: ReadonlyMap<string, number>): Promise<{ at: number; lateMs: number }[]> {
      due = expected;
      written = [];
      silent = 0;
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
      if (silent > 0) throw new Error(`${silent} reminders said nothing`);
      return written;
    },
  };
}

const clockOf = async (store: Store, run: string): Promise<string> => {
  const [loaded] = await store.load([{ eventId: eventId(CHANNEL, `${run}:clock`) }]);
  if (!loaded) throw new Error('the database tells no time');
  return loaded.now;
};

export async function callbacks({ place, run }: Task) {
  const opened = await openBenchStore(place);
  const { store, all } = watched(opened);
  const bot = createBot();
  const atOnce = 'url' in place ? AT_ONCE : AT_ONCE_EMBEDDED;
  const first = await clockOf(opened, run);
  // Time enough to write them before the first is due.
  const begins = Date.parse(first) + 15_000;
  const paced = await fill(
    opened,
    `${run}:paced`,
    PER_SECOND * (WARM_UP_SECONDS + SECONDS),
    first,
    (index) => begins + (index * 1000) / PER_SECOND,
  );
  const pacing = await startBench(store, { bot });
  const told = await all(paced);
  const lateMs = told.filter(({ at }) => at >= begins + WARM_UP_SECONDS * 1000).map((one) => one.lateMs);
  await pacing.close();

  const standstill = await clockOf(opened, run);
  const burst = await fill(opened, `${run}:burst`, atOnce, standstill, () => Date.parse(standstill));
  let rssMb = 0;
  const sampler = setInterval(() => {
    rssMb = Math.max(rssMb, process.memoryUsage.rss() / 1e6);
  }, 100);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const bench = await startBench(store, { bot, sends: false });
  await all(burst);
  const tookMs = performance.now() - began;
  const used = process.cpuUsage(cpu);
  clearInterval(sampler);
  await bench.close();
  await opened.close();
  return {
    lateP50Ms: quantile(lateMs, 0.5),
    lateP99Ms: quantile(lateMs, 0.99),
    lateMaxMs: Math.max(...lateMs),
    early: told.filter((one) => one.lateMs < 0).length,
    perSecond: (atOnce * 1000) / tookMs,
    cpuMs: (used.user + used.system) / 1000 / atOnce,
    rssMb,
  };
}
