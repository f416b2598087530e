/**
 * A message of the outbox → calls to Telegram: split, in the chat's pace, by an edit where it replaces another. Telegram can't tell a
 * repeated send, so what has arrived of a message is remembered while it is tried again.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import type { Outgoing } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { FilePort } from '../../core/store.ts';
import type { Pace } from '../shared/pace.ts';
import { CAPTION_MAX, PHOTO_MAX_BYTES, UPLOAD_MAX_BYTES } from './capabilities.ts';
import { type Client, TelegramError } from './client.ts';
import { isShared, type Place, type Places } from './places.ts';
import { createPool } from './pool.ts';
import { type Rendered, renderKeyboard, renderText, withChosen } from './render.ts';

export interface SenderOptions {
  client: Client;
  places: Places;
  pace: Pace;
  files: Pick<FilePort, 'bytes'>;
  log: Log;
  /** The token is not accepted any more. */
  onUnauthorized(): void;
  patienceMs?: number | undefined;
}

export interface Sender {
  /** Throws `DeliveryError`. */
  send(outgoing: Outgoing): Promise<{ nativeId: string | null }>;
}

/** Whoever sends waits no longer; the call goes on, and a next try finds what came of it. */
const PATIENCE_MS = 5000;
const UPLOAD_MS = 60_000;
const REMEMBERED_MAX = 2000;
/** So often it is tried to take the buttons of a question away. */
const SETTLE_ATTEMPTS = 5;

/** A message that was sent, but whose id the server did not tell. */
const UNNAMED = 0;
const idIn = (sent: unknown): number =>
  typeof sent === 'object' && sent !== null && 'message_id' in sent && typeof sent.message_id === 'number'
    ? sent.message_id
    : UNNAMED;

const PHOTO_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** What has arrived of a message so far. */
interface Progress {
  /** Of its pieces, in order. */
  ids: number[];
  /** How many of its files were sent or given up. */
  files: number;
  notes: string[];
  /** The message that it replaces can't be edited: it is sent below. */
  below: boolean;
  /** The other message with the keyboard for the phone number. */
  prompted: boolean;
}

export function createSender(options: SenderOptions): Sender {
  const { client, places, pace, files, log } = options;
  const progresses = createPool<Progress>(REMEMBERED_MAX);
  const running = new Map<string, Promise<{ nativeId: string }>>();
  /** Questions on display, by thread and message: their words are needed to show the answer below them. */
  const shown = createPool<Rendered>(REMEMBERED_MAX);
  /** By chat: a message with a keyboard that should go with the next message. */
  const prompts = createPool<number>(REMEMBERED_MAX);
  /** By chat: what is done after a send; the next send waits for it. */
  const after = new Map<string, Promise<void>>();

  /** One call in the chat's pace. A chat that has moved is followed once. */
  async function call<T>(
    kind: 'send' | 'change',
    place: Place,
    address: string,
    make: (place: Place) => Promise<T>,
  ): Promise<T> {
    await pace.turn(meterOf(kind, place.chatId));
    try {
      return await make(place);
    } catch (error) {
      if (!(error instanceof TelegramError)) throw error;
      if (error.code === 'migrated' && error.movedTo !== undefined && error.movedTo !== place.chatId) {
        await places.moved(address.split(':')[0] ?? '', error.movedTo);
        place.chatId = error.movedTo;
        return await make(place);
      }
      if (error.code === 'too-many') {
        for (const each of ['send', 'change'] as const) {
          pace.hold(error.retryAfterMs ?? 0, meterOf(each, place.chatId));
        }
      }
      throw error;
    }
  }

  async function deliver(outgoing: Outgoing): Promise<{ nativeId: string }> {
    const { outboxId, message, thread, replaces } = outgoing;
    const place = await places.find(thread.address);
    await after.get(place.chatId);
    const progress: Progress = progresses.get(outboxId) ?? {
      ids: [],
      files: 0,
      notes: [],
      below: false,
      prompted: false,
    };
    progresses.set(outboxId, progress);
    const earlier = idsOf(replaces);
    if (earlier.length === 0 || progress.below) await sendFiles(outgoing, place, progress);
    const pieces = renderText(message, { group: isShared(place.chatId), notes: progress.notes });
    const keyboard = renderKeyboard(message.buttons);
    const prompting = message.sharePhone !== undefined && !isShared(place.chatId) && earlier.length === 0;
    for (const [index, piece] of pieces.entries()) {
      if (progress.ids[index] !== undefined) continue;
      const buttons = index === pieces.length - 1 ? keyboard : undefined;
      const edited = earlier[index];
      const id =
        (edited !== undefined && !progress.below && (await edit(outgoing, place, edited, piece, buttons))) ||
        (await post(outgoing, place, piece, buttons, index === 0));
      if (id !== edited && edited !== undefined) progress.below = true;
      progress.ids[index] = id;
    }
    const last = progress.ids.at(-1);
    const rendered = pieces.at(-1);
    if (keyboard && rendered && last !== undefined) shown.set(`${thread.id} ${last}`, rendered);
    if (prompting && !progress.prompted) await prompt(outgoing, place, progress);
    follow(place, () => tidy(outgoing, { ...place }, progress, earlier));
    return { nativeId: progress.ids.filter((id) => id !== UNNAMED).join(',') };
  }

  async function post(
    { thread, under }: Outgoing,
    place: Place,
    { text, entities }: Rendered,
    buttons: InlineKeyboardButton[][] | undefined,
    first: boolean,
  ): Promise<number> {
    const above = first ? idsOf(under).at(-1) : undefined;
    const sent = await call('send', place, thread.address, async ({ chatId, topic }) =>
      client.call('sendMessage', {
        chat_id: chatId,
        text,
        entities,
        link_preview_options: { is_disabled: true },
        ...(topic !== undefined && { message_thread_id: topic }),
        ...(above !== undefined && { reply_parameters: { message_id: above, allow_sending_without_reply: true } }),
        ...(buttons && { reply_markup: { inline_keyboard: buttons } }),
      }),
    );
    return idIn(sent);
  }

  /** Undefined when the message can't be edited any more: deleted, too old, or not ours. */
  async function edit(
    { thread }: Outgoing,
    place: Place,
    id: number,
    { text, entities }: Rendered,
    buttons: InlineKeyboardButton[][] | undefined,
  ): Promise<number | undefined> {
    try {
      await call('change', place, thread.address, async ({ chatId }) =>
        client.call('editMessageText', {
          chat_id: chatId,
          message_id: id,
          text,
          entities,
          link_preview_options: { is_disabled: true },
          ...(buttons && { reply_markup: { inline_keyboard: buttons } }),
        }),
      );
      return id;
    } catch (error) {
      if (!isRefusal(error) || error.status === 403) throw error;
      // It stands there as it should, such as after an answer that was lost.
      return /not modified/i.test(error.message) ? id : undefined;
    }
  }

  /** Above the words, so that the buttons stand last. Best effort: what can't be sent is named. */
  async function sendFiles({ message, thread }: Outgoing, place: Place, progress: Progress): Promise<void> {
    for (const { fileId, name, type } of (message.attachments ?? []).slice(progress.files)) {
      const bytes = await files.bytes(fileId).catch(() => undefined);
      const size = bytes?.length ?? 0;
      if (!bytes || size === 0 || size > UPLOAD_MAX_BYTES) progress.notes.push(`📎 ${name}`);
      else {
        const file = client.upload(bytes, name);
        const asPhoto = PHOTO_TYPES.has(type) && size <= PHOTO_MAX_BYTES;
        try {
          await call('send', place, thread.address, async ({ chatId, topic }) => {
            const where = { chat_id: chatId, ...(topic !== undefined && { message_thread_id: topic }) };
            const caption = { caption: name.slice(0, CAPTION_MAX).toWellFormed(), caption_entities: [] };
            const timing = { timeoutMs: UPLOAD_MS };
            return asPhoto
              ? await client.call('sendPhoto', { ...where, ...caption, photo: file }, timing)
              : await client.call('sendDocument', { ...where, document: file }, timing);
          });
        } catch (error) {
          // A photo whose measures it does not like, or the like; 403 means the chat itself.
          if (!isRefusal(error) || error.status === 403) throw error;
          progress.notes.push(`📎 ${name}`);
        }
      }
      progress.files += 1;
    }
  }

  /** A keyboard below the typing line can't stand on a message that has buttons of its own. */
  async function prompt({ message, thread }: Outgoing, place: Place, progress: Progress): Promise<void> {
    const { sharePhone } = message;
    if (!sharePhone) return;
    progress.prompted = true;
    try {
      const sent = await call('send', place, thread.address, async ({ chatId }) =>
        client.call('sendMessage', {
          chat_id: chatId,
          text: sharePhone.prompt,
          entities: [],
          reply_markup: {
            keyboard: [[{ text: sharePhone.label, request_contact: true }]],
            one_time_keyboard: true,
            resize_keyboard: true,
          },
        }),
      );
      prompts.set(place.chatId, idIn(sent));
    } catch (error) {
      // Typing the number does as well.
      log.debug({ err: error }, 'Telegram: the keyboard for the phone number could not be shown');
    }
  }

  /** After a message has arrived: what stood above it is settled. Never an error, since the message itself is there. */
  async function tidy(
    { thread, settles }: Outgoing,
    place: Place,
    progress: Progress,
    earlier: readonly number[],
  ): Promise<void> {
    const prompted = prompts.get(place.chatId);
    // With the message goes its keyboard.
    if (prompted !== undefined && !progress.prompted) {
      prompts.delete(place.chatId);
      await remove(place, thread.address, prompted);
    }
    for (const id of earlier) if (!progress.ids.includes(id)) await remove(place, thread.address, id);
    const question = idsOf(settles?.nativeId).at(-1);
    if (question !== undefined && !progress.ids.includes(question)) {
      await settle({ thread, place, question, chosen: settles?.chosen }, 1);
    }
  }

  interface Settling {
    thread: Outgoing['thread'];
    place: Place;
    /** The message that has the buttons. */
    question: number;
    chosen: string | undefined;
  }

  /** When the chat's rate is used up, the buttons go later, and nothing waits for that. */
  async function settle(settling: Settling, attempt: number): Promise<void> {
    const { thread, place, question, chosen } = settling;
    const key = `${thread.id} ${question}`;
    const known = shown.get(key);
    const rendered = known && chosen !== undefined && withChosen(known, chosen);
    try {
      await call('change', place, thread.address, async ({ chatId }) =>
        rendered
          ? await client.call('editMessageText', {
              chat_id: chatId,
              message_id: question,
              ...rendered,
              link_preview_options: { is_disabled: true },
            })
          : await client.call('editMessageReplyMarkup', { chat_id: chatId, message_id: question }),
      );
    } catch (error) {
      const failure = asDeliveryError(error);
      if (failure instanceof DeliveryError && failure.code === 'rate-limited' && attempt < SETTLE_ATTEMPTS) {
        const later = () => follow(place, () => settle(settling, attempt + 1));
        setTimeout(later, failure.retryAfterMs).unref();
        return;
      }
      log.debug({ err: error }, 'Telegram: a question keeps its buttons');
    }
    shown.delete(key);
  }

  async function remove(place: Place, address: string, id: number): Promise<void> {
    await call('change', place, address, async ({ chatId }) =>
      client.call('deleteMessage', { chat_id: chatId, message_id: id }),
    ).catch((error: unknown) => log.debug({ err: error }, 'Telegram: a message could not be taken away'));
  }

  function follow({ chatId }: Place, work: () => Promise<void>): void {
    const done: Promise<void> = (after.get(chatId) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => log.warn({ err: error }, 'Telegram: what follows a message failed'))
      .finally(() => {
        if (after.get(chatId) === done) after.delete(chatId);
      });
    after.set(chatId, done);
  }

  function asDeliveryError(error: unknown): unknown {
    if (!(error instanceof TelegramError)) return error;
    const { code, message, retryAfterMs } = error;
    switch (code) {
      case 'too-many':
        return new DeliveryError('rate-limited', message, { retryAfterMs: retryAfterMs ?? 1000 });
      case 'refused':
      case 'migrated':
        return new DeliveryError('refused', message);
      case 'unauthorized':
        options.onUnauthorized();
        return new DeliveryError('unreachable', message);
      case 'conflict':
      case 'unreachable':
        return new DeliveryError('unreachable', message);
      case 'unclear':
        return new DeliveryError('unclear', message);
      default:
        return code satisfies never;
    }
  }

  return {
    async send(outgoing) {
      const { outboxId } = outgoing;
      let sending = running.get(outboxId);
      if (!sending) {
        sending = deliver(outgoing);
        running.set(outboxId, sending);
        // Also when nobody waits for it any more.
        const over = () => void running.delete(outboxId);
        sending.then(over, over);
      }
      try {
        const receipt = await within(options.patienceMs ?? PATIENCE_MS, sending);
        progresses.delete(outboxId);
        return receipt;
      } catch (error) {
        throw asDeliveryError(error);
      }
    },
  };
}

/** In private only messages that are new count towards a chat's rate: taking buttons away must not hold up the next question. */
const meterOf = (kind: 'send' | 'change', chatId: string): string =>
  kind === 'change' && !isShared(chatId) ? `${chatId} changes` : chatId;

/** Several, where a long text was split. */
const idsOf = (nativeId: string | null | undefined): number[] =>
  (nativeId ?? '').split(',').flatMap((id) => (/^\d+$/.test(id) ? [Number(id)] : []));

const isRefusal = (error: unknown): error is TelegramError =>
  error instanceof TelegramError && error.code === 'refused';

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeliveryError('unclear', 'Telegram has not answered yet')), ms);
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
