/** Times that put another one right. What was agreed is Thursday, 19 March 2026 at three; it is Tuesday. */
import { expect, it } from 'vitest';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { readCorrection } from '../../src/recognition/wish-correction.ts';

const context = {
  now: '2026-03-17T02:00:00.000Z',
  zone: 'Asia/Shanghai',
  hours: DEFAULT_CALLBACK_RULES.calendar,
};
const read = (words: string, from = '15:00', until = '15:30') => {
  const at = (clock: string) => new Date(`2026-03-19T${clock}:00+08:00`).toISOString();
  const answer = readCorrection(words, { from: at(from), until: at(until) }, context);
  return answer && 'ok' in answer ? `${answer.ok.localFrom} ${answer.ok.localUntil.slice(11)}` : answer?.problem;
};

it.each([
  ['no, Wednesday', '2026-03-18T15:00 15:30'],
  ['No wait, make it Friday', '2026-03-20T15:00 15:30'],
  ['Not Wednesday, Friday.', '2026-03-20T15:00 15:30'],
  ['can we move it to Friday morning?', '2026-03-20T09:00 12:00'],
  ['rather at four', '2026-03-19T16:00 16:30'],
  ['14:00-16:00', '2026-03-19T14:00 16:00'],
  ['any time', '2026-03-19T09:00 18:00'],
  ['改成周三', '2026-03-18T15:00 15:30'],
  ['不對，是週五', '2026-03-20T15:00 15:30'],
  ['不是周三，是周五', '2026-03-20T15:00 15:30'],
  ['后天吧', '2026-03-19T15:00 15:30'],
  ['改到下午四點', '2026-03-19T16:00 16:30'],
  ['下星期一上午', '2026-03-23T09:00 12:00'],
])('%s', (words, meant) => {
  expect(read(words)).toBe(meant);
});

it.each(['whenever', '随便', '隨時都可以'])('%s is the whole of that day, also where it is the next one', (words) => {
  const was = { from: '2026-03-19T07:00:00.000Z', until: '2026-03-19T07:30:00.000Z' };
  const answer = readCorrection(words, was, { ...context, now: '2026-03-18T10:30:00.000Z' });
  expect(answer).toMatchObject({ ok: { localFrom: '2026-03-19T09:00', localUntil: '2026-03-19T18:00' } });
});

it('keeps a stretch of time that long', () => {
  expect(read('no, Friday', '14:00', '17:00')).toBe('2026-03-20T14:00 17:00');
  // The whole of another day is as wide as the whole of this one was.
  expect(read('Friday', '09:00', '18:00')).toBe('2026-03-20T09:00 18:00');
});

it.each([
  '不要周三',
  'no Wednesday',
  'not Wednesday',
  '好的',
  'ok, thanks',
  '周四见',
  '3',
  'no',
  '改天',
  'The opening documents',
])('“%s” is none', (words) => {
  expect(read(words)).toBeUndefined();
});

it.each([
  ['Tuesday', 'ambiguous'],
  ['yesterday', 'past'],
  ['February 31st', 'impossible'],
])('“%s” is %s, which is said', (words, problem) => {
  expect(read(words)).toBe(problem);
});
