/** Times as the program has them: ISO 8601 in UTC with milliseconds, from any form that Postgres prints. */

/** From Postgres' text of a timestamptz, such as `2026-11-21 20:40:53.1+00`, to `2026-11-21T20:40:53.100Z`. */
export function isoTime(text: string): string {
  // `Date` takes a space only by luck, and an offset only with minutes.
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return new Date(iso).toISOString();
}

/** SQL for an expression's time in that same form, for rows that are built as JSON in the database. */
export const isoTimeSql = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
