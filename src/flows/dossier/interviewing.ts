/** An interview is begun, or opened again to add to it or put it right; as a dialog where the platform has them. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { type Dossier, entryOf } from '../../domain/dossier.ts';
import { INTERVIEW_ITEMS } from '../../domain/dossier-items.ts';
import { INTERVIEWS_MAX, type Interview } from '../../domain/interview.ts';
import { openInDialog, stale } from '../forms.ts';
import { tagOf } from './dossier-access.ts';
import { interviewAt, interviewCalled, interviewForm } from './interview-form.ts';

const NAMED = /^\s*(?:interview(?:ing)?(?:\s+with)?\s+|(?:走访|拜访|拜訪|访谈|訪談|采访|採訪)\s*)(\S.*)$/isu;

/** `/dossier interview Wang`: the name as it was written. */
export const namedInterview = (words: string): string | undefined => NAMED.exec(words)?.[1]?.trim();

/** `ref`: the number of the one to open again; empty for another one. */
export async function pressInterview(dossier: Dossier, ref: string, context: Context): Promise<Outcome> {
  if (ref === '') return await beginInterview(dossier, '', context);
  const interview = interviewAt(dossier, ref);
  return interview ? await openAgain(dossier, interview, context) : stale();
}

/** Who was interviewed already is not asked for anew. */
export async function beginInterview(dossier: Dossier, name: string, context: Context): Promise<Outcome> {
  const known = interviewCalled(dossier, name);
  if (known) return await openAgain(dossier, known, context);
  if (dossier.interviews.length >= INTERVIEWS_MAX) return atOnce({ text: say('dossier.no.full') });
  const args = { dossier: tagOf(dossier) };
  return await openInDialog(interviewForm, { opening: '', args, ...(name !== '' && { answers: { name } }) }, context);
}

/** What was told stands there already. One by one only the rest is asked, and what worries of all of it. */
async function openAgain(dossier: Dossier, interview: Interview, context: Context): Promise<Outcome> {
  const { id, name, years, store, similar, note } = interview;
  const told = INTERVIEW_ITEMS.flatMap((item) => {
    const answer = entryOf(dossier, { item, interview: id }).answers.at(-1);
    return answer ? [{ item, answer }] : [];
  });
  const isWhole = told.length === INTERVIEW_ITEMS.length || (context.dialogs && context.immediate);
  const marked = told.flatMap(({ item, answer: { worrying } }) =>
    worrying === true ? [String(INTERVIEW_ITEMS.indexOf(item) + 1)] : [],
  );
  const answers = {
    ...{ name, similar: similar === null ? 'unknown' : similar ? 'yes' : 'no' },
    ...(years !== null && { years: String(years) }),
    ...(store !== null && { store }),
    ...Object.fromEntries(told.map(({ item, answer }) => [item, answer.text])),
    ...(isWhole && marked.length > 0 && { worries: marked.join(' ') }),
    ...(note !== null && { note }),
  };
  const leftOut = [
    ...(years === null ? ['years'] : []),
    ...(store === null ? ['store'] : []),
    ...(isWhole && marked.length === 0 ? ['worries'] : []),
  ];
  const args = {
    ...{ dossier: tagOf(dossier), interview: String(dossier.interviews.indexOf(interview) + 1) },
    marks: isWhole ? 'all' : 'add',
  };
  return await openInDialog(interviewForm, { opening: '', args, answers, leftOut }, context);
}
