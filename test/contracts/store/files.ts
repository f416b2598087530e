/** Files: their rows come with decisions, their bytes from uploads and from the job; one process at a time fetches. */
import { describe, expect, it } from 'vitest';
import type { FileRow } from '../../../src/core/decision.ts';
import { aDecision, aFile, anId, commitOptions, FUTURE, LAPSED_MS, LEASE_MS } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

const TEN_MB = 10 * 1024 * 1024;

export function describeFiles(harness: Harness): void {
  const files = () => harness.store.files;
  const commit = (...rows: FileRow[]) => harness.store.commit([aDecision({ files: rows })], commitOptions());
  const claim = (token = anId(), { limit = 10, leaseMs = LEASE_MS, channels = ['web'] } = {}) =>
    files().claim({ channels, token, leaseMs, limit });
  const bytes = (...values: number[]) => Uint8Array.from(values);
  const content = (of = bytes(0, 1, 254, 255)) => ({
    name: 'a.png',
    type: 'image/png',
    size: of.byteLength,
    bytes: of,
  });
  const purge = (before: string) => harness.store.commit([aDecision({ purgeUploadsBefore: before })], commitOptions());

  describe('uploads', () => {
    it('are their uploader’s only', async () => {
      const [id, account] = [anId(), anId()];
      expect(await files().upload(id, account, bytes(1, 2))).toBe(true);
      expect(await files().uploaded(id, account)).toEqual(Buffer.from([1, 2]));
      expect(await files().uploaded(id, anId())).toBeUndefined();
      expect(await files().bytes(id)).toBeUndefined();
    });

    it('can be sent again until a file names them, by nobody else', async () => {
      const row = aFile();
      await files().upload(row.id, row.accountId, bytes(1));
      expect(await files().upload(row.id, row.accountId, bytes(2))).toBe(true);
      expect(await files().upload(row.id, anId(), bytes(3))).toBe(false);
      await commit(row);
      expect(await files().upload(row.id, row.accountId, bytes(4))).toBe(true);
      expect(await files().uploaded(row.id, row.accountId)).toEqual(Buffer.from([2]));
    });

    it('are forgotten when no file has named them, and only then', async () => {
      const [orphan, named, row] = [anId(), anId(), aFile()];
      await files().upload(orphan, named, bytes(1));
      await files().upload(row.id, row.accountId, bytes(2));
      await commit(row);
      await purge('2020-01-01T00:00:00.000Z');
      expect(await harness.count('file_content')).toBe(2);
      await purge(FUTURE);
      expect(await files().uploaded(orphan, named)).toBeUndefined();
      expect(await files().uploaded(row.id, row.accountId)).toEqual(Buffer.from([2]));
    });

    it('of ten megabytes come back as they were', async () => {
      const [id, account] = [anId(), anId()];
      const large = new Uint8Array(TEN_MB).map((_, index) => (index * 31) % 251);
      await files().upload(id, account, large);
      const found = await files().uploaded(id, account);
      expect(found && Buffer.compare(found, large)).toBe(0);
    });

    it('are none for what is no id', async () => {
      expect(await files().uploaded('../etc', anId())).toBeUndefined();
      expect(await files().bytes("'; drop table file")).toBeUndefined();
      expect(await files().find('')).toBeUndefined();
    });
  });

  describe('files', () => {
    it('come to who claims them as they were written, once', async () => {
      const row = aFile({ name: '报告 “1”.pdf', size: null });
      await commit(row, aFile({ channel: 'elsewhere' }));
      expect((await claim()).files).toEqual([{ ...row, attempts: 0 }]);
      expect((await claim()).files).toEqual([]);
    });

    it('stay as they are when a platform names them again', async () => {
      const row = aFile();
      await commit(row);
      const token = anId();
      await claim(token);
      await files().keep(row.id, content(), token);
      await commit({ ...row, name: 'other.exe' });
      expect(await files().find(row.id)).toMatchObject({ name: 'a.png', state: 'stored' });
      expect((await claim()).files).toEqual([]);
    });

    it('go to one of several processes', async () => {
      const rows = Array.from({ length: 12 }, () => aFile());
      await commit(...rows);
      const claims = await Promise.all(
        [...harness.stores, ...harness.stores].map((store) =>
          store.files.claim({ channels: ['web'], token: anId(), leaseMs: LEASE_MS, limit: 12 }),
        ),
      );
      const ids = claims.flatMap((one) => one.files.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    });

    it('go to another process when the lease lapsed, and count the try', async () => {
      const row = aFile();
      await commit(row);
      await claim(anId(), { leaseMs: LAPSED_MS });
      expect((await claim()).files).toEqual([{ ...row, attempts: 1 }]);
    });

    it('are kept with their bytes', async () => {
      const row = aFile({ name: 'photo.exe', type: '' });
      await commit(row);
      const token = anId();
      await claim(token);
      expect(await files().find(row.id)).toEqual({
        id: row.id,
        personId: row.personId,
        name: 'photo.exe',
        type: '',
        size: row.size,
        state: 'expected',
        reason: null,
      });
      expect(await files().keep(row.id, content(), token)).toBe(true);
      expect(await files().find(row.id)).toMatchObject({ name: 'a.png', type: 'image/png', size: 4, state: 'stored' });
      expect(await files().bytes(row.id)).toEqual(Buffer.from([0, 1, 254, 255]));
    });

    it('leave the upload that they were to its uploader', async () => {
      const row = aFile();
      await files().upload(row.id, row.accountId, bytes(1));
      await commit(row);
      const token = anId();
      await claim(token);
      await files().keep(row.id, content(), token);
      expect(await files().uploaded(row.id, row.accountId)).toEqual(Buffer.from([0, 1, 254, 255]));
    });

    it('are nobody’s upload when someone else had taken their id', async () => {
      const [row, thief] = [aFile(), anId()];
      await files().upload(row.id, thief, bytes(1));
      await commit(row);
      const token = anId();
      await claim(token);
      await files().keep(row.id, content(), token);
      expect(await files().uploaded(row.id, thief)).toBeUndefined();
    });

    it('are settled by the process that has the lease only', async () => {
      const row = aFile();
      await commit(row);
      const lost = anId();
      await claim(lost, { leaseMs: LAPSED_MS });
      const token = anId();
      await claim(token);
      expect(await files().keep(row.id, content(), lost)).toBe(false);
      expect(await files().refuse(row.id, 'type', lost)).toBe(false);
      expect(await files().postpone(row.id, 0, lost)).toBe(false);
      expect(await harness.count('file_content')).toBe(0);
      expect(await files().refuse(row.id, 'type', token)).toBe(true);
      expect(await files().keep(row.id, content(), token)).toBe(false);
      expect(await files().find(row.id)).toMatchObject({ state: 'refused', reason: 'type' });
    });

    it('leave no bytes behind when they are refused', async () => {
      const row = aFile();
      await files().upload(row.id, row.accountId, bytes(77, 90));
      await commit(row);
      const token = anId();
      await claim(token);
      await files().refuse(row.id, 'type', token);
      expect(await harness.count('file_content')).toBe(0);
    });

    it('that are put off come again when it is time', async () => {
      const [first, second] = [aFile(), aFile()];
      await commit(first, second);
      const token = anId();
      expect((await claim(token)).nextInMs).toBeUndefined();
      await files().postpone(first.id, 60_000, token);
      await files().postpone(second.id, 0, token);
      const next = await claim();
      expect(next.files).toEqual([{ ...second, attempts: 1 }]);
      expect(next.nextInMs).toBeGreaterThan(50_000);
      expect(next.nextInMs).toBeLessThanOrEqual(60_000);
    });
  });
}
