/**
 * Someone goes off duty, loses the right to call, or leaves: what they had to call falls to whoever is there, and each side has one message
 * about all of it. What was promised stays promised. By a timer, since it happens in one place and concerns many.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import { type Callback, isBefore, isWaitingForStart } from '../../domain/callback.ts';
import { changeCallback } from '../../domain/callback-changes.ts';
import { type Absence, absenceOf, leavesAt } from '../../domain/callback-colleagues.ts';
import type { Person } from '../../domain/person.ts';
import { colleagueText } from '../cases/case-card.ts';
import { caseOfCall, mayCall } from './callback-access.ts';
import { callCard, callLine, underCallCard, updatedCallCard } from './callback-card.ts';
import { gatherTimer, reminderTimers, returnTimer } from './callback-reminders.ts';
import { sharedOut } from './callback-sharing.ts';
import { callButtons, LISTED_MAX, listText, numbered } from './callback-telling.ts';

interface Moved {
  callback: Callback;
  by: Person | undefined;
}

export async function returnCalls(personId: string, context: Context): Promise<Outcome> {
  const { reads, now, callRules } = context;
  const person = await reads.person(personId);
  const absence = absenceOf(person);
  // Back already: what came due in between was left to this look.
  if (!absence) return { replies: [], effects: [gatherTimer({ type: 'agent', personId }, now)] };
  const theirs = await reads.openCallbacksOf('agent', personId);
  // Whoever has gone decides nothing any more; what someone is at is theirs until they put it back.
  const open = theirs.filter((one) => isWaitingForStart(one) || (absence === 'gone' && one.status === 'undecided'));
  const leaves = (one: Callback): string => (absence === 'gone' ? now : leavesAt(one, now, callRules));
  const leaving = open.filter((one) => !isBefore(now, leaves(one)));
  const next = open
    .map(leaves)
    .filter((at) => isBefore(now, at))
    .toSorted()
    .at(0);
  const effects: Effect[] = next === undefined ? [] : [returnTimer(personId, next, `:${next}`)];
  if (leaving.length === 0) return { replies: [], effects };
  const moved: Moved[] = [];
  for (const { callback, by } of await sharedOut(leaving, context)) {
    const act = { type: 'hand-over', to: by?.id ?? null, reason: absence } as const;
    const change = changeCallback(callback, act, { type: 'program' }, now, callRules);
    if (!change.callback) continue;
    moved.push({ callback: change.callback, by });
    effects.push(
      { type: 'callback', callback: change.callback, entry: change.entry },
      ...reminderTimers(change.callback, context),
      { type: 'post', to: 'desk', reply: await updatedCallCard(change.callback, context) },
    );
  }
  effects.push(...(await tellColleagues(person, absence, moved, context)));
  if (person) effects.push(await toAbsent(person, absence, moved, context));
  return { replies: [], effects };
}

/** To each of them, and to the desk what is nobody's; what is for fewer eyes is in no list. */
async function tellColleagues(
  person: Person | undefined,
  reason: Absence,
  moved: readonly Moved[],
  context: Context,
): Promise<Effect[]> {
  const shares = new Map<string, { by: Person | undefined; calls: Callback[] }>();
  for (const { callback, by } of moved) {
    const apart = (await caseOfCall(callback, context))?.confidential ? callback.id : '';
    const key = `${by?.id} ${apart}`;
    shares.set(key, { by, calls: [...(shares.get(key)?.calls ?? []), callback] });
  }
  const effects: Effect[] = [];
  for (const { by, calls } of shares.values()) {
    const name = colleagueText(person?.name ?? null);
    const lead = say(by ? 'call.away.yours' : 'call.away.nobody', { name, reason, count: calls.length });
    const { reply, atDesk } = await shareReply(lead, calls, by ? undefined : 'claim', context);
    if (!by) {
      effects.push({ type: 'post', to: 'desk', reply: atDesk });
      continue;
    }
    const text = { lines: [say('call.for', { name: colleagueText(by.name) }), atDesk.text] };
    // Whoever goes off duty at this moment must not get them.
    effects.push({ type: 'needs-rights', person: by });
    effects.push({ type: 'post', to: 'person', personId: by.id, reply, orDesk: { ...atDesk, text } });
  }
  return effects;
}

async function shareReply(
  lead: Text,
  calls: readonly Callback[],
  act: 'claim' | undefined,
  context: Context,
): Promise<{ reply: Reply; atDesk: Reply }> {
  const [only, other] = calls;
  if (only && !other) {
    const { text, ...shown } = await callCard(only, context);
    const reply = { ...shown, text: { lines: [lead, text] } };
    return { reply, atDesk: await underCallCard(only, reply, context) };
  }
  const listed = calls.slice(0, LISTED_MAX);
  const lines = listed.map((one, index) => numbered(index, callLine(one, context, true)));
  const text = listText(lead, lines, calls.length, '/calls');
  const reply = { text, buttons: listed.flatMap((one, index) => callButtons(one, act, index)) };
  return { reply, atDesk: reply };
}

/** Whoever has left need not know who is called when. */
async function toAbsent(person: Person, reason: Absence, all: readonly Moved[], context: Context): Promise<Effect> {
  const { id } = person;
  const known = all.map(async (one) => ({ one, about: await caseOfCall(one.callback, context) }));
  // What is about them by now they never hear of. Whoever is gone may call no more, and reads no line anyway.
  const moved = (await Promise.all(known)).flatMap(({ one, about }) =>
    reason === 'gone' || mayCall(person, about) ? [one] : [],
  );
  const lead = say('call.away.told', { reason, count: moved.length });
  const lines = moved.slice(0, LISTED_MAX).map(({ callback, by }) => {
    const name = by ? colleagueText(by.name) : say('card.assignee.none');
    return say('call.due.whose', { line: callLine(callback, context, true), name });
  });
  const text = reason === 'gone' ? lead : listText(lead, lines, moved.length, '/calls');
  return { type: 'post', to: 'person', personId: id, reply: { text } };
}
