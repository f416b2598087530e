/** Work that only one process does at a time, and marks of how far something was read; both are rows of `setting`. */
import type { CursorPort, LeasePort } from '../core/store.ts';
import { type Database, queryJson } from './database.ts';

/** The value is the holder's token and when the lease ends, in milliseconds since 1970. */
const HOLD = `with held as (insert into setting as s (name, value)
select 'lease.' || $1::text, $2::text || ' ' || floor(extract(epoch from now()) * 1000 + $3::text::int)
on conflict (name) do update set value = excluded.value
where split_part(s.value, ' ', 1) = $2::text or split_part(s.value, ' ', 2)::bigint < extract(epoch from now()) * 1000 returning 1)
select (count(*) > 0)::text from held`;

const RELEASE = `delete from setting where name = 'lease.' || $1::text and split_part(value, ' ', 1) = $2::text`;

export function createLeases(database: Database): LeasePort {
  return {
    hold: (name, { token, leaseMs }) => queryJson<boolean>(database, HOLD, [name, token, leaseMs]),
    release: async (name, token) => void (await database.query(RELEASE, [name, token])),
  };
}

const READ = `select value from setting where name = 'cursor.' || $1::text`;
const WRITE = `insert into setting (name, value) values ('cursor.' || $1::text, $2::text)
on conflict (name) do update set value = excluded.value`;

export function createCursors(database: Database): CursorPort {
  return {
    read: async (name) => {
      const [row] = await database.query(READ, [name]);
      const value = row?.[0];
      return value === undefined || value === null ? undefined : String(value);
    },
    write: async (name, value) => void (await database.query(WRITE, [name, value])),
  };
}
