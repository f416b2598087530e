import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/domain/business-time.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/deadlines.ts';
import { readWish, recogniseWishes, type Wish, type WishContext } from '../../src/recognition/wish.ts';
import { NOON_WEDNESDAY } from './time-cases.ts';
import { CHOICES, GONE, NEVER, REFUSALS, TOO_FAR, UNCLEAR, WISHES } from './wish-cases.ts';

/** `MM-DD HH:mm~HH:mm`, with the year when it is another and the date of an end on another day. */
function shown({ localFrom, localUntil }: Wish): string {
  const day = (local: string): string => local.slice(0, 10).replace(/^2026-/, '');
  const end = day(localFrom) === day(localUntil) ? '' : `${day(localUntil)} `;
  return `${day(localFrom)} ${localFrom.slice(11)}~${end}${localUntil.slice(11)}`;
}

function answer(words: string, context: WishContext = NOON_WEDNESDAY): string | string[] {
  const result = readWish(words, context);
  if ('ok' in result) return shown(result.ok);
  if (result.problem === 'ambiguous') return result.candidates.map(shown);
  return result.problem;
}

describe('an answer to when someone shall be called', () => {
  it.each(WISHES)('takes %s', (words, window) => {
    expect(answer(words)).toBe(window);
  });

  it.each(CHOICES)('asks about %s', (words, windows) => {
    expect(answer(words)).toEqual(windows);
  });

  it.each(REFUSALS)('does not take what "%s" says no to', (words) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect(result).toMatchObject({ problem: 'not-understood' });
    expect(result).not.toHaveProperty('candidates');
  });

  it.each(UNCLEAR)('does not understand "%s"', (words) => {
    expect(answer(words)).toBe('not-understood');
  });

  it.each(GONE)('says that %s has gone by, and what is nearest', (words, nearest) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect('nearest' in result && [result.problem, result.nearest.map(shown)]).toEqual(['past', nearest]);
  });

  it.each(NEVER)('says that %s cannot be, and what is nearest', (words, nearest) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect('nearest' in result && [result.problem, result.nearest.map(shown)]).toEqual(['impossible', nearest]);
  });

  it.each(TOO_FAR)('says that %s is too far', (words) => {
    expect(answer(words)).toBe('too-far');
  });
});

/** Open from Monday to Saturday, with a break at noon but for Saturdays. */
const OFFICE: Calendar = {
  zone: 'Asia/Shanghai',
  week: [
    ...Array.from({ length: 5 }, () => [
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '19:00' },
    ]),
    [{ from: '10:00', to: '16:00' }],
    [],
  ],
  region: null,
  days: { '2026-11-26': [] },
};

describe('the hours of the office', () => {
  it.each([
    ['明天', '11-19 08:30~19:00'],
    ['周六', '11-21 10:00~16:00'],
    ['Saturday morning', '11-21 10:00~12:00'],
    ['明天中午', '11-19 13:30~14:00'],
    ['明天下午', '11-19 13:30~18:00'],
    ['明天三点以后', '11-19 15:00~19:00'],
    ['tomorrow after 8pm', '11-19 20:00~21:00'],
    ['明天五点前', '11-19 08:30~17:00'],
    ['明天7点', '11-19 19:00~19:30'],
    ['明天8点半', '11-19 08:30~09:00'],
    ['周日下午', '11-22 13:00~18:00'],
    ['随时', '11-18 13:30~19:00'],
    ['anytime', '11-18 13:30~19:00'],
    ['this weekend', '11-21 10:00~11-22 18:00'],
    ['26号', '11-26 09:00~18:00'],
  ])('bound %s', (words, window) => {
    const noon = { ...NOON_WEDNESDAY, now: '2026-11-18T05:30:00Z', hours: OFFICE };
    expect(answer(words, noon)).toBe(window);
  });

  it('decide which eight is meant', () => {
    const late: Calendar = { ...OFFICE, week: Array.from({ length: 7 }, () => [{ from: '12:00', to: '22:00' }]) };
    const early: Calendar = { ...OFFICE, week: Array.from({ length: 7 }, () => [{ from: '07:00', to: '16:00' }]) };
    const both: Calendar = { ...OFFICE, week: Array.from({ length: 7 }, () => [{ from: '07:00', to: '22:00' }]) };
    expect(answer('明天八点', { ...NOON_WEDNESDAY, hours: late })).toBe('11-19 20:00~20:30');
    expect(answer('明天八点', { ...NOON_WEDNESDAY, hours: early })).toBe('11-19 08:00~08:30');
    expect(answer('明天八点', { ...NOON_WEDNESDAY, hours: both })).toHaveLength(2);
  });

  it('are the office’s even when the caller’s clock is another', () => {
    // 8:30 to 12:00 and 13:30 to 19:00 in Shanghai, seen from London.
    const london: WishContext = { now: '2026-11-18T00:30:00Z', zone: 'Europe/London', hours: OFFICE };
    expect(answer('tomorrow', london)).toBe('11-19 09:00~11:00');
    expect(answer('tomorrow morning', london)).toBe('11-19 09:00~11:00');
  });

  it('skip closed days when any time will do', () => {
    const evening = { ...NOON_WEDNESDAY, now: '2026-11-21T12:00:00Z', hours: OFFICE };
    expect(answer('随时都可以', evening)).toBe('11-23 08:30~19:00');
  });
});

describe('what had to be taken', () => {
  it.each([
    ['明天三点', ['half-of-day']],
    ['明天下午三点', []],
    ['明天15:00', []],
    ['上午十点', ['day']],
    ['九点', ['day', 'half-of-day']],
  ])('of %s is said', (words, assumed) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect('ok' in result && result.ok.assumed).toEqual(assumed);
  });

  it('is left to be confirmed when there is more than was understood', () => {
    const result = readWish('周五下午三点我在朝阳路店', NOON_WEDNESDAY);
    expect('candidates' in result && result.candidates?.map(shown)).toEqual(['11-20 15:00~15:30']);
  });

  it('is told apart from what was said no to', () => {
    const result = readWish('周五下午不行', NOON_WEDNESDAY);
    expect('named' in result && result.named?.map(shown)).toEqual(['11-20 13:00~18:00']);
  });
});

describe('instead of a time that was not named', () => {
  const instead = (words: string, hours?: Calendar): unknown => {
    const result = readWish(words, { ...NOON_WEDNESDAY, ...(hours && { hours }) });
    return 'instead' in result && result.instead && [result.instead.why, ...result.instead.wishes.map(shown)];
  };

  it.each([
    ['除了周四都行', ['refused', '11-18 12:00~18:00', '11-20 09:00~18:00', '11-21 09:00~18:00']],
    ['any day next week except Tuesday', ['refused', '11-23 09:00~18:00', '11-25 09:00~18:00', '11-26 09:00~18:00']],
    ['下午不行', ['refused', '11-19 09:00~12:00', '11-20 09:00~12:00', '11-21 09:00~12:00']],
    ['周四不行，周五可以', ['refused', '11-20 09:00~18:00']],
    ['not Thursday, Friday at 3', ['refused', '11-20 15:00~15:30']],
    ['有空的时候', ['vague', '11-18 12:00~18:00', '11-19 09:00~18:00', '11-20 09:00~18:00']],
    ['next month', ['vague', '12-01 09:00~18:00', '12-02 09:00~18:00', '12-03 09:00~18:00']],
    ['after Friday', ['vague', '11-21 09:00~18:00', '11-22 09:00~18:00', '11-23 09:00~18:00']],
    ['after Christmas', ['vague', '12-27 09:00~18:00', '12-28 09:00~18:00', '12-29 09:00~18:00']],
    ['after Diwali', ['vague']],
  ])('%s has others proposed', (words, expected) => {
    expect(instead(words)).toEqual(expected);
  });

  it('waits for the end of a holiday that the calendar knows', () => {
    const before = { now: '2026-02-05T07:40:00Z', zone: 'Asia/Shanghai', hours: DEFAULT_CALENDAR };
    const result = readWish('过年后', before);
    expect('instead' in result && result.instead?.wishes[0]?.localFrom).toBe('2026-02-24T09:00');
  });
});

describe('the clock of the place', () => {
  const newYork = (now: string): WishContext => ({ now, zone: 'America/New_York' });
  const london = (now: string): WishContext => ({ now, zone: 'Europe/London' });

  it.each([
    ['2026-03-08 02:30', newYork('2026-03-07T12:00:00Z'), '2026-03-08T07:30:00Z', ['gap']],
    ['tomorrow 2:30am', newYork('2026-03-07T17:00:00Z'), '2026-03-08T07:30:00Z', ['gap']],
    ['2026-11-01 01:30', newYork('2026-10-31T12:00:00Z'), '2026-11-01T05:30:00Z', ['fold']],
    ['2026-03-29 01:30', london('2026-03-28T12:00:00Z'), '2026-03-29T01:30:00Z', ['gap']],
    ['2026-10-25 01:30', london('2026-10-24T12:00:00Z'), '2026-10-25T00:30:00Z', ['fold']],
  ])('at %s is changed, and that is said', (words, context, from, assumed) => {
    expect(readWish(words, context)).toMatchObject({ ok: { from, assumed } });
  });

  it('takes the second of two when the first has gone', () => {
    expect(readWish('01:30', newYork('2026-11-01T05:45:00Z'))).toMatchObject({ ok: { from: '2026-11-01T06:30:00Z' } });
  });

  it('counts elapsed time across a change', () => {
    expect(readWish('in 2 hours', newYork('2026-03-08T06:00:00Z'))).toMatchObject({
      ok: { localFrom: '2026-03-08T04:00', from: '2026-03-08T08:00:00Z' },
    });
  });

  it('takes the day of the place, not that of UTC', () => {
    expect(answer('明天', { now: '2026-11-18T17:00:00Z', zone: 'Asia/Shanghai' })).toBe('11-20 09:00~18:00');
    expect(answer('tomorrow', newYork('2026-11-18T02:00:00Z'))).toBe('11-18 09:00~18:00');
  });

  it('speaks of the night that is now in the small hours', () => {
    const halfPastMidnight = { now: '2026-11-17T16:30:00Z', zone: 'Asia/Shanghai' };
    expect(answer('今晚一点', halfPastMidnight)).toBe('11-18 01:00~01:30');
  });

  it('asks which Friday on a Friday, unless today’s is over', () => {
    const friday = (now: string): WishContext => ({ now, zone: 'Asia/Shanghai' });
    expect(answer('周五下午', friday('2026-11-20T02:00:00Z'))).toEqual(['11-20 13:00~18:00', '11-27 13:00~18:00']);
    expect(answer('Friday morning', friday('2026-11-20T06:00:00Z'))).toBe('11-27 09:00~12:00');
    expect(answer('this Friday', friday('2026-11-20T02:00:00Z'))).toBe('11-20 10:00~18:00');
    expect(answer('next Friday', friday('2026-11-20T02:00:00Z'))).toBe('11-27 09:00~18:00');
    expect(answer('下周五', friday('2026-11-20T02:00:00Z'))).toBe('11-27 09:00~18:00');
  });

  it('begins no window before now, to the second', () => {
    expect(readWish('现在', { now: '2026-11-18T04:00:01Z', zone: 'Asia/Shanghai' })).toMatchObject({
      ok: { localFrom: '2026-11-18T12:01' },
    });
  });
});

describe('a wish in running text', () => {
  it.each([
    ['冰箱坏了。请明天下午三点给我打电话，谢谢！', ['明天下午三点', '11-19 15:00~15:30']],
    ['雪櫃壞咗，唔該聽日下晝三點打俾我', ['聽日下晝三點', '11-19 15:00~15:30']],
    ['My fridge is broken. Please call me tomorrow after 3pm.', ['tomorrow after 3pm', '11-19 15:00~18:00']],
    ['麻煩下週二上午聯絡我', ['下週二上午', '11-24 09:00~12:00']],
    ['我昨天买的奶茶坏了，请半小时后打给我', ['半小时后', '11-18 12:30~13:00']],
    ['ring me tomorrow after three about my invoice', ['tomorrow after three', '11-19 15:00~18:00']],
    ['call me tomorrow about 3 orders', ['tomorrow', '11-19 09:00~18:00']],
    ['could someone ring me on Friday between 2pm and 4pm?', ['on Friday between 2pm and 4pm', '11-20 14:00~16:00']],
  ])('is found in "%s"', (text, [words, window]) => {
    const found = recogniseWishes(text, NOON_WEDNESDAY);
    expect(found.map((wish) => [wish.words, shown(wish)])).toEqual([[words, window]]);
    expect(text.slice(found[0]?.index).startsWith(words ?? '')).toBe(true);
  });

  it.each([
    ...[
      '明天我去工商局投诉',
      '昨天下午三点打电话给我的人态度差',
      '请不要明天打给我',
      '除了周五都可以打给我',
      '明天八点打给我',
    ],
    ...[
      'I will come tomorrow at 3pm',
      "Don't call me tomorrow",
      'call me on Tuesday or Wednesday',
      'call me a taxi',
      '早点联系我',
    ],
    ...[
      'call me if it is done by Friday',
      '我每天下午都给我妈打电话',
      'they said they would call me yesterday',
      '给我打3折',
    ],
    ...['今天下班后打给我说发票的事', 'call me on Easter Monday about the lease'],
    ...['合同5月20日到期，请在之前给我回电', 'call me, my flight is at 6pm tomorrow', '请打给我，我的店在三段12号2楼'],
    ...[
      'Please call me, I am in London until Friday',
      'Please call me about 3 orders',
      '打给我，冰箱在2号店',
      '请联系我，订单20261203123456',
    ],
  ])('is not made of "%s"', (text) => {
    expect(recogniseWishes(text, NOON_WEDNESDAY)).toEqual([]);
  });
});

describe('4,000 characters of hostile text', () => {
  it.each([
    ...[
      '1',
      '1-',
      '3-5',
      '1:23:',
      '1/2 ',
      '(1',
      '十',
      '十一二三',
      '三点',
      '三点到',
      '十分',
      '明天',
      '周一到',
      '或',
      '后',
      '前',
      ' ',
    ],
    ...[
      'at 3 ',
      'to ',
      '3 to ',
      'or ',
      'after ',
      'between 3 and ',
      'may 3 may ',
      'in 2 hours and 15 ',
      'the ',
      '给我打',
      'call me ',
    ],
    ...[
      '不',
      '好不好',
      'n’t ',
      'any time ',
      '2026-',
      '2026-12-01t',
      '13800138000 ',
      '\u0301',
      '\ud800',
      'a',
      '初',
      '时间',
      'x time ',
    ],
  ])('made of %j gives an answer', (unit) => {
    const text = unit.repeat(Math.ceil(4_000 / unit.length)).slice(0, 4_000);
    expect(readWish(text, NOON_WEDNESDAY)).toEqual({ problem: 'not-understood' });
    // As long as an answer may be, since what is longer is not looked at.
    const answered = readWish(text.slice(0, 500), NOON_WEDNESDAY);
    expect('ok' in answered || 'problem' in answered).toBe(true);
    for (const { words, index } of recogniseWishes(`call me ${text}`, NOON_WEDNESDAY)) {
      expect(`call me ${text}`.startsWith(words, index)).toBe(true);
    }
  });
});
