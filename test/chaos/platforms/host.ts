/**
 * The program with the adapter of one platform, made to be killed: whatever is said is answered with two messages that repeat it. PLATFORM,
 * ROOT and TOKENS say where; BREAK has the adapter do something wrong, to see that it is noticed.
 */
import { createPace } from '../../../src/adapters/shared/pace.ts';
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts';
import { createTelegramAdapter } from '../../../src/adapters/telegram/index.ts';
import { readConfig } from '../../../src/config.ts';
import type { Adapter } from '../../../src/core/adapter.ts';
import type { Bot } from '../../../src/core/flow.ts';
import type { Store } from '../../../src/core/store.ts';
import { createLog } from '../../../src/log.ts';
import { startProgram } from '../../../src/program.ts';
import { ANSWERS, type Break, LEASE_MS } from './said.ts';

const { PLATFORM, ROOT = '', TOKENS = '', BREAK } = process.env;
const [token = '', appToken] = TOKENS.split(' ');
const log = createLog({ level: 'error' });
const tell = (line: string): void => console.error(line);

const bot: Bot = {
  respond: async (event) => {
    if (event.type !== 'person' || event.input.type !== 'message') return { replies: [], effects: [] };
    const { text } = event.input;
    return { replies: ANSWERS.map((answer) => ({ text: { verbatim: `${text} ${answer}` } })), effects: [] };
  },
  apology: () => ({ text: { verbatim: 'sorry' } }),
  heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
  setAside: () => ({ text: { verbatim: 'set aside' } }),
};

function adapterFor(store: Store): Adapter {
  if (PLATFORM === 'telegram') {
    const timing = { leaseMs: LEASE_MS, standbyMs: 50, lookMs: 20, retryMs: 20, retryMaxMs: 100, startRetryMs: 20 };
    return createTelegramAdapter({ token, apiRoot: ROOT }, { ...store, log, tell, pace: {}, timing });
  }
  return createSlackAdapter(
    { botToken: token, appToken, apiUrl: ROOT, defaultLanguage: 'en' },
    { log, tell, files: store.files, pace: createPace() },
  );
}

const BREAKS: Record<Break, (adapter: Adapter) => Adapter> = {
  /** Some of what is said is acknowledged and forgotten. */
  'early-ack': (adapter) => ({
    ...adapter,
    start: (intake) =>
      adapter.start(async (event) =>
        // A quarter of them, by their ids: their repeats too.
        /^[0-3]/.test(event.id) ? { status: 'done', immediate: [] } : await intake(event),
      ),
  }),
  /** Everything is sent as if it had not been tried before, and twice. */
  'send-twice': (adapter) => ({
    ...adapter,
    async send(outgoing) {
      await adapter.send(outgoing).catch(() => {});
      return await adapter.send({ ...outgoing, attempt: 1 });
    },
  }),
};

const broken = Object.entries(BREAKS).find(([name]) => name === BREAK)?.[1];

const program = await startProgram({
  config: readConfig(),
  log,
  tell,
  http: false,
  desks: [],
  bot,
  leaseMs: LEASE_MS,
  flood: null,
  adapters: async ({ store }) => [(broken ?? ((one) => one))(adapterFor(store))],
});
process.once('SIGTERM', () => void program.stop().then(() => process.exit(0)));
console.log('serving');
