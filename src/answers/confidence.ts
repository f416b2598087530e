/**
 * How sure it is that the best text found answers a question. The weights, and the bounds that go with them, are in one place: whoever trains the
 * weights anew (`test/bench/train-answers.ts`) looks at the bounds as well. Pure.
 */
import { OTHER_IDEAS } from './other-ideas.ts';
import { TOPICS_BESIDE } from './phrasings/phrasings.ts';
import type { Query } from './query.ts';
import type { Fit } from './ranking.ts';
import type { Subject } from './subject.ts';
import type { Profile, Topics } from './topics.ts';

/** From where a text is given as the answer; below `PERHAPS`, none is even offered. */
export const SURE = 0.6;
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
  sentence: number;
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
  /** Of its words, those that neither the text has nor people use who ask for such a thing; of these, the known ones, and
   * those by which people ask for what policies seldom say. */
  unexplained: number;
  known: number;
  beside: number;
  /** Something is asked that policies seldom say, and this one does not. */
  besideIt: number;
  noIdeas: number;
}

/** A logistic regression over the questions in `test/bench/questions` that may be looked at. */
export const WEIGHTS: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -4.63,
  sentence: 1.03,
  covered: 0.18,
  ideas: 0.81,
  line: 1.13,
  topic: 1.71,
  bodyTopic: 1.4,
  kindAsked: 0.12,
  kindSaid: 0.31,
  score: 0.94,
  likely: 0.78,
  lead: 0.51,
  topicsMet: 0.61,
  topicsBeside: -0.57,
  topicsElse: -0.04,
  unexplained: -0.7,
  known: -0.67,
  beside: -0.82,
  besideIt: -0.5,
  noIdeas: 0.33,
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
    else if (TOPICS_BESIDE.has(topic)) topicsBeside += share;
    else topicsElse += share;
  }
  return { topicsMet, topicsBeside, topicsElse };
}

function wordsOf({ content }: Query, subject: Subject, topics: Topics) {
  const main = new Set([...subject.topics].filter(([, share]) => share > MAINLY).map(([topic]) => topic));
  let [all, open, known, beside] = [0, 0, 0, 0];
  for (const clue of content) {
    const spread = topics.spread(clue);
    if (spread > EVERYWHERE) continue;
    const weight = Math.log(150 / Math.max(3, spread));
    all += weight;
    if (subject.clues.has(clue) || topics.isTypical(clue, main)) continue;
    open += weight;
    if (spread > 0) known += weight;
    if (topics.isTypical(clue, TOPICS_BESIDE)) beside += weight;
  }
  const most = Math.max(4, all);
  return { unexplained: open / most, known: known / most, beside: beside / most };
}
