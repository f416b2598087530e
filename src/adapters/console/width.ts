/** How many columns of a terminal a text takes: Chinese characters and emoji take two, combining marks none. */

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The wide and full-width ranges of Unicode's East Asian Width that people write; ambiguous ones count as narrow. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;
const EMOJI = /\ufe0f/u;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;

export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (NOTHING.test(segment)) continue;
    width += WIDE.test(segment) || EMOJI.test(segment) ? 2 : 1;
  }
  return width;
}

/** What may not begin a line in Chinese. */
const CLOSING = /^[，。！？；：、）】》」』”’…,.!?;:)\]}]/u;

/** Breaks a line between words; what has no place to break is cut where the line is full. */
export function wrapToWidth(line: string, columns: number): string[] {
  if (widthOf(line) <= columns) return [line];
  const rows: string[] = [];
  let row = '';
  for (const piece of pieces(line)) {
    if (row !== '' && widthOf((row + piece).trimEnd()) > columns) {
      rows.push(row.trimEnd());
      row = '';
    }
    row = row === '' ? piece.trimStart() : row + piece;
    if (widthOf(row) > columns) {
      const cut = cutToWidth(row, columns);
      row = cut.pop() ?? '';
      rows.push(...cut);
    }
  }
  return row === '' ? rows : [...rows, row];
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Beside Chinese characters and spaces a line may be broken; `/desk2` is one piece. */
const BREAKS = /[\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const OPENING = /[（【《「『“‘([{]$/u;

/** Words with the marks that belong to them. */
function pieces(line: string): string[] {
  const found: string[] = [];
  for (const { segment } of words.segment(line)) {
    const last = found.at(-1);
    const together = last !== undefined && !BREAKS.test([...last].at(-1) ?? '') && !BREAKS.test([...segment][0] ?? '');
    if (last !== undefined && (together || CLOSING.test(segment) || OPENING.test(last)))
      found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
}

function cutToWidth(text: string, columns: number): string[] {
  const rows = [''];
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    const wide = widthOf(segment);
    if (width + wide > columns && width > 0) {
      rows.push('');
      width = 0;
    }
    rows[rows.length - 1] += segment;
    width += wide;
  }
  return rows;
}

export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
