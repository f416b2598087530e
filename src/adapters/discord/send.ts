/** Committed messages on their way to Discord. A message sent again has the same nonces, so Discord gives back the one that is there. */
import { z } from 'zod';
import type { Outgoing } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import { idOf } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Attachment } from '../../core/message.ts';
import type { FilePort } from '../../core/store.ts';
import type { Pace } from '../shared/pace.ts';
import { NONCE_MAX, SEND_MS, UPLOAD_MAX_BYTES, UPLOADS_MAX } from './capabilities.ts';
import type { CallOptions, Client } from './client.ts';
import { DiscordError, hasReason, REASON, toDeliveryError } from './errors.ts';
import type { Outcomes } from './outcomes.ts';
import { snowflake } from './payloads.ts';
import { NO_MENTIONS, type Rendered, renderMessage, settledRows } from './render.ts';

export interface SenderOptions {
  client(): Promise<Client>;
  files: Pick<FilePort, 'bytes'>;
  pace: Pace;
  outcomes: Outcomes;
  log: Log;
}

export interface Sender {
  send(outgoing: Outgoing): Promise<{ nativeId: string }>;
  /** Resolves when no buttons are left to be taken away. */
  idle(): Promise<void>;
}

/** Files that could not be brought in so many tries are only named. */
const FILE_TRIES = 2;
const SETTLE_TRIES = 3;

const sent = z.object({ id: snowflake });

export function createSender(options: SenderOptions): Sender {
  const { client, files, pace, outcomes, log } = options;
  const settling = new Set<Promise<void>>();

  async function send(outgoing: Outgoing): Promise<{ nativeId: string }> {
    const { thread, settles } = outgoing;
    const signal = AbortSignal.timeout(SEND_MS);
    try {
      const ids = await deliver(outgoing, signal);
      outcomes.was(thread.address, 'sent');
      const question = idsOf(settles?.nativeId).at(-1);
      if (settles && question !== undefined && !idsOf(outgoing.replaces).includes(question)) {
        const taking = takeButtons(thread.address, question, settles.chosen).finally(() => settling.delete(taking));
        settling.add(taking);
      }
      return { nativeId: ids.join(',') };
    } catch (error) {
      if (hasReason(error, REASON.closedToUs)) outcomes.was(thread.address, 'closed');
      if (error instanceof DiscordError && error.code === 'too-many') {
        pace.hold(error.retryAfterMs ?? 0, error.everywhere ? undefined : thread.address);
      }
      throw toDeliveryError(error);
    }
  }

  async function deliver({ outboxId, thread, message, replaces, under, attempt }: Outgoing, signal: AbortSignal) {
    if (!isAddress(thread.address)) throw new DeliveryError('refused', 'there is no such channel');
    const { uploads, names } = await uploadsOf(message.attachments ?? [], attempt);
    const parts = renderMessage(message, names);
    const earlier = idsOf(replaces);
    const ids: string[] = [];
    for (const [index, part] of parts.entries()) {
      const files = index === parts.length - 1 ? uploads : [];
      const edited = await edit(thread.address, earlier[index], part, files, signal);
      if (edited !== undefined) {
        ids.push(edited);
        continue;
      }
      const reply = index === 0 ? idsOf(under)[0] : undefined;
      const body = {
        ...part,
        nonce: nonceOf(outboxId, index),
        enforce_nonce: true,
        ...(reply !== undefined && {
          message_reference: { message_id: reply, channel_id: thread.address, fail_if_not_exists: false },
        }),
      };
      ids.push(await call('POST', thread.address, '', { body, signal, files }));
    }
    // It has become shorter.
    for (const surplus of earlier.slice(parts.length)) {
      await callQuietly('DELETE', thread.address, surplus, signal);
    }
    return ids;
  }

  /** Undefined when there is nothing to edit any more: then it is sent below. */
  async function edit(
    channelId: string,
    messageId: string | undefined,
    part: Rendered,
    files: NonNullable<CallOptions['files']>,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (messageId === undefined) return undefined;
    // What is not listed goes: the files that were there before (resources/message#edit-message).
    const body = { ...part, attachments: files.map(({ name }, id) => ({ id, filename: name })) };
    try {
      return await call('PATCH', channelId, `/${messageId}`, { body, signal, files });
    } catch (error) {
      if (hasReason(error, REASON.unknownMessage, REASON.notOurs)) return undefined;
      throw error;
    }
  }

  async function call(method: 'POST' | 'PATCH', channelId: string, path: string, more: CallOptions): Promise<string> {
    await pace.turn(channelId);
    if (more.signal?.aborted) throw new DeliveryError('unclear', 'the send took too long');
    const answer = await (await client()).call(method, `/channels/${channelId}/messages${path}`, more);
    const parsed = sent.safeParse(answer).data;
    if (!parsed) throw new DeliveryError('unclear', 'Discord’s answer names no message');
    return parsed.id;
  }

  async function callQuietly(
    method: 'DELETE',
    channelId: string,
    messageId: string,
    signal: AbortSignal,
  ): Promise<void> {
    await (await client())
      .call(method, `/channels/${channelId}/messages/${messageId}`, { signal })
      .catch((error: unknown) => log.debug({ err: error }, 'a part of an earlier message could not be deleted'));
  }

  /** The files that can be sent along, and the names of those that can't. */
  async function uploadsOf(attachments: readonly Attachment[], attempt: number) {
    const uploads: NonNullable<CallOptions['files']> = [];
    const names: string[] = [];
    let room = UPLOAD_MAX_BYTES;
    for (const { fileId, name, type } of attachments) {
      const possible = attempt <= FILE_TRIES && uploads.length < UPLOADS_MAX;
      const bytes = possible ? await files.bytes(fileId).catch(() => undefined) : undefined;
      if (bytes && bytes.byteLength <= room) {
        uploads.push({ name, type, bytes });
        room -= bytes.byteLength;
      } else {
        names.push(name);
      }
    }
    return { uploads, names };
  }

  async function takeButtons(channelId: string, messageId: string, chosen: string | undefined): Promise<void> {
    for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
      try {
        await call('PATCH', channelId, `/${messageId}`, { body: settled(chosen) });
        return;
      } catch (error) {
        if (error instanceof DiscordError && error.code === 'too-many') pace.hold(error.retryAfterMs ?? 0, channelId);
        else if (toDeliveryError(error).code === 'refused') tries = SETTLE_TRIES;
        log.debug({ err: error }, 'the buttons of an answered question could not be taken away');
      }
    }
  }

  return {
    send,
    async idle() {
      await Promise.all(settling);
    },
  };
}

const settled = (chosen: string | undefined) => ({ components: settledRows(chosen), allowed_mentions: NO_MENTIONS });

/** Several messages of one outbox row, from the first to the last. */
const idsOf = (nativeId: string | null | undefined): string[] => (nativeId ?? '').split(',').filter(isAddress);

const isAddress = (id: string): boolean => snowflake.safeParse(id).success;

/** A hash in the letters and digits that fit: 128 bits are 25 of them. */
const nonceOf = (outboxId: string, index: number): string =>
  BigInt(`0x${idOf('nonce', outboxId, String(index)).replaceAll('-', '')}`)
    .toString(36)
    .slice(0, NONCE_MAX);
