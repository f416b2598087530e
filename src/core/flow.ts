/**
 * What the engine asks of the flows, and what they may answer. A flow is pure: the clock, ids and everything read come in with
 * the context; everything written goes out as effects. It never sees a platform, a driver or the host's clock.
 */
import type { Application, ApplicationEntry, ApplicationHealth } from '../domain/application.ts';
import type { ApplicationRules } from '../domain/application-rules.ts';
import type { Callback, CallbackEntry } from '../domain/callback.ts';
import type { CallbackRules } from '../domain/callback-rules.ts';
import type { Place } from '../domain/callback-slots.ts';
import type { Case } from '../domain/case.ts';
import type { Code, Guesses } from '../domain/code.ts';
import type { Deadlines } from '../domain/deadlines.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { DossierRules } from '../domain/dossier-rules.ts';
import type { Account, Language, Person } from '../domain/person.ts';
import type { Policy, PolicyEntry } from '../domain/policy.ts';
import type { Question } from '../domain/question.ts';
import type { Routing } from '../domain/queues.ts';
import type { QuickReply } from '../domain/quick-reply.ts';
import type { NewCode } from './codes.ts';
import type { Answer, Conversation, Draft, Frame, Json } from './decision.ts';
import type { FlowEvent, ThreadRef, Timer } from './event.ts';
import type { DocumentEffect } from './files.ts';
import type { DialogReply, Reply, Text } from './message.ts';
import type { FailedEvent, FailedMessage, HeldLot, Reads } from './reads.ts';

export interface Context {
  /** The database's clock, ISO 8601. */
  now: string;
  /** Headquarters' zone, IANA. */
  zone: string;
  /** How long cases may take, as headquarters has set it. */
  deadlines: Deadlines;
  /** When people are called back, as headquarters has set it. */
  callRules: CallbackRules;
  /** How applications are scored and decided, as headquarters has set it. */
  applicationRules: ApplicationRules;
  /** Waiting periods, and when a forecast is too high, as headquarters has set it. */
  dossierRules: DossierRules;
  /** Who works on which cases, as headquarters has set it. */
  routing: Routing;
  /** The language that the author reads. */
  language: Language;
  /** Where replies go; undefined for events that belong to no conversation. */
  thread: ThreadRef | undefined;
  /** Undefined for events that no person caused. */
  person: Person | undefined;
  /** The platform says that their role is another one than it was. */
  changed: boolean;
  account: Account | undefined;
  conversation: Conversation | undefined;
  /** Whether the author's channel shows answers at once, beside the outbox. */
  immediate: boolean;
  /** Whether it can show a form as a dialog. */
  dialogs: boolean;
  /** Whether a moment can be chosen in those. */
  pickers?: boolean;
  /** Whether others read along there. */
  shared: boolean;
  /** A desk that nobody but this person reads. */
  ownDesk?: boolean;
  /** Whether headquarters reads the thread of that id together; absent: none is. */
  isDesk?(threadId: string): boolean;
  /** The number that this turn's journal entry will have: names the question on display. */
  turn: number;
  /** Answers of the open drafts, by draft id. */
  drafts: ReadonlyMap<string, { draft: Draft; answers: readonly Answer[] }>;
  reads: Reads;
  /** An id that follows from the event and the name, the same when the event is decided again. */
  id(name: string): string;
  /** A new one-time code that nobody can foresee; it follows from the event and the name. A reply shows it by its `code`. */
  code(name: string): Promise<NewCode>;
  /** Whether this is the secret part of the code with that hash. */
  fitsCode(secret: string, hash: string): Promise<boolean>;
  /** The next readable case number, such as C-1042. */
  caseNumber(): Promise<string>;
}

/** What is said there is read by more people than the one who asked. */
export const othersReadAlong = ({ shared, ownDesk }: Pick<Context, 'shared' | 'ownDesk'>): boolean =>
  shared && ownDesk !== true;

export interface Outcome {
  /** The open flows from now on; absent: as they were. */
  frames?: Frame[];
  /** Committed: they go to the thread of the event through the outbox. */
  replies: Reply[];
  /** Belong to the request. An outcome of only these is a question: nothing is written. */
  immediate?: ImmediateReply[];
  effects: Effect[];
}

export type ImmediateReply =
  | { type: 'reply'; reply: Reply }
  /** Opens a dialog, or shows an open one anew. */
  | { type: 'dialog'; dialog: DialogReply }
  | { type: 'problems'; problems: { field: string; text: Text }[]; dialog?: DialogReply };

export type Effect =
  /** Says something elsewhere. The desk is every thread that headquarters reads; `elsewhere`: but the one that this happened in. */
  | { type: 'post'; to: 'desk'; reply: Reply; elsewhere?: boolean }
  /**
   * To wherever that person writes with the bot by themselves, in the language that they read. `besideDesk`: the desk is told of it too, so
   * whoever reads a desk by themselves knows it already. `orDesk`: what the desk is told where nothing reaches them by themselves.
   */
  | { type: 'post'; to: 'person'; personId: string; reply: Reply; besideDesk?: true; orDesk?: Reply }
  | { type: 'post'; to: ThreadRef; language: Language; reply: Reply }
  /** The case as it is now, with the journal entry of its `seq`. */
  | { type: 'case'; case: Case; entry: { kind: string; body: { [key: string]: Json } } }
  /** `entry`: what stands in their journal; absent: that they changed. */
  | { type: 'person'; person: Person; entry?: { kind: string; body: { [key: string]: Json } } }
  /** A quick reply as it is now, with the journal entry of its `seq`. */
  | { type: 'quick-reply'; reply: QuickReply; entry: { kind: string; body: { [key: string]: Json } } }
  /** The question as it is now, with the journal entry of its `seq`. */
  | { type: 'question'; question: Question; entry: { kind: string; body: { [key: string]: Json } } }
  /** The dossier as it is now, with the journal entry of its `seq`. */
  | { type: 'dossier'; dossier: Dossier; entry: { kind: string; body: { [key: string]: Json } } }
  /** The application as it is now, with the journal entry of its `seq`. `health`: what is kept of it from now on; absent: as it was. */
  | { type: 'application'; application: Application; entry: ApplicationEntry | MovedEntry; health?: ApplicationHealth }
  /** The policy as it is now, with the journal entry of its `seq`. */
  | { type: 'policy'; policy: Policy; entry: PolicyEntry }
  /**
   * The callback as it is now, with the journal entry of its `seq`. `place`: the one that it takes, in place of what it had; null: it
   * needs none any more; absent: as it was.
   */
  | {
      type: 'callback';
      callback: Callback;
      entry: Pick<CallbackEntry, 'kind' | 'body'> | MovedEntry;
      place?: Place | null;
    }
  /** The delivery as it is now, with the journal entry of its `seq`. */
  | { type: 'delivery'; delivery: Delivery; entry: { kind: string; body: { [key: string]: Json } } }
  | { type: 'account'; account: Account }
  /** The code as it is now, with the journal entry of its `seq`. */
  | { type: 'code'; code: Code; entry: string }
  | { type: 'guesses'; guesses: Guesses }
  /** What someone did that the audit log tells; about whom, if about someone. */
  | { type: 'audit'; kind: AuditKind; body: { [key: string]: Json } }
  /** Open drafts and files go from one person to another. */
  | { type: 'move'; from: string; to: string }
  | { type: 'draft'; draft: Draft }
  | DocumentEffect
  | { type: 'answer'; answer: Answer }
  | { type: 'forget'; draftId: string; field: string }
  /** Sets or moves the timer of that key. */
  | { type: 'timer'; timer: Omit<Timer, 'rev'> }
  | { type: 'cancel-timer'; key: string }
  /** The act needs the person's rights, also at the moment when it is written. */
  | { type: 'needs-rights'; person: Person }
  /** A set-aside event is to be handled again; by a timer, so that a crash in between loses nothing. */
  | { type: 'replay'; eventId: string }
  /** A refused message is to be sent again, as the newest of its thread. */
  | { type: 'resend'; failed: FailedMessage }
  | { type: 'purge-events'; before: string }
  /** Uploads that no event has named by then are forgotten. */
  | { type: 'purge-uploads'; before: string }
  /** Codes that ended before are forgotten. */
  | { type: 'purge-codes'; before: string };

/** It belongs to another person now. */
export interface MovedEntry {
  kind: 'moved';
  body: { from: string; to: string };
}

/** What the audit log has; each is a kind of journal entry, with `audit:` before it. */
export const AUDIT_KINDS = [
  ...(['grant', 'revoke', 'owner', 'link', 'unlink', 'join', 'lockout'] as const),
  ...(['replay', 'resend', 'export', 'number'] as const),
  ...(['invite', 'wait', 'decline', 'health', 'dossier'] as const),
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** All flows together, as the engine sees them. */
export interface Bot {
  /** Kinds of timers that set their next one by themselves; one that goes wrong does not end the chain. */
  recurring?: ReadonlySet<string>;
  respond(event: FlowEvent, context: Context): Promise<Outcome>;
  /** What to say to the author of an event that had to be set aside. */
  apology(): Reply;
  /** What to tell the desk about it. */
  setAside(failed: Pick<FailedEvent, 'id' | 'error'>): Reply;
  /** What to say when someone writes faster than can be answered: to them, and to the desk. */
  heldBack(lot: Pick<HeldLot, 'id' | 'name'>): { author: Reply; desk: Reply };
}

/** An answer to a question: said at once, nothing is written. */
export const atOnce = (reply: Reply): Outcome => ({ replies: [], immediate: [{ type: 'reply', reply }], effects: [] });
