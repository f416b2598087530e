/** What first words are taken for (F11), measured over phrases in three scripts. */
import { describe, expect, it } from 'vitest';
import { onlyWants, proposeKinds } from '../../src/recognition/kinds.ts';
import { HARDER, PHRASES, UNSEEN } from './kind-phrases.ts';

const NONE = 'none';
const judge = (phrases: readonly (readonly [kind: string, phrase: string])[]) => {
  const judged = phrases.map(([kind, phrase]) => ({ kind, phrase, proposed: proposeKinds(phrase) }));
  const misses = judged.filter(({ kind, proposed }) => (proposed[0] ?? NONE) !== kind);
  const wrong = misses.filter(({ kind, proposed }) => proposed.length > 0 && kind !== proposed[0]);
  return {
    hits: judged.length - misses.length,
    wrong: wrong.length,
    total: judged.length,
    misses: misses.map(({ phrase, kind, proposed }) => `${kind}: ${phrase} → ${proposed.join(', ') || NONE}`),
  };
};

const listed = Object.entries(PHRASES).flatMap(([kind, phrases]) => phrases.map((one) => [kind, one] as const));
const known = judge([...listed, ...HARDER]);
const unseen = judge(UNSEEN);

describe('first words', () => {
  it(`are taken for what they are: ${known.hits} of ${known.total} phrases`, () => {
    expect(known.misses).toEqual([]);
  });

  it(`that nobody tuned to: ${unseen.hits} of ${unseen.total} right, ${unseen.wrong} taken for something else`, () => {
    expect(unseen.hits / unseen.total).toBeGreaterThan(0.5);
    expect(unseen.wrong / unseen.total).toBeLessThan(0.1);
  });

  it('with two meanings propose both', () => {
    expect(proposeKinds('收银员很热情，但是牛奶过期了').slice(0, 2).sort()).toEqual(['complaint', 'praise']);
  });

  it('are judged in no time, however long and hostile', () => {
    for (const piece of ['顾客', 'customer ', '不小心', 'fridge ', '谢谢', '没有投诉'])
      proposeKinds(piece.repeat(4000));
  });
});

describe('a bare wish', () => {
  it.each([
    ['我要表扬', 'praise'],
    ['我想提个建议', 'suggestion'],
    ['我要報修！', 'service'],
    ['I have a suggestion', 'suggestion'],
    ['建议', 'suggestion'],
    ['商品損壞', 'damage'],
  ])('is heard in %s', (words, kind) => expect(onlyWants(words)).toBe(kind));

  it.each(['我要表扬小王', '建议增加小包装', 'hello', ''])('is not heard in “%s”', (words) =>
    expect(onlyWants(words)).toBeUndefined(),
  );
});
