/** The variable DOSSIER: JSON about what prospects check before they sign → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import { countryName } from './domain/country.ts';
import { DEFAULT_DOSSIER_RULES, type DossierRules } from './domain/dossier-rules.ts';
import { readJsonSetting } from './setting-values.ts';

/** A longer one would be a mistake. */
const DAYS_MAX = 365;

const setting = z.strictObject({
  waiting: z
    .record(z.string(), z.number().int().min(1).max(DAYS_MAX))
    .refine((waiting) => Object.keys(waiting).every((code) => countryName(code, 'en') !== undefined), {
      error: 'write countries by their codes, such as US, CN or US-CA',
    })
    .default({ ...DEFAULT_DOSSIER_RULES.waitingDays }),
  forecast: z.number().min(0).max(1000).default(DEFAULT_DOSSIER_RULES.forecastAbovePercent),
});

const EXAMPLE = '{"waiting":{"US":14,"CN":30},"forecast":20} or leave it unset';

export function readDossierRules(
  text: string,
): { ok: DossierRules; problem?: undefined } | { problem: string; ok?: undefined } {
  const read = readJsonSetting(text, setting, EXAMPLE);
  if (read.ok === undefined) return read;
  const { waiting, forecast } = read.ok;
  return { ok: { waitingDays: waiting, forecastAbovePercent: forecast } };
}
