/**
 * Between Telegram and the engine: chats side by side, one chat in order, an album as one event. It is the same for updates that were
 * asked for and for those that were pushed: each resolves when it is safe to confirm it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Intake } from '../../core/adapter.ts';
import type { FileRef, Input, PersonEvent } from '../../core/event.ts';
import { eventId, threadId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import { type AlbumBook, albumId } from './albums.ts';
import type { Client } from './client.ts';
import { type Act, type Bot, CHANNEL, parseUpdate } from './parse.ts';
import type { Places } from './places.ts';
import { updateIdSchema, updateSchema } from './update.ts';

export interface InboxOptions {
  client: Client;
  places: Places;
  albums: AlbumBook;
  log: Log;
  intake: Intake;
  bot(): Bot;
  timing?: Partial<InboxTiming>;
}

export interface InboxTiming {
  /** An album is whole when nothing of it has come for so long … */
  albumQuietMs: number;
  /** … and at the latest after this. */
  albumMaxMs: number;
  /** Whoever waits for longer than this sees that the bot is at it. */
  typingMs: number;
}

const TIMING: InboxTiming = { albumQuietMs: 500, albumMaxMs: 3000, typingMs: 400 };

export interface Inbox {
  /** Resolves when what the update says is safe. Rejects when it must come again. */
  take(update: unknown): Promise<void>;
}

/** What is handled at a time: one act, or the parts of an album. */
interface Unit {
  acts: Act[];
  /** Undefined when it is no album. */
  album: string | undefined;
  /** Nothing more can belong to it. */
  closed: boolean;
  changed: () => void;
  /** It has its place among what is held back: the next one may go. */
  held: () => void;
  done: Promise<void>;
}

interface Lane {
  last: Unit | undefined;
  /** Ends with the last unit, or when that is held back; rejected when one before it failed. */
  tail: Promise<void>;
}

export function createInbox(options: InboxOptions): Inbox {
  const { client, places, albums, log, intake } = options;
  const timing = { ...TIMING, ...options.timing };
  const lanes = new Map<string, Lane>();

  /** The next in its chat; not at all when one before it failed: it must not be handled before that one. */
  function enter(
    chatId: string,
    unit: Omit<Unit, 'done' | 'held'>,
    work: (unit: Unit) => Promise<void>,
  ): Promise<void> {
    const lane = lanes.get(chatId) ?? { last: undefined, tail: Promise.resolve() };
    lanes.set(chatId, lane);
    if (lane.last) close(lane.last);
    const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
    const entered: Unit = { ...unit, held, done: Promise.resolve() };
    entered.done = lane.tail.then(() => work(entered));
    lane.last = entered;
    lane.tail = Promise.race([entered.done, isHeld]);
    // Whoever comes next meets it; there may be nobody.
    lane.tail.catch(() => {});
    const over = () => {
      if (lane.last === entered) lanes.delete(chatId);
    };
    entered.done.then(over, over);
    return entered.done;
  }

  function close(unit: Unit): void {
    unit.closed = true;
    unit.changed();
  }

  function takeAct(act: Act): Promise<void> {
    const { album, chatId } = act;
    const last = lanes.get(chatId)?.last;
    if (album && last?.album === album.id && !last.closed) {
      last.acts.push(act);
      last.changed();
      return last.done;
    }
    const unit = { acts: [act], album: album?.id, closed: album === undefined, changed: () => {} };
    return enter(chatId, unit, album ? handleAlbum : handleOne);
  }

  async function handleOne({ acts, held }: Unit): Promise<void> {
    for (const act of acts) if (act.heard) await hand(act, act.nativeId, act.input, held);
  }

  async function handleAlbum(unit: Unit): Promise<void> {
    await untilWhole(unit);
    unit.closed = true;
    if (!unit.acts.some(({ heard }) => heard)) return;
    const chatId = unit.acts[0]?.chatId ?? '';
    const gid = unit.album ?? '';
    const parts = await albums.divide(
      chatId,
      gid,
      unit.acts.map(({ album }) => album?.messageId ?? 0),
    );
    for (const part of parts) {
      const acts = part.flatMap((id) => unit.acts.find(({ album }) => album?.messageId === id) ?? []);
      const [first] = acts;
      // Named by the first that is here: if only some come again, those are not taken for all.
      if (first?.album) await hand(first, albumId(chatId, gid, first.album.messageId), together(acts));
    }
  }

  async function untilWhole(unit: Unit): Promise<void> {
    const end = performance.now() + timing.albumMaxMs;
    while (!unit.closed && performance.now() < end) {
      const { promise: changed, resolve } = Promise.withResolvers<'changed'>();
      unit.changed = () => resolve('changed');
      const quiet = new AbortController();
      const waited = pause(timing.albumQuietMs, 'quiet' as const, { signal: quiet.signal }).catch(
        () => 'changed' as const,
      );
      const what = await Promise.race([changed, waited]);
      quiet.abort();
      if (what === 'quiet') return;
    }
  }

  async function hand(act: Act, nativeId: string, input: Input, onHeld: () => void = () => {}): Promise<void> {
    const address = await places.addressOf(act.chatId, act.topic);
    const thread = { id: threadId(CHANNEL, address), channel: CHANNEL, address };
    const { author, at } = act;
    const event: PersonEvent = { type: 'person', id: eventId(CHANNEL, nativeId), at, thread, author, input };
    const typing = setTimeout(() => showTyping(act), timing.typingMs);
    try {
      await intake(event, { onHeld });
    } finally {
      clearTimeout(typing);
    }
  }

  function showTyping({ chatId, topic }: Act): void {
    client
      .call('sendChatAction', {
        chat_id: chatId,
        action: 'typing',
        ...(topic !== undefined && { message_thread_id: Number(topic) }),
      })
      .catch((error: unknown) => log.debug({ err: error }, 'Telegram: typing could not be shown'));
  }

  /** Only stops the waiting sign on the button; what it did is said by messages. */
  function notice(callbackId: string): void {
    client
      .call('answerCallbackQuery', { callback_query_id: callbackId })
      .catch((error: unknown) => log.debug({ err: error }, 'Telegram: a pressed button could not be answered'));
  }

  return {
    async take(raw) {
      const update = updateSchema.safeParse(raw);
      if (!update.success) {
        const id = updateIdSchema.safeParse(raw).data?.update_id;
        const where = update.error.issues.map(({ path }) => path.join('.'));
        log.warn({ update: id, where }, 'Telegram: an update could not be read and is passed over');
        return;
      }
      const parsed = parseUpdate(update.data, options.bot());
      switch (parsed.type) {
        case 'nothing':
          log.debug({ update: update.data.update_id, why: parsed.why }, 'Telegram: an update is passed over');
          return;
        case 'moved': {
          const unit = { acts: [], album: undefined, closed: true, changed: () => {} };
          // In the chat where it was said: what comes after it there belongs to the threads of the old one.
          return await enter(parsed.chatId, unit, () => places.moved(parsed.from, parsed.to));
        }
        case 'act':
          if (parsed.callbackId !== undefined) notice(parsed.callbackId);
          return await takeAct(parsed);
        default:
          parsed satisfies never;
      }
    },
  };
}

/** The parts of an album as one message: their words are the caption, which stands with one of them. */
function together(acts: readonly Act[]): Input {
  const inputs = acts.flatMap(({ input }) => (input.type === 'message' ? [input] : []));
  const files: FileRef[] = inputs.flatMap((input) => input.files ?? []);
  const text = inputs
    .map((input) => input.text)
    .filter((words) => words !== '')
    .join('\n');
  const under = inputs.find((input) => input.under !== undefined)?.under;
  return { type: 'message', text, files, ...(under !== undefined && { under }) };
}
