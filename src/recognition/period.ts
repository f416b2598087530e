/** A time that figures are asked for, as people write it: “month”, 上周, “2026-03-01 to 2026-03-15”. */
import { daysFrom, monthBack, type Period, weekBack } from '../domain/periods.ts';
import { fold } from './fold.ts';
import { recogniseTimes, type TimeContext } from './time.ts';

/** In simplified letters, as `fold` leaves them. */
const THIS = String.raw`(?:this|current|本|这)\s*个?\s*`;
const LAST = String.raw`(?:the )?(?:last|previous|上)?\s*个?\s*`;
const WEEK = '(?:week|周|星期|礼拜)';
const MONTH = '(?:month|月)';
/** What may stand between two dates and is no date itself. */
const BETWEEN = /\.{2,}|…|[~～–—]/g;

const READINGS: readonly [RegExp, (context: TimeContext) => Period][] = [
  [new RegExp(`^${THIS}${WEEK}$`), ({ now, zone }) => weekBack(0, now, zone)],
  [new RegExp(`^${LAST}${WEEK}$`), ({ now, zone }) => weekBack(1, now, zone)],
  [new RegExp(`^${THIS}${MONTH}$`), ({ now, zone }) => monthBack(0, now, zone)],
  [new RegExp(`^${LAST}${MONTH}$`), ({ now, zone }) => monthBack(1, now, zone)],
];

/** Nothing: the week before this one. Undefined: no time that can be read, or one that has not begun, or too long a one. */
export function readPeriod(words: string, context: TimeContext): Period | undefined {
  const { now, zone } = context;
  const folded = fold(words).trim();
  if (folded === '') return weekBack(1, now, zone);
  const named = READINGS.find(([pattern]) => pattern.test(folded));
  if (named) return named[1](context);
  const days = recogniseTimes(words.replace(BETWEEN, ' '), context).map(({ local }) => local.slice(0, 10));
  const [first, last = first] = days;
  return first !== undefined && last !== undefined && days.length <= 2 ? daysFrom(first, last, now, zone) : undefined;
}
