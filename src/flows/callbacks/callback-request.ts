/** How a wish for a callback begins: by command, by button, or by what someone writes. */
import type { Context, Outcome } from '../../core/flow.ts';
import { type Reply, say } from '../../core/message.ts';
import { isEnded } from '../../domain/callback.ts';
import { refusesAllCalls, saysOnlyCall } from '../../recognition/call-request.ts';
import { readWish, recogniseWishes } from '../../recognition/wish.ts';
import { startForm } from '../forms.ts';
import { callLine, ownCallButtons } from './callback-card.ts';
import { callbackForm } from './callback-forms.ts';
import { showOwnCalls } from './callback-lists.ts';
import { OPEN_MAX } from './callback-times.ts';
import { neverButton, refuseCalls } from './no-calls.ts';
import { openCallsOf } from './requesting.ts';
import { zoneForm } from './zone.ts';

/** As many of theirs are looked at. */
const OWN_MAX = 20;

/** `words`: what was written with it, which may say when, what about, or both. `about`: what they had written before it, and nothing but the subject. */
export async function beginCallback(words: string, context: Context, about = ''): Promise<Outcome> {
  const { person, now, zone, callRules } = context;
  if ((await openCallsOf(context)).length >= OPEN_MAX)
    return await showOwnCalls(context, [say('call.enough', { count: OPEN_MAX })]);
  const text = words.trim();
  const when = { now, zone: person?.zone ?? zone, hours: callRules.calendar };
  const said = text === '' ? undefined : readWish(text, when);
  const [named, other] = recogniseWishes(text, when);
  // All of it says when, or one time stands in it.
  const isTime =
    said !== undefined &&
    ('ok' in said || saysWhen(said.problem) || ('instead' in said && said.instead?.whole === true));
  // Whoever asks for a call with nothing but a time and a subject means that time, and sees it before it is promised.
  const [only, another] = said && 'candidates' in said ? (said.candidates ?? []) : [];
  const found = named ?? (another ? undefined : only);
  const odd = isTime || found || another ? undefined : oddTimeIn(text, when);
  const time = isTime ? text : found && !other ? found.words : (odd?.time ?? '');
  const rest = text === '' || isTime || saysOnlyCall(text, [time]) ? '' : (odd?.rest ?? text);
  const topic = joined(about, rest);
  const answers = { ...(topic !== '' && { topic }), ...(time !== '' && { when: time }) };
  return await startForm(callbackForm, { opening: joined(about, text), answers }, context);
}

/** Where a subject begins beside a time. */
const PARTS = /[,，;；。]|\b(?:about|regarding)\b|关于|關於/iu;

/** A time that can't be, with a subject beside it. What has gone by is rather what they tell. */
function oddTimeIn(text: string, when: Parameters<typeof readWish>[1]): { time: string; rest: string } | undefined {
  const parts = text.split(PARTS).map((part) => part.trim());
  const time = parts.find((part) => {
    const said = part === '' ? undefined : readWish(part, when);
    return said !== undefined && 'problem' in said && (said.problem === 'impossible' || said.problem === 'too-far');
  });
  return time === undefined ? undefined : { time, rest: joined(...parts.filter((part) => part !== time)) };
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n');

const saysWhen = (problem: string): boolean =>
  problem === 'ambiguous' || problem === 'past' || problem === 'impossible' || problem === 'too-far';

/** `/zone`, or `/zone London`. */
export async function zoneCommand(words: string, context: Context): Promise<Outcome> {
  const said = words.trim();
  return await startForm(zoneForm, { opening: '', ...(said !== '' && { answers: { zone: said } }) }, context);
}

/** Beside an answer, for someone who does not want to be called: that it is kept, and what is booked, so that they can cancel it. */
export async function besideOwnCalls(words: string, outcome: Outcome, context: Context): Promise<Outcome> {
  const { person, reads } = context;
  const found = person ? await reads.callbacksOf(person.id, OWN_MAX) : [];
  const open = found.filter((one) => one.kind === 'requested' && !isEnded(one));
  const kept = refusesAllCalls(words) ? await refuseCalls(context) : undefined;
  const replies = kept?.replies ?? [];
  const effects = [...outcome.effects, ...(kept?.effects ?? [])];
  if (open.length === 0) {
    // No to this call may be meant as no to all.
    const none = { text: say('call.unwanted.none'), buttons: person?.noCalls ? [] : [neverButton] };
    return { ...outcome, replies: [...(kept ? replies : [none]), ...outcome.replies], effects };
  }
  const booked: Reply[] = open.map((one) => ({ text: callLine(one, context), buttons: ownCallButtons(one) }));
  const shown: Reply[] = [{ text: say('call.unwanted') }, ...booked];
  const immediate = shown.map((reply) => ({ type: 'reply' as const, reply }));
  return {
    ...outcome,
    replies: [...replies, ...outcome.replies],
    immediate: [...(outcome.immediate ?? []), ...immediate],
    effects,
  };
}
