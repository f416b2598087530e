/** Who belongs to the desk: the members of its channel, asked for anew every minute and when someone comes or goes. */
import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import { describe } from './errors.ts';

const KEPT_MS = 60_000;
/** When Slack does not say, such as without the right to read members, it is not asked for every message. */
const RETRY_MS = 10_000;
/** Slack waits for three seconds; without an answer in time, what is stored about the person counts. */
const PATIENCE_MS = 800;
/** https://docs.slack.dev/reference/methods/conversations.members: fewer than 1000 at a time. */
const PAGE = 900;
const PAGES_MAX = 20;

const page = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional().catch(undefined),
});

export interface DeskMembers {
  /** Undefined: there is no desk here, or Slack does not say. */
  has(userId: string): Promise<boolean | undefined>;
  /** Someone came or went. */
  forget(): void;
}

export function createDeskMembers(options: {
  deskChannel: string | undefined;
  /** `conversations.members`. */
  members(channel: string, limit: number, cursor: string | undefined): Promise<unknown>;
  log: Log;
  now?: () => number;
}): DeskMembers {
  const { deskChannel, log } = options;
  const now = options.now ?? (() => performance.now());
  /** `ids` undefined: Slack did not say. */
  let known: { ids: ReadonlySet<string> | undefined; until: number } | undefined;
  let asking: Promise<ReadonlySet<string> | undefined> | undefined;

  function ask(channel: string): Promise<ReadonlySet<string> | undefined> {
    const mine: typeof asking = read(channel).then((ids) => {
      // What was asked before someone came or went is not kept.
      if (asking === mine) {
        known = { ids, until: now() + (ids ? KEPT_MS : RETRY_MS) };
        asking = undefined;
      }
      return ids;
    });
    return mine;
  }

  async function read(channel: string): Promise<ReadonlySet<string> | undefined> {
    const ids = new Set<string>();
    try {
      let cursor: string | undefined;
      for (let pages = 0; pages < PAGES_MAX; pages += 1) {
        const one = page.parse(await options.members(channel, PAGE, cursor));
        for (const id of one.members) ids.add(id);
        cursor = one.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) break;
      }
      return ids;
    } catch (error) {
      log.warn({ reason: describe(error) }, 'Slack did not say who is at the desk');
      return undefined;
    }
  }

  return {
    async has(userId) {
      if (deskChannel === undefined) return undefined;
      if (known && now() < known.until) return known.ids?.has(userId);
      asking ??= ask(deskChannel);
      const { promise: late, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
      const ids = await Promise.race([asking, late]).finally(() => clearTimeout(timer));
      return ids?.has(userId);
    },
    forget: () => {
      known = undefined;
      asking = undefined;
    },
  };
}
