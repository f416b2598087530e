/** `npm run policies`: takes policies in from Markdown files. Ends with 0, 1 (a file or the database), 2 (asked wrongly) or 78. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ImportedFile, importPolicies } from './commands/policies.ts';
import { readConfig } from './config.ts';
import { AskedWrongly, onFile, parse, runTool, withStore } from './tool.ts';

const USAGE = 'npm run policies -- --import DIRECTORY [--brand NAME] [--approved] [--write]';

const BRAND = 'main';

async function main(args: readonly string[]): Promise<boolean> {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    import: { type: 'string' },
    brand: { type: 'string', default: BRAND },
    approved: flag,
    write: flag,
  } as const;
  const { values } = parse(USAGE, () => parseArgs({ args: [...args], options }));
  const { import: path, brand, approved, write } = values;
  if (path === undefined || brand.trim() === '') throw new AskedWrongly(`write ${USAGE}`);
  const files = await onFile(path, () => markdownIn(path));
  if (files.length === 0) throw new AskedWrongly(`${path} has no Markdown files; write ${USAGE}`);
  return await withStore(readConfig(), (store) =>
    importPolicies({ store, files, brand: brand.trim(), approved, write, tell: (line) => console.log(line) }),
  );
}

/** One file, or all that end in .md below a directory, by name. */
async function markdownIn(path: string): Promise<ImportedFile[]> {
  const isFile = (await stat(path)).isFile();
  const names = isFile
    ? ['']
    : (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  return await Promise.all(
    names.map(async (name) => ({ path: name === '' ? path : name, bytes: await readFile(join(path, name)) })),
  );
}

await runTool(main);
