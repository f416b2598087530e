/**
 * The streams that are open here. What they show comes from the database alone, always after the seqs that a stream is at: so each
 * entry is shown once and in order, whichever process wrote it and whenever the page connects. Everything that happens here only
 * says where to look; a look every two seconds finds what other processes wrote.
 */
import { isAway } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Store, TranscriptMessage, TranscriptWords } from '../../core/store.ts';
import { entryOf, merge, type Row } from './entries.ts';
import type { Pane, PanePerson } from './people.ts';
import type { Position, Seqs } from './positions.ts';

/** The other end of a stream. */
export interface Line {
  /** False when it is not to be written to any more. */
  write(text: string): boolean;
  /** More than fits into the buffers of a connection waits: whoever can should wait for `drained`. */
  isFull(): boolean;
  /** Resolves when the line is not full any more; rejects when the other end is gone. */
  drained(): Promise<void>;
  /** How many bytes wait for a slow reader. */
  waiting(): number;
  end(): void;
  /** Ends it without waiting for anything. */
  cut(): void;
}

export interface Reader {
  line: Line;
  people: readonly PanePerson[];
  /** Where it was when it was last here; a pane that is missing begins with its history. */
  from: Position;
  /** Seals the position for this reader. */
  sealed(position: Position): string;
}

export interface HubOptions {
  store: Pick<Store, 'transcript'>;
  log: Log;
  /** A thread has a reader here that had none. */
  onReach(): void;
  /** Between looks for what other processes have written. */
  pollMs?: number;
  /** Between comments that keep connections and their proxies awake. */
  beatMs?: number;
  /** A reader that lets more than this wait is cut off; it comes back with its position. */
  waitingMax?: number;
}

export interface Hub {
  /** Shows what the reader has missed, then what happens. The answer forgets the reader. */
  join(reader: Reader): () => void;
  /** Something may have been written to the thread. */
  touch(threadId: string): void;
  /** The threads that are looked at here. */
  reach(): readonly string[];
  stop(): void;
}

const POLL_MS = 2_000;
const BEAT_MS = 15_000;
const WAITING_MAX = 1 << 20;
/** Entries of a pane's history, and how many rows one look reads of each thread and conversation. */
const LIMIT = 100;
/** Threads in one look. */
const THREADS_MAX = 200;

interface Place {
  person: PanePerson;
  /** undefined until its history was read. */
  seqs: Seqs | undefined;
}

interface Member {
  reader: Reader;
  places: Place[];
  /** It has shown its history: what happens is written as it comes. */
  live: boolean;
  gone: boolean;
}

export function createHub({ store, log, onReach, ...options }: HubOptions): Hub {
  const { pollMs = POLL_MS, beatMs = BEAT_MS, waitingMax = WAITING_MAX } = options;
  const members = new Set<Member>();
  /** Who looks at a thread. */
  const lookers = new Map<string, Set<Member>>();
  let reach: readonly string[] = [];
  const dirty = new Set<string>();
  let looking = false;
  let stopped = false;
  let away = false;
  let poll: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;

  const positionOf = (member: Member): Position =>
    Object.fromEntries(member.places.flatMap(({ person, seqs }) => (seqs ? [[person.pane, seqs]] : [])));

  function forget(member: Member): void {
    if (!members.delete(member)) return;
    member.gone = true;
    for (const { person } of member.places) {
      const set = lookers.get(person.thread.id);
      set?.delete(member);
      if (set?.size === 0) lookers.delete(person.thread.id);
    }
    reach = [...lookers.keys()];
    if (members.size > 0) return;
    clearInterval(poll);
    clearInterval(beat);
    poll = undefined;
    beat = undefined;
  }

  function write(member: Member, text: string): void {
    if (member.gone) return;
    if (!member.reader.line.write(text)) forget(member);
    else if (member.reader.line.waiting() > waitingMax) {
      log.debug({ waiting: member.reader.line.waiting() }, 'a stream that is not read was cut off');
      member.reader.line.cut();
      forget(member);
    }
  }

  /** The position goes with each entry, and says exactly what was shown up to it. */
  function show(member: Member, place: Place, row: Row, entry: string): void {
    const seqs = place.seqs ?? { message: 0, words: 0 };
    place.seqs = { ...seqs, [row.type]: row.row.seq };
    write(member, `event: entry\nid: ${member.reader.sealed(positionOf(member))}\ndata: ${entry}\n\n`);
  }

  /** Begins with the history or the position, page by page, at the reader's pace. */
  async function open(member: Member): Promise<void> {
    let pending: Place[] = member.places;
    while (pending.length > 0 && !member.gone) {
      const { messages, words } = await read(
        pending.map(({ person, seqs }) => ({ id: person.thread.id, after: seqs?.message ?? null })),
        pending.map(({ person, seqs }) => ({ id: person.conversationId, after: seqs?.words ?? null })),
      );
      const more: Place[] = [];
      for (const place of pending) {
        const { thread, conversationId } = place.person;
        const ofThread = messages.filter(({ threadId }) => threadId === thread.id);
        const own = words.filter((row) => row.conversationId === conversationId);
        const rows = place.seqs ? merge(ofThread, own, LIMIT) : merge(ofThread, own, Number.NaN).slice(-LIMIT);
        const wasAsked = place.seqs !== undefined;
        place.seqs ??= beginning(rows, ofThread, own);
        for (const row of rows) {
          show(member, place, row, entryOf(row, place.person));
          if (member.reader.line.isFull()) await member.reader.line.drained();
        }
        if (wasAsked && (ofThread.length === LIMIT || own.length === LIMIT)) more.push(place);
      }
      pending = more;
    }
    if (member.gone) return;
    write(member, `event: ready\nid: ${member.reader.sealed(positionOf(member))}\ndata: {}\n\n`);
    member.live = true;
    for (const { person } of member.places) touch(person.thread.id);
  }

  async function openPatiently(member: Member): Promise<void> {
    for (;;) {
      try {
        await open(member);
        return;
      } catch (error) {
        if (member.gone || stopped) return;
        if (!isAway(error)) {
          log.error({ err: error }, 'a stream could not be filled');
          member.reader.line.cut();
          forget(member);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, pollMs).unref());
      }
    }
  }

  async function read(
    threads: { id: string; after: number | null }[],
    conversations: { id: string; after: number | null }[],
  ): Promise<{ messages: TranscriptMessage[]; words: TranscriptWords[] }> {
    return await store.transcript.read({ threads, conversations, limit: LIMIT });
  }

  function touch(threadId: string): void {
    if (stopped || !lookers.has(threadId)) return;
    dirty.add(threadId);
    if (looking) return;
    looking = true;
    // What is touched in the same turn of the event loop is read together.
    setImmediate(() => void look());
  }

  async function look(): Promise<void> {
    try {
      while (dirty.size > 0 && !stopped) {
        const threads = [...dirty].slice(0, THREADS_MAX);
        for (const id of threads) dirty.delete(id);
        await lookAt(threads);
      }
      if (away) log.info({}, 'the streams go on');
      away = false;
    } catch (error) {
      // The next look finds it.
      dirty.clear();
      if (!away) log.warn({ err: error }, 'the streams could not be filled; they wait');
      away = true;
    } finally {
      looking = false;
    }
  }

  async function lookAt(threads: readonly string[]): Promise<void> {
    const places = new Map<string, { member: Member; place: Place; seqs: Seqs }[]>();
    for (const id of threads) {
      const live = [...(lookers.get(id) ?? [])].flatMap((member) => {
        const place = member.places.find(({ person }) => person.thread.id === id);
        return member.live && place?.seqs ? [{ member, place, seqs: place.seqs }] : [];
      });
      if (live.length > 0) places.set(id, live);
    }
    if (places.size === 0) return;
    const conversations = new Map<string, number>();
    for (const { place, seqs } of [...places.values()].flat()) {
      const { conversationId } = place.person;
      conversations.set(conversationId, Math.min(seqs.words, conversations.get(conversationId) ?? Infinity));
    }
    const { messages, words } = await read(
      [...places].map(([id, live]) => ({ id, after: Math.min(...live.map(({ seqs }) => seqs.message)) })),
      [...conversations].map(([id, after]) => ({ id, after })),
    );
    const messagesOf = Map.groupBy(messages, (row) => row.threadId);
    const wordsOf = Map.groupBy(words, (row) => row.conversationId);
    const entries = new Map<TranscriptMessage | TranscriptWords, string>();
    for (const [id, live] of places) {
      const ofThread = messagesOf.get(id) ?? [];
      for (const { member, place } of live) {
        const own = wordsOf.get(place.person.conversationId) ?? [];
        if (ofThread.length === LIMIT || own.length === LIMIT) dirty.add(id);
        if (ofThread.length === 0 && own.length === 0) continue;
        for (const row of merge(ofThread, own, LIMIT)) {
          if (row.row.seq <= (place.seqs?.[row.type] ?? 0)) continue;
          const entry = entries.get(row.row) ?? entryOf(row, place.person);
          entries.set(row.row, entry);
          show(member, place, row, entry);
        }
      }
    }
  }

  return {
    join(reader) {
      const seqsOf = (pane: Pane): Seqs | undefined => reader.from[pane];
      const places = reader.people.map((person) => ({ person, seqs: seqsOf(person.pane) }));
      const member: Member = { reader, places, live: false, gone: false };
      members.add(member);
      let reached = false;
      for (const { person } of places) {
        const set = lookers.get(person.thread.id);
        if (set) set.add(member);
        else lookers.set(person.thread.id, new Set([member]));
        reached ||= set === undefined;
      }
      reach = [...lookers.keys()];
      poll ??= setInterval(() => {
        for (const id of lookers.keys()) touch(id);
      }, pollMs).unref();
      beat ??= setInterval(() => {
        for (const one of members) if (!one.reader.line.isFull()) write(one, ':\n\n');
      }, beatMs).unref();
      void openPatiently(member);
      if (reached) onReach();
      return () => forget(member);
    },
    touch,
    reach: () => reach,
    stop() {
      stopped = true;
      for (const member of [...members]) {
        member.reader.line.end();
        forget(member);
      }
    },
  };
}

/** Where a pane without a position begins: before the first of each kind that is shown, or behind the last when none is. */
function beginning(
  rows: readonly Row[],
  messages: readonly TranscriptMessage[],
  words: readonly TranscriptWords[],
): Seqs {
  const shown = (type: Row['type']): number | undefined => rows.find((row) => row.type === type)?.row.seq;
  const before = (first: number | undefined, last: number | undefined): number =>
    first === undefined ? (last ?? 0) : first - 1;
  return {
    message: before(shown('message'), messages.at(-1)?.seq),
    words: before(shown('words'), words.at(-1)?.seq),
  };
}
