/** Which chat platforms run: an adapter for each token, the desk that headquarters reads, and a line for whoever starts the program. */
import { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Adapter } from './core/adapter.ts';
import type { Desk } from './core/engine/posting.ts';
import { threadId } from './core/ids.ts';
import type { Log } from './core/log.ts';
import type { Store } from './core/store.ts';
import type { Role } from './domain/person.ts';
import { fold } from './recognition/fold.ts';

export interface Platforms {
  /** The desk in Slack; undefined: the page's or the terminal's is the only one. */
  desk: Desk | undefined;
  /** Where platforms deliver over HTTP. Until the adapters are there it answers 503, so that they come again. */
  routes: Hono;
  open(store: Store): Promise<Adapter[]>;
}

export interface PlatformsOptions {
  config: Config;
  log: Log;
  tell(line: string): void;
}

/** Franchisees are on Telegram; whoever writes elsewhere for the first time is a prospect until someone says otherwise. */
export const newcomerRole = (channel: string): Role => (channel === 'telegram' ? 'franchisee' : 'prospect');

/** The SDKs are loaded by the adapters that run, and by no others. */
export function createPlatforms({ config, log, tell }: PlatformsOptions): Platforms {
  const { telegram, slack, discord, defaultLanguage } = config;
  const webhooks: Hono[] = [];
  let opened = false;

  const routes = new Hono();
  routes.use(async (c, next) => {
    for (const webhook of webhooks) {
      const answer = await webhook.fetch(c.req.raw.clone(), c.env);
      if (answer.status !== 404) return answer;
    }
    const delivers = telegram?.webhook || slack?.signingSecret;
    if (!opened && delivers && c.req.method === 'POST') return c.body(null, 503);
    return await next();
  });

  async function open(store: Store): Promise<Adapter[]> {
    const adapters: Adapter[] = [];
    webhooks.length = 0;
    if (telegram) {
      const { createTelegramAdapter } = await import('./adapters/telegram/index.ts');
      const { leases, cursors, files } = store;
      const adapter = createTelegramAdapter(telegram, { leases, cursors, files, log, tell });
      adapters.push(adapter);
      if (adapter.routes) webhooks.push(adapter.routes);
    }
    if (slack) {
      const { createSlackAdapter } = await import('./adapters/slack/index.ts');
      const adapter = createSlackAdapter({ ...slack, defaultLanguage }, { log, tell, files: store.files });
      adapters.push(adapter);
      if (!slack.appToken) webhooks.push(adapter.routes);
    }
    if (discord) {
      const { createDiscordAdapter } = await import('./adapters/discord/index.ts');
      const outlets = () => store.reads.outlets();
      adapters.push(createDiscordAdapter(discord, { store, log, tell, language: defaultLanguage, outlets, fold }));
    }
    opened = true;
    return adapters;
  }

  const channel = slack?.deskChannel;
  return {
    desk: channel
      ? { thread: { id: threadId('slack', channel), channel: 'slack', address: channel }, language: defaultLanguage }
      : undefined,
    routes,
    open,
  };
}

/** Whether any of them is configured; without one, that is nothing to speak of. */
export const hasPlatform = ({ telegram, slack, discord }: Config): boolean =>
  [telegram, slack, discord].some((platform) => platform !== undefined);

/** What is on, what is off and why: one line each. */
export function describePlatforms({ telegram, slack, discord }: Config): string[] {
  const off = (name: string, variable: string) => `${name} is off: ${variable} is not set.`;
  const slackDesk = slack?.deskChannel ? '' : ', without a desk: SLACK_DESK_CHANNEL is not set';
  return [
    telegram
      ? `Telegram is on (${telegram.webhook ? 'webhook' : 'long polling'}).`
      : off('Telegram', 'TELEGRAM_BOT_TOKEN'),
    slack ? `Slack is on (${slack.appToken ? 'Socket Mode' : 'HTTP'}${slackDesk}).` : off('Slack', 'SLACK_BOT_TOKEN'),
    discord ? 'Discord is on.' : off('Discord', 'DISCORD_BOT_TOKEN'),
  ];
}
