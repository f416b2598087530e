/**
 * Slack on the wire: the Web API over HTTP, Socket Mode over WebSocket, answers by address, files. It checks what it is given as the
 * documentation says, and does what a test orders: refuse, slow down, lose the answer, drop connections.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { block, blocksFault, type View, viewFault, viewSchema } from './blocks.ts';
import { BOT, eventCallback, messageEvent, type Payload, TEAM } from './payloads.ts';
import type { Envelope, Fault, OpenedView, Posted, SlackDouble, SlackUser } from './shape.ts';

const RESTRICTED = { error: 'invalid_blocks' };

export async function openSlackDouble(): Promise<SlackDouble> {
  const token = 'xoxb-double-secret-token';
  const appToken = 'xapp-double-secret-token';
  const users = new Map<string, SlackUser>();
  const channels = new Set<string>();
  const members = new Map<string, Set<string>>();
  const messages: Posted[] = [];
  const views = new Map<string, OpenedView>();
  const homes = new Map<string, View>();
  const envelopes: Envelope[] = [];
  const uploads: SlackDouble['uploads'] = new Map();
  const files = new Map<string, { bytes: Uint8Array; redirect?: string | undefined; type?: string | undefined }>();
  const calls: SlackDouble['calls'] = [];
  const fileTokens: (string | undefined)[] = [];
  const faults: { method: string; fault: Fault; channel?: string | undefined; always: boolean }[] = [];
  const sockets = new Set<WebSocket>();
  const answers = new Map<string, { user: string; channel: string }>();
  const triggers = new Map<string, string>();
  let clock = 1_795_300_000_000_000;
  let serial = 0;
  let turn = 0;
  let misbehaviour: (method: string, args: Payload) => Fault | undefined = () => undefined;

  const nextTs = (): string => {
    clock += 1000;
    return `${Math.floor(clock / 1e6)}.${String(clock % 1e6).padStart(6, '0')}`;
  };
  const next = (prefix: string): string => {
    serial += 1;
    return `${prefix}${serial}`;
  };
  const directOf = (user: string): string => `D${user.slice(1)}`;

  function takeFault(method: string, channel: string | undefined): Fault | undefined {
    const at = faults.findIndex(
      (one) => one.method === method && (one.channel === undefined || one.channel === channel),
    );
    const found = faults[at];
    if (found && !found.always) faults.splice(at, 1);
    return found?.fault;
  }

  const post = (args: Payload, only?: string): Payload => {
    const channel = String(args.channel);
    if (!channels.has(channel)) return { error: 'channel_not_found' };
    const blocks = z.array(block).safeParse(args.blocks ?? []);
    if (!blocks.success || blocksFault(blocks.data, 50)) {
      return { ...RESTRICTED, messages: [blocks.success ? blocksFault(blocks.data, 50) : blocks.error.message] };
    }
    if (typeof args.text !== 'string' || args.text === '') return { error: 'no_text' };
    const ts = nextTs();
    const { text, metadata, thread_ts, channel: _, blocks: __, ...options } = args;
    const threadTs = thread_ts === undefined ? undefined : String(thread_ts);
    messages.push({ channel, ts, text, blocks: blocks.data, metadata, threadTs, only, edits: 0, options, files: [] });
    return { ok: true, ts, channel };
  };

  const asListed = ({ ts, text, blocks, metadata, threadTs }: Posted): Payload => ({
    type: 'message',
    ts,
    text,
    blocks,
    ...(metadata !== undefined && { metadata }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  });

  function listed(args: Payload, of: (message: Posted) => boolean): Posted[] {
    const { channel, latest, oldest, inclusive } = args;
    const from = Number(oldest ?? 0);
    const to = Number(latest ?? Number.POSITIVE_INFINITY);
    return messages.filter((one) => {
      const at = Number(one.ts);
      const inTime = inclusive === 'true' ? at >= from && at <= to : at > from && at < to;
      return one.channel === channel && one.only === undefined && inTime && of(one);
    });
  }

  const withView = (args: Payload, work: (view: View) => Payload): Payload => {
    const view = viewSchema.safeParse(args.view);
    if (!view.success) return { error: 'invalid_arguments', messages: [view.error.message] };
    const fault = viewFault(view.data);
    return fault === undefined ? work(view.data) : { error: 'invalid_arguments', messages: [fault] };
  };

  const methods: Record<string, (args: Payload) => Payload> = {
    'auth.test': () => ({ ok: true, team_id: TEAM, user_id: BOT.userId, bot_id: BOT.botId, team: 'Franchise' }),
    'users.info': ({ user }) => {
      const found = users.get(String(user));
      if (!found) return { error: 'user_not_found' };
      const { id, name, locale } = found;
      return { ok: true, user: { id, name, locale, team_id: TEAM, profile: { display_name: name, real_name: name } } };
    },
    'conversations.members': ({ channel }) => {
      if (!channels.has(String(channel))) return { error: 'channel_not_found' };
      return { ok: true, members: [...(members.get(String(channel)) ?? [])] };
    },
    'conversations.open': ({ users: user }) => {
      if (!users.has(String(user))) return { error: 'user_not_found' };
      channels.add(directOf(String(user)));
      return { ok: true, channel: { id: directOf(String(user)) } };
    },
    'conversations.history': (args) => {
      if (!channels.has(String(args.channel))) return { error: 'channel_not_found' };
      const found = listed(args, ({ threadTs }) => threadTs === undefined).toReversed();
      return { ok: true, messages: found.slice(0, Number(args.limit ?? 100)).map(asListed) };
    },
    'conversations.replies': (args) => {
      const about = messages.find(({ channel, ts }) => channel === args.channel && ts === args.ts);
      const parent = about?.threadTs ?? String(args.ts);
      const found = listed(args, ({ ts, threadTs }) => ts === parent || threadTs === parent);
      return { ok: true, messages: found.slice(0, Number(args.limit ?? 100)).map(asListed) };
    },
    'chat.postMessage': (args) => post(args),
    'chat.postEphemeral': (args) => {
      const { user, ...rest } = args;
      const result = post(rest, String(user));
      return result.ok ? { ok: true, message_ts: result.ts } : result;
    },
    'chat.update': (args) => {
      const found = messages.find(({ channel, ts }) => channel === args.channel && ts === args.ts);
      if (!found) return { error: 'message_not_found' };
      const blocks = z.array(block).safeParse(args.blocks ?? []);
      if (!blocks.success || blocksFault(blocks.data, 50)) return RESTRICTED;
      const { channel: _, ts, blocks: __, text, metadata, ...options } = args;
      Object.assign(found, { text: String(text), blocks: blocks.data, edits: found.edits + 1, options });
      if (metadata !== undefined) found.metadata = metadata;
      return { ok: true, ts: String(ts), channel: found.channel };
    },
    'views.open': (args) =>
      withView(args, (view) => {
        const user = triggers.get(String(args.trigger_id));
        if (user === undefined) return { error: 'expired_trigger_id' };
        triggers.delete(String(args.trigger_id));
        const opened = { ...view, id: next('V'), hash: next('hash'), user };
        views.set(user, opened);
        return { ok: true, view: opened };
      }),
    'views.update': (args) =>
      withView(args, (view) => {
        const [user, found] = [...views].find(([, one]) => one.id === args.view_id) ?? [];
        if (user === undefined || !found) return { error: 'not_found' };
        if (args.hash !== undefined && args.hash !== found.hash) return { error: 'hash_conflict' };
        const changed = { ...view, id: found.id, hash: next('hash'), user };
        views.set(user, changed);
        return { ok: true, view: changed };
      }),
    'views.publish': (args) =>
      withView(args, (view) => {
        homes.set(String(args.user_id), view);
        return { ok: true, view };
      }),
    'apps.connections.open': () => ({ ok: true, url: `${url.replace('http', 'ws')}/link?ticket=${next('t')}` }),
    'files.getUploadURLExternal': ({ filename }) => {
      const id = next('F');
      uploads.set(id, { name: String(filename), bytes: Buffer.alloc(0) });
      return { ok: true, file_id: id, upload_url: `${url}/upload/${id}` };
    },
    'files.completeUploadExternal': (args) => {
      const given = z.array(z.object({ id: z.string(), title: z.string() })).parse(args.files);
      for (const { id } of given) {
        const found = uploads.get(id);
        if (!found) return { error: 'file_not_found' };
        found.sharedIn = String(args.channel_id);
        messages
          .find(
            ({ channel, ts }) => channel === args.channel_id && (args.thread_ts === undefined || ts === args.thread_ts),
          )
          ?.files.push(found.name);
      }
      return { ok: true, files: given };
    },
    'files.info': ({ file }) =>
      files.has(String(file))
        ? { ok: true, file: { id: file, url_private_download: `${url}/files-pri/${file}` } }
        : { error: 'file_not_found' },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const path = new URL(request.url ?? '/', 'http://double').pathname;
    const json = (value: Payload, status = 200, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    };
    if (path.startsWith('/files-pri/')) return sendFile(path.slice('/files-pri/'.length), request, response);
    if (path.startsWith('/upload/')) {
      const found = uploads.get(path.slice('/upload/'.length));
      if (found) found.bytes = body;
      response.writeHead(found ? 200 : 404).end('OK');
      return;
    }
    if (path.startsWith('/respond/')) {
      const to = answers.get(path.slice('/respond/'.length));
      const result = to
        ? post({ ...parseRecord(body.toString()), channel: to.channel }, to.user)
        : { error: 'used_url' };
      return json(result, result.ok ? 200 : 404);
    }
    const method = path.slice('/api/'.length);
    const args = readForm(body.toString());
    calls.push({ method, args });
    const fault =
      takeFault(method, args.channel === undefined ? undefined : String(args.channel)) ?? misbehaviour(method, args);
    if (fault?.type === 'drop') return void request.socket.destroy();
    if (fault?.type === 'wait')
      return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fault.seconds) });
    if (fault?.type === 'status') return json({}, fault.status);
    if (fault?.type === 'error') return json({ ok: false, ...fault, type: undefined });
    if (fault?.type === 'slow') await fault.gate;
    const asked = request.headers.authorization;
    const right = method === 'apps.connections.open' ? appToken : token;
    if (asked !== `Bearer ${right}`) return json({ ok: false, error: 'invalid_auth' });
    const result = methods[method]?.(args) ?? { error: 'unknown_method' };
    if (fault?.type === 'lose-answer') return void request.socket.destroy();
    json(result.ok ? result : { ok: false, ...result });
  }

  function sendFile(id: string, request: IncomingMessage, response: ServerResponse): void {
    fileTokens.push(request.headers.authorization);
    const found = files.get(id);
    if (!found) return void response.writeHead(404).end();
    if (found.redirect !== undefined) return void response.writeHead(302, { location: found.redirect }).end();
    response.writeHead(200, { 'content-type': found.type ?? 'application/octet-stream' }).end(found.bytes);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const upgrades = new WebSocketServer({ server });
  upgrades.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id, payload } = parseRecord(String(data));
      const found = envelopes.find(({ id }) => id === envelope_id);
      if (!found) return;
      found.acknowledged = true;
      found.answer = payload;
      applyAnswer(found);
    });
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: BOT.appId } }),
    );
  });

  /** What Slack does with the answer to a submission. */
  function applyAnswer({ payload, answer: given }: Envelope): void {
    if (payload.type !== 'view_submission') return;
    const { id } = z.object({ id: z.string() }).parse(payload.view);
    const [user, open] = [...views].find(([, one]) => one.id === id) ?? [];
    if (user === undefined || !open) return;
    const reaction = z
      .object({
        response_action: z.string().optional(),
        view: viewSchema.optional(),
        errors: z.record(z.string(), z.string()).optional(),
      })
      .parse(given ?? {});
    if (reaction.response_action === 'errors') views.set(user, { ...open, errors: reaction.errors });
    else if (reaction.response_action === 'update' && reaction.view) {
      views.set(user, { ...reaction.view, id, hash: next('hash'), user });
    } else views.delete(user);
  }

  function send(envelope: Envelope): void {
    const open = [...sockets].filter((socket) => socket.readyState === WebSocket.OPEN);
    turn += 1;
    const { id: envelope_id, type, payload } = envelope;
    const accepts = type !== 'events_api';
    open[turn % open.length]?.send(
      JSON.stringify({
        envelope_id,
        type,
        payload,
        accepts_response_payload: accepts,
        ...(!accepts && { retry_attempt: 0, retry_reason: '' }),
      }),
    );
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const double: SlackDouble = {
    url,
    apiUrl: `${url}/api/`,
    token,
    appToken,
    messages,
    views,
    homes,
    envelopes,
    uploads,
    calls,
    fileTokens,
    connections: () => sockets.size,
    addUser: (user) => {
      users.set(user.id, user);
      channels.add(directOf(user.id));
      return directOf(user.id);
    },
    addChannel: (id) => void channels.add(id),
    join: (channel, user) => void members.set(channel, new Set([...(members.get(channel) ?? []), user])),
    leave: (channel, user) => void members.get(channel)?.delete(user),
    order: (method, fault, { channel, always = false } = {}) => void faults.push({ method, fault, channel, always }),
    misbehave: (does) => {
      misbehaviour = does;
    },
    deliver(type, payload) {
      const envelope: Envelope = { id: next('envelope-'), type, payload, acknowledged: false };
      envelopes.push(envelope);
      send(envelope);
      return envelope;
    },
    say(said) {
      const ts = nextTs();
      return double.deliver('events_api', eventCallback(next('Ev'), messageEvent({ ...said, ts })));
    },
    redeliver: (again) => {
      for (const envelope of again) {
        envelope.acknowledged = false;
        send(envelope);
      }
    },
    unacknowledged: () => envelopes.filter(({ acknowledged }) => !acknowledged),
    addFile: ({ id, ...file }) => {
      files.set(id, file);
      return `${url}/files-pri/${id}`;
    },
    triggerId: (user) => {
      const id = next('trigger.');
      triggers.set(id, user);
      return id;
    },
    responseUrl: (user, channel) => {
      const id = next('answer');
      answers.set(id, { user, channel });
      return `${url}/respond/${id}`;
    },
    hangUp: (how) => {
      for (const socket of sockets) {
        if (how === 'cut') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    babble: (text) => {
      for (const socket of sockets) socket.send(text);
    },
    close: async () => {
      for (const socket of sockets) socket.terminate();
      upgrades.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}

const record = z.record(z.string(), z.unknown());
const parseRecord = (text: string): Payload => record.catch({}).parse(parse(text));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Strings, whatever they begin with. */
const STRINGS = new Set(['text', 'channel', 'user', 'users', 'user_id', 'trigger_id', 'view_id']);

/** The SDK sends forms whose objects are JSON. */
function readForm(text: string): Payload {
  const entries = [...new URLSearchParams(text)].map(([name, value]) => [
    name,
    /^[[{]/.test(value) && !STRINGS.has(name) ? parse(value) : value,
  ]);
  return Object.fromEntries(entries);
}
