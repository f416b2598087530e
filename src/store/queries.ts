/** What all questions that are asked by Drizzle's builders share. */
import type { Database } from './database.ts';
import { all } from './database-errors.ts';
import { pgProxy } from './drizzle.ts';
import { isId } from './key-reads.ts';

export type Drizzle = ReturnType<typeof drizzleOver>;

export const drizzleOver = (database: Database) =>
  pgProxy.drizzle(async (text, params) => ({ rows: await database.query(text, params) }));

/** The first row, if there is one. What is no id names nothing, and the database is not asked. */
export async function byId<T>(id: string, query: () => PromiseLike<T[]>): Promise<T | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await all(query());
  return found;
}
