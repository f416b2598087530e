/** What prospects have found out. */
import type { Reads } from '../core/reads.ts';
import { all } from './database-errors.ts';
import { dossierOf } from './dossier-rows.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import { byId, type Drizzle } from './queries.ts';
import { dossier } from './schema.ts';

const { asc, eq } = orm;

export function createDossierReads(db: Drizzle): Pick<Reads, 'dossier' | 'dossiersOf'> {
  return {
    dossier: async (id) => {
      const found = await byId(id, () => db.select().from(dossier).where(eq(dossier.id, id)));
      return found && dossierOf(found);
    },
    dossiersOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(dossier).where(eq(dossier.personId, personId));
      return (await all(theirs.orderBy(asc(dossier.createdAt), asc(dossier.id)).limit(limit))).map(dossierOf);
    },
  };
}
