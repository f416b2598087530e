/** What a case is found by: number, words, answers, store, person, and what was written about it later; folded, so that both Chinese scripts are alike. */
import type { Context } from '../../core/flow.ts';
import type { Case, CaseAct } from '../../domain/case.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { phrase } from '../../locales/catalogue.ts';
import { searchable } from '../../recognition/search-words.ts';

/** In characters. Every search goes through all of them, and most cases have a few hundred. */
const SEARCH_MAX = 4000;
/** Of the first words so many, so that what comes later has room as well. */
const OPENING_MAX = 2500;

type Found = Pick<Case, 'number' | 'kind' | 'words' | 'facts' | 'outletId' | 'personId'>;

/** As it is when the case begins. */
export async function searchOf(current: Found, { reads, person }: Context): Promise<string> {
  const owner = person?.id === current.personId ? person : await reads.person(current.personId);
  const outlet = (await reads.outlets()).find(({ id }) => id === current.outletId);
  const { number, kind, words, facts } = current;
  return bounded(
    [
      number,
      number.replace('-', ''),
      ...LANGUAGES.map((language) => phrase(language, `case.kind.${kind}`)),
      ...(outlet ? [outlet.code, outlet.name, ...outlet.aliases] : []),
      owner?.name ?? '',
      owner?.phone ?? '',
      words,
      ...wordsIn(facts).filter((one) => !words.includes(one)),
    ],
    OPENING_MAX,
  );
}

/** With the words of an act; as it was where the act has none, or where there is no more room. */
export async function searchAfter(next: Case, act: CaseAct, context: Context): Promise<Case> {
  if ((act.type !== 'add' && act.type !== 'note') || act.text === '') return next;
  const before = next.search ?? (await searchOf(next, context));
  return { ...next, search: bounded([before, act.text], SEARCH_MAX) };
}

const bounded = (parts: readonly string[], max: number): string =>
  [...searchable(parts.filter((part) => part !== '').join('\n'))].slice(0, max).join('');

/**
 * What people wrote in a form: texts, however deep; ids and moments are nothing that anyone looks for. By name, since the database gives
 * the answers back in an order of its own, and the same events must lead to the same row.
 */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return NOT_WORDS.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const byName = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byName.flatMap(([, part]) => wordsIn(part));
}

const NOT_WORDS = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT.*|[A-Z][a-z]+\/[\w/]+)$/;
