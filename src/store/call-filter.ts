/** Which open callbacks a list has. Moments are written in one way only, so that their order is that of the words. */
import type { CallFilter } from '../core/reads.ts';
import { orm } from './drizzle.ts';
import * as schema from './schema.ts';

const { and, eq, or, sql } = orm;
const { callback, caseFile } = schema;
const { window, rounds, status, ownerId: owner } = callback;

/** As in the index on those that are open. */
const isOpen = sql`${callback.endedAt} is null`;
const begins = sql`${window} ->> 'from'`;
const ends = sql`${window} ->> 'until'`;
const isNobodys = orm.isNull(owner);

export function callsWanted({ ownerId, orNobodys, until, from, overdueAt, reader, open }: CallFilter) {
  const theirs = ownerId ? eq(owner, ownerId) : ownerId === null ? isNobodys : undefined;
  return and(
    isOpen,
    theirs && orNobodys ? or(theirs, isNobodys) : theirs,
    until === undefined ? undefined : sql`(${status} = 'undecided' or ${begins} < ${until})`,
    from === undefined ? undefined : sql`(${status} <> 'undecided' and ${ends} > ${from})`,
    overdueAt === undefined ? undefined : isOverdue(overdueAt),
    reader ? sql`not ${follows(hiddenFrom(reader))}` : undefined,
    open === undefined ? undefined : open ? sql`not ${followsSecret}` : followsSecret,
  );
}

/** What staff have moved by themselves is late by what was promised. */
function isOverdue(at: string) {
  const promise = sql`(${rounds} #>> '{-1,ended}' is null and ${rounds} #>> '{-1,until}' <= ${at})`;
  return sql`(${status} in ('planned', 'promised', 'due') and (${ends} <= ${at} or ${promise}))`;
}

/** A case of that kind. */
const follows = (which: ReturnType<typeof sql>) =>
  sql`exists (select from ${caseFile} where ${caseFile.id} = ${callback.caseId} and (${which}))`;

const followsSecret = follows(sql`${caseFile.confidential}`);

/** As `mayRead` says of the case: what is confidential is for those who supervise, and for whoever handles it. */
function hiddenFrom({ personId, confidential }: NonNullable<CallFilter['reader']>) {
  const isAbout = sql`coalesce(${caseFile.aboutIds} ? ${personId}, false)`;
  if (confidential) return isAbout;
  return sql`${isAbout} or (${caseFile.confidential} and ${caseFile.assigneeId}::text is distinct from ${personId})`;
}
