/** The calendar and the clocks as one would look them up by hand: typed from the notices, counted by loops, and nothing of `src`'s rules. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const SHANGHAI = 'Asia/Shanghai';

/** Days off in China in 2026, and weekend days that are worked in exchange. */
const OFF = [
  ...['2026-01-01', '2026-01-02', '2026-01-03'],
  ...['2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-21'],
  ...['2026-02-22', '2026-02-23', '2026-04-04', '2026-04-05', '2026-04-06'],
  ...['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'],
  ...['2026-06-19', '2026-06-20', '2026-06-21', '2026-09-25', '2026-09-26', '2026-09-27'],
  ...['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
];
const WORKED = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

/** Holidays after it are not known. */
export const LAST_DAY = '2026-12-31';

const noonOf = (date: string): Date => new Date(`${date}T12:00:00Z`);

export function plusDays(date: string, days: number): string {
  return new Date(noonOf(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

export function isWorked(date: string): boolean {
  if (WORKED.includes(date)) return true;
  if (OFF.includes(date)) return false;
  const day = noonOf(date).getUTCDay();
  return day !== 0 && day !== 6;
}

/** The n-th working day after it. */
export function workingDay(date: string, count: number): string {
  let at = date;
  for (let left = count; left > 0; ) {
    at = plusDays(at, 1);
    if (isWorked(at)) left -= 1;
  }
  return at;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on someone's wall says. */
export function wall(at: number | string, zone: string): { date: string; minutes: number } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit' },
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** When the clock there shows that: tried in steps of a quarter of an hour, since no offset is anything else. */
export function momentThere(date: string, minutes: number, zone: string): number {
  const guess = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  for (let shift = -15 * HOUR_MS; shift <= 15 * HOUR_MS; shift += 15 * MINUTE_MS) {
    const seen = wall(guess + shift, zone);
    if (seen.date === date && seen.minutes === minutes) return guess + shift;
  }
  throw new Error(`the clock of ${zone} never shows ${minutes} minutes of ${date}`);
}

/** From nine in the evening to nine in the morning, at weekends to ten. */
export function isQuietThere(at: number | string, zone: string): boolean {
  const { date, minutes } = wall(at, zone);
  const day = noonOf(date).getUTCDay();
  const until = day === 0 || day === 6 ? 10 * 60 : 9 * 60;
  return minutes < until || minutes >= 21 * 60;
}

/** Office hours of a working day in Shanghai, minutes. */
export type Office = readonly (readonly [from: number, until: number])[];

export function isOffice(at: number, office: Office): boolean {
  const { date, minutes } = wall(at, SHANGHAI);
  return isWorked(date) && office.some(([from, until]) => minutes >= from && minutes < until);
}

/** Quarters of an hour of a day in which someone there can be called from the office. */
export function quartersFor(date: string, zone: string, office: Office): number[] {
  if (!isWorked(date)) return [];
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  const found: number[] = [];
  for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
    const at = midnight + minutes * MINUTE_MS;
    if (isOffice(at, office) && !isQuietThere(at, zone)) found.push(at);
  }
  return found;
}

export type Part = 'morning' | 'afternoon' | 'evening';

export function partThere(at: number | string, zone: string): Part {
  const { minutes } = wall(at, zone);
  return minutes < 12 * 60 ? 'morning' : minutes < 18 * 60 ? 'afternoon' : 'evening';
}
