/** A chat platform for tests: it keeps what arrives in order, and does to a send what the test says. Several processes may share one. */
import type { Adapter, Outgoing } from '../../src/core/adapter.ts';
import { DeliveryError } from '../../src/core/errors.ts';

export interface Arrival extends Outgoing {
  nativeId: string;
}

export interface Platform {
  channel: string;
  /** Everything that arrived, in order. */
  arrivals: Arrival[];
  /** What arrived in a thread, in order. */
  textsIn(threadId: string): string[];
  /** Called before a message arrives; throws what the platform answers instead, or waits. */
  before: (outgoing: Outgoing) => Promise<void> | void;
  /** Called when a message has arrived and its sender does not know yet. */
  after: (arrival: Arrival) => Promise<void> | void;
  adapter(options?: { immediate?: boolean; reach?: () => readonly string[] | undefined }): Adapter;
}

export function aPlatform(channel = 'fake'): Platform {
  const arrivals: Arrival[] = [];
  const platform: Platform = {
    channel,
    arrivals,
    textsIn: (threadId) => arrivals.filter(({ thread }) => thread.id === threadId).map(({ message }) => message.text),
    before: () => {},
    after: () => {},
    adapter: ({ immediate = true, reach = () => undefined } = {}) => ({
      channel,
      capabilities: { edit: true, immediate, dialogs: false },
      reach,
      send: async (delivery) => {
        await platform.before(delivery);
        const arrival = { ...delivery, nativeId: `native-${arrivals.length + 1}` };
        arrivals.push(arrival);
        await platform.after(arrival);
        return { nativeId: arrival.nativeId };
      },
      start: async () => {},
      stop: async () => {},
    }),
  };
  return platform;
}

/** Fails the first sends of messages with that text, once for each error. */
export function failing(text: string, ...errors: DeliveryError[]): Platform['before'] {
  return (delivery) => {
    const error = delivery.message.text === text ? errors.shift() : undefined;
    if (error) throw error;
  };
}

export const rateLimited = (retryAfterMs: number): DeliveryError =>
  new DeliveryError('rate-limited', 'slow down', { retryAfterMs });
export const refused = (): DeliveryError => new DeliveryError('refused', 'blocked by the user');
export const unreachable = (): DeliveryError => new DeliveryError('unreachable', 'no route', { retryAfterMs: 1 });
export const unclear = (): DeliveryError => new DeliveryError('unclear', 'no answer', { retryAfterMs: 1 });
