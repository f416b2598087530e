/** What in a dossier gives reason to look twice, each by a rule with a name. No legal advice: what it means is for a lawyer to say. Pure. */
import type { Dossier, DossierAnswer, DossierEntry, EntryKey, Figures } from './dossier.ts';
import type { DossierRules } from './dossier-rules.ts';

const RISK_RULES = [
  'forecast-above-reported',
  'terminations-unexplained',
  'hidden-costs',
  'problems-unforeseen',
  'promises-not-kept',
  'would-not-again',
  'sources-disagree',
  'answer-changed',
  'price-above-market',
  'second-brand',
  'rules-at-will',
  'clause-unfavourable',
  'worrying',
  'flagged',
] as const;
export type RiskRule = (typeof RISK_RULES)[number];

export interface Risk {
  rule: RiskRule;
  key: EntryKey;
  /** For `forecast-above-reported`: by how much, in percent of what is reported. */
  percent: number | null;
  /** For `sources-disagree`: what either says, the worrying one first. For `answer-changed`: what was said before, and what is said now. */
  between: readonly DossierAnswer[];
}

/** How far the forecast lies above what is reported, in percent of that; null: nothing to compare with. */
export const forecastAbove = ({ forecast, reported }: Figures): number | null =>
  reported > 0 ? Math.round(((forecast - reported) / reported) * 1000) / 10 : null;

/** What it means that the prospect found an answer worrying. */
const WHEN_WORRYING: Readonly<Record<string, RiskRule>> = {
  'hq-terminated': 'terminations-unexplained',
  'fr-hidden-costs': 'hidden-costs',
  'fr-problems': 'problems-unforeseen',
  'fr-promises': 'promises-not-kept',
  'fr-again': 'would-not-again',
  'c-price': 'price-above-market',
  'c-area': 'second-brand',
  'c-rules': 'rules-at-will',
  'c-ip': 'clause-unfavourable',
  'c-court': 'clause-unfavourable',
  'c-term': 'clause-unfavourable',
};

/** In the order of the rules; every item once a rule. */
export function risksOf(dossier: Dossier, { forecastAbovePercent }: DossierRules): Risk[] {
  const found = [...dossier.entries.flatMap((entry) => risksIn(entry, forecastAbovePercent)), ...disagreeing(dossier)];
  return found.toSorted((a, b) => RISK_RULES.indexOf(a.rule) - RISK_RULES.indexOf(b.rule));
}

function risksIn(entry: DossierEntry, percent: number): Risk[] {
  const { item, interview, answers, flag } = entry;
  const found = (rule: RiskRule, more: Partial<Pick<Risk, 'percent' | 'between'>> = {}): Risk => ({
    ...{ rule, key: { item, interview }, percent: null, between: [] },
    ...more,
  });
  const risks: Risk[] = [];
  const newest = newestOf(answers);
  const tooHigh = newest.flatMap(({ figures }) =>
    figures && isTooHigh(figures, percent) ? [forecastAbove(figures)] : [],
  );
  if (tooHigh.length > 0)
    risks.push(
      found('forecast-above-reported', { percent: tooHigh.includes(null) ? null : Math.max(...tooHigh.map(Number)) }),
    );
  const worrying = newest.find((one) => one.worrying === true);
  if (worrying) risks.push(found(WHEN_WORRYING[item] ?? 'worrying'));
  const between = worrying ? contradicting(worrying, newest) : farApart(newest, percent);
  if (between) risks.push(found('sources-disagree', { between }));
  const otherwise = saidOtherwise(answers);
  if (otherwise) risks.push(found('answer-changed', { between: otherwise }));
  if (flag !== null) risks.push(found('flagged'));
  return risks;
}

/** A forecast of a profit where stores report none can't be put in percent, but is above all the same. */
function isTooHigh(figures: Figures, percent: number): boolean {
  const above = forecastAbove(figures);
  return above === null ? figures.forecast > 0 : above > percent;
}

/** The newest word of each source counts: what was put right worries no more. */
const newestOf = (answers: readonly DossierAnswer[]): DossierAnswer[] => [
  ...new Map(answers.map((one) => [`${one.source} ${one.who}`, one])).values(),
];

function contradicting(worrying: DossierAnswer, newest: readonly DossierAnswer[]): DossierAnswer[] | undefined {
  const other = newest.find((one) => one.source !== worrying.source && one.worrying !== true);
  return other && [worrying, other];
}

/** What headquarters answers from a policy now, and what it answered from an earlier version of it. */
function saidOtherwise(answers: readonly DossierAnswer[]): DossierAnswer[] | undefined {
  const now = answers.findLast(({ policy }) => policy !== null);
  const before = answers.find(
    ({ policy, text }) => policy !== null && policy.id === now?.policy?.id && text !== now.text,
  );
  return now && before && [before, now];
}

/** Two sources report figures that are as far apart as a forecast may not be. */
function farApart(newest: readonly DossierAnswer[], percent: number): DossierAnswer[] | undefined {
  const reports = newest
    .flatMap((answer) => (answer.figures ? [{ answer, reported: answer.figures.reported }] : []))
    .toSorted((a, b) => a.reported - b.reported);
  const [low, high] = [reports.at(0), reports.at(-1)];
  if (!low || !high || low.answer.source === high.answer.source) return undefined;
  const apart = forecastAbove({ forecast: high.reported, reported: low.reported });
  return apart === null || apart > percent ? [low.answer, high.answer] : undefined;
}

/** What one franchisee found worrying and another one did not. */
function disagreeing({ entries, interviews }: Dossier): Risk[] {
  const asked = entries.filter(({ interview }) => interviews.some(({ id }) => id === interview));
  return [...Map.groupBy(asked, ({ item }) => item).values()].flatMap((same): Risk[] => {
    const said = same.flatMap(({ item, interview, answers }) => {
      const answer = answers.at(-1);
      return answer ? [{ key: { item, interview }, answer }] : [];
    });
    const [bad, good] = [true, false].map((worrying) => said.find(({ answer }) => answer.worrying === worrying));
    if (!bad || !good) return [];
    return [{ rule: 'sources-disagree', key: bad.key, percent: null, between: [bad.answer, good.answer] }];
  });
}
