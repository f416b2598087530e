/** `npm run stores`: takes a table of stores in, or gives it out. Ends with 0, 1 (the file or the database), 2 (asked wrongly) or 78. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ENCODINGS, type Encoding, readEncoding } from './commands/file-text.ts';
import { exportStores, importStores } from './commands/stores.ts';
import { readConfig } from './config.ts';
import { AskedWrongly, FileTrouble, onFile, parse, print, runTool, tell, withStore } from './tool.ts';

const USAGE =
  'npm run stores -- import FILE.csv [--write] [--encoding gb18030|big5], or npm run stores -- export [FILE.csv] [--overwrite]';

async function main(args: readonly string[]): Promise<boolean> {
  const asked = readArguments(args);
  const { command, file } = asked;
  if (command === 'import') {
    const bytes = await onFile(file, () => readFile(file));
    const { write, encoding } = asked;
    return await withStore(readConfig(), (store) =>
      importStores({ store, bytes, write, encoding, tell: (line) => console.log(line) }),
    );
  }
  if (file !== undefined && !asked.overwrite && existsSync(file)) throw new FileTrouble(file, 'EEXIST');
  const { text, count } = await withStore(readConfig(), exportStores);
  if (file === undefined) await print(text);
  else await onFile(file, () => writeFile(file, text, { flag: asked.overwrite ? 'w' : 'wx' }));
  tell(`${count} ${count === 1 ? 'store' : 'stores'} written${file === undefined ? '' : ` to ${file}`}.`);
  return true;
}

type Asked =
  | { command: 'import'; file: string; write: boolean; encoding: Encoding | undefined }
  | { command: 'export'; file: string | undefined; overwrite: boolean };

function readArguments(args: readonly string[]): Asked {
  const flag = { type: 'boolean', default: false } as const;
  const options = { write: flag, overwrite: flag, encoding: { type: 'string' } } as const;
  const { values, positionals } = parse(USAGE, () => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [command, file, ...more] = positionals;
  if (more.length > 0)
    throw new AskedWrongly(`one file at a time, not ${positionals.slice(1).join(' ')}; write ${USAGE}`);
  if (command === 'export' && !values.write && values.encoding === undefined) {
    return { command, file, overwrite: values.overwrite };
  }
  if (command !== 'import' || file === undefined || values.overwrite) throw new AskedWrongly(`write ${USAGE}`);
  const encoding = values.encoding === undefined ? undefined : readEncoding(values.encoding);
  if (values.encoding !== undefined && !encoding) {
    throw new AskedWrongly(`--encoding: not known here; write one of ${ENCODINGS.join(', ')}`);
  }
  return { command, file, write: values.write, encoding };
}

await runTool(main);
