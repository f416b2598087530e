/** The life of a callback: whatever is done to it in whatever order, it stays in a state that can be explained. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/domain/business-time.ts';
import {
  ATTEMPT_OUTCOMES,
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type CallbackStatus,
  isEnded,
  openRound,
} from '../../src/domain/callback.ts';
import { changeCallback, planCallback } from '../../src/domain/callback-changes.ts';
import { ledgerOf, verdictOf } from '../../src/domain/callback-ledger.ts';
import { DEFAULT_CALLBACK_RULES, type Window } from '../../src/domain/callback-rules.ts';
import { expectAll, expectSame } from '../support/same.ts';

const MINUTE = 60_000;
const ZONE = 'Asia/Shanghai';
const rules = DEFAULT_CALLBACK_RULES;

const owner: CallbackActor = { type: 'staff', personId: 'mei', heads: false };
const colleague: CallbackActor = { type: 'staff', personId: 'bo', heads: false };
const supervisor: CallbackActor = { type: 'staff', personId: 'su', heads: true };
const person: CallbackActor = { type: 'person', personId: 'customer' };
const stranger: CallbackActor = { type: 'person', personId: 'stranger' };
const program: CallbackActor = { type: 'program' };

/** Wednesday 18 March 2026 in Shanghai, `HH:MM`; `day` is another one of that March. */
const at = (clock: string, day = 18): string => new Date(`2026-03-${day}T${clock}:00+08:00`).toISOString();
const window = (from: string, until: string, day = 18): Window => ({
  from: at(from, day),
  until: at(until, day),
  zone: ZONE,
});

function aCallback(given: Partial<Parameters<typeof planCallback>[0]> = {}): Callback {
  const planned = planCallback(
    {
      id: 'callback',
      kind: 'requested',
      topic: 'The invoice',
      personId: 'customer',
      caseId: null,
      ownerId: 'mei',
      window: window('14:00', '15:00'),
      promised: true,
      ...given,
    },
    program,
    at('09:00'),
  );
  if (!planned.callback) throw new Error(planned.refused);
  return planned.callback;
}

type Step = [CallbackAct, CallbackActor, string];
const done = (callback: Callback, ...steps: Step[]): Callback =>
  steps.reduce((current, [act, actor, now]) => {
    const change = changeCallback(current, act, actor, now);
    if (!change.callback) throw new Error(`${act.type}: ${change.refused}`);
    return change.callback;
  }, callback);
const refusedOf = (callback: Callback, ...[act, actor, now]: Step) => changeCallback(callback, act, actor, now).refused;

const attempt = (outcome: (typeof ATTEMPT_OUTCOMES)[number]): CallbackAct => ({
  type: 'attempt',
  how: 'phone',
  outcome,
  notes: '',
});
const start: CallbackAct = { type: 'start' };
const finish: CallbackAct = { type: 'finish', result: 'well', notes: 'All is well' };

describe('a callback', () => {
  it('is done when the person was reached and what was found is entered', () => {
    const called = done(
      aCallback(),
      [{ type: 'come-due' }, program, at('14:00')],
      [start, owner, at('14:05')],
      [attempt('reached'), owner, at('14:20')],
      [finish, owner, at('14:21')],
    );
    expect(called).toMatchObject({ status: 'done', seq: 5, result: 'well', endedAt: at('14:21') });
    expect(called.attempts).toMatchObject([{ at: at('14:05'), byId: 'mei', outcome: 'reached' }]);
    expect(verdictOf(called, at('18:00'))).toBe('kept');
  });

  it('keeps what was found as data, and notes that were written meanwhile and afterwards', () => {
    const findings = { type: 'satisfaction', people: 4, product: null, words: 'The taps drip' } as const;
    const called = done(
      aCallback({ kind: 'satisfaction' }),
      [{ type: 'note', text: 'Ask for Ms Wu' }, colleague, at('13:00')],
      [start, owner, at('14:05')],
      [attempt('reached'), owner, at('14:20')],
    );
    const act: CallbackAct = { type: 'finish', result: 'problem', notes: '', findings, caseId: 'case' };
    const change = changeCallback(called, act, owner, at('14:21'));
    expect(change.entry?.body).toEqual({ result: 'problem', notes: '', people: 4, product: null, case: 'case' });
    if (!change.callback) throw new Error(change.refused);
    const noted = done(change.callback, [{ type: 'note', text: 'Parts are on their way' }, owner, at('15:00')]);
    expect(noted).toMatchObject({ findings, caseId: 'case' });
    expect(noted.notes).toEqual([
      { at: at('13:00'), byId: 'bo', text: 'Ask for Ms Wu' },
      { at: at('15:00'), byId: 'mei', text: 'Parts are on their way' },
    ]);
  });

  it('is not begun before its window, and ends for nobody who was not reached', () => {
    expect(refusedOf(aCallback(), start, owner, at('13:59'))).toBe('too-early');
    expect(refusedOf(aCallback(), { type: 'come-due' }, program, at('13:59'))).toBe('too-early');
    const begun = done(aCallback(), [start, owner, at('14:00')]);
    expect(refusedOf(begun, finish, owner, at('14:10'))).toBe('nobody-reached');
    const reached = done(begun, [attempt('reached'), owner, at('14:10')]);
    expect(refusedOf(reached, { type: 'put-back' }, owner, at('14:11'))).toBe('reached-already');
    expect(refusedOf(reached, attempt('busy'), owner, at('14:11'))).toBe('reached-already');
  });

  it('is planned again after an attempt, on another day after the second, and left to a person after the fourth', () => {
    let current = aCallback();
    const days: string[] = [];
    for (const number of [1, 2, 3, 4]) {
      const { from } = current.window;
      current = done(current, [start, owner, from], [attempt('no-answer'), owner, from]);
      expect(current.attempts).toHaveLength(number);
      days.push(from.slice(0, 10));
    }
    expect(days).toEqual(['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23']);
    expect(current).toMatchObject({ status: 'undecided', undecided: 'attempts' });
    expect(refusedOf(current, start, owner, at('10:00', 30))).toBe('undecided');
    const left = done(current, [{ type: 'leave', reason: 'Moved away' }, supervisor, at('10:00', 30)]);
    expect(verdictOf(left, at('11:00', 30))).toBe('not-reached');
    const again: CallbackAct = { type: 'try-again', window: window('10:00', '11:00', 31) };
    expect(done(current, [again, supervisor, at('10:00', 30)])).toMatchObject({ status: 'planned', undecided: null });
  });

  it.each(['wrong-number', 'refused'] as const)(
    'is left to a person at once when another time would not help: %s',
    (outcome) => {
      const tried = done(aCallback(), [start, owner, at('14:00')], [attempt(outcome), owner, at('14:05')]);
      expect(tried).toMatchObject({ status: 'undecided', undecided: outcome });
    },
  );

  it('is left to a person when the calendar does not know when', () => {
    const late = { from: '2026-12-31T06:00:00.000Z', until: '2026-12-31T10:00:00.000Z', zone: ZONE };
    const tried = done(
      aCallback({ window: late }),
      [start, owner, '2026-12-31T09:00:00.000Z'],
      [attempt('busy'), owner, '2026-12-31T09:01:00.000Z'],
    );
    expect(tried).toMatchObject({ status: 'undecided', undecided: 'calendar' });
  });

  it('belongs to one agent; whoever starts what is nobody’s has it', () => {
    expect(refusedOf(aCallback(), start, colleague, at('14:00'))).toBe('not-owner');
    expect(refusedOf(aCallback(), { type: 'cancel', reason: 'x' }, colleague, at('12:00'))).toBe('not-owner');
    expect(refusedOf(aCallback(), { type: 'cancel', reason: '' }, stranger, at('12:00'))).toBe('not-yours');
    expect(done(aCallback({ ownerId: null }), [start, colleague, at('14:00')])).toMatchObject({ ownerId: 'bo' });
    const given = done(aCallback(), [{ type: 'hand-over', to: 'bo', reason: 'On leave' }, owner, at('12:00')]);
    expect(given.rounds.at(-1)?.ownerId).toBe('bo');
    expect(refusedOf(given, start, owner, at('14:00'))).toBe('not-owner');
  });

  it('asks staff for a reason, but not the person', () => {
    expect(refusedOf(aCallback(), { type: 'cancel', reason: ' ' }, owner, at('12:00'))).toBe('no-reason');
    expect(done(aCallback(), [{ type: 'cancel', reason: '' }, person, at('12:00')])).toMatchObject({
      status: 'cancelled',
      cancelled: { by: 'person' },
    });
  });

  it('says in its journal what was done', () => {
    const begun = done(aCallback(), [start, owner, at('14:00')]);
    const change = changeCallback(begun, attempt('no-answer'), owner, at('14:10'));
    expect(change.entry).toEqual({
      kind: 'attempt',
      actorId: 'mei',
      body: {
        ...{ number: 1, how: 'phone', outcome: 'no-answer', notes: '' },
        // Not in the afternoon again.
        ...window('09:00', '12:00', 19),
      },
    });
  });

  it('can’t be planned for a time that is over or runs backwards', () => {
    const given = { ...aCallback(), promised: true };
    expect(planCallback(given, program, at('15:00')).refused).toBe('window-past');
    expect(planCallback({ ...given, window: window('15:00', '15:00') }, program, at('09:00')).refused).toBe(
      'window-odd',
    );
  });
});

describe('the ledger', () => {
  const later = window('10:00', '11:00', 19);
  const move = (agreed?: boolean): CallbackAct => ({
    ...{ type: 'move', window: later, reason: 'Meeting' },
    ...(agreed !== undefined && { agreed }),
  });
  const verdicts = (callback: Callback, now: string) => ledgerOf(callback, now).map(({ verdict }) => verdict);

  it('counts an attempt within the window as kept, later as late, none as missed', () => {
    const tried = (now: string) => done(aCallback(), [start, owner, now], [attempt('busy'), owner, at('16:00')]);
    expect(verdicts(tried(at('14:59')), at('16:00'))).toEqual(['kept', 'open']);
    expect(verdictOf(tried(at('15:00')), at('16:00'))).toBe('late');
    expect(verdictOf(aCallback(), at('14:59'))).toBe('open');
    expect(verdictOf(aCallback(), at('15:00'))).toBe('missed');
  });

  it('does not hold against the agent what the person moved in time', () => {
    const moved = done(aCallback(), [move(), person, at('13:00')]);
    expect(verdicts(moved, at('16:00'))).toEqual(['moved', 'open']);
    expect(verdictOf(moved, at('16:00'))).toBe('moved');
    expect(verdictOf(done(aCallback(), [move(), person, at('15:00')]), at('16:00'))).toBe('missed');
  });

  it('holds against the agent what they moved by themselves, unless the person agrees in time', () => {
    const moved = done(aCallback(), [move(), owner, at('13:00')]);
    expect(moved.status).toBe('planned');
    expect(verdictOf(moved, at('16:00'))).toBe('missed');
    const agreed = done(moved, [{ type: 'confirm' }, person, at('13:30')]);
    expect(agreed).toMatchObject({ status: 'promised', window: later });
    expect(verdictOf(agreed, at('16:00'))).toBe('moved');
    expect(verdictOf(done(aCallback(), [move(true), owner, at('13:00')]), at('16:00'))).toBe('moved');
  });

  it('judges an automatic one by its whole window, until a time is promised', () => {
    const frame = { from: at('09:00'), until: at('18:00', 25) };
    const planned = aCallback({ kind: 'satisfaction', promised: false, frame });
    const moved = done(planned, [move(), owner, at('13:00')]);
    expect(verdictOf(moved, at('16:00', 20))).toBe('open');
    expect(verdictOf(moved, at('18:00', 25))).toBe('missed');
    const promised = done(planned, [{ type: 'confirm' }, person, at('13:00')]);
    expect(verdicts(promised, at('16:00'))).toEqual(['missed']);
    const early: CallbackAct = { type: 'move', window: window('08:00', '10:00'), reason: 'Sooner' };
    expect(refusedOf(planned, early, owner, at('07:00'))).toBe('window-before');
  });

  it('can’t be mended by cancelling or handing over what is late', () => {
    const cancelled = done(aCallback(), [{ type: 'cancel', reason: 'No time' }, owner, at('15:00')]);
    expect(verdictOf(cancelled, at('16:00'))).toBe('missed');
    const given = done(aCallback(), [{ type: 'hand-over', to: 'bo', reason: 'Ill' }, supervisor, at('15:00')]);
    expect(ledgerOf(given, at('16:00'))).toMatchObject([{ ownerId: 'mei', verdict: 'missed' }]);
    expect(verdictOf(done(aCallback(), [{ type: 'cancel', reason: '' }, person, at('13:00')]), at('16:00'))).toBe(
      'cancelled',
    );
  });
});

describe('whatever is done to a callback', () => {
  /** Which states an act leads to from which, told once more; without an entry it is refused. */
  const GOES: Readonly<Record<CallbackAct['type'], Partial<Record<CallbackStatus, readonly CallbackStatus[]>>>> = {
    confirm: { planned: ['promised'], due: ['promised'] },
    'come-due': { planned: ['due'], promised: ['due'] },
    remind: { planned: ['planned'], promised: ['promised'], due: ['due'] },
    start: { planned: ['in-progress'], promised: ['in-progress'], due: ['in-progress'] },
    'put-back': { 'in-progress': ['due'] },
    attempt: { 'in-progress': ['in-progress', 'planned', 'undecided'] },
    finish: { 'in-progress': ['done'] },
    move: {
      planned: ['planned', 'promised'],
      promised: ['planned', 'promised'],
      due: ['planned', 'promised'],
      undecided: ['promised'],
    },
    'hand-over': { planned: ['planned'], promised: ['promised'], due: ['due'], undecided: ['undecided'] },
    cancel: { planned: ['cancelled'], promised: ['cancelled'], due: ['cancelled'], undecided: ['cancelled'] },
    'try-again': { undecided: ['planned'] },
    correct: {
      planned: ['planned'],
      promised: ['promised'],
      due: ['due'],
      'in-progress': ['in-progress'],
      undecided: ['planned', 'undecided'],
    },
    leave: { undecided: ['not-reached'] },
    note: {},
  };

  const anActor = fc.constantFrom(
    owner,
    owner,
    owner,
    owner,
    owner,
    owner,
    colleague,
    supervisor,
    person,
    stranger,
    program,
  );
  /** Minutes from now until the window begins, and how long it is; the first may lie behind. */
  const aWindow = fc.tuple(fc.integer({ min: -300, max: 3000 }), fc.integer({ min: -30, max: 240 }));
  const aDetail = fc.record({
    given: fc.boolean(),
    outcome: fc.constantFrom('reached', ...ATTEMPT_OUTCOMES),
    to: fc.constantFrom('mei', 'bo', null),
    reason: fc.constantFrom('Busy', 'On leave', ''),
  });
  type Detail = typeof aDetail extends fc.Arbitrary<infer T> ? T : never;
  function actOf(type: CallbackAct['type'], { given, outcome, to, reason }: Detail, wished: Window): CallbackAct {
    switch (type) {
      case 'confirm':
        return given ? { type, window: wished } : { type };
      case 'attempt':
        return attempt(outcome);
      case 'finish':
        return finish;
      case 'move':
        return { type, window: wished, reason, agreed: given };
      case 'hand-over':
        return { type, to, reason };
      case 'cancel':
      case 'leave':
        return { type, reason };
      case 'try-again':
        return { type, window: wished };
      case 'correct':
        return given ? { type, window: wished } : { type };
      case 'remind':
        return { type, told: ['announce'] };
      case 'note':
        return { type, text: 'Speaks Cantonese' };
      default:
        return { type };
    }
  }
  const TYPES: readonly CallbackAct['type'][] = [
    ...(['confirm', 'come-due', 'remind', 'start', 'put-back', 'attempt', 'finish'] as const),
    ...(['move', 'hand-over', 'cancel', 'try-again', 'correct', 'leave', 'note'] as const),
  ];
  /** Mostly what has a meaning where it stands, or long sequences would end early or do nothing. */
  const typeFor = (status: CallbackStatus, choice: number, wild: boolean): CallbackAct['type'] => {
    const fitting = TYPES.filter((type) => GOES[type][status] && (type !== 'cancel' || status === 'undecided'));
    const from = wild || fitting.length === 0 ? TYPES : fitting;
    return from[choice % from.length] ?? 'note';
  };
  /** Sometimes a few minutes later, sometimes when the window begins. */
  const aPause = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constant('window' as const));
  const aStep = fc.record({
    choice: fc.nat(999),
    wild: fc.constantFrom(true, false, false, false),
    detail: aDetail,
    actor: anActor,
    pause: aPause,
    window: aWindow,
  });

  const isBroken = (callback: Callback, now: string): boolean => ['missed', 'late'].includes(verdictOf(callback, now));

  function check(before: Callback, after: Callback, act: CallbackAct, actor: CallbackActor, now: string): void {
    const own = actor.type === 'staff' ? actor.personId : undefined;
    if (actor.type === 'staff' && !actor.heads && before.ownerId !== null && act.type !== 'note')
      expect(own).toBe(before.ownerId);
    if (['start', 'attempt', 'finish'].includes(act.type)) expect(own).toBe(after.ownerId);
    if (['put-back', 'try-again', 'correct', 'leave', 'note'].includes(act.type)) expect(actor.type).toBe('staff');
    if (act.type === 'come-due' || act.type === 'remind') expect(actor).toBe(program);
    // Whatever is planned anew is still to come.
    if (['confirm', 'move', 'try-again'].includes(act.type)) {
      expect(Date.parse(after.window.until)).toBeGreaterThan(Date.parse(now));
      expect(Date.parse(after.window.until)).toBeGreaterThan(Date.parse(after.window.from));
    }
    if (act.type === 'correct' && after.status === before.status) expectSame(after, { ...before, seq: after.seq });
    const open = openRound(after);
    expectSame(
      after.rounds.filter(({ ended }) => ended === null),
      open ? [open] : [],
    );
    const reached = after.status === 'in-progress' && after.attempts.at(-1)?.at === after.startedAt;
    const waits = ['planned', 'promised', 'due', 'in-progress'].includes(after.status) && !reached;
    const { status } = after;
    expectAll({
      'one seq an act': after.seq === before.seq + 1,
      'a round is open while it waits': (open !== undefined) === waits,
      'it has an end when it has ended': (after.endedAt !== null) === isEnded(after),
      'it has a start while it is in progress': (after.startedAt !== null) === (status === 'in-progress'),
      'it says why it is undecided': (after.undecided !== null) === (status === 'undecided'),
      'it says why it is cancelled': (after.cancelled !== null) === (status === 'cancelled'),
      'it has a result when it is done': (after.result !== null) === (status === 'done'),
      'a promise is confirmed': status !== 'promised' || open?.confirmed === true,
      'someone is in charge of what is in progress': status !== 'in-progress' || after.ownerId !== null,
      'who is done was reached': status !== 'done' || after.attempts.at(-1)?.outcome === 'reached',
      'only an attempt adds one': after.attempts.length - before.attempts.length === (act.type === 'attempt' ? 1 : 0),
      'no round goes': after.rounds.length >= before.rounds.length,
      'what is broken stays broken': !isBroken(before, now) || isBroken(after, now),
    });
    // What was entered stays as it was.
    expectSame(after.attempts.slice(0, before.attempts.length), before.attempts);
    expectSame(structuredClone(after), JSON.parse(JSON.stringify(after)));
  }

  it('goes only where it may, changes nothing when it is refused, and never mends a broken promise', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 1, maxLength: 20, size: 'max' }), fc.boolean(), (steps, promised) => {
        let current = aCallback({ promised, ownerId: promised ? 'mei' : null });
        let now = Date.parse(at('13:00'));
        for (const { choice, wild, detail, actor, pause, window: span } of steps) {
          const [lag, length] = span;
          now = pause === 'window' ? Math.max(now, Date.parse(current.window.from)) : now + pause * MINUTE;
          const iso = new Date(now).toISOString();
          const act = actOf(typeFor(current.status, choice, wild), detail, {
            from: new Date(now + lag * MINUTE).toISOString(),
            until: new Date(now + (lag + length) * MINUTE).toISOString(),
            zone: ZONE,
          });
          const kept = structuredClone(current);
          const change = changeCallback(current, act, actor, iso);
          expectSame(current, kept);
          const goals = GOES[act.type][current.status] ?? [];
          if (!change.callback) {
            // Who is in charge is refused for what they gave or for what has happened, never for who or where they are.
            if (goals.length > 0 && actor === owner && current.ownerId === 'mei')
              expect(change.refused).toMatch(
                /^(too-early|window-.*|no-reason|same-owner|program-only|not-undecided|undecided|.*-already|nobody-reached)$/,
              );
            seen.add(change.refused);
            continue;
          }
          if (actor === stranger) throw new Error('a stranger has changed it');
          check(current, change.callback, act, actor, iso);
          expect(change.entry.kind).toBe(act.type);
          expect(act.type === 'note' ? [current.status] : goals).toContain(change.callback.status);
          seen.add(`${current.status} ${act.type} ${change.callback.status}`);
          if (act.type === 'attempt' && change.callback.status === 'planned') {
            const again = change.callback.window;
            expect(Date.parse(again.from)).toBeGreaterThan(now);
            expect(dayOf(again.from.slice(0, 10), rules.calendar).ok?.spans).not.toEqual([]);
          }
          current = change.callback;
        }
      }),
      { numRuns: 5000 },
    );
    // What never happens in all these is not tested.
    const all = Object.entries(GOES).flatMap(([type, from]) =>
      Object.entries(from).flatMap(([status, to]) => to.map((goal) => `${status} ${type} ${goal}`)),
    );
    expect(all.filter((one) => !seen.has(one))).toEqual([]);
    expect(seen).toContain('ended');
  });
});
