/**
 * `node bin/tool.mjs test/bench/train-answers.ts`: the weights of the confidence (`src/answers/confidence.ts`) from the tuning set alone, the same
 * every time. Each question is asked twice: as it is, and with the texts that answer it taken away, which makes it a near miss.
 */
import { type Evidence, PERHAPS, SURE, WEIGHTS } from '../../src/answers/confidence.ts';
import { createLibrary } from '../../src/answers/library.ts';
import { sampleTexts } from './answers.ts';
import { round } from './measure.ts';
import { questionsOf } from './questions.ts';

const ROUNDS = 6_000;
const RATE = 0.5;
/** Holds weights small, since examples are few. */
const RIDGE = 0.002;
/** A wrong answer is worse than none; of near misses that were made there are many, and nobody has asked them. */
const WRONG_COSTS = 3;
const MADE = 0.15;

interface Example {
  values: number[];
  /** 1: the best is the answer. */
  right: number;
  weight: number;
}

const names = Object.keys(WEIGHTS).filter((name): name is keyof Evidence => name !== 'bias');

async function examples(): Promise<Example[]> {
  const [texts, questions] = await Promise.all([sampleTexts(), questionsOf('tuning')]);
  const library = createLibrary(texts);
  const bySubject = Map.groupBy(texts, ({ subject }) => subject);
  return questions.flatMap(({ keys, question }) => {
    const asIs = example(library.find(question, 1), keys, 1);
    for (const key of keys) library.put(key, []);
    const without = keys.length > 0 ? example(library.find(question, 1), [], MADE) : [];
    for (const key of keys) library.put(key, bySubject.get(key) ?? []);
    return [...asIs, ...without];
  });
}

function example(
  { found, evidence }: ReturnType<ReturnType<typeof createLibrary>['find']>,
  keys: string[],
  share: number,
): Example[] {
  const [first] = found;
  if (!first || !evidence) return [];
  const right = keys.includes(first.subject) ? 1 : 0;
  return [{ values: names.map((name) => evidence[name]), right, weight: share * (right ? 1 : WRONG_COSTS) }];
}

function train(all: readonly Example[]): { bias: number; weights: number[] } {
  let bias = 0;
  let weights = names.map(() => 0);
  for (let at = 0; at < ROUNDS; at += 1) {
    const slopes = names.map(() => 0);
    let slope = 0;
    for (const { values, right, weight } of all) {
      const sum = values.reduce((so, value, index) => so + value * (weights[index] ?? 0), bias);
      const off = (1 / (1 + Math.exp(-sum)) - right) * weight;
      slope += off;
      for (const [index, value] of values.entries()) slopes[index] = (slopes[index] ?? 0) + off * value;
    }
    bias -= (RATE * slope) / all.length;
    weights = weights.map((weight, index) => weight - RATE * ((slopes[index] ?? 0) / all.length + RIDGE * weight));
  }
  return { bias, weights };
}

const all = await examples();
const { bias, weights } = train(all);
const trained: Record<string, number> = { bias: round(bias, 2) };
for (const [index, name] of names.entries()) trained[name] = round(weights[index] ?? 0, 2);
console.log(JSON.stringify(trained, null, 2));
const judged = all.map(({ values, right }) => ({
  right,
  confidence: 1 / (1 + Math.exp(-values.reduce((so, value, at) => so + value * (weights[at] ?? 0), bias))),
}));
for (const bound of [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]) {
  const share = (right: number) => {
    const those = judged.filter((one) => one.right === right);
    return round(those.filter(({ confidence }) => confidence >= bound === (right === 1)).length / those.length, 3);
  };
  const now = bound === SURE ? ' (SURE)' : bound === PERHAPS ? ' (PERHAPS)' : '';
  console.log(`from ${bound}${now}: right ones given ${share(1)}, wrong ones not given ${share(0)}`);
}
