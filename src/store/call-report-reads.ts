/** The ledger of callbacks (`domain/callback-ledger.ts`) as the database counts it: one pass over all promises, whatever is asked. */
import type { ReportReads } from '../core/reports.ts';
import type { Findings } from '../domain/callback-findings.ts';
import { CALL_VERDICTS, type CallFigures, type CallFindings, type CallRecord } from '../domain/callback-report.ts';
import { type Database, type Param, queryJson } from './database.ts';
import { boundsOf, IN_SCOPE, moment, paramsOf, during as periodOf, steps } from './report-sql.ts';

/**
 * The bounds of the period are `$5` and `$6`; whose promises, `$7`. Moments are written in one way only, so that their order is that of the
 * words: reading 200,000 of them as moments would take most of the time.
 */
const NOW = '$4::timestamptz';
const during = (from: string, until: string): string => `from_at >= ${from}::text and from_at < ${until}::text`;
const IN_PERIOD = during('$5', '$6');
/** A line of the table is there to be overlooked. */
const TOPIC_MAX = 200;

// Whoever is at it since before it was over is in time. A plan that the person confirmed in time was no promise.
const VERDICT = `case when over_at is null then case when coalesce(started_at, ${NOW}) < ${moment('until_at')} then 'open' else 'missed' end
when over_at < until_at then case how when 'attempted' then 'kept' when 'confirmed' then null else how end
when how = 'attempted' then 'late' else 'missed' end`;

const READABLE = `((c.case_id is null and $2::text is null) or (f.id is not null and ${IN_SCOPE}))`;

/** Promises between two moments. What follows a case is for those who read the case; what follows none belongs to no store. */
const lines = (since: string, until: string): string => `promise as (
select c.id, c.kind, c.status, c.topic, c.person_id, c.started_at, c.attempts, c.result, c.findings, jsonb_array_length(c.rounds) as rounds, f.number, r.value as round,
r.place, r.value ->> 'ownerId' as owner, r.value #>> '{ended,how}' as how, (r.value ->> 'from') collate "C" as from_at,
(r.value ->> 'until') collate "C" as until_at, (r.value #>> '{ended,at}') collate "C" as over_at
from callback c left join case_file f on f.id = c.case_id
cross join lateral jsonb_array_elements(c.rounds) with ordinality r(value, place)
where ${READABLE}
and ($7::text is null or r.value ->> 'ownerId' = $7::text)),
line as (select id, kind, status, topic, person_id, attempts, number, round, place, owner, how, from_at, ${VERDICT} as verdict,
case when place = rounds then result end as result, case when place = rounds then findings end as findings,
status = 'not-reached' and place = rounds as given_up from promise where ${during(since, until)})`;

const COUNTED = [...CALL_VERDICTS, 'promises', 'notReached'] as const;
/** By kind, agent and week: few rows, of which all figures are sums. */
const CUBE = `cube as materialized (select kind, owner, ${IN_PERIOD} as asked,
width_bucket(from_at, array(select value collate "C" from jsonb_array_elements_text($8::text::jsonb))) as place,
${CALL_VERDICTS.map((verdict) => `count(*) filter (where verdict = '${verdict}') as "${verdict}"`).join(', ')},
count(*) as "promises", count(*) filter (where given_up) as "notReached" from line where verdict is not null group by 1, 2, 3, 4)`;

const COUNTS = COUNTED.map((name) => `'${name}', coalesce(sum("${name}"), 0)`).join(', ');
const counted = (
  key: string,
): string => `(select coalesce(json_agg(counts order by nobody, promises desc, key collate "C"), '[]') from
(select ${key} as key, ${key} is null as nobody, sum(promises) as promises, json_build_object('key', ${key}, ${COUNTS}) as counts from cube
where asked group by 1, 2) t)`;

const WEEK = ['kept', 'late', 'missed'] as const;
const FIGURES = `with ${lines('$9', '$10')}, ${CUBE},
week as (select place, ${WEEK.map((verdict) => `sum("${verdict}") as ${verdict}`).join(', ')} from cube group by 1)
select json_build_object('all', (select json_build_object(${COUNTS}) from cube where asked),
'kinds', ${counted('kind')}, 'agents', ${counted('owner')}, 'weeks', ${steps('$8', 'week', WEEK)})::text`;

/** The moment as the row has it: in code it is ISO 8601 whichever way it was read. */
const RECORDS = `with ${lines('$5', '$6')}
select coalesce(json_agg(json_build_object('callbackId', id, 'kind', kind, 'status', status, 'topic', left(topic, ${TOPIC_MAX}),
'caseNumber', number, 'person', p.name, 'ownerId', owner, 'owner', o.name, 'from', round ->> 'from', 'until', round ->> 'until',
'verdict', verdict, 'endedAt', round #>> '{ended,at}', 'outcome', case when how = 'attempted' then (select a.value ->> 'outcome'
from jsonb_array_elements(attempts) a where a.value ->> 'at' = round #>> '{ended,at}' limit 1) end, 'result', l.result, 'findings', l.findings) order by from_at, l.id, place), '[]')::text
from (select * from line where verdict is not null order by from_at, id, place limit $8::int) l
left join (select id as person_key, name from person) p on p.person_key = l.person_id
left join (select id::text as owner_key, name from person) o on o.owner_key = l.owner`;

const answered = (type: Findings['type'], field: string, value: string): string =>
  `count(*) filter (where findings ->> 'type' = '${type}' and findings ->> '${field}' = '${value}')`;
const stars = (field: 'people' | 'product'): string =>
  `json_build_array(${[1, 2, 3, 4, 5].map((given) => answered('satisfaction', field, String(given))).join(', ')})`;
const yesNo = (type: Findings['type'], field: string): string =>
  `json_build_object('yes', ${answered(type, field, 'true')}, 'no', ${answered(type, field, 'false')})`;

/** Of those that are done a report knows when they ended, which is when it was entered. */
const FINDINGS = `select json_build_object('calls', count(*), 'problems', count(*) filter (where result = 'problem'),
'people', ${stars('people')}, 'product', ${stars('product')}, 'settled', ${yesNo('after-complaint', 'settled')},
'dealt', ${yesNo('after-problem', 'dealtWith')})::text
from (select c.findings, c.result from callback c left join case_file f on f.id = c.case_id
where c.status = 'done' and ${periodOf('c.ended_at', '$4', '$5')} and ${READABLE}) t`;

export function createCallReads(database: Database): Pick<ReportReads, 'callFigures' | 'callFindings' | 'callRecords'> {
  return {
    callFindings: ({ scope, period }) =>
      queryJson<CallFindings>(database, FINDINGS, [...paramsOf(scope), period.from, period.to]),
    async callFigures({ scope, now, period, weeks, ownerId }) {
      const moments = [period, ...weeks].flatMap(({ from, to }) => [from, to]);
      const sorted = moments.toSorted((a, b) => Date.parse(a) - Date.parse(b));
      const asked: Param[] = [now, period.from, period.to, ownerId ?? null, boundsOf(weeks)];
      const params = [...paramsOf(scope), ...asked, sorted.at(0) ?? now, sorted.at(-1) ?? now];
      const found = await queryJson<CallFigures>(database, FIGURES, params);
      return { ...found, weeks: found.weeks ?? [] };
    },
    callRecords: ({ scope, now, period, ownerId }, limit) =>
      queryJson<CallRecord[]>(database, RECORDS, [
        ...paramsOf(scope),
        ...[now, period.from, period.to, ownerId ?? null, limit],
      ]),
  };
}
