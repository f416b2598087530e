/** Prints what every case is read as. `host-zone.test.ts` runs it in processes with different host zones. */
import { readTime, recogniseTimes } from '../../src/recognition/time.ts';
import { readWish, recogniseWishes } from '../../src/recognition/wish.ts';
import { IMPOSSIBLE_TIMES, NOT_TIMES, TIMES } from './time-cases.ts';
import { CHOICES, GONE, NEVER, WISHES } from './wish-cases.ts';

const texts = [...TIMES.map(([words]) => words), ...NOT_TIMES, ...IMPOSSIBLE_TIMES, '三点', '3/4/2026'];
const wishes = [...WISHES, ...CHOICES, ...GONE, ...NEVER].map(([words]) => words);
const contexts = [
  { now: '2026-11-18T04:00:00Z', zone: 'Asia/Shanghai' },
  // The hours in which New York's clock jumps, on both days of the year.
  { now: '2026-03-08T07:10:00Z', zone: 'America/New_York' },
  { now: '2026-11-01T06:10:00Z', zone: 'America/New_York' },
  { now: '2026-03-08T07:10:00Z', zone: 'UTC' },
];
const read = contexts.map((context) => [
  ...texts.map((text) => [recogniseTimes(text, context), readTime(text, context)]),
  ...wishes.map((text) => [recogniseWishes(`call me ${text}`, context), readWish(text, context)]),
]);
process.stdout.write(JSON.stringify(read));
