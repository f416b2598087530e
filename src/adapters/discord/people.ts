/** Who writes, and where the bot and they talk: always their direct messages, also when they called it in a server's channel. */
import { z } from 'zod';
import type { Author, ThreadRef } from '../../core/event.ts';
import { accountId, threadId } from '../../core/ids.ts';
import type { Client } from './client.ts';
import { CHANNEL, languageOf, type User } from './parse.ts';

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

const channel = z.object({ id: z.string().regex(/^\d{1,20}$/) });

export const threadOf = (channelId: string): ThreadRef => ({
  id: threadId(CHANNEL, channelId),
  channel: CHANNEL,
  address: channelId,
});

export function createPeople(client: () => Client): People {
  const channels = new Map<string, string>();
  const languages = new Map<string, Language>();

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
      if (known !== undefined) return threadOf(known);
      // The same one each time (resources/user#create-dm).
      const made = await client().call('POST', '/users/@me/channels', { body: { recipient_id: userId } });
      return this.learn(userId, channel.parse(made).id);
    },
    learn(userId, channelId) {
      remember(channels, userId, channelId);
      return threadOf(channelId);
    },
  };
}

export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}
