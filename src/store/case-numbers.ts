/**
 * Case numbers from blocks of the sequence: one question to the database for many cases. What is left of a block when the program
 * ends is lost.
 */
import type { Database } from './database.ts';
import { CASE_NUMBER_BLOCK } from './schema.ts';

const TEXT = `select nextval('case_number') from generate_series(1, $1::text::int)`;

export function createCaseNumbers(database: Database): (count: number) => Promise<number[]> {
  let free: number[] = [];
  return async (count) => {
    // Taken before the question, so that two callers at once never get the same.
    const numbers = free.splice(0, count);
    const blocks = Math.ceil((count - numbers.length) / CASE_NUMBER_BLOCK);
    if (blocks === 0) return numbers;
    const firsts = await database.query(TEXT, [blocks]);
    const fresh = firsts.flatMap(([first]) =>
      Array.from({ length: CASE_NUMBER_BLOCK }, (_, place) => Number(first) + place),
    );
    numbers.push(...fresh.splice(0, count - numbers.length));
    free = [...free, ...fresh];
    return numbers;
  };
}
