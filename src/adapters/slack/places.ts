/** Which thread something belongs to: the desk's channel, or the person's own chat with the bot. */
import type { webApi } from '@slack/bolt';
import { DeliveryError } from '../../core/errors.ts';
import { toDeliveryError } from './errors.ts';

export interface Places {
  /** The person's chat with the bot. `hint` is used when Slack can't say now. Throws `DeliveryError`. */
  direct(user: string, hint?: string): Promise<string>;
  /** A message of the person came from their chat. */
  learn(user: string, channel: string): void;
}

const KEPT = 5000;

export function createPlaces(client: webApi.WebClient): Places {
  const known = new Map<string, string>();

  function learn(user: string, channel: string): void {
    known.delete(user);
    known.set(user, channel);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  }

  return {
    learn,
    async direct(user, hint) {
      const there = known.get(user);
      if (there !== undefined) return there;
      try {
        const { channel } = await client.conversations.open({ users: user });
        if (channel?.id === undefined) throw new DeliveryError('unclear', 'Slack opened no chat');
        learn(user, channel.id);
        return channel.id;
      } catch (error) {
        if (hint !== undefined) return hint;
        throw toDeliveryError(error);
      }
    },
  };
}
