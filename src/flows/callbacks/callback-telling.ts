/** What is said when callbacks come due: one by itself with its card, several to the same person as one list with buttons for each. */
import type { Context, Effect } from '../../core/flow.ts';
import { type Reply, type ReplyButton, type Settles, say, type Text, verbatim } from '../../core/message.ts';
import { thereOrAll } from '../../domain/assignment.ts';
import { isoOf } from '../../domain/business-time.ts';
import {
  type Callback,
  isBefore,
  isEnded,
  isWaitingForStart,
  openRound,
  REMINDERS,
  type ReminderKind,
} from '../../domain/callback.ts';
import { newsOf } from '../../domain/callback-news.ts';
import type { Batch, Receiver } from '../../domain/callback-reminders.ts';
import { SLOT_MS } from '../../domain/callback-slots.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { hasDuty } from '../../domain/person.ts';
import { isOwner, supervises } from '../../domain/rights.ts';
import { colleagueText } from '../cases/case-card.ts';
import { newsReply, newsWhat } from './call-news.ts';
import { caseOfCall, mayCall } from './callback-access.ts';
import {
  callButtonId,
  callCard,
  okButton,
  ownCallButtons,
  type StaffCallAct,
  staffWhenText,
  timeButtons,
  topicText,
  underCallCard,
  whenText,
} from './callback-card.ts';
import { codeOfPerson, sharedOut } from './callback-sharing.ts';
import { roomFor, windowsOf } from './callback-times.ts';
import { inWriting, writtenButtons, writtenWhen } from './no-calls.ts';

/** As many are listed; with two buttons each, what Slack and Discord show beneath one message. */
export const LISTED_MAX = 10;

/** `calls`: as they are after it. */
export async function tellAll(
  send: readonly Batch[],
  calls: ReadonlyMap<string, Callback>,
  context: Context,
): Promise<Effect[]> {
  const effects: Effect[] = [];
  const groups: DueOf[] = [];
  for (const { to, reminders } of send) {
    const due: DueCall[] = [];
    for (const { callbackId, what } of reminders) {
      const current = calls.get(callbackId);
      if (!current) continue;
      const one = { current, what, about: await caseOfCall(current, context) };
      // What is for fewer eyes is in no list.
      if (to.type !== 'person' && one.about?.confidential) effects.push(...(await tellOne(to, one, context)));
      else due.push(one);
    }
    if (to.type === 'agent') effects.push(...(await tellAgent(to.personId, due, context)));
    else if (to.type === 'person') effects.push(...(await tellPerson(to.personId, due, context)));
    else groups.push({ to, due });
  }
  return [...effects, ...(await tellGroups(groups, context))];
}

interface DueCall {
  current: Callback;
  what: ReminderKind;
  about: Case | undefined;
}

interface DueOf {
  to: Receiver;
  due: DueCall[];
}

async function tellPerson(personId: string, due: readonly DueCall[], context: Context): Promise<Effect[]> {
  const [only, other] = due;
  if (!only) return [];
  if (!other) return await tellOne({ type: 'person', personId }, only, context);
  return [toPerson(personId, await listForPerson(due, context))];
}

async function tellAgent(personId: string, due: readonly DueCall[], context: Context): Promise<Effect[]> {
  const to = { type: 'agent', personId } as const;
  const [only, other] = due;
  if (!only) return [];
  if (!other) return await tellOne(to, only, context);
  const agent = await context.reads.person(personId);
  const effects: Effect[] = [];
  const theirs: DueCall[] = [];
  for (const one of due) {
    if (mayCall(agent, one.about)) theirs.push(one);
    else effects.push(...(await tellOne(to, one, context)));
  }
  if (theirs.length > 0) {
    const reply = await staffList(to, theirs, context);
    effects.push(await toAgent(personId, reply, reply, context));
  }
  return effects;
}

async function tellOne(to: Receiver, { current, what, about }: DueCall, context: Context): Promise<Effect[]> {
  if (to.type === 'person' && what === 'changed') {
    const reply = await newsReply(current, context);
    return reply ? [toPerson(to.personId, { ...reply, name: reminderName(current, what) })] : [];
  }
  const lead = leadOf(what, current, context);
  const named = { name: reminderName(current, what) };
  if (to.type === 'person' && (await inWriting(current, context))) {
    const reply =
      what === 'missed'
        ? {
            text: say('call.written.missed', { when: whenText(current.window, context) }),
            buttons: writtenButtons(current),
          }
        : writtenWhen(current, context);
    return [toPerson(to.personId, { ...reply, ...named })];
  }
  if (to.type === 'person') {
    const reply =
      what === 'missed' ? await apology(current, context) : { text: lead, buttons: ownCallButtons(current) };
    return [toPerson(to.personId, { ...reply, ...named })];
  }
  const { text, buttons = [], ...shown } = await callCard(current, context);
  const give = what === 'unstarted-again' ? await giveButtons(current, context) : [];
  const reply: Reply = { ...shown, text: { lines: [lead, text] }, buttons: [...give, ...buttons] };
  const atDesk = await underCallCard(current, reply, context);
  const desk: Effect = { type: 'post', to: 'desk', reply: atDesk };
  if (to.type === 'desk') return [desk];
  if (to.type === 'agent') {
    // Whom it is about does not make it, whoever has given it to them.
    if (!mayCall(await context.reads.person(to.personId), about)) return [desk];
    const settles = what === 'now' ? settlesReminder(current, ['soon']) : undefined;
    const own = { ...reply, ...named, ...(settles && { settles }) };
    return [await toAgent(to.personId, own, atDesk, context)];
  }
  // What is confidential goes from the desk to all who supervise.
  const people = atDesk.confidential && to.type === 'supervisor' ? [] : await groupOf(to, context);
  return [desk, ...people.filter((one) => mayCall(one, about)).map(({ id }) => besideDesk(id, reply))];
}

/** Of several, the desk has one list of all, and each of the groups one of what is for them. */
async function tellGroups(groups: readonly DueOf[], context: Context): Promise<Effect[]> {
  const all = groups.flatMap(({ due }) => due);
  const [only, other] = all;
  const [group] = groups.filter(({ due }) => due.length > 0);
  if (!only || !group) return [];
  if (!other) return await tellOne(group.to, only, context);
  const effects: Effect[] = [{ type: 'post', to: 'desk', reply: await staffList({ type: 'desk' }, all, context) }];
  const theirs = new Map<string, DueOf>();
  for (const { to, due } of groups) {
    if (to.type === 'desk') continue;
    for (const one of await groupOf(to, context)) {
      const fit = due.filter(({ about }) => mayCall(one, about));
      if (fit.length > 0) theirs.set(one.id, { to, due: [...(theirs.get(one.id)?.due ?? []), ...fit] });
    }
  }
  for (const [id, { to, due }] of theirs) effects.push(besideDesk(id, await staffList(to, due, context)));
  return effects;
}

const toPerson = (personId: string, reply: Reply): Effect => ({ type: 'post', to: 'person', personId, reply });

/** Whoever can't be reached by themselves reads the desk: it stands there for them then, once. */
async function toAgent(personId: string, reply: Reply, atDesk: Reply, { reads }: Context): Promise<Effect> {
  const name = colleagueText((await reads.person(personId))?.name ?? null);
  const orDesk = { ...atDesk, text: { lines: [say('call.for', { name }), atDesk.text] } };
  return { type: 'post', to: 'person', personId, reply, orDesk };
}

const besideDesk = (personId: string, reply: Reply): Effect => ({
  ...{ type: 'post', to: 'person', personId, reply },
  besideDesk: true,
});

/** Without operations managers the owners are told. */
async function groupOf({ type }: Receiver, { reads }: Context): Promise<Person[]> {
  const staff = await reads.staff();
  if (type === 'supervisor') return thereOrAll(staff.filter(supervises));
  const managers = staff.filter((one) => hasDuty(one, 'operations-manager'));
  return thereOrAll(managers.length > 0 ? managers : staff.filter(isOwner));
}

/** What has a message of its own is none of these. */
const leading = (what: ReminderKind) => (what === 'changed' ? 'now' : what);

function leadOf(what: ReminderKind, current: Callback, context: Context): Text {
  const forPerson = what === 'announce' || what === 'missed';
  const when = (forPerson ? whenText : staffWhenText)(current.window, context);
  if (what === 'announce' && !openRound(current)?.confirmed) return say('call.remind.announce.planned', { when });
  return say(`call.remind.${leading(what)}`, { when });
}

/** The times that are offered are free now; whoever takes one is asked about nothing else. */
async function apology(current: Callback, context: Context): Promise<Reply> {
  const windows = await nextFree(current, context);
  const times = windows.map(({ from, zone }) => ({ instant: from, zone }));
  const next = times.length > 0 ? say('call.missed.times', { times: { list: times } }) : say('call.missed.choose');
  return {
    text: { lines: [leadOf('missed', current, context), next] },
    buttons: [...timeButtons(current, windows), ...ownCallButtons(current)],
  };
}

/** What is past is never possible, so that what is nearest to it is what is free next. */
async function nextFree({ id, window: { zone } }: Callback, context: Context) {
  const from = isoOf(Date.parse(context.now) - SLOT_MS);
  const room = await roomFor({ from, until: context.now, zone }, context, id);
  return room.window ? [room.window] : windowsOf(room.nearest, zone);
}

/** `command`: what shows those that have no room. */
export function listText(lead: Text, lines: readonly Text[], all: number, command: string): Text {
  const more = all > lines.length ? [say('call.due.more', { count: all - lines.length, command })] : [];
  return { lines: [lead, ...lines, ...more] };
}

export const numbered = (index: number, line: Text): Text => say('call.numbered', { number: index + 1, line });

/** The most urgent first, and of those the one that was promised first: steps that were told together come due together. */
const inOrder = (due: readonly DueCall[]): DueCall[] =>
  due.toSorted(
    (a, b) =>
      REMINDERS.indexOf(a.what) - REMINDERS.indexOf(b.what) ||
      Date.parse(a.current.window.from) - Date.parse(b.current.window.from),
  );

async function listForPerson(due: readonly DueCall[], context: Context): Promise<Reply> {
  const listed = inOrder(due).slice(0, LISTED_MAX);
  const missed = listed.find(({ what }) => what === 'missed');
  const free = missed ? await nextFree(missed.current, context) : [];
  const times = free.map(({ from, zone }) => ({ instant: from, zone }));
  const lines = await Promise.all(
    listed.map(async (one, index) => {
      const isSet = one.what === 'announce' || (one.what === 'changed' && isWaitingForStart(one.current));
      const isWritten = isSet && (await inWriting(one.current, context));
      return numbered(index, dueLine(one, context, false, isWritten));
    }),
  );
  const text = listText(say('call.due.person', { count: due.length }), lines, due.length, '/callbacks');
  return {
    text: times.length > 0 ? { lines: [text, say('call.nearest', { times: { list: times } })] } : text,
    buttons: listed.flatMap(({ current, what }, index) =>
      buttonsFor(current, what).map((button) => ({ ...button, label: numbered(index, button.label) })),
    ),
  };
}

function buttonsFor(current: Callback, what: ReminderKind): ReplyButton[] {
  if (isEnded(current)) return [];
  const isAsked = what === 'changed' && newsOf(current) === 'asked';
  return [...(isAsked ? [okButton(current)] : []), ...ownCallButtons(current)];
}

async function staffList(to: Receiver, due: readonly DueCall[], context: Context): Promise<Reply> {
  const listed = inOrder(due).slice(0, LISTED_MAX);
  const whose = to.type === 'agent' ? undefined : await ownersOf(listed, context);
  const lines = listed.map((one, index) => {
    const line = dueLine(one, context, true);
    const name = whose?.get(one.current.ownerId ?? '');
    return numbered(index, name ? say('call.due.whose', { line, name }) : line);
  });
  return {
    text: listText(say(`call.due.${to.type}`, { count: due.length }), lines, due.length, '/calls'),
    buttons: listed.flatMap(({ current }, index) => callButtons(current, actFor(to, current, context), index)),
  };
}

const dueLine = ({ current, what }: DueCall, context: Context, staffs: boolean, isWritten = false): Text =>
  say('call.due.line', {
    what:
      (what === 'changed' && !isWritten && newsWhat(current)) ||
      say(`call.due.what.${isWritten ? 'written' : leading(what)}`),
    when: (staffs ? staffWhenText : whenText)(current.window, context),
    topic: topicText(current),
  });

/** The one step that is next for the reader; all others are on the card. */
function actFor(to: Receiver, current: Callback, { now }: Context): 'start' | 'claim' | 'give' | undefined {
  if (to.type === 'supervisor' || to.type === 'manager') return 'give';
  if (current.ownerId === null) return 'claim';
  if (to.type === 'desk') return 'give';
  return isBefore(now, current.window.from) ? undefined : 'start';
}

/** In a list: what is done by one tap, and the card with all the rest. */
export function callButtons({ id }: Callback, act: StaffCallAct | undefined, index: number): ReplyButton[] {
  const made = (one: StaffCallAct, more: Pick<ReplyButton, 'style' | 'opens'> = {}): ReplyButton => ({
    id: callButtonId(id, one),
    label: numbered(index, say(`call.button.${one}`)),
    ...more,
  });
  const first = act && made(act, act === 'give' ? { opens: 'form' } : { style: 'primary' });
  return [...(first ? [first] : []), made('show')];
}

async function ownersOf(due: readonly DueCall[], { reads }: Context): Promise<Map<string, Text>> {
  const names = new Map<string, Text>([['', say('card.assignee.none')]]);
  for (const { current } of due) {
    const { ownerId } = current;
    if (ownerId !== null && !names.has(ownerId))
      names.set(ownerId, colleagueText((await reads.person(ownerId))?.name ?? null));
  }
  return names;
}

/** Whoever is free and has the least to do is one tap away. */
async function giveButtons(current: Callback, context: Context): Promise<ReplyButton[]> {
  const [taken] = await sharedOut([current], context);
  const { by } = taken ?? {};
  if (!by?.name) return [];
  const label = say('call.give-to', { name: verbatim(by.name) });
  return [{ id: callButtonId(current.id, 'to', codeOfPerson(by)), label, style: 'primary' }];
}

/** What a reminder is called where it stands, until something is done. */
const reminderName = ({ id, told }: Callback, what: ReminderKind): string => `call ${id} ${what} ${told?.[what] ?? ''}`;

const OF_PERSON = ['announce', 'missed', 'changed'] as const;
const OF_AGENT = ['soon', 'now'] as const;

/** The newest reminder of someone: something is done now, and its buttons are taken away. */
function settlesReminder(before: Callback, kinds: readonly ReminderKind[]): Settles | undefined {
  const moment = (what: ReminderKind): string => before.told?.[what] ?? '';
  const told = kinds.filter((what) => moment(what) !== '');
  const newest = told.toSorted((a, b) => (moment(a) < moment(b) ? 1 : -1)).at(0);
  return newest && { name: reminderName(before, newest) };
}

export const settlesFor = (before: Callback, side: 'person' | 'staff'): Settles | undefined =>
  settlesReminder(before, side === 'person' ? OF_PERSON : OF_AGENT);
