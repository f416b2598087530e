/**
 * How clocks and parts of the day are written in Chinese and in digits, as a table of patterns over folded text. 点 is also
 * "a bit" and "a point" of a list, so a bare 三点 is weak and the words around it are looked at.
 */
import { NUMBER, NUMBER_START, readNumber } from './numerals.ts';
import { type Clock, chineseKeys, type Meaning, PARTS, type Pattern } from './time-words.ts';

/** What people count in 点, where no hour is meant: 三点建议. */
const POINTS =
  '建议|意见|要求|问题|原因|理由|看法|想法|希望|不满|不足|疑问|说明|感受|诉求|情况|优惠|好处|坏处|缺点|优点|小|水|式|睡|疑|事|东西|心|点|投诉|需要|想';
/** 一点 is "a little" unless someone then arrives, leaves or stops speaking. */
const A_LITTLE =
  '(?!(?<=(?<![十\\d])[一1]点)(?!\\s*(?:$|[\\s,.!?;:。!?、()]|到|去|来|左右|前后|才|就|我|进|出|开|钟)))';
const NOT_MORE =
  '(?<![有这那差几每快慢多少好大小高低轻重近远坏贵宜热冷强弱])(?<!(?<![今昨明前寻琴听最傍朝夜天日一二三四五六号])[早晚])';
const MINUTE = `(?:\\d{2}(?!\\d)分?|[二三四五]?十[一二三四五六七八九]?分?|[〇零][一二三四五六七八九]分?|${NUMBER}分(?!钟?[之以]?前))`;

function chineseClock(match: RegExpMatchArray): Meaning | undefined {
  const [, first, second, minute, half, quarter] = match;
  const hour = readNumber(first ?? second ?? '');
  if (hour === undefined) return undefined;
  const quarters = quarter === undefined ? 0 : (readNumber(quarter) ?? 0) * 15;
  const minutes = minute === undefined ? 0 : readNumber(minute.replace('分', ''));
  if (minutes === undefined) return undefined;
  return { clock: { hour, minute: half === undefined ? minutes + quarters : 30 } };
}

function digitalClock(match: RegExpMatchArray): Meaning {
  const [, hours = '', minutes = '', seconds = '0', half] = match;
  const clock: Clock = { hour: Number(hours), minute: Number(seconds) > 59 ? 60 : Number(minutes) };
  if (half !== undefined) clock.half = half.startsWith('a') ? 'am' : 'pm';
  else if (hours.startsWith('0')) clock.sure = true;
  return { clock };
}

export const CLOCKS: readonly Pattern[] = [
  {
    // 三点到四点 is read as two clocks; 三到四点 and 3-4点 give their beginning.
    pattern: new RegExp(
      `${NUMBER_START}${NOT_MORE}(?:(${NUMBER})\\s?[-~到至]\\s?)?(${NUMBER})\\s?点(?:(${MINUTE})|(半)|([一三123])刻|整|钟(?!头)|(?=\\s?(?:左右|前后|许|的时候|时候|过|到店|到的|到了|去的|来的)))`,
      'g',
    ),
    strength: 'strong',
    read: chineseClock,
  },
  {
    pattern: new RegExp(
      `${NUMBER_START}${NOT_MORE}(?:(${NUMBER})\\s?[-~到至]\\s?)?(${NUMBER})\\s?点(?!\\s?(?:${POINTS}))${A_LITTLE}`,
      'g',
    ),
    strength: 'weak',
    read: chineseClock,
  },
  {
    pattern: new RegExp(`${NUMBER_START}(${NUMBER})\\s?时\\s?(${NUMBER})分`, 'g'),
    strength: 'strong',
    read: ([, hour = '', minute = '']) => chineseClock(['', hour, '', minute]),
  },
  {
    pattern: new RegExp(`${NUMBER_START}(${NUMBER})时(?![候间常不代刻机期光效段长差而])`, 'g'),
    strength: 'weak',
    read: chineseClock,
  },
  {
    pattern:
      /(?<![\d:.$¥])(?<!(?<!\dt)(?<=[a-z])|\d\/)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?![\d:%])(?:\s?([ap])\.?m\b\.?)?/g,
    strength: 'strong',
    read: digitalClock,
  },
  {
    pattern: new RegExp(`(?:${chineseKeys(PARTS, 2)})(?![好茶饭餐班市见安])`, 'g'),
    strength: 'weak',
    read: ([word]) => partOf(word),
  },
  {
    pattern: new RegExp(
      `(?:(?<=[天日号]|(?:周|星期|礼拜)[一二三四五六])(?:[早晚](?![餐饭班退点了已就])|夜)|[早晚](?=${NUMBER}点))`,
      'g',
    ),
    strength: 'weak',
    read: ([word]) => partOf(word),
  },
];

function partOf(word: string): Meaning | undefined {
  const part = PARTS.get(word);
  return part === undefined ? undefined : { part };
}
