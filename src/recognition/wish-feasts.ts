/**
 * Days that have a name instead of a number: 除夕, 正月初八, New Year's Eve. Their dates follow from a calendar alone; which days around them are
 * off is in `domain/holidays.ts`.
 */
import { Temporal } from 'temporal-polyfill';
import { lunarDay } from '../domain/lunar-calendar.ts';
import { NUMBER, readNumber } from './numerals.ts';
import { type Feast, type Row, row, type WishMeaning } from './wish-meaning.ts';

const solar = (month: number, day: number): Feast => ({ month, day, of: 'sun' });
/** `days`: so many after the day of the lunar calendar, since nobody can tell whether its last month has 29 days or 30. */
const lunar = (month: number, day: number, days = 0): Feast => ({ month, day, days, of: 'moon' });

const NAMES: readonly (readonly [words: string, feast: Feast])[] = [
  ['元旦', solar(1, 1)],
  ['情人节', solar(2, 14)],
  ['二二八(?:纪念日)?|228(?=[之以]?前|当天|那天|连假|纪念日)', solar(2, 28)],
  ['(?:三八)?妇女节|三八节', solar(3, 8)],
  ['五一(?:劳动节)?|劳动节', solar(5, 1)],
  ['(?:六一)?儿童节', solar(6, 1)],
  ['双十一|双11', solar(11, 11)],
  ['双十(?:节|国庆)', solar(10, 10)],
  ['十一(?=长?假|国庆|[之以]?前(?![天台后]))', solar(10, 1)],
  ['国庆节?', solar(10, 1)],
  ['万圣节?', solar(10, 31)],
  ['平安夜', solar(12, 24)],
  ['圣诞节?', solar(12, 25)],
  ['跨年夜?', solar(12, 31)],
  ['小年夜', lunar(1, 1, -2)],
  ['除夕夜?|大年三十晚?|年三十晚?|年廿九(?=晚)', lunar(1, 1, -1)],
  ['春节|新春|农历(?:新年|年)|阴历年|过年|新年|年(?=[之以]?前(?![天台后]))', lunar(1, 1)],
  ['元宵节?|正月十五', lunar(1, 15)],
  ['端午节?', lunar(5, 5)],
  ['七夕', lunar(7, 7)],
  ['中元节?', lunar(7, 15)],
  ['中秋节?', lunar(8, 15)],
  ['重阳节?', lunar(9, 9)],
  ['腊八节?', lunar(12, 8)],
];
const ENGLISH_NAMES: readonly (readonly [words: string, feast: Feast])[] = [
  ["(?:chinese|lunar) new year['’]?s eve", lunar(1, 1, -1)],
  ["(?:chinese|lunar) new year(?:['’]?s)?(?: day)?|cny|spring festival", lunar(1, 1)],
  ["new year['’]?s['’]? eve|nye", solar(12, 31)],
  ["new year(?:['’]?s['’]?)?(?: day)?", solar(1, 1)],
  ["valentine['’]?s['’]?(?: day)?", solar(2, 14)],
  ["(?:international )?women['’]?s day", solar(3, 8)],
  ['may day', solar(5, 1)],
  ['(?:chinese |china )?national day', solar(10, 1)],
  ["hallowe['’]?en", solar(10, 31)],
  ['(?:christmas|xmas) eve', solar(12, 24)],
  ['(?:christmas|xmas)(?: day)?', solar(12, 25)],
  ['boxing day', solar(12, 26)],
  ['lantern festival', lunar(1, 15)],
  ['dragon boat(?: festival)?', lunar(5, 5)],
  ['mid-?autumn(?: festival)?|moon festival', lunar(8, 15)],
];

const alternatives = (names: typeof NAMES): string => names.map(([words]) => words).join('|');
const feastOf = (words: string, names: typeof NAMES): Feast | undefined =>
  names.find(([pattern]) => new RegExp(`^(?:${pattern.replaceAll(/\(\?=.*$/g, '')})$`).test(words))?.[1];

function named(
  feast: Feast | undefined,
  after: string | undefined,
  before: string | undefined,
): WishMeaning | undefined {
  const beside = after === undefined ? (before === undefined ? 0 : -1) : 1;
  return feast && { stretch: { of: 'feast', feast: { ...feast, days: (feast.days ?? 0) + beside } } };
}

const LUNAR_DAY =
  '(?:初([一二三四五六七八九十])|([一二廿三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]))(?![点时])';

export const FEASTS: readonly Row[] = [
  row(
    new RegExp(
      `(?<![\\d一二两三四五六七八九十几半今明去后前每周])(${alternatives(NAMES)})(?:那天|当天|当日|这天|的)?(?:(翌日|隔天|第二天|次日|后一天)|(前一天|前一日|前夕))?`,
      'g',
    ),
    ([, words = '', after, before]) => named(feastOf(words, NAMES), after, before),
  ),
  row(/(?<![\p{Script=Han}\d])(?:(?:大年|新年|年)?初)([一二三四五六七八九十])(?![点时中高级步次])/gu, ([, day = '']) =>
    named(lunar(1, readNumber(day) ?? 1), undefined, undefined),
  ),
  // 农历 itself is left unread, so that the date is said back before it is taken.
  row(new RegExp(`(?<=(?:农历|阴历|旧历)的?)(${NUMBER}|正|腊)月${LUNAR_DAY}`, 'g'), ([, month = '', first, later]) => {
    const number = month === '正' ? 1 : month === '腊' ? 12 : readNumber(month);
    const day = readNumber(first ?? later ?? '');
    return number && day ? named(lunar(number, day), undefined, undefined) : undefined;
  }),
  row(new RegExp(`(?<=正月)${LUNAR_DAY}`, 'g'), ([, first, later]) => {
    const day = readNumber(first ?? later ?? '');
    return day ? named(lunar(1, day), undefined, undefined) : undefined;
  }),
  row(
    new RegExp(
      `\\b(?:on )?(?:(the day after) |(the day before) )?(?:the )?(${alternatives(ENGLISH_NAMES)})(?![a-z])`,
      'g',
    ),
    ([, after, before, words = '']) => named(feastOf(words, ENGLISH_NAMES), after, before),
  ),
];

/** The next such day. */
export function comingFeast(
  { of, month, day, days = 0 }: Feast,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  return [today.year - 1, today.year, today.year + 1]
    .map((year) => (of === 'sun' ? Temporal.PlainDate.from({ year, month, day }) : lunarDay(year, month, day)))
    .map((date) => date?.add({ days }))
    .find((date) => date !== undefined && Temporal.PlainDate.compare(date, today) >= 0);
}
