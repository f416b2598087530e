/** `npm run stores` as the operator runs it: what it reads, writes and says, and what it ends with. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/store/embedded-lock.ts';
import { postgresAnswers, withDatabase } from '../support/postgres.ts';
import { withDirectory, withProgram } from '../support/program.ts';
import { withMigratedDirectory } from '../support/store.ts';

const OPTIONS = { concurrent: true };
const hasPostgres = await postgresAnswers({ silent: true });
const FILE = '编号,名称,别名,区域,时区\nBJ001,=朝阳路店,Chaoyang,华北,Asia/Shanghai\n';

async function run(env: Readonly<Record<string, string>>, ...args: string[]) {
  return await withProgram({ args: ['src/stores.ts', ...args], env }, async (program) => {
    const { code } = await program.ended;
    return { code, out: program.stdout(), told: program.stderr() };
  });
}

async function importsAndExports(env: Readonly<Record<string, string>>, directory: string): Promise<void> {
  const [file, out] = [join(directory, 'stores.csv'), join(directory, 'out.csv')];
  await writeFile(file, FILE);
  const imported = await run(env, 'import', file, '--write');
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('Written: 1 new, 0 changed.\n') });
  expect(await run(env, 'export', out)).toMatchObject({ code: 0, out: '', told: `1 store written to ${out}.\n` });
  expect(await readFile(out, 'utf8')).toContain(`"BJ001","'=朝阳路店","Chaoyang","华北","Asia/Shanghai"\r\n`);
  expect(await run(env, 'export', out)).toMatchObject({
    code: 1,
    told: expect.stringMatching(/is there already; .*\n$/),
  });
}

describe('the stores command', OPTIONS, () => {
  it('works on the embedded database', () =>
    withMigratedDirectory((data) => withDirectory((directory) => importsAndExports({ DATA_DIR: data }, directory))));

  it.skipIf(!hasPostgres)('works on a server', () =>
    withDatabase((url) => withDirectory((directory) => importsAndExports({ DATABASE_URL: url }, directory))),
  );

  it('does not touch an embedded database that is in use', () =>
    withDirectory(async (directory) => {
      const [data, file] = [join(directory, 'data'), join(directory, 'stores.csv')];
      await mkdir(data);
      await writeFile(file, FILE);
      const unlock = lockDirectory(data);
      const { code, told, out } = await run({ DATA_DIR: data }, 'import', file, '--write');
      unlock();
      expect({ code, out }).toEqual({ code: 78, out: '' });
      expect(told).toMatch(/^DATA_DIR: another process uses the database in .*\n$/);
    }));

  it.each([
    [[], 2, /^write npm run stores -- import FILE/],
    [['import', 'a.csv', '--encoding', 'latin1'], 2, /^--encoding: not known here; write one of utf-8, gb18030, big5/],
    [['import', 'a.csv', '--force'], 2, /^Unknown option '--force'; write npm/],
    [['import', '/'], 1, /^\/ is a directory; name a file in it/],
  ])('answers %j in one line', async (args, code, line) => {
    const ended = await run({}, ...args);
    expect(ended).toMatchObject({ code, out: '', told: expect.stringMatching(line) });
    expect(ended.told.split('\n')).toHaveLength(2);
  });
});
