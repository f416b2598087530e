/** Comparisons in properties, which ask them a hundred thousand times. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** `expect(actual).toEqual(expected)` at a fraction of its cost where they are the same. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

/** Names the rules that do not hold. */
export function expectAll(rules: Readonly<Record<string, boolean>>): void {
  const broken = Object.keys(rules).filter((rule) => !rules[rule]);
  if (broken.length > 0) expect(broken).toEqual([]);
}
