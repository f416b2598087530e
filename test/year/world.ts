/** Who takes part in the year: people on four clocks who are called back, agents in shifts, whoever supervises them. */
import { idOf } from '../../src/core/ids.ts';
import { type CallbackRules, DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { DEFAULT_DEADLINES } from '../../src/domain/deadlines.ts';
import type { Outlet } from '../../src/domain/outlet.ts';
import type { Language } from '../../src/domain/person.ts';
import { DEFAULT_ROUTING } from '../../src/domain/queues.ts';
import { createChance } from '../week/chance.ts';
import { type Actor, anActor, type Colleague, type World } from '../week/world.ts';
import { DAY_MS, type Office } from './calendar.ts';

export interface YearOptions {
  seed: number;
  /** YYYY-MM-DD, on Shanghai's clock. */
  from: string;
  days: number;
}

/** The program is down, or the agents begin nothing. */
export interface Pause {
  from: number;
  until: number;
}

export interface YearWorld extends World {
  from: string;
  office: Office;
  capacity: number;
  callRules: CallbackRules;
  agents: readonly Colleague[];
  supervisor: Colleague;
  downtimes: readonly Pause[];
  idle: readonly Pause[];
}

const PLACES: readonly { zone: string; phone(n: number): string; languages: readonly Language[]; code: string }[] = [
  { zone: 'Asia/Shanghai', phone: (n) => `+8613812345${600 + n}`, languages: ['zh-Hans', 'en'], code: 'SH' },
  { zone: 'Asia/Hong_Kong', phone: (n) => `+85291234${600 + n}`, languages: ['zh-Hant', 'en'], code: 'HK' },
  { zone: 'Europe/London', phone: (n) => `+447911123${600 + n}`, languages: ['en', 'zh-Hans'], code: 'UK' },
  { zone: 'America/New_York', phone: (n) => `+1212555${2600 + n}`, languages: ['en', 'zh-Hant'], code: 'NY' },
];
const PEOPLE = 16;

const DAY_OFFICE: Office = [
  [9 * 60, 12 * 60],
  [13 * 60, 18 * 60],
];
/** So that New York is awake at its end. */
const LONG_OFFICE: Office = [
  [9 * 60, 12 * 60],
  [13 * 60, 22 * 60],
];

const SHIFTS = [
  [9, 18],
  [8, 17],
  [9, 18],
  [12, 22],
] as const;

export function createYear({ seed, from, days }: YearOptions): YearWorld {
  const chance = createChance(seed * 7 + 3);
  const start = Date.parse(`${from}T00:00:00+08:00`);
  const office = seed % 2 === 0 ? DAY_OFFICE : LONG_OFFICE;
  const outlets: Outlet[] = PLACES.map(({ code, zone }) => {
    return { id: idOf('outlet', code), code: `${code}001`, name: `Outlet ${code}`, aliases: [], region: '', zone };
  });
  const franchisees: Actor[] = Array.from({ length: PEOPLE }, (_, n) => {
    const place = PLACES[n % PLACES.length] ?? PLACES[0];
    const outlet = outlets[n % PLACES.length];
    if (!place || !outlet) throw new Error('there are no places');
    const { zone, languages } = place;
    const language = languages[Math.floor(n / PLACES.length) % languages.length] ?? 'en';
    const role = n % 3 === 0 ? ('prospect' as const) : ('franchisee' as const);
    const common = { userId: `person-${n}`, name: `Pers${String(n).padStart(3, '0')}`, role, language, zone };
    return anActor({ ...common, outlet, phone: place.phone(n) });
  });
  const staff = SHIFTS.map((shift, n): Colleague => aColleague(n, 'agent', shift, chance.often(0.5) ? [2] : []));
  const supervisor = aColleague(8, 'supervisor', [0, 0], []);
  const manager = aColleague(9, 'operations-manager', [0, 0], []);
  const end = new Date(start + days * DAY_MS).toISOString();
  const capacity = 1 + (seed % 3);
  return {
    ...{
      seed,
      days,
      from,
      start: new Date(start).toISOString(),
      end,
      outlets,
      franchisees,
      managers: [],
      shoppers: [],
    },
    ...{ staff: [...staff, supervisor, manager], agents: staff, supervisor, office, capacity },
    ...{ routing: DEFAULT_ROUTING, deadlines: DEFAULT_DEADLINES, recurring: ['call.day'] },
    callRules: rulesFor(office, capacity),
    ...pausesOf(start, days, chance.between),
  };
}

function aColleague(
  n: number,
  duty: 'agent' | 'supervisor' | 'operations-manager',
  shift: readonly [number, number],
  free: readonly number[],
): Colleague {
  const common = { userId: `staff-${n}`, name: `Desk${String(n).padStart(3, '0')}`, role: 'staff' as const };
  const grants = { duties: [duty], named: true, onDuty: duty !== 'agent' };
  const language = (['en', 'zh-Hans', 'zh-Hant'] as const)[n % 3] ?? 'en';
  return { ...anActor({ ...common, language, zone: 'Asia/Shanghai', grants }), duties: [duty], shift, free };
}

function rulesFor(office: Office, capacity: number): CallbackRules {
  const clock = (minutes: number): string => `${String(minutes / 60).padStart(2, '0')}:00`;
  const hours = office.map(([from, to]) => ({ from: clock(from), to: clock(to) }));
  const calendar = { ...DEFAULT_CALLBACK_RULES.calendar, week: [hours, hours, hours, hours, hours, [], []] };
  return { ...DEFAULT_CALLBACK_RULES, calendar, capacity };
}

/** Some hours and some days in which the program is down, and two days in which nobody begins anything, all in each month. */
function pausesOf(
  start: number,
  days: number,
  between: (from: number, to: number) => number,
): { downtimes: Pause[]; idle: Pause[] } {
  const downtimes: Pause[] = [];
  const idle: Pause[] = [];
  const HOUR = DAY_MS / 24;
  const hourOf = (day: number, hour: number): number => start + day * DAY_MS + Math.round(hour * HOUR);
  // Not within a minute of what comes in time, and is told by itself.
  const oddly = (at: number): number => Math.floor(at / (HOUR / 4)) * (HOUR / 4) + HOUR / 8;
  for (let month = 0; month * 30 < days; month += 1) {
    const first = month * 30;
    const within = (day: number): boolean => day + 3 < days;
    const short = Math.floor(between(first + 1, first + 8));
    if (within(short)) {
      const from = oddly(hourOf(short, between(8, 17)));
      downtimes.push({ from, until: from + HOUR });
    }
    const long = Math.floor(between(first + 10, first + 15));
    if (within(long)) {
      const from = oddly(hourOf(long, between(0, 24)));
      downtimes.push({ from, until: from + 72 * HOUR });
    }
    const lazy = Math.floor(between(first + 20, first + 26));
    if (within(lazy)) idle.push({ from: hourOf(lazy, 0), until: hourOf(lazy + 2, 0) });
  }
  return { downtimes, idle };
}
