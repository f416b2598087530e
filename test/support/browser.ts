/** Debian's Chromium for tests of the page: one browser a file, a person's own profile (context) a test. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { PATIENCE_MS } from './until.ts';

/** The same engine without windows takes half the time. */
const SHELL = '/usr/bin/chromium-headless-shell';
const EXECUTABLE = process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : '/usr/bin/chromium');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Whether there is a browser; for `describe.skipIf` at the top of a test file. With REQUIRE_BROWSER=1 a missing one fails the run. One
 * file of a run says that tests are skipped; the others need not.
 */
export function browserIsThere({ silent = false } = {}): boolean {
  if (existsSync(EXECUTABLE)) return true;
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(`there is no browser at ${EXECUTABLE} (CHROMIUM)`);
  if (!silent) console.warn(`tests in a browser are skipped: there is none at ${EXECUTABLE} (CHROMIUM)`);
  return false;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the page: errors, refused parts, violations of its policy. */
  troubles: string[];
}

type ContextOptions = Parameters<Browser['newContext']>[0];

/** A browser's profile, with a watch on what goes wrong in it. */
export async function newVisit(browser: Browser, options: ContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  await context.exposeFunction('tellViolation', (what: string) => void troubles.push(`policy: ${what}`));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => tellViolation(e.violatedDirective + ' ' + e.blockedURI))`,
  );
  context.on('weberror', (error) => void troubles.push(`error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page: await context.newPage(), context, troubles };
}

/** Whether the program at that address has its database. */
export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );

export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('body[data-ready]').waitFor();
}

/** Goes there with the Tab key only, back where that is the way. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  const handle = await target.elementHandle();
  const isBefore = await handle?.evaluate((node) => {
    const { activeElement, body } = node.ownerDocument;
    const way = activeElement === body ? 0 : (activeElement?.compareDocumentPosition(node) ?? 0);
    return (way & node.DOCUMENT_POSITION_PRECEDING) !== 0;
  });
  const key = isBefore ? 'Shift+Tab' : 'Tab';
  for (let presses = 0; presses < 150; presses += 1) {
    if (await handle?.evaluate((node) => node.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} can’t be reached with ${key}`);
}

/** Findings of axe that matter, as readable lines. Its script is put in beside the page's policy, for the test only. */
export async function findingsIn(page: Page): Promise<string[]> {
  if (await page.evaluate<boolean>('typeof axe === "undefined"')) {
    await page.evaluate(readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8'));
  }
  const findings = await page.evaluate<
    { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
  >('axe.run(document).then((result) => result.violations)');
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

export const PAGE_DIRECTORY = join(import.meta.dirname, '../../src/adapters/web/page');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";

export interface Script {
  session: unknown;
  entries: readonly object[];
  /** What is answered to what is done. */
  act?(body: { pane: string; input: Record<string, unknown> }): { status?: number; body: object };
}

/** The page without a server: its own files, a history, and answers that a test has written. */
export async function openScripted({ page, context }: Visit, { session, entries, act }: Script): Promise<void> {
  const origin = 'http://localhost';
  let told = false;
  await context.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/api/session') return await route.fulfill({ json: session });
    if (pathname === '/api/stream') {
      // Playwright ends the answer, so the page connects again: then there is nothing new.
      const lines = told
        ? []
        : entries.map((entry, at) => `event: entry\nid: ${at}\ndata: ${JSON.stringify(entry)}\n\n`);
      told = true;
      return await route.fulfill({
        contentType: 'text/event-stream',
        body: `${lines.join('')}event: ready\nid: 0\ndata: {}\n\n`,
      });
    }
    if (pathname === '/api/act') {
      const { status = 200, body } = act?.(route.request().postDataJSON()) ?? {
        body: { status: 'read', key: 'k', immediate: [] },
      };
      return await route.fulfill({ status, json: body });
    }
    if (pathname.startsWith('/api/')) return await route.fulfill({ status: 404, json: { problem: '' } });
    const name = pathname === '/' ? 'index.html' : pathname.replace('/page/', '');
    await route.fulfill({
      body: readFileSync(join(PAGE_DIRECTORY, name)),
      contentType: TYPES[extname(name)] ?? '',
      headers: { 'content-security-policy': POLICY },
    });
  });
  await openPage(page, `${origin}/`);
}
