/** Messages: those that arrive, and those that were written while nobody listened. */
import { z } from 'zod';
import { UnavailableError } from '../../core/errors.ts';
import type { PersonEvent, ThreadRef } from '../../core/event.ts';
import { eventId } from '../../core/ids.ts';
import { type Log, logFailure } from '../../core/log.ts';
import { phrase } from '../../locales/catalogue.ts';
import { FETCH_MAX } from './capabilities.ts';
import type { Client } from './client.ts';
import type { Cursors, Known } from './cursors.ts';
import { DiscordError } from './errors.ts';
import type { Hands } from './intake.ts';
import type { Outcome, Outcomes } from './outcomes.ts';
import { type HeardMessage, parseMessage } from './parse-message.ts';
import { CHANNEL, snowflake, timeOf } from './payloads.ts';
import { type Language, type People, remember } from './people.ts';
import { NO_MENTIONS } from './render.ts';
import { partsOf, type Shown } from './shown.ts';

export interface MessagesOptions {
  client(): Client;
  hands(): Hands;
  people: People;
  cursors: Cursors;
  outcomes: Outcomes;
  shown: Shown;
  log: Log;
  language: Language;
  pause(ms: number): Promise<void>;
}

export interface Messages {
  /** A new session has begun; the bot's own user id. */
  session(botId: string): void;
  /** A MESSAGE_CREATE. */
  arrived(given: unknown): Promise<void>;
  /** Fetches what came after the cursors, channel by channel, each in order. */
  catchUp(signal: AbortSignal): Promise<void>;
}

/** Of one channel; whoever wrote more while nobody listened would not expect an answer to each. */
const PAGES_MAX = 10;
const AT_ONCE = 4;
const TRIES = 5;
const PAUSE_MS = 500;

const located = z.object({ id: snowflake, channel_id: snowflake });
const fetched = z.array(z.looseObject({ id: snowflake }));

export function createMessages(options: MessagesOptions): Messages {
  const { client, hands, people, cursors, outcomes, shown, log } = options;
  let botId = '';
  /** Handled, or being handled: an answer for the moment would be shown again. */
  const taken = new Map<string, true>();

  async function handle(heard: HeardMessage): Promise<void> {
    const { id, channelId, direct, user, input } = heard;
    const author = people.author(user);
    const language = author.languageHint ?? options.language;
    const thread = direct ? people.learn(user.id, channelId) : await threadOr(heard, language);
    if (!thread) return;
    const event: PersonEvent = {
      type: 'person',
      id: eventId(CHANNEL, `message:${id}`),
      at: timeOf(id),
      thread,
      author,
      // A message of another channel is none that the conversation knows.
      input: !direct && input.type === 'message' ? withoutUnder(input) : input,
    };
    const outcome = direct ? undefined : outcomes.next(thread.address);
    const answer = await hands().take(event);
    cursors.handled(channelId, id);
    const said = await shown.inChat(thread.address, partsOf(answer.immediate, language));
    if (outcome && answer.status !== 'known') {
      await pointTo(heard, answer.immediate.length > 0 ? said : await outcome, language);
    }
  }

  /** Undefined when the person can't be written to: then the channel is the only place to say so. */
  async function threadOr(heard: HeardMessage, language: Language): Promise<ThreadRef | undefined> {
    try {
      return await people.thread(heard.user.id);
    } catch (error) {
      if (!(error instanceof DiscordError) || error.code !== 'refused') throw error;
      await pointTo(heard, 'closed', language);
      cursors.handled(heard.channelId, heard.id);
      return undefined;
    }
  }

  /** What is private goes on in private, and the channel sees where. */
  async function pointTo({ id, channelId }: HeardMessage, outcome: Outcome, language: Language): Promise<void> {
    const key = outcome === 'closed' ? 'discord.closed' : 'discord.written';
    const body = {
      content: phrase(language, key),
      message_reference: { message_id: id, channel_id: channelId, fail_if_not_exists: false },
      allowed_mentions: NO_MENTIONS,
    };
    await client()
      .call('POST', `/channels/${channelId}/messages`, { body })
      .catch((error: unknown) => log.debug({ err: error }, 'a channel could not be told where the answer is'));
  }

  async function take(heard: HeardMessage): Promise<void> {
    if (taken.has(heard.id)) return;
    remember(taken, heard.id, true);
    for (let tries = 1; ; tries += 1) {
      try {
        await handle(heard);
        return;
      } catch (error) {
        const again = error instanceof DiscordError && error.code !== 'refused' && tries < TRIES;
        if (!again) {
          // Its cursor stays before it, so that the next session has it again.
          taken.delete(heard.id);
          if (!(error instanceof UnavailableError)) log.error({ err: error }, 'a message could not be taken in');
          return;
        }
        await options.pause(error.retryAfterMs ?? PAUSE_MS * 2 ** tries);
      }
    }
  }

  async function arrived(given: unknown): Promise<void> {
    const heard = parseMessage(given, botId);
    if (!heard?.forUs) {
      const other = located.safeParse(given).data;
      if (other) cursors.passed(other.channel_id, other.id);
      return;
    }
    // Without its place in the list it is still handled; only a crash right now could lose it.
    await cursors
      .arrived({ id: heard.channelId, direct: heard.direct }, heard.id)
      .catch((error: unknown) => logFailure(log, error, {}, 'a channel could not be noted'));
    await take(heard);
  }

  async function catchUpWith({ id: channelId, direct }: Known, signal: AbortSignal): Promise<void> {
    let after = await cursors.read(channelId);
    for (let page = 0; page < PAGES_MAX && after !== undefined && !signal.aborted; page += 1) {
      const query = { after, limit: String(FETCH_MAX) };
      const messages = fetched.parse(await client().call('GET', `/channels/${channelId}/messages`, { query, signal }));
      messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      const handling: Promise<void>[] = [];
      for (const message of messages) {
        const heard = parseMessage(message, botId, direct);
        if (!heard?.forUs) {
          cursors.handled(channelId, message.id);
          continue;
        }
        await cursors.arrived({ id: channelId, direct }, message.id);
        // One person's stay in order by themselves; another's need not wait for them.
        handling.push(take(heard));
      }
      await Promise.all(handling);
      after = messages.length < FETCH_MAX ? undefined : messages.at(-1)?.id;
    }
    cursors.caughtUp(channelId);
  }

  async function tryToCatchUp(known: Known, signal: AbortSignal): Promise<void> {
    for (let tries = 1; tries <= TRIES && !signal.aborted; tries += 1) {
      try {
        await catchUpWith(known, signal);
        return;
      } catch (error) {
        if (error instanceof DiscordError && error.code === 'refused') {
          cursors.forget(known.id);
          return;
        }
        logFailure(log, error, { tries }, 'a channel could not be looked through for what was missed');
        await options.pause((error instanceof DiscordError ? error.retryAfterMs : undefined) ?? PAUSE_MS * 2 ** tries);
      }
    }
  }

  return {
    session(id) {
      botId = id;
    },
    arrived,
    async catchUp(signal) {
      const channels = await cursors.load();
      const work = async (): Promise<void> => {
        for (let next = channels.shift(); next && !signal.aborted; next = channels.shift())
          await tryToCatchUp(next, signal);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },
  };
}

function withoutUnder({ under: _, ...input }: PersonEvent['input'] & { type: 'message' }): PersonEvent['input'] {
  return input;
}
