/** The page's server over real HTTP, and browsers for it: a cookie, three people, a stream of events. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { createWebAdapter, type WebOptions, type WebParts } from '../../src/adapters/web/index.ts';
import { WEB_DESK_THREAD } from '../../src/adapters/web/people.ts';
import { createDelivery } from '../../src/core/engine/delivery.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Bot } from '../../src/core/flow.ts';
import { type Message, verbatim } from '../../src/core/message.ts';
import { noMetrics } from '../../src/core/metrics.ts';
import type { Store } from '../../src/core/store.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { PAGE_NAMES, pageSeed } from '../../src/playground.ts';
import { aBot, anOutcome, aReply, silent } from './engine.ts';
import { until } from './until.ts';

/**
 * Says back what it hears, with a button. What begins with `desk:` goes to headquarters too; commands are answered at once; `many 3 9`
 * is answered three times with nine characters.
 */
export const pageBot: Bot = aBot(async (event) => {
  if (event.type !== 'person') return anOutcome();
  const { input } = event;
  if (input.type === 'command') {
    return anOutcome({ immediate: [{ type: 'reply', reply: aReply(`at once: ${input.text}`) }] });
  }
  if (input.type !== 'message') return anOutcome({ replies: [aReply(`pressed: ${JSON.stringify(input)}`)] });
  const { text } = input;
  const [, many, size] = /^many (\d+) (\d+)$/.exec(text) ?? [];
  if (many !== undefined) {
    const replies = Array.from({ length: Number(many) }, (_, index) => aReply(`${index}`.padEnd(Number(size), '长')));
    return anOutcome({ replies });
  }
  const buttons = [{ id: 'yes', label: verbatim('Yes, please') }];
  const reply = text.startsWith('desk:') ? [{ type: 'post', to: 'desk', reply: aReply(text) } as const] : [];
  return anOutcome({ replies: [aReply(`heard: ${text}`, { buttons })], effects: [...reply] });
});

export interface RunningPage {
  url: string;
  /** How many streams the server has open now is not asked: this is the place where they show. */
  reach(): readonly string[];
  stop(): Promise<void>;
}

const running = new Set<RunningPage>();

/** A process that serves the page. Those that a test leaves running are ended by `stopPages`. */
export async function startPage(
  store: Store,
  {
    bot = pageBot,
    port = 0,
    print,
    ...options
  }: { bot?: Bot; port?: number } & Pick<WebParts, 'print'> & Partial<WebOptions> = {},
): Promise<RunningPage> {
  const timing = { pollMs: 100, beatMs: 60_000, ...options.timing };
  const web = createWebAdapter({
    host: '127.0.0.1',
    defaultLanguage: 'en',
    names: PAGE_NAMES,
    log: silent,
    ...options,
    timing,
  });
  const delivery = createDelivery({
    store,
    adapters: [web],
    token: randomUUID(),
    log: silent,
    metrics: noMetrics,
    flushMs: 5,
    sweepMs: 50,
    onRefused() {},
  });
  const engine = createEngine({
    store,
    bot,
    delivery,
    log: silent,
    metrics: noMetrics,
    desks: [{ thread: WEB_DESK_THREAD, language: 'en' }],
    zone: 'Asia/Shanghai',
    defaultLanguage: 'en',
    canAnswerAtOnce: () => true,
    flood: null,
  });
  const http = createHttpServer({
    host: '127.0.0.1',
    port,
    fallbackToAnyPort: false,
    ready: async () => ({ database: true, stopping: false }),
    metrics: createMetrics().registry,
    routes: web.routes,
    log: silent,
  });
  const { url } = await http.start();
  await web.open({
    store,
    settle: (people) => store.seed(pageSeed(people, '2026-11-21T12:00:00.000Z')),
    onReach: () => void delivery.sweep(),
    ...(print && { print }),
  });
  delivery.start();
  await web.start(engine.handle);
  const page: RunningPage = {
    url,
    reach: () => web.reach() ?? [],
    async stop() {
      if (!running.delete(page)) return;
      await Promise.all([web.stop(), engine.stop()]);
      await delivery.stop();
      await http.stop(500);
    },
  };
  running.add(page);
  return page;
}

export async function stopPages(): Promise<void> {
  await Promise.all([...running].map((page) => page.stop()));
}

export interface Entry {
  pane: string;
  type: 'message' | 'said';
  key: string;
  order: string;
  at: string;
  message?: Message;
  replaces?: string;
  settles?: { key: string; chosen?: string };
  text?: string;
  button?: string;
  kind?: string;
  mine?: boolean;
  who?: string;
  attachments?: { fileId: string; name: string; type: string }[];
}

export interface Stream {
  status: number;
  /** Entries in the order in which they came, each with the position behind it. */
  entries: (Entry & { position: string })[];
  /** What is shown in a pane: by key, in the page's order. */
  shown(pane: string): string[];
  position(): string;
  isReady(): boolean;
  isOver(): boolean;
  ready(): Promise<void>;
  sees(text: string): Promise<Entry>;
  close(): void;
}

export const wordsOf = (entry: Entry): string => (entry.type === 'message' ? entry.message?.text : entry.text) ?? '';

export interface Browser {
  cookie: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** `body` stands in for all of it. */
  act(
    pane: string,
    input: object | string,
    more?: { id?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  upload(pane: string, name: string, bytes: Uint8Array): Promise<Response>;
  stream(query?: { panes?: string; after?: string; lastEventId?: string }): Promise<Stream>;
  /** The same browser at another server. */
  at(url: string): Browser;
}

export async function aBrowser(page: { url: string }): Promise<Browser> {
  const response = await fetch(`${page.url}/`);
  const [cookie = ''] = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  return browserWith(page.url, cookie);
}

export function browserWith(url: string, cookie: string): Browser {
  const fetchHere = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { cookie, origin: url, ...init.headers } });
  return {
    cookie,
    fetch: fetchHere,
    act: (pane, input, { id = randomUUID(), headers = {} } = {}) =>
      fetchHere('/api/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ pane, id, input: typeof input === 'string' ? { type: 'message', text: input } : input }),
      }),
    upload: (pane, name, bytes) =>
      fetchHere(`/api/files?pane=${pane}&name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      }),
    stream: async ({ panes = 'prospect,franchisee,desk', after, lastEventId } = {}) => {
      const end = new AbortController();
      const query = `?panes=${panes}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`;
      const response = await fetchHere(`/api/stream${query}`, {
        signal: end.signal,
        ...(lastEventId !== undefined && { headers: { 'last-event-id': lastEventId } }),
      });
      return follow(response, end);
    },
    at: (other) => browserWith(other, cookie),
  };
}

function follow(response: Response, end: AbortController): Stream {
  const entries: Stream['entries'] = [];
  let isReady = false;
  let isOver = false;
  let position = '';
  const take = (block: string): void => {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    position = fields.get('id') ?? position;
    if (fields.get('event') === 'ready') isReady = true;
    if (fields.get('event') === 'entry') entries.push({ ...JSON.parse(fields.get('data') ?? ''), position });
  };
  const pump = async (): Promise<void> => {
    let text = '';
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) take(block);
      }
    } catch {
      // Closed here, or cut off there: either way it is over.
    }
    isOver = true;
  };
  if (response.status === 200) void pump();
  const now = () => JSON.stringify(entries.map(wordsOf));
  return {
    status: response.status,
    entries,
    shown(pane) {
      const byKey = new Map(entries.filter((entry) => entry.pane === pane).map((entry) => [entry.key, entry]));
      return [...byKey.values()].sort((a, b) => (a.order < b.order ? -1 : 1)).map(wordsOf);
    },
    position: () => position,
    isReady: () => isReady,
    isOver: () => isOver,
    ready: async () => void (await until('the stream to be ready', () => isReady, { now })),
    sees: (text) => until(text, () => entries.find((entry) => wordsOf(entry) === text), { now }),
    close: () => end.abort(),
  };
}

/** A request with headers that `fetch` would not send. */
export function rawRequest(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
