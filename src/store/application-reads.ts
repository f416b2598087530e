/** Who wants to join. Health is read by nothing but the question for it. */
import type { Reads } from '../core/reads.ts';
import { applicationOf } from './application-rows.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import { byId, type Drizzle } from './queries.ts';
import { application, applicationHealth } from './schema.ts';

const { and, asc, count, desc, eq, inArray, isNotNull } = orm;

type ApplicationReads = Pick<
  Reads,
  'application' | 'applicationsOf' | 'applicationsIn' | 'applicationCounts' | 'applicationHealth'
>;

const newestFirst = [desc(application.createdAt), asc(application.id)];

export function createApplicationReads(db: Drizzle): ApplicationReads {
  return {
    application: async (id) => {
      const found = await byId(id, () => db.select().from(application).where(eq(application.id, id)));
      return found && applicationOf(found);
    },
    applicationsOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(application).where(eq(application.personId, personId));
      return (await all(theirs.orderBy(...newestFirst).limit(limit))).map(applicationOf);
    },
    applicationsIn: async (statuses, limit) => {
      const found = db
        .select()
        .from(application)
        .where(inArray(application.status, [...statuses]));
      return (await all(found.orderBy(...newestFirst).limit(limit))).map(applicationOf);
    },
    applicationCounts: async () =>
      await all(
        db.select({ status: application.status, count: count() }).from(application).groupBy(application.status),
      ),
    applicationHealth: async (id) => {
      const given = and(eq(applicationHealth.id, id), isNotNull(applicationHealth.words));
      return await byId(id, () => db.select().from(applicationHealth).where(given));
    },
  };
}
