/**
 * From folded text to what was wished: pieces of one time joined, with the sides, spans and alternatives that words between them
 * make. What the words mean on a calendar is `wish-resolve.ts`'s work.
 */
import type { Folded } from './fold.ts';
import { findPieces, type Joined, join } from './time-pieces.ts';
import type { Piece } from './time-words.ts';
import { isCourtesy } from './wish-courtesy.ts';
import type { Edge, Since, WishMeaning } from './wish-meaning.ts';
import { isExcused } from './wish-roles.ts';
import { WISH_PATTERNS } from './wish-words.ts';

export type Said = Joined & WishMeaning;

/** One wish, or one of several to choose from. */
export interface Phrase {
  said: Said;
  /** The end of a span that is said in words of its own (到五点, to Friday). */
  until?: Said;
  edge?: Edge;
  /** What led to it from the phrase before; `instead`: that one was a slip. */
  link: 'or' | 'and' | 'instead' | 'none';
  start: number;
  end: number;
}

export interface Parsed {
  phrases: Phrase[];
  flexible: boolean;
  soon: boolean;
  /** A time was left open, but for what it shall be after. */
  vague?: { since?: Since | undefined };
  /** Something in it can be read in ways too different to ask about. */
  unclear: boolean;
  /** Every stretch of the text that was understood. */
  known: readonly { start: number; end: number }[];
}

/** Further apart than this, words do not belong to one time. */
const NEAR = 24;

const saysTime = (piece: WishMeaning): boolean =>
  [piece.date, piece.part, piece.clock, piece.minutesAgo, piece.exact, piece.stretch, piece.within, piece.asNow].some(
    (meaning) => meaning !== undefined,
  );
const isDated = (said: WishMeaning): boolean => said.date !== undefined || said.stretch !== undefined;
const isTimed = (said: WishMeaning): boolean => said.clock !== undefined || said.part !== undefined;

function joinSaid(said: Said, piece: Said): Said | undefined {
  if (said.within || piece.within || (isDated(said) && piece.stretch) || (said.stretch && isDated(piece))) {
    return undefined;
  }
  if (said.ends && isTimed(piece) && piece.clock) return undefined;
  return join(said, piece);
}

/** "Next week, Friday" and "Friday of next week" are one day. */
function inWeek(said: Said, piece: Said): Said | undefined {
  const [date, stretch] = [said.date ?? piece.date, said.stretch ?? piece.stretch];
  const both = isDated(said) && isDated(piece) && date?.of === 'weekday' && date.weeks === undefined;
  if (!both || stretch?.of !== 'weekdays' || stretch.shift === undefined || stretch.last - stretch.first < 4)
    return undefined;
  const { stretch: _whole, ...day } = { ...said, date: { ...date, weeks: stretch.shift } };
  return joinSaid(day, withoutDate(piece));
}

function withoutDate({ date: _date, stretch: _stretch, ...rest }: Said): Said {
  return rest;
}

interface Walk {
  phrases: Phrase[];
  link?: 'to' | 'or' | 'and' | 'instead' | undefined;
  edge?: Edge | undefined;
  between: boolean;
  unclear: boolean;
  /** Where the words of the pending side begin. */
  start?: number | undefined;
  /** Something else was said since the last phrase, and a clause has ended. */
  apart: boolean;
}

/** In "1 or 2 tomorrow" the day that follows is that of both. */
function lendBack(phrases: Phrase[], piece: Said): void {
  for (let index = phrases.length - 1; index > 0 && phrases[index]?.link === 'or'; index -= 1) {
    const before = phrases[index - 1];
    if (before === undefined || isDated(before.said) || !isTimed(before.said)) return;
    before.said = {
      ...before.said,
      ...(piece.date && { date: piece.date }),
      ...(piece.stretch && { stretch: piece.stretch }),
    };
  }
}

function extend(walk: Walk, piece: Said): boolean {
  const last = walk.phrases.at(-1);
  if (last === undefined || walk.apart || piece.start - last.end > NEAR) return false;
  const { link, edge } = walk;
  // 刚才三点
  if (last.said.minutesAgo !== undefined && last.said.minutesAgo > 0 && piece.start - last.end < 2 && isTimed(piece)) {
    last.end = piece.end;
    return true;
  }
  if (link === 'to' && last.said.minutesAgo === 0) {
    Object.assign(last, { said: { ...piece, start: last.start }, edge: 'by', end: piece.end });
    return true;
  }
  if (link === 'to' && last.until === undefined) {
    if (!isTimed(last.said) && isTimed(piece) && !isDated(piece)) {
      // Nov 20 to 22
      if (last.said.date?.of === 'calendar' && !piece.part && !piece.clock?.half) walk.unclear = true;
      // "tomorrow until 4" has no beginning of its own.
      const joined = joinSaid(last.said, piece);
      if (joined === undefined) return false;
      Object.assign(last, { said: joined, edge: 'by', end: piece.end });
      return true;
    }
    Object.assign(last, { until: piece, end: piece.end });
    delete last.edge;
    return true;
  }
  if (link !== undefined) return false;
  if (last.until !== undefined) {
    // In "2 to 4 tomorrow" the day is that of both.
    const whole =
      isDated(piece) && !isDated(last.said) && !isDated(last.until) ? joinSaid(last.said, piece) : undefined;
    const own = isDated(last.until) || !isDated(piece) || isDated(last.said);
    const end = whole === undefined && own ? joinSaid(last.until, piece) : undefined;
    if (whole === undefined && end === undefined) return false;
    Object.assign(last, whole === undefined ? { until: end } : { said: whole }, { end: piece.end });
    return true;
  }
  if (edge !== undefined && last.edge !== undefined) return false;
  const joined = inWeek(last.said, piece) ?? joinSaid(last.said, piece);
  if (joined === undefined) return false;
  if (isDated(piece) && isTimed(last.said)) lendBack(walk.phrases, piece);
  Object.assign(last, { said: joined, end: piece.end });
  if (edge !== undefined) last.edge = edge;
  return true;
}

function take(walk: Walk, piece: Said): void {
  if (!extend(walk, piece)) {
    const { edge, link } = walk;
    walk.phrases.push({
      said: piece,
      ...((edge ?? (link === 'to' ? 'by' : undefined)) ? { edge: edge ?? 'by' } : {}),
      link: link === undefined || link === 'to' ? 'none' : link,
      start: walk.start ?? piece.start,
      end: piece.end,
    });
  }
  forget(walk);
  walk.apart = false;
}

/** A side or a "to" is of the time that follows it. */
function forget(walk: Walk): void {
  walk.link = undefined;
  walk.edge = undefined;
  walk.start = undefined;
}

const CLAUSE_END = /[,;.!?。]/;
const REFUSES = /[不别勿除]|\b(?:but|not|except|no)\b/;

/** What stands between two pieces parts them if it is more than courtesy. */
function pass(walk: Walk, between: string): void {
  if (REFUSES.test(between)) walk.apart = true;
  if (isCourtesy(between)) return;
  const ended = CLAUSE_END.test(between);
  // "Before I open at ten" is before ten.
  if (ended) forget(walk);
  else if (walk.link !== 'or' && walk.link !== 'instead') walk.link = undefined;
  walk.apart ||= ended;
}

/** "After three, before five" is one window. */
function closed(phrases: Phrase[]): Phrase[] {
  const kept: Phrase[] = [];
  for (const phrase of phrases) {
    const last = kept.at(-1);
    const ends = phrase.edge === 'before' || phrase.edge === 'by';
    if (last?.edge === 'after' && !last.until && ends && phrase.link !== 'or' && !isDated(phrase.said)) {
      last.until = phrase.said;
      last.end = phrase.end;
      delete last.edge;
    } else kept.push(phrase);
  }
  return kept;
}

/** What one alternative leaves unsaid it has from its neighbour: 周二或周三下午, "tomorrow at 3 or 4". */
function lend(phrases: readonly Phrase[]): void {
  phrases.forEach((phrase, index) => {
    const from = phrases[index - 1]?.said;
    const { said } = phrase;
    if (from === undefined || isDated(said) || !isTimed(said) || said.minutesAgo !== undefined) return;
    const { date, stretch, weekday, part } = from;
    const lent = phrase.said.clock && !said.part && from.clock && part ? { part } : {};
    phrase.said = { ...said, ...lent, ...(date && { date }), ...(stretch && { stretch }), ...(weekday && { weekday }) };
  });
  phrases.toReversed().forEach((phrase, index, reversed) => {
    const next = reversed[index - 1];
    if (next === undefined || next.link === 'none' || !isDated(phrase.said) || isTimed(phrase.said)) return;
    if (phrase.until || phrase.edge || !isTimed(next.said)) return;
    const { part, clock, hours, ends } = next.said;
    phrase.said = {
      ...phrase.said,
      ...(part && { part }),
      ...(clock && { clock }),
      ...(hours && { hours }),
      ...(ends && { ends }),
    };
    if (next.until) phrase.until = next.until;
    if (next.edge) phrase.edge = next.edge;
  });
}

function mark(walk: Walk, piece: Piece<WishMeaning>): boolean {
  const last = walk.phrases.at(-1);
  if (piece.edge !== undefined) {
    if (!piece.suffix) {
      walk.edge = piece.edge;
      walk.start ??= piece.start;
      return true;
    }
    if (last === undefined || piece.start - last.end > 2 || last.until) return false;
    Object.assign(last, { edge: piece.edge, end: piece.end });
    return true;
  }
  if (piece.mark === 'between') walk.between = true;
  else if (piece.mark === 'and' && walk.between) {
    walk.between = false;
    walk.link = 'to';
  } else if (piece.mark === 'to' || piece.mark === 'or' || piece.mark === 'and' || piece.mark === 'instead') {
    walk.link = piece.mark;
  }
  return true;
}

/** A slip counts no more, but what it has and its correction leaves out is as it was: "Thursday, no, Friday", "Thursday at 3, I mean at 4". */
function corrected(phrases: readonly Phrase[]): Phrase[] {
  const last = phrases.findLastIndex(({ link }) => link === 'instead');
  const [slip, right] = [phrases[last - 1], phrases[last]];
  if (slip === undefined || right === undefined) return [...phrases];
  const { date, stretch, weekday, part, clock, hours, ends } = slip.said;
  const timed = isTimed(right.said);
  const said: Said = isDated(right.said)
    ? right.said
    : { ...right.said, ...(date && { date }), ...(stretch && { stretch }), ...(weekday && { weekday }) };
  const bare = said.clock !== undefined && said.part === undefined && said.clock.half === undefined;
  right.said = timed
    ? { ...said, ...(bare && part && { part }) }
    : { ...said, ...(part && { part }), ...(clock && { clock }), ...(hours && { hours }), ...(ends && { ends }) };
  if (!timed && !right.until && slip.until) right.until = slip.until;
  if (!timed && !right.edge && slip.edge) right.edge = slip.edge;
  right.link = 'none';
  return phrases.slice(last);
}

/** The wishes that stand in a stretch of the text. */
export function parseWishes(pieces: readonly Piece<WishMeaning>[], text: string): Parsed {
  const walk: Walk = { phrases: [], between: false, unclear: false, apart: false };
  const known: { start: number; end: number }[] = [];
  for (const piece of pieces) {
    const last = known.at(-1);
    if (last) pass(walk, text.slice(last.end, piece.start));
    // "After six, Friday not" is not Friday after six.
    if (last && CLAUSE_END.test(text.slice(last.end, piece.start)) && isExcused(text, piece.end)) walk.apart = true;
    if (saysTime(piece)) take(walk, piece);
    else if (!mark(walk, piece)) continue;
    known.push(piece);
  }
  const phrases = closed(corrected(walk.phrases));
  lend(phrases);
  const open = pieces.filter((piece) => piece.mark === 'vague');
  return {
    phrases,
    known,
    flexible: pieces.some((piece) => piece.mark === 'flexible'),
    soon: pieces.some((piece) => piece.mark === 'soon'),
    ...(open.length > 0 && { vague: { since: open.find(({ since }) => since !== undefined)?.since } }),
    unclear: walk.unclear || pieces.some((piece) => piece.mark === 'unclear'),
  };
}

export const findWishPieces = (folded: Folded, answer: boolean): Piece<WishMeaning>[] =>
  findPieces(folded, WISH_PATTERNS, answer);
