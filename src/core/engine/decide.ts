/**
 * From one event and what it concerns to a decision: asks the flows, and has their outcome turned into rows. Reads nothing but what the
 * flows ask for, writes nothing.
 */
import { type ApplicationRules, DEFAULT_APPLICATION_RULES } from '../../domain/application-rules.ts';
import { type CallbackRules, DEFAULT_CALLBACK_RULES } from '../../domain/callback-rules.ts';
import { DEFAULT_DEADLINES, type Deadlines } from '../../domain/deadlines.ts';
import { DEFAULT_DOSSIER_RULES, type DossierRules } from '../../domain/dossier-rules.ts';
import { type Account, grantsOf, type Language, type Person, type Role } from '../../domain/person.ts';
import { DEFAULT_ROUTING, type Routing } from '../../domain/queues.ts';
import type { Answer as EngineAnswer, Immediate } from '../adapter.ts';
import { type Codes, codesOf, revealed, withoutCode } from '../codes.ts';
import { type Conversation, type Decision, emptyDecision } from '../decision.ts';
import { type Author, type Event, type FlowEvent, mendEvent, type ThreadRef, type TimerEvent } from '../event.ts';
import { tidied } from '../files.ts';
import type { Bot, Context, ImmediateReply, Outcome } from '../flow.ts';
import { conversationId, eventId, idOf, personId } from '../ids.ts';
import { localise, localiseDialog, localiseReply } from '../localise.ts';
import { type Reply, say } from '../message.ts';
import type { FailedEvent } from '../reads.ts';
import type { Loaded, LoadRef, Store } from '../store.ts';
import {
  compose,
  eventRow,
  filesOf,
  kindOf,
  languageAfter,
  REPLAY_TIMER,
  type Subject,
  timerExpectation,
} from './compose.ts';
import { asMessage, decideLot, lotAside } from './lots.ts';
import { addToOutbox, type Desk, postToDesks } from './posting.ts';
import { readsOnce } from './reads-once.ts';

export interface DecideOptions {
  store: Store;
  bot: Bot;
  desks: readonly Desk[];
  /** Headquarters' zone, IANA. */
  zone: string;
  /** How long cases may take; absent: as the domain has it. */
  deadlines?: Deadlines;
  /** When people are called back; absent: as the domain has it. */
  callRules?: CallbackRules;
  /** How applications are scored and decided; absent: as the domain has it. */
  applicationRules?: ApplicationRules;
  /** Waiting periods before signing; absent: as the domain has it. */
  dossierRules?: DossierRules;
  /** Who works on which cases; absent: as the domain has it. */
  routing?: Routing;
  defaultLanguage: Language;
  /** Whether the channel can show an answer at once, beside the outbox. */
  canAnswerAtOnce(channel: string): boolean;
  /** What someone is who writes there for the first time; absent: a prospect. */
  newcomerRole?(channel: string): Role;
  /** Where an account is written to that has not written by itself yet; absent: nowhere. */
  directThread?(account: Account): ThreadRef | undefined;
  /** Whether several people read along in a thread that is no desk; absent: nowhere. */
  isShared?(thread: ThreadRef): boolean;
  /** Whether the channel can show a form as a dialog; absent: none can. */
  canShowDialogs?(channel: string): boolean;
  /** Whether those have native pickers of a day and a time. */
  canPick?(channel: string): boolean;
}

export type Verdict =
  | { type: 'write'; decision: Decision; answer: EngineAnswer }
  /** Nothing to write: a question, a repeat, a timer that was moved. */
  | { type: 'answer'; answer: EngineAnswer };

export function loadRefOf(event: Event): LoadRef {
  switch (event.type) {
    case 'person': {
      const { accountId } = event.author;
      return { eventId: event.id, accountId, conversationId: conversationId(event.thread.id, accountId) };
    }
    case 'timer': {
      const { key, rev, ids } = event.timer;
      return {
        eventId: event.id,
        timer: { key, rev },
        ...(ids.account && { accountId: ids.account }),
        ...(ids.account && ids.thread && { conversationId: conversationId(ids.thread, ids.account) }),
      };
    }
    case 'undelivered':
    case 'unmade':
      return { eventId: event.id };
    case 'file': {
      const { accountId, threadId } = event.file;
      return { eventId: event.id, accountId, conversationId: conversationId(threadId, accountId) };
    }
    case 'lot':
      return { eventId: event.id, accountId: event.author.accountId, further: event.acts.map(({ id }) => id) };
    default:
      return event satisfies never;
  }
}

export async function decide(event: Event, loaded: Loaded, options: DecideOptions): Promise<Verdict> {
  if (event.type === 'lot') return await decideLot(event, loaded, options);
  if (loaded.known) return { type: 'answer', answer: { status: 'known', immediate: [] } };
  if (event.type === 'timer') {
    if (!loaded.timerAlive) return { type: 'answer', answer: { status: 'known', immediate: [] } };
    if (event.timer.kind === REPLAY_TIMER) return await decideReplay(event, options);
  }
  return await decideFresh(event, loaded, options);
}

async function decideFresh(given: FlowEvent, loaded: Loaded, options: DecideOptions): Promise<Verdict> {
  const event = withTidyFiles(given);
  const subject = await subjectOf(event, loaded, options);
  const context = contextOf(event, subject, loaded, options);
  const outcome = asStored(await options.bot.respond(event, context), subject.person, context.person);
  const immediate = outcome.immediate ?? [];
  const atOnce = context.immediate;
  const asks =
    outcome.frames === undefined &&
    outcome.effects.length === 0 &&
    outcome.replies.length === 0 &&
    filesOf(event).length === 0;
  if (asks && atOnce && event.type === 'person') {
    return {
      type: 'answer',
      answer: {
        status: 'read',
        immediate: await spoken(immediate, languageAfter(outcome, context), codesOf(options.store)),
      },
    };
  }
  const said = atOnce ? outcome : withCommittedImmediates(outcome);
  const decision = await compose(event, subject, context, said, composing(options));
  const answer: EngineAnswer = {
    status: 'done',
    immediate: atOnce ? await spoken(immediate, languageAfter(outcome, context), codesOf(options.store)) : [],
  };
  return { type: 'write', decision, answer };
}

/** Names of files are as hostile as words, and are shown where words are not. */
function withTidyFiles(event: FlowEvent): FlowEvent {
  if (event.type !== 'person') return event;
  const { input } = event;
  if (input.type === 'message' && input.files) return { ...event, input: { ...input, files: input.files.map(tidied) } };
  if (input.type !== 'dialog' || !input.files) return event;
  const files = Object.entries(input.files).map(([field, sent]) => [field, sent.map(tidied)]);
  return { ...event, input: { ...input, files: Object.fromEntries(files) } };
}

/** Handles a set-aside event again, as if it came now; the replay timer and the `failed` mark go with the same commit. */
async function decideReplay(event: TimerEvent, options: DecideOptions): Promise<Verdict> {
  const failedId = event.timer.ids.event ?? '';
  const failed = await options.store.reads.failedEvent(failedId);
  if (!failed?.payload) {
    const decision = emptyDecision(eventRow(event));
    decision.expects.push(timerExpectation(event));
    return { type: 'write', decision, answer: { status: 'done', immediate: [] } };
  }
  const { payload } = failed;
  const again = asAuthored(payload.type === 'lot' ? asMessage(payload, event.id) : { ...payload, id: event.id });
  const [loaded] = await options.store.load([{ ...loadRefOf(again), eventId: event.id }]);
  if (!loaded) throw new Error('the store answered fewer loads than were asked');
  const verdict = await decideFresh(again, loaded, { ...options, canAnswerAtOnce: () => false });
  if (verdict.type === 'write') {
    verdict.decision.event.kind = event.timer.kind;
    verdict.decision.expects = verdict.decision.expects.filter((expectation) => expectation.type !== 'timer');
    verdict.decision.expects.push(timerExpectation(event), stillAsRead(failed));
  }
  return verdict;
}

/** Whether its author was in the desk's channel at that time does not say what they are now. */
function asAuthored(event: FlowEvent): FlowEvent {
  if (event.type !== 'person') return event;
  const { staff: _, ...author } = event.author;
  return { ...event, author };
}

/** What is written when an event could not be handled: the event itself, an apology to its author and word to the desk. */
export async function decideSetAside(
  event: Event,
  loaded: Loaded | undefined,
  error: string,
  options: DecideOptions,
): Promise<Verdict> {
  const known: Verdict = { type: 'answer', answer: { status: 'known', immediate: [] } };
  if (loaded?.known && event.type !== 'lot') return known;
  const decision = event.type === 'lot' ? lotAside(event, loaded, error) : aside(event, error);
  if (!decision) return known;
  if (event.type === 'timer') {
    if (loaded && !loaded.timerAlive) return known;
    decision.expects.push(timerExpectation(event));
    if (event.timer.kind === REPLAY_TIMER) await standIn(decision, event, options);
    if (loaded && options.bot.recurring?.has(event.timer.kind)) goOn(decision, event, loaded.now);
  }
  if (event.type === 'person' || event.type === 'lot') {
    const language = loaded?.person?.language ?? event.author.languageHint ?? options.defaultLanguage;
    addToOutbox(decision, event.id, event.thread, language, options.bot.apology(), 'apology');
  }
  await postToDesks(
    decision,
    event.id,
    options.bot.setAside({ id: decision.lots[0]?.id ?? event.id, error }),
    'set-aside',
    composing(options),
  );
  return { type: 'write', decision, answer: { status: 'done', immediate: [] } };
}

/** When a link of a chain has failed, the next one tries again after so long. */
const CHAIN_PAUSE_MS = 600_000;

/** One link that goes wrong must not end all those after it; were it replayed as well, there would be two chains. */
function goOn(decision: Decision, { id, timer }: TimerEvent, now: string): void {
  const dueAt = new Date(Date.parse(now) + CHAIN_PAUSE_MS).toISOString();
  decision.timers.push({ ...timer, key: `${timer.kind}:${id}`, rev: id, dueAt });
  decision.event.payload = null;
}

const stillAsRead = ({ id, payload }: FailedEvent): Decision['expects'][number] => ({
  type: 'failed-event',
  id,
  ...(payload?.type === 'lot' && { acts: payload.acts.length }),
});

const aside = (event: FlowEvent, error: string): Decision =>
  emptyDecision({ id: event.id, kind: kindOf(event), status: 'failed', payload: mendEvent(withoutCode(event)), error });

/** A replay that went wrong again takes the place of the event that it was for, so that there is still one to be replayed. */
async function standIn(decision: Decision, { timer }: TimerEvent, options: DecideOptions): Promise<void> {
  const failed = await options.store.reads.failedEvent(timer.ids.event ?? '');
  if (!failed?.payload) return;
  decision.event.payload = failed.payload;
  decision.expects.push(stillAsRead(failed));
}

async function subjectOf(event: FlowEvent, loaded: Loaded, options: DecideOptions): Promise<Subject> {
  if (event.type !== 'person') {
    const threadId =
      event.type === 'timer' ? event.timer.ids.thread : event.type === 'file' ? event.file.threadId : undefined;
    const thread = threadId ? await options.store.reads.thread(threadId) : undefined;
    return { thread, person: loaded.person, newcomer: false, conversation: loaded.conversation };
  }
  const { accountId, channel, displayName } = event.author;
  const known: Person = loaded.person ?? {
    id: personId(accountId),
    seq: 1,
    role: options.newcomerRole?.(channel) ?? 'prospect',
    language: null,
    name: displayName || null,
    phone: null,
    zone: null,
    noCalls: false,
    inquiry: null,
    grants: null,
    createdAt: loaded.now,
  };
  const conversation: Conversation = loaded.conversation ?? {
    id: conversationId(event.thread.id, accountId),
    seq: 0,
    threadId: event.thread.id,
    accountId,
    frames: [],
    updatedAt: loaded.now,
  };
  const person = withRole(known, event.author);
  const changed = loaded.person !== undefined && person !== known;
  return { thread: event.thread, person, newcomer: !loaded.person, changed, conversation };
}

/** Who has left the desk's channel is staff no more, from the next thing that they do; unless an owner has named them. */
function withRole(person: Person, { accountId, staff }: Author): Person {
  const { role } = person;
  const grants = grantsOf(person);
  if (staff === undefined || staff === (role === 'staff') || (!staff && grants.named)) return person;
  if (role !== 'staff') return { ...person, role: 'staff', grants: { ...grants, via: accountId, before: role } };
  // Another of their accounts was never in that channel.
  return isElsewhere(person, accountId)
    ? person
    : { ...person, role: grants.before ?? 'prospect', grants: person.grants && { ...grants, via: null } };
}

/** Staff by what another of their accounts is: here they are what they were before. */
function isElsewhere(person: Person, accountId: string): boolean {
  const { named, via } = grantsOf(person);
  return person.role === 'staff' && !named && via !== null && via !== accountId;
}

const seenHere = (person: Person, event: Event): Person =>
  event.type === 'person' && isElsewhere(person, event.author.accountId)
    ? { ...person, role: grantsOf(person).before ?? 'prospect' }
    : person;

/** What is stored of someone is what they are everywhere. */
function asStored(outcome: Outcome, stored: Person | undefined, seen: Person | undefined): Outcome {
  if (!stored || stored === seen) return outcome;
  const effects = outcome.effects.map((effect) =>
    effect.type === 'person' && effect.person.id === stored.id && effect.person.role === seen?.role
      ? { ...effect, person: { ...effect.person, role: stored.role } }
      : effect,
  );
  return { ...outcome, effects };
}

function contextOf(event: FlowEvent, subject: Subject, loaded: Loaded, options: DecideOptions): Context {
  const { thread, conversation } = subject;
  const person = subject.person && seenHere(subject.person, event);
  const hint = event.type === 'person' ? event.author.languageHint : undefined;
  return {
    now: loaded.now,
    zone: options.zone,
    deadlines: options.deadlines ?? DEFAULT_DEADLINES,
    callRules: options.callRules ?? DEFAULT_CALLBACK_RULES,
    applicationRules: options.applicationRules ?? DEFAULT_APPLICATION_RULES,
    dossierRules: options.dossierRules ?? DEFAULT_DOSSIER_RULES,
    routing: options.routing ?? DEFAULT_ROUTING,
    language: person?.language ?? hint ?? options.defaultLanguage,
    thread,
    person,
    changed: subject.changed ?? false,
    account: loaded.account,
    conversation,
    immediate: !thread || options.canAnswerAtOnce(thread.channel),
    dialogs: thread !== undefined && (options.canShowDialogs?.(thread.channel) ?? false),
    pickers: thread !== undefined && (options.canPick?.(thread.channel) ?? false),
    turn: (conversation?.seq ?? 0) + 1,
    drafts: new Map(loaded.drafts.map((entry) => [entry.draft.id, entry])),
    reads: readsOnce(options.store.reads),
    shared:
      thread !== undefined &&
      (options.desks.some((desk) => desk.thread.id === thread.id) || (options.isShared?.(thread) ?? false)),
    isDesk: (threadId) => options.desks.some((desk) => desk.thread.id === threadId),
    ownDesk: options.desks.some((desk) => desk.thread.id === thread?.id && desk.readerId === person?.id),
    id: (name) => idOf(event.id, name),
    code: (name) => codesOf(options.store).make(`${event.id} ${name}`),
    fitsCode: (secret, hash) => codesOf(options.store).fits(secret, hash),
    caseNumber: async () => {
      const [number] = await options.store.caseNumbers(1);
      return `C-${number}`;
    },
  };
}

const composing = ({ desks, store, directThread, isShared }: DecideOptions) => ({
  desks,
  reads: store.reads,
  ...(directThread && { directThread }),
  ...(isShared && { isShared }),
});

function withCommittedImmediates(outcome: Outcome): Outcome {
  const replies = (outcome.immediate ?? []).map(inThread);
  return { ...outcome, replies: [...replies, ...outcome.replies] };
}

/** What belongs to a request, as a message of the thread. */
function inThread(item: ImmediateReply): Reply {
  if (item.type === 'reply') return item.reply;
  if (item.type === 'dialog') return { text: say('form.dialog.not-here', { title: item.dialog.title }) };
  const labels = new Map(item.dialog?.fields.map(({ name, label }) => [name, label]));
  const lines = item.problems.map(({ field, text }) => {
    const label = labels.get(field);
    return label ? say('form.dialog.problem', { label, problem: text }) : text;
  });
  return { text: { lines } };
}

async function spoken(immediate: readonly ImmediateReply[], language: Language, codes: Codes): Promise<Immediate[]> {
  const said = immediate.map((item) => putIntoWords(item, language));
  return await Promise.all(
    said.map(async (item) =>
      item.type === 'message' ? { ...item, message: await revealed(item.message, codes) } : item,
    ),
  );
}

function putIntoWords(item: ImmediateReply, language: Language): Immediate {
  if (item.type === 'reply') return { type: 'message', message: localiseReply(item.reply, language) };
  if (item.type === 'dialog') return { type: 'dialog', dialog: localiseDialog(item.dialog, language) };
  const problems = item.problems.map(({ field, text }) => ({ field, text: localise(text, language) }));
  return { type: 'problems', problems, ...(item.dialog && { dialog: localiseDialog(item.dialog, language) }) };
}

/** The event of a timer that came due. */
export const timerEvent = (timer: TimerEvent['timer']): TimerEvent => ({
  type: 'timer',
  id: eventId('timer', `${timer.key}:${timer.rev}`),
  timer,
});
