/** What someone can try who means no good: other sites, other sessions, floods, files and names made to deceive. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAllowances, networkOf } from '../../../src/adapters/web/allowances.ts';
import { createBucket } from '../../../src/adapters/web/bucket.ts';
import { createSeal } from '../../../src/adapters/web/sealed.ts';
import { createSessions } from '../../../src/adapters/web/sessions.ts';
import { downloadHeaders } from '../../../src/adapters/web/uploads.ts';
import type { Store } from '../../../src/core/store.ts';
import { PAGE_NAMES } from '../../../src/playground.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { aBrowser, browserWith, type RunningPage, rawRequest, startPage, stopPages } from '../../support/page.ts';
import { openMigratedStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';

let store: Store;
let page: RunningPage;
beforeAll(async () => {
  store = await openMigratedStore();
});
const open = async (): Promise<RunningPage> => {
  page = await startPage(store);
  return page;
};
afterEach(stopPages);
afterAll(() => store.close());

const act = { pane: 'franchisee', id: randomUUID(), input: { type: 'message', text: 'forged' } };

describe('another site', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://evil.example' }, 403],
    ['a form that looks like JSON', { 'content-type': 'text/plain' }, 403],
    ['a script without an origin', { 'content-type': 'application/json' }, 403],
    ['a sandboxed frame', { 'content-type': 'application/json', origin: 'null' }, 403],
    ['a frame of a file', { 'content-type': 'application/json', origin: 'file://' }, 403],
    ['the same name with another port', { 'content-type': 'application/json', origin: 'http://127.0.0.1:9' }, 403],
    ['another name of this machine', { 'content-type': 'application/json', origin: 'http://localhost' }, 403],
  ])('can’t act by %s', async (_, headers, status) => {
    const { url } = await open();
    const { cookie } = await aBrowser(page);
    const answer = await rawRequest(`${url}/api/act`, {
      method: 'POST',
      headers: { cookie, ...headers },
      body: JSON.stringify(act),
    });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toMatch(/node_modules|at \w+ \(/);
  });

  it.each(['cross-site', 'same-site'])(
    'that is %s can’t read or open streams with the visitor’s cookie',
    async (site) => {
      await open();
      const browser = await aBrowser(page);
      const headers = { 'sec-fetch-site': site };
      for (const path of ['/api/session', '/api/stream?panes=desk', `/api/files/${randomUUID()}`]) {
        expect((await browser.fetch(path, { headers })).status).toBe(403);
      }
      expect((await browser.fetch('/api/session', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
    },
  );
});

describe('what a cache may keep', () => {
  it('is never a cookie, nor anything of one person', async () => {
    const { url } = await open();
    const first = await fetch(url);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toMatch(/cookie/i);
    const browser = await aBrowser(page);
    expect((await browser.fetch('/api/session')).headers.get('cache-control')).toBe('no-store');
    const { 'cache-control': ofFile } = downloadHeaders({ name: 'a', type: 'image/png', size: 1 }, true);
    expect(ofFile).toBe('private, no-store');
  });
});

describe('a flood', () => {
  it('of streams that are left before they begin does not use the browser’s streams up', async () => {
    const { promise: gate, resolve: letIn } = Promise.withResolvers<void>();
    let asked = 0;
    const slow: Store = {
      ...store,
      async seed(rows) {
        asked += 1;
        await gate;
        await store.seed(rows);
      },
    };
    page = await startPage(slow);
    const { cookie } = await aBrowser(page);
    const browser = browserWith(page.url, cookie);
    const leaving = new AbortController();
    const left = Array.from({ length: 25 }, () =>
      browser.fetch('/api/stream?panes=desk', { signal: leaving.signal }).catch(() => 'left'),
    );
    await until('the sessions to be asked for', () => asked > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaving.abort();
    expect(new Set(await Promise.all(left))).toEqual(new Set(['left']));
    await new Promise((resolve) => setTimeout(resolve, 20));
    letIn();
    const stream = await browser.stream({ panes: 'desk' });
    expect(stream.status).toBe(200);
    await stream.ready();
  });

  it('of what can’t be read is slowed down like any other', async () => {
    await open();
    const browser = await aBrowser(page);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.fetch('/api/act', init)));
    expect(answers.map(({ status }) => status)).toContain(429);
  });

  it('of new sessions is slowed down, and those that are there go on', async () => {
    const settled: string[] = [];
    const sessions = createSessions({
      seal: createSeal('secret'),
      names: PAGE_NAMES,
      settle: async ({ desk }) => void settled.push(desk.author.accountId),
    });
    const newcomers = createBucket({ burst: 2, perSecond: 1 }, () => 0);
    const cookies = Array.from({ length: 3 }, () => sessions.issue());
    const entered = [];
    for (const cookie of [...cookies, ...cookies.slice(0, 2)]) entered.push(await sessions.enter(cookie, newcomers));
    expect(entered.map((one) => typeof one)).toEqual(['object', 'object', 'number', 'object', 'object']);
    expect(settled).toHaveLength(2);
  });

  it('of bytes from one address is slowed down, however many sessions it has', () => {
    const allowances = createAllowances();
    const take = (address: string) => allowances(address).bytes.take(10 * 1024 * 1024);
    const waits = Array.from({ length: 60 }, (_, index) => take(`2001:db8:0:7::${index.toString(16)}`));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(50);
    expect(take('2001:db8:0:8::1')).toBe(0);
  });

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::1', '0:0:0:0'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0DB8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('is counted for the network of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('forged', () => {
  it('positions begin with the own history, and never fail', async () => {
    await open();
    const [one, other] = [await aBrowser(page), await aBrowser(page)];
    await one.act('prospect', 'mine alone');
    const mine = await one.stream({ panes: 'prospect' });
    await mine.ready();
    const stolen = mine.position();
    const [body = '', tag = ''] = stolen.split('.');
    for (const after of [
      stolen,
      `${body}.`,
      `.${tag}`,
      `${body}x.${tag}`,
      '%',
      '__proto__',
      'a'.repeat(5000),
      '\u00ff',
    ]) {
      const stream = await other.stream({ panes: 'prospect', after });
      expect(stream.status).toBe(200);
      await stream.ready();
      expect(stream.entries).toEqual([]);
      stream.close();
    }
    const own = await one.stream({ panes: 'prospect', lastEventId: `${body}x.${tag}` });
    await own.sees('mine alone');
  });

  it('bodies of any shape are answered with a word, never with a fault', async () => {
    await open();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), fc.record({ ...json(act), input: fc.jsonValue() }), fc.record(json(act))),
        async (given) => {
          const browser = await aBrowser(page);
          const headers = { 'content-type': 'application/json' };
          const answer = await browser.fetch('/api/act', { method: 'POST', headers, body: JSON.stringify(given) });
          expect([200, 400]).toContain(answer.status);
          await answer.arrayBuffer();
        },
      ),
      { numRuns: 60 },
    );
  });
});

const json = (given: typeof act) => ({
  pane: fc.oneof(fc.constant(given.pane), fc.jsonValue()),
  id: fc.oneof(fc.uuid(), fc.jsonValue()),
  input: fc.oneof(
    fc.constant(given.input),
    fc.record({
      type: fc.constantFrom('message', 'command', 'action', 'dialog'),
      text: fc.jsonValue(),
      id: fc.string(),
    }),
    fc.record({
      type: fc.constant('dialog'),
      form: fc.constantFrom('complaint', '__proto__', 'constructor'),
      draft: fc.string(),
      values: fc.dictionary(fc.constantFrom('constructor', '__proto__', 'what'), fc.string()),
    }),
  ),
});

describe('files', () => {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);

  it.each([
    ['page.html', text('<!doctype html><script>alert(1)</script>')],
    ['image.svg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['image.png', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['photo.gif', text('GIF89a/*<script>alert(1)</script>*/=1;')],
  ])('that a browser might run, such as %s, are refused or kept from it', async (name, bytes) => {
    await open();
    const answer = await (await aBrowser(page)).upload('franchisee', name, bytes);
    if (answer.status === 415) return;
    const { file } = (await answer.json()) as { file: { name: string; type: string; size: number } };
    expect(['text/plain', 'image/gif']).toContain(file.type);
    expect(file.name).toMatch(/\.(txt|gif)$/);
    const headers = downloadHeaders(file, true);
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    if (file.type === 'text/plain') expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it('of any name have headers of one line that say it exactly', () => {
    fc.assert(
      fc.property(fc.oneof(anyCharacters(), fc.string({ unit: 'grapheme' })), (name) => {
        const { 'content-disposition': header = '' } = downloadHeaders({ name, type: 'image/png', size: 1 }, false);
        expect(new Headers({ header }).get('header')).toBe(header);
        expect(header).toMatch(/^attachment; filename="[^"\\\r\n%]*"; filename\*=UTF-8''[\w.!~%-]*$/);
        expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(name.toWellFormed());
      }),
    );
  });
});
