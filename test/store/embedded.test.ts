/** The embedded database in a directory: one process at a time, and nothing lost between them. `test/e2e/service.test.ts` has one made. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/store/embedded-lock.ts';
import { DirectoryInUseError, openStore } from '../../src/store/index.ts';
import { withDirectory } from '../support/program.ts';
import { withMigratedDirectory } from '../support/store.ts';
import { aDecision, anEvent, commitOptions } from './rows.ts';

describe('embedded directory', () => {
  it('is refused to a second opener, and opens again with its rows when the first is closed', () =>
    withMigratedDirectory(async (data) => {
      const place = { dir: data };
      const event = anEvent();
      const first = await openStore(place);
      await first.commit([aDecision({ event })], commitOptions());
      await expect(openStore(place)).rejects.toBeInstanceOf(DirectoryInUseError);
      await expect(openStore(place)).rejects.toMatchObject({ code: 'directory-in-use' });
      await first.close();
      const second = await openStore(place);
      const loaded = await second.load([{ eventId: event.id }]);
      await second.close();
      expect(loaded[0]?.known).toBe(true);
    }));

  it('is given back when the process that held it was killed', () =>
    withDirectory(async (dir) => {
      const module = new URL('../../src/store/embedded-lock.ts', import.meta.url).href;
      const script = `import { lockDirectory } from '${module}'; lockDirectory(process.argv[1]); console.log('locked'); setInterval(() => {}, 1e6);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir]);
      const errors: string[] = [];
      child.stderr.on('data', (chunk) => errors.push(String(chunk)));
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      expect(errors).toEqual([]);
      expect(() => lockDirectory(dir)).toThrow(DirectoryInUseError);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const unlock = lockDirectory(dir);
      expect(() => lockDirectory(dir)).toThrow(DirectoryInUseError);
      unlock();
      lockDirectory(dir)();
      // Such as Node's warning of an experimental module.
      expect(errors).toEqual([]);
    }));
});
