/** Holds what was taken for a row against what the row means; how that is written is said in `wish-unseen.ts`. */
import { Temporal } from 'temporal-polyfill';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { readWish, recogniseWishes, type Wish, type WishContext } from '../../src/recognition/wish.ts';
import type { Row } from './wish-unseen.ts';

interface Meant {
  from: string;
  until: string;
  point: boolean;
}

/** A point may be waited for as long. */
const WAITED_MINUTES = 60;
/** As long as a promise is good for, unless a shorter window was asked for. */
const LEAST_MINUTES = 30;

const MOMENT = /^(?:(\d{4})-)?(\d\d-\d\d)(?: (\d\d:\d\d))?$/;

function momentOf(written: string, day = ''): string {
  const [, year = '2026', date = day, time = ''] = MOMENT.exec(written) ?? [];
  const at = /^\d\d:\d\d$/.test(written) ? `${day}T${written}` : `${year}-${date}T${time}`;
  return at.endsWith('T24:00')
    ? Temporal.PlainDate.from(at.slice(0, 10)).add({ days: 1 }).toPlainDateTime().toString({ smallestUnit: 'minute' })
    : at;
}

function meantBy(written: string): Meant {
  const [begins = '', ends] = written.split('~');
  const from = momentOf(begins);
  if (ends !== undefined) return { from, until: momentOf(ends, from.slice(0, 10)), point: false };
  return { from, until: later(from, WAITED_MINUTES), point: true };
}

const later = (wall: string, minutes: number): string =>
  Temporal.PlainDateTime.from(wall).add({ minutes }).toString({ smallestUnit: 'minute' });
const minutes = (from: string, until: string): number =>
  Temporal.PlainDateTime.from(from).until(until).total({ unit: 'minutes', relativeTo: from });

function fits({ localFrom, localUntil }: Wish, meant: Meant, now: string): boolean {
  if (meant.point) return localFrom === meant.from && localUntil <= meant.until;
  const from = meant.from < now ? now : meant.from;
  const inside = from <= localFrom && localUntil <= meant.until;
  return inside && minutes(localFrom, localUntil) >= Math.min(LEAST_MINUTES, minutes(from, meant.until));
}

/** `asked`: times are offered, or it is said that something is missing; `lost`: it was not understood. */
export type Verdict = 'right' | 'asked' | 'lost' | 'wrong';

/** What was taken or said for words that mean one thing. */
function judged(words: string, meaning: string, context: WishContext, now: string): Verdict {
  const answer = readWish(words, context);
  const problem = 'ok' in answer ? undefined : answer.problem;
  const offered = 'ok' in answer || answer.problem === 'too-far' ? [] : offeredIn(answer);
  const found = recogniseWishes(words, context);
  const taken = 'ok' in answer ? [answer.ok, ...found] : found;
  if (meaning.startsWith('not ')) {
    const { from, until } = meantBy(meaning.slice(4));
    if (taken.some((one) => one.localFrom < until && from < one.localUntil)) return 'wrong';
    return taken.length > 0 ? 'right' : offered.length > 0 ? 'asked' : 'lost';
  }
  if (meaning === 'no') return taken.length > 0 ? 'wrong' : 'right';
  if (meaning === 'past' || meaning === 'impossible' || meaning === 'far') {
    if (taken.length > 0) return 'wrong';
    return problem === meaning || (meaning === 'far' && problem === 'too-far') ? 'right' : 'lost';
  }
  if (meaning === 'offer') return taken.length > 0 || offered.length > 0 ? 'right' : 'lost';
  if (meaning.startsWith('? ')) {
    const choices = meaning.slice(2).split(' | ').map(meantBy);
    if (taken.length > 0) return 'wrong';
    if (offered.length === 0) return problem === 'not-understood' ? 'lost' : 'wrong';
    const known = offered.filter((one) => choices.some((meant) => fits(one, meant, now)));
    return known.length === 0 ? 'wrong' : known.length === choices.length ? 'right' : 'asked';
  }
  const meant = meantBy(meaning);
  if (taken.some((one) => !fits(one, meant, now))) return 'wrong';
  if (taken.length > 0) return 'right';
  if (problem === 'past' || problem === 'impossible' || problem === 'too-far') return 'wrong';
  return offered.some((one) => fits(one, meant, now)) ? 'asked' : 'lost';
}

const offeredIn = (answer: Exclude<ReturnType<typeof readWish>, { ok: Wish } | { problem: 'too-far' }>): Wish[] =>
  'nearest' in answer
    ? answer.nearest
    : 'instead' in answer
      ? (answer.instead?.wishes ?? [])
      : (answer.candidates ?? []);

const ORDER: readonly Verdict[] = ['right', 'asked', 'lost', 'wrong'];

/** The best that any of the row's meanings can say for what was understood. */
export function verdictOn([words, means]: Row, { now, zone }: { now: string; zone: string }): Verdict {
  const context = { now, zone, hours: DEFAULT_CALLBACK_RULES.calendar };
  const wall = Temporal.Instant.from(now)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const verdicts = means.split(' / ').map((meaning) => judged(words, meaning, context, wall));
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'wrong';
}
