/** What headquarters looks things up with, what goes wrong, and how a page hears of it: the whole program, with faults made here. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phrase } from '../../src/locales/catalogue.ts';
import { browserIsThere, launch, newVisit, openPage, tabTo, type Visit } from '../support/browser.ts';
import { PICTURE } from '../support/file-bytes.ts';
import { type Faults, withService } from '../support/service.ts';

const words = phrase.bind(undefined, 'en');

async function write(page: Page, pane: string, text: string): Promise<void> {
  const box = page.locator(`#${pane} .composer textarea`);
  await box.fill(text);
  await box.press('Enter');
}

const panelOf = (page: Page) => {
  const panel = page.locator('#desk .panel');
  return {
    text: panel.locator('.body'),
    notice: panel.locator('.notice'),
    tool: (name: string) => page.locator('#desk .tools').getByRole('button', { name }),
    button: (label: RegExp | string) => panel.locator('.choice', { hasText: label }),
    icon: (name: string) => panel.getByRole('button', { name }),
  };
};

/** A case, reported by the person of that pane. */
async function reportIn(page: Page): Promise<string> {
  await write(page, 'franchisee', 'Could somebody look into the fridge for me?');
  await page.locator('#franchisee .log .choice:enabled', { hasText: words('front.button.person') }).click();
  // Of the person, who has one: the desk may still show the cards of earlier tests only.
  const told = page.locator('#franchisee .log article.message', { hasText: /C-\d+/ }).last();
  const number = /C-\d+/.exec(await told.innerText())?.[0] ?? '';
  await page.locator('#desk .log article.message', { hasText: number }).last().waitFor();
  return number;
}

describe.skipIf(!browserIsThere({ silent: true }))('the page', () => {
  let browser: Browser;
  let url = '';
  let faults: Faults = {};
  let over = () => {};
  let running: Promise<void>;

  beforeAll(async () => {
    const started = new Promise<void>((resolve, reject) => {
      running = withService(async (address, made) => {
        url = address;
        faults = made;
        resolve();
        await new Promise<void>((end) => {
          over = end;
        });
      });
      running.catch(reject);
    });
    [browser] = await Promise.all([launch(), started]);
  });

  afterAll(async () => {
    await browser?.close();
    over();
    await running;
  });

  async function visit(work: (visit: Visit) => Promise<void>): Promise<void> {
    const one = await newVisit(browser, { locale: 'en-GB' });
    try {
      await openPage(one.page, url);
      await work(one);
      expect(one.troubles).toEqual([]);
    } finally {
      await one.context.close();
    }
  }

  it('looks up the queue, and a case by number with its history, by keyboard too', () =>
    visit(async ({ page }) => {
      const panel = panelOf(page);
      await panel.tool(words('page.desk.queue')).click();
      await panel.text.getByText(words('desk.queue.empty')).waitFor();
      const number = await reportIn(page);
      // What happens is looked up anew by itself.
      await panel.button(number).click();
      await panel.text.getByText(words('card.history')).waitFor();
      await panel.icon(words('page.desk.back')).click();
      await panel.button(number).waitFor();
      await panel.icon(words('page.desk.close')).click();
      await expect.poll(() => page.locator('#desk .panel').isHidden()).toBe(true);

      await tabTo(page.locator('#desk .tools input'));
      await page.keyboard.insertText(number.slice(2));
      await page.keyboard.press('Enter');
      await panel.text.getByText(words('card.history')).waitFor();
      await tabTo(panel.button(words('card.button.claim')));
      await page.keyboard.press('Enter');
      await panel.text.getByText('王敏').first().waitFor();
      expect(await page.locator('#desk .log').innerText()).toContain(words('case.done.claim', { number }));

      await panel.tool(words('page.desk.mine')).click();
      await panel.text.getByText(words('next.begin')).waitFor();
      await page.locator('#desk .tools input').fill('FRIDGE look');
      await page.keyboard.press('Enter');
      await panel.button(number).click();
      await panel.text.getByText(words('card.history')).waitFor();
      // A form that is closed empty leaves nothing behind but the button that was pressed.
      const said = await page.locator('#desk .log article').count();
      await panel.button(words('card.button.note')).click();
      await page.locator('#desk dialog .ask', { hasText: /^Answer due/ }).waitFor();
      await page.keyboard.press('Escape');
      await panel.tool(words('page.desk.replies')).click();
      await panel.button(words('quick.new')).waitFor();
      expect(await page.locator('#desk .log article').count()).toBe(said + 1);

      await page.locator('#desk .tools input').fill('C-999999');
      await panel.tool(words('page.desk.show')).click();
      await panel.text.getByText(words('case.unknown', { number: 'C-999999' })).waitFor();
    }));

  it('replays what went wrong', () =>
    visit(async ({ page }) => {
      const panel = panelOf(page);
      faults.breaksAt = (text) => text.includes('zebra');
      await write(page, 'prospect', 'A zebra stands in the store');
      await page.locator('#prospect article', { hasText: words('apology') }).waitFor();
      faults.breaksAt = undefined;
      await panel.tool(words('page.desk.failed')).click();
      await panel.text.getByText('made to fail').waitFor();
      await panel.button(/^Replay/).click();
      await page.locator('#prospect .log', { hasText: words('front.offer') }).waitFor();
      await panel.text.getByText(words('desk.failed.none')).waitFor();
    }));

  it('sends again what a platform refused', () =>
    visit(async ({ page }) => {
      const panel = panelOf(page);
      const number = await reportIn(page);
      await write(page, 'desk', `/claim ${number}`);
      await page.locator('#franchisee .log', { hasText: words('case.told.claim', { name: '王敏', number }) }).waitFor();
      await write(page, 'desk', `/reply ${number} The fridge comes on Friday`);
      const send = page.locator('#desk .log .choice:enabled', { hasText: words('desk.send') }).last();
      await send.waitFor();
      // The desk hears of it, since what is sent to it is not refused.
      faults.refuses = ({ address }) => address.includes('franchisee');
      await send.click();
      await page.locator('#desk .log article.message', { hasText: 'blocked for the test' }).waitFor();
      faults.refuses = undefined;
      await panel.tool(words('page.desk.failed')).click();
      await panel.text.getByText('blocked for the test').first().waitFor();
      await panel
        .button(/^Send again/)
        .first()
        .click();
      await panel.notice
        .or(panel.text)
        .getByText(/again now|Nothing has failed/)
        .first()
        .waitFor();
      await panel.text.getByText(words('desk.failed.none')).waitFor();
      await page.locator('#franchisee article', { hasText: 'The fridge comes on Friday' }).first().waitFor();
    }));

  it('takes a picture that is pasted, and says how many messages are new to whoever reads above', () =>
    visit(async ({ page }) => {
      await page.locator('#franchisee .composer textarea').focus();
      await page.evaluate(
        `(() => { const data = new DataTransfer(); data.items.add(new File([Uint8Array.from(atob('${PICTURE.toString('base64')}'), (c) => c.charCodeAt(0))], 'image.png', { type: 'image/png' })); document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()`,
      );
      await page.locator('#franchisee .tray li.there', { hasText: 'image.png' }).waitFor();
      await write(page, 'franchisee', Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n'));
      await page.locator('#franchisee article.mine a.picture img.there').waitFor();
      await page.locator('#franchisee article.message').last().waitFor();

      const log = page.locator('#franchisee .log');
      await log.evaluate((node) => node.scrollTo(0, 0));
      const before = await log.evaluate((node) => node.scrollTop);
      const other = await page.context().newPage();
      await openPage(other, url);
      await write(other, 'franchisee', '/cases');
      await write(other, 'franchisee', 'and one more thing');
      const pill = page.locator('#franchisee .pill');
      await pill.waitFor();
      expect(await log.evaluate((node) => node.scrollTop)).toBe(before);
      await pill.click();
      await expect.poll(() => pill.isHidden()).toBe(true);
      const gap = () => log.evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
      await expect.poll(gap).toBeLessThan(60);
    }));

  it('says so in the chosen language only here, and leaves the shared desk in peace', () =>
    visit(async ({ page }) => {
      await page.locator('.languages [value=zh-Hant]').click();
      await page.locator('html[lang=zh-Hant]').waitFor();
      await write(page, 'desk', '/language English');
      await page.locator('#desk article.note', { hasText: 'English' }).waitFor();
      await page.reload();
      await page.locator('body[data-ready]').waitFor();
      const said = words('language.chosen', { language: 'English' });
      expect(await page.locator('#desk article.message', { hasText: said }).count()).toBe(0);
      // It is chosen all the same.
      await write(page, 'desk', '/note nonsense');
      await page.locator('#desk article.note', { hasText: 'Which case?' }).waitFor();
    }));

  it('says when its visit has ended, and goes on with a new one', () =>
    visit(async ({ page, context }) => {
      await write(page, 'prospect', 'hello');
      await page.locator('#prospect article.message').first().waitFor();
      await context.clearCookies();
      await context.setOffline(true);
      await context.setOffline(false);
      await write(page, 'prospect', 'is somebody there?');
      await page.locator('#prospect .refusal').waitFor();
      await page.locator('.connection[data-state=ended]').waitFor();
      await page.getByRole('button', { name: words('page.reload') }).click();
      await page.locator('.connection[data-state=connected]').waitFor();
      // What could not be sent is, now; what was said before is another visit's.
      await page.locator('#prospect article.mine[data-key]', { hasText: 'is somebody there?' }).waitFor();
      expect(await page.locator('#prospect article', { hasText: 'hello' }).count()).toBe(0);
    }));
});
