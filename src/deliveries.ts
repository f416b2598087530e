/** `npm run deliveries`: takes a table of deliveries in. Ends with 0, 1 (the file or the database), 2 (asked wrongly) or 78. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { importDeliveries } from './commands/deliveries.ts';
import { ENCODINGS, type Encoding, readEncoding } from './commands/file-text.ts';
import { readConfig } from './config.ts';
import { AskedWrongly, onFile, parse, runTool, withStore } from './tool.ts';

const USAGE = 'npm run deliveries -- import FILE.csv [--write] [--encoding gb18030|big5]';

async function main(args: readonly string[]): Promise<boolean> {
  const { file, write, encoding } = readArguments(args);
  const bytes = await onFile(file, () => readFile(file));
  const config = readConfig();
  const tell = (line: string): void => console.log(line);
  return await withStore(config, (store) =>
    importDeliveries({ store, zone: config.timeZone, bytes, write, encoding, tell }),
  );
}

function readArguments(args: readonly string[]): { file: string; write: boolean; encoding: Encoding | undefined } {
  const options = { write: { type: 'boolean', default: false }, encoding: { type: 'string' } } as const;
  const { values, positionals } = parse(USAGE, () => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [command, file, ...more] = positionals;
  if (command !== 'import' || file === undefined || more.length > 0) throw new AskedWrongly(`write ${USAGE}`);
  const encoding = values.encoding === undefined ? undefined : readEncoding(values.encoding);
  if (values.encoding !== undefined && !encoding)
    throw new AskedWrongly(`--encoding: not known here; write one of ${ENCODINGS.join(', ')}`);
  return { file, write: values.write, encoding };
}

await runTool(main);
