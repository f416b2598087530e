/** A callback that someone asks for: promised with a place, or kept as a wish where somebody was quicker. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, verbatim } from '../../core/message.ts';
import { type Callback, isEnded } from '../../domain/callback.ts';
import { planCallback } from '../../domain/callback-changes.ts';
import type { Window } from '../../domain/callback-rules.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { fold } from '../../recognition/fold.ts';
import { formatPhone } from '../../recognition/phone.ts';
import { recogniseWishes } from '../../recognition/wish.ts';
import { CALL_BUTTON, callLine, firstCallCard, ownCallButtons, timeButtons, whenText } from './callback-card.ts';
import { reminderTimers } from './callback-reminders.ts';
import { codeOf, OPEN_MAX, roomFor, whyNot, windowOfCode, windowsOf } from './callback-times.ts';

/** `known`: the person with what they have just said of themselves. */
interface Request {
  topic: string;
  wished: Window;
  caseId: string | null;
  known: Person;
  /** Who calls; absent: nobody yet. */
  ownerId?: string;
}

export async function requestCall(
  { topic, wished, caseId, known, ownerId }: Request,
  context: Context,
): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const { person, now } = context;
  if (!person) throw new Error('a callback needs a person');
  const told: Context = { ...context, person: known };
  const open = await openCallsOf(context);
  const booked = bookedAlready(topic, wished, open);
  if (booked) {
    const text = say('call.have', { when: whenText(booked.window, context) });
    return { replies: [{ text, buttons: ownCallButtons(booked) }], effects: remember(person, known) };
  }
  if (open.length >= OPEN_MAX) return { replies: enoughCalls(topic, open, context), effects: remember(person, known) };
  const room = await roomFor(wished, context);
  const nearest = room.window ? [] : windowsOf(room.nearest, wished.zone);
  // They may have taken so long to send it off that the time has gone by.
  const lapsed = Date.parse(wished.until) <= Date.parse(now) ? nearest[0] : undefined;
  const planned = planCallback(
    {
      id: context.id('callback'),
      kind: 'requested',
      topic,
      personId: person.id,
      caseId,
      ownerId: ownerId ?? null,
      window: room.window ?? lapsed ?? wished,
      promised: room.window !== undefined,
    },
    { type: 'person', personId: person.id },
    now,
  );
  if (planned.refused) return { replies: [{ text: say('call.when.past') }], effects: remember(person, known) };
  const { callback, entry } = planned;
  const effects: Effect[] = [
    { type: 'callback', callback, entry, place: room.window ? room.place : null },
    { type: 'post', to: 'desk', reply: await firstCallCard(callback, told) },
    ...reminderTimers(callback, context),
    ...remember(person, known),
  ];
  if (room.window) {
    const promise = { when: whenText(room.window, context), phone: verbatim(formatPhone(known.phone ?? '')) };
    return { replies: [{ text: say('call.promised', promise), buttons: ownCallButtons(callback) }], effects };
  }
  // Someone was quicker. Nothing of what they wrote is lost: the wish is kept, and another time is one tap away.
  const text = { lines: [whyNot(room.reason, nearest), say('call.gone')] };
  const reply: Reply = { text, buttons: [...timeButtons(callback, nearest), ...ownCallButtons(callback)] };
  return { replies: [reply], effects };
}

/** What a report asks for besides: the call at the time that stands in its words, one tap away. Undefined: none, or nobody can call then. */
export async function callForCase(words: string, { id }: Case, context: Context): Promise<ReplyButton | undefined> {
  const { person, now, zone, callRules } = context;
  const when = { now, zone: person?.zone ?? zone, hours: callRules.calendar };
  const [wish, other] = recogniseWishes(words, when);
  if (!wish || other) return undefined;
  const { window } = await roomFor({ from: wish.from, until: wish.until, zone: when.zone }, context);
  if (!window) return undefined;
  const label = say('call.for-case', { when: whenText(window, context) });
  return { id: `${CALL_BUTTON}:for:${id}:${codeOf(window)}`, label };
}

const FOR = /^k:for:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9a-z]{1,12})$/;

/** Undefined where it is another button, or not theirs. */
export async function pressCallForCase(id: string, context: Context): Promise<Outcome | undefined> {
  const { person, reads, zone } = context;
  const [, caseId = '', code = ''] = FOR.exec(id) ?? [];
  const about = caseId === '' ? undefined : await reads.caseById(caseId);
  const wished = windowOfCode(code, person?.zone ?? zone);
  if (!person?.phone || !about || about.personId !== person.id || !wished) return undefined;
  return await requestCall({ topic: about.number, wished, caseId, known: person }, context);
}

/** What they wait for; no more is looked at than they may have. */
export const openCallsOf = async ({ person, reads }: Context): Promise<Callback[]> =>
  person ? (await reads.callbacksOf(person.id, OPEN_MAX)).filter((one) => !isEnded(one)) : [];

/** Each of them can be moved or cancelled; what the new one would have been about is shown again. */
const enoughCalls = (topic: string, open: readonly Callback[], context: Context): Reply[] => [
  { text: { lines: [say('call.enough', { count: OPEN_MAX }), verbatim(topic)] } },
  ...open.map((one): Reply => ({ text: callLine(one, context), buttons: ownCallButtons(one) })),
];

/** One about the same, at a time that is also theirs: they have forgotten it, or have pressed twice. */
function bookedAlready(topic: string, wished: Window, open: readonly Callback[]): Callback | undefined {
  return open.find(({ topic: other, window: { from, until } }) => {
    const meets = Date.parse(from) < Date.parse(wished.until) && Date.parse(wished.from) < Date.parse(until);
    return meets && fold(other) === fold(topic);
  });
}

const remember = (before: Person, person: Person): Effect[] =>
  before.phone === person.phone && before.zone === person.zone ? [] : [{ type: 'person', person }];
