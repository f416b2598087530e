/** What the page's server answers: the page, who is there, the stream, what they do, and their files. */
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Intake } from '../../core/adapter.ts';
import { isAway, UnavailableError } from '../../core/errors.ts';
import { mayOpenFile } from '../../core/file-access.ts';
import { FILE_MAX_BYTES, FILE_MAX_MB, FILES_MAX } from '../../core/files.ts';
import { eventId } from '../../core/ids.ts';
import { type MessageKey, phrase } from '../../locales/catalogue.ts';
import { ADDRESS_STREAMS_MAX, ADDRESS_UPLOADS_MAX, type Allowance, createAllowances } from './allowances.ts';
import { isKnown, readAssets } from './assets.ts';
import { isForeignSite, isOwnHost, isSameOrigin } from './guard.ts';
import type { Hub } from './hub.ts';
import type { Print, WebOptions, WebStore } from './index.ts';
import { acceptedLanguage, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, pageTexts } from './language.ts';
import { openLine } from './line.ts';
import { actBody, inputOf, TEXT_MAX } from './parse.ts';
import { CHANNEL, PANES } from './people.ts';
import { readPosition, writePosition } from './positions.ts';
import type { Seal } from './sealed.ts';
import type { Session, Sessions } from './sessions.ts';
import { ACCEPT, describeUpload, downloadHeaders, openUpload, sealUpload } from './uploads.ts';
import { wordPage } from './word-page.ts';

/** What is there once the program runs. */
export interface Desktop {
  store: WebStore;
  seal: Seal;
  sessions: Sessions;
  hub: Hub;
  print: Print | undefined;
}

export interface RouteOptions extends Omit<WebOptions, 'timing'> {
  desktop(): Desktop | undefined;
  intake: Intake;
  intakeMs: number;
}

interface Env {
  Bindings: HttpBindings;
  Variables: { desktop: Desktop; session: Session; allowance: Allowance };
}
type PageContext = Context<Env>;

const SESSION_COOKIE = 'session';
const LANGUAGE_COOKIE = 'language';
const COOKIE = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 400 * 24 * 3600 } as const;

/** A filled-in dialog with its uploads. */
const ACT_MAX_BYTES = 512 * 1024;
/** Of one browser; each tab has one. */
const STREAMS_MAX = 20;

/** Everything from here and nothing inline. Photos that someone has chosen are shown from memory. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // Markup from strings is refused by the browser too.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

type Problem = Extract<MessageKey, `page.problem.${string}`> extends `page.problem.${infer Name}` ? Name : never;

export function createRoutes(options: RouteOptions): Hono {
  const { defaultLanguage, host, log } = options;
  const assets = readAssets(join(import.meta.dirname, 'page'));
  const app = new Hono<Env>();
  const allowances = createAllowances();

  const languageIn = (c: Context): Language => {
    const chosen = getCookie(c, LANGUAGE_COOKIE);
    return isLanguage(chosen) ? chosen : (acceptedLanguage(c.req.header('accept-language')) ?? defaultLanguage);
  };
  const problem = (
    c: Context,
    status: ContentfulStatusCode,
    name: Problem,
    more: { mb?: number; retryAfterMs?: number } = {},
  ) => {
    const { mb, ...rest } = more;
    const language = languageIn(c);
    const text = phrase(language, `page.problem.${name}`, mb === undefined ? undefined : { mb });
    if (rest.retryAfterMs !== undefined) c.header('retry-after', String(Math.ceil(rest.retryAfterMs / 1000)));
    // What was opened as a page is answered with one.
    if (c.req.path.startsWith('/print/')) return c.html(wordPage(language, text, { back: true }), status);
    return c.json({ problem: text, ...rest }, status);
  };

  for (const path of ['/', '/page/*', '/print/*', '/api/*']) {
    app.use(path, async (c, next) => {
      if (isOwnHost(c.req.header('host'), host)) await next();
      else c.res = problem(c, 403, 'host');
      for (const [name, value] of Object.entries(HEADERS)) {
        if (!c.res.headers.has(name)) c.res.headers.set(name, value);
      }
    });
  }

  app.get('/', (c) => {
    const desktop = options.desktop();
    if (!desktop) {
      // Understood by every browser: it looks again by itself.
      c.header('refresh', '1');
      c.header('retry-after', '1');
      const language = languageIn(c);
      return c.html(wordPage(language, phrase(language, 'page.problem.starting')), 503);
    }
    const { sessions } = desktop;
    // What comes with a cookie is one browser's: another one must not get it out of a cache between.
    c.header('vary', 'cookie');
    if (!sessions.isValid(getCookie(c, SESSION_COOKIE))) setCookie(c, SESSION_COOKIE, sessions.issue(), COOKIE);
    return asset(c, 'index.html');
  });
  app.get('/page/:name', (c) => (c.req.param('name') === 'index.html' ? c.notFound() : asset(c, c.req.param('name'))));

  function asset(c: PageContext, name: string): Response | Promise<Response> {
    const found = assets.get(name);
    if (!found) return c.notFound();
    c.header('etag', found.etag);
    c.header('cache-control', name === 'index.html' ? 'private, no-cache' : 'no-cache');
    if (isKnown(found, c.req.header('if-none-match'))) return c.body(null, 304);
    return c.body(found.bytes, 200, { 'content-type': found.type });
  }

  for (const path of ['/print/*', '/api/*']) {
    app.use(path, async (c, next) => {
      const desktop = options.desktop();
      if (!desktop) return problem(c, 503, 'starting');
      const { method } = c.req;
      const headers = {
        origin: c.req.header('origin'),
        host: c.req.header('host'),
        site: c.req.header('sec-fetch-site'),
      };
      const reads = method === 'GET' || method === 'HEAD';
      if (reads ? isForeignSite(headers.site) : !isSameOrigin(headers)) return problem(c, 403, 'foreign');
      const allowance = allowances(c.env.incoming.socket.remoteAddress);
      const session = await desktop.sessions.enter(getCookie(c, SESSION_COOKIE), allowance.newcomers);
      if (session === undefined)
        return path === '/print/*' ? problem(c, 404, 'print-unknown') : problem(c, 401, 'session');
      if (typeof session === 'number') return problem(c, 429, 'too-often', { retryAfterMs: session });
      c.set('desktop', desktop);
      c.set('allowance', allowance);
      c.set('session', session);
      return await next();
    });
  }

  app.get('/api/session', (c) => {
    const asked = c.req.query('language');
    const language = isLanguage(asked) ? asked : languageIn(c);
    if (isLanguage(asked)) setCookie(c, LANGUAGE_COOKIE, asked, COOKIE);
    options.onLanguage?.(language);
    const { people } = c.get('session');
    return c.json({
      language,
      languages: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      panes: PANES.map((pane) => {
        const name = people[pane].author.displayName;
        return { pane, label: phrase(language, `page.pane.${pane}`), name };
      }),
      texts: pageTexts(language),
      limits: { textMax: TEXT_MAX, fileBytes: FILE_MAX_BYTES, filesPerMessage: FILES_MAX, accept: ACCEPT },
    });
  });

  app.get('/api/stream', (c) => {
    const { seal, hub } = c.get('desktop');
    const session = c.get('session');
    const allowance = c.get('allowance');
    const asked = (c.req.query('panes') ?? '').split(',');
    const panes = PANES.filter((pane) => asked.includes(pane));
    if (panes.length === 0 || panes.length !== asked.length) return problem(c, 400, 'unreadable');
    if (session.streams >= STREAMS_MAX || allowance.streams >= ADDRESS_STREAMS_MAX)
      return problem(c, 429, 'too-many-pages', { retryAfterMs: 5_000 });
    // Whoever left while the session was looked up has been closed already, and would be counted for ever.
    if (c.env.outgoing.destroyed) return RESPONSE_ALREADY_SENT;
    const position = c.req.header('last-event-id') || c.req.query('after') || '';
    const line = openLine(c.env.outgoing);
    line.write('retry: 1000\n\n');
    const leave = hub.join({
      line,
      people: panes.map((pane) => session.people[pane]),
      from: readPosition(seal, session.id, position),
      sealed: (at) => writePosition(seal, session.id, at),
    });
    session.streams += 1;
    allowance.streams += 1;
    c.env.outgoing.once('close', () => {
      session.streams -= 1;
      allowance.streams -= 1;
      leave();
    });
    return RESPONSE_ALREADY_SENT;
  });

  app.post(
    '/api/act',
    bodyLimit({ maxSize: ACT_MAX_BYTES, onError: (c) => problem(c, 413, 'too-large') }),
    async (c) => {
      const { seal, hub } = c.get('desktop');
      const session = c.get('session');
      // Before anything is read: what is refused costs too.
      const retryAfterMs = session.acts.take();
      if (retryAfterMs > 0) return problem(c, 429, 'too-often', { retryAfterMs });
      if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return problem(c, 415, 'unreadable');
      const parsed = actBody.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) {
        const isLong = parsed.error.issues.some((issue) => issue.code === 'too_big');
        return problem(c, 400, isLong ? 'too-large' : 'unreadable');
      }
      const { pane, id } = parsed.data;
      const { author, thread } = session.people[pane];
      const input = inputOf(parsed.data, (upload) => openUpload(seal, author.accountId, upload));
      if (!input) return problem(c, 400, 'file-lost');
      const key = eventId(CHANNEL, `${session.id}:${pane}:${id}`);
      const at = new Date().toISOString();
      const languageHint = languageIn(c);
      const signal = AbortSignal.timeout(options.intakeMs);
      const event = { type: 'person', id: key, at, thread, author: { ...author, languageHint }, input } as const;
      const answer = await options.intake(event, { signal });
      // Their own words are no message that delivery would bring, and what the act led to is mostly in a pane beside.
      for (const one of PANES) hub.touch(session.people[one].thread.id);
      return c.json({ ...answer, key });
    },
  );

  app.post(
    '/api/files',
    bodyLimit({
      maxSize: FILE_MAX_BYTES,
      onError: (c) => problem(c, 413, 'file-too-large', { mb: FILE_MAX_MB }),
    }),
    async (c) => {
      const session = c.get('session');
      const pane = PANES.find((one) => one === c.req.query('pane'));
      if (!pane) return problem(c, 400, 'unreadable');
      const allowance = c.get('allowance');
      const retryAfterMs = allowance.uploads >= ADDRESS_UPLOADS_MAX ? 1_000 : session.uploads.take();
      if (retryAfterMs > 0) return problem(c, 429, 'too-often', { retryAfterMs });
      allowance.uploads += 1;
      try {
        return await takeUpload(c, session.people[pane].author.accountId);
      } finally {
        allowance.uploads -= 1;
      }
    },
  );

  async function takeUpload(c: PageContext, accountId: string): Promise<Response> {
    const { seal, store } = c.get('desktop');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const retryAfterMs = c.get('allowance').bytes.take(bytes.byteLength);
    if (retryAfterMs > 0) return problem(c, 429, 'too-often', { retryAfterMs });
    const upload = await describeUpload(bytes, c.req.query('name') ?? '');
    if (!upload || bytes.byteLength === 0) return problem(c, 415, 'file-kind');
    if (!(await store.files.upload(upload.id, accountId, bytes))) return problem(c, 400, 'file-lost');
    const { name, type, size } = upload;
    return c.json({ file: { id: sealUpload(seal, accountId, upload), name, type, size } });
  }

  app.get('/api/files/:id', async (c) => {
    const { store } = c.get('desktop');
    const file = await store.files.find(c.req.param('id'));
    const mayOpen = file && (await mayOpenFile(await storedPeople(c.get('session'), store), file, store.reads));
    if (!file || !mayOpen) return problem(c, 404, 'file-unknown');
    if (file.state === 'expected') return problem(c, 425, 'file-coming', { retryAfterMs: 1_000 });
    const bytes = file.state === 'stored' ? await store.files.bytes(file.id) : undefined;
    if (!bytes) return problem(c, 404, 'file-unknown');
    const headers = downloadHeaders({ ...file, size: bytes.byteLength }, c.req.query('show') === '1');
    return c.body(new Uint8Array(bytes), 200, headers);
  });

  app.get('/print/dossier/:id{[0-9a-f-]{36}}', async (c) => {
    const { store, print } = c.get('desktop');
    const session = c.get('session');
    const retryAfterMs = session.acts.take();
    if (retryAfterMs > 0) return problem(c, 429, 'too-often', { retryAfterMs });
    const readers = await storedPeople(session, store);
    const language = languageIn(c);
    const printed = await print?.({ dossier: c.req.param('id'), readers, language });
    if (!printed) return problem(c, 404, 'print-unknown');
    return c.html(printed.html, 200, { 'content-security-policy': printed.policy, vary: 'cookie' });
  });

  app.onError((error, c) => {
    if (error instanceof UnavailableError || isAway(error)) return problem(c, 503, 'unavailable');
    // Whoever leaves in the middle of an upload is no fault of ours.
    if (c.env.outgoing.destroyed) log.debug({ err: error }, 'a request of the page was left');
    else log.error({ err: error }, 'a request of the page failed');
    return problem(c, 500, 'fault');
  });
  return new Hono().route('/', app);
}

type StoredPerson = NonNullable<Awaited<ReturnType<WebStore['load']>>[number]['person']>;

/** The people of this browser, as they are stored now: rights are never remembered. */
async function storedPeople({ people }: Session, store: WebStore): Promise<StoredPerson[]> {
  const asked = PANES.map((pane) => people[pane].author).map(({ accountId }) => ({ eventId: accountId, accountId }));
  return (await store.load(asked)).flatMap(({ person }) => person ?? []);
}
