/** How forms stand in a conversation: the newest is on top, and what lies below waits for it to end. Which there are says `form-list.ts`. */
import type { Frame } from '../core/decision.ts';
import type { DialogInput, Input } from '../core/event.ts';
import { atOnce, type Context, type Effect, type ImmediateReply, type Outcome, othersReadAlong } from '../core/flow.ts';
import { type Beginning, isBlank } from '../core/form/answers.ts';
import type { Form } from '../core/form/definition.ts';
import { changesNothing, dialogOf } from '../core/form/dialog.ts';
import { removeFile } from '../core/form/files.ts';
import { parseButton } from '../core/form/questions.ts';
import { draftTag, frameOf, resumeSession, type Session, settles, visibleFields } from '../core/form/session.ts';
import { askWhetherToContinue, beginForm, beginSession, stepForm } from '../core/form/step.ts';
import { askAgain, closing, type FormStep } from '../core/form/turn.ts';
import { type Reply, say, type Text, verbatim, withSettles } from '../core/message.ts';
import { cardName } from './cases/case-card.ts';
import { openCase, personAsked } from './cases/opening.ts';
import { DIALOG_FORMS, FORMS } from './form-list.ts';
import { franchiseeDisputeForm, otherSide } from './hearing/franchisee-dispute.ts';
import { complainedAbout, complaintForm } from './kinds/complaint.ts';
import { lookAtDraft, REMIND_AFTER_MS } from './rest.ts';

/** As many forms may wait in one conversation; more would be lost sight of. */
const FRAMES_MAX = 5;

const framesOf = (context: Context): Frame[] => context.conversation?.frames ?? [];

function readFrame(frame: Frame | undefined, context: Context): Session | undefined {
  const form = frame && FORMS.get(frame.flow);
  return frame && form && resumeSession(form, frame, context);
}

/** Every form of the conversation that can be continued, the newest last. */
export const formsIn = (context: Context): Session[] =>
  framesOf(context).flatMap((frame) => readFrame(frame, context) ?? []);

/**
 * The form that is open now. Frames that can't be read any more are passed over, their drafts are kept; so are those that were put
 * aside.
 */
export const openForm = (context: Context): { session: Session; below: Frame[] } | undefined =>
  topForm(framesOf(context), context);

function topForm(frames: Frame[], context: Context): { session: Session; below: Frame[] } | undefined {
  for (let top = frames.length - 1; top >= 0; top -= 1) {
    const session = readFrame(frames[top], context);
    if (session && !session.state.paused && !session.state.fresh) return { session, below: frames.slice(0, top) };
  }
  return undefined;
}

/**
 * By a button, where the channel shows dialogs: the form comes as one, without a question in the chat. It lies below what is open there and is
 * gone when it is closed with nothing in it; so is one that was closed where the platform does not say so.
 */
export async function openInDialog(form: Form, beginning: Beginning, context: Context): Promise<Outcome> {
  // A dialog that has words only would hide what is free.
  const hides = !context.pickers && Object.values(form.fields).some(({ picker }) => picker);
  if (!context.dialogs || !context.immediate || hides) return await startForm(form, beginning, context);
  const args = beginning.args ?? {};
  const open = formsIn(context).find((one) => one.form.name === form.name && sameArgs(one.state.args, args));
  if (open) return await settle(dialogAside(open), framesWithout(open, context), context);
  const gone = formsIn(context).filter((one) => one.state.fresh && isUntold(one));
  const frames = framesOf(context).filter((frame) => !gone.some(({ draft }) => draft.id === frame.draft));
  if (frames.length >= FRAMES_MAX) return { replies: [{ text: say('form.too-many') }], effects: [] };
  const begun = await beginForm(form, beginning, context);
  if (begun.type !== 'open') return await settle(begun, frames, context);
  const { session } = begun;
  session.state = { ...session.state, fresh: true, asked: undefined };
  return {
    frames: [frameOf(session), ...frames],
    replies: [],
    immediate: [await aboutCaseToo(session, { type: 'dialog', dialog: dialogOf(session) })],
    effects: [...session.effects, ...gone.flatMap((one) => closing(one, 'cancelled'))],
  };
}

/** Nothing that it asks has an answer; what it was opened with, such as whom there is to choose from, is none. */
const isUntold = (session: Session): boolean => visibleFields(session).every(([name]) => !session.answers.has(name));

const dialogAside = (session: Session): FormStep => ({
  type: 'aside',
  session,
  said: { type: 'dialog', dialog: dialogOf(session) },
});

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

/** A button of a form: of the one that is open, of one that was put aside, or that opens a dialog of whichever. */
export async function pressForm(input: Input & { type: 'action' }, context: Context): Promise<Outcome> {
  const button = parseButton(input.id);
  const open = openForm(context);
  const isOpen = open !== undefined && draftTag(open.session.draft.id) === button?.draft;
  const other = isOpen ? undefined : formsIn(context).find(({ draft }) => draftTag(draft.id) === button?.draft);
  const shows = button?.operation.type === 'dialog' && context.dialogs && context.immediate;
  if (other && (other.state.paused || shows))
    return await continueForm(other, framesWithout(other, context), input, context);
  return open ? await continueForm(open.session, open.below, input, context) : stale();
}

const framesWithout = ({ draft }: Session, context: Context): Frame[] =>
  framesOf(context).filter((frame) => frame.draft !== draft.id);

/** Whatever lay above it: the form is the one that is open now. */
export async function putOnTop(session: Session, step: FormStep, context: Context): Promise<Outcome> {
  const outcome = await settle(step, framesWithout(session, context), context);
  return { ...outcome, effects: [...outcome.effects, ...restTimer(step, context)] };
}

/** A dialog: all answers of a form at once, for the draft that it was opened for or for a new one. */
export async function submitDialog(input: DialogInput, context: Context): Promise<Outcome> {
  const { form: name, draft = '', then } = input;
  const session = formsIn(context).find((one) => one.form.name === name && (draft === '' || one.draft.id === draft));
  const form = draft === '' ? DIALOG_FORMS.get(name) : undefined;
  if (session?.state.fresh && then === 'leave' && changesNothing(session, input)) {
    return { frames: framesWithout(session, context), replies: [], effects: closing(session, 'cancelled') };
  }
  if (session && (form || draft !== ''))
    return await continueForm(session, framesWithout(session, context), input, context);
  // Whoever closes it has nothing to be told.
  if (then === 'leave' && (!form || isEmpty(input))) return { replies: [], effects: [] };
  if (!form) return stale();
  const frames = framesOf(context);
  if (frames.length >= FRAMES_MAX) return { replies: [{ text: say('form.too-many') }], effects: [] };
  const begun = await beginSession(form, '', undefined, context);
  const step = await stepForm(begun, input);
  if (step.type === 'aside') return { replies: [], immediate: [withoutDraft(step.said)], effects: [] };
  const outcome = await settle(step, frames, context);
  return { ...outcome, effects: [...outcome.effects, ...restTimer(step, context)] };
}

const isEmpty = ({ values, files = {} }: DialogInput): boolean =>
  Object.values(values).every((words) => isBlank(String(words))) &&
  Object.values(files).every((sent) => sent.length === 0);

/** As long as nothing is stored, there is no draft to come back to. */
const withoutDraft = (said: ImmediateReply): ImmediateReply =>
  said.type === 'dialog' ? { ...said, dialog: { ...said.dialog, draft: '' } } : said;

/** A file that could not be taken goes from the answers of an open form, whose question comes again below the word of it. */
export async function withoutFile(fileId: string, lead: Text[], context: Context): Promise<Outcome | undefined> {
  const frames = framesOf(context);
  const top = openForm(context);
  for (const [at, frame] of frames.entries()) {
    const session = readFrame(frame, context);
    if (!session || !removeFile(session, fileId)) continue;
    if (top?.session.draft.id === session.draft.id) return await settle(askAgain(session, lead), top.below, context);
    const replies = lead.map((text) => ({ text }));
    return { frames: frames.with(at, frameOf(session)), replies, effects: session.effects };
  }
  return undefined;
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
    case 'open': {
      if (step.replies.length > 0 && (await isForFewHere(step.session))) return notHere(step.session, below);
      const told = await meanwhile(step.session, context);
      return {
        frames: [...below, frameOf(step.session)],
        replies: [...told.replies, ...(await aboutCase(step.session, step.replies))],
        ...(step.immediate && {
          immediate: await Promise.all(step.immediate.map((said) => aboutCaseToo(step.session, said))),
        }),
        effects: [...step.session.effects, ...told.effects],
      };
    }
    case 'paused': {
      // Below all others, so that what is open stays on top.
      const frames = [frameOf(step.session), ...below];
      return await backTo(frames, await aboutCase(step.session, step.replies), step.session.effects, context);
    }
    case 'person':
      return await askForPerson(step.session, below, context, step.instead);
    case 'begin-again': {
      const { form, state } = step.session;
      const { args, pending: opening = '', pendingAnswers: answers, pendingFiles: files } = state;
      const begun = await beginForm(
        form,
        { opening, args, ...(answers && { answers }), ...(files && { files }) },
        context,
      );
      const outcome = await settle(begun, below, context);
      return {
        ...outcome,
        replies: withSettles(outcome.replies, settles(step.session)),
        effects: [...step.effects, ...outcome.effects, ...restTimer(begun, context)],
      };
    }
    case 'over':
      return await backTo(below, step.replies, step.effects, context);
    case 'aside':
      return { replies: [], immediate: [await aboutCaseToo(step.session, step.said)], effects: [] };
    default:
      return step satisfies never;
  }
}

/** The case that is written about became confidential while the form stood open where others read along. */
async function isForFewHere({ state, context }: Session): Promise<boolean> {
  const number = state.args.case;
  if (number === undefined || !othersReadAlong(context)) return false;
  return (await context.reads.caseByNumber(number))?.confidential === true;
}

/** Where answers reach the writer alone, they get back what they wrote. */
function notHere(session: Session, below: Frame[]): Outcome {
  const { answers, context } = session;
  const told = context.immediate ? visibleFields(session) : [];
  const written = told.flatMap(([name, field]) => {
    const words = field.choices || field.offered ? '' : (answers.get(name)?.words ?? '');
    return words === '' ? [] : [verbatim(words)];
  });
  const text: Text = { lines: [say('case.not-here'), ...written] };
  return { ...atOnce({ text }), frames: below, effects: closing(session, 'cancelled') };
}

async function meanwhile({ form, draft, effects, values }: Session, context: Context) {
  const answers = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.answer] : []));
  const brought = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  const given = { values, draftId: draft.id, opening: draft.opening };
  const told = answers.length > 0 ? await form.meanwhile?.(brought, given, context) : undefined;
  return told ?? { replies: [], effects: [] };
}

/** Who writes about a case sees which one it is, before it is too late; staff see it below its card. */
async function aboutCase(session: Session, asked: Reply[]): Promise<Reply[]> {
  const about = await aboutLines(session);
  const number = session.state.args.case;
  if (number === undefined && about.length === 0) return asked;
  const byStaff = session.context.person?.role === 'staff';
  const replies =
    byStaff && number !== undefined ? asked.map((reply) => ({ ...reply, under: cardName(number) })) : asked;
  const question = replies.at(-1);
  if (!question) return replies;
  const lines = [
    ...(number === undefined ? [] : [say('form.about-case', { number })]),
    ...about,
    ...('lines' in question.text ? question.text.lines : [question.text]),
  ];
  return [...replies.slice(0, -1), { ...question, text: { lines } }];
}

async function aboutCaseToo(session: Session, said: ImmediateReply): Promise<ImmediateReply> {
  if (said.type === 'reply' || !said.dialog) return said;
  const number = session.state.args.case;
  const lines = await aboutLines(session);
  const { title } = said.dialog;
  const dialog = {
    ...said.dialog,
    ...(number !== undefined && { title: say('form.about-case.title', { title, number }) }),
    ...(lines.length > 0 && { about: { lines } }),
  };
  return { ...said, dialog };
}

async function aboutLines({ form, state, values, context }: Session): Promise<Text[]> {
  return (await form.about?.(state.args, values, context)) ?? [];
}

/** What lay below comes up again with its open question. */
async function backTo(frames: Frame[], replies: Reply[], effects: Effect[], context: Context): Promise<Outcome> {
  const waiting = topForm(frames, context);
  if (!waiting) return { frames, replies, effects };
  const { session, below } = waiting;
  if (await isForFewHere(session)) {
    const gone = closing(session, 'cancelled');
    return { frames: below, replies: [...replies, { text: say('case.not-here') }], effects: [...effects, ...gone] };
  }
  const step = askAgain(session, [say('form.back-to', { title: say(session.form.title) })]);
  return {
    frames: [...below, frameOf(session)],
    replies: [...replies, ...(await aboutCase(session, step.replies))],
    effects: [...effects, ...session.effects],
  };
}

/** Hands what was written so far to a colleague; the form stays open, unless they are asked `instead`. Once a form is enough. */
async function askForPerson(session: Session, below: Frame[], context: Context, instead = false): Promise<Outcome> {
  const { helpCase } = session.state;
  if (helpCase && instead) {
    const told = { text: say('person.asked-already', { number: helpCase }) };
    return await backTo(below, withSettles([told], settles(session)), closing(session, 'cancelled'), context);
  }
  if (helpCase) {
    return await settle(askAgain(session, [say('person.asked-already', { number: helpCase })]), below, context);
  }
  const answers = [...session.answers].map(([field, answer]) => [field, answer.value]);
  const facts = { ...Object.fromEntries(answers), form: session.form.name };
  // Only what they wrote themselves; what a button stands for is among the facts.
  const written = Object.entries(session.form.fields).filter(([, field]) => !field.choices && !field.offered);
  const words = [session.draft.opening, ...written.map(([name]) => session.answers.get(name)?.words ?? '')];
  const about = await ABOUT_OF.get(session.form.name)?.(session.values, context);
  const opened = await openCase({ kind: 'consultation', words: distinct(words).join('\n'), facts, ...about }, context);
  if (instead) {
    const replies = withSettles([{ text: personAsked(opened.case, context) }], settles(session));
    return await backTo(below, replies, [...closing(session, 'cancelled'), ...opened.effects], context);
  }
  session.state = { ...session.state, helpCase: opened.case.number };
  const outcome = await settle(askAgain(session, [personAsked(opened.case, context)]), below, context);
  return { ...outcome, effects: [...outcome.effects, ...opened.effects] };
}

/** F07: whom it will be about does not receive it before it is sent in either. */
const ABOUT_OF: ReadonlyMap<string, typeof complainedAbout | typeof otherSide> = new Map<
  string,
  typeof complainedAbout | typeof otherSide
>([
  [complaintForm.name, complainedAbout],
  [franchiseeDisputeForm.name, otherSide],
]);

/** What was found in the first words stands there already. */
const distinct = (words: string[]): string[] =>
  [...new Set(words)].filter(
    (one, index, all) => one.trim() !== '' && !all.slice(0, index).some((earlier) => earlier.includes(one)),
  );

const restTimer = (step: FormStep, context: Context): Effect[] =>
  step.type === 'open' ? lookAtDraft(step.session.draft.id, context.now, REMIND_AFTER_MS, context) : [];
