/**
 * What a question before signing is about: of several brands one, and where texts differ by region, the region. Each is asked once, kept with the person,
 * and changed by a button or in words.
 */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type ReplyButton, say } from '../../core/message.ts';
import { grantsOf, type Inquiry, inquiryOf, type Person } from '../../domain/person.ts';
import type { Policy } from '../../domain/policy.ts';
import { readCountry } from '../../recognition/country.ts';
import { fold } from '../../recognition/fold.ts';
import { readPlaceWords } from '../../recognition/place-words.ts';
import { dossiersOf } from '../dossier/dossier-access.ts';
import { ANSWER_BUTTON } from './answer-card.ts';
import {
  brandCalled,
  brandsIn,
  brandsNamed,
  brandsShortened,
  brandText,
  codeOf,
  regionText,
  withoutBrands,
} from './brands.ts';

const BUTTONS_MAX = 20;

/** Undefined: it is not known, and there are several. */
export function brandFor(words: string, list: readonly Policy[], { person }: Pick<Context, 'person'>) {
  const brands = brandsIn(list);
  if (brands.length < 2) return brands[0];
  const [named, other] = brandsNamed(words, brands);
  if (named !== undefined && other === undefined) return named;
  const kept = brands.find((brand) => brand === (person && inquiryOf(person).brand));
  const [shortened, another] = named === undefined ? brandsShortened(words, brands) : [];
  if (shortened === undefined || another !== undefined || shortened === kept) return kept;
  // A word that a name begins with may be just a word: then they say what they mean.
  return kept === undefined ? shortened : undefined;
}

export const regionsIn = (list: readonly Policy[], brand: string | undefined): string[] => [
  ...new Set(list.flatMap((one) => (one.region !== null && (brand ?? one.brand) === one.brand ? [one.region] : []))),
];

/** The region whose texts hold for them; null: the general ones do; undefined: it is not known. */
export async function regionFor(list: readonly Policy[], brand: string | undefined, context: Context) {
  const { person, reads } = context;
  const regions = regionsIn(list, brand);
  if (regions.length === 0) return null;
  const said = person ? inquiryOf(person).region : null;
  if (said === '') return null;
  const known = [...(said === null ? [] : [said]), ...(person ? await placesOf(person, brand, reads) : [])];
  return known.flatMap((place) => regions.find((region) => isSame(region, place)) ?? []).at(0);
}

/** Where their dossier of the brand says that the store is to be, and where those are that they manage. */
async function placesOf(person: Person, brand: string | undefined, reads: Context['reads']): Promise<string[]> {
  const { manages } = grantsOf(person);
  const [dossiers, outlets] = await Promise.all([
    dossiersOf({ personId: person.id, reads }),
    manages.length > 0 ? reads.outlets() : [],
  ]);
  const country = dossiers.find((one) => one.brand === brand)?.disclosure?.country ?? null;
  const places = outlets.flatMap(({ id, region }) => (manages.includes(id) && region !== '' ? [region] : []));
  return [...(country === null ? [] : [country, country.slice(0, 2)]), ...places];
}

const isSame = (region: string, place: string): boolean =>
  fold(region) === fold(place) || (readCountry(region) ?? '') === place;

const CHOICE = /^y:(brand|region):([0-9a-f]{8}|none)$/;
const choiceId = (what: 'brand' | 'region', code: string): string => `${ANSWER_BUTTON}:${what}:${code}`;

export const brandButtons = (list: readonly Policy[]): ReplyButton[] =>
  brandsIn(list)
    .slice(0, BUTTONS_MAX)
    .map((brand) => ({ id: choiceId('brand', codeOf(brand)), label: brandText({ brand }) }));

export const regionButtons = (regions: readonly string[]): ReplyButton[] => [
  ...regions
    .slice(0, BUTTONS_MAX)
    .map((region) => ({ id: choiceId('region', codeOf(region)), label: regionText(region) })),
  { id: choiceId('region', 'none'), label: say('inquiry.elsewhere') },
];

/** What is known of them now. */
export function inquiryEffect(person: Person, change: Partial<Inquiry>): Effect[] {
  const before = inquiryOf(person);
  const inquiry = { ...before, ...change };
  const isSameAs = (Object.keys(change) as (keyof Inquiry)[]).every((key) => before[key] === inquiry[key]);
  if (isSameAs) return [];
  return [{ type: 'person', person: { ...person, inquiry }, entry: { kind: 'inquiry', body: {} } }];
}

export type Placed = Partial<Pick<Inquiry, 'brand' | 'region'>>;

/** Undefined: the button is another one. Null: what it offered is no more. */
export function pressedPlace(id: string, list: readonly Policy[]): Placed | null | undefined {
  const [, what, code] = CHOICE.exec(id) ?? [];
  if (what === undefined) return undefined;
  if (what === 'region' && code === 'none') return { region: '' };
  const names = what === 'brand' ? brandsIn(list) : regionsIn(list, undefined);
  const name = names.find((one) => codeOf(one) === code);
  return name === undefined ? null : { [what]: name };
}

/**
 * Words that say what is meant, and nothing else. `waits`: for what a question waits, so that a part of a name, or the number of a button, will do.
 * Undefined: they are about something else.
 */
export function placeInWords(
  words: string,
  waits: 'brand' | 'region' | undefined,
  list: readonly Policy[],
): Placed | undefined {
  const { text, ...said } = readPlaceWords(words);
  const brands = brandsIn(list);
  const regions = regionsIn(list, undefined);
  const brand = said.brand === undefined ? undefined : oneOf(brands, said.brand);
  if (brand !== undefined) return { brand };
  const region = said.region === undefined ? undefined : regionCalled(said.region, regions);
  if (region !== undefined) return { region };
  if (waits === undefined) return bareBrand(words, brands);
  const names = waits === 'brand' ? brands : regions;
  const numbered = /^\d{1,2}$/.test(text) ? names[Number(text) - 1] : undefined;
  const named = numbered ?? (waits === 'brand' ? oneOf(brands, text) : regionCalled(text, regions));
  if (named !== undefined) return { [waits]: named };
  const isElsewhere = waits === 'region' && (text === String(names.length + 1) || elsewhere().includes(text));
  return isElsewhere ? { region: '' } : undefined;
}

/** A name and nothing else. */
function bareBrand(words: string, brands: readonly string[]): Placed | undefined {
  const [brand, another] = brands.length > 1 ? brandsNamed(words, brands) : [];
  if (brand === undefined || another !== undefined) return undefined;
  return /\p{L}|\p{N}/u.test(withoutBrands(words, [brand])) ? undefined : { brand };
}

const elsewhere = (): readonly string[] => typedLabels(say('inquiry.elsewhere'));

/** Of several. */
function oneOf(brands: readonly string[], said: string): string | undefined {
  return brands.length > 1 ? brandCalled(said.replace(/\s*(?:brand|这个品牌|品牌)$/, ''), brands) : undefined;
}

const regionCalled = (said: string, regions: readonly string[]): string | undefined =>
  regions.find((one) => isSame(one, said) || readCountry(said) === one);

/** Asked for anew, by whoever wants another. Undefined: they are about something else. */
export function otherPlace(words: string, list: readonly Policy[]): Outcome | undefined {
  const { other } = readPlaceWords(words);
  if (other === 'brand' && brandsIn(list).length > 1)
    return atOnce({ text: say('inquiry.brand'), buttons: brandButtons(list) });
  const regions = regionsIn(list, undefined);
  if (other === 'region' && regions.length > 0)
    return atOnce({ text: say('inquiry.region'), buttons: regionButtons(regions) });
  return undefined;
}
