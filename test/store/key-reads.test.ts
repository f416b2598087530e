/** Rows by their keys: one statement for all who ask at one moment, and none for what is no key. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createKeyReads } from '../../src/store/key-reads.ts';
import { anId } from './rows.ts';

/** A database that knows nobody and notes what it is asked. */
function aSilentDatabase() {
  const asked: unknown[] = [];
  const database: Database = {
    query: async (_, [param]) => {
      asked.push(param);
      return [['[]']];
    },
    script: async () => {},
    close: async () => {},
  };
  return { reads: createKeyReads(database), asked };
}

describe('rows by their keys', () => {
  it('are asked for together by a group that decides at one moment, each once', async () => {
    const { reads, asked } = aSilentDatabase();
    const [one, other] = [anId(), anId()];
    const turn = async (id: string) => {
      await reads.person(id);
      await reads.callbackById(id);
    };
    await Promise.all([turn(one), turn(other), turn(one)]);
    expect(asked).toEqual([`{${one},${other}}`, `{${one},${other}}`]);
  });

  it('are asked for anew by whoever comes when the question has been sent', async () => {
    const { reads, asked } = aSilentDatabase();
    const id = anId();
    const first = reads.person(id);
    await new Promise((resolve) => process.nextTick(resolve));
    await Promise.all([first, reads.person(id)]);
    expect(asked).toEqual([`{${id}}`, `{${id}}`]);
  });

  it('fail for all who asked', async () => {
    const { reads } = aSilentDatabase();
    const failing = createKeyReads({
      query: () => Promise.reject(new Error('away')),
      script: async () => {},
      close: async () => {},
    });
    const asked = [failing.person(anId()), failing.person(anId())];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reads.person('no id')).toBeUndefined();
  });
});
