/** The adapter alone against its double: what the intake is given is written down, leases and cursors are in memory. */
import { onTestFinished } from 'vitest';
import {
  createTelegramAdapter,
  type TelegramAdapter,
  type TelegramConfig,
  type TelegramPorts,
} from '../../../src/adapters/telegram/index.ts';
import type { Outgoing } from '../../../src/core/adapter.ts';
import type { PersonEvent } from '../../../src/core/event.ts';
import type { Log } from '../../../src/core/log.ts';
import type { Message } from '../../../src/core/message.ts';
import { aPerson, privateChat, type TelegramPerson } from '../../doubles/telegram/people.ts';
import { openTelegramServer, type TelegramServer, TOKEN } from '../../doubles/telegram/server.ts';
import { QUICK, threadOf } from './harness.ts';

export const ada = aPerson(1001, 'Ada', { language_code: 'en' });
export const bob = aPerson(1002, 'Bob', { language_code: 'en' });

export interface Shared {
  leases: Map<string, { token: string; until: number }>;
  cursors: Map<string, string>;
  files: Map<string, Uint8Array>;
}
export const aShared = (): Shared => ({ leases: new Map(), cursors: new Map(), files: new Map() });

export interface Running {
  adapter: TelegramAdapter;
  server: TelegramServer;
  shared: Shared;
  /** What the intake has taken. */
  taken: PersonEvent[];
  told: string[];
  logged: string[];
  /** Called before an event is taken: waits or throws. */
  before: { take: (event: PersonEvent, onHeld: () => void) => Promise<void> | void };
}

export async function aServer(): Promise<TelegramServer> {
  const server = await openTelegramServer();
  for (const person of [ada, bob]) server.addChat(privateChat(person));
  onTestFinished(() => server.close());
  return server;
}

export interface Setting {
  server?: TelegramServer;
  shared?: Shared;
  config?: Partial<TelegramConfig>;
  ports?: Partial<TelegramPorts>;
  start?: boolean;
}

export async function anAdapter(setting: Setting = {}): Promise<Running> {
  const { shared = aShared(), config, ports, start = true } = setting;
  const server = setting.server ?? (await aServer());
  const told: string[] = [];
  const logged: string[] = [];
  const write = (o: object, msg: string): void => {
    const { err } = o as { err?: Error };
    logged.push(`${msg} ${JSON.stringify(o)} ${err?.message ?? ''} ${err?.stack ?? ''}`);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const adapter = createTelegramAdapter(
    { token: TOKEN, apiRoot: server.root, ...config },
    {
      leases: {
        hold: async (name, { token, leaseMs }) => {
          const held = shared.leases.get(name);
          const now = performance.now();
          if (held && held.token !== token && held.until > now) return false;
          shared.leases.set(name, { token, until: now + leaseMs });
          return true;
        },
        release: async (name, token) => {
          if (shared.leases.get(name)?.token === token) shared.leases.delete(name);
        },
      },
      cursors: {
        read: async (name) => shared.cursors.get(name),
        write: async (name, value) => void shared.cursors.set(name, value),
      },
      files: { bytes: async (id) => shared.files.get(id) },
      log,
      tell: (line) => void told.push(line),
      ...QUICK,
      ...ports,
    },
  );
  const running: Running = { adapter, server, shared, taken: [], told, logged, before: { take: () => {} } };
  if (adapter.routes) server.onPush(async (request) => (await adapter.routes?.fetch(request)) ?? new Response());
  onTestFinished(() => adapter.stop());
  if (start) {
    await adapter.start(async (event, handling) => {
      await running.before.take(event, handling?.onHeld ?? (() => {}));
      running.taken.push(event);
      return { status: 'done', immediate: [] };
    });
  }
  return running;
}

export const textsOf = (events: readonly PersonEvent[]): string[] =>
  events.map(({ input }) => (input.type === 'message' || input.type === 'command' ? input.text : input.type));

let sent = 0;
export function anOutgoing(to: TelegramPerson | string, message: Message, more: Partial<Outgoing> = {}): Outgoing {
  sent += 1;
  const thread = threadOf(typeof to === 'string' ? to : to.id);
  const outboxId = `outbox-${sent}`;
  return { outboxId, thread, message, replaces: null, settles: null, under: null, seq: sent, attempt: 1, ...more };
}
