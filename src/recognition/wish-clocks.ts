/** Clocks and parts of the day as a wish has them, beyond those of `time-clock.ts`, as a table of patterns over folded text. */
import { NUMBER, NUMBER_START, readNumber } from './numerals.ts';
import { type Clock, HALVES, PARTS, type Part } from './time-words.ts';
import { bare, type Row, row, says, type WishMeaning, within } from './wish-meaning.ts';

const forenoon = PARTS.get('上午');
const afternoon = PARTS.get('下午');
const noonItself = PARTS.get('noon');

const WORD_NUMBER = '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const UNITS =
  'working|business|calendar|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|people|staff|times|more|h|m';
const NO_AMOUNT = `(?![\\w:/%$¥]|\\.\\d|-\\d|\\s(?!(?:this|works|suits|does|seems|sounds|thanks|perhaps|always|unless|plus|yes|as|is|was|us|tues|weds|thurs)\\b)[a-z]{2,14}(?<!day)s\\b|\\s?(?:(?:${UNITS})\\b|[点时月日号天周年个小分半位家次楼层室栋座巷弄段箱件盒包袋瓶罐]))`;
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

const MINUTES_SHORT = `(?:[一三]刻|${NUMBER}分)钟?`;

/** 五点差十分, 差一刻五点. */
function lacking(hour = '', short = ''): WishMeaning | undefined {
  const [full, amount] = [readNumber(hour), readNumber(short.replace(/[刻分]钟?$/, ''))];
  if (full === undefined || amount === undefined || full < 1) return undefined;
  const minutes = short.includes('刻') ? amount * 15 : amount;
  return minutes > 30 ? undefined : { clock: { hour: full === 1 ? 12 : full - 1, minute: 60 - minutes } };
}

const digits = (hour = '', minute = ''): WishMeaning => ({
  clock: { hour: Number(hour), minute: Number(minute), ...(hour.startsWith('0') && { sure: true }) },
});

const short = (which: string | undefined, part: Part | undefined): WishMeaning => ({
  ...(which === 'this' && { date: { of: 'offset', amount: 0, unit: 'days' } }),
  ...(part && { part }),
});

/** All of the day as far as there is somebody in the office. */
const businessDay: Part = { from: 0, to: 24, usual: 17, call: [9, 18], today: true };

const daytime: Part = { from: 6, to: 19, usual: 12, call: [9, 18] };

export const WISH_CLOCKS: readonly Row[] = [
  row(new RegExp(`${NUMBER_START}(${NUMBER})点多钟?(?!\\s?\\d)`, 'g'), ([, hour = '']) => {
    const from = readNumber(hour);
    return from === undefined ? undefined : { clock: { hour: from, minute: 0 }, ends: { hour: from + 1, minute: 0 } };
  }),
  // In Hong Kong the clock has twelve characters, five minutes each.
  row(
    new RegExp(
      `${NUMBER_START}(${NUMBER})点(?:(?:踏)?(${NUMBER})个字|踏(${NUMBER})(?![个十分])|(九)(?=\\s?(?:$|[,.。!?]|打|得|啦|吧|左右|俾)))`,
      'g',
    ),
    ([, hour = '', characters, struck, quarter]) => {
      const five = characters ?? struck ?? quarter ?? '';
      return { clock: { hour: readNumber(hour) ?? 99, minute: 5 * (readNumber(five) ?? 99) } };
    },
  ),
  row(new RegExp(`${NUMBER_START}(${NUMBER})\\s?点\\s?(\\d{1,2})\\s?分(?!钟)`, 'g'), ([, hour = '', minute = '']) => ({
    clock: { hour: readNumber(hour) ?? 99, minute: Number(minute) },
  })),
  says(/下午茶(?:的?时间|时段)?/g, within(afternoon, 14.5, 16.5)),
  says(/白天|日间|\b(?:in the |during the )?day ?time\b|\bduring the day\b/g, { part: daytime }),
  says(/\b(?:in the )?early evening\b/g, within(PARTS.get('evening'), 17, 19)),
  says(/\b(?:in the )?mid-?\s?morning\b/g, within(forenoon, 10, 11.5)),
  says(/\b(?:in the )?mid-?\s?afternoon\b/g, within(afternoon, 14, 16)),
  // 三四点: from the one to the other.
  row(
    /(?:(?<=(?:周|星期|礼拜)[一二三四五六])|(?<![\d一二两三四五六七八九十点半刻]|周|星期|礼拜))([一二两三四五六七八九])([二三四五六七八九])点(?:多|来)?钟?(?!\s?\d)/g,
    ([, from = '', to = '']) => {
      const [hour, next] = [readNumber(from), readNumber(to)];
      if (hour === undefined || next !== hour + 1) return undefined;
      return { clock: { hour, minute: 0 }, ends: { hour: next, minute: 0 } };
    },
  ),
  row(new RegExp(`${NUMBER_START}(${NUMBER})点差(${MINUTES_SHORT})`, 'g'), ([, hour, amount]) => lacking(hour, amount)),
  row(new RegExp(`差(${MINUTES_SHORT})(?:就|到)?(${NUMBER})点(?!半)`, 'g'), ([, amount, hour]) =>
    lacking(hour, amount),
  ),
  row(/(?<![\w.:/$¥-])([01]?\d|2[0-3])h([0-5]\d)(?!\w)/g, ([, hour, minute]) => digits(hour, minute)),
  row(/(?<![\w.:/$¥-])([01]\d|2[0-3])([0-5]\d)\s?(?:hrs?|hours|h)(?!\w)/g, ([, hour, minute]) => digits(hour, minute)),
  row(
    /(?<=(?:[天日号]|today|tomorrow|day)\s?)((?!20[0-3])(?:0[6-9]|1\d|2[0-3]))([0-5][05])(?![\w.:/%-]|\s?[元块])/g,
    ([, hour, minute]) => digits(hour, minute),
  ),
  // Four digits are a time where nothing else is said; 2026 is a year.
  bare(/(?<![\w.:/$¥#+-])((?!20[0-3])(?:0[6-9]|1\d|2[0-3]))([0-5][05])(?![\w.:/%-]|\s?[元块])/g, ([, hour, minute]) =>
    digits(hour, minute),
  ),
  row(
    new RegExp(`\\b(?:a )?quarter (after|of) (${WORD_NUMBER}|one|\\d{1,2})(?:\\s?([ap])\\.?m\\b)?${NO_AMOUNT}`, 'g'),
    ([, side, hour = '', half]) => {
      const number = readNumber(hour) ?? 99;
      const before = number === 1 ? 12 : number - 1;
      return {
        clock: {
          hour: side === 'of' ? before : number,
          minute: side === 'of' ? 45 : 15,
          ...(half === undefined ? {} : { half: half === 'a' ? 'am' : 'pm' }),
        },
      };
    },
  ),
  row(/\b(?:(this|in the) )?(?:morn(?:in)?|forenoon)\b\.?/g, ([, which]) => short(which, forenoon)),
  row(/\b(?:(this|in the) )?(?:arvo|aftn|aft['’]?noon)\b\.?/g, ([, which]) => short(which, afternoon)),
  row(/\b(?:in the )?(morning|afternoon|evening)s\b/g, ([, word = '']) => short(undefined, PARTS.get(word))),
  says(/\bnoon-?ish\b/g, noonItself === undefined ? {} : { part: noonItself }),
  says(/\b(?:at )?tea ?time\b/g, within(afternoon, 16, 18)),
  says(/(?:吃[完过了]?)?晚[饭餐]过?[之以]?后|\bafter (?:dinner|supper)\b/g, within(PARTS.get('晚上'), 19, 21)),
  // Before the office closes: any hour of that day will do.
  says(
    /(?:(?:下班|收工|放工|打烊|关门)(?:时间)?[之以]?前)|\b(?:by |before |at )?(?:the )?(?:end of (?:the |my )?(?:business |working |work )?day|end of (?:business|play)|close of (?:business|play|day)|e\.?o\.?d|c\.?o\.?b|e\.?o\.?b)\b\.?(?! of\b)/g,
    { part: businessDay },
  ),
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
  // 3.20下午 is a date.
  bare(
    /(?<![\w.:/$¥-])(\d{1,2})\.([0-5]0|[14]5)(?![\d.:]|\s?[元块%]|\s?(?:[上下中]午|凌晨|早|晚|傍))/g,
    ([, hour, minute]) => ({
      clock: { hour: Number(hour), minute: Number(minute) },
    }),
  ),
  row(new RegExp(`\\bhalf (${WORD_NUMBER}|\\d{1,2})${NO_AMOUNT}`, 'g'), ([, hour = '']) => ({
    clock: { hour: readNumber(hour) ?? 99, minute: 30 },
  })),
  // Ten to four is 3:50, or from ten to four.
  says(new RegExp(`(?<!from )\\b(?:five|ten) to ${WORD_NUMBER}\\b`, 'g'), { mark: 'unclear' }),
  says(/(?<!from |[\d:.-])\b(?:10 to [1-9]|5 to [1-4])(?![\d:.]|\s?[ap]\.?m\b)/g, { mark: 'unclear' }),
  // Past which hour?
  says(/\b(?:five|ten|twenty|twenty-five|half|quarter|\d{1,2}) past(?=\s?(?:$|[,.;!?]))/g, { mark: 'unclear' }),
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
  says(
    /\b(?:at )?lunch ?(?:time)?\b|(?:中午)?(?:午(?:休|饭|餐)|中午休息|吃饭(?=时间|的?时候))(?:时间|的?时候)?/g,
    within(PARTS.get('中午'), 12, 14),
  ),
  says(/一早/g, within(PARTS.get('早上'), 8, 10)),
  says(/上昼/g, forenoon === undefined ? {} : { part: forenoon }),
  says(/下昼/g, afternoon === undefined ? {} : { part: afternoon }),
];
