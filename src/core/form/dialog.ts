/** A form as a dialog: all that it asks now in one piece, and what becomes of what was filled in. */
import { LANGUAGES } from '../../domain/person.ts';
import type { DialogInput, FileRef } from '../event.ts';
import { attachmentOf } from '../files.ts';
import { localise } from '../localise.ts';
import { type DialogReply, type DialogReplyField, pickedName, say, type Text, verbatim } from '../message.ts';
import { isBlank, take, takeWhatFollows } from './answers.ts';
import type { Field } from './definition.ts';
import { addFiles, attachmentsOf, filesIn } from './files.ts';
import {
  ANSWER_MAX_CHARACTERS,
  askAt,
  choicesOf,
  isAnswered,
  keep,
  nextPlace,
  type Place,
  type Session,
  scopeOf,
  visibleFields,
} from './session.ts';
import { type FormStep, goOn, goTo } from './turn.ts';

interface Problem {
  field: string;
  text: Text;
}

/** What stands in the dialog's fields, by name. */
type Given = ReadonlyMap<string, string>;

/** Every field that is asked now, with what is filled in, and what was typed in its place. */
export function dialogOf(session: Session, given: Given = new Map(), problems: readonly Problem[] = []): DialogReply {
  const { form, draft } = session;
  const relied = reliedOn(session);
  return {
    form: form.name,
    draft: draft.id,
    title: say(form.title),
    ...(session.state.fresh && { fresh: true }),
    submit: say(form.submit ? 'form.dialog.submit' : 'form.button.submit'),
    fields: visibleFields(session).map(([name, field]) => {
      const problem = problems.find((one) => one.field === name)?.text;
      const value = shownIn(session, name, field, given.get(name));
      return {
        ...asField(session, name, field),
        ...(value && { value }),
        ...(relied.has(name) && { refreshes: true }),
        ...(problem && { problem }),
      };
    }),
  };
}

function asField(session: Session, name: string, field: Field): DialogReplyField {
  const choices = choicesOf(session, name, field)?.map(({ value, label }) => ({ value, label }));
  const filled = filledBy(session, name);
  const type = choices ? 'choice' : field.picker ? 'when' : (field.input ?? 'line');
  const pick = field.picker?.native(scopeOf(session));
  return {
    name,
    label: say(field.label),
    ask: say(field.ask),
    ...(field.example && { example: say(field.example) }),
    type,
    optional: field.skip !== undefined,
    ...(choices && { choices }),
    ...(filled !== undefined && { filled }),
    ...(pick && { pick }),
    ...((type === 'line' || type === 'text' || type === 'when') && {
      max: Math.min(field.max ?? ANSWER_MAX_CHARACTERS, ANSWER_MAX_CHARACTERS),
    }),
    ...(type === 'files' && { attachments: attachmentsOf(filesIn(session.values[name])) }),
  };
}

/** The answer of another field that the words of this one began with. */
function filledBy(session: Session, name: string): string | undefined {
  const [by] = visibleFields(session).filter(([, { begins }]) => begins?.field === name);
  const value = by && session.values[by[0]];
  return typeof value === 'string' ? value : undefined;
}

function shownIn(session: Session, name: string, field: Field, typed: string | undefined): Text | undefined {
  const value = typed === undefined ? filledIn(session, name, field) : verbatim(typed);
  const choices = choicesOf(session, name, field);
  const offered = !choices || choices.some((choice) => value && 'verbatim' in value && choice.value === value.verbatim);
  return offered && value && !('verbatim' in value && value.verbatim === '') ? value : undefined;
}

/** The answer as it was understood: words such as "yesterday" would mean something else today. */
function filledIn(session: Session, name: string, field: Field): Text | undefined {
  const value = session.answers.get(name)?.value ?? null;
  if (value === null || field.input === 'files') return undefined;
  return (field.choices || field.offered) && typeof value === 'string' ? verbatim(value) : field.show(value);
}

/** The fields whose answers others look at to be asked, or for their choices. What is not looked at now can't matter now. */
function reliedOn(session: Session): ReadonlySet<string> {
  const relied = new Set<string>();
  for (const [name, field] of Object.entries(session.form.fields)) {
    const note = (key: string | symbol): void => {
      if (typeof key === 'string' && key !== name) relied.add(key);
    };
    const watched = new Proxy(session.values, {
      get(values, key) {
        note(key);
        return Reflect.get(values, key);
      },
      has(values, key) {
        note(key);
        return Reflect.has(values, key);
      },
    });
    if (field.when?.(watched) ?? true) field.choices?.(watched);
    field.picker?.native({ ...scopeOf(session), values: watched });
    if (field.begins) relied.add(name);
  }
  return relied;
}

/** What was done with a dialog. What is good is kept, so that a form left half-way goes on step by step. */
export async function stepDialog(session: Session, input: DialogInput): Promise<FormStep> {
  const given = new Map(Object.entries(input.values).filter(([, words]) => typeof words === 'string'));
  if (input.then === 'refresh') await makeRoom(session, given);
  const files = new Map(Object.entries(input.files ?? {}));
  const problems = await takeAll(session, given, files, input.then === undefined);
  if (input.then === 'refresh')
    return { type: 'aside', session, said: { type: 'dialog', dialog: dialogOf(session, given) } };
  session.state = { ...session.state, before: 'none', paused: undefined, rested: undefined, fresh: undefined };
  if (input.then === 'leave') return goOnInChat(session, problems);
  const unseen = visibleFields(session).find(
    ([name, field]) => !given.has(name) && !files.has(name) && !field.skip && !isAnswered(session, name, field),
  );
  const [wanting] = [...problems.map(({ field }) => field), ...(unseen ? [unseen[0]] : [])];
  if (wanting === undefined) return await goOn(session);
  if (!session.context.immediate) return goOnInChat(session, problems);
  // The dialog is where they go on. Whoever comes back to the chat instead sees no question there, so is first met with one.
  session.state = { ...session.state, at: askAt(wanting), before: 'resume', turn: session.context.turn };
  const dialog = dialogOf(session, given, problems);
  return { type: 'open', session, replies: [], immediate: [{ type: 'problems', problems, dialog }] };
}

/** Words that a choice has put there make way for those of another choice; what someone has typed stays. */
async function makeRoom(session: Session, given: Map<string, string>): Promise<void> {
  for (const [name, field] of visibleFields(session)) {
    const { begins } = field;
    if (!begins || isBlank(given.get(name) ?? '')) continue;
    const words = given.get(begins.field) ?? '';
    const scope = scopeOf(session);
    const choices = choicesOf(session, name, field) ?? [];
    const begun = await Promise.all(choices.map(({ value }) => begins.words(value, scope)));
    if (isBlank(words) || begun.some((one) => one !== undefined && trimmed(one) === trimmed(words)))
      given.delete(begins.field);
  }
}

/** Whether a dialog that is closed leaves nothing behind. */
export function changesNothing(session: Session, input: DialogInput): boolean {
  const sent = Object.values(input.files ?? {}).some((files) => files.length > 0);
  return (
    !sent &&
    visibleFields(session).every(([name, field]) => {
      const words = input.values[name];
      if (!isBlank(input.values[pickedName(name)] ?? '')) return false;
      return typeof words !== 'string' || isBlank(words) || isUnchanged(session, name, field, words);
    })
  );
}

/** Takes all that can be taken. Until it is submitted, what is empty may still be filled in. */
async function takeAll(
  session: Session,
  given: Given,
  files: ReadonlyMap<string, readonly FileRef[]>,
  submitted: boolean,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const done = new Set<string>();
  // An answer can make further fields visible, so the list is looked at anew each time.
  for (;;) {
    const next = visibleFields(session).find(([name]) => !done.has(name));
    if (!next) break;
    const [name, field] = next;
    done.add(name);
    const words = field.input === 'files' ? takeFiles(session, name, files.get(name)) : given.get(name);
    const picked = given.get(pickedName(name)) ?? '';
    const unchanged = words === undefined || isUnchanged(session, name, field, words);
    if (unchanged && isBlank(picked)) continue;
    // Whoever has done both without success the first time has mended one of them.
    const written = [unchanged ? '' : words, picked].filter((one) => !isBlank(one));
    if (written.length > 0) {
      const problem = await takeFirst(session, name, field, written);
      if (problem) problems.push({ field: name, text: problem });
    } else if (!field.skip) {
      if (submitted) problems.push({ field: name, text: say('form.needed') });
    } else if (submitted || session.answers.has(name)) {
      leftOut(session, name);
    }
    takeWhatFollows(session);
  }
  return problems;
}

/** The first of several answers that can be taken; or what is wrong with the first. */
async function takeFirst(session: Session, name: string, field: Field, several: string[]): Promise<Text | undefined> {
  let problem: Text | undefined;
  for (const words of several) {
    const found = await take(session, name, field, words, 'dialog');
    if (!found) return undefined;
    problem ??= found.text;
  }
  return problem;
}

const leftOut = (session: Session, field: string): void =>
  keep(session, { draftId: session.draft.id, field, value: null, words: '', source: 'skipped' });

/** Undefined when there is no more to do about the field, else what an empty one would have. */
function takeFiles(session: Session, name: string, sent: readonly FileRef[] | undefined): '' | undefined {
  if (sent) addFiles(session, sent.map(attachmentOf), { source: 'dialog' });
  return sent === undefined || filesIn(session.values[name]).length > 0 ? undefined : '';
}

/** What the dialog had shown is not read again: it is the answer as understood, in words that the bot has chosen. */
function isUnchanged(session: Session, name: string, field: Field, words: string): boolean {
  if (!isAnswered(session, name, field)) return false;
  const shown = filledIn(session, name, field);
  if (!shown) return isBlank(words);
  return LANGUAGES.some((language) => trimmed(localise(shown, language)) === trimmed(words));
}

/** Platforms have their own ways with the ends of lines and of texts. */
const trimmed = (words: string): string => words.replaceAll('\r\n', '\n').trim();

/** From the dialog back to questions one by one; nothing is sent by that. */
function goOnInChat(session: Session, problems: readonly Problem[]): FormStep {
  const at = placeInChat(session, problems);
  const problem = at.step === 'ask' ? problems.find(({ field }) => field === at.field) : undefined;
  return goTo(session, at, problem ? { lead: [problem.text] } : {});
}

function placeInChat(session: Session, problems: readonly Problem[]): Place {
  const at = nextPlace(session);
  if (at.step !== 'review') return at;
  const [first] = problems;
  if (first) return askAt(first.field, true);
  const last = visibleFields(session).at(-1);
  return session.form.submit || !last ? at : askAt(last[0], true);
}
