/** The questions that answers are measured by, and how well a way of searching does on them. Pure but for reading the sets. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { median, quantile, round } from './measure.ts';

/**
 * `strangers` and `asked` were written from the texts alone, by someone who had not seen the search or the other sets. `strangers` was locked away until the search
 * was done. Of `asked` the search was made with every other row (`askedSeen`), and nobody has looked at what it does with the rest. The other sets were
 * all looked at.
 */
export type SetName = 'strangers' | 'asked' | 'askedSeen' | 'fresh' | 'heldOut' | 'tuning';

export interface Asked {
  /** `mixed`: Chinese with English words. */
  language: string;
  kind: string;
  /** Each of them answers it; none: no text does. */
  keys: string[];
  question: string;
}

const FILES: Readonly<Record<SetName, string>> = {
  asked: 'asked.csv',
  askedSeen: 'asked.csv',
  fresh: 'fresh.csv',
  heldOut: 'held-out.csv',
  strangers: 'strangers.csv',
  tuning: 'tuning.csv',
};
const ROWS = z.array(z.object({ language: z.string(), kind: z.string(), keys: z.string(), question: z.string() }));

export async function questionsOf(set: SetName): Promise<Asked[]> {
  const text = await readFile(join(import.meta.dirname, 'questions', FILES[set]), 'utf8');
  const rows = ROWS.parse(parse(text, { columns: true })).map((row) => ({
    ...row,
    keys: row.keys.split(';').filter((key) => key !== ''),
  }));
  if (set === 'asked') return rows.filter((_, at) => at % 2 === 1);
  return set === 'askedSeen' ? rows.filter((_, at) => at % 2 === 0) : rows;
}

/** What a way of searching says to one question: keys, the best first. */
export interface Said {
  keys: readonly string[];
  /** The first is given as the answer. */
  isSure: boolean;
  /** Something is given or offered. */
  isOffered: boolean;
}

interface Judged extends Asked {
  said: Said;
  /** From 1; infinite: not among those that were found. */
  rank: number;
  tookMs: number;
}

export async function judge(questions: readonly Asked[], ask: (question: string) => Said | Promise<Said>) {
  const judged: Judged[] = [];
  for (const one of questions) {
    const began = performance.now();
    const said = await ask(one.question);
    const tookMs = performance.now() - began;
    const at = said.keys.findIndex((key) => one.keys.includes(key));
    judged.push({ ...one, said, rank: at < 0 ? Number.POSITIVE_INFINITY : at + 1, tookMs });
  }
  return {
    ...figuresOf(judged),
    p50Ms: round(median(judged.map(({ tookMs }) => tookMs)), 2),
    p99Ms: round(
      quantile(
        judged.map(({ tookMs }) => tookMs),
        0.99,
      ),
      2,
    ),
    byLanguage: by(judged, ({ language }) => language),
    byKind: by(judged, ({ kind }) => kind),
  };
}

function by(judged: readonly Judged[], nameOf: (one: Judged) => string) {
  return Object.fromEntries(
    [...Map.groupBy(judged, nameOf)].map(([name, some]) => [name, { questions: some.length, ...figuresOf(some) }]),
  );
}

function figuresOf(judged: readonly Judged[]) {
  const answerable = judged.filter(({ keys }) => keys.length > 0);
  const others = judged.filter(({ keys }) => keys.length === 0);
  const sure = answerable.filter(({ said }) => said.isSure);
  return {
    // Null where there is no such question.
    top1: share(answerable, ({ rank }) => rank <= 1),
    top3: share(answerable, ({ rank }) => rank <= 3),
    mrr: share(answerable, ({ rank }) => 1 / rank),
    /** Of what no text answers, where none was given as the answer; and where none was even offered. */
    declinedRight: share(others, ({ said }) => !said.isSure),
    silentRight: share(others, ({ said }) => !said.isOffered),
    /** Of what a text answers, where that one was given; where it was given or among the offered; where another was given. */
    answeredRight: share(answerable, ({ rank, said }) => said.isSure && rank === 1),
    reached: share(answerable, ({ rank, said }) => (said.isSure ? rank === 1 : said.isOffered && rank <= 3)),
    answeredWrong: sure.length === 0 ? null : share(answerable, ({ rank, said }) => said.isSure && rank > 1),
  };
}

/** The mean of what each counts. */
function share<T>(all: readonly T[], counts: (one: T) => boolean | number): number | null {
  return all.length === 0 ? null : round(all.reduce((sum, one) => sum + Number(counts(one)), 0) / all.length, 3);
}
