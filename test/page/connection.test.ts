/** The page while its server dies and comes back, in two tabs, and with files: nothing lost, nothing twice. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserIsThere, isReady, launch, newVisit, openPage } from '../support/browser.ts';
import { PICTURE as PNG } from '../support/file-bytes.ts';
import { addressOf, SERVICE, withProgram } from '../support/program.ts';
import { withMigratedDirectory } from '../support/store.ts';
import { until } from '../support/until.ts';

const pane = (page: Page) => page.locator('#franchisee');

async function write(page: Page, text: string): Promise<void> {
  await pane(page).locator('.composer textarea').fill(text);
  await pane(page).locator('.composer textarea').press('Enter');
}

/** What stands in the chat: a key and its words, in order. */
const shown = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('#franchisee article')].map((one) => one.dataset.key + ' ' + [...one.querySelectorAll('.words')].map((p) => p.textContent))`,
  );

describe.skipIf(!browserIsThere({ silent: true }))('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it('keeps files, and loses and repeats nothing when its server is killed', () =>
    withMigratedDirectory(async (directory) => {
      const { page, context, troubles } = await newVisit(browser, { locale: 'en-GB' });
      const other = await context.newPage();
      const env = { DATA_DIR: directory };

      const port = await withProgram({ args: SERVICE, env }, async (program) => {
        const url = await addressOf(program);
        await until('the page', () => isReady(url));
        await openPage(page, url);
        await openPage(other, url);

        const tray = pane(page).locator('.composer .tray li');
        await pane(page)
          .locator('.composer input[type=file]')
          .setInputFiles(['one.png', 'zwei 二.png'].map((name) => ({ name, mimeType: 'image/png', buffer: PNG })));
        await tray.nth(1).and(page.locator('.there')).waitFor();
        const transfer = await page.evaluateHandle(
          `(() => { const t = new DataTransfer(); t.items.add(new File([Uint8Array.of(1, 2, 3, 0, 255)], 'not.png', { type: 'image/png' })); t.items.add(new File([Uint8Array.from(atob('${PNG.toString('base64')}'), (c) => c.charCodeAt(0))], 'three.png', { type: 'image/png' })); return t; })()`,
        );
        await pane(page).dispatchEvent('drop', { dataTransfer: transfer });
        await tray.filter({ hasText: 'three.png' }).and(page.locator('.there')).waitFor();
        await tray.and(page.locator('.refused')).locator('button').click();
        await write(page, 'The milk was sour');

        for (const tab of [page, other]) {
          await pane(tab).locator('article.mine a.picture img.there').nth(2).waitFor();
        }
        const link = pane(page).locator('article.mine .file').nth(1);
        expect(await link.getAttribute('download')).toBe('zwei 二.png');
        const file = await context.request.get(new URL((await link.getAttribute('href')) ?? '', url).href);
        expect(Buffer.from(await file.body()).equals(PNG)).toBe(true);
        expect(file.headers()['content-disposition']).toContain('attachment');
        await pane(page).locator('article.message').first().waitFor();
        return new URL(url).port;
      });

      // The program is dead by now, by SIGKILL.
      await page.locator('.connection[data-state=away]').waitFor();
      await write(page, 'and the bread was hard');
      await pane(page).locator('.waiting').waitFor();
      await write(other, 'and nobody was there');

      await withProgram({ args: SERVICE, env: { ...env, PORT: port } }, async () => {
        for (const tab of [page, other]) {
          await tab.locator('.connection[data-state=connected]').waitFor();
          for (const words of ['and the bread was hard', 'and nobody was there']) {
            await pane(tab).locator('article.mine[data-key]', { hasText: words }).waitFor();
          }
        }
        await until('both tabs to agree', async () => {
          const [mine, others] = await Promise.all([shown(page), shown(other)]);
          return mine.length > 4 && mine.join('\n') === others.join('\n');
        });
        const all = await shown(page);
        expect(new Set(all.map((one) => one.split(' ')[0])).size).toBe(all.length);
        for (const words of ['The milk was sour', 'and the bread was hard', 'and nobody was there']) {
          expect(await pane(page).locator('article.mine', { hasText: words }).count()).toBe(1);
        }
        await page.reload();
        await page.locator('body[data-ready]').waitFor();
        expect(await shown(page)).toEqual(all);
      });
      expect(troubles).toEqual([]);
      await context.close();
    }));
});
