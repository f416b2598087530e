/** Who people are, what they are entrusted with, and the codes that prove it. */
import type { Reads } from '../core/reads.ts';
import type { Person } from '../domain/person.ts';
import { all } from './database-errors.ts';
import { orm } from './drizzle.ts';
import { isId } from './key-reads.ts';
import { byId, type Drizzle } from './queries.ts';
import { account, code, conversation, guess, person } from './schema.ts';

const { and, asc, eq, inArray, sql } = orm;

type PeopleReads = Pick<
  Reads,
  'staff' | 'granted' | 'peopleByName' | 'managersOf' | 'peopleIn' | 'codeByName' | 'code' | 'guesses'
>;

const isStaff = sql`${person.role} = 'staff'`;
const isGranted = sql`${person.grants} is not null`;

export function createPeopleReads(db: Drizzle): PeopleReads {
  const together = askTogether();
  return {
    staff: () => together('staff', () => all(db.select().from(person).where(isStaff).orderBy(asc(person.id)))),
    granted: () => all(db.select().from(person).where(isGranted).orderBy(asc(person.id))),
    peopleByName: async (words, limit, among) => {
      const like = `%${words.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`;
      const owned = sql`select from ${account} where ${account.personId} = ${person.id}`;
      const named = sql`${person.name} ilike ${like} or exists (${owned} and ${account.displayName} ilike ${like})`;
      const wanted = among === 'everyone' ? named : sql`(${named}) and exists (${owned})`;
      return await all(db.select().from(person).where(wanted).orderBy(asc(person.name), asc(person.id)).limit(limit));
    },
    managersOf: (outletId) =>
      together(`managers ${outletId}`, () =>
        all(
          db
            .select()
            .from(person)
            .where(and(isGranted, sql`${person.grants} -> 'manages' ? ${outletId}`))
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
      return await all(db.select().from(person).where(inArray(person.id, ids)).orderBy(asc(person.id)));
    },
    codeByName: async (name) => {
      const [found] = await all(db.select().from(code).where(eq(code.name, name)));
      return found;
    },
    code: (id) => byId(id, () => db.select().from(code).where(eq(code.id, id))),
    guesses: (accountId) => byId(accountId, () => db.select().from(guess).where(eq(guess.accountId, accountId))),
  };
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
