/** Words of people in Markdown: text, never markup. */

/** CommonMark 2.4: what could mean something is escaped; a line may also begin a list or a heading. */
export const plain = (words: string): string =>
  words
    .replaceAll(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2');

export const line = (words: string): string => plain(words.replaceAll(/\s+/g, ' ').trim());

/** A table of GitHub's kind, which most readers show. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(line).join(' | ')} |`;
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n');
}
