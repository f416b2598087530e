/**
 * The vocabulary of times as tables, and the shape of one understood piece of a time. What a piece means on a calendar is
 * decided in `time-resolve.ts`.
 */

/**
 * A part of the day. `from` and `to` bound the hours that a clock may say with it, counted from the date's midnight, so
 * that 25 is one in the night that follows. `usual` stands for the part when no clock is given.
 */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly usual: number;
  /** From when to when someone may be called who says the part and no clock. */
  readonly call: readonly [from: number, until: number];
  /** Without a day it is today's. */
  readonly today?: true;
}

const dawn: Part = { from: 0, to: 7, usual: 3, call: [0, 6] };
const morning: Part = { from: 4, to: 13, usual: 8, call: [8, 10] };
const forenoon: Part = { from: 5, to: 13, usual: 10, call: [9, 12] };
/** Spoken of as of a point: 正午, at noon. */
const noonItself: Part = { from: 10, to: 15, usual: 12, call: [12, 12.5] };
const noon: Part = { from: 10, to: 15, usual: 12, call: [12, 14] };
const afternoon: Part = { from: 12, to: 21, usual: 15, call: [13, 18] };
const dusk: Part = { from: 16, to: 21, usual: 18, call: [17, 19] };
const evening: Part = { from: 17, to: 29, usual: 20, call: [18, 21] };
const night: Part = { from: 19, to: 30, usual: 23, call: [21, 24] };
const midnight: Part = { from: 23, to: 27, usual: 24, call: [24, 24.5] };
/** English counts the small hours to the morning ("3 in the morning") and the evening to the night ("8 at night"). */
const anyMorning: Part = { from: 0, to: 13, usual: 8, call: [9, 12] };
const anyNight: Part = { from: 17, to: 30, usual: 22, call: [18, 21] };

export const HALVES: Readonly<Record<'am' | 'pm', Part>> = {
  am: { from: 0, to: 12, usual: 8, call: [9, 12] },
  pm: { from: 12, to: 24, usual: 15, call: [13, 18] },
};

export const PARTS: ReadonlyMap<string, Part> = new Map([
  ...['凌晨', '拂晓'].map((word) => [word, dawn] as const),
  ...['大清早', '一大早', '清晨', '早晨', '早上', '早间', '朝头早', '朝早', '今朝', '早'].map(
    (word) => [word, morning] as const,
  ),
  ...['上午', '午前'].map((word) => [word, forenoon] as const),
  ...['正午', 'noon', 'midday'].map((word) => [word, noonItself] as const),
  ...['中午', '晌午', '午间', 'lunchtime'].map((word) => [word, noon] as const),
  ...['下午', '午后', '下昼', '晏昼'].map((word) => [word, afternoon] as const),
  ...['傍晚', '黄昏'].map((word) => [word, dusk] as const),
  ...['晚上', '晚间', '夜晚', '晚', '夜'].map((word) => [word, evening] as const),
  ...['大半夜', '半夜', '深夜', '夜里', '夜间', '三更半夜'].map((word) => [word, night] as const),
  ...['午夜', '零时', 'midnight'].map((word) => [word, midnight] as const),
  ...['morning'].map((word) => [word, anyMorning] as const),
  ...['afternoon'].map((word) => [word, afternoon] as const),
  ...['evening'].map((word) => [word, evening] as const),
  ...['night'].map((word) => [word, anyNight] as const),
]);

/** Days counted from today. Cantonese 寻日/琴日/噚日 is yesterday, 听日 tomorrow (folded from 尋 and 聽). */
export const DAYS: ReadonlyMap<string, number> = new Map([
  ...['大前天', '大前日'].map((word) => [word, -3] as const),
  ...['前天', '前日', 'the day before yesterday', 'day before yesterday'].map((word) => [word, -2] as const),
  ...['昨天', '昨日', '昨儿', '寻日', '琴日', '噚日', 'yesterday'].map((word) => [word, -1] as const),
  ...['今天', '今日', '今儿', 'today'].map((word) => [word, 0] as const),
  ...['明天', '明日', '明儿', '听日', 'tomorrow'].map((word) => [word, 1] as const),
  ...['后天', '后日', 'the day after tomorrow', 'day after tomorrow'].map((word) => [word, 2] as const),
  ...['大后天', '大后日'].map((word) => [word, 3] as const),
]);

/** The first character of a short form such as 昨晚 or 今早. */
export const SHORT_DAYS: ReadonlyMap<string, number> = new Map([
  ['前', -2],
  ['昨', -1],
  ['寻', -1],
  ['琴', -1],
  ['今', 0],
  ['当', 0],
  ['明', 1],
  ['听', 1],
]);

export const YEARS: ReadonlyMap<string, number> = new Map([
  ['前年', -2],
  ['去年', -1],
  ['今年', 0],
  ['明年', 1],
  ['last year', -1],
  ['this year', 0],
]);

/** 上 last, 上上 the one before, 这/本 this, 下 next, 下下 the one after: said of weeks and of months. */
export const SHIFTS: ReadonlyMap<string, number> = new Map([
  ['上上', -2],
  ['上', -1],
  ['这', 0],
  ['本', 0],
  ['下', 1],
  ['下下', 2],
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);

const MONTH_NAMES = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
];
export const MONTH =
  '(?:jan(?:uary)?|feb(?:r?u?ar?y)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const readMonth = (written: string): number =>
  MONTH_NAMES.findIndex((name) => name.startsWith(written.slice(0, 3))) + 1;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** ISO number, Monday 1, of `三`, `3`, `日`, `天`, `wednesday` or `wed`. */
export function readWeekday(written: string): number {
  const chinese = '一二三四五六日'.indexOf(written === '天' || written === '7' ? '日' : written);
  if (chinese >= 0) return chinese + 1;
  return /\d/.test(written) ? Number(written) : WEEKDAYS.indexOf(written.slice(0, 3)) + 1;
}

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
const UNITS: readonly (readonly [pattern: string, unit: Unit])[] = [
  ['秒钟?|seconds?|secs?', 'minutes'],
  ['分钟?|minutes?|mins?', 'minutes'],
  ['小时|钟头|钟|hours?|hrs?', 'hours'],
  ['天|days?', 'days'],
  ['周|星期|礼拜|weeks?|wks?', 'weeks'],
  ['月|months?', 'months'],
  ['年|years?', 'years'],
];
export const UNIT = `(?:${UNITS.map(([pattern]) => pattern).join('|')})`;
export function readUnit(written: string): Unit | undefined {
  return UNITS.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(written))?.[1];
}

export type DateSpec =
  | { of: 'offset'; amount: number; unit: 'days' | 'weeks' | 'months' | 'years' }
  /** A missing year or month means the most recent such day, or the next; `swapped` is the other reading of `3/4/2026`. */
  | { of: 'calendar'; year?: number; years?: number; month?: number; months?: number; day: number; swapped?: boolean }
  /**
   * Without `weeks` the most recent one, or the next; `before` excludes today ("last Friday"). `loose` when speakers do not agree
   * on the week ("next Friday"); `after` counts on from the coming one ("Friday week").
   */
  | { of: 'weekday'; weekday: number; weeks?: number; before?: boolean; loose?: boolean; after?: number };

/** `sure` when the writing leaves no choice of half day: `08:30`, or a clock after an all-digit date. */
export interface Clock {
  hour: number;
  minute: number;
  half?: 'am' | 'pm';
  sure?: boolean;
}

/** What one stretch of the text says about a time; a whole time is one or more of these side by side. */
export interface Meaning {
  date?: DateSpec;
  part?: Part;
  clock?: Clock;
  /** Hours and minutes back from now (or, when negative, ahead). */
  minutesAgo?: number;
  /** An instant spelled out with its offset, such as `2026-11-03T14:30:00Z`. */
  exact?: string;
}

export type Piece<M extends Meaning = Meaning> = M & {
  start: number;
  end: number;
  /** Too little to be a time on its own in running text (一点, `at 3`, `4/5`): it needs a neighbour. */
  weak: boolean;
};

/** A way of writing one piece. */
export interface Pattern<M extends Meaning = Meaning> {
  readonly pattern: RegExp;
  /**
   * `weak` needs a neighbour in running text; `answer` is as weak, and counts only in an answer to the question when;
   * `capital` is weak unless a capital letter was written, as in May 3.
   */
  readonly strength: 'strong' | 'weak' | 'answer' | 'capital';
  read(match: RegExpMatchArray): M | undefined;
}

/** The Chinese words of a table as alternatives of a pattern, longest first so that 大前天 is tried before 前天. */
export function chineseKeys(table: ReadonlyMap<string, unknown>, shortest = 1): string {
  const words = [...table.keys()].filter((word) => word.length >= shortest && /^\p{Script=Han}/u.test(word));
  return words.toSorted((a, b) => b.length - a.length).join('|');
}
