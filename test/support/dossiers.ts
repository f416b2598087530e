/** Chats with the policies of an invented brand, and what stands in the prospect's dossier. */
import type { Policy } from '../../src/domain/policy.ts';
import { playgroundPolicies } from '../../src/playground-policies.ts';
import type { Chat, ChatOptions } from './flows.ts';

/** When those policies were approved. */
export const APPROVED_AT = '2026-03-01T02:00:00.000Z';

/** Some two hundred files, read once. */
let sample: Promise<Policy[]> | undefined;

export const aShop =
  (open: (options?: ChatOptions) => Promise<Chat>) =>
  async (options: ChatOptions = {}, change: (policies: Policy[]) => Policy[] = (all) => all): Promise<Chat> => {
    const chat = await open({ language: 'en', ...options });
    sample ??= playgroundPolicies(APPROVED_AT);
    const policies = change(await sample);
    await chat.store.seed({ people: [], accounts: [], outlets: [], timers: [], policies });
    return chat;
  };

export async function dossierOf({ store, prospect }: Chat, brand?: string) {
  const all = await store.reads.dossiersOf(prospect.personId, 5);
  const dossier = brand === undefined ? all[0] : all.find((one) => one.brand === brand);
  if (!dossier) throw new Error('no dossier');
  return dossier;
}

export const entryIn = async (chat: Chat, item: string) =>
  (await dossierOf(chat)).entries.find((one) => one.item === item);
