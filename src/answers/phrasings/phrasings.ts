/**
 * How people ask for the ideas of the trade, and how companies state them, whatever the words of one company: examples in English and in Chinese (Simplified), as `fold` gives
 * them, parted by ` | `.
 * General again: names, amounts and habits of one company belong into its texts. Pure.
 */
import { BESIDE } from './beside.ts';
import { COMPANY } from './company.ts';
import { GOODS } from './goods.ts';
import { MONEY } from './money.ts';
import { RIGHTS } from './rights.ts';
import { SHOP } from './shop.ts';
import { SUPPORT } from './support.ts';

/** By topic. */
export type Phrasings = Readonly<Record<string, Readonly<{ en: string; zh: string }>>>;

export const PHRASINGS: Phrasings = {
  ...MONEY,
  ...SHOP,
  ...SUPPORT,
  ...GOODS,
  ...RIGHTS,
  ...COMPANY,
  ...BESIDE,
};

/** Of what policies seldom say. */
export const TOPICS_BESIDE: ReadonlySet<string> = new Set(Object.keys(BESIDE));
