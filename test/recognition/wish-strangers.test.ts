import { describe, expect, it } from 'vitest';
import { STRANGERS } from './wish-strangers.ts';
import { verdictOn } from './wish-verdict.ts';

describe.each(Object.entries(STRANGERS))('what strangers would write to be called, %s', (_language, asked) => {
  const results = asked.flatMap((one) =>
    one.rows.map((row) => ({ words: row[0], means: row[1], now: one.now, verdict: verdictOn(row, one) })),
  );

  it('is never taken for another time', () => {
    expect(results.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  });
});
