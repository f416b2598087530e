/** What someone looks for, in the shape in which it is compared: folded words that all must be there. */
import { fold } from './fold.ts';

/** A word as it was typed, and folded. */
export interface SearchWord {
  typed: string;
  folded: string;
}

/** Whoever pastes a whole message looks for what it begins with. */
const SEARCHED_CHARACTERS = 200;
const WORDS_MAX = 8;

/** Signs at either end belong to the sentence and not to what is looked for; a plus sign belongs to a phone number. */
const EDGES = /^[^\p{L}\p{N}+]+|[^\p{L}\p{N}]+$/gu;
const SEPARATORS = /[\s,，、;；。]+/u;

/**
 * Nothing when there is no letter and no digit.
 *
 * ```ts
 * searchWords('收銀 138-0013'); // folded: '收银', '1380013'
 * ```
 */
export function searchWords(text: string): SearchWord[] {
  const words = new Map<string, SearchWord>();
  for (const part of [...text].slice(0, SEARCHED_CHARACTERS).join('').split(SEPARATORS)) {
    const typed = part.replace(EDGES, '');
    const folded = searchable(typed);
    if (/[\p{L}\p{N}]/u.test(folded)) words.set(folded, { typed, folded });
  }
  return [...words.values()].slice(0, WORDS_MAX);
}

/** Folded, with the digits of phone numbers together however they were grouped. */
export const searchable = (text: string): string => fold(text).replaceAll(/(?<=\d)-(?=\d)/g, '');
