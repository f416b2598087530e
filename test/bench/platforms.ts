/**
 * The platforms' adapters with all that is behind them: how many turns a second, and how long from a person's message to the reply's
 * arrival. The platform and its people are a process of their own (`people.ts`), so that they share no event loop with the program.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDiscordAdapter } from '../../src/adapters/discord/index.ts';
import { createPace } from '../../src/adapters/shared/pace.ts';
import { createSlackAdapter } from '../../src/adapters/slack/index.ts';
import { createTelegramAdapter } from '../../src/adapters/telegram/index.ts';
import { readConfig } from '../../src/config.ts';
import type { Adapter } from '../../src/core/adapter.ts';
import { threadId } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import { playgroundSeed } from '../../src/playground.ts';
import { type ProgramOptions, startProgram } from '../../src/program.ts';
import type { StorePlace } from '../../src/store/index.ts';
import type { PeopleResult, Served } from './people.ts';

const log = { debug() {}, info() {}, warn() {}, error: (fields: object, said: string) => console.error(said, fields) };
const ports = { log, tell: (line: string) => console.error(line) };

/** Each without the rates of its platform: what is measured is the adapter. */
const ADAPTERS = {
  telegram: (served: Served, store: Store): Adapter =>
    createTelegramAdapter({ token: served.token, apiRoot: served.url }, { ...store, ...ports, pace: {} }),
  slack: ({ token, appToken, url, desk }: Served, store: Store): Adapter =>
    createSlackAdapter(
      { botToken: token, appToken, apiUrl: url, deskChannel: desk, defaultLanguage: 'en' },
      { ...ports, files: store.files, pace: createPace() },
    ),
  discord: ({ token, applicationId = '', url }: Served, store: Store): Adapter =>
    createDiscordAdapter(
      { token, applicationId, apiUrl: url },
      {
        ...ports,
        store,
        language: 'en',
        outlets: () => store.reads.outlets(),
        fold: (text) => text.toLowerCase(),
        pace: createPace(),
      },
    ),
};
export type PlatformName = keyof typeof ADAPTERS;

async function measure(name: PlatformName, place: StorePlace): Promise<PeopleResult> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'people.ts'), name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name}: the people have gone`);
    return JSON.parse(value);
  };
  const served: Served = await next();
  const { desk } = served;
  const database = 'url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: 'dir' in place ? place.dir : '' };
  const options: ProgramOptions = {
    config: readConfig({ ...database, DEFAULT_LANGUAGE: 'en' }),
    ...ports,
    http: false,
    flood: null,
    desks: [{ thread: { id: threadId(name, desk), channel: name, address: desk }, language: 'en' }],
    async adapters({ store }) {
      await store.seed(playgroundSeed(new Date().toISOString()));
      return [ADAPTERS[name](served, store)];
    },
  };
  const program = await startProgram(options);
  child.stdin.write('go\n');
  const result: PeopleResult = await next();
  await program.stop();
  child.kill('SIGKILL');
  return result;
}

export const telegram = ({ place }: { place: StorePlace }): Promise<PeopleResult> => measure('telegram', place);
export const slack = ({ place }: { place: StorePlace }): Promise<PeopleResult> => measure('slack', place);
export const discord = ({ place }: { place: StorePlace }): Promise<PeopleResult> => measure('discord', place);
