/** Conversations that earlier versions of the program have begun are finished by the present one, wherever they were left. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/store.ts';
import { playgroundSeed } from '../../src/playground.ts';
import { eventsOf, play, type Recording } from '../support/recorded.ts';
import { withStore } from '../support/store.ts';

const folder = join(import.meta.dirname, '../fixtures');
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Recording] => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]);

/** What the conversation must come to, whenever it was taken up. The time is left out: "yesterday" is another day by now. */
async function outcomeOf(store: Store) {
  const [found] = await store.reads.openCases(5);
  const { number, status, outcome, facts, words } = found ?? {};
  const { when, ...others } = facts ?? {};
  const journal = found ? (await store.reads.journalOf(found.id)).map(({ kind, body }) => ({ kind, body })) : [];
  return { number, status, outcome, words, facts: others, timed: when !== undefined, journal };
}

describe('recorded conversations', () => {
  it('are there for every form that is stored', () => {
    const versions = new Set(recordings.flatMap(([, { versions }]) => Object.keys(versions)));
    expect([...versions].sort()).toEqual(['complaint', 'note', 'reply', 'resolve']);
  });

  describe.each(recordings)('%s', (_, { turns }) => {
    it('are finished from wherever they were left', async () => {
      const events = eventsOf(turns);
      const ends: unknown[] = [];
      for (let left = 0; left < turns.length; left += 4) {
        await withStore(async (store) => {
          await store.seed(playgroundSeed('2026-11-21T12:00:00.000Z'));
          for (const { decision } of turns.slice(0, left)) {
            const marks = { rows: [], threads: [] };
            await store.commit([decision], { token: decision.event.id, leaseMs: 1, take: new Set(), marks });
          }
          await play(store, events.slice(left));
          expect(await store.reads.failedEvents(5)).toEqual([]);
          ends.push(await outcomeOf(store));
        });
      }
      expect(ends[0]).toMatchObject({ number: 'C-1001', status: 'answered', outcome: 'price-adjustment', timed: true });
      for (const end of ends) expect(end).toEqual(ends[0]);
    });
  });
});
