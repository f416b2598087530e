import { describe, expect, it } from 'vitest';
import { UNSEEN } from './wish-unseen.ts';
import { type Verdict, verdictOn } from './wish-verdict.ts';

const results = UNSEEN.flatMap((said) =>
  (['tuned', 'held'] as const).flatMap((use) =>
    said[use].map((row) => ({ use, words: row[0], means: row[1], zone: said.zone, verdict: verdictOn(row, said) })),
  ),
);
const share = (use: 'tuned' | 'held', verdicts: readonly Verdict[]): number => {
  const all = results.filter((one) => one.use === use);
  return all.filter(({ verdict }) => verdicts.includes(verdict)).length / all.length;
};

describe('times as people write them, that were not known when the recogniser was made', () => {
  it('takes none for another', () => {
    expect(results.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  });

  it('understands most of those that it was mended with', () => {
    expect(share('tuned', ['right'])).toBeGreaterThan(0.85);
    expect(share('tuned', ['right', 'asked'])).toBeGreaterThan(0.95);
  });

  it('understands most of those that were held back', () => {
    expect(share('held', ['right'])).toBeGreaterThan(0.75);
    expect(share('held', ['right', 'asked'])).toBeGreaterThan(0.9);
  });
});
