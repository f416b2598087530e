/**
 * What whoever is called hears of what staff have done with their callback, and when: not in their quiet hours, unless they are writing with the bot
 * themselves. Then it waits for the end of those, as a reminder does.
 */
import type { Context } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Callback } from '../../domain/callback.ts';
import { newsOf } from '../../domain/callback-news.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { okButton, ownCallButtons, whenText } from './callback-card.ts';
import { inWriting, writtenWhen } from './no-calls.ts';

/** So long after their last word a conversation is under way. */
const UNDER_WAY_MS = 15 * 60_000;

/** Whether it is night where they are, and they are not writing at this moment. */
export async function isLeftAlone(
  { personId, window }: Pick<Callback, 'personId' | 'window'>,
  { now, callRules, reads }: Context,
): Promise<boolean> {
  if (!isQuiet(now, window.zone, callRules.quiet)) return false;
  const wrote = await reads.lastWrote(personId);
  return wrote === undefined || Date.parse(now) - Date.parse(wrote) > UNDER_WAY_MS;
}

/** Undefined: there is nothing to be said. */
export async function newsReply(current: Callback, context: Context): Promise<Reply | undefined> {
  const news = newsOf(current);
  if (!news) return undefined;
  if (news === 'cancelled') {
    const reason = verbatim(current.cancelled?.reason ?? '');
    return { text: say('call.told.cancelled', { reason }) };
  }
  // Nobody has tried to call whoever wants no calls.
  if (await inWriting(current, context)) return current.undecided === null ? writtenWhen(current, context) : undefined;
  const when = whenText(current.window, context);
  const buttons = ownCallButtons(current);
  if (news === 'asked') return { text: say('call.told.asked', { when }), buttons: [okButton(current), ...buttons] };
  return { text: say(`call.told.${news}`, { when }), buttons };
}

/** What it is called in a list. */
export const newsWhat = (current: Callback): Text | undefined => {
  const news = newsOf(current);
  return news && say(`call.due.what.${news}`, { reason: verbatim(current.cancelled?.reason ?? '') });
};
