/** The clock that counts: the database's, which all processes share. A host's own may be wrong, or moved while the program runs. */
import { idOf } from './ids.ts';
import type { Store } from './store.ts';

/** ISO 8601. */
export async function databaseNow(store: Pick<Store, 'load'>): Promise<string> {
  const [loaded] = await store.load([{ eventId: idOf('clock') }]);
  if (!loaded) throw new Error('the store answered fewer loads than were asked');
  return loaded.now;
}
