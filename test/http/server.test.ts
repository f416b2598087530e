/** The HTTP server over real sockets. */
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Readiness } from '../../src/http/app.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions, ListenError } from '../../src/http/server.ts';

const running: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)));
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const well: Readiness = { database: true, stopping: false };

function aServer(options: Partial<HttpServerOptions> = {}): HttpServer {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    fallbackToAnyPort: false,
    ready: async () => well,
    metrics: createMetrics().registry,
    log: quiet,
    ...options,
  });
  running.push(server);
  return server;
}

/** The address of a started server. */
const started = async (options: Partial<HttpServerOptions> = {}) => (await aServer(options).start()).url;

/** Occupies a port while the callback runs. */
async function withTakenPort(use: (port: number) => Promise<void>): Promise<void> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  try {
    await use(typeof address === 'object' && address ? address.port : 0);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
}

describe('health', () => {
  it('is well while the process lives, whatever the database does', async () => {
    const url = await started({ ready: async () => ({ database: false, stopping: true }) });
    const response = await fetch(`${url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('is ready when every check is', async () => {
    const response = await fetch(`${await started()}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  it.each([
    [{ database: false, stopping: false }, ['database']],
    [{ database: true, stopping: true }, ['stopping']],
    [{ database: false, stopping: true }, ['database', 'stopping']],
  ])('names what fails: %j', async (readiness, failing) => {
    const response = await fetch(`${await started({ ready: async () => readiness })}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable', failing });
  });

  it('is not ready when the check throws or does not end', async () => {
    const failing = await started({ ready: async () => Promise.reject(new Error('gone')) });
    expect(await (await fetch(`${failing}/readyz`)).json()).toEqual({ status: 'unavailable', failing: ['database'] });
    const hanging = await started({ ready: () => new Promise(() => {}), readyTimeoutMs: 1 });
    expect(await (await fetch(`${hanging}/readyz`)).json()).toEqual({ status: 'unavailable', failing: ['database'] });
  });
});

describe('metrics', () => {
  it("are text in Prometheus' form", async () => {
    const metrics = createMetrics();
    metrics.event('console', 'done');
    metrics.commit(0.003, 5);
    metrics.conflict();
    metrics.setAside();
    metrics.delivery('console', 'sent');
    metrics.timerLate(0.2);
    metrics.databaseUp(true);
    metrics.outbox(7, 3.5);
    const response = await fetch(`${await started({ metrics: metrics.registry })}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n');
    for (const line of [
      'franchise_events_total{channel="console",outcome="done"} 1',
      'franchise_commit_seconds_count 1',
      'franchise_commit_group_size_sum 5',
      'franchise_conflicts_total 1',
      'franchise_events_set_aside_total 1',
      'franchise_deliveries_total{channel="console",outcome="sent"} 1',
      'franchise_timer_lateness_seconds_sum 0.2',
      'franchise_database_up 1',
      'franchise_outbox_pending 7',
      'franchise_outbox_oldest_seconds 3.5',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
  });

  it('answer 500 without details when they fail', async () => {
    const metrics = { contentType: 'text/plain', metrics: async () => Promise.reject(new Error('secret detail')) };
    const response = await fetch(`${await started({ metrics })}/metrics`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'internal error' });
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/nowhere'])('of %s has security headers and no banner', async (path) => {
    const { headers } = await fetch((await started()) + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  it.each([
    ['GET', '/'],
    ['GET', '/%ff'],
    ['GET', '//x'],
    ['POST', '/healthz'],
  ])('to %s %s is 404 in JSON', async (method, path) => {
    const response = await fetch((await started()) + path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'not found' });
  });

  it('to HEAD is that of GET without its body', async () => {
    const response = await fetch(`${await started()}/readyz`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.text()).toBe('');
  });
});

describe('the port', () => {
  it('is reported as it is', async () => {
    const listening = await aServer().start();
    expect(listening).toMatchObject({ host: '127.0.0.1', moved: false, url: `http://127.0.0.1:${listening.port}` });
    expect(listening.port).toBeGreaterThan(0);
  });

  it('is another one when it is taken and nobody asked for it', async () => {
    await withTakenPort(async (port) => {
      const listening = await aServer({ port, fallbackToAnyPort: true }).start();
      expect(listening.moved).toBe(true);
      expect(listening.port).not.toBe(port);
      expect((await fetch(`${listening.url}/healthz`)).status).toBe(200);
    });
  });

  it('is refused in one line when it is taken and was asked for', async () => {
    await withTakenPort(async (port) => {
      const error = await aServer({ port })
        .start()
        .catch((problem: unknown) => problem);
      expect(error).toBeInstanceOf(ListenError);
      expect(error).toMatchObject({
        code: 'config',
        variable: 'PORT',
        message: expect.stringMatching(new RegExp(`^PORT: ${port} is in use; .*$`)),
      });
    });
  });

  it('is not what is wrong when the address is', async () => {
    const error = await aServer({ host: '192.0.2.1', fallbackToAnyPort: true })
      .start()
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: 'config', variable: 'HOST' });
  });
});

describe('stop', () => {
  it('lets a running request end, then frees the port', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<Readiness>();
    const server = aServer({
      ready: () => {
        asked.resolve();
        return answer.promise;
      },
    });
    const { url, port } = await server.start();
    const response = fetch(`${url}/readyz`);
    await asked.promise;
    const stopped = server.stop();
    answer.resolve(well);
    expect((await response).status).toBe(200);
    // A connection that is kept alive would hold up the end.
    expect((await response).headers.get('connection')).toBe('close');
    await stopped;
    await aServer({ port }).start();
  });

  it('cuts what does not end', async () => {
    const asked = Promise.withResolvers<void>();
    const server = aServer({
      ready: () => {
        asked.resolve();
        return new Promise(() => {});
      },
      readyTimeoutMs: 10_000,
    });
    const { url } = await server.start();
    const cut = new Promise((resolve) => request(`${url}/readyz`).on('error', resolve).end());
    await asked.promise;
    await server.stop(0);
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });

  it('does not wait for connections that say nothing', async () => {
    const server = aServer();
    const { port } = await server.start();
    const socket = connect(port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('connect', resolve));
    await server.stop(0);
    await closed;
  });

  it('may be called before start and twice', async () => {
    const server = aServer();
    await server.stop();
    await server.start();
    await Promise.all([server.stop(), server.stop()]);
  });
});
