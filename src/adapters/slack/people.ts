/** Who writes: what Slack knows of a person, kept for an hour, so that a conversation does not ask for every message. */
import { z } from 'zod';
import { type Author, mendText } from '../../core/event.ts';
import { accountId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import { describe } from './errors.ts';

export const CHANNEL = 'slack';

const KEPT = 2000;
const KEPT_MS = 3_600_000;
/** A name is not worth more of the three seconds that Slack waits. */
const PATIENCE_MS = 800;

const profile = z.object({
  user: z.object({
    name: z.string().optional().catch(undefined),
    real_name: z.string().optional().catch(undefined),
    locale: z.string().optional().catch(undefined),
    is_bot: z.boolean().optional().catch(undefined),
    profile: z
      .object({
        display_name: z.string().optional().catch(undefined),
        real_name: z.string().optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  }),
});

interface Profile {
  name: string;
  language: Author['languageHint'];
  bot: boolean;
  readAt: number;
}

export interface People {
  /** `team`: the workspace that the person belongs to, which in a shared channel is another one than ours. */
  author(userId: string, team: string): Promise<Author>;
  isBot(userId: string): Promise<boolean>;
}

/** Slack's locales are those of its menus, such as `zh-CN` and `en-GB`. */
export function languageOf(locale: string | undefined): Author['languageHint'] {
  if (locale === undefined) return undefined;
  if (/^zh-(?:Hant|TW|HK|MO)/i.test(locale)) return 'zh-Hant';
  if (/^zh/i.test(locale)) return 'zh-Hans';
  return /^en/i.test(locale) ? 'en' : undefined;
}

export function createPeople(options: {
  /** `users.info` with the locale. */
  info(userId: string): Promise<unknown>;
  log: Log;
  now?: () => number;
}): People {
  const { info, log } = options;
  const now = options.now ?? (() => performance.now());
  const known = new Map<string, Profile>();
  const asked = new Map<string, Promise<Profile | undefined>>();

  async function ask(userId: string): Promise<Profile | undefined> {
    try {
      const { user } = profile.parse(await info(userId));
      const names = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name];
      const name = mendText(names.find((one) => one !== undefined && one.trim() !== '') ?? '');
      const read = { name, language: languageOf(user.locale), bot: user.is_bot === true, readAt: now() };
      known.delete(userId);
      known.set(userId, read);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return read;
    } catch (error) {
      log.debug({ reason: describe(error) }, 'Slack did not say who someone is');
      return known.get(userId);
    } finally {
      asked.delete(userId);
    }
  }

  async function find(userId: string): Promise<Profile | undefined> {
    const there = known.get(userId);
    if (there && now() - there.readAt < KEPT_MS) return there;
    const asking = asked.get(userId) ?? ask(userId);
    asked.set(userId, asking);
    const { promise: late, resolve } = Promise.withResolvers<Profile | undefined>();
    const timer = setTimeout(() => resolve(there), PATIENCE_MS);
    return await Promise.race([asking, late]).finally(() => clearTimeout(timer));
  }

  return {
    async author(userId, team) {
      const found = await find(userId);
      return {
        accountId: accountId(CHANNEL, team, userId),
        channel: CHANNEL,
        workspace: team,
        userId,
        displayName: found?.name ?? '',
        ...(found?.language && { languageHint: found.language }),
      };
    },
    isBot: async (userId) => (await find(userId))?.bot === true,
  };
}
