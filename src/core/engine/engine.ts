/**
 * The engine: takes events in, decides them in groups, commits each group as one statement. Events of one conversation keep their
 * order; a group is written at once when nothing is in flight, and gathers while others are. An event resolves when it is safe.
 *
 * What goes wrong, and what then happens:
 * - someone else was first (`conflict`): the event is loaded and decided again, alone;
 * - the database is away (`unreachable`): the event waits until it is back, and is then loaded again, so that a commit whose
 *   outcome was never heard is recognised by its event id;
 * - a flow throws, or the rows can't be written (`invalid`): three tries, alone, then the event is set aside as `failed`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../adapter.ts';
import type { Decision } from '../decision.ts';
import { isAway, StoreError, UnavailableError } from '../errors.ts';
import type { Event, FlowEvent, PersonEvent, ThreadRef } from '../event.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Committed, Loaded } from '../store.ts';
import { type DecideOptions, decide, decideSetAside, loadRefOf, type Verdict } from './decide.ts';
import type { Delivery, Ride } from './delivery.ts';
import { createFlood, type Flood } from './flood.ts';
import { createGathering, type Handling } from './gathering.ts';
import { keysOf } from './keys.ts';
import { channelOf, describe, laneOf, takeGroup, takeLots } from './lanes.ts';
import { apart } from './lots.ts';
import { createConversationMemory } from './memory.ts';

export interface EngineOptions extends DecideOptions {
  delivery: Delivery;
  log: Log;
  metrics: Metrics;
  /** The most decisions in one statement. */
  groupMax?: number;
  /** Groups being loaded, decided and written at the same time. */
  groupsInFlight?: number;
  /** Who is over budget; null: nobody ever is. Absent: as for people, see `flood.ts`. */
  flood?: Flood | null;
  /** How long events over budget are gathered before they are stored together. */
  gatherMs?: number;
  /** Called with the timers that a commit has set. */
  onTimers?: (timers: Decision['timers'], committed: Committed) => void;
  /** Called when a commit has files whose bytes are to be fetched. */
  onFiles?: () => void;
}

export interface Engine {
  /**
   * Resolves when the event is committed, or was before. Rejects with `UnavailableError` when it could not be made safe, or when
   * `signal` aborts before that is known: the event is then not begun again, but may have been on its way to the database.
   * What a person sends over budget resolves when it is stored in a lot, which nobody answers; `onHeld` as for `Intake`.
   */
  handle(event: FlowEvent, options?: Handling): Promise<Answer>;
  /** Takes nothing more; resolves when everything taken is finished. What can't be written by then is rejected. */
  stop(): Promise<void>;
}

/** After this many tries an event is set aside. */
const TRIES = 3;
/** Conflicts are the normal course among rivals; so many in a row are a fault. */
const CONFLICTS = 20;
/** Between looks whether the database is back. */
const AWAY_PAUSE_MS = 200;

interface Turn {
  event: Event;
  lane: string;
  resolve(answer: Answer, decision?: Decision): void;
  reject(error: unknown): void;
  signal: AbortSignal | undefined;
  faults: number;
  conflicts: number;
  /** Failed in company once: goes by itself from then on. */
  alone: boolean;
  fault: unknown;
  /** The threads of a commit that was never answered: it may go on at the server, and may have been written. */
  unheard: readonly ThreadRef[];
}

/** A decision on its way into the database. */
interface Written {
  turn: Turn;
  loaded: Loaded | undefined;
  decision: Decision;
  answer: Answer;
}

export function createEngine(options: EngineOptions): Engine {
  const { store, delivery, log, metrics } = options;
  const groupMax = options.groupMax ?? 64;
  const groupsInFlight = options.groupsInFlight ?? 2;

  /** Turns of one conversation (or timer), in order; the first is the one being handled. */
  const lanes = new Map<string, Turn[]>();
  const memory = createConversationMemory();
  const ready: Turn[] = [];
  /** Parts of lots, which have a place of their own: turns keep theirs, however many there are. */
  const readyLots: Turn[] = [];
  let lotsInFlight = false;
  const away: Turn[] = [];
  let inFlight = 0;
  let waitingForStore = false;
  let stopping = false;
  const finished = Promise.withResolvers<void>();

  function enter(turn: Turn): void {
    const lane = lanes.get(turn.lane);
    if (lane) {
      lane.push(turn);
      return;
    }
    lanes.set(turn.lane, [turn]);
    makeReady(turn);
  }

  function makeReady(turn: Turn): void {
    (turn.event.type === 'lot' ? readyLots : ready).push(turn);
  }

  /** Ends a turn and lets the next one of its lane go. */
  function leave(turn: Turn): void {
    delivery.unheard(turn.unheard);
    const lane = lanes.get(turn.lane);
    lane?.shift();
    const next = lane?.[0];
    if (next) makeReady(next);
    else lanes.delete(turn.lane);
    if (stopping && lanes.size === 0) finished.resolve();
  }

  function finish(turn: Turn, answer: Answer, decision?: Decision): void {
    leave(turn);
    const { event } = turn;
    if (event.type !== 'lot') metrics.event(channelOf(event), answer.status);
    else for (const _ of decision?.gathered ?? []) metrics.event(channelOf(event), 'held');
    turn.resolve(answer, decision);
  }

  function abandon(turn: Turn, error: unknown): void {
    leave(turn);
    refuse(turn, error);
  }

  function refuse(turn: Turn, error: unknown): void {
    metrics.event(channelOf(turn.event), 'unavailable');
    turn.reject(error);
  }

  /** Ends a turn and those behind it, which would fare the same. */
  function abandonLane(turn: Turn, error: unknown): void {
    for (const next of lanes.get(turn.lane)?.splice(1) ?? []) refuse(next, error);
    abandon(turn, error);
  }

  /** The caller waits no longer. What is on its way to the database can't be called back; it is only not begun again. */
  function giveUp(turn: Turn): void {
    const error = new UnavailableError('the caller waits no longer');
    const lane = lanes.get(turn.lane) ?? [];
    const queue = [away, ready].find((turns) => turns.includes(turn));
    if (queue) {
      queue.splice(queue.indexOf(turn), 1);
      abandon(turn, error);
      pump();
    } else if (lane.indexOf(turn) > 0) {
      lane.splice(lane.indexOf(turn), 1);
      refuse(turn, error);
    } else turn.reject(error);
  }

  /** Begins a turn again from loading. */
  function retry(turn: Turn): void {
    if (turn.signal?.aborted) abandon(turn, new UnavailableError('the caller waits no longer'));
    else makeReady(turn);
  }

  function pump(): void {
    while (inFlight < groupsInFlight && ready.length > 0) {
      const group = takeGroup(ready, groupMax);
      inFlight += 1;
      void run(group).finally(() => {
        inFlight -= 1;
        pump();
      });
    }
    if (lotsInFlight || readyLots.length === 0) return;
    lotsInFlight = true;
    void run(takeLots(readyLots, groupMax)).finally(() => {
      lotsInFlight = false;
      pump();
    });
  }

  async function run(group: Turn[]): Promise<void> {
    let loaded: (Loaded | undefined)[];
    try {
      const asked = group.map((turn) => memory.ask(loadRefOf(turn.event)));
      const read = await store.load(asked.map(({ ref }) => ref));
      loaded = asked.map(({ recall }, index) => read[index] && recall(read[index]));
    } catch (error) {
      // What the event concerns can't be read, but it can still be set aside.
      const doomed = group.every((turn) => turn.faults >= TRIES) && !isAway(error);
      if (!doomed) {
        for (const turn of group) again(turn, error, group.length > 1);
        return;
      }
      loaded = [];
    }
    const verdicts = await Promise.all(group.map((turn, index) => judge(turn, loaded[index])));
    await write(group, verdicts, loaded);
  }

  /** Undefined when the decision failed; the turn is on its way again then. */
  async function judge(turn: Turn, loaded: Loaded | undefined): Promise<Verdict | undefined> {
    try {
      if (turn.faults >= TRIES) return await decideSetAside(turn.event, loaded, describe(turn.fault), options);
      if (!loaded) throw new Error('the store answered fewer loads than were asked');
      return await decide(turn.event, loaded, options);
    } catch (error) {
      again(turn, error, false);
      return undefined;
    }
  }

  async function write(
    group: Turn[],
    verdicts: (Verdict | undefined)[],
    loaded: (Loaded | undefined)[],
  ): Promise<void> {
    const taken = new Set<string>();
    const written: Written[] = [];
    for (const [index, turn] of group.entries()) {
      const verdict = verdicts[index];
      if (!verdict) continue;
      if (verdict.type === 'answer') {
        finish(turn, verdict.answer);
        continue;
      }
      const keys = keysOf(verdict.decision);
      if (keys.some((key) => taken.has(key))) {
        // Two of the group want the same row: the later one decides again on what the earlier one leaves behind.
        retry(turn);
        continue;
      }
      for (const key of keys) taken.add(key);
      written.push({ turn, loaded: loaded[index], decision: verdict.decision, answer: verdict.answer });
    }
    if (written.length > 0) await commit(written);
  }

  async function commit(written: Written[]): Promise<void> {
    const decisions = written.map((entry) => entry.decision);
    let ride: Ride | undefined;
    let committed: Committed;
    try {
      ride = delivery.board(decisions);
      const started = performance.now();
      committed = await store.commit(decisions, ride.options);
      metrics.commit((performance.now() - started) / 1000, decisions.length);
    } catch (error) {
      ride?.missed();
      for (const { turn, decision } of written) {
        if (isAway(error)) turn.unheard = decision.threads;
        again(turn, error, written.length > 1);
      }
      return;
    }
    ride.arrived(committed);
    const timers = decisions.flatMap((decision) => decision.timers);
    if (timers.length > 0) options.onTimers?.(timers, committed);
    if (decisions.some((decision) => decision.files.length > 0)) options.onFiles?.();
    for (const { turn, loaded, decision, answer } of written) {
      memory.learn(loadRefOf(turn.event), loaded, decision);
      if (decision.event.status === 'failed') metrics.setAside();
      finish(turn, answer, decision);
    }
  }

  /** Sends a turn round again, or ends it, as the error asks for. */
  function again(turn: Turn, error: unknown, inCompany: boolean): void {
    memory.forget(loadRefOf(turn.event));
    if (isAway(error)) {
      suspend(turn);
      return;
    }
    turn.alone = true;
    if (inCompany || countFault(turn, error)) retry(turn);
  }

  /** False when the turn has come to its end. */
  function countFault(turn: Turn, error: unknown): boolean {
    if (error instanceof StoreError && error.code === 'conflict' && turn.conflicts < CONFLICTS) {
      metrics.conflict();
      turn.conflicts += 1;
      if (turn.event.type === 'lot') turn.event = apart(turn.event);
      return true;
    }
    turn.faults += 1;
    turn.fault = error;
    log.warn({ event: turn.event.id, tries: turn.faults, err: error }, 'an event could not be handled');
    if (turn.faults < TRIES * 2) return true;
    // Not even the setting aside could be written: the event stays with its platform.
    log.error({ event: turn.event.id, err: error }, 'an event could not be set aside');
    abandon(turn, new UnavailableError('the event could not be written', { cause: error }));
    return false;
  }

  function suspend(turn: Turn): void {
    const error = new UnavailableError('the database is away');
    if (stopping) abandonLane(turn, error);
    else if (turn.signal?.aborted) abandon(turn, error);
    else {
      away.push(turn);
      if (!waitingForStore) void waitForStore();
    }
  }

  async function waitForStore(): Promise<void> {
    waitingForStore = true;
    log.warn({}, 'the database is away; events wait');
    metrics.databaseUp(false);
    // First a pause: a database that answers but can't write, such as one whose disk is full, would be asked without end.
    do await pause(AWAY_PAUSE_MS);
    while (!(await isBack()));
    waitingForStore = false;
    for (const turn of away.splice(0)) makeReady(turn);
    pump();
  }

  /** True also when nobody waits any more, because the program stops. */
  async function isBack(): Promise<boolean> {
    try {
      await store.ping();
      metrics.databaseUp(true);
      log.info({ events: away.length }, 'the database is back');
      return true;
    } catch {
      if (!stopping) return false;
      for (const turn of away.splice(0)) abandonLane(turn, new UnavailableError('the database is away'));
      return true;
    }
  }

  const flood = options.flood === undefined ? createFlood() : options.flood;
  const gathering =
    flood &&
    createGathering({ flood, write: (lane, part, members) => begin(part, lane, members), partMs: options.gatherMs });

  function begin(
    event: Event,
    lane: string,
    { resolve, reject }: Pick<Turn, 'resolve' | 'reject'>,
    signal?: AbortSignal,
  ): Turn {
    const counts = { faults: 0, conflicts: 0, alone: false, fault: undefined, unheard: [] };
    const turn: Turn = { event, lane, resolve, reject, signal, ...counts };
    enter(turn);
    // Everything that arrives in this tick goes into one group.
    queueMicrotask(pump);
    return turn;
  }

  /** Undefined when the event is to be a turn, which then comes after what was gathered before it. */
  function gather(event: PersonEvent, lane: string, handling: Handling): Promise<Answer> | undefined {
    if (!flood || !gathering) return undefined;
    if (flood.isOver(event.author.accountId)) return gathering.take(event, lane, handling);
    gathering.close(lane);
    return undefined;
  }

  return {
    handle(event, handling = {}) {
      if (stopping) return Promise.reject(new UnavailableError('the program is stopping'));
      const { signal } = handling;
      if (signal?.aborted) return Promise.reject(new UnavailableError('the caller waits no longer'));
      const lane = laneOf(event);
      const gathered = event.type === 'person' ? gather(event, lane, handling) : undefined;
      if (gathered) return gathered;
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const turn = begin(event, lane, { resolve, reject }, signal);
      if (!signal) return promise;
      const onAbort = () => giveUp(turn);
      signal.addEventListener('abort', onAbort, { once: true });
      return promise.finally(() => signal.removeEventListener('abort', onAbort));
    },
    async stop() {
      stopping = true;
      gathering?.closeAll();
      if (lanes.size === 0) finished.resolve();
      await finished.promise;
    },
  };
}
