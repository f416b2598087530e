/**
 * `node bin/tool.mjs test/bench/train-answers.ts`: the weights of the ranking (`src/answers/ranking.ts`) and, since these decide what is judged, after
 * they were put there and in a second run those of the confidence (`confidence.ts`). The same every time. What the trade asks is known to the search from
 * examples, some of which came from these questions: each question is therefore asked of a search that has not seen examples like it.
 */
import { confidenceOf, isEvidenceName, PERHAPS, SURE, WEIGHTS } from '../../src/answers/confidence.ts';
import { createLibrary, type Findings, type Library, type Text } from '../../src/answers/library.ts';
import { PHRASINGS, type Phrasings } from '../../src/answers/phrasings/phrasings.ts';
import { FIT_WEIGHTS, isFitName } from '../../src/answers/ranking.ts';
import { cluesOf, learnTopics, type Topics } from '../../src/answers/topics.ts';
import { read } from '../../src/answers/variants.ts';
import { sampleTexts } from '../support/sample-texts.ts';
import { round } from './measure.ts';
import { type Asked, questionsOf } from './questions.ts';

const FOLDS = 8;
/** Of all the clues that two have, so many in both: they are alike. */
const ALIKE = 0.25;
const ROUNDS = 800;
/** Holds weights small, since examples are few. */
const RIDGE = 0.003;
/** A wrong answer is worse than none; of near misses that were made there are many, and nobody has asked them. */
const WRONG_COSTS = 2;
const MADE = 0.3;
/** The words of the trade were made from these sets, so they are too easy. */
const EASY = 0.3;

/** Texts come in one language or several, and with or without how people ask: the weights have to do for all. */
const LIBRARIES: readonly { isKept: (text: Text) => boolean; isAsked: boolean; weight: number }[] = [
  { isKept: () => true, isAsked: true, weight: 1 },
  { isKept: () => true, isAsked: false, weight: 0.5 },
  { isKept: ({ language }) => language === 'en', isAsked: true, weight: 0.4 },
  { isKept: ({ language }) => language === 'en', isAsked: false, weight: 0.4 },
  { isKept: ({ language }) => language === 'zh-Hans', isAsked: true, weight: 0.4 },
  { isKept: ({ language }) => language === 'zh-Hant', isAsked: false, weight: 0.4 },
];

interface Weighed extends Asked {
  weight: number;
}

interface Tried extends Weighed {
  /** As it is; and with the texts that answer it taken away, which makes a near miss of it. */
  asIs: Findings;
  without: Findings | undefined;
}

interface Example {
  values: number[];
  right: boolean;
  weight: number;
}

const setOf = (words: string): ReadonlySet<string> => new Set(cluesOf(read(words)));

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((clue) => b.has(clue)).length;
  return both / (a.size + b.size - both) >= ALIKE;
}

/** Without the examples that are like one of these. */
function unseen(questions: readonly Asked[]): Phrasings {
  const sets = questions.map(({ question }) => setOf(question));
  const left = (some: string): string =>
    some
      .split('|')
      .filter((one) => !sets.some((set) => alike(set, setOf(one))))
      .join('|');
  return Object.fromEntries(
    Object.entries(PHRASINGS).map(([topic, { en, zh }]) => [topic, { en: left(en), zh: left(zh) }]),
  );
}

async function tryAll(): Promise<Tried[]> {
  const [texts, tuning, heldOut, fresh, asked] = await Promise.all([
    sampleTexts(),
    questionsOf('tuning'),
    questionsOf('heldOut'),
    questionsOf('fresh'),
    questionsOf('askedSeen'),
  ]);
  const all = [...tuning, ...heldOut].map((one) => ({ ...one, weight: EASY }));
  all.push(...[...fresh, ...asked].map((one) => ({ ...one, weight: 1 })));
  return Array.from({ length: FOLDS }, (_, fold) => all.filter((_one, at) => at % FOLDS === fold)).flatMap((some) => {
    const topics = learnTopics(unseen(some));
    return LIBRARIES.flatMap(({ isKept, isAsked, weight }) => {
      const own = texts.filter(isKept).map((text) => (isAsked ? text : { ...text, asked: [] }));
      return tryOn(own, topics, some, weight);
    });
  });
}

function tryOn(texts: readonly Text[], topics: Topics, some: readonly Weighed[], share: number): Tried[] {
  const library = createLibrary(texts, topics);
  const bySubject = Map.groupBy(texts, ({ subject }) => subject);
  return some.map((one) => ({
    ...one,
    weight: one.weight * share,
    asIs: library.find(one.question, 3),
    without: without(library, one),
  }));

  function without({ put, find }: Library, { keys, question }: Asked): Findings | undefined {
    if (keys.length === 0) return undefined;
    for (const key of keys) put(key, []);
    const findings = find(question, 3);
    for (const key of keys) put(key, bySubject.get(key) ?? []);
    return findings;
  }
}

/** The steps of Adam down the slope. */
function descend(count: number, slopeAt: (weights: readonly number[]) => number[]): number[] {
  let weights = Array.from({ length: count }, () => 0);
  let [mean, square] = [[...weights], [...weights]];
  for (let at = 1; at <= ROUNDS; at += 1) {
    const slope = slopeAt(weights);
    mean = mean.map((before, index) => 0.9 * before + 0.1 * (slope[index] ?? 0));
    square = square.map((before, index) => 0.99 * before + 0.01 * (slope[index] ?? 0) ** 2);
    weights = weights.map(
      (weight, index) =>
        weight -
        (0.05 * ((mean[index] ?? 0) / (1 - 0.9 ** at))) / (Math.sqrt((square[index] ?? 0) / (1 - 0.99 ** at)) + 1e-8),
    );
  }
  return weights;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

const fitNames = Object.keys(FIT_WEIGHTS).filter(isFitName);

/** Softmax over what was looked at. */
function trainFit(all: readonly Tried[]): Record<string, number> {
  const lists = all
    .map(({ asIs, keys, weight }) => ({
      weight,
      options: asIs.fits.map(({ subject, fit }) => ({
        values: fitNames.map((name) => fit[name]),
        isRight: keys.includes(subject),
      })),
    }))
    .filter(({ options }) => options.some(({ isRight }) => isRight));
  const sum = lists.reduce((so, { weight }) => so + weight, 0);
  const weights = descend(fitNames.length, (now) => {
    const slope = now.map((weight) => RIDGE * weight);
    for (const { options, weight } of lists) {
      const scores = options.map(({ values }) => dot(values, now));
      const most = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - most));
      const allOdds = odds.reduce((a, b) => a + b, 0);
      const rightOdds = odds.reduce((so, odd, at) => so + (options[at]?.isRight ? odd : 0), 0);
      for (const [at, { values, isRight }] of options.entries()) {
        const odd = odds[at] ?? 0;
        const off = odd / allOdds - (isRight ? odd / rightOdds : 0);
        for (const [index, value] of values.entries())
          slope[index] = (slope[index] ?? 0) + (off * value * weight) / sum;
      }
    }
    return slope;
  });
  return Object.fromEntries(fitNames.map((name, at) => [name, round(weights[at] ?? 0, 2)]));
}

const evidenceNames = Object.keys(WEIGHTS).filter(isEvidenceName);

function example({ found, evidence }: Findings, keys: readonly string[], weight: number): Example[] {
  const [first] = found;
  if (!first || !evidence) return [];
  const right = keys.includes(first.subject);
  const values = [1, ...evidenceNames.map((name) => evidence[name])];
  return [{ values, right, weight: weight * (right ? 1 : WRONG_COSTS) }];
}

function trainConfidence(all: readonly Example[]): Record<string, number> {
  const sum = all.reduce((so, { weight }) => so + weight, 0);
  const weights = descend(evidenceNames.length + 1, (now) => {
    const slope = now.map((weight, at) => (at === 0 ? 0 : RIDGE * weight));
    for (const { values, right, weight } of all) {
      const off = 1 / (1 + Math.exp(-dot(values, now))) - (right ? 1 : 0);
      for (const [at, value] of values.entries()) slope[at] = (slope[at] ?? 0) + (off * value * weight) / sum;
    }
    return slope;
  });
  return Object.fromEntries(['bias', ...evidenceNames].map((name, at) => [name, round(weights[at] ?? 0, 2)]));
}

const tried = await tryAll();
const examples = tried.flatMap(({ asIs, without, keys, weight }) => [
  ...example(asIs, keys, weight),
  ...(without ? example(without, [], MADE * weight) : []),
]);
console.log('ranking', JSON.stringify(trainFit(tried), null, 2));
console.log('confidence', JSON.stringify(trainConfidence(examples), null, 2));

/** As it stands, over questions whose like the search has not seen. */
const hard = tried.filter(({ weight }) => weight === 1);
const answerable = hard.filter(({ keys }) => keys.length > 0);
const share = (some: readonly Tried[], counts: (one: Tried) => boolean): number =>
  round(some.filter(counts).length / some.length, 3);
const rank = ({ asIs, keys }: Tried): number => asIs.found.findIndex(({ subject }) => keys.includes(subject));
console.log(
  `top-1 ${share(answerable, (one) => rank(one) === 0)}, top-3 ${share(answerable, (one) => rank(one) >= 0)}`,
);
for (let bound = 0.1; bound < 0.85; bound += 0.05) {
  const isGiven = ({ asIs: { evidence } }: Tried): boolean => evidence !== undefined && confidenceOf(evidence) >= bound;
  const declined = share(
    hard.filter(({ keys }) => keys.length === 0),
    (one) => !isGiven(one),
  );
  const [right, wrong] = [true, false].map((isRight) =>
    share(answerable, (one) => isGiven(one) && (rank(one) === 0) === isRight),
  );
  const now = Math.abs(bound - SURE) < 0.01 ? ' (SURE)' : Math.abs(bound - PERHAPS) < 0.01 ? ' (PERHAPS)' : '';
  console.log(`from ${round(bound, 2)}${now}: right ${right}, wrong ${wrong}, declined right ${declined}`);
}
