/** How an answer looks: the text with its source, and what can be said to it. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import type { Language } from '../../domain/person.ts';
import type { Policy, PolicyVersion } from '../../domain/policy.ts';
import { applyToButton } from '../applications/application-buttons.ts';
import { brandText, codeOf, regionText } from './brands.ts';

export const ANSWER_BUTTON = 'y';

/**
 * `take`: that text is meant; `yes`, `no`: whether it helped; `person`: someone is to answer. Of staff: `send` lets a held answer go, `group` shows what
 * asks the same, `write` begins a text for all of it.
 */
const ANSWER_ACTS = ['take', 'yes', 'no', 'person', 'send', 'group', 'write'] as const;
export type AnswerAct = (typeof ANSWER_ACTS)[number];

export const answerButtonId = (question: string, act: AnswerAct, policy = ''): string =>
  `${ANSWER_BUTTON}:${question}:${act}${policy && `:${policy}`}`;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BUTTON = new RegExp(`^y:(${ID}):([a-z]+)(?::(${ID}))?$`);

export function parseAnswerButton(id: string): { id: string; act: AnswerAct; policy: string } | undefined {
  const [, question = '', name, policy = ''] = BUTTON.exec(id) ?? [];
  const act = ANSWER_ACTS.find((one) => one === name);
  return act && { id: question, act, policy };
}

export interface Quoted {
  policy: Policy;
  words: PolicyVersion;
}

/** Chinese readers read the other script sooner than English. */
const INSTEAD: Readonly<Record<Language, readonly Language[]>> = {
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  en: ['en', 'zh-Hans', 'zh-Hant'],
};

/** Of the texts of one subject, the one that the reader reads best. */
export function quotedFor(texts: readonly Policy[], language: Language): Quoted | undefined {
  for (const one of INSTEAD[language]) {
    const policy = texts.find((text) => text.language === one);
    if (policy?.approved) return { policy, words: policy.approved };
  }
  return undefined;
}

/** The text as it was approved, with its name, version and day. */
export function quotation({ policy, words }: Quoted, { zone, language }: Pick<Context, 'zone' | 'language'>): Text {
  const { title, body, version, at } = words;
  const source = say('answer.source', {
    title: verbatim(title),
    version,
    day: { instant: at, zone, dateOnly: true },
  });
  const other = policy.language === language ? [] : [say('answer.other-language')];
  const regional = policy.region === null ? [] : [say('answer.region', { region: regionText(policy.region) })];
  return { lines: [verbatim(body), source, ...regional, ...other] };
}

/** `isOneOfSeveral`: of the brands that it might be about, so that it says of which. */
export function answerReply(
  question: string,
  quoted: Quoted,
  isOneOfSeveral: boolean,
  context: Pick<Context, 'zone' | 'language'>,
): Reply {
  const text = quotation(quoted, context);
  const about = say('answer.brand', { brand: brandText(quoted.policy) });
  return {
    text: isOneOfSeveral ? { lines: [text, about] } : text,
    buttons: [...helpedButtons(question), applyToButton(codeOf(quoted.policy.brand))],
  };
}

const helpedButtons = (question: string): ReplyButton[] => [
  { id: answerButtonId(question, 'yes'), label: say('answer.button.yes') },
  { id: answerButtonId(question, 'no'), label: say('answer.button.no') },
  { id: answerButtonId(question, 'person'), label: say('answer.button.person') },
];

/** Several texts that might be meant, one tap each. */
export const choiceReply = (question: string, texts: readonly Quoted[]): Reply => ({
  text: say('answer.perhaps'),
  buttons: [
    ...texts.map(({ policy, words }) => ({
      id: answerButtonId(question, 'take', policy.id),
      label: verbatim(words.title),
    })),
    { id: answerButtonId(question, 'person'), label: say('answer.button.person') },
  ],
});
