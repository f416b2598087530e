/**
 * How sure it is that the best text found answers a question. The weights, and the bounds that go with them, are in one place: whoever trains the
 * weights anew (`test/bench/train-answers.ts`) looks at the bounds as well. Pure.
 */
import { OTHER_IDEAS } from './other-ideas.ts';
import { isBeside } from './phrasings/phrasings.ts';
import type { Query } from './query.ts';
import type { Fit } from './ranking.ts';
import type { Subject } from './subject.ts';
import type { Profile, Topics } from './topics.ts';

/** From where a text is given as the answer; below `PERHAPS`, none is even offered. */
export const SURE = 0.5;
export const PERHAPS = 0.2;

/** A subject of the ranking with what was seen of it. */
export interface Ranked {
  subject: Subject;
  fit: Fit;
  score: number;
}

/** What speaks for the best text, or against it, each from 0 to 1. */
export interface Evidence {
  covered: number;
  ideas: number;
  line: number;
  topic: number;
  bodyTopic: number;
  kindAsked: number;
  kindSaid: number;
  /** All that, as the ranking weighs it. */
  score: number;
  /** How likely it is the best of those found; how far the second is behind. */
  likely: number;
  lead: number;
  /** How likely the question is about something that the text is about; that policies seldom say; something else. */
  topicsMet: number;
  topicsBeside: number;
  topicsElse: number;
  /** Of its words, those that neither the text has nor people use who ask for such a thing; of these, the known ones. */
  unexplained: number;
  known: number;
  /** Something is asked that policies seldom say, and this one does not. */
  besideIt: number;
  noIdeas: number;
}

/** A logistic regression over the questions in `test/bench/questions` that may be looked at. */
export const WEIGHTS: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -3.37,
  covered: 0.3,
  ideas: 0.83,
  line: 0.78,
  topic: 1.87,
  bodyTopic: 1.15,
  kindAsked: 0.56,
  kindSaid: 0.36,
  score: 0.97,
  likely: 0.67,
  lead: -0.07,
  topicsMet: 1.21,
  topicsBeside: -0.84,
  topicsElse: -0.37,
  unexplained: -1.12,
  known: -0.96,
  besideIt: -0.57,
  noIdeas: 0.45,
};

export const isEvidenceName = (name: string): name is keyof Evidence => name !== 'bias' && Object.hasOwn(WEIGHTS, name);
const NAMES = Object.keys(WEIGHTS).filter(isEvidenceName);

/** From 0 to 1. */
export function confidenceOf(evidence: Evidence): number {
  const sum = NAMES.reduce((so, name) => so + evidence[name] * WEIGHTS[name], WEIGHTS.bias);
  return 1 / (1 + Math.exp(-sum));
}

/** From so much on, a topic is one that a text is about. */
const ABOUT = 0.1;
/** From so much on, what is typical of a topic is to be expected of whoever asks for the text. */
const MAINLY = 0.15;
/** A clue of so many topics says nothing of any. */
const EVERYWHERE = 25;

/** Of a ranking with the best first. */
export function evidenceOf(query: Query, ranked: readonly Ranked[], topics: Topics): Evidence | undefined {
  const [best, second] = ranked;
  if (!best) return undefined;
  const { subject, fit, score } = best;
  const { words: _, nearest: __, ...seen } = fit;
  const besideIt = query.ideas.some((idea) => !subject.terms.has(idea) && Object.hasOwn(OTHER_IDEAS, idea.slice(1)));
  return {
    ...seen,
    score: Math.min(1, score / 12),
    likely: 1 / ranked.reduce((sum, one) => sum + Math.exp(one.score - score), 0),
    lead: second ? Math.min(1, (score - second.score) / 2) : 1,
    ...topicsOf(query.topics, subject),
    ...wordsOf(query, subject, topics),
    besideIt: besideIt ? 1 : 0,
    noIdeas: query.ideas.length === 0 ? 1 : 0,
  };
}

function topicsOf(asked: Profile, { topics, bodyTopics }: Subject) {
  let [topicsMet, topicsBeside, topicsElse] = [0, 0, 0];
  for (const [topic, share] of asked) {
    if (Math.max(topics.get(topic) ?? 0, bodyTopics.get(topic) ?? 0) > ABOUT) topicsMet += share;
    else if (isBeside(topic)) topicsBeside += share;
    else topicsElse += share;
  }
  return { topicsMet, topicsBeside, topicsElse };
}

function wordsOf({ content }: Query, subject: Subject, topics: Topics) {
  const main = new Map([...subject.topics].filter(([, share]) => share > MAINLY));
  let [all, open, known] = [0, 0, 0];
  for (const clue of content) {
    const spread = topics.spread(clue);
    if (spread > EVERYWHERE) continue;
    const weight = Math.log(150 / Math.max(3, spread));
    all += weight;
    if (subject.clues.has(clue) || topics.isTypical(clue, main)) continue;
    open += weight;
    if (spread > 0) known += weight;
  }
  const most = Math.max(4, all);
  return { unexplained: open / most, known: known / most };
}
