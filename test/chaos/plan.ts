/** Which faults come in which part, for a number of kills. */
import { seeded } from '../support/seeded.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { type Fault, type PartResult, type Place, runPart } from './part.ts';
import { answers, onPglite, onServer } from './places.ts';
import { FAILPOINTS } from './points.ts';

export type Only = 'pglite' | 'postgres';

export interface Plan {
  kills: number;
  seed: number;
  only?: Only | undefined;
  minutes?: number | undefined;
  /** Make a server of one's own, which can be restarted. */
  cluster?: boolean;
  /** Where that can't be; without, the server of the tests. */
  server?: string | undefined;
  say?: (line: string) => void;
  parts?: readonly PartPlan[];
  /** See `breakage.ts`. */
  broken?: string | undefined;
}

export interface PartPlan {
  name: string;
  share: number;
  processes: 1 | 2 | 3;
  /** Each host's clock is wrong by another amount. */
  clocksApart?: boolean;
  /** Else as many as a part has by itself. */
  people?: number;
  where: 'server' | 'pglite';
  kinds: readonly (Fault['type'] | 'failpoint')[];
}

const PARTS: readonly PartPlan[] = [
  {
    name: 'kill -9, Postgres',
    share: 5,
    processes: 1,
    where: 'server',
    kinds: ['kill', 'kill', 'kill', 'kill-at-start'],
  },
  { name: 'failpoints, Postgres', share: 6, processes: 1, where: 'server', kinds: ['failpoint'] },
  { name: 'backends ended', share: 3, processes: 1, where: 'server', kinds: ['backends', 'backends', 'kill'] },
  { name: 'server crashes', share: 2, processes: 1, where: 'server', kinds: ['restart', 'restart', 'failpoint'] },
  {
    name: 'two processes',
    share: 5,
    processes: 2,
    where: 'server',
    kinds: ['kill', 'failpoint', 'backends', 'failpoint', 'restart', 'kill-at-start'],
  },
  {
    name: 'three, clocks apart',
    share: 4,
    processes: 3,
    clocksApart: true,
    where: 'server',
    kinds: ['failpoint', 'kill', 'failpoint', 'backends', 'failpoint', 'restart'],
  },
  {
    name: 'PGlite',
    share: 3,
    processes: 1,
    where: 'pglite',
    kinds: ['kill', 'failpoint', 'failpoint', 'kill-at-start'],
  },
];

/** The same in a minute. */
export const BRIEF_PARTS: readonly PartPlan[] = [
  {
    name: 'one process',
    share: 1,
    processes: 1,
    people: 6,
    where: 'server',
    kinds: ['kill', 'failpoint', 'backends', 'failpoint', 'failpoint', 'kill-at-start'],
  },
  {
    name: 'two processes',
    share: 1,
    processes: 2,
    people: 6,
    where: 'server',
    kinds: ['failpoint', 'kill', 'failpoint', 'backends', 'failpoint', 'kill-at-start'],
  },
  { name: 'PGlite', share: 1, processes: 1, people: 6, where: 'pglite', kinds: ['kill', 'failpoint', 'failpoint'] },
];

/** So many kills for each part, in proportion to the shares, none left over. */
function divide(kills: number, parts: readonly PartPlan[]): number[] {
  const all = parts.reduce((sum, { share }) => sum + share, 0);
  let given = 0;
  let shares = 0;
  return parts.map(({ share }) => {
    shares += share;
    const count = Math.round((kills * shares) / all) - given;
    given += count;
    return count;
  });
}

export async function runPlan(plan: Plan): Promise<PartResult[]> {
  const { kills, seed, only, say = () => {} } = plan;
  const started = performance.now();
  const wanted = (plan.parts ?? PARTS).filter(
    ({ where }) => only === undefined || (only === 'pglite') === (where === 'pglite'),
  );
  const needsServer = wanted.some(({ where }) => where === 'server');
  const cluster = plan.cluster && needsServer ? await openCluster() : undefined;
  let parts = wanted;
  if (needsServer && !cluster) {
    parts = wanted.filter(({ kinds }) => kinds[0] !== 'restart');
    if (plan.cluster) say('no server is restarted: initdb and pg_ctl can’t be used here, so another server is taken');
    if (!(await answers(plan.server))) {
      if (only === 'postgres') throw new Error('no Postgres server answers at DATABASE_URL or TEST_DATABASE_URL');
      say('only PGlite is tried: no Postgres server answers at DATABASE_URL or TEST_DATABASE_URL');
      parts = wanted.filter(({ where }) => where === 'pglite');
    }
  }
  const counts = divide(kills, parts);
  const results: PartResult[] = [];
  try {
    for (const [index, part] of parts.entries()) {
      const count = counts[index] ?? 0;
      if (count === 0) continue;
      const endsAt =
        plan.minutes === undefined ? undefined : started + (plan.minutes * 60_000 * (index + 1)) / parts.length;
      const partSeed = seed + index * 7919;
      const faults = faultsOf(part, count, partSeed, cluster);
      const run = (place: Place) =>
        runPart({
          ...part,
          broken: plan.broken,
          seed: partSeed,
          faults,
          place,
          ...(endsAt !== undefined && { endsAt }),
        });
      const result = part.where === 'pglite' ? await onPglite(run) : await onServer(run, { url: plan.server, cluster });
      results.push(result);
      say(lineOf(result));
    }
  } finally {
    await cluster?.drop();
  }
  return results;
}

function faultsOf({ kinds }: PartPlan, count: number, seed: number, cluster: Cluster | undefined): Fault[] {
  const chance = seeded(seed);
  const possible = cluster ? kinds : kinds.filter((kind) => kind !== 'restart');
  const offset = Math.floor(chance() * FAILPOINTS.length);
  let points = 0;
  return Array.from({ length: count }, (_, index): Fault => {
    const type = possible[index % possible.length] ?? 'kill';
    if (type !== 'failpoint') return { type };
    points += 1;
    return { type, point: FAILPOINTS[(offset + points) % FAILPOINTS.length] ?? 'after-send' };
  });
}

export const KEYS = [
  'kills',
  'accepted',
  'lost',
  'duplicated',
  'torn',
  'unsent',
  'resent',
  'outOfOrder',
  'early',
] as const;
export type Result = Record<(typeof KEYS)[number], number>;

export function sumOf(parts: readonly PartResult[]): Result {
  const sum = (key: keyof Result) => parts.reduce((total, part) => total + part[key], 0);
  return Object.fromEntries(KEYS.map((key) => [key, sum(key)])) as Result;
}

export const isSound = ({ lost, duplicated, torn, unsent, outOfOrder, early }: Result): boolean =>
  lost + duplicated + torn + unsent + outOfOrder + early === 0;

const NAME_WIDTH = 22;
const WIDTH = 11;

export const heading = (): string => `${'part'.padEnd(NAME_WIDTH)}${KEYS.map((key) => key.padStart(WIDTH)).join('')}`;
export const rowOf = (name: string, result: Result): string =>
  `${name.padEnd(NAME_WIDTH)}${KEYS.map((key) => String(result[key]).padStart(WIDTH)).join('')}`;
export const lineOf = (result: PartResult): string =>
  [`${rowOf(result.name, result)}   ${result.seconds.toFixed(1)} s`, ...result.details.map((one) => `  ${one}`)].join(
    '\n',
  );
