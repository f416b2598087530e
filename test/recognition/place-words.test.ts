/** Which brand or region is asked about, said by itself. */
import { describe, expect, it } from 'vitest';
import { readPlaceWords } from '../../src/recognition/place-words.ts';

describe('words about what is asked of', () => {
  it.each([
    ['I mean Linxi Home.', { brand: 'linxi home' }],
    ['我問的是林溪家居。', { brand: '林溪家居' }],
    ['My store will be in Texas', { region: 'texas' }],
    ['門店打算開在上海', { region: '上海' }],
    ['换个品牌', { other: 'brand' }],
    ['Change the region!', { other: 'region' }],
    ['How long is the contract?', {}],
  ])('%s', (words, said) => {
    const { text, ...read } = readPlaceWords(words);
    expect(read).toEqual(said);
    expect(text).not.toMatch(/[.。!?]$/u);
  });
});
