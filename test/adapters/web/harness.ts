/**
 * The contract's harness for the page: browsers with their cookies talk to the real server over HTTP, and what their streams bring is
 * put on the screen as `page/chat.js` does it. That the page makes nothing but text of words is looked at in `test/page`, by a browser.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createWebAdapter, type Pane, WEB_DESK_THREAD } from '../../../src/adapters/web/index.ts';
import { peopleOf } from '../../../src/adapters/web/people.ts';
import type { Answer, Outgoing } from '../../../src/core/adapter.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { Author, ThreadRef } from '../../../src/core/event.ts';
import type { Dialog, Message } from '../../../src/core/message.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { PAGE_NAMES, pageSeed } from '../../../src/playground.ts';
import {
  type AdapterHarness,
  type ContractUser,
  Lacking,
  type Lacks,
  type OpenHarness,
  type Seen,
} from '../../contracts/adapter/harness.ts';
import { aDecision, anEvent, commitOptions } from '../../store/rows.ts';
import { silent } from '../../support/engine.ts';
import { eventually } from '../../support/gates.ts';
import { aBrowser, type Browser, type Entry, type Stream } from '../../support/page.ts';

export const LACKS: Lacks = {
  blocking: 'a page is closed, but blocks nobody',
  rates: 'a page asks nobody to wait',
  places: 'the page of that address may yet be opened',
};

interface PageUser extends ContractUser {
  pane: Pane;
  /** Puts on the screen what has come, and opens the stream. */
  looks(): Promise<void>;
  leaves(): void;
  /** After the next message the stream breaks, and all that it knows is where it was before. */
  losesPlace(): void;
  repeats(): Promise<void>;
  redelivers(): Promise<void>;
  unacknowledged(): number;
  shows(key: string): boolean;
}

export const openPageHarness: OpenHarness = async ({ store, openPart }): Promise<AdapterHarness> => {
  const web = createWebAdapter({
    host: '127.0.0.1',
    defaultLanguage: 'en',
    names: PAGE_NAMES,
    log: silent,
    timing: { pollMs: 200, beatMs: 60_000 },
  });
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
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
    onReach() {},
  });
  // Browsers come before the part is there that needs to know them.
  await web.start(async () => Promise.reject(new UnavailableError('not yet')));
  const browsers = await Promise.all([aBrowser({ url }), aBrowser({ url }), aBrowser({ url })]);
  const panes = ['franchisee', 'franchisee', 'desk'] as const;
  const users = browsers.map((browser, index) => aPageUser(browser, panes[index] ?? 'desk'));
  const [franchisee, neighbour, desk] = users;
  if (!franchisee || !neighbour || !desk) throw new Error('unreachable');
  const part = await openPart({
    adapter: web,
    people: [
      { role: 'franchisee', name: 'Ada', author: franchisee.author },
      { role: 'franchisee', name: 'Bea', author: neighbour.author },
      { role: 'staff', name: 'Dora', author: desk.author },
    ],
    desk: { thread: WEB_DESK_THREAD, author: desk.author },
  });
  await Promise.all(users.map((user) => user.looks()));
  const own = (user: ContractUser): PageUser => users.find((one) => one === user) ?? franchisee;

  return {
    adapter: web,
    part,
    franchisee,
    neighbour,
    desk,
    exactlyOnce: true,
    wordsInMessage: 101,
    /** People read the outbox: that is where a message must be. */
    async deliver(outgoing: Outgoing) {
      const { outboxId: id, thread, message } = outgoing;
      const event = anEvent();
      // No uuid, so no row that could be replaced: as one that has long been deleted.
      const replaces = outgoing.replaces === '4711' ? randomUUID() : outgoing.replaces;
      const row = { id, threadId: thread.id, eventId: event.id, message, replaces };
      await store.commit([aDecision({ event, threads: [thread], outbox: [row] })], commitOptions());
      const receipt = await web.send(outgoing);
      const reader = users.find((user) => user.thread.id === thread.id);
      await eventually(() => {
        if (!reader?.shows(id)) throw new Error('the message never came');
      });
      return receipt;
    },
    away: {
      leaves: async (user) => own(user).leaves(),
      returns: (user) => own(user).looks(),
    },
    faults: {
      async repeats() {
        for (const user of users) await user.repeats();
      },
      blocks: () => lacking(LACKS.blocking),
      slowsDown: () => lacking(LACKS.rates),
      losesAnswer: (user) => own(user).losesPlace(),
      async redelivers() {
        for (const user of users) await user.redelivers();
      },
    },
    unacknowledged: () => users.reduce((sum, user) => sum + user.unacknowledged(), 0),
    async close() {
      for (const user of users) user.leaves();
      await http.stop(500);
    },
  };
};

function lacking(why = ''): never {
  throw new Lacking(why);
}

/** What stands on the screen: an item of a message, or of words for now. */
interface Item {
  /** Of the message that it shows now: that is the one which can be settled. */
  contentKey: string;
  order: string;
  message: Message;
  edits: number;
}

interface Act {
  id: string;
  input: object;
}

function aPageUser(browser: Browser, pane: Pane): PageUser {
  const sessionId = browser.cookie.replace('session=', '').split('.')[0] ?? '';
  const person: { author: Author; thread: ThreadRef } = peopleOf(sessionId, PAGE_NAMES)[pane];
  const items: Item[] = [];
  const byKey = new Map<string, Item>();
  const settled = new Set<string>();
  const done: Act[] = [];
  let waiting: Act[] = [];
  let dialog: Dialog | undefined;
  /** Stays open when something is wrong in it. */
  let submitted: Dialog | undefined;
  let stream: Stream | undefined;
  let read = 0;
  let position = '';
  let loses = false;

  function place(item: Item): void {
    const index = items.findLastIndex(({ order }) => order <= item.order);
    items.splice(index + 1, 0, item);
  }

  function take({ type, key, order, message, replaces = '', settles }: Entry): void {
    if (type !== 'message' || !message) return;
    if (settles) settled.add(settles.key);
    const item = byKey.get(key) ?? byKey.get(replaces);
    if (!item) {
      const made = { contentKey: key, order, message, edits: 0 };
      byKey.set(key, made);
      place(made);
      return;
    }
    byKey.set(key, item);
    if (JSON.stringify(item.message) === JSON.stringify(message)) return;
    Object.assign(item, { contentKey: key, message, edits: item.edits + 1 });
  }

  function look(): void {
    for (const entry of stream?.entries.slice(read) ?? []) {
      read += 1;
      take(entry);
      if (loses && entry.type === 'message') {
        loses = false;
        leaves();
        void looks();
        return;
      }
      position = entry.position;
    }
  }

  function leaves(): void {
    stream?.close();
    stream = undefined;
    read = 0;
  }

  async function looks(): Promise<void> {
    const opened = await browser.stream({ panes: pane, ...(position !== '' && { lastEventId: position }) });
    if (opened.status !== 200) throw new Error(`the stream was answered ${opened.status}`);
    stream = opened;
  }

  function note({ immediate }: Answer): void {
    for (const one of immediate) {
      if (one.type === 'message')
        place({ contentKey: '', order: items.at(-1)?.order ?? '', message: one.message, edits: 0 });
      else if (one.type === 'dialog') dialog = one.dialog;
      else dialog = one.dialog ?? submitted;
    }
  }

  async function send(act: Act): Promise<Answer | undefined> {
    for (;;) {
      const response = await browser.act(pane, act.input, { id: act.id });
      const body = (await response.json()) as Answer & { problem?: string; retryAfterMs?: number };
      if (response.status === 429) await wait(body.retryAfterMs);
      else if (response.status === 503) {
        waiting.push(act);
        return undefined;
      } else if (response.ok) return body;
      else throw new Error(`the act was answered ${response.status}: ${body.problem}`);
    }
  }

  async function act(input: object): Promise<void> {
    const made = { id: randomUUID(), input };
    done.push(made);
    const answer = await send(made);
    if (answer) note(answer);
  }

  const seen = ({ contentKey, message: { text, facts = [], buttons = [], attachments = [] }, edits }: Item): Seen => ({
    id: contentKey,
    text: [text, ...facts.map(({ label, value }) => `${label}\n${value}`)].join('\n'),
    buttons: settled.has(contentKey) ? [] : buttons.map(({ id, label }) => ({ id, label })),
    attachments: attachments.map(({ name }) => name),
    edits,
    active: [],
  });

  function screen(): Seen[] {
    look();
    return items.map(seen);
  }

  const filled = (values: Readonly<Record<string, string>>, then?: 'refresh') => {
    const [trays, asked] = [true, false].map((files) =>
      (dialog?.fields ?? []).filter(({ type }) => (type === 'files') === files),
    );
    return {
      type: 'dialog',
      form: dialog?.form,
      draft: dialog?.draft,
      values: Object.fromEntries((asked ?? []).map(({ name, value = '' }) => [name, values[name] ?? value])),
      files: Object.fromEntries((trays ?? []).map(({ name }) => [name, []])),
      then,
    };
  };

  return {
    ...person,
    pane,
    looks,
    leaves,
    screen,
    shows: (key) => {
      look();
      return byKey.has(key);
    },
    losesPlace() {
      loses = true;
    },
    async says(text) {
      const { name, rest = '' } = /^\/(?<name>\S+)\s*(?<rest>.*)$/s.exec(text)?.groups ?? {};
      await act(name === undefined ? { type: 'message', text } : { type: 'command', name, text: rest });
    },
    async presses(label) {
      const button = screen()
        .flatMap(({ buttons }) => buttons)
        .findLast((one) => one.label === label);
      if (!button) throw new Error(`no button “${label}” can be pressed`);
      await act({ type: 'action', id: button.id });
    },
    forges: (id) => act({ type: 'action', id }),
    async sends(files, text = '') {
      const ids: string[] = [];
      for (const { name, bytes } of files) {
        const response = await browser.upload(pane, name, bytes);
        const { file, problem } = (await response.json()) as { file?: { id: string }; problem?: string };
        if (!file) throw new Error(`the upload was answered ${response.status}: ${problem}`);
        ids.push(file.id);
      }
      await act({ type: 'message', text, files: ids });
    },
    dialog: () =>
      dialog && {
        title: dialog.title,
        fields: dialog.fields.map(({ name, label, value = '', choices = [], problem }) => ({
          name,
          label,
          value,
          choices: choices.map((choice) => choice.value),
          ...(problem !== undefined && { problem }),
        })),
      },
    async submits(values) {
      // As the page does when an answer changes what is asked.
      if (dialog?.fields.some(({ name, refreshes }) => refreshes && values[name] !== undefined)) {
        const answer = await send({ id: randomUUID(), input: filled(values, 'refresh') });
        for (const one of answer?.immediate ?? []) if (one.type === 'dialog') dialog = one.dialog;
      }
      const input = filled(values);
      submitted = dialog;
      dialog = undefined;
      await act(input);
    },
    async repeats() {
      for (const one of done) {
        const answer = await send(one);
        if (answer?.status === 'done') throw new Error('what was done before was done again');
      }
    },
    async redelivers() {
      const again = waiting;
      waiting = [];
      for (const one of again) {
        const answer = await send(one);
        if (answer) note(answer);
      }
    },
    unacknowledged: () => waiting.length,
  };
}
