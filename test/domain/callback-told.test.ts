/**
 * Reminders whatever happens: callbacks that are made, moved, handed over, begun and ended, while the program is down for minutes or days. The
 * timers here are those that the flows set; a model of what people read says what must hold.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOf } from '../../src/domain/business-time.ts';
import {
  type Callback,
  type CallbackAct,
  type CallbackActor,
  isWaitingForStart,
  REMINDERS,
  type ReminderKind,
} from '../../src/domain/callback.ts';
import { changeCallback, planCallback } from '../../src/domain/callback-changes.ts';
import { isTelling, newsOf, owing } from '../../src/domain/callback-news.ts';
import {
  type Addressee,
  addresseeOf,
  changeTold,
  endsQuiet,
  isDue,
  isLate,
  LATE_MS,
  leadsOn,
  pendingReminders,
  type Reminder,
  tellDue,
} from '../../src/domain/callback-reminders.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { isQuiet } from '../../src/domain/quiet-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rules = DEFAULT_CALLBACK_RULES;
const ZONE = 'Asia/Shanghai';
const BEGINS = Date.parse('2026-03-16T00:00:00.000Z');
const program: CallbackActor = { type: 'program' };
const head: CallbackActor = { type: 'staff', personId: 'su', heads: true };

/** What one receiver was told in one message, at which moment. */
interface Message {
  now: number;
  /** Which time the program looked at what is due. */
  look: number;
  to: string;
  /** It gathers; otherwise it is about one reminder that came in time. */
  gathered: boolean;
  reminders: Reminder[];
}

const nameOf = (to: Addressee): string => (to.type === 'desk' ? 'desk' : `${to.type} ${to.personId}`);

/** What is written of it, and which timers are set, relies on this. */
function expectOnlyTold(before: Callback | undefined, after: Callback, kinds: readonly ReminderKind[]): void {
  if (!before) return;
  expect(after).toEqual({ ...before, seq: before.seq + 1, status: after.status, told: after.told });
  const known = pendingReminders(before, rules).map(({ what }) => what);
  const added = pendingReminders(after, rules).filter(({ what }) => !known.includes(what));
  if (!kinds.some(leadsOn)) expect(added).toEqual([]);
}

/** The program as far as reminders go: callbacks, timers, and what was said. */
function world() {
  const callbacks = new Map<string, Callback>();
  /** By key: when it is due, and what it looks at. */
  const timers = new Map<string, { at: number; look: { id: string; what: string } | { to: Addressee } }>();
  const messages: Message[] = [];
  let looks = 0;

  function put(next: Callback): void {
    callbacks.set(next.id, next);
    for (const key of [...timers.keys()]) if (key.startsWith(`${next.id} `)) timers.delete(key);
    for (const { what, at } of pendingReminders(next, rules))
      timers.set(`${next.id} ${what}`, { at: Date.parse(at), look: { id: next.id, what } });
  }

  function tell(calls: readonly Callback[], to: Addressee, now: number, gathered: boolean): void {
    const iso = isoOf(now);
    const { send, until, dealt } = tellDue(calls, to, iso, rules);
    for (const [id, kinds] of dealt) {
      const current = callbacks.get(id);
      const change = current && changeTold(current, kinds, iso, rules);
      if (!change?.callback) throw new Error(`what was told of ${id} is not kept: ${change?.refused}`);
      expectOnlyTold(current, change.callback, kinds);
      put(change.callback);
    }
    const reminders = send.flatMap((batch) => batch.reminders);
    if (reminders.length > 0) messages.push({ now, look: looks, to: nameOf(to), gathered, reminders });
    if (until !== undefined) timers.set(`to ${nameOf(to)} ${until}`, { at: Date.parse(until), look: { to } });
  }

  function fire(key: string, now: number): void {
    const look = timers.get(key)?.look;
    timers.delete(key);
    if (!look) return;
    const iso = isoOf(now);
    if ('to' in look) {
      tell([...callbacks.values()], look.to, now, true);
      return;
    }
    const current = callbacks.get(look.id);
    const mine = current && pendingReminders(current, rules).find((one) => one.what === look.what && isDue(one, iso));
    if (!current || !mine) return;
    const late = isLate(mine, iso) || endsQuiet(mine, rules);
    tell(late ? [...callbacks.values()] : [current], addresseeOf(mine.to), now, late);
  }

  return {
    callbacks,
    messages,
    put,
    /** Handles all that is due, in whichever order; a timer may come twice. */
    catchUp(now: number, order: number): void {
      looks += 1;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= now).map(([key]) => key);
        const key = due[order % Math.max(1, due.length)];
        if (key === undefined) return;
        fire(key, now);
        fire(key, now);
      }
    },
    nextAt: (): number => Math.min(...[...timers.values()].map(({ at }) => at)),
  };
}

const aWindow = fc.record({ lag: fc.integer({ min: 1, max: 70 }), length: fc.constantFrom(1, 1, 4, 18) });
const anAct = fc.record({
  type: fc.constantFrom('book', 'book', 'book', 'move', 'hand-over', 'start', 'put-back', 'cancel', 'note', 'none'),
  which: fc.nat(9),
  to: fc.constantFrom('mei', 'bo', null),
  person: fc.constantFrom('ada', 'bob'),
  window: aWindow,
});
/** Minutes until the next act, and whether the program runs meanwhile. */
const aStep = fc.record({
  act: anAct,
  lasts: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: 4 * 24 * 60 })),
  up: fc.constantFrom(true, true, false),
  order: fc.nat(99),
});
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;

function play(steps: readonly Step[]) {
  const program = world();
  let now = BEGINS;
  let made = 0;
  for (const { act, lasts, up, order } of steps) {
    // People act only while it runs, and may be quicker than what it has to catch up with.
    if (order % 2 === 0) program.catchUp(now, order);
    const next = changed(act, program.callbacks, now, made);
    if (next && !program.callbacks.has(next.id)) made += 1;
    if (next) program.put(next);
    program.catchUp(now, order);
    const until = now + lasts * MINUTE;
    while (up && program.nextAt() < until) {
      // A moment late, as under load.
      now = Math.max(now, program.nextAt()) + (order % 5) * 10_000;
      program.catchUp(now, order);
    }
    now = Math.max(now, until);
  }
  program.catchUp(now, 0);
  // And on, until there is nothing more to say.
  for (let at = program.nextAt(); Number.isFinite(at); at = program.nextAt()) {
    now = Math.max(now, at);
    program.catchUp(now, 0);
  }
  return program;
}

function changed(
  { type, which, to, person, window: { lag, length } }: Step['act'],
  callbacks: ReadonlyMap<string, Callback>,
  now: number,
  made: number,
): Callback | undefined {
  const from = Math.ceil(now / (HOUR / 2)) * (HOUR / 2) + (lag * HOUR) / 2;
  const window = { from: isoOf(from), until: isoOf(from + (length * HOUR) / 2), zone: ZONE };
  if (type === 'book') {
    const about = { kind: 'requested', topic: '', personId: person, caseId: null, ownerId: to } as const;
    return planCallback({ id: `c${made}`, ...about, window, promised: which % 4 > 0 }, program, isoOf(now)).callback;
  }
  const current = [...callbacks.values()][which % Math.max(1, callbacks.size)];
  const acts: Record<Exclude<Step['act']['type'], 'book' | 'none'>, [CallbackAct, CallbackActor]> = {
    move: [{ type: 'move', window, reason: 'Busy' }, which % 2 ? head : { type: 'person', personId: person }],
    'hand-over': [{ type: 'hand-over', to, reason: 'Away' }, program],
    start: [{ type: 'start' }, { type: 'staff', personId: current?.ownerId ?? 'mei', heads: false }],
    'put-back': [{ type: 'put-back' }, head],
    cancel: [{ type: 'cancel', reason: 'Settled' }, head],
    note: [{ type: 'note', text: 'Rang' }, head],
  };
  if (!current || type === 'none') return undefined;
  const [act, actor] = acts[type];
  const next = changeCallback(current, act, actor, isoOf(now), rules).callback;
  const isHeld = actor === head && isTelling(act) && isQuiet(isoOf(now), ZONE, rules.quiet);
  return next && isHeld ? owing(next, isoOf(now)) : next;
}

/** What is wrong with what was said, in words; undefined: nothing. */
function faultOf({ callbacks, messages }: ReturnType<typeof play>): string | undefined {
  const told = new Set<string>();
  const gathered = new Set<string>();
  const spoken = new Set<string>();
  for (const { now, look, to, gathered: many, reminders } of messages) {
    const about = new Set<string>();
    for (const { key, at, staleAt, zone, to: whom, callbackId, what } of reminders) {
      if (Date.parse(at) > now) return `${key} is early`;
      if (staleAt !== null && Date.parse(staleAt) <= now) return `${key} is stale`;
      if (whom.type === 'person' && isQuiet(isoOf(now), zone ?? '', rules.quiet)) return `${key} wakes someone`;
      if (told.has(key)) return `${key} is told twice`;
      if (about.has(`${callbackId} ${whom.type}`)) return `${key} is not the most urgent`;
      if (!many && now - Date.parse(at) > LATE_MS) return `${key} was missed, and is told by itself`;
      told.add(key);
      about.add(`${callbackId} ${whom.type}`);
      spoken.add(`${callbackId} ${what}`);
    }
    if (many && gathered.has(`${to} ${look}`)) return `${to} has two messages at once`;
    if (many) gathered.add(`${to} ${look}`);
  }
  for (const one of callbacks.values())
    if (one.told?.owed !== undefined && newsOf(one)) return `what was done to ${one.id} is never told`;
  for (const { id, status } of [...callbacks.values()].filter(isWaitingForStart)) {
    // Whoever still waits in the end has been spoken of to the last step of the escalation.
    if (status !== 'due') return `${id} has never come due`;
    if (!spoken.has(`${id} escalated`)) return `${id} is forgotten`;
  }
  return undefined;
}

describe('reminders, whatever happens', () => {
  const histories = fc.array(aStep, { minLength: 5, maxLength: 30, size: 'max' });

  it('are never early, stale, lost or told twice, wake nobody, and are one message where several were missed', () => {
    const seen = new Set<string>();
    let most = 0;
    fc.assert(
      fc.property(histories, (steps) => {
        const played = play(steps);
        for (const { gathered, reminders } of played.messages) {
          for (const { what } of reminders) seen.add(what);
          if (gathered) most = Math.max(most, reminders.length);
        }
        expect(faultOf(played)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
    // What never happens in all these is not tested.
    expect(seen).toEqual(new Set(REMINDERS));
    expect(most).toBeGreaterThan(2);
  });

  it('come within the minute while the program runs, but for what waits for the end of quiet hours', () => {
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 3, maxLength: 15 }), (steps) => {
        // Whoever puts one back when its time is over makes it late at once.
        const kept = steps.filter(({ act }) => act.type !== 'put-back');
        const { messages } = play(kept.map((one) => ({ ...one, act: { ...one.act, which: 1 }, up: true })));
        for (const { gathered, to } of messages) if (gathered) expect(to).toMatch(/^person /);
      }),
      { numRuns: 50 },
    );
  });
});
