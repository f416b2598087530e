/** What every case is read as, in places whose clocks jump. `host-zone.test.ts` compares it between the zones of a host. */
import { readTime, recogniseTimes } from '../../src/recognition/time.ts';
import { readWish, recogniseWishes } from '../../src/recognition/wish.ts';
import { IMPOSSIBLE_TIMES, NOT_TIMES, TIMES } from './time-cases.ts';
import { CHOICES, GONE, NEVER, WISHES } from './wish-cases.ts';

const TEXTS = [...TIMES.map(([words]) => words), ...NOT_TIMES, ...IMPOSSIBLE_TIMES, '三点', '3/4/2026'];
const WISHED = [...WISHES, ...CHOICES, ...GONE, ...NEVER].map(([words]) => words);
const CONTEXTS = [
  { now: '2026-11-18T04:00:00Z', zone: 'Asia/Shanghai' },
  // The hours in which New York's clock jumps, on both days of the year.
  { now: '2026-03-08T07:10:00Z', zone: 'America/New_York' },
  { now: '2026-11-01T06:10:00Z', zone: 'America/New_York' },
  { now: '2026-03-08T07:10:00Z', zone: 'UTC' },
];

export const readCases = (): string[] =>
  CONTEXTS.map((context) =>
    JSON.stringify([
      ...TEXTS.map((text) => [recogniseTimes(text, context), readTime(text, context)]),
      ...WISHED.map((text) => [recogniseWishes(`call me ${text}`, context), readWish(text, context)]),
    ]),
  );
