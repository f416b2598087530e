/**
 * A Bot API server for tests, over HTTP, so that the real SDK talks to it. It keeps Telegram's rules as its documentation has them
 * (https://core.telegram.org/bots/api): what is too long, unknown or blocked is refused in Telegram's words. Faults can be ordered.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type FormFile, readForm } from './form.ts';

export const TOKEN = '987654321:AAF-hand_written_token_for_the_double';
export const BOT = { id: 987654321, is_bot: true, first_name: 'Support', username: 'support_double_bot' };

type Json = Record<string, unknown>;

/** A message as it stands in a chat now. */
export interface StoredMessage {
  id: number;
  chatId: number;
  text: string;
  entities: { type: string; offset: number; length: number }[];
  markup: Json | undefined;
  edits: number;
  topic: number | undefined;
  replyTo: number | undefined;
  file: { name: string; bytes: Uint8Array; kind: string } | undefined;
  /** performance.now() */
  at: number;
}

/** What happens to the next calls that it fits. */
export interface Fault {
  method?: string;
  chatId?: number;
  /** How many of the calls that it fits are spared first. */
  after?: number;
  /** How many calls; 1 unless given. */
  times?: number;
  does: /** An answer in Telegram's form, without effect. */
    | { type: 'answer'; status: number; description: string; parameters?: Json }
    /** Taken, with an answer of another form than Telegram's, and without effect. */
    | { type: 'result'; result: unknown }
    /** The call has its effect; the connection ends before the answer. */
    | { type: 'lose' }
    /** The connection ends before the call has any effect. */
    | { type: 'drop' }
    /** The call has its effect, and is answered when the promise resolves. */
    | { type: 'wait'; for: Promise<unknown> }
    /** A page of a proxy. */
    | { type: 'garbage'; status: number };
}

export interface Call {
  method: string;
  payload: Json;
  at: number;
}

export interface TelegramServer {
  /** For TELEGRAM_API_ROOT. */
  root: string;
  calls: Call[];
  callsOf(method: string): Call[];
  order(fault: Fault): void;
  /** Asked for each call that nothing is ordered for. */
  misbehave(does: (method: string, payload: Json) => Fault['does'] | undefined): void;
  addChat(chat: Json & { id: number; type: string }): void;
  block(chatId: number, blocked?: boolean): void;
  /** The group has another id from now on. */
  migrate(from: number, to: number): void;
  messages(chatId: number): StoredMessage[];
  /** Gives the next message id; people and the bot share them. */
  nextMessageId(): number;
  addFile(id: string, bytes: Uint8Array, options?: { size?: number }): void;
  /** Puts an update into the queue; Telegram numbers it. */
  push(update: Json): number;
  /** Delivers everything that was ever pushed once more, under the old numbers. */
  repeat(): Promise<void>;
  /** Updates that were not confirmed. */
  unconfirmed(): Json[];
  /** A long poll is open and nothing waits to be confirmed. */
  isListening(): boolean;
  webhook(): { url: string; secret: string } | undefined;
  /** What stands in place of the network between Telegram and the webhook. */
  onPush(deliver: ((request: Request) => Response | Promise<Response>) | undefined): void;
  /** Sends what the webhook has not taken yet once more. */
  pushAgain(): Promise<void>;
  /** The token is revoked. */
  revoke(): void;
  close(): Promise<void>;
}

interface Waiter {
  answer(body: Json): void;
  confirmed: boolean;
}

class Refusal extends Error {
  readonly status: number;
  readonly parameters: Json | undefined;
  constructor(status: number, description: string, parameters?: Json) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

const bad = (description: string): Refusal => new Refusal(400, `Bad Request: ${description}`);

export async function openTelegramServer(): Promise<TelegramServer> {
  const calls: Call[] = [];
  const faults: (Fault & { left: number; spared: number })[] = [];
  const chats = new Map<number, Json & { id: number; type: string }>();
  const blocked = new Set<number>();
  const moved = new Map<number, number>();
  const messages = new Map<number, StoredMessage[]>();
  const files = new Map<string, { bytes: Uint8Array; size: number }>();
  const history: Json[] = [];
  let pending: Json[] = [];
  let waiter: Waiter | undefined;
  let updateId = 700_000_000;
  let messageId = 100;
  let webhook: { url: string; secret: string } | undefined;
  let deliver: ((request: Request) => Response | Promise<Response>) | undefined;
  let revoked = false;
  let misbehaviour: (method: string, payload: Json) => Fault['does'] | undefined = () => undefined;

  function chatOf(payload: Json): Json & { id: number; type: string } {
    const id = Number(payload.chat_id);
    const to = moved.get(id);
    if (to !== undefined) {
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to });
    }
    const chat = chats.get(id);
    if (!chat) throw bad('chat not found');
    if (blocked.has(id)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }

  const listOf = (chatId: number): StoredMessage[] => {
    const list = messages.get(chatId) ?? [];
    messages.set(chatId, list);
    return list;
  };

  function post(payload: Json, content: Pick<StoredMessage, 'text' | 'entities' | 'file'>): Json {
    const chat = chatOf(payload);
    messageId += 1;
    const topic = payload.message_thread_id;
    const reply = payload.reply_parameters as { message_id: number } | undefined;
    const message: StoredMessage = {
      id: messageId,
      chatId: chat.id,
      ...content,
      markup: readMarkup(payload.reply_markup),
      edits: 0,
      topic: topic === undefined ? undefined : Number(topic),
      replyTo: reply?.message_id,
      at: performance.now(),
    };
    listOf(chat.id).push(message);
    return asJson(message, chat);
  }

  const asJson = ({ id, text, entities, file }: StoredMessage, chat: Json): Json => ({
    message_id: id,
    from: BOT,
    chat,
    date: Math.floor(Date.now() / 1000),
    ...(file ? { caption: text } : { text, entities }),
  });

  function find(payload: Json, what: string): StoredMessage {
    const chat = chatOf(payload);
    const found = listOf(chat.id).find(({ id }) => id === Number(payload.message_id));
    if (!found) throw bad(`message to ${what} not found`);
    if (found.markup && !('inline_keyboard' in found.markup)) throw bad("message can't be edited");
    return found;
  }

  function edit(payload: Json, change: Partial<StoredMessage>): Json {
    const message = find(payload, 'edit');
    const markup = readMarkup(payload.reply_markup);
    const after = { ...message, ...change, markup };
    const state = ({ text, entities, markup: keyboard }: StoredMessage) => JSON.stringify([text, entities, keyboard]);
    if (state(after) === state(message)) {
      throw bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    Object.assign(message, after, { edits: message.edits + 1 });
    return asJson(message, chatOf(payload));
  }

  const methods: Record<string, (payload: Json, form: Map<string, FormFile>) => unknown> = {
    getMe: () => BOT,
    setMyCommands: ({ commands }) => {
      for (const { command, description } of commands as { command: string; description: string }[]) {
        if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID');
        if (description.length < 1 || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
      }
      return true;
    },
    setWebhook: ({ url, secret_token: secret }) => {
      if (!String(url).startsWith('https://')) throw bad('bad webhook: An HTTPS URL must be provided for webhook');
      if (!/^[\w-]{1,256}$/.test(String(secret))) throw bad('secret token contains unallowed characters');
      webhook = { url: String(url), secret: String(secret) };
      return true;
    },
    deleteWebhook: () => {
      webhook = undefined;
      return true;
    },
    sendChatAction: (payload) => chatOf(payload) !== undefined,
    answerCallbackQuery: () => true,
    sendMessage: (payload) => post(payload, { ...readText(payload), file: undefined }),
    editMessageText: (payload) => edit(payload, readText(payload)),
    editMessageReplyMarkup: (payload) => edit(payload, {}),
    deleteMessage: (payload) => {
      const chat = chatOf(payload);
      const list = listOf(chat.id);
      const at = list.findIndex(({ id }) => id === Number(payload.message_id));
      if (at === -1) throw bad('message to delete not found');
      list.splice(at, 1);
      return true;
    },
    sendPhoto: (payload, form) => post(payload, readUpload(payload, form, 'photo')),
    sendDocument: (payload, form) => post(payload, readUpload(payload, form, 'document')),
    getFile: ({ file_id: id }) => {
      const file = files.get(String(id));
      if (!file) throw bad('wrong file_id or the file is temporarily unavailable');
      if (file.size > 20 * 1024 * 1024) throw bad('file is too big');
      return { file_id: id, file_unique_id: `u-${id}`, file_size: file.size, file_path: `documents/${id}.bin` };
    },
  };

  async function getUpdates(payload: Json, response: ServerResponse): Promise<void> {
    if (webhook) {
      return answer(response, 409, {
        ok: false,
        error_code: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      });
    }
    waiter?.answer({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    const offset = payload.offset as number | undefined;
    if (offset !== undefined) pending = pending.filter((update) => Number(update.update_id) >= offset);
    const limit = Number(payload.limit ?? 100);
    const timeout = Number(payload.timeout ?? 0);
    if (pending.length > 0 || timeout === 0) {
      return answer(response, 200, { ok: true, result: pending.slice(0, limit) });
    }
    const { promise, resolve } = Promise.withResolvers<Json>();
    const own: Waiter = { answer: resolve, confirmed: true };
    waiter = own;
    const timer = setTimeout(() => resolve({ ok: true, result: [] }), timeout * 1000);
    const gone = () => resolve({ ok: true, result: [] });
    response.once('close', gone);
    const body = await promise;
    clearTimeout(timer);
    response.off('close', gone);
    if (waiter === own) waiter = undefined;
    answer(response, body.ok === true ? 200 : 409, body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    const file = /^\/file\/bot([^/]+)\/documents\/(.+)\.bin$/.exec(url.pathname);
    if (file) return sendFile(file[1] ?? '', file[2] ?? '', response);
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    if (token === undefined) return answer(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
    const { payload, form } = await readBody(request);
    calls.push({ method, payload, at: performance.now() });
    if (token !== TOKEN || revoked) {
      return answer(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
    }
    const fault = takeFault(method, payload) ?? misbehaviour(method, payload);
    if (fault?.type === 'drop') return void request.socket.destroy();
    if (fault?.type === 'garbage') {
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      return void response.end('<html><h1>Bad Gateway</h1></html>');
    }
    if (fault?.type === 'answer') {
      const { status, description, parameters } = fault;
      return answer(response, status, {
        ok: false,
        error_code: status,
        description,
        ...(parameters && { parameters }),
      });
    }
    if (fault?.type === 'result') return answer(response, 200, { ok: true, result: fault.result });
    if (method === 'getUpdates') return await getUpdates(payload, response);
    const [status, body] = perform(method, payload, form);
    if (fault?.type === 'lose') return void request.socket.destroy();
    if (fault?.type === 'wait') await fault.for;
    answer(response, status, body);
  }

  function perform(method: string, payload: Json, form: Map<string, FormFile>): [number, Json] {
    const known = methods[method];
    if (!known) return [404, { ok: false, error_code: 404, description: 'Not Found: method not found' }];
    try {
      return [200, { ok: true, result: known(payload, form) }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message, parameters } = error;
      return [status, { ok: false, error_code: status, description: message, ...(parameters && { parameters }) }];
    }
  }

  function takeFault(method: string, payload: Json): Fault['does'] | undefined {
    const fault = faults.find(
      (one) =>
        (one.method === undefined || one.method === method) &&
        (one.chatId === undefined || one.chatId === Number(payload.chat_id)),
    );
    if (!fault) return undefined;
    if (fault.spared > 0) {
      fault.spared -= 1;
      return undefined;
    }
    fault.left -= 1;
    if (fault.left <= 0) faults.splice(faults.indexOf(fault), 1);
    return fault.does;
  }

  function sendFile(token: string, id: string, response: ServerResponse): void {
    const file = files.get(id);
    if (token !== TOKEN || !file) {
      answer(response, 404, { ok: false, error_code: 404 });
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(file.bytes);
  }

  async function pushOut(update: Json): Promise<void> {
    if (!webhook || !deliver) return;
    const response = await deliver(
      new Request(webhook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
        body: JSON.stringify(update),
      }),
    );
    if (response.ok) pending = pending.filter((one) => one !== update);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.destroy();
      if (request.complete) console.error('the double failed', error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    root: `http://127.0.0.1:${port}`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    order: (fault) => void faults.push({ ...fault, left: fault.times ?? 1, spared: fault.after ?? 0 }),
    misbehave: (does) => {
      misbehaviour = does;
    },
    addChat: (chat) => void chats.set(chat.id, chat),
    block: (chatId, isBlocked = true) => void (isBlocked ? blocked.add(chatId) : blocked.delete(chatId)),
    migrate(from, to) {
      const chat = chats.get(from);
      if (chat) chats.set(to, { ...chat, id: to, type: 'supergroup' });
      moved.set(from, to);
    },
    messages: listOf,
    nextMessageId: () => {
      messageId += 1;
      return messageId;
    },
    addFile: (id, bytes, { size = bytes.length } = {}) => void files.set(id, { bytes, size }),
    push(content) {
      updateId += 1;
      const update = { update_id: updateId, ...content };
      history.push(update);
      pending.push(update);
      if (webhook) void pushOut(update);
      else waiter?.answer({ ok: true, result: pending.slice(0, 100) });
      return updateId;
    },
    async repeat() {
      if (webhook) {
        for (const update of history) await pushOut(update);
        return;
      }
      while (!waiter || pending.length > 0) await pause(2);
      pending = [...history];
      waiter.answer({ ok: true, result: pending.slice(0, 100) });
      while (pending.length > 0) await pause(2);
    },
    unconfirmed: () => pending,
    isListening: () => waiter !== undefined && pending.length === 0,
    webhook: () => webhook,
    onPush: (to) => {
      deliver = to;
    },
    async pushAgain() {
      for (const update of [...pending]) await pushOut(update);
    },
    revoke: () => {
      revoked = true;
    },
    async close() {
      waiter?.answer({ ok: true, result: [] });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, body: Json): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<{ payload: Json; form: Map<string, FormFile> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(body, type);
  return { payload: body.length > 0 ? JSON.parse(body.toString()) : {}, form: new Map() };
}

/** Telegram trims text, and moves its entities along. */
function readText(payload: Json): Pick<StoredMessage, 'text' | 'entities'> {
  if (payload.parse_mode !== undefined) throw bad("can't parse entities");
  const raw = String(payload.text ?? '');
  if (!raw.isWellFormed()) throw bad('strings must be encoded in UTF-8');
  const text = raw.trim();
  if (!/[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text)) throw bad('message text is empty');
  if (text.length > 4096) throw bad('message is too long');
  const shift = raw.length - raw.trimStart().length;
  const entities = ((payload.entities ?? []) as StoredMessage['entities']).map((entity) => {
    if (entity.offset < 0 || entity.length <= 0 || entity.offset + entity.length > raw.length) {
      throw bad('ENTITY_BOUNDS_INVALID');
    }
    return { ...entity, offset: entity.offset - shift };
  });
  return { text, entities };
}

function readUpload(
  payload: Json,
  form: Map<string, FormFile>,
  kind: string,
): Pick<StoredMessage, 'text' | 'entities' | 'file'> {
  const named = /^attach:\/\/(.+)$/.exec(String(payload[kind]))?.[1];
  const file = named === undefined ? undefined : form.get(named);
  if (!file || file.bytes.length === 0) throw bad('file must be non-empty');
  const text = String(payload.caption ?? '');
  if (text.length > 1024) throw bad('message caption is too long');
  return { text, entities: [], file: { ...file, kind } };
}

function readMarkup(raw: unknown): Json | undefined {
  const markup = (typeof raw === 'string' ? JSON.parse(raw) : raw) as Json | undefined;
  if (!markup) return undefined;
  const rows = markup.inline_keyboard as { text: string; callback_data?: string }[][] | undefined;
  if (rows?.length === 0) return undefined;
  for (const row of rows ?? []) {
    if (row.length > 8) throw bad('too many buttons in a row');
    for (const { text, callback_data: data = '' } of row) {
      if (text.trim() === '') throw bad('text buttons are unallowed in the inline keyboard');
      if (data === '' || Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID');
    }
  }
  if (rows && rows.flat().length > 100) throw bad('reply markup is too long');
  return markup;
}
