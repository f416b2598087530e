/** Words as Discord takes them: none of them markup, mention or link, none of them too long. */

/** What is seen of it is nothing; Discord refuses such a message. */
export const isBlank = (text: string): boolean => /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*$/u.test(text);

/** Stands where Discord wants some text and there is none. */
export const NOTHING = '…';

/**
 * Text that is shown as it is written. Links are broken at their slashes: they would be previewed, and an invitation turns into a
 * card with a button.
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\*_~`|<>[\]]/g, '\\$&')
    .replaceAll(/@(?=everyone|here)/g, '\\@')
    .replaceAll(/(?<=:)\/(?=\/)|(?<=\.(?:gg|com|new))\//gi, '\\/')
    .replaceAll(/^(\s*)(-?#|[-+])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2');
}

/** How long text can become when it is escaped; of whole text it is the sum of its characters'. */
export function measure(text: string): number {
  return text.length + (text.match(/[\\*_~`|<>[\]@/#+.)-]/g)?.length ?? 0);
}

/** Cut to a length, without tearing a character. */
export function clip(text: string, max: number, size: (text: string) => number = (part) => part.length): string {
  if (size(text) <= max) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += size(character);
    if (used > max) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** For places where text is shown as it is, such as labels. */
export const plain = (text: string, max: number): string => (isBlank(text) ? NOTHING : clip(text, max));

/** For places where it would be read as markup. */
export const escaped = (text: string, max: number): string =>
  isBlank(text) ? NOTHING : escapeText(clip(text, max, measure));
