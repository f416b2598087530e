/** Choosing the language, and guessing it from a newcomer's own words until they choose. */
import { atOnce, type Context, type Effect, type Outcome } from '../core/flow.ts';
import { say, type Text, verbatim, withSettles } from '../core/message.ts';
import { LANGUAGES, type Language } from '../domain/person.ts';
import { detectLanguage, isChinese, readLanguage } from '../recognition/language.ts';
import { openForm, repeatQuestion } from './forms.ts';

export const LANGUAGE_BUTTON = 'l';

/** Every language is named in itself, so that whoever reads only that one finds it. */
const OWN_NAMES: Readonly<Record<Language, Text>> = {
  'zh-Hans': verbatim('简体中文'),
  'zh-Hant': verbatim('繁體中文'),
  en: verbatim('English'),
};

/** `/language`, or `/language English`. */
export async function languageCommand(words: string, context: Context): Promise<Outcome> {
  const language = readLanguage(words);
  if (language) return await chooseLanguage(language, context);
  // Only what goes to the thread can be taken back there; its buttons say when it was asked.
  const { immediate, turn } = context;
  const asked = immediate ? '' : `:${turn}`;
  const buttons = LANGUAGES.map((one) => ({ id: `${LANGUAGE_BUTTON}:${one}${asked}`, label: OWN_NAMES[one] }));
  return atOnce({ text: say('language.ask'), buttons, ...(!immediate && { name: nameOf(turn, context) }) });
}

const nameOf = (turn: number, { conversation }: Context): string => `language ${conversation?.id} ${turn}`;

/** `turn`: of the question that has the button, where that went to the thread. */
export function parseLanguageButton(id: string): { language: Language; turn?: number } | undefined {
  const [, name, turn] = /^l:([A-Za-z-]{2,10})(?::(\d{1,12}))?$/.exec(id) ?? [];
  const language = LANGUAGES.find((one) => one === name);
  return language && { language, ...(turn && { turn: Number(turn) }) };
}

/** `asked`: the turn of the question that a button has answered. */
export async function chooseLanguage(language: Language, context: Context, asked?: number): Promise<Outcome> {
  if (!context.person) return { replies: [], effects: [] };
  const person = { ...context.person, language };
  const chosen = say('language.chosen', { language: OWN_NAMES[language] });
  // A thread may have many readers, and the choice is one person's; an open question is asked anew in the thread, with it.
  if (context.immediate && asked === undefined && !openForm(context)) {
    return { ...atOnce({ text: chosen }), effects: [{ type: 'person', person }] };
  }
  const outcome = await repeatQuestion([chosen], { ...context, person, language });
  const settled = asked === undefined ? undefined : { name: nameOf(asked, context), chosen: OWN_NAMES[language] };
  return {
    ...outcome,
    replies: withSettles(outcome.replies, settled),
    effects: [...outcome.effects, { type: 'person', person }],
  };
}

/** A newcomer is answered in the language that they write; `hinted` platforms know better. Staff write in other people's. */
export function learnLanguage(
  words: string,
  hinted: boolean,
  context: Context,
): { context: Context; effects: Effect[] } {
  const { person } = context;
  const open = person?.language === null && person.role !== 'staff' && !hinted;
  // 你好 does not say which script they read: it only counts for those who would be answered in English.
  const script = context.language === 'en' && isChinese(words) ? 'zh-Hans' : undefined;
  const language = open ? (detectLanguage(words) ?? script) : undefined;
  if (!person || !language) return { context, effects: [] };
  const known = { ...person, language };
  return { context: { ...context, person: known, language }, effects: [{ type: 'person', person: known }] };
}
