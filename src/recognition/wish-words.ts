/**
 * What people say of a time to come beyond days and clocks, as tables of patterns over folded text: stretches of days, sides
 * (after three, 五点前), alternatives, and words that leave it open. `time-*.ts` has what past and future share.
 */
import { NUMBER, NUMBER_START, readNumber } from './numerals.ts';
import { ago, CHINESE_SPAN, slashed } from './time-chinese.ts';
import { ENGLISH_SPAN, SHORT_WEEKDAY, span, WEEKDAY } from './time-english.ts';
import { PATTERNS } from './time-pieces.ts';
import { type Clock, HALVES, type Meaning, PARTS, type Part, type Pattern, readWeekday, SHIFTS } from './time-words.ts';

/** Several days named at once, `shift` weeks or months from this one; without it the next that is to come. */
export type Stretch =
  | { of: 'weekend' | 'month-start' | 'month-middle' | 'month-end'; shift?: number }
  /** ISO numbers of the first and the last. */
  | { of: 'weekdays'; first: number; last: number; shift?: number };

/** `by` counts the day or the hour itself, `before` does not. */
export type Edge = 'after' | 'before' | 'by';

export interface WishMeaning extends Meaning {
  /** `between` turns the next "and" into "to". `flexible`: any time; `soon`: as soon as you can; `unclear`: nobody can tell. */
  mark?: 'to' | 'or' | 'and' | 'between' | 'flexible' | 'soon' | 'unclear';
  edge?: Edge;
  /** The edge follows what it belongs to (五点前). */
  suffix?: boolean;
  stretch?: Stretch;
  /** Minutes from now, or days until the end of the last. */
  within?: { minutes: number } | { days: number };
  /** Hours of a part of a part: late morning. */
  hours?: readonly [from: number, until: number];
  /** The end of a span that is one word: 3-5pm. */
  ends?: Clock;
}

type Row = Pattern<WishMeaning>;
const row = (pattern: RegExp, read: Row['read']): Row => ({ pattern, strength: 'strong', read });
/** Too little in running text. */
const bare = (pattern: RegExp, read: Row['read']): Row => ({ pattern, strength: 'answer', read });
const says = (pattern: RegExp, meaning: WishMeaning): Row => row(pattern, () => meaning);

const forenoon = PARTS.get('上午');
const afternoon = PARTS.get('下午');
const within = (part: Part | undefined, from: number, until: number): WishMeaning => ({
  ...(part && { part }),
  hours: [from, until],
});

const shifted = (shift: string | undefined): { shift?: number } =>
  shift === undefined ? {} : { shift: SHIFTS.get(shift) ?? 0 };
type Block = Exclude<Stretch['of'], 'weekdays'>;
const stretch = (of: Block, shift: string | undefined): WishMeaning => ({ stretch: { of, ...shifted(shift) } });

function weekdays(first: string, last: string, shift: string | undefined): WishMeaning | undefined {
  const [from, to] = [readWeekday(first), readWeekday(last)];
  return from < to ? { stretch: { of: 'weekdays', first: from, last: to, ...shifted(shift) } } : undefined;
}
const MONTH_PARTS: Readonly<Record<string, Block>> = {
  初: 'month-start',
  中: 'month-middle',
  底: 'month-end',
  末: 'month-end',
  beginning: 'month-start',
  start: 'month-start',
  middle: 'month-middle',
  end: 'month-end',
};

/** From now on to so much later, of what {@link ago} or {@link span} read as a point ahead. */
function until(meaning: Meaning | undefined): WishMeaning | undefined {
  if (meaning?.minutesAgo !== undefined) return { within: { minutes: -meaning.minutesAgo } };
  const { date } = meaning ?? {};
  if (date?.of !== 'offset' || (date.unit !== 'days' && date.unit !== 'weeks')) return undefined;
  return { within: { days: date.amount * (date.unit === 'weeks' ? 7 : 1) } };
}

const WORD_NUMBER = '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const UNITS = 'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|people|staff|times|more|h|m';
const NO_AMOUNT = `(?![\\w.:/%$¥]|-\\d|\\s?(?:(?:${UNITS})\\b|[点时月日号天周年个小分半位家次]))`;
const BARE_START = '(?<![\\w.:/$¥#+]|\\d-)';
const TO = '(?:[-~–—]|to|till|until|到|至)';

function range(from = '', to = '', minute?: string, half?: string): WishMeaning | undefined {
  const [hour, endHour] = [readNumber(from), readNumber(to)];
  // 12-25 and 12-01 are dates.
  if (hour === undefined || endHour === undefined || hour > 24 || endHour > 24 || /^0/.test(to)) return undefined;
  // Nor can 11-24 be told from one.
  if (half === undefined && minute === undefined && hour <= 12 && endHour > 17) return { mark: 'unclear' };
  const end: Clock = { hour: endHour, minute: minute === undefined ? 0 : Number(minute) };
  if (half !== undefined) end.half = half === 'a' ? 'am' : 'pm';
  return { clock: { hour, minute: 0 }, ends: end };
}

const DAYS: readonly Row[] = [
  row(/(上上|上|这|本|下下|下)?个?周末(?!尾)/g, ([, shift]) => stretch('weekend', shift)),
  says(/(?:星期|周|礼拜)六[、和]?(?:星期|周|礼拜)?[日天]/g, { stretch: { of: 'weekend' } }),
  row(/(这|本|下下|下)个?(?:周|星期|礼拜)(?:之内|以内|内|里)?(?![一二三四五六日天末1-7])/g, ([, shift]) =>
    weekdays('一', '五', shift),
  ),
  row(
    /(这|本|下下|下)?个?(?:周|星期|礼拜)([一二三四五六])\s?(?:到|至|[-~–—])\s?(?:这|本|下)?(?:周|星期|礼拜)?([二三四五六日天])(?![点时\d十])/g,
    ([, shift, first = '', last = '']) => weekdays(first, last, shift),
  ),
  row(
    new RegExp(
      `\\b(?:(this|next) )?(${WEEKDAY}|${SHORT_WEEKDAY})\\s?(?:[-~–—]|to|till|until|through)\\s?(${WEEKDAY}|${SHORT_WEEKDAY})\\b`,
      'g',
    ),
    ([, shift, first = '', last = '']) => weekdays(first, last, shift),
  ),
  says(/工作日|平日|\b(?:on )?(?:weekdays|working days)\b/g, { stretch: { of: 'weekdays', first: 1, last: 5 } }),
  row(
    /(?<![\d一二三四五六七八九十])(这|本|下下|下)?个?月(初|中|底|末)(?!旬|[一二三四五六七八九十])/g,
    ([, shift, part = '']) => stretch(MONTH_PARTS[part] ?? 'month-end', shift),
  ),
  row(/\b(?:(?:at|on|over) )?(?:the |(this|next) |coming )?weekend\b/g, ([, shift]) => stretch('weekend', shift)),
  row(/\b(this|next) week\b(?!end)/g, ([, shift]) => weekdays('一', '五', shift)),
  row(
    /\b(?:at |by |in )?(?:the )?(beginning|start|middle|end) of (?:the|(this|next)) month\b/g,
    ([, part = '', shift]) => stretch(MONTH_PARTS[part] ?? 'month-end', shift),
  ),
  row(new RegExp(`\\b(?:on )?(${WEEKDAY}) week\\b`, 'g'), ([, day = '']) => weekAfter(day)),
  row(new RegExp(`\\b(?:a )?week (?:on|from) (${WEEKDAY}|${SHORT_WEEKDAY})\\b`, 'g'), ([, day = '']) => weekAfter(day)),
  row(/\b(?:in )?a (week|fortnight)(?: from)?(?: (today|tomorrow))\b/g, ([, unit, day]) => ({
    date: { of: 'offset', amount: (unit === 'week' ? 7 : 14) + (day === 'tomorrow' ? 1 : 0), unit: 'days' },
  })),
  says(/\bin a fortnight\b/g, { date: { of: 'offset', amount: 14, unit: 'days' } }),
  row(/\b(?:the )?(\d{1,2})(?:st|nd|rd|th) of (this|next) month\b/g, ([, day, shift = '']) => ({
    date: { of: 'calendar', day: Number(day), months: SHIFTS.get(shift) ?? 0 },
  })),
  says(/\b(?:tmrw?|tmw|tomoz|2moro|2morrow)\b/g, { date: { of: 'offset', amount: 1, unit: 'days' } }),
  says(/\bthe day after\b(?! tomorrow)/g, { date: { of: 'offset', amount: 2, unit: 'days' } }),
  bare(/(?<![\w.:/¥$-])(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/g, ([, day]) => ({
    date: { of: 'calendar', day: Number(day) },
  })),
  row(new RegExp(`(?<=[号日]\\s?(?:到|至|[-~–—])\\s?)(${NUMBER})\\s?[号日]`, 'g'), ([, day = '']) => {
    const number = readNumber(day);
    return number === undefined ? undefined : { date: { of: 'calendar', day: number } };
  }),
  row(/(?<![\w.:/¥$-])(\d{1,2})\.(\d{1,2})\.(?![\d.])/g, ([, month, day]) => slashed(month, day, undefined)),
];
/** "Friday week": the Friday after the coming one, which `loose` would ask about. */
const weekAfter = (day: string): WishMeaning => ({
  date: { of: 'weekday', weekday: readWeekday(day), after: 1 },
});

const DISTANCES: readonly Row[] = [
  row(new RegExp(`(?:再?过|再等|等)${CHINESE_SPAN}(?:[之以]?后)?`, 'g'), (match) => ago(match, -1)),
  row(new RegExp(`${CHINESE_SPAN}[之以]?内`, 'g'), (match) => until(ago(match, -1))),
  row(/([一三123])刻钟[之以]?后/g, ([, quarters = '']) => ({ minutesAgo: -15 * (readNumber(quarters) ?? 1) })),
  row(new RegExp(`(?<![\\w.:/$-])${ENGLISH_SPAN}\\s(?:from now|later|from today)\\b`, 'g'), (match) => span(match, -1)),
  row(new RegExp(`\\b(?:in|within)\\sthe\\s(?:next\\s)?${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) =>
    until(span(match, -1)),
  ),
  row(new RegExp(`\\bwithin\\s(?:the\\snext\\s)?${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) => until(span(match, -1))),
  says(/\b(?:within|in) the (?:next )?hour\b/g, { within: { minutes: 60 } }),
  // 过两天 is any day soon.
  says(/(?<!再)过[两几]天/g, { mark: 'unclear' }),
  // Just now is behind us, by however little.
  says(/刚刚|刚才|方才|头先|啱啱|\b(?:just now|a moment ago|moments ago)\b/g, { minutesAgo: 1 }),
  // Of the past these count in answers only; a callback is asked for with them.
  row(new RegExp(`${CHINESE_SPAN}[之以]?后`, 'g'), (match) => ago(match, -1)),
  row(new RegExp(`\\bin\\s${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) => span(match, -1)),
  bare(/现在|此刻|眼下|而家|依家|即刻|\b(?:right now|right away|straight ?away|immediately|now)\b/g, () => ({
    minutesAgo: 0,
  })),
];

const CLOCKS: readonly Row[] = [
  row(
    new RegExp(
      `${NUMBER_START}(?<![:/-])(${NUMBER})\\s?${TO}\\s?(${NUMBER})\\s?[点时](?:(半)|(\\d{2})分?|([一三])刻|整|钟)?`,
      'g',
    ),
    ([, from, to, half, minute, quarters]) =>
      range(from, to, half ? '30' : quarters ? String(15 * (readNumber(quarters) ?? 0)) : minute),
  ),
  row(
    new RegExp(`${BARE_START}(?<!-)(\\d{1,2})\\s?${TO}\\s?(\\d{1,2})(?:[:.](\\d{2}))?\\s?([ap])\\.?m\\b\\.?`, 'g'),
    ([, from, to, minute, half]) => range(from, to, minute, half),
  ),
  bare(
    new RegExp(`${BARE_START}(?<!-)(\\d{1,2})\\s?${TO}\\s?(\\d{1,2})(?:[:.]([0-5]\\d))?${NO_AMOUNT}`, 'g'),
    ([, from, to, minute]) => range(from, to, minute),
  ),
  // The end of 11am-1pm.
  row(/(?<=[\dm]-)(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?/g, ([, hour, minute = '0', half]) => ({
    clock: { hour: Number(hour), minute: Number(minute), half: half === 'a' ? 'am' : 'pm' },
  })),
  bare(/(?<![\w.:/$¥-])(\d{1,2})\.([0-5]0|[14]5)(?![\d.:]|\s?[元块%])/g, ([, hour, minute]) => ({
    clock: { hour: Number(hour), minute: Number(minute) },
  })),
  row(new RegExp(`\\bhalf (${WORD_NUMBER}|\\d{1,2})${NO_AMOUNT}`, 'g'), ([, hour = '']) => ({
    clock: { hour: readNumber(hour) ?? 99, minute: 30 },
  })),
  // Ten to four is 3:50, or from ten to four.
  says(new RegExp(`(?<!from )\\b(?:five|ten) to ${WORD_NUMBER}\\b`, 'g'), { mark: 'unclear' }),
  row(
    new RegExp(`\\b(twenty|twenty-five|20|25) (?:minutes )?to (${WORD_NUMBER}|one|\\d{1,2})${NO_AMOUNT}`, 'g'),
    ([, minute = '', hour = '']) => {
      const number = readNumber(hour) ?? 99;
      const before = /five|5/.test(minute) ? 25 : 20;
      return { clock: { hour: number === 1 ? 12 : number - 1, minute: 60 - before } };
    },
  ),
  row(
    new RegExp(
      `${BARE_START}(${WORD_NUMBER}|one|\\d{1,2}) (ten|fifteen|twenty|thirty|forty|forty[- ]five|fifty)(?:\\s?([ap])\\.?m\\b)?${NO_AMOUNT}`,
      'g',
    ),
    ([, hour = '', minute = '', half]) => ({
      clock: {
        hour: readNumber(hour) ?? 99,
        minute: minute === 'fifty' ? 50 : (readNumber(minute.replace(' ', '-')) ?? 99),
        ...(half === undefined ? {} : { half: half === 'a' ? 'am' : 'pm' }),
      },
    }),
  ),
  row(
    /(?<=(?:day|mon|tues?|wed|thur?s?|fri|sat|sun|tomorrow|\d(?:st|nd|rd|th)?)\.? )(?:in the )?([ap])\.?m\b/g,
    ([, half]) => ({
      part: HALVES[half === 'a' ? 'am' : 'pm'],
    }),
  ),
  row(
    new RegExp(`\\b(five|ten|twenty|twenty-five|\\d{1,2}) (?:minutes )?past (${WORD_NUMBER}|one|\\d{1,2})(?!\\w)`, 'g'),
    ([, minute = '', hour = '']) => ({
      clock: { hour: readNumber(hour) ?? 99, minute: minute === 'twenty-five' ? 25 : (readNumber(minute) ?? 0) },
    }),
  ),
  bare(
    new RegExp(
      `${BARE_START}(\\d{1,2}|${WORD_NUMBER}|(?<=\\b(?:at|around|about|after|before|by|from|until|till|between|to) )one)(?:-?ish\\b)?${NO_AMOUNT}`,
      'g',
    ),
    ([, hour = '']) => ({ clock: { hour: readNumber(hour) ?? 99, minute: 0 } }),
  ),
  says(/\bfirst thing(?: in the morning)?\b/g, within(forenoon, 9, 10)),
  says(/\b(?:in the )?early morning\b/g, within(PARTS.get('早上'), 8, 10)),
  says(/\b(?:in the )?late(?:r in the)? morning\b/g, within(forenoon, 10.5, 12)),
  says(/\b(?:in the )?early afternoon\b/g, within(afternoon, 13, 15)),
  says(/\b(?:in the )?late(?:r in the)? afternoon\b/g, within(afternoon, 16, 18)),
  says(/\b(?:at )?lunch ?(?:time)?\b|午(?:休|饭|餐)(?:时间|的?时候)?/g, within(PARTS.get('中午'), 12, 14)),
  says(/一早/g, within(PARTS.get('早上'), 8, 10)),
  says(/上昼/g, forenoon === undefined ? {} : { part: forenoon }),
  says(/下昼/g, afternoon === undefined ? {} : { part: afternoon }),
];

const MARKS: readonly Row[] = [
  // What an appointment is moved to counts as any other.
  says(/[改换][到成为在]/g, {}),
  says(/到(?!时|店|家|货|底|处|访)|至(?!今|于|少|多)|[-~–—]|\b(?:to|until|till|through)\b/g, { mark: 'to' }),
  says(/或者?是?|还是|抑或|\bor\b|(?<=[\p{Script=Han}a-z]\s?)\/(?=\s?[\p{Script=Han}a-z])/gu, { mark: 'or' }),
  says(/和|跟|与|及|同埋|、|&|\band\b/g, { mark: 'and' }),
  says(/\bbetween\b/g, { mark: 'between' }),
  says(/[之以过]后|后(?!天|日|年|来)|开始|起(?!来)|往后|\b(?:onwards?|or later|or after|and later|and after)\b/g, {
    edge: 'after',
    suffix: true,
  }),
  says(/不早于|(?:不能|不要|别)早于|最早|自(?!己)|从|过了|\b(?:after|from|since|past|later than|starting)\b/g, {
    edge: 'after',
  }),
  says(/\b(?:no earlier than|not (?:earlier than|before|until|till))\b|\bat the earliest\b/g, { edge: 'after' }),
  says(/[之以]前|前(?!天|日|年|台|面|两|几)|为止|\b(?:or (?:earlier|before|sooner))\b/g, {
    edge: 'before',
    suffix: true,
  }),
  says(/\b(?:before|earlier than|prior to|ahead of)\b/g, { edge: 'before' }),
  says(
    /不[晚迟]于|(?:不能|不要|别)[晚迟]于|最晚|最迟|\bby\b|\b(?:not|no) later than\b|\bnot after\b|\bup (?:to|until|till)\b/g,
    {
      edge: 'by',
    },
  ),
  says(/\bat the latest\b/g, { edge: 'by', suffix: true }),
  says(
    /(?:(?:什么|啥|边个)?(?:时候|时间)|几点钟?|几时|哪天|边日)?都(?:可以|可|行|好|得|方便|有空|在|没问题|冇问题|ok)|随时|任何时(?:间|候)|几时都|全天|[一]?整天|成日|随便|无所谓|冇所谓|不限|你们?定|您定/g,
    { mark: 'flexible' },
  ),
  says(
    /\b(?:at )?any ?time\b|\bwhenever\b|\ball day\b|\bflexible\b|\b(?:i )?(?:don['’]?t|do not) mind\b|\bno preference\b|\bup to you\b/g,
    { mark: 'flexible' },
  ),
  says(/越快越好|尽[快早]|马上|立刻|立即|赶紧|赶快|\bas soon as (?:possible|you can)\b|\basap\b|\ba\.s\.a\.p\.?/g, {
    mark: 'soon',
  }),
];

/** First what only a wish has: where two are as long, it is meant. */
export const WISH_PATTERNS: readonly Row[] = [...DAYS, ...DISTANCES, ...CLOCKS, ...MARKS, ...PATTERNS];
