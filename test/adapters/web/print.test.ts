/** The print view of a dossier over real HTTP: for the visitor whose dossier it is, and for nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRINT_POLICY, printedDossier } from '../../../src/documents/dossier-print.ts';
import { DEFAULT_DOSSIER_RULES } from '../../../src/domain/dossier-rules.ts';
import { createBot } from '../../../src/flows/bot.ts';
import { CATALOGUES } from '../../../src/locales/catalogue.ts';
import { createStore } from '../../../src/store/store.ts';
import { aBrowser, type Browser, type RunningPage, startPage, stopPages } from '../../support/page.ts';
import { openMigratedDatabase } from '../../support/store.ts';
import { until } from '../../support/until.ts';

const store = createStore(await openMigratedDatabase());
let page: RunningPage;
let visitor: Browser;
let path = '';

beforeAll(async () => {
  page = await startPage(store, {
    bot: createBot(),
    print: async (asked) => {
      const order = { ...asked, zone: 'Asia/Shanghai', now: '2026-11-23T02:00:00.000Z' };
      const html = await printedDossier(order, store.reads, DEFAULT_DOSSIER_RULES);
      return html === undefined ? undefined : { html, policy: PRINT_POLICY };
    },
  });
  visitor = await aBrowser(page);
  const stream = await visitor.stream({ panes: 'prospect' });
  await stream.ready();
  await visitor.act('prospect', { type: 'command', name: 'dossier', text: '' });
  const { dossier } = await until(
    'the link',
    () => stream.entries.find(({ message }) => message?.print)?.message?.print,
  );
  path = `/print/dossier/${dossier}`;
  stream.close();
});
afterAll(async () => {
  await stopPages();
  await store.close();
});

describe('the print view', () => {
  it('opens for whoever’s dossier it is, in the language of the page, and lets nothing else run or load', async () => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const response = await visitor.fetch(path, { headers: { cookie: `${visitor.cookie}; language=${language}` } });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(CATALOGUES[language]['dossier.print.contents']);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; style-src 'sha256-");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is not there for another visitor, without a session, or by a made-up name', async () => {
    const other = await aBrowser(page);
    const answers = await Promise.all([
      other.fetch(path),
      other.fetch(path, { headers: { cookie: '' } }),
      visitor.fetch('/print/dossier/00000000-0000-4000-8000-000000000000'),
      visitor.fetch(`/print/dossier/${'-'.repeat(36)}`),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('<article');
    }
  });

  it('does not open inside or on behalf of another site', async () => {
    const response = await visitor.fetch(path, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-frame-options')).toBe('DENY');
  });
});
