/**
 * The lunar calendar by the new moons as they are seen on China's clock. Data, because ICU's own calculation is a day late at the beginning of 2027,
 * when the new moon is four minutes before midnight, and a day early in 2030.
 */
import { Temporal } from 'temporal-polyfill';

/** One year: `L` for each month of 30 days, `s` for each of 29; `leap`: after which month one comes twice. */
const YEARS: readonly { begins: string; months: string; leap?: number }[] = [
  { begins: '2025-01-29', months: 'LsLssLsLsLLLs', leap: 6 },
  { begins: '2026-02-17', months: 'LsLssLssLLLs' },
  { begins: '2027-02-06', months: 'LLsLssLssLLs' },
  { begins: '2028-01-26', months: 'LLLsLssLssLLs', leap: 5 },
  { begins: '2029-02-13', months: 'LLsLsLsLssLL' },
  { begins: '2030-02-03', months: 'sLsLLsLsLsLs' },
  { begins: '2031-01-23', months: 'sLLsLsLLsLsLs', leap: 3 },
  { begins: '2032-02-11', months: 'LssLsLLsLLsL' },
  { begins: '2033-01-31', months: 'sLssLsLsLLLsL', leap: 11 },
  { begins: '2034-02-19', months: 'sLssLsLsLLsL' },
];

/** The day in the lunar year that begins in `year`; undefined where that is not known, or has no such day. */
export function lunarDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  const found = YEARS.find(({ begins }) => begins.startsWith(`${year}-`));
  if (found === undefined) return undefined;
  const before = month - 1 + (found.leap !== undefined && month > found.leap ? 1 : 0);
  const lengths = [...found.months].map((length) => (length === 'L' ? 30 : 29));
  if (day > (lengths[before] ?? 0)) return undefined;
  const passed = lengths.slice(0, before).reduce((sum, length) => sum + length, 0);
  return Temporal.PlainDate.from(found.begins).add({ days: passed + day - 1 });
}
