import { describe, expect, it } from 'vitest';
import { allowsCalls, refusesAllCalls, refusesCall, wantsCall } from '../../src/recognition/call-request.ts';
import { looksLikeComplaint } from '../../src/recognition/signs.ts';
import { HELD, TUNED, type Way } from './call-cases.ts';

function wayOf(words: string): Way {
  if (looksLikeComplaint(words)) return 'complaint';
  if (refusesCall(words)) return 'refused';
  return wantsCall(words) ? 'call' : 'other';
}

/** Nobody is asked for a time who did not want one, and a wish that is not seen as one is offered among the others. */
const isWrong = (way: Way, meant: Way): boolean => way !== meant && way !== 'other';

describe('words about a call', () => {
  it.each(TUNED)('lead where they should: %s', (words, way) => {
    expect(wayOf(words)).toBe(way);
  });

  it.each([
    "don't call me, write",
    'never call me again',
    'stop calling me',
    'no calls please, text only',
    "I'd rather not be called, just write",
    '别再给我打电话了',
    '请不要再打电话骚扰我',
    '請勿致電',
    '唔好再打俾我啦',
  ])('hold for all calls: %s', (words) => {
    expect(refusesAllCalls(words)).toBe(true);
  });

  it.each([
    'cancel my callback',
    'no need to call',
    "don't call me tomorrow",
    'never ring me after 6pm',
    '取消我的回电',
    '不用回电了',
    '明天别打电话给我',
    '下午不要打電話給我',
    "they don't call me",
    'call me',
  ])('hold for no more than they say: %s', (words) => {
    expect(refusesAllCalls(words)).toBe(false);
  });

  it.each(['you may call me again', '可以再给我打电话了', '可以打電話給我了', 'calls are fine again'])(
    'allow calls again: %s',
    (words) => {
      expect(allowsCalls(words)).toBe(true);
    },
  );

  it.each(["don't call me again", '别再给我打电话了', '可以打电话给我吗', 'you called me again'])(
    'allow nothing: %s',
    (words) => {
      expect(allowsCalls(words)).toBe(false);
    },
  );

  it('never lead elsewhere, though they were not known', () => {
    expect(HELD.filter(([words, way]) => isWrong(wayOf(words), way))).toEqual([]);
  });

  it('are understood for the most part, though they were not known', () => {
    const right = HELD.filter(([words, way]) => wayOf(words) === way);
    expect(right.length / HELD.length).toBeGreaterThan(0.8);
  });
});
