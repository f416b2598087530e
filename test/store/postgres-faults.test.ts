/** What a server and a network do to a store: backends die, statements meet, connections go silent, processes start at once. */
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { connect as connectSocket, createServer, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Decision } from '../../src/core/decision.ts';
import type { Store, ThreadMark } from '../../src/core/store.ts';
import { openStore } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { connect, createDatabase, postgresAnswers, type TestDatabase, withEmptyDatabase } from '../support/postgres.ts';
import {
  aCase,
  aDecision,
  aDecisionTo,
  anEntry,
  aPerson,
  aReply,
  aThread,
  aTimer,
  commitOptions,
  LEASE_MS,
} from './rows.ts';

/** Numbers that look random and are the same in every run. */
function lottery(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  /** Some of the items, in any order. */
  return <T>(items: readonly T[], count: number): T[] => {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
  };
}

describe.skipIf(!(await postgresAnswers({ silent: true })))('store on a server', () => {
  let database: TestDatabase;
  let stores: Store[] = [];
  beforeAll(async () => {
    database = await createDatabase();
    stores = await Promise.all(
      [1, 2, 3].map(() => openStore({ url: database.url }, { poolSize: 4, answerTimeoutMs: 60_000 })),
    );
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });

  // Each kind alone, or the locks of one would keep the disorder of another from showing.
  it.each(['rows', 'threads', 'expectations', 'marks'] as const)(
    'never locks itself out, whatever %s overlap in three processes',
    async (kind) => {
      const people = Array.from({ length: 5 }, () => aPerson());
      const cases = Array.from({ length: 8 }, () => aCase());
      const threads = Array.from({ length: 8 }, () => aThread());
      const timers = Array.from({ length: 8 }, () => aTimer());
      // A mark can lock no thread that does not exist yet; a rare lock-out on the first message of one is a conflict like others.
      const known = kind === 'marks' ? threads : [];
      await stores[0]?.commit([aDecision({ people, cases, timers, threads: known })], commitOptions());
      const group = (round: number) => {
        const some = lottery(round);
        const decision = aDecision();
        const marks: ThreadMark[] = [];
        if (kind === 'rows') decision.timers = some(timers, 4);
        if (kind === 'expectations') {
          const touched = some(timers, 5);
          decision.people = some(people, 2);
          decision.cases = some(cases, 3);
          decision.timers = touched.slice(0, 3);
          decision.cancel = touched.slice(3);
          const seen = some(people, 2).map((person) => ({ type: 'person', id: person.id, seq: person.seq }) as const);
          decision.expects = [
            ...seen,
            ...some(cases, 3).map((row) => ({ type: 'case', id: row.id, seq: row.seq }) as const),
          ];
        }
        if (kind === 'threads' || kind === 'marks') {
          decision.threads = some(threads, 4);
          decision.outbox = decision.threads.map((thread) => aReply(thread));
        }
        if (kind === 'marks')
          marks.push(...some(threads, 3).map((thread) => ({ type: 'renew', threadId: thread.id }) as const));
        return { decision, marks: { rows: [], threads: marks } };
      };
      const results = await Promise.allSettled(
        stores.flatMap((store, process) =>
          Array.from({ length: 100 }, (_, round) => {
            const { decision, marks } = group(process * 1_000 + round);
            const take = new Set(decision.threads.map((thread) => thread.id));
            return store.commit([decision], commitOptions({ take, marks }));
          }),
        ),
      );
      expect(results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))).toEqual([]);
    },
  );

  it('leaves nothing torn when its backends are ended while it writes', async () => {
    const sql = connect(database.url);
    const writing = await Promise.all([1, 2, 3].map(() => openStore({ url: database.url }, { poolSize: 4 })));
    const written: Decision[] = [];
    let outages = 0;
    let ending = true;
    const write = async (store: Store) => {
      while (ending) {
        const decision = aDecisionTo(aThread(), 2);
        decision.journal.push(anEntry({ eventId: decision.event.id }));
        decision.timers.push(aTimer({ rev: decision.event.id }));
        decision.cases.push(aCase({ words: decision.event.id }));
        for (const row of decision.outbox) row.eventId = decision.event.id;
        written.push(decision);
        await store.commit([decision], commitOptions()).catch((error) => {
          expect(error).toMatchObject({ code: 'unreachable' });
          outages += 1;
        });
      }
    };
    const writers = writing.map((store) => Promise.all([write(store), write(store), write(store)]));
    const endBackends = async () => {
      // Ends when enough statements were cut off in the middle, so the test can't pass without any.
      while (outages < 30) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'franchise-support' and state = 'active'`;
      }
      ending = false;
    };
    await Promise.all([...writers, endBackends()]);
    const ids = written.map((decision) => decision.event.id);
    const counts = await sql<{ counts: string }[]>`select concat_ws(' ',
        (select count(*) from event where id = x.id), (select count(*) from journal where event_id = x.id),
        (select count(*) from timer where rev = x.id::text), (select count(*) from case_file where words = x.id::text),
        (select count(*) from outbox where event_id = x.id)) counts
      from (select value::uuid id from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)) x`;
    expect(counts.filter((row) => row.counts !== '0 0 0 0 0' && row.counts !== '1 1 1 1 2')).toEqual([]);
    expect(counts.filter((row) => row.counts === '1 1 1 1 2').length).toBeGreaterThan(0);
    await Promise.all([sql.end(), ...writing.map((store) => store.close())]);
    // What was unclear is done or not done, and a repeat finds out which.
    for (const decision of written.slice(-60)) {
      await stores[0]?.commit([decision], commitOptions()).catch((error) => expect(error.code).toBe('conflict'));
    }
    const known = await stores[0]?.load(ids.slice(-60).map((eventId) => ({ eventId })));
    expect(known?.every((loaded) => loaded.known)).toBe(true);
  });

  it('brings the schema up to date once when three processes start at once', async () => {
    await withEmptyDatabase(async (url) => {
      const opened = await Promise.all([1, 2, 3].map(() => openStore({ url }, { poolSize: 1 })));
      await Promise.all(opened.map((store) => store.ping()));
      await Promise.all(opened.map((store) => store.close()));
      const sql = connect(url);
      const rows = await sql`select hash from drizzle.__drizzle_migrations`;
      await sql.end();
      expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(0);
    });
  });

  it('says that it is unreachable when nobody answers, and serves when someone does', async () => {
    const relay = await openRelay(database.url);
    const store = await openStore({ url: relay.url }, { poolSize: 2, answerTimeoutMs: 300 });
    await relay.refuse();
    await expect(store.ping()).rejects.toMatchObject({ code: 'unreachable' });
    await relay.accept();
    await eventually(() => store.ping());
    await store.close();
    await relay.close();
  });

  it('gives connections up that went silent', async () => {
    const relay = await openRelay(database.url);
    const store = await openStore({ url: relay.url }, { poolSize: 1, answerTimeoutMs: 300 });
    relay.silence();
    await expect(store.ping()).rejects.toMatchObject({ code: 'unreachable' });
    await expect(store.commit([aDecision()], commitOptions())).resolves.toBeDefined();
    await store.close();
    await relay.close();
  });

  it.each(['idle', 'busy'] as const)(
    'takes no statement for done that met the end of a connection that was %s',
    async (state) => {
      const relay = await openRelay(database.url);
      // So patient that what is never answered fails the test.
      const server = openPostgres(relay.url, { poolSize: 1, answerTimeoutMs: 120_000 });
      const id = randomUUID();
      await server.query('select 1', []);
      const busy = state === 'busy' ? server.query('select pg_sleep(60)', []) : undefined;
      busy?.catch(() => {});
      // The moment that counts: the driver knows of the end, and the socket has not closed yet.
      const met = Promise.withResolvers<string>();
      const gone = Promise.withResolvers<void>();
      const emit = vi.spyOn(Socket.prototype, 'emit').mockImplementation(function (
        this: Socket,
        name: string,
        ...rest: unknown[]
      ) {
        if (name === 'error' && !relay.isSide(this)) {
          const write = server.query(
            `insert into outlet (id, code, name, aliases, region, zone) values ($1, $2, '', '[]', '', '') returning id::text`,
            [id, id],
          );
          write.then(
            ([row]) => met.resolve(String(row)),
            ({ code }) => met.resolve(code),
          );
          this.prependOnceListener('close', () => setImmediate(gone.resolve));
          emit.mockRestore();
        }
        return Reflect.apply(EventEmitter.prototype.emit, this, [name, ...rest]);
      });
      relay.reset();
      await gone.promise;
      await server.query('select 1', []);
      const answer = await met.promise;
      const rows = await server.query('select count(*) from outlet where id = $1', [id]);
      expect([answer, rows]).toEqual(answer === id ? [id, [['1']]] : ['unreachable', [['0']]]);
      await server.close();
      await relay.close();
    },
  );

  it('says no word of the address or the password when it cannot connect', async () => {
    const url = 'postgres://someone:geheim@127.0.0.1:1/nowhere';
    const error = await openStore({ url }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable' });
    const shown = JSON.stringify(error, Object.getOwnPropertyNames(error));
    expect(shown).not.toMatch(/geheim|someone|127\.0\.0\.1/);
    expect(error.cause).toBeUndefined();
  });

  it('takes a lease that lasts on the clock of the database', async () => {
    const thread = aThread();
    await stores[0]?.commit([aDecisionTo(thread)], commitOptions({ take: new Set([thread.id]) }));
    const sql = connect(database.url);
    const [row] = await sql`select extract(epoch from lease_until - o.at)::int * 1000 as lasts
      from thread t join outbox o on o.thread_id = t.id where t.id = ${thread.id}`;
    await sql.end();
    expect(row?.lasts).toBe(LEASE_MS);
  });

  it('lets a migration take its time, and nothing else', async () => {
    const hurried = openPostgres(database.url, { statementTimeoutMs: 50, answerTimeoutMs: 5_000 });
    const slow = 'select pg_sleep(0.2)';
    const cut = { code: 'unreachable', message: expect.stringContaining('57014') };
    await expect(hurried.query(slow, [])).rejects.toMatchObject(cut);
    await expect(hurried.script(`select 1; ${slow}`)).resolves.toBeUndefined();
    await expect(hurried.query(slow, [])).rejects.toMatchObject(cut);
    await hurried.close();
  });
});

async function eventually(work: () => Promise<void>): Promise<void> {
  // Bounded by the test's own time limit.
  for (;;) {
    try {
      return await work();
    } catch {}
  }
}

/** A way to the server that can be cut. */
async function openRelay(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const serve = () =>
    createServer((inward) => {
      const outward = connectSocket(Number(target.port || 5432), target.hostname);
      for (const socket of [inward, outward]) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          sockets.delete(socket);
          inward.destroy();
          outward.destroy();
        });
      }
      inward.pipe(outward).pipe(inward);
    });
  let server = serve();
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  const { port } = address;
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  const refuse = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: through.href,
    refuse,
    /** Whether the socket is one of the relay's own. */
    isSide: (socket: Socket) => sockets.has(socket),
    /** The connections of now are reset. */
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    accept: async () => {
      server = serve();
      await listen(port);
    },
    /** The connections of now stay open and say nothing more. */
    silence: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    close: refuse,
  };
}
