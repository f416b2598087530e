/** The program with its page, as a process of its own: what is said in one pane goes to headquarters' pane as it is. */
import { createWebAdapter, WEB_DESK_THREAD } from '../../src/adapters/web/index.ts';
import { readConfig } from '../../src/config.ts';
import type { Bot } from '../../src/core/flow.ts';
import { PAGE_NAMES, pageSeed } from '../../src/playground.ts';
import { startProgram } from '../../src/program.ts';

const log = {
  debug() {},
  info() {},
  warn() {},
  error: (fields: object, message: string) => console.error(message, fields),
};

const bot: Bot = {
  respond: async (event) => {
    if (event.type !== 'person' || event.input.type !== 'message') return { replies: [], effects: [] };
    const reply = { text: { verbatim: event.input.text } };
    return { replies: [], effects: [{ type: 'post', to: 'desk', reply }] };
  },
  apology: () => ({ text: { verbatim: 'sorry' } }),
  heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
  setAside: () => ({ text: { verbatim: 'set aside' } }),
};

const config = readConfig();
const web = createWebAdapter({ host: '127.0.0.1', defaultLanguage: 'en', names: PAGE_NAMES, log });
await startProgram({
  config,
  log,
  tell() {},
  http: true,
  flood: null,
  routes: web.routes,
  onListening: ({ url }) => console.log(url),
  desks: [{ thread: WEB_DESK_THREAD, language: 'en' }],
  bot,
  adapters: async ({ store, delivery }) => {
    await web.open({
      store,
      settle: (people) => store.seed(pageSeed(people, new Date().toISOString())),
      onReach: () => void delivery().sweep(),
    });
    return [web];
  },
});
