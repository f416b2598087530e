/** Read-only questions, asked by Drizzle's builders over the same driver as everything else; rows by their keys are in `key-reads.ts`. */
import type { CaseFilter, FailedEvent, FailedMessage, FailedSend, HeldLot, Reads, SearchWord } from '../core/store.ts';
import type { Person } from '../domain/person.ts';
import { createApplicationReads } from './application-reads.ts';
import { callsWanted } from './call-filter.ts';
import { callbackOf } from './callback-rows.ts';
import type { Database } from './database.ts';
import { all } from './database-errors.ts';
import { createDossierReads } from './dossier-reads.ts';
import { orm, pgProxy } from './drizzle.ts';
import { createKeyReads, isId } from './key-reads.ts';
import { createPolicyReads, policiesWhileUnchanged } from './policy-reads.ts';
import { createReportReads } from './report-reads.ts';
import * as schema from './schema.ts';

const { and, asc, desc, eq, ne, or, sql } = orm;
const {
  account,
  callback,
  callbackSlot,
  caseFile,
  code,
  conversation,
  delivery,
  draft,
  event,
  guess,
  journal,
  outbox,
  outlet,
  person,
  quickReply,
  thread,
} = schema;

/** How old the list of outlets may be. */
const OUTLETS_MAX_AGE_MS = 5_000;
/** And that of policies. */
const POLICIES_MAX_AGE_MS = 5_000;

// Constants are written out: a partial index is of no use to a prepared statement that gets its status as a parameter.
/** As one parameter: with one for each id, every number of them would be a statement of its own. */
const isOneOf = (column: typeof delivery.id, ids: readonly string[]) =>
  sql`${column} = any(${`{${ids.join()}}`}::uuid[])`;

const isOpen = sql`${caseFile.status} <> 'confirmed'`;
const isClosed = sql`${caseFile.status} = 'confirmed'`;
const isAnswered = sql`${caseFile.status} = 'answered'`;
/** As in the index on assignees. */
const isUnanswered = sql`${caseFile.status} in ('received', 'assigned')`;
/** As in the index on those that are open. */
const callbackOpen = sql`${callback.endedAt} is null`;
/** Moments are written in one way only, so that their order is that of the words. */
const callbackFrom = sql`${callback.window} ->> 'from'`;
const isStaff = sql`${person.role} = 'staff'`;
const draftOpen = sql`${draft.status} = 'open'`;
const eventFailed = sql`${event.status} = 'failed'`;
const eventHeld = sql`${event.status} = 'held'`;
const isAudit = sql`${journal.kind} like 'audit:%'`;
const sendFailed = sql`${outbox.status} = 'failed'`;

const isAbout = sql`${outbox.message} ? 'about'`;
/** As in the index that finds them. */
const sentPieces = sql`string_to_array(${outbox.nativeId}, ',')`;
const ABOUT = sql<string>`${outbox.message} ->> 'about'`;

const FAILED_EVENT = {
  id: event.id,
  at: event.at,
  error: sql<string>`coalesce(${event.error}, '')`,
  payload: event.payload,
};
const WORDS_SHOWN = 80;
const LOT = {
  id: event.id,
  at: event.at,
  name: sql<string>`coalesce(${event.payload} #>> '{author,displayName}', '')`,
  messages: sql<number>`jsonb_array_length(${event.payload} -> 'acts')`.mapWith(Number),
  words: sql<string>`coalesce((select left(a #>> '{input,text}', ${WORDS_SHOWN}::int) from jsonb_array_elements(${event.payload} -> 'acts')
with ordinality o (a, place) where a #>> '{input,text}' <> '' order by place limit 1), '')`,
};
const FAILED_SEND = {
  id: outbox.id,
  at: outbox.at,
  channel: thread.channel,
  error: sql<string>`coalesce(${outbox.error}, '')`,
};
const FAILED_MESSAGE = { ...FAILED_SEND, message: outbox.message, replaces: outbox.replaces };
const THREAD = { id: thread.id, channel: thread.channel, address: thread.address };

export interface CachedReads extends Reads {
  /** Outlets have changed: the next question reads them again. */
  forgetOutlets(): void;
  /** So have policies. */
  forgetPolicies(): void;
}

export function createReads(database: Database): CachedReads {
  const db = pgProxy.drizzle(async (text, params) => ({ rows: await database.query(text, params) }));
  const outlets = cached(OUTLETS_MAX_AGE_MS, () => all(db.select().from(outlet).orderBy(asc(outlet.code))));
  const policies = cached(POLICIES_MAX_AGE_MS, policiesWhileUnchanged(db));
  const together = askTogether();
  return {
    ...createKeyReads(database),
    ...createDossierReads(db),
    ...createApplicationReads(db),
    ...createPolicyReads(db),
    policies: policies.get,
    forgetPolicies: policies.forget,
    outlets: outlets.get,
    forgetOutlets: outlets.forget,
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
          .where(and(sql`${caseFile.status} in ('received', 'assigned')`, sql`${caseFile.assigneeId} is not null`))
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
          .where(and(about, orm.gte(caseFile.createdAt, since))),
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
          .where(orm.isNull(quickReply.retiredAt))
          .orderBy(asc(quickReply.name), asc(quickReply.id)),
      ),
    quickReply: (id) => byId(id, () => db.select().from(quickReply).where(eq(quickReply.id, id))),
    callbacksOf: async (personId, limit) => {
      if (!isId(personId)) return [];
      const order = [sql`${callback.endedAt} desc nulls first`, asc(callbackFrom), asc(callback.id)];
      const theirs = db.select().from(callback).where(eq(callback.personId, personId));
      return (await all(theirs.orderBy(...order).limit(limit))).map(callbackOf);
    },
    openCallbacks: async (limit, filter) => {
      const found = db.select().from(callback).where(callsWanted(filter));
      return (await all(found.orderBy(asc(callbackFrom), asc(callback.id)).limit(limit))).map(callbackOf);
    },
    openCallbackCounts: (filter) => {
      const count = sql<number>`count(*)::int`.mapWith(Number);
      const wanted = db.select({ ownerId: callback.ownerId, count }).from(callback).where(callsWanted(filter));
      return all(wanted.groupBy(callback.ownerId).orderBy(asc(callback.ownerId)));
    },
    callbacksAbout: async (caseId, limit) => {
      if (!isId(caseId)) return [];
      const order = [sql`${callback.endedAt} desc nulls first`, desc(callback.createdAt), asc(callback.id)];
      const about = db.select().from(callback).where(eq(callback.caseId, caseId));
      return (await all(about.orderBy(...order).limit(limit))).map(callbackOf);
    },
    callbacksBefore: async (before, { offset, limit }) => {
      const begin = and(callbackOpen, sql`${callbackFrom} < ${before}`);
      const found = db.select().from(callback).where(begin).orderBy(desc(callbackFrom), asc(callback.id));
      return (await all(found.limit(limit).offset(offset))).map(callbackOf);
    },
    callbacksInvolving: async (personId, limit) => {
      if (!isId(personId)) return [];
      const involved = or(eq(callback.personId, personId), eq(callback.ownerId, personId));
      return (await all(db.select().from(callback).where(involved).orderBy(asc(callback.id)).limit(limit))).map(
        callbackOf,
      );
    },
    callbackLoads: async (zone) => {
      const day = sql<string>`to_char((${callbackFrom})::timestamptz at time zone ${zone}, 'YYYY-MM-DD')`;
      const count = sql<number>`count(*)::int`.mapWith(Number);
      const planned = and(callbackOpen, sql`${callback.status} <> 'undecided'`);
      const rows = await all(db.select({ day, count }).from(callback).where(planned).groupBy(sql`1`));
      return Object.fromEntries(rows.map((row) => [row.day, row.count]));
    },
    slotsTaken: async (from, until, moving) => {
      const others = moving !== undefined && isId(moving) ? ne(callbackSlot.callbackId, moving) : undefined;
      const within = and(sql`${callbackSlot.slot} >= ${from}`, sql`${callbackSlot.slot} < ${until}`, others);
      const rows = await all(
        db.select().from(callbackSlot).where(within).orderBy(asc(callbackSlot.slot), asc(callbackSlot.place)),
      );
      const taken: Record<string, number[]> = {};
      for (const { slot, place } of rows) taken[slot] = [...(taken[slot] ?? []), place];
      return taken;
    },
    deliveries: async (ids) => {
      const known = ids.filter(isId);
      if (known.length === 0) return [];
      return await all(db.select().from(delivery).where(isOneOf(delivery.id, known)));
    },
    unplannedDeliveries: (limit) => {
      const waiting = db.select().from(delivery).where(sql`not ${delivery.planned}`);
      return all(waiting.orderBy(asc(delivery.createdAt), asc(delivery.id)).limit(limit));
    },
    deliveriesTo: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = db.select().from(delivery).where(eq(delivery.personId, personId));
      return await all(theirs.orderBy(asc(delivery.id)).limit(limit));
    },
    staff: () => together('staff', () => all(db.select().from(person).where(isStaff).orderBy(asc(person.id)))),
    granted: () => all(db.select().from(person).where(sql`${person.grants} is not null`).orderBy(asc(person.id))),
    peopleByName: async (words, limit, among) => {
      const like = `%${words.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`;
      const owned = sql`select from ${account} where ${account.personId} = ${person.id}`;
      const named = sql`${person.name} ilike ${like} or exists (${owned} and ${account.displayName} ilike ${like})`;
      const wanted = among === 'everyone' ? named : sql`(${named}) and exists (${owned})`;
      return await all(db.select().from(person).where(wanted).orderBy(asc(person.name), asc(person.id)).limit(limit));
    },
    codeByName: async (name) => {
      const [found] = await all(db.select().from(code).where(eq(code.name, name)));
      return found;
    },
    code: (id) => byId(id, () => db.select().from(code).where(eq(code.id, id))),
    guesses: (accountId) => byId(accountId, () => db.select().from(guess).where(eq(guess.accountId, accountId))),
    casesInvolving: async (personId, limit) => {
      if (!isId(personId)) return [];
      const theirs = [caseFile.personId, caseFile.assigneeId, caseFile.takenOverBy].map((column) =>
        eq(column, personId),
      );
      const heard = sql`${personId} in (${caseFile.hearing} ->> 'respondentId', ${caseFile.hearing} ->> 'decidedBy', ${caseFile.hearing} ->> 'decidedFirstBy')`;
      const involved = orm.or(...theirs, sql`${caseFile.aboutIds} ? ${personId}`, heard);
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
    managersOf: (outletId) =>
      together(`managers ${outletId}`, () =>
        all(
          db
            .select()
            .from(person)
            .where(and(sql`${person.grants} is not null`, sql`${person.grants} -> 'manages' ? ${outletId}`))
            .orderBy(asc(person.id)),
        ),
      ),
    peopleIn: async (threadId) => {
      if (!isId(threadId)) return [];
      const ids = db
        .select({ id: account.personId })
        .from(conversation)
        .innerJoin(account, eq(account.id, conversation.accountId))
        .where(eq(conversation.threadId, threadId));
      return await all(db.select().from(person).where(orm.inArray(person.id, ids)).orderBy(asc(person.id)));
    },
    messageAbout: async (threadId, nativeId) => {
      // No platform's id has a comma, which parts ids here, or NUL, which no text of the database can have.
      if (!isId(threadId) || nativeId.includes(',') || nativeId.includes('\0')) return undefined;
      const asked = and(eq(outbox.threadId, threadId), isAbout, sql`${sentPieces} @> array[${nativeId}]::text[]`);
      const [found] = await all(db.select({ about: ABOUT }).from(outbox).where(asked).limit(1));
      return found?.about;
    },
    failedEvents: (limit): Promise<FailedEvent[]> =>
      all(db.select(FAILED_EVENT).from(event).where(eventFailed).orderBy(desc(event.at)).limit(limit)),
    failedEvent: (id): Promise<FailedEvent | undefined> =>
      byId(id, () =>
        db
          .select(FAILED_EVENT)
          .from(event)
          .where(and(eq(event.id, id), or(eventFailed, eventHeld))),
      ),
    heldLots: (limit): Promise<HeldLot[]> =>
      all(db.select(LOT).from(event).where(eventHeld).orderBy(desc(event.at)).limit(limit)),
    failedSends: (limit): Promise<FailedSend[]> => {
      const sends = db.select(FAILED_SEND).from(outbox).innerJoin(thread, eq(thread.id, outbox.threadId));
      return all(sends.where(sendFailed).orderBy(desc(outbox.at)).limit(limit));
    },
    failedSend: (id): Promise<FailedMessage | undefined> =>
      byId(id, () =>
        db
          .select({ ...FAILED_MESSAGE, thread: THREAD })
          .from(outbox)
          .innerJoin(thread, eq(thread.id, outbox.threadId))
          .where(and(eq(outbox.id, id), sendFailed)),
      ),
    reports: createReportReads(database),
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
    assigneeId === null ? orm.isNull(caseFile.assigneeId) : undefined,
    assigneeId ? eq(caseFile.assigneeId, assigneeId) : undefined,
    answered === undefined ? undefined : answered ? isAnswered : isUnanswered,
    outletIds ? orm.inArray(caseFile.outletId, [...outletIds]) : undefined,
    reader ? sql`not coalesce(${caseFile.aboutIds} ? ${reader.personId}, false)` : undefined,
    reader?.confidential ? undefined : mine,
    open ? sql`${caseFile.confidential} is not true` : undefined,
  ];
}

async function byId<T>(id: string, query: () => PromiseLike<T[]>): Promise<T | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await all(query());
  return found;
}

/**
 * Whoever asks while the same is being asked gets that answer too: a crowd that files cases at one moment asks for the same few people.
 * Nothing is kept after it; whether someone still has their rights is checked again when what they do is written.
 */
function askTogether() {
  const asked = new Map<string, Promise<Person[]>>();
  return (name: string, ask: () => Promise<Person[]>): Promise<Person[]> => {
    const known = asked.get(name);
    if (known) return known;
    const answer = ask().finally(() => asked.delete(name));
    asked.set(name, answer);
    return answer;
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
