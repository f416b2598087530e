/** Read-only questions, asked by Drizzle's builders over the same driver as everything else. */
import type { CaseFilter, FailedEvent, FailedMessage, FailedSend, HeldLot, Reads, SearchWord } from '../core/store.ts';
import type { Person } from '../domain/person.ts';
import { callbackOf } from './callback-rows.ts';
import type { Database } from './database.ts';
import { all } from './database-errors.ts';
import { orm, pgProxy } from './drizzle.ts';
import { createReportReads } from './report-reads.ts';
import * as schema from './schema.ts';

const { and, asc, desc, eq, or, sql } = orm;
const {
  account,
  callback,
  callbackSlot,
  caseFile,
  code,
  conversation,
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

/** Ids come from buttons too; what is no id names nothing, and must not reach a column of ids. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

// Constants are written out: a partial index is of no use to a prepared statement that gets its status as a parameter.
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
}

export function createReads(database: Database): CachedReads {
  const db = pgProxy.drizzle(async (text, params) => ({ rows: await database.query(text, params) }));
  const outlets = cached(OUTLETS_MAX_AGE_MS, () => all(db.select().from(outlet).orderBy(asc(outlet.code))));
  const together = askTogether();
  return {
    outlets: outlets.get,
    forgetOutlets: outlets.forget,
    caseById: (id) => byId(id, () => db.select().from(caseFile).where(eq(caseFile.id, id))),
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
      if (!UUID.test(personId)) return [];
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
      if (!UUID.test(id)) return [];
      return await all(db.select().from(journal).where(eq(journal.id, id)).orderBy(asc(journal.seq)));
    },
    draftsOf: async (personId, limit) => {
      if (!UUID.test(personId)) return [];
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
    callbackById: async (id) => {
      const found = await byId(id, () => db.select().from(callback).where(eq(callback.id, id)));
      return found && callbackOf(found);
    },
    callbacksOf: async (personId, limit) => {
      if (!UUID.test(personId)) return [];
      const order = [sql`${callback.endedAt} desc nulls first`, asc(callbackFrom), asc(callback.id)];
      const theirs = db.select().from(callback).where(eq(callback.personId, personId));
      return (await all(theirs.orderBy(...order).limit(limit))).map(callbackOf);
    },
    callbacksOwnedBy: async (ownerId, limit) => {
      if (!UUID.test(ownerId)) return [];
      const theirs = and(callbackOpen, or(eq(callback.ownerId, ownerId), orm.isNull(callback.ownerId)));
      const found = db.select().from(callback).where(theirs);
      return (await all(found.orderBy(asc(callbackFrom), asc(callback.id)).limit(limit))).map(callbackOf);
    },
    callbacksInvolving: async (personId, limit) => {
      if (!UUID.test(personId)) return [];
      const involved = or(eq(callback.personId, personId), eq(callback.ownerId, personId));
      return (await all(db.select().from(callback).where(involved).orderBy(asc(callback.id)).limit(limit))).map(
        callbackOf,
      );
    },
    slotsTaken: async (from, until) => {
      const within = and(sql`${callbackSlot.slot} >= ${from}`, sql`${callbackSlot.slot} < ${until}`);
      const rows = await all(
        db.select().from(callbackSlot).where(within).orderBy(asc(callbackSlot.slot), asc(callbackSlot.place)),
      );
      const taken: Record<string, number[]> = {};
      for (const { slot, place } of rows) taken[slot] = [...(taken[slot] ?? []), place];
      return taken;
    },
    person: (id) => byId(id, () => db.select().from(person).where(eq(person.id, id))),
    staff: () => together('staff', () => all(db.select().from(person).where(isStaff).orderBy(asc(person.id)))),
    granted: () => all(db.select().from(person).where(sql`${person.grants} is not null`).orderBy(asc(person.id))),
    peopleByName: async (words, limit) => {
      const like = `%${words.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`;
      const owned = sql`select from ${account} where ${account.personId} = ${person.id}`;
      const named = sql`${person.name} ilike ${like} or exists (${owned} and ${account.displayName} ilike ${like})`;
      const wanted = sql`(${named}) and exists (${owned})`;
      return await all(db.select().from(person).where(wanted).orderBy(asc(person.name), asc(person.id)).limit(limit));
    },
    codeByName: async (name) => {
      const [found] = await all(db.select().from(code).where(eq(code.name, name)));
      return found;
    },
    code: (id) => byId(id, () => db.select().from(code).where(eq(code.id, id))),
    guesses: (accountId) => byId(accountId, () => db.select().from(guess).where(eq(guess.accountId, accountId))),
    casesInvolving: async (personId, limit) => {
      if (!UUID.test(personId)) return [];
      const theirs = [caseFile.personId, caseFile.assigneeId, caseFile.takenOverBy].map((column) =>
        eq(column, personId),
      );
      const heard = sql`${personId} in (${caseFile.hearing} ->> 'respondentId', ${caseFile.hearing} ->> 'decidedBy', ${caseFile.hearing} ->> 'decidedFirstBy')`;
      const involved = orm.or(...theirs, sql`${caseFile.aboutIds} ? ${personId}`, heard);
      return await all(db.select().from(caseFile).where(involved).orderBy(asc(caseFile.id)).limit(limit));
    },
    casesAbout: async (personId, other, limit) => {
      if (!UUID.test(personId) || !UUID.test(other)) return [];
      const about = sql`${caseFile.aboutIds} ? ${personId} and not ${caseFile.aboutIds} ? ${other}`;
      return await all(db.select().from(caseFile).where(about).orderBy(asc(caseFile.id)).limit(limit));
    },
    casesWithFile: async ({ id, personId }) => {
      if (!UUID.test(id) || !UUID.test(personId)) return [];
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
      if (personId !== undefined && !UUID.test(personId)) return [];
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
      if (!UUID.test(threadId)) return [];
      const ids = db
        .select({ id: account.personId })
        .from(conversation)
        .innerJoin(account, eq(account.id, conversation.accountId))
        .where(eq(conversation.threadId, threadId));
      return await all(db.select().from(person).where(orm.inArray(person.id, ids)).orderBy(asc(person.id)));
    },
    directThread: async (personId, without, accountId) => {
      if (!UUID.test(personId)) return undefined;
      const places = db
        .select(THREAD)
        .from(account)
        .innerJoin(conversation, eq(conversation.accountId, account.id))
        .innerJoin(thread, eq(thread.id, conversation.threadId));
      const elsewhere = without.length > 0 ? orm.notInArray(thread.id, [...without]) : undefined;
      const by = accountId === undefined ? undefined : eq(account.id, accountId);
      const wanted = and(eq(account.personId, personId), elsewhere, by);
      const [found] = await all(places.where(wanted).orderBy(desc(conversation.updatedAt)).limit(1));
      return found;
    },
    accountsOf: async (personId) => {
      if (!UUID.test(personId)) return [];
      return await all(db.select().from(account).where(eq(account.personId, personId)).orderBy(asc(account.id)));
    },
    messageAbout: async (threadId, nativeId) => {
      // No platform's id has a comma, which parts ids here, or NUL, which no text of the database can have.
      if (!UUID.test(threadId) || nativeId.includes(',') || nativeId.includes('\0')) return undefined;
      const asked = and(eq(outbox.threadId, threadId), isAbout, sql`${sentPieces} @> array[${nativeId}]::text[]`);
      const [found] = await all(db.select({ about: ABOUT }).from(outbox).where(asked).limit(1));
      return found?.about;
    },
    thread: (id) => byId(id, () => db.select(THREAD).from(thread).where(eq(thread.id, id))),
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
  if (!UUID.test(id)) return undefined;
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
