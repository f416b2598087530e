/** What the operator set wrongly: one line with the remedy, exit code 78, no stack. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { postgresAnswers, postgresUrl } from '../support/postgres.ts';
import { CHAT, type ProgramOptions, withDirectory, withProgram } from '../support/program.ts';
import { withMigratedDirectory } from '../support/store.ts';

const hasPostgres = await postgresAnswers({ silent: true });
const OPTIONS = { concurrent: true };
const NOBODY = 65_534;
/** Only root can start a process as another user. */
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: directories of other users, since only root can start a process as another user');
const itAsRoot = it.skipIf(!isRoot);

/** Never more than one line, whatever it is. */
async function refusal(env: Readonly<Record<string, string>>, more: Partial<ProgramOptions> = {}): Promise<string> {
  return await withProgram({ args: CHAT, env, ...more }, async (program) => {
    expect(await program.ended).toEqual({ code: 78, signal: null });
    expect(program.stdout()).toBe('');
    const lines = program.stderr().split('\n');
    expect(lines).toHaveLength(2);
    return lines[0] ?? '';
  });
}

describe('a wrong setting', OPTIONS, () => {
  // `test/config.test.ts` has the others: this is about what a program does that can't read one.
  it('is named with its remedy in one line', async () => {
    const line = await refusal({ DATABASE_URL: 'mysql://someone:mark-Pw-77@127.0.0.1/x' });
    expect(line).toMatch(/^DATABASE_URL: .+; write .+/);
    expect(line).not.toContain('mark-Pw-77');
  });

  it('a persona that does not exist', async () => {
    expect(await refusal({}, { args: [...CHAT, '--as', 'bob'] })).toMatch(/^--as: .*desk/);
  });
});

describe('a data directory that can’t be used', OPTIONS, () => {
  it('since a file is in its place', () =>
    withDirectory(async (directory) => {
      const file = join(directory, 'file');
      await writeFile(file, '');
      expect(await refusal({ DATA_DIR: file })).toMatch(/^DATA_DIR: .* can’t be used \(EEXIST\); set it to /);
    }));

  itAsRoot('since it may not be made, written, or since its files are another user’s', () =>
    withDirectory(async (directory) => {
      await chmod(directory, 0o755);
      const line = /^DATA_DIR: .* can’t be used \(.+\); set it to /;
      expect(await refusal({ DATA_DIR: join(directory, 'new') }, { uid: NOBODY })).toMatch(line);
      const others = join(directory, 'others');
      await mkdir(others, { mode: 0o755 });
      expect(await refusal({ DATA_DIR: others }, { uid: NOBODY })).toMatch(line);
      await writeFile(join(others, 'franchise.lock'), '');
      await mkdir(join(others, 'pg'));
      expect(await refusal({ DATA_DIR: others }, { uid: NOBODY })).toMatch(line);
    }),
  );

  it('since another process uses it, which goes on', () =>
    withMigratedDirectory(async (directory) => {
      await withProgram({ args: CHAT, env: { DATA_DIR: directory } }, async (first) => {
        await first.say('/language en', 'English.');
        const line = await refusal({ DATA_DIR: directory });
        expect(line).toMatch(/^DATA_DIR: another process uses the database in .*; end it, set DATA_DIR /);
        await first.say('/cases', 'You have no cases.');
      });
    }));
});

describe('a server that refuses', { ...OPTIONS, skip: !hasPostgres }, () => {
  const changed = (change: (url: URL) => void): { DATABASE_URL: string } => {
    const url = new URL(postgresUrl());
    change(url);
    return { DATABASE_URL: url.href };
  };

  it('has no such database', async () => {
    const line = await refusal(changed((url) => (url.pathname = '/no_such_database')));
    expect(line).toMatch(/^DATABASE_URL: .*create it, or /);
  });

  it('does not know the user', async () => {
    const line = await refusal(changed((url) => (url.username = 'no_such_user')));
    expect(line).toMatch(/^DATABASE_URL: .*user and password; /);
  });
});
