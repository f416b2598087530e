/**
 * The file worker: fetches the bytes of files that people sent, looks what they are, and stores them; and has those made that the program
 * sends itself. The reference was committed with
 * the event, so nothing is lost when a process or a platform is away: the file is claimed again. What can't be taken becomes an event,
 * so that the person is told.
 */
import type { Adapter } from '../adapter.ts';
import { DeliveryError, isAway, UnavailableError } from '../errors.ts';
import type { FileEvent, FileRefusal, UnmadeEvent } from '../event.ts';
import { typeByContent } from '../file-content.ts';
import { correctedName, FILE_MAX_BYTES, tidyName } from '../files.ts';
import { eventId } from '../ids.ts';
import { type Log, logFailure } from '../log.ts';
import type { ClaimedFile, Store } from '../store.ts';
import type { Engine } from './engine.ts';
import { createLooks } from './looks.ts';

/** Where bytes come from: a platform, or the program itself. */
export interface FileSource extends Pick<Adapter, 'channel' | 'fetchFile'> {
  /** They are made here: taken as they are, and staff are told of what can't be made. Messages wait for them, so it is known soon. */
  makes?: boolean;
}

export interface FileWorkerOptions {
  store: Pick<Store, 'files'>;
  adapters: readonly FileSource[];
  engine: Pick<Engine, 'handle'>;
  token: string;
  log: Log;
  maxBytes?: number;
  /** Longer than fetching and storing take, or another process would do it again. */
  leaseMs?: number;
  /** A platform that has not given out a file after so long counts as away. */
  fetchMs?: number;
  /** The longest time without a look: files that another process left behind are seen after it. */
  lookMs?: number;
  /** Before the second try; each further one waits three times as long, an hour at most. */
  pauseMs?: number;
  tries?: number;
}

export interface FileWorker {
  start(): void;
  /** A commit has files: look at once. */
  noticed(): void;
  /** Claims what is due now and handles it. Resolves with how many there were. */
  runOnce(): Promise<number>;
  /** Gives back what is being fetched. */
  stop(): Promise<void>;
}

const LEASE_MS = 60_000;
const FETCH_MS = 30_000;
const LOOK_MS = 5_000;
const PAUSE_MS = 5_000;
const PAUSE_MAX_MS = 3_600_000;
/** Spread over some three hours. */
const TRIES = 9;
/** Of what is made here. */
const MAKE_TRIES = 3;
const MAKE_PAUSE_MS = 1_000;
/** Some ten megabytes each, three times in memory on their way into the database. */
const AT_ONCE = 3;

type Judged =
  | { type: 'stored'; name: string; mediaType: string; bytes: Uint8Array }
  | { type: 'refused'; reason: FileRefusal }
  | { type: 'later'; delayMs: number };

export function createFileWorker(options: FileWorkerOptions): FileWorker {
  const { store, engine, token, log } = options;
  const maxBytes = options.maxBytes ?? FILE_MAX_BYTES;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const fetchMs = options.fetchMs ?? FETCH_MS;
  const lookMs = options.lookMs ?? LOOK_MS;
  const pauseMs = options.pauseMs ?? PAUSE_MS;
  const tries = options.tries ?? TRIES;
  const fetchers = new Map(options.adapters.flatMap((one) => (one.fetchFile ? [[one.channel, one] as const] : [])));
  const channels = [...fetchers.keys()];
  const ending = new AbortController();

  async function claimAndHandle(): Promise<{ handled: number; nextInMs: number | undefined }> {
    const { files, nextInMs } = await store.files.claim({ channels, token, leaseMs, limit: AT_ONCE });
    await Promise.all(
      files.map(async (file) => {
        try {
          await settle(file, await judge(file));
        } catch (error) {
          // Its lease lapses and it is claimed again.
          if (!(error instanceof UnavailableError || isAway(error)))
            log.error({ file: file.id, err: error }, 'a file could not be handled');
        }
      }),
    );
    return { handled: files.length, nextInMs: files.length === AT_ONCE ? 0 : nextInMs };
  }

  async function judge(file: ClaimedFile): Promise<Judged> {
    if (file.size !== null && file.size > maxBytes) return { type: 'refused', reason: 'size' };
    const makes = fetchers.get(file.channel)?.makes === true;
    // Making it may have ended the process each time.
    if (makes && file.attempts >= MAKE_TRIES) return { type: 'refused', reason: 'unreachable' };
    const fetched = await fetchBytes(file, makes);
    if (!(fetched instanceof Uint8Array)) return fetched;
    if (fetched.byteLength > maxBytes) return { type: 'refused', reason: 'size' };
    if (fetched.byteLength === 0) return { type: 'refused', reason: 'empty' };
    if (makes) return { type: 'stored', name: file.name, mediaType: file.type, bytes: fetched };
    const mediaType = await typeByContent(fetched);
    if (mediaType === undefined) return { type: 'refused', reason: 'type' };
    const name = correctedName(tidyName(file.name, mediaType), mediaType);
    return { type: 'stored', name, mediaType, bytes: fetched };
  }

  async function fetchBytes(claimed: ClaimedFile, makes: boolean): Promise<Uint8Array | Judged> {
    const { channel, attempts, ...file } = claimed;
    const adapter = fetchers.get(channel);
    if (!adapter?.fetchFile) throw new Error(`nobody fetches files of ${channel}`);
    const { id, name, type, size, source } = file;
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(fetchMs)]);
    try {
      const fetching = adapter.fetchFile({ id, name, type, size, source }, { maxBytes, signal });
      return await Promise.race([fetching, refusal(signal)]);
    } catch (error) {
      // The program ends: the next process goes on with it at once.
      if (ending.signal.aborted) return { type: 'later', delayMs: 0 };
      const last = attempts + 1 >= (makes ? MAKE_TRIES : tries);
      if (makes && last) log.error({ file: id, err: error }, 'a document could not be made');
      if (error instanceof DeliveryError && error.code === 'refused') return { type: 'refused', reason: 'gone' };
      if (last) return { type: 'refused', reason: 'unreachable' };
      log.warn({ file: id, channel, tries: attempts + 1, err: error }, 'a file could not be fetched');
      const asked = error instanceof DeliveryError ? (error.retryAfterMs ?? 0) : 0;
      const pause = makes ? Math.min(pauseMs, MAKE_PAUSE_MS) : pauseMs;
      return { type: 'later', delayMs: Math.max(asked, Math.min(pause * 3 ** attempts, PAUSE_MAX_MS)) };
    }
  }

  async function settle(file: ClaimedFile, judged: Judged): Promise<void> {
    switch (judged.type) {
      case 'stored': {
        const { name, mediaType: type, bytes } = judged;
        await store.files.keep(file.id, { name, type, size: bytes.byteLength, bytes }, token);
        return;
      }
      case 'refused':
        // First the event, which is handled once however often it comes: a crash in between must not leave the person waiting.
        await engine.handle(fetchers.get(file.channel)?.makes ? unmadeEvent(file) : fileEvent(file, judged.reason));
        await store.files.refuse(file.id, judged.reason, token);
        return;
      case 'later':
        await store.files.postpone(file.id, judged.delayMs, token);
        return;
      default:
        judged satisfies never;
    }
  }

  const looks = createLooks({
    work: claimAndHandle,
    lookMs,
    onFailure: (error) => logFailure(log, error, {}, 'files could not be looked at'),
  });

  return {
    start() {
      if (channels.length > 0) looks.start();
    },
    noticed: () => looks.schedule(0),
    runOnce: looks.runOnce,
    async stop() {
      ending.abort();
      await looks.stop();
    },
  };
}

/** An adapter that does not heed its signal must not hold up the others. */
function refusal(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Its id follows from the file, so that staff are told once. */
const unmadeEvent = ({ id, name }: ClaimedFile): UnmadeEvent => ({
  type: 'unmade',
  id: eventId('unmade', id),
  file: { id, name },
});

/** Its id follows from the file, so that the person is told once. */
const fileEvent = ({ id, name, personId, threadId, accountId }: ClaimedFile, reason: FileRefusal): FileEvent => ({
  type: 'file',
  id: eventId('file', id),
  file: { id, name, personId, threadId, accountId },
  reason,
});
