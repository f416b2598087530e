/** The time that a report is asked for, and words without what says who someone is. */
import { describe, expect, it } from 'vitest';
import { withoutNames } from '../../src/recognition/anonymous.ts';
import { readPeriod } from '../../src/recognition/period.ts';

const context = { now: '2026-03-18T04:00:00.000Z', zone: 'Asia/Shanghai' };

describe('a period', () => {
  it.each([
    ['', '2026-03-09', '2026-03-15'],
    ['week', '2026-03-09', '2026-03-15'],
    ['last week', '2026-03-09', '2026-03-15'],
    ['上周', '2026-03-09', '2026-03-15'],
    ['上個星期', '2026-03-09', '2026-03-15'],
    ['this week', '2026-03-16', '2026-03-18'],
    ['本週', '2026-03-16', '2026-03-18'],
    ['Month', '2026-02-01', '2026-02-28'],
    ['上个月', '2026-02-01', '2026-02-28'],
    ['這個月', '2026-03-01', '2026-03-18'],
    ['2026-03-01 2026-03-15', '2026-03-01', '2026-03-15'],
    ['2026-03-01..2026-03-15', '2026-03-01', '2026-03-15'],
    ['2026-03-01～2026-03-15', '2026-03-01', '2026-03-15'],
    ['3月1日到3月15日', '2026-03-01', '2026-03-15'],
    ['1 March to 15 March', '2026-03-01', '2026-03-15'],
    ['yesterday', '2026-03-17', '2026-03-17'],
    ['昨天', '2026-03-17', '2026-03-17'],
  ])('is read from “%s”', (words, first, last) => {
    expect(readPeriod(words, context)).toMatchObject({ first, last });
  });

  it.each(['soon', '2027-01-01 2027-02-01', '2020-01-01 2026-01-01', '2026-03-01 2026-03-02 2026-03-03', '牛奶'])(
    'is not made out of “%s”',
    (words) => {
      expect(readPeriod(words, context)).toBeUndefined();
    },
  );
});

describe('words for others to read', () => {
  it.each([
    ['我叫李明，电话 138-0013-8000，收银员王小姐态度差', [], /李明|138|8000|王/],
    ['小李说没货，老王也说没货', [], /李|王/],
    ['Ask Mr. Brown or write to ada@example.com, @ada_99, https://example.com/ada', [], /Brown|ada|example/],
    ['Ada Lovelace was rude', ['Ada Lovelace', 'Ada', 'Lovelace'], /Ada|Lovelace/],
    ['订单号 2026 0318 99', [], /0318/],
    ['她叫歐陽娜娜', [], /歐陽/],
  ])('have no names and numbers: %s', (words, names, hidden) => {
    const shown = withoutNames(words, names);
    expect(shown).not.toMatch(hidden);
    expect(shown).toContain('***');
  });

  it('keep prices, times and everything else', () => {
    for (const words of ['标价 12.9，收 15.9，等了20分钟', 'Canada is an adage', '小包装的老酸奶，店长不在']) {
      expect(withoutNames(words, ['Ada', 'An'])).toBe(words);
    }
  });
});
