/** Acts that must leave nothing behind but a word. */
import { expect } from 'vitest';
import type { Chat, Speaker } from './flows.ts';

/** Whatever `act` does, nothing is stored; the words that it is met with. */
export async function withoutEffect(chat: Chat, person: Speaker, act: () => Promise<unknown>): Promise<string> {
  const before = await chat.stored();
  await act();
  expect(await chat.stored()).toBe(before);
  expect(person.heard().length).toBeGreaterThan(0);
  return person.hears();
}
