/** A whole complaint as people type it: told, corrected, sent, answered by the desk, confirmed. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { type MessageKey, phrase } from '../../src/locales/catalogue.ts';
import { postgresAnswers, withDatabase } from '../support/postgres.ts';
import { CHAT, type RunningProgram, withProgram } from '../support/program.ts';
import { withMigratedDirectory } from '../support/store.ts';

const hasPostgres = await postgresAnswers({ silent: true });

/** What is typed as an answer; a key is the label of a button. */
type Typed = { words: string } | { button: MessageKey };

interface Telling {
  words: string;
  person: string;
  corrected: string;
  answer: string;
}

const TELLINGS: Readonly<Record<Language, Telling>> = {
  'zh-Hans': {
    words: '昨天下午三点朝阳路店的收银员多收了我20块钱',
    person: '一位戴眼镜的店员',
    corrected: '一位穿红衣服的店员',
    answer: '多收的钱今天退还给您',
  },
  'zh-Hant': {
    words: '昨天下午三點南京路店的收銀員多收了我20元',
    person: '一位戴眼鏡的店員',
    corrected: '一位穿紅衣服的店員',
    answer: '多收的錢今天退還給您',
  },
  en: {
    words: 'The till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store',
    person: 'A cashier with glasses',
    corrected: 'A cashier in a red shirt',
    answer: 'The money comes back to you today',
  },
};

/** Every question that may come, in whichever order and however many of them the words have answered. */
const answersTo = ({ person }: Telling): Partial<Record<MessageKey, Typed>> => ({
  'complaint.complainant.ask': { button: 'complaint.complainant.self' },
  'complaint.when.ask': { words: '2026-01-05 15:00' },
  'complaint.outlet.ask': { words: 'BJ001' },
  'complaint.who.ask': { words: person },
  'complaint.how.ask': { button: 'complaint.how.skip' },
  'complaint.group.ask': { button: 'cause.group.goods' },
  'complaint.cause.ask': { button: 'cause.price-unclear' },
  'complaint.files.ask': { button: 'complaint.files.skip' },
  'complaint.phone.ask': { words: '138 0013 8000' },
});

/** One person's side of a conversation in their language. */
function speaker(chat: RunningProgram, language: Language) {
  const words = (key: MessageKey, params?: Record<string, string>) => phrase(language, key, params);

  /** Presses the button of that label among those that were shown last. */
  async function press(key: MessageKey, expected: RegExp | string) {
    const line = new RegExp(`^(\\d+)\\) ${RegExp.escape(words(key))}$`, 'gmu');
    const number = [...chat.heard().matchAll(line)].at(-1)?.[1];
    if (!number) throw new Error(`no button ${key} in: ${chat.heard()}`);
    return await chat.say(number, expected);
  }

  return { words, press, say: chat.say };
}

/** Tells and files a complaint; the answer is its number. */
async function complain(chat: RunningProgram, language: Language): Promise<string> {
  const { words, press, say } = speaker(chat, language);
  const telling = TELLINGS[language];
  const answers = answersTo(telling);
  const asks = Object.keys(answers) as MessageKey[];
  const review = words('complaint.submit');
  const known = new RegExp(
    [review, ...asks.map((ask) => words(ask))].map((text) => RegExp.escape(text)).join('|'),
    'u',
  );

  await say(`/language ${language}`, /./u);
  let [question] = await say(`/complaint ${telling.words}`, known);
  for (let asked = 0; question !== review; asked += 1) {
    expect(asked).toBeLessThan(asks.length);
    const ask = asks.find((key) => words(key) === question);
    const answer = ask && answers[ask];
    if (!answer) throw new Error(`no answer to ${question}`);
    [question] = 'words' in answer ? await say(answer.words, known) : await press(answer.button, known);
  }
  expect(chat.heard()).toContain(telling.person);

  await press('form.button.change', words('form.pick'));
  await press('complaint.who', words('complaint.who.ask'));
  await say(telling.corrected, review);
  expect(chat.heard()).toContain(telling.corrected);
  expect(chat.heard()).not.toContain(telling.person);
  const [number] = await press('complaint.submit', /C-\d+/u);
  return number;
}

/** The desk claims and answers the case. */
async function answer(chat: RunningProgram, language: Language, number: string): Promise<void> {
  const { words, press, say } = speaker(chat, language);
  await say(`/language ${language}`, /./u);
  await say(`/claim ${number}`, words('case.done.claim', { number }));
  await say(`/resolve ${number}`, words('desk.resolve.outcome.ask'));
  await press('outcome.return', words('desk.resolve.ask'));
  await say(TELLINGS[language].answer, words('desk.send'));
  await press('desk.send', words('case.done.resolve', { number }));
}

describe('a complaint in a piped chat', { concurrent: true }, () => {
  it('is told, corrected, answered and confirmed in each language on an embedded database', () =>
    withMigratedDirectory(async (directory) => {
      const started = performance.now();
      await withProgram({ args: CHAT, env: { DATA_DIR: directory, DEFAULT_LANGUAGE: 'zh-Hant' } }, async (chat) => {
        await chat.say('/help', '/complaint');
        console.info(`serving after ${Math.round(performance.now() - started)} ms`);
        for (const language of LANGUAGES) {
          const { words } = speaker(chat, language);
          const number = await complain(chat, language);
          await chat.say('/as desk', TELLINGS[language].corrected);
          await answer(chat, language, number);
          await chat.say('/as franchisee', TELLINGS[language].answer);
          // In words: what the program says beside it has buttons too, so that a number could mean those.
          await chat.say(words('case.button.confirm'), words('case.done.confirm', { number }));
        }
        console.info(`${await chat.residentMb()} MB resident`);
        chat.closeInput();
        expect(await chat.ended).toEqual({ code: 0, signal: null });
      });
    }));

  it.skipIf(!hasPostgres)('crosses from one process to the other and back on a server', () =>
    withDatabase(async (url) => {
      const as = (name: string) => ({ args: [...CHAT, '--as', name], env: { DATABASE_URL: url } });
      await withProgram(as('franchisee'), (person) =>
        withProgram(as('desk'), async (desk) => {
          await desk.say('/language en', 'English.');
          const number = await complain(person, 'en');
          await desk.say('/queue', number);
          await answer(desk, 'en', number);
          const { words } = speaker(person, 'en');
          // It comes by itself, whatever the person does meanwhile.
          await person.hears(TELLINGS.en.answer);
          await person.say(words('case.button.confirm'), words('case.done.confirm', { number }));
          await desk.say(`/case ${number}`, words('case.status.confirmed'));
        }),
      );
    }),
  );
});
