/** What a text is found by: stems of English words, Chinese characters alone and in pairs, and the ideas of the trade. Pure. */

import { OTHER_IDEAS } from './other-ideas.ts';
import { IDEAS } from './trade-words.ts';
import { read, unify } from './variants.ts';

/** Words that say nothing of what is asked. */
const ENGLISH_STOP = new Set(
  (
    'a about all also am an and any anything are as at be been before but by can could did do does doing dont each else ever for from get gets getting give given go goes going got had ' +
    'has have having he her here him his how i if in into is it its just keep know let like ll lot make makes many may me might more most much must my need no not now of off ok on one only ' +
    'or other our out over own please put re really s say see shall she should so some someone something stuff t take tell than that the their them then there these they thing ' +
    'things this those to too up us use used ve very want was we were what when where whether which while who whom whose why will with would yes you your yours'
  ).split(' '),
);

const CHINESE_STOP = new Set([
  ...'的了吗嗎呢吧啊么嘛哦啦呀你我他她您们是有在和与也就都这那个一几怎会能可以要想请问不没得地着过给跟对被把让到从去来又还再很最什啥为谁哪多少',
]);

export const PIECES = /[a-z0-9]+(?:['’][a-z]+)?|\p{Script=Han}+/gu;

export const stem = (word: string): string =>
  word
    .replace(/['’]s?$/u, '')
    .replace(/(?<=\w{2})ies$/u, 'y')
    .replace(/(?<=\w{3})(?:ing|ed|es|s)$/u, '')
    .replace(/(?<=\w{3})e$/u, '')
    .replace(/(?<=\w{2})([b-df-hj-np-tv-z])\1$/u, '$1');

export const isIdea = (term: string): boolean => term.startsWith('#');
export const isChinese = (term: string): boolean => /^\p{Script=Han}/u.test(term);
/** Of Chinese characters. */
export const isPair = (term: string): boolean => isChinese(term) && [...term].length === 2;

/** Of a term, wherever it stands; see the table of what each way of searching gave in `docs/answers.md`. */
export function weightOf(term: string): number {
  if (isIdea(term)) return 2.5;
  if (!isChinese(term)) return 1;
  return isPair(term) ? 1.2 : 0.5;
}

interface Form {
  idea: string;
  form: string;
}

/** What ideas are known by, each as `read` would give it. */
export const FORMS_OF_IDEAS: readonly (readonly [idea: string, forms: readonly string[]])[] = Object.entries({
  ...OTHER_IDEAS,
  ...IDEAS,
}).map(([idea, forms]) => [idea, unify(forms).split(', ')]);

const { byStems, byCharacters } = formsOfIdeas();

function formsOfIdeas() {
  const english = new Map<string, Form[]>();
  const chinese = new Map<string, Form[]>();
  for (const [idea, forms] of FORMS_OF_IDEAS) {
    for (const form of forms) {
      const isChinese = /\p{Script=Han}/u.test(form);
      const stems = isChinese ? form : stemsOf(form).join(' ');
      const first = isChinese ? form.charAt(0) : (stems.split(' ')[0] ?? '');
      const map = isChinese ? chinese : english;
      const same = map.get(first);
      if (same) same.push({ idea: `#${idea}`, form: stems });
      else map.set(first, [{ idea: `#${idea}`, form: stems }]);
    }
  }
  return { byStems: english, byCharacters: chinese };
}

function stemsOf(text: string): string[] {
  return [...text.matchAll(PIECES)].map(([word]) => stem(word));
}

/** Words that say nothing, and are known all the same. */
export const isPlain = (word: string): boolean => ENGLISH_STOP.has(word);

/** Of neighbouring characters, none of which is empty of meaning. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).flatMap((after, at) => {
    const before = characters[at] ?? '';
    return CHINESE_STOP.has(before) || CHINESE_STOP.has(after) ? [] : [before + after];
  });
}

/** The terms of a text, in order; several times where it says them several times. */
export const termsOf = (text: string): string[] => termsOfRead(read(text));

export function termsOfRead(folded: string): string[] {
  const terms: string[] = formsIn(folded).map(({ idea }) => idea);
  for (const [piece] of folded.matchAll(PIECES)) {
    if (/\p{Script=Han}/u.test(piece)) terms.push(...chineseTerms(piece));
    else if (!ENGLISH_STOP.has(piece) && !ENGLISH_STOP.has(piece.replace(/['’].*$/u, ''))) terms.push(stem(piece));
  }
  return terms;
}

const chineseTerms = (run: string): string[] => [...[...run].filter((one) => !CHINESE_STOP.has(one)), ...pairsOf(run)];

/** Every form of an idea that stands in the text; the longest at each place. */
function formsIn(folded: string): Form[] {
  const found: Form[] = [];
  const stems = stemsOf(folded);
  for (let at = 0; at < stems.length; at += 1) {
    const forms = byStems.get(stems[at] ?? '');
    if (!forms) continue;
    const rest = `${stems.slice(at, at + 6).join(' ')} `;
    found.push(...longest(forms.filter(({ form }) => rest.startsWith(`${form} `))));
  }
  for (let at = 0; at < folded.length; at += 1) {
    const forms = byCharacters.get(folded.charAt(at));
    if (forms) found.push(...longest(forms.filter(({ form }) => folded.startsWith(form, at))));
  }
  return found;
}

function longest(forms: readonly Form[]): Form[] {
  const length = Math.max(0, ...forms.map(({ form }) => form.length));
  return forms.filter(({ form }) => form.length === length);
}
