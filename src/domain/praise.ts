/** Whom a praise is for (F09): by name alone, so only a name that exactly one person has counts. Pure. */
import type { Person } from './person.ts';

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}]+/gu, '');

/** Everyone of that name, each once. */
export function namesakesOf(name: string, people: readonly Person[]): Person[] {
  const wanted = bare(name);
  if (wanted === '') return [];
  const found = people.filter((person) => person.name !== null && bare(person.name) === wanted);
  return [...new Map(found.map((person) => [person.id, person])).values()];
}
