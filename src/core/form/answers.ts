/** From words to answers: what is asked, what is known, and what stands in running text. */
import { type Attachment, type Reply, say, type Text } from '../message.ts';
import type { Field, Suggestion } from './definition.ts';
import { showAnswer } from './questions.ts';
import { ANSWER_MAX_CHARACTERS, forget, keep, type Session, scopeOf } from './session.ts';

export interface Beginning {
  /** What the person wrote before the first question; may be empty. */
  opening: string;
  args?: Record<string, string>;
  /** Answers given along with the command, as words. */
  answers?: Record<string, string>;
  /** Fields that are left out on purpose, so that they are not asked. */
  leftOut?: readonly string[];
  /** Files sent along with them. */
  files?: readonly Attachment[];
}

/** What to say of words that are more than an answer may have. */
export function excess(words: string): Text | undefined {
  const count = [...words].length;
  return count > ANSWER_MAX_CHARACTERS ? say('form.too-long', { count, max: ANSWER_MAX_CHARACTERS }) : undefined;
}

/** Words along with a command that are too many are not kept: they would travel with the conversation from turn to turn. */
export function withinLimit({
  opening,
  answers,
}: Beginning): Pick<Beginning, 'opening' | 'answers'> & { problems: Text[] } {
  const fitting = answers && Object.fromEntries(Object.entries(answers).filter(([, words]) => !excess(words)));
  const problems = [opening, ...Object.values(answers ?? {})].flatMap((words) => excess(words) ?? []);
  return { opening: excess(opening) ? '' : opening, ...(fitting && { answers: fitting }), problems };
}

/** Nothing that can be seen: white space, zero-width and control characters. */
export const isBlank = (text: string): boolean => !/[^\p{Z}\p{C}]/u.test(text);

/** Reads an answer and keeps it; or says what is wrong with it. */
export async function take(
  session: Session,
  name: string,
  field: Field,
  words: string,
  source: 'asked' | 'dialog',
): Promise<{ text: Text; suggestions?: Suggestion[]; narrows?: true; person?: true } | undefined> {
  const tooLong = excess(words);
  if (tooLong) return { text: tooLong };
  const reading = await field.read(words.trim(), scopeOf(session));
  if (reading.problem) {
    const { problem: text, suggestions, narrows, person } = reading;
    return { text, ...(suggestions && { suggestions }), ...(narrows && { narrows }), ...(person && { person }) };
  }
  const value = field.schema.parse(reading.value);
  keep(session, { draftId: session.draft.id, field: name, value, words, source });
  const begun = typeof value === 'string' ? await field.begins?.words(value, scopeOf(session)) : undefined;
  if (field.begins && begun !== undefined) {
    const { field: other } = field.begins;
    keep(session, { draftId: session.draft.id, field: other, value: begun, words: begun, source: 'understood' });
  }
  return undefined;
}

export async function takeKnown(session: Session): Promise<void> {
  const { person } = session.context;
  if (!person) return;
  for (const [name, field] of Object.entries(session.form.fields)) {
    const value = field.known?.(person);
    if (value !== undefined)
      keep(session, { draftId: session.draft.id, field: name, value, words: '', source: 'known' });
  }
}

/** Takes what follows from the answers as they are now, and says so. What someone has said themselves stays. */
export function takeWhatFollows(session: Session): Reply[] {
  const facts: NonNullable<Reply['facts']> = [];
  for (const [name, field] of Object.entries(session.form.fields)) {
    const answer = session.answers.get(name);
    if (!field.follows || (answer && !(answer.source === 'understood' && answer.words === ''))) continue;
    const value = field.follows(session.values);
    if (value === undefined && answer) forget(session, name);
    if (value === undefined || value === answer?.value) continue;
    keep(session, { draftId: session.draft.id, field: name, value, words: '', source: 'understood' });
    facts.push({ label: say(field.label), value: showAnswer(session, name, field) });
  }
  return facts.length > 0 ? [{ text: say('form.follows'), facts }] : [];
}

/** Reads again what means something else by now; the first that can't be taken any more is to be asked for. */
export async function readAnew(
  session: Session,
): Promise<{ field: string; text: Text; suggestions?: Suggestion[] } | undefined> {
  for (const [name, field] of Object.entries(session.form.fields)) {
    const answer = session.answers.get(name);
    if (!answer || answer.value === null || !field.stale?.(answer.value, scopeOf(session))) continue;
    const problem = await take(session, name, field, answer.words, 'asked');
    if (!problem) continue;
    forget(session, name);
    return { field: name, ...problem };
  }
  return undefined;
}

/** Looks in running text for answers to questions that are still open, and says what was found. */
export async function takeFromWords(session: Session, words: string): Promise<Reply[]> {
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
