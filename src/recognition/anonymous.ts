/** Takes out of someone's words what could say who they or others are: names that are known or look like names, phones, addresses of the net. */
import { recognisePhones } from './phone.ts';

/** What stands there instead, in every language. */
const HIDDEN = '***';

/** The commonest Chinese family names, in both scripts, without those that are ordinary words too. */
const FAMILY =
  '[王李张張刘劉陈陳杨楊赵趙黄黃吴吳徐孙孫胡朱郭罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈魏薛阎閻潘杜戴夏钟鍾汪]';
const TITLE =
  '(?:先生|女士|小姐|太太|师傅|師傅|经理|經理|店长|店長|老板|老闆|主任|阿姨|大姐|大哥|老师|老師|小妹|姐|哥|叔)';

const NAMES: readonly RegExp[] = [
  // 王小姐, 陈经理
  new RegExp(`${FAMILY}\\p{Script=Han}{0,2}?(?=${TITLE})`, 'gu'),
  // 小李, 老王, 阿陈
  new RegExp(`[小老阿]${FAMILY}`, 'gu'),
  // 我叫…, 姓…的
  /(?<=(?:名叫|叫做|叫作|我叫|他叫|她叫|姓|名字是))\s*\p{Script=Han}{1,3}/gu,
  /\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+\p{Lu}[\p{L}’'-]+/gu,
  /(?<=\b(?:name is|called|named)\s)\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?/gu,
];

const ADDRESSES: readonly RegExp[] = [
  /\b(?:https?:\/\/|www\.)\S+/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu,
  /@[\p{L}\p{N}_]{2,}/gu,
  // Numbers of orders, members and phones, whichever way they are grouped.
  /\p{Nd}(?:[\s-]?\p{Nd}){4,}/gu,
];

/** `names`: of people who have to do with it, as far as they are known. */
export function withoutNames(words: string, names: readonly string[]): string {
  const phones = recognisePhones(words, 'CN').map(({ words: written }) => written);
  const known = [...names, ...phones].map((one) => one.trim()).filter(isName);
  const plain = known
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (text, one) => text.replaceAll(new RegExp(`(?<![a-z0-9])${escaped(one)}(?![a-z0-9])`, 'giu'), HIDDEN),
      words,
    );
  return [...ADDRESSES, ...NAMES].reduce((text, pattern) => text.replaceAll(pattern, HIDDEN), plain);
}

/** Two letters of the West stand in too many words. */
const isName = (text: string): boolean => [...text].length > (/\p{Script=Han}/u.test(text) ? 1 : 2);

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
