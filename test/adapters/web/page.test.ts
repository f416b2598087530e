/** What the page's server lets in and gives out, over real HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { peopleOf } from '../../../src/adapters/web/people.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import { FILE_MAX_BYTES } from '../../../src/core/files.ts';
import { personId } from '../../../src/core/ids.ts';
import type { Store } from '../../../src/core/store.ts';
import { PAGE_NAMES } from '../../../src/playground.ts';
import { createStore } from '../../../src/store/store.ts';
import { aBrowser, browserWith, type RunningPage, rawRequest, startPage, stopPages } from '../../support/page.ts';
import { openMigratedDatabase } from '../../support/store.ts';

let store: Store;
let sql: (text: string) => Promise<unknown>;
beforeAll(async () => {
  const database = await openMigratedDatabase();
  store = createStore(database);
  sql = (text) => database.query(text, []);
});
afterEach(stopPages);
afterAll(() => store.close());

interface Answered {
  problem: string;
  status: string;
  key: string;
  language: string;
  retryAfterMs: number;
  panes: object[];
  languages: object[];
  texts: Record<string, string>;
  file: { id: string; name: string };
}
const jsonOf = async (response: Response | undefined): Promise<Answered> => (await response?.json()) as Answered;
const problemOf = async (response: Response): Promise<string> => (await jsonOf(response)).problem;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the page', () => {
  it('comes with its cookie and lets nothing in from elsewhere', async () => {
    const { url } = await startPage(store);
    const response = await fetch(`${url}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^session=[\w-]+\.[\w-]+; .*HttpOnly/);
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/');
    const again = await browserWith(url, cookie.split(';')[0] ?? '').fetch('/');
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  it('serves its own files by type and tag, and no others', async () => {
    const { url } = await startPage(store);
    const script = await fetch(`${url}/page/words.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('no-cache');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = script.headers.get('etag') ?? '';
    const known = await fetch(`${url}/page/words.js`, { headers: { 'if-none-match': `W/${etag}` } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    for (const path of ['types.d.ts', '..%2findex.ts', '%2e%2e/index.ts', 'index.html', '', 'constructor', '%00']) {
      expect((await rawRequest(`${url}/page/${path}`)).status).toBe(404);
    }
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '10.0.0.1'])(
    'is not there under the name %j',
    async (host) => {
      const { url } = await startPage(store);
      expect((await rawRequest(`${url}/`, { headers: { host } })).status).toBeGreaterThanOrEqual(400);
      expect((await rawRequest(`${url}/api/session`, { headers: { host } })).status).toBeGreaterThanOrEqual(400);
    },
  );

  it('leaves health as it is, under every name', async () => {
    const { url } = await startPage(store);
    const { status, headers } = await rawRequest(`${url}/healthz`, { headers: { host: 'probe.example' } });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});

describe('a session', () => {
  it('is three people with a name, a label and every word of the page', async () => {
    const browser = await aBrowser(await startPage(store));
    const session = await jsonOf(await browser.fetch('/api/session?language=zh-Hant'));
    expect(session).toMatchObject({ language: 'zh-Hant', limits: { fileBytes: FILE_MAX_BYTES, filesPerMessage: 10 } });
    expect(session.panes[2]).toEqual({ pane: 'desk', label: '總部', name: '王敏' });
    expect(session.texts['problem.too-often']).toBe('您傳送得太快了，請稍候片刻。');
    expect(session.languages).toContainEqual({ value: 'en', label: 'English' });
  });

  it('speaks the language that was chosen, else that of the browser', async () => {
    const browser = await aBrowser(await startPage(store, { defaultLanguage: 'zh-Hans' }));
    const languageOf = async (headers: Record<string, string>) =>
      (await jsonOf(await browser.fetch('/api/session', { headers }))).language;
    expect(await languageOf({ 'accept-language': 'fr, zh-HK;q=0.5, en;q=0.4' })).toBe('zh-Hant');
    expect(await languageOf({ 'accept-language': 'fr;q=x,*,,;;' })).toBe('zh-Hans');
    const chosen = (await browser.fetch('/api/session?language=en')).headers.getSetCookie()[0]?.split(';')[0];
    expect(await languageOf({ 'accept-language': 'zh-HK', cookie: `${browser.cookie}; ${chosen}` })).toBe('en');
  });

  it('is of no use when it is absent, forged or another installation’s', async () => {
    const { url } = await startPage(store);
    const { cookie } = await aBrowser({ url });
    const [value = '', tag = ''] = cookie.replace('session=', '').split('.');
    const other = `${Buffer.from(randomUUID()).toString('base64url').slice(0, 22)}.${tag}`;
    const forged = [
      '',
      'session=',
      `session=${value}`,
      `session=${value}.`,
      `session=${other}`,
      `session=${value}.${tag}x`,
    ];
    for (const one of forged) {
      const browser = browserWith(url, one);
      expect((await browser.fetch('/api/session')).status).toBe(401);
      expect((await browser.act('prospect', 'hello')).status).toBe(401);
      expect((await browser.fetch('/api/stream?panes=prospect')).status).toBe(401);
    }
  });
});

describe('what people do', () => {
  it('is taken once, however often it is sent', async () => {
    const browser = await aBrowser(await startPage(store));
    const id = randomUUID();
    const answers: Answered[] = [];
    for (let time = 0; time < 3; time += 1) answers.push(await jsonOf(await browser.act('prospect', 'once', { id })));
    expect(answers.map(({ status }) => status)).toEqual(['done', 'known', 'known']);
    expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
    const stream = await browser.stream({ panes: 'prospect' });
    await stream.ready();
    expect(stream.shown('prospect')).toEqual(['once', 'heard: once']);
  });

  it('is answered at once where that is all there is to it', async () => {
    const browser = await aBrowser(await startPage(store));
    const answer = await jsonOf(await browser.act('desk', { type: 'command', name: 'HELP', text: 'x' }));
    expect(answer).toMatchObject({ status: 'read', immediate: [{ type: 'message', message: { text: 'at once: x' } }] });
  });

  it.each([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['no origin at all', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s', async (_, headers) => {
    const browser = await aBrowser(await startPage(store));
    const response = await browser.act('prospect', 'hello', { headers });
    expect(response.status).toBe(403);
    expect(await problemOf(response)).toContain('not come from this page');
  });

  it('is refused as a form of another page could send it', async () => {
    const browser = await aBrowser(await startPage(store));
    expect((await browser.act('prospect', 'hello', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  it.each([
    ['no such pane', { pane: 'boss' }, 400],
    ['no id', { id: 'one' }, 400],
    ['no such kind', { input: { type: 'payment' } }, 400],
    ['too long a text', { input: { type: 'message', text: 'x'.repeat(10_001) } }, 400],
    ['more than a request may be', { input: { type: 'message', text: 'x'.repeat(600_000) } }, 413],
    ['a file that nobody sent', { input: { type: 'message', text: '', files: ['e30.e30'] } }, 400],
    ['a field that is none', { input: { type: 'dialog', form: 'f', values: { 'a b': '' } } }, 400],
  ])('is refused with a word when it is %s', async (_, change, status) => {
    const browser = await aBrowser(await startPage(store));
    const body = { pane: 'prospect', id: randomUUID(), input: { type: 'message', text: 'hello' }, ...change };
    const response = await browser.fetch('/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(await problemOf(response)).not.toBe('');
  });

  it('waits when it is too much, and says how long', async () => {
    const browser = await aBrowser(await startPage(store));
    const command = { type: 'command', name: 'help', text: '' };
    const responses = await Promise.all(Array.from({ length: 60 }, () => browser.act('desk', command)));
    const late = responses.find(({ status }) => status === 429);
    expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(30);
    expect((await jsonOf(late)).retryAfterMs).toBeGreaterThan(0);
  });

  it('is to be sent again when it could not be stored', async () => {
    const page = await startPage(store, {
      bot: {
        respond: () => Promise.reject(new UnavailableError('away')),
        apology: () => ({ text: { verbatim: '' } }),
        heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
        setAside: () => {
          throw new UnavailableError('away');
        },
      },
      timing: { intakeMs: 300 },
    });
    const response = await (await aBrowser(page)).act('prospect', 'hello');
    expect(response.status).toBe(503);
    expect(await problemOf(response)).toContain('tried again');
  });

  it('is not taken any more when the program stops, and streams end', async () => {
    const page = await startPage(store);
    const browser = await aBrowser(page);
    const stream = await browser.stream();
    await stream.ready();
    await page.stop();
    await expect.poll(() => stream.isOver()).toBe(true);
  });
});

describe('files', () => {
  const uploaded = async (page: RunningPage, name = 'photo.png', bytes: Uint8Array = PNG) => {
    const browser = await aBrowser(page);
    const response = await browser.upload('franchisee', name, bytes);
    return {
      browser,
      response,
      file: (response.ok ? await jsonOf(response) : undefined)?.file ?? { id: '', name: '' },
    };
  };

  it('are known by their content, and their names made harmless', async () => {
    const page = await startPage(store);
    const { file } = await uploaded(page, '../../收据"\r\n.exe');
    expect(file).toMatchObject({ type: 'image/png', size: PNG.byteLength });
    expect(file.name).toMatch(/^收据.*\.png$/);
    const refused = await uploaded(page, 'photo.png', Buffer.from([0x4d, 0x5a, 0, 0, 1]));
    expect(refused.response.status).toBe(415);
    expect((await uploaded(page, 'empty.png', Buffer.alloc(0))).response.status).toBe(415);
    const large = await uploaded(page, 'large.png', Buffer.alloc(FILE_MAX_BYTES + 1));
    expect(large.response.status).toBe(413);
    expect(await problemOf(large.response)).toContain('10 MB');
  });

  it('go with the message of the person who sent them, and with nobody else’s', async () => {
    const page = await startPage(store);
    const { browser, file } = await uploaded(page);
    const input = { type: 'message', text: 'look', files: [file.id] };
    expect((await browser.act('prospect', input)).status).toBe(400);
    expect((await (await aBrowser(page)).act('franchisee', input)).status).toBe(400);
    expect((await browser.act('franchisee', input)).status).toBe(200);
  });

  it('are there for their sender and for staff, with headers that keep them harmless', async () => {
    const page = await startPage(store);
    const { browser } = await uploaded(page);
    const stranger = await aBrowser(page);
    const sessionOf = ({ cookie }: { cookie: string }) => cookie.replace('session=', '').split('.')[0] ?? '';
    const [mine, theirs] = [browser, stranger].map((one) => peopleOf(sessionOf(one), PAGE_NAMES));
    await Promise.all([browser, stranger].map((one) => one.fetch('/api/session')));
    const ownerId = personId(mine?.franchisee.author.accountId ?? '');
    const file = { id: randomUUID(), personId: ownerId, name: '收据 "1".png', type: 'image/png', size: 1 };
    const stored = { ...file, state: 'stored', reason: null } as const;
    const bytes = new Uint8Array(PNG);
    store.files.find = async (id) => (id === file.id ? stored : undefined);
    store.files.bytes = async () => bytes;
    const path = `/api/files/${file.id}`;
    const download = await browser.fetch(path);
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="__ _1_.png"; filename*=UTF-8''%E6%94%B6%E6%8D%AE%20%221%22.png`,
    );
    expect(download.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG);
    expect((await browser.fetch(`${path}?show=1`)).headers.get('content-disposition')).toMatch(/^inline; /);
    store.files.find = async () => ({ ...stored, type: 'text/plain' });
    expect((await browser.fetch(`${path}?show=1`)).headers.get('content-disposition')).toMatch(/^attachment; /);
    expect((await stranger.fetch(path)).status).toBe(200);
    await sql(`update person set role = 'prospect' where id = '${personId(theirs?.desk.author.accountId ?? '')}'`);
    expect((await stranger.fetch(path)).status).toBe(404);
    store.files.find = async () => ({ ...stored, state: 'expected' });
    expect((await browser.fetch(path)).status).toBe(425);
    expect((await stranger.fetch(path)).status).toBe(404);
  });
});
