/** Who writes, and where the bot and they talk: always their direct messages, also when they called it in a server's channel. */
import { z } from 'zod';
import type { Author, ThreadRef } from '../../core/event.ts';
import { accountId, threadId } from '../../core/ids.ts';
import type { Client } from './client.ts';
import { DiscordError } from './errors.ts';
import { CHANNEL, languageOf, snowflake, type User } from './payloads.ts';

/** Channels and languages that are remembered. */
const KEPT = 5000;

export type Language = NonNullable<Author['languageHint']>;

export interface People {
  /** The same person whichever server they write from. */
  author(user: User): Author;
  /** The person's direct messages with the bot. Throws `DiscordError`. */
  thread(userId: string): Promise<ThreadRef>;
  /** This channel is the person's direct messages. */
  learn(userId: string, channelId: string): ThreadRef;
}

const channel = z.object({ id: snowflake });

export const threadOf = (channelId: string): ThreadRef => ({
  id: threadId(CHANNEL, channelId),
  channel: CHANNEL,
  address: channelId,
});

export function createPeople(client: () => Client): People {
  const channels = new Map<string, string>();
  /** Who asks while it is being found is answered in turn, so that what they do stays in order. */
  const finding = new Map<string, Promise<ThreadRef>>();
  const languages = new Map<string, Language>();

  function learn(userId: string, channelId: string): ThreadRef {
    remember(channels, userId, channelId);
    return threadOf(channelId);
  }

  async function find(userId: string): Promise<ThreadRef> {
    // The same one each time (resources/user#create-dm).
    const made = channel.safeParse(
      await client().call('POST', '/users/@me/channels', { body: { recipient_id: userId } }),
    );
    if (!made.success) throw new DiscordError('unclear', 'Discord’s answer names no channel');
    return learn(userId, made.data.id);
  }

  return {
    author({ id, name, locale }) {
      // A message does not say what language its writer's app is in; what they pressed before it did.
      const hint = languageOf(locale) ?? languages.get(id);
      if (hint) remember(languages, id, hint);
      return {
        accountId: accountId(CHANNEL, '', id),
        channel: CHANNEL,
        workspace: '',
        userId: id,
        displayName: name,
        ...(hint && { languageHint: hint }),
      };
    },
    async thread(userId) {
      const known = channels.get(userId);
      if (known !== undefined && !finding.has(userId)) return threadOf(known);
      const found = finding.get(userId) ?? find(userId).finally(() => finding.delete(userId));
      finding.set(userId, found);
      return await found;
    },
    learn,
  };
}

export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}
