/** Which year is spoken of, seen from now: what a text says of last year is no answer for this one, however alike the rest is. Pure. */

import type { Query } from './query.ts';
import type { Subject } from './subject.ts';

/** Over words as `read` gives them. */
const YEARS: readonly RegExp[] = [
  /\b(?:last|past|previous) year\b|去年|上一?年度?|过去一年/u,
  /\b(?:this|current) year\b|今年|本年/u,
  /\b(?:next|coming) year\b|明年|下一?年度/u,
];

/** Whether the one names a year and the other only others. */
export function isOfOtherYears(
  { words }: Pick<Query, 'words'>,
  text: Pick<Subject, 'title' | 'asked' | 'body'>,
): boolean {
  const named = YEARS.filter((year) => year.test(words));
  const said = `${text.title}\n${text.asked}\n${text.body}`;
  return named.length > 0 && YEARS.some((year) => year.test(said)) && !named.some((year) => year.test(said));
}
