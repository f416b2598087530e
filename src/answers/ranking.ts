/**
 * How well a subject fits a question: what was seen of it, weighed by what a softmax regression over questions learned
 * (`test/bench/train-answers.ts`). Pure.
 */
import { shareOf } from './asking.ts';
import type { Query } from './query.ts';
import type { Subject } from './subject.ts';
import { likeness } from './topics.ts';
import { weightOf } from './words.ts';

/** Each from 0 to 1. */
export interface Fit {
  /** BM25, as a share of the best. */
  words: number;
  /** Of the question's words and characters, how many stand in it, rare ones more. */
  covered: number;
  /** Of the ideas asked for, how many stand in it. */
  ideas: number;
  /** The nearest of its titles and ways to ask. */
  line: number;
  /** What titles and ways to ask are about; what bodies are; whether none is nearer by that. */
  topic: number;
  bodyTopic: number;
  nearest: number;
  /** The nearest sentence of its bodies. */
  sentence: number;
  /** It is asked for such things: amounts, times …; it says such things. */
  kindAsked: number;
  kindSaid: number;
}

export const FIT_WEIGHTS: Readonly<Record<keyof Fit, number>> = {
  sentence: 0.79,
  words: 2.26,
  covered: 1.12,
  ideas: 0.62,
  line: 1.36,
  topic: 2.48,
  bodyTopic: 1.63,
  nearest: 1.44,
  kindAsked: 0.61,
  kindSaid: 0.93,
};

export const isFitName = (name: string): name is keyof Fit => Object.hasOwn(FIT_WEIGHTS, name);
const NAMES = Object.keys(FIT_WEIGHTS).filter(isFitName);

export const scoreOf = (fit: Fit): number => NAMES.reduce((sum, name) => sum + fit[name] * FIT_WEIGHTS[name], 0);

/** How much it says that a term is there. */
export type Rarity = (term: string) => number;

/** `words` and `nearest` are known only beside the others. */
export function fitOf(query: Query, subject: Subject, rarity: Rarity): Omit<Fit, 'words' | 'nearest'> {
  return {
    covered: coveredBy(query.single, subject.terms, rarity),
    ideas: query.ideas.filter((idea) => subject.terms.has(idea)).length / Math.max(1, query.ideas.length),
    line: nearestLine(query, subject, rarity),
    topic: likeness(query.topics, subject.topics),
    bodyTopic: likeness(query.topics, subject.bodyTopics),
    sentence: Math.max(0, ...subject.sentences.map((one) => likeness(query.topics, one))),
    kindAsked: shareOf(query.kinds, subject.kindsAsked),
    kindSaid: shareOf(query.kinds, subject.kindsSaid),
  };
}

function coveredBy(terms: readonly string[], by: ReadonlySet<string>, rarity: Rarity): number {
  let [met, all] = [0, 0];
  for (const term of terms) {
    const weight = rarity(term);
    all += weight;
    if (by.has(term)) met += weight;
  }
  return all === 0 ? 0 : met / all;
}

/** By the cosine. */
function nearestLine({ terms }: Query, { lines }: Subject, rarity: Rarity): number {
  const square = (term: string): number => (weightOf(term) * rarity(term)) ** 2;
  const own = sumOf(terms, square);
  if (own === 0) return 0;
  let best = 0;
  for (const line of lines) {
    const both = sumOf(
      terms.filter((term) => line.has(term)),
      square,
    );
    if (both > 0) best = Math.max(best, both / Math.sqrt(own * sumOf(line, square)));
  }
  return best;
}

function sumOf(terms: Iterable<string>, of: Rarity): number {
  let sum = 0;
  for (const term of terms) sum += of(term);
  return sum;
}
