/** Whether words that nothing else is known of are a question, with a question mark or without. */
import { fold } from './fold.ts';

/** How a question begins in English; “what a day” and “how nice” are none. */
const ENGLISH =
  /(?:^|[,.;:!] )(?:and |but |so |or |ok |okay |hi |hello |also )?(?:who|whose|whom|when|where|which|why|what(?!\s+an?\b)|how(?!\s+(?:nice|kind|lovely|awful|terrible|rude|sad)\b)|what's|who's|how's|where's|when's|is|are|am|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have (?:i|you|we|they)|any)\b/;

const CHINESE =
  /[谁啥]|什么|怎[么样]|点[样解]|多[少久大远长高宽]|几(?:[个家年月天日台成次点人万千百块钱间]|多|时)|哪|[吗呢嘛]\s*$|是不是|是否|能否|可否|可唔可以|系唔系|有冇|(.)[不没唔]\1/u;

export function looksLikeQuestion(text: string): boolean {
  const words = fold(text).trim();
  return /[?？]\s*$/.test(words) || ENGLISH.test(words) || CHINESE.test(words);
}
