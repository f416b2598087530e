/** The bytes of files: uploads that no event names yet, files that are to be fetched, and what is stored. Bytes travel as base64. */
import type { ClaimedFile, FilePort, StoredFile } from '../core/store.ts';
import { objectText, tableText } from './columns.ts';
import { type Database, queryJson } from './database.ts';
import { isId } from './key-reads.ts';
import { file, KEPT_COLUMNS } from './schema.ts';

/** What no checked file has taken over may be put in place of, by who put it there. */
const UPLOAD = `with put as (insert into file_content as c (id, account_id, bytes)
values ($1::text::uuid, $2::text::uuid, decode($3::text, 'base64'))
on conflict (id) do update set bytes = excluded.bytes, at = now()
where c.account_id = excluded.account_id and not exists (select from file f where f.id = c.id) returning 1)
select (exists (select from put)
or exists (select from file_content c where c.id = $1::text::uuid and c.account_id = $2::text::uuid))::text`;

const UPLOADED = `select encode(c.bytes, 'base64') from file_content c
where c.id = $1::text::uuid and c.account_id = $2::text::uuid`;

const BYTES = `select encode(c.bytes, 'base64') from file_content c join file f on f.id = c.id
where c.id = $1::text::uuid and f.state = 'stored'`;

const FIND = `select json_build_object('id', f.id, 'personId', f.person_id, 'name', f.name, 'type', f.type, 'size', f.size,
'state', f.state, 'reason', f.reason)::text from file f where f.id = $1::text::uuid`;

/** When a file can be claimed: its lease is over, and so is its delay. */
const DUE = `greatest(f.not_before, case when f.token is not null then f.lease_until end)`;

/** The update must have run before the next one is looked for, so `nextInMs` excludes what it took; it can't see that in the rows. */
const CLAIM = `with due as materialized (select f.id from file f
where f.state = 'expected' and f.channel in (select jsonb_array_elements_text($1::text::jsonb))
and coalesce(${DUE} < now(), true) order by f.at, f.id limit $2::text::int for update skip locked),
taken as (update file f set token = $3::text::uuid, lease_until = now() + $4::text::int * interval '1 ms', attempts = f.attempts + 1
from due where f.id = due.id returning f.*)
select json_build_object('files', (select coalesce(json_agg(json_build_object('attempts', t.attempts - 1,
'file', ${objectText(tableText(file, KEPT_COLUMNS.file), 't')}) order by t.at, t.id), '[]') from taken t),
'nextInMs', (select min(greatest(0, ceil(extract(epoch from coalesce(${DUE} - now(), interval '0')) * 1000))) from file f
where f.state = 'expected' and f.channel in (select jsonb_array_elements_text($1::text::jsonb))
and not exists (select from taken where taken.id = f.id)))::text`;

const MINE = `f.id = $1::text::uuid and f.token = $2::text::uuid and f.state = 'expected'`;
const FREE = 'token = null, lease_until = null';

/** An upload stays its uploader's, who may send it again with the very message that names it. */
const KEEP = `with mine as (update file f set state = 'stored', name = $3::text, type = $4::text, size = $5::text::bigint, ${FREE}
where ${MINE} returning f.id, f.account_id),
kept as (insert into file_content as c (id, bytes) select id, decode($6::text, 'base64') from mine
on conflict (id) do update set bytes = excluded.bytes,
account_id = (select m.account_id from mine m where m.account_id = c.account_id))
select exists (select from mine)::text`;

const REFUSE = `with mine as (update file f set state = 'refused', reason = $3::text, ${FREE} where ${MINE} returning f.id, f.account_id),
gone as (delete from file_content c using mine m where c.id = m.id and c.account_id = m.account_id)
select exists (select from mine)::text`;

/** Without a delay it is free at once: milliseconds are rounded, so that now could be a moment to come. */
const POSTPONE = `with mine as (update file f set
not_before = case when $3::text::int > 0 then now() + $3::text::int * interval '1 ms' end, ${FREE} where ${MINE} returning 1)
select exists (select from mine)::text`;

export function createFiles(database: Database): FilePort {
  const holds = async (text: string, params: readonly (string | number)[]): Promise<boolean> => {
    const [row] = await database.query(text, params);
    return row?.[0] === 'true';
  };
  const bytesBy = async (text: string, params: readonly string[]): Promise<Uint8Array | undefined> => {
    if (!params.every(isId)) return undefined;
    const [row] = await database.query(text, params);
    return typeof row?.[0] === 'string' ? Buffer.from(row[0], 'base64') : undefined;
  };
  return {
    upload: (id, accountId, bytes) => holds(UPLOAD, [id, accountId, base64Of(bytes)]),
    uploaded: (id, accountId) => bytesBy(UPLOADED, [id, accountId]),
    claim: async ({ channels, token, leaseMs, limit }) => {
      type Claimed = { files: { attempts: number; file: Omit<ClaimedFile, 'attempts'> }[]; nextInMs: number | null };
      const params = [JSON.stringify(channels), limit, token, leaseMs];
      const { files, nextInMs } = await queryJson<Claimed>(database, CLAIM, params);
      return { files: files.map(({ file, attempts }) => ({ ...file, attempts })), nextInMs: nextInMs ?? undefined };
    },
    keep: (id, { name, type, size, bytes }, token) => holds(KEEP, [id, token, name, type, size, base64Of(bytes)]),
    refuse: (id, reason, token) => holds(REFUSE, [id, token, reason]),
    postpone: (id, delayMs, token) => holds(POSTPONE, [id, token, Math.ceil(delayMs)]),
    find: async (id) => {
      if (!isId(id)) return undefined;
      const [row] = await database.query(FIND, [id]);
      return typeof row?.[0] === 'string' ? (JSON.parse(row[0]) as StoredFile) : undefined;
    },
    bytes: (id) => bytesBy(BYTES, [id]),
  };
}

/** A view of the same memory: the bytes are some megabytes. */
const base64Of = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
