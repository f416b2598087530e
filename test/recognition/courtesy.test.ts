import { describe, expect, it } from 'vitest';
import { readCourtesy } from '../../src/recognition/courtesy.ts';
import { onlyWantsToComplain } from '../../src/recognition/signs.ts';

describe('readCourtesy', () => {
  it.each([
    ['您好！', 'greeting'],
    ['Hello there.', 'greeting'],
    ['謝謝您', 'thanks'],
    ['好的，谢谢', 'thanks'],
    ['Thank you very much!', 'thanks'],
    ['收到', 'ok'],
    ['OK 👌', 'ok'],
    ['收到，谢谢', 'thanks'],
    ['好的，謝謝您', 'thanks'],
    ['多謝晒', 'thanks'],
    ['唔該', 'thanks'],
    ['谢谢啦~', 'thanks'],
    ['非常感谢您的帮助！', 'thanks'],
    ['大家辛苦了，谢谢', 'thanks'],
    ['OK 谢谢', 'thanks'],
    ['thx', 'thanks'],
    ['Thanks so much for your help!', 'thanks'],
    ['Got it, thank you', 'thanks'],
    ['🙏🙏', 'thanks'],
    ['不用了，谢谢', 'ok'],
    ['No, thanks', 'ok'],
  ])('knows %s', (text, courtesy) => expect(readCourtesy(text)).toBe(courtesy));

  it.each([
    ...['谢谢，可是店里还没退钱', 'hello, the till overcharged me', '好的东西坏了', '', '👌'],
    ...[
      '谢谢，还没收到退款',
      'thanks for nothing',
      '没有，谢谢',
      '辛苦跑一趟',
      '感谢信丢了',
      'thanksgiving cake was off',
    ],
    `${'谢'.repeat(500)}吗`,
  ])('leaves %s alone', (text) => expect(readCourtesy(text)).toBeUndefined());
});

describe('onlyWantsToComplain', () => {
  it.each([
    '我要投诉',
    '我想投訴！',
    '投诉',
    '您好，我要投诉',
    'I want to make a complaint',
    "I'd like to complain.",
    'complaint',
  ])('hears a bare wish in %s', (text) => expect(onlyWantsToComplain(text)).toBe(true));

  it.each(['我要投诉朝阳路店', '投诉收银员多收钱', 'I want to complain about the till', '不是投诉', ''])(
    'hears more in %s',
    (text) => expect(onlyWantsToComplain(text)).toBe(false),
  );
});
