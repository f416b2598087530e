/** The double's gateway: sessions that are identified, told what happens, cut, and resumed. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

interface Session {
  id: string;
  seq: number;
  /** What was dispatched, to be told again. */
  sent: { s: number; t: string; d: unknown }[];
  socket: WebSocket | undefined;
}

export interface GatewayOptions {
  server: Server;
  bot: { id: string };
  isToken(given: unknown): boolean;
}

export function openGateway({ server, bot, isToken }: GatewayOptions) {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const events: { t: string; d: unknown }[] = [];
  let identifies = 0;
  let closeWith: number | undefined;
  let resumes = true;
  let ready: object = {};
  const url = (): string => {
    const address = server.address();
    return `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/gateway`;
  };

  sockets.on('connection', (socket) => {
    const tell = (payload: object) => socket.send(JSON.stringify(payload));
    tell({ op: 10, d: { heartbeat_interval: 45_000 } });
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data));
      if (op === 1) tell({ op: 11 });
      if (op === 2) {
        identifies += 1;
        if (!isToken(d.token)) return socket.close(4004);
        if (closeWith !== undefined) return socket.close(closeWith);
        const session: Session = { id: randomUUID(), seq: 0, sent: [], socket };
        sessions.set(session.id, session);
        dispatchTo(session, 'READY', {
          v: 10,
          user: bot,
          guilds: [],
          session_id: session.id,
          resume_gateway_url: url(),
          shard: [0, 1],
          application: { id: bot.id, flags: 0 },
          ...ready,
        });
      }
      if (op === 6 && resumes) {
        const session = sessions.get(d.session_id);
        if (!session) return tell({ op: 9, d: false });
        session.socket = socket;
        for (const one of session.sent.filter(({ s }) => s > d.seq)) tell({ op: 0, ...one });
        dispatchTo(session, 'RESUMED', {});
      }
      return undefined;
    });
  });

  function dispatchTo(session: Session, t: string, d: unknown): void {
    session.seq += 1;
    const packet = { s: session.seq, t, d };
    session.sent.push(packet);
    if (session.socket?.readyState === 1) session.socket.send(JSON.stringify({ op: 0, ...packet }));
  }

  return {
    url,
    events,
    identifies: () => identifies,
    connected: () => [...sessions.values()].filter(({ socket }) => socket?.readyState === 1).length,
    /** Whether someone is connected, identified or not. */
    sockets: () => sockets.clients.size,
    /** Something happens, and all who are connected are told. */
    dispatch(t: string, d: unknown): void {
      events.push({ t, d });
      for (const session of sessions.values()) dispatchTo(session, t, d);
    },
    /** All of it once more, as after a resume that went wrong. */
    repeat(): void {
      for (const { t, d } of [...events]) for (const session of sessions.values()) dispatchTo(session, t, d);
    },
    /** The connections break; the sessions stay, to be resumed. */
    cut(): void {
      for (const { socket } of sessions.values()) socket?.terminate();
    },
    /** Sessions end, as at Discord's restarts: a resume is refused. */
    forget(): void {
      const open = [...sessions.values()].map(({ socket }) => socket);
      sessions.clear();
      for (const socket of open) socket?.terminate();
    },
    /** Sessions end for the reason of this code. */
    closeSessions(code: number): void {
      const open = [...sessions.values()].map(({ socket }) => socket);
      sessions.clear();
      for (const socket of open) socket?.close(code);
    },
    /** A server that does not know of resuming: it says nothing to it. */
    ignoreResumes(): void {
      resumes = false;
    },
    /** What stands in READY instead. */
    readyWith(fields: object): void {
      ready = fields;
    },
    /** Undefined: identifies are answered again. */
    closeIdentifiesWith(code: number | undefined): void {
      closeWith = code;
    },
    closeSockets(): void {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
