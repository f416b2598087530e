/** Numbers as people write them in a time: `3`, `三`, `廿五`, `二十分`, `one`, `twenty`, `half`. */

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[...'〇一二三四五六七八九'].map((digit, value) => [digit, value] as const),
  ['零', 0],
  ['两', 2],
]);

/** A number of one or two places, in either script, not part of a longer one. Use with {@link readNumber}. */
export const NUMBER = '(?:\\d{1,2}|[〇零一二两三四五六七八九十廿卅]{1,3})';
/**
 * Refuses to start in the middle of a number: `13` is not `3`, and `三十三` not `三`. The numeral of a weekday is not part of
 * the number after it: 周一三点半 is half past three on Monday, and 周三十点 ten on Wednesday.
 */
export const NUMBER_START =
  '(?<!周|星期|礼拜)(?:(?<=(?:周|星期|礼拜)[一二三四五六])|(?<![\\d.a-z〇零一二两三四五六七八九十廿卅百千万第]))';

const ENGLISH = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'],
];
const ENGLISH_TENS: ReadonlyMap<string, number> = new Map([
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
  ['fifty', 50],
  ['sixty', 60],
  ['a', 1],
  ['an', 1],
  ['half a', 0.5],
  ['half an', 0.5],
  ['a couple of', 2],
]);
const ORDINALS = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'],
  ...['twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth'],
  ...['twentieth', 'twenty-first', 'twenty-second', 'twenty-third', 'twenty-fourth', 'twenty-fifth', 'twenty-sixth'],
  ...['twenty-seventh', 'twenty-eighth', 'twenty-ninth', 'thirtieth', 'thirty-first'],
];

const longestFirst = (words: readonly string[]): string => words.toSorted((a, b) => b.length - a.length).join('|');
export const ENGLISH_NUMBER = `(?:${longestFirst([...ENGLISH, ...ENGLISH_TENS.keys()])})`;
export const ENGLISH_ORDINAL = `(?:${longestFirst(ORDINALS)})`;

/**
 * `undefined` for what is not one number, such as `三五` (three to five) or `一两` (one or two): vague on purpose, and not
 * ours to sharpen.
 */
export function readNumber(written: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  const english = ENGLISH.indexOf(written);
  if (english >= 0) return english;
  const ordinal = ORDINALS.indexOf(written);
  if (ordinal >= 0) return ordinal + 1;
  return ENGLISH_TENS.get(written) ?? readChineseNumber(written);
}

function readChineseNumber(written: string): number | undefined {
  const plain = written.replace('廿', '二十').replace('卅', '三十');
  const parts = /^([一二两三四五六七八九])?(十)?([〇零一二三四五六七八九])?$/.exec(plain);
  if (parts !== null) {
    const [, tens, ten, ones] = parts;
    if (ten === undefined && tens !== undefined && ones !== undefined) return undefined;
    if (ten === undefined) return DIGITS.get(tens ?? ones ?? '');
    return (DIGITS.get(tens ?? '一') ?? 0) * 10 + (DIGITS.get(ones ?? '零') ?? 0);
  }
  const leadingZero = /^[〇零]([一二三四五六七八九])$/.exec(plain);
  return leadingZero?.[1] === undefined ? undefined : DIGITS.get(leadingZero[1]);
}

/** `2026`, `二〇二六` and the short `26`. */
export function readYear(written: string): number | undefined {
  const digits = [...written].map((character) => DIGITS.get(character) ?? Number(character));
  if (digits.some(Number.isNaN)) return undefined;
  const year = Number(digits.join(''));
  return written.length === 2 ? 2000 + year : year;
}
