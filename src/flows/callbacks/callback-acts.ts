/** What happens to a callback. Each act becomes a journal entry, a card as it is now, and word to whom it concerns. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, verbatim, withSettles } from '../../core/message.ts';
import {
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type CallbackRefusal,
  isWaitingForStart,
} from '../../domain/callback.ts';
import { changeCallback } from '../../domain/callback-changes.ts';
import { isTelling, owing } from '../../domain/callback-news.ts';
import { refusalOf } from '../../domain/callback-refusal.ts';
import type { Window } from '../../domain/callback-rules.ts';
import type { Place } from '../../domain/callback-slots.ts';
import { may, supervises } from '../../domain/rights.ts';
import { refusalsIn } from '../cases/case-acts.ts';
import { colleagueText } from '../cases/case-card.ts';
import { isLeftAlone, newsReply } from './call-news.ts';
import { caseOfCall, mayCall, ownerMayCall } from './callback-access.ts';
import {
  callCard,
  ownCallButtons,
  staffWhenText,
  timeButtons,
  topicText,
  underCallCard,
  updatedCallCard,
  whenText,
} from './callback-card.ts';
import { reminderTimers, returnTimer } from './callback-reminders.ts';
import { scriptButtons, scriptFacts } from './callback-script.ts';
import { settlesFor } from './callback-telling.ts';
import { roomFor, type Side, whyNot, windowsOf } from './callback-times.ts';

/** Whoever is called acts on what is theirs; staff on any, whoever heads them on what is a colleague's too. */
function callActor(side: Side, { person }: Context): CallbackActor {
  if (!person) throw new Error('only a person acts on a callback');
  return side === 'person'
    ? { type: 'person', personId: person.id }
    : { type: 'staff', personId: person.id, heads: supervises(person) || may(person, 'cases.assign') };
}

/** Why it can't be done now, to be said before anything is asked. */
export const callRefusal = (
  current: Callback,
  act: CallbackAct,
  side: Side,
  context: Context,
): CallbackRefusal | undefined => refusalOf(current, act, callActor(side, context), context.now);

export async function refuseCall(current: Callback, refused: CallbackRefusal, context: Context): Promise<Outcome> {
  const owner = current.ownerId === null ? undefined : await context.reads.person(current.ownerId);
  const name = colleagueText(owner?.name ?? null);
  return atOnce({ text: say(`call.no.${refused}`, { name, when: whenText(current.window, context) }) });
}

/** `place`: what it takes; null: nothing any more; absent: it keeps what it has. */
export async function actOnCall(
  current: Callback,
  act: CallbackAct,
  side: Side,
  context: Context,
  place?: Place | null,
): Promise<Outcome> {
  const { person, now } = context;
  const change = changeCallback(current, act, callActor(side, context), now, context.callRules);
  if (change.refused) return await refuseCall(current, change.refused, context);
  const { entry } = change;
  const news = side === 'staff' && isTelling(act) ? await newsReply(change.callback, context) : undefined;
  const isHeld = news !== undefined && (await isLeftAlone(change.callback, context));
  const next = isHeld ? owing(change.callback, now) : change.callback;
  const taken = place === undefined ? await placeAfter(next, act, context) : place;
  const effects: Effect[] = [{ type: 'callback', callback: next, entry, ...(taken !== undefined && { place: taken }) }];
  effects.push(...reminderTimers(next, context));
  if (side === 'staff' && person) effects.push({ type: 'needs-rights', person });
  effects.push({ type: 'post', to: 'desk', reply: await updatedCallCard(next, context) });
  // What stands in the reminders of both sides is no more as it is said there.
  const told = side === 'person' ? await toStaff(current, next, act, context) : [];
  if (news && !isHeld) told.push({ type: 'post', to: 'person', personId: next.personId, reply: news });
  effects.push(...told.map((effect) => settling(effect, current, side === 'staff' ? 'person' : 'staff')));
  if (act.type === 'hand-over' && act.to !== null && act.to !== person?.id)
    effects.push(await toColleague(next, act.to, act.reason, context));
  // Whoever is off duty by now was only kept by being at it.
  if (act.type === 'put-back' && next.ownerId !== null) effects.push(returnTimer(next.ownerId, now));
  return { replies: withSettles([await done(next, act, side, context)], settlesFor(current, side)), effects };
}

function settling(effect: Effect, before: Callback, side: Side): Effect {
  const settles = effect.type === 'post' && effect.to === 'person' ? settlesFor(before, side) : undefined;
  return effect.type === 'post' && settles ? { ...effect, reply: { ...effect.reply, settles } } : effect;
}

/** What is over, or waits for a decision, needs no room; the next attempt has its own where there is some. */
async function placeAfter(next: Callback, act: CallbackAct, context: Context): Promise<Place | null | undefined> {
  if (next.endedAt !== null || next.status === 'undecided') return null;
  if (act.type !== 'attempt' || !isWaitingForStart(next)) return undefined;
  const room = await roomFor(next.window, context, next.id);
  return room.window ? room.place : null;
}

/** Acts that need room: it is looked for anew, since someone may have been quicker. */
export async function actInRoom(
  current: Callback,
  window: Window,
  act: (window: Window) => CallbackAct,
  side: Side,
  context: Context,
): Promise<Outcome> {
  const room = await roomFor(window, context, current.id);
  if (room.window) return await actOnCall(current, act(room.window), side, context, room.place);
  const nearest = windowsOf(room.nearest, window.zone);
  const reply: Reply = { text: whyNot(room.reason, nearest, side) };
  return atOnce(side === 'person' ? { ...reply, buttons: timeButtons(current, nearest) } : reply);
}

/** For a form that completes: a refusal is said like any other reply. */
export async function actById(
  id: string | undefined,
  side: Side,
  context: Context,
  act: (current: Callback) => Promise<Outcome>,
  text = '',
): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const current = await context.reads.callbackById(id ?? '');
  const { person } = context;
  const about = current && (await caseOfCall(current, context));
  const allowed = side === 'staff' ? mayCall(person, about) : current?.personId === person?.id;
  if (!current || !allowed) {
    const written = text === '' ? [] : [verbatim(text)];
    return { replies: [{ text: { lines: [say(allowed ? 'form.stale' : 'rights.gone'), ...written] } }], effects: [] };
  }
  const outcome = await act(current);
  return { replies: [...refusalsIn(outcome, { type: 'call', text }), ...outcome.replies], effects: outcome.effects };
}

/** What the one who acted is told. Staff see the card as it is now, with the next step. */
async function done(next: Callback, act: CallbackAct, side: Side, context: Context): Promise<Reply> {
  if (side === 'staff') return act.type === 'start' ? await startedCard(next, context) : await callCard(next, context);
  const when = whenText(next.window, context);
  if (act.type === 'cancel') return { text: say('call.cancelled') };
  return { text: say('call.moved', { when }), buttons: ownCallButtons(next) };
}

/** With what to say. */
export async function startedCard(current: Callback, context: Context): Promise<Reply> {
  const shown = await callCard(current, context, { below: await scriptFacts(current, context) });
  return { ...shown, buttons: [...(shown.buttons ?? []), ...(await scriptButtons(current, context))] };
}

/** What those who were going to call hear: the desk, and whoever is in charge. */
async function toStaff(before: Callback, next: Callback, act: CallbackAct, context: Context): Promise<Effect[]> {
  if (act.type !== 'move' && act.type !== 'cancel' && act.type !== 'confirm') return [];
  const when = staffWhenText(act.type === 'cancel' ? before.window : next.window, context);
  const reply: Reply = { text: say(`call.desk.${act.type}`, { when, topic: topicText(next) }) };
  const told = await underCallCard(next, reply, context);
  const desk: Effect = { type: 'post', to: 'desk', reply: told };
  if (next.ownerId === null || !(await ownerMayCall(next, await caseOfCall(next, context), context))) return [desk];
  const besideDesk = told.confidential ? {} : { besideDesk: true as const };
  return [desk, { type: 'post', to: 'person', personId: next.ownerId, reply, ...besideDesk }];
}

/** Why it was handed over, where a button said so. */
export const NOBODY_BEGAN = 'nobody began';

async function toColleague(next: Callback, to: string, reason: string, context: Context): Promise<Effect> {
  const { facts, buttons } = await callCard(next, context);
  const by = colleagueText(context.person?.name ?? null);
  const text =
    reason === NOBODY_BEGAN
      ? say('call.told.given.unstarted', { by })
      : say('call.told.given', { by, reason: verbatim(reason) });
  const reply: Reply = { text, ...(facts && { facts }), ...(buttons && { buttons }) };
  return { type: 'post', to: 'person', personId: to, reply, orDesk: reply };
}
