/** A TCP proxy with a switch, to put a network that fails between the program and its database. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Proxy {
  /** The same address by way of this proxy. */
  through(url: string): string;
  /** Nobody listens any more, and what was open is reset. */
  refuse(): void;
  /** What is open is reset; new connections are served. */
  cut(): void;
  /** Nothing goes through any more and nobody is told: connections stay open, also after `restore`, and never answer. */
  stall(): void;
  /** New connections are served. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function openProxy(target: { host: string; port: number }): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let stalled = false;
  let server: Server;
  let port = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }

  function accept(inside: Socket): void {
    keep(inside);
    if (stalled) return void inside.pause();
    const outside = connect(target);
    keep(outside);
    inside.pipe(outside);
    outside.pipe(inside);
    inside.on('close', () => outside.destroy());
    outside.on('close', () => inside.destroy());
  }

  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server = createServer(accept);
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, () => {
        const address = server.address();
        if (typeof address === 'object' && address) port = address.port;
        resolve();
      });
    });

  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  await listen();
  return {
    through(url) {
      const changed = new URL(url);
      changed.host = `127.0.0.1:${port}`;
      return changed.href;
    },
    refuse() {
      server.close();
      cut();
    },
    cut,
    stall() {
      stalled = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    async restore() {
      stalled = false;
      if (!server.listening) await listen();
    },
    async close() {
      cut();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A proxy to the server of `url`, closed afterwards. */
export async function withProxy<T>(url: string, work: (proxy: Proxy) => Promise<T>): Promise<T> {
  const { hostname, port } = new URL(url);
  const proxy = await openProxy({ host: hostname, port: Number(port || 5432) });
  try {
    return await work(proxy);
  } finally {
    await proxy.close();
  }
}
