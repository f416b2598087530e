/** Conversations that earlier versions of the program have begun are finished by the present one, wherever they were left. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDecision } from '../../src/core/decision.ts';
import type { Input } from '../../src/core/event.ts';
import type { Store } from '../../src/core/store.ts';
import { playgroundSeed } from '../../src/playground.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { eventsOf, play, type Recording } from '../support/recorded.ts';
import { emptyTables, openMigratedDatabase } from '../support/store.ts';

const folder = join(import.meta.dirname, '../fixtures');
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Recording] => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]);

/**
 * What the conversation must come to, whenever it was taken up. The time is left out: "yesterday" is another day by now; so are files:
 * cases of the first version have none.
 */
async function outcomeOf(store: Store) {
  const [found] = await store.reads.openCases(5);
  const { number, status, outcome, facts, words } = found ?? {};
  const { when, files: _, ...others } = facts ?? {};
  const journal = found ? (await store.reads.journalOf(found.id)).map(({ kind, body }) => ({ kind, body })) : [];
  return { number, status, outcome, words, facts: others, timed: when !== undefined, journal };
}

/** What people of then say to questions that came later, by the form's version and the turn before it. */
const SINCE: readonly { form: string; version: number; after: number; input: Input }[] = [
  { form: 'complaint', version: 1, after: 11, input: { type: 'message', text: 'skip' } },
];

/** The script as it is said to the present program: a question that was not reached then is asked now. */
function saidNow({ versions, turns }: Recording, left: number): { who: string; input: Input }[] {
  const script = turns.map(({ who, input }) => ({ who, input }));
  for (const { form, version, after, input } of SINCE) {
    const before = script[after];
    if (versions[form] === version && left <= after && before) script.splice(after + 1, 0, { who: before.who, input });
  }
  return script;
}

describe('recorded conversations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMigratedDatabase();
  });
  afterAll(() => database.close());

  /** An empty store, as a new program finds it. */
  async function emptied(): Promise<Store> {
    await emptyTables(database);
    await database.script('alter sequence case_number restart');
    return createStore(database);
  }

  it('are there for every form that is stored', () => {
    const versions = new Set(recordings.flatMap(([, { versions }]) => Object.keys(versions)));
    expect([...versions].sort()).toEqual(['complaint', 'note', 'reply', 'resolve']);
  });

  describe.each(recordings)('%s', (_, recording) => {
    const { turns } = recording;
    it('are finished from wherever they were left', async () => {
      const ends: unknown[] = [];
      for (let left = 0; left < turns.length; left += 4) {
        const store = await emptied();
        await store.seed(playgroundSeed('2026-11-21T12:00:00.000Z'));
        for (const { decision } of turns.slice(0, left)) {
          const options = { leaseMs: 1, take: new Set<string>(), marks: { rows: [], threads: [] } };
          // Kinds of rows have come since.
          const whole = { ...emptyDecision(decision.event), ...decision };
          await store.commit([whole], { token: decision.event.id, ...options });
        }
        await play(store, eventsOf(saidNow(recording, left)).slice(left));
        expect(await store.reads.failedEvents(5)).toEqual([]);
        ends.push(await outcomeOf(store));
      }
      expect(ends[0]).toMatchObject({ number: 'C-1001', status: 'answered', outcome: 'price-adjustment', timed: true });
      for (const end of ends) expect(end).toEqual(ends[0]);
    });
  });
});
