/**
 * Discord on the wire: its REST over HTTP, its gateway over WebSocket, and people who use it. The real SDK talks to it. Faults can be
 * ordered for the next call to a channel. Payloads are in `payloads.ts`, limits in `limits.ts`.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGateway } from './gateway.ts';
import { type MessageBody, type ModalBody, wrongWithMessage, wrongWithModal } from './limits.ts';
import { aMessage, anInteraction, aUser, type DoubleAttachment, type DoubleUser, snowflake } from './payloads.ts';

import type { Call, Fault, StoredInteraction, StoredMessage } from './stored.ts';

export type { DoubleUser } from './payloads.ts';
export type { Fault, StoredMessage } from './stored.ts';

export const TOKEN = 'MTIz.double.discord-token';

export async function openDiscord() {
  const botId = snowflake();
  const bot = aUser({ id: botId, name: 'Support' }, true);
  const guildId = snowflake();
  const users = new Map<string, DoubleUser>();
  /** Channels and whether they are direct messages; undefined for what never was. */
  const channels = new Map<string, { direct: boolean; userId?: string }>();
  const messages: StoredMessage[] = [];
  const said: { channelId: string; payload: ReturnType<typeof aMessage> }[] = [];
  const interactions: StoredInteraction[] = [];
  const modals = new Map<string, { modal: ModalBody; on: StoredMessage | undefined }>();
  const calls: Call[] = [];
  const faults = new Map<string, Fault[]>();
  const blocked = new Set<string>();
  const files = new Map<string, { bytes: Uint8Array; type: string }>();
  let commands: unknown;
  let token = TOKEN;
  let expired = false;

  const server: Server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  const gateway = openGateway({ server, bot, isToken: (given) => given === token });
  const { dispatch } = gateway;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const reply = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const refuse = (status: number, code: number, message: string) => reply(status, { code, message });
    const file = files.get(url.pathname);
    if (file) {
      response.writeHead(200, { 'content-type': file.type });
      response.end(file.bytes);
      return;
    }
    if (!url.pathname.startsWith('/api/v10/')) return reply(404);
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const { body, names } = await read(request, raw);
    const method = request.method ?? '';
    calls.push({ method, path, body });
    const open = /^\/(?:interactions|webhooks)\//.test(path);
    if (!open && request.headers.authorization !== `Bot ${token}`) return refuse(401, 0, '401: Unauthorized');
    const place = /^\/channels\/(\d+)/.exec(path)?.[1] ?? path;
    const queue = faults.get(method === 'GET' ? `GET ${place}` : place);
    const fault = queue?.shift();
    if (fault?.type === 'answer')
      return reply(fault.status, fault.body ?? { message: 'fault', code: 0 }, fault.headers);
    if (fault?.type === 'fail') return void request.socket.destroy();
    if (fault?.type === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = answerTo(method, path, url.searchParams, body, names);
    if (fault?.type === 'lose') return void request.socket.destroy();
    if ('code' in answer) return refuse(answer.status, answer.code, answer.message);
    return reply(answer.status, answer.body);
  }

  type Answered = { status: number; body?: object } | { status: number; code: number; message: string };

  async function read(
    request: IncomingMessage,
    raw: Buffer,
  ): Promise<{ body: Record<string, unknown>; names: string[] }> {
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/')) return { body: raw.length > 0 ? JSON.parse(raw.toString()) : {}, names: [] };
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    const parts = [...form.values()];
    const names = parts.flatMap((one) => (typeof one === 'string' ? [] : [one.name]));
    return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), names };
  }

  function answerTo(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Record<string, unknown>,
    names: string[],
  ): Answered {
    const [first, second, third, fourth] = path.slice(1).split('/');
    if (path === '/gateway/bot') {
      const session_start_limit = {
        total: 1000,
        remaining: 1000 - gateway.identifies(),
        reset_after: 1,
        max_concurrency: 1,
      };
      return { status: 200, body: { url: gateway.url(), shards: 1, session_start_limit } };
    }
    if (path === '/users/@me/channels') {
      const user = users.get(String(body.recipient_id));
      if (!user) return { status: 400, code: 50_033, message: 'Invalid Recipient(s)' };
      return { status: 200, body: { id: user.dm, type: 1, recipients: [aUser(user)] } };
    }
    if (first === 'applications' && method === 'PUT') {
      if (second !== botId) return { status: 403, code: 20_012, message: 'You are not authorized' };
      commands = body;
      return { status: 200, body: [] };
    }
    if (path === '/attachments/refresh-urls') {
      const [original] = body.attachment_urls as string[];
      const known = original && files.has(new URL(`${original}`).pathname.replace('/lapsed', ''));
      return {
        status: 200,
        body: { refreshed_urls: known ? [{ original, refreshed: original.replace('/lapsed', '') }] : [] },
      };
    }
    if (first === 'channels') return onChannel(method, second ?? '', fourth, query, body as MessageBody, names);
    if (first === 'interactions')
      return onCallback(third ?? '', body as { type: number; data?: MessageBody & ModalBody });
    if (first === 'webhooks') return onWebhook(method, third ?? '', body as MessageBody);
    return { status: 404, code: 0, message: '404: Not Found' };
  }

  function onChannel(
    method: string,
    id: string,
    messageId: string | undefined,
    query: URLSearchParams,
    body: MessageBody,
    names: string[],
  ): Answered {
    const channel = channels.get(id);
    if (!channel) return { status: 404, code: 10_003, message: 'Unknown Channel' };
    if (method === 'GET' && messageId === undefined) {
      const after = BigInt(query.get('after') ?? '0');
      const those = said.filter(({ channelId, payload }) => channelId === id && BigInt(payload.id) > after);
      const found = those.slice(0, Number(query.get('limit') ?? '50')).map(({ payload }) => {
        const { guild_id: _, ...message } = payload;
        return message;
      });
      return { status: 200, body: found.reverse() };
    }
    if (method === 'GET') {
      const found = said.find(({ payload }) => payload.id === messageId);
      return found ? { status: 200, body: found.payload } : { status: 404, code: 10_008, message: 'Unknown Message' };
    }
    if (channel.userId !== undefined && blocked.has(channel.userId)) {
      return { status: 403, code: 50_007, message: 'Cannot send messages to this user' };
    }
    const there = messages.find((one) => one.id === messageId && one.channelId === id);
    if (messageId !== undefined && !there) return { status: 404, code: 10_008, message: 'Unknown Message' };
    if (there && method === 'DELETE') {
      messages.splice(messages.indexOf(there), 1);
      return { status: 204 };
    }
    const wrong = wrongWithMessage(body, { edit: there !== undefined, files: names.length });
    if (wrong) return { status: 400, code: 50_035, message: `Invalid Form Body: ${wrong}` };
    if (there) {
      edit(there, body);
      if (body.attachments) there.files = names;
      return { status: 200, body: { id: there.id } };
    }
    const again = body.enforce_nonce && messages.find((one) => one.nonce === body.nonce && one.channelId === id);
    const stored = again || store(id, body, { files: names });
    return { status: 200, body: { id: stored.id, channel_id: id } };
  }

  function store(channelId: string, body: MessageBody, more: Partial<StoredMessage> = {}): StoredMessage {
    const message: StoredMessage = {
      id: snowflake(),
      channelId,
      authorId: botId,
      body,
      files: [],
      edits: 0,
      ...(body.nonce !== undefined && { nonce: body.nonce }),
      ...more,
    };
    messages.push(message);
    return message;
  }

  function edit(message: StoredMessage, body: MessageBody): void {
    if (body.content !== undefined) message.edits += 1;
    message.body = { ...message.body, ...body };
  }

  const visibleTo = ({ user, guildId }: StoredInteraction, body: MessageBody): Partial<StoredMessage> =>
    guildId !== undefined && ((body.flags ?? 0) & 64) !== 0 ? { only: user.id } : {};

  function onCallback(
    interactionToken: string,
    { type, data }: { type: number; data?: MessageBody & ModalBody },
  ): Answered {
    const interaction = interactions.find((one) => one.token === interactionToken);
    if (!interaction || expired) return { status: 404, code: 10_062, message: 'Unknown interaction' };
    if (interaction.state !== 'open')
      return { status: 400, code: 40_060, message: 'Interaction has already been acknowledged.' };
    const wrong =
      data && type === 9 ? wrongWithModal(data) : data && [4, 7].includes(type) ? wrongWithMessage(data) : undefined;
    if (wrong) return { status: 400, code: 50_035, message: `Invalid Form Body: ${wrong}` };
    interaction.state = type === 5 ? 'deferred' : type === 6 ? 'quiet' : 'answered';
    if (type === 4 && data) {
      interaction.message = store(interaction.channelId, data, visibleTo(interaction, data));
    }
    if (type === 5)
      interaction.message = store(
        interaction.channelId,
        { content: 'is thinking…' },
        visibleTo(interaction, data ?? {}),
      );
    if (type === 6 && interaction.on) interaction.message = interaction.on;
    if (type === 7 && data && interaction.on) edit(interaction.on, data);
    if (type === 8) interaction.choices = (data as unknown as { choices: { name: string; value: string }[] }).choices;
    if (type === 9 && data) modals.set(interaction.user.id, { modal: data, on: interaction.on });
    return { status: 204 };
  }

  function onWebhook(method: string, interactionToken: string, body: MessageBody): Answered {
    const interaction = interactions.find((one) => one.token === interactionToken);
    if (!interaction || interaction.state === 'open') return { status: 404, code: 10_015, message: 'Unknown Webhook' };
    const { message } = interaction;
    const wrong = method === 'DELETE' ? undefined : wrongWithMessage(body);
    if (wrong) return { status: 400, code: 50_035, message: `Invalid Form Body: ${wrong}` };
    interaction.state = 'answered';
    if (method === 'POST') store(interaction.channelId, body, visibleTo(interaction, body));
    else if (!message) return { status: 404, code: 10_008, message: 'Unknown Message' };
    else if (method === 'DELETE') messages.splice(messages.indexOf(message), 1);
    else edit(message, body);
    return { status: 200, body: { id: message?.id ?? snowflake() } };
  }

  function addUser(name: string, locale = 'en-GB'): DoubleUser {
    const user: DoubleUser = { id: snowflake(), name, locale, dm: snowflake() };
    users.set(user.id, user);
    channels.set(user.dm, { direct: true, userId: user.id });
    return user;
  }

  function write(
    user: DoubleUser,
    content: string,
    more: {
      channelId?: string;
      mention?: boolean;
      files?: readonly { name: string; type: string; bytes: Uint8Array }[];
      told?: boolean;
      extra?: object;
    } = {},
  ): string {
    const { channelId = user.dm, mention = false, told = true } = more;
    const id = snowflake();
    const direct = channels.get(channelId)?.direct ?? true;
    const attachments = (more.files ?? []).map(({ name, type, bytes }): DoubleAttachment => {
      const attachmentId = snowflake();
      const path = `/attachments/${channelId}/${attachmentId}/${encodeURIComponent(name)}`;
      files.set(path, { bytes, type });
      const url = `${origin}${path}`;
      return { id: attachmentId, filename: name, size: bytes.byteLength, url, proxy_url: url, content_type: type };
    });
    const payload = aMessage({
      id,
      channel_id: channelId,
      author: aUser(user),
      content: mention ? `<@${botId}> ${content}` : content,
      ...(mention && { mentions: [bot] }),
      ...(!direct && { guild_id: guildId }),
      attachments,
      ...more.extra,
    });
    said.push({ channelId, payload });
    if (told) dispatch('MESSAGE_CREATE', payload);
    return id;
  }

  function interact(
    user: DoubleUser,
    type: number,
    data: object,
    more: { channelId?: string; on?: StoredMessage } = {},
  ): StoredInteraction {
    const { channelId = user.dm, on } = more;
    const direct = channels.get(channelId)?.direct ?? true;
    const base = { id: snowflake(), token: `it.${randomUUID()}`, user, channelId, ...(!direct && { guildId }) };
    const message = on && aMessage({ id: on.id, channel_id: channelId, author: bot, content: on.body.content ?? '' });
    const payload = anInteraction({
      ...base,
      application_id: botId,
      type,
      data,
      ...(message && { message: { ...message, components: on?.body.components ?? [] } }),
    });
    const interaction: StoredInteraction = { ...base, payload, state: 'open', ...(on && { on }) };
    interactions.push(interaction);
    dispatch('INTERACTION_CREATE', payload);
    return interaction;
  }

  return {
    ...gateway,
    apiUrl: `${origin}/api`,
    origin,
    botId,
    bot,
    calls,
    messages,
    interactions,
    said,
    addUser,
    write,
    interact,
    addChannel(): string {
      const id = snowflake();
      channels.set(id, { direct: false });
      return id;
    },
    commands: () => commands,
    modalOf: (user: DoubleUser) => modals.get(user.id),
    /** What a person sees in a channel. */
    seenBy: (user: DoubleUser, channelId = user.dm) =>
      messages.filter((one) => one.channelId === channelId && (one.only === undefined || one.only === user.id)),
    command(
      user: DoubleUser,
      name: string,
      options: Record<string, string> = {},
      more: { channelId?: string; focused?: string } = {},
    ) {
      const { focused, ...where } = more;
      const given = Object.entries(options).map(([option, value]) => {
        return { type: 3, name: option, value, ...(option === focused && { focused: true }) };
      });
      const data = { id: snowflake(), name, type: 1, ...(given.length > 0 && { options: given }) };
      return interact(user, focused === undefined ? 2 : 4, data, where);
    },
    /** The entry of a message's context menu. */
    commandOn(user: DoubleUser, name: string, content: string, attachments: object[] = []) {
      const id = snowflake();
      const message = aMessage({ id, channel_id: user.dm, author: bot, content });
      const resolved = { messages: { [id]: { ...message, attachments } } };
      return interact(user, 2, { id: snowflake(), name, type: 3, target_id: id, resolved });
    },
    press(user: DoubleUser, customId: string, on?: StoredMessage, values?: string[]) {
      const data = { custom_id: customId, component_type: values ? 3 : 2, ...(values && { values }) };
      const target = on ?? store(user.dm, { content: 'forged' }, { only: 'nobody' });
      return interact(user, 3, data, { channelId: target.channelId, on: target });
    },
    submit(user: DoubleUser, values: Readonly<Record<string, string>>) {
      const open = modals.get(user.id);
      if (!open) throw new Error('no modal is open');
      modals.delete(user.id);
      const components = open.modal.components.map(({ component }, index) => {
        const id = component?.custom_id ?? '';
        const chosen = component?.options?.find((option) => 'default' in option && option.default)?.value;
        const value = values[id] ?? component?.value ?? chosen ?? '';
        const filled =
          component?.type === 4 ? { value } : { values: component?.type === 3 && value !== '' ? [value] : [] };
        return {
          type: 18,
          id: index + 1,
          component: { type: component?.type, id: index + 100, custom_id: id, ...filled },
        };
      });
      const where = open.on ? { channelId: open.on.channelId, on: open.on } : {};
      return interact(user, 5, { custom_id: open.modal.custom_id, components }, where);
    },
    fault(place: string, ...those: Fault[]): void {
      faults.set(place, [...(faults.get(place) ?? []), ...those]);
    },
    block: (user: DoubleUser) => blocked.add(user.id),
    unblock: (user: DoubleUser) => blocked.delete(user.id),
    refuseToken(): void {
      token = 'another';
    },
    /** From now on every answer to an interaction comes too late. */
    expireInteractions(): void {
      expired = true;
    },
    files,
    async close(): Promise<void> {
      gateway.closeSockets();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type DiscordDouble = Awaited<ReturnType<typeof openDiscord>>;
