/**
 * Approved policies as a library that follows their changes. What changed is put into it in short pieces, since making it whole would hold up
 * everybody for a second; whoever asks meanwhile finds by what is there, so a text that is found has to be read again before it is quoted.
 */
import { setImmediate } from 'node:timers/promises';
import type { Policy } from '../domain/policy.ts';
import { createLibrary, type Library, type Text } from './library.ts';
import { learnTrade } from './topics.ts';

/** The event loop is given back after so long. */
const PIECE_MS = 5;
/** So many changed subjects are waited for; with more, the library answers as far as it is. */
const AWAITED_MAX = 200;

type Texts = ReadonlyMap<string, readonly Text[]>;

interface PolicyLibrary {
  library: Library;
  /** What the library has, by subject. */
  held: Map<string, readonly Text[]>;
  /** What it is to have, and of which list. */
  wanted: Texts;
  list: readonly Policy[] | undefined;
  /** Subjects that are not as wanted. */
  open: string[];
  work: Promise<void>;
  isMade: boolean;
}

const libraries = new Map<string, PolicyLibrary>();

/** Whose texts hold. */
export interface Place {
  /** Absent: of every brand. */
  brand?: string | undefined;
  /** Null: what holds everywhere. Absent: in any region. */
  region?: string | null | undefined;
}

/** What one may read; the subject of a finding is `brand key`. `list` is the same as long as no policy has changed. */
export async function libraryOf(list: readonly Policy[], place: Place): Promise<Library> {
  await learnTrade(pauses());
  const name = JSON.stringify([place.brand ?? null, place.region === undefined ? 'any' : [place.region]]);
  const kept = libraries.get(name) ?? emptyLibrary();
  libraries.set(name, kept);
  if (kept.list !== list) {
    kept.list = list;
    kept.wanted = textsOf(list, place);
    kept.open = changedSubjects(kept.held, kept.wanted);
    // One after the other, and the next even if one has failed.
    const next = () => catchUp(kept);
    kept.work = kept.work.then(next, next);
  }
  if (!kept.isMade || kept.open.length <= AWAITED_MAX) await kept.work;
  return kept.library;
}

const emptyLibrary = (): PolicyLibrary => ({
  library: createLibrary(),
  held: new Map(),
  wanted: new Map(),
  list: undefined,
  open: [],
  work: Promise.resolve(),
  isMade: false,
});

/** The list may become another one while this goes on. */
async function catchUp(kept: PolicyLibrary): Promise<void> {
  const pause = pauses();
  for (let subject = kept.open.pop(); subject !== undefined; subject = kept.open.pop()) {
    const texts = kept.wanted.get(subject) ?? [];
    kept.library.put(subject, texts);
    if (texts.length > 0) kept.held.set(subject, texts);
    else kept.held.delete(subject);
    await pause();
  }
  kept.isMade = true;
}

/** Gives the event loop back, if that was not done for so long. */
function pauses(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < PIECE_MS) return;
    await setImmediate();
    began = performance.now();
  };
}

function changedSubjects(held: Texts, wanted: Texts): string[] {
  const gone = [...held.keys()].filter((subject) => !wanted.has(subject));
  const changed = [...wanted].filter(([subject, texts]) => !sameTexts(held.get(subject), texts));
  return [...gone, ...changed.map(([subject]) => subject)];
}

const sameTexts = (before: readonly Text[] | undefined, after: readonly Text[]): boolean =>
  before?.length === after.length && after.every((text, at) => sameText(before[at], text));

const sameText = (a: Text | undefined, b: Text): boolean =>
  a !== undefined &&
  a.title === b.title &&
  a.body === b.body &&
  a.asked.length === b.asked.length &&
  a.asked.every((one, at) => one === b.asked[at]);

/** What holds where someone is; a text for their region takes the place of those for everywhere, also of one in a language that they read better. */
export function readable(list: readonly Policy[], { brand, region }: Place): Policy[] {
  const ofBrand = brand === undefined ? list : list.filter((one) => one.brand === brand);
  if (region === undefined) return [...ofBrand];
  const own = new Set(ofBrand.filter((one) => one.region !== null && one.region === region).map(subjectOf));
  return ofBrand.filter((one) => (one.region === null ? !own.has(subjectOf(one)) : one.region === region));
}

export const subjectOf = ({ brand, key }: Pick<Policy, 'brand' | 'key'>): string => `${brand} ${key}`;

const textsOf = (list: readonly Policy[], place: Place): Texts =>
  Map.groupBy(readable(list, place).map(asText), ({ subject }) => subject);

function asText({ id, brand, key, language, approved }: Policy): Text {
  const { title = '', asked = [], body = '' } = approved ?? {};
  return { id, subject: subjectOf({ brand, key }), language, title, asked, body };
}
