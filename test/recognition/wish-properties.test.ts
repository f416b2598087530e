/** What holds for every wish, whatever was written and wherever it is read. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/domain/business-time.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { formatWindow } from '../../src/locales/catalogue.ts';
import { readWish, recogniseWishes, type Wish, type WishAnswer, type WishContext } from '../../src/recognition/wish.ts';
import { anyCharacters } from '../support/any-characters.ts';
import { CHOICES, GONE, NEVER, REFUSALS, TOO_FAR, UNCLEAR, WISHES } from './wish-cases.ts';

const WORDS = [...WISHES, ...CHOICES, ...GONE, ...NEVER].map(([words]) => words);
const ZONES = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
];
const SCRAPS = [
  ...[
    '明天',
    '下下',
    '周',
    '三',
    '十',
    '点',
    '半',
    '月',
    '底',
    '日',
    '号',
    '到',
    '后',
    '前',
    '都行',
    '或',
    '下午',
    '晚',
    '除了',
    '尽快',
    '内',
  ],
  ...[
    '1',
    '3',
    '12',
    '30',
    '25',
    ':',
    '-',
    '/',
    '.',
    ' ',
    ',',
    'at ',
    'pm',
    'Nov ',
    'the ',
    ' hours ',
    'next ',
    'Friday ',
    'week ',
  ],
  ...[
    'after ',
    'before ',
    'between ',
    'and ',
    'or ',
    'to ',
    'in ',
    'not ',
    'any time',
    'asap',
    'call me ',
    '2026-',
    'T15:00',
    '99',
    '\ud800',
  ],
];

/** When a clock is changed, with the zone whose it is. */
const CHANGES = [
  ['2026-03-08T07:00:00Z', 'America/New_York'],
  ['2026-11-01T06:00:00Z', 'America/New_York'],
  ['2026-03-29T01:00:00Z', 'Europe/London'],
  ['2026-10-25T01:00:00Z', 'Europe/London'],
  ['2026-04-04T14:00:00Z', 'Pacific/Auckland'],
  ['2026-09-26T14:00:00Z', 'Pacific/Auckland'],
] as const;
const THREE_DAYS_S = 3 * 86_400;

/** No office known, and one whose clock is not the caller's, with a break and closed days. */
const OFFICE: Calendar = {
  zone: 'Asia/Shanghai',
  week: Array.from({ length: 7 }, (_, day) =>
    day === 6
      ? []
      : [
          { from: '08:30', to: '12:00' },
          { from: '13:30', to: '22:00' },
        ],
  ),
  region: 'CN',
  days: {},
};

const anyTime = fc.oneof(
  fc
    .record({
      now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      zone: fc.constantFrom(...ZONES),
    })
    .map(({ now, zone }): WishContext => ({ now: now.toISOString(), zone })),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -THREE_DAYS_S, max: THREE_DAYS_S }))
    .map(
      ([[at, zone], seconds]): WishContext => ({ now: new Date(Date.parse(at) + seconds * 1000).toISOString(), zone }),
    ),
);
const anyMoment = fc
  .tuple(anyTime, fc.boolean())
  .map(([context, office]): WishContext => (office ? { ...context, hours: OFFICE } : context));
const anyWords = fc.oneof(
  fc.constantFrom(...WORDS, ...REFUSALS, ...UNCLEAR, ...TOO_FAR),
  fc.array(fc.constantFrom(...SCRAPS), { maxLength: 12 }).map((parts) => parts.join('')),
  anyCharacters(),
);

function wishesIn(answer: WishAnswer): readonly Wish[] {
  if ('ok' in answer) return [answer.ok];
  if (answer.problem === 'too-far') return [];
  if (answer.problem === 'not-understood') return [...(answer.candidates ?? []), ...(answer.named ?? [])];
  return answer.problem === 'ambiguous' ? answer.candidates : answer.nearest;
}

/** The second half past one of the night on which clocks go back: what it is called tells it from nothing. */
function comesAgain(instant: string, zone: string): boolean {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return !at.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' }).equals(at);
}

describe('whatever is written', () => {
  it('every wish is to come, ends after it begins and begins within a year', () => {
    fc.assert(
      fc.property(anyWords, anyMoment, (words, context) => {
        for (const wish of [...wishesIn(readWish(words, context)), ...recogniseWishes(words, context)]) {
          expect(Date.parse(wish.from)).toBeGreaterThanOrEqual(Date.parse(context.now));
          expect(Date.parse(wish.until)).toBeGreaterThan(Date.parse(wish.from));
          expect(Date.parse(wish.from) - Date.parse(context.now)).toBeLessThan(367 * 86_400_000);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('what is found in running text stands in it', () => {
    fc.assert(
      fc.property(anyWords, anyMoment, (text, context) => {
        for (const { words, index } of recogniseWishes(`call me ${text}`, context)) {
          expect(`call me ${text}`.slice(index, index + words.length)).toBe(words);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a choice has more than one window', () => {
    fc.assert(
      fc.property(anyWords, anyMoment, (words, context) => {
        const answer = readWish(words, context);
        if ('problem' in answer && answer.problem === 'ambiguous') expect(answer.candidates.length).toBeGreaterThan(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(LANGUAGES)('a wish said back in %s', (language) => {
  it('is the same wish when it is read again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), anyMoment, (words, context) => {
        for (const wish of wishesIn(readWish(words, context))) {
          if ([wish.from, wish.until].some((instant) => comesAgain(instant, context.zone))) continue;
          const said = formatWindow(language, wish, context.zone, context.now);
          const again = readWish(said, context);
          expect('ok' in again ? [again.ok.from, again.ok.until] : [said, again]).toEqual([wish.from, wish.until]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
