/** What an applicant is asked (F05), and the only answers that there are to it. Health is not among them: it is kept by itself and never scored. */

export const EXPERIENCES = ['none', 'employed', 'managed', 'own', 'own-long'] as const;
export const SOURCES = ['own', 'mixed', 'borrowed', 'partners'] as const;
export const TEAMS = ['none', 'few', 'some', 'many'] as const;
export const WORKS = ['full', 'part', 'investor'] as const;
export const STANDARDS = ['fully', 'mostly', 'own-ways'] as const;
export const VISITS = ['none', 'one', 'several'] as const;
export const PLANS = ['one', 'several', 'region'] as const;
export const HORIZONS = ['half-year', 'year', 'later', 'unsure'] as const;
/** Other brands that an applicant trades in: the same outlets with different goods, or goods like this brand's. */
export const RELATIONS = ['complementary', 'competing', 'unsure'] as const;
export const YES_NO = ['no', 'yes'] as const;

/** A sum of money in hundredths. */
export interface Funds {
  minor: number;
  /** ISO 4217. */
  currency: string;
}

/** Null: not asked, or left out. Free words are as they were written. */
export interface ApplicationAnswers {
  name: string;
  /** E.164. */
  phone: string;
  region: string;
  location: string | null;
  experience: (typeof EXPERIENCES)[number];
  background: string | null;
  trading: (typeof YES_NO)[number];
  brands: string | null;
  relation: (typeof RELATIONS)[number] | null;
  /** Why they would change from a brand that competes. */
  change: string | null;
  funds: Funds;
  source: (typeof SOURCES)[number];
  origin: string | null;
  team: (typeof TEAMS)[number];
  work: (typeof WORKS)[number];
  standards: (typeof STANDARDS)[number];
  /** What they would rather do in another way. */
  wishes: string | null;
  culture: string;
  visited: (typeof VISITS)[number];
  impression: string | null;
  plan: (typeof PLANS)[number];
  market: string | null;
  horizon: (typeof HORIZONS)[number];
  /** Debts, lawsuits or insolvency that headquarters would come to know of. */
  pending: (typeof YES_NO)[number];
  matters: string | null;
  references: string | null;
}

/** What can be chosen, by question. */
export const CHOSEN = {
  experience: EXPERIENCES,
  trading: YES_NO,
  relation: RELATIONS,
  source: SOURCES,
  team: TEAMS,
  work: WORKS,
  standards: STANDARDS,
  visited: VISITS,
  plan: PLANS,
  horizon: HORIZONS,
  pending: YES_NO,
} as const satisfies Partial<Record<keyof ApplicationAnswers, readonly string[]>>;
export type ChosenAnswer = keyof typeof CHOSEN;

/** What is told in free words, and may be scored: by its length, or by words in it. */
export const TOLD = [
  ...(['region', 'location', 'background', 'change', 'origin', 'wishes', 'culture'] as const),
  ...(['impression', 'market', 'references'] as const),
] as const satisfies readonly (keyof ApplicationAnswers)[];
export type ToldAnswer = (typeof TOLD)[number];
