/** From what a flow wants to rows: the state of each aggregate with its journal entry, and every reply in its reader's language. */
import { TELLS } from '../../domain/callback-changes.ts';
import type { Language, Person } from '../../domain/person.ts';
import { withoutCode } from '../codes.ts';
import { type Conversation, type Decision, type Expectation, emptyDecision, type Json } from '../decision.ts';
import type { Event, FileRef, PersonEvent, ThreadRef, TimerEvent } from '../event.ts';
import { DOCUMENTS, type DocumentEffect } from '../files.ts';
import { type Context, type Effect, type Outcome, othersReadAlong } from '../flow.ts';
import { idOf } from '../ids.ts';
import { say } from '../message.ts';
import {
  addThread,
  addToOutbox,
  type PostOptions,
  postToDesks,
  postToPerson,
  postToSupervision,
  sendAgain,
} from './posting.ts';

/** Whom and what an event is about. */
export interface Subject {
  thread: ThreadRef | undefined;
  person: Person | undefined;
  /** The person was not known before and must be written. */
  newcomer: boolean;
  /** The platform says that their role is another one now. */
  changed?: boolean;
  conversation: Conversation | undefined;
}

/** Timers of this kind carry a set-aside event that staff want handled again. */
export const REPLAY_TIMER = 'event.replay';

export async function compose(
  event: Event,
  subject: Subject,
  context: Context,
  outcome: Outcome,
  options: PostOptions,
): Promise<Decision> {
  const decision = emptyDecision(eventRow(event));
  const actorId = event.type === 'person' ? (subject.person?.id ?? null) : null;
  if (event.type === 'timer') decision.expects.push(timerExpectation(event));
  if (subject.newcomer && subject.person && event.type === 'person')
    addNewcomer(decision, subject.person, event, context);
  else if (subject.changed && subject.person)
    putPerson(decision, nextPerson(decision, subject.person), event, actorId, context);
  if (subject.conversation && (event.type === 'person' || outcome.frames)) {
    const seq = subject.conversation.seq + 1;
    const frames = outcome.frames ?? subject.conversation.frames;
    decision.conversations.push({ ...subject.conversation, seq, frames, updatedAt: context.now });
    const { kind, body } = turnOf(event);
    const { id } = subject.conversation;
    decision.journal.push({
      id,
      seq,
      aggregate: 'conversation',
      eventId: event.id,
      at: context.now,
      actorId,
      kind,
      body,
    });
  }
  // Where someone begins to write, they can be written to, also when all was answered at once so far.
  if (event.type === 'person' && subject.conversation?.seq === 0) addThread(decision, event.thread);
  if (event.type === 'person') addFiles(decision, event, subject.person);
  const language = languageAfter(outcome, context);
  const forFew = othersReadAlong(context) ? outcome.replies.filter(({ confidential }) => confidential) : [];
  for (const [index, reply] of outcome.replies.entries()) {
    if (!context.thread) continue;
    if (!context.person || !forFew.includes(reply)) {
      addToOutbox(decision, event.id, context.thread, language, reply, String(index));
      continue;
    }
    const told = { personId: context.person.id, reply };
    await postToPerson(decision, event.id, told, `alone:${index}`, language, options);
  }
  if (context.thread && forFew.length > 0)
    addToOutbox(decision, event.id, context.thread, language, { text: say('desk.answered-alone') }, 'alone');
  for (const [index, effect] of outcome.effects.entries()) {
    await applyEffect(decision, event, effect, String(index), actorId, context, options);
  }
  return decision;
}

/** The references go with the event; their bytes are fetched by a job, which answers in the thread. */
function addFiles(decision: Decision, event: PersonEvent, person: Person | undefined): void {
  const files = filesOf(event);
  if (!person || files.length === 0) return;
  const { thread, author } = event;
  for (const file of files) {
    const { id, name, type, size, source } = file;
    if (decision.files.some((row) => row.id === id)) continue;
    const from = { channel: thread.channel, personId: person.id, eventId: event.id };
    decision.files.push({ id, name, type, size, source, ...from, threadId: thread.id, accountId: author.accountId });
  }
  addThread(decision, thread);
}

/** In the columns of a document that nobody asked for, such as a report that a timer orders. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function addDocument(decision: Decision, event: Event, effect: DocumentEffect, context: Context): void {
  const { id, name, mediaType: type, source, personId = context.person?.id ?? NOBODY } = effect;
  decision.files.push({
    id,
    name,
    type,
    size: null,
    source: JSON.stringify(source),
    channel: DOCUMENTS,
    personId,
    eventId: event.id,
    threadId: context.thread?.id ?? NOBODY,
    accountId: (event.type === 'person' ? event.author.accountId : context.account?.id) ?? NOBODY,
  });
}

/** The files of a message or a dialog. One that only asks what the dialog looks like keeps nothing. */
export function filesOf(event: Event): readonly FileRef[] {
  if (event.type !== 'person') return [];
  const { input } = event;
  if (input.type === 'message') return input.files ?? [];
  return input.type === 'dialog' && input.then !== 'refresh' ? Object.values(input.files ?? {}).flat() : [];
}

/** A choice of language counts from the very answer that confirms it. */
export function languageAfter(outcome: Outcome, context: Context): Language {
  return outcome.effects.reduce(
    (chosen, effect) => (effect.type === 'person' ? (effect.person.language ?? chosen) : chosen),
    context.language,
  );
}

function addNewcomer(decision: Decision, person: Person, event: PersonEvent, context: Context): void {
  const { accountId, channel, workspace, userId, displayName } = event.author;
  decision.accounts.push({ id: accountId, personId: person.id, channel, workspace, userId, displayName });
  putPerson(decision, person, event, person.id, context);
}

/** A person is written at most once a decision, with the journal entry of its seq. */
function putPerson(
  decision: Decision,
  person: Person,
  event: Event,
  actorId: string | null,
  context: Context,
  entry?: { kind: string; body: { [key: string]: Json } },
): void {
  const { id, seq } = person;
  decision.people = [...decision.people.filter((other) => other.id !== id), person];
  // A word of what it means stays, whatever else changes with it.
  const written = decision.journal.find((other) => other.id === id);
  if (written) Object.assign(written, entry);
  if (written) return;
  const { kind, body } = entry ?? { kind: seq === 1 ? 'arrived' : 'changed', body: {} };
  decision.journal.push({ id, seq, aggregate: 'person', eventId: event.id, at: context.now, actorId, kind, body });
}

const isPerson = (expectation: Expectation, id: string): boolean =>
  expectation.type === 'person' && expectation.id === id;

async function applyEffect(
  decision: Decision,
  event: Event,
  effect: Effect,
  name: string,
  actorId: string | null,
  context: Context,
  options: PostOptions,
): Promise<void> {
  switch (effect.type) {
    case 'post':
      if (effect.to === 'desk') {
        const { reply } = effect;
        if (reply.confidential) {
          const without = effect.elsewhere && actorId !== null ? [...reply.confidential, actorId] : reply.confidential;
          await postToSupervision(decision, event.id, reply, without, name, options);
          return;
        }
        const here = effect.elsewhere ? context.thread?.id : undefined;
        const desks = options.desks.filter(({ thread }) => thread.id !== here);
        await postToDesks(decision, event.id, reply, name, { ...options, desks });
      } else if (effect.to === 'person') {
        await postToPerson(decision, event.id, effect, name, context.language, options);
      } else addToOutbox(decision, event.id, effect.to, effect.language, effect.reply, `post:${name}`);
      return;
    case 'case': {
      const { id, seq } = effect.case;
      decision.cases.push(effect.case);
      decision.journal.push({
        id,
        seq,
        aggregate: 'case',
        eventId: event.id,
        at: context.now,
        actorId,
        ...effect.entry,
      });
      return;
    }
    case 'person':
      putPerson(decision, nextPerson(decision, effect.person), event, actorId, context, effect.entry);
      return;
    case 'quick-reply': {
      const { id, seq } = effect.reply;
      decision.quickReplies.push(effect.reply);
      const entry = { id, seq, aggregate: 'quick-reply' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'question': {
      const { id, seq } = effect.question;
      decision.questions.push(effect.question);
      const entry = { id, seq, aggregate: 'question' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'dossier': {
      const { id, seq } = effect.dossier;
      decision.dossiers.push(effect.dossier);
      const entry = { id, seq, aggregate: 'dossier' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'application': {
      const { id, seq } = effect.application;
      decision.applications.push(effect.application);
      if (effect.health) decision.applicationHealth.push(effect.health);
      const entry = { id, seq, aggregate: 'application' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'policy': {
      const { id, seq } = effect.policy;
      decision.policies.push(effect.policy);
      const entry = { id, seq, aggregate: 'policy' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'callback': {
      const { id, seq, status, told } = effect.callback;
      if (TELLS.has(effect.entry.kind) && effect.place === undefined)
        decision.toldCallbacks.push({ id, seq, status, told });
      else decision.callbacks.push(effect.callback);
      if (effect.place !== undefined) decision.freeSlots.push(id);
      if (effect.place) decision.slots.push({ ...effect.place, callbackId: id });
      const entry = { id, seq, aggregate: 'callback' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, kind: effect.entry.kind, body: effect.entry.body });
      return;
    }
    case 'delivery': {
      const { id, seq } = effect.delivery;
      decision.deliveries.push(effect.delivery);
      const entry = { id, seq, aggregate: 'delivery' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ ...entry, ...effect.entry });
      return;
    }
    case 'account':
      decision.accounts.push(effect.account);
      return;
    case 'code': {
      const { id, seq } = effect.code;
      decision.codes.push(effect.code);
      const entry = { aggregate: 'code' as const, eventId: event.id, at: context.now, actorId, kind: effect.entry };
      decision.journal.push({ id, seq, ...entry, body: {} });
      return;
    }
    case 'guesses': {
      const { accountId: id, seq, tries } = effect.guesses;
      decision.guesses.push(effect.guesses);
      const entry = { aggregate: 'account' as const, eventId: event.id, at: context.now, actorId, kind: 'wrong-code' };
      decision.journal.push({ id, seq, ...entry, body: { tries } });
      return;
    }
    case 'audit': {
      const { kind, body } = effect;
      const id = idOf(event.id, 'audit', name);
      const entry = { aggregate: 'audit' as const, eventId: event.id, at: context.now, actorId };
      decision.journal.push({ id, seq: 1, ...entry, kind: `audit:${kind}`, body });
      return;
    }
    case 'move':
      decision.moves.push({ from: effect.from, to: effect.to });
      return;
    case 'draft':
      decision.drafts.push(effect.draft);
      return;
    case 'document':
      addDocument(decision, event, effect, context);
      return;
    case 'answer':
      decision.answers.push(effect.answer);
      return;
    case 'forget':
      decision.forget.push({ draftId: effect.draftId, field: effect.field });
      return;
    case 'timer':
      decision.timers.push({ ...effect.timer, rev: event.id });
      return;
    case 'cancel-timer':
      decision.cancel.push({ key: effect.key });
      return;
    case 'needs-rights': {
      const { id, seq } = effect.person;
      // A person's row is guarded by the seq of its journal: it is written as it was decided on, or not at all.
      const known = decision.people.some((one) => one.id === id) || decision.expects.some((x) => isPerson(x, id));
      if (!known) decision.expects.push({ type: 'person', id, seq });
      return;
    }
    case 'replay': {
      const ids = { event: effect.eventId };
      const key = `${REPLAY_TIMER}:${effect.eventId}`;
      decision.timers.push({ key, rev: event.id, dueAt: context.now, kind: REPLAY_TIMER, ids });
      return;
    }
    case 'resend':
      sendAgain(decision, event.id, effect.failed);
      return;
    case 'purge-events':
      decision.purgeEventsBefore = effect.before;
      return;
    case 'purge-codes':
      decision.purgeCodesBefore = effect.before;
      return;
    case 'purge-uploads':
      decision.purgeUploadsBefore = effect.before;
      return;
    default:
      effect satisfies never;
  }
}

/** A person changed twice in one decision, or just arrived, is still written once, at one seq. */
function nextPerson(decision: Decision, person: Person): Person {
  const written = decision.people.find((other) => other.id === person.id);
  return { ...person, seq: written ? written.seq : person.seq + 1 };
}

export const eventRow = (event: Event): Decision['event'] => ({
  id: event.id,
  kind: kindOf(event),
  status: 'done',
  payload: null,
  error: null,
});

export const timerExpectation = (event: TimerEvent): Decision['expects'][number] => ({
  type: 'timer',
  key: event.timer.key,
  rev: event.timer.rev,
});

export function kindOf(event: Event): string {
  if (event.type === 'person') return event.input.type;
  return event.type === 'timer' ? event.timer.kind : event.type;
}

/** The conversation's journal keeps what was said, as it was said; but no codes. */
function turnOf(given: Event): { kind: string; body: { [key: string]: Json } } {
  const event = withoutCode(given);
  if (event.type === 'file') return { kind: 'file', body: { file: event.file.id, reason: event.reason } };
  if (event.type !== 'person') return { kind: kindOf(event), body: {} };
  const { input } = event;
  const sent = filesOf(event).map(({ id }) => id);
  const files = sent.length > 0 ? { files: sent } : {};
  switch (input.type) {
    case 'message':
      return {
        kind: 'message',
        body: { text: input.text, ...(input.unsupported && { unsupported: input.unsupported }), ...files },
      };
    case 'command':
      return { kind: 'command', body: { name: input.name, text: input.text } };
    case 'action':
      return { kind: 'action', body: { id: input.id } };
    case 'dialog':
      return { kind: 'dialog', body: { form: input.form, values: input.values, ...files } };
    default:
      return input satisfies never;
  }
}
