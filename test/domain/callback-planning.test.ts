/** When callbacks are made, whether there is room for them, and who is reminded of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type Calendar,
  dateAt,
  datesOf,
  dayOf,
  isOpen,
  type OpenHours,
} from '../../src/domain/business-time.ts';
import { type Callback, REMINDERS } from '../../src/domain/callback.ts';
import { changeCallback, planCallback } from '../../src/domain/callback-changes.ts';
import { catchUp, type Reminder, remindersOf } from '../../src/domain/callback-reminders.ts';
import {
  type CallbackRules,
  chooseDay,
  DEFAULT_CALLBACK_RULES,
  daysOfWindow,
  momentsOf,
  partOfDay,
  retryAfter,
  type Window,
  windowOn,
} from '../../src/domain/callback-rules.ts';
import { freePlace, nearestFree, SLOT_MS, slotsOf, type TakenPlaces } from '../../src/domain/callback-slots.ts';
import { isQuiet } from '../../src/domain/quiet-hours.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const ZONE = 'Asia/Shanghai';
const rules = DEFAULT_CALLBACK_RULES;
const cn = rules.calendar;
/** Shanghai's clock. */
const at = (date: string, clock: string): string => new Date(`${date}T${clock}:00+08:00`).toISOString();
const window = (date: string, from: string, until: string, zone = ZONE): Window => ({
  from: at(date, from),
  until: at(date, until),
  zone,
});
const hours = (...texts: string[]): OpenHours[] => texts.map((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));
const everyDay = (...texts: string[]): Calendar => ({
  zone: ZONE,
  week: Array(7).fill(hours(...texts)),
  region: null,
  days: {},
});

describe('the window of an automatic callback', () => {
  it('counts working days after the goods were received, and calendar days after a complaint', () => {
    // Friday before Spring Festival of 2026, with Saturday the 14th and the 28th worked.
    expect(daysOfWindow('satisfaction', '2026-02-13', rules).ok).toEqual({ first: '2026-03-02', last: '2026-03-12' });
    expect(daysOfWindow('after-complaint', '2026-02-13', rules).ok).toEqual({
      ...{ first: '2026-02-16', last: '2026-02-20' },
    });
    expect(daysOfWindow('first-contact', '2026-03-18', rules).ok).toEqual({ first: '2026-03-18', last: '2026-03-25' });
    expect(daysOfWindow('satisfaction', '2026-12-20', rules)).toEqual({ problem: 'uncovered', year: 2027 });
  });

  it('lasts from the first opening to the last closing', () => {
    expect(momentsOf({ first: '2026-03-21', last: '2026-03-24' }, cn).ok).toEqual({
      from: at('2026-03-23', '09:00'),
      until: at('2026-03-24', '18:00'),
    });
    expect(momentsOf({ first: '2026-02-16', last: '2026-02-20' }, cn)).toEqual({ problem: 'never' });
    // In London the office's afternoon is the morning, and most of it is quiet.
    expect(windowOn('2026-03-18', 'Europe/London', rules).ok).toMatchObject(
      window('2026-03-18', '17:00', '18:00', 'Europe/London'),
    );
    expect(windowOn('2026-03-18', 'America/Los_Angeles', rules).ok).toMatchObject(
      window('2026-03-18', '09:00', '12:00', 'America/Los_Angeles'),
    );
  });
});

describe('the day within a window', () => {
  const week = { first: '2026-03-16', last: '2026-03-22' };

  it('is the one with the least to do, of several the earliest', () => {
    expect(chooseDay(week, {}, cn, 5).ok).toEqual({ type: 'free', date: '2026-03-16' });
    const load = { '2026-03-16': 2, '2026-03-17': 1, '2026-03-18': 1, '2026-03-19': 3, '2026-03-20': 1 };
    expect(chooseDay(week, load, cn, 5).ok).toEqual({ type: 'free', date: '2026-03-17' });
    expect(chooseDay(week, load, cn, 1).ok).toEqual({ type: 'full', date: '2026-03-17' });
  });

  it('is none where nobody is at work, and the next one is named', () => {
    const festival = { first: '2026-02-16', last: '2026-02-20' };
    expect(chooseDay(festival, {}, cn, 5).ok).toEqual({ type: 'closed', next: '2026-02-24' });
    expect(chooseDay({ first: '2026-12-30', last: '2027-01-02' }, {}, cn, 5)).toEqual({
      ...{ problem: 'uncovered', year: 2027 },
    });
  });

  it('evens out the load, whatever was there', () => {
    const first = Date.UTC(2025, 0, 1);
    const aDate = fc
      .integer({ min: 0, max: 700 })
      .map((day) => new Date(first + day * 24 * HOUR).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        aDate,
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 21 }),
        fc.integer({ min: 1, max: 8 }),
        (start, length, before, capacity) => {
          const range = { first: start, last: addDays(start, length) };
          const open = [...datesOf(range.first, range.last)].filter((date) => dayOf(date, cn).ok?.spans.length);
          const load: Record<string, number> = Object.fromEntries(
            open.map((date, index) => [date, before[index] ?? 0]),
          );
          const loads = () => open.map((date) => load[date] ?? 0);
          // Enough to fill what is behind, and then some.
          const most = Math.max(...loads());
          const missing = loads().reduce((sum, one) => sum + most - one, 0);
          for (let count = 0; count < missing + 3; count += 1) {
            const least = Math.min(...loads());
            const chosen = chooseDay(range, load, cn, capacity).ok;
            if (open.length === 0) {
              expect(chosen?.type).toBe('closed');
              return;
            }
            if (chosen?.type === 'closed' || !chosen) throw new Error('there are open days');
            expect(open).toContain(chosen.date);
            expect(load[chosen.date]).toBe(least);
            expect(chosen.type).toBe(least < capacity ? 'free' : 'full');
            load[chosen.date] = least + 1;
          }
          expect(Math.max(...loads()) - Math.min(...loads())).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('someone who was not reached', () => {
  const first = at('2026-03-18', '10:00');

  it('is tried in another part of the same day, after the second failure on another one', () => {
    expect(retryAfter([first], ZONE, first, rules).ok).toEqual(window('2026-03-18', '13:00', '18:00'));
    const second = at('2026-03-18', '14:00');
    expect(retryAfter([first, second], ZONE, second, rules).ok).toEqual(window('2026-03-19', '09:00', '12:00'));
    const evening = { ...rules, calendar: everyDay('09:00-20:00') };
    expect(retryAfter([first, second], ZONE, second, evening).ok).toEqual(window('2026-03-19', '18:00', '20:00'));
  });

  it('is tried after the holidays', () => {
    const before = at('2026-02-14', '16:00');
    expect(retryAfter([before], ZONE, before, rules).ok).toEqual(window('2026-02-24', '09:00', '12:00'));
  });

  it('is tried at the same hour of another day where there is no other one', () => {
    // Ten in the morning in Shanghai is ten in the evening … of the day before, an hour before the quiet hours.
    const there = 'America/New_York';
    const tried = '2026-01-14T01:10:00.000Z';
    expect(retryAfter([tried], there, tried, rules).ok).toEqual({
      ...{ from: '2026-01-15T01:00:00.000Z', until: '2026-01-15T02:00:00.000Z', zone: there },
    });
  });

  it('is left to a person where nobody is ever awake at work', () => {
    const night = { ...rules, calendar: everyDay('00:00-06:00') };
    expect(retryAfter([first], ZONE, first, night)).toEqual({ problem: 'never' });
    expect(retryAfter([at('2026-12-31', '15:00')], ZONE, at('2026-12-31', '15:00'), rules)).toEqual({
      ...{ problem: 'uncovered', year: 2027 },
    });
  });

  it('is never tried at night, after hours or at the same time of day, whatever the hours and the zone', () => {
    const calendars = [
      cn,
      everyDay('08:00-22:00'),
      { ...cn, week: [...cn.week.slice(0, 5), hours('10:00-20:00'), hours('10:00-14:00')] },
      { ...everyDay('09:00-19:00'), zone: 'America/New_York' },
    ];
    const zones = [ZONE, 'America/New_York', 'Europe/London', 'Asia/Kathmandu', 'America/Los_Angeles'];
    const minutes = fc.integer({ min: Date.UTC(2025, 0, 1) / MINUTE, max: Date.UTC(2026, 11, 10) / MINUTE });
    let others = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.constantFrom(...zones),
        minutes,
        fc.array(fc.integer({ min: 60, max: 3000 }), { maxLength: 3 }),
        (calendar, zone, begin, lags) => {
          const own: CallbackRules = { ...rules, calendar };
          const tried = [begin];
          for (const lag of lags) tried.push((tried.at(-1) ?? 0) + lag);
          const isos = tried.map((minute) => new Date(minute * MINUTE).toISOString());
          const last = isos.at(-1) ?? '';
          const { ok: next } = retryAfter(isos, zone, last, own);
          if (!next) return;
          const end = new Date(Date.parse(next.until) - 1).toISOString();
          for (const moment of [next.from, end]) {
            expect(isOpen(moment, calendar).ok).toBe(true);
            expect(isQuiet(moment, zone)).toBe(false);
          }
          expect(Date.parse(next.from)).toBeGreaterThanOrEqual(Date.parse(last) + rules.retryGapMs);
          if (isos.length >= 2) expect(dateAt(next.from, zone) > dateAt(last, zone)).toBe(true);
          expect(partOfDay(next.from, zone)).toBe(partOfDay(end, zone));
          if (partOfDay(next.from, zone) !== partOfDay(last, zone)) {
            others += 1;
            return;
          }
          // The same part only where two weeks have no half hour in another one.
          expect(dateAt(next.from, zone) > dateAt(last, zone)).toBe(true);
          for (let ms = Date.parse(next.from); ms < Date.parse(last) + 13 * 24 * HOUR; ms += 30 * MINUTE) {
            const here = new Date(ms).toISOString();
            const usable = isOpen(here, calendar).ok === true && !isQuiet(here, zone);
            expect(usable && partOfDay(here, zone) !== partOfDay(last, zone)).toBe(false);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(others).toBeGreaterThan(100);
  });
});

describe('slots', () => {
  it('are the half hours that a window touches, and full when every place is taken', () => {
    const { from } = window('2026-03-18', '14:10', '15:00');
    expect(slotsOf({ from, until: at('2026-03-18', '15:01') })).toEqual([
      at('2026-03-18', '14:00'),
      at('2026-03-18', '14:30'),
      at('2026-03-18', '15:00'),
    ]);
    expect(freePlace('slot', { slot: [0, 2] }, 3)).toBe(1);
    expect(freePlace('slot', { slot: [0, 1] }, 2)).toBeUndefined();
    expect(freePlace('other', { slot: [0, 1] }, 1)).toBe(0);
  });

  const now = at('2026-02-13', '10:15');
  const ask = (wish: Window, taken: TakenPlaces = {}, own = rules) => nearestFree(wish, taken, own, now, 2);

  it('give the place of the first that is free within the wish', () => {
    const taken = { [at('2026-02-13', '14:00')]: [0] };
    expect(ask(window('2026-02-13', '14:00', '15:00'), taken)).toEqual({
      type: 'possible',
      place: { slot: at('2026-02-13', '14:30'), place: 0 },
    });
  });

  it.each([
    ['past', window('2026-02-13', '09:30', '10:00'), { why: 'past' }],
    ['this half hour', window('2026-02-13', '10:20', '10:30'), { why: 'soon' }],
    ['a public holiday', window('2026-02-17', '10:00', '10:30'), { why: 'closed-holiday', name: 'spring' }],
    ['a weekend', window('2026-03-07', '10:00', '10:30'), { why: 'closed-weekday' }],
    ['lunch', window('2026-02-13', '12:00', '13:00'), { why: 'closed-hours' }],
    ['a year that is not known', window('2027-01-06', '10:00', '10:30'), { why: 'uncovered', year: 2027 }],
    ['night for the person', window('2026-02-13', '14:00', '14:30', 'America/New_York'), { why: 'quiet' }],
  ])('say why it is not possible: %s', (_, wish, reason) => {
    expect(ask(wish)).toMatchObject({ type: 'not-possible', reason });
  });

  it('say that they are full, or that headquarters has closed the day, and what is nearest', () => {
    const slot = at('2026-02-13', '14:00');
    expect(ask(window('2026-02-13', '14:00', '14:30'), { [slot]: [0] })).toEqual({
      type: 'not-possible',
      reason: { why: 'full' },
      nearest: [
        { slot: at('2026-02-13', '13:30'), place: 0 },
        { slot: at('2026-02-13', '14:30'), place: 0 },
      ],
    });
    const closed = { ...rules, calendar: { ...cn, days: { '2026-02-13': [] } } };
    expect(ask(window('2026-02-13', '14:00', '14:30'), {}, closed)).toMatchObject({
      reason: { why: 'closed-day' },
      nearest: [{ slot: at('2026-02-14', '10:00') }, { slot: at('2026-02-14', '10:30') }],
    });
    // That others were quicker says more than that it is lunchtime.
    const afterLunch = { [at('2026-02-13', '13:00')]: [0] };
    expect(ask(window('2026-02-13', '12:00', '13:30'), afterLunch)).toMatchObject({ reason: { why: 'full' } });
    // On the last day before the festival: the worked Saturday is nearer than the day after.
    expect(ask(window('2026-02-17', '10:00', '10:30'))).toMatchObject({
      nearest: [{ slot: at('2026-02-14', '17:30') }, { slot: at('2026-02-14', '17:00') }],
    });
  });

  it('offer the nearest that are free and nothing else, whatever is taken', () => {
    const own: CallbackRules = { ...rules, capacity: 2 };
    const slots = fc
      .integer({ min: 0, max: 12 * 48 })
      .map((count) => Date.parse(at('2026-02-06', '00:00')) + count * SLOT_MS);
    fc.assert(
      fc.property(
        slots,
        fc.array(fc.tuple(slots, fc.subarray([0, 1])), { maxLength: 150 }),
        slots,
        fc.integer({ min: 1, max: 5 }),
        (begin, gone, today, count) => {
          const taken = Object.fromEntries(gone.map(([slot, places]) => [new Date(slot).toISOString(), places]));
          const wish = {
            from: new Date(begin).toISOString(),
            until: new Date(begin + SLOT_MS).toISOString(),
            zone: ZONE,
          };
          const free: number[] = [];
          for (let ms = today; ms < Math.max(begin, today) + 10 * 24 * HOUR; ms += SLOT_MS) {
            const [from, end] = [new Date(ms).toISOString(), new Date(ms + SLOT_MS - 1).toISOString()];
            const open = isOpen(from, cn).ok && isOpen(end, cn).ok && !isQuiet(from, ZONE) && !isQuiet(end, ZONE);
            if (open && (taken[from] ?? []).length < 2) free.push(ms);
          }
          const answer = nearestFree(wish, taken, own, new Date(today).toISOString(), count);
          if (free.includes(begin)) {
            expect(answer).toMatchObject({ type: 'possible', place: { slot: wish.from } });
            return;
          }
          if (answer.type === 'possible') throw new Error('it is not free');
          const nearest = free.toSorted((a, b) => Math.abs(a - begin) - Math.abs(b - begin) || a - b).slice(0, count);
          expect(answer.nearest.map(({ slot }) => slot)).toEqual(nearest.map((ms) => new Date(ms).toISOString()));
          for (const { slot, place } of answer.nearest) expect(taken[slot] ?? []).not.toContain(place);
        },
      ),
      { numRuns: 150 },
    );
  });
});

const program = { type: 'program' } as const;

function aCallback(given: Window, now: string, ownerId: string | null = 'mei'): Callback {
  const made = planCallback(
    {
      ...{ id: 'callback', kind: 'requested', topic: 'The invoice', personId: 'customer', caseId: null, ownerId },
      ...{ window: given, promised: true },
    },
    program,
    now,
  );
  if (!made.callback) throw new Error(made.refused);
  return made.callback;
}

describe('the plan of reminders', () => {
  const monday = at('2026-03-16', '09:00');
  const wednesday = window('2026-03-18', '14:00', '15:00');
  const told = (callback: Callback, after = monday) =>
    remindersOf(callback, rules, after).map(({ at: moment, what, to }) => [
      new Date(Date.parse(moment) + 8 * HOUR).toISOString().slice(5, 16),
      what,
      to.type,
    ]);

  it('has the moments before and at it, one word to the person, and the supervisor', () => {
    expect(told(aCallback(wednesday, monday))).toEqual([
      ['03-18T12:00', 'announce', 'person'],
      ['03-18T13:45', 'soon', 'agent'],
      ['03-18T14:00', 'now', 'agent'],
      ['03-18T15:15', 'unstarted', 'supervisor'],
      ['03-18T15:15', 'missed', 'person'],
    ]);
  });

  it('tells the person the evening before what comes early, and nothing to who has just chosen it', () => {
    const early = window('2026-03-18', '09:30', '10:00');
    expect(told(aCallback(early, monday)).at(0)).toEqual(['03-17T19:00', 'announce', 'person']);
    const chosen = aCallback(wednesday, at('2026-03-18', '12:30'));
    expect(told(chosen, at('2026-03-18', '12:30')).map(([, what]) => what)).toEqual([
      ...['soon', 'now', 'unstarted', 'missed'],
    ]);
  });

  it('leaves the person alone where both moments are quiet', () => {
    const own = { ...rules, quiet: { from: '18:00', until: '13:00', weekendUntil: '13:00' } };
    const kinds = remindersOf(aCallback(wednesday, monday), own, monday).map(({ what }) => what);
    expect(kinds).toEqual(['soon', 'now', 'unstarted', 'missed']);
  });

  it('goes to the desk while nobody is in charge, and to the new agent after a handover', () => {
    const receivers = (callback: Callback) => new Set(remindersOf(callback, rules, monday).map(({ to }) => to.type));
    expect(receivers(aCallback(wednesday, monday, null))).toEqual(new Set(['desk', 'person', 'supervisor']));
    const given = changeCallback(
      aCallback(wednesday, monday),
      { type: 'hand-over', to: 'bo', reason: '' },
      program,
      monday,
    );
    const after = given.callback ? remindersOf(given.callback, rules, monday) : [];
    expect(after.flatMap(({ to }) => (to.type === 'agent' ? [to.personId] : []))).toEqual(['bo', 'bo']);
  });

  it('is the same when it is made anew, follows what is moved, and ends when someone starts', () => {
    const callback = aCallback(wednesday, monday);
    const keys = (one: Callback, after: string) => remindersOf(one, rules, after).map(({ key }) => key);
    const noon = at('2026-03-18', '12:00');
    expect(keys(callback, noon)).toEqual(keys(callback, monday).slice(1));
    const act = { type: 'move', window: window('2026-03-19', '14:00', '15:00'), reason: '' } as const;
    const moved = changeCallback(callback, act, { type: 'person', personId: 'customer' }, noon).callback;
    expect(moved && keys(moved, noon).filter((key) => keys(callback, monday).includes(key))).toEqual([]);
    const agent = { type: 'staff', personId: 'mei', heads: false } as const;
    const begun = changeCallback(callback, { type: 'start' }, agent, at('2026-03-18', '14:00')).callback;
    expect(begun && keys(begun, monday)).toEqual([]);
  });
});

describe('what is sent after a standstill', () => {
  const day = '2026-03-18';
  const reminder = (given: Partial<Reminder> = {}): Reminder => ({
    key: `${given.callbackId ?? 'one'}:${given.what ?? 'now'}`,
    callbackId: 'one',
    at: at(day, '14:00'),
    to: { type: 'agent', personId: 'mei' },
    what: 'now',
    staleAt: null,
    zone: null,
    ...given,
  });

  it('is nothing stale, and of one callback only what is most urgent', () => {
    const soon = reminder({ what: 'soon', staleAt: at(day, '14:00') });
    const list = reminder({ what: 'announce' });
    const result = catchUp([list, soon, reminder()], at(day, '14:00'), rules.quiet);
    expect(result.send).toEqual([{ to: reminder().to, reminders: [reminder()] }]);
    expect(result.dropped).toEqual([soon, list]);
  });

  it('is one message a receiver, the most urgent first', () => {
    const other = reminder({ callbackId: 'two', to: { type: 'agent', personId: 'bo' }, what: 'unstarted' });
    const third = reminder({ callbackId: 'three', what: 'soon' });
    const result = catchUp([third, reminder(), other], at(day, '14:00'), rules.quiet);
    expect(result.send).toEqual([
      { to: other.to, reminders: [other] },
      { to: third.to, reminders: [reminder(), third] },
    ]);
  });

  it('waits for the morning where a person sleeps, if it is still of use then', () => {
    const night = at(day, '22:00');
    const person = { to: { type: 'person', personId: 'customer' }, what: 'announce', zone: ZONE } as const;
    const useful = reminder({ ...person, staleAt: at('2026-03-19', '11:00') });
    const useless = reminder({ ...person, callbackId: 'two', staleAt: at('2026-03-19', '09:00') });
    expect(catchUp([useful, useless, reminder()], night, rules.quiet)).toEqual({
      send: [{ to: reminder().to, reminders: [reminder()] }],
      hold: [{ until: at('2026-03-19', '09:00'), reminder: useful }],
      dropped: [useless],
    });
  });

  it('loses and doubles nothing, wakes nobody and is in order, whatever was due', () => {
    const aReminder = fc
      .record({
        callbackId: fc.constantFrom('one', 'two', 'three', 'four'),
        what: fc.constantFrom(...REMINDERS),
        to: fc.constantFrom<Reminder['to']>(
          { type: 'agent', personId: 'mei' },
          { type: 'person', personId: 'customer' },
          { type: 'supervisor' },
        ),
        at: fc
          .integer({ min: 0, max: 48 })
          .map((hour) => new Date(Date.parse(at(day, '00:00')) + hour * HOUR).toISOString()),
        stale: fc.option(fc.integer({ min: 1, max: 30 })),
      })
      .map(({ stale, ...given }) => ({
        ...given,
        key: `${given.callbackId}:${given.what}:${given.at}`,
        staleAt: stale === null ? null : new Date(Date.parse(given.at) + stale * HOUR).toISOString(),
        zone: given.to.type === 'person' ? ZONE : null,
      }));
    fc.assert(
      fc.property(fc.array(aReminder, { maxLength: 20 }), fc.integer({ min: 0, max: 72 }), (due, hour) => {
        const now = new Date(Date.parse(at(day, '00:00')) + hour * HOUR).toISOString();
        const { send, hold, dropped } = catchUp(due, now, rules.quiet);
        const sent = send.flatMap(({ reminders }) => reminders);
        const all = [...sent, ...hold.map(({ reminder: held }) => held), ...dropped];
        expect(all).toHaveLength(due.length);
        expect(new Set(all)).toEqual(new Set(due));
        const receivers = send.map(({ to }) => JSON.stringify(to));
        expect(new Set(receivers).size).toBe(receivers.length);
        const rank = (one: Reminder | undefined) => (one ? REMINDERS.indexOf(one.what) : -1);
        const heads = send.map(({ reminders }) => rank(reminders[0]));
        expect(heads).toEqual(heads.toSorted((a, b) => a - b));
        for (const one of sent) {
          expect(one.staleAt === null || one.staleAt > now).toBe(true);
          expect(one.zone !== null && isQuiet(now, one.zone)).toBe(false);
        }
        for (const { until, reminder: held } of hold) {
          expect(held.staleAt === null || held.staleAt > until).toBe(true);
          expect(isQuiet(until, ZONE)).toBe(false);
        }
        const about = [...sent, ...hold.map(({ reminder: held }) => held)].map(
          ({ to, callbackId }) => `${JSON.stringify(to)} ${callbackId}`,
        );
        expect(new Set(about).size).toBe(about.length);
      }),
    );
  });
});
