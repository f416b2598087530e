/** How well questions are answered from the sample's policies, next to plain full-text search on the same; and how fast over many texts. */
import MiniSearch from 'minisearch';
import postgres from 'postgres';
import { PERHAPS, SURE } from '../../src/answers/confidence.ts';
import { createLibrary, type Text } from '../../src/answers/library.ts';
import { sampleTexts } from '../support/sample-texts.ts';
import { quantile, round } from './measure.ts';
import { type Asked, judge, questionsOf, type Said } from './questions.ts';
import type { Task } from './tasks.ts';

/** So many are given to choose from. */
const OFFERED = 3;
const MANY = 2_000;

export async function answers({ place }: Task) {
  const [texts, strangers, asked, askedSeen, fresh, heldOut, tuning] = await Promise.all([
    sampleTexts(),
    questionsOf('strangers'),
    questionsOf('asked'),
    questionsOf('askedSeen'),
    questionsOf('fresh'),
    questionsOf('heldOut'),
    questionsOf('tuning'),
  ]);
  const all = async (ask: (question: string) => Said | Promise<Said>) => ({
    strangers: await judge(strangers, ask),
    asked: await judge(asked, ask),
    askedSeen: await judge(askedSeen, ask),
    fresh: await judge(fresh, ask),
    heldOut: await judge(heldOut, ask),
    tuning: await judge(tuning, ask),
  });
  const library = createLibrary(texts);
  return {
    ...(await all((question) => {
      const { found, confidence } = library.find(question, OFFERED);
      return {
        keys: found.map(({ subject }) => subject),
        isSure: confidence >= SURE,
        isOffered: confidence >= PERHAPS,
      };
    })),
    miniSearch: await all(plainMiniSearch(texts)),
    ...('url' in place && { postgres: await onPostgres(place.url, texts, all) }),
    many: overMany(texts, [...asked, ...heldOut, ...tuning]),
  };
}

/** As it comes: what has no hit is declined. */
function plainMiniSearch(texts: readonly Text[]): (question: string) => Said {
  const search = new MiniSearch<{ id: string; words: string }>({ fields: ['words'] });
  search.addAll(texts.map((text) => ({ id: text.id, words: wordsOf(text) })));
  const subjectOf = new Map(texts.map(({ id, subject }) => [id, subject]));
  return (question) => saidOf(search.search(question).map(({ id }) => subjectOf.get(String(id)) ?? ''));
}

async function onPostgres<T>(
  url: string,
  texts: readonly Text[],
  all: (ask: (question: string) => Promise<Said>) => Promise<T>,
): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    await sql`create temporary table plain (subject text, words tsvector)`;
    for (const text of texts)
      await sql`insert into plain values (${text.subject}, to_tsvector('simple', ${wordsOf(text)}))`;
    await sql`create index on plain using gin (words)`;
    return await all(async (question) => {
      const rows = await sql<{ subject: string }[]>`
        with asked as (select replace(plainto_tsquery('simple', ${question})::text, '&', '|')::tsquery as query)
        select subject from plain, asked where words @@ query order by ts_rank(words, query) desc, subject limit 50`;
      return saidOf(rows.map(({ subject }) => subject));
    });
  } finally {
    await sql.end();
  }
}

const saidOf = (subjects: readonly string[]): Said => {
  const keys = [...new Set(subjects)].slice(0, OFFERED);
  return { keys, isSure: keys.length > 0, isOffered: keys.length > 0 };
};

const wordsOf = ({ title, asked, body }: Text): string => [title, ...asked, body].join('\n');

/** How long one question takes over so many texts: copies of the sample whose words were changed. */
function overMany(texts: readonly Text[], questions: readonly Asked[]) {
  const many = Array.from({ length: MANY }, (_, at) =>
    changedCopy(texts[at % texts.length], Math.floor(at / texts.length)),
  );
  const library = createLibrary();
  const puts = [...Map.groupBy(many, ({ subject }) => subject)].map(([subject, own]) => {
    const from = performance.now();
    library.put(subject, own);
    return performance.now() - from;
  });
  const took = (now: () => number): number[] =>
    questions.map(({ question }) => {
      const from = now();
      library.find(question, OFFERED);
      return now() - from;
    });
  const clock = () => performance.now();
  took(clock);
  const tookMs = [...took(clock), ...took(clock)];
  return {
    texts: MANY,
    madeMs: round(
      puts.reduce((sum, ms) => sum + ms),
      0,
    ),
    /** What can't be done in smaller pieces. */
    putP99Ms: round(quantile(puts, 0.99), 2),
    p50Ms: round(quantile(tookMs, 0.5), 2),
    p99Ms: round(quantile(tookMs, 0.99), 2),
    /** Of the processor, whatever else runs on the machine. */
    p99CpuMs: round(quantile(took(cpuMs), 0.99), 2),
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Every third word is another one, the same in each copy, so that there are more subjects and not more of the same. */
function changedCopy(text: Text | undefined, copy: number): Text {
  if (!text) throw new Error('the sample has no texts');
  const change = (words: string): string => (copy === 0 ? words : changed(words, copy));
  return {
    ...text,
    id: `${text.id} ${copy}`,
    subject: `${text.subject} ${copy}`,
    title: change(text.title),
    asked: text.asked.map(change),
    body: change(text.body),
  };
}

const changed = (words: string, copy: number): string => {
  let at = 0;
  return words.replaceAll(/[a-z]{4,}|\p{Script=Han}/giu, (word) => {
    at += 1;
    if ((at + copy) % 3 !== 0) return word;
    const code = word.charCodeAt(0);
    return code < 128
      ? `${word}${String.fromCharCode(97 + (copy % 26))}`
      : String.fromCharCode(0x4e00 + ((code * 31 + copy * 97) % 8_000));
  });
};
