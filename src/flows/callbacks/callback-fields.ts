/** Fields about a call: when, which is shown back as it was understood, and in which zone. */
import { z } from 'zod';
import type { Field, Reading, Scope, Values } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import type { Window } from '../../domain/callback-rules.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { zoneName } from '../../domain/zone.ts';
import { fold } from '../../recognition/fold.ts';
import { readWish, type Wish } from '../../recognition/wish.ts';
import { CALL_RULES, roomFor, suggestionsOf, whyNot, windowOfCode, windowsOf } from './callback-times.ts';

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

export function wishField(options: Texts): Field<WishValue> {
  return {
    ...options,
    schema: wish,
    async read(words, scope) {
      const zone = zoneOf(scope);
      const chosen = words.startsWith('@') ? windowOfCode(words.slice(1), zone) : undefined;
      const answer = chosen ? { ok: chosen } : readWish(words, { now: scope.now, zone, hours: CALL_RULES.calendar });
      if ('ok' in answer) return await offered(answer.ok, scope);
      switch (answer.problem) {
        case 'ambiguous':
          return { problem: say('call.when.which'), suggestions: suggestionsOf(answer.candidates, zone) };
        case 'past':
        case 'impossible':
          return { problem: say(`call.when.${answer.problem}`), suggestions: suggestionsOf(answer.nearest, zone) };
        case 'too-far':
          return { problem: say('call.when.too-far') };
        case 'not-understood':
          return notUnderstood(answer.candidates ?? [], zone);
        default:
          return answer satisfies never;
      }
    },
    show: windowText,
  };
}

export const windowText = ({ from, until, zone, now }: WishValue): Text => ({ window: { from, until, zone }, now });

const notUnderstood = (candidates: readonly Wish[], zone: string): Reading<WishValue> =>
  candidates.length > 0
    ? { problem: say('call.when.perhaps'), suggestions: suggestionsOf(candidates, zone) }
    : { problem: say('call.when.not-understood') };

async function offered({ from, until, zone }: Window, scope: Scope): Promise<Reading<WishValue>> {
  const room = await roomFor({ from, until, zone }, scope);
  if (room.window) return { value: { ...room.window, now: scope.now } };
  const nearest = windowsOf(room.nearest, zone);
  return { problem: whyNot(room.reason, nearest), suggestions: suggestionsOf(nearest, zone) };
}

/** Numbers from where the clock shows the same as in the office. */
const SAME_CLOCK = /^\+(?:86|852|853|886|65|60|63)/;

/** Where a number from abroad may be, by its beginning; the longest that fits. */
const ZONES: readonly (readonly [prefix: string, zones: readonly string[]])[] = [
  ['+971', ['Asia/Dubai']],
  ['+44', ['Europe/London']],
  ['+33', ['Europe/Paris']],
  ['+49', ['Europe/Berlin']],
  ['+61', ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Perth']],
  ['+62', ['Asia/Jakarta']],
  ['+64', ['Pacific/Auckland']],
  ['+66', ['Asia/Bangkok']],
  ['+81', ['Asia/Tokyo']],
  ['+82', ['Asia/Seoul']],
  [
    '+1',
    [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Los_Angeles',
      'America/Toronto',
      'America/Vancouver',
    ],
  ],
];

const mayBeElsewhere = ({ phone }: Values): boolean => typeof phone === 'string' && !SAME_CLOCK.test(phone);

function zonesFor({ phone, zone }: Values): string[] {
  const [, near = []] = ZONES.find(([prefix]) => typeof phone === 'string' && phone.startsWith(prefix)) ?? [];
  return [...new Set([...near, 'Asia/Shanghai', ...(typeof zone === 'string' ? [zone] : [])])];
}

const named = (zone: string): Text => ({
  names: {
    'zh-Hans': zoneName('zh-Hans', zone),
    'zh-Hant': zoneName('zh-Hant', zone),
    en: zoneName('en', zone),
  },
});

/** Asked of those alone whose number is from elsewhere, and once, since it is remembered. */
export function zoneField(options: Texts): Field<string> {
  return {
    ...options,
    schema: z.string().min(1),
    when: mayBeElsewhere,
    known: (person) => person.zone ?? undefined,
    choices: (values) => zonesFor(values).map((value) => ({ value, label: named(value) })),
    read(words, { values }) {
      const folded = fold(words.trim());
      const zone =
        zonesFor(values).find(
          (one) =>
            one === words ||
            LANGUAGES.some((language) => folded.length > 1 && fold(zoneName(language, one)).includes(folded)),
        ) ?? zoneNamed(words.trim());
      return zone ? { value: zone } : { problem: say('call.zone.unknown') };
    },
    show: named,
  };
}

/** IANA; what the host does not know is none. */
function zoneNamed(name: string): string | undefined {
  if (!/^[A-Za-z]{2,20}\/[A-Za-z_/-]{2,40}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
