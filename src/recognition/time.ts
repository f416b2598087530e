/**
 * Points in time in what a person wrote, in Chinese of both scripts, English and mixtures, read for incidents in the past.
 * Spans (last week, 上个月) and vague times (前几天, a few days ago) are not points and are not recognised.
 */
import { Temporal } from 'temporal-polyfill';
import { type Folded, foldAligned } from './fold.ts';
import { findGroups, type Group } from './time-pieces.ts';
import { type Precision, type Reading, resolve } from './time-resolve.ts';

/** Whose clock the words are read by. */
export interface TimeContext {
  /** ISO instant at which the words were written. */
  now: string;
  /** IANA zone of the place that the words are about, as a rule the outlet's. */
  zone: string;
}

export interface RecognisedTime {
  /** As written. */
  words: string;
  /** Where the words begin, in UTF-16 units. */
  index: number;
  /** ISO, UTC. */
  instant: string;
  /** Wall time in `zone`, `YYYY-MM-DDTHH:mm`. For `day` it is the day's start, for `part-of-day` its usual hour. */
  local: string;
  zone: string;
  precision: Precision;
}

export type TimeAnswer =
  | { ok: RecognisedTime }
  | { problem: 'not-understood' | 'impossible' }
  | { problem: 'ambiguous'; candidates: RecognisedTime[] };

function recognised(folded: Folded, group: Group, { at, precision }: Reading): RecognisedTime {
  return {
    words: folded.words(group.start, group.end),
    index: folded.indexOf(group.start),
    instant: at
      .toInstant()
      .toString({ smallestUnit: 'minute' })
      .replace(/(T\d\d:\d\d)Z$/, '$1:00Z'),
    local: at.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    zone: at.timeZoneId,
    precision,
  };
}

const clockOf = ({ now, zone }: TimeContext): Temporal.ZonedDateTime =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone);

/** A message that names more times than this is a table or a joke; resolving thousands would hold up the process. */
const MOST_IN_TEXT = 100;

/**
 * Every point in time in running text, the first hundred of them. Careful rather than complete, as a wrong time filled in unasked
 * is worse than a question: what is only perhaps a time (一点 "a little", `4/5`, a bare 三点 or 下午 with nothing beside it) is left out, and so
 * is what {@link readTime} would call ambiguous (昨天八点) or impossible.
 *
 * ```ts
 * recogniseTimes('我昨天下午三點半到店', { now: '2026-11-18T04:00:00Z', zone: 'Asia/Shanghai' });
 * // [{ words: '昨天下午三點半', index: 1, local: '2026-11-17T15:30', precision: 'minute', … }]
 * ```
 */
export function recogniseTimes(text: string, context: TimeContext): RecognisedTime[] {
  const folded = foldAligned(text);
  const now = clockOf(context);
  return findGroups(folded, false)
    .filter((group) => !group.weak)
    .slice(0, MOST_IN_TEXT)
    .flatMap((group) => {
      const { readings, ambiguous } = resolve(group, now);
      return ambiguous ? [] : readings.slice(0, 1).map((reading) => recognised(folded, group, reading));
    });
}

/** With more times than this in it a text is no answer, and comparing them all would only cost time. */
const MOST_IN_ANSWER = 20;
/** What may stand around a weak time (三点, 4/5) for it to be the whole of an answer. */
const FILLER =
  /[\s\p{P}\p{S}]|大概|大约|应该|可能|好像|差不多|左右|的时候|时候|那天|是|在|于|就|约|我|吧|了|啊|呢|的|\b(?:i|it|was|is|on|at|in|the|about|around|maybe|think|happened|please)\b/gu;

/**
 * The answer to "when did it happen?". Unlike running text a bare 三点, 下午 or `11/3` counts when it is the whole answer.
 * Of a span (三点到四点) the beginning is the answer; of two different times neither is. The result is never a guess:
 *
 * - a bare hour is taken when one half of the day is far likelier (昨天三点 → 15:00), else `ambiguous` (昨天八点);
 * - `3/4/2026` is `ambiguous`, and a weekday that contradicts its date is too;
 * - a date or clock that can't be (2月30日, 下午25点, 24:30) makes the answer `impossible`, whatever else it says.
 */
export function readTime(text: string, context: TimeContext): TimeAnswer {
  const folded = foldAligned(text);
  const now = clockOf(context);
  const named = findGroups(folded, true).slice(0, MOST_IN_ANSWER);
  const groups = named.filter((group) => {
    const around = folded.text.slice(0, group.start) + folded.text.slice(group.end);
    return !group.endsSpan && (!group.weak || around.replace(FILLER, '') === '');
  });
  const resolved = groups.map((group) => ({ group, ...resolve(group, now) }));
  if (resolved.some(({ readings }) => readings.length === 0)) return { problem: 'impossible' };
  const times = resolved.map(({ group, readings, ambiguous }) => ({
    ambiguous,
    candidates: readings.map((reading) => recognised(folded, group, reading)),
  }));
  const distinct = times.filter(({ candidates: [time] }, index) =>
    times.every(({ candidates: [other] }, place) => {
      if (time === undefined || other === undefined || place === index) return true;
      if (other.instant === time.instant && other.precision === time.precision) return place > index;
      return !(time.precision === 'day' && other.precision !== 'day' && sameDay(time, other));
    }),
  );
  const [first, second] = distinct;
  const time = first?.candidates[0];
  if (first === undefined || time === undefined) return { problem: 'not-understood' };
  if (second === undefined && !first.ambiguous) return { ok: time };
  if (second === undefined) return { problem: 'ambiguous', candidates: first.candidates };
  return { problem: 'ambiguous', candidates: distinct.flatMap(({ candidates }) => candidates.slice(0, 1)) };
}

const sameDay = (a: RecognisedTime, b: RecognisedTime): boolean => a.local.slice(0, 10) === b.local.slice(0, 10);
