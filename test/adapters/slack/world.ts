/** The adapter on the double, with an intake that a test answers for: no engine, no store. */

import { createPace } from '../../../src/adapters/shared/pace.ts';
import {
  createSlackAdapter,
  type SlackAdapter,
  type SlackConfig,
  type SlackPorts,
} from '../../../src/adapters/slack/index.ts';
import type { Answer, Immediate } from '../../../src/core/adapter.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { PersonEvent } from '../../../src/core/event.ts';
import { openSlackDouble } from '../../doubles/slack/double.ts';
import type { SlackDouble } from '../../doubles/slack/shape.ts';
import { silent } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import { aPerson, DESK, type Person } from './harness.ts';

export interface World {
  double: SlackDouble;
  adapter: SlackAdapter;
  /** What was handed in, repeats too. */
  events: PersonEvent[];
  told: string[];
  person: Person;
  desk: Person;
  /** What the next events are answered with. */
  respond: (event: PersonEvent) => Immediate[] | Promise<Immediate[]>;
  /** The intake takes nothing. */
  away: boolean;
  /** Waits for so many events. */
  hears(count: number): Promise<PersonEvent[]>;
  acknowledged(): Promise<void>;
}

export interface WorldOptions {
  config?: Partial<SlackConfig>;
  ports?: Partial<SlackPorts>;
  before?: (double: SlackDouble) => void;
  connections?: number;
}

export async function withSlack(options: WorldOptions, work: (world: World) => Promise<void>): Promise<void> {
  const double = await openSlackDouble();
  double.addChannel(DESK);
  const events: PersonEvent[] = [];
  const told: string[] = [];
  options.before?.(double);
  const adapter = createSlackAdapter(
    {
      botToken: double.token,
      appToken: double.appToken,
      apiUrl: double.apiUrl,
      deskChannel: DESK,
      defaultLanguage: 'en',
      ...options.config,
    },
    { log: silent, tell: (line) => void told.push(line), pace: createPace(), pause: async () => {}, ...options.ports },
  );
  const world: World = {
    double,
    adapter,
    events,
    told,
    person: aPerson(double, { id: 'U0FRAN', name: 'Chen Xiao' }),
    desk: aPerson(double, { id: 'U0DESK', name: 'Wang Min', channel: DESK }),
    respond: () => [],
    away: false,
    async hears(count) {
      await until(`${count} events`, () => events.length >= count);
      return events;
    },
    acknowledged: async () => void (await until('acknowledgements', () => double.unacknowledged().length === 0)),
  };
  const known = new Set<string>();
  try {
    await adapter.start(async (event): Promise<Answer> => {
      if (world.away) throw new UnavailableError('the database is away');
      events.push(event);
      const status = known.has(event.id) ? 'known' : 'done';
      known.add(event.id);
      return { status, immediate: status === 'known' ? [] : await world.respond(event) };
    });
    const wanted = options.connections ?? 2;
    await until('connections', () => double.connections() === wanted);
    await work(world);
  } finally {
    await adapter.stop();
    await double.close();
  }
}
