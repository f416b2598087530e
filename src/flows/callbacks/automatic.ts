/**
 * Callbacks that the program plans by itself (F12): after a delivery, a complaint, a problem, an assignment. The day is chosen so that all days
 * have as much to do; whoever is called is told of it once, when it is not night for them, and the desk gets a card when the day has come.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { idOf } from '../../core/ids.ts';
import { say } from '../../core/message.ts';
import { dateAt, isoOf, momentAt } from '../../domain/business-time.ts';
import { type Callback, hasNoTime, isEnded, type NewCallback } from '../../domain/callback.ts';
import { planCallback, replanCallback } from '../../domain/callback-changes.ts';
import { type PlannedDay, planDay } from '../../domain/callback-planning.ts';
import { type AutomaticKind, HOUR_MS, type Window } from '../../domain/callback-rules.ts';
import type { Person } from '../../domain/person.ts';
import { outOfQuiet } from '../../domain/quiet-hours.ts';
import { firstCallCard, okButton, ownCallButtons, updatedCallCard, whenText } from './callback-card.ts';
import { reminderTimers } from './callback-reminders.ts';
import { inWriting, writtenButtons } from './no-calls.ts';

export const PLANNED_TIMER = 'call.planned';

/** The desk gets the card so long before the window: weeks of cards would bury what is to be done today. */
const CARD_LEAD_MS = HOUR_MS;

export interface AutomaticCall {
  kind: AutomaticKind;
  /** What it follows, such as the id of a case: together with the kind it makes the callback's id, so that none is planned twice. */
  about: string;
  /** The day that the window is counted from, YYYY-MM-DD on headquarters' calendar. */
  day0: string;
  /** Who is called. They may have no account with the bot. */
  person: Person;
  caseId: string | null;
  ownerId: string | null;
  /** What is said with the kind, such as the number of a case; may be empty. */
  topic: string;
  /** They have a question before them at this moment, which the word of the call would push up. */
  later?: true;
}

/** Open callbacks by day. What is planned is added, so that several of one event even out among themselves too. */
export type CallLoad = Record<string, number>;

export interface PlannedCall {
  callback: Callback;
  effects: Effect[];
  /** `late`: its window is over; `undecided`: no day could be worked out, and a person has to choose one. */
  outcome: 'planned' | 'late' | 'undecided';
}

/** Read once for all that one event plans. */
export const callLoad = async ({ reads, callRules }: Context): Promise<CallLoad> =>
  await reads.callbackLoads(callRules.calendar.zone);

export const automaticId = ({ kind, about }: Pick<AutomaticCall, 'kind' | 'about'>): string =>
  idOf('callback', kind, about);

/** Undefined when it was planned before, whatever has become of it. */
export async function planAutomatic(
  call: AutomaticCall,
  load: CallLoad,
  context: Context,
): Promise<PlannedCall | undefined> {
  const id = automaticId(call);
  if (await context.reads.callbackById(id)) return undefined;
  const { kind, person, caseId, ownerId, topic } = call;
  const common = { id, kind, topic, personId: person.id, caseId, ownerId, promised: false };
  const { when, reasons, outcome } = findDay(call, load, context);
  const given: NewCallback = when
    ? { ...common, ...when }
    : { ...common, window: wholeDay(call.day0, zoneFor(call, context)), undecided: 'calendar' };
  const change = planCallback(given, { type: 'program' }, context.now);
  if (change.refused) throw new Error(`an automatic callback can't be planned: ${change.refused}`);
  const { callback, entry } = change;
  const effects: Effect[] = [
    { type: 'callback', callback, entry: { kind: entry.kind, body: { ...entry.body, ...reasons } }, place: null },
    plannedTimer(callback, 'card', cardAt(callback, context)),
    ...(when ? [plannedTimer(callback, 'person', call.later ? laterAt(callback) : context.now)] : []),
    ...reminderTimers(callback, context),
  ];
  return { callback, effects, outcome };
}

/**
 * Plans one anew from another day, or for somebody else. Undefined where it stays as it is: it has been agreed upon or begun, or is over.
 * `call` is what it is planned for from now on.
 */
export async function replanAutomatic(
  current: Callback,
  call: AutomaticCall,
  load: CallLoad,
  context: Context,
): Promise<PlannedCall | undefined> {
  const { now, callRules } = context;
  const date = dateAt(current.window.from, callRules.calendar.zone);
  const others: CallLoad = { ...load };
  if (!hasNoTime(current) && others[date]) others[date] -= 1;
  const { when, reasons, outcome } = findDay(call, others, context);
  const change = replanCallback(current, when, call.person.id, now);
  if (change.refused) return undefined;
  Object.assign(load, others);
  const { callback, entry } = change;
  const effects: Effect[] = [
    { type: 'callback', callback, entry: { kind: entry.kind, body: { ...entry.body, ...reasons } }, place: null },
    // Once its time has come it is there, and it can be named only once.
    Date.parse(cardAt(current, context)) > Date.parse(now)
      ? plannedTimer(callback, 'card', cardAt(callback, context))
      : { type: 'post', to: 'desk', reply: await updatedCallCard(callback, context) },
    ...(when ? [plannedTimer(callback, 'again', now)] : []),
    ...reminderTimers(callback, context),
  ];
  return { callback, effects, outcome };
}

/** Told no later than so long after it was planned, and no sooner than the least; between them, so long before the call. */
const LATER = { leastMs: HOUR_MS, mostMs: 24 * HOUR_MS, aheadMs: 16 * HOUR_MS } as const;

/** When whoever is called hears of one that is told later. */
export function laterAt({ createdAt, window }: Pick<Callback, 'createdAt' | 'window'>): string {
  const since = Date.parse(createdAt);
  const ahead = Date.parse(window.from) - LATER.aheadMs - since;
  return isoOf(since + Math.min(LATER.mostMs, Math.max(LATER.leastMs, ahead)));
}

const zoneFor = ({ person }: AutomaticCall, context: Context): string => person.zone ?? context.zone;

interface Found {
  when: Pick<PlannedDay, 'window' | 'frame'> | null;
  reasons: Reasons;
  outcome: PlannedCall['outcome'];
}

/** Counts the day that it chooses. */
function findDay(call: AutomaticCall, load: CallLoad, context: Context): Found {
  const { kind, day0 } = call;
  const day = planDay({ kind, day0, zone: zoneFor(call, context) }, load, context.now, context.callRules);
  if (day.ok === undefined) {
    const year = day.problem === 'uncovered' ? day.year : null;
    return { when: null, reasons: { day0, why: day.problem, year }, outcome: 'undecided' };
  }
  const { window, frame, date, why } = day.ok;
  const reasons = { day0, ...reasonsOf(kind, day.ok, context), waiting: load[date] ?? 0 };
  load[date] = (load[date] ?? 0) + 1;
  return { when: { window, frame }, reasons, outcome: why === 'late' ? 'late' : 'planned' };
}

/** Why that day was chosen is kept in the journal, since rules and load are others tomorrow. `why-then.ts` tells it. */
type Reasons = Record<string, string | number | null>;

function reasonsOf(kind: AutomaticKind, { days, date, why }: PlannedDay, { callRules }: Context): Reasons {
  const rule = callRules.windows[kind];
  return { first: rule.first, last: rule.last, days: rule.days, begins: days.first, ends: days.last, date, why };
}

/** For a callback without a time, which has to have a window all the same. */
const wholeDay = (date: string, zone: string): Window => ({
  from: momentAt(date, '00:00', zone),
  until: momentAt(date, '24:00', zone),
  zone,
});

/** What nobody can call before they have decided is theirs to see at once. */
const cardAt = (callback: Callback, { now }: Context): string =>
  hasNoTime(callback) ? now : isoOf(Math.max(Date.parse(now), Date.parse(callback.window.from) - CARD_LEAD_MS));

type What = 'card' | 'person' | 'again';

/** `step`: of one that sets another. */
const plannedTimer = ({ id }: Callback, what: What, dueAt: string, step = ''): Effect => ({
  type: 'timer',
  timer: { key: `${PLANNED_TIMER}:${what}:${id}${step}`, dueAt, kind: PLANNED_TIMER, ids: { call: id, what } },
});

/** Of its own event, since one import may plan hundreds: the card for the desk, and the word to whoever is called. */
export async function tellPlanned(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const current = await context.reads.callbackById(ids.call ?? '');
  if (!current || isEnded(current)) return { replies: [], effects: [] };
  if (ids.what !== 'card')
    return { replies: [], effects: await toPerson(current, ids.what === 'again' ? 'again' : 'person', context) };
  return { replies: [], effects: [{ type: 'post', to: 'desk', reply: await firstCallCard(current, context) }] };
}

async function toPerson(current: Callback, what: What, context: Context): Promise<Effect[]> {
  const { kind, status, personId, window, attempts } = current;
  const { now, callRules } = context;
  // Meanwhile agreed upon, or begun.
  if (status !== 'planned' || attempts.length > 0 || kind === 'requested' || kind === 'cadence') return [];
  // After a standstill the day may be over. Nobody is asked whether that suited them.
  if (Date.parse(window.until) <= Date.parse(now)) return [];
  const awake = outOfQuiet(now, window.zone, callRules.quiet);
  if (Date.parse(awake) > Date.parse(now)) return [plannedTimer(current, what, awake, `:${awake}`)];
  if (await inWriting(current, context)) {
    const text = say(`call.written.${kind}`, { when: whenText(window, context) });
    return [{ type: 'post', to: 'person', personId, reply: { text, buttons: writtenButtons(current) } }];
  }
  const text = say(what === 'again' ? 'call.told.asked' : `call.planned.${kind}`, { when: whenText(window, context) });
  return [
    { type: 'post', to: 'person', personId, reply: { text, buttons: [okButton(current), ...ownCallButtons(current)] } },
  ];
}
