/** What the store needs of a database: one statement at a time. `postgres.ts` and `pglite.ts` implement it. */

export type Param = string | number | null;

/** A value as Postgres prints it; booleans alone are parsed. JSON stays text, so that nobody parses it twice. */
export type Cell = string | boolean | null;

export interface Database {
  /** Runs one statement, prepared where the driver can; rows are arrays. Throws `StoreError`. */
  query(text: string, params: readonly Param[]): Promise<Cell[][]>;
  /** Runs several statements without parameters, all or none of them. Throws `StoreError`. */
  script(text: string): Promise<void>;
  /** Waits for running statements for a moment, then ends. */
  close(): Promise<void>;
}

/** Runs a statement whose answer is one JSON text. */
export async function queryJson<T>(database: Database, text: string, params: readonly Param[]): Promise<T> {
  const [row] = await database.query(text, params);
  const json = row?.[0];
  if (typeof json !== 'string') throw new Error('the statement did not answer with JSON');
  return JSON.parse(json) as T;
}
