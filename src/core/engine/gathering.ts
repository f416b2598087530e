/**
 * Events that are over budget, gathered: those of one author in one thread become a lot, which grows by what a moment has brought and is
 * one row of the store. Each event resolves when the part of the lot that it is in is stored. One timer for all.
 */
import type { Answer } from '../adapter.ts';
import type { Decision } from '../decision.ts';
import { UnavailableError } from '../errors.ts';
import type { LotAct, LotEvent, PersonEvent } from '../event.ts';
import { idOf } from '../ids.ts';
import type { Flood } from './flood.ts';

export interface GatheringOptions {
  flood: Flood;
  /** Has a part of a lot written. Parts of one lane are written in order. */
  write(lane: string, part: LotEvent, members: Members): void;
  partMs?: number | undefined;
}

/** Those who wait for a part of a lot. */
export interface Members {
  resolve(answer: Answer, decision: Decision | undefined): void;
  reject(error: unknown): void;
}

export interface Gathering {
  /** Like `Engine.handle`. */
  take(event: PersonEvent, lane: string, handling: Handling): Promise<Answer>;
  /** What the lane has gathered goes on its way: something else comes after it. */
  close(lane: string): void;
  closeAll(): void;
}

export interface Handling {
  signal?: AbortSignal;
  onHeld?: () => void;
}

/**
 * All that was gathered goes at the same moments, so that those of many share statements. Often, since where a platform hands its messages
 * out in order, others wait behind those that are not acknowledged.
 */
const PART_MS = 200;
/** A lot is one row, rewritten as it grows, and is read as one message by staff: a minute of someone's flood, or so much of it. */
const LOT_MS = 60_000;
const LOT_ACTS = 200;
const LOT_CHARACTERS = 32_000;
/** Not stored yet, of all people together; what comes on top stays with its platform. */
const WAITING_ACTS = 20_000;
const WAITING_CHARACTERS = 16_000_000;
/** Lots that may grow. One that is forgotten is complete. */
const LOTS_MAX = 10_000;

interface Waiting {
  id: string;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Lot {
  id: string;
  lane: string;
  since: number;
  /** All that it has, stored or not. */
  acts: number;
  characters: number;
  part: Part | undefined;
}

/** What is to be added to a lot. */
interface Part {
  first: PersonEvent;
  acts: LotAct[];
  characters: number;
  waiting: Waiting[];
}

export function createGathering({ flood, write, partMs = PART_MS }: GatheringOptions): Gathering {
  const lots = new Map<string, Lot>();
  /** Lots with a part. */
  const open = new Set<Lot>();
  let timer: NodeJS.Timeout | undefined;
  let acts = 0;
  let characters = 0;

  function lotFor(event: PersonEvent, lane: string, size: number): Lot {
    const now = performance.now();
    const known = lots.get(lane);
    if (known) {
      const isFull = known.acts >= LOT_ACTS || (known.acts > 0 && known.characters + size > LOT_CHARACTERS);
      if (!isFull && now - known.since < LOT_MS) return known;
      send(known);
      lots.delete(lane);
    }
    if (lots.size >= LOTS_MAX) forgetOldest();
    const lot = { id: idOf('lot', event.id), lane, since: now, acts: 0, characters: 0, part: undefined };
    lots.set(lane, lot);
    return lot;
  }

  function forgetOldest(): void {
    const [oldest] = lots.values();
    if (!oldest) return;
    send(oldest);
    lots.delete(oldest.lane);
  }

  /** Hands on what a lot has gathered. */
  function send(lot: Lot): void {
    const { part } = lot;
    if (!part) return;
    lot.part = undefined;
    open.delete(lot);
    const { first, waiting } = part;
    const { thread, author, at } = first;
    const told = flood.tellsAuthor(author.accountId);
    const tells = { author: told, desk: told && flood.tellsDesk() };
    const over = () => {
      acts -= part.acts.length;
      characters -= part.characters;
    };
    write(
      lot.lane,
      { type: 'lot', id: lot.id, at, thread, author, acts: part.acts, tells },
      {
        resolve(answer, decision) {
          over();
          // Staff had this lot handled meanwhile: the part is a lot of its own, and what follows is another one.
          const [row] = decision?.lots ?? [];
          if (row && row.id !== lot.id && lots.get(lot.lane) === lot) {
            send(lot);
            lots.delete(lot.lane);
          }
          const stored = new Set(decision?.gathered);
          for (const { id, resolve } of waiting) {
            resolve({ ...answer, status: stored.delete(id) ? 'done' : 'known' });
          }
        },
        reject(error) {
          over();
          for (const one of waiting) one.reject(error);
        },
      },
    );
  }

  function sendAll(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const lot of [...open]) send(lot);
  }

  function add(event: PersonEvent, lane: string, waiting: Waiting): void {
    const { id, at, input } = event;
    const size = JSON.stringify(input).length;
    const lot = lotFor(event, lane, size);
    lot.part ??= { first: event, acts: [], characters: 0, waiting: [] };
    lot.part.acts.push({ id, at, input });
    lot.part.waiting.push(waiting);
    lot.part.characters += size;
    lot.acts += 1;
    lot.characters += size;
    acts += 1;
    characters += size;
    open.add(lot);
    timer ??= setTimeout(sendAll, partMs);
  }

  return {
    take(event, lane, { signal, onHeld }) {
      if (acts >= WAITING_ACTS || characters >= WAITING_CHARACTERS) {
        return Promise.reject(new UnavailableError('too much is held back already'));
      }
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      add(event, lane, { id: event.id, resolve, reject });
      onHeld?.();
      if (!signal) return promise;
      // It stays in its lot, and is known when it comes again.
      const onAbort = () => reject(new UnavailableError('the caller waits no longer'));
      signal.addEventListener('abort', onAbort, { once: true });
      return promise.finally(() => signal.removeEventListener('abort', onAbort));
    },
    close(lane) {
      const lot = open.size > 0 ? lots.get(lane) : undefined;
      if (lot) send(lot);
    },
    closeAll: sendAll,
  };
}
