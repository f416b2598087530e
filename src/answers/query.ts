/** What is known of a question before anything is searched. Pure. */
import { kindsAsked } from './asking.ts';
import { cluesOf, type Profile, type Topics } from './topics.ts';
import { isChinese, isIdea, isPair, termsOfRead } from './words.ts';

export interface Query {
  /** As `read` gives them, put right. */
  words: string;
  terms: readonly string[];
  ideas: readonly string[];
  /** Words and single characters. */
  single: readonly string[];
  topics: Profile;
  kinds: readonly boolean[];
  /** Words and pairs of characters that may say what is asked. */
  content: readonly string[];
}

export function queryOf(words: string, topics: Topics): Query {
  const terms = [...new Set(termsOfRead(words))];
  return {
    words,
    terms,
    ideas: terms.filter(isIdea),
    single: terms.filter((term) => !isIdea(term) && !isPair(term)),
    topics: topics.profileOf(words),
    kinds: kindsAsked(words),
    content: [...new Set(cluesOf(words))].filter((clue) => (isChinese(clue) ? isPair(clue) : !clue.includes(' '))),
  };
}
