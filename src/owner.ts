/** `npm run owner`: prints a one-time code that makes its sender an owner. Ends with 0, 1 (there is one, or the database), 2 (asked wrongly) or 78. */
import { giveOwnerCode } from './commands/owner.ts';
import { ConfigError, EXIT_CONFIG, readConfig } from './config.ts';
import { StoreError } from './core/errors.ts';
import { openConfigured } from './open-store.ts';

const USAGE = 'write npm run owner, or npm run owner -- --again';
const EXIT_USAGE = 2;

const tell = (line: string): void => console.error(line);

async function main(args: readonly string[]): Promise<number> {
  const again = args.includes('--again');
  if (args.length > (again ? 1 : 0)) {
    tell(`That is not understood; ${USAGE}.`);
    return EXIT_USAGE;
  }
  try {
    const store = await openConfigured(readConfig(), tell);
    try {
      return (await giveOwnerCode({ store, again, tell: (line) => console.log(line) })) ? 0 : 1;
    } finally {
      await store.close();
    }
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) {
    tell(error.message);
    if (error.message.includes('another process uses'))
      tell('Stop the program, run this, start it again, and send the code within ten minutes.');
    return EXIT_CONFIG;
  }
  if (error instanceof StoreError) {
    const remedy = error.code === 'unreachable' ? 'see that it runs, and DATABASE_URL' : 'run it again';
    tell(`No code was made: ${error.message}; ${remedy}.`);
    return 1;
  }
  tell(`This went wrong: ${error instanceof Error ? error.stack : error}`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
