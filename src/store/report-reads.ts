/** The figures of reports, counted in the database; what each of them means is said in `docs/reports.md`. Lists come by Drizzle's builders. */
import type { CasesAsk, ReportReads } from '../core/reports.ts';
import {
  ANSWERING,
  DISPUTES_PEOPLE,
  DISPUTES_WITHIN_MS,
  type Dimension,
  EXAMPLES_MAX,
  type Figures,
  type Line,
  REOPENING,
  REPORT_LIMITS,
  TOP,
  WAITING_RISK_MS,
} from '../domain/report.ts';
import { createCallReads } from './call-report-reads.ts';
import { type Database, queryJson } from './database.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { drizzleOver } from './queries.ts';
import { bounds, boundsOf, during, IN_SCOPE, moment, paramsOf, steps } from './report-sql.ts';
import * as schema from './schema.ts';

const { and, asc, sql } = orm;
const { caseFile, person } = schema;

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const BEGUN = `coalesce(${moment(`f.clock ->> 'from'`)}, f.created_at)`;
const IS_WAITING = `(f.status = 'assigned' and coalesce(f.clock #> '{pauses,-1,until}' = 'null'::jsonb, false))`;
const WAITING_SINCE = moment(`f.clock #>> '{pauses,-1,from}'`);
const ENDED = 'coalesce(answered_at, confirmed_at)';

// `greatest` alone would take nothing for zero.
const ms = (from: string, to: string): string =>
  `case when ${to} is not null then greatest(0, extract(epoch from ${to} - ${from}) * 1000)::float8 end`;
const quantile = (share: number, of: string): string => `percentile_disc(${share}) within group (order by ${of})`;
const NOW = '$4::timestamptz';
const period = (at: string): string => during(at, '$5', '$6');
const before = (at: string): string => during(at, '$7', '$8');
const tally = (key: string, from: string, where: string, limit = ''): string =>
  `(select coalesce(json_agg(json_build_object('key', key, 'count', count) order by count desc, key), '[]') from
(select ${key} as key, count(*) as count from ${from} where ${where} group by 1 order by 2 desc, 1 ${limit}) t where key is not null)`;

const counts = (when: (at: string) => string): string => `(select json_build_object(
'received', count(distinct id) filter (where what = 'received'), 'answered', count(distinct id) filter (where what = 'answered'),
'closed', count(distinct id) filter (where what = 'closed'), 'reopened', count(distinct id) filter (where what = 'reopened'))
from turn where ${when('at')})`;

/** A promise that the person let go before it was due was neither kept nor broken. */
const kept = (when: (at: string) => string): string =>
  `(select json_build_object('due', count(*), 'kept', count(*) filter (where in_time)) from promise where ${when('due_at')})`;

const durations = (at: string): string => `(select json_build_object('count', count(*),
'median', ${quantile(0.5, ms('begun', at))}, 'p90', ${quantile(0.9, ms('begun', at))}) from c where ${period(at)})`;

const satisfaction = (when: (at: string) => string): string => `(select json_build_object('closed', count(*),
'rated', count(rating), 'average', avg(rating)::float8) from c where is_closed and ${when('confirmed_at')})`;

const risk = (where: string): string => `(select json_build_object('count', count(*),
'numbers', coalesce((array_agg(number order by due_at, number))[1:${REPORT_LIMITS.named}], '{}')) from c where ${where})`;

// A case that was closed, and due, before all of these spans is in none of the figures.
const cases = (columns: string): string => `c as materialized (select ${columns} from case_file f where ${IN_SCOPE}
and (f.status <> 'confirmed' or f.confirmed_at >= $11::timestamptz or f.due_at >= $11::timestamptz))`;

/** Each statement has the same parameters; one that it does not use needs a type all the same. */
const ASKED = `asked as (select ${Array.from({ length: 11 }, (_, index) => `$${index + 1}::text`).join(', ')})`;

/** What happened when. The entries come by their own index: case by case they would take most of the time. */
const HAPPENED = `with ${cases('f.id, f.status, f.created_at, f.confirmed_at')},
entry as materialized (select j.id, j.kind, j.at from journal j where j.aggregate = 'case'
and j.kind in (${list([...ANSWERING, ...REOPENING])}) and j.at >= $11::timestamptz),
turn as materialized (select 'received' as what, id, created_at as at from c where created_at >= $11::timestamptz
union all select 'closed', id, confirmed_at from c where status = 'confirmed' and confirmed_at >= $11::timestamptz
union all select case when e.kind in (${list(REOPENING)}) then 'reopened' else 'answered' end, e.id, e.at
from entry e join c on c.id = e.id),
step as (select width_bucket(at, ${bounds('$9')}) as place, count(distinct id) filter (where what = 'received') as received,
count(distinct id) filter (where what = 'answered') as answered from turn where what in ('received', 'answered') group by 1), ${ASKED}
select json_build_object('counts', ${counts(period)}, 'before', ${counts(before)},
'steps', ${steps('$9', 'step', ['received', 'answered'])})::text`;

/** How promises were kept, how content people were, and what is a risk now. */
const KEPT = `with ${cases(`f.number, f.status, f.urgent, f.outcome, f.due_at, f.answered_at, f.confirmed_at, f.cancelled, f.responded_at,
f.rating, coalesce(f.reopened, 0) as reopened, ${BEGUN} as begun, ${IS_WAITING} as waiting,
case when ${IS_WAITING} then ${WAITING_SINCE} end as waiting_since,
f.status = 'confirmed' and f.cancelled is distinct from 'withdrawn' as is_closed`)},
promise as materialized (select due_at, coalesce(${ENDED} <= due_at, false) as in_time from c
where not waiting and due_at <= ${NOW} and (cancelled = 'withdrawn' and confirmed_at <= due_at) is not true),
week as (select width_bucket(due_at, ${bounds('$10')}) as place, count(*) as due, count(*) filter (where in_time) as kept
from promise group by 1), ${ASKED}
select json_build_object('weeks', ${steps('$10', 'week', ['due', 'kept'])},
'kept', ${kept(period)}, 'keptBefore', ${kept(before)},
'response', ${durations('responded_at')}, 'answer', ${durations('answered_at')},
'satisfaction', ${satisfaction(period)}, 'satisfactionBefore', ${satisfaction(before)},
'outcomes', ${tally('outcome', 'c', `outcome is not null and ${period('answered_at')}`)},
'risks', json_build_object(
'overdue', ${risk(`status in ('received', 'assigned') and not waiting and due_at < ${NOW}`)},
'urgent', ${risk(`urgent and status <> 'confirmed'`)},
'waiting', ${risk(`waiting and waiting_since < ${NOW} - interval '${WAITING_RISK_MS} milliseconds'`)},
'reopened', ${risk(`reopened >= 2 and status <> 'confirmed'`)},
'disputes', (select coalesce(json_agg(json_build_object('outletId', key, 'people', people) order by people desc, key), '[]') from
(select f.facts #>> '{against,id}' as key, count(distinct f.person_id) as people from case_file f
where f.kind = 'dispute' and f.created_at >= ${NOW} - interval '${DISPUTES_WITHIN_MS} milliseconds' and f.confidential is not true
and not coalesce(f.about_ids ? $1::text, false) and $3::text is null
and ($2::text is null or f.facts #>> '{against,id}' in (select jsonb_array_elements_text($2::text::jsonb)))
group by 1 having count(distinct f.person_id) >= ${DISPUTES_PEOPLE}) d where key is not null)))::text`;

/** What was received in the period: of which kind, why, about whom, and which way. */
const RECEIVED = `with received as materialized (select f.id, f.kind, f.outlet_id, f.thread_id, f.cause, f.intake, f.created_at,
f.about_ids is null or f.about_ids = '[]'::jsonb as about_nobody, char_length(f.words) as length
from case_file f where ${IN_SCOPE} and ${period('f.created_at')}),
stores as (select outlet_id, count(*) as count, row_number() over (order by count(*) desc, outlet_id) as place
from received where outlet_id is not null group by 1),
example as (select id, row_number() over (partition by cause order by least(length, 80) desc, created_at desc, id) as place,
count(*) over (partition by cause) as cases from received where kind = 'complaint' and cause is not null and about_nobody and length > 5),
${ASKED}
select json_build_object('kinds', ${tally('kind', 'received', 'true')},
'causes', ${tally('cause', 'received', `kind = 'complaint' and cause is not null`, `limit ${TOP}`)},
'outlets', (select coalesce(json_agg(json_build_object('key', outlet_id, 'count', count) order by place), '[]') from stores where place <= ${TOP}),
'otherOutlets', (select json_build_object('outlets', count(*), 'cases', coalesce(sum(count), 0),
'none', (select count(*) from received where outlet_id is null)) from stores where place > ${TOP}),
'channels', ${tally('h.channel', 'received r join thread h on h.id = r.thread_id', 'true')},
'intakes', ${tally('intake', 'received', 'intake is not null')},
'examples', (select coalesce(json_agg(id order by place, cases desc, id), '[]') from
(select * from example order by place, cases desc, id limit ${EXAMPLES_MAX}) e))::text`;

type Happened = Pick<Figures, 'counts' | 'before' | 'steps'>;
type Received = Pick<Figures, 'kinds' | 'causes' | 'outlets' | 'otherOutlets' | 'channels' | 'intakes' | 'examples'>;

const DIMENSION_KEYS: Readonly<Record<Dimension, string>> = {
  store: 'f.outlet_id::text',
  cause: `case when f.kind = 'complaint' then f.cause end`,
  agent: 'f.assignee_id::text',
};

const linesText = (
  dimension: Dimension,
): string => `with c as (select ${DIMENSION_KEYS[dimension]} as key, ${BEGUN} as begun, f.rating,
f.responded_at, f.answered_at, coalesce(f.reopened, 0) > 0 as again, coalesce(f.answered_at, f.confirmed_at) <= f.due_at as in_time
from case_file f where ${IN_SCOPE} and f.status = 'confirmed' and f.cancelled is distinct from 'withdrawn'
and ${during('f.confirmed_at', '$4', '$5')})
select coalesce(json_agg(l), '[]')::text from (select key, count(*) as closed, count(rating) as rated, avg(rating)::float8 as average,
${quantile(0.5, ms('begun', 'responded_at'))} as response, ${quantile(0.5, ms('begun', 'answered_at'))} as answer,
count(*) filter (where in_time) as kept, count(*) filter (where again) as reopened,
count(*) filter (where not in_time or again or rating <= 2) as troubled
from c where key is not null and ($6::text is null or key = $6::text) group by key) l`;

const LINES: Readonly<Record<Dimension, string>> = {
  store: linesText('store'),
  cause: linesText('cause'),
  agent: linesText('agent'),
};

export function createReportReads(database: Database): ReportReads {
  const db = drizzleOver(database);
  return {
    ...createCallReads(database),
    async figures({ scope, now, period, before, steps, weeks }) {
      const begins = [period, before, ...steps, ...weeks].map(({ from }) => from);
      const since = begins.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? now;
      const spans = [period.from, period.to, before.from, before.to];
      const params = [...paramsOf(scope), now, ...spans, boundsOf(steps), boundsOf(weeks), since];
      // One after the other: each is well within a statement's time, and a report leaves the other connections to those who write.
      const happened = await queryJson<Happened>(database, HAPPENED, params);
      const kept = await queryJson<Omit<Figures, keyof Happened | keyof Received>>(database, KEPT, params);
      const received = await queryJson<Received>(database, RECEIVED, params);
      const found = { ...happened, ...kept, ...received };
      return { ...found, steps: found.steps ?? [], weeks: found.weeks ?? [] };
    },
    lines: (dimension, { scope, closed, key }) =>
      queryJson<Line[]>(database, LINES[dimension], [...paramsOf(scope), closed.from, closed.to, key ?? null]),
    register: (ask, limit) => {
      const { status, dueAt, id } = caseFile;
      const place = sql`case when ${status} in ('received', 'assigned') then 0 when ${status} = 'answered' then 1 else 2 end`;
      return all(db.select().from(caseFile).where(asked(ask)).orderBy(place, asc(dueAt), asc(id)).limit(limit));
    },
    cases: (ask, limit, after) => {
      const { createdAt, id } = caseFile;
      const later = after && sql`(${createdAt}, ${id}) > (${after.createdAt}::timestamptz, ${after.id}::uuid)`;
      return all(
        db
          .select()
          .from(caseFile)
          .where(and(asked(ask), later))
          .orderBy(asc(createdAt), asc(id))
          .limit(limit),
      );
    },
    async names(personIds) {
      if (personIds.length === 0) return new Map();
      const ids = sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(personIds)}::text::jsonb))`;
      const columns = { id: person.id, name: person.name };
      const found = await all(db.select(columns).from(person).where(sql`${person.id} in ${ids}`));
      return new Map(found.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
    },
    managers: () => {
      const some = sql`jsonb_array_length(coalesce(${person.grants} -> 'manages', '[]')) > 0`;
      const granted = sql`${person.grants} is not null`;
      return all(db.select().from(person).where(and(granted, some)).orderBy(asc(person.id)));
    },
  };
}

function asked({ scope, received, open }: CasesAsk) {
  const { kind, facts, status, outletId, createdAt, confidential, aboutIds } = caseFile;
  const { readerId, outletIds, asStore } = scope;
  const then = sql`(${createdAt} >= ${received.from}::timestamptz and ${createdAt} < ${received.to}::timestamptz)`;
  const stores = sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(outletIds)}::text::jsonb))`;
  return and(
    open ? sql`(${then} or ${status} <> 'confirmed')` : then,
    sql`${confidential} is not true`,
    readerId === null ? undefined : sql`not coalesce(${aboutIds} ? ${readerId}::text, false)`,
    outletIds === null ? undefined : sql`${outletId} in ${stores}`,
    asStore ? sql`${kind} not in ('dispute', 'consultation')` : undefined,
    asStore ? sql`${facts} ->> 'complainant' is distinct from 'franchisee'` : undefined,
  );
}
