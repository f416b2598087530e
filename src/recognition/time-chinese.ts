/**
 * How days and distances in time are written in Chinese and in digits, as a table of patterns over folded text (so Simplified only). Each row
 * reads one piece; joining pieces is `time-pieces.ts`'s work. Every repeat is bounded, so that no text is slow to scan.
 */
import { NUMBER, NUMBER_START, readNumber, readYear } from './numerals.ts';
import type { Meaning, Pattern } from './time-words.ts';
import { chineseKeys, DAYS, PARTS, readUnit, readWeekday, SHIFTS, SHORT_DAYS, UNIT, YEARS } from './time-words.ts';

/** What people number with 号, where no day is meant: 3号桌, 2号线. */
const NUMBERED = '店铺桌台楼线门员码房柜机车窗包餐厅仓库院馆桩位室球衫字厨工客单杯床';
/** Longer ago is history, and its clocks were others. */
const YEARS_MAX = 100;

export function ago(match: RegExpMatchArray, sign: 1 | -1): Meaning | undefined {
  const { amount, plus, unit: word = '', after } = match.groups ?? {};
  const unit = readUnit(word);
  const whole = amount === '半' ? 0.5 : readNumber(amount ?? '');
  if (unit === undefined || whole === undefined) return undefined;
  // 11月前 is "before November"; eleven months are 11个月.
  if (unit === 'months' && !match[0].includes('个')) return undefined;
  const count = whole + (plus === undefined && after === undefined ? 0 : 0.5);
  if (unit === 'minutes') return { minutesAgo: sign * (word.startsWith('秒') ? 0 : count) };
  if (unit === 'hours') return { minutesAgo: sign * count * 60 };
  if (!Number.isInteger(count) || (unit === 'years' && sign === 1 && count > YEARS_MAX)) return undefined;
  return { date: { of: 'offset', amount: -sign * count, unit } };
}

function calendar(year: string | undefined, month: string | undefined, day: string | undefined): Meaning | undefined {
  const [y, m, d] = [readYear(year ?? ''), readNumber(month ?? ''), readNumber(day ?? '')];
  if (d === undefined || (month !== undefined && m === undefined)) return undefined;
  return {
    date: {
      of: 'calendar',
      ...(year === undefined || y === undefined ? {} : { year: y }),
      ...(m === undefined ? {} : { month: m }),
      day: d,
    },
  };
}

const AMOUNT = `${NUMBER_START}(?<amount>\\d{1,4}(?:\\.\\d)?|半|[一二两三四五六七八九十廿]{1,3})`;
export const CHINESE_SPAN = `${AMOUNT}\\s?(?:个)?(?<plus>半)?(?<unit>${UNIT})(?<after>半)?(?:左右)?`;

export const CHINESE: readonly Pattern[] = [
  { pattern: /刚刚|刚才|方才|头先|啱啱/g, strength: 'strong', read: () => ({ minutesAgo: 0 }) },
  { pattern: /现在|此刻|眼下|而家/g, strength: 'answer', read: () => ({ minutesAgo: 0 }) },
  {
    pattern: new RegExp(`${CHINESE_SPAN}[之以]?前(?![台面后])`, 'g'),
    strength: 'strong',
    read: (match) => ago(match, 1),
  },
  { pattern: new RegExp(`${CHINESE_SPAN}[之以]?后`, 'g'), strength: 'answer', read: (match) => ago(match, -1) },
  {
    pattern: /(?<![\d.])([一三123])刻钟[之以]?前/g,
    strength: 'strong',
    read: (match) => ({ minutesAgo: (readNumber(match[1] ?? '') ?? 1) * 15 }),
  },
  {
    // 目前天气 and 然后天天 hold 前天 and 后天 by accident; 每天 is a habit.
    pattern: new RegExp(`(?<![目之以提空然最])(?:${chineseKeys(DAYS)})`, 'g'),
    strength: 'strong',
    read: (match) => ({ date: { of: 'offset', amount: DAYS.get(match[0]) ?? 0, unit: 'days' } }),
  },
  {
    pattern: new RegExp(
      `(?<![目之以提])([${chineseKeys(SHORT_DAYS).replaceAll('|', '')}])(早上?|晨|朝|晚上?|夜里?)(?![餐饭茶])`,
      'g',
    ),
    strength: 'strong',
    read(match) {
      const part = PARTS.get(/[早晨朝]/.test(match[2] ?? '') ? '早上' : '晚上');
      const date = { of: 'offset', amount: SHORT_DAYS.get(match[1] ?? '') ?? 0, unit: 'days' } as const;
      return part === undefined || match[1] === '当' ? undefined : { date, part };
    },
  },
  {
    // 拜六 is 礼拜六; within a text 拜三拜 is no day.
    pattern: /^\s*拜([一二三四五六日])/g,
    strength: 'answer',
    read: ([, weekday = '']) => ({ date: { of: 'weekday', weekday: readWeekday(weekday) } }),
  },
  {
    pattern:
      /(?:(?<=(?:周|星期|礼拜)[一二三四五六日天])|(?<![每一二两三四五六七八九十几半整单双各\d]))(?<![一二两三四五六七八九十几\d]个)(上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天](?!次)|[1-7](?![\d次]))/g,
    strength: 'strong',
    read: ([, shift, weekday = '']) => ({
      date: {
        of: 'weekday',
        weekday: readWeekday(weekday),
        ...(shift === undefined ? {} : { weeks: SHIFTS.get(shift) ?? 0 }),
      },
    }),
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4})\\s?年\\s?(${NUMBER})\\s?月份?\\s?(${NUMBER})(?:\\s?[日号]|(?![\\d个次人点]))`,
      'g',
    ),
    strength: 'strong',
    read: ([, year, month, day]) => calendar(year, month, day),
  },
  {
    // Years counted as in Taiwan, from 1911: 115年 and 民国115年 are 2026.
    pattern: new RegExp(`(?:民国\\s?)?(?<!\\d)(1[01]\\d)\\s?年\\s?(${NUMBER})\\s?月\\s?(${NUMBER})\\s?[日号]`, 'g'),
    strength: 'strong',
    read: ([, year, month, day]) => calendar(String(Number(year) + 1911), month, day),
  },
  {
    pattern: new RegExp(
      `${NUMBER_START}(?<!年)(?:(${chineseKeys(YEARS)})的?)?(${NUMBER})\\s?月份?\\s?(${NUMBER})(?:\\s?[日号]|(?=\\s*(?:$|[早晚上下中凌傍,。])))`,
      'g',
    ),
    strength: 'strong',
    read([, year, month, day]) {
      const { date } = calendar(undefined, month, day) ?? {};
      if (date?.of !== 'calendar') return undefined;
      return { date: year === undefined ? date : { ...date, years: YEARS.get(year) ?? 0 } };
    },
  },
  {
    pattern: new RegExp(`(上上|上|这|本|下下|下)个?月的?(${NUMBER})[日号]`, 'g'),
    strength: 'strong',
    read([, shift = '', day = '']) {
      const number = readNumber(day);
      return number === undefined
        ? undefined
        : { date: { of: 'calendar', months: SHIFTS.get(shift) ?? 0, day: number } };
    },
  },
  {
    pattern: new RegExp(
      `${NUMBER_START}(?<![排叫拿取到领编月.路街巷弄屯里村楼栋座幢园城-])(${NUMBER})\\s?号(?![${NUMBERED}]|\\d{1,4}\\s?[楼层室栋座巷弄])`,
      'g',
    ),
    strength: 'strong',
    read: ([, day]) => calendar(undefined, undefined, day),
  },
  {
    pattern: new RegExp(`${NUMBER_START}(?<![月期-])(${NUMBER})日(?![内后游间均常])`, 'g'),
    strength: 'weak',
    read: ([, day]) => calendar(undefined, undefined, day),
  },
  {
    pattern: /(?<![\w/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/]|[.-]\d)(?:t(?=\d))?/g,
    strength: 'strong',
    read: ([, year, , month, day]) => calendar(year, month, day),
  },
  {
    pattern: /(?<![\w/.-])(\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:z|[+-]\d{2}:?\d{2}))(?![\w:])/g,
    strength: 'strong',
    read: ([, exact = '']) => ({ exact: exact.toUpperCase() }),
  },
  {
    pattern: /(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/]|[.-]\d)/g,
    strength: 'strong',
    read: ([, month, , day, year]) => slashed(month, day, year),
  },
  {
    pattern: /(?<![\w/.:#-])(\d{1,2})[/-](\d{1,2})(?![\w/:%-]|\.\d|\s?[点时号月日天分小个杯份人元])/g,
    strength: 'weak',
    read: ([, month, day]) => slashed(month, day, undefined),
  },
  {
    // 11.15 is a price as often as a date, unless a part of the day follows.
    pattern: /(?<![\w.:/¥$-])(\d{1,2})\.(\d{1,2})(?=\s?(?:[上下中]午|凌晨|早|晚|傍))/g,
    strength: 'weak',
    read: ([, month, day]) => slashed(month, day, undefined),
  },
  {
    pattern: /^\s*(\d{1,2})\.(\d{1,2})(?![\d.:])/g,
    strength: 'answer',
    read: ([, month, day]) => (Number(month) > 12 || Number(day) > 31 ? undefined : slashed(month, day, undefined)),
  },
  {
    pattern: /^\s*(\d{4})(\d{2})(\d{2})(?!\d)/g,
    strength: 'answer',
    read: ([, year, month, day]) => calendar(year, month, day),
  },
];

/** Chinese order, month first; `25/3` can only be a day first, and `3/4` may be; of the past only `3/4/2026` is asked about. */
export function slashed(first: string | undefined, second: string | undefined, year: string | undefined): Meaning {
  const [a, b] = [Number(first), Number(second)];
  const [month, day] = a > 12 && b <= 12 ? [b, a] : [a, b];
  const swapped = a <= 12 && b <= 12 && a !== b;
  return {
    date: {
      of: 'calendar',
      ...(year === undefined ? {} : { year: Number(year) }),
      month,
      day,
      ...(swapped ? { swapped } : {}),
    },
  };
}
