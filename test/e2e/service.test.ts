/** The program as a service: the page, health, its port, its end, and several starting at once. */
import { mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { phrase } from '../../src/locales/catalogue.ts';
import { connect, postgresAnswers, withDatabase, withEmptyDatabase } from '../support/postgres.ts';
import { addressOf, CHAT, SERVICE, withDirectory, withProgram } from '../support/program.ts';
import { until } from '../support/until.ts';

const hasPostgres = await postgresAnswers({ silent: true });
const OPTIONS = { concurrent: true };

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
/** On a busy machine the making of a database may hold an answer up until the server gives the connection up. */
const isReady = (url: string): Promise<boolean> =>
  statusOf(`${url}/readyz`).then(
    (status) => status === 200,
    () => false,
  );

/** Has a port taken meanwhile; it may be taken already. */
async function withTakenPort(port: number, work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve());
    server.listen({ host: '127.0.0.1', port }, () => resolve());
  });
  const address = server.address();
  try {
    await work(typeof address === 'object' && address ? address.port : port);
  } finally {
    server.close();
  }
}

describe('the service on an embedded database', OPTIONS, () => {
  it('serves the page and says where, and ends with code 0 on SIGTERM with its database closed', () =>
    withDirectory(async (directory) => {
      // As if its making had been interrupted before.
      await mkdir(join(directory, 'pg.unfinished', 'base'), { recursive: true });
      const start = { args: SERVICE, env: { DATA_DIR: directory } };
      await withProgram(start, async (program) => {
        const url = await addressOf(program);
        expect(program.stderr()).toContain(`Open the playground in a browser: ${url} `);
        const early = await fetch(url, { headers: { 'accept-language': 'zh-TW' } });
        expect(early.status).toBe(503);
        expect(early.headers.get('refresh')).toBe('1');
        expect(await early.text()).toContain(phrase('zh-Hant', 'page.problem.starting'));
        expect(await statusOf(`${url}/readyz`)).toBe(503);
        await until('readiness', () => isReady(url));
        await until('the page', async () => (await statusOf(url)) === 200);
        expect(await statusOf(`${url}/healthz`)).toBe(200);
        expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^# HELP/m);
        const asked = performance.now();
        program.kill('SIGTERM');
        expect(await program.ended).toEqual({ code: 0, signal: null });
        expect(performance.now() - asked).toBeLessThan(10_000);
        expect(program.stdout()).toBe('');
      });
      await withProgram(start, async (again) => {
        await until('readiness of the second start', async () => await isReady(await addressOf(again)));
      });
    }));
});

describe('the service on a server', { ...OPTIONS, skip: !hasPostgres }, () => {
  it.each([
    [{ HOST: '0.0.0.0' }, 404, /^Serving health only, .*HOST 0\.0\.0\.0.*PLAYGROUND=on/m],
    [{ HOST: '0.0.0.0', PLAYGROUND: 'on' }, 200, /^Warning: HOST is 0\.0\.0\.0/m],
  ])('has the page only where nobody else can reach it, or when told: %j', (env, status, line) =>
    withDatabase(async (url) => {
      await withProgram({ args: SERVICE, env: { DATABASE_URL: url, ...env } }, async (program) => {
        const address = await addressOf(program);
        await program.told(line);
        await until('readiness', () => isReady(address));
        if (status === 200) await until('the page', async () => (await statusOf(address)) === 200);
        else expect(await statusOf(address)).toBe(404);
      });
    }),
  );

  it('says that the usual port is taken and that the page is off, and leaves no connection behind when it ends', () =>
    withDatabase(async (url) => {
      await withTakenPort(3000, async () => {
        const env = { DATABASE_URL: url, PORT: '', PLAYGROUND: 'off' };
        await withProgram({ args: SERVICE, env }, async (program) => {
          const address = await addressOf(program);
          expect(program.stderr()).toContain('Port 3000 is taken');
          expect(address).not.toContain(':3000');
          expect(await statusOf(`${address}/healthz`)).toBe(200);
          await program.told(/^Serving health only, .*PLAYGROUND is off/m);
          await until('readiness', () => isReady(address));
          expect(await statusOf(address)).toBe(404);
          program.kill('SIGTERM');
          expect((await program.ended).code).toBe(0);
          const sql = connect(url);
          const left = () => sql`select 1 from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`;
          await until('the backends to end', async () => (await left()).length === 0);
          await sql.end();
        });
      });
    }));

  it('does not start on another port than the one that was asked for', () =>
    withTakenPort(0, async (port) => {
      const env = { PORT: String(port), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
      await withProgram({ args: SERVICE, env }, async (program) => {
        expect(await program.ended).toEqual({ code: 78, signal: null });
        expect(program.stderr()).toMatch(new RegExp(`^PORT: ${port} is in use; .*\\n$`));
      });
    }));

  it('migrates once when three start at once on an empty database, and all serve', () =>
    withEmptyDatabase(async (url) => {
      const start = { args: SERVICE, env: { DATABASE_URL: url, DATABASE_POOL: '2' } };
      const serve = () =>
        withProgram(start, async (program) => {
          const address = await addressOf(program);
          await until('readiness', () => isReady(address));
          program.kill('SIGTERM');
          return await program.ended;
        });
      expect(await Promise.all([serve(), serve(), serve()])).toEqual(Array(3).fill({ code: 0, signal: null }));
      const scripts = (await readdir('drizzle')).filter((name) => name.endsWith('.sql'));
      const sql = connect(url);
      const rows = await sql`select hash from drizzle.__drizzle_migrations`;
      const purges = await sql`select key from timer where kind = 'events.purge'`;
      await sql.end();
      expect(rows).toHaveLength(scripts.length);
      expect(purges).toHaveLength(1);
    }));

  it('has word of an overdue case wait for the desk when it was the one to notice', () =>
    withDatabase(async (url) => {
      const env = { DATABASE_URL: url, DEFAULT_LANGUAGE: 'en' };
      const number = await withProgram({ args: CHAT, env }, async (chat) => {
        const [filed] = await chat.say('human', /C-\d+/u);
        chat.closeInput();
        await chat.ended;
        return filed;
      });
      const sql = connect(url);
      await sql`update timer set due_at = now() where kind = 'case.due'`;
      await withProgram({ args: SERVICE, env }, async () => {
        const due = () => sql`select 1 from timer where kind = 'case.due' and due_at <= now()`;
        await until('the timer to be handled', async () => (await due()).length === 0);
      });
      await sql.end();
      await withProgram({ args: [...CHAT, '--as', 'desk'], env }, async (desk) => {
        await desk.say(
          '/queue',
          phrase('en', 'desk.told.due', { number, due: '', role: 'specialist' }).split('  ')[0] ?? '',
        );
      });
    }));
});
