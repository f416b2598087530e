/** Words that are polite and nothing more: they are answered in kind, and are never taken for a report. */
import { fold } from './fold.ts';

export type Courtesy = 'greeting' | 'thanks' | 'ok';

/** Folded and without punctuation. */
const COURTESIES: Readonly<Record<Courtesy, readonly string[]>> = {
  greeting: [
    ...[
      '你好',
      '您好',
      '你们好',
      '嗨',
      '哈喽',
      '哈啰',
      '在吗',
      '在不在',
      '有人吗',
      '早',
      '早上好',
      '早安',
      '上午好',
      '中午好',
      '下午好',
      '午安',
      '晚上好',
      '晚安',
    ],
    ...['hi', 'hello', 'hey', 'hi there', 'hello there', 'good morning', 'good afternoon', 'good evening'],
  ],
  thanks: [
    ...[
      '谢谢',
      '谢谢你',
      '谢谢您',
      '谢谢你们',
      '多谢',
      '感谢',
      '非常感谢',
      '谢了',
      '辛苦了',
      '您辛苦了',
      '好的谢谢',
      '好谢谢',
      '麻烦了',
      '麻烦您了',
    ],
    ...[
      'thanks',
      'thank you',
      'thank you very much',
      'thanks a lot',
      'thx',
      'many thanks',
      'ok thanks',
      'great thanks',
      'cheers',
    ],
  ],
  ok: [
    ...[
      '好',
      '好的',
      '好吧',
      '好滴',
      '收到',
      '明白',
      '明白了',
      '知道了',
      '了解',
      '了解了',
      '行',
      '可以',
      '嗯',
      '没事',
      '没事了',
    ],
    ...['ok', 'okay', 'k', 'got it', 'i see', 'understood', 'all right', 'alright', 'fine', 'noted', 'great', 'good'],
  ],
};

/** A greeting, thanks or a nod and nothing else: `谢谢您！` is thanks, `谢谢，可是店里还没退钱` is not. */
export function readCourtesy(text: string): Courtesy | undefined {
  const words = fold(text)
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return (Object.keys(COURTESIES) as Courtesy[]).find(
    (courtesy) => COURTESIES[courtesy].includes(words) || COURTESIES[courtesy].includes(words.replaceAll(' ', '')),
  );
}
