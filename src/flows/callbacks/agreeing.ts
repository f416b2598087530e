/**
 * "Yes" or "no" of someone who was asked whether the time of a call suits them. Where they were asked as well whether a case is settled, their
 * word could be to either, and it is asked which: a wrong guess would close the case, or dispute it.
 */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type ReplyButton, say, verbatim } from '../../core/message.ts';
import { type Callback, hasNoTime, openRound } from '../../domain/callback.ts';
import { readControl } from '../../recognition/control.ts';
import { readCourtesy } from '../../recognition/courtesy.ts';
import { fold } from '../../recognition/fold.ts';
import { answerStamp, caseButtonId } from '../cases/case-card.ts';
import { answeredCases, type Settling } from '../cases/settling.ts';
import { laterAt } from './automatic.ts';
import { actOnCall } from './callback-acts.ts';
import { okButton, ownCallButtons } from './callback-card.ts';
import { showOwnCalls } from './callback-lists.ts';
import { OPEN_MAX } from './callback-times.ts';

/** `nod`: polite, and an agreement only where nothing else was asked. */
type Word = 'label' | 'yes' | 'nod' | 'no';

function readWord(words: string): Word | undefined {
  const written = fold(words).trim();
  if (typedLabels(say('call.button.ok')).includes(written)) return 'label';
  const control = readControl(words);
  if (control === 'yes' || control === 'no') return control;
  if (readCourtesy(words) !== 'ok') return undefined;
  // "No thanks" and 不用了，谢谢 are polite as well; 收到 only says that it was read.
  if (/^(?:no|不)/.test(written)) return 'no';
  return AGREES.test(written.replace(/[\p{P}\p{S}\s]+/gu, '')) ? 'nod' : undefined;
}

/** Folded, without spaces and punctuation. */
const AGREES = /^(?:好[的吧滴]?|可以|行|ok|okay|fine|good|great|allright|alright)$/;

/** Undefined: the words are no answer to it, or nothing was asked. */
export async function agreeInWords(words: string, context: Context): Promise<Outcome | undefined> {
  const word = readWord(words);
  const { person, reads } = context;
  if (!word || !person) return undefined;
  const asked = (await reads.callbacksOf(person.id, OPEN_MAX)).filter((one) => isAsked(one, context));
  const [only, ...others] = asked;
  if (!only) return undefined;
  const answered = word === 'label' ? [] : await answeredCases(context);
  if (answered.length > 0 && word === 'nod') return undefined;
  if (answered.length > 0) {
    const settling: Settling = word === 'no' ? 'dispute' : 'confirm';
    const cases = answered.map((one): ReplyButton => {
      const label = answered.length === 1 ? say(`case.button.${settling}`) : verbatim(one.number);
      return { id: caseButtonId(one, settling, answerStamp(one)), label };
    });
    const calls = word === 'no' ? ownCallButtons(only) : [okButton(only)];
    return atOnce({ text: say(`call.agree.${settling}`), buttons: [...cases, ...calls] });
  }
  if (word === 'no' || others.length > 0) return await showOwnCalls(context);
  return await actOnCall(only, { type: 'confirm' }, 'person', context);
}

/** They have the question whether that time suits them, and nobody has tried to call since. */
function isAsked(current: Callback, { now }: Context): boolean {
  if (current.status !== 'planned' || hasNoTime(current) || current.attempts.length > 0) return false;
  // Of what they have asked for themselves only staff have moved it, who ask then.
  if (current.kind === 'requested') return openRound(current)?.confirmed === true;
  const isTold = current.kind !== 'after-complaint' && current.kind !== 'after-problem';
  return isTold || Date.parse(laterAt(current)) <= Date.parse(now);
}
