/** What prospects have found out. */
import type { Reads } from '../core/store.ts';
import { all } from './database-errors.ts';
import { dossierOf } from './dossier-rows.ts';
import { orm, type pgProxy } from './drizzle.ts';
import { isId } from './key-reads.ts';
import { dossier } from './schema.ts';

const { asc, eq } = orm;

export function createDossierReads(db: ReturnType<typeof pgProxy.drizzle>): Pick<Reads, 'dossier' | 'dossiersOf'> {
  return {
    dossier: async (id) => {
      if (!isId(id)) return undefined;
      const [found] = await all(db.select().from(dossier).where(eq(dossier.id, id)));
      return found && dossierOf(found);
    },
    dossiersOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(dossier).where(eq(dossier.personId, personId));
      return (await all(theirs.orderBy(asc(dossier.createdAt), asc(dossier.id)).limit(limit))).map(dossierOf);
    },
  };
}
