/** On which day an automatic callback is made: within its window, where there is the least to do, or as soon as it can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Calendar, dateAt, dayOf, isOpen } from '../../src/domain/business-time.ts';
import { planDay } from '../../src/domain/callback-planning.ts';
import { DEFAULT_CALLBACK_RULES, daysOfWindow, momentsOf } from '../../src/domain/callback-rules.ts';

const rules = DEFAULT_CALLBACK_RULES;
const ZONE = 'Asia/Shanghai';
const at = (date: string, clock: string): string => new Date(`${date}T${clock}:00+08:00`).toISOString();
const satisfaction = (day0: string, zone = ZONE) => ({ kind: 'satisfaction', day0, zone }) as const;

describe('the day of an automatic callback', () => {
  it('is the one with the least to do in its window, of several the first', () => {
    // Received on Monday, 2 November 2026: from the 11th to the 23rd.
    const load = { '2026-11-11': 3, '2026-11-12': 2, '2026-11-13': 1, '2026-11-16': 1 };
    const free = { ...load, '2026-11-17': 1, '2026-11-18': 2, '2026-11-19': 9, '2026-11-20': 9, '2026-11-23': 9 };
    const day = planDay(satisfaction('2026-11-02'), free, at('2026-11-02', '15:00'), rules).ok;
    expect(day).toEqual({
      date: '2026-11-13',
      window: { from: at('2026-11-13', '09:00'), until: at('2026-11-13', '18:00'), zone: ZONE },
      frame: { from: at('2026-11-11', '09:00'), until: at('2026-11-23', '18:00') },
      days: { first: '2026-11-11', last: '2026-11-23' },
      why: 'free',
    });
  });

  it('is one that is left when some have gone by, from the next half hour on', () => {
    const planned = (now: string) => planDay(satisfaction('2026-11-02'), {}, now, rules).ok;
    expect(planned(at('2026-11-18', '14:10'))?.window).toMatchObject({ from: at('2026-11-18', '14:30') });
    // Not in a break.
    expect(planned(at('2026-11-18', '11:40'))?.window).toMatchObject({ from: at('2026-11-18', '13:00') });
    expect(planned(at('2026-11-18', '17:40'))).toMatchObject({ date: '2026-11-19', why: 'free' });
  });

  it('is the next that is possible when the window is over, which is late', () => {
    const planned = (now: string) => planDay(satisfaction('2026-11-02'), { '2026-11-24': 99 }, now, rules).ok;
    const late = { date: '2026-11-24', why: 'late', frame: { until: at('2026-11-23', '18:00') } };
    expect(planned(at('2026-11-24', '10:00'))).toMatchObject(late);
    expect(planned(at('2026-11-23', '20:00'))).toMatchObject(late);
    expect(planned(at('2026-12-05', '10:00'))).toMatchObject({ date: '2026-12-07', why: 'late' });
  });

  it('follows a window in which nobody is at work, and is in time then', () => {
    // Spring Festival 2026 is from 15 to 23 February.
    const ask = { kind: 'after-complaint', day0: '2026-02-13', zone: ZONE } as const;
    const day = planDay(ask, {}, at('2026-02-13', '10:00'), rules).ok;
    expect(day).toMatchObject({ date: '2026-02-24', why: 'closed', frame: { until: at('2026-02-24', '18:00') } });
  });

  it('is none where the holidays of a year are not known, or no hours meet', () => {
    const now = at('2026-11-02', '15:00');
    expect(planDay(satisfaction('2026-12-28'), {}, now, rules)).toEqual({ problem: 'uncovered', year: 2027 });
    const complaint = { kind: 'after-complaint', day0: '2026-12-28', zone: ZONE } as const;
    expect(planDay(complaint, {}, now, rules)).toEqual({ problem: 'uncovered', year: 2027 });
    // In summer their waking hours are over before Shanghai's office opens.
    const elsewhere = satisfaction('2026-06-15', 'America/New_York');
    expect(planDay(elsewhere, {}, at('2026-06-15', '15:00'), rules)).toEqual({ problem: 'never' });
  });

  const week = fc
    .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 })
    .map((open) => Array.from({ length: 7 }, (_, day) => (open.includes(day) ? [{ from: '09:00', to: '18:00' }] : [])));
  const overrides = fc.dictionary(
    fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-09-01', days)),
    fc.constantFrom([], [{ from: '10:00', to: '16:00' }]),
  );

  it('is a working day of the window, and several even out', () => {
    const dates = fc.integer({ min: 0, max: 30 }).map((days) => addDays('2026-09-01', days));
    const calendars = fc.record({ week, days: overrides });
    fc.assert(
      fc.property(calendars, dates, fc.integer({ min: 0, max: 40 }), (hours, day0, passed) => {
        const calendar: Calendar = { zone: ZONE, region: 'CN', ...hours };
        const own = { ...rules, calendar };
        const now = at(addDays(day0, passed), '11:10');
        const load: Record<string, number> = {};
        const days = daysOfWindow('satisfaction', day0, own);
        const judged = days.ok && momentsOf(days.ok, calendar);
        for (let count = 0; count < 20; count += 1) {
          const day = planDay(satisfaction(day0), load, now, own);
          if (!day.ok) {
            expect(days.ok === undefined || day.problem === 'never' || day.problem === 'uncovered').toBe(true);
            return;
          }
          const { date, window, frame, why } = day.ok;
          expect(isOpen(window.from, calendar).ok).toBe(true);
          expect(dateAt(window.from, ZONE)).toBe(date);
          expect(Date.parse(window.from)).toBeGreaterThanOrEqual(Date.parse(now));
          expect(Date.parse(window.from)).toBeLessThan(Date.parse(window.until));
          expect(judged).toEqual({ ok: frame });
          if (why === 'free') expect(date >= day.ok.days.first && date <= day.ok.days.last).toBe(true);
          else expect(date > day.ok.days.last || now > frame.until).toBe(true);
          load[date] = (load[date] ?? 0) + 1;
        }
        const counts = Object.values(load);
        const today = dateAt(now, ZONE);
        const left = Object.keys(load).filter((date) => dayOf(date, calendar).ok && date > today);
        if (left.length > 1) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
