/** Pieces of SQL that the figures of cases and of callbacks share. */
import type { Span } from '../domain/periods.ts';
import type { ReportScope } from '../domain/report.ts';
import type { Param } from './database.ts';

/** Of a case `f`; `$1` is the reader, `$2` the stores as a JSON array, `$3` whether as a store sees them. */
export const IN_SCOPE = `f.confidential is not true
and not coalesce(f.about_ids ? $1::text, false)
and ($2::text is null or f.outlet_id in (select value::uuid from jsonb_array_elements_text($2::text::jsonb)))
and ($3::text is null or (f.kind not in ('dispute', 'consultation') and f.facts ->> 'complainant' is distinct from 'franchisee'))`;

export const paramsOf = ({ readerId, outletIds, asStore }: ReportScope): Param[] => [
  readerId,
  outletIds && JSON.stringify(outletIds),
  asStore ? 'yes' : null,
];

/** A JSON value that should be a moment; what is none must not end the whole report. */
export const moment = (json: string): string =>
  `case when ${json} ~ '^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z$' then (${json})::timestamptz end`;

export const during = (at: string, from: string, to: string): string =>
  `${at} >= ${from}::timestamptz and ${at} < ${to}::timestamptz`;

/** The bounds of spans that touch, as an array. */
export const bounds = (param: string): string =>
  `array(select value::timestamptz from jsonb_array_elements_text(${param}::text::jsonb))`;

/** Figures by the place of a span, one entry for each span. */
export const steps = (param: string, from: string, figures: readonly string[]): string =>
  `(select json_agg(json_build_object(${figures.map((name) => `'${name}', coalesce(${name}, 0)`).join(', ')}) order by n.place)
from generate_series(1, jsonb_array_length(${param}::text::jsonb) - 1) n(place) left join ${from} using (place))`;

/** The first bound of each span, and the end of the last. */
export const boundsOf = (spans: readonly Span[]): string =>
  JSON.stringify([...spans.map(({ from }) => from), ...spans.slice(-1).map(({ to }) => to)]);
