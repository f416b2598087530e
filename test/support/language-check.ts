/** Whether a text could only have been written for a reader of one language; words of people and names from data are set aside. */
import { Converter } from 'opencc-js';
import { expect } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
import { render, type Shown } from './flows.ts';

const toSimplified = Converter({ from: 'tw', to: 'cn' });
const toTraditional = Converter({ from: 'cn', to: 'tw' });

/** Said in every language, so that whoever reads only that one finds it. */
const EVERYWHERE = [/\/language \S+/g, /简体中文|繁體中文|English/g, /\/[a-z]+/g, /\b(?:ID|C-\d+|[A-Z]{2}\d{3})\b/g];

function strangeTo(language: Language, text: string): string[] {
  if (language === 'en') return text.match(/\p{Script=Han}+/gu) ?? [];
  const latin = text.match(/[A-Za-z]{2,}/g) ?? [];
  const convert = language === 'zh-Hans' ? toSimplified : toTraditional;
  const han = [...text].filter((character) => /\p{Script=Han}/u.test(character));
  return [...latin, ...han.filter((character) => !SHARED.has(character) && convert(character) !== character)];
}

/** Characters that both scripts have, though a converter that sees one alone may change them. */
const SHARED = new Set('么里面只后台干系回准游余于向表采征志制周卷合扣布蒙松尽托才谷'.split(''));

/** Fails with what is strange to the reader. `words`: what people wrote, and names. */
export function expectOnly(language: Language, shown: readonly Shown[], words: readonly string[]): void {
  const strange = shown.flatMap((message) => {
    let text = render(message);
    for (const own of words.toSorted((a, b) => b.length - a.length)) text = text.replaceAll(own, ' ');
    for (const pattern of EVERYWHERE) text = text.replaceAll(pattern, ' ');
    const found = strangeTo(language, text);
    return found.length > 0 ? [`${found.join(' ')} in: ${render(message)}`] : [];
  });
  expect(strange).toEqual([]);
}

/** Every "3 of 8" that was shown. */
export function progress(shown: readonly Shown[]): [number, number][] {
  return shown.flatMap(({ text }) =>
    [...text.matchAll(/\((\d+) of (\d+)\)|第 (\d+)\/(\d+) [题題]/g)].map((match): [number, number] => [
      Number(match[1] ?? match[3]),
      Number(match[2] ?? match[4]),
    ]),
  );
}
