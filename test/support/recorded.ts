/**
 * Recorded conversations: what people did, and the rows that the program of that day wrote. Tests put the rows of any beginning into an
 * empty database and let the present program go on from there. `node bin/tool.mjs test/support/record.ts` records the present one.
 */

import type { Decision } from '../../src/core/decision.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Input, PersonEvent } from '../../src/core/event.ts';
import { eventId } from '../../src/core/ids.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import type { Store } from '../../src/core/store.ts';
import { createBot } from '../../src/flows/bot.ts';
import { DESK_THREAD, PLAYGROUND_PEOPLE, playgroundSeed } from '../../src/playground.ts';

export interface Recording {
  /** The versions of the flows that took part. */
  versions: Record<string, number>;
  turns: { who: string; input: Input; decision: Decision }[];
}

const says = (text: string): Input => ({ type: 'message', text });
const command = (name: string, text = ''): Input => ({ type: 'command', name, text });

/** A complaint through every form there is: reported, claimed, noted, replied to, answered, disputed, answered again, confirmed. */
export const SCRIPT: readonly { who: string; input: Input }[] = [
  { who: 'franchisee', input: command('language', 'English') },
  { who: 'franchisee', input: command('complaint') },
  { who: 'franchisee', input: says('The till charged me 20 yuan too much and nobody looked at the receipt') },
  { who: 'franchisee', input: says('2') },
  { who: 'franchisee', input: says('yesterday at 3 pm') },
  { who: 'franchisee', input: says('BJ001') },
  { who: 'franchisee', input: says('back') },
  { who: 'franchisee', input: says('BJ002') },
  { who: 'franchisee', input: says('A tall cashier with glasses') },
  { who: 'franchisee', input: says('skip') },
  { who: 'franchisee', input: says('2') },
  { who: 'franchisee', input: says('3') },
  { who: 'franchisee', input: says('skip') },
  { who: 'franchisee', input: says('13800138000') },
  { who: 'franchisee', input: says('Change an answer') },
  { who: 'franchisee', input: says('Main cause') },
  { who: 'franchisee', input: says('1') },
  { who: 'franchisee', input: says('yes') },
  { who: 'desk', input: command('claim', 'C-1001') },
  { who: 'desk', input: command('note', 'C-1001') },
  { who: 'desk', input: says('Look at the camera of that hour') },
  { who: 'desk', input: command('reply', 'C-1001') },
  { who: 'desk', input: says('We are looking at it.') },
  { who: 'desk', input: says('yes') },
  { who: 'desk', input: command('resolve', 'C-1001') },
  { who: 'desk', input: says('3') },
  { who: 'desk', input: says('We pay you back 20 yuan.') },
  { who: 'desk', input: says('yes') },
];

/** The events of a script; ids follow from the place, so that a repeat is one. */
export function eventsOf(script: readonly { who: string; input: Input }[]): PersonEvent[] {
  return script.map(({ who, input }, place) => {
    const person = PLAYGROUND_PEOPLE.find(({ name }) => name === who);
    if (!person) throw new Error(`there is no ${who}`);
    const id = eventId('console', `recorded:${place}`);
    return { type: 'person', id, at: '2026-11-21T12:00:00.000Z', thread: person.thread, author: person.author, input };
  });
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Handles events with the present program; what they led to is kept. Nothing is sent. */
export async function play(store: Store, events: readonly PersonEvent[]): Promise<Decision[]> {
  const decisions: Decision[] = [];
  const kept: Store = {
    ...store,
    commit: async (written, options) => {
      const committed = await store.commit(written, options);
      decisions.push(...written);
      return committed;
    },
  };
  await store.seed(playgroundSeed('2026-11-21T12:00:00.000Z'));
  const token = '00000000-0000-8000-8000-000000000001';
  const delivery = createDelivery({ store, adapters: [], token, log: silent, metrics: noMetrics, onRefused() {} });
  const engine = createEngine({
    store: kept,
    bot: createBot(),
    delivery,
    log: silent,
    metrics: noMetrics,
    desks: [{ thread: DESK_THREAD, language: 'en' }],
    zone: 'Asia/Shanghai',
    defaultLanguage: 'en',
    canAnswerAtOnce: () => false,
    flood: null,
  });
  for (const event of events) await engine.handle(event);
  await engine.stop();
  await delivery.stop();
  return decisions;
}
