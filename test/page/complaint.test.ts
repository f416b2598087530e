/** A whole complaint in the browser, in every language: by mouse and by keyboard, told in the chat and in the form. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { type MessageKey, phrase } from '../../src/locales/catalogue.ts';
import {
  browserIsThere,
  findingsIn,
  isReady,
  launch,
  newVisit,
  openPage,
  tabTo,
  type Visit,
} from '../support/browser.ts';
import { addressOf, SERVICE, withDirectory, withProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

const TELLINGS: Readonly<Record<Language, { words: string; answer: string }>> = {
  'zh-Hans': { words: '昨天下午三点朝阳路店的收银员多收了我20块钱', answer: '多收的钱今天退还给您' },
  'zh-Hant': { words: '昨天下午三點南京路店的收銀員多收了我20元', answer: '多收的錢今天退還給您' },
  en: {
    words: 'The till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store',
    answer: 'The money comes back to you today',
  },
};

/** Every question that may come, and the button or the words that answer it. */
const ANSWERS: Partial<Record<MessageKey, { button: MessageKey } | { words: string }>> = {
  'complaint.complainant.ask': { button: 'complaint.complainant.self' },
  'complaint.when.ask': { words: '2026-01-05 15:00' },
  'complaint.outlet.ask': { words: 'BJ001' },
  'complaint.who.ask': { button: 'complaint.who.skip' },
  'complaint.how.ask': { button: 'complaint.how.skip' },
  'complaint.files.ask': { button: 'complaint.files.skip' },
  'complaint.group.ask': { button: 'cause.group.goods' },
  'complaint.cause.ask': { button: 'cause.price-unclear' },
  'complaint.phone.ask': { words: '138 0013 8000' },
};

type Hand = 'mouse' | 'keyboard';

function person(page: Page, pane: string, language: Language, hand: Hand) {
  const section = page.locator(`#${pane}`);
  const box = section.locator('.composer textarea');
  const words = (key: MessageKey, params?: Record<string, string>) => phrase(language, key, params);
  const messages = section.locator('.log article.message');

  async function use(target: Locator): Promise<void> {
    await target.waitFor();
    if (hand === 'mouse') return await target.click();
    await tabTo(target);
    await page.keyboard.press('Enter');
  }

  return {
    section,
    words,
    messages,
    async write(text: string) {
      if (hand === 'mouse') {
        await box.fill(text);
        await section.locator('.send').click();
      } else {
        await tabTo(box);
        await page.keyboard.insertText(text);
        await page.keyboard.press('Enter');
      }
    },
    button: (key: MessageKey, within: Locator = section.locator('.log')) =>
      within.locator('.choice:enabled', { hasText: new RegExp(`^\\s*${RegExp.escape(words(key))}\\s*$`, 'u') }).last(),
    press(key: MessageKey, within?: Locator) {
      return use(this.button(key, within));
    },
    use,
    last: async () => ((await messages.count()) > 0 ? await messages.last().innerText() : ''),
    async hears(text: string) {
      await section.locator('.log', { hasText: text }).waitFor();
    },
  };
}
type Person = ReturnType<typeof person>;

/** Answers what is asked until the review. */
async function answer(who: Person): Promise<void> {
  const answered = new Set<string>();
  const asks = Object.keys(ANSWERS) as MessageKey[];
  let heard = '';
  for (;;) {
    const next = await until(
      'the next question',
      async () => {
        const text = await who.last();
        heard = text;
        if (text.includes(who.words('complaint.submit'))) return 'review' as const;
        return asks.find((ask) => !answered.has(ask) && text.includes(who.words(ask)));
      },
      { now: () => heard },
    );
    if (next === 'review') return;
    answered.add(next);
    const given = ANSWERS[next];
    if (given && 'button' in given) await who.press(given.button, who.messages.last());
    else if (given) await who.write(given.words);
  }
}

/** The desk takes the case on and answers it. */
async function resolve(desk: Person, number: string, text: string): Promise<void> {
  const cards = desk.messages.filter({ hasText: number });
  const card = () => cards.filter({ has: desk.section.page().locator('.facts') }).last();
  await desk.press('card.button.claim', card());
  await desk.hears(desk.words('case.done.claim', { number }));
  await desk.press('card.button.resolve', card());
  await desk.hears(desk.words('desk.resolve.outcome.ask'));
  await desk.press('outcome.price-adjustment');
  await desk.hears(desk.words('desk.resolve.ask'));
  await desk.write(text);
  await desk.press('desk.send');
  await desk.hears(desk.words('case.done.resolve', { number }));
}

async function speak(page: Page, language: Language, hand: Hand): Promise<void> {
  const choice = page.locator(`.languages [value="${language}"]`);
  if (hand === 'mouse') await choice.click();
  else {
    await tabTo(choice);
    await page.keyboard.press('Enter');
  }
  await page.locator(`html[lang="${language}"]`).waitFor();
}

describe.skipIf(!browserIsThere())('the page', () => {
  let browser: Browser;
  let url = '';
  let over = () => {};
  let running: Promise<void>;

  beforeAll(async () => {
    const started = new Promise<void>((resolve, reject) => {
      running = withDirectory((directory) =>
        withProgram({ args: SERVICE, env: { DATA_DIR: directory } }, async (program) => {
          url = await addressOf(program);
          resolve();
          await new Promise<void>((end) => {
            over = end;
          });
        }),
      );
      running.catch(reject);
    });
    [browser] = await Promise.all([launch(), started]);
    await until('the page', () => isReady(url));
  });

  afterAll(async () => {
    await browser?.close();
    over();
    await running;
  });

  async function visit(work: (visit: Visit) => Promise<void>, options = {}): Promise<void> {
    const one = await newVisit(browser, options);
    try {
      await openPage(one.page, url);
      await work(one);
      expect(one.troubles).toEqual([]);
    } finally {
      await one.context.close();
    }
  }

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(['mouse', 'keyboard'] as const)('takes a complaint from being told to being settled, by %s', (hand) =>
      visit(async ({ page }) => {
        await speak(page, language, hand);
        const shopper = person(page, hand === 'mouse' ? 'prospect' : 'franchisee', language, hand);
        const desk = person(page, 'desk', language, hand);
        await shopper.write(TELLINGS[language].words);
        await shopper.press('front.button.complaint');
        await answer(shopper);
        await shopper.press('complaint.submit');
        await shopper.hears('C-');
        const number = /C-\d+/.exec(await shopper.last())?.[0] ?? '';
        await resolve(desk, number, TELLINGS[language].answer);
        await shopper.hears(TELLINGS[language].answer);
        await shopper.press('case.button.confirm');
        await shopper.hears(shopper.words('case.done.confirm', { number }));
        expect(await shopper.section.locator('.choice.chosen').count()).toBeGreaterThan(0);
      }),
    );

    it('takes one in a form, asks for what is missing, and has no serious findings', () =>
      visit(async ({ page }) => {
        await speak(page, language, 'mouse');
        const shopper = person(page, 'franchisee', language, 'mouse');
        await shopper.write('/complaint');
        await shopper.press('form.button.dialog');
        const dialog = shopper.section.locator('dialog[open]');
        const field = (name: string) => dialog.locator(`[data-field="${name}"]`);
        await dialog.locator('[type=submit]').click();
        await field('what').locator('.problem:not([hidden])').waitFor();
        expect(
          await field('what')
            .locator('textarea')
            .evaluate((node) => node.matches(':focus[aria-invalid=true]')),
        ).toBe(true);
        expect(await findingsIn(page)).toEqual([]);
        await field('what').locator('textarea').fill(TELLINGS[language].words);
        await field('complainant').locator('input[value=self]').check();
        await field('when').locator('input').fill('2026-01-05 15:00');
        await field('outlet').locator('input').fill('BJ001');
        const group = field('group').locator('input[value=goods], select');
        if (await group.evaluate((node) => node.matches('select'))) await group.selectOption('goods');
        else await group.check();
        const cause = field('cause').locator('input[value=price-unclear], select').first();
        await cause.waitFor();
        if (await cause.evaluate((node) => node.matches('select'))) await cause.selectOption('price-unclear');
        else await cause.check();
        await field('phone').locator('input').fill('138 0013 8000');
        await dialog.locator('[type=submit]').click();
        await dialog.waitFor({ state: 'detached' }).catch(() => {});
        await shopper.press('complaint.submit');
        await shopper.hears('C-');
      }));
  });
});
