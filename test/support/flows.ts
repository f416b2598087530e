/**
 * Scripted chats: real engine, real bot, real store, and an adapter that only writes down what it is given.
 * People say and press; what they then read is text. The flow's clock is the test's.
 */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Adapter, Answer, Immediate } from '../../src/core/adapter.ts';
import type { Conversation, Frame } from '../../src/core/decision.ts';
import { timerEvent } from '../../src/core/engine/decide.ts';
import type { Flood } from '../../src/core/engine/flood.ts';
import {
  type Author,
  type FileRef,
  type FlowEvent,
  type Input,
  mendText,
  type ThreadRef,
  type Timer,
} from '../../src/core/event.ts';
import { accountId, conversationId, eventId, idOf, personId, threadId } from '../../src/core/ids.ts';
import type { Message } from '../../src/core/message.ts';
import type { Store } from '../../src/core/store.ts';
import type { ApplicationRules } from '../../src/domain/application-rules.ts';
import type { CallbackRules } from '../../src/domain/callback-rules.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Deadlines } from '../../src/domain/deadlines.ts';
import type { DossierRules } from '../../src/domain/dossier-rules.ts';
import type { Outlet } from '../../src/domain/outlet.ts';
import { type Grants, type Language, NO_GRANTS, type Role } from '../../src/domain/person.ts';
import type { Routing } from '../../src/domain/queues.ts';
import type { Database } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { startBotEngine } from './bot-engine.ts';
import { emptyTables, openMigratedDatabase } from './store.ts';

/** A Wednesday, noon in Shanghai. */
export const NOON = '2026-03-18T04:00:00.000Z';
export const ZONE = 'Asia/Shanghai';
const CHANNEL = 'test';
const GROUP = 'group';

const outlet = (code: string, name: string, aliases: string[], zone = ZONE): Outlet => {
  return { id: idOf('outlet', code), code, name, aliases, region: '', zone };
};

const OUTLETS: Outlet[] = [
  outlet('BJ001', '朝阳路店', ['Chaoyang Road']),
  outlet('BJ002', '中关村店', ['Zhongguancun']),
  outlet('SH001', '南京路店', ['Nanjing Road']),
  outlet('SH002', '徐家汇店', ['Xujiahui']),
  outlet('HK001', '旺角店', ['Mong Kok'], 'Asia/Hong_Kong'),
  outlet('TP001', '信義店', ['Xinyi'], 'Asia/Taipei'),
];

export interface ChatOptions {
  /** What the people of the chat have chosen; null: nothing yet. */
  language?: Language | null;
  deskLanguage?: Language | null;
  defaultLanguage?: Language;
  /** Whether the channel shows answers at once, beside the outbox. */
  immediate?: boolean;
  /** Whether it shows forms as dialogs. */
  dialogs?: boolean;
  /** Whether a moment can be chosen in those; by default it can. */
  pickers?: boolean;
  /** How long cases may take. */
  deadlines?: Deadlines;
  callRules?: CallbackRules;
  applicationRules?: ApplicationRules;
  dossierRules?: DossierRules;
  /** Who is over budget; absent: nobody. */
  flood?: Flood;
  /** Who works on which cases. */
  routing?: Routing;
  /** Stands between the engine and the store. */
  wrap?(store: Store): Store;
}

/** A message as its reader sees it. */
export interface Shown extends Message {
  /** An immediate answer, not a message of the thread. */
  atOnce: boolean;
}

export interface Speaker {
  author: Author;
  thread: ThreadRef;
  personId: string;
  conversationId: string;
  /** Writes as a person writes: a slash makes a command. */
  says(text: string): Promise<Answer>;
  /** Presses the newest button with that label that they can see. */
  presses(label: string): Promise<Answer>;
  /** Presses whatever id, as a forger would. What is written is mended, as adapters do. */
  forges(id: string): Promise<Answer>;
  submits(form: string, values: Record<string, string>, draft?: string): Promise<Answer>;
  /** Sends files, with words or without. */
  sends(files: readonly (string | Partial<FileRef>)[], text?: string): Promise<Answer>;
  does(input: Input, id?: string): Promise<Answer>;
  /** All that they were shown since they last did something, rendered. */
  hears(): string;
  /** The same, one by one. */
  heard(): Shown[];
  /** The newest message. */
  last(): Shown;
  /** Everything that they were ever shown. */
  all(): Shown[];
  /** The id of the newest button with that label. */
  button(label: string): string;
  frames(): Promise<Frame[]>;
}

export interface Chat {
  store: Store;
  franchisee: Speaker;
  /** Another franchisee. */
  neighbour: Speaker;
  prospect: Speaker;
  desk: Speaker;
  desk2: Speaker;
  /** Someone whom nobody knows yet. */
  stranger(userId: string, options?: { displayName?: string; hint?: Language }): Speaker;
  /** The same person in a chat of their own, where nobody reads along. */
  privately(speaker: Speaker): Speaker;
  /** The same person in a group, where others read along. */
  inGroup(speaker: Speaker): Speaker;
  /** What headquarters has entrusted someone with, as if it had always been so. */
  give(speaker: Speaker, grants: Partial<Grants>): Promise<void>;
  setClock(iso: string): void;
  now(): string;
  passHours(hours: number): void;
  /** Fires, by the chat's clock, every timer that is due; those of `kind` only, if given. */
  fireTimers(kind?: string): Promise<number>;
  handle(event: FlowEvent): Promise<Answer>;
  /** A new engine on the same stored data. */
  restart(): Promise<void>;
  /** What is stored, without what only delivery changes. */
  stored(): Promise<string>;
  sql(text: string): Promise<unknown[]>;
  cases(): Promise<Case[]>;
  /** Replaces what is stored of the open flows. */
  putFrames(speaker: Speaker, frames: unknown): Promise<void>;
  timers(kind: string): Promise<Timer[]>;
  /** Ends it before the test does. */
  close(): Promise<void>;
  /** Events that were set aside. */
  failed(): Promise<string[]>;
}

export function render({ text, facts = [], attachments = [], buttons = [] }: Message): string {
  return [
    text,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...attachments.map(({ name }) => `<${name}>`),
    ...buttons.map(({ label }) => `[${label}]`),
  ].join('\n');
}

const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', pdf: 'application/pdf', mp4: 'video/mp4' };

/** A file by its name; the same name is the same file. */
export function aFileRef(file: string | Partial<FileRef>): FileRef {
  const { name = 'photo.jpg', ...given } = typeof file === 'string' ? { name: file } : file;
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? '';
  return { id: idOf('file', name), name, type, size: 1000, source: name, ...given };
}

/** Opens chats for a test file: one database, emptied between them. */
export function chatRoom(): (options?: ChatOptions) => Promise<Chat> {
  let database: Database | undefined;
  const open: { stop(): Promise<void> }[] = [];
  beforeAll(async () => {
    database = await openMigratedDatabase();
  });
  afterEach(async () => {
    for (const chat of open.splice(0)) await chat.stop();
  });
  afterAll(async () => {
    await database?.close();
  });
  return async (options = {}) => {
    if (!database) throw new Error('the database is not open');
    await emptyTables(database);
    const { stop, chat } = await openChat(database, options);
    open.push({ stop });
    return chat;
  };
}

async function openChat(database: Database, options: ChatOptions) {
  const { language = 'en', deskLanguage = language, defaultLanguage = 'zh-Hans' } = options;
  const { immediate = true, dialogs = false, pickers = true } = options;
  let now = NOON;
  let acts = 0;
  const speakers: { thread: ThreadRef; see(message: Shown): void }[] = [];
  const nativeIds = new Map<string, string>();

  const base = createStore(database);
  const clocked: Store = {
    ...base,
    load: async (refs) => (await base.load(refs)).map((loaded) => ({ ...loaded, now })),
  };
  const store = options.wrap?.(clocked) ?? clocked;

  const adapter: Adapter = {
    channel: CHANNEL,
    capabilities: { edit: false, immediate, dialogs },
    reach: () => undefined,
    send: async ({ outboxId, thread, message }) => {
      for (const speaker of speakers) if (speaker.thread.id === thread.id) speaker.see({ ...message, atOnce: false });
      nativeIds.set(outboxId, `n${nativeIds.size}`);
      return { nativeId: nativeIds.get(outboxId) ?? null };
    },
    start: async () => {},
    stop: async () => {},
  };

  const desk = aThread('desk');
  const startEngine = () =>
    startBotEngine(store, adapter, {
      desks: [{ thread: desk, language: defaultLanguage, readerId: personId(accountId(CHANNEL, '', 'desk')) }],
      zone: ZONE,
      defaultLanguage,
      ...(options.deadlines && { deadlines: options.deadlines }),
      ...(options.applicationRules && { applicationRules: options.applicationRules }),
      ...(options.callRules && { callRules: options.callRules }),
      ...(options.dossierRules && { dossierRules: options.dossierRules }),
      ...(options.routing && { routing: options.routing }),
      canAnswerAtOnce: () => immediate,
      isShared: ({ address }) => address === GROUP,
      flood: options.flood ?? null,
      gatherMs: 1,
      canShowDialogs: () => dialogs,
      canPick: () => pickers,
    });
  let running = startEngine();

  async function handle(event: FlowEvent): Promise<Answer> {
    const answer = await running.engine.handle(event);
    await running.delivery.idle();
    return answer;
  }

  let stopped = false;
  async function close(): Promise<void> {
    if (!stopped) await stop();
    stopped = true;
  }

  async function stop(): Promise<void> {
    await running.engine.stop();
    await running.delivery.stop();
  }

  function speaker(userId: string, thread: ThreadRef, displayName: string, hint?: Language): Speaker {
    const seen: Shown[] = [];
    let since = 0;
    speakers.push({ thread, see: (message) => seen.push(message) });
    const author: Author = {
      accountId: accountId(CHANNEL, '', userId),
      channel: CHANNEL,
      workspace: '',
      userId,
      displayName,
      ...(hint && { languageHint: hint }),
    };
    const conversation = conversationId(thread.id, author.accountId);

    const self: Speaker = {
      author,
      thread,
      personId: personId(author.accountId),
      conversationId: conversation,
      async does(input, id) {
        since = seen.length;
        acts += 1;
        const answer = await handle({
          type: 'person',
          id: id ?? eventId(CHANNEL, `${acts}`),
          at: now,
          thread,
          author,
          input,
        });
        for (const item of answer.immediate) {
          const message = shownAtOnce(item);
          if (message) seen.push({ ...message, atOnce: true });
        }
        return answer;
      },
      says(text) {
        const mended = mendText(text);
        const [, name, rest = ''] = /^\/(\S+)\s*(.*)$/su.exec(mended) ?? [];
        if (name === undefined) return self.does({ type: 'message', text: mended });
        return self.does({ type: 'command', name: name.toLowerCase(), text: rest });
      },
      sends: (files, text = '') => self.does({ type: 'message', text, files: files.map((file) => aFileRef(file)) }),
      presses: (label) => self.forges(self.button(label)),
      forges: (id) => self.does({ type: 'action', id: mendText(id) }),
      submits(form, values, draft) {
        const mended = Object.entries(values).map(([field, text]) => [field, mendText(text)]);
        return self.does({ type: 'dialog', form, values: Object.fromEntries(mended), ...(draft && { draft }) });
      },
      hears: () => self.heard().map(render).join('\n\n'),
      heard: () => seen.slice(since),
      last() {
        const message = seen.at(-1);
        if (!message) throw new Error(`${displayName} has seen nothing`);
        return message;
      },
      all: () => [...seen],
      button(label) {
        const found = seen.flatMap((message) => message.buttons ?? []).findLast((button) => button.label === label);
        if (!found) throw new Error(`${displayName} sees no button ${label}; the newest:\n${render(self.last())}`);
        return found.id;
      },
      async frames() {
        const [loaded] = await store.load([
          { eventId: randomUUID(), accountId: author.accountId, conversationId: conversation },
        ]);
        return (loaded?.conversation as Conversation | undefined)?.frames ?? [];
      },
    };
    return self;
  }

  const seeds: { userId: string; role: Role; name: string; thread: ThreadRef; language: Language | null }[] = [
    { userId: 'franchisee', role: 'franchisee', name: 'Ada', thread: aThread('franchisee'), language },
    { userId: 'neighbour', role: 'franchisee', name: 'Bob', thread: aThread('neighbour'), language },
    { userId: 'prospect', role: 'prospect', name: 'Cleo', thread: aThread('prospect'), language },
    { userId: 'desk', role: 'staff', name: 'Dora', thread: desk, language: deskLanguage },
    { userId: 'desk2', role: 'staff', name: 'Emil', thread: desk, language: deskLanguage },
  ];
  await store.seed({
    people: seeds.map(({ userId, role, name, language: chosen }) => ({
      id: personId(accountId(CHANNEL, '', userId)),
      seq: 1,
      role,
      language: chosen,
      name,
      phone: null,
      zone: null,
      noCalls: false,
      inquiry: null,
      grants: null,
      createdAt: now,
    })),
    accounts: seeds.map(({ userId, name }) => {
      const id = accountId(CHANNEL, '', userId);
      return { id, personId: personId(id), channel: CHANNEL, workspace: '', userId, displayName: name };
    }),
    outlets: OUTLETS,
    timers: [],
  });
  const [franchisee, neighbour, prospect, first, second] = seeds.map(({ userId, thread, name }) =>
    speaker(userId, thread, name),
  );
  if (!franchisee || !neighbour || !prospect || !first || !second) throw new Error('the seeds are incomplete');

  const sql = (text: string): Promise<unknown[]> => database.query(text, []);
  const rows = async <T>(text: string): Promise<T[]> => {
    const [row] = await database.query(`select coalesce(json_agg(x), '[]')::text from (${text}) x`, []);
    return JSON.parse(String(row?.[0])) as T[];
  };

  const chat: Chat = {
    store,
    franchisee,
    neighbour,
    prospect,
    desk: first,
    desk2: second,
    stranger: (userId, { displayName = 'Finn', hint } = {}) => speaker(userId, aThread(userId), displayName, hint),
    privately: ({ author }) => speaker(author.userId, aThread(`${author.userId} alone`), author.displayName),
    inGroup: ({ author }) => speaker(author.userId, aThread(GROUP), author.displayName),
    async give({ author }, grants) {
      await database.query(
        'update person set grants = $1::jsonb where id = (select person_id from account where id = $2)',
        [JSON.stringify({ ...NO_GRANTS, ...grants }), author.accountId],
      );
    },
    setClock: (iso) => {
      now = iso;
    },
    now: () => now,
    passHours: (hours) => {
      now = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
    },
    async fireTimers(kind) {
      let fired = 0;
      for (;;) {
        const due = (await allTimers()).filter(
          (timer) => Date.parse(timer.dueAt) <= Date.parse(now) && (kind === undefined || timer.kind === kind),
        );
        if (due.length === 0) return fired;
        for (const timer of due) await handle(timerEvent(timer));
        fired += due.length;
      }
    },
    handle,
    async restart() {
      await stop();
      running = startEngine();
    },
    async stored() {
      const parts = [
        'select * from event order by id',
        'select * from journal order by id, seq',
        'select * from person order by id',
        'select * from conversation order by id',
        'select * from draft order by id',
        'select * from answer order by draft_id, field',
        'select * from case_file order by id',
        'select key, rev, due_at, kind, ids from timer order by key',
        'select id, thread_id, event_id, message from outbox order by id',
      ];
      return JSON.stringify(await Promise.all(parts.map((part) => rows(part))), null, 1);
    },
    sql,
    cases: async () => {
      const numbers = await rows<{ number: string }>('select number from case_file order by created_at, number');
      const cases = await Promise.all(numbers.map(({ number }) => store.reads.caseByNumber(number)));
      return cases.filter((one) => one !== undefined);
    },
    async putFrames(of, frames) {
      await database.query('update conversation set frames = $1::jsonb where id = $2', [
        JSON.stringify(frames),
        of.conversationId,
      ]);
    },
    close,
    timers: async (kind) => (await allTimers()).filter((timer) => timer.kind === kind),
    failed: async () => (await store.reads.failedEvents(100)).map(({ error }) => error),
  };

  const allTimers = (): Promise<Timer[]> =>
    rows<Timer>('select key, rev, due_at as "dueAt", kind, ids from timer order by due_at, key');

  return { chat, stop: close };
}

const aThread = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });

/** What is said of an answer that belongs to the request; a dialog says nothing, but one that stays open for more. */
function shownAtOnce(item: Immediate): Message | undefined {
  switch (item.type) {
    case 'message':
      return item.message;
    case 'dialog':
      return undefined;
    case 'problems': {
      const said = item.problems.map(({ field, text }) => `${field}: ${text}`);
      return { text: said.length > 0 ? said.join('\n') : (item.dialog?.title ?? '') };
    }
    default:
      return item satisfies never;
  }
}
