import { describe, expect, it } from 'vitest';
import { type Control, readControl } from '../../src/recognition/control.ts';

const TYPED: Readonly<Record<Control, readonly string[]>> = {
  back: ['返回', '上一步', '上一步吧', 'Back!', 'go back', '返回上一步', 'ＢＡＣＫ'],
  skip: [
    '跳过',
    '跳過吧～🙏',
    '略过',
    '略過',
    'skip',
    'Skip this, please',
    '先跳过',
    '講完了',
    '前面已经说过了',
    '没别的了',
    'That’s all.',
  ],
  cancel: ['取消', '取消吧', '不报了', '不報了', 'cancel', 'please cancel', '我要取消', '算了', 'never mind', '不填了'],
  repeat: ['再说一遍', '再說一遍', '重复', '重複一遍', 'repeat', 'Say again?', '什么意思？'],
  yes: [
    '是',
    '是的',
    '對',
    '好的',
    '好的谢谢',
    'ok',
    'OK👌',
    'Yes, please',
    '可以',
    '確認',
    '嗯。',
    '係',
    '送出吧',
    '发送',
    'Send it!',
  ],
  no: ['不是', '不对', '不對', 'no', 'No, thanks!', 'nope', '没有了', '唔係', '否'],
  review: ['检查', '檢查', 'review', '预览一下', '看一下'],
  help: ['帮助', '幫助', 'help', 'Help me!', '怎么用？'],
  pause: ['暂停', '暫停', '稍后再填', '稍後再填吧', '晚點再填', '等会儿再填', 'pause', 'Later, please', 'not now'],
  person: [
    '找人工客服',
    '我想找人工客服',
    'Can I talk to a human?',
    '人工',
    '转人工',
    '轉人工',
    '请转人工客服',
    '找真人',
    'human',
    'agent',
    'Talk to a human please',
    '客服',
  ],
};

describe('words of control', () => {
  it.each(Object.entries(TYPED).flatMap(([control, words]) => words.map((word) => [word, control] as const)))(
    'reads %s as %s',
    (text, control) => {
      expect(readControl(text)).toBe(control);
    },
  );

  it.each([
    ...[
      '请把钱返回给我',
      '我要求取消订单',
      '没有人工服务',
      '好吃',
      '对不起',
      '是昨天的事',
      'no problem at all with it',
      'yes but late',
    ],
    ...[
      'he asked me to cancel my order',
      '可以吗？',
      'ok?',
      '跳过了我的订单',
      '客服态度差',
      '',
      '？',
      '👍',
      '1',
      'back pain',
      '人工智能',
    ],
    ...['\ud800', '帮助了我', '重复扣款'],
  ])('leaves "%s" as content', (text) => {
    expect(readControl(text)).toBeUndefined();
  });
});
