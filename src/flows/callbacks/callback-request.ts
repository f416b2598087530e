/** How a wish for a callback begins: by command, by button, or by what someone writes. */
import type { Context, Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { isEnded } from '../../domain/callback.ts';
import { saysOnlyCall } from '../../recognition/call-request.ts';
import { readWish, recogniseWishes } from '../../recognition/wish.ts';
import { startForm } from '../forms.ts';
import { callbackForm } from './callback-forms.ts';
import { showOwnCalls } from './callback-lists.ts';
import { CALL_RULES } from './callback-times.ts';

/** As many may be waited for at a time, so that nobody takes the room of all. */
const OPEN_MAX = 3;

/** `words`: what was written with it, which may say when, what about, or both. */
export async function beginCallback(words: string, context: Context): Promise<Outcome> {
  const { person, now, reads, zone } = context;
  const open = person ? (await reads.callbacksOf(person.id, OPEN_MAX)).filter((one) => !isEnded(one)) : [];
  if (open.length >= OPEN_MAX) return await showOwnCalls(context, [say('call.enough', { count: OPEN_MAX })]);
  const text = words.trim();
  const when = { now, zone: person?.zone ?? zone, hours: CALL_RULES.calendar };
  const said = text === '' ? undefined : readWish(text, when);
  const [named, other] = recogniseWishes(text, when);
  // All of it says when, or one time stands in it.
  const isTime = said !== undefined && ('ok' in said || saysWhen(said.problem));
  const time = isTime ? text : named && !other ? named.words : '';
  const topic = text === '' || isTime || saysOnlyCall(text, [time]) ? '' : text;
  const answers = { ...(topic !== '' && { topic }), ...(time !== '' && { when: time }) };
  return await startForm(callbackForm, { opening: text, answers }, context);
}

const saysWhen = (problem: string): boolean => problem === 'ambiguous' || problem === 'past' || problem === 'too-far';
