/**
 * Between transport and Bolt. Bolt acknowledges an event before its listeners run; here that word is only kept, and what Slack is
 * told is the result: an answer when everything is safe, nothing at all when it is not, so that Slack delivers again. What Bolt itself can
 * make nothing of is acknowledged: it would be no better the next time.
 */
import type { AnyMiddlewareArgs, App, Middleware, Receiver } from '@slack/bolt';
import type { Log } from '../../core/log.ts';

export interface Delivered {
  body: Record<string, unknown>;
  /** Which repeat it is. */
  retryNum?: number;
  retryReason?: string;
}

/** Resolves with what the interface is to be told, if anything. Rejects when it must not be acknowledged. */
export type Handle = (delivered: Delivered) => Promise<Record<string, unknown> | string | undefined>;

export interface HeldReceiver extends Receiver {
  handle: Handle;
  /** Takes nothing more; resolves when what was taken is finished. */
  drain(): Promise<void>;
}

/** The first of each listener's middleware: Bolt has found whose it is, and what fails from here on must come again. */
export const understood: Middleware<AnyMiddlewareArgs> = async ({ context, next }) => {
  if (typeof context.onUnderstood === 'function') context.onUnderstood();
  await next();
};

export function createReceiver(log: Log): HeldReceiver {
  let app: App | undefined;
  let closed = false;
  const working = new Set<Promise<unknown>>();

  async function process({ body, retryNum, retryReason }: Delivered): ReturnType<Handle> {
    let answer: Record<string, unknown> | string | undefined;
    let ours = false;
    try {
      await app?.processEvent({
        body,
        ...(retryNum !== undefined && { retryNum }),
        ...(retryReason !== undefined && { retryReason }),
        customProperties: {
          onUnderstood: () => {
            ours = true;
          },
        },
        ack: async (response?: Record<string, unknown> | string) => {
          answer ??= response;
        },
      });
    } catch (error) {
      if (ours) throw error;
      log.warn({ type: typeof body.type === 'string' ? body.type.slice(0, 64) : '' }, 'Slack said what can’t be read');
    }
    return answer;
  }

  return {
    init: (one) => {
      app = one;
    },
    start: async () => {},
    stop: async () => {},
    async handle(delivered) {
      if (closed) throw new Error('the adapter takes nothing more');
      const work = process(delivered);
      working.add(work);
      return await work.finally(() => working.delete(work));
    },
    async drain() {
      closed = true;
      await Promise.allSettled(working);
    },
  };
}
