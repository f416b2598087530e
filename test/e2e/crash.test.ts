/** Processes that die or stop at any moment: what was acknowledged is there once, what was to be said is said, in order. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { phrase } from '../../src/locales/catalogue.ts';
import { openPglite } from '../../src/store/pglite.ts';
import {
  type Ask,
  expectHandledOnce,
  expectKept,
  expectSentInOrder,
  expectWhole,
  type Host,
  markedSent,
  type NumberedEvent,
  numbered,
  sendsIn,
  unsent,
  withHost,
} from '../support/host.ts';
import { connect, postgresAnswers, withDatabase } from '../support/postgres.ts';
import { CHAT, withDirectory, withProgram } from '../support/program.ts';
import { seeded } from '../support/seeded.ts';
import { withMigratedDirectory } from '../support/store.ts';
import { until } from '../support/until.ts';

const hasPostgres = await postgresAnswers({ silent: true });
const PLACES = 8;
const SEED = 20_261_122;

/** A server's database, a way to ask it beside the hosts, and a file for what they send. */
const withServer = (work: (place: { env: Record<string, string>; ask: Ask; sends: string }) => Promise<void>) =>
  withDatabase((url) =>
    withDirectory(async (directory) => {
      const sql = connect(url);
      const ask: Ask = async (text) => String((await sql.unsafe(text).values())[0]?.[0]);
      const sends = join(directory, 'sends');
      try {
        await work({ env: { DATABASE_URL: url, SENDS: sends, DATABASE_POOL: '3' }, ask, sends });
      } finally {
        await sql.end();
      }
    }),
  );

/** Asks an embedded database that no host has open. */
async function withEmbedded(directory: string, work: (ask: Ask) => Promise<void>): Promise<void> {
  const database = await openPglite({ directory: join(directory, 'pg') });
  try {
    await work(async (text) => String((await database.query(text, []))[0]?.[0]));
  } finally {
    await database.close();
  }
}

/** Hands in what was never acknowledged, and is killed at some moment after a few more acknowledgements. */
async function runUntilKilled(
  host: Host,
  events: readonly NumberedEvent[],
  acknowledged: Set<number>,
  random: () => number,
): Promise<void> {
  const open = events.filter(({ number }) => !acknowledged.has(number));
  host.feed(open);
  await host.acknowledges(Math.min(open.length, Math.floor(random() * 60)));
  await pause(random() * 12);
  host.kill('SIGKILL');
  await host.ended;
  for (const number of host.acknowledged()) acknowledged.add(number);
}

/** Hands in everything, also what was acknowledged before, as a platform would that never heard it, and ends in peace. */
async function runToTheEnd(
  host: Host,
  events: readonly NumberedEvent[],
  isSent: () => Promise<boolean>,
): Promise<void> {
  host.feed(events);
  await host.acknowledges(events.length);
  await until('everything to be sent', isSent);
  host.kill('SIGTERM');
  expect(await host.ended).toEqual({ code: 0, signal: null });
}

describe('on a server', { concurrent: true, skip: !hasPostgres }, () => {
  it('a process that is killed again and again handles each event once and sends every reply in order', () =>
    withServer(async ({ env, ask, sends }) => {
      const random = seeded(SEED);
      const events = numbered(200, PLACES);
      const acknowledged = new Set<number>();
      const snapshots: { marked: Set<string>; sent: number }[] = [];
      for (let kill = 0; kill < 3; kill += 1) {
        await withHost(env, (host) => runUntilKilled(host, events, acknowledged, random));
        await expectKept(acknowledged, ask);
        snapshots.push({ marked: await markedSent(ask), sent: (await sendsIn(sends)).length });
      }
      await withHost(env, (host) => runToTheEnd(host, events, async () => (await unsent(ask)) === 0));
      await expectHandledOnce(events, ask);
      const repeats = await expectSentInOrder(sends, ask);
      console.info(`3 kills, seed ${SEED}: ${repeats} of ${events.length} sent again`);
      const all = await sendsIn(sends);
      for (const { marked, sent } of snapshots) expect(all.slice(sent).filter((id) => marked.has(id))).toEqual([]);
    }));

  it('two processes with the same events, one or the other killed, handle each once', () =>
    withServer(async ({ env, ask, sends }) => {
      const random = seeded(SEED + 1);
      const events = numbered(320, PLACES);
      const both = { ...env, LEASE_MS: '1500' };
      const live = async (kills: number) => {
        const acknowledged = new Set<number>();
        for (let kill = 0; kill < kills; kill += 1) {
          await withHost(both, (host) => runUntilKilled(host, events, acknowledged, random));
          await expectKept(acknowledged, ask);
        }
        await withHost(both, (host) => runToTheEnd(host, events, async () => (await unsent(ask)) === 0));
      };
      await Promise.all([live(1), live(2)]);
      await expectHandledOnce(events, ask);
      await expectSentInOrder(sends, ask);
    }));

  it('a process that is stopped under load loses nothing, and another one sends what it left', () =>
    withServer(async ({ env, ask, sends }) => {
      const events = numbered(400, PLACES);
      // So slow a platform cannot have had everything by the time 60 are taken, however slow the machine is.
      await withHost({ ...env, SEND_MS: '1500' }, async (host) => {
        host.feed(events.slice(0, 300));
        await host.acknowledges(60);
        host.kill('SIGTERM');
        host.feed(events.slice(300));
        expect(await host.ended).toEqual({ code: 0, signal: null });
        const acknowledged = host.acknowledged();
        await expectHandledOnce(
          events.filter(({ number }) => acknowledged.has(number)),
          ask,
        );
      });
      expect(await unsent(ask)).toBeGreaterThan(0);
      await withHost(env, async () => {
        await until('the rest to be sent', async () => (await unsent(ask)) === 0);
      });
      expect(await expectSentInOrder(sends, ask)).toBe(0);
    }));

  it('a stream of writes whose backends are all ended leaves nothing torn and loses nothing', () =>
    withServer(async ({ env, ask, sends }) => {
      const events = numbered(800, PLACES);
      await withHost(env, async (host) => {
        host.feed(events);
        let ended = 0;
        for (const count of [30, 150, 300, 450]) {
          await host.acknowledges(count);
          const now = await ask(`select count(pg_terminate_backend(pid))::text from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`);
          ended += Number(now);
          await expectWhole(ask);
        }
        expect(ended).toBeGreaterThan(3);
        await runToTheEnd(
          host,
          [],
          async () => host.acknowledged().size === events.length && (await unsent(ask)) === 0,
        );
      });
      await expectHandledOnce(events, ask);
      await expectSentInOrder(sends, ask);
    }));
});

describe('on an embedded database', { concurrent: true }, () => {
  it('a process that is killed again and again handles each event once and sends every reply in order', () =>
    withMigratedDirectory(async (data) => {
      const random = seeded(SEED + 2);
      const events = numbered(160, PLACES);
      const acknowledged = new Set<number>();
      const sends = join(data, 'sends');
      const env = { DATA_DIR: data, SENDS: sends };
      for (let kill = 0; kill < 2; kill += 1) {
        await withHost(env, (host) => runUntilKilled(host, events, acknowledged, random));
      }
      await withEmbedded(env.DATA_DIR, (ask) => expectKept(acknowledged, ask));
      const allSent = async () => new Set(await sendsIn(sends)).size === events.length;
      await withHost(env, (host) => runToTheEnd(host, events, allSent));
      await withEmbedded(env.DATA_DIR, async (ask) => {
        await expectHandledOnce(events, ask);
        await expectSentInOrder(sends, ask);
      });
    }));

  it('a chat that was killed goes on before the lease of the dead process is over', () =>
    withMigratedDirectory(async (directory) => {
      const start = { args: CHAT, env: { DATA_DIR: directory, DEFAULT_LANGUAGE: 'en' } };
      await withProgram(start, async (chat) => {
        await chat.say('/complaint', phrase('en', 'complaint.what.ask'));
        chat.kill('SIGKILL');
        await chat.ended;
      });
      await withProgram(start, (chat) => chat.say('The milk was sour', phrase('en', 'complaint.complainant.ask')));
    }));
});
