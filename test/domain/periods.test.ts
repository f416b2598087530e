/** Days, weeks and months on the clock of a zone, through the days on which it is changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysFrom,
  isoIn,
  isZone,
  monthBack,
  nextAt,
  periodBefore,
  type Span,
  spanOfDay,
  stepsOf,
  weekBack,
  weeksUpTo,
} from '../../src/domain/periods.ts';

const hours = ({ from, to }: Span): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe('a week', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-22T16:00:00.000Z', '2026-03-15T16:00:00.000Z', 168],
    // The clock goes forward on the 29th, and back on the 1st of November in New York.
    ['Europe/London', '2026-03-30T07:00:00.000Z', '2026-03-23T00:00:00.000Z', 167],
    ['America/New_York', '2026-11-02T14:00:00.000Z', '2026-10-26T04:00:00.000Z', 169],
  ])('of %s begins on its Monday at midnight', (zone, now, from, length) => {
    const week = weekBack(1, now, zone);
    expect(week.from).toBe(from);
    expect(hours(week)).toBe(length);
    expect(week.running).toBe(false);
  });

  it('that is not over ends now, and is compared with as much of the one before', () => {
    const now = '2026-03-18T04:00:00.000Z';
    const week = weekBack(0, now, 'Asia/Shanghai');
    expect(week).toMatchObject({
      first: '2026-03-16',
      last: '2026-03-18',
      running: true,
      to: '2026-03-18T04:00:00.001Z',
    });
    expect(periodBefore(week)).toEqual({ from: '2026-03-08T16:00:00.000Z', to: '2026-03-11T04:00:00.001Z' });
  });

  it('is the eighth of the last eight', () => {
    const week = weekBack(1, '2026-03-30T07:00:00.000Z', 'Europe/London');
    const weeks = weeksUpTo(week, 8);
    expect(weeks).toHaveLength(8);
    expect(weeks.at(-1)).toEqual({ from: week.from, to: week.to });
  });
});

describe('a period', () => {
  it('of a month is compared with the month before, however long that is', () => {
    const month = monthBack(1, '2026-04-10T04:00:00.000Z', 'Asia/Shanghai');
    expect([month.first, month.last]).toEqual(['2026-03-01', '2026-03-31']);
    expect(hours(periodBefore(month))).toBe(28 * 24);
  });

  it('of some days is compared with as many before, whichever end is said first', () => {
    const now = '2026-03-18T04:00:00.000Z';
    const days = daysFrom('2026-03-10', '2026-03-01', now, 'Asia/Shanghai');
    expect(days).toMatchObject({ first: '2026-03-01', last: '2026-03-10', running: false });
    expect(days && periodBefore(days).from).toBe('2026-02-18T16:00:00.000Z');
  });

  it('has begun, and is a year at most', () => {
    const now = '2026-03-18T04:00:00.000Z';
    expect(daysFrom('2026-03-19', '2026-03-20', now, 'Asia/Shanghai')).toBeUndefined();
    expect(daysFrom('2025-03-01', '2026-03-01', now, 'Asia/Shanghai')?.first).toBe('2025-03-01');
    expect(daysFrom('2025-02-28', '2026-03-01', now, 'Asia/Shanghai')).toBeUndefined();
  });

  it('is covered by its days or weeks without gap or overlap, in any zone and at any time', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
    );
    const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, moments, fc.constantFrom(weekBack, monthBack), fc.nat(3), (zone, moment, back, count) => {
        const period = back(count, moment.toISOString(), zone);
        const { steps } = stepsOf(period);
        expect(steps[0]?.from).toBe(period.from);
        expect(steps.at(-1)?.to).toBe(period.to);
        for (const [index, { from }] of steps.entries()) if (index > 0) expect(from).toBe(steps[index - 1]?.to);
        expect(periodBefore(period).to <= period.from).toBe(true);
      }),
    );
  });
});

describe('a time of day', () => {
  it('is the next one, also over a change of the clock and on Mondays only', () => {
    expect(nextAt(9, '2026-03-28T09:00:00.000Z', 'Europe/London')).toBe('2026-03-29T08:00:00.000Z');
    expect(nextAt(9, '2026-03-18T04:00:00.000Z', 'Asia/Shanghai', { mondays: true })).toBe('2026-03-23T01:00:00.000Z');
    expect(nextAt(9, '2026-03-23T00:59:59.999Z', 'Asia/Shanghai', { mondays: true })).toBe('2026-03-23T01:00:00.000Z');
    expect(nextAt(9, '2026-03-23T01:00:00.000Z', 'Asia/Shanghai', { mondays: true })).toBe('2026-03-30T01:00:00.000Z');
  });

  it('is written with the offset that the zone has then', () => {
    expect(isoIn('2026-03-18T04:00:31.000Z', 'America/New_York')).toBe('2026-03-18T00:00-04:00');
    expect(hours(spanOfDay('2026-03-29', 'Europe/London'))).toBe(23);
    expect([isZone('Europe/London'), isZone('Nowhere')]).toEqual([true, false]);
  });
});
