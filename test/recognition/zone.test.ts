/** Where someone is, by what they write. */
import { expect, it } from 'vitest';
import { hasOtherClock, readZone, recogniseZone, zonesOfPhone } from '../../src/recognition/zone.ts';

it.each([
  ['London', 'Europe/London'],
  ['london time', 'Europe/London'],
  ['倫敦時間', 'Europe/London'],
  ['英国', 'Europe/London'],
  ['雪梨', 'Australia/Sydney'],
  ['悉尼', 'Australia/Sydney'],
  ['New York', 'America/New_York'],
  ['Europe/Paris', 'Europe/Paris'],
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['北京时间', 'Asia/Shanghai'],
])('%s is %s', (words, zone) => {
  expect(readZone(words)).toBe(zone);
});

it.each(['Atlantis', 'America', 'Mars/Olympus', '', '澳大利亚', 'yes'])('“%s” is none', (words) => {
  expect(readZone(words)).toBeUndefined();
});

it.each([
  ['my time zone is London', 'Europe/London'],
  ['I’m in Sydney now.', 'Australia/Sydney'],
  ['I am in the UK', 'Europe/London'],
  ['time zone: Tokyo', 'Asia/Tokyo'],
  ['我在悉尼', 'Australia/Sydney'],
  ['我现在在纽约', 'America/New_York'],
  ['我的時區是倫敦', 'Europe/London'],
  ['请按东京时间', 'Asia/Tokyo'],
])('“%s” says that it is %s', (words, zone) => {
  expect(recogniseZone(words)).toBe(zone);
});

it.each([
  'I am in trouble',
  '我在店里',
  '我在上海店投诉过',
  'The London store is closed',
  'I am in London and the milk is sour',
])('“%s” says something else', (words) => {
  expect(recogniseZone(words)).toBeUndefined();
});

it('of a phone number follows where it has one clock', () => {
  expect(zonesOfPhone('+442079460958')).toEqual(['Europe/London']);
  expect(zonesOfPhone('+61293744000').length).toBeGreaterThan(1);
  expect(zonesOfPhone('+3800000000')).toEqual([]);
  expect(hasOtherClock('+85251234567')).toBe(false);
});
