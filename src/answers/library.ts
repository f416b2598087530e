/**
 * Finds the text that answers a question, and says how sure that is (F06). In memory, with no service outside: MiniSearch finds by words, characters
 * and ideas of the trade, a model of the trade's questions by what is meant; both together are ranked, and the best is judged. Pure.
 */
import MiniSearch from 'minisearch';
import type { Language } from '../domain/person.ts';
import { confidenceOf, type Evidence, evidenceOf, type Ranked } from './confidence.ts';
import { createMender } from './mending.ts';
import { type Query, queryOf } from './query.ts';
import { type Fit, fitOf, scoreOf } from './ranking.ts';
import { type Subject, subjectOf } from './subject.ts';
import { createTopicIndex } from './topic-index.ts';
import { type Topics, topicsOfTrade } from './topics.ts';
import { read } from './variants.ts';
import { termsOfRead, weightOf } from './words.ts';
import { isOfOtherYears } from './years.ts';

/** A text to be found. Those of one subject say the same in several languages and are one answer. */
export interface Text {
  id: string;
  subject: string;
  language: Language;
  title: string;
  /** How people ask for it. */
  asked: readonly string[];
  body: string;
}

export interface Found {
  subject: string;
  /** Of the ranking; comparable within one question only. */
  score: number;
}

export interface Findings {
  /** The best first. */
  found: Found[];
  /** Whether the first is the answer, from 0 to 1. */
  confidence: number;
  /** By what that was judged; undefined: nothing was found. */
  evidence: Evidence | undefined;
  /** What the ranking saw, of all that were looked at. */
  fits: { subject: string; fit: Fit }[];
}

export interface Library {
  find(question: string, limit: number): Findings;
  /** The texts of one subject take the place of those that it had; none: it is not found any more. */
  put(subject: string, texts: readonly Text[]): void;
}

/** See the table of what each way of searching gave in `docs/answers.md`. */
const FIELDS = { title: 2, asked: 3, body: 1 } as const;

/** So many of the best are looked at closely: by words, and by what is meant. */
const BY_WORDS = 20;
const BY_TOPICS = 10;

/** So much less fits what is said of another year; what is about the same comes before it, and what is merely near does not. */
const OTHER_YEARS = 2;

/** Longer questions are cut: what is asked stands in the first sentences. */
const QUESTION_MAX = 400;

export function createLibrary(texts: readonly Text[] = [], topics: Topics = topicsOfTrade()): Library {
  const search = new MiniSearch<Subject>({
    fields: Object.keys(FIELDS),
    tokenize: termsOfRead,
    processTerm: (term) => term,
    searchOptions: {
      boost: FIELDS,
      boostTerm: weightOf,
      combineWith: 'OR',
      bm25: { k: 1.2, b: 0.5, d: 0.5 },
    },
  });
  const meant = createTopicIndex();
  const subjects = new Map<string, Subject>();
  /** In how many subjects a term stands. */
  const known = new Map<string, number>();
  const mender = createMender();
  /** 1 where all subjects have it, some 5 where few do. */
  const rarity = (term: string): number => {
    const count = known.get(term) ?? 0;
    return Math.log(1 + (subjects.size - count + 0.5) / (count + 0.5));
  };

  function put(id: string, own: readonly Text[]): void {
    const before = subjects.get(id);
    if (before) {
      search.remove(before);
      meant.remove(before);
      subjects.delete(id);
      for (const term of before.terms) count(term, -1);
    }
    if (own.length === 0) return;
    const after = subjectOf(id, own, topics);
    search.add(after);
    meant.add(after);
    subjects.set(id, after);
    for (const term of after.terms) count(term, 1);
    mender.learn(`${after.title}\n${after.asked}\n${after.body}`);
  }

  function count(term: string, change: number): void {
    const now = (known.get(term) ?? 0) + change;
    if (now > 0) known.set(term, now);
    else known.delete(term);
  }

  function rank(query: Query): Ranked[] {
    const byWords = search.search(query.words).slice(0, BY_WORDS);
    const byTopics = meant.find(query.topics, BY_TOPICS);
    const nearest = byTopics[0]?.like;
    const best = byWords[0]?.score ?? 1;
    const likes = new Map(byTopics.map(({ subject, like }) => [subject, like]));
    const scores = new Map(byWords.map(({ id, score }) => [String(id), score / best]));
    const ids = new Set([...scores.keys(), ...byTopics.map(({ subject }) => subject.id)]);
    return [...ids]
      .flatMap((id) => subjects.get(id) ?? [])
      .map((subject) => {
        const seen = fitOf(query, subject, rarity);
        const fit = {
          ...seen,
          words: scores.get(subject.id) ?? 0,
          nearest: nearest !== undefined && likes.get(subject) === nearest ? 1 : 0,
        };
        return { subject, fit, score: scoreOf(fit) - (isOfOtherYears(query, subject) ? OTHER_YEARS : 0) };
      })
      .toSorted((a, b) => b.score - a.score);
  }

  for (const [subject, own] of Map.groupBy(texts, (text) => text.subject)) put(subject, own);
  return {
    put,
    find(question, limit) {
      const query = queryOf(mender.mend(read(question.slice(0, QUESTION_MAX))), topics);
      const all = rank(query);
      const ranked = all.filter(({ subject }) => !isOfOtherYears(query, subject));
      const evidence = evidenceOf(query, ranked, topics);
      return {
        found: ranked.slice(0, limit).map(({ subject, score }) => ({ subject: subject.id, score })),
        confidence: evidence && ranked[0] === all[0] ? confidenceOf(evidence) : 0,
        evidence,
        fits: ranked.map(({ subject, fit }) => ({ subject: subject.id, fit })),
      };
    },
  };
}
