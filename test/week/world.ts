/** Who takes part in the week: stores in several zones with their franchisees and managers, headquarters with its shifts, shoppers. */
import type { Author, ThreadRef } from '../../src/core/event.ts';
import { accountId, idOf, personId, threadId } from '../../src/core/ids.ts';
import type { Seed } from '../../src/core/store.ts';
import type { CallbackRules } from '../../src/domain/callback-rules.ts';
import { DEFAULT_CALENDAR, DEFAULT_RULE, type Deadlines } from '../../src/domain/deadlines.ts';
import type { Outlet } from '../../src/domain/outlet.ts';
import { type Duty, type Grants, type Language, NO_GRANTS, type Person, type Role } from '../../src/domain/person.ts';
import { DEFAULT_QUEUES, type Queue, type Routing } from '../../src/domain/queues.ts';
import { type Chance, createChance } from './chance.ts';

export const CHANNEL = 'week';
/** A Monday, midnight in Shanghai. Great Britain puts its clocks forward on the Sunday of this week. */
export const START = '2026-03-22T16:00:00.000Z';
export const ZONE = 'Asia/Shanghai';
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

export const aThread = (address: string): ThreadRef => ({
  id: threadId(CHANNEL, address),
  channel: CHANNEL,
  address,
});
export const DESK = aThread('desk');

export interface Actor {
  id: string;
  person: Person;
  author: Author;
  /** Their own chat with the bot. */
  place: ThreadRef;
  language: Language;
  zone: string;
  outlet: Outlet | undefined;
}

export interface Colleague extends Actor {
  duties: readonly Duty[];
  /** Hours of the day in Shanghai, from and until; the same: never on duty by the clock. */
  shift: readonly [number, number];
  /** Days of the week that are free, 0 is Monday. */
  free: readonly number[];
}

export interface World {
  seed: number;
  days: number;
  start: string;
  end: string;
  outlets: readonly Outlet[];
  franchisees: readonly Actor[];
  managers: readonly Actor[];
  shoppers: readonly Actor[];
  staff: readonly Colleague[];
  routing: Routing;
  deadlines: Deadlines;
  /** Those of the program where there are none. */
  callRules?: CallbackRules;
  /** What recurs, begun as the program begins it. */
  recurring: readonly string[];
}

interface Region {
  name: string;
  code: string;
  zone: string;
  language: Language;
  share: number;
  phone(n: number): string;
}

const five = (n: number): string => String(10_000 + n).slice(-5);
export const REGIONS: readonly Region[] = [
  { name: 'east', code: 'EA', zone: ZONE, language: 'zh-Hans', share: 0.45, phone: (n) => `138123${five(n)}` },
  { name: 'north', code: 'NO', zone: ZONE, language: 'zh-Hans', share: 0.25, phone: (n) => `139456${five(n)}` },
  {
    name: 'hongkong',
    code: 'HK',
    zone: 'Asia/Hong_Kong',
    language: 'zh-Hant',
    share: 0.14,
    phone: (n) => `+852 912${five(n)}`,
  },
  {
    name: 'taiwan',
    code: 'TP',
    zone: 'Asia/Taipei',
    language: 'zh-Hant',
    share: 0.1,
    phone: (n) => `+886 9123${five(n)}`,
  },
  {
    name: 'britain',
    code: 'UK',
    zone: 'Europe/London',
    language: 'en',
    share: 0.06,
    phone: (n) => `+44 79111${five(n)}`,
  },
];

const queue = (assign: Queue['assign'], kind: keyof typeof DEFAULT_QUEUES): Queue => ({
  ...DEFAULT_QUEUES[kind],
  assign,
});

const ROUTING: Routing = {
  queues: {
    ...DEFAULT_QUEUES,
    complaint: queue('auto', 'complaint'),
    consultation: queue('auto', 'consultation'),
    service: queue('auto', 'service'),
    dispute: queue('auto', 'dispute'),
  },
  rules: [{ kind: 'complaint', region: 'britain', outlet: null, set: { assign: 'claim' } }],
  departments: [
    {
      id: 'quality',
      names: { en: 'Quality', 'zh-Hans': '品控部', 'zh-Hant': '品控部' },
      duties: ['inspector'],
      people: [],
    },
    {
      id: 'logistics',
      names: { en: 'Logistics', 'zh-Hans': '物流部', 'zh-Hant': '物流部' },
      duties: ['account-manager'],
      people: [],
    },
  ],
};

const DEADLINES: Deadlines = {
  calendar: DEFAULT_CALENDAR,
  rules: [
    {
      ...DEFAULT_RULE,
      severity: 'critical',
      answerMs: 6 * HOUR_MS,
      respondMs: HOUR_MS,
      warnMs: 2 * HOUR_MS,
      stepMs: HOUR_MS,
    },
    {
      ...DEFAULT_RULE,
      kind: 'service',
      answerMs: 9 * HOUR_MS,
      respondMs: 2 * HOUR_MS,
      warnMs: 2 * HOUR_MS,
      time: 'business',
    },
    { ...DEFAULT_RULE, kind: 'complaint', respondMs: 4 * HOUR_MS },
    { ...DEFAULT_RULE, kind: 'consultation', answerMs: 8 * HOUR_MS, warnMs: 2 * HOUR_MS },
    { ...DEFAULT_RULE, kind: 'dispute', answerMs: 72 * HOUR_MS, warnMs: 12 * HOUR_MS, stepMs: 6 * HOUR_MS },
  ],
};

const authorOf = (userId: string, displayName: string): Author => ({
  accountId: accountId(CHANNEL, '', userId),
  channel: CHANNEL,
  workspace: '',
  userId,
  displayName,
});

export interface Described {
  userId: string;
  name: string;
  role: Role;
  language: Language;
  zone: string;
  outlet?: Outlet;
  phone?: string;
  grants?: Partial<Grants>;
}

export function anActor({ userId, name, role, language, zone, outlet, phone, grants }: Described): Actor {
  const author = authorOf(userId, name);
  const id = personId(author.accountId);
  return {
    id,
    author,
    place: aThread(userId),
    language,
    zone,
    outlet,
    person: {
      id,
      seq: 1,
      role,
      language,
      name,
      phone: phone ?? null,
      zone,
      grants: grants ? { ...NO_GRANTS, ...grants } : null,
      noCalls: false,
      inquiry: null,
      createdAt: START,
    },
  };
}

/** Every three digits, so that no name begins with another one's. */
const three = (n: number): string => String(n).padStart(3, '0');

export function createWorld({ seed, stores, days }: { seed: number; stores: number; days: number }): World {
  const chance = createChance(seed);
  const outlets: Outlet[] = [];
  const franchisees: Actor[] = [];
  const managers: Actor[] = [];
  for (let n = 0; n < stores; n += 1) {
    // At least one store of each region, then by share.
    const region = REGIONS[n] ?? byShare(chance);
    const code = `${region.code}${three(n)}`;
    const outlet: Outlet = {
      id: idOf('outlet', code),
      code,
      name: `Outlet ${three(n)} ${region.code}`,
      aliases: [],
      region: region.name,
      zone: region.zone,
    };
    outlets.push(outlet);
    const { zone } = region;
    const language = chance.often(0.9) ? region.language : chance.pick(['zh-Hans', 'zh-Hant', 'en'] as const);
    const phone = region.phone(n).replaceAll(' ', '');
    const kept = phone.startsWith('+') ? phone : `+86${phone}`;
    const owner = { userId: `franchisee-${n}`, name: `Fran${three(n)}`, role: 'franchisee' as const, language, zone };
    franchisees.push(anActor({ ...owner, outlet, phone: kept }));
    // Some stores have no manager, some two.
    const count = chance.often(0.15) ? 0 : chance.often(0.1) ? 2 : 1;
    for (let place = 0; place < count; place += 1) {
      const name = `Mana${three(n)}${'ab'.charAt(place)}`;
      const onDuty = !chance.often(0.1);
      const grants = { manages: [outlet.id], onDuty };
      managers.push(anActor({ ...owner, userId: `manager-${n}-${place}`, name, outlet, grants }));
    }
  }
  const shoppers = Array.from({ length: Math.max(6, Math.ceil(stores / 3)) }, (_, n) => {
    const region = byShare(chance);
    const { language, zone } = region;
    const phone = region.phone(5000 + n).replaceAll(' ', '');
    return anActor({
      userId: `shopper-${n}`,
      name: `Shop${three(n)}`,
      role: 'prospect',
      language,
      zone,
      phone: phone.startsWith('+') ? phone : `+86${phone}`,
    });
  });
  const end = new Date(Date.parse(START) + days * 24 * HOUR_MS).toISOString();
  const staff = staffFor(stores);
  return {
    ...{ seed, days, start: START, end, outlets, franchisees, managers, shoppers, staff },
    ...{ routing: ROUTING, deadlines: DEADLINES, recurring: ['events.purge', 'cases.assign', 'register.daily'] },
  };
}

function byShare(chance: Chance): Region {
  let left = chance();
  for (const region of REGIONS) {
    left -= region.share;
    if (left <= 0) return region;
  }
  return REGIONS[0] as Region;
}

/** How many of each duty a desk for 300 stores has; a smaller one has at least one. */
const DESK_OF: readonly { duty: Duty; count: number; regions?: readonly string[]; kinds?: readonly string[] }[] = [
  { duty: 'agent', count: 9 },
  { duty: 'agent', count: 2, kinds: ['consultation', 'suggestion'] },
  { duty: 'agent', count: 2, regions: ['hongkong', 'taiwan'] },
  { duty: 'supervisor', count: 2 },
  { duty: 'store-specialist', count: 2, regions: ['east', 'north'] },
  { duty: 'store-specialist', count: 1, regions: ['hongkong', 'taiwan', 'britain'] },
  { duty: 'operations-manager', count: 2 },
  { duty: 'service-clerk', count: 3 },
  { duty: 'technician', count: 2 },
  { duty: 'regional-manager', count: 2, regions: ['east', 'north'] },
  { duty: 'regional-manager', count: 1 },
  { duty: 'inspector', count: 1 },
  { duty: 'account-manager', count: 1 },
  { duty: 'marketing-director', count: 1 },
];

const LANGUAGES_AT_DESK: readonly Language[] = ['zh-Hans', 'zh-Hans', 'zh-Hant', 'en'];
const SHIFTS = [
  [8, 17],
  [9, 18],
  [13, 22],
] as const;

function staffFor(stores: number): Colleague[] {
  const share = Math.min(1, Math.max(stores / 300, 0.25));
  const staff: Colleague[] = [];
  const add = (duty: Duty | undefined, grants: Partial<Grants>): void => {
    const n = staff.length;
    const described = {
      userId: `staff-${n}`,
      name: `Desk${three(n)}`,
      role: 'staff' as const,
      language: LANGUAGES_AT_DESK[n % LANGUAGES_AT_DESK.length] ?? 'en',
      zone: ZONE,
      // Everyone begins at home.
      grants: { ...grants, named: true, onDuty: false },
    };
    const shift = SHIFTS[n % SHIFTS.length] ?? SHIFTS[0];
    staff.push({
      ...anActor(described),
      duties: duty ? [duty] : [],
      shift,
      free: [(n * 2) % 7, (n * 2 + 1) % 7],
    });
  };
  for (const { duty, count, regions = [], kinds = [] } of DESK_OF) {
    const many = Math.max(1, Math.round(count * share));
    for (let one = 0; one < many; one += 1) {
      const onlyThere =
        regions.length > 0 && many >= regions.length && duty !== 'agent'
          ? [regions[one % regions.length] ?? '']
          : regions;
      add(duty, { duties: [duty], regions: [...onlyThere], kinds: [...kinds] });
    }
  }
  add(undefined, { owner: true });
  return staff;
}

export const everyone = ({ franchisees, managers, shoppers, staff }: World): readonly Actor[] => [
  ...franchisees,
  ...managers,
  ...shoppers,
  ...staff,
];

/** What is there before the week begins. Shoppers come by themselves; the recurring work begins as the program begins it. */
export function seedOf(world: World): Seed {
  const known = everyone(world);
  const { start } = world;
  const first = (kind: string) => ({ key: `${kind}:first`, rev: idOf(kind, start), dueAt: start, kind, ids: {} });
  return {
    people: known.map(({ person }) => person),
    accounts: known.map(({ id, author }) => ({
      id: author.accountId,
      personId: id,
      channel: CHANNEL,
      workspace: '',
      userId: author.userId,
      displayName: author.displayName,
    })),
    outlets: [...world.outlets],
    timers: world.recurring.map(first),
  };
}
