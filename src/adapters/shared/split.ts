/** Long text → pieces that a platform takes, cut where a reader would pause. Nothing but white space at the cuts is left out. */

export interface Piece {
  text: string;
  /** Where it begins in the whole text, in UTF-16 units. */
  start: number;
}

export interface SplitOptions {
  /** The most that a piece may measure. */
  max: number;
  /** How the platform counts, such as `text.length`, or the length once it is escaped. A text measures as much as its characters together. */
  measure?: (text: string) => number;
}

/** A cut that leaves less than this part of a piece is passed over: a short piece before a full one reads badly. */
const LEAST_FILLED = 1 / 3;

/** The end of a sentence, with quotation marks and brackets that close after it. */
const SENTENCE = /[.!?…。！？；;]+["'”’»」』）)\]]*(?=\s|$)|[。！？；…]+["'”’»」』）)\]]*/gu;
/** Between words, and after the commas of Chinese. */
const WORD = /\s+|[，、：]/gu;

let graphemes: Intl.Segmenter | undefined;

/** The pieces of a text, in order; one if it fits. None is blank, unless the whole text is. */
export function splitText(text: string, { max, measure = (part) => part.length }: SplitOptions): Piece[] {
  if (measure(text) <= max) return [{ text, start: 0 }];
  const pieces: Piece[] = [];
  let start = skipBlank(text, 0);
  while (start < text.length) {
    const end = furthest(text, start, max, measure);
    const cut = end === text.length ? end : bestCut(text, start, end);
    const piece = text.slice(start, cut).trimEnd();
    // Indentation alone may be longer than a piece.
    if (piece.trim() !== '') pieces.push({ text: piece, start });
    start = skipBlank(text, cut);
  }
  return pieces.length > 0 ? pieces : [{ text: '', start: 0 }];
}

/** A new piece keeps the indentation of its first line. */
function skipBlank(text: string, from: number): number {
  const blank = /\s*/y;
  blank.lastIndex = from;
  const skipped = blank.exec(text)?.[0] ?? '';
  const line = skipped.lastIndexOf('\n');
  return from + skipped.length === text.length || line === -1 ? from + skipped.length : from + line + 1;
}

/** How far a piece that begins at `start` can reach. What people see as one character stays whole, unless it is itself too long. */
function furthest(text: string, start: number, max: number, measure: (text: string) => number): number {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let used = 0;
  let end = start;
  // A character measures at least one wherever it counts at all, so no piece is longer than this many of them.
  for (const { segment } of graphemes.segment(text.slice(start, start + 4 * max + 64))) {
    const size = measure(segment);
    if (used + size > max) break;
    used += size;
    end += segment.length;
  }
  if (end > start) return end;
  for (const character of text.slice(start)) {
    const size = measure(character);
    if (used + size > max && end > start) break;
    used += size;
    end += character.length;
  }
  return end;
}

/** The last place up to `end` where a paragraph, else a line, else a sentence, else a word ends. */
function bestCut(text: string, start: number, end: number): number {
  const least = start + (end - start) * LEAST_FILLED;
  const paragraph = text.lastIndexOf('\n\n', end);
  if (paragraph > least) return paragraph;
  const line = text.lastIndexOf('\n', end);
  if (line > least) return line;
  const window = text.slice(start, end);
  for (const pattern of [SENTENCE, WORD]) {
    const last = [...window.matchAll(pattern)].at(-1);
    const cut = last ? start + last.index + last[0].length : -1;
    if (cut > least) return cut;
  }
  return end;
}
