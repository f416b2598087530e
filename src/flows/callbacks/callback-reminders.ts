/**
 * Reminders of callbacks as timers. One that comes in time is told by itself, a late one with all that its receiver has missed. What was told
 * stands with the callback, so that it is told once, whichever timer comes first.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { isoOf } from '../../domain/business-time.ts';
import { type Callback, REMINDERS, type ReminderKind } from '../../domain/callback.ts';
import { absenceOf } from '../../domain/callback-colleagues.ts';
import {
  type Addressee,
  addresseeOf,
  changeTold,
  dueFor,
  endsQuiet,
  isDue,
  isLate,
  leadsOn,
  pendingReminders,
  type Someone,
  tellDue,
} from '../../domain/callback-reminders.ts';
import { updatedCallCard } from './callback-card.ts';
import { tellAll } from './callback-telling.ts';

export const REMIND_TIMER = 'call.remind';
export const CALL_RETURN_TIMER = 'call.return';

const NOTHING: Outcome = { replies: [], effects: [] };
/** As many callbacks are read at a time. */
const PAGE = 500;
/** As many are told of by one decision; what is left comes by another one. */
const TOLD_MAX = 2_000;

function timer(current: Callback, what: ReminderKind, dueAt: string): Effect {
  const ids = { call: current.id, what };
  return { type: 'timer', timer: { key: keyOf(current, what), dueAt, kind: REMIND_TIMER, ids } };
}

const keyOf = ({ id }: Callback, what: ReminderKind): string => `${REMIND_TIMER}:${what}:${id}`;

/** As they must be after a change: what is not dealt with yet, though it may be due already; what is not to be sent any more is taken back. */
export function reminderTimers(next: Callback, { callRules }: Pick<Context, 'callRules'>): Effect[] {
  const plan = new Map(pendingReminders(next, callRules).map(({ what, at }) => [what, at]));
  return REMINDERS.flatMap((what): Effect | [] => {
    const at = plan.get(what);
    if (at !== undefined) return timer(next, what, at);
    // Of a change that they know already nothing is found when its time comes; there are few.
    return what === 'changed' ? [] : { type: 'cancel-timer', key: keyOf(next, what) };
  });
}

/** `step`: apart from one that is due at once, and from the one that sets it. */
export function gatherTimer(addressee: Addressee, dueAt: string, step = ''): Effect {
  const person = addressee.type === 'desk' ? '' : addressee.personId;
  const key = `${REMIND_TIMER}:to:${addressee.type}:${person}${step}`;
  return { type: 'timer', timer: { key, dueAt, kind: REMIND_TIMER, ids: { to: addressee.type, person } } };
}

/** Looks at what someone has who is not there. */
export const returnTimer = (personId: string, dueAt: string, step = ''): Effect => ({
  type: 'timer',
  timer: { key: `${CALL_RETURN_TIMER}:${personId}${step}`, dueAt, kind: CALL_RETURN_TIMER, ids: { person: personId } },
});

/**
 * A reminder has come due: of a time that someone chose, in time, it is told by itself; otherwise with all that is due for its receiver by now.
 * What the program has planned begins for many at one moment, when work begins.
 */
export async function remind(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { now, callRules, reads } = context;
  const { to, person: personId = '' } = ids;
  if (to === 'desk') return await gatherForDesk(context);
  if (to === 'agent' || to === 'person') return await gather({ type: to, personId }, context);
  const current = await reads.callbackById(ids.call ?? '');
  if (!current) return NOTHING;
  const mine = pendingReminders(current, callRules).find((one) => one.what === ids.what && isDue(one, now));
  if (!mine) return NOTHING;
  const addressee = addresseeOf(mine.to);
  if (current.kind === 'requested' && !isLate(mine, now) && !endsQuiet(mine, callRules))
    return { replies: [], effects: await tell(addressee, [current], context) };
  // The desk has too many for each of them to look at all.
  return addressee.type === 'desk'
    ? { replies: [], effects: [gatherTimer(addressee, now)] }
    : await gather(addressee, context);
}

/** Of several that come late at the same time the first tells of all, and the others find it told. */
async function gather(addressee: Someone, context: Context): Promise<Outcome> {
  const calls = await context.reads.openCallbacksOf(addressee.type, addressee.personId);
  return { replies: [], effects: await tell(addressee, calls, context) };
}

async function gatherForDesk(context: Context): Promise<Outcome> {
  const { now, callRules, reads } = context;
  const desk = { type: 'desk' } as const;
  const before = isoOf(Date.parse(now) + callRules.soonMs + 1);
  const calls: Callback[] = [];
  let more = true;
  for (let offset = 0; more && calls.length < TOLD_MAX; offset += PAGE) {
    const page = await reads.callbacksBefore(before, { offset, limit: PAGE });
    calls.push(...page.filter((one) => dueFor(one, desk, now, callRules).length > 0));
    more = page.length === PAGE;
  }
  const effects = await tell(desk, calls, context);
  if (more) effects.push(gatherTimer(desk, now, `:${context.id('more')}`));
  return { replies: [], effects };
}

async function tell(addressee: Addressee, calls: readonly Callback[], context: Context): Promise<Effect[]> {
  const { now, callRules, reads } = context;
  const { send, until, dealt } = tellDue(calls, addressee, now, callRules);
  if (addressee.type === 'agent' && dealt.size > 0) {
    // Whoever is not there is not reminded: what they have goes to others first.
    const agent = await reads.person(addressee.personId);
    if (absenceOf(agent)) return [returnTimer(addressee.personId, now)];
  }
  const effects: Effect[] = [];
  const after = new Map<string, Callback>();
  for (const current of calls) {
    const told = dealt.get(current.id);
    if (!told) continue;
    const { callback, entry } = changeTold(current, told, now, callRules);
    if (!callback) continue;
    after.set(callback.id, callback);
    effects.push({ type: 'callback', callback, entry }, ...nextSteps(current, callback, told, context));
    // Of several the message itself says how they stand; so many cards anew would hold the desk up.
    if (callback.status !== current.status && dealt.size === 1)
      effects.push({ type: 'post', to: 'desk', reply: await updatedCallCard(callback, context) });
  }
  effects.push(...(await tellAll(send, after, context)));
  if (until !== undefined) effects.push(gatherTimer(addressee, until, `:${until}`));
  return effects;
}

/** What follows only now that something was told. */
function nextSteps(before: Callback, after: Callback, told: readonly ReminderKind[], { callRules }: Context): Effect[] {
  if (!told.some(leadsOn)) return [];
  const known = new Set(pendingReminders(before, callRules).map(({ what }) => what));
  return pendingReminders(after, callRules)
    .filter(({ what }) => !known.has(what))
    .map(({ what, at }) => timer(after, what, at));
}
