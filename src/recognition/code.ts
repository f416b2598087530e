/** One-time codes as people type them: `7K3M-Q2XB-9TWD`, in any case, with or without dashes, with letters that look like digits. */

/** Crockford's base 32: no I, L, O and U, so that nothing looks like something else. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** As many letters say which code it is. */
export const CODE_NAME_LENGTH = 4;
/** As many are secret, with five random bits each. */
export const CODE_SECRET_LENGTH = 8;

const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const BETWEEN = /[\s\p{Pd}\p{Pc}\p{Cf}.'"“”‘’「」·−]+/gu;

export function readCode(words: string): { name: string; secret: string } | undefined {
  const letters = [...words.slice(0, 200).normalize('NFKC').toUpperCase().replaceAll(BETWEEN, '')].map(
    (letter) => LOOK_ALIKES[letter] ?? letter,
  );
  if (letters.length !== CODE_NAME_LENGTH + CODE_SECRET_LENGTH) return undefined;
  if (letters.some((letter) => !CODE_LETTERS.includes(letter))) return undefined;
  return { name: letters.slice(0, CODE_NAME_LENGTH).join(''), secret: letters.slice(CODE_NAME_LENGTH).join('') };
}
