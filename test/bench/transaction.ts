/** What everyone would do: an interactive transaction of six round trips, writing exactly the rows that the engine writes. */
import postgres from 'postgres';
import { collect } from '../../src/store/collect.ts';
import type { StorePlace } from '../../src/store/index.ts';
import { LOAD_TEXT, loadParams } from '../../src/store/load.ts';
import { openPglite } from '../../src/store/pglite.ts';
import { PARTS, type Parameter, type Part, statementOf } from '../../src/store/statement.ts';
import type { RecordedTurn } from './complaint.ts';
import { POOL_SIZE } from './setup.ts';

interface Transactions {
  write(turn: RecordedTurn): Promise<void>;
  close(): Promise<void>;
}

type Query = (text: string, params: (string | number | null)[]) => Promise<unknown>;

/** The statement in three: history, state, replies. With BEGIN, the read and COMMIT that makes six. */
const THIRDS: readonly (readonly Part[])[] = [
  PARTS.filter((part) => part === 'events' || part === 'journal'),
  PARTS.filter(
    (part) => !['events', 'journal', 'lockThreads', 'rowMarks', 'threads', 'outbox', 'threadMarks'].includes(part),
  ),
  PARTS.filter((part) => ['lockThreads', 'rowMarks', 'threads', 'outbox', 'threadMarks'].includes(part)),
];

async function writeInSix(query: Query, { ref, decision, marks }: RecordedTurn): Promise<void> {
  const options = {
    token: '00000000-0000-8000-8000-000000000000',
    leaseMs: 30_000,
    take: new Set(decision.threads.map(({ id }) => id)),
  };
  const { parts, values } = collect([decision], { rows: marks, threads: [] }, options);
  await query('begin', []);
  await query(LOAD_TEXT, loadParams([ref]));
  for (const third of THIRDS) {
    const present = new Set(third.filter((part) => parts.has(part)));
    if (present.size === 0) continue;
    const { text, parameters } = statementOf(present);
    // The text has room for parts of the other thirds: they are empty here.
    const isHere = (parameter: Parameter) => parameter === 'token' || parameter === 'leaseMs' || present.has(parameter);
    await query(
      text,
      parameters.map((parameter) => (isHere(parameter) ? (values.get(parameter) ?? null) : null)),
    );
  }
  await query('commit', []);
}

export async function openTransactions(place: StorePlace): Promise<Transactions> {
  return 'url' in place ? await onServer(place.url) : await onPglite('dir' in place ? place.dir : undefined);
}

/** The same settings as the store's, see `src/store/postgres.ts`: the comparison is of ways to write, not of planners. */
const PLANNING = { enable_seqscan: 'off', jit: 'off' };

async function onServer(url: string): Promise<Transactions> {
  const clients = Array.from({ length: POOL_SIZE }, () =>
    postgres(url, { max: 1, onnotice: () => {}, fetch_types: false, connection: PLANNING }),
  );
  const idle = [...clients];
  const waiting: ((client: postgres.Sql) => void)[] = [];
  return {
    async write(turn) {
      const client = idle.pop() ?? (await new Promise<postgres.Sql>((resolve) => waiting.push(resolve)));
      try {
        await writeInSix((text, params) => client.unsafe(text, params, { prepare: params.length > 0 }), turn);
      } finally {
        const next = waiting.shift();
        if (next) next(client);
        else idle.push(client);
      }
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end({ timeout: 2 })))),
  };
}

/** One connection, so one transaction after the other. */
async function onPglite(directory: string | undefined): Promise<Transactions> {
  const database = await openPglite(directory === undefined ? {} : { directory: `${directory}/pg` });
  let last: Promise<unknown> = Promise.resolve();
  return {
    write(turn) {
      const mine = last.then(() => writeInSix((text, params) => database.query(text, params), turn));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: () => database.close(),
  };
}
