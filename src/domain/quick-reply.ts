/** Quick replies: texts that staff need again and again, with variables. Which variables there are and what a text becomes; pure. */
import type { CaseKind } from './case.ts';
import { LANGUAGES, type Language } from './person.ts';

/** One row of table `quick_reply`, kept whole: `seq` is the number of its newest journal entry. */
export interface QuickReply {
  id: string;
  seq: number;
  name: string;
  /** At least one. */
  texts: Partial<Record<Language, string>>;
  /** The kinds of case that it is offered for; null: all. */
  kinds: CaseKind[] | null;
  /** Null: it is in use. */
  retiredAt: string | null;
  createdAt: string;
}

export const VARIABLES = ['name', 'number', 'store', 'due', 'agent'] as const;
export type Variable = (typeof VARIABLES)[number];

/** Braces as either keyboard types them. */
const VARIABLE = /[{｛]\s*([^{}｛｝\n]{0,40}?)\s*[}｝]/gu;

const variableOf = (name: string): Variable | undefined => VARIABLES.find((one) => one === name.toLowerCase());

/** What stands in braces and is none, as it was written. */
export const unknownVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].flatMap(([, name = '']) => (variableOf(name) ? [] : [name]))),
];

/** A value that looks like a variable is not filled in again. */
export const fillVariables = (text: string, values: Readonly<Record<Variable, string>>): string =>
  text.replaceAll(VARIABLE, (written, name: string) => {
    const variable = variableOf(name);
    return variable ? values[variable] : written;
  });

/** Which one is read when there is none in the language: Chinese readers read the other script sooner than English. */
const INSTEAD: Readonly<Record<Language, readonly Language[]>> = {
  'zh-Hans': ['zh-Hant', 'en'],
  'zh-Hant': ['zh-Hans', 'en'],
  en: ['zh-Hans', 'zh-Hant'],
};

/** The text for a reader, and the language that it is in; undefined when there is none at all. */
export function textFor({ texts }: QuickReply, language: Language): { text: string; language: Language } | undefined {
  for (const one of [language, ...INSTEAD[language]]) {
    const text = texts[one];
    if (text !== undefined && text !== '') return { text, language: one };
  }
  return undefined;
}

export const isOffered = ({ retiredAt, kinds }: QuickReply, kind: CaseKind): boolean =>
  retiredAt === null && (kinds === null || kinds.includes(kind));

export const languagesOf = ({ texts }: QuickReply): Language[] => LANGUAGES.filter((one) => texts[one] !== undefined);
