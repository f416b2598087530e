/** Days and parts of the day with a slip of the finger: "thursay", "satruday", "tomorow evning". */
import { PARTS, readWeekday } from './time-words.ts';
import { type Row, row, type WishMeaning } from './wish-meaning.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY_PARTS = ['morning', 'afternoon', 'evening'];
const WORDS = [...WEEKDAYS, ...DAY_PARTS, 'tomorrow'];
/** Slips of more than one letter that are as common. */
const COMMON: Readonly<Record<string, string>> = {
  wensday: 'wednesday',
  wedensday: 'wednesday',
  wendsday: 'wednesday',
  thirsday: 'thursday',
  tommorow: 'tomorrow',
  tommorrow: 'tomorrow',
  tomorro: 'tomorrow',
  tomarrow: 'tomorrow',
};

/** A letter left out, doubled, or changed with its neighbour; another letter in its place makes another word too often. */
function isSlip(written: string, word: string): boolean {
  let same = 0;
  while (same < word.length && written[same] === word[same]) same += 1;
  const [left, meant] = [written.slice(same), word.slice(same)];
  if (written.length === word.length) {
    return left[0] === meant[1] && left[1] === meant[0] && left.slice(2) === meant.slice(2);
  }
  if (written.length === word.length - 1) return left === meant.slice(1);
  return written.length === word.length + 1 && left[0] === word[same - 1] && left.slice(1) === meant;
}

function meant(word: string): WishMeaning | undefined {
  const part = PARTS.get(word);
  if (part) return { part };
  if (word === 'tomorrow') return { date: { of: 'offset', amount: 1, unit: 'days' } };
  return { date: { of: 'weekday', weekday: readWeekday(word) } };
}

export const SLIPS: readonly Row[] = [
  row(/\b[a-z]{5,10}\b/g, ([written]) => {
    const word = COMMON[written] ?? WORDS.find((one) => one[0] === written[0] && isSlip(written, one));
    return word === undefined ? undefined : meant(word);
  }),
];
