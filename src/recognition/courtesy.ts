/** Words that are polite and nothing more: they are answered in kind, and are never taken for a report. */
import { fold } from './fold.ts';

export type Courtesy = 'greeting' | 'thanks' | 'ok';

/** Folded and without punctuation. */
const COURTESIES: Readonly<Record<Exclude<Courtesy, 'thanks'>, readonly string[]>> = {
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
      '不用谢谢',
      '不用了谢谢',
      '不用了谢谢您',
      '不用了谢谢你',
      '不必了谢谢',
      '不需要谢谢',
      '不需要了谢谢',
    ],
    ...['no thanks', 'no thank you', 'no thx', 'no need thanks'],
    ...['ok', 'okay', 'k', 'got it', 'i see', 'understood', 'all right', 'alright', 'fine', 'noted', 'great', 'good'],
  ],
};

/**
 * Thanks as people put them together, folded: 十分感谢您的帮助, 唔该晒, 大家辛苦了. One piece at the beginning of the words; the pieces are taken
 * off from the left without going back, so that no repetition takes long.
 */
const THANKS_CHINESE =
  /^(?:(?:十分|非常|万分|实在|真的?|太|很|好)?(?:谢谢|多谢|感谢|感恩|感激|谢|唔该|3q|thx|thanks)(?:晒|了|啦|喔|哦|噢|哈|呀|啊|哟|您们?|你们?|各位|大家|客服|总部|同事|老师|的?(?:及时|耐心|热心|快速)?(?:帮助|帮忙|协助|回复|答复|处理|支持|解答|关心|跟进))*|(?:您们?|你们?|各位|大家)?(?:真是?|都)?辛苦(?:了|啦|您们?|你们?|各位|大家)*|麻烦(?:您们?|你们?|大家)?(?:了|啦))/;
const THANKS_ENGLISH =
  /^(?:many |so many |much )?(?:thanks|thank ?(?:you|u)|thx|tks|ty|cheers|(?:much |really )?appreciated|(?:i )?(?:really )?appreciate (?:it|that|your help))(?: (?:a lot|a million|again|so much|very much|all|everyone|team|in advance|for (?:all )?(?:your|the) (?:quick |kind |prompt |great )?(?:help|reply|answer|support|update|response|assistance|work|time|information)|for (?:helping|letting me know|getting back to me)))*(?: |$)/;
/** What stands around thanks and adds nothing to them. */
const NOD =
  /^(?:好的?|好滴|好嘞|好吧|收到|明白了?|知道了?|了解了?|知悉|嗯+|行|ok|(?:okay|ok|great|perfect|noted|got it|all right|alright|understood|i see|good|fine|very good)(?: |$))/;
/** Hands and flowers thank without a word. */
const THANKING_SIGNS = /^(?:[🙏🌹💐❤💕🥰]|[\p{Emoji_Modifier}\p{Cf}\p{M}\s])+$/u;

function isThanks(words: string): boolean {
  let rest = words;
  let thanked = false;
  while (rest !== '') {
    const thanks = (THANKS_ENGLISH.exec(rest) ?? THANKS_CHINESE.exec(rest))?.[0];
    thanked ||= thanks !== undefined;
    const piece = thanks ?? NOD.exec(rest)?.[0];
    if (!piece) return false;
    rest = rest.slice(piece.length).trimStart();
  }
  return thanked;
}

/** A greeting, thanks or a nod and nothing else: `谢谢您！` is thanks, `谢谢，可是店里还没退钱` is not. */
export function readCourtesy(text: string): Courtesy | undefined {
  const folded = fold(text);
  const words = folded
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const known = (['greeting', 'ok'] as const).find(
    (courtesy) => COURTESIES[courtesy].includes(words) || COURTESIES[courtesy].includes(words.replaceAll(' ', '')),
  );
  if (known) return known;
  return isThanks(words) || THANKING_SIGNS.test(folded) ? 'thanks' : undefined;
}
