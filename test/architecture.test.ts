import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folder of src may import which. The files at the top of src know everything. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  recognition: ['domain', 'recognition'],
  locales: ['domain', 'locales'],
  core: ['core', 'domain', 'locales', 'recognition'],
  answers: ['answers', 'domain', 'recognition'],
  flows: ['answers', 'core', 'domain', 'flows', 'locales', 'recognition'],
  adapters: ['adapters', 'core', 'locales'],
  store: ['core', 'domain', 'store'],
  http: ['core', 'http'],
  documents: ['core', 'documents', 'domain', 'locales'],
  commands: ['commands', 'core', 'documents', 'domain', 'store'],
};

/** Packages that only one place may know. */
const HOMES: Readonly<Record<string, string>> = {
  'drizzle-orm': 'src/store/drizzle.ts',
  postgres: 'src/store/postgres.ts',
  '@electric-sql/pglite': 'src/store/pglite.ts',
  pino: 'src/log.ts',
  'file-type': 'src/core/file-content.ts',
  'discord.js': 'src/adapters/discord/client.ts',
  grammy: 'src/adapters/telegram/client.ts',
  'prom-client': 'src/http/metrics.ts',
  'csv-stringify': 'src/documents/csv.ts',
  'canvaskit-wasm': 'src/documents/canvas.ts',
  minisearch: 'src/answers/library.ts',
  yaml: 'src/commands/policy-file.ts',
  'csv-parse': 'src/commands/table.ts',
  '@slack/bolt': 'src/adapters/slack/index.ts',
  'intl-messageformat': 'src/locales/catalogue.ts',
};

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\s*\(\s*)'([^']+)'/g)].map((match) => match[1] ?? '');

/** Types cost nothing at run time. */
const withoutTypes = (text: string): string => text.replaceAll(/^import type [^;]*;/gm, '');

const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

describe('the layout', () => {
  it('has a rule for every folder of src', () => {
    const folders = new Set(files.flatMap(({ path }) => folderOf(path) ?? []));
    expect([...folders].sort()).toEqual(Object.keys(ARROWS).sort());
  });

  it.each(files)('keeps to the arrows in $path', ({ path, text }) => {
    const folder = folderOf(path);
    const targets = importsOf(text).filter((target) => target.startsWith('.'));
    const imported = targets.map((target) => posix.normalize(posix.join(posix.dirname(path), target)));
    const strays = imported.filter(
      (target) => folder && !ARROWS[folder]?.includes(folderOf(target) ?? 'the top of src'),
    );
    expect(strays).toEqual([]);
  });

  it.each(Object.entries(HOMES))('lets only one file know the package %s', (name, home) => {
    const users = files.filter(({ text }) =>
      importsOf(withoutTypes(text)).some((target) => target === name || target.startsWith(`${name}/`)),
    );
    expect(users.map((file) => file.path)).toEqual([home]);
  });

  it('reads the environment in one place', () => {
    expect(files.filter(({ text }) => text.includes('process.env')).map((file) => file.path)).toEqual([
      'src/config.ts',
    ]);
  });

  it('keeps the host’s clock, chance and timers out of domain, flows and recognition', () => {
    const pure = files.filter(({ path }) => /^src\/(domain|flows|recognition)\//.test(path));
    const impure = pure.filter(({ text }) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\brandomUUID\(/.test(text),
    );
    expect(impure.map((file) => file.path)).toEqual([]);
  });

  it('opens every file with a word on what lives there', () => {
    const silent = files.filter(
      ({ path, text }) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !text.startsWith('/**'),
    );
    expect(silent.map((file) => file.path)).toEqual([]);
  });
});
