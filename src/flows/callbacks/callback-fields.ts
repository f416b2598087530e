/** Fields about a call: when, which is shown back as it was understood, and in which zone. */
import { z } from 'zod';
import type { Field, Reading, Scope, Suggestion, Values } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import { addDays, dateAt } from '../../domain/business-time.ts';
import type { Window } from '../../domain/callback-rules.ts';
import { refusesCall } from '../../recognition/call-request.ts';
import { readWish, type WishAnswer } from '../../recognition/wish.ts';
import { readCorrection } from '../../recognition/wish-correction.ts';
import { hasOtherClock, readZone, zonesOfPhone } from '../../recognition/zone.ts';
import { freeFrom, inWriting, PICK_DAYS, PICK_DAYS_AHEAD, PICK_WRITE, pickedDay, pickStep } from './callback-picker.ts';
import {
  named,
  OFFERED_MAX,
  roomFor,
  type Side,
  suggestionsOf,
  whyNot,
  windowOfCode,
  windowsOf,
} from './callback-times.ts';

const wish = z.object({
  from: z.string(),
  until: z.string(),
  zone: z.string(),
  /** When it was read: which year need not be said. */
  now: z.string(),
});
export type WishValue = z.infer<typeof wish>;

type Texts = Pick<Field, 'label' | 'ask' | 'example'>;

/** In whose zone the words are meant: as they have just said, whoever is called, or where that is known. */
export const zoneOf = ({ values, args, zone }: Pick<Scope, 'values' | 'args' | 'zone'>): string =>
  typeof values.zone === 'string' ? values.zone : (args.zone ?? zone);

/** `reader`: who fills it in. */
export function wishField({ reader = 'person', ...texts }: Texts & { reader?: Side }): Field<WishValue> {
  const taken = async (answer: { ok: Window } | WishAnswer, zone: string, scope: Scope) =>
    await readingOf(answer, zone, scope, reader);
  return {
    ...texts,
    schema: wish,
    picker: {
      label: 'call.pick',
      begins: PICK_DAYS,
      native: ({ now, ...scope }) => {
        const zone = zoneOf(scope);
        const first = dateAt(now, zone);
        const time = say('call.pick.time', { zone: named(zone) });
        return { day: say('call.pick.day'), time, zone, first, last: addDays(first, PICK_DAYS_AHEAD) };
      },
    },
    async read(words, scope) {
      const zone = zoneOf(scope);
      if (words === PICK_WRITE && scope.args.call === undefined)
        return { problem: say('call.nearest.none'), person: true };
      const step = await pickStep(words, zone, scope, reader);
      if (step) return step;
      if (reader === 'person' && refusesCall(words)) return { problem: say('call.when.unwanted') };
      const chosen = words.startsWith('@') ? windowOfCode(words.slice(1), zone) : undefined;
      return await taken(chosen ? { ok: chosen } : readOn(words, zone, scope), zone, scope);
    },
    // Their clock may be known only after they have said when.
    stale: ({ zone }, scope) => zone !== zoneOf(scope),
    async correct(words, value, scope) {
      const zone = zoneOf(scope);
      const answer = readCorrection(words, value, { now: scope.now, zone, hours: scope.callRules.calendar });
      return answer && (await taken(answer, zone, scope));
    },
    show: windowText,
  };
}

/** What becomes of a time that was understood, or why not. */
async function readingOf(
  answer: { ok: Window } | WishAnswer,
  zone: string,
  scope: Scope,
  reader: Side,
): Promise<Reading<WishValue>> {
  if ('ok' in answer) return await offered(answer.ok, scope, reader);
  switch (answer.problem) {
    case 'ambiguous':
      return { problem: say('call.when.which'), suggestions: suggestionsOf(answer.candidates, zone, scope.now) };
    case 'past':
    case 'impossible':
      return { problem: say(`call.when.${answer.problem}`), suggestions: await nearTo(answer.nearest, zone, scope) };
    case 'too-far':
      return { problem: say('call.when.too-far'), suggestions: await nearTo([], zone, scope) };
    case 'not-understood':
      return await notUnderstood(answer, zone, scope);
    default:
      return answer satisfies never;
  }
}

/** Words without a day are about the one that was chosen before them, and those for another time put right the one there is. */
function readOn(words: string, zone: string, { now, callRules, picked, args }: Scope): WishAnswer {
  const context = { now, zone, hours: callRules.calendar };
  const day = pickedDay(picked);
  const { from, until } = args;
  const moved = day === undefined && from && until ? readCorrection(words, { from, until }, context) : undefined;
  if (moved) return moved;
  const there = day === undefined ? undefined : readWish(`${day} ${words}`, context);
  return there && 'ok' in there ? there : readWish(words, context);
}

const windowText = ({ from, until, zone, now }: WishValue): Text => ({ window: { from, until, zone }, now });

async function notUnderstood(
  { candidates = [], instead }: Extract<WishAnswer, { problem: 'not-understood' }>,
  zone: string,
  scope: Scope,
): Promise<Reading<WishValue>> {
  if (candidates.length > 0) {
    return { problem: say('call.when.perhaps'), suggestions: suggestionsOf(candidates, zone, scope.now) };
  }
  if (!instead) return { problem: say('call.when.not-understood'), suggestions: await nearTo([], zone, scope) };
  // After a feast of which nobody knows the date, nothing sensible can be offered.
  const suggestions = instead.wishes.length > 0 ? await nearTo(instead.wishes, zone, scope) : [];
  return { problem: say(`call.when.${instead.why}`), suggestions };
}

/** What of these is free, or what is nearest to them; without any of them the next free times. */
async function nearTo(wishes: readonly Window[], zone: string, scope: Scope): Promise<Suggestion[]> {
  const rooms = await Promise.all(
    wishes.slice(0, OFFERED_MAX).map(async (one) => await roomFor(one, scope, scope.args.call)),
  );
  const places = rooms.flatMap((room) => (room.window ? [room.window] : windowsOf(room.nearest, zone)));
  const first = places.length > 0 ? places : windowsOf(await freeFrom(dateAt(scope.now, zone), zone, scope), zone);
  const near = suggestionsOf([...new Map(first.map((one) => [one.from, one])).values()], zone, scope.now);
  return orInWriting(near, scope);
}

/** Where office hours and the hours in which they may be called never meet, nothing else is left. */
const orInWriting = (times: Suggestion[], { args }: Scope): Suggestion[] =>
  times.length > 0 || args.call !== undefined ? times : [inWriting];

async function offered({ from, until, zone }: Window, scope: Scope, reader: Side): Promise<Reading<WishValue>> {
  const room = await roomFor({ from, until, zone }, scope, scope.args.call);
  if (room.window) return { value: { ...room.window, now: scope.now } };
  const nearest = windowsOf(room.nearest, zone);
  const suggestions = orInWriting(suggestionsOf(nearest, zone, scope.now), scope);
  return { problem: whyNot(room.reason, nearest, reader), suggestions };
}

const mayBeElsewhere = ({ phone }: Values): boolean => typeof phone === 'string' && hasOtherClock(phone);

const nearPhone = ({ phone }: Values): readonly string[] => (typeof phone === 'string' ? zonesOfPhone(phone) : []);

/** The zone that was written belongs to them, too. */
const zonesFor = (values: Values, others: readonly string[] = []): string[] => [
  ...new Set([...nearPhone(values), OFFICE, ...others, ...(typeof values.zone === 'string' ? [values.zone] : [])]),
];

const OFFICE = 'Asia/Shanghai';
const OFTEN = ['Europe/London', 'America/New_York', 'America/Los_Angeles', 'Australia/Sydney', 'Asia/Tokyo'];

/**
 * Asked of those alone whose number is from elsewhere, and once, since it is remembered. Where all numbers like theirs have one clock, that is
 * taken and shown instead.
 */
export function zoneField(options: Texts): Field<string> {
  return {
    ...anyZoneField(options),
    when: mayBeElsewhere,
    known: (person) => person.zone ?? undefined,
    follows(values) {
      const [only, ...others] = nearPhone(values);
      return others.length === 0 && mayBeElsewhere(values) ? only : undefined;
    },
    choices: (values) => zonesFor(values).map((value) => ({ value, label: named(value) })),
  };
}

/** Asked of whoever wants to change it. */
export function anyZoneField(options: Texts): Field<string> {
  return {
    ...options,
    schema: z.string().min(1),
    choices: (values) => zonesFor(values, OFTEN).map((value) => ({ value, label: named(value) })),
    read(words) {
      const zone = readZone(words);
      return zone ? { value: zone } : { problem: say('call.zone.unknown') };
    },
    show: named,
  };
}
