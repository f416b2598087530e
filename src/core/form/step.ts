/** One turn of a form: what the person did leads to the next question, to the review, or out of it. */
import { readControl } from '../../recognition/control.ts';
import type { Draft } from '../decision.ts';
import type { Input } from '../event.ts';
import type { Context, Effect, ImmediateReply } from '../flow.ts';
import { type Reply, say, type Text } from '../message.ts';
import type { Field, Form, Suggestion } from './definition.ts';
import {
  type Aside,
  FAILURES_BEFORE_PERSON,
  factsOf,
  type Operation,
  parseButton,
  question,
  showAnswer,
} from './questions.ts';
import {
  ANSWER_MAX_CHARACTERS,
  askAt,
  isAnswered,
  keep,
  nextPlace,
  openSession,
  type Place,
  previousField,
  type Session,
  scopeOf,
  visibleFields,
} from './session.ts';
import { operationOf } from './words.ts';

export type FormStep =
  /** The form stays open: store the session's frame. */
  | { type: 'open'; session: Session; replies: Reply[]; immediate?: ImmediateReply[] }
  /** The person asks for a person; the form stays open at the same question. */
  | { type: 'person'; session: Session }
  | { type: 'begin-again'; session: Session; effects: Effect[] }
  | { type: 'over'; replies: Reply[]; effects: Effect[] }
  /** An old or foreign button: no effect, a word. */
  | { type: 'stale'; reply: Reply };

export interface Beginning {
  /** What the person wrote before the first question; may be empty. */
  opening: string;
  args?: Record<string, string>;
  /** Answers given along with the command, as words. */
  answers?: Record<string, string>;
}

/** Opens a form: takes what is known and what stands in the first words, and asks for the rest. */
export async function beginForm(form: Form, beginning: Beginning, context: Context): Promise<FormStep> {
  const { opening, answers, problems } = withinLimit(beginning);
  const session = openSession(form, opening, beginning.args ?? {}, context);
  await takeKnown(session);
  const given = { ...answers };
  if (form.opening && opening.trim() !== '') given[form.opening] = opening;
  for (const [name, words] of Object.entries(given)) {
    const field = form.fields[name];
    const problem = field && (await take(session, name, field, words, 'asked'));
    if (problem) problems.push(problem.text);
  }
  const understood = await takeFromWords(session, opening);
  return await goOn(session, { lead: problems }, understood);
}

export async function stepForm(session: Session, input: Input): Promise<FormStep> {
  switch (input.type) {
    case 'message':
      return await readMessage(session, input.text, input.unsupported ?? []);
    case 'action':
      return await readButton(session, input.id);
    case 'dialog':
      return await submitAll(session, input.values);
    case 'command':
      // Commands are the router's; what it leaves to the form is `/cancel`.
      return input.name === 'cancel' ? await operate(session, { type: 'cancel' }) : askAgain(session);
    default:
      return input satisfies never;
  }
}

/** The open question once more, with a word before it. */
export function askAgain(session: Session, lead: Text[] = []): FormStep {
  return open(session, { lead });
}

/** First ask whether to go on with what is open; what came along is for a new beginning. */
export function askWhetherToContinue(session: Session, beginning: Beginning): FormStep {
  const { opening, answers, problems } = withinLimit(beginning);
  session.state = {
    ...session.state,
    before: 'resume',
    ...(opening.trim() !== '' && { pending: opening }),
    ...(answers && { pendingAnswers: answers }),
  };
  return open(session, { lead: problems });
}

/** Only a button that the open question has does anything: not an old one, not a forged one. */
async function readButton(session: Session, id: string): Promise<FormStep> {
  const shown = question(session).buttons?.some((button) => button.id === id);
  const button = shown ? parseButton(id) : undefined;
  return button ? await operate(session, button.operation) : stale(session);
}

/** The question on display stays open as it is, so nothing is written. */
const stale = (session: Session): FormStep => ({
  type: 'stale',
  reply: question(session, { lead: [say('form.stale')] }),
});

async function readMessage(session: Session, text: string, unsupported: readonly string[]): Promise<FormStep> {
  const words = text.trim();
  if (isBlank(words)) return askAgain(session, [say(unsupported.length > 0 ? 'form.unsupported' : 'form.empty')]);
  const control = readControl(words);
  if (control === 'repeat') return askAgain(session);
  if (control === 'help') return askAgain(session, [say('form.help')]);
  const operation = operationOf(session, words, control);
  if (operation) return await operate(session, operation);
  const { at, before } = session.state;
  if (before === 'none' && at.step === 'ask') return await answer(session, at, words);
  if (before === 'resume') {
    // Not taken for an answer, but not lost: it is what a new beginning begins with.
    const pending = [session.state.pending ?? '', words].filter((part) => part !== '').join('\n');
    const tooLong = excess(pending);
    if (tooLong) return askAgain(session, [tooLong]);
    session.state = { ...session.state, pending };
    return askAgain(session);
  }
  return askAgain(session, [say('form.please-choose')]);
}

/** What to say of words that are more than an answer may have. */
function excess(words: string): Text | undefined {
  const count = [...words].length;
  return count > ANSWER_MAX_CHARACTERS ? say('form.too-long', { count, max: ANSWER_MAX_CHARACTERS }) : undefined;
}

/** Words along with a command that are too many are not kept: they would travel with the conversation from turn to turn. */
function withinLimit({ opening, answers }: Beginning): Omit<Beginning, 'args'> & { problems: Text[] } {
  const fitting = answers && Object.fromEntries(Object.entries(answers).filter(([, words]) => !excess(words)));
  const problems = [opening, ...Object.values(answers ?? {})].flatMap((words) => excess(words) ?? []);
  return { opening: excess(opening) ? '' : opening, ...(fitting && { answers: fitting }), problems };
}

/** Nothing that can be seen: white space, zero-width and control characters. */
export const isBlank = (text: string): boolean => !/[^\p{Z}\p{C}]/u.test(text);

/** Acts on a button. What does not fit the place, because it is forged, is treated like an old button. */
async function operate(session: Session, operation: Operation): Promise<FormStep> {
  const { at, before } = session.state;
  if (before !== 'none') return await answerBefore(session, before, operation.type);
  switch (operation.type) {
    case 'person':
      return { type: 'person', session };
    case 'cancel':
      session.state = { ...session.state, before: 'cancel' };
      return open(session);
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
    case 'yes':
    case 'no':
      return stale(session);
    default:
      return operation satisfies never;
  }
}

async function answerBefore(
  session: Session,
  before: 'cancel' | 'resume',
  operation: Operation['type'],
): Promise<FormStep> {
  if (operation === 'person') return { type: 'person', session };
  if (operation === 'cancel' && before === 'resume') {
    session.state = { ...session.state, before: 'cancel' };
    return open(session);
  }
  // Whoever says "cancel" to "really cancel?" means yes.
  if (before === 'cancel' && (operation === 'yes' || operation === 'cancel')) {
    return { type: 'over', replies: [{ text: say('form.cancelled') }], effects: closing(session, 'cancelled') };
  }
  if (before === 'resume' && operation === 'no') {
    return { type: 'begin-again', session, effects: closing(session, 'cancelled') };
  }
  const goesOn = operation === 'yes' || operation === 'no' || (before === 'cancel' && operation === 'back');
  if (!goesOn) return askAgain(session, [say('form.please-choose')]);
  const { pending = '' } = session.state;
  session.state = { ...session.state, before: 'none', pending: undefined, pendingAnswers: undefined };
  const understood = before === 'resume' ? await takeFromWords(session, pending) : [];
  if (understood.length > 0 && session.state.at.step === 'ask' && !session.state.at.editing)
    return await goOn(session, {}, understood);
  return open(session, {}, understood);
}

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

async function answer(session: Session, at: Place & { step: 'ask' }, words: string): Promise<FormStep> {
  const field = session.form.fields[at.field];
  if (!field) return stale(session);
  const problem = await take(session, at.field, field, words, 'asked');
  if (!problem) return await goOn(session, {}, field.telling ? await takeFromWords(session, words) : []);
  const failures = at.failures + 1;
  session.state = { ...session.state, at: { ...at, failures, suggestions: problem.suggestions ?? [] } };
  const lead = [problem.text];
  if (field.example) lead.push(say(field.example));
  if (failures >= FAILURES_BEFORE_PERSON) lead.push(say('form.offer-person'));
  return open(session, { lead });
}

/** Reads an answer and keeps it; or says what is wrong with it. */
async function take(
  session: Session,
  name: string,
  field: Field,
  words: string,
  source: 'asked' | 'dialog',
): Promise<{ text: Text; suggestions?: Suggestion[] } | undefined> {
  const tooLong = excess(words);
  if (tooLong) return { text: tooLong };
  const reading = await field.read(words.trim(), scopeOf(session));
  if (reading.problem)
    return { text: reading.problem, ...(reading.suggestions && { suggestions: reading.suggestions }) };
  const value = field.schema.parse(reading.value);
  keep(session, { draftId: session.draft.id, field: name, value, words, source });
  return undefined;
}

async function takeKnown(session: Session): Promise<void> {
  const { person } = session.context;
  if (!person) return;
  for (const [name, field] of Object.entries(session.form.fields)) {
    const value = field.known?.(person);
    if (value !== undefined)
      keep(session, { draftId: session.draft.id, field: name, value, words: '', source: 'known' });
  }
}

/** Looks in running text for answers to questions that are still open, and says what was found. */
async function takeFromWords(session: Session, words: string): Promise<Reply[]> {
  if (words.trim() === '') return [];
  // By characters, since half of one can't be stored.
  const searched = [...words].slice(0, ANSWER_MAX_CHARACTERS).join('');
  const facts: NonNullable<Reply['facts']> = [];
  for (const [name, field] of Object.entries(session.form.fields)) {
    if (session.answers.has(name) || !field.recognise) continue;
    const found = await field.recognise(searched, scopeOf(session));
    if (!found) continue;
    keep(session, {
      draftId: session.draft.id,
      field: name,
      value: found.value,
      words: found.words,
      source: 'understood',
    });
    if (field.when?.(session.values) ?? true)
      facts.push({ label: say(field.label), value: showAnswer(session, name, field) });
  }
  return facts.length > 0 ? [{ text: say('form.understood'), facts }] : [];
}

/** On to the next open question, to the review, or, in a form without one, to the end. */
async function goOn(session: Session, aside: Aside = {}, before: Reply[] = []): Promise<FormStep> {
  const at = nextPlace(session);
  if (at.step === 'review' && !session.form.submit) return await complete(session);
  session.state = { ...session.state, at };
  return open(session, aside, before);
}

function goTo(session: Session, at: Place): FormStep {
  session.state = { ...session.state, at };
  return open(session);
}

function open(session: Session, aside: Aside = {}, before: Reply[] = []): FormStep {
  session.state = { ...session.state, turn: session.context.turn };
  return { type: 'open', session, replies: [...before, question(session, aside)] };
}

async function complete(session: Session): Promise<FormStep> {
  const at = nextPlace(session);
  if (at.step !== 'review') return goTo(session, at);
  const { form, draft, state, context } = session;
  const shown = new Set(visibleFields(session).map(([name]) => name));
  const values = Object.fromEntries(Object.entries(session.values).filter(([name]) => shown.has(name)));
  const filled = { values, draftId: draft.id, opening: draft.opening, args: state.args, facts: factsOf(session) };
  const { replies, effects } = await form.complete(filled, context);
  return { type: 'over', replies, effects: [...closing(session, 'filed'), ...effects] };
}

/** The session's effects with the draft closed; a draft is written once. */
function closing(session: Session, status: Draft['status']): Effect[] {
  const others = session.effects.filter((effect) => effect.type !== 'draft');
  return [{ type: 'draft', draft: { ...session.draft, status } }, ...others];
}

/** A dialog: all answers at once. The good ones are kept, so that a form left half-way goes on step by step. */
async function submitAll(session: Session, given: Record<string, string>): Promise<FormStep> {
  const problems: { field: string; text: Text }[] = [];
  const done = new Set<string>();
  // An answer can make further fields visible, so the list is looked at anew each time.
  for (;;) {
    const next = visibleFields(session).find(([name]) => !done.has(name));
    if (!next) break;
    const [name, field] = next;
    done.add(name);
    const words = given[name];
    // What the dialog did not show, since an answer made it necessary or it stood on another page, is asked afterwards.
    if (words === undefined) continue;
    if (isBlank(words)) {
      if (!field.skip) problems.push({ field: name, text: say('form.needed') });
      else keep(session, { draftId: session.draft.id, field: name, value: null, words: '', source: 'skipped' });
    } else {
      const problem = await take(session, name, field, words, 'dialog');
      if (problem) problems.push({ field: name, text: problem.text });
    }
  }
  session.state = { ...session.state, before: 'none' };
  const [first] = problems;
  if (!first) return await goOn(session);
  // The dialog is where they go on. Whoever comes back to the chat instead sees no question there, so is first met with one.
  session.state = { ...session.state, at: askAt(first.field), before: 'resume', turn: session.context.turn };
  return { type: 'open', session, replies: [], immediate: [{ type: 'problems', problems }] };
}
