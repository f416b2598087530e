/**
 * How times are written in English, as a table of patterns over folded text. chrono-node is not used: it drops what it
 * does not understand and answers with the rest, so "yesterday 25:00" becomes yesterday, "last night at 11" becomes 11 this
 * morning and "for 20 minutes" a time in the future, and its date arithmetic runs on the clock of the host.
 */
import { ENGLISH_NUMBER, ENGLISH_ORDINAL, readNumber } from './numerals.ts';
import type { Clock, DateSpec, Meaning, Pattern } from './time-words.ts';
import { DAYS, MONTH, PARTS, readMonth, readUnit, readWeekday, SHIFTS, UNIT } from './time-words.ts';

const NUMBER = `(?:\\d{1,2}|${ENGLISH_NUMBER})`;
const DAY = `(?:(\\d{1,2})(?:st|nd|rd|th)?|(${ENGLISH_ORDINAL}))`;
export const WEEKDAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
export const SHORT_WEEKDAY = '(?:mon|tues?|weds?|thur?s?|fri|sat|sun)';
const SITTERS = 'i|we|he|she|they|who|and|people|customers|just|to|got|were|was';
const PART = '(morning|afternoon|evening|night|lunchtime|noon)';
/** After "at 3" only these may follow: "at 3 staff" counts people. */
const CLOCK_ENDS =
  '(?![\\d.:%/$-])(?!\\s?(?!(?:on|in|yesterday|today|this|last|and|when|but|i|we|he|she|they|the|to|because|it|after|before|or)\\b)[a-z])';
/** "you may 3 times", "all 3 may leave" and "we march 4 abreast" are verbs. A month that starts a clause has its capital. */
const VERBS = '(?!may\\b|mar\\b|march\\b)';
const COUNTED =
  '(?!\\s(?:people|staff|persons?|times|of\\s(?:us|them|the)|customers?|items?|orders?|weeks?|days?|months?|years?|minutes?|hours?)\\b)';
const YEAR = '(?:,?\\s?(\\d{4})(?![\\d:]))?';

function named(
  day: string | undefined,
  ordinal: string | undefined,
  month = '',
  year: string | undefined,
): Meaning | undefined {
  const number = readNumber(day ?? ordinal ?? '');
  if (number === undefined) return undefined;
  const date = { of: 'calendar', month: readMonth(month), day: number } as const;
  return { date: year === undefined ? date : { ...date, year: Number(year) } };
}

const dayFirst = (verbs: string): RegExp =>
  new RegExp(
    `(?<![\\w.:/$])(?:the\\s)?${DAY}(?:\\sof)?[\\s-]?(?:the\\s)?${verbs}(${MONTH})(?![a-z])\\.?(?:[\\s-](?=\\d{4}))?${YEAR}`,
    'g',
  );
const monthFirst = (verbs: string): RegExp =>
  new RegExp(`(?<![\\w-])${verbs}(${MONTH})\\.?\\s?(?:the\\s)?${DAY}(?![\\w%]|[:.]\\d)${COUNTED}${YEAR}`, 'g');

function weekday(shift: string | undefined, day = '', week: string | undefined): Meaning {
  const date = { of: 'weekday', weekday: readWeekday(day) } as const;
  if (week !== undefined) return { date: { ...date, weeks: SHIFTS.get(week) ?? 0 } };
  // "last Friday" is the one before today, whichever week it fell in; "this" and "next" name the week.
  if (shift === 'last' || shift === 'past') return { date: { ...date, before: true } };
  return {
    date: shift === undefined || shift === 'on' ? date : { ...date, weeks: SHIFTS.get(shift) ?? 0, loose: true },
  };
}

export function span(match: RegExpMatchArray, sign: 1 | -1): Meaning | undefined {
  const { amount = '', unit: word = '', more, moreUnit } = match.groups ?? {};
  const unit = readUnit(word);
  const count = readNumber(amount.replaceAll(/\s+/g, ' '));
  if (unit === undefined || count === undefined) return undefined;
  if (unit !== 'minutes' && unit !== 'hours') {
    if (more !== undefined || !Number.isInteger(count)) return undefined;
    return { date: { of: 'offset', amount: -sign * count, unit } };
  }
  const minutes = unit === 'hours' ? count * 60 : word.startsWith('s') ? 0 : count;
  if (more === undefined) return { minutesAgo: sign * minutes };
  const extra = more === 'a half' ? 30 : readUnit(moreUnit ?? '') === 'minutes' ? readNumber(more) : undefined;
  return extra === undefined ? undefined : { minutesAgo: sign * (minutes + extra) };
}
export const ENGLISH_SPAN = `(?<amount>\\d{1,4}(?:\\.\\d)?|${ENGLISH_NUMBER})\\s?(?<unit>${UNIT}|h|m)(?:\\s(?:and\\s)?(?<more>a\\shalf|\\d{1,2})(?:\\s?(?<moreUnit>${UNIT}))?)?`;

function dayPart(amount: number, word: string): Meaning | undefined {
  const part = PARTS.get(word === 'night' || word === 'tonight' ? 'evening' : word);
  if (part === undefined) return undefined;
  // The small hours after last night's or tonight's evening belong to it.
  return { date: { of: 'offset', amount, unit: 'days' }, part };
}

function clock(hour: string | undefined, minute: string | undefined, half: string | undefined): Meaning | undefined {
  const number = readNumber(hour ?? '');
  if (number === undefined) return undefined;
  const meant: Clock = { hour: number, minute: Number(minute ?? 0) };
  if (half !== undefined) meant.half = half === 'a' ? 'am' : 'pm';
  return { clock: meant };
}

const days = [...DAYS.keys()]
  .filter((word) => /^[a-z]/.test(word))
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const offset = (word: string): DateSpec => ({ of: 'offset', amount: DAYS.get(word) ?? 0, unit: 'days' });

export const ENGLISH: readonly Pattern[] = [
  { pattern: /\b(?:just now|a moment ago|moments ago)\b/g, strength: 'strong', read: () => ({ minutesAgo: 0 }) },
  { pattern: /^\s*(?:(?:right )?now)\b/g, strength: 'answer', read: () => ({ minutesAgo: 0 }) },
  {
    pattern: new RegExp(`(?<![\\w.:/$-])${ENGLISH_SPAN}\\sago\\b`, 'g'),
    strength: 'strong',
    read: (match) => span(match, 1),
  },
  {
    pattern: new RegExp(`\\bin\\s${ENGLISH_SPAN}(?![\\w])`, 'g'),
    strength: 'answer',
    read: (match) => span(match, -1),
  },
  { pattern: new RegExp(`\\b(?:${days})\\b`, 'g'), strength: 'strong', read: ([word]) => ({ date: offset(word) }) },
  { pattern: /\blast night\b/g, strength: 'strong', read: () => dayPart(-1, 'night') },
  { pattern: /\btonight\b/g, strength: 'strong', read: () => dayPart(0, 'night') },
  { pattern: new RegExp(`\\bthis ${PART}\\b`, 'g'), strength: 'strong', read: ([, part = '']) => dayPart(0, part) },
  {
    pattern: new RegExp(`\\b(?:(last|this|next|past|on) )?(${WEEKDAY})(?: (?:of )?(last|this|next) week)?(?!\\w)`, 'g'),
    strength: 'strong',
    read: ([, shift, day, week]) => weekday(shift, day, week),
  },
  {
    pattern: new RegExp(`\\b(last|this|next|past) (${SHORT_WEEKDAY})(?!\\w)\\.?`, 'g'),
    strength: 'strong',
    read: ([, shift, day]) => weekday(shift, day, undefined),
  },
  {
    // "sat" and "sun" are words too, so a short name needs a clock beside it and nobody in front who might have sat.
    pattern: new RegExp(`(?<!\\b(?:${SITTERS}) (?=sat)|\\bthe (?=sun))\\b(?:on )?(${SHORT_WEEKDAY})(?!\\w)\\.?`, 'g'),
    strength: 'weak',
    read: ([, day]) => weekday(undefined, day, undefined),
  },
  { pattern: dayFirst(VERBS), strength: 'strong', read: ([, day, word, month, year]) => named(day, word, month, year) },
  {
    pattern: monthFirst(VERBS),
    strength: 'strong',
    read: ([, month, day, word, year]) => named(day, word, month, year),
  },
  { pattern: dayFirst(''), strength: 'capital', read: ([, day, word, month, year]) => named(day, word, month, year) },
  { pattern: monthFirst(''), strength: 'capital', read: ([, month, day, word, year]) => named(day, word, month, year) },
  {
    pattern: /\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b(?!\s(?!at\b|around\b|in\b)[a-z])/g,
    strength: 'weak',
    read: ([, day]) => ({ date: { of: 'calendar', day: Number(day) } }),
  },
  {
    pattern: /(?<![\w.:/$-]|[¥$] )(\d{1,2})(?:[.:](\d{2}))?\s?([ap])(?:m\b|\.m\b\.?)/g,
    strength: 'strong',
    read: ([, hour, minute, half]) => clock(hour, minute, half),
  },
  {
    pattern: new RegExp(`(?<![\\w.:/$-])(${NUMBER})\\s?o['’]?\\s?clock\\b`, 'g'),
    strength: 'strong',
    read: ([, hour]) => clock(hour, undefined, undefined),
  },
  {
    pattern: new RegExp(`\\b(half past|quarter past|quarter to) (${NUMBER})(?:\\s?([ap])\\.?m\\b)?(?![\\w.:%])`, 'g'),
    strength: 'strong',
    read([, quarter, hour = '', half]) {
      const number = readNumber(hour);
      if (number === undefined) return undefined;
      const minute = quarter === 'half past' ? '30' : quarter === 'quarter past' ? '15' : '45';
      return clock(String(quarter !== 'quarter to' ? number : number === 1 ? 12 : number - 1), minute, half);
    },
  },
  {
    pattern: new RegExp(`\\b(?:at|around|about) (${NUMBER})${CLOCK_ENDS}`, 'g'),
    strength: 'weak',
    read: ([, hour]) => clock(hour, undefined, undefined),
  },
  {
    pattern: new RegExp(`(?<![\\w.:/$-])(${NUMBER})(?= (?:in the (?:morning|afternoon|evening)|at night)\\b)`, 'g'),
    strength: 'weak',
    read: ([, hour]) => clock(hour, undefined, undefined),
  },
  {
    pattern: /\b(noon|midday|midnight)\b/g,
    strength: 'strong',
    read: ([word]) => partOf(word),
  },
  {
    pattern: new RegExp(`(?<!\\bgood )\\b(?:in the |at )?${PART}\\b(?! (?:tea|shift|snack|special|menu))`, 'g'),
    strength: 'weak',
    read: ([, word = '']) => partOf(word),
  },
];

function partOf(word: string): Meaning | undefined {
  const part = PARTS.get(word);
  return part === undefined ? undefined : { part };
}
