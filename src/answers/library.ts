/**
 * Finds the text that answers a question, and says how sure that is (F06). In memory, with no service outside: MiniSearch ranks by BM25 over
 * words, characters and ideas of the trade; whether the best one is an answer is judged by what of the question it covers. Pure.
 */
import MiniSearch from 'minisearch';
import type { Language } from '../domain/person.ts';
import { fold } from '../recognition/fold.ts';
import { confidenceOf, type Evidence } from './confidence.ts';
import { createMender } from './mending.ts';
import { OTHER_IDEAS } from './other-ideas.ts';
import { explainedIn, isChinese, isIdea, isPair, termsOf, termsOfFolded } from './words.ts';

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
}

export interface Library {
  find(question: string, limit: number): Findings;
  /** The texts of one subject take the place of those that it had; none: it is not found any more. */
  put(subject: string, texts: readonly Text[]): void;
}

/** Of the fields, and of the terms; see the table of what each way of searching gave in `docs/answers.md`. */
const FIELDS = { title: 2, asked: 3, body: 1 } as const;
const IDEA = 2.5;
const PAIR = 1.2;
const CHARACTER = 0.5;

/** Longer questions are cut: what is asked stands in the first sentences. */
const QUESTION_MAX = 400;

/** What a subject says in all its languages together. */
interface Subject {
  id: string;
  title: string;
  asked: string;
  body: string;
  /** Everywhere. */
  terms: ReadonlySet<string>;
  /** In titles, and in how people ask. */
  named: ReadonlySet<string>;
}

const weightOf = (term: string): number => {
  if (isIdea(term)) return IDEA;
  if (!isChinese(term)) return 1;
  return isPair(term) ? PAIR : CHARACTER;
};

export function createLibrary(texts: readonly Text[] = []): Library {
  const search = new MiniSearch<Subject>({
    fields: Object.keys(FIELDS),
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: termsOfFolded,
      boost: FIELDS,
      boostTerm: weightOf,
      combineWith: 'OR',
      bm25: { k: 1.2, b: 0.5, d: 0.5 },
    },
  });
  const subjects = new Map<string, Subject>();
  /** In how many subjects a term stands. */
  const known = new Map<string, number>();
  const mender = createMender();
  /** How much it says that a term is there; 1 where all subjects have it, some 5 where few do. */
  const rarity = (term: string): number => {
    const count = known.get(term) ?? 0;
    return Math.log(1 + (subjects.size - count + 0.5) / (count + 0.5));
  };

  function put(subject: string, own: readonly Text[]): void {
    const before = subjects.get(subject);
    if (before) {
      search.remove(before);
      subjects.delete(subject);
      for (const term of before.terms) count(term, -1);
    }
    if (own.length === 0) return;
    const after = subjectOf(subject, own);
    search.add(after);
    subjects.set(subject, after);
    for (const term of after.terms) count(term, 1);
    mender.learn(fold(`${after.title}\n${after.asked}`));
    for (const { body } of own) mender.learn(fold(body));
  }

  function count(term: string, change: number): void {
    const now = (known.get(term) ?? 0) + change;
    if (now > 0) known.set(term, now);
    else known.delete(term);
  }

  function evidenceFor(asked: string, ranked: readonly Found[]): Evidence | undefined {
    const [best, second] = ranked;
    const subject = best && subjects.get(best.subject);
    if (!best || !subject) return undefined;
    const terms = [...new Set(termsOfFolded(asked))];
    const ideas = terms.filter(isIdea);
    const words = terms.filter((term) => !isIdea(term));
    const single = words.filter((term) => !isPair(term));
    const paired = words.filter((term) => !isChinese(term) || isPair(term));
    const covered = (some: readonly string[], by: ReadonlySet<string>): number => {
      const those = some.filter((term) => by.has(term));
      return some.length === 0 ? 0 : sumOf(those, rarity) / sumOf(some, rarity);
    };
    const strange = (some: readonly string[]): number =>
      some.filter((term) => !known.has(term)).length / Math.max(1, some.length);
    const explained = explainedIn(asked);
    const open = single.filter((term) => !explained.has(term) && !subject.terms.has(term));
    const met = ideas.filter((idea) => subject.named.has(idea));
    const missing = ideas.filter((idea) => !subject.terms.has(idea));
    const beside = missing.filter((idea) => idea.slice(1) in OTHER_IDEAS);
    return {
      covered: covered(single, subject.terms),
      coveredByName: covered(paired, subject.named),
      ideasMet: met.length / Math.max(1, ideas.length),
      ideasWeight: Math.min(2, sumOf(met, rarity) / 4),
      noIdeas: ideas.length === 0 ? 1 : 0,
      strange: strange(single),
      strangePairs: strange(paired),
      unexplained: sumOf(open, rarity) / Math.max(1, sumOf(single, rarity)),
      besideIt: Math.min(1, beside.length),
      ideasMissing: Math.min(1, (missing.length - beside.length) / 2),
      lead: second ? (best.score - second.score) / best.score : 1,
      score: Math.min(1, Math.log1p(best.score) / 8),
    };
  }

  for (const [subject, own] of Map.groupBy(texts, (text) => text.subject)) put(subject, own);
  return {
    put,
    find(question, limit) {
      const asked = mender.mend(fold(question.slice(0, QUESTION_MAX)));
      const ranked = search.search(asked).map(({ id, score }) => ({ subject: String(id), score }));
      const evidence = evidenceFor(asked, ranked);
      return { found: ranked.slice(0, limit), confidence: evidence ? confidenceOf(evidence) : 0, evidence };
    },
  };
}

function subjectOf(id: string, texts: readonly Text[]): Subject {
  const title = texts.map((text) => text.title).join('\n');
  const asked = texts.flatMap((text) => text.asked).join('\n');
  const body = texts.map((text) => text.body).join('\n');
  const named = new Set(termsOf(`${title}\n${asked}`));
  return { id, title, asked, body, named, terms: new Set([...named, ...termsOf(body)]) };
}

const sumOf = (terms: readonly string[], of: (term: string) => number): number =>
  terms.reduce((sum, term) => sum + of(term), 0);
