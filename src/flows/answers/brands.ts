/** The brands that headquarters has policies of, and how one of them is chosen. */
import { z } from 'zod';
import type { Field, Suggestion } from '../../core/form/definition.ts';
import { idOf } from '../../core/ids.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Reads } from '../../core/reads.ts';
import { countryText } from '../../core/waiting-text.ts';
import { countryName } from '../../domain/country.ts';
import type { Policy } from '../../domain/policy.ts';
import { fold } from '../../recognition/fold.ts';

/** A company that has not said what it is called. */
export const DEFAULT_BRAND = 'main';

/** With approved policies. */
export const brandsIn = (list: readonly Policy[]): string[] => [...new Set(list.map(({ brand }) => brand))];

export async function brandsOf({ reads }: { reads: Pick<Reads, 'policies'> }): Promise<string[]> {
  const brands = brandsIn(await reads.policies());
  return brands.length > 0 ? brands : [DEFAULT_BRAND];
}

export const brandText = ({ brand }: { brand: string }): Text =>
  brand === DEFAULT_BRAND ? say('dossier.brand.main') : verbatim(brand);

/** A country by its code, or whatever headquarters calls it. */
export const regionText = (region: string): Text =>
  countryName(region, 'en') === undefined ? verbatim(region) : countryText(region);

/** What a button calls a name; short, and the same as long as the name is. */
export const codeOf = (name: string): string => idOf('name', name).slice(0, 8);

/** `林溪家居 · Linxi Home` is called by either half as well. */
const namesOf = (brand: string): string[] => {
  const parts = brand.split(/[·|/／、()（）]/u).map((part) => fold(part.trim()));
  return [fold(brand), ...parts].filter((name) => name.length > 1);
};

/** The brands that are named somewhere in the words. */
export function brandsNamed(words: string, brands: readonly string[]): string[] {
  const folded = fold(words);
  const found = brands.filter((brand) => namesOf(brand).some((name) => isIn(folded, name)));
  // Of `Linxi` and `Linxi Kids` the longer one is meant where it stands.
  return found.filter((one) => !found.some((other) => other !== one && fold(other).includes(fold(one))));
}

/** What people shorten a name to: the first word, or the first two characters. */
const SHORT = /^(?:[a-z][a-z0-9'’-]{3,}|\p{Script=Han}{2})/u;

/** The brands of which the words have the beginning of a name that no other one has; less sure than the name. */
export function brandsShortened(words: string, brands: readonly string[]): string[] {
  const folded = fold(words);
  const shorts = brands.map((brand) => namesOf(brand).flatMap((name) => SHORT.exec(name)?.[0] ?? []));
  return brands.filter((_, at) =>
    shorts[at]?.some((short) => {
      return isIn(folded, short) && !shorts.some((others, other) => other !== at && others.includes(short));
    }),
  );
}

/** The brand that someone calls by its name or a part of it, which no other one has; a single letter names nothing. */
export function brandCalled(said: string, brands: readonly string[]): string | undefined {
  const folded = fold(said);
  const exact = brands.find((brand) => fold(brand) === folded);
  if (exact !== undefined || [...folded].length < 2) return exact;
  const [only, other] = new Set(brands.filter((brand) => fold(brand).includes(folded)));
  return other === undefined ? only : undefined;
}

/** The words without the names of brands, folded: what is said whichever brand it is about. */
export function withoutBrands(words: string, brands: readonly string[]): string {
  const names = brands.flatMap(namesOf).sort((a, b) => b.length - a.length);
  const rest = names.reduce((text, name) => (isIn(text, name) ? text.replace(name, ' ') : text), fold(words));
  return rest.replaceAll(/\s+/g, ' ').trim();
}

/** Latin names are words of their own. */
const isIn = (folded: string, name: string): boolean => {
  const at = folded.indexOf(name);
  if (at === -1) return false;
  const [before, after] = [folded.charAt(at - 1), folded.charAt(at + name.length)];
  return !(/^\w/.test(name) && /\w/.test(before)) && !(/\w$/.test(name) && /\w/.test(after));
};

export const brandChoices = (brands: readonly string[]): Suggestion[] =>
  brands.map((brand) => ({ value: codeOf(brand), label: { verbatim: brand } }));

/** By its code; not asked where the form offers none. */
export const brandField = (texts: Pick<Field, 'label' | 'ask'>): Field<string> => ({
  ...texts,
  schema: z.string(),
  offered: true,
  async read(words, { reads }) {
    const brands = await brandsOf({ reads });
    const exact = brands.filter((brand) => codeOf(brand) === words);
    const [only, other] = exact.length > 0 ? exact : brandsNamed(words, brands);
    return only === undefined || other !== undefined ? { problem: say('form.not-a-choice') } : { value: codeOf(only) };
  },
  show: verbatim,
});

/** Null: the form did not ask, since there is one. */
export async function brandOf(code: string | null, context: { reads: Reads }): Promise<string | undefined> {
  const brands = await brandsOf(context);
  return code === null ? brands[0] : brands.find((brand) => codeOf(brand) === code);
}
