/** The whole program with its page in this process, where a test can make things fail. */
import { createWebAdapter, WEB_DESK_THREAD } from '../../src/adapters/web/index.ts';
import { readConfig } from '../../src/config.ts';
import { DeliveryError } from '../../src/core/errors.ts';
import type { ThreadRef } from '../../src/core/event.ts';
import type { Bot } from '../../src/core/flow.ts';
import type { Person } from '../../src/domain/person.ts';
import { createBot } from '../../src/flows/bot.ts';
import { PAGE_NAMES, pageSeed } from '../../src/playground.ts';
import { startProgram } from '../../src/program.ts';
import { isReady } from './browser.ts';
import { silent } from './engine.ts';
import { withMigratedPlace } from './store.ts';
import { until } from './until.ts';

export interface Faults {
  /** While it is true of what is written, the bot fails at it. */
  breaksAt?: ((text: string) => boolean) | undefined;
  /** While it is true of a thread, what is sent there is refused for good. */
  refuses?: ((thread: ThreadRef) => boolean) | undefined;
  /** Whoever comes while it is true has nobody at headquarters. */
  outsiders?: boolean;
}

/** Runs `work` while the service runs, on a database of its own. */
export async function withService<T>(work: (url: string, faults: Faults) => Promise<T>): Promise<T> {
  return await withMigratedPlace(async (env) => {
    const config = readConfig({ ...env, PORT: '0' });
    const faults: Faults = {};
    const whole = createBot();
    const bot: Bot = {
      ...whole,
      respond(event, context) {
        const text = event.type === 'person' && event.input.type === 'message' ? event.input.text : undefined;
        if (text !== undefined && faults.breaksAt?.(text)) throw new Error('made to fail');
        return whole.respond(event, context);
      },
    };
    const { host } = config.http;
    const web = createWebAdapter({ host, defaultLanguage: 'en', names: PAGE_NAMES, log: silent });
    const { send } = web;
    web.send = (sending) =>
      faults.refuses?.(sending.thread)
        ? Promise.reject(new DeliveryError('refused', 'blocked for the test'))
        : send(sending);
    let url = '';
    const program = await startProgram({
      config,
      log: silent,
      tell() {},
      http: true,
      routes: web.routes,
      onListening: (listening) => {
        url = listening.url;
      },
      desks: [{ thread: WEB_DESK_THREAD, language: 'en' }],
      bot,
      async adapters({ store, delivery }) {
        await web.open({
          store,
          settle: async (people) => {
            const seed = pageSeed(people, new Date().toISOString());
            const role = (one: Person) => (faults.outsiders && one.role === 'staff' ? 'prospect' : one.role);
            const grants = (one: Person) => (faults.outsiders ? null : one.grants);
            const known = seed.people.map((one) => ({ ...one, role: role(one), grants: grants(one) }));
            await store.seed({ ...seed, people: known });
          },
          onReach: () => void delivery().sweep(),
        });
        return [web];
      },
    });
    try {
      await until('the service', () => isReady(url));
      return await work(url, faults);
    } finally {
      await program.stop();
    }
  });
}
