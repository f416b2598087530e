/**
 * Which ideas of the trade words are about, judged by how people ask for them: a language model of each topic, with Dirichlet's smoothing, over words
 * and pairs of words or characters. A topic has examples in each language, so a question meets a text in another one. Pure.
 */
import { PHRASINGS, type Phrasings } from './phrasings/phrasings.ts';
import { unify } from './variants.ts';
import { FORMS_OF_IDEAS, isChinese, isPlain, PIECES, stem } from './words.ts';

/** So many clues of all topics are mixed into each, so that what is rare there says little. */
const SMOOTHING = 100;
/** Clues hang together, so each counts for less than if it stood alone. */
const TRUST = 0.8;
/** A word of an idea weighs less than one of a whole question. */
const FORM = 0.6;
/** Of a profile, so many topics are kept. */
const KEPT = 8;
/** From there on a clue is typical of a topic. */
const TYPICAL = 0.5;

/** How likely each topic is; together 1, or nothing where no clue is known. */
export type Profile = ReadonlyMap<string, number>;

export interface Topics {
  profileOf(words: string): Profile;
  /** Of how many topics a clue is. */
  spread(clue: string): number;
  /** The clue is typical of one of these. */
  isTypical(clue: string, topics: ReadonlySet<string>): boolean;
}

/** Unlike terms, they keep the small words next to others, which make a question what it is (`get back`). */
export function cluesOf(words: string): string[] {
  const clues: string[] = [];
  let before = '';
  for (const [piece] of words.matchAll(PIECES)) {
    if (isChinese(piece)) {
      const characters = [...piece];
      clues.push(...characters, ...characters.slice(1).map((after, at) => (characters[at] ?? '') + after));
      before = '';
      continue;
    }
    if (!isPlain(piece)) clues.push(stem(piece));
    if (before !== '' && !(isPlain(piece) && isPlain(before))) clues.push(`${stem(before)} ${stem(piece)}`);
    before = piece;
  }
  return clues;
}

/** Ideas that only questions told apart go to the topic that they belong to. */
const TOPIC_OF: Readonly<Record<string, string>> = {
  ...{ reorder: 'stock', change: 'rules', court: 'dispute', size: 'site-needs', site: 'site-help' },
  ...{ 'on-site-coach': 'training', inspector: 'visit', 'must-buy': 'buy-elsewhere' },
};

/** In many short steps; the last one gives what was learned. */
function* learning(phrasings: Phrasings): Generator<undefined, Topics> {
  const counts = new Map<string, Map<string, number>>();
  const learn = (topic: string, words: string, weight: number): void => {
    const own = counts.get(topic) ?? new Map<string, number>();
    counts.set(topic, own);
    for (const clue of cluesOf(words)) own.set(clue, (own.get(clue) ?? 0) + weight);
  };
  for (const [topic, { en, zh }] of Object.entries(phrasings)) {
    for (const one of unify(`${en} | ${zh}`).split('|')) learn(topic, one, 1);
    yield;
  }
  for (const [idea, forms] of FORMS_OF_IDEAS) {
    for (const form of forms) learn(TOPIC_OF[idea] ?? idea, form, FORM);
    yield;
  }

  const everywhere = new Map<string, number>();
  for (const own of counts.values()) {
    for (const [clue, count] of own) everywhere.set(clue, (everywhere.get(clue) ?? 0) + count);
    yield;
  }
  const all = sumOf(everywhere.values());
  const gains = new Map<string, { topic: number; gain: number }[]>();
  const names = [...counts.keys()];
  /** What every clue costs in a topic of which much is known. */
  const costs = names.map((name) => Math.log(SMOOTHING / (sumOf(counts.get(name)?.values() ?? []) + SMOOTHING)));
  for (const [topic, own] of [...counts.values()].entries()) {
    for (const [clue, count] of own) {
      const gain = Math.log(1 + (count * all) / (SMOOTHING * (everywhere.get(clue) ?? 1)));
      const same = gains.get(clue);
      if (same) same.push({ topic, gain });
      else gains.set(clue, [{ topic, gain }]);
    }
    yield;
  }

  function profileOf(words: string): Profile {
    const scores = new Float64Array(names.length);
    let known = 0;
    for (const clue of cluesOf(words)) {
      const same = gains.get(clue);
      if (!same) continue;
      known += 1;
      for (const { topic, gain } of same) scores[topic] = (scores[topic] ?? 0) + gain;
    }
    if (known === 0) return new Map();
    const trust = TRUST / Math.sqrt(known);
    const best = names
      .map((name, at) => ({ name, score: ((scores[at] ?? 0) + known * (costs[at] ?? 0)) * trust }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, KEPT);
    const odds = best.map(({ score }) => Math.exp(score - (best[0]?.score ?? 0)));
    const sum = sumOf(odds);
    return new Map(best.map(({ name }, at) => [name, (odds[at] ?? 0) / sum]));
  }

  return {
    profileOf,
    spread: (clue) => gains.get(clue)?.length ?? 0,
    isTypical: (clue, topics) =>
      (gains.get(clue) ?? []).some(({ topic, gain }) => gain > TYPICAL && topics.has(names[topic] ?? '')),
  };
}

export function learnTopics(phrasings: Phrasings): Topics {
  const steps = learning(phrasings);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

let known: Topics | undefined;

/** Of the trade. Learning them takes some 50 ms, which `learnTrade` spreads. */
export function topicsOfTrade(): Topics {
  known ??= learnTopics(PHRASINGS);
  return known;
}

/** `pause` comes after each of many short steps. */
export async function learnTrade(pause: () => Promise<void>): Promise<void> {
  if (known) return;
  const steps = learning(PHRASINGS);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      known ??= value;
      return;
    }
    await pause();
  }
}

/** Bhattacharyya's coefficient: 1 where both are about the same. */
export function likeness(a: Profile, b: Profile): number {
  let sum = 0;
  for (const [topic, share] of a) sum += Math.sqrt(share * (b.get(topic) ?? 0));
  return sum;
}

/** Of several, the mean. */
export function meanOf(profiles: readonly Profile[]): Profile {
  const mean = new Map<string, number>();
  for (const profile of profiles)
    for (const [topic, share] of profile) mean.set(topic, (mean.get(topic) ?? 0) + share / profiles.length);
  return mean;
}

function sumOf(all: Iterable<number>): number {
  let sum = 0;
  for (const one of all) sum += one;
  return sum;
}
