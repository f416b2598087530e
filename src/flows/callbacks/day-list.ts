/**
 * The list of the day (F12): when work begins at headquarters, every agent hears whom to call back, and the desk what is nobody's yet. Nothing
 * where there is nothing, and nothing on days off.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { addDays, type Calendar, dateAt, dayOf, isoOf, momentAt } from '../../domain/business-time.ts';
import type { Callback } from '../../domain/callback.ts';
import { spanOfDay } from '../../domain/periods.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { may } from '../../domain/rights.ts';
import { colleagueText } from '../cases/case-card.ts';
import { dayText, ITEMS_MAX, type Items, itemsOf, namesFor } from './call-items.ts';
import { callFilterFor, caseOfCall } from './callback-access.ts';
import { SHUT_MAX, shutCalls } from './closed-days.ts';

export const CALL_DAY_TIMER = 'call.day';
export const CALL_DAY_SEND_TIMER = 'call.day.send';

const NOTHING: Outcome = { replies: [], effects: [] };

/**
 * Comes each day, since a day off may become a working day until then. Each list is made by a timer of its own, due at once. The first link only
 * sets the next; after a standstill there is one list, and none before work begins or after it has ended.
 */
export async function dayDue(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { now, reads, callRules } = context;
  const { calendar } = callRules;
  const dueAt = nextMorning(now, calendar);
  const next: Effect = {
    type: 'timer',
    timer: { key: `${CALL_DAY_TIMER}:${dueAt}`, dueAt, kind: CALL_DAY_TIMER, ids: { at: dueAt } },
  };
  if (ids.at === undefined || !isWorkingTime(now, calendar)) return { replies: [], effects: [next] };
  const counts = await reads.openCallbackCounts({ until: endOfDay(context) });
  const shut = await shutCalls({}, context);
  const owners = new Set([...counts, ...shut].flatMap(({ ownerId }) => ownerId ?? []));
  const day = dateAt(now, calendar.zone);
  const sends = (counts.length + shut.length > 0 ? ['', ...owners] : []).map((person): Effect => {
    const key = `${CALL_DAY_SEND_TIMER}:${person}:${now}`;
    const whose = person === '' ? { day } : { day, person };
    return { type: 'timer', timer: { key, dueAt: now, kind: CALL_DAY_SEND_TIMER, ids: whose } };
  });
  return { replies: [], effects: [next, ...sends] };
}

/** When work begins today or tomorrow; on a day off, at noon of it. */
function nextMorning(now: string, calendar: Calendar): string {
  const today = dateAt(now, calendar.zone);
  const tomorrow = addDays(today, 1);
  const opens = [today, tomorrow]
    .flatMap((date) => dayOf(date, calendar).ok?.spans.at(0)?.from ?? [])
    .find((moment) => moment > Date.parse(now));
  return opens === undefined ? momentAt(tomorrow, '12:00', calendar.zone) : isoOf(opens);
}

/** From the first moment of the day's work to its last, breaks included. */
function isWorkingTime(now: string, calendar: Calendar): boolean {
  const spans = dayOf(dateAt(now, calendar.zone), calendar).ok?.spans ?? [];
  const [opens, closes] = [spans.at(0)?.from, spans.at(-1)?.to];
  const at = Date.parse(now);
  return opens !== undefined && closes !== undefined && opens <= at && at < closes;
}

const endOfDay = ({ now, callRules: { calendar } }: Context): string =>
  spanOfDay(dateAt(now, calendar.zone), calendar.zone).to;

/** Without a person: the desk's. A list that comes on another day is that day's to make. */
export async function sendDay({ person, day }: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  if (day !== dateAt(context.now, context.callRules.calendar.zone)) return NOTHING;
  return person === undefined ? await forDesk(day, context) : await forAgent(person, day, context);
}

const isThere = (person: Person | undefined): boolean =>
  person !== undefined && may(person, 'calls.handle') && grantsOf(person).onDuty;

async function forAgent(personId: string, day: string, context: Context): Promise<Outcome> {
  const { now, reads, callRules } = context;
  const { zone } = callRules.calendar;
  const person = await reads.person(personId);
  // Whoever is away finds theirs when they are back.
  if (!person || !isThere(person)) return NOTHING;
  const filter = callFilterFor({ ...context, person }, { ownerId: personId, until: endOfDay(context) });
  const found = await reads.openCallbacks(ITEMS_MAX + 1, filter);
  const shut = (await shutCalls({ ...filter, ownerId: personId }, context)).filter(
    ({ id }) => !found.some((one) => one.id === id),
  );
  if (found.length + shut.length === 0) return NOTHING;
  const shown = found.slice(0, ITEMS_MAX);
  const { lines, buttons } = itemsOf(shown, await namesFor(shown, context), { now, zone }, { day });
  const more = found.length > ITEMS_MAX ? [say('call.list.more', { count: ITEMS_MAX })] : [];
  const closed = await shutItems(shut, shown.length, context);
  const text: Text = { lines: [say('call.day', { day: dayText(day, zone) }), ...lines, ...more, ...closed.lines] };
  // For their eyes as staff alone: not in a chat that is merely linked to theirs.
  const reply: Reply = { text, buttons: [...buttons, ...closed.buttons], confidential: [] };
  return { replies: [], effects: [{ type: 'post', to: 'person', personId, reply }] };
}

/** All read it: of each agent it says only how many they have. What is confidential goes to those who supervise. */
async function forDesk(day: string, context: Context): Promise<Outcome> {
  const { reads, callRules } = context;
  const filter = { until: endOfDay(context), open: true };
  const free = await reads.openCallbacks(ITEMS_MAX + 1, { ...filter, ownerId: null });
  const counts = (await reads.openCallbackCounts(filter)).filter(({ ownerId }) => ownerId !== null);
  const staff = new Map((await reads.staff()).map((one) => [one.id, one]));
  const secret = await forSupervision(day, staff, context);
  const shut = (await shutCalls({ open: true }, context)).filter((one) => isNobodysToSee(one, staff, free));
  if (free.length + counts.length + shut.length === 0) return { replies: [], effects: secret };
  const { lines, buttons } = await freeItems(free, day, context);
  const closed = await shutItems(shut, buttons.length, context);
  const agents = counts.map(({ ownerId, count }): Text => {
    const agent = staff.get(ownerId ?? '');
    const name = colleagueText(agent?.name ?? null);
    return say('call.day.agent', { name, count, there: isThere(agent) ? 'yes' : 'no' });
  });
  const text: Text = {
    lines: [
      say('call.day.desk', { day: dayText(day, callRules.calendar.zone) }),
      ...lines,
      ...(free.length > 0 && agents.length > 0 ? [verbatim('')] : []),
      ...(agents.length > 0 ? [say('call.group.agents'), ...agents] : []),
      ...closed.lines,
    ],
  };
  const all = [...buttons, ...closed.buttons];
  const reply: Reply = { text, ...(all.length > 0 && { buttons: all }) };
  return { replies: [], effects: [{ type: 'post', to: 'desk', reply }, ...secret] };
}

/**
 * What is confidential and nobody's, or promised for a closed day and of someone who is away: together what is about the same people, each list without
 * them.
 */
async function forSupervision(day: string, staff: ReadonlyMap<string, Person>, context: Context): Promise<Effect[]> {
  const { reads, callRules } = context;
  const free = await reads.openCallbacks(ITEMS_MAX + 1, { until: endOfDay(context), ownerId: null, open: false });
  const shut = (await shutCalls({ open: false }, context)).filter((one) => isNobodysToSee(one, staff, free));
  const circles = new Map<string, { without: readonly string[]; free: Callback[]; shut: Callback[] }>();
  for (const one of [...free, ...shut]) {
    const without = (await caseOfCall(one, context))?.aboutIds ?? [];
    const key = without.toSorted().join(' ');
    const circle = circles.get(key) ?? { without, free: [], shut: [] };
    circles.set(key, circle);
    (free.includes(one) ? circle.free : circle.shut).push(one);
  }
  const title = say('call.day.desk', { day: dayText(day, callRules.calendar.zone) });
  return await Promise.all(
    [...circles.values()].map(async (circle): Promise<Effect> => {
      const { lines, buttons } = await freeItems(circle.free, day, context);
      const closed = await shutItems(circle.shut, buttons.length, context);
      const text: Text = { lines: [title, ...lines, ...closed.lines] };
      const reply: Reply = { text, buttons: [...buttons, ...closed.buttons], confidential: circle.without };
      return { type: 'post', to: 'desk', reply };
    }),
  );
}

/** Whoever is there has theirs on their own list. */
const isNobodysToSee = (
  { id, ownerId }: Callback,
  staff: ReadonlyMap<string, Person>,
  free: readonly Callback[],
): boolean => !isThere(staff.get(ownerId ?? '')) && !free.some((one) => one.id === id);

async function freeItems(free: readonly Callback[], day: string, context: Context): Promise<Items> {
  if (free.length === 0) return { lines: [], buttons: [] };
  const shown = free.slice(0, ITEMS_MAX);
  const at = { now: context.now, zone: context.callRules.calendar.zone };
  const { lines, buttons } = itemsOf(shown, await namesFor(shown, context), at, { day });
  const more = free.length > ITEMS_MAX ? [say('call.list.more', { count: ITEMS_MAX })] : [];
  return { lines: [say('call.group.free'), ...lines, ...more], buttons };
}

/** What stands below the list: of any day. */
async function shutItems(shut: readonly Callback[], first: number, context: Context): Promise<Items> {
  if (shut.length === 0) return { lines: [], buttons: [] };
  const shown = shut.slice(0, SHUT_MAX);
  const at = { now: context.now, zone: context.callRules.calendar.zone };
  const { lines, buttons } = itemsOf(shown, await namesFor(shown, context), at, { first: first + 1 });
  const more = shut.length > SHUT_MAX ? [say('call.list.more', { count: SHUT_MAX })] : [];
  return { lines: [verbatim(''), say('call.group.shut'), ...lines, ...more], buttons };
}
