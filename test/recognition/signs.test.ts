import { describe, expect, it } from 'vitest';
import { looksLikeComplaint, recogniseIntake } from '../../src/recognition/signs.ts';

describe('signs of the press or an authority', () => {
  it.each([
    ['市场监管局昨天来检查了', 'authority'],
    ['市場監管局來檢查了', 'authority'],
    ['我已经打了12315', 'authority'],
    ['接到12345的工单', 'authority'],
    ['消協已經介入', 'authority'],
    ['顾客报警了', 'authority'],
    ['派出所民警到场', 'authority'],
    ['The police came to the store', 'authority'],
    ['the consumer council contacted us', 'authority'],
    ['电视台记者来店里采访', 'media'],
    ['電視台來採訪', 'media'],
    ['没想到记者来了', 'media'],
    ['这事上了新闻', 'media'],
    ['A journalist called the outlet', 'media'],
    ['我要投诉，市场监管局已经来过了', 'authority'],
    ['记者来了，警察也来了', 'authority'],
  ])('sees %s', (text, sign) => {
    expect(recogniseIntake(text)).toBe(sign);
  });

  it.each([
    ...[
      '否则我打12315',
      '否則我打12315',
      '如果不处理，我就找记者',
      '再不退钱我就去工商局',
      '我要报警',
      '准备向消协反映',
      '不处理我就曝光',
    ],
    ...[
      '顾客说要打12315',
      '没有记者',
      '记者没有来',
      '怎么打12315？',
      '可以打12345吗',
      '工商银行卡',
      '订单12345678',
      '多媒体',
      '别叫警察',
    ],
    ...[
      'I will call the police',
      'refund me or I call the police',
      'if not I will go to the newspaper',
      'no journalists came',
    ],
    ...['the police did not come', 'should I call the police?', 'press the button', '店员态度差', ''],
  ])('sees none in "%s"', (text) => {
    expect(recogniseIntake(text)).toBeUndefined();
  });
});

describe('the wish to complain', () => {
  it.each([
    '我要投诉',
    '我要投訴',
    '想举报一家店',
    '舉報',
    'I want to complain',
    'A complaint about BJ001',
    "I'm complaining",
  ])('is seen in "%s"', (text) => {
    expect(looksLikeComplaint(text)).toBe(true);
  });

  it.each([
    '你好',
    '不是投诉',
    '我不想投诉',
    '沒有投訴',
    'no complaint',
    'not a complaint',
    '怎么加盟',
    '',
    'compliant',
  ])('is not seen in "%s"', (text) => {
    expect(looksLikeComplaint(text)).toBe(false);
  });
});
