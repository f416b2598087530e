/** A message → the lines that a terminal shows. Everything that people wrote passes `harmless` on its way. */
import { styleText } from 'node:util';
import type { Message } from '../../core/message.ts';
import { padToWidth, widthOf, wrapToWidth } from './width.ts';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colours as ANSI sequences, or none at all. */
export function createPaint(colour: boolean): Paint {
  return (style, text) => (colour && text !== '' ? styleText(style, text, { validateStream: false }) : text);
}

/** Control characters as a reader can see them: U+2400 … are their pictures. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** The marks that set a direction: embeddings, overrides, isolates. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Text direction set inside a line ends with it: the line becomes an isolate, whose end closes overrides too (UAX #9, BD9 and X6a).
 * Isolates left open are closed first, and an end too many is dropped, as it would end the one around the line.
 */
function isolate(line: string): string {
  if (!BIDI.test(line)) return line;
  let open = 0;
  const balanced = line.replaceAll(/[\u2066-\u2069]/gu, (mark) => {
    if (mark !== '\u2069') open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return mark;
  });
  return `\u2068${balanced}${'\u2069'.repeat(open)}\u2069`;
}

/**
 * Makes text safe to print: no character of it moves the cursor, changes a colour or a title, or turns the direction of
 * what stands around it. Line breaks and tabs stay.
 */
export const harmless = (text: string): string => rowsOf(text, Number.POSITIVE_INFINITY).join('\n');

/** The same in rows of so many columns at most. Direction is set right at the end, as it ends with its row. */
function rowsOf(text: string, columns: number): string[] {
  return (
    text
      .replaceAll(/\r\n|[\u2028\u2029]/gu, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f]/gu, picture)
      .split('\n')
      .flatMap((line) => wrapToWidth(line, columns))
      .map(isolate)
  );
}

const onOneLine = (text: string): string => harmless(text.replaceAll(/\s+/gu, ' ').trim());

/** Values are not squeezed into less beside their labels. */
const NARROWEST = 20;

/** "label  value", values below each other, their further lines too. */
function factLines(facts: NonNullable<Message['facts']>, paint: Paint, columns: number): string[] {
  const labels = facts.map((fact) => onOneLine(fact.label));
  const column = Math.max(...labels.map(widthOf));
  return facts.flatMap((fact, index) =>
    rowsOf(fact.value, Math.max(columns - column - 2, NARROWEST)).map((line, row) => {
      const label = padToWidth(row === 0 ? (labels[index] ?? '') : '', column);
      return `${paint('dim', label)}  ${line}`.trimEnd();
    }),
  );
}

function buttonLines(buttons: NonNullable<Message['buttons']>, paint: Paint): string[] {
  return buttons.map((button, index) => {
    const style = button.style === 'danger' ? 'red' : button.style === 'primary' ? 'green' : 'cyan';
    return paint(style, `${index + 1}) ${onOneLine(button.label)}`);
  });
}

export interface Setting {
  /** Set above a message that takes the place of an earlier one. */
  mark?: string | undefined;
  /** The words of the button by which someone answered the earlier question: what is above can't be marked. */
  chosen?: string | undefined;
  /** How wide the terminal is; without it lines are left as long as they are. */
  columns?: number | undefined;
}

/** There are no threads of replies, so a message that belongs below a case's card says which, unless its words do. */
const caseAbove = ({ under, about, text }: Message): string[] =>
  under === undefined || about === undefined || text.split(/[^\w-]+/).includes(about) ? [] : [`↳ ${onOneLine(about)}`];

export function renderMessage(message: Message, paint: Paint, { mark, chosen, columns }: Setting = {}): string {
  const width = columns ?? Number.POSITIVE_INFINITY;
  return [
    ...(chosen === undefined ? [] : [paint('dim', `✓ ${onOneLine(chosen)}`)]),
    ...(mark === undefined ? [] : [paint('dim', mark)]),
    ...caseAbove(message).map((line) => paint('dim', line)),
    ...(message.text === '' ? [] : rowsOf(message.text, width)),
    ...(message.facts?.length ? factLines(message.facts, paint, width) : []),
    ...(message.attachments ?? []).map(({ name }) => paint('dim', `📎 ${onOneLine(name)}`)),
    ...(message.buttons?.length ? buttonLines(message.buttons, paint) : []),
  ].join('\n');
}

/** What is wrong with a dialog's fields. */
export function renderProblems(problems: readonly { field: string; text: string }[], paint: Paint): string {
  return problems.map(({ field, text }) => paint('red', `${onOneLine(field)}: ${harmless(text)}`)).join('\n');
}
