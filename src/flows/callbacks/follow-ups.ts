/**
 * The callback that follows a case (F12): planned when the case is answered, called off when it is open again. Day 0 is that of the answer,
 * which is when it was handled; whether that settles it is what the call is to find out, so it waits for no confirmation.
 */
import type { Context, Effect } from '../../core/flow.ts';
import { type Reply, say } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import { type Callback, isEnded } from '../../domain/callback.ts';
import { changeCallback } from '../../domain/callback-changes.ts';
import { type Case, FINDING_FACT, isHandled } from '../../domain/case.ts';
import { grantsOf } from '../../domain/person.ts';
import { callLoad, laterAt, planAutomatic } from './automatic.ts';
import { mayCall, ownerMayCall, withCase } from './callback-access.ts';
import { goneCallCard, isShown, underCallCard, updatedCallCard } from './callback-card.ts';
import { reminderTimers } from './callback-reminders.ts';

/** Which one: a problem that was found in a call is asked about as that, whatever kind of case it has become. */
function followUpOf({ kind, facts }: Case): 'after-complaint' | 'after-problem' | undefined {
  if (typeof facts[FINDING_FACT] === 'string') return 'after-problem';
  return kind === 'complaint' ? 'after-complaint' : undefined;
}

/** More callbacks about one case are not looked at. */
const OF_A_CASE_MAX = 20;

/** What a change of a case means for the callbacks about it. */
export async function callsAfter(before: Case, next: Case, given: Context): Promise<Effect[]> {
  const kind = followUpOf(next);
  if (!kind) return [];
  const context = withCase(next, given);
  const [was, is] = [isHandled(before), isHandled(next)];
  if (!was && is) return await plan(kind, next, context);
  const changes = was && !is ? callOff : isForOthers(before, next) ? shiftEyes : undefined;
  if (!changes) return [];
  const open = await openAbout(next, context);
  return (await Promise.all(open.map((one) => changes(one, before, next, context)))).flat();
}

const openAbout = async ({ id }: Case, { reads }: Context): Promise<Callback[]> =>
  (await reads.callbacksAbout(id, OF_A_CASE_MAX)).filter((one) => !isEnded(one));

/** Others may come from the case too, such as one about goods that were sent for it. */
const followsUp = ({ kind }: Callback): boolean => kind === 'after-complaint' || kind === 'after-problem';

async function plan(kind: 'after-complaint' | 'after-problem', next: Case, context: Context): Promise<Effect[]> {
  const { id, number, personId, reopened, answeredAt } = next;
  const person = await context.reads.person(personId);
  const open = (await openAbout(next, context)).some(followsUp);
  // Someone is on the phone with them about it at this moment.
  if (!person || open) return [];
  const day0 = dateAt(answeredAt ?? context.now, context.callRules.calendar.zone);
  // Answered anew after it was open again, it is followed up anew.
  const about = `${id}:${reopened ?? 0}`;
  const ownerId = await ownerFor(next, context);
  const call = { kind, about, day0, person, caseId: id, ownerId, topic: number };
  // Whether the answer settles it is asked now.
  return (await planAutomatic({ ...call, later: true }, await callLoad(context), context))?.effects ?? [];
}

/** Whoever has looked after the case knows it best; where they can't call, it is whoever takes it. */
async function ownerFor(next: Case, { reads }: Context): Promise<string | null> {
  const assignee = next.assigneeId === null ? undefined : await reads.person(next.assigneeId);
  const fits = assignee && grantsOf(assignee).onDuty && mayCall(assignee, next);
  return fits ? assignee.id : null;
}

/** Whoever is on the phone goes on: what they hear is written down with the call. */
async function callOff(current: Callback, _: Case, about: Case, context: Context): Promise<Effect[]> {
  if (!followsUp(current)) return [];
  const { number, cancelled } = about;
  const act = { type: 'cancel', reason: '' } as const;
  const change = changeCallback(current, act, { type: 'program' }, context.now, context.callRules);
  if (change.refused) return [];
  const { callback: next, entry } = change;
  const text = say(cancelled === 'withdrawn' ? 'call.desk.off.withdrawn' : 'call.desk.off.open', { number });
  const told = await underCallCard(next, { text }, context);
  const effects: Effect[] = [
    { type: 'callback', callback: next, entry, place: null },
    ...reminderTimers(next, context),
  ];
  if (isShown(current, context))
    effects.push(
      { type: 'post', to: 'desk', reply: await updatedCallCard(next, context) },
      { type: 'post', to: 'desk', reply: told },
    );
  const isTheirs = current.ownerId !== context.person?.id && (await ownerMayCall(current, about, context));
  if (isShown(current, context) && current.ownerId !== null && isTheirs) {
    const besideDesk = told.confidential ? {} : { besideDesk: true as const };
    effects.push({ type: 'post', to: 'person', personId: current.ownerId, reply: { text }, ...besideDesk });
  }
  const isTold = current.status !== 'planned' || Date.parse(laterAt(current)) <= Date.parse(context.now);
  const word: Reply = { text: say('call.told.off', { number }) };
  return isTold ? [...effects, { type: 'post', to: 'person', personId: current.personId, reply: word }] : effects;
}

const isForOthers = (before: Case, next: Case): boolean =>
  before.confidential !== next.confidential ||
  JSON.stringify(before.aboutIds) !== JSON.stringify(next.aboutIds) ||
  (next.confidential === true && before.assigneeId !== next.assigneeId);

/** F07: the callback is for the same eyes as the case, and whom it is about does not make it. */
async function shiftEyes(current: Callback, before: Case, next: Case, context: Context): Promise<Effect[]> {
  const owner = current.ownerId === null ? undefined : await context.reads.person(current.ownerId);
  const isLost = owner !== undefined && !mayCall(owner, next);
  const given = isLost ? await givenOn(current, next, context) : { current, effects: [] };
  if (!isShown(current, context)) return given.effects;
  const gone: Effect[] =
    next.confidential && !before.confidential ? [{ type: 'post', to: 'desk', reply: goneCallCard(current) }] : [];
  const card: Effect = { type: 'post', to: 'desk', reply: await updatedCallCard(given.current, context) };
  return [...given.effects, ...gone, card];
}

async function givenOn(
  current: Callback,
  about: Case,
  context: Context,
): Promise<{ current: Callback; effects: Effect[] }> {
  const act = { type: 'hand-over', to: await ownerFor(about, context), reason: '' } as const;
  const change = changeCallback(current, act, { type: 'program' }, context.now, context.callRules);
  if (change.refused) return { current, effects: [] };
  const { callback: next, entry } = change;
  return { current: next, effects: [{ type: 'callback', callback: next, entry }, ...reminderTimers(next, context)] };
}
