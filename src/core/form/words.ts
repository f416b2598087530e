/** Typed words that mean a button of the open question: its label in any language, its number, a word of control, a field's name. */
import { type Control, namedForChange } from '../../recognition/control.ts';
import { readCourtesy } from '../../recognition/courtesy.ts';
import { fold } from '../../recognition/fold.ts';
import { say } from '../message.ts';
import type { Field } from './definition.ts';
import { filesOf } from './files.ts';
import { typedLabels } from './labels.ts';
import { type Operation, parseButton, question } from './questions.ts';
import { isAnswered, type Place, type Session, visibleFields } from './session.ts';

/** Typed words that mean a button: its label in any language, its number, or a word of control. */
export function operationOf(session: Session, words: string, control: Control | undefined): Operation | undefined {
  const { at, before } = session.state;
  const asking = before === 'none' && at.step === 'ask';
  const field = asking ? session.form.fields[at.field] : undefined;
  const labelled =
    words.length <= 80
      ? labelledOperation(session, words, !field || field.choices !== undefined || offersSuggestions(at))
      : undefined;
  if (labelled) return labelled;
  if (field?.input === 'files') {
    const some = filesOf(session).length > 0;
    if ((some && control === 'yes') || meansNoMore(field, words, control)) return { type: some ? 'keep' : 'skip' };
  }
  if (control === 'pause') return { type: 'pause' };
  if (control === undefined || control === 'repeat' || control === 'help' || control === 'review') return undefined;
  if (control === 'yes' || control === 'no') {
    if (before !== 'none') return { type: control };
    if (at.step === 'review') return { type: control === 'yes' ? 'submit' : 'pick' };
    return control === 'yes' ? agreedTo(at) : undefined;
  }
  if (control === 'skip' && field && at.step === 'ask' && isAnswered(session, at.field, field)) return { type: 'keep' };
  return { type: control };
}

/** "Yes" to a question takes the one answer that is suggested. */
function agreedTo(at: Place): Operation | undefined {
  const [only, ...others] = at.step === 'ask' ? at.suggestions : [];
  return only && others.length === 0 ? { type: 'answer', value: only.value } : undefined;
}

function labelledOperation(session: Session, words: string, numbersToo: boolean): Operation | undefined {
  const folded = fold(words);
  const buttons = question(session).buttons ?? [];
  const number = numbersToo && /^\d{1,2}$/.test(folded) ? Number(folded) : undefined;
  const meant = buttons.find((button, index) => number === index + 1 || typedLabels(button.label).includes(folded));
  if (meant) return parseButton(meant.id)?.operation;
  const { at, before } = session.state;
  if (before !== 'none' || at.step === 'ask') return undefined;
  return namedField(session, folded) ?? namedField(session, namedForChange(words));
}

/** At the review an answer can be picked by what it is called, or by a part of it that no other has. */
function namedField(session: Session, folded: string): Operation | undefined {
  const named = visibleFields(session).filter(([, { label }]) =>
    typedLabels(say(label)).some((one) => one.includes(folded)),
  );
  const [only] = named;
  return only && named.length === 1 && folded !== '' ? { type: 'edit', field: only[0] } : undefined;
}

const offersSuggestions = (at: Place): boolean => at.step === 'ask' && at.suggestions.length > 0;

/** "That is all", once files are asked for. A plain yes is none: it may announce the first one. */
function meansNoMore(field: Field, words: string, control: Control | undefined): boolean {
  if (control === 'skip' || control === 'no' || readCourtesy(words) === 'thanks') return true;
  const folded = fold(words);
  const labels = [say('files.done'), say('files.skip'), ...(field.skip ? [say(field.skip)] : [])];
  return (
    labels.some((label) => typedLabels(label).includes(folded)) || NO_MORE.test(folded.replace(/[\p{P}\p{S}\s]+/gu, ''))
  );
}

/** Folded, without spaces and punctuation. */
const NO_MORE =
  /^(?:(?:就|只有|就是)?这些(?:了|啦)?|(?:都|全部?|已经?)?(?:发|传|上传)?(?:完|好)(?:了|啦|毕)?|(?:就)?(?:没|没有|冇)(?:了|啦|有?(?:照片|图片|文件|图|相片|相)了?)?|done|finished|ready|thatsall|thatisall|thatsit|nomore|nothingelse|none|no(?:photos?|pictures?|files?)?|idonthaveany)$/;
