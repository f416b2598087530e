/** One turn of a form: what the person did leads to the next question, to the review, or out of it. */
import { readControl } from '../../recognition/control.ts';
import type { Input } from '../event.ts';
import { attachmentOf, countedFiles, FILES_MAX } from '../files.ts';
import type { Context } from '../flow.ts';
import { type Attachment, say, type Text } from '../message.ts';
import { type Beginning, excess, isBlank, take, takeFromWords, takeKnown, withinLimit } from './answers.ts';
import { correct } from './corrections.ts';
import type { Form } from './definition.ts';
import { dialogOf, stepDialog } from './dialog.ts';
import { addFiles, fieldForFiles } from './files.ts';
import { FAILURES_BEFORE_PERSON, type Operation, parseButton, question } from './questions.ts';
import {
  askAt,
  draftTag,
  isAnswered,
  keep,
  openSession,
  type Place,
  previousField,
  type Session,
  scopeOf,
  visibleFields,
} from './session.ts';
import { askAgain, closing, complete, drop, type FormStep, goOn, goTo, open } from './turn.ts';
import { operationOf } from './words.ts';

/** Opens a form: takes what is known and what stands in the first words, and asks for the rest. */
export async function beginForm(form: Form, beginning: Beginning, context: Context): Promise<FormStep> {
  const { opening, answers, problems } = withinLimit(beginning);
  const session = await beginSession(form, opening, beginning.args, context);
  const given = { ...answers };
  if (form.opening && opening.trim() !== '') given[form.opening] = opening;
  let refused: Place | undefined;
  for (const [name, words] of Object.entries(given)) {
    const field = form.fields[name];
    const problem = field && (await take(session, name, field, words, 'asked'));
    if (!problem) continue;
    problems.push(problem.text);
    if (problem.suggestions?.length) refused ??= { ...askAt(name), suggestions: problem.suggestions };
  }
  for (const name of beginning.leftOut ?? [])
    keep(session, { draftId: session.draft.id, field: name, value: null, words: '', source: 'skipped' });
  const understood = await takeFromWords(session, opening);
  const kept = beginning.files?.length ? addFiles(session, beginning.files) : [];
  const aside = { lead: [...kept, ...problems] };
  // What is offered in place of an answer stands below the word that it can't be taken.
  return refused ? goTo(session, refused, aside, understood) : await goOn(session, aside, understood);
}

/** A form with nothing but what is known; nothing is asked yet. */
export async function beginSession(
  form: Form,
  opening: string,
  args: Record<string, string> | undefined,
  context: Context,
): Promise<Session> {
  const session = openSession(form, opening, args ?? {}, context);
  const offers = await form.offer?.(session.state.args, context);
  if (offers) session.state = { ...session.state, offers: { ...offers } };
  await takeKnown(session);
  return session;
}

export async function stepForm(session: Session, input: Input): Promise<FormStep> {
  switch (input.type) {
    case 'message':
      return input.files?.length
        ? await readFiles(session, input.text, input.files.map(attachmentOf))
        : await readMessage(session, input.text, input.unsupported ?? []);
    case 'action':
      return await readButton(session, input.id);
    case 'dialog':
      return await stepDialog(session, input);
    case 'command':
      // Commands are the router's; what it leaves to the form is `/cancel` and `/pause`.
      return input.name === 'cancel' || input.name === 'pause'
        ? await operate(session, { type: input.name })
        : askAgain(session);
    default:
      return input satisfies never;
  }
}

/** First ask whether to go on with what is open; what came along is for a new beginning. */
export function askWhetherToContinue(session: Session, beginning: Beginning): FormStep {
  const { opening, answers, problems } = withinLimit(beginning);
  session.state = {
    ...session.state,
    before: 'resume',
    paused: undefined,
    rested: undefined,
    ...(opening.trim() !== '' && { pending: opening }),
    ...(answers && { pendingAnswers: answers }),
    ...(beginning.files?.length && { pendingFiles: [...beginning.files] }),
  };
  return open(session, { lead: problems });
}

/**
 * Only a button that the open question has does anything: not an old one, not a forged one. The dialog alone may be opened by any
 * button of the draft: it shows what is filled in now, and whoever closed it by mistake finds no other.
 */
async function readButton(session: Session, id: string): Promise<FormStep> {
  const { draft, context } = session;
  const button = parseButton(id);
  if (button?.operation.type === 'dialog' && button.draft === draftTag(draft.id) && context.dialogs)
    return await operate(session, button.operation);
  const pressed = question(session).buttons?.find((shown) => shown.id === id);
  if (!button || !pressed) return stale(session);
  session.pressed = pressed.label;
  return await operate(session, button.operation);
}

/** The question on display stays open as it is, so nothing is written; where all is a message of the thread, it is asked anew. */
function stale(session: Session): FormStep {
  const lead = [say('form.stale')];
  if (!session.context.immediate) return askAgain(session, lead);
  return { type: 'aside', session, said: { type: 'reply', reply: question(session, { lead }) } };
}

/** Files go to the field that takes them, whichever question is open; the words that came along answer the question. */
async function readFiles(session: Session, text: string, sent: readonly Attachment[]): Promise<FormStep> {
  const { at, before, pendingFiles = [] } = session.state;
  const [name] = fieldForFiles(session) ?? [];
  if (name === undefined) return await readMessage(session, text, ['file']);
  const words = text.trim();
  if (before === 'resume') {
    // Like words that are written now: for what is chosen next.
    session.state = { ...session.state, pendingFiles: [...pendingFiles, ...sent].slice(0, FILES_MAX) };
    return await readRest(session, text, [say('files.kept', { files: countedFiles(sent) })]);
  }
  const asked = before === 'none' && at.step === 'ask' && at.field === name;
  const isNote = asked && !isBlank(words) && operationOf(session, words, readControl(words)) === undefined;
  const tooLong = isNote ? excess(words) : undefined;
  const lead = addFiles(session, sent, isNote && !tooLong ? { note: words } : {});
  if (isNote) return askAgain(session, tooLong ? [...lead, tooLong] : lead);
  return await readRest(session, text, lead);
}

/** The words that came with files. What was kept is said first. */
async function readRest(session: Session, text: string, lead: Text[]): Promise<FormStep> {
  if (isBlank(text)) return askAgain(session, lead);
  const step = await readMessage(session, text, []);
  // What is only shown is not written, and the files were not either.
  if (step.type === 'aside') return askAgain(session, lead);
  return 'replies' in step ? { ...step, replies: [{ text: { lines: lead } }, ...step.replies] } : step;
}

async function readMessage(session: Session, text: string, unsupported: readonly string[]): Promise<FormStep> {
  const words = text.trim();
  if (isBlank(words)) return askAgain(session, [say(unsupported.length > 0 ? 'form.unsupported' : 'form.empty')]);
  const control = readControl(words);
  if (control === 'repeat') return askAgain(session);
  if (control === 'help') return askAgain(session, [say('form.help')]);
  const operation = operationOf(session, words, control);
  // Platforms open dialogs for a press only.
  if (operation?.type === 'dialog') return askAgain(session, [say('form.dialog.press')]);
  if (operation) return await operate(session, operation);
  const { at, before } = session.state;
  if (before === 'none' && at.step === 'ask')
    return (await ownWords(session, at, words)) ?? (await answer(session, at, words));
  if (before === 'resume') {
    // Not taken for an answer, but not lost: it is what a new beginning begins with.
    const pending = [session.state.pending ?? '', words].filter((part) => part !== '').join('\n');
    const tooLong = excess(pending);
    if (tooLong) return askAgain(session, [tooLong]);
    session.state = { ...session.state, pending };
    return askAgain(session);
  }
  const corrected = before === 'none' && at.step === 'review' ? await correct(session, words) : undefined;
  return corrected ?? askAgain(session, [say('form.please-choose')]);
}

/** Acts on a button. What does not fit the place, because it is forged, is treated like an old button. */
async function operate(session: Session, operation: Operation): Promise<FormStep> {
  const { at, before } = session.state;
  const ofAnyPlace = operation.type === 'pause' || operation.type === 'dialog';
  if (before !== 'none' && !ofAnyPlace) return await answerBefore(session, before, operation.type);
  switch (operation.type) {
    case 'person':
      return { type: 'person', session };
    case 'cancel':
      return askToDrop(session);
    case 'submit':
      return at.step === 'review' ? await complete(session) : stale(session);
    case 'pick':
      return at.step === 'review' ? goTo(session, { step: 'pick' }) : stale(session);
    case 'edit': {
      const known = visibleFields(session).some(([name]) => name === operation.field);
      if (at.step === 'ask' || !known) return stale(session);
      return goTo(session, askAt(operation.field, true));
    }
    case 'back':
      return goBack(session, at);
    case 'skip':
    case 'keep':
      return at.step === 'ask'
        ? await leaveOut(session, at, operation.type)
        : askAgain(session, [say('form.please-choose')]);
    case 'answer':
      return at.step === 'ask' ? await answer(session, at, operation.value) : stale(session);
    case 'pause':
      return pause(session);
    case 'dialog':
      return showDialog(session);
    case 'yes':
    case 'no':
      return stale(session);
    default:
      return operation satisfies never;
  }
}

/** Puts the form aside. Nobody needs to be reminded of what they put aside themselves. */
function pause(session: Session): FormStep {
  session.state = { ...session.state, before: 'resume', paused: true, reminded: true };
  return { ...open(session), type: 'paused' };
}

/** Takes a waiting form up again, with what was written for it meanwhile. */
export const takeUp = async (session: Session): Promise<FormStep> => await answerBefore(session, 'resume', 'yes');

/** Asks whether the form is to be dropped. */
export function askToDrop(session: Session): FormStep {
  session.state = { ...session.state, before: 'cancel', paused: undefined, rested: undefined, fresh: undefined };
  return open(session);
}

function showDialog(session: Session): FormStep {
  if (!session.context.immediate)
    return askAgain(session, [say('form.dialog.not-here', { title: say(session.form.title) })]);
  return { type: 'aside', session, said: { type: 'dialog', dialog: dialogOf(session) } };
}

async function answerBefore(
  session: Session,
  before: 'cancel' | 'resume',
  operation: Operation['type'],
): Promise<FormStep> {
  if (operation === 'person') return { type: 'person', session };
  if (operation === 'cancel' && before === 'resume') return askToDrop(session);
  // Whoever says "cancel" to "really cancel?" means yes.
  if (before === 'cancel' && (operation === 'yes' || operation === 'cancel')) {
    return await drop(session);
  }
  if (before === 'resume' && operation === 'no') {
    return { type: 'begin-again', session, effects: closing(session, 'cancelled') };
  }
  const goesOn = operation === 'yes' || operation === 'no' || (before === 'cancel' && operation === 'back');
  if (!goesOn) return askAgain(session, [say('form.please-choose')]);
  const { pending = '', pendingFiles = [] } = session.state;
  session.state = {
    ...session.state,
    before: 'none',
    paused: undefined,
    rested: undefined,
    fresh: undefined,
    ...NOTHING_PENDING,
  };
  addFiles(session, pendingFiles);
  const understood = before === 'resume' ? await takeFromWords(session, pending) : [];
  if (understood.length > 0 && session.state.at.step === 'ask' && !session.state.at.editing)
    return await goOn(session, {}, understood);
  return open(session, {}, understood);
}

const NOTHING_PENDING = { pending: undefined, pendingAnswers: undefined, pendingFiles: undefined };

function goBack(session: Session, at: Place): FormStep {
  if (at.step === 'pick' || (at.step === 'ask' && at.editing)) return goTo(session, { step: 'review' });
  const field = previousField(session, at.step === 'ask' ? at.field : undefined);
  if (field === undefined) return askAgain(session, [say('form.first')]);
  return goTo(session, askAt(field, at.step === 'review'));
}

async function leaveOut(session: Session, at: Place & { step: 'ask' }, how: 'skip' | 'keep'): Promise<FormStep> {
  const field = session.form.fields[at.field];
  if (!field) return stale(session);
  if (isAnswered(session, at.field, field) && (how === 'keep' || !field.skip)) return await goOn(session);
  if (!field.skip) return askAgain(session, [say('form.needed')]);
  keep(session, { draftId: session.draft.id, field: at.field, value: null, words: '', source: 'skipped' });
  return await goOn(session);
}

/** Whoever writes something else than what they could begin with has written the words themselves. */
async function ownWords(session: Session, at: Place & { step: 'ask' }, words: string): Promise<FormStep | undefined> {
  const { fields } = session.form;
  const field = fields[at.field];
  const into = field?.begins && fields[field.begins.field];
  if (!field?.begins || !into || !(await field.read(words, scopeOf(session))).problem) return undefined;
  const problem = await take(session, field.begins.field, into, words, 'asked');
  return problem ? goTo(session, askAt(field.begins.field), { lead: [problem.text] }) : await goOn(session);
}

async function answer(session: Session, at: Place & { step: 'ask' }, words: string): Promise<FormStep> {
  const field = session.form.fields[at.field];
  if (!field) return stale(session);
  const problem = await take(session, at.field, field, words, 'asked');
  if (!problem) return await goOn(session, {}, field.telling ? await takeFromWords(session, words) : []);
  if (problem.person) return { type: 'person', session, instead: true };
  if (problem.narrows) {
    const { suggestions = [] } = problem;
    session.state = { ...session.state, at: { ...at, suggestions, picked: words } };
    return open(session, { lead: [problem.text] });
  }
  const failures = at.failures + 1;
  session.state = { ...session.state, at: { ...at, failures, suggestions: problem.suggestions ?? [] } };
  const lead = [problem.text];
  if (field.example) lead.push(say(field.example));
  if (failures >= FAILURES_BEFORE_PERSON) lead.push(say('form.offer-person'));
  return open(session, { lead });
}
