/** Callbacks as they stand after what was done, and whoever fills in the form of one. */
import type { Callback } from '../../src/domain/callback.ts';
import { type Chat, render, type Speaker } from './flows.ts';

/** Wednesday, 18 March 2026, three in the afternoon in Shanghai; the call is for then. */
export const THREE = '2026-03-18T07:00:00.000Z';
export const A_CALL = '00000000-0000-4000-8000-0000000000ca';

export const callsOf = (chat: Chat): Promise<Callback[]> => chat.store.reads.callbacksOf(chat.franchisee.personId, 20);
export const openCalls = async (chat: Chat): Promise<Callback[]> =>
  (await callsOf(chat)).filter(({ endedAt }) => !endedAt);

export async function tell(speaker: Speaker, ...answers: string[]): Promise<void> {
  for (const answer of answers) await speaker.says(answer);
}

export const heard = (speaker: Speaker): string => speaker.all().map(render).join('\n\n');
