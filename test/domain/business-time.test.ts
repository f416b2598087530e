/** Business time against the clock on the wall: what is open is what a person there would call open. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessTime,
  addElapsedTime,
  businessTimeBetween,
  type Calendar,
  dayOf,
  daysBetween,
  isOpen,
  lengthOf,
  nextOpening,
  type OpenHours,
  type Pause,
} from '../../src/domain/business-time.ts';
import { HOLIDAYS } from '../../src/domain/holidays.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const hours = (...texts: string[]): OpenHours[] => texts.map((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));
const DAY = hours('09:00-12:00', '13:00-18:00');
const calendar = (given: Partial<Calendar> = {}): Calendar => ({
  zone: 'Asia/Shanghai',
  week: [DAY, DAY, DAY, DAY, DAY, [], []],
  region: null,
  days: {},
  ...given,
});
const every = (...texts: string[]): Calendar['week'] => Array.from({ length: 7 }, () => hours(...texts));

describe('business time', () => {
  it('passes within the intervals of a day only', () => {
    // A Wednesday, 11:30 in Shanghai.
    expect(addBusinessTime('2026-03-18T03:30:00.000Z', HOUR, calendar()).ok).toBe('2026-03-18T05:30:00.000Z');
    expect(addBusinessTime('2026-03-18T03:30:00.000Z', 0.5 * HOUR, calendar()).ok).toBe('2026-03-18T04:00:00.000Z');
    expect(businessTimeBetween('2026-03-18T03:30:00.000Z', '2026-03-18T05:30:00.000Z', calendar()).ok).toBe(HOUR);
  });

  it('goes from Friday to Monday', () => {
    expect(addBusinessTime('2026-03-20T09:00:00.000Z', 2 * HOUR, calendar()).ok).toBe('2026-03-23T02:00:00.000Z');
    expect(nextOpening('2026-03-20T10:00:00.000Z', calendar()).ok).toBe('2026-03-23T01:00:00.000Z');
    expect(nextOpening('2026-03-20T05:00:00.000Z', calendar()).ok).toBe('2026-03-20T05:00:00.000Z');
  });

  it('keeps the holidays of the mainland and works on the days in exchange', () => {
    const cn = calendar({ region: 'CN' });
    expect(isOpen('2026-02-17T02:00:00.000Z', cn).ok).toBe(false);
    // Saturday 28 February 2026 is worked.
    expect(isOpen('2026-02-28T02:00:00.000Z', cn).ok).toBe(true);
    expect(nextOpening('2026-02-14T10:00:00.000Z', cn).ok).toBe('2026-02-24T01:00:00.000Z');
    expect(dayOf('2026-02-17', cn).ok).toMatchObject({ reason: 'holiday', name: 'spring', spans: [] });
    expect(dayOf('2026-02-28', cn).ok).toMatchObject({ reason: 'makeup', hours: DAY });
  });

  it('does as headquarters says before everything else', () => {
    const own = calendar({ region: 'CN', days: { '2026-02-17': hours('10:00-11:00'), '2026-03-18': [] } });
    expect(dayOf('2026-02-17', own).ok).toMatchObject({ reason: 'override', hours: hours('10:00-11:00') });
    expect(nextOpening('2026-03-18T02:00:00.000Z', own).ok).toBe('2026-03-19T01:00:00.000Z');
  });

  it('says that it does not know a year instead of guessing', () => {
    const cn = calendar({ region: 'CN' });
    const problem = { problem: 'uncovered', year: 2027 };
    expect(addBusinessTime('2026-12-31T09:00:00.000Z', 3 * HOUR, cn)).toEqual(problem);
    expect(isOpen('2027-01-04T02:00:00.000Z', cn)).toEqual(problem);
    expect(nextOpening('2026-12-31T10:00:00.000Z', cn)).toEqual(problem);
    expect(daysBetween('2026-12-31T02:00:00.000Z', '2027-01-01T02:00:00.000Z', cn)).toEqual(problem);
    // A day that headquarters has set is known.
    expect(isOpen('2027-01-04T02:00:00.000Z', { ...cn, days: { '2027-01-04': DAY } }).ok).toBe(true);
  });

  it('gives up on hours that never come, and on a clock that stands still', () => {
    expect(nextOpening('2026-03-18T02:00:00.000Z', calendar({ week: [] }))).toEqual({ problem: 'never' });
    expect(addBusinessTime('2026-03-18T02:00:00.000Z', 1, calendar({ week: [] }))).toEqual({ problem: 'never' });
    const pauses = [{ from: '2026-03-18T03:00:00.000Z', until: null }];
    expect(addBusinessTime('2026-03-18T02:00:00.000Z', 2 * HOUR, calendar(), pauses)).toEqual({ problem: 'never' });
    expect(addBusinessTime('2026-03-18T02:00:00.000Z', HOUR, calendar(), pauses).ok).toBe('2026-03-18T03:00:00.000Z');
  });

  it('leaves pauses out, also one of more than a year', () => {
    const pauses = [{ from: '2026-03-18T02:30:00.000Z', until: '2027-06-21T01:30:00.000Z' }];
    expect(addBusinessTime('2026-03-18T02:00:00.000Z', HOUR, calendar(), pauses).ok).toBe('2027-06-21T02:00:00.000Z');
    expect(addElapsedTime('2026-03-18T02:00:00.000Z', HOUR, pauses).ok).toBe('2027-06-21T02:00:00.000Z');
  });

  it('explains itself day by day', () => {
    const cn = calendar({ region: 'CN' });
    const pauses = [{ from: '2026-02-14T01:00:00.000Z', until: '2026-02-14T02:00:00.000Z' }];
    const days = daysBetween('2026-02-13T09:00:00.000Z', '2026-02-24T02:00:00.000Z', cn, pauses).ok ?? [];
    const told = days.map(({ date, reason, counted }) => [date, reason, lengthOf(counted) / HOUR]);
    expect(told.slice(0, 3)).toEqual([
      ['2026-02-13', 'week', 1],
      ['2026-02-14', 'makeup', 7],
      ['2026-02-15', 'holiday', 0],
    ]);
    expect(told.at(-1)).toEqual(['2026-02-24', 'week', 1]);
  });
});

describe('the holidays', () => {
  const years = Object.entries(HOLIDAYS).flatMap(([region, all]) =>
    Object.entries(all).map(([year, given]) => ({ region, year, ...given })),
  );
  const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

  it.each(years)('of $region $year lie in their year, in order, and are worked in exchange at weekends', (given) => {
    const { year, off, worked } = given;
    const edges = off.flatMap(({ from, to }) => [from, to]);
    expect(edges).toEqual(edges.toSorted());
    expect([...edges, ...worked].filter((date) => !date.startsWith(year))).toEqual([]);
    expect(worked).toEqual(worked.toSorted());
    expect(worked.filter((date) => weekday(date) !== 0 && weekday(date) !== 6)).toEqual([]);
    expect(worked.filter((date) => off.some(({ from, to }) => from <= date && date <= to))).toEqual([]);
  });

  /** On the mainland, days off at working days less those worked in exchange are the days by law: 11 in 2024, 13 since. */
  it.each([
    ['CN', '2024', 262 - 11],
    ['CN', '2025', 261 - 13],
    ['CN', '2026', 261 - 13],
    // Seventeen general holidays beside the Sundays; two of them in 2025 and three in 2026 are Saturdays.
    ['HK', '2025', 261 - 15],
    ['HK', '2026', 261 - 14],
    // Twenty holidays by the order; five of 2025 and six of 2026 fall on weekends.
    ['MO', '2025', 261 - 15],
    ['MO', '2026', 261 - 14],
    // The office calendars count 118 and 120 days off; Labour Day of 2025 is not among them.
    ['TW', '2025', 365 - 118 - 1],
    ['TW', '2026', 365 - 120],
  ])('of %s leave in %s %i working days', (region, year, count) => {
    const own = calendar({ region });
    let open = 0;
    for (let at = Date.parse(`${year}-01-01T00:00:00Z`); new Date(at).toISOString().startsWith(year); at += 24 * HOUR) {
      open += dayOf(new Date(at).toISOString().slice(0, 10), own).ok?.spans.length ? 1 : 0;
    }
    expect(open).toBe(count);
  });
});

/** The wall clock as `Intl` has it, which knows nothing of this code. */
function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (ms: number) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return { weekday: DAYS.indexOf(parts.weekday ?? ''), clock: `${parts.hour}:${parts.minute}` };
  };
}
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const ZONES = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Macau',
  'America/New_York',
  'Europe/London',
] as const;

/** Every change of the clock from 2024 to 2030, found with `Intl` by halving. */
function transitions(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (ms: number) => format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value;
  const found: number[] = [];
  for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2031, 0, 1); at += 7 * 24 * HOUR) {
    let [low, high] = [at, at + 7 * 24 * HOUR];
    if (offset(low) === offset(high)) continue;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

/** Hours whose edges lie in, at and around what the clock leaves out or shows twice. */
const AWKWARD = [
  every('00:00-24:00'),
  every('00:30-01:30', '02:30-03:30'),
  every('01:15-02:00', '02:00-02:45'),
  every('01:00-01:30'),
  every('02:15-02:45'),
  every('22:00-24:00'),
  [[], [], [], [], [], hours('23:00-24:00'), hours('00:00-01:45', '05:00-06:00')],
];

describe.each(ZONES)('the clock of %s', (zone) => {
  const found = transitions(zone);
  // Where the clock is never changed, any night will do.
  const moments = found.length > 0 ? found : [2024, 2027, 2030].map((year) => Date.UTC(year, 2, 10, 7));

  it(`changes ${zone.startsWith('Asia') ? 'never' : 'twice a year'} from 2024 to 2030`, () => {
    expect(found).toHaveLength(zone.startsWith('Asia') ? 0 : 14);
  });

  it.each(moments.map((ms) => new Date(ms).toISOString()))('is kept around %s', (iso) => {
    const wall = wallClock(zone);
    const [begin, end] = [Date.parse(iso) - 8 * HOUR, Date.parse(iso) + 8 * HOUR];
    const clocks = new Map<number, ReturnType<typeof wall>>();
    for (let ms = begin; ms < end; ms += 15 * MINUTE) clocks.set(ms, wall(ms));
    for (const week of AWKWARD) {
      const own = calendar({ zone, week });
      const open = (ms: number): boolean => {
        const { weekday, clock } = clocks.get(ms) ?? { weekday: 0, clock: '' };
        return (week[weekday] ?? []).some(({ from, to }) => from <= clock && clock < to);
      };
      let passed = 0;
      for (const ms of clocks.keys()) {
        const at = new Date(ms).toISOString();
        expect([at, isOpen(at, own).ok]).toEqual([at, open(ms)]);
        const since = businessTimeBetween(new Date(begin).toISOString(), at, own).ok;
        expect([at, since]).toEqual([at, passed]);
        if (open(ms)) passed += 15 * MINUTE;
        if (!open(ms)) continue;
        const after = addBusinessTime(new Date(begin).toISOString(), passed, own).ok;
        expect([at, after]).toEqual([at, new Date(ms + 15 * MINUTE).toISOString()]);
      }
      const opening = [...clocks.keys()].find(open);
      if (opening !== undefined)
        expect(nextOpening(new Date(begin).toISOString(), own).ok).toBe(new Date(opening).toISOString());
    }
  });
});

describe('whatever the hours and pauses', () => {
  const start = Date.UTC(2024, 0, 1);
  const aMoment = fc.integer({ min: 0, max: 7 * 365 * 24 * 4 }).map((quarter) => start + quarter * 15 * MINUTE);
  const aWeek = fc.array(
    fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((edges) => {
      const sorted = edges.toSorted((a, b) => a - b);
      const clock = (quarter: number) =>
        `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
      return Array.from({ length: Math.floor(sorted.length / 2) }, (_, at) => ({
        from: clock(sorted[2 * at] ?? 0),
        to: clock(sorted[2 * at + 1] ?? 0),
      }));
    }),
    { minLength: 7, maxLength: 7 },
  );

  it('adding and measuring agree, and a pause never brings a deadline forward', () => {
    const aPause = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        aWeek,
        aMoment,
        fc.integer({ min: 1, max: 200 }),
        fc.array(aPause, { maxLength: 3 }),
        (zone, week, at, quarters, lags) => {
          fc.pre(week.some((day) => day.length > 0));
          const own = calendar({ zone, week });
          const pauses: Pause[] = lags.map(([lag, length]) => ({
            from: new Date(at + lag * 15 * MINUTE).toISOString(),
            until: new Date(at + (lag + length) * 15 * MINUTE).toISOString(),
          }));
          const from = new Date(at).toISOString();
          const ms = quarters * 15 * MINUTE;
          const due = addBusinessTime(from, ms, own, pauses).ok ?? '';
          expect(businessTimeBetween(from, due, own, pauses).ok).toBe(ms);
          const justBefore = new Date(Date.parse(due) - 1).toISOString();
          expect(isOpen(justBefore, own).ok).toBe(true);
          const unpaused = addBusinessTime(from, ms, own).ok ?? '';
          expect(Date.parse(due)).toBeGreaterThanOrEqual(Date.parse(unpaused));
        },
      ),
      { numRuns: 300 },
    );
  });
});
