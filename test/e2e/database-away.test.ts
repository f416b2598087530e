/** The database goes away: at the start, while someone types, with and without a word of farewell. */
import { describe, expect, it } from 'vitest';
import { connect, postgresAnswers, withDatabase } from '../support/postgres.ts';
import { addressOf, CHAT, SERVICE, withProgram } from '../support/program.ts';
import { type Proxy as TcpProxy, withProxy } from '../support/proxy.ts';
import { until } from '../support/until.ts';

const hasPostgres = await postgresAnswers({ silent: true });

/** A new database behind a proxy; `count` asks beside the proxy how often the journal has these words. */
const withSwitch = (
  work: (place: { url: string; proxy: TcpProxy; count: (words: string) => Promise<number> }) => Promise<void>,
) =>
  withDatabase((url) =>
    withProxy(url, async (proxy) => {
      const sql = connect(url);
      const count = async (words: string) => {
        const rows = await sql`select 1 from journal where position(${words} in body::text) > 0`;
        return rows.length;
      };
      const through = new URL(proxy.through(url));
      through.password = 'mark-Pw-77';
      try {
        await work({ url: through.href, proxy, count });
      } finally {
        await sql.end();
      }
    }),
  );

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const since = (start: number): string => `${Math.round(performance.now() - start)} ms`;

const AWAY = {
  'refuses connections': (proxy: TcpProxy) => proxy.refuse(),
  'takes connections and says nothing': (proxy: TcpProxy) => proxy.stall(),
};

describe('a database that is away', { concurrent: true, skip: !hasPostgres }, () => {
  it.each(Object.entries(AWAY))('at the start, since it %s, is waited for', (name, goAway) =>
    withSwitch(async ({ url, proxy }) => {
      goAway(proxy);
      await withProgram(
        { args: SERVICE, env: { DATABASE_URL: url, DEFAULT_LANGUAGE: 'en' }, secrets: ['mark-Pw-77'] },
        async (program) => {
          await program.told('The database (DATABASE_URL) can’t be reached yet');
          const address = await addressOf(program);
          expect(await statusOf(`${address}/healthz`)).toBe(200);
          expect(await statusOf(`${address}/readyz`)).toBe(503);
          await proxy.restore();
          const back = performance.now();
          await until('readiness', async () => (await statusOf(`${address}/readyz`)) === 200);
          console.info(`a database that ${name} at the start: serving ${since(back)} after its return`);
        },
      );
    }),
  );

  it('at the start, ends on SIGTERM', () =>
    withSwitch(async ({ url, proxy }) => {
      proxy.refuse();
      await withProgram({ args: SERVICE, env: { DATABASE_URL: url } }, async (program) => {
        await program.told('can’t be reached yet');
        program.kill('SIGTERM');
        expect(await program.ended).toEqual({ code: 0, signal: null });
      });
    }));

  it.each(Object.entries(AWAY))('later, since it %s: what is typed is handled once when it is back', (name, goAway) =>
    withSwitch(async ({ url, proxy, count }) => {
      await withProgram(
        { args: CHAT, env: { DATABASE_URL: url, DEFAULT_LANGUAGE: 'en' }, secrets: ['mark-Pw-77'] },
        async (chat) => {
          await chat.say('/language en', 'English.');
          await chat.say('/complaint', 'What happened?');
          goAway(proxy);
          const words = 'The milk was sour and warm';
          await chat.say(words, 'can’t be reached');
          expect(chat.heard()).not.toContain('Who is complaining?');
          expect(await count(words)).toBe(0);
          await proxy.restore();
          const back = performance.now();
          chat.type('3');
          await until('the next question', () => chat.heard().includes('When did it happen?'));
          console.info(`a database that ${name} while someone types: answered ${since(back)} after its return`);
          expect(await count(words)).toBe(1);
        },
      );
    }),
  );

  it('later, is cut off in the middle: nothing is lost and nothing said twice', () =>
    withSwitch(async ({ url, proxy, count }) => {
      await withProgram({ args: CHAT, env: { DATABASE_URL: url } }, async (chat) => {
        await chat.say('/language en', 'English.');
        for (let turn = 0; turn < 12; turn += 1) {
          chat.type(`/complaint number ${turn} of the sour milk`);
          chat.type('/cancel');
          chat.type('1');
          proxy.cut();
          await until('the end of the turn', () => chat.stdout().split('Nothing was sent.').length === turn + 2);
          expect(await count(`number ${turn} of the sour milk`)).toBe(1);
        }
      });
    }));

  it('later, does not keep the program from ending at once', () =>
    withSwitch(async ({ url, proxy, count }) => {
      await withProgram({ args: CHAT, env: { DATABASE_URL: url } }, async (chat) => {
        await chat.say('/language en', 'English.');
        await chat.say('/complaint', 'What happened?');
        proxy.refuse();
        chat.type('Nobody will hear of this');
        await chat.told(/the database is away|could not be/);
        const asked = performance.now();
        chat.kill('SIGTERM');
        expect(await chat.ended).toEqual({ code: 0, signal: null });
        expect(performance.now() - asked).toBeLessThan(8000);
        expect(await count('Nobody will hear of this')).toBe(0);
      });
    }));
});
