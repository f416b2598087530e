/** Whether someone says that there is a fire or a smell of gas right now. What was, is only feared, or is a drill is not one. */
import { fold } from './fold.ts';

export type Danger = 'fire' | 'gas';

/** Who is in danger writes little; a longer text tells a story. */
const LONGEST = 200;

const DANGERS: Readonly<Record<Danger, RegExp>> = {
  gas: /(?:燃气|煤气|天然气|瓦斯|液化气|石油气)(?:的)?(?:味|气味|臭味|泄[漏露]|漏|外[泄漏])|漏(?:了)?(?:燃气|煤气|天然气|瓦斯|液化气|石油气)|(?:闻到|一股|有股)[^。，,]{0,6}(?:燃气|煤气|天然气|瓦斯|液化气|石油气)|\bsmell(?:s|ing)?(?: of| like)? (?:the )?gas\b|\bgas (?:smell|leak(?:s|ing|age)?|is leaking)\b|\bleaking gas\b/,
  fire: /[着著起失](?:了)?(?:大)?火(?!锅|腿|鸡|车|气|爆|候|热)|火警|火灾|火烛|烧(?:起来|着了)|冒(?:着|出)?(?:浓烟|火光?)|^(?:有火|火)$|\bthere(?:'s| is) (?:a |an? \w+ )?fire\b|\bcaught fire\b|\bon fire\b|\bin flames\b|\bfire in (?:the|our|my)\b|^fire(?: fire)*(?: help)?$/,
};
/** What was before, what might be, and what is only named after it. */
const NOT_NOW =
  /昨|前天|上(?:周|个?星期|个?礼拜|个?月|次)|去年|以前|之前|曾经|万一|如果|要是|假如|怎么(?:预防|防)|演习|演练|培训|灭火器|消防栓|消防检查|报警器|警报器|误报|(?:已|已经)?(?:扑?灭|熄)了|没有?(?:着|起|失)火|没有?(?:燃气|煤气|瓦斯)|\b(?:yesterday|last (?:night|week|month|year|time)|ago|^if|what if|in case of|fire (?:drills?|extinguishers?|exits?|doors?|alarms?|safety|sale)|was put out|fire is out|no (?:fire|gas|smell)|not on fire)\b/;

export function recogniseDanger(text: string): Danger | undefined {
  const words = fold(text).replaceAll('’', "'");
  if (words.length > LONGEST || NOT_NOW.test(words)) return undefined;
  const bare = words
    .replace(/[\p{P}\p{S}]+/gu, (sign) => (sign === "'" ? sign : ' '))
    .replace(/ +/g, ' ')
    .trim();
  return (['gas', 'fire'] as const).find((danger) => DANGERS[danger].test(bare));
}
