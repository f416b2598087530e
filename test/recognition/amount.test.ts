import { describe, expect, it } from 'vitest';
import { formatAmount, readAmount } from '../../src/recognition/amount.ts';
import { recogniseInjury } from '../../src/recognition/injury.ts';

describe('readAmount', () => {
  it.each([
    ['300', '¥300'],
    ['三百块', '¥300'],
    ['大概两百五左右', '¥250'],
    ['三百零五元', '¥305'],
    ['一千二', '¥1,200'],
    ['一万二', '¥12,000'],
    ['十五块钱', '¥15'],
    ['￥1,200.50', '¥1,200.50'],
    ['about 20 yuan', '¥20'],
    ['HK$80', 'HK$80'],
    ['港幣三百元', 'HK$300'],
    ['NT$ 1,500', 'NT$1,500'],
    ['€12.5', '€12.50'],
    ['3万', '¥30,000'],
    ['50w', '¥500,000'],
    ['US$1.5 million', 'US$1,500,000'],
    ['两百五十万', '¥2,500,000'],
    ['NT$3百萬', 'NT$3,000,000'],
    ['about 500k RMB', '¥500,000'],
    ['0', '¥0'],
  ])('reads %s', (text, shown) => {
    const result = readAmount(text, 'CNY');
    expect('ok' in result ? formatAmount(result.ok) : result.problem).toBe(shown);
  });

  it('takes a bare sum for the currency of the place', () => {
    expect(readAmount('$80', 'HKD')).toEqual({ ok: { minor: 8000, currency: 'HKD' } });
  });

  it.each(['很多', 'a lot', '', '-5', '3瓶', '12.345', '1,2'])('does not guess at “%s”', (text) =>
    expect(readAmount(text, 'CNY')).toEqual({ problem: 'not-understood' }),
  );

  it('refuses what nothing in a store costs', () =>
    expect(readAmount('999999999999', 'CNY')).toEqual({ problem: 'too-much' }));
});

describe('recogniseInjury', () => {
  it.each(['打碎酒瓶，割傷了手', '顾客摔伤了，流了很多血', 'she cut her hand on the glass', '叫了救护车', '有人受傷'])(
    'hears that someone is hurt in %s',
    (text) => expect(recogniseInjury(text)).toBe('yes'),
  );

  it.each(['花瓶碎了，没有人受伤', '人沒事', 'Nobody was hurt', 'no injuries luckily'])(
    'hears that nobody is in %s',
    (text) => expect(recogniseInjury(text)).toBe('no'),
  );

  it.each(['有顾客把货架上的酒打碎了', 'A kid broke two bottles', ''])('hears nothing of it in “%s”', (text) =>
    expect(recogniseInjury(text)).toBeUndefined(),
  );
});
