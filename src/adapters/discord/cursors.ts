/**
 * How far each channel was read, so that a new session can fetch what was written meanwhile. A cursor passes a message only when that
 * one and all before it are safe, whatever order they become so in. To be behind is harmless: a repeat is known.
 */
import type { Log } from '../../core/log.ts';
import { logFailure } from '../../core/log.ts';
import type { CursorPort } from '../../core/store.ts';

export interface Known {
  id: string;
  direct: boolean;
}

export interface Cursors {
  /** Which channels there are, the busiest first; none of their cursors moves before it is `caughtUp`. Throws `StoreError`. */
  load(): Promise<Known[]>;
  /** What was missed there is among what has arrived. */
  caughtUp(channelId: string): void;
  /** A message has arrived: the cursor does not pass it before it is `handled`. Resolves when the channel will be looked at again. */
  arrived(channel: Known, messageId: string): Promise<void>;
  handled(channelId: string, messageId: string): void;
  /** A message that is not for the bot: there is nothing to be done before the cursor passes it. */
  passed(channelId: string, messageId: string): void;
  /** The newest message before which all are safe; undefined for a channel that is not known. */
  read(channelId: string): Promise<string | undefined>;
  /** It can't be read any more. */
  forget(channelId: string): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** Channels in which something was handled last; those that have been quiet for longest are not looked at any more. */
const CHANNELS_MAX = 1000;
const FLUSH_MS = 250;
/** What others say to each other moves a cursor only so that the next session has less to look through. */
const PASSED_FLUSH_MS = 30_000;
const INDEX = 'discord.channels';
const nameOf = (channelId: string): string => `discord.${channelId}`;

interface Channel extends Known {
  pending: Set<bigint>;
  /** What was missed there is still to be fetched. */
  behind: boolean;
  newest: bigint;
  written: bigint;
  /** It is known to the next session, unless that could not be written. */
  noted: Promise<void>;
}

export function createCursors({ cursors, log }: { cursors: CursorPort; log: Log }): Cursors {
  const channels = new Map<string, Channel>();
  const dirty = new Set<Channel>();
  let timer: { due: number; handle: NodeJS.Timeout } | undefined;
  let flushing = Promise.resolve();
  let indexing: Promise<void> | undefined;
  let indexStale = false;
  let loading: Promise<void> | undefined;

  /** Earlier channels must not be lost to an index that was written before it was read. */
  async function loadOnce(): Promise<void> {
    loading ??= (async () => {
      const index = await cursors.read(INDEX);
      for (const entry of index?.split(' ') ?? []) {
        const { kind, id } = /^(?<kind>[dg])(?<id>\d+)$/.exec(entry)?.groups ?? {};
        if (id !== undefined && !channels.has(id)) channels.set(id, newChannel({ id, direct: kind === 'd' }));
      }
    })().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    await loading;
  }

  const newChannel = (known: Known): Channel => ({
    ...known,
    pending: new Set(),
    behind: false,
    newest: 0n,
    written: 0n,
    noted: Promise.resolve(),
  });

  /** The oldest first, so that they are the ones that are dropped. */
  function touch(channel: Channel): void {
    channels.delete(channel.id);
    channels.set(channel.id, channel);
    while (channels.size > CHANNELS_MAX) {
      const quiet = [...channels.values()].find(({ pending }) => pending.size === 0);
      if (!quiet) return;
      channels.delete(quiet.id);
    }
  }

  async function writeIndex(): Promise<void> {
    indexStale = true;
    indexing ??= (async () => {
      await loadOnce();
      while (indexStale) {
        indexStale = false;
        const index = [...channels.values()].map(({ id, direct }) => `${direct ? 'd' : 'g'}${id}`).join(' ');
        await cursors.write(INDEX, index);
      }
    })()
      .catch((error: unknown) => {
        indexStale = true;
        later();
        throw error;
      })
      .finally(() => {
        indexing = undefined;
      });
    await indexing;
  }

  function safe({ pending, newest, behind, written }: Channel): bigint {
    if (behind) return written;
    let oldest: bigint | undefined;
    for (const one of pending) if (oldest === undefined || one < oldest) oldest = one;
    return oldest === undefined ? newest : oldest - 1n;
  }

  async function write(): Promise<void> {
    stopTimer();
    // Only when it failed before: without it the next session would not look at a channel.
    if (indexStale && !indexing) {
      await writeIndex().catch((error: unknown) => logFailure(log, error, {}, 'the channels could not be noted'));
    }
    for (const channel of [...dirty]) {
      const value = safe(channel);
      dirty.delete(channel);
      if (value <= channel.written) continue;
      try {
        await cursors.write(nameOf(channel.id), String(value));
        channel.written = value;
      } catch (error) {
        dirty.add(channel);
        logFailure(log, error, {}, 'how far a channel was read could not be written');
        later();
        return;
      }
    }
  }

  function later(ms = FLUSH_MS): void {
    const due = performance.now() + ms;
    if (timer && timer.due <= due) return;
    stopTimer();
    const handle = setTimeout(() => {
      timer = undefined;
      flushing = flushing.then(write);
    }, ms);
    timer = { due, handle };
  }

  function stopTimer(): void {
    clearTimeout(timer?.handle);
    timer = undefined;
  }

  /** Only what came before its first message is safe, and that is said before it is taken in. */
  async function note(channel: Channel): Promise<void> {
    dirty.add(channel);
    await writeIndex();
    flushing = flushing.then(write);
    await flushing;
  }

  return {
    async load() {
      await loadOnce();
      for (const channel of channels.values()) channel.behind = true;
      return [...channels.values()].map(({ id, direct }) => ({ id, direct })).reverse();
    },
    caughtUp(channelId) {
      const channel = channels.get(channelId);
      if (!channel) return;
      channel.behind = false;
      dirty.add(channel);
      later();
    },
    async arrived(known, messageId) {
      await loadOnce();
      const id = BigInt(messageId);
      const there = channels.get(known.id);
      const channel = there ?? newChannel(known);
      channel.pending.add(id);
      touch(channel);
      if (!there) {
        channel.noted = note(channel).finally(() => {
          channel.noted = Promise.resolve();
        });
      }
      // The second message must not be taken in before the first.
      await channel.noted;
    },
    handled(channelId, messageId) {
      const channel = channels.get(channelId);
      if (!channel) return;
      const id = BigInt(messageId);
      channel.pending.delete(id);
      if (id > channel.newest) channel.newest = id;
      dirty.add(channel);
      later();
    },
    passed(channelId, messageId) {
      const channel = channels.get(channelId);
      const id = BigInt(messageId);
      if (!channel || id <= channel.newest) return;
      channel.newest = id;
      dirty.add(channel);
      later(PASSED_FLUSH_MS);
    },
    async read(channelId) {
      const channel = channels.get(channelId);
      if (channel && channel.written > 0n) return String(channel.written);
      const value = await cursors.read(nameOf(channelId));
      if (value === undefined || !/^\d{1,20}$/.test(value)) return undefined;
      if (channel && BigInt(value) > channel.written) channel.written = BigInt(value);
      return value;
    },
    forget(channelId) {
      channels.delete(channelId);
      void writeIndex().catch((error: unknown) => logFailure(log, error, {}, 'a channel could not be forgotten'));
    },
    async flush() {
      stopTimer();
      flushing = flushing.then(write);
      await flushing;
      stopTimer();
    },
  };
}
