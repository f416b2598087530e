/** What is left of the week: rows as they are stored, what was read where, and when each event happened by the script's clock. */
import type { Message } from '../../src/core/message.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Happened, Read, Stage } from './stage.ts';
import type { Actor, World } from './world.ts';
import { everyone } from './world.ts';

export interface Entry {
  id: string;
  seq: number;
  at: string;
  eventId: string;
  actorId: string | null;
  kind: string;
  body: Record<string, unknown>;
}

export interface Sent {
  id: string;
  threadId: string;
  eventId: string;
  status: string;
  message: Message;
  replaces: string | null;
}

export interface Evidence {
  world: World;
  cases: readonly Case[];
  /** Of each case, by seq. */
  journal: ReadonlyMap<string, readonly Entry[]>;
  /** Who went on and off duty. */
  duties: readonly Entry[];
  sent: readonly Sent[];
  sentBy: ReadonlyMap<string, readonly Sent[]>;
  reads: readonly Read[];
  happened: ReadonlyMap<string, Happened>;
  unhandled: readonly { id: string; kind: string; status: string; error: string | null }[];
  actors: ReadonlyMap<string, Actor>;
  /** Whose own chat a thread is. */
  readers: ReadonlyMap<string, Actor>;
}

const MOMENT = (column: string, name: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${name}"`;

export async function gather(stage: Stage): Promise<Evidence> {
  const { world, rows, store } = stage;
  const numbers = await rows<{ number: string }>('select number from case_file order by number');
  const cases: Case[] = [];
  for (const { number } of numbers) {
    const found = await store.reads.caseByNumber(number);
    if (found) cases.push(found);
  }
  const entry = `id, seq, ${MOMENT('at', 'at')}, event_id as "eventId", actor_id as "actorId", kind, body`;
  const journal = await rows<Entry>(`select ${entry} from journal where aggregate = 'case' order by id, seq`);
  const duties = await rows<Entry>(
    `select ${entry} from journal where aggregate = 'person' and kind = 'duty' order by at, seq`,
  );
  const sent = await rows<Sent>(
    'select id, thread_id as "threadId", event_id as "eventId", status, message, replaces from outbox order by thread_id, seq',
  );
  const unhandled = await rows<Evidence['unhandled'][number]>(
    `select id, kind, status, error from event where status <> 'done'`,
  );
  const people = everyone(world);
  return {
    world,
    cases,
    journal: Map.groupBy(journal, ({ id }) => id),
    duties,
    sent,
    sentBy: Map.groupBy(sent, ({ eventId }) => eventId),
    reads: stage.reads,
    happened: new Map(stage.happened.map((one) => [one.id, one])),
    unhandled,
    actors: new Map(people.map((one) => [one.id, one])),
    readers: new Map(people.map((one) => [one.place.id, one])),
  };
}
