/** Timers that come due: leased to one process, judged by the database's clock. Decisions set, move and delete them. */
import type { Timer } from '../core/event.ts';
import type { TimerPort } from '../core/store.ts';
import { objectText, tableText } from './columns.ts';
import { type Database, queryJson } from './database.ts';
import { isoTimeSql } from './iso-time.ts';
import { KEPT_COLUMNS, timer } from './schema.ts';

const FREE = '(t.token is null or t.lease_until < now())';

/**
 * The update must have run before the next one is looked for, so `next` excludes what it took; it can't see that in the rows. Where there may be
 * more that are due it is not looked for: each of those that were taken would be held against each.
 */
const CLAIM = `with due as materialized (select t.key from timer t where t.due_at <= now() and ${FREE}
order by t.due_at limit $1::text::int for update skip locked),
taken as (update timer t set token = $2::text::uuid, lease_until = now() + $3::text::int * interval '1 ms'
from due where t.key = due.key returning t.*)
select json_build_object('now', ${isoTimeSql('now()')},
'timers', (select coalesce(json_agg(${objectText(tableText(timer, KEPT_COLUMNS.timer), 't')} order by t.due_at), '[]') from taken t),
'nextInMs', case when (select count(*) from taken) = $1::text::int then 0 else (select greatest(0, ceil(extract(epoch from t.due_at - now()) * 1000)) from timer t
where ${FREE} and not exists (select from taken where taken.key = t.key) order by t.due_at limit 1) end)::text`;

export function createTimers(database: Database): TimerPort {
  return {
    claim: async ({ token, leaseMs, limit }) => {
      type Claimed = { now: string; timers: Timer[]; nextInMs: number | null };
      const { nextInMs, ...claimed } = await queryJson<Claimed>(database, CLAIM, [limit, token, leaseMs]);
      return { ...claimed, nextInMs: nextInMs ?? undefined };
    },
  };
}
