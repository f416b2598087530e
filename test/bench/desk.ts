/** The desk at work: 200 members of staff over 2,000 open cases; how long the queue and what is pressed on a card take. */
import { emptyDecision } from '../../src/core/decision.ts';
import type { Input, PersonEvent } from '../../src/core/event.ts';
import { accountId, eventId, idOf, personId } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import { beginClock, type Case, NEW_CASE } from '../../src/domain/case.ts';
import { DEFAULT_DEADLINES } from '../../src/domain/deadlines.ts';
import { NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { CHANNEL, DESK } from './complaint.ts';
import { openLoop, quantile } from './measure.ts';
import { openBenchStore, startBench } from './setup.ts';
import type { Task } from './tasks.ts';

const STAFF = 200;
const OPEN_CASES = 2_000;
/** Closed ones in the table beside them. */
const CLOSED_CASES = 20_000;
/** Everyone does something every two seconds. */
const PER_SECOND = 100;
const WARM_UP_SECONDS = 2;
const SECONDS = 15;
const AT_ONCE = 200;

const staffOf = (index: number): string => `desk:${index}`;

function aStaffPerson(index: number, now: string): Person {
  const known = {
    language: 'en',
    phone: null,
    zone: null,
    noCalls: false,
    inquiry: null,
    name: `Agent ${index}`,
  } as const;
  const grants = { ...NO_GRANTS, named: true, duties: ['agent' as const] };
  return {
    id: personId(accountId(CHANNEL, '', staffOf(index))),
    seq: 1,
    role: 'staff',
    ...known,
    grants,
    createdAt: now,
  };
}

function aCase(index: number, closed: boolean, now: string): Case {
  const createdAt = new Date(Date.parse(now) - (index % 2_000) * 60_000).toISOString();
  const settled = { status: 'confirmed', outcome: 'other', answeredAt: now, confirmedAt: now } as const;
  const charge = { status: 'assigned', assigneeId: personId(accountId(CHANNEL, '', staffOf(index % STAFF))) } as const;
  return {
    ...NEW_CASE,
    id: idOf('bench case', String(index)),
    number: `C-${500_000 + index}`,
    seq: 1,
    kind: 'complaint',
    urgent: index % 50 === 0,
    personId: personId(accountId(CHANNEL, '', `reporter:${index % 300}`)),
    threadId: idOf('bench thread', String(index % 300)),
    language: 'zh-Hans',
    outletId: null,
    facts: { what: '牛奶过期了，收银员态度也不好', name: '陈晓', phone: '+8613800138000' },
    words: '牛奶过期了，收银员态度也不好',
    search: null,
    cause: 'expired',
    intake: 'chat',
    createdAt,
    ...beginClock('complaint', 'general', createdAt, DEFAULT_DEADLINES),
    ...(closed ? settled : charge),
  };
}

async function fill(store: Store, run: string): Promise<void> {
  const now = new Date().toISOString();
  const staff = Array.from({ length: STAFF }, (_, index) => aStaffPerson(index, now));
  const accounts = staff.map((person, index) => {
    const userId = staffOf(index);
    return { id: accountId(CHANNEL, '', userId), personId: person.id, channel: CHANNEL, workspace: '', userId };
  });
  await store.seed({
    people: staff,
    accounts: accounts.map((account) => ({ ...account, displayName: account.userId })),
    outlets: [],
    timers: [],
  });
  for (let from = 0; from < OPEN_CASES + CLOSED_CASES; from += AT_ONCE) {
    const decisions = Array.from({ length: AT_ONCE }, (_, at) => {
      const id = eventId(CHANNEL, `${run}:fill:${from + at}`);
      const decision = emptyDecision({ id, kind: 'fill', status: 'done', payload: null, error: null });
      const row = aCase(from + at, from + at >= OPEN_CASES, now);
      const entry = { aggregate: 'case', eventId: id, at: now, actorId: null, kind: 'filed', body: {} } as const;
      decision.cases.push(row);
      decision.journal.push({ id: row.id, seq: 1, ...entry });
      return decision;
    });
    await store.commit(decisions, {
      token: idOf('bench'),
      leaseMs: 1_000,
      take: new Set(),
      marks: { rows: [], threads: [] },
    });
  }
}

type Act = 'queue' | 'mine' | 'show' | 'note';
const ACTS: readonly Act[] = ['queue', 'show', 'note', 'mine', 'show', 'note'];

/** What the next of the staff does; a case of their own where it is about one. */
function actsOf(run: string): () => { act: Act; event: PersonEvent } {
  let turn = 0;
  return () => {
    turn += 1;
    const index = turn % STAFF;
    const act = ACTS[turn % ACTS.length] ?? 'queue';
    const userId = staffOf(index);
    const number = `C-${500_000 + index + STAFF * (turn % (OPEN_CASES / STAFF))}`;
    const input: Input =
      act === 'note'
        ? { type: 'message', text: `called back, attempt ${turn}`, under: `about ${number}` }
        : act === 'show'
          ? { type: 'action', id: `c:${number}:show` }
          : { type: 'command', name: act, text: '' };
    const author = {
      accountId: accountId(CHANNEL, '', userId),
      channel: CHANNEL,
      workspace: '',
      userId,
      displayName: userId,
    };
    const id = eventId(CHANNEL, `${run}:${turn}`);
    return { act, event: { type: 'person', id, at: new Date().toISOString(), thread: DESK, author, input } };
  };
}

export async function desk({ place, run }: Task) {
  const store = await openBenchStore(place);
  await fill(store, run);
  // What stands below a card is about its case; here the message's id says of which.
  const reads = { ...store.reads, messageAbout: async (_: string, native: string) => native.replace('about ', '') };
  const bench = await startBench({ ...store, reads });
  const next = actsOf(run);
  const latencies: Record<Act, number[]> = { queue: [], mine: [], show: [], note: [] };
  let counts = false;
  const work = async (): Promise<void> => {
    const { act, event } = next();
    const began = performance.now();
    const answer = await bench.engine.handle(event);
    if (answer.immediate.length === 0) throw new Error(`nothing was answered to ${act}`);
    if (counts) latencies[act].push(performance.now() - began);
  };
  await openLoop(PER_SECOND, WARM_UP_SECONDS, work);
  counts = true;
  const all = await openLoop(PER_SECOND, SECONDS, work);
  await bench.close();
  await store.close();
  return {
    queueP99Ms: quantile([...latencies.queue, ...latencies.mine], 0.99),
    cardP99Ms: quantile([...latencies.show, ...latencies.note], 0.99),
    p50Ms: quantile(all, 0.5),
    p99Ms: quantile(all, 0.99),
  };
}
