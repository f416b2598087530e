/** The command that makes the first owner: it gives out a one-time code, and whoever sends that to the bot has rights to give. */
import { randomUUID } from 'node:crypto';
import { databaseNow } from '../core/clock.ts';
import { codesOf } from '../core/codes.ts';
import { emptyDecision } from '../core/decision.ts';
import { StoreError } from '../core/errors.ts';
import { idOf } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import { CODE_MS } from '../domain/code.ts';
import { isOwner } from '../domain/rights.ts';

/** There is one at most: a new one takes the place of the one before, so no two can be sent. */
export const OWNER_CODE_ID = idOf('code', 'owner');

/** Another code may have got the same name. */
const TRIES = 3;

export interface OwnerOptions {
  store: Store;
  /** Also if there is an owner already. */
  again: boolean;
  tell(line: string): void;
}

/** False when there is an owner already. */
export async function giveOwnerCode({ store, again, tell }: OwnerOptions): Promise<boolean> {
  const owners = (await store.reads.staff()).filter(isOwner);
  if (owners.length > 0 && !again) {
    tell(
      'There is an owner already, who can make others owners by /grant. If they can’t be reached any more, add --again.',
    );
    return false;
  }
  const code = await write(store, owners.length > 0 || again ? 'owner-again' : 'owner');
  tell(`Send this to the bot in a private chat, on whichever platform, within ${CODE_MS / 60_000} minutes:`);
  tell(`/owner ${code}`);
  tell('Whoever sends it becomes an owner. It is good for once; run this again for another one.');
  return true;
}

async function write(store: Store, purpose: 'owner' | 'owner-again'): Promise<string> {
  const codes = codesOf(store);
  for (let tries = 1; ; tries += 1) {
    const eventId = randomUUID();
    const { name, hash, seed } = await codes.make(`${eventId} owner`);
    const decision = emptyDecision({ id: eventId, kind: 'owner-code', status: 'done', payload: null, error: null });
    const seq = ((await store.reads.journalOf(OWNER_CODE_ID)).at(-1)?.seq ?? 0) + 1;
    const now = await databaseNow(store);
    const expiresAt = new Date(Date.parse(now) + CODE_MS).toISOString();
    const nobody = { personId: null, accountId: null, threadId: null, language: null, takenBy: null };
    decision.codes.push({ id: OWNER_CODE_ID, seq, name, hash, purpose, ...nobody, expiresAt, tries: 0, state: 'open' });
    const entry = { aggregate: 'code' as const, eventId, at: now, actorId: null, kind: 'made', body: { purpose } };
    decision.journal.push({ id: OWNER_CODE_ID, seq, ...entry });
    const token = randomUUID();
    try {
      await store.commit([decision], { token, leaseMs: 1, take: new Set(), marks: { rows: [], threads: [] } });
      return await codes.reveal(seed);
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'conflict' && tries < TRIES)) throw error;
    }
  }
}
