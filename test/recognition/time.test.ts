import { describe, expect, it } from 'vitest';
import { readTime, recogniseTimes } from '../../src/recognition/time.ts';
import { IMPOSSIBLE_TIMES, NOON_WEDNESDAY, NOT_TIMES, TIMES } from './time-cases.ts';

const local = (text: string, context = NOON_WEDNESDAY as { now: string; zone: string }) =>
  recogniseTimes(text, context).map((time) => time.local);
const answer = (text: string, context = NOON_WEDNESDAY as { now: string; zone: string }) => {
  const result = readTime(text, context);
  if ('ok' in result) return result.ok.local;
  return 'candidates' in result ? result.candidates.map((time) => time.local) : result.problem;
};

describe('a time in running text', () => {
  it.each(TIMES)('finds %s', (words, wall, precision) => {
    for (const [before, after] of [
      ['', ''],
      ['我', '，很不满意'],
      ['店员 ', ' 态度差。'],
      ['It was ', ', and I am upset'],
    ] as const) {
      const [found, ...more] = recogniseTimes(`${before}${words}${after}`, NOON_WEDNESDAY);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ words, index: before.length, local: wall, precision, zone: 'Asia/Shanghai' });
      expect(Date.parse(found?.instant ?? '')).toBe(Date.parse(`${wall}:00+08:00`));
    }
  });

  it.each(NOT_TIMES)('finds none in "%s"', (text) => {
    expect(recogniseTimes(text, NOON_WEDNESDAY)).toEqual([]);
  });

  it.each(IMPOSSIBLE_TIMES)('leaves out "%s", which no calendar has', (text) => {
    expect(recogniseTimes(text, NOON_WEDNESDAY)).toEqual([]);
  });

  it.each(['三点', '下午', '11/3', 'at 3', '昨天八点', '3/4/2026', '昨天9:30'])('does not guess at "%s"', (text) => {
    expect(recogniseTimes(text, NOON_WEDNESDAY)).toEqual([]);
  });

  it('finds the one time among the other numbers of a complaint', () => {
    const text = '昨天早上9点我在朝阳路店(BJ001)买了3杯奶茶,多收了20元,电话13800138000';
    expect(recogniseTimes(text, NOON_WEDNESDAY)).toMatchObject([{ words: '昨天早上9点', local: '2026-11-17T09:00' }]);
  });

  it('finds several, in order', () => {
    expect(local('前天去了一次，昨天下午又去了，今天上午10点打的电话')).toEqual([
      '2026-11-16T00:00',
      '2026-11-17T15:00',
      '2026-11-18T10:00',
    ]);
  });

  it('lends the date and the half of the day to the end of a span', () => {
    expect(local('昨天下午三点到四点')).toEqual(['2026-11-17T15:00', '2026-11-17T16:00']);
    expect(local('yesterday 9:30-11:00')).toEqual([]);
    expect(local('yesterday from 2pm to 5pm')).toEqual(['2026-11-17T14:00', '2026-11-17T17:00']);
  });
});

describe('an answer that should be a time', () => {
  it.each(TIMES)('takes %s', (words, wall) => {
    expect(answer(words)).toBe(wall);
  });

  it.each(NOT_TIMES)('does not understand "%s"', (text) => {
    expect(answer(text)).toBe('not-understood');
  });

  it.each(IMPOSSIBLE_TIMES)('says that "%s" cannot be', (text) => {
    expect(answer(text)).toBe('impossible');
  });

  it.each([
    ['下午', '2026-11-18T12:00'],
    ['晚上', '2026-11-17T20:00'],
    ['中午吧', '2026-11-18T12:00'],
    ['十一点', '2026-11-18T11:00'],
    ['大概八点左右', '2026-11-18T08:00'],
    ['11/3', '2026-11-03T00:00'],
    ['11.3', '2026-11-03T00:00'],
    ['25/3/2026', '2026-03-25T00:00'],
    ['20261103', '2026-11-03T00:00'],
    ['the 3rd', '2026-11-03T00:00'],
    ['may 3', '2026-05-03T00:00'],
    ['sat', '2026-11-14T00:00'],
    ['now', '2026-11-18T12:00'],
    ['现在', '2026-11-18T12:00'],
    ['拜六晏晝兩點', '2026-11-14T14:00'],
    ['大概是昨天下午三点吧', '2026-11-17T15:00'],
    ['昨天下午三点到四点', '2026-11-17T15:00'],
    ['昨天，就是11月17号', '2026-11-17T00:00'],
    ['昨天，下午三点，11月17号', '2026-11-17T15:00'],
    ['in 2 hours', '2026-11-18T14:00'],
    ['两小时后', '2026-11-18T14:00'],
  ])('takes the short answer %s', (words, wall) => {
    expect(answer(words)).toBe(wall);
  });

  it.each([
    ['三点', ['2026-11-18T03:00', '2026-11-17T15:00']],
    ['昨天八点', ['2026-11-17T20:00', '2026-11-17T08:00']],
    ['昨天9:30', ['2026-11-17T21:30', '2026-11-17T09:30']],
    ['3/4/2026', ['2026-03-04T00:00', '2026-04-03T00:00']],
    ['11月3日周五', ['2026-11-03T00:00', '2026-11-13T00:00']],
    ['昨天和前天', ['2026-11-17T00:00', '2026-11-16T00:00']],
  ])('asks about %s, latest or likeliest first', (words, candidates) => {
    expect(answer(words)).toEqual(candidates);
  });

  it('takes a candidate back when it is sent as an answer', () => {
    expect(answer('2026-11-17T08:00')).toBe('2026-11-17T08:00');
  });
});

describe('the clock of the place', () => {
  const newYork = (now: string) => ({ now, zone: 'America/New_York' });

  it('moves a time in a gap forward and takes the first in a fold', () => {
    expect(recogniseTimes('2026-03-08 02:30', newYork('2026-03-09T12:00:00Z'))).toMatchObject([
      { local: '2026-03-08T03:30', instant: '2026-03-08T07:30:00Z' },
    ]);
    expect(recogniseTimes('2026-11-01 01:30', newYork('2026-11-02T12:00:00Z'))).toMatchObject([
      { local: '2026-11-01T01:30', instant: '2026-11-01T05:30:00Z' },
    ]);
  });

  it('counts elapsed time, not wall time, across a change of the clock', () => {
    expect(local('2 hours ago', newYork('2026-03-08T08:00:00Z'))).toEqual(['2026-03-08T01:00']);
  });

  it('takes the day of the place, not of the host or of UTC', () => {
    expect(local('昨天', { now: '2026-11-18T17:00:00Z', zone: 'Asia/Shanghai' })).toEqual(['2026-11-18T00:00']);
    expect(local('昨天', newYork('2026-11-18T17:00:00Z'))).toEqual(['2026-11-17T00:00']);
  });

  it('speaks of the night that is now in the small hours', () => {
    const halfPastMidnight = { now: '2026-11-17T18:30:00Z', zone: 'Asia/Shanghai' };
    expect(local('昨晚十一点', halfPastMidnight)).toEqual(['2026-11-17T23:00']);
    expect(local('昨晚一点', halfPastMidnight)).toEqual(['2026-11-18T01:00']);
  });

  it('keeps a part of the day that has begun in the past', () => {
    const one = { now: '2026-11-18T05:00:00Z', zone: 'Asia/Shanghai' };
    expect(local('今天下午', one)).toEqual(['2026-11-18T12:00']);
  });
});
