/**
 * Words that name no time, or only one that it shall come after: 有空的时候, "sometime", 过年后. They are no wish, but times can be proposed
 * for them, from a day on that makes sense.
 */
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../domain/business-time.ts';
import { HOLIDAYS, type Holiday } from '../domain/holidays.ts';
import { WEEKDAY } from './time-english.ts';
import { type Row, row, type Since, says } from './wish-meaning.ts';

/** What each holiday is called beside 后 or 前; `any` is the next one. */
const CHINESE_HOLIDAYS: readonly (readonly [words: string, holiday: Holiday | 'any'])[] = [
  ['春节|新春|农历年|农历新年|过年|新年|大年|年假|年|除夕', 'spring'],
  ['元旦', 'new-year'],
  ['228|二二八', 'peace-memorial'],
  ['清明', 'qingming'],
  ['五一|劳动', 'labour'],
  ['端午', 'dragon-boat'],
  ['中秋', 'mid-autumn'],
  ['国庆|十一|双十', 'national'],
  ['教师', 'teachers'],
  ['圣诞', 'christmas'],
  ['复活', 'easter'],
  ['重阳', 'chung-yeung'],
  ['长假|连假|小长假|假期|假|节|放假', 'any'],
];
const ENGLISH_HOLIDAYS: readonly (readonly [words: string, holiday: Holiday | 'any'])[] = [
  ['spring festival|chinese new year|lunar new year|cny', 'spring'],
  ["new year(?:s|['’]s)?(?: day)?", 'new-year'],
  ['labou?r day', 'labour'],
  ['dragon boat(?: festival)?', 'dragon-boat'],
  ['mid-?autumn(?: festival)?|moon festival', 'mid-autumn'],
  ['national day|golden week', 'national'],
  ['christmas(?: day)?|xmas', 'christmas'],
  ['easter', 'easter'],
  ['(?:public |bank )?holidays?|long weekend', 'any'],
];
/** The day of those that no calendar of ours has; what moves from year to year is not guessed. */
const FIXED: Readonly<Partial<Record<Holiday, { month: number; day: number }>>> = {
  christmas: { month: 12, day: 26 },
  'new-year': { month: 1, day: 1 },
  'peace-memorial': { month: 2, day: 28 },
};

const alternatives = (holidays: typeof CHINESE_HOLIDAYS): string => holidays.map(([words]) => words).join('|');
const holidayOf = (words: string, holidays: typeof CHINESE_HOLIDAYS): Holiday | 'any' =>
  holidays.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(words))?.[1] ?? 'any';

const vague = (pattern: RegExp): Row => says(pattern, { mark: 'vague' });
const since = (from: Since): ReturnType<Row['read']> => ({ mark: 'vague', since: from });

export const VAGUE: readonly Row[] = [
  row(
    new RegExp(
      `(?<![\\d一二两三四五六七八九十几半今明去后前每])(${alternatives(CHINESE_HOLIDAYS)})节?(?:放完假|(?:长假|连假|小长假|假期|放假)?(?:[之以过完]|结束[之以]?)?(后|期间))(?:的?第[一二三]个?(?:工作日|上班日|天(?:上班)?|周|个?星期))?`,
      'g',
    ),
    ([, words = '', side]) => since({ holiday: holidayOf(words, CHINESE_HOLIDAYS), on: side === '期间' }),
  ),
  row(/过完(?:春节|年)/g, () => since({ holiday: 'spring', on: false })),
  row(/(清明|复活|教师|长假|连假|小长假|假期|假|节|放假)节?(?:[之以])?(前|那天|当天)/g, ([, words = '', side]) =>
    side === '前' ? { mark: 'vague' } : since({ holiday: holidayOf(words, CHINESE_HOLIDAYS), on: true }),
  ),
  row(
    new RegExp(
      `\\b(after|over|during|until|in|once|when) (?:the )?(${alternatives(ENGLISH_HOLIDAYS)})(?:\\s(?:break|holidays?|is over|are over|and new year))?\\b`,
      'g',
    ),
    ([, side, words = '']) =>
      since({ holiday: holidayOf(words, ENGLISH_HOLIDAYS), on: side === 'over' || side === 'during' || side === 'in' }),
  ),
  vague(/\b(?:before|on) (?:the )?(?:easter|labou?r day|(?:public |bank )?holidays?|long weekend)\b/g),
  row(
    /\b(?:after|before|over|during) (?:the )?(?:thanksgiving|diwali|deepavali|holi|eid|ramadan|hari raya|half[- ]term|summer|winter|exams?)(?: break| holidays?)?\b/g,
    () => since('unknown'),
  ),
  vague(/(?<![\d/])24\s?\/\s?7(?![\d/])/g),
  row(
    new RegExp(`\\b(?:the )?(?:first|second|third|fourth|last) ${WEEKDAY} (?:of|in) (?:the|this|(next)) month\\b`, 'g'),
    ([, next]) => (next === undefined ? { mark: 'vague' } : since({ months: 1 })),
  ),
  // Its date is none of a week like any other.
  row(new RegExp(`\\b(?:easter|(?:bank )?holiday|whit|good|black|cyber|shrove|ash|palm) (?:${WEEKDAY})\\b`, 'g'), () =>
    since('unknown'),
  ),
  row(new RegExp(`\\b(?:the )?(?:${WEEKDAY}|weekend) after next\\b`, 'g'), () => since('unknown')),
  row(/(?<!\d)(?:(下下|下)个?月)(?![初中底末尾上下的]|\s?[\d一二三四五六七八九十])/g, ([, shift]) =>
    since({ months: shift === '下' ? 1 : 2 }),
  ),
  row(/\bnext month\b/g, () => since({ months: 1 })),
  row(/\b(?:the )?month after next\b/g, () => since({ months: 2 })),
  vague(/(?:这|本)个?月(?:内|里)?(?![初中底末尾上下的]|\s?[\d一二三四五六七八九十])|\bthis month\b/g),
  vague(
    /半[天日][之以]?后|(?:等|看)?(?:有空|得闲|有时间|方便|空闲)(?:(?:的?时间?候?)(?:再|先|就|时)?|再|先)|(?:晚|迟)(?:点|些|一点|一些|啲)(?:再说|再|先|吧)?|迟啲先?|稍后|稍晚|(?:请?(?:再|先)?等(?:一下|下|等|一?会儿?|阵)|待会儿?|(?:再?过)?一?会儿|(?:再?过)?一阵子?|阵间)(?:再)?|改天|改日|这[几两]天|(?<!再)过(?:几|两)(?:天|日)|最近|近期|回头|某天|再说吧?|再联[系络]|到时候?再说|有机会再?|(?:还|暂时)?(?:不知道|不确定|不清楚|说不准|没想好|未定|唔知)/g,
  ),
  vague(
    /等我们?(?:下班|收工|放工|放学|忙完|开完会|下课)(?:了|先|(?:时间)?[之以]?后)?|(?:下班|收工|放工|放学|忙完|开完会|下课)(?:时间)?[之以]?后|\bafter (?:work|school|tea|the meeting|hours)\b|\b(?:after|once|when) i(?: get| finish| am|['’]m)(?: off| home| back| done| out of)?(?: work| with work)?\b/g,
  ),
  vague(
    /\b(?:some ?time(?: soon)?(?! (?:next|this|to|on|in|between|after|before|around|mon|tue|wed|thu|fri|sat|sun))|soon(?:-ish|ish)?|some ?day|one day|one of these days|a bit later|later on|in a (?:bit|while|few (?:minutes|hours|days|weeks)|couple of (?:minutes|hours|days|weeks))|at your (?:earliest )?convenience|when(?:ever)? (?:you|someone|anyone)(?:['’]re| are| have| can| get| feel| like|['’]ve)?(?: got)?(?: free| available| like| able| time| a (?:chance|moment|minute|sec))?|in due course|in the (?:near )?future|end of the week|not sure(?: yet)?|(?:i )?(?:do not|don['’]?t) know(?: yet)?|dunno|idk|tbc|tbd|after that)\b/g,
  ),
  vague(/\blater\b(?!\s?(?:than|today|this|tonight|tomorrow|at|after|on|\d))/g),
];

/** After a feast that is over for no longer is from now on. */
const JUST_OVER_DAYS = 14;

/** From which day on times are proposed; undefined: nobody can tell. */
export function dayAfter(
  from: Since,
  today: Temporal.PlainDate,
  hours: Calendar | undefined,
): Temporal.PlainDate | undefined {
  if (from === 'unknown') return undefined;
  if ('months' in from) return today.with({ day: 1 }).add({ months: from.months });
  const years = HOLIDAYS[hours?.region ?? ''] ?? {};
  const spans = [today.year, today.year + 1]
    .flatMap((year) => years[year]?.off ?? [])
    .filter(
      ({ name }) =>
        from.holiday === 'any' ||
        name === from.holiday ||
        (from.holiday === 'national' && name === 'national-mid-autumn'),
    )
    .map((span) => ({ first: Temporal.PlainDate.from(span.from), last: Temporal.PlainDate.from(span.to) }))
    .filter(({ last }) => last.until(today).days <= JUST_OVER_DAYS);
  const [next] = spans;
  if (next && Temporal.PlainDate.compare(next.last, today) < 0) return today;
  if (next) return from.on ? next.first : next.last.add({ days: 1 });
  const fixed = from.holiday === 'any' ? undefined : FIXED[from.holiday];
  if (fixed === undefined) return undefined;
  const day = today.with(fixed);
  const over = day.until(today).days;
  if (over > 0 && over <= JUST_OVER_DAYS) return today;
  const coming = over > 0 ? day.add({ years: 1 }) : day;
  return coming.add({ days: from.on ? 0 : 1 });
}
