import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/adapters/shared/split.ts';

const textsOf = (text: string, max: number) => splitText(text, { max }).map((piece) => piece.text);
const withoutBlanks = (text: string): string => text.replaceAll(/\s+/gu, '');

describe('splitting long text', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitText(' a\n\nb ', { max: 10 })).toEqual([{ text: ' a\n\nb ', start: 0 }]);
  });

  it('cuts between paragraphs before it cuts between lines', () => {
    expect(textsOf('one\ntwo\n\nthree\nfour', 14)).toEqual(['one\ntwo', 'three\nfour']);
  });

  it('cuts between lines before it cuts between sentences', () => {
    expect(textsOf('One. Two.\nThree. Four.', 16)).toEqual(['One. Two.', 'Three. Four.']);
  });

  it('cuts after sentences, in Chinese too', () => {
    expect(textsOf('One two. Three four five.', 16)).toEqual(['One two.', 'Three four five.']);
    expect(textsOf('牛奶酸了。店员态度很差！我要退款', 10)).toEqual(['牛奶酸了。', '店员态度很差！', '我要退款']);
  });

  it('cuts between words where there is no sentence', () => {
    expect(textsOf('alpha beta gamma delta', 11)).toEqual(['alpha beta', 'gamma delta']);
  });

  it('keeps what people see as one character whole', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(textsOf(family.repeat(3), family.length + 2)).toEqual([family, family, family]);
  });

  it('cuts a character that is longer than a piece, but never a surrogate pair', () => {
    const pieces = textsOf(`a${'\u0301'.repeat(50)}`, 20);
    expect(pieces.join('')).toBe(`a${'\u0301'.repeat(50)}`);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(20);
    expect(textsOf('𠮷'.repeat(5), 3).every((piece) => piece.isWellFormed())).toBe(true);
  });

  it('keeps the indentation of a line that begins a piece', () => {
    expect(textsOf('title line\n  indented', 12)).toEqual(['title line', '  indented']);
  });

  it('makes no piece of indentation alone', () => {
    expect(textsOf(`one two\n${' '.repeat(40)}three`, 10)).toEqual(['one two', 'three']);
  });

  it('says where each piece begins', () => {
    const text = 'One two.  Three four five.';
    for (const { text: piece, start } of splitText(text, { max: 16 })) {
      expect(text.slice(start, start + piece.length)).toBe(piece);
    }
  });

  it('counts as the platform counts', () => {
    const measure = (part: string) => part.replaceAll('&', '&amp;').length;
    const pieces = splitText('&'.repeat(10), { max: 20, measure });
    expect(pieces.map((piece) => piece.text)).toEqual(['&&&&', '&&&&', '&&']);
  });

  it('loses nothing of any text, and no piece is too long or blank', () => {
    const texts = fc.string({
      unit: fc.oneof(fc.constantFrom(' ', '\n', '。', '. ', '😀', 'é', '字'), fc.string({ maxLength: 3 })),
      maxLength: 300,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (raw, max) => {
        const text = raw.toWellFormed();
        const pieces = splitText(text, { max });
        expect(withoutBlanks(pieces.map((piece) => piece.text).join(''))).toBe(withoutBlanks(text));
        for (const piece of pieces) {
          expect(piece.text.length).toBeLessThanOrEqual(max);
          expect(piece.text.isWellFormed()).toBe(true);
          expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
          expect(piece.text.trim() !== '' || text.trim() === '').toBe(true);
        }
      }),
    );
  });
});
