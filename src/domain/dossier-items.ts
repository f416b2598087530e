/** What a prospect finds out before they sign (F01 to F04), as data; what each is called and asks is in the locales. */

/** F01, F02, F03 and F04, in the order in which they are gone through. */
export const DOSSIER_PARTS = ['headquarters', 'interviews', 'negotiation', 'contract'] as const;
export type DossierPart = (typeof DOSSIER_PARTS)[number];

export const HEADQUARTERS_ITEMS = [
  ...(['hq-profit', 'hq-support', 'hq-capital', 'hq-supply', 'hq-territory', 'hq-sold-last-year'] as const),
  ...(['hq-plan-this-year', 'hq-terminated', 'hq-finance', 'hq-litigation', 'hq-disputes', 'hq-site'] as const),
] as const;

/** The ten, and the follow-up: asked anew of every franchisee. */
export const INTERVIEW_ITEMS = [
  ...(['fr-training', 'fr-requests', 'fr-day', 'fr-problems', 'fr-hidden-costs', 'fr-advertising'] as const),
  ...(['fr-season', 'fr-expectation', 'fr-share', 'fr-again', 'fr-promises'] as const),
] as const;
export type InterviewItem = (typeof INTERVIEW_ITEMS)[number];

export const NEGOTIATION_ITEMS = ['n-know', 'n-bearing', 'n-matters', 'n-chips', 'n-formal', 'n-win'] as const;

export const CONTRACT_ITEMS = ['c-price', 'c-area', 'c-ip', 'c-rules', 'c-court', 'c-term'] as const;
export type ContractItem = (typeof CONTRACT_ITEMS)[number];

export const DOSSIER_ITEMS = [
  ...HEADQUARTERS_ITEMS,
  ...INTERVIEW_ITEMS,
  ...NEGOTIATION_ITEMS,
  ...CONTRACT_ITEMS,
] as const;
export type DossierItem = (typeof DOSSIER_ITEMS)[number];

export const ITEMS_OF: Readonly<Record<DossierPart, readonly DossierItem[]>> = {
  headquarters: HEADQUARTERS_ITEMS,
  interviews: INTERVIEW_ITEMS,
  negotiation: NEGOTIATION_ITEMS,
  contract: CONTRACT_ITEMS,
};

export const isDossierItem = (name: string): name is DossierItem => DOSSIER_ITEMS.some((one) => one === name);

export const partOf = (item: DossierItem): DossierPart =>
  DOSSIER_PARTS.find((part) => ITEMS_OF[part].includes(item)) ?? 'headquarters';

/** What headquarters can be asked for; how to negotiate, and what franchisees say, is the prospect's own. */
export const isForHeadquarters = (item: DossierItem): boolean => {
  const part = partOf(item);
  return part === 'headquarters' || part === 'contract';
};

/** F02: people with at least three years of trading. */
export const INTERVIEW_YEARS = 3;
