/** From folded text to groups of pieces that together name one time: `昨天` + `下午` + `三点半`, `3pm` + `yesterday`. */
import type { Folded } from './fold.ts';
import { CHINESE } from './time-chinese.ts';
import { CLOCKS } from './time-clock.ts';
import { ENGLISH } from './time-english.ts';
import type { DateSpec, Meaning, Pattern, Piece } from './time-words.ts';

/** Pieces side by side, their meanings together. */
export interface Joined extends Meaning {
  start: number;
  end: number;
  /** A weekday said beside a calendar date (11月3日周二): it must agree. */
  weekday?: Extract<DateSpec, { of: 'weekday' }>;
  /** Nothing in it is a time on its own. */
  weak: boolean;
}

export interface Group extends Joined {
  /** The end of a span (三点到四点), which has the date of its beginning. */
  endsSpan: boolean;
}

export const PATTERNS: readonly Pattern[] = [...CHINESE, ...CLOCKS, ...ENGLISH];
const GLUE =
  /^[\s,、()·]{0,3}(?:(?:的|那天|这天|从|at|from|on|around|about|in|the|of|大概|大约|约|差不多|快|将近|接近|是|就是|@|-)[\s,]{0,2}){0,3}$/;
const LONGEST_GLUE = 16;
const TO = /^\s?(?:到|至|-|~|–|—|to|until|till)\s?$/;
const AND = /^\s?(?:和|、|and)\s?$/;
const TAIL = /\s?(?:左右|前后|上下|许|-?ish\b|sharp\b)/y;
/** Habits and opening hours: a time of every day is not a point in time. */
const HABIT =
  /(?:每[天日晚早周个]?|天天|营业(?:时间)?|开门|关门|打烊|\bevery|every\s?day|\beach|\bdaily|opening hours|\bopen)[\s:,是的at]{0,6}$/;

/** Every piece, leftmost first; where two overlap the leftmost and then the longest wins, so `11月3号` beats `3号`. */
export function findPieces<M extends Meaning>(
  folded: Folded,
  patterns: readonly Pattern<M>[],
  answer: boolean,
): Piece<M>[] {
  const { text } = folded;
  const found: Piece<M>[] = [];
  for (const { pattern, strength, read } of patterns) {
    if (strength === 'answer' && !answer) continue;
    for (const match of text.matchAll(pattern)) {
      const meaning = match[0] === '' ? undefined : read(match);
      if (meaning === undefined) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      const capital = strength === 'capital' && /\p{Lu}/u.test(folded.words(start, end));
      found.push({ ...meaning, start, end, weak: strength !== 'strong' && !capital });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.weak) - Number(b.weak));
  let free = 0;
  return found.filter((piece) => {
    if (piece.start < free) return false;
    free = piece.end;
    return true;
  });
}

const onlyDate = (meaning: Meaning): boolean => meaning.date !== undefined && meaning.part === undefined;

/** `undefined` when the piece says a thing that the group has said already, and so begins another time. */
export function join<J extends Joined>(group: J, piece: J): J | undefined {
  const whole = [group, piece].some((side) => side.minutesAgo !== undefined || side.exact !== undefined);
  if (whole || (group.part && piece.part) || (group.clock && piece.clock)) return undefined;
  const joined: J = { ...group, ...piece, start: group.start, weak: false };
  if (group.date === undefined || piece.date === undefined) return joined;
  if (!onlyDate(piece)) return undefined;
  const [weekday, date] = group.date.of === 'weekday' ? [group.date, piece.date] : [piece.date, group.date];
  return weekday.of === 'weekday' && date.of !== 'weekday' ? { ...joined, weekday, date } : undefined;
}

/**
 * A second clock borrows what it leaves unsaid: in 昨天下午三点到四点 four o'clock is yesterday afternoon's too, and in
 * "yesterday at 3pm and 5pm" five is yesterday's.
 */
function borrow(from: Group, group: Group): Group {
  const bare = group.clock !== undefined && group.date === undefined && from.clock !== undefined;
  if (!bare) return group;
  const { date, part } = { ...from, ...group };
  return { ...group, ...(date && { date }), ...(part && { part }), weak: from.weak && group.weak };
}

function follow(last: Group, piece: Piece, text: string): { joined: Group } | { next: Group } {
  const between = text.slice(last.end, Math.min(piece.start, last.end + LONGEST_GLUE + 1));
  const joined = GLUE.test(between) ? join(last, { ...piece, endsSpan: last.endsSpan }) : undefined;
  if (joined !== undefined) return { joined };
  const next: Group = { ...piece, endsSpan: TO.test(between) };
  return { next: next.endsSpan || AND.test(between) ? borrow(last, next) : next };
}

/**
 * The times that the text names. With `answer`, patterns that are too weak for running text count as well; whether a weak
 * group carries an answer is for the caller to judge.
 */
export function findGroups(folded: Folded, answer: boolean): Group[] {
  const { text } = folded;
  const groups: Group[] = [];
  for (const piece of findPieces(folded, PATTERNS, answer)) {
    const last = groups.at(-1);
    const step = last === undefined ? { next: { ...piece, endsSpan: false } } : follow(last, piece, text);
    if ('joined' in step) groups[groups.length - 1] = step.joined;
    else groups.push(step.next);
  }
  let habit = false;
  const points = groups.filter(({ start, endsSpan }) => {
    habit = (habit && endsSpan) || HABIT.test(text.slice(Math.max(0, start - 24), start));
    return !habit;
  });
  return points.map((group) => {
    TAIL.lastIndex = group.end;
    return TAIL.test(text) ? { ...group, end: TAIL.lastIndex } : group;
  });
}
