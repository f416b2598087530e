/** The start: reads configuration and arguments, decides between page, terminal and health only, and ends with the right exit code. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { type ConsoleTexts, createConsoleAdapter } from './adapters/console/index.ts';
import { isLoopback } from './adapters/web/guard.ts';
import { createWebAdapter, WEB_DESK_THREAD, type WebAdapter } from './adapters/web/index.ts';
import { type Config, ConfigError, EXIT_CONFIG, readConfig } from './config.ts';
import type { Adapter } from './core/adapter.ts';
import { databaseNow } from './core/clock.ts';
import { AppError } from './core/errors.ts';
import type { Store } from './core/store.ts';
import { PRINT_POLICY, printedDossier } from './documents/dossier-print.ts';
import type { Listening } from './http/server.ts';
import { phrase } from './locales/catalogue.ts';
import { createLog } from './log.ts';
import { createPlatforms, describePlatforms, hasPlatform, newcomerRole, type Platforms } from './platforms.ts';
import { DESK_READER_ID, DESK_THREAD, PAGE_NAMES, PLAYGROUND_PEOPLE, pageSeed, playgroundSeed } from './playground.ts';
import { playgroundPolicies } from './playground-policies.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

const tell = (line: string): void => console.error(line);

/** Something that whoever starts the program can mend, said in one line. */
function isForOperator(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'config';
}

async function main(args: readonly string[]): Promise<void> {
  const config = readConfig();
  const chat = args[0] === 'chat';
  const persona = personaOf(args);
  const log = createLog({ level: config.logLevel ?? (chat ? 'error' : 'info') });
  let program: Program | undefined;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void (program?.stop() ?? Promise.resolve()).then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'a fault that nothing caught; the program ends');
    process.exit(1);
  });

  const page = servesPage(config) ? aPage(config, log) : undefined;
  const platforms = createPlatforms({ config, log, tell });
  // Headquarters reads Slack if it is there. Else the desks of terminal and page are both there, whichever is open: what timers say to
  // headquarters waits until one is read.
  const desks = [platforms.desk ?? terminalDesk(config), ...(page ? [page.desk] : [])];
  const common = { config, log, tell, newcomerRole, desks: chat ? [terminalDesk(config)] : desks };
  const options: ProgramOptions = chat
    ? // Whoever sits at the terminal floods nobody but themselves, and may pipe in what they like.
      {
        ...common,
        flood: null,
        http: config.http.portGiven,
        adapters: (parts) => terminal(persona, config, parts, log, end),
      }
    : {
        ...common,
        http: true,
        routes: routesOf(platforms, page),
        onListening: (listening) => tellAddress(config, listening),
        adapters: async (parts) => [...(page ? [await page.open(parts)] : []), ...(await platforms.open(parts.store))],
      };
  if (!chat && hasPlatform(config)) for (const line of describePlatforms(config)) tell(line);
  program = await startProgram(options);
}

/** The platforms come first: what they deliver is not for the page, whose words nobody else may send. */
function routesOf(platforms: Platforms, page: Page | undefined): Hono {
  const routes = new Hono().route('/', platforms.routes);
  return page ? routes.route('/', page.web.routes) : routes;
}

/**
 * Anyone who reaches the page is headquarters too, so by itself it is there only where nobody else can reach it, and while
 * headquarters has no other desk.
 */
const servesPage = ({ playground, http, slack }: Config): boolean =>
  playground === 'on' || (playground === 'auto' && isLoopback(http.host) && slack?.deskChannel === undefined);

function tellAddress(config: Config, { url, moved }: Listening): void {
  const { host, port } = config.http;
  if (moved) tell(`Port ${port} is taken, so another one is used.`);
  if (servesPage(config)) {
    tell(`Open the playground in a browser: ${url} (health: ${url}/healthz)`);
    if (isLoopback(host)) return;
    tell(
      `Warning: HOST is ${host}, so whoever reaches this port reads everything and acts as headquarters. PLAYGROUND=off ends that.`,
    );
    return;
  }
  const [why, remedy] =
    config.playground === 'off'
      ? ['PLAYGROUND is off', 'PLAYGROUND=auto']
      : isLoopback(host)
        ? ['headquarters is in Slack', 'PLAYGROUND=on']
        : [
            `on HOST ${host} anyone who reaches it would be headquarters`,
            'HOST=127.0.0.1, or PLAYGROUND=on all the same,',
          ];
  tell(
    `Serving health only, at ${url}/healthz, /readyz and /metrics. The page is off, since ${why}; ${remedy} turns it on.`,
  );
}

const terminalDesk = (config: Config): ProgramOptions['desks'][number] => ({
  thread: DESK_THREAD,
  language: config.defaultLanguage,
  readerId: DESK_READER_ID,
});

interface Page {
  web: WebAdapter;
  desk: ProgramOptions['desks'][number];
  open: (parts: Parameters<ProgramOptions['adapters']>[0]) => Promise<Adapter>;
}

function aPage(config: Config, log: ProgramOptions['log']): Page {
  // It has as many readers as there are browsers, so it is written in the language of whoever opened or chose one last.
  const desk = { thread: WEB_DESK_THREAD, language: config.defaultLanguage };
  const web = createWebAdapter({
    host: config.http.host,
    defaultLanguage: config.defaultLanguage,
    names: PAGE_NAMES,
    log,
    onLanguage: (language) => {
      desk.language = language;
    },
  });
  return {
    web,
    desk,
    async open({ store, delivery }) {
      await seedPolicies(store);
      await web.open({
        store,
        settle: async (people) => await store.seed(pageSeed(people, await databaseNow(store))),
        onReach: () => void delivery().sweep(),
        print: async (asked) => {
          const order = { ...asked, zone: config.timeZone, now: await databaseNow(store) };
          const html = await printedDossier(order, store.reads, config.dossierRules);
          return html === undefined ? undefined : { html, policy: PRINT_POLICY };
        },
      });
      return web;
    },
  };
}

async function seedPolicies(store: Store): Promise<void> {
  const policies = await playgroundPolicies(await databaseNow(store));
  await store.seed({ people: [], accounts: [], outlets: [], timers: [], policies });
}

/** `--as NAME`; the store and the terminal are not opened for someone who is not there. */
function personaOf(args: readonly string[]): string {
  if (!args.includes('--as')) return 'franchisee';
  const asked = args[args.indexOf('--as') + 1] ?? '';
  const names = PLAYGROUND_PEOPLE.map(({ name }) => name);
  const name = names.find((one) => one === asked.toLowerCase());
  if (name) return name;
  throw new ConfigError('--as', `--as: nobody here is called that; write one of ${names.join(', ')}`);
}

async function terminal(
  persona: string,
  config: Config,
  { store, delivery }: Parameters<ProgramOptions['adapters']>[0],
  log: ProgramOptions['log'],
  onEnd: () => void,
): Promise<Adapter[]> {
  await store.seed(playgroundSeed(await databaseNow(store)));
  await seedPolicies(store);
  const language = config.defaultLanguage;
  const texts: ConsoleTexts = {
    welcome: (label) => phrase(language, 'console.welcome', { label }),
    unknownPersona: (names) => phrase(language, 'console.unknown-persona', { names: names.join(', ') }),
    nowSpeakingAs: (label) => phrase(language, 'console.now-as', { label }),
    unavailable: () => phrase(language, 'console.unavailable'),
    updated: () => phrase(language, 'console.updated'),
  };
  return [
    createConsoleAdapter({
      input: process.stdin,
      output: process.stdout,
      personas: PLAYGROUND_PEOPLE.map((person) => ({
        ...person,
        label: phrase(language, `console.persona.${person.name}`),
      })),
      initialPersona: persona,
      sessionId: randomUUID(),
      colour: process.stdout.isTTY === true,
      texts,
      greeting: { type: 'command', name: 'start', text: '' },
      onEnd,
      onReach: () => void delivery().sweep(),
      idle: async () => {
        await delivery().sweep();
        await delivery().idle();
      },
      log,
    }),
  ];
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  tell(
    isForOperator(error)
      ? error.message
      : `The program could not start: ${error instanceof Error ? error.stack : error}`,
  );
  process.exit(isForOperator(error) ? EXIT_CONFIG : 1);
}
