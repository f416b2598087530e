/** What strangers write at the review, and as their number and place. */
import { expect, it } from 'vitest';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { readPhone, repeatsNumber } from '../../src/recognition/phone.ts';
import { readCorrection } from '../../src/recognition/wish-correction.ts';
import { readZone } from '../../src/recognition/zone.ts';
import { CORRECTIONS, PHONES, SAME_NUMBER, ZONES } from './review-strangers.ts';

const context = { now: '2026-03-17T02:00:00.000Z', zone: 'Asia/Shanghai', hours: DEFAULT_CALLBACK_RULES.calendar };
const agreed = { from: '2026-03-19T07:00:00Z', until: '2026-03-19T07:30:00Z' };

function corrected(words: string): { from: string; until: string } | 'offer' | '' {
  const answer = readCorrection(words, agreed, context);
  if (answer === undefined) return '';
  if ('ok' in answer)
    return { from: answer.ok.localFrom.replace('T', ' '), until: answer.ok.localUntil.replace('T', ' ') };
  return 'offer';
}

function isMeant(got: ReturnType<typeof corrected>, meaning: string): boolean {
  if (typeof got === 'string') return got === meaning;
  const [from = '', until] = meaning.split('~');
  const [begins, day] = [`2026-${from}`, `2026-${from.slice(0, 5)}`];
  return until === undefined ? got.from === begins : got.from >= begins && got.until <= `${day} ${until}`;
}

it.each(CORRECTIONS)('“%s” puts the time right', (words, means) => {
  const got = corrected(words);
  expect(
    means.split(' / ').some((meaning) => isMeant(got, meaning)),
    JSON.stringify(got),
  ).toBe(true);
});

it.each(ZONES)('“%s” is a place', (words, zone) => {
  expect(readZone(words) ?? '').toBe(zone);
});

const phones = PHONES.map(([words, country, e164, extension]) => ({ words, country, e164, extension }));
it.each(phones)('$words, written in $country', ({ words, country, e164, extension }) => {
  const answer = readPhone(words, country);
  expect('ok' in answer ? [answer.ok.e164, answer.ok.extension] : ['']).toEqual(e164 === '' ? [''] : [e164, extension]);
});

it.each(SAME_NUMBER)('“%s” is the number that is known', (words) => {
  expect(repeatsNumber(words)).toBe(true);
});

it.each(['13800138000', 'yes', 'one', 'another number', '换个号码', '这个号码不行'])('“%s” is not', (words) => {
  expect(repeatsNumber(words)).toBe(false);
});
