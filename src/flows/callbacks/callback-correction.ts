/** A time and nothing else, written by someone who expects a call: they most likely want to be called then instead. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type ReplyButton, say } from '../../core/message.ts';
import { type Callback, hasNoTime, isEnded, isSameWindow } from '../../domain/callback.ts';
import type { Window } from '../../domain/callback-rules.ts';
import type { WishAnswer } from '../../recognition/wish.ts';
import { readCorrection } from '../../recognition/wish-correction.ts';
import { callButtonId, ownCallButtons, timeButtons, whenText } from './callback-card.ts';
import { showOwnCalls } from './callback-lists.ts';
import { codeOf, OPEN_MAX, roomFor, whyNot, windowsOf } from './callback-times.ts';

/** Undefined where the words are about something else. Nothing is moved by it: that is one tap more. */
export async function offerMove(words: string, context: Context): Promise<Outcome | undefined> {
  const { person, now, reads, callRules } = context;
  // Most words are no time, and are not to cost a question to the database.
  const anywhere = { now, zone: person?.zone ?? context.zone, hours: callRules.calendar };
  if (!person || !readCorrection(words, { from: now, until: now }, anywhere)) return undefined;
  const [only, ...others] = (await reads.callbacksOf(person.id, OPEN_MAX)).filter(
    (one) => !isEnded(one) && !hasNoTime(one),
  );
  if (!only) return undefined;
  if (others.length > 0) return await showOwnCalls(context, [say('call.which')]);
  const answer = readCorrection(words, only.window, { ...anywhere, zone: only.window.zone });
  return answer && (await offer(only, answer, context));
}

async function offer(current: Callback, answer: WishAnswer, context: Context): Promise<Outcome | undefined> {
  const { zone } = current.window;
  if ('ok' in answer) {
    const { from, until } = answer.ok;
    return await offerWindow(current, { from, until, zone }, context);
  }
  const choices = 'nearest' in answer ? answer.nearest : 'candidates' in answer ? (answer.candidates ?? []) : [];
  const text =
    answer.problem === 'ambiguous'
      ? say('call.when.which')
      : answer.problem === 'past' || answer.problem === 'impossible'
        ? say(`call.when.${answer.problem}`)
        : undefined;
  return text && atOnce({ text, buttons: [...timeButtons(current, choices), ...ownCallButtons(current)] });
}

async function offerWindow(current: Callback, wish: Window, context: Context): Promise<Outcome> {
  const was = whenText(current.window, context);
  if (isSameWindow(wish, current.window)) return atOnce({ text: say('call.no.confirmed-already', { when: was }) });
  const room = await roomFor(wish, context, current.id);
  if (!room.window) {
    const nearest = windowsOf(room.nearest, wish.zone);
    const buttons = [...timeButtons(current, nearest), ...ownCallButtons(current)];
    return atOnce({ text: whyNot(room.reason, nearest), buttons });
  }
  const when = whenText(room.window, context);
  const move: ReplyButton = {
    id: callButtonId(current.id, 'at', codeOf(room.window)),
    label: say('call.button.at'),
    style: 'primary',
  };
  return atOnce({ text: say('call.move.offer', { was, when }), buttons: [move, ...ownCallButtons(current)] });
}
