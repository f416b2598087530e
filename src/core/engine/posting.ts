/** Where replies go: to the desks, to those who supervise, to one person, to a thread; each becomes a row of the outbox in its reader's language. */
import { type Account, grantsOf, type Language, type Person } from '../../domain/person.ts';
import { supervises } from '../../domain/rights.ts';
import type { Decision, OutboxRow } from '../decision.ts';
import type { ThreadRef } from '../event.ts';
import { idOf } from '../ids.ts';
import { localise, localiseReply } from '../localise.ts';
import type { Message, Reply, Settles } from '../message.ts';
import type { FailedMessage, Reads } from '../reads.ts';

/** A thread that headquarters reads. */
export interface Desk {
  thread: ThreadRef;
  language: Language;
  /** Whose choice of language the thread follows, where it has a single reader. */
  readerId?: string;
}

export interface PostOptions {
  desks: readonly Desk[];
  reads: Pick<Reads, 'person' | 'staff' | 'accountsOf' | 'directThread'>;
  /** Where an account is written to that has not written by itself yet. */
  directThread?(account: Account): ThreadRef | undefined;
  /** Whether several people read along in a thread that is no desk; absent: nowhere. */
  isShared?(thread: ThreadRef): boolean;
}

/** Its row is there before anything is sent to it. */
export function addThread(decision: Decision, thread: ThreadRef): void {
  if (!decision.threads.some((known) => known.id === thread.id)) decision.threads.push(thread);
}

/** To every desk; what is confidential to those who supervise instead. */
export async function postToDesks(
  decision: Decision,
  fromEvent: string,
  reply: Reply,
  name: string,
  options: PostOptions,
): Promise<void> {
  if (reply.confidential) {
    await postToSupervision(decision, fromEvent, reply, reply.confidential, name, options);
    return;
  }
  for (const desk of options.desks) {
    const reader = desk.readerId ? await options.reads.person(desk.readerId) : undefined;
    addToOutbox(decision, fromEvent, desk.thread, reader?.language ?? desk.language, reply, `desk:${name}`);
  }
}

/** F07: who is complained about does not receive it, so it goes to everyone who supervises, each by themselves. */
export async function postToSupervision(
  decision: Decision,
  fromEvent: string,
  reply: Reply,
  without: readonly string[],
  name: string,
  options: PostOptions,
): Promise<void> {
  for (const person of await options.reads.staff()) {
    if (!supervises(person) || without.includes(person.id)) continue;
    const language = person.language ?? options.desks[0]?.language ?? 'zh-Hans';
    const told = { personId: person.id, reply };
    await postToPerson(decision, fromEvent, told, `${name}:${person.id}`, language, options);
  }
}

/** Where someone writes with the bot by themselves; what can't reach them by any way is not said, or told to the desk. */
export async function postToPerson(
  decision: Decision,
  fromEvent: string,
  { personId, reply, besideDesk, orDesk }: { personId: string; reply: Reply; besideDesk?: true; orDesk?: Reply },
  name: string,
  fallback: Language,
  options: PostOptions,
): Promise<void> {
  const { desks, reads } = options;
  const own = desks.find(({ readerId }) => readerId === personId);
  if (own && besideDesk) return;
  const elsewhere = desks.map(({ thread }) => thread.id);
  const [person, last] = await Promise.all([
    reads.person(personId),
    own ? undefined : ownThread(personId, elsewhere, undefined, options),
  ]);
  const via = person && membershipOf(person);
  const byAccount = async (id: string) =>
    (await ownThread(personId, elsewhere, id, options)) ?? (await firstPlace(personId, id, options));
  const anywhere = async () => last ?? (await firstPlace(personId, undefined, options));
  // A chat that is linked to that of a member of the desk's channel has no rights by it, and gets nothing to read by it either.
  const forStaff = reply.about !== undefined || reply.confidential !== undefined;
  const thread =
    own?.thread ?? (via ? ((await byAccount(via)) ?? (forStaff ? undefined : await anywhere())) : await anywhere());
  if (thread) addToOutbox(decision, fromEvent, thread, person?.language ?? fallback, reply, `person:${name}`);
  else if (orDesk) await postToDesks(decision, fromEvent, orDesk, name, options);
}

/** As many groups are passed over in which someone has written more lately than by themselves. */
const GROUPS_MAX = 10;

/** Where they last wrote with nobody reading along. */
async function ownThread(
  personId: string,
  desks: readonly string[],
  accountId: string | undefined,
  { reads, isShared }: PostOptions,
): Promise<ThreadRef | undefined> {
  const without = [...desks];
  for (let passed = 0; passed < GROUPS_MAX; passed += 1) {
    const thread = await reads.directThread(personId, without, accountId);
    if (!thread || !isShared?.(thread)) return thread;
    without.push(thread.id);
  }
  return undefined;
}

/** The account that is in the desk's channel, of someone who is staff by that alone. */
function membershipOf(person: Person): string | null {
  const { named, via } = grantsOf(person);
  return person.role === 'staff' && !named ? via : null;
}

/** Where one of their accounts, or that one, is written to that has not written by itself yet. */
async function firstPlace(
  personId: string,
  only: string | undefined,
  { reads, directThread }: PostOptions,
): Promise<ThreadRef | undefined> {
  if (!directThread) return undefined;
  for (const account of await reads.accountsOf(personId)) {
    const thread = only === undefined || account.id === only ? directThread(account) : undefined;
    if (thread) return thread;
  }
  return undefined;
}

export function addToOutbox(
  decision: Decision,
  fromEvent: string,
  thread: ThreadRef,
  language: Language,
  reply: Reply,
  name: string,
): void {
  addThread(decision, thread);
  const row: OutboxRow = {
    id: reply.name === undefined ? idOf('outbox', thread.id, fromEvent, name) : outboxId(thread, reply.name),
    threadId: thread.id,
    eventId: fromEvent,
    message: {
      ...localiseReply(reply, language),
      ...(reply.settles && { settles: settled(reply.settles, thread, language) }),
      ...(reply.under !== undefined && { under: outboxId(thread, reply.under) }),
    },
    replaces: reply.replaces === undefined ? null : outboxId(thread, reply.replaces),
  };
  decision.outbox.push(row);
}

/** The copy is as it was, also in its language; the refused row is given up by the same statement. */
export function sendAgain(
  decision: Decision,
  fromEvent: string,
  { id, thread, message, replaces }: FailedMessage,
): void {
  addThread(decision, thread);
  const copy = idOf('outbox', thread.id, fromEvent, 'resent', id);
  decision.outbox.push({ id: copy, threadId: thread.id, eventId: fromEvent, message, replaces });
  decision.expects.push({ type: 'failed-send', id });
}

function settled({ name, chosen }: Settles, thread: ThreadRef, language: Language): NonNullable<Message['settles']> {
  return { outboxId: outboxId(thread, name), ...(chosen && { chosen: localise(chosen, language) }) };
}

const outboxId = (thread: ThreadRef, name: string): string => idOf('outbox', thread.id, 'named', name);
