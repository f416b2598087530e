/** Days that are counted and hours that are left alone, against counting by hand and against the clock as `Intl` has it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  type Calendar,
  dateAt,
  momentAt,
  nextOpenSpan,
  workingDaysBetween,
} from '../../src/domain/business-time.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/deadlines.ts';
import { DEFAULT_QUIET_HOURS, isQuiet, outOfQuiet, type QuietHours } from '../../src/domain/quiet-hours.ts';

const HOUR = 3_600_000;
const cn = DEFAULT_CALENDAR;

/** The mainland's days off from 2024 to 2026 that are weekdays, and its weekend days that are worked, written out once more. */
const OFF = `2024: 0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007
2025: 0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008
2026: 0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007`;
const WORKED = `2024: 0204 0218 0407 0428 0511 0914 0929 1012
2025: 0126 0208 0427 0928 1011
2026: 0104 0214 0228 0509 0920 1010`;
const read = (text: string): Set<string> =>
  new Set(
    text.split('\n').flatMap((line) =>
      line
        .slice(6)
        .split(' ')
        .map((day) => `${line.slice(0, 4)}-${day.slice(0, 2)}-${day.slice(2)}`),
    ),
  );
const [off, worked] = [read(OFF), read(WORKED)];
const dateOf = (day: number): string => new Date(day * 24 * HOUR).toISOString().slice(0, 10);
const isWorked = (day: number): boolean => {
  const date = dateOf(day);
  // 1 January 1970 was a Thursday.
  return worked.has(date) || ((day + 4) % 7 !== 0 && (day + 4) % 7 !== 6 && !off.has(date));
};
const [first, last] = [Date.UTC(2024, 0, 1) / (24 * HOUR), Date.UTC(2026, 11, 31) / (24 * HOUR)];

describe('working days', () => {
  it('are those that one counts by hand, from every day of three years', () => {
    const days = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const working = days.filter(isWorked);
    for (const day0 of days) {
      const after = working.filter((day) => day > day0);
      for (const count of [1, 7, 15]) {
        const expected = after[count - 1];
        // The next year is needed, which nobody knows yet.
        const answer = expected === undefined ? { problem: 'uncovered', year: 2027 } : { ok: dateOf(expected) };
        expect([dateOf(day0), count, addWorkingDays(dateOf(day0), count, cn)]).toEqual([dateOf(day0), count, answer]);
      }
    }
  });

  it('between two days and added to one agree, whatever the two', () => {
    const aDay = fc.integer({ min: first, max: last - 40 });
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 25 }), (day0, count) => {
        const reached = addWorkingDays(dateOf(day0), count, cn).ok ?? '';
        expect(workingDaysBetween(dateOf(day0), reached, cn).ok).toBe(count);
      }),
    );
  });

  it('do not count the day of receipt, nor Spring Festival, but the weekend days in exchange', () => {
    // Friday 13 February 2026; Saturday the 14th is worked, the festival is the 15th to the 23rd.
    expect(addWorkingDays('2026-02-13', 0, cn).ok).toBe('2026-02-13');
    expect(addWorkingDays('2026-02-13', 1, cn).ok).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-13', 2, cn).ok).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-13', 7, cn).ok).toBe('2026-03-02');
    expect(workingDaysBetween('2026-02-13', '2026-02-23', cn).ok).toBe(1);
    expect(workingDaysBetween('2026-02-23', '2026-02-13', cn).ok).toBe(0);
  });

  it('do as headquarters says, say what they do not know, and give up on what never opens', () => {
    const own: Calendar = { ...cn, days: { '2026-03-19': [], '2026-03-21': [{ from: '10:00', to: '12:00' }] } };
    expect(addWorkingDays('2026-03-18', 2, own).ok).toBe('2026-03-21');
    expect(addWorkingDays('2026-12-25', 7, cn)).toEqual({ problem: 'uncovered', year: 2027 });
    expect(workingDaysBetween('2026-12-25', '2027-01-10', cn)).toEqual({ problem: 'uncovered', year: 2027 });
    expect(addWorkingDays('2026-03-18', 1, { ...cn, region: null, week: [] })).toEqual({ problem: 'never' });
  });
});

describe('the hours of a day', () => {
  it('go on from the moment, or begin at the next opening', () => {
    const span = (at: string) => Object.values(nextOpenSpan(at, cn).ok ?? {}).map((ms) => new Date(ms).toISOString());
    expect(span('2026-03-18T02:30:00.000Z')).toEqual(['2026-03-18T02:30:00.000Z', '2026-03-18T04:00:00.000Z']);
    expect(span('2026-03-20T10:00:00.000Z')).toEqual(['2026-03-23T01:00:00.000Z', '2026-03-23T04:00:00.000Z']);
  });

  it('are told on the wall’s clock, also where it is changed', () => {
    expect(momentAt('2026-03-18', '24:00', 'Asia/Shanghai')).toBe('2026-03-18T16:00:00.000Z');
    expect(momentAt('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(momentAt('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(dateAt('2026-03-18T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-03-19');
  });
});

describe('quiet hours', () => {
  it('are from nine to nine, on Saturday and Sunday until ten', () => {
    const next = (at: string) => outOfQuiet(at, 'Asia/Shanghai');
    expect(next('2026-03-18T12:59:59.999Z')).toBe('2026-03-18T12:59:59.999Z');
    expect(next('2026-03-18T13:00:00.000Z')).toBe('2026-03-19T01:00:00.000Z');
    expect(next('2026-03-20T13:00:00.000Z')).toBe('2026-03-21T02:00:00.000Z');
    expect(next('2026-03-22T13:00:00.000Z')).toBe('2026-03-23T01:00:00.000Z');
  });

  it('may lie within a day, or be none', () => {
    const noon: QuietHours = { from: '12:00', until: '14:00', weekendUntil: '14:00' };
    expect(outOfQuiet('2026-03-18T04:30:00.000Z', 'Asia/Shanghai', noon)).toBe('2026-03-18T06:00:00.000Z');
    expect(isQuiet('2026-03-18T16:00:00.000Z', 'Asia/Shanghai', noon)).toBe(false);
    const none: QuietHours = { from: '12:00', until: '12:00', weekendUntil: '12:00' };
    expect(isQuiet('2026-03-18T04:00:00.000Z', 'Asia/Shanghai', none)).toBe(false);
    const always: QuietHours = { from: '00:00', until: '24:00', weekendUntil: '24:00' };
    expect(outOfQuiet('2026-03-18T04:00:00.000Z', 'Asia/Shanghai', always)).toBe('2026-03-18T04:00:00.000Z');
  });

  it('end when the clock there says so, whatever the zone and the night', () => {
    const formats = new Map<string, Intl.DateTimeFormat>();
    const formatOf = (zone: string): Intl.DateTimeFormat => {
      const options = {
        timeZone: zone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      } as const;
      const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', options);
      formats.set(zone, format);
      return format;
    };
    const wall = (at: string, zone: string) => {
      const parts = Object.fromEntries(
        formatOf(zone)
          .formatToParts(new Date(at))
          .map(({ type, value }) => [type, value]),
      );
      const isWeekend = parts.weekday === 'Sat' || parts.weekday === 'Sun';
      return { clock: `${parts.hour}:${parts.minute}`, until: isWeekend ? '10:00' : '09:00' };
    };
    const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const minute = 60_000;
    const aMoment = fc.integer({ min: Date.UTC(2024, 0, 1) / minute, max: Date.UTC(2027, 0, 1) / minute });
    fc.assert(
      fc.property(fc.constantFrom(...zones), aMoment, (zone, minutes) => {
        const at = new Date(minutes * minute).toISOString();
        const { clock, until } = wall(at, zone);
        const quiet = clock >= DEFAULT_QUIET_HOURS.from || clock < until;
        expect(isQuiet(at, zone)).toBe(quiet);
        const next = outOfQuiet(at, zone);
        if (!quiet) {
          expect(next).toBe(at);
          return;
        }
        const opening = wall(next, zone);
        expect(opening.clock).toBe(opening.until);
        expect(Date.parse(next) - minutes * minute).toBeLessThanOrEqual(14 * HOUR);
      }),
      { numRuns: 500 },
    );
  });
});
