/** First words that need no question: a danger, and the wish to see how one's cases stand. */
import { describe, expect, it } from 'vitest';
import { asksForCases } from '../../src/recognition/asks-for-cases.ts';
import { recogniseDanger } from '../../src/recognition/danger.ts';

describe('a danger', () => {
  it.each([
    ...['着火了', '着火了！！', '店里着火了快来人', '著火了', '起火了', '失火', '火警', '後廚冒濃煙', 'there’s a fire'],
    ...['There is a fire in the kitchen', 'fire!', 'Fire! Fire! Help!', 'the fryer caught fire', 'our shop is on fire'],
  ])('is a fire: %s', (words) => expect(recogniseDanger(words)).toBe('fire'));

  it.each([
    ...['燃气味', '厨房有很重的燃气味', '闻到一股煤气味', '煤气泄漏了', '瓦斯外洩', '有瓦斯味', '漏煤气了'],
    ...['smell gas', 'We smell gas in the kitchen', 'it smells of gas', 'gas leak!', 'I think the gas is leaking'],
  ])('is gas: %s', (words) => expect(recogniseDanger(words)).toBe('gas'));

  it.each([
    ...['没有着火', '上个月店里着火了，怎么理赔', '火已经灭了', '灭火器过期了', '如果着火了怎么办', '我们一起火锅吧'],
    ...['生意很火', '顾客发火了', '看着火车', '这个月煤气费太贵', '燃气灶坏了', '昨天闻到煤气味'],
    ...['the fire extinguisher is out of date', 'there is a fire drill today', 'there was no smell of gas'],
    ...['the cashier was fired', 'what if there is a fire', 'the fire is out', 'the gas bill is wrong', ''],
  ])('is not in: %s', (words) => expect(recogniseDanger(words)).toBeUndefined());
});

describe('the wish to see one’s cases', () => {
  it.each([
    ...[
      '查进度',
      '查進度',
      '查询进度',
      '进度',
      '处理进度怎么样了？',
      '我的工单',
      '查工单',
      '我的投诉怎么样了',
      '查一下我的投诉',
    ],
    ...[
      '我的投诉处理得怎么样了',
      '我之前的投诉有结果了吗？',
      '有进展吗',
      '請問我的投訴有消息嗎',
      '我嘅投訴點樣',
      '投诉进度',
    ],
    ...[
      'What happened to my case?',
      'what’s happening with my complaint',
      'where is my case',
      'my cases',
      'case status',
    ],
    ...['status of my complaint', 'any news about my complaint?', 'Any update?', 'Can I check my case', 'check status'],
  ])('is in: %s', (words) => expect(asksForCases(words)).toBe(true));

  it.each([
    ...['我要投诉', '我的投诉', '投诉', '收银员态度差，我的投诉没人理', '建议增加进度条', '工单系统打不开', '你好', ''],
    ...[
      'I want to complain',
      'my complaint',
      'the status light is broken',
      'what happened was this: the milk was sour',
    ],
  ])('is not in: %s', (words) => expect(asksForCases(words)).toBe(false));
});
