import { describe, expect, it } from 'vitest';
import { readWish, type Wish, type WishContext } from '../../src/recognition/wish.ts';
import { NOON_WEDNESDAY } from './time-cases.ts';
import { CHOICES, GONE, NEVER, REFUSALS, TOO_FAR, UNCLEAR, WISHES } from './wish-cases.ts';

/** `MM-DD HH:mm~HH:mm`, with the year when it is another and the date of an end on another day. */
function shown({ localFrom, localUntil }: Wish): string {
  const day = (local: string): string => local.slice(0, 10).replace(/^2026-/, '');
  const end = day(localFrom) === day(localUntil) ? '' : `${day(localUntil)} `;
  return `${day(localFrom)} ${localFrom.slice(11)}~${end}${localUntil.slice(11)}`;
}

function answer(words: string, context: WishContext = NOON_WEDNESDAY): string | string[] {
  const result = readWish(words, context);
  if ('ok' in result) return shown(result.ok);
  if (result.problem === 'ambiguous') return result.candidates.map(shown);
  return result.problem;
}

describe('an answer to when someone shall be called', () => {
  it.each(WISHES)('takes %s', (words, window) => {
    expect(answer(words)).toBe(window);
  });

  it.each(CHOICES)('asks about %s', (words, windows) => {
    expect(answer(words)).toEqual(windows);
  });

  it.each(REFUSALS)('does not take what "%s" says no to', (words) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect(result).toMatchObject({ problem: 'not-understood' });
    expect(result).not.toHaveProperty('candidates');
  });

  it.each(UNCLEAR)('does not understand "%s"', (words) => {
    expect(answer(words)).toBe('not-understood');
  });

  it.each(GONE)('says that %s has gone by, and what is nearest', (words, nearest) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect('nearest' in result && [result.problem, result.nearest.map(shown)]).toEqual(['past', nearest]);
  });

  it.each(NEVER)('says that %s cannot be, and what is nearest', (words, nearest) => {
    const result = readWish(words, NOON_WEDNESDAY);
    expect('nearest' in result && [result.problem, result.nearest.map(shown)]).toEqual(['impossible', nearest]);
  });

  it.each(TOO_FAR)('says that %s is too far', (words) => {
    expect(answer(words)).toBe('too-far');
  });
});
