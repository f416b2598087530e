/** The waiting period after the disclosure document: which day is the first, and what is noted too early. */
import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/domain/country.ts';
import { type Disclosure, tooEarly, waitingOf } from '../../src/domain/disclosure.ts';
import { DEFAULT_DOSSIER_RULES as RULES } from '../../src/domain/dossier-rules.ts';
import { readCountry } from '../../src/recognition/country.ts';

const received = (receivedOn: string, country: string | null = 'US'): Disclosure => ({
  ...{ receivedOn, country, byId: 'staff', at: '2026-03-01T02:00:00.000Z', confirmedAt: null, toldOf: null },
});

describe('the waiting period', () => {
  it.each([
    // 16 CFR 436.2 (a): delivered on the 1st, the fifteenth day after it is the 16th.
    ['2026-03-01', 'US', '2026-03-16'],
    ['2026-02-20', 'US', '2026-03-07'],
    // The 1st is left out, the 2nd is the first day, the 31st the thirtieth.
    ['2026-03-01', 'CN', '2026-04-01'],
    // A leap day is a day.
    ['2028-02-20', 'CN', '2028-03-22'],
    ['2026-12-25', 'CN', '2027-01-25'],
  ])('of a document of %s in %s lets sign from %s on', (day, country, earliest) => {
    expect(waitingOf(received(day, country), RULES, day)).toEqual({ state: 'running', earliest });
  });

  it('runs through its last day and is over on the next', () => {
    const states = ['2026-03-15', '2026-03-16'].map((today) => waitingOf(received('2026-03-01'), RULES, today).state);
    expect(states).toEqual(['running', 'over']);
  });

  it('has the days of a part of a country, where it has its own, and is not guessed where none are set', () => {
    const rules = { ...RULES, waitingDays: { US: 14, 'US-NY': 21 } };
    const earliest = (country: string | null) =>
      waitingOf(received('2026-03-01', country), rules, '2026-03-02').earliest;
    expect([earliest('US-NY'), earliest('US-CA')]).toEqual(['2026-03-23', '2026-03-16']);
    const state = (one: Disclosure | null) => waitingOf(one, rules, '2026-03-02').state;
    expect([state(received('2026-03-01', 'FR')), state(received('2026-03-01', null)), state(null)]).toEqual([
      ...(['no-rule', 'no-country', 'undisclosed'] as const),
    ]);
  });

  it('finds what is noted before its end, and anything before there is a document', () => {
    const waiting = waitingOf(received('2026-03-01'), RULES, '2026-03-02');
    expect(tooEarly({ signing: '2026-03-15', payment: '2026-03-16' }, waiting)).toEqual(['signing']);
    expect(tooEarly({ signing: null, payment: '2026-03-10' }, waiting)).toEqual(['payment']);
    expect(tooEarly({ signing: '2030-01-01', payment: null }, { state: 'undisclosed', earliest: null })).toEqual([
      'signing',
    ]);
    expect(tooEarly({ signing: '2030-01-01', payment: null }, { state: 'no-rule', earliest: null })).toEqual([]);
    expect(tooEarly(null, waiting)).toEqual([]);
  });
});

describe('a country', () => {
  it.each([
    ['美國', 'US'],
    ['usa', 'US'],
    ['中国大陆', 'CN'],
    ['Germany', 'DE'],
    ['uk', 'GB'],
    ['台灣', 'TW'],
    ['马来西亚', 'MY'],
    ['us-ca', 'US-CA'],
    ['Atlantis', undefined],
    ['ZZ', undefined],
  ])('is read from %s', (words, code) => {
    expect(readCountry(words)).toBe(code);
  });

  it('is called by its name in the reader’s language', () => {
    expect([countryName('US', 'zh-Hant'), countryName('CN', 'en'), countryName('US-NY', 'zh-Hans')]).toEqual([
      ...['美國', 'China', '美国 (NY)'],
    ]);
    expect(countryName('UK', 'en')).toBeUndefined();
  });
});
