import { afterAll, expect, it } from 'vitest';
import { readCases } from './read-cases.ts';

const before = process.env.TZ;
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

/** Node looks at TZ again whenever it is set. */
function onHostIn(zone: string, offset: number): string[] {
  process.env.TZ = zone;
  expect(new Date('2026-11-18T04:00:00Z').getTimezoneOffset()).toBe(offset);
  return readCases();
}

it('reads every case the same wherever the host stands', () => {
  const east = onHostIn('Asia/Shanghai', -480);
  expect(east).toHaveLength(4);
  expect(onHostIn('America/New_York', 300)).toEqual(east);
});
