/** What people may write to harm or to mislead, in every place where text is shown. The page runs without a server here. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { browserIsThere, launch, newVisit, openScripted, type Script, type Visit } from '../support/browser.ts';

const HOSTILE: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror="alert(1)"><svg onload=alert(1)>',
  'an end of script': '</script><script>alert(1)</script></textarea></title>',
  'a turned direction': 'abc\u202Egpj.exe\u2066\u202D',
  'stacked marks': `Z${'\u0317\u0301\u0346'.repeat(60)}`,
  'one long word': 'm'.repeat(4000),
  'much text': '这是一段很长的话。'.repeat(444),
  'an address': 'javascript:alert(1) data:text/html,<script>alert(1)</script>',
};

const texts = Object.fromEntries(
  Object.entries(CATALOGUES.en).flatMap(([key, text]) => (key.startsWith('page.') ? [[key.slice(5), text]] : [])),
);
const sessionOf = (name = 'Ada') => ({
  language: 'en',
  languages: [{ value: 'en', label: 'English' }],
  panes: (['prospect', 'franchisee', 'desk'] as const).map((pane) => ({ pane, label: pane, name })),
  texts,
  limits: { textMax: 4000, fileBytes: 1e7, filesPerMessage: 10, accept: 'image/png' },
});

const at = '2026-11-22T00:00:00.000Z';
const placed = (key: string, pane = 'franchisee') => ({ pane, key, order: key, at });
const messageOf = (words: string, key = 'a') => ({
  ...placed(key),
  type: 'message',
  message: {
    text: words,
    facts: [{ label: words, value: words }],
    buttons: [{ id: 'x', label: words, style: 'danger' }],
    attachments: [{ fileId: 'f', name: words, type: 'image/png' }],
  },
});
const saidOf = (words: string, key: string) => ({
  ...placed(key),
  type: 'said',
  kind: 'message',
  text: words,
});
const dialogOf = (words: string) => ({
  form: 'complaint',
  draft: 'd',
  title: words,
  submit: words,
  fields: [
    { name: 'what', label: words, ask: words, example: words, type: 'text', optional: true, value: words },
    { name: 'who', label: words, ask: words, type: 'line', optional: false, value: words },
    {
      name: 'some',
      label: words,
      ask: words,
      type: 'choice',
      optional: false,
      choices: [{ value: 'a', label: words }],
    },
    {
      name: 'more',
      label: words,
      ask: words,
      type: 'choice',
      optional: false,
      choices: Array.from({ length: 8 }, (_, index) => ({ value: String(index), label: words })),
    },
    { name: 'files', label: words, ask: words, type: 'files', optional: true },
  ],
});

describe.skipIf(!browserIsThere({ silent: true }))('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  async function visit(script: Script, work: (visit: Visit) => Promise<void>, options = {}): Promise<void> {
    const one = await newVisit(browser, options);
    try {
      await openScripted(one, script);
      await work(one);
      expect(one.troubles).toEqual([]);
    } finally {
      await one.context.close();
    }
  }

  it.each(Object.entries(HOSTILE))('shows %s as words, everywhere', (_, words) => {
    const script: Script = {
      session: sessionOf(words),
      entries: [messageOf(words), saidOf(words, 'b')],
      act: ({ input }) =>
        input.type === 'dialog'
          ? {
              body: {
                status: 'read',
                key: 'k',
                immediate: [
                  { type: 'problems', problems: ['what', 'some', 'astray'].map((field) => ({ field, text: words })) },
                ],
              },
            }
          : input.type === 'action'
            ? { body: { status: 'read', key: 'k', immediate: [{ type: 'dialog', dialog: dialogOf(words) }] } }
            : { status: 400, body: { problem: words } },
    };
    return visit(script, async ({ page, troubles }) => {
      const pane = page.locator('#franchisee');
      const elements =
        "document.querySelectorAll(\"img:not([src^='/api/']), script:not([src^='/page/']), main svg:not(.icon)\").length";
      const overflow = `[...document.querySelectorAll('.log, dialog .fields, body')].filter((e) => e.scrollWidth > e.clientWidth + 1).length`;
      expect(await pane.locator('.words').first().textContent()).toBe(words);
      expect(await pane.locator('dd').first().textContent()).toBe(words);
      expect((await pane.locator('.name').textContent()) ?? '').not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect((await pane.locator('.file bdi').first().textContent()) ?? '').not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      await pane.locator('.composer textarea').fill('x');
      await pane.locator('.composer textarea').press('Enter');
      await pane.locator('.refusal .problem').waitFor();
      expect(await pane.locator('.refusal .problem').textContent()).toBe(words);
      await pane.locator('.log .choice.danger').click();
      await pane.locator('dialog[open]').waitFor();
      await pane.locator('dialog [type=submit]').click();
      await pane.locator('[data-field=some] .problem').filter({ visible: true }).waitFor();
      expect(await pane.locator('[data-field=what] .problem').textContent()).toBe(words);
      expect(await page.evaluate(elements)).toBe(0);
      expect(await page.evaluate(overflow)).toBe(0);
      expect(troubles).toEqual([]);
    });
  });

  it('neither sends nor loses what an input method is composing', () => {
    const sent: unknown[] = [];
    const script: Script = {
      session: sessionOf(),
      entries: [],
      act: ({ input }) => {
        sent.push(input);
        return { body: { status: 'done', key: 'k', immediate: [] } };
      },
    };
    return visit(script, async ({ page, context }) => {
      const box = page.locator('#franchisee .composer textarea');
      await box.focus();
      const cdp = await context.newCDPSession(page);
      await cdp.send('Input.imeSetComposition', { text: 'niu nai', selectionStart: 7, selectionEnd: 7 });
      await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
      await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
      await cdp.send('Input.insertText', { text: '牛奶酸了' });
      expect(await box.inputValue()).toBe('牛奶酸了');
      expect(sent).toEqual([]);
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.insertText('第二行');
      await page.keyboard.press('Enter');
      await page.locator('#franchisee .stored').waitFor();
      expect(sent).toEqual([{ type: 'message', text: '牛奶酸了\n第二行' }]);
    });
  });

  it('sends again with the same id, until it is stored', () => {
    const ids: string[] = [];
    const script: Script = {
      session: sessionOf(),
      entries: [],
      act: (body) => {
        ids.push((body as unknown as { id: string }).id);
        if (ids.length < 3)
          return { status: ids.length === 1 ? 503 : 429, body: { problem: 'busy', retryAfterMs: 10 } };
        return { body: { status: 'done', key: 'k', immediate: [] } };
      },
    };
    return visit(script, async ({ page }) => {
      await page.locator('#franchisee .composer textarea').fill('x');
      await page.locator('#franchisee .composer textarea').press('Enter');
      await page.locator('#franchisee .stored').waitFor();
      expect(ids.length).toBe(3);
      expect(new Set(ids).size).toBe(1);
    });
  });

  it('updates messages where they stand, settles questions, and keeps the order', () => {
    const entries = [
      { ...placed('c'), type: 'message', message: { text: 'third' } },
      {
        ...placed('a'),
        type: 'message',
        message: {
          text: 'first',
          buttons: [
            { id: 'y', label: 'Yes' },
            { id: 'n', label: 'No' },
          ],
        },
      },
      { ...placed('b'), type: 'message', message: { text: 'second' } },
      { ...placed('b'), type: 'message', message: { text: 'second' } },
      {
        ...placed('d'),
        type: 'message',
        message: { text: 'second, changed' },
        replaces: 'b',
        settles: { key: 'a', chosen: 'Yes' },
      },
    ];
    return visit({ session: sessionOf(), entries }, async ({ page }) => {
      const pane = page.locator('#franchisee');
      expect(await pane.locator('.words').allTextContents()).toEqual(['first', 'second, changed', 'third']);
      expect(await pane.locator('.log .choice:enabled').count()).toBe(0);
      expect(await pane.locator('.log .chosen bdi').textContent()).toBe('Yes');
    });
  });
});
