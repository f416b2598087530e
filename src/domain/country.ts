/** What a country is called. Codes are ISO 3166-1 alpha-2, or a part of a country as in ISO 3166-2: `US`, `US-CA`. Pure. */
import { LANGUAGES, type Language } from './person.ts';

export const COUNTRY_CODE = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/;

const LOCALES: Readonly<Record<Language, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' };

const namesIn = (language: Language, style: 'long' | 'short') =>
  new Intl.DisplayNames(LOCALES[language], { type: 'region', fallback: 'none', style });
const long = new Map(LANGUAGES.map((language) => [language, namesIn(language, 'long')]));
const short = new Map(LANGUAGES.map((language) => [language, namesIn(language, 'short')]));
/** Whose long names nobody uses. */
const SHORT: ReadonlySet<string> = new Set(['HK', 'MO']);

/** CLDR's word for it. */
const UNKNOWN = 'ZZ';

/** The code that is in use: `GB` for `UK`, `DE` for `DD`. */
const inUse = (country: string): string => new Intl.Locale(`und-${country}`).region ?? country;

/** Undefined: there is no such country, or it has another code. */
export function countryName(code: string, language: Language): string | undefined {
  const [country = '', part] = code.split('-');
  if (!COUNTRY_CODE.test(code) || inUse(country) !== country || country === UNKNOWN) return undefined;
  const name = (SHORT.has(country) ? short : long).get(language)?.of(country);
  return name === undefined || part === undefined ? name : `${name} (${part})`;
}

/** For a text whose reader is not known yet; a code that means nothing stands for itself. */
export const countryNames = (code: string): Record<Language, string> => ({
  'zh-Hans': countryName(code, 'zh-Hans') ?? code,
  'zh-Hant': countryName(code, 'zh-Hant') ?? code,
  en: countryName(code, 'en') ?? code,
});
