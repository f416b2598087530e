/** Whom staff write to: in which language they read, and what a quick reply becomes for them. Nothing here stops anyone from writing as they like. */
import type { Context } from '../../core/flow.ts';
import type { Values } from '../../core/form/definition.ts';
import { localise } from '../../core/localise.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Reads } from '../../core/reads.ts';
import { type Case, isRunning, isWaiting } from '../../domain/case.ts';
import type { Language, Person } from '../../domain/person.ts';
import { fillVariables, textFor } from '../../domain/quick-reply.ts';
import { looksUnlike } from '../../recognition/language.ts';
import { caseToRead } from '../cases/case-access.ts';

/** The field in which a quick reply is chosen. */
export const QUICK_REPLY = 'quick';

/** As `toPerson` decides it when the words are sent. */
export const languageOf = (current: Case, owner: Person | undefined): Language => owner?.language ?? current.language;

/** The promise, above whatever staff write about a case. */
export async function aboutPromise(
  args: Readonly<Record<string, string>>,
  _: Values,
  context: Context,
): Promise<Text[]> {
  const current = await caseToRead(args.case ?? '', context);
  return current ? promiseOf(current, context) : [];
}

function promiseOf(current: Case, { zone }: Context): Text[] {
  if (isWaiting(current)) return [say('about.waiting')];
  return isRunning(current) ? [say('about.due', { due: { instant: current.dueAt, zone } })] : [];
}

/** The same with the language that the person reads, and a word where what stands there looks like another one. */
export async function aboutReader(
  args: Readonly<Record<string, string>>,
  values: Values,
  context: Context,
): Promise<Text[]> {
  const { reads } = context;
  const current = await caseToRead(args.case ?? '', context);
  if (!current) return [];
  const owner = await reads.person(current.personId);
  const language = languageOf(current, owner);
  const name = say(`language.name.${language}`);
  const lines = [...promiseOf(current, context), say('about.reads', { language: name })];
  const chosen = values[QUICK_REPLY];
  const quick = typeof chosen === 'string' ? await reads.quickReply(chosen) : undefined;
  const text = quick && textFor(quick, language);
  if (quick && text && text.language !== language) {
    const written = say(`language.name.${text.language}`);
    lines.push(say('about.fallback', { name: verbatim(quick.name), language: name, written }));
  } else {
    const written = typeof values.text === 'string' ? looksUnlike(values.text, language) : undefined;
    if (written) lines.push(say('about.unlike', { language: name, written: say(`language.name.${written}`) }));
  }
  return lines;
}

/** What the person of a case would read of a quick reply. */
export async function quickReplyWords(
  id: string,
  {
    args,
    person,
    reads,
    zone,
  }: { args: Readonly<Record<string, string>>; person: Person | undefined; reads: Reads; zone: string },
): Promise<string | undefined> {
  const [quick, current] = await Promise.all([reads.quickReply(id), caseToRead(args.case ?? '', { person, reads })]);
  if (!quick || !current) return undefined;
  const owner = await reads.person(current.personId);
  const chosen = textFor(quick, languageOf(current, owner));
  if (!chosen) return undefined;
  const { text, language } = chosen;
  const outlet = (await reads.outlets()).find((one) => one.id === current.outletId);
  const inWords = (words: Text): string => localise(words, language);
  const due = { instant: current.dueAt, zone: owner?.zone ?? outlet?.zone ?? zone };
  return fillVariables(text, {
    name: owner?.name ?? inWords(say('quick.unnamed')),
    number: current.number,
    store: outlet?.name ?? inWords(say('quick.storeless')),
    due: inWords(due),
    agent: person?.name ?? inWords(say('colleague.unnamed')),
  });
}
