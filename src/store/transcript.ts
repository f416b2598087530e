/** What was said in a place, read again for whoever looks at it there: one statement for all places that are looked at. */
import type { TranscriptPort } from '../core/store.ts';
import { type Database, queryJson } from './database.ts';
import { isoTimeSql } from './iso-time.ts';

/**
 * Rows of a thread are numbered in the order in which they were committed, but their time is that of the statement's start: two that
 * ran side by side may have them the other way round. So each counts as no earlier than the few before it.
 */
const PLACED = `(select max(p.at) from outbox p where p.thread_id = o.thread_id and p.seq between o.seq - 8 and o.seq)`;

const MESSAGES = `select coalesce(json_agg(json_build_object('threadId', o.thread_id, 'seq', o.seq, 'id', o.id,
'at', ${isoTimeSql('o.at')}, 'placedAt', ${isoTimeSql(PLACED)}, 'message', o.message, 'replaces', o.replaces)
order by o.thread_id, o.seq), '[]')
from jsonb_to_recordset($1::text::jsonb) as r(id uuid, after bigint)
join thread t on t.id = r.id
cross join lateral (select * from outbox p where p.thread_id = t.id and p.seq > coalesce(r.after, t.tail - $3::text::int)
order by p.seq limit $3::text::int) o`;

/** The label of the button that was pressed, as the person saw it: it stands below one of the messages before. */
const BUTTON = `(select b ->> 'label' from (select o.message, o.seq from outbox o where o.thread_id = c.thread_id
and o.at <= j.at + interval '2 ms' order by o.seq desc limit 40) m cross join lateral jsonb_array_elements(m.message -> 'buttons') b
where b ->> 'id' = j.body ->> 'id' order by m.seq desc limit 1)`;

/** The journal names files by their ids only. */
const BODY = `case when jsonb_typeof(j.body -> 'files') = 'array' then jsonb_set(j.body, '{files}', coalesce((
select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'type', f.type) order by e.place)
from jsonb_array_elements_text(j.body -> 'files') with ordinality e(id, place) join file f on f.id::text = e.id), '[]'::jsonb))
else j.body end`;

const WORDS = `select coalesce(json_agg(json_build_object('conversationId', c.id, 'seq', j.seq, 'eventId', j.event_id,
'at', ${isoTimeSql('j.at')}, 'kind', j.kind, 'body', ${BODY}, 'button', case when j.kind = 'action' then ${BUTTON} end)
order by c.id, j.seq), '[]')
from jsonb_to_recordset($2::text::jsonb) as r(id uuid, after bigint)
join conversation c on c.id = r.id
cross join lateral (select * from journal k where k.id = c.id and k.seq > coalesce(r.after, c.seq - $3::text::int)
and k.kind in ('message', 'command', 'action', 'dialog') order by k.seq limit $3::text::int) j`;

const TEXT = `select json_build_object('messages', (${MESSAGES}), 'words', (${WORDS}))::text`;

export function createTranscript(database: Database): TranscriptPort {
  return {
    read: ({ threads, conversations, limit }) =>
      queryJson(database, TEXT, [JSON.stringify(threads), JSON.stringify(conversations), limit]),
  };
}
