/**
 * Connections to a Postgres server: each is a postgres.js client of its own with one statement at a time, and is thrown away when it
 * ends. A client that connects anew keeps what it had: a statement that it was given while a connection was being reset is answered
 * with no rows though it was never sent, or never answered; what it was about to write delays the next start; and rows of an answer
 * that was cut off shift those of the next one. Its `end` leaves sockets to a silent server open, and a pending connect goes on.
 */
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../core/errors.ts';

/** What is used of a client of postgres.js. */
interface Client {
  end(options: { timeout: number }): Promise<void>;
}

/** Options of postgres.js that make a client one connection. */
export interface Wiring {
  max: 1;
  max_lifetime: null;
  onclose(): void;
  socket(place: SocketPlace): Promise<Socket>;
}

interface SocketPlace {
  host: string[];
  port: number[];
  path?: string | false;
}

export interface ConnectionsOptions<C extends Client> {
  max: number;
  connect(wiring: Wiring): C;
  /** Whether the server has answered with that error, and goes on: else nobody knows what state the connection is in. */
  isAnswer(error: unknown): boolean;
}

export interface Connections<C extends Client> {
  /** Runs one statement. Rejects with the driver's error, or with `unreachable` when the time is over. */
  run<T>(ask: (client: C) => PromiseLike<T>, timeoutMs: number): Promise<T>;
  /** Ends all; what is running is rejected. */
  end(): Promise<void>;
}

interface Connection<C extends Client> {
  client: C;
  /** Whether the server has ever answered on it. */
  served: boolean;
  endsAt: number;
  end(gently?: boolean): Promise<void>;
}

/** The longest pause between tries to connect, so that the program serves soon after the database is back. */
const BACKOFF_MAX_MS = 500;
const BACKOFF_MS = 50;
/** A backend keeps the plans of all that it has run; connections are renewed after half an hour to an hour. */
const LIFETIME_MIN_MS = 30 * 60_000;

const ended = (): StoreError => new StoreError('unreachable', 'the database is closed');

export function openConnections<C extends Client>({ max, connect, isAnswer }: ConnectionsOptions<C>): Connections<C> {
  const all = new Set<Connection<C>>();
  /** The last one that was used is used next. */
  const idle: Connection<C>[] = [];
  const waiting: PromiseWithResolvers<Connection<C>>[] = [];
  let isEnded = false;
  /** Connections in a row that ended without having served. */
  let failures = 0;

  function open(): Connection<C> {
    let socket: Socket | undefined;
    let dropped = false;
    const openSocket = async ({ host, port, path }: SocketPlace) => {
      // Also without a pause this comes later: an error of `connect` must find a listener.
      await pause(failures === 0 ? 0 : Math.min(BACKOFF_MS * 2 ** failures, BACKOFF_MAX_MS));
      if (dropped) throw ended();
      const turn = failures % host.length;
      // postgres.js takes the name for TLS from there.
      socket = Object.assign(new Socket(), { host: host[turn] });
      return path ? socket.connect(path) : socket.connect(port[turn] ?? 5432, host[turn] ?? 'localhost');
    };
    const connection: Connection<C> = {
      client: connect({ max: 1, max_lifetime: null, onclose: () => drop(connection), socket: openSocket }),
      served: false,
      endsAt: performance.now() + LIFETIME_MIN_MS * (1 + Math.random()),
      end: async (gently = false) => {
        dropped = true;
        // Rejects what is running, also what postgres.js has lost sight of.
        await connection.client.end({ timeout: 0 }).catch(() => {});
        // Nobody may be there any more to take the farewell.
        socket?.unref();
        if (gently) socket?.destroySoon();
        else socket?.destroy();
      },
    };
    all.add(connection);
    return connection;
  }

  function assign(): void {
    while (waiting.length > 0 && !isEnded) {
      const connection = idle.pop() ?? (all.size < max ? open() : undefined);
      if (!connection) return;
      waiting.shift()?.resolve(connection);
    }
  }

  function drop(connection: Connection<C>, gently = false): void {
    if (!all.delete(connection)) return;
    removeFrom(idle, connection);
    void connection.end(gently);
    assign();
  }

  function release(connection: Connection<C>): void {
    if (!all.has(connection)) return;
    if (performance.now() > connection.endsAt) drop(connection, true);
    else idle.push(connection);
    assign();
  }

  function serves(connection: Connection<C>): void {
    connection.served = true;
    failures = 0;
  }

  return {
    async run(ask, timeoutMs) {
      if (isEnded) throw ended();
      const turn = Promise.withResolvers<Connection<C>>();
      const silence = Promise.withResolvers<never>();
      silence.promise.catch(() => {});
      let connection: Connection<C> | undefined;
      const timeout = setTimeout(() => {
        const error = new StoreError('unreachable', 'no answer from the database');
        removeFrom(waiting, turn);
        turn.reject(error);
        silence.reject(error);
        // Where one went silent, those that are not in use probably did too; each would cost another wait.
        if (connection) for (const one of idle.slice()) drop(one);
      }, timeoutMs);
      try {
        waiting.push(turn);
        assign();
        connection = await turn.promise;
        const answer = await Promise.race([ask(connection.client), silence.promise]);
        serves(connection);
        return answer;
      } catch (error) {
        if (connection && isAnswer(error)) serves(connection);
        else if (connection) {
          if (!connection.served) failures += 1;
          drop(connection);
        }
        throw error;
      } finally {
        clearTimeout(timeout);
        if (connection) release(connection);
      }
    },
    async end() {
      isEnded = true;
      for (const turn of waiting.splice(0)) turn.reject(ended());
      await Promise.all([...all].map((connection) => connection.end(true)));
      all.clear();
    },
  };
}

function removeFrom<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
