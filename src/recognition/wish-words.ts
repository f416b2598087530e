/**
 * What people say of a time to come beyond days and clocks, as tables of patterns over folded text: stretches of days, sides
 * (after three, 五点前), alternatives, and words that leave it open. `time-*.ts` has what past and future share.
 */
import { ENGLISH_NUMBER, ENGLISH_ORDINAL, NUMBER, readNumber } from './numerals.ts';
import { ago, CHINESE_SPAN, slashed } from './time-chinese.ts';
import { ENGLISH_SPAN, SHORT_WEEKDAY, span, WEEKDAY } from './time-english.ts';
import { PATTERNS } from './time-pieces.ts';
import { type Meaning, MONTH, readMonth, readWeekday, SHIFTS } from './time-words.ts';
import { WISH_CLOCKS } from './wish-clocks.ts';
import { FEASTS } from './wish-feasts.ts';
import { bare, type Row, row, type Stretch, says, type WishMeaning } from './wish-meaning.ts';
import { SLIPS } from './wish-spelling.ts';
import { VAGUE } from './wish-vague.ts';
import { ZONES } from './wish-zones.ts';

const shifted = (shift: string | undefined): { shift?: number } =>
  shift === undefined ? {} : { shift: SHIFTS.get(shift) ?? 0 };
type Block = Exclude<Stretch['of'], 'weekdays' | 'feast'>;
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
  尾: 'month-end',
  上旬: 'month-start',
  中旬: 'month-middle',
  下旬: 'month-end',
  early: 'month-start',
  first: 'month-start',
  mid: 'month-middle',
  late: 'month-end',
  last: 'month-end',
  beginning: 'month-start',
  start: 'month-start',
  middle: 'month-middle',
  end: 'month-end',
};

function partOfMonth(month: number | undefined, part: string): WishMeaning | undefined {
  if (month === undefined || month < 1 || month > 12) return undefined;
  const of = MONTH_PARTS[part] ?? MONTH_PARTS[part.split(' ')[0] ?? ''];
  return of === undefined || of === 'weekend' ? undefined : { stretch: { of, month } };
}

/** From now on to so much later, of what {@link ago} or {@link span} read as a point ahead. */
function until(meaning: Meaning | undefined): WishMeaning | undefined {
  if (meaning?.minutesAgo !== undefined) return { within: { minutes: -meaning.minutesAgo } };
  const { date } = meaning ?? {};
  if (date?.of !== 'offset' || (date.unit !== 'days' && date.unit !== 'weeks')) return undefined;
  return { within: { days: date.amount * (date.unit === 'weeks' ? 7 : 1) } };
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
    /(?<![\d一二三四五六七八九十])(这|本|下下|下)?个?月(初|中|底|末|尾|上旬|中旬|下旬)(?!旬|[一二三四五六七八九十])/g,
    ([, shift, part = '']) => stretch(MONTH_PARTS[part] ?? 'month-end', shift),
  ),
  row(/\b(?:(?:at|on|over) )?(?:the |(this|next) |coming )?weekend\b/g, ([, shift]) => stretch('weekend', shift)),
  row(
    /\b(?:the )?(?:beginning|start) of (this|next) week\b|\bearly (this|next) week\b|(这|本|下下|下)个?(?:周|星期|礼拜)初/g,
    ([, a, b, c]) => weekdays('一', '二', a ?? b ?? c),
  ),
  says(/\b(?:in the )?mid-?week\b|周中(?!旬)/g, { stretch: { of: 'weekdays', first: 2, last: 4 } }),
  says(/\b(?:in |during )?the week after next\b/g, { stretch: { of: 'weekdays', first: 1, last: 5, shift: 2 } }),
  // 周二三: any of them.
  row(/(?:周|星期|礼拜)([一二三四五])[、和或]?([二三四五六])(?![点时十\d、和或到至])/g, ([, first = '', last = '']) =>
    readWeekday(last) === readWeekday(first) + 1 ? weekdays(first, last, undefined) : undefined,
  ),
  // 5/18(一)
  row(/(?<=[\d日号]\s?)\((?:周|星期|礼拜)?([一二三四五六日])\)/g, ([, day = '']) => ({
    date: { of: 'weekday', weekday: readWeekday(day) },
  })),
  row(
    new RegExp(`(${NUMBER})月(?:份的?)?(初|中|底|末|尾|上旬|中旬|下旬)(?!旬|[一二三四五六七八九十])`, 'g'),
    ([, month = '', part = '']) => partOfMonth(readNumber(month), part),
  ),
  row(
    new RegExp(
      `\\b(?:(?:at|by|in|towards) )?(?:the )?(beginning|start|middle|end|early|mid|late|first (?:few days|week)|last (?:few days|week))[ -](?:(?:of|in) )?(?:the )?(${MONTH})(?![a-z\\d]|\\s?\\d)`,
      'g',
    ),
    ([, part = '', month = '']) => partOfMonth(readMonth(month), part),
  ),
  // 4-20 beside a part of the day is no span of hours.
  row(/(?<![\w.:/$¥-])(1[0-2]|0?[1-9])-(1[3-9]|2\d|3[01])(?=\s?(?:[上下中]午|凌晨|早|晚|傍))/g, ([, month, day]) =>
    slashed(month, day, undefined),
  ),
  says(/隔[天日]|翌[天日]|次日/g, { date: { of: 'offset', amount: 1, unit: 'days' } }),
  row(/\b(?:the )?end of (this|next) week\b|\blate (this|next) week\b/g, ([, a, b]) => weekdays('四', '五', a ?? b)),
  row(/\b(this|next) week\b(?!end)/g, ([, shift]) => weekdays('一', '五', shift)),
  row(
    /\b(?:at |by |in )?(?:the )?(beginning|start|middle|end) of (?:the|(this|next)) month\b/g,
    ([, part = '', shift]) => stretch(MONTH_PARTS[part] ?? 'month-end', shift),
  ),
  row(new RegExp(`\\b(?:on )?(${WEEKDAY}) (week|fortnight)\\b`, 'g'), ([, day = '', weeks]) =>
    weekAfter(day, weeks === 'week' ? 1 : 2),
  ),
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
const weekAfter = (day: string, after = 1): WishMeaning => ({
  date: { of: 'weekday', weekday: readWeekday(day), after },
});

const DISTANCES: readonly Row[] = [
  row(new RegExp(`(?:再?过|再等|等我?|再|给我)${CHINESE_SPAN}(?:[之以]?后)?`, 'g'), (match) => ago(match, -1)),
  row(new RegExp(`${CHINESE_SPAN}[之以]?内`, 'g'), (match) => until(ago(match, -1))),
  // As many days, whichever of them are worked, end no later.
  row(
    new RegExp(
      `(?<!\\d)(${NUMBER})个(?:工作日|上班日)[之以]?内|\\bwithin (?:the next )?(${ENGLISH_NUMBER}|\\d{1,2}) (?:working|business) days\\b`,
      'g',
    ),
    ([, han, en]) => {
      const days = readNumber(han ?? en ?? '');
      return days === undefined ? undefined : { within: { days } };
    },
  ),
  says(/今[天日儿]?(?:之内|以内|内)/g, { within: { days: 0 } }),
  row(new RegExp(`${CHINESE_SPAN}\\s[之以]?后`, 'g'), (match) => ago(match, -1)),
  row(new RegExp(`\\bin\\s(?:about|around|roughly|approximately|another|say)\\s${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) =>
    span(match, -1),
  ),
  row(/\b(?:in )?(?:(a|one)|three)[- ]quarters? of an hour(?! ago)(?: (?:later|from now))?\b/g, ([, one]) => ({
    minutesAgo: one === undefined ? -45 : -15,
  })),
  row(/([一三123])刻钟[之以]?后/g, ([, quarters = '']) => ({ minutesAgo: -15 * (readNumber(quarters) ?? 1) })),
  row(new RegExp(`(?<![\\w.:/$-])${ENGLISH_SPAN}\\s(?:from now|later|from today)\\b`, 'g'), (match) => span(match, -1)),
  row(new RegExp(`\\b(?:in|within)\\sthe\\s(?:next\\s)?${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) =>
    until(span(match, -1)),
  ),
  row(new RegExp(`\\bwithin\\s(?:the\\snext\\s)?${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) => until(span(match, -1))),
  row(new RegExp(`\\bgive me (?:just )?${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) => span(match, -1)),
  says(/\b(?:within|in) the (?:next )?hour\b/g, { within: { minutes: 60 } }),
  says(
    /上{1,2}个?(?:月|周|星期|礼拜)(?![一二三四五六日天末初中底尾\d]|的?[一二三四五六七八九十\d]{1,3}[号日])|\blast (?:week|month|year)\b(?! (?:on|of))|去年(?![一二三四五六七八九十\d])/g,
    { minutesAgo: 7 * 24 * 60 },
  ),
  says(
    /(?:同一(?:个)?|同样的?|(?:这个|而家呢个))(?:时间|时候|钟数)|\b(?:at )?(?:the )?(?:same|this) time(?= (?:tomorrow|on|next|mon|tue|wed|thu|fri|sat|sun)|\s?[,.]?$)/g,
    { asNow: true },
  ),
  // Just now is behind us, by however little.
  says(/刚刚|刚才|方才|头先|啱啱|\b(?:just now|a moment ago|moments ago)\b/g, { minutesAgo: 1 }),
  // Of the past these count in answers only; a callback is asked for with them.
  row(new RegExp(`${CHINESE_SPAN}[之以]?后`, 'g'), (match) => ago(match, -1)),
  row(new RegExp(`\\bin\\s${ENGLISH_SPAN}(?!\\w)`, 'g'), (match) => span(match, -1)),
  bare(/现在|此刻|眼下|而家|依家|即刻|\b(?:right now|right away|straight ?away|immediately|now)\b/g, () => ({
    minutesAgo: 0,
  })),
];

const MARKS: readonly Row[] = [
  // What was said before was a slip.
  says(
    /[,.;!?。…\s]{0,3}(?:(?:哦|喔|噢|啊|呃|唉|唔|嗯)[,\s]{0,2})?(?:(?:不对|不是|唔系|错了|[说写搞打]错了?|不不+|更正|纠正)[,.;:!?。…\s]{1,3}(?:应该是|是|改[成为到]?)?|(?<=[哦喔噢啊呃])不[,\s。]{0,2}|我(?:说|指|的意思)的?是(?:说)?)/g,
    { mark: 'instead' },
  ),
  says(
    /[,.;!?…]\s?(?:(?:oh|er+|um+|ah|sorry),? )?no(?: wait| sorry| actually)?[,.;!]\s?(?:actually,? )?|[,.;!?…\s]{0,3}\b(?:(?:sorry|actually|oh|no|er+|um+),? )?(?:i mean(?:t)?|make (?:it|that)|scratch that,?|correction:?|or rather|no,? wait,?|wait,? no,?)\s/g,
    { mark: 'instead' },
  ),
  // What an appointment is moved to counts as any other.
  says(/[改换](?:[到成为在]|(?=[上下中]午|周|星期|礼拜|今|明|后天|早|晚|\d|[一二两三四五六七八九十]{1,2}点))/g, {}),
  says(/(?:任何|随便|任[意一]?)(?:哪|边)?一?[天日](?![一二三四五六])/g, {}),
  // As soon as work begins is in the morning.
  says(/(?:一|刚)(?:上班|开工|开门|返工)(?:时|的时候)?/g, {}),
  says(
    /\b(?:mov|chang|reschedul|prepon|postpon|push|shift)(?:e|ed)?(?: it| this| that| the call)?(?: forward| back)? to\b/g,
    {},
  ),
  says(/到(?!时|店|家|货|底|处|访)|至(?!今|于|少|多)|[-~–—]|\b(?:until|till|through)\b/g, { mark: 'to' }),
  // "To talk tomorrow" is no span, nor is "I want to tomorrow".
  says(
    new RegExp(
      `(?<!\\b(?:like|want|need|able|prefer|try|hope|wish|have|free|going|got|ask|you) )\\bto\\b(?=\\s?(?:the |about |around |roughly |say |next |this |early |late |mid-?)?(?:\\d|${ENGLISH_NUMBER}\\b|${ENGLISH_ORDINAL}\\b|${WEEKDAY}|${SHORT_WEEKDAY}\\b|${MONTH}\\b|half|quarter|noon|midday|midnight|lunch|tomorrow|today|end|morning|afternoon|evening|week))`,
      'g',
    ),
    { mark: 'to' },
  ),
  says(/或者?是?|还是|抑或|\bor\b|(?<=[\p{Script=Han}a-z]\s?)\/(?=\s?[\p{Script=Han}a-z])/gu, { mark: 'or' }),
  says(/和|跟|与|及|同埋|、|&|\band\b/g, { mark: 'and' }),
  says(/\bbetween\b/g, { mark: 'between' }),
  says(/[之以过]后|后(?!天|日|年|来)|开始|起(?!来)|往后|\b(?:onwards?|or later|or after|and later|and after)\b/g, {
    edge: 'after',
    suffix: true,
  }),
  says(
    /不早于|(?:不能|不要|别)早于|最早|自(?!己)|从|(?<!打)过了(?!\s?[,。])|\b(?:after|from|since|past|later than|starting)\b/g,
    {
      edge: 'after',
    },
  ),
  says(/\b(?:no earlier than|not (?:earlier than|before|until|till))\b|\bat the earliest\b/g, { edge: 'after' }),
  says(/[之以]前|前(?!天|日|年|台|面|两|几)|为止|\b(?:or (?:earlier|before|sooner))\b/g, {
    edge: 'before',
    suffix: true,
  }),
  says(/\b(?:before|b4|earlier than|prior to|ahead of)\b/g, { edge: 'before' }),
  says(
    /不[晚迟]于|(?:不能|不要|别)[晚迟]于|最晚|最迟|\bby\b|\b(?:not|no) later than\b|\bnot after\b|\bup (?:to|until|till)\b/g,
    {
      edge: 'by',
    },
  ),
  says(/\bat the latest\b/g, { edge: 'by', suffix: true }),
  says(
    /(?:(?:什么|啥|边个)?(?:时候|时间)|几点钟?|几时|哪天|边日)?都(?:可以|可|行|好|得|方便|有空|在|没问题|冇问题|ok)|随时|任何时(?:间|候)|几时都|全天|[一]?整天|成日|随便|无所谓|冇所谓|不限|[你您]们?(?:来)?(?:定|安排)(?:就[行好可]以?|吧)?|看[你您]们?(?:的?时间|方便)(?:的?时间)?|(?<!我的?)(?:上班|工作|办公|营业)时间内?/g,
    { mark: 'flexible' },
  ),
  // Opening hours are no wish.
  says(/(?:上班|工作|办公|营业|开门|开放)时间\s?(?:是|为|:|从|在|大概)/g, { mark: 'unclear' }),
  says(
    /\b(?:at )?any ?time\b|\bwhenever\b|\ball day\b|\bflexible\b|\b(?:i )?(?:don['’]?t|do not) mind\b|\bno preference\b|\bup to you\b|\b(?:during |in )?(?:office|working|business) hours\b/g,
    { mark: 'flexible' },
  ),
  says(/越[快早]越好|尽[快早]|马上|立刻|立即|赶紧|赶快|\bas soon as (?:possible|you can)\b|\basap\b|\ba\.s\.a\.p\.?/g, {
    mark: 'soon',
  }),
];

/** First what only a wish has: where two are as long, it is meant. */
export const WISH_PATTERNS: readonly Row[] = [
  ...ZONES,
  ...DAYS,
  ...DISTANCES,
  ...WISH_CLOCKS,
  ...VAGUE,
  ...MARKS,
  ...FEASTS,
  ...PATTERNS,
  ...SLIPS,
];
