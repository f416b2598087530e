/** The start: reads configuration and arguments, decides between terminal and service, and ends with the right exit code. */
import { randomUUID } from 'node:crypto';
import { type ConsoleTexts, createConsoleAdapter } from './adapters/console/index.ts';
import { type Config, ConfigError, EXIT_CONFIG, readConfig } from './config.ts';
import type { Adapter } from './core/adapter.ts';
import { AppError } from './core/errors.ts';
import type { Listening } from './http/server.ts';
import { phrase } from './locales/catalogue.ts';
import { createLog } from './log.ts';
import { DESK_READER_ID, DESK_THREAD, PLAYGROUND_PEOPLE, playgroundSeed } from './playground.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

const tell = (line: string): void => console.error(line);

/** Something that whoever starts the program can mend, said in one line. */
function isForOperator(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'config';
}

async function main(args: readonly string[]): Promise<void> {
  const config = readConfig();
  const chat = args[0] === 'chat' || process.stdin.isTTY === true;
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

  const tellAddress = ({ url, moved }: Listening): void => {
    if (moved) tell(`Port ${config.http.port} is taken, so another one is used.`);
    tell(
      `Serving health only, at ${url}/healthz, /readyz and /metrics: there is no terminal here. “npm run chat” opens one.`,
    );
  };
  // The desk of the terminals is there for a service too: its timers' word to headquarters waits until a terminal reads it.
  const common = { config, log, tell, desks: [deskOf(config)] };
  const options: ProgramOptions = chat
    ? { ...common, http: config.http.portGiven, adapters: (parts) => terminal(persona, config, parts, log, end) }
    : { ...common, http: true, onListening: tellAddress, adapters: () => Promise.resolve([]) };
  program = await startProgram(options);
}

const deskOf = (config: Config): ProgramOptions['desks'][number] => ({
  thread: DESK_THREAD,
  language: config.defaultLanguage,
  readerId: DESK_READER_ID,
});

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
  await store.seed(playgroundSeed(new Date().toISOString()));
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
