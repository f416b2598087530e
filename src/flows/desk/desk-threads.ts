/** What staff write below a case's card, on platforms with threads: it is kept as a note. To write to the person is always an act of its own. */
import type { Input } from '../../core/event.ts';
import { attachmentOf } from '../../core/files.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { isBlank } from '../../core/form/answers.ts';
import { say } from '../../core/message.ts';
import { may } from '../../domain/rights.ts';
import { caseToRead } from '../cases/case-access.ts';
import { actOnCase } from '../cases/case-acts.ts';
import { underCard } from '../cases/case-card.ts';
import { openForm } from '../forms.ts';

/** In characters. */
const NOTE_MAX = 4000;

/** Undefined: it was not written below anything about a case, or it answers a form about that very case. */
export async function noteBelowCard(
  input: Input & { type: 'message' },
  context: Context,
): Promise<Outcome | undefined> {
  const { person, thread, reads } = context;
  if (input.under === undefined || !may(person, 'cases.handle') || !thread) return undefined;
  const text = isBlank(input.text) ? '' : input.text.trim();
  const files = (input.files ?? []).map(attachmentOf);
  if (text === '' && files.length === 0) return undefined;
  const number = await reads.messageAbout(thread.id, input.under);
  if (number === undefined || number === asksAbout(context)) return undefined;
  const current = await caseToRead(number, context);
  if (!current) return undefined;
  const count = [...text].length;
  if (count > NOTE_MAX) return atOnce({ text: say('form.too-long', { count, max: NOTE_MAX }) });
  const noted = await actOnCase(current, { type: 'note', text, ...(files.length > 0 && { files }) }, context);
  if (noted.immediate) return noted;
  const reply = underCard(current, { text: say('case.done.note', { number }) });
  return { replies: [], immediate: [{ type: 'reply', reply }], effects: noted.effects };
}

/** The case that the open form is about, unless it went to rest. */
function asksAbout(context: Context): string | undefined {
  const state = openForm(context)?.session.state;
  return state?.before === 'resume' ? undefined : state?.args.case;
}
