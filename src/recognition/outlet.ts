/**
 * Outlets by code, name or alias, in running text and as an answer, whatever the script, width and case. Only a name that
 * stands in the text in full picks an outlet; anything less is a suggestion.
 */
import type { Outlet } from '../domain/outlet.ts';
import { type Folded, fold, foldAligned } from './fold.ts';
import { likeness } from './likeness.ts';

export interface RecognisedOutlet {
  outlet: Outlet;
  /** As written. */
  words: string;
  index: number;
}

export type OutletAnswer =
  | { ok: Outlet }
  /** `several` fit equally well; `unknown` fits none. Both with the likeliest outlets first, at most three. */
  | { problem: 'unknown' | 'several'; nearest: Outlet[] };

interface Directory {
  /** Codes without their dashes and spaces. */
  readonly codes: ReadonlyMap<string, Outlet>;
  /** Names and aliases, the longest first. */
  readonly names: readonly (readonly [name: string, outlets: readonly Outlet[]])[];
}

const SUGGESTIONS = 3;
/** An answer longer than this is a story, which near misses would only match by accident. */
const LONGEST_NEAR_MISS = 60;
/** A single character (an alias 东) stands in too many words to be a name in running text. */
const SHORTEST_NAME = 2;

/** A list of outlets is read once per list, not once per message: folding a thousand names is not free. */
const directories = new WeakMap<readonly Outlet[], Directory>();

const compact = (folded: string): string => folded.replace(/[\s_-]+/g, '');
/** Spaces beside Chinese characters mean nothing: `朝阳路 店` is 朝阳路店. */
const squeeze = (folded: string): string => folded.replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');

function directoryOf(outlets: readonly Outlet[]): Directory {
  const known = directories.get(outlets);
  if (known !== undefined) return known;
  const codes = new Map<string, Outlet>();
  const names = new Map<string, Outlet[]>();
  for (const outlet of outlets) {
    codes.set(compact(fold(outlet.code)), outlet);
    for (const name of new Set([outlet.name, ...outlet.aliases].map((name) => squeeze(fold(name))))) {
      if (name === '') continue;
      const same = names.get(name);
      if (same === undefined) names.set(name, [outlet]);
      else same.push(outlet);
    }
  }
  codes.delete('');
  const directory: Directory = { codes, names: [...names].sort(([a], [b]) => b.length - a.length) };
  directories.set(outlets, directory);
  return directory;
}

interface Hit {
  outlet: Outlet;
  start: number;
  end: number;
}

/** A code may be written in up to three pieces, `BJ-001-A`. */
const CODE_PIECES = 3;
const SAYS_CODE = /(?:店|编号|代码|store|outlet|code)[\s:#号是]{0,4}$/;

/** `BJ001`, `bj-001` and `BJ 001`, standing free. A code of digits alone could be any number, so it needs its word. */
function findCodes(text: string, { codes }: Directory): Hit[] {
  const hits: Hit[] = [];
  const words = [...text.matchAll(/[a-z0-9]+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  for (const [place, { start }] of words.entries()) {
    let reached = start;
    for (const next of words.slice(place, place + CODE_PIECES)) {
      if (next.start > start && !/^[ _-]$/.test(text.slice(reached, next.start))) break;
      reached = next.end;
      const outlet = codes.get(compact(text.slice(start, reached)));
      if (outlet === undefined) continue;
      const said = SAYS_CODE.test(text.slice(Math.max(0, start - 12), start));
      if (said || /[a-z]/.test(text.slice(start, reached))) hits.push({ outlet, start, end: reached });
    }
  }
  return hits;
}

function findNames(text: string, { names }: Directory): Hit[] {
  const hits: Hit[] = [];
  for (const [name, outlets] of names) {
    if (name.length < SHORTEST_NAME) continue;
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
      const end = start + name.length;
      const inWord = /^[a-z0-9]/.test(name) && /[a-z0-9]/.test(text.slice(Math.max(0, start - 1), start));
      const goesOn = /[a-z0-9]$/.test(name) && /[a-z0-9]/.test(text.slice(end, end + 1));
      if (!inWord && !goesOn) for (const outlet of outlets) hits.push({ outlet, start, end });
    }
  }
  return hits;
}

/** The text without its meaningless spaces, with the way back. */
function squeezed(folded: Folded): { text: string; places: number[] } {
  const places: number[] = [];
  let text = '';
  const isHan = (character: string | undefined): boolean =>
    character !== undefined && /\p{Script=Han}/u.test(character);
  const units = folded.text;
  for (let place = 0; place < units.length; place += 1) {
    if (units[place] === ' ' && (isHan(units[place - 1]) || isHan(units[place + 1]))) continue;
    text += units[place];
    places.push(place);
  }
  return { text, places };
}

/**
 * Every outlet named in running text, in order. The longest name wins where two overlap (朝阳路东店 over 朝阳路); a name that
 * two outlets share gives both.
 *
 * ```ts
 * recogniseOutlets('我在朝陽路店買的', outlets); // [{ outlet: { code: 'BJ001', … }, words: '朝陽路店', index: 2 }]
 * ```
 */
export function recogniseOutlets(text: string, outlets: readonly Outlet[]): RecognisedOutlet[] {
  const folded = foldAligned(text);
  const directory = directoryOf(outlets);
  const { text: plain, places } = squeezed(folded);
  const hits = [...findCodes(plain, directory), ...findNames(plain, directory)];
  hits.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken: Hit[] = [];
  for (const hit of hits) {
    const overlaps = taken.some(({ start, end }) => hit.start < end && start < hit.end);
    const shares = taken.some(
      ({ start, end, outlet }) => start === hit.start && end === hit.end && outlet !== hit.outlet,
    );
    if (!overlaps || shares) taken.push(hit);
  }
  taken.sort((a, b) => a.start - b.start);
  return taken.map(({ outlet, start, end }) => {
    const [from, to] = [places[start] ?? 0, (places[end - 1] ?? 0) + 1];
    return { outlet, words: folded.words(from, to), index: folded.indexOf(from) };
  });
}

/**
 * The answer to "which outlet?". An outlet named in full is taken, alone or within a sentence. A part of a name (朝阳) or a
 * slip (BJ0O1, 朝阳陆店) is never taken, even when only one outlet is like it: it comes back as a suggestion to confirm.
 */
export function readOutlet(text: string, outlets: readonly Outlet[]): OutletAnswer {
  const answer = squeeze(fold(text.slice(0, 1_000)));
  const directory = directoryOf(outlets);
  const exact = new Set(directory.names.find(([name]) => name === answer)?.[1]);
  const coded = directory.codes.get(compact(answer));
  if (coded !== undefined) exact.add(coded);
  const named = exact.size > 0 ? exact : new Set(recogniseOutlets(text, outlets).map(({ outlet }) => outlet));
  const [only] = named;
  if (only !== undefined && named.size === 1) return { ok: only };
  if (named.size > 1) return { problem: 'several', nearest: [...named].slice(0, SUGGESTIONS) };
  if (answer === '' || answer.length > LONGEST_NEAR_MISS) return { problem: 'unknown', nearest: [] };

  const best = new Map<Outlet, number>();
  const consider = (key: string, outlet: Outlet): void => {
    const score = likeness(answer, key);
    if (score > (best.get(outlet) ?? 0)) best.set(outlet, score);
  };
  for (const [code, outlet] of directory.codes) consider(code, outlet);
  for (const [name, sharing] of directory.names) for (const outlet of sharing) consider(name, outlet);
  const ranked = [...best].sort(([a, x], [b, y]) => y - x || a.code.localeCompare(b.code, 'en'));
  const [first, second] = ranked;
  const equal = first !== undefined && second !== undefined && first[1] === second[1];
  return { problem: equal ? 'several' : 'unknown', nearest: ranked.slice(0, SUGGESTIONS).map(([outlet]) => outlet) };
}
