/**
 * How an application is scored: by rules that headquarters sets, each with a name, its points and the answer that it looks at, so that whoever
 * reads a score sees where it comes from. A person decides; the score only sorts. No rule can look at health, which is not among the answers. Pure.
 */
import { type ApplicationAnswers, CHOSEN, type ChosenAnswer, TOLD, type ToldAnswer } from './application-answers.ts';
import type { Language } from './person.ts';

/** What a rule asks of an answer. `least`: in hundredths, by currency. `told`: in so many characters. `has`: any of these words. */
export type RuleTest =
  | { answer: ChosenAnswer; is: readonly string[] }
  | { answer: 'funds'; least: Readonly<Record<string, number>> }
  | { answer: ToldAnswer; told: number }
  | { answer: ToldAnswer; has: readonly string[] };

export type ScoredAnswer = RuleTest['answer'];

export interface ScoreRule {
  id: string;
  /** Null: the program has words for it, by its id. */
  names: Readonly<Record<Language, string>> | null;
  test: RuleTest;
  /** Less than nothing: they are taken away where it applies. */
  points: number;
}

/** What became of one rule, as it was then. */
export interface ScoreLine {
  rule: string;
  names: Readonly<Record<Language, string>> | null;
  /** The answer that it looked at. */
  answer: ScoredAnswer;
  points: number;
  /** Whether it applies; null: it can't be said, as with funds in a currency that the rule does not name. */
  applies: boolean | null;
}

export interface Score {
  points: number;
  /** As many there are at most. */
  most: number;
  lines: ScoreLine[];
}

/** Rules of the program's own; names stand in the texts as `application.rule.<id>`. */
export const RULE_IDS = [
  ...(['funds', 'own-funds', 'experience', 'team', 'own-work', 'standards', 'culture'] as const),
  ...(['market', 'growth', 'visited', 'reputation', 'references', 'competing'] as const),
] as const;
export type RuleId = (typeof RULE_IDS)[number];
export const isRuleId = (id: string): id is RuleId => RULE_IDS.some((one) => one === id);

/** About half a million yuan, in round figures; ours, since the source names none. */
const LEAST: Readonly<Record<string, number>> = {
  CNY: 500_000_00,
  HKD: 550_000_00,
  MOP: 570_000_00,
  TWD: 2_200_000_00,
  USD: 70_000_00,
  EUR: 65_000_00,
  GBP: 55_000_00,
};

/** As many characters are more than a yes. */
const IN_OWN_WORDS = 20;

/** F05's criteria; the points are ours and make a hundred. What competes needs a reason, so it weighs against. */
const DEFAULTS: Readonly<Record<RuleId, Omit<ScoreRule, 'id' | 'names'>>> = {
  funds: { test: { answer: 'funds', least: LEAST }, points: 15 },
  'own-funds': { test: { answer: 'source', is: ['own', 'mixed'] }, points: 10 },
  experience: { test: { answer: 'experience', is: ['managed', 'own', 'own-long'] }, points: 10 },
  team: { test: { answer: 'team', is: ['some', 'many'] }, points: 10 },
  'own-work': { test: { answer: 'work', is: ['full'] }, points: 10 },
  standards: { test: { answer: 'standards', is: ['fully'] }, points: 15 },
  culture: { test: { answer: 'culture', told: IN_OWN_WORDS }, points: 10 },
  market: { test: { answer: 'market', told: IN_OWN_WORDS }, points: 5 },
  growth: { test: { answer: 'plan', is: ['several', 'region'] }, points: 0 },
  visited: { test: { answer: 'visited', is: ['one', 'several'] }, points: 5 },
  reputation: { test: { answer: 'pending', is: ['no'] }, points: 5 },
  references: { test: { answer: 'references', told: 2 }, points: 5 },
  competing: { test: { answer: 'relation', is: ['competing'] }, points: -15 },
};

export const defaultRule = (id: RuleId): ScoreRule => ({ id, names: null, ...DEFAULTS[id] });

export const DEFAULT_RULES: readonly ScoreRule[] = RULE_IDS.map(defaultRule).filter(({ points }) => points !== 0);

export function scoreOf(answers: ApplicationAnswers, rules: readonly ScoreRule[]): Score {
  const lines = rules.map(({ id, names, test, points }): ScoreLine => {
    return { rule: id, names, answer: test.answer, points, applies: applies(test, answers) };
  });
  return {
    points: lines.reduce((sum, line) => sum + pointsGot(line), 0),
    most: lines.reduce((sum, { points }) => sum + Math.max(points, 0), 0),
    lines,
  };
}

export const pointsGot = ({ applies: does, points }: ScoreLine): number => (does === true ? points : 0);

function applies(test: RuleTest, answers: ApplicationAnswers): boolean | null {
  if ('is' in test) return test.is.some((value) => value === answers[test.answer]);
  if ('least' in test) {
    const { minor, currency } = answers.funds;
    const least = test.least[currency];
    return least === undefined ? null : minor >= least;
  }
  const words = answers[test.answer] ?? '';
  if ('told' in test) return [...words.trim()].length >= test.told;
  return test.has.some((one) => words.toLowerCase().includes(one.toLowerCase()));
}

export const isChosenAnswer = (answer: string): answer is ChosenAnswer => Object.hasOwn(CHOSEN, answer);
export const isScoredAnswer = (answer: unknown): answer is ScoredAnswer =>
  typeof answer === 'string' && (answer === 'funds' || isChosenAnswer(answer) || isToldAnswer(answer));
export const isToldAnswer = (answer: string): answer is ToldAnswer => TOLD.some((one) => one === answer);
