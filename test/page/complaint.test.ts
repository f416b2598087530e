/** A whole complaint in the browser, by three people: in every language, by mouse and by keyboard, in the chat and in the form. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
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
import { PICTURE } from '../support/file-bytes.ts';
import { addressOf, SERVICE, withProgram } from '../support/program.ts';
import { withMigratedPlace } from '../support/store.ts';
import { until } from '../support/until.ts';

interface Telling {
  question: string;
  words: string;
  note: string;
  reply: string;
  answer: string;
  missing: string;
  second: string;
}

const TELLINGS: Readonly<Record<Language, Telling>> = {
  'zh-Hans': {
    question: '想请教一下加盟的事',
    words: '昨天下午三点朝阳路店的收银员多收了我20块钱',
    note: '监控里看得到',
    reply: '我们正在核对当天的小票',
    answer: '多收的钱今天退还给您',
    missing: '钱还没有到账',
    second: '钱已经重新转给您了',
  },
  'zh-Hant': {
    question: '想請教一下加盟的事',
    words: '昨天下午三點南京路店的收銀員多收了我20元',
    note: '監視器裡看得到',
    reply: '我們正在核對當天的發票',
    answer: '多收的錢今天退還給您',
    missing: '錢還沒有收到',
    second: '錢已經重新匯給您了',
  },
  en: {
    question: 'I would like to know the steps to joining',
    words: 'The till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store',
    note: 'It can be seen on the video',
    reply: 'We are looking at the receipts of that day',
    answer: 'The money comes back to you today',
    missing: 'Nothing has arrived yet',
    second: 'The money is on its way once more',
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

const numberIn = (text: string): string => /C-\d+/.exec(text)?.[0] ?? '';

/** The newest card of a case, in the desk's chat. */
const cardOf = (desk: Person, number: string): Locator =>
  desk.messages
    .filter({ hasText: number })
    .filter({ has: desk.section.page().locator('dt', { hasText: desk.words('card.received') }) })
    .last();

/** Reads the preview before it goes out. */
async function sendAfterPreview(desk: Person, text: string): Promise<void> {
  await desk.messages.last().locator('dd', { hasText: text }).waitFor();
  await desk.press('desk.send', desk.messages.last());
}

async function resolve(desk: Person, number: string, text: string): Promise<void> {
  await desk.hears(desk.words('desk.resolve.outcome.ask'));
  await desk.press('outcome.price-adjustment', desk.messages.last());
  await desk.hears(desk.words('desk.resolve.ask'));
  await desk.write(text);
  await sendAfterPreview(desk, text);
  await desk.hears(desk.words('case.done.resolve', { number }));
}

/** The desk takes the case on, notes something, writes to the person, and answers. */
async function workOn(desk: Person, number: string, { note, reply, answer }: Telling): Promise<void> {
  await desk.press('card.button.claim', cardOf(desk, number));
  await desk.hears(desk.words('case.done.claim', { number }));
  const dialog = desk.section.locator('dialog[open]');
  const text = dialog.locator('[data-field=text] textarea');
  const submit = async (words: string) => {
    await text.fill(words);
    await desk.use(dialog.locator('[type=submit]'));
    await dialog.waitFor({ state: 'detached' });
  };
  await desk.press('card.button.note', cardOf(desk, number));
  await submit(note);
  await desk.hears(desk.words('case.done.note', { number }));
  await desk.press('card.button.reply', cardOf(desk, number));
  await dialog.getByLabel(/Visit$/).check();
  await expect.poll(() => text.inputValue()).toContain('店');
  await dialog.getByLabel(/Begun$/).check();
  await expect.poll(() => text.inputValue()).toContain(number);
  await submit(reply);
  await sendAfterPreview(desk, reply);
  await desk.hears(desk.words('case.done.reply', { number }));
  await desk.press('card.button.resolve', cardOf(desk, number));
  await dialog.locator('input[value=price-adjustment]').check();
  await submit(answer);
  await sendAfterPreview(desk, answer);
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
      running = withMigratedPlace((env) =>
        withProgram({ args: SERVICE, env }, async (program) => {
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

  it.each([
    ['zh-Hans', 'mouse'],
    ['zh-Hant', 'keyboard'],
    ['en', 'mouse'],
  ] as const)('lets three people settle a complaint in %s, by %s', (language, hand) =>
    visit(async ({ page }) => {
      const telling = TELLINGS[language];
      await speak(page, language, hand);
      const prospect = person(page, 'prospect', language, hand);
      const franchisee = person(page, 'franchisee', language, hand);
      const desk = person(page, 'desk', language, hand);

      await prospect.write(telling.question);
      await prospect.press('answer.button.person');
      await prospect.hears('C-');
      const asked = numberIn(await prospect.last());
      await franchisee.write(telling.words);
      await franchisee.press('front.button.complaint');
      await answer(franchisee);
      await franchisee.press('complaint.submit');
      await franchisee.hears('C-');
      const number = numberIn(await franchisee.last());
      expect(number).not.toBe(asked);
      await cardOf(desk, asked).waitFor();

      await workOn(desk, number, telling);
      await franchisee.hears(telling.reply);
      await franchisee.hears(telling.answer);
      expect(await franchisee.section.innerText()).not.toContain(telling.note);
      expect(await prospect.section.innerText()).not.toContain(number);

      await franchisee.press('case.button.dispute');
      await franchisee.hears(franchisee.words('dispute.ask'));
      await franchisee.write(telling.missing);
      await desk.hears(telling.missing);
      await desk.write(`/resolve ${number}`);
      await resolve(desk, number, telling.second);
      await franchisee.hears(telling.second);
      await franchisee.press('case.button.confirm', franchisee.messages.last());
      await franchisee.hears(franchisee.words('case.done.confirm', { number }));
      expect(await franchisee.section.locator('.choice.chosen').count()).toBeGreaterThan(2);
    }),
  );

  it.each([
    ['en', 'mouse'],
    ['zh-Hans', 'keyboard'],
  ] as const)('takes one in a form that is left and opened again, with a file, in %s, by %s', (language, hand) =>
    visit(async ({ page }) => {
      const { words } = TELLINGS[language];
      await speak(page, language, hand);
      const shopper = person(page, 'franchisee', language, hand);
      const dialog = shopper.section.locator('dialog[open]');
      const field = (name: string) => dialog.locator(`[data-field="${name}"]`);
      const choose = async (name: string, value: string) => {
        const choice = field(name).locator(`input[value="${value}"], select`).first();
        if (await choice.evaluate((node) => node.matches('select'))) return await choice.selectOption(value);
        if (hand === 'mouse') return await choice.check();
        await choice.focus();
        await page.keyboard.press('Space');
      };

      await shopper.write('/complaint');
      await shopper.press('form.button.dialog');
      await shopper.use(dialog.locator('[type=submit]'));
      await field('what').locator('.problem:not([hidden])').waitFor();
      expect(
        await field('what')
          .locator('textarea')
          .evaluate((node) => node.matches(':focus[aria-invalid=true]')),
      ).toBe(true);
      expect(await findingsIn(page)).toEqual([]);
      await field('what').locator('textarea').fill(words);
      await field('phone').locator('input').fill('138 0013 8000');
      if (hand === 'mouse') await dialog.locator('header .plain').click();
      else await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement !== document.body')).toBe(true);
      await shopper.hears(shopper.words('complaint.complainant.ask'));
      await shopper.press('complaint.complainant.self', shopper.messages.last());

      await shopper.hears(shopper.words('complaint.when.ask'));
      await shopper.press('form.button.dialog', shopper.messages.last());
      expect(await field('what').locator('textarea').inputValue()).toBe(words);
      expect(await field('phone').locator('input').inputValue()).toMatch(/138 ?0013 ?8000$/);
      expect(await field('complainant').locator('input[value=self]').isChecked()).toBe(true);
      await field('when').locator('input').fill('2026-01-05 15:00');
      await field('outlet').locator('input').fill('BJ001');
      await choose('group', 'goods');
      await field('cause').waitFor();
      await choose('cause', 'price-unclear');
      await field('files')
        .locator('input[type=file]')
        .setInputFiles([
          { name: 'till.png', mimeType: 'image/png', buffer: PICTURE },
          { name: 'not.png', mimeType: 'image/png', buffer: Buffer.from([0, 1, 2, 255]) },
        ]);
      await field('files').locator('li.there', { hasText: 'till.png' }).waitFor();
      await shopper.use(field('files').locator('li.refused button'));
      await shopper.use(dialog.locator('[type=submit]'));
      await dialog.waitFor({ state: 'detached' });
      await shopper.press('complaint.submit', shopper.messages.last());
      await shopper.hears('C-');
      const desk = person(page, 'desk', language, hand);
      await cardOf(desk, numberIn(await shopper.last()))
        .locator('a.file', { hasText: 'till.png' })
        .waitFor();
    }),
  );

  it('books a call on a day and at a time that are chosen, on a phone', () =>
    visit(
      async ({ page }) => {
        await speak(page, 'en', 'mouse');
        await page.locator('.tabs button').nth(1).click();
        const who = person(page, 'franchisee', 'en', 'mouse');
        await who.write('/callback');
        await who.hears(who.words('call.topic.ask'));
        await who.write('BJ001');
        await who.hears(who.words('contact.phone.ask'));
        await who.write('138 0013 8000');
        await who.press('call.pick', who.messages.last());
        await who.hears(who.words('call.pick.days'));
        await who.use(who.messages.last().locator('.choice').first());
        const times = who.messages.last().locator('.choice:enabled', { hasText: /^\s*\d\d:\d\d\s*$/ });
        await who.use(times.first());
        await who.button('call.submit', who.messages.last()).waitFor();
        await who.press('form.button.dialog', who.messages.last());
        const when = who.section.locator('dialog[open] [data-field=when]');
        const day = when.getByLabel(who.words('call.pick.day'));
        await day.fill((await day.getAttribute('min')) ?? '');
        // In the middle of the night nobody is called, whatever day it is.
        await when.getByLabel(/^Time/).fill('03:00');
        await who.use(who.section.locator('dialog[open] [type=submit]'));
        await when.locator('.problem:not([hidden])').waitFor();
        expect(await findingsIn(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await page.keyboard.press('Escape');
        await who.hears(who.words('call.when.ask'));
        await who.press('form.button.keep', who.messages.last());
        await who.press('call.submit', who.messages.last());
        await who.button('call.button.shift', who.messages.last()).waitFor();
      },
      { viewport: { width: 360, height: 740 } },
    ));

  it('has no serious findings: light, dark, on a phone, with the desk’s panel', () =>
    visit(async ({ page }) => {
      await speak(page, 'en', 'mouse');
      const shopper = person(page, 'prospect', 'en', 'mouse');
      await shopper.write(TELLINGS.en.words);
      await shopper.button('front.button.complaint').waitFor();
      await page.locator('#desk .tools button').first().click();
      await page.locator('#desk .panel .body .choice, #desk .panel .body .words').first().waitFor();
      expect(await findingsIn(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findingsIn(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      for (const tab of await page.locator('.tabs button').all()) {
        await tab.click();
        expect(await findingsIn(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      }
    }));
});
