/** Read-only questions that flows may ask, and what narrows them down. The store answers them (`store.ts`). */
import type { Application, ApplicationHealth, ApplicationStatus } from '../domain/application.ts';
import type { Callback } from '../domain/callback.ts';
import type { TakenPlaces } from '../domain/callback-slots.ts';
import type { Case, CaseKind } from '../domain/case.ts';
import type { Code, Guesses } from '../domain/code.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Outlet } from '../domain/outlet.ts';
import type { Account, Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { Question } from '../domain/question.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import type { SearchWord } from '../recognition/search-words.ts';
import type { Draft, JournalEntry } from './decision.ts';
import type { Event, ThreadRef } from './event.ts';
import type { Message } from './message.ts';
import type { ReportReads } from './reports.ts';

export type { SearchWord };

export interface FailedEvent {
  id: string;
  at: string;
  error: string;
  payload: Event | null;
}

/** A lot that waits for staff, as far as a list tells. */
export interface HeldLot {
  id: string;
  at: string;
  /** The author's display name. */
  name: string;
  messages: number;
  /** The beginning of the first words. */
  words: string;
}

export interface FailedSend {
  id: string;
  at: string;
  channel: string;
  error: string;
}

/** A refused message with all that it takes to send it again. */
export interface FailedMessage extends FailedSend {
  thread: ThreadRef;
  message: Message;
  replaces: string | null;
}

/** Which open cases; what is absent does not matter. */
export interface CaseFilter {
  kind?: CaseKind;
  /** Null: nobody's. */
  assigneeId?: string | null;
  /** Whether there is an answer that waits to be confirmed. */
  answered?: boolean;
  outletIds?: readonly string[];
  /** Whoever asks: what complains about them is left out. */
  reader?: { personId: string; confidential: boolean };
  /** Only what everyone of the staff may see. */
  open?: true;
}

/** Which open callbacks; what is absent does not matter. Moments are ISO 8601. */
export interface CallFilter {
  /** In whose charge; null: nobody's. */
  ownerId?: string | null;
  /** Also what is nobody's. */
  orNobodys?: true;
  /** Begins before. What waits for a decision counts as begun. */
  until?: string;
  /** Ends after. */
  from?: string;
  /** Time is up by then, of what was planned or promised, and nobody has begun. */
  overdueAt?: string;
  /** Whoever asks: what follows a case that they may not read is left out. */
  reader?: { personId: string; confidential: boolean };
  /** Only what everyone of the staff may see; or only what is confidential. */
  open?: boolean;
}

/** Read-only questions that flows may ask. */
export interface Reads {
  /** Every outlet, by code. May be up to five seconds old. */
  outlets(): Promise<readonly Outlet[]>;
  caseById(id: string): Promise<Case | undefined>;
  /** Case numbers are compared without regard to case. */
  caseByNumber(number: string): Promise<Case | undefined>;
  /** Cases not yet confirmed: urgent first, then by due time. */
  openCases(limit: number, filter?: CaseFilter): Promise<Case[]>;
  /** Cases in which all of these words are, open ones first, then the newest. */
  searchCases(words: readonly SearchWord[], limit: number, filter: CaseFilter): Promise<Case[]>;
  /** How many cases of each kind are not yet confirmed. */
  openCounts(filter?: CaseFilter): Promise<{ kind: CaseKind; count: number }[]>;
  /** Cases received from a moment on and before another, the newest first. */
  casesBetween(from: string, until: string, limit: number, filter?: CaseFilter): Promise<Case[]>;
  /** How many cases that are not answered yet each of staff has. */
  openLoads(): Promise<{ personId: string; count: number }[]>;
  /** How many people reported disputes about an outlet since a moment, and how many there were. */
  disputesAgainst(outletId: string, since: string): Promise<{ people: number; cases: number }>;
  /** A person's cases, newest first. */
  casesOf(personId: string, limit: number): Promise<Case[]>;
  /** The journal of an aggregate in order. */
  journalOf(id: string): Promise<JournalEntry[]>;
  /** Every quick reply that is in use, by name. */
  quickReplies(): Promise<QuickReply[]>;
  quickReply(id: string): Promise<QuickReply | undefined>;
  /** Every policy that may be quoted, by brand, key and language. May be up to five seconds old; the same list while nothing has changed. */
  policies(): Promise<readonly Policy[]>;
  policy(id: string): Promise<Policy | undefined>;
  /** Everything about one subject: each language and region, retired ones too. */
  policiesOf(subject: Pick<Policy, 'brand' | 'key'>): Promise<Policy[]>;
  dossier(id: string): Promise<Dossier | undefined>;
  /** A person's, the oldest first. */
  dossiersOf(personId: string, limit: number): Promise<Dossier[]>;
  application(id: string): Promise<Application | undefined>;
  /** A person's, the newest first. */
  applicationsOf(personId: string, limit: number): Promise<Application[]>;
  /** In one of these states, the newest first. */
  applicationsIn(statuses: readonly ApplicationStatus[], limit: number): Promise<Application[]>;
  applicationCounts(): Promise<{ status: ApplicationStatus; count: number }[]>;
  /** What the applicant told about their health; undefined: nothing, or they have taken it back. */
  applicationHealth(id: string): Promise<ApplicationHealth | undefined>;
  question(id: string): Promise<Question | undefined>;
  /** The question that a person answers in that case. */
  questionOf(caseId: string): Promise<Question | undefined>;
  /** By someone, the oldest first. */
  questionsBy(personId: string, limit: number): Promise<Question[]>;
  /** Those asked from a moment on, the newest first. */
  questionsSince(since: string, limit: number): Promise<Question[]>;
  /** Those in use, or not yet, with a draft that waits to be approved, the oldest first. */
  policyDrafts(limit: number): Promise<Policy[]>;
  /** Those retired last, first. */
  retiredPolicies(limit: number): Promise<Policy[]>;
  callbackById(id: string): Promise<Callback | undefined>;
  /** A person's callbacks, open ones first by time, then the newest. */
  callbacksOf(personId: string, limit: number): Promise<Callback[]>;
  /** Open callbacks by time. */
  openCallbacks(limit: number, filter: CallFilter): Promise<Callback[]>;
  /** How many each agent has; null: nobody. */
  openCallbackCounts(filter: CallFilter): Promise<{ ownerId: string | null; count: number }[]>;
  /** Callbacks about a case, open ones first, then the newest. */
  callbacksAbout(caseId: string, limit: number): Promise<Callback[]>;
  /** Open callbacks that an agent has to make, or that a person waits for or is still to hear of; more than 500 nobody has. */
  openCallbacksOf(side: 'agent' | 'person', personId: string): Promise<Callback[]>;
  /** All open callbacks whose window begins before a moment, the latest first. */
  callbacksBefore(before: string, page: { offset: number; limit: number }): Promise<Callback[]>;
  /** Callbacks of someone, or in their charge, ended ones too. */
  callbacksInvolving(personId: string, limit: number): Promise<Callback[]>;
  /** How many open callbacks there are on each day of that zone, YYYY-MM-DD; without those that have no time yet. */
  callbackLoads(zone: string): Promise<Record<string, number>>;
  /** The places that are taken in slots from a moment on and before another; without that of a callback which is to be moved. */
  slotsTaken(from: string, until: string, moving?: string): Promise<TakenPlaces>;
  /** Those of these ids that there are, in no order. */
  deliveries(ids: readonly string[]): Promise<Delivery[]>;
  /** For which no callback is planned yet, the oldest first. */
  unplannedDeliveries(limit: number): Promise<Delivery[]>;
  /** What someone has received. */
  deliveriesTo(personId: string, limit: number): Promise<Delivery[]>;
  person(id: string): Promise<Person | undefined>;
  /** Everyone who is staff now. */
  staff(): Promise<Person[]>;
  /** Everyone whom headquarters has entrusted with something, staff or not. */
  granted(): Promise<Person[]>;
  /** People with an account, or everyone, whose name, or that of an account, has these words. */
  peopleByName(words: string, limit: number, among?: 'everyone'): Promise<Person[]>;
  /** The code of that name, the newest if there were several. */
  codeByName(name: string): Promise<Code | undefined>;
  code(id: string): Promise<Code | undefined>;
  /** The wrong codes of an account. */
  guesses(accountId: string): Promise<Guesses | undefined>;
  /** Cases that someone reported, is in charge of, or that are about them. */
  casesInvolving(personId: string, limit: number): Promise<Case[]>;
  /** Cases about someone that are not known to be about `other` too. */
  casesAbout(personId: string, other: string, limit: number): Promise<Case[]>;
  /** Where a file stands: among the facts of a case, or in an entry of that kind of its history. */
  casesWithFile(file: { id: string; personId: string }): Promise<{ case: Case; kind: string }[]>;
  /** The audit log until a moment, newest first; of one person, only what they did and what happened to them. */
  audit(asked: {
    until: string;
    personId?: string | undefined;
    offset: number;
    limit: number;
  }): Promise<JournalEntry[]>;
  /** Who manages an outlet. */
  managersOf(outletId: string): Promise<Person[]>;
  /** Where the person last wrote with the bot, of all places but these; by that account, if it is named. */
  directThread(personId: string, without: readonly string[], accountId?: string): Promise<ThreadRef | undefined>;
  /** When the person last wrote with the bot, wherever. */
  lastWrote(personId: string): Promise<string | undefined>;
  /** Who has written with the bot in that thread. */
  peopleIn(threadId: string): Promise<Person[]>;
  /** The chat accounts that belong to a person. */
  accountsOf(personId: string): Promise<Account[]>;
  /** A person's open drafts, newest first. */
  draftsOf(personId: string, limit: number): Promise<Draft[]>;
  thread(id: string): Promise<ThreadRef | undefined>;
  /** The number of the case that a sent message of the thread is about, by the platform's id of the message or of a piece of it. */
  messageAbout(threadId: string, nativeId: string): Promise<string | undefined>;
  failedEvents(limit: number): Promise<FailedEvent[]>;
  /** One that was set aside, or a lot that is held back. */
  failedEvent(id: string): Promise<FailedEvent | undefined>;
  /** Newest first. */
  heldLots(limit: number): Promise<HeldLot[]>;
  failedSends(limit: number): Promise<FailedSend[]>;
  failedSend(id: string): Promise<FailedMessage | undefined>;
  reports: ReportReads;
}
