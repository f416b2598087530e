/** What became of the next message to a chat, for whoever must say where the answer is: it is sent by the outbox, not by them. */

export type Outcome =
  | 'sent'
  /** The person takes no direct messages from the bot. */
  | 'closed'
  /** Not known yet, or sent by another process. */
  | 'late';

export interface Outcomes {
  next(channelId: string): Promise<Outcome>;
  was(channelId: string, outcome: 'sent' | 'closed'): void;
}

export function createOutcomes({ patienceMs = 8000 }: { patienceMs?: number } = {}): Outcomes {
  const waiting = new Map<string, Set<(outcome: Outcome) => void>>();
  return {
    next(channelId) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const those = waiting.get(channelId) ?? new Set();
      waiting.set(channelId, those.add(resolve));
      const timer = setTimeout(() => resolve('late'), patienceMs).unref();
      return promise.finally(() => {
        clearTimeout(timer);
        those.delete(resolve);
        if (those.size === 0 && waiting.get(channelId) === those) waiting.delete(channelId);
      });
    },
    was(channelId, outcome) {
      for (const resolve of waiting.get(channelId) ?? []) resolve(outcome);
    },
  };
}
