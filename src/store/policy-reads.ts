/** What people may be answered with, and what they asked. */
import type { Reads } from '../core/reads.ts';
import type { Policy } from '../domain/policy.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import { policyOf } from './policy-rows.ts';
import { byId, type Drizzle } from './queries.ts';
import * as schema from './schema.ts';

const { and, asc, desc, eq, isNotNull, isNull, sql } = orm;
const { policy, question } = schema;

type PolicyReads = Pick<
  Reads,
  | 'policy'
  | 'policiesOf'
  | 'policyDrafts'
  | 'retiredPolicies'
  | 'question'
  | 'questionOf'
  | 'questionsBy'
  | 'questionsSince'
>;

const isQuoted = sql`${policy.approved} is not null and ${policy.retiredAt} is null`;
/** As in the index on them. */
const hasDraft = sql`draft is not null`;
const bySubject = [asc(policy.brand), asc(policy.key), asc(policy.language), asc(policy.region)];

export function createPolicyReads(db: Drizzle): PolicyReads {
  return {
    policy: async (id) => {
      const found = await byId(id, () => db.select().from(policy).where(eq(policy.id, id)));
      return found && policyOf(found);
    },
    policiesOf: async ({ brand, key }) => {
      const theirs = and(eq(policy.brand, brand), eq(policy.key, key));
      const found = db.select().from(policy).where(theirs);
      return (await all(found.orderBy(...bySubject))).map(policyOf);
    },
    policyDrafts: async (limit) => {
      const found = db
        .select()
        .from(policy)
        .where(and(hasDraft, isNull(policy.retiredAt)));
      return (await all(found.orderBy(asc(policy.createdAt), asc(policy.id)).limit(limit))).map(policyOf);
    },
    retiredPolicies: async (limit) => {
      const found = db.select().from(policy).where(isNotNull(policy.retiredAt));
      return (await all(found.orderBy(desc(policy.retiredAt), asc(policy.id)).limit(limit))).map(policyOf);
    },
    question: async (id) => await byId(id, () => db.select().from(question).where(eq(question.id, id))),
    questionOf: async (caseId) =>
      await byId(caseId, () => db.select().from(question).where(eq(question.caseId, caseId)).limit(1)),
    questionsBy: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(question).where(eq(question.personId, personId));
      return await all(theirs.orderBy(asc(question.createdAt), asc(question.id)).limit(limit));
    },
    questionsSince: async (since, limit) => {
      const asked = db.select().from(question).where(sql`${question.createdAt} >= ${since}`);
      return await all(asked.orderBy(desc(question.createdAt), asc(question.id)).limit(limit));
    },
  };
}

/** The same list as long as no policy has changed: what is made of it, such as an index, need not be made anew. */
export function policiesWhileUnchanged(db: Drizzle): () => Promise<readonly Policy[]> {
  let last: { state: string; list: readonly Policy[] } | undefined;
  return async () => {
    const state = sql<string>`count(*) || ' ' || coalesce(sum(${policy.seq}), 0)`;
    const [now] = await all(db.select({ state }).from(policy));
    if (last && last.state === now?.state) return last.list;
    const list = await all(
      db
        .select()
        .from(policy)
        .where(isQuoted)
        .orderBy(...bySubject),
    );
    last = { state: now?.state ?? '', list: list.map(policyOf) };
    return last.list;
  };
}
