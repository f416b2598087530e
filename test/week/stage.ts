/**
 * Where the week is played: the real engine, flows, store and delivery on a database, a platform that only writes down what it is given,
 * and a clock that the script moves. Timers fire by that clock, each at its time, before whatever happens later.
 */

import { randomUUID } from 'node:crypto';
import type { Adapter, Answer } from '../../src/core/adapter.ts';
import type { Conversation, Frame } from '../../src/core/decision.ts';
import { timerEvent } from '../../src/core/engine/decide.ts';
import type { FlowEvent, Input, ThreadRef, Timer } from '../../src/core/event.ts';
import { conversationId, eventId } from '../../src/core/ids.ts';
import type { Message } from '../../src/core/message.ts';
import type { Store } from '../../src/core/store.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { startBotEngine } from '../support/bot-engine.ts';
import { type Actor, aThread, CHANNEL, DESK, seedOf, type World, ZONE } from './world.ts';

/** A message as its reader sees it; `at` is the script's clock. */
export interface Read {
  at: string;
  threadId: string;
  outboxId: string | null;
  message: Message;
}

/** Something that has happened: who did it, or which timer came due. */
export interface Happened {
  id: string;
  at: string;
  actorId: string | null;
  timer?: Timer;
}

export interface Stage {
  world: World;
  store: Store;
  now(): string;
  /** Moves the clock on, firing every timer that is due on the way. */
  passTo(iso: string): Promise<void>;
  /** The program is down until then, and finds all that has come due meanwhile. */
  standStill(iso: string): Promise<void>;
  /** One look of those who give out cases. */
  dispatch(): Promise<void>;
  /** An act, a moment after the one before. */
  does(actor: Actor, input: Input, place?: ThreadRef): Promise<Answer>;
  /** Several people do something at the very same moment. */
  together(acts: readonly { actor: Actor; input: Input; place: ThreadRef }[]): Promise<void>;
  frames(actor: Actor, place?: ThreadRef): Promise<Frame[]>;
  /** Ends the program and starts it anew on what is stored. */
  restart(): Promise<void>;
  /** What was read where, in order. */
  reads: readonly Read[];
  readIn(place: ThreadRef): readonly Read[];
  happened: readonly Happened[];
  restarts(): number;
  onRead(listen: (read: Read) => void): void;
  rows<T>(text: string): Promise<T[]>;
  stop(): Promise<void>;
}

/** Looks for work every few seconds: as a rule it finds nothing, so the script says when it is time. */
const DISPATCH = 'cases.assign';

/** Between two acts of one person, who reads before they write. */
const ACT_MS = 2000;

export async function openStage(world: World, database: Database): Promise<Stage> {
  let now = world.start;
  let acts = 0;
  let restarts = 0;
  const reads: Read[] = [];
  const byThread = new Map<string, Read[]>();
  const happened: Happened[] = [];
  const listeners: ((read: Read) => void)[] = [];
  let sent = 0;

  const base = createStore(database);
  const store: Store = {
    ...base,
    load: async (refs) => (await base.load(refs)).map((loaded) => ({ ...loaded, now })),
  };

  function see(read: Read): void {
    reads.push(read);
    const known = byThread.get(read.threadId);
    if (known) known.push(read);
    else byThread.set(read.threadId, [read]);
    for (const listen of listeners) listen(read);
  }

  const adapter: Adapter = {
    channel: CHANNEL,
    capabilities: { edit: false, immediate: true, dialogs: false },
    reach: () => undefined,
    send: async ({ outboxId, thread, message }) => {
      see({ at: now, threadId: thread.id, outboxId, message });
      sent += 1;
      return { nativeId: `n${sent}` };
    },
    start: async () => {},
    stop: async () => {},
  };

  const startEngine = () =>
    startBotEngine(store, adapter, {
      desks: [{ thread: DESK, language: 'zh-Hans' }],
      zone: ZONE,
      defaultLanguage: 'zh-Hans',
      deadlines: world.deadlines,
      routing: world.routing,
      ...(world.callRules && { callRules: world.callRules }),
      canAnswerAtOnce: () => true,
      canShowDialogs: () => false,
      // As on the real platforms: whoever has only asked so far can be written to all the same.
      directThread: ({ userId }) => aThread(userId),
      flood: null,
    });
  let running = startEngine();

  async function handle(event: FlowEvent, actorId: string | null, timer?: Timer): Promise<Answer> {
    happened.push({ id: event.id, at: now, actorId, ...(timer && { timer }) });
    const answer = await running.engine.handle(event);
    await running.delivery.idle();
    return answer;
  }

  async function rows<T>(text: string): Promise<T[]> {
    const [row] = await database.query(`select coalesce(json_agg(x), '[]')::text from (${text}) x`, []);
    return JSON.parse(String(row?.[0])) as T[];
  }

  const TIMER = `select key, rev, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt", kind, ids from timer`;

  async function passTo(iso: string): Promise<void> {
    for (;;) {
      const until = iso > now ? iso : now;
      const [due] = await rows<Timer>(
        `${TIMER} where due_at <= '${until}' and kind <> '${DISPATCH}' order by due_at, key limit 1`,
      );
      if (!due) break;
      if (due.dueAt > now) now = due.dueAt;
      await handle(timerEvent(due), null, due);
    }
    if (iso > now) now = iso;
  }

  async function act(actor: Actor, input: Input, place: ThreadRef): Promise<Answer> {
    acts += 1;
    const answer = await handle(
      { type: 'person', id: eventId(CHANNEL, String(acts)), at: now, thread: place, author: actor.author, input },
      actor.id,
    );
    for (const item of answer.immediate) {
      if (item.type !== 'message') continue;
      // Beside the thread: nobody else sees it, so it is read where that one is alone.
      see({ at: now, threadId: actor.place.id, outboxId: null, message: item.message });
    }
    return answer;
  }

  await store.seed(seedOf(world));

  async function stop(): Promise<void> {
    await running.engine.stop();
    await running.delivery.stop();
  }

  return {
    world,
    store,
    now: () => now,
    passTo,
    async standStill(iso) {
      now = iso;
      await passTo(iso);
    },
    async dispatch() {
      const [due] = await rows<Timer>(`${TIMER} where due_at <= '${now}' and kind = '${DISPATCH}' limit 1`);
      if (due) await handle(timerEvent(due), null, due);
    },
    async does(actor, input, place = actor.place) {
      await passTo(new Date(Date.parse(now) + ACT_MS).toISOString());
      return await act(actor, input, place);
    },
    async together(all) {
      await passTo(new Date(Date.parse(now) + ACT_MS).toISOString());
      await Promise.all(all.map(({ actor, input, place }) => act(actor, input, place)));
    },
    async frames(actor, place = actor.place) {
      const { accountId } = actor.author;
      const [loaded] = await base.load([
        { eventId: randomUUID(), accountId, conversationId: conversationId(place.id, accountId) },
      ]);
      return (loaded?.conversation as Conversation | undefined)?.frames ?? [];
    },
    async restart() {
      await stop();
      restarts += 1;
      running = startEngine();
    },
    reads,
    readIn: ({ id }) => byThread.get(id) ?? [],
    happened,
    restarts: () => restarts,
    onRead: (listen) => listeners.push(listen),
    rows,
    stop,
  };
}
