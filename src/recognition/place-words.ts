/**
 * "I mean Linxi", 换个品牌: which brand or region someone asks about, said by itself. Who knows the brands and regions compares what is read here with their
 * names.
 */
import { fold } from './fold.ts';

const begins = (...phrases: string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})\\s*`);
const whole = (...phrases: string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})$`);

const NAMES_BRAND = begins(
  ...['i mean', 'i meant', 'i am asking about', 'it is about', 'about', 'switch to', 'change to'],
  ...['我(?:问|说|指)的是', '我想问的?是?', '关于', '换成', '改成', '切换到'],
);
const NAMES_REGION = begins(
  ...['(?:my |the )?region(?: is|:)?', '(?:my |our |the )?store (?:is|will be) in'],
  ...['(?:我的?)?(?:地区|区域)(?:是|为|:)?', '(?:我的?)?(?:店|门店)(?:要|会|打算)?开?在'],
);
const ANOTHER = '(?:换|换个|换一个|另一个|别的|其他)';
const OTHER_BRAND = whole('an?other brand', 'change (?:the )?brand', `${ANOTHER}品牌`);
const OTHER_REGION = whole('an?other region', 'change (?:the )?region', `${ANOTHER}(?:地区|区域)`);

export interface PlaceWords {
  /** All of it, folded and without a full stop. */
  text: string;
  /** What stands where a brand, or a region, is named. */
  brand?: string;
  region?: string;
  /** Another one is wished for, without a name. */
  other?: 'brand' | 'region';
}

export function readPlaceWords(words: string): PlaceWords {
  const text = fold(words)
    .replace(/[\s.。!！?？]+$/u, '')
    .trim();
  return {
    text,
    ...(NAMES_BRAND.test(text) && { brand: text.replace(NAMES_BRAND, '') }),
    ...(NAMES_REGION.test(text) && { region: text.replace(NAMES_REGION, '') }),
    ...(OTHER_BRAND.test(text) && { other: 'brand' }),
    ...(OTHER_REGION.test(text) && { other: 'region' }),
  };
}
