/** Deliveries get their satisfaction callback (F12): those that came in are planned together, so that they even out, and the desk hears what is odd. */

import type { Json } from '../../core/decision.ts';
import { DELIVERIES_TIMER } from '../../core/deliveries.ts';
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { whoeverIsLeft } from '../../core/joined.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Person } from '../../domain/person.ts';
import {
  type AutomaticCall,
  automaticId,
  type CallLoad,
  callLoad,
  type PlannedCall,
  planAutomatic,
  replanAutomatic,
} from './automatic.ts';

/** So many are planned by one decision. */
const PORTION = 100;
/** As many are named of what is odd. */
const NAMED_MAX = 5;

/**
 * - `kept`: the day was said anew, but the time has been agreed upon or the call has begun
 * - `same`: nothing changes for the call
 */
type Result = PlannedCall['outcome'] | 'kept' | 'same';

export interface PlannedDelivery {
  result: Result;
  callback: Callback | undefined;
  effects: Effect[];
}

/** The delivery is written with it, by `entry`. `person`: where they are not stored yet. */
export async function planDelivery(
  given: Delivery,
  entry: { kind: string; body: { [key: string]: Json } },
  load: CallLoad,
  context: Context,
  person?: Person,
): Promise<PlannedDelivery> {
  const { reads } = context;
  const personId = person?.id ?? (await whoeverIsLeft(given.personId, reads));
  const delivery = { ...given, personId, planned: true };
  const written: Effect = { type: 'delivery', delivery, entry };
  const called = person ?? (await reads.person(personId));
  if (!called) return { result: 'same', callback: undefined, effects: [written] };
  const call = await callFor(delivery, called, context);
  const current = await reads.callbackById(automaticId(call));
  if (!current) {
    const planned = await planAutomatic(call, load, context);
    return planned
      ? { result: planned.outcome, callback: planned.callback, effects: [written, ...planned.effects] }
      : { result: 'same', callback: undefined, effects: [written] };
  }
  const day0 = (await reads.journalOf(current.id)).findLast(({ body }) => 'day0' in body)?.body.day0;
  if (day0 === delivery.receivedOn && current.personId === personId)
    return { result: 'same', callback: current, effects: [written] };
  const planned = await replanAutomatic(current, call, load, context);
  if (!planned) return { result: current.endedAt === null ? 'kept' : 'same', callback: current, effects: [written] };
  const effects = [written, ...planned.effects, ...(current.personId === personId ? [] : [notCalled(current)])];
  return { result: planned.outcome, callback: planned.callback, effects };
}

async function callFor(delivery: Delivery, person: Person, { reads }: Context): Promise<AutomaticCall> {
  const { id, reference, outletId, receivedOn, caseId } = delivery;
  const outlet = (await reads.outlets()).find((one) => one.id === outletId);
  const topic = outlet ? `${reference} · ${outlet.name}` : reference;
  return { kind: 'satisfaction', about: id, day0: receivedOn, person, caseId, ownerId: null, topic };
}

/** They may have been told that they would be. */
const notCalled = ({ personId }: Callback): Effect => ({
  type: 'post',
  to: 'person',
  personId,
  reply: { text: say('delivery.not-called') },
});

/** What the desk hears of, with how many there were and what some of them are called; from one portion to the next in the timer. */
const ODD = ['late', 'undecided', 'kept'] as const satisfies readonly Result[];
type Odd = (typeof ODD)[number];
type Tally = Record<Odd, { count: number; names: string[] }>;

const SEPARATOR = '\n';

function tallyOf(ids: Readonly<Record<string, string>>): Tally {
  const read = (odd: Odd) => {
    const [count = '0', ...names] = (ids[odd] ?? '0').split(SEPARATOR);
    return { count: Number(count) || 0, names };
  };
  return { late: read('late'), undecided: read('undecided'), kept: read('kept') };
}

const idsOf = (tally: Tally): Record<string, string> =>
  Object.fromEntries(ODD.map((odd) => [odd, [String(tally[odd].count), ...tally[odd].names].join(SEPARATOR)]));

export async function planDeliveries(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const waiting = await context.reads.unplannedDeliveries(PORTION + 1);
  const tally = tallyOf(ids);
  const effects: Effect[] = [];
  const load = waiting.length === 0 ? {} : await callLoad(context);
  for (const delivery of waiting.slice(0, PORTION)) {
    const next = { ...delivery, seq: delivery.seq + 1 };
    const planned = await planDelivery(next, { kind: 'planned', body: {} }, load, context);
    effects.push(...planned.effects);
    const odd = ODD.find((one) => one === planned.result);
    if (!odd) continue;
    tally[odd].count += 1;
    if (tally[odd].names.length < NAMED_MAX) tally[odd].names.push(delivery.reference);
  }
  if (waiting.length > PORTION) {
    // Of its own key: the one that came due is deleted by the same decision.
    const key = `${DELIVERIES_TIMER}:${context.id('next')}`;
    effects.push({ type: 'timer', timer: { key, dueAt: context.now, kind: DELIVERIES_TIMER, ids: idsOf(tally) } });
    return { replies: [], effects };
  }
  const lines = ODD.flatMap((odd) => (tally[odd].count === 0 ? [] : [oddText(odd, tally)]));
  if (lines.length > 0) effects.push({ type: 'post', to: 'desk', reply: { text: { lines } } });
  return { replies: [], effects };
}

function oddText(odd: Odd, tally: Tally): Text {
  const { count, names } = tally[odd];
  const more = count > names.length ? [verbatim('…')] : [];
  return say(`delivery.told.${odd}`, { count, list: { list: [...names.map(verbatim), ...more] } });
}
