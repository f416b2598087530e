/** Which forms there are, and how they stand in a conversation: the newest is on top, and what lies below waits for it to end. */
import type { Frame } from '../core/decision.ts';
import type { Input } from '../core/event.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../core/flow.ts';
import type { Form } from '../core/form/definition.ts';
import { frameOf, resumeSession, type Session } from '../core/form/session.ts';
import {
  askAgain,
  askWhetherToContinue,
  type Beginning,
  beginForm,
  type FormStep,
  stepForm,
} from '../core/form/step.ts';
import { type Reply, say, type Text } from '../core/message.ts';
import { openCase } from './case-acts.ts';
import { complaintForm } from './complaint.ts';
import { noteForm, replyForm, resolveForm } from './desk-forms.ts';
import { disputeForm } from './dispute.ts';

const FORMS: ReadonlyMap<string, Form> = new Map(
  [complaintForm, disputeForm, replyForm, noteForm, resolveForm].map((form) => [form.name, form]),
);

/** A draft that nobody touched for so long goes to rest: what is written next is not taken for an answer unasked. */
const REST_AFTER_MS = 12 * 3_600_000;
export const REST_TIMER = 'draft.rest';

/** As many forms may wait in one conversation; more would be lost sight of. */
const FRAMES_MAX = 5;

const framesOf = (context: Context): Frame[] => context.conversation?.frames ?? [];

/** The form that is open now. Frames that can't be read any more are passed over; their drafts are kept. */
export function openForm(context: Context): { session: Session; below: Frame[] } | undefined {
  const frames = framesOf(context);
  for (let top = frames.length - 1; top >= 0; top -= 1) {
    const frame = frames[top];
    const form = frame && FORMS.get(frame.flow);
    const session = frame && form && resumeSession(form, frame, context);
    if (session) return { session, below: frames.slice(0, top) };
  }
  return undefined;
}

/** Opens a form on top of what is open; the same form about the same thing is continued instead, if the person wants. */
export async function startForm(form: Form, beginning: Beginning, context: Context): Promise<Outcome> {
  const frames = framesOf(context);
  const args = beginning.args ?? {};
  const at = frames.findIndex((frame) => {
    const session = frame.flow === form.name ? resumeSession(form, frame, context) : undefined;
    return session !== undefined && sameArgs(session.state.args, args);
  });
  const open = frames[at];
  const session = open && resumeSession(form, open, context);
  if (session) return await settle(askWhetherToContinue(session, beginning), frames.toSpliced(at, 1), context);
  if (frames.length >= FRAMES_MAX) return { replies: [{ text: say('form.too-many') }], effects: [] };
  const step = await beginForm(form, beginning, context);
  const begun = await settle(step, frames, context);
  return { ...begun, effects: [...begun.effects, ...restTimer(step, context)] };
}

const sameArgs = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** Hands the input to the open form. */
export async function continueForm(session: Session, below: Frame[], input: Input, context: Context): Promise<Outcome> {
  const rested = session.state.before === 'resume';
  const step = await stepForm(session, input);
  const goesOn = rested && step.type === 'open' && step.session.state.before === 'none';
  const outcome = await settle(step, below, context);
  return goesOn ? { ...outcome, effects: [...outcome.effects, ...restTimer(step, context)] } : outcome;
}

/** Forms about nothing in particular, so that a dialog can begin one; the others are about a case and begin with it. */
const DIALOG_FORMS: ReadonlyMap<string, Form> = new Map([[complaintForm.name, complaintForm]]);

/** A dialog: all answers of a form at once, for the draft that it was opened for or for a new one. */
export async function submitDialog(input: Input & { type: 'dialog' }, context: Context): Promise<Outcome> {
  const frames = framesOf(context);
  const at = frames.findIndex(
    (frame) => frame.flow === input.form && (input.draft === undefined || frame.draft === input.draft),
  );
  const frame = frames[at];
  const form = input.draft === undefined ? DIALOG_FORMS.get(input.form) : FORMS.get(input.form);
  const session = frame && form && resumeSession(form, frame, context);
  if (session) return await continueForm(session, frames.toSpliced(at, 1), input, context);
  if (!form || input.draft !== undefined) return stale();
  if (frames.length >= FRAMES_MAX) return { replies: [{ text: say('form.too-many') }], effects: [] };
  const begun = await beginForm(form, { opening: '' }, context);
  if (begun.type !== 'open') return await settle(begun, frames, context);
  const outcome = await settle(await stepForm(begun.session, input), frames, context);
  return { ...outcome, effects: [...outcome.effects, ...restTimer(begun, context)] };
}

/** A button or dialog of what is not open any more: no effect, a word. */
export const stale = (): Outcome => atOnce({ text: say('form.stale') });

/** The open question once more, with a word before it; without an open form only the word. */
export async function repeatQuestion(lead: Text[], context: Context): Promise<Outcome> {
  const open = openForm(context);
  if (!open) return { replies: lead.map((text) => ({ text })), effects: [] };
  return await settle(askAgain(open.session, lead), open.below, context);
}

/** From one step of a form to what is said and kept. */
async function settle(step: FormStep, below: Frame[], context: Context): Promise<Outcome> {
  switch (step.type) {
    case 'open':
      return {
        frames: [...below, frameOf(step.session)],
        replies: aboutCase(step.session, step.replies),
        ...(step.immediate && { immediate: step.immediate }),
        effects: step.session.effects,
      };
    case 'person':
      return await askForPerson(step.session, below, context);
    case 'begin-again': {
      const { form, state } = step.session;
      const { args, pending: opening = '', pendingAnswers: answers } = state;
      const begun = await beginForm(form, { opening, args, ...(answers && { answers }) }, context);
      const outcome = await settle(begun, below, context);
      return { ...outcome, effects: [...step.effects, ...outcome.effects, ...restTimer(begun, context)] };
    }
    case 'over':
      return backTo(below, step.replies, step.effects, context);
    case 'stale':
      return atOnce(step.reply);
    default:
      return step satisfies never;
  }
}

/** Who writes about a case sees which one it is, before it is too late. */
function aboutCase(session: Session, replies: Reply[]): Reply[] {
  const number = session.state.args.case;
  const question = replies.at(-1);
  if (number === undefined || !question) return replies;
  const lines = [
    say('form.about-case', { number }),
    ...('lines' in question.text ? question.text.lines : [question.text]),
  ];
  return [...replies.slice(0, -1), { ...question, text: { lines } }];
}

/** What lay below comes up again with its open question. */
function backTo(below: Frame[], replies: Reply[], effects: Effect[], context: Context): Outcome {
  const waiting = below.at(-1);
  const form = waiting && FORMS.get(waiting.flow);
  const session = waiting && form && resumeSession(form, waiting, context);
  if (!session) return { frames: below, replies, effects };
  const step = askAgain(session, [say('form.back-to', { title: say(session.form.title) })]);
  const question = step.type === 'open' ? aboutCase(session, step.replies) : [];
  return { frames: [...below.slice(0, -1), frameOf(session)], replies: [...replies, ...question], effects };
}

/** Hands what was written so far to a colleague; the form stays open. Once a form is enough. */
async function askForPerson(session: Session, below: Frame[], context: Context): Promise<Outcome> {
  const { helpCase } = session.state;
  if (helpCase) {
    return await settle(askAgain(session, [say('person.asked-already', { number: helpCase })]), below, context);
  }
  const facts = Object.fromEntries([...session.answers].map(([field, answer]) => [field, answer.value]));
  // Only what they wrote themselves; what a button stands for is among the facts.
  const written = Object.entries(session.form.fields).filter(([, field]) => field.choices === undefined);
  const words = [session.draft.opening, ...written.map(([name]) => session.answers.get(name)?.words ?? '')];
  const opened = await openCase({ kind: 'consultation', words: distinct(words).join('\n'), facts }, context);
  session.state = { ...session.state, helpCase: opened.case.number };
  const outcome = await settle(
    askAgain(session, [say('person.asked', { number: opened.case.number })]),
    below,
    context,
  );
  return { ...outcome, effects: [...outcome.effects, ...opened.effects] };
}

/** What was found in the first words stands there already. */
const distinct = (words: string[]): string[] =>
  [...new Set(words)].filter(
    (one, index, all) => one.trim() !== '' && !all.slice(0, index).some((earlier) => earlier.includes(one)),
  );

function restTimer(step: FormStep, context: Context): Effect[] {
  return step.type === 'open' ? setRestTimer(step.session.draft.id, context.now, context) : [];
}

function setRestTimer(draftId: string, from: string, context: Context): Effect[] {
  const { account, conversation, thread } = context;
  if (!conversation || !thread) return [];
  const dueAt = new Date(Date.parse(from) + REST_AFTER_MS).toISOString();
  const ids = { draft: draftId, thread: thread.id, account: account?.id ?? conversation.accountId };
  // A timer of its own each time: the one that came due is deleted by the same decision.
  return [{ type: 'timer', timer: { key: `${REST_TIMER}:${draftId}:${dueAt}`, dueAt, kind: REST_TIMER, ids } }];
}

/** Looks whether the draft has been idle for long; if so, the next word is met with "continue or begin again?". */
export function restDraft(draftId: string, context: Context): Outcome {
  const { conversation, now } = context;
  const frames = framesOf(context);
  const index = frames.findIndex((frame) => frame.draft === draftId);
  const frame = frames[index];
  const form = frame && FORMS.get(frame.flow);
  const session = frame && form && resumeSession(form, frame, context);
  if (!conversation || !session) return { replies: [], effects: [] };
  if (Date.parse(conversation.updatedAt) + REST_AFTER_MS > Date.parse(now)) {
    return { replies: [], effects: setRestTimer(draftId, conversation.updatedAt, context) };
  }
  // The buttons on display grow old with it: a "no" to another question must not begin the form again.
  session.state = { ...session.state, before: 'resume', turn: context.turn };
  return { frames: frames.with(index, frameOf(session)), replies: [], effects: session.effects };
}
