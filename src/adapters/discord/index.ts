/**
 * Discord: what people do arrives over the gateway and is handed in; what is answered leaves by calls. Whoever calls the bot in a
 * server's channel goes on with it in private.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Adapter, Intake } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { logFailure } from '../../core/log.ts';
import type { Store } from '../../core/store.ts';
import { createPace, type Pace } from '../shared/pace.ts';
import { CAPABILITIES, CHAT_RATES, OVERALL_RATES } from './capabilities.ts';
import { type Client, createClient } from './client.ts';
import { type OutletChoice, register } from './commands.ts';
import { createCursors } from './cursors.ts';
import { hasReason, REASON, type Storm, toDeliveryError } from './errors.ts';
import { fetchFile } from './files.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import { createHands, type Hands } from './intake.ts';
import { createInteractions } from './interactions.ts';
import { createMessages } from './messages.ts';
import { createOutcomes } from './outcomes.ts';
import { CHANNEL } from './payloads.ts';
import { createPeople, type Language, threadOf } from './people.ts';
import { createSender } from './send.ts';
import { createShown } from './shown.ts';

export interface DiscordConfig {
  token: string;
  applicationId: string;
  /** Without version and without a slash at its end; absent: Discord's own. */
  apiUrl?: string | undefined;
}

export interface DiscordPorts {
  store: Pick<Store, 'leases' | 'cursors' | 'files'>;
  log: Log;
  /** A line for whoever runs the program. */
  tell(line: string): void;
  /** For what the adapter itself says to someone whose language is not known. */
  language: Language;
  outlets(): Promise<readonly OutletChoice[]>;
  /** Makes words alike that mean the same, whatever their script, width and case. */
  fold(text: string): string;
  /** This process's, a uuid; its leases are known by it. */
  leaseToken?: string;
  pace?: Pace;
  storm?: Storm;
  timing?: GatewayOptions['timing'] & { deferAfterMs?: number; outcomeMs?: number };
  pause?: (ms: number) => Promise<void>;
}

export interface DiscordAdapter extends Adapter {
  /** Why it is off; undefined while it is on. */
  problem(): 'token' | 'intents' | undefined;
}

/** Begins the address of someone's direct messages, before the bot knows which channel that is. */
const DIRECT = 'user:';

/** Before the commands that could not be registered are registered once more. */
const REGISTER_AGAIN_MS = 60_000;

const PROBLEMS = {
  token:
    'Discord is off: it does not accept DISCORD_BOT_TOKEN. Copy the token from the developer portal (Bot, Reset Token) and start again; everything else goes on.',
  intents:
    'Discord is off: it does not allow this bot’s intents. The bot needs none of the privileged ones; check that DISCORD_BOT_TOKEN belongs to the right application. Everything else goes on.',
} as const;

export function createDiscordAdapter(config: DiscordConfig, ports: DiscordPorts): DiscordAdapter {
  const { log, store, timing = {} } = ports;
  const pause = ports.pause ?? (async (ms) => await wait(ms, undefined, { ref: false }));
  const pace = ports.pace ?? createPace({ overall: OVERALL_RATES, chat: () => CHAT_RATES });
  const ending = new AbortController();
  let loading: Promise<Client> | undefined;
  let opened: Client | undefined;
  let hands: Hands | undefined;
  let gateway: Gateway | undefined;
  let problem: 'token' | 'intents' | undefined;
  let working: Promise<unknown> = Promise.resolve();
  let toldOfApplication = false;

  const load = (): Promise<Client> => {
    loading ??= createClient({ ...config, ...(ports.storm && { storm: ports.storm }) }).then((client) => {
      opened = client;
      return client;
    });
    return loading;
  };
  const client = (): Client => {
    if (!opened) throw new Error('the adapter has not been started');
    return opened;
  };
  const theHands = (): Hands => {
    if (!hands) throw new Error('the adapter has not been started');
    return hands;
  };

  const outcomes = createOutcomes(timing.outcomeMs === undefined ? {} : { patienceMs: timing.outcomeMs });
  const people = createPeople(client);
  const shown = createShown({ client, log, pause });
  const cursors = createCursors({ cursors: store.cursors, log });
  const common = { client, hands: theHands, people, outcomes, shown, log, language: ports.language };
  const messages = createMessages({ ...common, cursors, pause });
  const interactions = createInteractions({
    ...common,
    outlets: ports.outlets,
    fold: ports.fold,
    ...(timing.deferAfterMs !== undefined && { deferAfterMs: timing.deferAfterMs }),
  });
  const sender = createSender({ client: load, files: store.files, pace, outcomes, log });

  function onSession({
    botId,
    applicationId = config.applicationId,
  }: Parameters<GatewayOptions['onSession']>[0]): void {
    messages.session(botId);
    // A bot's token knows its application better than a setting does.
    if (applicationId !== config.applicationId && !toldOfApplication) {
      toldOfApplication = true;
      ports.tell(
        `Discord: DISCORD_APPLICATION_ID is not the one of this token’s bot (${applicationId}), which is used instead.`,
      );
    }
    working = Promise.all([
      messages.catchUp(ending.signal).catch((error: unknown) => {
        logFailure(log, error, {}, 'what was written meanwhile could not be fetched');
      }),
      registerCommands(applicationId),
    ]);
  }

  async function registerCommands(applicationId: string): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await register(client(), applicationId, store.cursors);
        return;
      } catch (error) {
        if (hasReason(error, REASON.wrongApplication)) {
          ports.tell('Discord: the commands can’t be registered, since the application is not this bot’s.');
          return;
        }
        logFailure(log, error, {}, 'Discord’s commands could not be registered yet');
      }
      await wait(REGISTER_AGAIN_MS, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  }

  /** A person's direct messages have no id before they are opened. */
  async function channelOf(address: string): Promise<string> {
    if (!address.startsWith(DIRECT)) return address;
    await load();
    return await people.thread(address.slice(DIRECT.length)).then(
      (thread) => thread.address,
      (error: unknown) => {
        throw toDeliveryError(error);
      },
    );
  }

  function onDispatch(type: string, data: unknown): void {
    const handling =
      type === 'MESSAGE_CREATE'
        ? messages.arrived(data)
        : type === 'INTERACTION_CREATE'
          ? interactions.arrived(data)
          : undefined;
    handling?.catch((error: unknown) => log.error({ err: error, type }, 'something of Discord’s could not be handled'));
  }

  return {
    channel: CHANNEL,
    capabilities: CAPABILITIES,
    reach: () => (problem ? [] : undefined),
    problem: () => problem,

    async send(outgoing) {
      if (problem) throw new DeliveryError('unreachable', 'Discord is off');
      const address = await channelOf(outgoing.thread.address);
      return await sender.send({ ...outgoing, thread: { ...outgoing.thread, address } });
    },

    directThread: (userId) => threadOf(`${DIRECT}${userId}`),

    async fetchFile(file, { maxBytes, signal }) {
      return await fetchFile(file, { client: await load(), apiUrl: config.apiUrl, maxBytes, signal });
    },

    async start(intake: Intake) {
      hands = createHands(intake);
      const loaded = await load();
      if (ending.signal.aborted) return;
      gateway = createGateway({
        client: loaded,
        leases: store.leases,
        token: ports.leaseToken ?? randomUUID(),
        log,
        onSession,
        onDispatch,
        onFatal: (why) => {
          problem = why;
          ports.tell(PROBLEMS[why]);
        },
        ...(ports.timing && { timing: ports.timing }),
      });
      gateway.start();
    },

    async stop() {
      ending.abort();
      hands?.stop();
      await gateway?.stop();
      await Promise.race([working, wait(300, undefined, { ref: false })]);
      await cursors.flush();
    },
  };
}
