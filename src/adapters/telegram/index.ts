/**
 * Telegram: a bot that people write to in private or in groups. It asks for updates (long polling) or has them pushed (webhook), and sends
 * what the outbox gives it. It decides nothing.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { Adapter, Intake } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import { threadId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { CursorPort, FilePort, LeasePort } from '../../core/store.ts';
import { createPace, type PaceOptions } from '../shared/pace.ts';
import { createAlbumBook } from './albums.ts';
import { CAPABILITIES, GROUP_RATES, OVERALL_RATES, PRIVATE_RATES, WEBHOOK_SECRET } from './capabilities.ts';
import { type Client, createClient, TelegramError } from './client.ts';
import { setMenu } from './commands.ts';
import { fetchTelegramFile } from './files.ts';
import { createInbox, type Inbox, type InboxTiming } from './inbox.ts';
import { type Bot, CHANNEL } from './parse.ts';
import { createPlaces, isShared } from './places.ts';
import { createPoller, type PollTiming } from './poll.ts';
import { createSender, type Sender } from './send.ts';
import { createWebhook, setWebhook } from './webhook.ts';

export interface TelegramConfig {
  /** TELEGRAM_BOT_TOKEN */
  token: string;
  /** TELEGRAM_API_ROOT; undefined: Telegram's own server. */
  apiRoot?: string | undefined;
  /** TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET; undefined: long polling. */
  webhook?: { url: string; secret: string } | undefined;
}

export interface TelegramPorts {
  leases: LeasePort;
  cursors: CursorPort;
  files: Pick<FilePort, 'bytes'>;
  log: Log;
  /** A line for the operator. */
  tell(line: string): void;
  /** The rates that are kept; by default Telegram's. */
  pace?: PaceOptions;
  timing?: Partial<PollTiming & InboxTiming & { startRetryMs: number; sendMs: number }>;
}

export interface TelegramAdapter extends Adapter {
  /** To be served where TELEGRAM_WEBHOOK_URL leads; undefined with long polling. */
  routes: Hono | undefined;
  /** Why the adapter does nothing any more; undefined while it works. */
  problem(): string | undefined;
}

const START_RETRY_MS = 2000;
const START_RETRY_MAX_MS = 60_000;

/** Telegram's rates. */
export const PACE: PaceOptions = {
  overall: OVERALL_RATES,
  chat: (chatId) => (isShared(chatId) ? GROUP_RATES : PRIVATE_RATES),
};

export function createTelegramAdapter(config: TelegramConfig, ports: TelegramPorts): TelegramAdapter {
  const { log, tell, timing = {} } = ports;
  const { webhook } = config;
  const halt = new AbortController();
  const places = createPlaces(ports.cursors);
  let problem = problemOf(config);
  let opened: Promise<{ client: Client; sender: Sender }> | undefined;
  let inbox: Inbox | undefined;
  let work: Promise<void> = Promise.resolve();
  let bot: Bot = { id: Number(config.token.split(':')[0]), username: '' };

  /** The SDK is loaded when it is needed. */
  const open = (): Promise<{ client: Client; sender: Sender }> => {
    opened ??= createClient(config).then((client) => ({
      client,
      sender: createSender({
        client,
        places,
        pace: createPace(ports.pace ?? PACE),
        files: ports.files,
        log,
        onUnauthorized: refuseToken,
        patienceMs: timing.sendMs,
      }),
    }));
    return opened;
  };

  function giveUp(line: string): void {
    if (problem !== undefined) return;
    problem = line;
    tell(line);
    halt.abort();
  }

  const refuseToken = (): void =>
    giveUp(
      'Telegram: TELEGRAM_BOT_TOKEN is not accepted; write the token that @BotFather shows for the bot. Telegram is off, all else runs on.',
    );

  async function run(client: Client, intake: Intake): Promise<void> {
    const { signal } = halt;
    const known = await untilDone(async () => {
      const me = await client.me(signal);
      bot = { id: me.id, username: me.username };
    });
    if (!known) return;
    const albums = createAlbumBook(ports.cursors);
    const opened = createInbox({ client, places, albums, log, intake, bot: () => bot, timing });
    inbox = opened;
    const menu = setMenu(client, signal).catch((error: unknown) => {
      if (!signal.aborted) log.warn({ err: error }, 'Telegram: the menu of commands could not be set');
    });
    if (webhook) await untilDone(() => setWebhook(client, webhook, signal));
    else {
      const { leases } = ports;
      const onUnauthorized = refuseToken;
      const poller = createPoller({
        client,
        inbox: opened,
        leases,
        token: randomUUID(),
        log,
        tell,
        onUnauthorized,
        timing,
      });
      await poller.run(signal);
    }
    await menu;
  }

  /** Tries until Telegram answers. False when it never will. */
  async function untilDone(step: () => Promise<void>): Promise<boolean> {
    const { signal } = halt;
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await step();
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        const code = error instanceof TelegramError ? error.code : undefined;
        if (code === 'unauthorized') refuseToken();
        if (code === 'refused' && webhook && error instanceof Error) {
          giveUp(
            `Telegram: TELEGRAM_WEBHOOK_URL is not accepted (${error.message}). Telegram is off, all else runs on.`,
          );
        }
        if (tries === 0) log.warn({ err: error }, 'Telegram: can’t be reached yet; trying again');
        const asked = error instanceof TelegramError ? (error.retryAfterMs ?? 0) : 0;
        const delayMs = Math.min(
          (timing.startRetryMs ?? START_RETRY_MS) * 2 ** Math.min(tries, 10),
          START_RETRY_MAX_MS,
        );
        await pause(Math.max(asked, delayMs), undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  return {
    channel: CHANNEL,
    capabilities: CAPABILITIES,
    routes:
      webhook && problem === undefined
        ? createWebhook({ ...webhook, inbox: () => (halt.signal.aborted ? undefined : inbox), log })
        : undefined,
    problem: () => problem,
    reach: () => undefined,
    async send(outgoing) {
      if (problem !== undefined) throw new DeliveryError('unreachable', 'Telegram is off');
      const { sender } = await open();
      return await sender.send(outgoing);
    },
    // A private chat has its person's id (core.telegram.org/bots/api#chat).
    // https://core.telegram.org/bots/api#chat: the ids of groups are below zero.
    isShared: (address) => address.startsWith('-'),
    directThread: (userId) => ({ id: threadId(CHANNEL, userId), channel: CHANNEL, address: userId }),
    async fetchFile(file, options) {
      if (problem !== undefined) throw new DeliveryError('unreachable', 'Telegram is off');
      const { client } = await open();
      return await fetchTelegramFile(client, file, options);
    },
    async start(intake) {
      if (problem !== undefined) {
        tell(problem);
        return;
      }
      const { client } = await open();
      work = run(client, intake).catch((error: unknown) => {
        log.error({ err: error }, 'Telegram: intake has ended by a fault');
      });
    },
    async stop() {
      halt.abort();
      await work;
    },
  };
}

/** What is wrong with the settings as such. */
function problemOf({ token, webhook }: TelegramConfig): string | undefined {
  if (!/^\d+:[\w-]+$/.test(token)) {
    return 'Telegram: TELEGRAM_BOT_TOKEN is no bot token; write it as @BotFather shows it, such as 123456:ABC-DEF. Telegram is off, all else runs on.';
  }
  if (webhook && !WEBHOOK_SECRET.test(webhook.secret)) {
    return 'Telegram: TELEGRAM_WEBHOOK_SECRET must have 1 to 256 of the characters A-Z, a-z, 0-9, _ and -. Telegram is off, all else runs on.';
  }
  if (webhook && !URL.canParse(webhook.url)) {
    return 'Telegram: TELEGRAM_WEBHOOK_URL is no address; write https://HOST/PATH. Telegram is off, all else runs on.';
  }
  return undefined;
}
