/**
 * The driver for a Postgres server, on postgres.js. Single statements only: when a backend dies inside `begin()`, postgres.js runs
 * the rest of the transaction on another connection, outside it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { openConnections, type Wiring } from './connections.ts';
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

  const connections = openConnections({
    max: poolSize,
    connect: (wiring) =>
      postgres(url, {
        // Its types have no `socket`.
        ...(wiring as Pick<Wiring, 'max' | 'max_lifetime' | 'onclose'>),
        connect_timeout: CONNECT_TIMEOUT_S,
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
      }),
    isAnswer: (error) => error instanceof postgres.PostgresError && error.severity === 'ERROR',
  });
  const running = new Set<Promise<unknown>>();

  async function answerOf<T>(ask: (client: postgres.Sql) => PromiseLike<T>, timeoutMs = answerTimeoutMs): Promise<T> {
    const answer = connections.run(ask, timeoutMs);
    running.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw toStoreError(error);
    } finally {
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
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(running),
        pause(CLOSE_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
      await connections.end();
    },
  };
}
