/** The engine against a simple model: whatever comes in whatever order, each event counts once, in the order of its first arrival. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonEvent } from '../../../src/core/event.ts';
import { phrase } from '../../../src/locales/catalogue.ts';
import { aBot, aMessage, anOutcome, aProcess, aReply, aThread, onDatabase, wordsOf } from '../../support/engine.ts';
import { unclear } from '../../support/platform.ts';
import { away, tampered } from '../../support/tampered-store.ts';

const stores = onDatabase();

const THREADS = 3;

/** An event arrives (again), the next commit goes wrong, the next send goes wrong, or everything so far is waited for. */
type Move =
  | { type: 'arrive'; thread: number; event: number }
  | { type: 'fail'; how: 'lost' | 'away' }
  | { type: 'unsent' }
  | { type: 'wait' };

const aMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('arrive' as const),
      thread: fc.nat(THREADS - 1),
      event: fc.nat(5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fail' as const), how: fc.constantFrom('lost', 'away') }) },
  { weight: 1, arbitrary: fc.constant({ type: 'unsent' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'wait' as const }) },
);

/** The third event of each conversation can't be handled. */
const isPoison = (text: string): boolean => text === 'event 2';

/** Keeps what it heard in the conversation, and says how much that is. */
const bot = aBot(async (event, context) => {
  const words = wordsOf(event);
  if (isPoison(words)) throw new Error('boom');
  const heard = [...((context.conversation?.frames[0]?.state ?? []) as string[]), words];
  return anOutcome({
    frames: [{ flow: 'list', version: 1, draft: null, state: heard }],
    replies: [aReply(`${heard.length}: ${words}`)],
  });
});

/** What each conversation has heard and said after these arrivals. */
function model(moves: readonly Move[]): { heard: string[]; said: string[] }[] {
  return Array.from({ length: THREADS }, (_, thread) => {
    const arrived = moves.flatMap((move) => (move.type === 'arrive' && move.thread === thread ? [move.event] : []));
    const heard: string[] = [];
    const said = [...new Set(arrived)].map((event) => {
      const text = `event ${event}`;
      if (isPoison(text)) return phrase('en', 'apology');
      heard.push(text);
      return `${heard.length}: ${text}`;
    });
    return { heard, said };
  });
}

describe('any interleaving of events, repeats and faults', () => {
  it('leaves what a simple model says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aMove, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (moves, groupMax, groupsInFlight) => {
          const store = tampered(stores.store);
          const process = aProcess({
            store,
            bot,
            engine: { groupMax, groupsInFlight },
            delivery: { sweepMs: 5, flushMs: 1, leaseMs: 60_000 },
          });
          const threads = Array.from({ length: THREADS }, () => aThread());
          const events = threads.map((thread) =>
            Array.from({ length: 6 }, (_, event) => aMessage({ thread, text: `event ${event}` })),
          );
          let fault: 'lost' | 'away' | undefined;
          let unsent = 0;
          const failOn = (how: 'lost' | 'away') => (call: { name: string }) => {
            if (call.name !== 'commit' || fault !== how) return;
            fault = undefined;
            throw away();
          };
          store.before = failOn('away');
          store.after = failOn('lost');
          process.platform.before = () => {
            if (unsent === 0) return;
            unsent -= 1;
            throw unclear();
          };
          process.start();
          const answers: { event: PersonEvent; status: Promise<string> }[] = [];
          for (const move of moves) {
            if (move.type === 'fail') fault = move.how;
            else if (move.type === 'unsent') unsent += 1;
            else if (move.type === 'wait') await Promise.all(answers.map(({ status }) => status));
            else {
              const event = events[move.thread]?.[move.event];
              if (event) answers.push({ event, status: process.handle(event).then((answer) => answer.status) });
            }
          }
          await Promise.all(answers.map(({ status }) => status));
          const expected = model(moves);
          while ((await stores.count('outbox', `status = 'pending'`)) > 0) await process.delivery.sweep();
          await process.stop();

          for (const [index, thread] of threads.entries()) {
            const id = `(select state from (select thread_id, frames -> 0 -> 'state' as state from conversation) c
where thread_id = '${thread.id}')`;
            const heard = (await stores.sql(`select ${id}`))[0]?.[0];
            expect(typeof heard === 'string' ? JSON.parse(heard) : []).toEqual(expected[index]?.heard);
            expect(process.platform.textsIn(thread.id)).toEqual(expected[index]?.said);
          }
          for (const event of new Set(answers.map((answer) => answer.event))) {
            const own = answers.filter((answer) => answer.event === event);
            const done = (await Promise.all(own.map(({ status }) => status))).filter((status) => status === 'done');
            expect(done.length).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);
});
