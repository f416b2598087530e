/** The checker notices: a store or a transport that is broken on purpose, each fault by the count that is meant for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { REMIND_TIMER } from '../../src/flows/callbacks/callback-reminders.ts';
import { STORE_BREAKS } from './breakage.ts';
import { check, type Evidence } from './checker.ts';
import { type Breakage, runInProcess } from './in-process.ts';
import { isSound, KEYS, sumOf } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { type Arrival, idOfLine } from './world.ts';

const SEED = 20_261_122;

type Count = 'lost' | 'duplicated' | 'torn' | 'unsent' | 'outOfOrder' | 'early';

/** A transport that does something to one message. */
const once = (change: (arrival: Arrival) => Arrival[]): Breakage => {
  let left = 7;
  return {
    transport(arrival) {
      left -= 1;
      return left === 0 ? change(arrival) : [arrival];
    },
  };
};

/** A transport that lets one message of a thread wait for the next one. */
const swapping = (): Breakage => {
  let kept: Arrival | undefined;
  let swapped = false;
  return {
    transport(arrival) {
      if (swapped || arrival.place !== 'person1') return [arrival];
      if (!kept) {
        kept = arrival;
        return [];
      }
      swapped = true;
      return [arrival, kept];
    },
  };
};

const RUNS: [name: string, count: Count, breakage: () => Breakage][] = [
  ['an acknowledgement before a commit that never comes', 'lost', () => ({ hasty: (n) => n === 9 })],
  ['an outbox row that is not written', 'lost', () => ({ store: STORE_BREAKS['drop-outbox'] })],
  ['an answer that is not written', 'lost', () => ({ store: STORE_BREAKS['drop-answers'] })],
  ['a timer that is not written', 'lost', () => ({ store: STORE_BREAKS['drop-timers'] })],
  ['a case that is not written with its journal', 'torn', () => ({ store: STORE_BREAKS['drop-cases'] })],
  ['a mark that is dropped', 'unsent', () => ({ store: STORE_BREAKS['drop-marks'] })],
  ['a transport that drops a message', 'unsent', () => once(() => [])],
  ['a process that sends the same again', 'duplicated', () => once((arrival) => [arrival, arrival])],
  ['two sends that are swapped', 'outOfOrder', swapping],
];

/** One row of a table, which must be there. */
function one<T>(rows: readonly T[], wanted: (row: T) => boolean = () => true): T {
  const row = rows.find(wanted);
  if (!row) throw new Error('the run has no such row');
  return row;
}

/** Taken by some callback. */
const SLOT = { slot: '2027-01-01T00:00:00+00:00', place: 0 };

const remove = <T>(rows: T[], row: T): void => void rows.splice(rows.indexOf(row), 1);

/** Takes an event away, with all that it wrote or without. */
function forget({ accepted, actual }: Evidence, withEffects: boolean): void {
  const id = idOfLine(one(accepted, ({ n }) => n === 12));
  actual.event = actual.event.filter((row) => row.id !== id);
  if (withEffects) undo({ actual }, id);
}

function undo({ actual }: Pick<Evidence, 'actual'>, id: string): void {
  actual.journal = actual.journal.filter((row) => row.event_id !== id);
  actual.outbox = actual.outbox.filter((row) => row.event_id !== id);
}

/** The event of a timer of that kind which has written something. */
const firedOf = ({ actual, model }: Pick<Evidence, 'actual' | 'model'>, wanted: string): string => {
  const wrote = new Set(actual.outbox.map(({ event_id }) => event_id));
  const [id] = one([...model.fired], ([event, { kind }]) => kind === wanted && wrote.has(event));
  return id;
};

const REST: [name: string, count: Count, tamper: (evidence: Evidence, actual: Snapshot) => void][] = [
  ['an event that is gone', 'torn', (evidence) => forget(evidence, false)],
  ['an event that is gone with all that it wrote', 'lost', (evidence) => forget(evidence, true)],
  ['an event that was set aside', 'lost', (_, { event }) => Object.assign(one(event), { status: 'failed' })],
  ['a deadline that passed in silence', 'lost', (evidence) => undo(evidence, firedOf(evidence, 'case.due'))],
  [
    'a reminder of a callback that was never sent',
    'lost',
    (evidence) => undo(evidence, firedOf(evidence, REMIND_TIMER)),
  ],
  [
    'a reminder that is written twice',
    'duplicated',
    (evidence, { outbox }) => {
      const id = firedOf(evidence, REMIND_TIMER);
      outbox.push({ ...one(outbox, ({ event_id }) => event_id === id), id: 'another' });
    },
  ],
  [
    'a reminder before its time',
    'early',
    (evidence, { journal }) => {
      const id = firedOf(evidence, REMIND_TIMER);
      Object.assign(
        one(journal, ({ event_id }) => event_id === id),
        { at: '2026-01-01T00:00:00Z' },
      );
    },
  ],
  ['a callback that is ahead of its journal', 'torn', (_, x) => Object.assign(one(x.callback), { seq: 99 })],
  ['a callback that nothing led to', 'torn', (_, x) => Object.assign(one(x.callback), { status: 'done' })],
  ['room that nobody gave back', 'duplicated', (_, x) => x.callback_slot.push({ ...SLOT, callback_id: 'another' })],
  ['an event that nobody handed in', 'torn', ({ accepted }) => void (accepted as unknown[]).splice(3, 1)],
  ['an event that happened twice', 'duplicated', (evidence) => void (evidence.happenedAgain as number[]).push(3)],
  [
    'a state without its journal',
    'torn',
    (_, { journal }) =>
      remove(
        journal,
        one(journal, ({ seq }) => seq === 4),
      ),
  ],
  ['a journal without its state', 'torn', (_, x) => remove(x.conversation, one(x.conversation))],
  ['a state that is behind its journal', 'torn', (_, x) => Object.assign(one(x.conversation), { seq: 3 })],
  ['a case that is ahead of its journal', 'torn', (_, x) => Object.assign(one(x.case_file), { seq: 99 })],
  ['a case in a state that nothing led to', 'torn', (_, x) => Object.assign(one(x.case_file), { status: 'answered' })],
  ['open flows that nothing led to', 'torn', (_, x) => one(x.conversation).frames.push({ draft: null })],
  ['answers of a draft that is not there', 'torn', (_, x) => remove(x.draft, one(x.draft))],
  [
    'a timer that stays',
    'duplicated',
    (_, { timer }) => timer.push({ ...one(timer), key: 'case.due:x', kind: 'case.due' }),
  ],
  [
    'events of a chat that changed places',
    'outOfOrder',
    (_, { journal }) => {
      const first = one(journal, ({ aggregate, seq }) => aggregate === 'conversation' && seq === 3);
      const second = one(journal, ({ id, seq }) => id === first.id && seq === 4);
      [first.event_id, second.event_id] = [second.event_id, first.event_id];
    },
  ],
  ['a thread whose tail is not its last row', 'torn', (_, { thread }) => Object.assign(one(thread), { tail: 1000 })],
  [
    'an outbox with a gap',
    'torn',
    (_, { outbox }) =>
      remove(
        outbox,
        one(outbox, ({ seq }) => seq === 2),
      ),
  ],
  ['a reply that is written twice', 'duplicated', (_, { outbox }) => outbox.push({ ...one(outbox), id: 'another' })],
  ['a turn that is written twice', 'duplicated', (_, { journal }) => journal.push({ ...one(journal), seq: 100 })],
  ['a case that is opened twice', 'duplicated', (_, x) => x.case_file.push({ ...one(x.case_file), id: 'another' })],
  ['a message that waits', 'unsent', (_, { outbox }) => Object.assign(one(outbox), { status: 'pending' })],
  ['words that are not those written', 'torn', ({ arrivals }) => Object.assign(one(arrivals), { text: 'else' })],
  ['a message that nobody wrote', 'torn', ({ arrivals }) => Object.assign(one(arrivals), { id: 'unknown' })],
  [
    'a message sent again though its mark was written',
    'duplicated',
    (evidence) => {
      evidence.seen = { lost: [], torn: [], resentMarked: [one(evidence.arrivals).id] };
    },
  ],
  [
    'an event that was gone for a while',
    'lost',
    (evidence) => {
      evidence.seen = { lost: ['event 3'], torn: [], resentMarked: [] };
    },
  ],
  [
    'rows that were torn for a while',
    'torn',
    (evidence) => {
      evidence.seen = { lost: [], torn: ['journal 3'], resentMarked: [] };
    },
  ],
];

function expectNoticed(evidence: Evidence, count: Count): void {
  const found = check(evidence);
  expect(found[count], found.details.join('\n')).toBeGreaterThan(0);
  expect(isSound({ ...found, kills: 0 })).toBe(false);
}

describe('the checker of the chaos', () => {
  let sound: Evidence;
  beforeAll(async () => {
    sound = await runInProcess(SEED);
  });

  it('finds nothing where nothing is broken', () => {
    const found = check(sound);
    expect(found.details).toEqual([]);
    expect(isSound({ ...found, kills: 0 })).toBe(true);
    expect(found.accepted).toBeGreaterThan(40);
    expect(new Set(sound.actual.case_file.map(({ status }) => status))).toEqual(new Set(['received', 'confirmed']));
    expect(sound.actual.outbox.some(({ event_id }) => event_id === firedOf(sound, 'case.due'))).toBe(true);
    expect(sound.actual.journal.some(({ kind }) => kind === 'come-due')).toBe(true);
    expect(Object.keys(sumOf([]))).toEqual([...KEYS]);
  });

  it('counts what arrives again from another process, and finds no fault with it', () => {
    const [again] = sound.arrivals;
    const found = check({ ...sound, arrivals: [...sound.arrivals, ...(again ? [{ ...again, pid: 1 }] : [])] });
    expect(found).toMatchObject({ resent: 1, details: [] });
  });

  it.concurrent.each(RUNS)('notices %s', async (_, count, breakage) => {
    expectNoticed(await runInProcess(SEED, breakage()), count);
  });

  it.each(REST)('notices %s', (_, count, tamper) => {
    const evidence = structuredClone(sound);
    tamper(evidence, evidence.actual);
    expectNoticed(evidence, count);
  });
});
