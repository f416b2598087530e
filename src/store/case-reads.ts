/** Cases, one by one and in lists. */
import type { CaseFilter, Reads, SearchWord } from '../core/reads.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import type { Drizzle } from './queries.ts';
import { caseFile, journal } from './schema.ts';

const { and, asc, desc, eq, gte, inArray, isNull, or, sql } = orm;

type CaseReads = Pick<
  Reads,
  | 'caseByNumber'
  | 'openCases'
  | 'searchCases'
  | 'openCounts'
  | 'casesBetween'
  | 'openLoads'
  | 'disputesAgainst'
  | 'casesOf'
  | 'casesInvolving'
  | 'casesAbout'
  | 'casesWithFile'
>;

// Constants are written out: a partial index is of no use to a prepared statement that gets its status as a parameter.
const isOpen = sql`${caseFile.status} <> 'confirmed'`;
const isClosed = sql`${caseFile.status} = 'confirmed'`;
const isAnswered = sql`${caseFile.status} = 'answered'`;
/** As in the index on assignees. */
const isUnanswered = sql`${caseFile.status} in ('received', 'assigned')`;

export function createCaseReads(db: Drizzle): CaseReads {
  return {
    caseByNumber: async (number) => {
      const [found] = await all(db.select().from(caseFile).where(sql`upper(${caseFile.number}) = upper(${number})`));
      return found;
    },
    openCases: (limit, filter = {}) => {
      const order = [desc(caseFile.urgent), asc(caseFile.dueAt), asc(caseFile.id)];
      return all(
        db
          .select()
          .from(caseFile)
          .where(and(isOpen, ...conditionsOf(filter)))
          .orderBy(...order)
          .limit(limit),
      );
    },
    searchCases: (words, limit, filter) => {
      const order = [asc(isClosed), desc(caseFile.createdAt), asc(caseFile.id)];
      return all(
        db
          .select()
          .from(caseFile)
          .where(and(...words.map(hasWord), ...conditionsOf(filter)))
          .orderBy(...order)
          .limit(limit),
      );
    },
    openCounts: (filter = {}) =>
      all(
        db
          .select({ kind: caseFile.kind, count: sql<number>`count(*)::int`.mapWith(Number) })
          .from(caseFile)
          .where(and(isOpen, ...conditionsOf(filter)))
          .groupBy(caseFile.kind),
      ),
    casesBetween: (from, until, limit, filter = {}) => {
      const within = and(sql`${caseFile.createdAt} >= ${from}`, sql`${caseFile.createdAt} < ${until}`);
      return all(
        db
          .select()
          .from(caseFile)
          .where(and(within, ...conditionsOf(filter)))
          .orderBy(desc(caseFile.createdAt), asc(caseFile.id))
          .limit(limit),
      );
    },
    openLoads: () =>
      all(
        db
          .select({ personId: sql<string>`${caseFile.assigneeId}`, count: sql<number>`count(*)::int`.mapWith(Number) })
          .from(caseFile)
          .where(and(isUnanswered, sql`${caseFile.assigneeId} is not null`))
          .groupBy(caseFile.assigneeId),
      ),
    disputesAgainst: async (outletId, since) => {
      const about = sql`${caseFile.kind} = 'dispute' and ${caseFile.facts} -> 'against' ->> 'id' = ${outletId}`;
      const [found] = await all(
        db
          .select({
            people: sql`count(distinct ${caseFile.personId})`.mapWith(Number),
            cases: sql`count(*)`.mapWith(Number),
          })
          .from(caseFile)
          .where(and(about, gte(caseFile.createdAt, since))),
      );
      return found ?? { people: 0, cases: 0 };
    },
    casesOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const order = [desc(caseFile.createdAt), asc(caseFile.id)];
      return await all(
        db
          .select()
          .from(caseFile)
          .where(eq(caseFile.personId, personId))
          .orderBy(...order)
          .limit(limit),
      );
    },
    casesInvolving: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = [caseFile.personId, caseFile.assigneeId, caseFile.takenOverBy].map((column) =>
        eq(column, personId),
      );
      const heard = sql`${personId} in (${caseFile.hearing} ->> 'respondentId', ${caseFile.hearing} ->> 'decidedBy', ${caseFile.hearing} ->> 'decidedFirstBy')`;
      const involved = or(...theirs, sql`${caseFile.aboutIds} ? ${personId}`, heard);
      return await all(db.select().from(caseFile).where(involved).orderBy(asc(caseFile.id)).limit(limit));
    },
    casesAbout: async (personId, other, limit) => {
      if (!isId(personId) || !isId(other)) return [];
      const about = sql`${caseFile.aboutIds} ? ${personId} and not ${caseFile.aboutIds} ? ${other}`;
      return await all(db.select().from(caseFile).where(about).orderBy(asc(caseFile.id)).limit(limit));
    },
    casesWithFile: async ({ id, personId }) => {
      if (!isId(id) || !isId(personId)) return [];
      const wanted = JSON.stringify([{ fileId: id }]);
      const told = db
        .select({ case: caseFile, kind: sql<string>`'facts'` })
        .from(caseFile)
        .where(and(eq(caseFile.personId, personId), sql`${caseFile.facts} -> 'files' @> ${wanted}::jsonb`));
      const written = db
        .select({ case: caseFile, kind: journal.kind })
        .from(journal)
        .innerJoin(caseFile, eq(caseFile.id, journal.id))
        .where(
          sql`${journal.aggregate} = 'case' and ${journal.body} ? 'files' and ${journal.body} -> 'files' @> ${wanted}::jsonb`,
        );
      return [...(await all(told)), ...(await all(written))];
    },
  };
}

/** Whatever signs are in a word, they stand for themselves. */
const anywhere = (word: string): string => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Of what earlier versions have written only the words are known, as they were written. */
function hasWord({ typed, folded }: SearchWord) {
  const { search, number, words } = caseFile;
  const asWritten = sql`${words} ilike ${anywhere(typed)} or ${words} ilike ${anywhere(folded)}`;
  return sql`(${search} like ${anywhere(folded)} or (${search} is null and (${number} ilike ${anywhere(folded)} or ${asWritten})))`;
}

function conditionsOf({ kind, assigneeId, answered, outletIds, reader, open }: CaseFilter) {
  const mine = reader && sql`(${caseFile.confidential} is not true or ${caseFile.assigneeId} = ${reader.personId})`;
  return [
    kind ? eq(caseFile.kind, kind) : undefined,
    assigneeId === null ? isNull(caseFile.assigneeId) : undefined,
    assigneeId ? eq(caseFile.assigneeId, assigneeId) : undefined,
    answered === undefined ? undefined : answered ? isAnswered : isUnanswered,
    outletIds ? inArray(caseFile.outletId, [...outletIds]) : undefined,
    reader ? sql`not coalesce(${caseFile.aboutIds} ? ${reader.personId}, false)` : undefined,
    reader?.confidential ? undefined : mine,
    open ? sql`${caseFile.confidential} is not true` : undefined,
  ];
}
