/** Read-only questions, asked by Drizzle's builders over the same driver as everything else; rows by their keys are in `key-reads.ts`. */
import type { Reads } from '../core/reads.ts';
import { createApplicationReads } from './application-reads.ts';
import { createCallbackReads } from './callback-reads.ts';
import { createCaseReads } from './case-reads.ts';
import type { Database } from './database.ts';
import { all } from './database-errors.ts';
import { createDossierReads } from './dossier-reads.ts';
import { orm } from './drizzle.ts';
import { createFailureReads } from './failure-reads.ts';
import { createKeyReads, isId } from './key-reads.ts';
import { createPeopleReads } from './people-reads.ts';
import { createPolicyReads, policiesWhileUnchanged } from './policy-reads.ts';
import { byId, drizzleOver } from './queries.ts';
import { createReportReads } from './report-reads.ts';
import { draft, journal, outbox, outlet, quickReply } from './schema.ts';

const { and, asc, desc, eq, isNull, sql } = orm;

/** How old the list of outlets may be. */
const OUTLETS_MAX_AGE_MS = 5_000;
/** And that of policies. */
const POLICIES_MAX_AGE_MS = 5_000;

// Constants are written out: a partial index is of no use to a prepared statement that gets its status as a parameter.
const draftOpen = sql`${draft.status} = 'open'`;
const isAudit = sql`${journal.kind} like 'audit:%'`;
const isAbout = sql`${outbox.message} ? 'about'`;
/** As in the index that finds them. */
const sentPieces = sql`string_to_array(${outbox.nativeId}, ',')`;
const ABOUT = sql<string>`${outbox.message} ->> 'about'`;

export interface CachedReads extends Reads {
  /** Outlets have changed: the next question reads them again. */
  forgetOutlets(): void;
  /** So have policies. */
  forgetPolicies(): void;
}

export function createReads(database: Database): CachedReads {
  const db = drizzleOver(database);
  const outlets = cached(OUTLETS_MAX_AGE_MS, () => all(db.select().from(outlet).orderBy(asc(outlet.code))));
  const policies = cached(POLICIES_MAX_AGE_MS, policiesWhileUnchanged(db));
  return {
    ...createKeyReads(database),
    ...createCaseReads(db),
    ...createCallbackReads(db),
    ...createPeopleReads(db),
    ...createFailureReads(db),
    ...createDossierReads(db),
    ...createApplicationReads(db),
    ...createPolicyReads(db),
    policies: policies.get,
    forgetPolicies: policies.forget,
    outlets: outlets.get,
    forgetOutlets: outlets.forget,
    journalOf: async (id) => {
      if (!isId(id)) return [];
      return await all(db.select().from(journal).where(eq(journal.id, id)).orderBy(asc(journal.seq)));
    },
    draftsOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const order = [desc(draft.createdAt), asc(draft.id)];
      return await all(
        db
          .select()
          .from(draft)
          .where(and(eq(draft.personId, personId), draftOpen))
          .orderBy(...order)
          .limit(limit),
      );
    },
    quickReplies: () =>
      all(
        db
          .select()
          .from(quickReply)
          .where(isNull(quickReply.retiredAt))
          .orderBy(asc(quickReply.name), asc(quickReply.id)),
      ),
    quickReply: (id) => byId(id, () => db.select().from(quickReply).where(eq(quickReply.id, id))),
    audit: async ({ until, personId, offset, limit }) => {
      if (personId !== undefined && !isId(personId)) return [];
      const whose =
        personId === undefined
          ? undefined
          : sql`(${journal.id} = ${personId} or ${journal.actorId} = ${personId} or ${journal.body} ->> 'person' = ${personId})`;
      const log = db
        .select()
        .from(journal)
        .where(and(isAudit, sql`${journal.at} <= ${until}::timestamptz`, whose));
      return await all(log.orderBy(desc(journal.at), asc(journal.id), desc(journal.seq)).offset(offset).limit(limit));
    },
    messageAbout: async (threadId, nativeId) => {
      // No platform's id has a comma, which parts ids here, or NUL, which no text of the database can have.
      if (!isId(threadId) || nativeId.includes(',') || nativeId.includes('\0')) return undefined;
      const asked = and(eq(outbox.threadId, threadId), isAbout, sql`${sentPieces} @> array[${nativeId}]::text[]`);
      const [found] = await all(db.select({ about: ABOUT }).from(outbox).where(asked).limit(1));
      return found?.about;
    },
    reports: createReportReads(database),
  };
}

/** Asks once for all who want to know within a time; an answer that failed is not kept. */
function cached<T>(maxAgeMs: number, ask: () => Promise<T>) {
  let last: { until: number; answer: Promise<T> } | undefined;
  return {
    get: async () => {
      if (!last || last.until <= performance.now()) {
        const next = { until: performance.now() + maxAgeMs, answer: ask() };
        last = next;
        next.answer.catch(() => {
          if (last === next) last = undefined;
        });
      }
      return await last.answer;
    },
    forget: () => {
      last = undefined;
    },
  };
}
