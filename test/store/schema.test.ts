/** What the statements are generated from, and that the migrations make it. */
import { describe, expect, it } from 'vitest';
import { tableText } from '../../src/store/columns.ts';
import { toStoreError } from '../../src/store/database-errors.ts';
import { orm, pgCore } from '../../src/store/drizzle.ts';
import { isoTime } from '../../src/store/iso-time.ts';
import * as schema from '../../src/store/schema.ts';
import { openMigratedPglite } from '../support/store.ts';

describe('schema', () => {
  it('is what the migrations make', async () => {
    const database = await openMigratedPglite();
    const made = await database.query(
      `select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull from pg_attribute a
join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace`,
      [],
    );
    await database.close();
    const tables = Object.values(schema).filter((value) => orm.is(value, pgCore.PgTable));
    const meant = tables.flatMap((table) => {
      const { name, columns } = pgCore.getTableConfig(table);
      return columns.map((column) => [name, column.name, column.getSQLType(), column.notNull]);
    });
    const sorted = (rows: unknown[][]) =>
      rows.map((row) => row.join(' ').replace('timestamp (3)', 'timestamp(3)')).toSorted();
    expect(sorted(made)).toEqual(sorted(meant));
  });

  it('refuses a column with a default among those that rows write', () => {
    expect(() => tableText(schema.event)).toThrow('its default would never apply');
    expect(() => tableText(schema.event, schema.KEPT_COLUMNS.event)).not.toThrow();
  });
});

describe('times', () => {
  it.each([
    ['2026-11-21 20:40:53.123+00', '2026-11-21T20:40:53.123Z'],
    ['2026-11-21 20:40:53+00', '2026-11-21T20:40:53.000Z'],
    ['2026-11-21 20:40:53.1+08', '2026-11-21T12:40:53.100Z'],
    ['2026-11-21 20:40:53.123456-03:30', '2026-11-22T00:10:53.123Z'],
  ])('are read from %s', (text, iso) => {
    expect(isoTime(text)).toBe(iso);
  });
});

describe('errors', () => {
  const error = (code: string, message = 'x') => Object.assign(new Error(message), { code });

  it.each([
    [error('23505'), 'conflict'],
    [error('40001'), 'conflict'],
    [error('40P01'), 'conflict'],
    [error('22P02', 'invalid input syntax for type integer: "expectation failed: 1 role"'), 'conflict'],
    [error('22P02', 'invalid input syntax for type uuid: "x"'), 'invalid'],
    [error('23503'), 'invalid'],
    [error('42703'), 'invalid'],
    [error('UNDEFINED_VALUE'), 'invalid'],
    [new TypeError('x'), 'invalid'],
    [error('08006'), 'unreachable'],
    [error('57P01'), 'unreachable'],
    [error('57P03'), 'unreachable'],
    [error('53300'), 'unreachable'],
    [error('25006'), 'unreachable'],
    [error('57014'), 'unreachable'],
    [error('EPIPE'), 'unreachable'],
    [error('ECONNREFUSED'), 'unreachable'],
    [error('EAI_AGAIN'), 'unreachable'],
    [error('CONNECTION_CLOSED'), 'unreachable'],
    [error('CONNECT_TIMEOUT'), 'unreachable'],
  ])('%s are %s', (thrown, code) => {
    expect(toStoreError(thrown).code).toBe(code);
  });

  it('do not quote values that the server quotes', () => {
    expect(toStoreError(error('22P02', 'invalid input syntax for type uuid: "Wang Fang"')).message).not.toContain(
      'Wang',
    );
  });
});
