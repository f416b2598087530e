/** One person's events are handed in one after the other, except behind what is held back. */
import { expect, it } from 'vitest';
import { createHands } from '../../../src/adapters/discord/intake.ts';
import type { Answer } from '../../../src/core/adapter.ts';
import { aMessage, aThread, wordsOf } from '../../support/engine.ts';
import { aGate, eventually } from '../../support/gates.ts';

const done: Answer = { status: 'done', immediate: [] };

it.each([
  ['waits for what is not safe', false, ['a']],
  ['goes on behind what is held back', true, ['a', 'b', 'c']],
])('%s', async (_, isHeld, expected) => {
  const gate = aGate();
  const asked: string[] = [];
  const hands = createHands(async (event, handling) => {
    asked.push(wordsOf(event));
    if (isHeld) handling?.onHeld?.();
    await gate.pass();
    return done;
  });
  const thread = aThread();
  const taking = ['a', 'b', 'c'].map((text) => hands.take(aMessage({ thread, text })));
  const other = hands.take(aMessage({ text: 'other' }));
  await eventually(() => expect(asked).toContain('other'));
  await eventually(() => expect(asked.filter((text) => text !== 'other')).toEqual(expected));
  gate.open();
  expect(await Promise.all([...taking, other])).toEqual([done, done, done, done]);
  expect(asked.filter((text) => text !== 'other')).toEqual(['a', 'b', 'c']);
});
