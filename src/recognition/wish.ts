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
import type { WishMeaning } from './wish-meaning.ts';
import { findWishPieces, type Parsed, type Phrase, parseWishes } from './wish-phrases.ts';
import {
  type Assumption,
  anyTime,
  isRefused,
  OFFERED,
  type Outcome,
  openTimes,
  resolveWish,
  soonest,
  type Window,
} from './wish-resolve.ts';
import { type Played, withRoles } from './wish-roles.ts';
import { dayAfter } from './wish-vague.ts';

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
      /**
       * Where no time was named, or only such as are refused: times that could be proposed; none if nobody can tell. `whole`: nothing else was
       * said.
       */
      instead?: { why: 'vague' | 'refused'; wishes: Wish[]; whole: boolean };
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

/** By whose clock the words are told: theirs, or the one that they name. Undefined: by several. */
function placeOf(pieces: readonly Piece<WishMeaning>[], { now, zone: own, hours }: WishContext): Place | undefined {
  const offsetIn = (zone: string): string => Temporal.Instant.from(now).toZonedDateTimeISO(zone).offset;
  const named = pieces.flatMap(({ zone }) => zone ?? []);
  const [zone = own] = named;
  if (named.some((other) => offsetIn(other) !== offsetIn(zone))) return undefined;
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  return { now: at.round({ smallestUnit: 'minute', roundingMode: 'ceil' }), hours };
}

const iso = (at: Temporal.ZonedDateTime): string =>
  `${at.toInstant().toString({ smallestUnit: 'minute' }).slice(0, 16)}:00Z`;
const wall = (at: Temporal.ZonedDateTime): string => at.toPlainDateTime().toString({ smallestUnit: 'minute' });

/** On the clock of `zone`, whichever it was told by. */
function wishOf({ precision, assumed, ...window }: Window, words: string, zone: string): Wish {
  const [from, until] = [window.from.withTimeZone(zone), window.until.withTimeZone(zone)];
  return {
    from: iso(from),
    until: iso(until),
    localFrom: wall(from),
    localUntil: wall(until),
    zone,
    precision,
    assumed,
    words,
  };
}

const sameDay = (a: Wish, b: Wish): boolean => a.localFrom.slice(0, 10) === b.localFrom.slice(0, 10);

/** Several days beside one of them, or a day beside an hour of it. */
const isWider = (wish: Wish, other: Wish): boolean =>
  wish.precision === 'days'
    ? other.precision !== 'days' && wish.from <= other.from && other.until <= wish.until
    : wish.precision === 'day' && other.precision !== 'days' && other.precision !== 'day' && sameDay(wish, other);

/** Without repeats, and without a day or a part of one whose hour is named as well ("tomorrow, the 19th, at three"). */
function distinct(wishes: readonly Wish[], choice: boolean): Wish[] {
  return wishes.filter((wish, index) =>
    wishes.every((other, place) => {
      if (place === index) return true;
      if (other.from === wish.from && other.until === wish.until) return place > index;
      return choice || !isWider(wish, other);
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
  /** On whose clock wishes are shown. */
  zone: string;
  folded: Folded;
  outcomes: { phrase: Phrase; outcome: Outcome; played: Played }[];
}

function read(folded: Folded, pieces: readonly Piece<WishMeaning>[], place: Place, zone: string): Read {
  const parsed = parseWishes(pieces, folded.text);
  const chinese = /\p{Script=Han}/u.test(folded.text);
  const outcomes = withRoles(folded.text, parsed.phrases.slice(0, MOST))
    .map(({ phrase, played }) => ({ phrase, outcome: resolveWish(phrase, place, chinese), played }))
    .filter(({ played }) => played.role !== 'told');
  return { ...parsed, folded, outcomes, zone };
}

/** Every window that the outcomes have, whatever stands in the way of the others. */
function wishesOf({ folded, outcomes, zone }: Read): Wish[] {
  return outcomes.flatMap(({ phrase, outcome }) => {
    const words = folded.words(phrase.start, phrase.end);
    return outcome.problem === undefined ? outcome.windows.map((window) => wishOf(window, words, zone)) : [];
  });
}

/** `rest`: what was said besides. */
function proposing(
  why: 'vague' | 'refused',
  windows: readonly Window[],
  { folded, zone }: Read,
  rest: string,
): WishAnswer {
  const wishes = windows.map((window) => wishOf(window, folded.source.trim(), zone));
  return { problem: 'not-understood', instead: { why, wishes, whole: isCourtesy(rest) } };
}

/** Where times are refused: what is wished beside them, or what is left. Undefined: it says no to something else as well. */
function besidesRefused(found: Read, context: WishContext, place: Place): WishAnswer | undefined {
  const { folded, known, outcomes } = found;
  const refused = outcomes.filter(({ played }) => played.role === 'refused');
  const spans = [...known, ...refused.map(({ played }) => played)].toSorted((a, b) => a.start - b.start);
  const rest = restOf(folded.text, spans, context.zone);
  if (refused.length === 0 || turns(rest)) return undefined;
  const accepts = (window: Window): boolean => !refused.some(({ phrase }) => isRefused(phrase, window, place));
  const wished = outcomes.flatMap(({ outcome, played }) =>
    played.role === 'wished' && outcome.problem === undefined ? outcome.windows : [],
  );
  const within = wished.flatMap((window) =>
    window.precision === 'days'
      ? openTimes(place, OFFERED, window.from.toPlainDate(), (one) => accepts(one) && isWithin(one, window))
      : [window].filter(accepts),
  );
  return proposing('refused', within.length > 0 ? within : openTimes(place, OFFERED, undefined, accepts), found, rest);
}

const isWithin = (inner: Window, outer: Window): boolean =>
  Temporal.ZonedDateTime.compare(outer.from, inner.from) <= 0 &&
  Temporal.ZonedDateTime.compare(inner.until, outer.until) <= 0;

/** Where a time was left open. */
function leftOpen(found: Read, place: Place, rest: string): WishAnswer | undefined {
  const { outcomes, vague } = found;
  if (vague === undefined) return undefined;
  const today = place.now.toPlainDate();
  const since = vague.since === undefined ? today : dayAfter(vague.since, today, place.hours);
  if (outcomes.length > 0 && vague.since === undefined) {
    return { problem: 'not-understood', candidates: wishesOf(found) };
  }
  return proposing('vague', since === undefined ? [] : openTimes(place, OFFERED, since), found, rest);
}

function decide(found: Read, place: Place, rest: string): WishAnswer {
  const { folded, outcomes, phrases, flexible, soon, zone } = found;
  const open = leftOpen(found, place, rest);
  if (open) return open;
  const [only] = outcomes;
  const all = folded.source.trim();
  if (only === undefined) {
    if (soon) return { ok: wishOf(soonest(place), all, zone) };
    const [any] = flexible ? anyTime(place) : [];
    return any === undefined ? { problem: 'not-understood' } : { ok: wishOf(any, all, zone) };
  }
  const failed = outcomes.flatMap(({ phrase, outcome }) =>
    outcome.problem === undefined ? [] : [{ phrase, outcome }],
  );
  const worst =
    failed.find(({ outcome }) => outcome.problem === 'impossible' || outcome.problem === 'not-understood') ??
    (failed.length === outcomes.length ? failed[0] : undefined);
  if (worst) {
    const { problem, nearest } = worst.outcome;
    if (problem === 'not-understood' && nearest.length > 0) return proposing('vague', nearest, found, rest);
    if (problem === 'not-understood' || problem === 'too-far') return { problem };
    const words = folded.words(worst.phrase.start, worst.phrase.end);
    return { problem, nearest: nearest.map((window) => wishOf(window, words, zone)) };
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

/** What is wished in the clauses after the last in which something else is said, and a no among it: to be confirmed, since it may belong to it after all. */
function afterStory({ folded, known, outcomes, zone }: Read, own: string): Wish[] {
  const { text } = folded;
  const wished = outcomes.filter(({ outcome, played }) => outcome.problem === undefined && played.role === 'wished');
  const others = outcomes.filter(({ played }) => played.role === 'refused');
  const [first] = wished;
  const start = first && text.slice(0, first.phrase.start).search(/[^,;.!?。]{0,60}$/);
  if (first === undefined || start === undefined || start <= 0 || others.length > 0) return [];
  const later = known
    .filter((piece) => piece.start >= start)
    .map((piece) => ({ start: piece.start - start, end: piece.end - start }));
  if (turns(restOf(text.slice(start), later, own)) || CONDITIONS.test(text.slice(0, start))) return [];
  const words = folded.words(first.phrase.start, first.phrase.end);
  return wished.flatMap(({ outcome }) =>
    outcome.problem === undefined ? outcome.windows.map((one) => wishOf(one, words, zone)) : [],
  );
}

/** What these say in front holds for what follows. */
const CONDITIONS = /如果|要是|假如|若|万一|除|别|不要|勿|唔好|\b(?:if|unless|except|when|not|never|don['’]?t|no)\b/;

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
  const written = foldAligned(words);
  if (written.text.length > LONGEST_ANSWER) return { problem: 'not-understood' };
  const folded: Folded = { ...written, text: written.text.replace(ISO_SPAN, '$1~') };
  const pieces = findWishPieces(folded, true);
  const place = placeOf(pieces, context);
  if (place === undefined) return { problem: 'not-understood' };
  const found = read(folded, pieces, place, context.zone);
  if (found.unclear || found.phrases.length > MOST) return { problem: 'not-understood' };
  const rest = restOf(folded.text, found.known, context.zone);
  if (turns(rest)) {
    const named = wishesOf(found);
    const told = afterStory(found, context.zone);
    if (told.length > 0) return { problem: 'not-understood', candidates: told };
    if (found.vague && found.outcomes.length === 0)
      return leftOpen(found, place, rest) ?? { problem: 'not-understood' };
    return { problem: 'not-understood', ...besidesRefused(found, context, place), ...(named.length > 0 && { named }) };
  }
  const answer = decide(found, place, rest);
  if (isCourtesy(rest)) return answer;
  // Beside a word unread, "before tomorrow" may be the smaller half of "before … tomorrow".
  const halves = found.phrases.some(({ edge, said }) => edge && !said.clock && !said.part);
  if (halves) return { problem: 'not-understood' };
  if ('instead' in answer) return answer;
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
  const folded = foldAligned(text);
  const asking = sentences(folded.text).filter(({ start, end }) => asksForCall(folded.text.slice(start, end)));
  if (asking.length === 0) return [];
  const [strong, every] = [findWishPieces(folded, false), findWishPieces(folded, true)];
  const place = placeOf(strong, context);
  if (place === undefined) return [];
  return asking.slice(0, MOST_IN_TEXT).flatMap(({ start, end }) => {
    const within = (pieces: readonly Piece<WishMeaning>[]) =>
      pieces.filter((piece) => piece.start >= start && piece.end <= end);
    const found = read(folded, within(strong), place, context.zone);
    const known = found.known.map((piece) => ({ start: piece.start - start, end: piece.end - start }));
    if (turns(restOf(folded.text.slice(start, end), known, context.zone))) return [];
    if (found.unclear || found.phrases.length > MOST || found.phrases.some(({ link }) => link === 'or')) return [];
    const whole = read(folded, within(every), place, context.zone);
    const open = within(strong).filter(({ mark }) => mark === 'vague');
    return found.outcomes.flatMap((one) => {
      const said = inWords(one, whole);
      // "Later today" is not any time today.
      const leftOpen = open.some((piece) => piece.start - one.phrase.end < 3 && one.phrase.start - piece.end < 3);
      if (
        said === undefined ||
        leftOpen ||
        one.phrase.said.weak ||
        isAside(folded.text, one.phrase, strong, context.zone)
      )
        return [];
      const { phrase, outcome } = said;
      const [window, ...others] = outcome.problem === undefined ? outcome.windows : [];
      if (window === undefined || others.length > 0) return [];
      const wish = wishOf(window, folded.words(phrase.start, phrase.end), context.zone);
      return [{ ...wish, index: folded.indexOf(phrase.start) }];
    });
  });
}

/** What may follow an hour that is no more than a number: "after three about my invoice", but not "about 3 orders". */
const FOLLOWS =
  /^\s?(?:$|[,.;!?。]|\p{Script=Han}|(?:about|regarding|re|concerning|for|on|to|please|pls|because|as|since|so|with|thanks)\b)/u;

/** With the hour that is too little in running text but for what stands around it; undefined: half of it would be another time. */
function inWords(one: Read['outcomes'][number], { outcomes, folded }: Read): Read['outcomes'][number] | undefined {
  const { phrase } = one;
  const whole = outcomes.find((other) => other.phrase.start < phrase.end && phrase.start < other.phrase.end);
  if (!whole || clockIn(whole.phrase) === clockIn(phrase)) return one;
  if (FOLLOWS.test(folded.text.slice(whole.phrase.end))) return whole;
  return whole.phrase.edge === undefined && whole.phrase.until === undefined ? one : undefined;
}

/**
 * Whether the clause of a time neither asks for the call nor is about the time alone: "my flight is at six", 合同5月20日到期. Nor is "until Friday" a
 * wish, where someone says how long they are away.
 */
function isAside(text: string, { start, end }: Phrase, pieces: readonly Piece<WishMeaning>[], zone: string): boolean {
  if (/\b(?:until|till)\s?$/.test(text.slice(0, start))) return true;
  const from = start - (OPEN_CLAUSE.exec(text.slice(Math.max(0, start - LONGEST_CLAUSE), start))?.[0].length ?? 0);
  const ends = CLAUSE_END.exec(text.slice(end, end + LONGEST_CLAUSE));
  const until = end + (ends?.index ?? LONGEST_CLAUSE);
  const clause = text.slice(from, until);
  if (asksForCall(clause)) return false;
  const known = pieces
    .filter((piece) => piece.start >= from && piece.end <= until)
    .map((piece) => ({ start: piece.start - from, end: piece.end - from }));
  return !isCourtesy(restOf(clause, known, zone));
}

const CLAUSE_END = /[,;.!?。](?!\d)/;
const OPEN_CLAUSE = /(?:[^,;.!?。]|[,.](?=\d))*$/;
const LONGEST_CLAUSE = 80;

const clockIn = ({ said, until, edge }: Phrase): string => JSON.stringify([said.clock, said.ends, until?.clock, edge]);

function sentences(text: string): { start: number; end: number }[] {
  const ends = [...text.matchAll(SENTENCE_END)].map((match) => match.index + 1);
  return [0, ...ends].map((start, index) => ({ start, end: ends[index] ?? text.length }));
}
