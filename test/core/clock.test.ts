/** A host's clock that is wrong, and is moved while the program runs, changes nothing: what is due is due by the database's. */
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Adapter, Intake } from '../../src/core/adapter.ts';
import { emptyDecision } from '../../src/core/decision.ts';
import type { Input, ThreadRef } from '../../src/core/event.ts';
import { accountId, eventId, idOf, personId, threadId } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import { isoOf } from '../../src/domain/business-time.ts';
import { planCallback } from '../../src/domain/callback-changes.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { reminderTimers } from '../../src/flows/callbacks/callback-reminders.ts';
import { type Program, startProgram } from '../../src/program.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { commitOptions } from '../store/rows.ts';
import { silent } from '../support/engine.ts';
import { moveClock } from '../support/moved-clock.ts';
import { createDatabase, postgresAnswers } from '../support/postgres.ts';
import { until } from '../support/until.ts';

const CHANNEL = 'clock';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SHIFTS = [40 * MINUTE_MS, -40 * MINUTE_MS, DAY_MS, -DAY_MS] as const;
/** From the request to its time: what takes the host's clock for the database's is early or late by far more. */
const AHEAD_MS = 400;

const threadOf = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });

afterEach(() => moveClock(0));

/** The program on a transport that notes what it sends. */
async function startOn(url: string) {
  const sent: string[] = [];
  const parts = Promise.withResolvers<{ store: Store; intake: Intake }>();
  let store: Store;
  const adapter: Adapter = {
    channel: CHANNEL,
    capabilities: { edit: true, immediate: false, dialogs: false },
    reach: () => undefined,
    send: async ({ outboxId }) => {
      sent.push(outboxId);
      return { nativeId: outboxId };
    },
    start: async (intake) => parts.resolve({ store, intake }),
    stop: async () => {},
  };
  const program: Program = await startProgram({
    config: readConfig({ DATABASE_URL: url, DATABASE_POOL: '3' }),
    log: silent,
    tell() {},
    http: false,
    desks: [{ thread: threadOf('desk'), language: 'en' }],
    adapters: async (given) => {
      ({ store } = given);
      return [adapter];
    },
  });
  return { program, sent, ...(await parts.promise) };
}

/** A callback that was promised for a moment from now, with its timers. */
async function promise(store: Store, name: string): Promise<string> {
  const id = idOf('clock', name);
  const [loaded] = await store.load([{ eventId: id }]);
  const now = loaded?.now ?? '';
  const from = Date.parse(now) + AHEAD_MS;
  const window = { from: isoOf(from), until: isoOf(from + MINUTE_MS), zone: 'Asia/Shanghai' };
  const person = personId(accountId(CHANNEL, '', 'ada'));
  const about = { kind: 'requested', topic: name, personId: person, caseId: null, ownerId: null } as const;
  const { callback, entry } = planCallback({ id, ...about, window, promised: true }, { type: 'program' }, now);
  if (!callback) throw new Error('the callback is refused');
  const decision = emptyDecision({
    id: eventId(CHANNEL, name),
    kind: 'test',
    status: 'done',
    payload: null,
    error: null,
  });
  decision.callbacks.push(callback);
  decision.journal.push({
    id,
    seq: 1,
    aggregate: 'callback',
    eventId: decision.event.id,
    at: now,
    ...entry,
  });
  for (const effect of reminderTimers(callback, { callRules: DEFAULT_CALLBACK_RULES }))
    if (effect.type === 'timer') decision.timers.push({ ...effect.timer, rev: decision.event.id });
  await store.commit([decision], commitOptions());
  return id;
}

describe.skipIf(!(await postgresAnswers({ silent: true })))('a host’s clock', () => {
  it('that is wrong or is moved makes nothing early, late or double', async () => {
    const { url, drop } = await createDatabase({ lasting: false });
    const beside = openPostgres(url, { poolSize: 1 });
    const ask = async (text: string) => await beside.query(text, []);
    try {
      moveClock(SHIFTS[0]);
      const { program, store, intake, sent } = await startOn(url);
      const calls: string[] = [];
      for (const shift of SHIFTS) {
        calls.push(await promise(store, `promised at ${shift}`));
        // With something in hand.
        moveClock(shift);
        await until('word of it', async () => (await said(ask, calls)).length === calls.length);
        expect((await intake(hello(shift))).status).toBe('done');
      }
      for (const [dueAt, at] of await said(ask, calls))
        expect(String(at) >= String(dueAt), `${dueAt} ${at}`).toBe(true);
      await until('all to be sent', async () => (await unsent(ask)) === 0);
      expect(new Set(sent).size).toBe(sent.length);
      // The chains of a new database begin by its clock too: their first link is behind them.
      const links = await ask(`select key from timer where kind = 'events.purge' and due_at > now()`);
      expect(links).toEqual([[expect.stringMatching(/^events\.purge:2/)]]);
      await program.stop();
    } finally {
      moveClock(0);
      await beside.close();
      await drop();
    }
  });
});

type Ask = (text: string) => Promise<unknown[][]>;

/** When each was due, and when the desk was told by whoever it was. */
const said = (ask: Ask, calls: readonly string[]): Promise<unknown[][]> =>
  ask(`select (c.time_window ->> 'from')::timestamptz, o.at from callback c join journal j on j.id = c.id and j.kind = 'come-due'
join outbox o on o.event_id = j.event_id and o.replaces is null where c.id in (${calls.map((id) => `'${id}'`)})`);

const unsent = async (ask: Ask): Promise<number> =>
  Number((await ask(`select count(*) from outbox where status <> 'sent'`))[0]?.[0]);

function hello(shift: number) {
  const input: Input = { type: 'command', name: 'help', text: '' };
  const author = {
    accountId: accountId(CHANNEL, '', 'ada'),
    channel: CHANNEL,
    workspace: '',
    userId: 'ada',
    displayName: 'Ada',
  };
  const id = eventId(CHANNEL, `hello ${shift}`);
  return { type: 'person', id, at: new Date().toISOString(), thread: threadOf('ada'), author, input } as const;
}
