/** The outbox beside commits: leases of threads that wait, their pending rows, and how much waits. */
import { randomUUID } from 'node:crypto';
import type { OutboxPort, PendingRow } from '../core/store.ts';
import { mark } from './commit.ts';
import { type Database, queryJson } from './database.ts';

const START = '$5::text::uuid';

/**
 * The threads that wait are found one after the other in the index, which has them in order: looking through all that waits would take longer the
 * more there is. From some thread on and then round, so that none always comes first.
 *
 * Threads that another process works on are skipped, not waited for. Whoever let a lease lapse has died or was cut off, and may have sent
 * what is not marked: that counts as tried, so that a platform that can tell repeats is asked.
 */
const CLAIM = `with recursive ${walk('after', `>= ${START}`)}, ${walk('before', `< ${START}`)},
due as materialized (select t.id, t.token is not null as lapsed
from (select id from after union all select id from before) w join thread t on t.id = w.id
where (t.token is null or t.lease_until < now()) and (t.not_before is null or t.not_before <= now())
and exists (select from jsonb_to_recordset($1::text::jsonb) as r(channel text, threads jsonb)
where r.channel = t.channel and (r.threads is null or r.threads ? t.id::text))
limit $2::text::int for update of t skip locked),
taken as (update thread t set token = $3::text::uuid, lease_until = now() + $4::text::int * interval '1 ms'
from due where t.id = due.id returning t.id, t.tail),
tried as (update outbox o set attempts = o.attempts + 1 from due
where due.lapsed and o.thread_id = due.id and o.status = 'pending' returning 1)
select coalesce(json_agg(json_build_object('id', id, 'tail', tail)), '[]')::text from taken`;

/** The ids of all threads that wait on one side of the start, in order, as far as they are asked for. */
function walk(name: string, side: string): string {
  const first = (further: string) => `(select o.thread_id as id from outbox o
where o.status = 'pending' and o.thread_id ${side} ${further} order by o.thread_id limit 1)`;
  return `${name} as (${first('')} union all select n.id from ${name} w cross join lateral ${first('and o.thread_id > w.id')} n)`;
}

const PENDING = `select coalesce(json_agg(json_build_object('id', o.id,
'thread', json_build_object('id', t.id, 'channel', t.channel, 'address', t.address), 'seq', o.seq, 'message', o.message,
'attempts', o.attempts, 'replaces', o.replaces,
'replacesNativeId', (select r.native_id from outbox r where r.id = o.replaces),
'settlesNativeId', (select r.native_id from outbox r where r.id = (o.message #>> '{settles,outboxId}')::uuid),
'underNativeId', (select r.native_id from outbox r where r.id = (o.message ->> 'under')::uuid)) order by o.thread_id, o.seq), '[]')::text
from thread t cross join lateral (select * from outbox p where p.thread_id = t.id and p.status = 'pending'
order by p.seq limit $2::text::int) o
where t.id = any($1::text::uuid[])`;

const DEPTH = `select json_build_object('pending', count(*),
'oldestMs', coalesce(ceil(extract(epoch from now() - min(at)) * 1000), 0))::text from outbox where status = 'pending'`;

export function createOutbox(database: Database): OutboxPort {
  return {
    mark: (marks, options) => mark(database, marks, options),
    claim: (reach, { token, leaseMs, limit }) => {
      if (reach.every(({ threads }) => threads?.length === 0)) return Promise.resolve([]);
      const asked = reach.map(({ channel, threads }) => ({ channel, threads: threads ?? null }));
      return queryJson(database, CLAIM, [JSON.stringify(asked), limit, token, leaseMs, randomUUID()]);
    },
    pending: (threadIds, limit) => queryJson<PendingRow[]>(database, PENDING, [`{${threadIds.join()}}`, limit]),
    depth: () => queryJson(database, DEPTH, []),
  };
}
