/** Which of our languages a text is in, and which one a person names. */
import type { Language } from '../domain/person.ts';
import { fold } from './fold.ts';

/** Characters that only Simplified text has, common enough that nearly every sentence with a difference has one. */
const SIMPLIFIED_ONLY =
  /[们这个说会时对过还没话电点问题买卖货钱换让给员员领导张门应该发现总觉请谢现实业务态热饭间关开车东风马鸟鱼习见观规视认识记让设证评试详语误课调谁谈读变边达运进远连选头买乐书争产亲仅从优传伤侧债倾儿兰养兴写军农冲决况净减击划则刚创别剂办劳势动]/u;

/** Enough Latin words to be sure that it is a sentence and not a name, a code or a unit. */
const ENGLISH_WORDS_MIN = 3;

/**
 * Undefined when the text is too little to tell: a number, a name, a word that both scripts write alike.
 *
 * ```ts
 * detectLanguage('收銀員多收了二十塊'); // 'zh-Hant'
 * detectLanguage('The till overcharged me'); // 'en'
 * detectLanguage('BJ001'); // undefined
 * ```
 */
export function detectLanguage(text: string): Language | undefined {
  const sample = text.slice(0, 500);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han >= 2) {
    // Folding turns Traditional characters into Simplified ones, so whatever it changes was Traditional.
    const plain = sample.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
    const traditional = hanOf(fold(sample)) !== hanOf(plain);
    if (SIMPLIFIED_ONLY.test(sample)) return 'zh-Hans';
    return traditional ? 'zh-Hant' : undefined;
  }
  const words = han === 0 ? (sample.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0) : 0;
  return words >= ENGLISH_WORDS_MIN ? 'en' : undefined;
}

/** Whether it is Chinese, be it in words that both scripts write alike, such as 你好. */
export const isChinese = (text: string): boolean => (text.slice(0, 500).match(/\p{Script=Han}/gu)?.length ?? 0) >= 2;

const hanOf = (text: string): string => (text.match(/\p{Script=Han}/gu) ?? []).join('');

/** As people say it, in any of the languages; folded. */
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  'zh-Hans': [
    'zh-hans',
    'zh-cn',
    'zh',
    '简体',
    '简体中文',
    '中文',
    '简中',
    'simplified',
    'simplified chinese',
    'chinese',
  ],
  'zh-Hant': [
    'zh-hant',
    'zh-tw',
    'zh-hk',
    '繁体',
    '繁体中文',
    '正体中文',
    '繁中',
    'traditional',
    'traditional chinese',
  ],
  en: ['en', 'en-us', 'en-gb', 'english', '英文', '英语'],
};

/** The language that a person names: `繁體`, `English`, `zh-CN`. */
export function readLanguage(words: string): Language | undefined {
  const folded = fold(words).replaceAll('_', '-');
  return (Object.keys(NAMES) as Language[]).find((language) => NAMES[language].includes(folded));
}

/**
 * The language that a text is in when it is plainly another one than the reader's; undefined where both are the same, or too little to tell.
 *
 * ```ts
 * looksUnlike('我们会尽快处理', 'zh-Hant'); // 'zh-Hans'
 * ```
 */
export function looksUnlike(text: string, reader: Language): Language | undefined {
  const sample = text.slice(0, 500);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = sample.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0;
  // A name or a store in the other script does not make a sentence another language.
  const found = words >= ENGLISH_WORDS_MIN && words >= han ? 'en' : han > words ? detectLanguage(sample) : undefined;
  if (found !== undefined) return found === reader ? undefined : found;
  // Chinese that both scripts write alike is strange to whoever reads English only.
  return reader === 'en' && han >= ENGLISH_WORDS_MIN && han > words ? 'zh-Hans' : undefined;
}
