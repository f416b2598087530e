/**
 * Text of any code points, halves of pairs too. What fast-check has for it (`unit: 'binary'`) makes a table of all of them first, which
 * takes a second in each worker.
 */
import fc from 'fast-check';

const anyCharacter = fc.nat(0x10ffff).map((point) => String.fromCodePoint(point));
const NAMES_OF_THE_LANGUAGE = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];

export const anyCharacters = (maxLength?: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: anyCharacter, ...(maxLength !== undefined && { maxLength }) }) },
    { weight: 1, arbitrary: fc.constantFrom(...NAMES_OF_THE_LANGUAGE) },
  );
