/** Prints what every case is read as. `host-zone.test.ts` runs it in processes with different host zones. */
import { readTime, recogniseTimes } from '../../src/recognition/time.ts';
import { IMPOSSIBLE_TIMES, NOT_TIMES, TIMES } from './time-cases.ts';

const texts = [...TIMES.map(([words]) => words), ...NOT_TIMES, ...IMPOSSIBLE_TIMES, '三点', '3/4/2026'];
const contexts = [
  { now: '2026-11-18T04:00:00Z', zone: 'Asia/Shanghai' },
  // The hours in which New York's clock jumps, on both days of the year.
  { now: '2026-03-08T07:10:00Z', zone: 'America/New_York' },
  { now: '2026-11-01T06:10:00Z', zone: 'America/New_York' },
  { now: '2026-03-08T07:10:00Z', zone: 'UTC' },
];
const read = contexts.map((context) => texts.map((text) => [recogniseTimes(text, context), readTime(text, context)]));
process.stdout.write(JSON.stringify(read));
