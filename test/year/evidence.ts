/** What is left of the year: the journal of the callbacks, what was read where and by which event, and what is still to come. */
import type { Entry } from '../week/evidence.ts';
import type { Happened, Read, Stage } from '../week/stage.ts';
import { type Actor, DESK, everyone } from '../week/world.ts';
import type { PlayedYear } from './script.ts';
import type { YearWorld } from './world.ts';

export interface Row {
  id: string;
  kind: string;
  status: string;
  topic: string;
  personId: string;
  caseId: string | null;
  ended: boolean;
}

/** A message and what brought it about; its callbacks are those that its buttons are about. */
export interface Seen {
  read: Read;
  event: Happened | undefined;
  about: ReadonlySet<string>;
}

export interface YearEvidence {
  world: YearWorld;
  played: PlayedYear;
  rows: ReadonlyMap<string, Row>;
  /** Of each callback, by seq. */
  journal: ReadonlyMap<string, readonly Entry[]>;
  cases: ReadonlyMap<string, readonly Entry[]>;
  caseKinds: ReadonlyMap<string, { kind: string; finding: boolean }>;
  /** In which order things happened. */
  orderOf: ReadonlyMap<string, number>;
  seen: readonly Seen[];
  /** By the event that brought them about. */
  seenBy: ReadonlyMap<string, readonly Seen[]>;
  people: ReadonlyMap<string, Actor>;
  /** Whose own chat a thread is. */
  readers: ReadonlyMap<string, Actor>;
  deskId: string;
  /** Callbacks that a timer is about. */
  timed: ReadonlySet<string>;
  unhandled: readonly { kind: string; error: string | null }[];
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

export async function gatherYear(world: YearWorld, stage: Stage, played: PlayedYear): Promise<YearEvidence> {
  const { rows } = stage;
  const entry = `id, seq, to_char(at at time zone 'UTC', ${ISO}) as at, event_id as "eventId", actor_id as "actorId", kind, body`;
  const entries = (of: string) =>
    rows<Entry>(`select ${entry} from journal where aggregate = '${of}' order by id, seq`);
  const calls = await rows<Row>(
    'select id, kind, status, topic, person_id as "personId", case_id as "caseId", ended_at is not null as ended from callback',
  );
  const timers = await rows<{ call: string }>(
    `select ids ->> 'call' as call from timer where ids ->> 'call' is not null`,
  );
  const sent = await rows<{ id: string; eventId: string }>('select id, event_id as "eventId" from outbox');
  const cases = await rows<{ id: string; kind: string; finding: boolean }>(
    `select id, kind, facts ->> 'callback' is not null as finding from case_file`,
  );
  const eventOf = new Map(sent.map(({ id, eventId }) => [id, eventId]));
  const happened = new Map(stage.happened.map((one) => [one.id, one]));
  const seen = stage.reads.map((read): Seen => {
    const ids = (read.message.buttons ?? []).flatMap(({ id }) => (id.startsWith('k:') ? (id.split(':')[1] ?? '') : []));
    return { read, event: happened.get(eventOf.get(read.outboxId ?? '') ?? ''), about: new Set(ids) };
  });
  const people = everyone(world);
  return {
    world,
    played,
    rows: new Map(calls.map((one) => [one.id, one])),
    journal: Map.groupBy(await entries('callback'), ({ id }) => id),
    cases: Map.groupBy(await entries('case'), ({ id }) => id),
    caseKinds: new Map(cases.map((one) => [one.id, one])),
    orderOf: new Map(stage.happened.map(({ id }, place) => [id, place])),
    seen,
    seenBy: Map.groupBy(seen, ({ event }) => event?.id ?? ''),
    people: new Map(people.map((one) => [one.id, one])),
    readers: new Map(people.map((one) => [one.place.id, one])),
    deskId: DESK.id,
    timed: new Set(timers.map(({ call }) => call)),
    unhandled: await rows(`select kind, error from event where status <> 'done'`),
  };
}
