/** Feeds numbered events to hosts (`test/e2e/host.ts`) that may die, and checks what they left in the database and sent. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { eventId } from '../../src/core/ids.ts';
import { NODE_FLAGS, type RunningProgram, withProgram } from './program.ts';
import { until } from './until.ts';

export interface NumberedEvent {
  number: number;
  place: number;
}

const WORDS = 'zebra marmalade +8613800138000';

export const numbered = (count: number, places: number): NumberedEvent[] =>
  Array.from({ length: count }, (_, index) => ({ number: index, place: index % places }));

export interface Host extends RunningProgram {
  feed(events: readonly NumberedEvent[]): void;
  /** The numbers that this run has acknowledged. */
  acknowledged(): Set<number>;
  /** Waits until so many are acknowledged. */
  acknowledges(count: number): Promise<void>;
}

export async function withHost<T>(env: Readonly<Record<string, string>>, work: (host: Host) => Promise<T>): Promise<T> {
  const args = [...NODE_FLAGS, 'test/e2e/host.ts'];
  return await withProgram({ args, env, secrets: ['zebra', 'marmalade', '13800138000'] }, async (program) => {
    const acknowledged = () =>
      new Set([...program.stdout().matchAll(/^ok (\d+)$/gm)].map(([, number]) => Number(number)));
    return await work({
      ...program,
      acknowledged,
      feed(events) {
        for (const { number, place } of events) program.type(`${number} ${place} ${WORDS}`);
      },
      async acknowledges(count) {
        const now = () => `${acknowledged().size} of ${count}`;
        await until('acknowledgements', () => acknowledged().size >= count, { now });
      },
    });
  });
}

/** Asks for one value, a JSON text. */
export type Ask = (text: string) => Promise<string>;

interface Left {
  events: { id: string; status: string; journal: number; outbox: number }[];
  /** Rows of the journal or the outbox whose event is not there. */
  orphans: number;
  conversations: { seq: number; state: number; journal: string[] }[];
  outbox: { id: string; thread: string; status: string }[];
}

const LEFT = `select json_build_object(
'events', (select coalesce(json_agg(json_build_object('id', e.id, 'status', e.status,
  'journal', (select count(*) from journal j where j.event_id = e.id and j.aggregate = 'conversation'),
  'outbox', (select count(*) from outbox o where o.event_id = e.id))), '[]') from event e where e.kind = 'message'),
'orphans', (select count(*) from (select event_id from journal union all select event_id from outbox) r
  where not exists (select from event e where e.id = r.event_id)),
'conversations', (select coalesce(json_agg(json_build_object('seq', c.seq, 'state', c.frames->0->'state',
  'journal', (select json_agg(j.event_id order by j.seq) from journal j where j.id = c.id))), '[]') from conversation c),
'outbox', (select coalesce(json_agg(json_build_object('id', o.id, 'thread', o.thread_id, 'status', o.status)
  order by o.thread_id, o.seq), '[]') from outbox o))::text`;

const left = async (ask: Ask): Promise<Left> => JSON.parse(await ask(LEFT));

/** Whatever happened: what one event wrote is all there or not at all. */
export async function expectWhole(ask: Ask): Promise<void> {
  const { events, orphans, conversations } = await left(ask);
  expect(orphans).toBe(0);
  expect(events.filter((event) => event.journal !== 1 || event.outbox !== 1 || event.status !== 'done')).toEqual([]);
  for (const { seq, state, journal } of conversations) expect([seq, state]).toEqual([journal.length, journal.length]);
}

/** What was acknowledged is there. */
export async function expectKept(acknowledged: ReadonlySet<number>, ask: Ask): Promise<void> {
  const kept = new Set((await left(ask)).events.map(({ id }) => id));
  expect([...acknowledged].filter((number) => !kept.has(eventId('file', String(number))))).toEqual([]);
}

/** Every event had its effect once, and each place had its events in their order. */
export async function expectHandledOnce(events: readonly NumberedEvent[], ask: Ask): Promise<void> {
  await expectWhole(ask);
  const found = await left(ask);
  const numbers = new Map(events.map(({ number }) => [eventId('file', String(number)), number]));
  expect(found.events.map(({ id }) => numbers.get(id)).sort((a = -1, b = -1) => a - b)).toEqual(
    events.map(({ number }) => number),
  );
  for (const { journal } of found.conversations) {
    const order = journal.map((id) => numbers.get(id) ?? -1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
}

export async function unsent(ask: Ask): Promise<number> {
  return Number(await ask(`select count(*)::text from outbox where status = 'pending'`));
}

export async function markedSent(ask: Ask): Promise<Set<string>> {
  return new Set(JSON.parse(await ask(`select coalesce(json_agg(id), '[]')::text from outbox where status = 'sent'`)));
}

/** The outbox ids in the order in which they were sent. */
export async function sendsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
}

/** Everything was sent, each thread in its order; the answer is how many were sent again. */
export async function expectSentInOrder(file: string, ask: Ask): Promise<number> {
  const sends = await sendsIn(file);
  const first = [...new Set(sends)];
  const { outbox } = await left(ask);
  expect(outbox.filter((row) => row.status !== 'sent')).toEqual([]);
  expect(first.toSorted()).toEqual(outbox.map((row) => row.id).toSorted());
  const threadOf = new Map(outbox.map((row) => [row.id, row.thread]));
  for (const thread of new Set(threadOf.values())) {
    const wanted = outbox.filter((row) => row.thread === thread).map((row) => row.id);
    expect(first.filter((id) => threadOf.get(id) === thread)).toEqual(wanted);
  }
  return sends.length - first.length;
}
