import { describe, expect, it } from 'vitest';
import { fold, foldAligned, SCANNED_LENGTH } from '../../src/recognition/fold.ts';

describe('folding', () => {
  it.each([
    [' 朝陽路店　', '朝阳路店'],
    ['ＢＪ００１', 'bj001'],
    ['禮拜三　１４：３０', '礼拜三 14:30'],
    ['Chaoyang\u00a0 Road', 'chaoyang road'],
    ['取\u200b消', '取消'],
    ['e\u0301', 'é'],
    ['臺灣 裏裡 週後鐘', '台湾 里里 周后钟'],
  ])('makes %j %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('knows where the folded characters came from', () => {
    const folded = foldAligned('我　　禮拜三\u200b㎝去');
    expect(folded.text).toBe('我 礼拜三cm去');
    expect(folded.words(2, 5)).toBe('禮拜三');
    expect(folded.indexOf(7)).toBe(8);
  });

  it('looks no further than it says', () => {
    expect(fold('a'.repeat(SCANNED_LENGTH + 1))).toHaveLength(SCANNED_LENGTH);
  });
});
