/** Amounts of money as people write them: `300`, `￥1,200.50`, `三百块`, `一千二`, `HK$80`, `20 yuan`. */
import { fold } from './fold.ts';

export const CURRENCIES = ['CNY', 'HKD', 'MOP', 'TWD', 'USD', 'EUR', 'GBP'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** In hundredths, so that nothing is lost in a fraction. */
export interface Amount {
  minor: number;
  currency: Currency;
}

export type AmountAnswer = { ok: Amount } | { problem: 'not-understood' | 'too-much' };

/** Folded; the longer before what it contains. */
const NAMES: readonly (readonly [pattern: RegExp, currency: Currency | 'local'])[] = [
  [/hk\$|hkd|港币|港元|港纸|蚊/, 'HKD'],
  [/nt\$|ntd|twd|新?台币|台币/, 'TWD'],
  [/mop\$?|澳门币|葡币|patacas?/, 'MOP'],
  [/us\$|usd|美元|美金/, 'USD'],
  [/€|eur(?:os?)?|欧元/, 'EUR'],
  [/£|gbp|pounds?|英镑/, 'GBP'],
  [/人民币|rmb|cny|yuan|[¥￥]/, 'CNY'],
  [/\$|元|块钱?|圆|dollars?|bucks?/, 'local'],
];
/** What may stand around it: 大概300左右. */
const AROUND =
  /大概|大约|约|差不多|左右|总共|一共|共|合计|价值|值|每个|整|正|的样子|about|around|roughly|approx(?:imately)?\.?|some|in total|total|worth|[~≈:,，。.!！]+$/g;

const MAX_MINOR = 100_000_000_00;

export function readAmount(text: string, local: Currency): AmountAnswer {
  let words = fold(text).slice(0, 60).replace(AROUND, ' ').trim();
  let currency = local;
  for (const [pattern, named] of NAMES) {
    if (!pattern.test(words)) continue;
    if (named !== 'local') currency = named;
    words = words.replace(pattern, ' ');
    break;
  }
  // 港币三百元 names it twice.
  words = words.replace(/元|块钱?|圆|dollars?/, ' ').replace(/\s+/g, '');
  const value = readValue(words);
  if (value === undefined) return { problem: 'not-understood' };
  const minor = Math.round(value * 100);
  return minor > MAX_MINOR ? { problem: 'too-much' } : { ok: { minor, currency } };
}

function readValue(words: string): number | undefined {
  const figures = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?(k|千|w|百万|千万|万|百|m|mil|million)?$/.exec(words);
  if (figures) {
    const [, whole = '', cents = '0', unit = ''] = figures;
    return Number(`${whole.replaceAll(',', '')}.${cents}`) * (UNITS.get(unit) ?? 1);
  }
  return readChinese(words);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['k', 1000],
  ['万', 10_000],
  // As people write it in chats.
  ['w', 10_000],
  ['百万', 1_000_000],
  ['m', 1_000_000],
  ['mil', 1_000_000],
  ['million', 1_000_000],
  ['千万', 10_000_000],
]);
const DIGITS = '零一二三四五六七八九';

/** Up to 万; 两百五 is 250 and 三百零五 is 305. */
function readChinese(words: string): number | undefined {
  if (!/^[零一二三四五六七八九十百千万两]{1,12}$/.test(words)) return undefined;
  let whole = 0;
  let part = 0;
  let digit = 0;
  let lastUnit = 1;
  let zero = false;
  for (const character of words.replaceAll('两', '二')) {
    const unit = UNITS.get(character);
    if (unit === undefined) {
      digit = DIGITS.indexOf(character);
      zero ||= digit === 0;
    } else if (unit === 10_000) {
      whole += (part + digit) * unit;
      part = 0;
      digit = 0;
      lastUnit = unit;
      zero = false;
    } else {
      part += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
      lastUnit = unit;
      zero = false;
    }
  }
  // What is said last without its unit is of the next smaller one.
  const last = lastUnit > 10 && !zero && digit > 0 ? (digit * lastUnit) / 10 : digit;
  return whole + part + last;
}

const SIGNS: Readonly<Record<Currency, string>> = {
  CNY: '¥',
  HKD: 'HK$',
  MOP: 'MOP$',
  TWD: 'NT$',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
};

/** The same in every language: `¥1,200`, `HK$80.50`. */
export function formatAmount({ minor, currency }: Amount): string {
  const whole = Math.floor(minor / 100)
    .toString()
    .replace(/\B(?=(?:\d{3})+$)/g, ',');
  const cents = minor % 100;
  return `${SIGNS[currency]}${whole}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}
