/** What someone writes who wants to join, and what only sounds like it. */
import { describe, expect, it } from 'vitest';
import { type ApplicationWish, readApplicationWish } from '../../src/recognition/application.ts';

const SAID: Readonly<Record<ApplicationWish, readonly string[]>> = {
  apply: [
    ...['我想加盟', '我要申请加盟', '申请加盟', '你好，我想加盟你们的店', '我想提交加盟申请', '想成为你们的加盟商'],
    ...['我想加入貴公司', '您好，我想申請加盟。', '我要填加盟申請表', '我打算開一家你們的加盟店', '報名加盟'],
    ...['I want to apply', 'Hi, I’d like to join your franchise!', 'I would like to become a franchisee.'],
    ...['apply for a franchise', 'I want to open one of your stores', 'application form', 'Apply now please'],
  ],
  questions: [
    ...['你们会问我什么？', '申请的时候会问哪些问题', '申請表要填什麼？', '加盟申请需要填哪些内容？'],
    ...['What will you ask me?', 'what would you want to know about me', 'Which questions are in the application?'],
  ],
  state: [
    ...['我的申请怎么样了？', '我的加盟申请到哪一步了', '查一下我的申請進度', '我的申請有結果了嗎？'],
    ...[
      'Where is my application?',
      'How is my application going?',
      'application status',
      'Is there any news about my application?',
    ],
  ],
};

const OTHER = [
  ...[
    '我想加盟，要多少钱？',
    '加盟费是多少',
    '怎么加盟',
    '我不想加盟了',
    '我想投诉加盟商',
    '我申请退货',
    '加盟店的牛奶坏了',
  ],
  ...['我的申请退款怎么还没到', '申请发票', '加盟条件是什么', '加入购物车', '加入'],
  ...['How much does it cost to apply?', 'I want to complain', 'apply for a refund', 'What will you ask the store?'],
  ...['How do I apply for a job', 'I would like to join but I have no money', 'Where is my order?'],
];

describe('words of someone who wants to join', () => {
  it.each(Object.entries(SAID))('say that they mean: %s', (wish, said) => {
    expect(said.filter((words) => readApplicationWish(words) !== wish)).toEqual([]);
  });

  it('are nothing else', () => {
    expect(OTHER.filter((words) => readApplicationWish(words) !== undefined)).toEqual([]);
  });
});
