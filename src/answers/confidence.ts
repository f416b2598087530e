/**
 * How sure it is that the best text found answers a question. The weights, and the bounds that go with them, are in one place: whoever trains the
 * weights anew (`test/bench/train-answers.ts`) looks at the bounds as well. Pure.
 */

/** From where a text is given as the answer; below `PERHAPS`, none is even offered. */
export const SURE = 0.5;
export const PERHAPS = 0.2;

/** What speaks for the best text, each from 0 to 1, one of them to 2. */
export interface Evidence {
  /** Of the question's words and characters, how many stand in it, rare ones more. */
  covered: number;
  /** Of its words and pairs of characters, how many in the title or in how people ask. */
  coveredByName: number;
  ideasMet: number;
  ideasWeight: number;
  noIdeas: number;
  /** Words that no text has. */
  strange: number;
  strangePairs: number;
  /** What neither an idea nor the text accounts for. */
  unexplained: number;
  /** Something is asked that policies seldom say, and this one does not. */
  besideIt: number;
  ideasMissing: number;
  /** How far the second is behind. */
  lead: number;
  score: number;
}

/** A logistic regression over `test/bench/questions/tuning.csv`. */
export const WEIGHTS: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -5.05,
  covered: 1.57,
  coveredByName: -0.43,
  ideasMet: 2.07,
  ideasWeight: 1.39,
  noIdeas: 0.46,
  strange: 0.17,
  strangePairs: 0.07,
  unexplained: -0.33,
  besideIt: -2.3,
  ideasMissing: -0.78,
  lead: 2.68,
  score: 1.3,
};

/** From 0 to 1. */
export function confidenceOf(evidence: Evidence): number {
  const { bias, ...weights } = WEIGHTS;
  let sum = bias;
  for (const name of namesOf(weights)) sum += evidence[name] * weights[name];
  return 1 / (1 + Math.exp(-sum));
}

const isName = (name: string): name is keyof Evidence => name !== 'bias' && Object.hasOwn(WEIGHTS, name);
const namesOf = (weights: object): (keyof Evidence)[] => Object.keys(weights).filter(isName);
