/** A typed line → what is meant by it. Knows no persona and no button: a bare number may turn out to be an answer. */
import { type Input, mendText } from '../../core/event.ts';

export type Line =
  /** Speak as someone else. */
  | { type: 'as'; name: string }
  | { type: 'quit' }
  /** A bare number: the button of that number, or, if there is none, the text. */
  | { type: 'number'; number: number; text: string }
  | { type: 'input'; input: Input };

/** `/word rest`; the slash of Chinese keyboards counts as well. */
const COMMAND = /^\s*[/／](?<word>[^\s/／]+)\s*(?<rest>.*)$/su;
/** No message has a thousand buttons; longer ones are phone numbers and the like. */
const NUMBER = /^\s*(?<digits>[0-9０-９]{1,3})\s*$/u;

export function parseLine(line: string): Line {
  // Files written on Windows may begin with a byte order mark.
  const text = mendText(line).replace(/^\ufeff/, '');
  const digits = NUMBER.exec(text)?.groups?.digits;
  if (digits !== undefined) return { type: 'number', number: Number(digits.normalize('NFKC')), text };
  // Two slashes: a message that begins with one.
  if (/^\s*[/／]{2}/u.test(text))
    return { type: 'input', input: { type: 'message', text: text.replace(/[/／]/u, '') } };
  const { word, rest } = COMMAND.exec(text)?.groups ?? {};
  if (word === undefined) return { type: 'input', input: { type: 'message', text } };
  const name = word.toLowerCase();
  if (name === 'as') return { type: 'as', name: (rest ?? '').trim() };
  if (name === 'quit' || name === 'exit') return { type: 'quit' };
  return { type: 'input', input: { type: 'command', name, text: (rest ?? '').trimEnd() } };
}
