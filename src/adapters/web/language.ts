/** In which language the page is shown, and its words. */
import { CATALOGUES, type MessageKey } from '../../locales/catalogue.ts';

export type Language = keyof typeof CATALOGUES;

/** Every language is named in itself, so that whoever reads only that one finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

export const LANGUAGES = Object.keys(CATALOGUES) as Language[];

export const isLanguage = (value: string | undefined): value is Language => LANGUAGES.some((one) => one === value);

/** Longer lists of languages are nobody's. */
const HEADER_MAX = 200;

/** The first language of an `Accept-Language` header, by weight, that there is. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const ranges = (header ?? '').slice(0, HEADER_MAX).split(',');
  const wanted = ranges.map((range) => {
    const [tag = '', weight = ''] = range.split(';');
    const q = /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(weight)?.[1];
    return { tag: tag.trim(), weight: weight.trim() === '' ? 1 : Number(q ?? 0) };
  });
  const sorted = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { tag } of sorted) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return undefined;
}

function languageOf(tag: string): Language | undefined {
  try {
    const locale = new Intl.Locale(tag).maximize();
    const name = locale.language === 'zh' ? `zh-${locale.script}` : locale.language;
    return LANGUAGES.find((language) => language === name);
  } catch {
    return undefined;
  }
}

const PREFIX = 'page.';

/** The page's own texts, by their keys without the prefix. The page fills in what stands in braces. */
export function pageTexts(language: Language): Record<string, string> {
  const all = Object.entries(CATALOGUES[language]) as [MessageKey, string][];
  return Object.fromEntries(
    all.flatMap(([key, text]) => (key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), text]] : [])),
  );
}
