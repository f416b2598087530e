/**
 * The driver for a Postgres server, on postgres.js. Single statements only: when a backend dies inside `begin()`, postgres.js runs
 * the rest of the transaction on another connection, outside it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { StoreError } from '../core/errors.ts';
import type { Cell, Database, Param } from './database.ts';
import { toStoreError } from './database-errors.ts';

export interface PostgresOptions {
  /** Connections at most. */
  poolSize?: number;
  /** The server ends a statement that takes longer. */
  statementTimeoutMs?: number;
  /** Without an answer for so long the connections count as dead; more than the statement timeout, or it would hide that. */
  answerTimeoutMs?: number;
}

/** How long a connection may take to be made: less than a person waits for an answer. */
const CONNECT_TIMEOUT_S = 3;
/** The longest pause between tries to connect, so that the program serves soon after the database is back. */
const BACKOFF_MAX_S = 0.5;
/** A migration of a grown table takes its time, and so does waiting for the process that runs it. */
const SCRIPT_TIMEOUT_MS = 600_000;
/** How long `close` lets running statements finish. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Plans are kept with prepared statements. One that was made while a table was small would read all of it when it has grown, until
 * the server's next analysis; and these statements, cheap but with large estimates, take less time than compiling them.
 */
const PLANNING = { enable_seqscan: 'off', jit: 'off' };

const asText = { serialize: String, parse: (text: string) => text };

/** Values stay as Postgres prints them, by type ids: numbers, json and jsonb, date, timestamp and timestamptz. */
const TEXT_TYPES = {
  number: { to: 0, from: [20, 21, 23, 26, 700, 701, 1700], ...asText },
  json: { to: 114, from: [114, 3802], ...asText },
  date: { to: 1184, from: [1082, 1114, 1184], ...asText },
};

export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  const { poolSize = 6, statementTimeoutMs = 3_000, answerTimeoutMs = 4_000 } = options;

  const connect = () =>
    postgres(url, {
      max: poolSize,
      connect_timeout: CONNECT_TIMEOUT_S,
      backoff: (retries: number) => Math.min(0.05 * 2 ** retries, BACKOFF_MAX_S),
      onnotice: () => {},
      // The types of arrays would be asked for on each connection; arrays are passed as JSON.
      fetch_types: false,
      types: TEXT_TYPES,
      connection: {
        application_name: 'franchise-support',
        TimeZone: 'UTC',
        statement_timeout: statementTimeoutMs,
        ...PLANNING,
      },
    });

  let client = connect();
  let closed = false;
  const running = new Set<Promise<unknown>>();

  /** A connection whose other end vanished can't be told from a slow one, and postgres.js has no way to drop it: drop them all. */
  const replace = (dead: typeof client) => {
    if (client !== dead || closed) return;
    client = connect();
    dead.end({ timeout: 0 }).catch(() => {});
  };

  async function answerOf<T>(ask: (client: postgres.Sql) => PromiseLike<T>, timeoutMs = answerTimeoutMs): Promise<T> {
    const asked = client;
    const { promise: silence, reject } = Promise.withResolvers<never>();
    const timeout = setTimeout(() => {
      reject(new StoreError('unreachable', 'no answer from the database'));
      replace(asked);
    }, timeoutMs);
    const answer = Promise.race([ask(asked), silence]);
    running.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw toStoreError(error);
    } finally {
      clearTimeout(timeout);
      running.delete(answer);
    }
  }

  return {
    query: (text: string, params: readonly Param[]) =>
      answerOf((sql) =>
        sql
          .unsafe<Record<string, Cell>[]>(
            text,
            params.map((param) => (param === null ? null : String(param))),
            // `simple` is what postgres.js takes a statement without parameters for; it would not be prepared then.
            { prepare: true, simple: false } as postgres.UnsafeQueryOptions,
          )
          .values(),
      ) as Promise<Cell[][]>,
    // Several statements in one simple query are one implicit transaction.
    script: async (text) => {
      const unhurried = `set local statement_timeout = ${SCRIPT_TIMEOUT_MS};\n${text}`;
      await answerOf((sql) => sql.unsafe(unhurried), SCRIPT_TIMEOUT_MS);
    },
    close: async () => {
      closed = true;
      // `end` would wait for ever for the statements of connections that died, so the waiting is done here.
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(running),
        pause(CLOSE_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
      await client.end({ timeout: 0 });
    },
  };
}
