/** What in a dossier gives reason to look twice, each by a rule with a name. No legal advice: what it means is for a lawyer to say. Pure. */
import { type Dossier, type DossierEntry, type EntryKey, entryOf, type Figures } from './dossier.ts';

export const RISK_RULES = [
  'forecast-above-reported',
  'terminations-unexplained',
  'hidden-costs',
  'problems-unforeseen',
  'promises-not-kept',
  'would-not-again',
  'sources-disagree',
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
}

/** From here on a forecast is called too high, in percent of what existing stores report. */
export const FORECAST_ABOVE_PERCENT = 20;

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
export function risksOf(dossier: Dossier, percent = FORECAST_ABOVE_PERCENT): Risk[] {
  const found = dossier.entries.flatMap((entry) => risksIn(entry, percent));
  return found.toSorted((a, b) => RISK_RULES.indexOf(a.rule) - RISK_RULES.indexOf(b.rule));
}

function risksIn(entry: DossierEntry, percent: number): Risk[] {
  const { item, interview, answers, flag } = entry;
  const key = { item, interview };
  const risks: Risk[] = [];
  const figures = answers.findLast((one) => one.figures !== null)?.figures;
  const above = figures ? forecastAbove(figures) : null;
  // A forecast of a profit where stores report none can't be put in percent, but is above all the same.
  const isAbove = above === null ? figures !== undefined && figures !== null && figures.forecast > 0 : above > percent;
  if (isAbove) risks.push({ rule: 'forecast-above-reported', key, percent: above });
  // The newest word of each source counts: what was put right worries no more.
  const newest = [...new Map(answers.map((one) => [`${one.source} ${one.who}`, one])).values()];
  if (newest.some(({ worrying }) => worrying === true)) {
    risks.push({ rule: WHEN_WORRYING[item] ?? 'worrying', key, percent: null });
    const sources = new Set(newest.map(({ source }) => source));
    if (sources.size > 1 && newest.some(({ worrying }) => worrying !== true))
      risks.push({ rule: 'sources-disagree', key, percent: null });
  }
  if (flag !== null) risks.push({ rule: 'flagged', key, percent: null });
  return risks;
}

/** The newest figures that were compared, as said in the profit item. */
export const figuresOf = (dossier: Dossier): Figures | null =>
  entryOf(dossier, { item: 'hq-profit', interview: null }).answers.findLast(({ figures }) => figures !== null)
    ?.figures ?? null;
