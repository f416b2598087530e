/** What headquarters sets about dossiers. */
export interface DossierRules {
  /** Days that must lie between the disclosure document and signing or paying, by country or a part of it (`countryName`). */
  waitingDays: Readonly<Record<string, number>>;
  /** From here on a forecast is called too high, in percent of what existing stores report. */
  forecastAbovePercent: number;
}

/** 16 CFR 436.2 (a), and article 21 of 商业特许经营管理条例; to be checked by the franchisor's lawyer, as all others are to be set by them. */
export const DEFAULT_DOSSIER_RULES: DossierRules = { waitingDays: { US: 14, CN: 30 }, forecastAbovePercent: 20 };
