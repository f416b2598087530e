/**
 * When someone wishes to be called: points, windows and parts of days to come, in Chinese of both scripts, English and mixtures.
 * What has gone by is `time.ts`'s.
 */
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../domain/business-time.ts';
import { type Folded, foldAligned } from './fold.ts';
import type { TimeContext } from './time.ts';
import type { Piece } from './time-words.ts';
import { asksForCall, isCourtesy, restOf, turns } from './wish-courtesy.ts';
import type { Place, WishPrecision } from './wish-hours.ts';
import { findWishPieces, type Parsed, type Phrase, parseWishes } from './wish-phrases.ts';
import { type Assumption, anyTime, type Outcome, resolveWish, soonest, type Window } from './wish-resolve.ts';
import type { WishMeaning } from './wish-words.ts';

/** Whose clock the words are read by, as a rule that of whoever is to be called. */
export interface WishContext extends TimeContext {
  /** When people can be called. Its zone may be another than the caller's. */
  hours?: Calendar;
}

/** A window of time; it ends after it begins, and does not begin before now. */
export interface Wish {
  /** ISO, UTC. */
  from: string;
  until: string;
  /** Wall time in `zone`, `YYYY-MM-DDTHH:mm`. */
  localFrom: string;
  localUntil: string;
  zone: string;
  /** `minute`: a point, which is waited for half an hour. `days`: more than one day. */
  precision: WishPrecision;
  /** What was not said and had to be taken: worth saying back. */
  assumed: readonly Assumption[];
  /** As written. */
  words: string;
}

export interface RecognisedWish extends Wish {
  /** Where the words begin, in UTF-16 units. */
  index: number;
}

export type WishAnswer =
  | { ok: Wish }
  | {
      problem: 'not-understood';
      /** When something else was said besides: these may be meant, and must be confirmed. */
      candidates?: Wish[];
      /** Times named beside a no, an if or an exception, to be said back and never acted on. */
      named?: Wish[];
    }
  | { problem: 'ambiguous'; candidates: Wish[] }
  | { problem: 'past' | 'impossible'; nearest: Wish[] }
  /** Further than 366 days. */
  | { problem: 'too-far' };

/** With more times than this in it a text is a table or a joke. */
const MOST = 8;
/** A longer text is a story, in which something is always left unread. */
const LONGEST_ANSWER = 500;
/** Two ISO moments as a span. */
const ISO_SPAN = /^(\s*\d{4}-\d{2}-\d{2}t[\d:.z+-]{5,24})\/(?=\d{4}-\d{2}-\d{2}t)/;

function placeOf({ now, zone, hours }: WishContext): Place {
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  return { now: at.round({ smallestUnit: 'minute', roundingMode: 'ceil' }), hours };
}

const iso = (at: Temporal.ZonedDateTime): string =>
  `${at.toInstant().toString({ smallestUnit: 'minute' }).slice(0, 16)}:00Z`;
const wall = (at: Temporal.ZonedDateTime): string => at.toPlainDateTime().toString({ smallestUnit: 'minute' });

function wishOf({ from, until, precision, assumed }: Window, words: string): Wish {
  return {
    from: iso(from),
    until: iso(until),
    localFrom: wall(from),
    localUntil: wall(until),
    zone: from.timeZoneId,
    precision,
    assumed,
    words,
  };
}

const sameDay = (a: Wish, b: Wish): boolean => a.localFrom.slice(0, 10) === b.localFrom.slice(0, 10);

/** Without repeats, and without a day or a part of one whose hour is named as well ("tomorrow, the 19th, at three"). */
function distinct(wishes: readonly Wish[], choice: boolean): Wish[] {
  return wishes.filter((wish, index) =>
    wishes.every((other, place) => {
      if (place === index) return true;
      if (other.from === wish.from && other.until === wish.until) return place > index;
      const wider = wish.precision === 'day' && other.precision !== 'day' && sameDay(wish, other);
      return choice || !wider;
    }),
  );
}

/** Days in a row, any of which will do. */
function inRow(wishes: readonly Wish[]): Wish | undefined {
  const [first, ...rest] = wishes;
  const last = rest.at(-1);
  if (first === undefined || last === undefined || wishes.some(({ precision }) => precision !== 'day'))
    return undefined;
  const start = Temporal.PlainDate.from(first.localFrom.slice(0, 10));
  const row = wishes.every(({ localFrom }, index) => localFrom.startsWith(start.add({ days: index }).toString()));
  return row ? { ...first, until: last.until, localUntil: last.localUntil, precision: 'days' } : undefined;
}

interface Read extends Parsed {
  folded: Folded;
  outcomes: { phrase: Phrase; outcome: Outcome }[];
}

function read(folded: Folded, pieces: readonly Piece<WishMeaning>[], place: Place): Read {
  const parsed = parseWishes(pieces);
  const chinese = /\p{Script=Han}/u.test(folded.text);
  const outcomes = parsed.phrases
    .slice(0, MOST)
    .map((phrase) => ({ phrase, outcome: resolveWish(phrase, place, chinese) }));
  return { ...parsed, folded, outcomes };
}

/** Every window that the outcomes have, whatever stands in the way of the others. */
function wishesOf({ folded, outcomes }: Read): Wish[] {
  return outcomes.flatMap(({ phrase, outcome }) => {
    const words = folded.words(phrase.start, phrase.end);
    return outcome.problem === undefined ? outcome.windows.map((window) => wishOf(window, words)) : [];
  });
}

function decide(found: Read, place: Place): WishAnswer {
  const { folded, outcomes, phrases, flexible, soon } = found;
  const [only] = outcomes;
  const all = folded.source.trim();
  if (only === undefined) {
    if (soon) return { ok: wishOf(soonest(place), all) };
    const [any] = flexible ? anyTime(place) : [];
    return any === undefined ? { problem: 'not-understood' } : { ok: wishOf(any, all) };
  }
  const failed = outcomes.flatMap(({ phrase, outcome }) =>
    outcome.problem === undefined ? [] : [{ phrase, outcome }],
  );
  const worst =
    failed.find(({ outcome }) => outcome.problem === 'impossible' || outcome.problem === 'not-understood') ??
    (failed.length === outcomes.length ? failed[0] : undefined);
  if (worst) {
    const { problem, nearest } = worst.outcome;
    if (problem === 'not-understood' || problem === 'too-far') return { problem };
    const words = folded.words(worst.phrase.start, worst.phrase.end);
    return { problem, nearest: nearest.map((window) => wishOf(window, words)) };
  }
  const wishes = distinct(
    wishesOf(found),
    phrases.some(({ link }) => link === 'or'),
  );
  const [wish, ...others] = wishes;
  if (wish === undefined) return { problem: 'not-understood' };
  if (others.length === 0) return { ok: wish };
  const row = flexible ? inRow(wishes) : undefined;
  return row ? { ok: { ...row, words: all } } : { problem: 'ambiguous', candidates: wishes };
}

/**
 * The answer to "when shall we call you?". A wish is taken only when everything that was written is understood; the result is
 * never a guess, and never the opposite of what was said.
 *
 * - A point ("at 3") is a window of half an hour. "After three" ends when the office closes, else at 18:00, from then on at 21:00.
 *   "Before five" begins when it opens, else at 9:00. A day is its working day, a part of one the hours in `time-words.ts`, both
 *   within the office's hours if it is open then.
 * - A bare hour is the one at which the office is open, else the one between 8:00 and 21:00 (明天三点 → 15:00, and `assumed` says
 *   so); where both are, it is `ambiguous` (明天八点).
 * - So are alternatives, a weekday said on that day, "next Friday" while this week's is to come, and `5/3` outside Chinese.
 * - What has gone by or can't be comes with the `nearest` that can.
 *
 * The zone must be one that exists, and `now` an instant.
 */
export function readWish(words: string, context: WishContext): WishAnswer {
  const place = placeOf(context);
  const written = foldAligned(words);
  if (written.text.length > LONGEST_ANSWER) return { problem: 'not-understood' };
  const folded: Folded = { ...written, text: written.text.replace(ISO_SPAN, '$1~') };
  const found = read(folded, findWishPieces(folded, true), place);
  if (found.unclear || found.phrases.length > MOST) return { problem: 'not-understood' };
  const rest = restOf(folded.text, found.known, context.zone);
  if (turns(rest)) return { problem: 'not-understood', named: wishesOf(found) };
  const answer = decide(found, place);
  if (isCourtesy(rest)) return answer;
  // Beside a word unread, "before tomorrow" may be the smaller half of "before … tomorrow".
  const halves = found.phrases.some(({ edge, said }) => edge && !said.clock && !said.part);
  if (halves) return { problem: 'not-understood' };
  const candidates = 'ok' in answer ? [answer.ok] : 'candidates' in answer ? (answer.candidates ?? []) : [];
  return { problem: 'not-understood', candidates };
}

const SENTENCE_END = /[。!?;！？；]|\.(?=\s|$)/g;
/** A message with more wishes than this has none. */
const MOST_IN_TEXT = 20;

/**
 * The wishes for a call in running text, the first twenty. Careful rather than complete: only sentences that ask to be called, in which
 * nothing is refused, and only what needs no question.
 */
export function recogniseWishes(text: string, context: WishContext): RecognisedWish[] {
  const place = placeOf(context);
  const folded = foldAligned(text);
  const asking = sentences(folded.text).filter(({ start, end }) => asksForCall(folded.text.slice(start, end)));
  if (asking.length === 0) return [];
  const pieces = findWishPieces(folded, false);
  return asking.slice(0, MOST_IN_TEXT).flatMap(({ start, end }) => {
    const found = read(
      folded,
      pieces.filter((piece) => piece.start >= start && piece.end <= end),
      place,
    );
    const known = found.known.map((piece) => ({ start: piece.start - start, end: piece.end - start }));
    if (turns(restOf(folded.text.slice(start, end), known, context.zone))) return [];
    if (found.unclear || found.phrases.length > MOST || found.phrases.some(({ link }) => link === 'or')) return [];
    return found.outcomes.flatMap(({ phrase, outcome }) => {
      const [window, ...others] = outcome.problem === undefined ? outcome.windows : [];
      if (window === undefined || others.length > 0 || phrase.said.weak) return [];
      const wish = wishOf(window, folded.words(phrase.start, phrase.end));
      return [{ ...wish, index: folded.indexOf(phrase.start) }];
    });
  });
}

function sentences(text: string): { start: number; end: number }[] {
  const ends = [...text.matchAll(SENTENCE_END)].map((match) => match.index + 1);
  return [0, ...ends].map((start, index) => ({ start, end: ends[index] ?? text.length }));
}
