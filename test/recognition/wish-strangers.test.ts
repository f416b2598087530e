import { describe, expect, it } from 'vitest';
import { NEWCOMERS } from './wish-newcomers.ts';
import { type Asked, STRANGERS } from './wish-strangers.ts';
import { verdictOn } from './wish-verdict.ts';

const NO_CALENDAR = 'the public holidays of 2027 are not entered yet, so nothing is proposed after them';
/** What is not understood yet, and why: a right time is neither taken nor offered, and no wrong one is taken. */
const NOT_YET: Readonly<Record<string, string>> = {
  '除了周末，别的时间上午都行': 'what is wished is said of all days but those that are refused',
  '店裡最忙是十一點到一點，其他時間都行，今天': 'the same',
  元旦以后: NO_CALENDAR,
  春节后: NO_CALENDAR,
  元旦後: NO_CALENDAR,
  過完年再說: NO_CALENDAR,
  'after New Year': NO_CALENDAR,
  'in the new year': NO_CALENDAR,
  'next month': NO_CALENDAR,
  'not this week': NO_CALENDAR,
  '我等到中午都没人打来，明天再不打我就投诉': 'the no belongs to a threat',
  禮拜一返工之後: 'the hours of their shop are not known',
  初五開工後: 'the same',
  'meeting 到三点，之后再打': 'until three, and then after it',
  '16号到18号下午都行': 'each afternoon, or until the last',
  小年那天: 'another day in the north than in the south',
  'a bit after 2': 'offered are all hours after two',
};

const resultsOf = (asked: readonly Asked[]) =>
  asked.flatMap((one) => one.rows.map((row) => ({ words: row[0], now: one.now, verdict: verdictOn(row, one) })));

const RESULTS = [
  ...Object.entries(STRANGERS).map(([key, asked]) => [key, resultsOf(asked)] as const),
  ...Object.entries(NEWCOMERS).map(([key, asked]) => [`${key}, again`, resultsOf(asked)] as const),
];

describe.each(RESULTS)('what strangers would write to be called, %s', (_language, results) => {
  const wordsOf = (verdict: string) => results.filter((one) => one.verdict === verdict).map(({ words }) => words);

  it('is never taken for another time', () => {
    expect(wordsOf('wrong')).toEqual([]);
  });

  it('is understood, or asked about, but for what is known', () => {
    expect(wordsOf('lost').filter((words) => !(words in NOT_YET))).toEqual([]);
  });

  it('is taken without a question as a rule', () => {
    expect(wordsOf('right').length / results.length).toBeGreaterThan(0.75);
  });
});

it('keeps no reason for what is understood by now', () => {
  const all = RESULTS.flatMap(([, results]) => results);
  const lost = new Set(all.filter(({ verdict }) => verdict === 'lost').map(({ words }) => words));
  expect(Object.keys(NOT_YET).filter((words) => !lost.has(words))).toEqual([]);
});
