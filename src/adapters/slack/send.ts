/** Committed messages into Slack: posted, edited, settled. Each carries its outbox id, so that an unclear send can be looked up. */
import { setTimeout as wait } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Outgoing, Settled } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Pace } from '../shared/pace.ts';
import { CALL_MS, SEND_MS } from './capabilities.ts';
import { describe, slackCode, toDeliveryError } from './errors.ts';
import type { Files } from './files.ts';
import { type Rendered, renderMessage, settled } from './render.ts';

export interface SenderOptions {
  client: webApi.WebClient;
  pace: Pace;
  files: Files;
  /** The channel of a thread's address. */
  channelOf(address: string): Promise<string>;
  log: Log;
  now?: () => number;
}

export interface Sender {
  send(outgoing: Outgoing): Promise<{ nativeId: string | null }>;
}

/** The metadata of every message (docs.slack.dev/messaging/message-metadata). */
const METADATA_TYPE = 'franchise_outbox';

/** Nobody is mentioned, nothing is formatted or unfolded. */
export const LITERAL = { parse: 'none', link_names: false } as const;
const UNFOLDED = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const;

/** What the pace knows changes by: they do not count for their channel. */
export const CHANGES = 'changes';
/** Taking buttons away can wait, for so many turns that were refused. */
const LEISURE_TRIES = 20;

/** So many sent messages are remembered with their blocks, to be settled without asking Slack. */
const SENT_MAX = 1000;
/** How many messages are looked through for one that may have arrived. */
const LOOK_BACK = 100;
/** Replies come oldest first: only those of the last hours are asked for, and of a day more, since the host's clock may be a day ahead. */
const LOOK_BACK_S = 48 * 3600;

/** The message can't be edited any more: the new one goes below. */
const NOT_EDITABLE = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
  'streaming_state_conflict',
]);
/** There is no thread to answer in any more: the message stands by itself. */
const NO_THREAD = new Set([
  'thread_not_found',
  'cannot_reply_to_message',
  'invalid_thread_ts',
  'restricted_action_thread_locked',
]);

const listed = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        text: z.string().catch(''),
        blocks: z
          .array(z.custom<types.KnownBlock>((block) => z.looseObject({ type: z.string() }).safeParse(block).success))
          .catch([]),
        metadata: z
          .object({
            event_type: z.string(),
            event_payload: z.object({ outbox: z.string(), part: z.number().catch(0) }),
          })
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
});
type Listed = z.infer<typeof listed>['messages'][number];

export function createSender({
  client,
  pace,
  files,
  channelOf,
  log,
  now = () => performance.now(),
}: SenderOptions): Sender {
  const sent = new Map<string, Rendered>();
  /** By channel: what is done beside the sends, in order. */
  const beside = new Map<string, Promise<void>>();

  function remember(channel: string, ts: string, rendered: Rendered): void {
    const key = `${channel} ${ts}`;
    sent.delete(key);
    sent.set(key, rendered);
    const [oldest] = sent.keys();
    if (sent.size > SENT_MAX && oldest !== undefined) sent.delete(oldest);
  }

  /** Calls Slack if there is time left for it. */
  async function inTime<T>(deadline: number, call: () => Promise<T>): Promise<T> {
    if (deadline - now() < CALL_MS) throw new DeliveryError('unreachable', 'Slack is slow', { retryAfterMs: 0 });
    try {
      return await call();
    } catch (error) {
      const failure = toDeliveryError(error);
      // The code tells more than the kind, see NOT_EDITABLE and NO_THREAD.
      failure.cause ??= error;
      throw failure;
    }
  }

  /** One call in its turn; when Slack says to wait, the next one of its kind waits as well. */
  async function paced<T>(meter: string, call: () => Promise<T>): Promise<T> {
    await pace.turn(meter);
    try {
      return await call();
    } catch (error) {
      const { code, retryAfterMs } = toDeliveryError(error);
      if (code === 'rate-limited' && retryAfterMs !== undefined) pace.hold(retryAfterMs, meter);
      throw error;
    }
  }

  /** The same for what nobody waits for: it comes again until it had its turn. */
  async function atLeisure<T>(meter: string, call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await paced(meter, call);
      } catch (error) {
        const { code, retryAfterMs = 0 } = toDeliveryError(error);
        if (code !== 'rate-limited' || tries === LEISURE_TRIES) throw error;
        await wait(retryAfterMs, undefined, { ref: false });
      }
    }
  }

  const codeOf = (error: unknown): string => slackCode(error instanceof DeliveryError ? error.cause : error) ?? '';

  /** The parts of a message that have arrived in an earlier attempt: their timestamps by number. */
  async function arrived(
    { outboxId, under }: Outgoing,
    channel: string,
    deadline: number,
  ): Promise<Map<number, string>> {
    try {
      const found = await inTime(deadline, async () =>
        under === null
          ? await client.conversations.history({ channel, limit: LOOK_BACK, include_all_metadata: true })
          : await client.conversations.replies({
              channel,
              ts: under,
              oldest: String(Math.floor(Date.now() / 1000) - LOOK_BACK_S),
              limit: LOOK_BACK,
              include_all_metadata: true,
            }),
      );
      return new Map(
        listed.parse(found).messages.flatMap(({ ts, metadata }) => {
          const ours = metadata?.event_type === METADATA_TYPE && metadata.event_payload.outbox === outboxId;
          return ours ? [[metadata.event_payload.part, ts] as const] : [];
        }),
      );
    } catch (error) {
      // Without the right to read, sending twice is better than never.
      if (!(error instanceof DeliveryError) || error.code !== 'refused') throw error;
      log.warn({ reason: error.message }, 'Slack can’t be asked whether a message has arrived');
      return new Map();
    }
  }

  async function post(
    channel: string,
    under: string | null,
    rendered: Rendered,
    metadata: types.MessageMetadata,
    deadline: number,
    loud = false,
  ) {
    const posting = { channel, ...rendered, ...LITERAL, ...UNFOLDED, metadata };
    const send = async () => {
      if (under === null) return await client.chat.postMessage(posting);
      try {
        return await (loud
          ? client.chat.postMessage({ ...posting, thread_ts: under, reply_broadcast: true })
          : client.chat.postMessage({ ...posting, thread_ts: under }));
      } catch (error) {
        if (!NO_THREAD.has(codeOf(error))) throw error;
        return await client.chat.postMessage(posting);
      }
    };
    const result = await paced(channel, () => inTime(deadline, send));
    if (result.ts === undefined) throw new DeliveryError('unclear', 'Slack named no message');
    remember(channel, result.ts, rendered);
    return result.ts;
  }

  /** False when the message can't be edited any more. */
  async function edit(
    channel: string,
    ts: string,
    rendered: Rendered,
    metadata: types.MessageMetadata,
    deadline: number,
  ) {
    const change = () => client.chat.update({ channel, ts, ...rendered, ...LITERAL, metadata });
    try {
      await paced(CHANGES, () => inTime(deadline, change));
    } catch (error) {
      if (NOT_EDITABLE.has(codeOf(error))) return false;
      throw error;
    }
    remember(channel, ts, rendered);
    return true;
  }

  function aside(channel: string, what: string, work: () => Promise<void>): void {
    const done: Promise<void> = (beside.get(channel) ?? Promise.resolve()).then(async () => {
      try {
        await work();
      } catch (error) {
        log.debug({ reason: describe(error) }, what);
      }
      if (beside.get(channel) === done) beside.delete(channel);
    });
    beside.set(channel, done);
  }

  async function find(channel: string, ts: string): Promise<Rendered | undefined> {
    const known = sent.get(`${channel} ${ts}`);
    if (known) return known;
    const one = { channel, latest: ts, oldest: ts, inclusive: true, limit: 1 };
    const isIt = (message: Listed) => message.ts === ts;
    const inChannel = listed.parse(await client.conversations.history(one)).messages.find(isIt);
    if (inChannel) return inChannel;
    return listed.parse(await client.conversations.replies({ ...one, ts })).messages.find(isIt);
  }

  function settle(channel: string, ts: string, chosen: string | undefined): void {
    aside(channel, 'the buttons of a question could not be taken away', async () => {
      const found = await find(channel, ts);
      await atLeisure(CHANGES, async () => {
        // It may have been changed while this waited.
        const question = sent.get(`${channel} ${ts}`) ?? found;
        if (!question?.blocks.some((block) => block.type === 'actions')) return;
        const rendered = settled({ text: question.text, blocks: question.blocks }, chosen);
        await client.chat.update({ channel, ts, ...rendered, ...LITERAL });
        remember(channel, ts, rendered);
      });
    });
  }

  function after(channel: string, ts: string, { message, under }: Outgoing, question: Settled | null): void {
    if (question?.nativeId != null && question.nativeId !== ts) settle(channel, question.nativeId, question.chosen);
    const { attachments = [] } = message;
    if (attachments.length === 0) return;
    // In a private chat nobody looks below a message; in a channel the files belong to what they are about.
    const threadTs = under ?? (channel.startsWith('D') ? undefined : ts);
    aside(`files ${channel}`, 'files could not be put into Slack', () =>
      files.share(attachments, { channel, ...(threadTs !== undefined && { threadTs }) }),
    );
  }

  return {
    async send(outgoing) {
      const deadline = now() + SEND_MS;
      const { outboxId, message, replaces, under, attempt } = outgoing;
      const channel = await channelOf(outgoing.thread.address);
      const parts = renderMessage(message);
      const metadataOf = (part: number) => ({
        event_type: METADATA_TYPE,
        event_payload: { outbox: outboxId, part },
      });
      const there = attempt > 1 ? await arrived(outgoing, channel, deadline) : new Map<number, string>();
      const [only] = parts;
      let ts: string | undefined;
      if (replaces !== null && there.size === 0) {
        const fits = only !== undefined && parts.length === 1;
        if (fits && (await edit(channel, replaces, only, metadataOf(0), deadline))) ts = replaces;
        // What is too long for one message goes below, and the old one must not be answered any more.
        else settle(channel, replaces, undefined);
      }
      if (ts === undefined) {
        for (const [part, rendered] of parts.entries()) {
          ts = there.get(part) ?? (await post(channel, under, rendered, metadataOf(part), deadline, message.loud));
        }
      }
      if (ts === undefined) throw new DeliveryError('refused', 'the message is empty');
      after(channel, ts, outgoing, outgoing.settles);
      return { nativeId: ts };
    },
  };
}
