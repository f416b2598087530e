/** Slack by Bolt: Socket Mode or HTTP in, the Web API out. See `docs/slack.md` for how the app is set up. */
import { setTimeout as wait } from 'node:timers/promises';
import type { App, Logger, webApi } from '@slack/bolt';
import { Hono } from 'hono';
import type { Adapter, Intake } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import { threadId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { FilePort } from '../../core/store.ts';
import { createPace, type Pace, type Rate } from '../shared/pace.ts';
import { addListeners, HOME, type Identity, type Listeners } from './app.ts';
import {
  CALL_MS,
  CHANGE_RATE,
  CHANNEL_RATE,
  EPHEMERAL_RATE,
  OVERALL_RATE,
  SLACK_CAPABILITIES,
  SOCKETS,
} from './capabilities.ts';
import { createDeskMembers } from './desk-members.ts';
import { describe, isTokenError, toDeliveryError } from './errors.ts';
import { createFiles, type Files } from './files.ts';
import type { Language } from './home.ts';
import { createRoutes } from './http.ts';
import { CHANNEL, createPeople } from './people.ts';
import { createPlaces, type Places } from './places.ts';
import { createReceiver, type HeldReceiver } from './receiver.ts';
import { CHANGES, createSender, type Sender } from './send.ts';
import { ANSWER_ORIGIN, createShow, EPHEMERALS } from './show.ts';
import { createSockets, type Sockets } from './socket.ts';

export interface SlackConfig {
  /** SLACK_BOT_TOKEN, `xoxb-…`. */
  botToken: string;
  /** SLACK_APP_TOKEN, `xapp-…`: Socket Mode. */
  appToken?: string | undefined;
  /** SLACK_SIGNING_SECRET: HTTP, when there is no app token. */
  signingSecret?: string | undefined;
  /** SLACK_API_URL: another server than Slack's. */
  apiUrl?: string | undefined;
  /** SLACK_DESK_CHANNEL: the channel that headquarters reads. */
  deskChannel?: string | undefined;
  /** For the adapter's own words to someone whose language Slack does not tell. */
  defaultLanguage: Language;
}

export interface SlackPorts {
  log: Log;
  /** Called with a line for the person who started the program. */
  tell(line: string): void;
  files?: Pick<FilePort, 'bytes'>;
  pace?: Pace;
  loadingAfterMs?: number;
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface SlackAdapter extends Adapter {
  /** Where Slack delivers over HTTP; empty with Socket Mode. */
  routes: Hono;
  /** Why the adapter is off; undefined while it runs. */
  problem(): string | undefined;
}

type Bolt = Pick<typeof import('@slack/bolt'), 'App' | 'SocketModeReceiver' | 'webApi'>;

/** What needs the SDK, made when the adapter starts. */
interface Parts {
  bolt: Bolt;
  client: webApi.WebClient;
  logger: Logger;
  places: Places;
  files: Files;
  sender: Sender;
}

const RETRY_MS = 1000;
const RETRY_MAX_MS = 30_000;
/** A send waits its turn for so long; then the outbox comes again. */
const PATIENCE_MS = 1500;

export function createSlackAdapter(config: SlackConfig, ports: SlackPorts): SlackAdapter {
  const { log, tell } = ports;
  const { botToken, appToken, signingSecret, apiUrl, deskChannel } = config;
  const halt = new AbortController();
  const pause =
    ports.pause ??
    (async (ms: number, signal: AbortSignal = halt.signal) => await wait(ms, undefined, { signal, ref: false }));
  const pace =
    ports.pace ?? createPace({ overall: [OVERALL_RATE], chat: (meter) => [rateOf(meter)], patienceMs: PATIENCE_MS });
  let parts: Promise<Parts> | undefined;
  let receiver: HeldReceiver | undefined;
  let listeners: Listeners | undefined;
  let sockets: Sockets | undefined;
  let problem: string | undefined;
  let connecting: Promise<void> = Promise.resolve();

  const routes =
    appToken === undefined && signingSecret
      ? createRoutes({ signingSecret, handle: () => receiver?.handle, log })
      : new Hono();

  function off(reason: string): void {
    problem = reason;
    tell(`Slack is off: ${reason}.`);
    log.error({ channel: CHANNEL, reason }, 'the adapter is off');
  }

  async function load(): Promise<Parts> {
    const bolt = await import('@slack/bolt');
    const logger = quietLogger(log);
    const client = new bolt.webApi.WebClient(botToken, {
      logger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_MS,
      ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    });
    const places = createPlaces(client);
    const bytes = async (id: string) => await ports.files?.bytes(id);
    const files = createFiles({ client, token: botToken, apiUrl, bytes, log, pause: (ms) => pause(ms) });
    const channelOf = async (address: string) =>
      address.startsWith(HOME) ? await places.direct(address.slice(HOME.length)) : address;
    return { bolt, client, logger, places, files, sender: createSender({ client, pace, files, channelOf, log }) };
  }

  const loaded = (): Promise<Parts> => (parts ??= load());

  /** Undefined when the token is of no use; throws when Slack can't be asked now. */
  async function identify({ client }: Parts): Promise<Identity | undefined> {
    try {
      const { team_id = '', user_id = '', bot_id = '' } = await client.auth.test();
      return { teamId: team_id, userId: user_id, botId: bot_id };
    } catch (error) {
      if (!isTokenError(error)) throw error;
      off(`SLACK_BOT_TOKEN is not accepted (${describe(error)})`);
      return undefined;
    }
  }

  async function connect(intake: Intake): Promise<void> {
    const made = await loaded();
    const identity = await identify(made);
    if (!identity || halt.signal.aborted) return;
    const held = createReceiver(log);
    const app = boltApp(made, held, identity);
    const { client, places, logger, bolt } = made;
    const people = createPeople({ info: (user) => client.users.info({ user, include_locale: true }), log });
    const members = createDeskMembers({
      deskChannel,
      members: (channel, limit, cursor) =>
        client.conversations.members({ channel, limit, ...(cursor !== undefined && { cursor }) }),
      log,
    });
    const answerOrigins = new Set([ANSWER_ORIGIN, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])]);
    const show = createShow({ client, pace, answerOrigins, log });
    const { defaultLanguage } = config;
    const { loadingAfterMs } = ports;
    listeners = addListeners({
      app,
      client,
      identity,
      intake,
      deskChannel,
      people,
      members,
      places,
      show,
      defaultLanguage,
      log,
      ...(loadingAfterMs !== undefined && { loadingAfterMs }),
    });
    receiver = held;
    if (appToken === undefined) return;
    sockets = createSockets({
      bolt,
      app,
      appToken,
      apiUrl,
      count: SOCKETS,
      handle: held.handle,
      logger,
      log,
      onRefused: (reason) => off(`SLACK_APP_TOKEN opens no connection (${reason})`),
      pause,
    });
    await sockets.start();
  }

  function boltApp({ bolt, logger }: Parts, held: HeldReceiver, identity: Identity): App {
    const app = new bolt.App({
      receiver: held,
      // auth.test was asked already; Bolt would ask at a moment of its own, and again after a failure never.
      authorize: async () => ({
        botToken,
        botId: identity.botId,
        botUserId: identity.userId,
        teamId: identity.teamId,
      }),
      convoStore: false,
      logger,
      clientOptions: { retryConfig: { retries: 0 }, ...(apiUrl !== undefined && { slackApiUrl: apiUrl }) },
    });
    app.error(async (error) => {
      throw error.original ?? error;
    });
    return app;
  }

  /** Slack may be away at the start: it is tried until it is there. */
  async function connectLater(intake: Intake): Promise<void> {
    for (let failures = 0; !halt.signal.aborted; failures += 1) {
      try {
        await pause(Math.min(RETRY_MS * 2 ** failures, RETRY_MAX_MS));
        await connect(intake);
        return;
      } catch (error) {
        if (!halt.signal.aborted) log.warn({ reason: describe(error) }, 'Slack is not there yet');
      }
    }
  }

  return {
    channel: CHANNEL,
    capabilities: SLACK_CAPABILITIES,
    routes,
    problem: () => problem,
    reach: () => (problem === undefined ? undefined : []),

    async send(outgoing) {
      if (problem !== undefined) throw new DeliveryError('unreachable', 'Slack is off');
      const { sender } = await loaded();
      try {
        return await sender.send(outgoing);
      } catch (error) {
        const failure = toDeliveryError(error);
        if (isTokenError(failure.cause)) {
          // Not the message's fault: it waits until someone has given a token that works.
          if (problem === undefined) off(`SLACK_BOT_TOKEN is not accepted any more (${describe(failure.cause)})`);
          throw new DeliveryError('unreachable', 'Slack is off');
        }
        throw failure;
      }
    },

    directThread(userId) {
      const address = `${HOME}${userId}`;
      return { id: threadId(CHANNEL, address), channel: CHANNEL, address };
    },

    async fetchFile(file, options) {
      const { files } = await loaded();
      return await files.fetch(file, options);
    },

    async start(intake) {
      if (appToken === undefined && !signingSecret) {
        off('set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
        return;
      }
      try {
        await connect(intake);
      } catch (error) {
        log.warn({ reason: describe(error) }, 'Slack is not there yet');
        connecting = connectLater(intake);
      }
    },

    async stop() {
      halt.abort();
      await connecting;
      await receiver?.drain();
      await listeners?.idle();
      await sockets?.stop();
    },
  };
}

const rateOf = (meter: string): Rate =>
  meter === CHANGES ? CHANGE_RATE : meter === EPHEMERALS ? EPHEMERAL_RATE : CHANNEL_RATE;

/** The SDK's log would have words of people and addresses with secrets in them: only that something was said is passed on. */
function quietLogger(log: Log): Logger {
  const note = (level: string) => () => log.debug({ level }, 'the SDK of Slack has a remark');
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: note('warn'),
    error: note('error'),
    setLevel: silent,
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: silent,
  };
}
