/**
 * What must be there: the accepted events, each once, handled one after the other by the same engine and flows on a
 * database of its own. From what is checked it takes only what chance or the clock gave: the moment of each event and the numbers
 * of cases. Everything else has to come out the same.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JournalEntry } from '../../src/core/decision.ts';
import { timerEvent } from '../../src/core/engine/decide.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Timer } from '../../src/core/event.ts';
import type { Bot } from '../../src/core/flow.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import { datesOf } from '../../src/domain/business-time.ts';
import { createBot } from '../../src/flows/bot.ts';
import { createStore } from '../../src/store/store.ts';
import { openMigratedDatabase } from '../support/store.ts';
import { HASTE, hastenCalls } from './haste.ts';
import { asking, type Snapshot, snapshotOf } from './snapshot.ts';
import { callRulesOf, DESKS, eventOf, idOfLine, type Line, seedOf } from './world.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The bot as it was at the time. */
function botOf(actual: Snapshot): Bot {
  const bot = createBot();
  const times = new Map(
    [
      ...actual.event.map(({ id, at }) => [id, at] as const),
      ...actual.journal.map((e) => [e.event_id, e.at] as const),
    ].map(([id, at]) => [id, new Date(at).toISOString()]),
  );
  const loads = loadsIn(actual);
  const numbers = new Map(actual.case_file.map((one) => [one.id, one.number]));
  return {
    ...bot,
    respond: (event, context) =>
      bot.respond(event, {
        ...context,
        now: times.get(event.id) ?? context.now,
        reads: { ...context.reads, callbackLoads: async () => loads.get(event.id) ?? {} },
        caseNumber: async () => numbers.get(context.id('case')) ?? (await context.caseNumber()),
      }),
  };
}

const plannedDay = z.object({ begins: z.string(), ends: z.string(), date: z.string(), waiting: z.number() });

/** How much there was to do on each day when that event planned a callback: of several at once, who comes first is chance. */
function loadsIn({ journal }: Snapshot): ReadonlyMap<string, Record<string, number>> {
  return new Map(
    journal.flatMap(({ event_id, body }) => {
      const chosen = plannedDay.safeParse(body).data;
      if (!chosen) return [];
      const { begins, ends, date, waiting } = chosen;
      const others = [...datesOf(begins, ends)].map((day) => [day, waiting + 1] as const);
      return [[event_id, { ...Object.fromEntries(others), [date]: waiting }] as const];
    }),
  );
}

/** Timers of cases whose deadline came at once. */
function hastyIn({ timer, case_file }: Snapshot): Timer[] {
  const hasty = new Set(case_file.filter(({ words }) => words.includes(HASTE)).map(({ id }) => id));
  return timer
    .filter(({ ids }) => hasty.has(ids.case ?? ''))
    .map(({ due_at, ...rest }) => ({ ...rest, dueAt: due_at }));
}

export interface Fired {
  kind: string;
  /** When it was due; null for deadlines that chance has hastened. */
  dueAt: string | null;
}

export interface Model extends Snapshot {
  /** By the event of each timer that went off: a timer that is done leaves no row, only what it wrote. */
  fired: ReadonlyMap<string, Fired>;
}

export async function modelOf(accepted: readonly Line[], actual: Snapshot): Promise<Model> {
  const database = await openMigratedDatabase();
  const store = createStore(database);
  const callRules = callRulesOf();
  try {
    await store.seed(seedOf(new Date().toISOString()));
    const { commit } = store;
    store.commit = (decisions, options) => {
      for (const decision of decisions) hastenCalls(decision, callRules, (entry) => fromIn(actual, entry));
      return commit(decisions, options);
    };
    const token = randomUUID();
    const delivery = createDelivery({ store, adapters: [], token, log: silent, metrics: noMetrics, onRefused() {} });
    const engine = createEngine({
      store,
      bot: botOf(actual),
      delivery,
      log: silent,
      metrics: noMetrics,
      desks: DESKS,
      zone: 'Asia/Shanghai',
      callRules,
      defaultLanguage: 'en',
      canAnswerAtOnce: () => false,
      flood: null,
    });
    const fired = new Map<string, Fired>();
    const fire = async (wanted: (timer: Timer) => boolean): Promise<boolean> => {
      const due = remindersIn(await snapshotOf(asking(database))).filter(wanted);
      for (const timer of due) {
        const event = timerEvent(timer);
        fired.set(event.id, { kind: timer.kind, dueAt: timer.dueAt });
        await engine.handle(event);
      }
      return due.length > 0;
    };
    const before = remindersBefore(accepted, actual);
    for (const line of accepted) {
      for (const id of before(line)) await fire((timer) => timerEvent(timer).id === id);
      await engine.handle(eventOf(line));
    }
    while (await fire(({ dueAt }) => Date.parse(dueAt) <= endOf(actual))) {
      // What they say may set others.
    }
    // Nobody settles the cases that were in haste, so it does not matter when their time has come.
    for (const timer of hastyIn(await snapshotOf(asking(database)))) {
      const event = timerEvent(timer);
      fired.set(event.id, { kind: timer.kind, dueAt: null });
      await engine.handle(event);
    }
    await engine.stop();
    return { ...(await snapshotOf(asking(database))), fired };
  } finally {
    await store.close();
  }
}

/** How the kinds of all timers of callbacks begin. */
const CALL_TIMERS = 'call.';
const RECURRING = createBot().recurring ?? new Set();

const remindersIn = ({ timer }: Snapshot): Timer[] =>
  timer
    .filter(({ kind }) => kind.startsWith(CALL_TIMERS) && !RECURRING.has(kind))
    .map(({ due_at: dueAt, ...rest }) => ({ ...rest, dueAt }));

/** Where chance has put the window of a callback. */
function fromIn({ journal }: Snapshot, given: JournalEntry): number {
  const entry = journal.find(({ id, event_id }) => id === given.id && event_id === given.eventId);
  const body = typeof entry?.body === 'object' && entry.body !== null && 'from' in entry.body ? entry.body : given.body;
  return Date.parse(String(body.from));
}

/** Whatever was due by then must have been said: the run waits for it. */
const endOf = ({ event, journal }: Snapshot): number =>
  Math.max(...[...event, ...journal].map(({ at }) => Date.parse(at)));

/** Whether a reminder or the person was first is chance too: the callback's journal tells. */
function remindersBefore(accepted: readonly Line[], { journal }: Snapshot): (line: Line) => string[] {
  const lines = new Set(accepted.map(idOfLine));
  const entries = journal.filter(({ aggregate }) => aggregate === 'callback');
  return (line) => {
    const own = entries.filter(({ event_id }) => event_id === idOfLine(line));
    return own.flatMap(({ id, seq }) =>
      entries
        .filter((entry) => entry.id === id && Number(entry.seq) < Number(seq) && !lines.has(entry.event_id))
        .toSorted((a, b) => Number(a.seq) - Number(b.seq))
        .map(({ event_id }) => event_id),
    );
  };
}
