/** Callbacks as lists: one's own to be called at, and those that an agent has to make. Questions only. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import { type Callback, isEnded, openRound } from '../../domain/callback.ts';
import { spanOfDay } from '../../domain/periods.ts';
import type { Person } from '../../domain/person.ts';
import { may, supervises } from '../../domain/rights.ts';
import { recogniseTimes } from '../../recognition/time.ts';
import { readWish } from '../../recognition/wish.ts';
import { colleagueText } from '../cases/case-card.ts';
import { dayText, ITEMS_MAX, type Items, itemsOf, namesFor } from './call-items.ts';
import { callFilterFor } from './callback-access.ts';
import { callButtonId, callCard, callLine, ownCallButtons, topicText } from './callback-card.ts';
import { allowButton } from './no-calls.ts';

const OWN_MAX = 10;
const STAFF_MAX = 30;
/** As many come as cards with their buttons; the others are lines. */
const CARDS_MAX = 5;
const MISSED_MAX = 10;

const told = (replies: readonly Reply[]): Outcome => ({
  replies: [],
  immediate: replies.map((reply) => ({ type: 'reply', reply })),
  effects: [],
});

export async function showOwnCalls(context: Context, lead: readonly Text[] = []): Promise<Outcome> {
  const found = context.person ? await context.reads.callbacksOf(context.person.id, OWN_MAX) : [];
  const noCalls = context.person?.noCalls === true;
  const wish = noCalls ? [say('call.own.no-calls')] : [];
  const buttons = noCalls ? [allowButton] : [];
  if (found.length === 0) return atOnce({ text: { lines: [say('call.none'), ...wish] }, buttons });
  const over = found.filter(isEnded).map((one) => callLine(one, context));
  const open = found.filter((one) => !isEnded(one));
  const title = say('call.own', { count: open.length });
  const ended = over.length > 0 ? [say('call.own.over'), ...over] : [];
  return told([
    { text: { lines: [...lead, ...wish, title, ...ended] }, buttons },
    ...open.map((one): Reply => ({ text: callLine(one, context), buttons: ownCallButtons(one) })),
  ]);
}

/** `/calls`, of which day, or of whom. */
export async function callsCommand(words: string, context: Context): Promise<Outcome> {
  const { person, now, zone } = context;
  const asked = words.trim();
  if (!person) return { replies: [], effects: [] };
  if (asked === '') return await showMine(person, context);
  const [, view] = VIEWS.find(([pattern]) => pattern.test(asked)) ?? [];
  if (view === 'today') return await showDay(person, dateAt(now, zone), context);
  const day = view ? undefined : dayIn(asked, context);
  if (day !== undefined) return await showDay(person, day, context);
  if (!view) return atOnce({ text: say('call.list.how') });
  if (!leadsCalls(person)) return atOnce({ text: say('call.list.not-all') });
  return await (view === 'all' ? showAll(context) : showMissed(context));
}

/** What may stand after the command, in the words of the help and of those who type Chinese. */
const VIEWS: readonly [RegExp, 'today' | 'all' | 'missed'][] = [
  [/^(?:today|今天|今日|今日的)$/iu, 'today'],
  [/^(?:all|everyone|team|全部|所有|全体|全體)$/iu, 'all'],
  [/^(?:missed|overdue|late|逾期|逾时|逾時|超时|超時|错过|錯過|漏打|未致电|未致電)$/iu, 'missed'],
];

/** The date that is meant; callbacks lie ahead, but a day that is over may be asked for too. */
function dayIn(words: string, { now, zone }: Context): string | undefined {
  const wish = readWish(words, { now, zone });
  if ('ok' in wish) return dateAt(wish.ok.from, zone);
  return recogniseTimes(words, { now, zone })[0]?.local.slice(0, 10);
}

/** Whoever may hand over what is a colleague's. */
const leadsCalls = (person: Person): boolean => supervises(person) || may(person, 'cases.assign');

/** Of that day and nobody else's; today, also what is late. */
async function showDay(person: Person, day: string, context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const { from, to } = spanOfDay(day, zone);
  const within = day === dateAt(now, zone) ? { until: to } : { from, until: to };
  const filter = callFilterFor(context, { ownerId: person.id, orNobodys: true, ...within });
  const found = await reads.openCallbacks(ITEMS_MAX + 1, filter);
  const date = dayText(day, zone);
  if (found.length === 0) return atOnce({ text: say('call.list.day.none', { day: date }) });
  const shown = found.slice(0, ITEMS_MAX);
  const free = shown.filter(({ ownerId }) => ownerId === null).length;
  const counts = say('call.list.day.counts', { mine: shown.length - free, free });
  const { lines, buttons } = itemsOf(shown, await namesFor(shown, context), context, { day, free: true });
  const text: Text = { lines: [say('call.list.day', { day: date }), counts, ...lines, ...moreThan(found, ITEMS_MAX)] };
  return atOnce({ text, buttons });
}

/** By agent, nobody's first, and of each what is late before the rest. */
async function showAll(context: Context): Promise<Outcome> {
  const { reads } = context;
  const filter = callFilterFor(context, {});
  const [found, counts] = [await reads.openCallbacks(ITEMS_MAX + 1, filter), await reads.openCallbackCounts(filter)];
  const shown = found.slice(0, ITEMS_MAX);
  const names = await namesFor(shown, context);
  const items: Items = { lines: [], buttons: [] };
  const owners = [...new Set(shown.map(({ ownerId }) => ownerId))].toSorted(
    (a, b) => Number(b === null) - Number(a === null),
  );
  for (const owner of owners) {
    const count = counts.find(({ ownerId }) => ownerId === owner)?.count ?? 0;
    const heading =
      owner === null
        ? say('call.group.nobody', { count })
        : say('call.group.agent', { name: colleagueText(names.get(owner) ?? null), count });
    const own = shown.filter(({ ownerId }) => ownerId === owner);
    const { lines, buttons } = itemsOf(own, names, context, { first: items.buttons.length + 1 });
    items.lines.push(verbatim(''), heading, ...lines);
    items.buttons.push(...buttons);
  }
  const title = say('call.all', { count: counts.reduce((sum, { count }) => sum + count, 0) });
  return atOnce({ text: { lines: [title, ...items.lines, ...moreThan(found, ITEMS_MAX)] }, buttons: items.buttons });
}

/** What is late now, each with who is in charge and a button that gives it to someone else. */
async function showMissed(context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const filter = callFilterFor(context, { overdueAt: now });
  const [found, counts] = [await reads.openCallbacks(MISSED_MAX + 1, filter), await reads.openCallbackCounts(filter)];
  const shown = found.slice(0, MISSED_MAX);
  const names = await namesFor(shown, context);
  const title = say('call.missed', { count: counts.reduce((sum, { count }) => sum + count, 0) });
  return told([
    { text: { lines: [title, ...moreThan(found, MISSED_MAX)] } },
    ...shown.map((one): Reply => {
      const { from, until } = openRound(one) ?? one.window;
      const name = names.get(one.personId);
      const text = say('call.missed.line', {
        when: { window: { from, until, zone }, now, short: 'day' },
        name: name ? verbatim(name) : say('person.unnamed'),
        topic: topicText(one),
        owner: one.ownerId === null ? say('card.assignee.none') : colleagueText(names.get(one.ownerId) ?? null),
      });
      return { text, buttons: [giveButton(one), { id: callButtonId(one.id, 'show'), label: say('call.button.show') }] };
    }),
  ]);
}

const giveButton = ({ id }: Callback): ReplyButton => ({
  id: callButtonId(id, 'give'),
  label: say('call.button.give'),
  style: 'primary',
  opens: 'form',
});

const moreThan = (found: readonly Callback[], count: number): Text[] =>
  found.length > count ? [say('call.list.more', { count })] : [];

/** Of an agent, and what is nobody's, by time. */
async function showMine(person: Person, context: Context): Promise<Outcome> {
  const filter = callFilterFor(context, { ownerId: person.id, orNobodys: true });
  const found = await context.reads.openCallbacks(STAFF_MAX + 1, filter);
  if (found.length === 0) return atOnce({ text: say('call.list.none') });
  const shown = found.slice(0, STAFF_MAX);
  const mine = shown.filter(({ ownerId }) => ownerId !== null).length;
  const title = say('call.list', { mine, free: shown.length - mine });
  const cards = await Promise.all(shown.slice(0, CARDS_MAX).map(async (one) => await callCard(one, context)));
  const lines = shown.slice(CARDS_MAX).map((one: Callback) => callLine(one, context, true));
  return told([{ text: { lines: [title, ...lines, ...moreThan(found, STAFF_MAX)] } }, ...cards]);
}
