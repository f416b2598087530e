/** Lives of callbacks as they may happen: whatever is tried by whomever at whatever time, and what of it was done. */
import fc from 'fast-check';
import {
  ATTEMPT_OUTCOMES,
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type NewCallback,
} from '../../src/domain/callback.ts';
import { changeCallback, planCallback } from '../../src/domain/callback-changes.ts';
import { CALLBACK_KINDS, type Window } from '../../src/domain/callback-rules.ts';

const MINUTE = 60_000;
const ZONE = 'Asia/Shanghai';

export interface Step {
  act: CallbackAct;
  /** Null: the person, or the program. */
  agentId: string | null;
  at: string;
  /** For which time it is planned from then on, and where it stands. */
  window: Window;
  status: Callback['status'];
}

/** What was asked for, what was done to it, and what it is by now. */
export interface History {
  given: NewCallback;
  steps: Step[];
  callback: Callback;
  now: string;
}

const TYPES: readonly CallbackAct['type'][] = [
  ...(['confirm', 'start', 'start', 'start', 'put-back', 'attempt', 'attempt', 'attempt', 'finish'] as const),
  ...(['move', 'move', 'hand-over', 'hand-over', 'cancel', 'try-again', 'leave', 'leave', 'note'] as const),
];

const aTry = fc.record({
  type: fc.constantFrom(...TYPES),
  who: fc.constantFrom('owner', 'owner', 'owner', 'colleague', 'person'),
  outcome: fc.constantFrom('reached' as const, ...ATTEMPT_OUTCOMES),
  yes: fc.boolean(),
  pause: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constantFrom('from' as const, 'until' as const)),
  lag: fc.integer({ min: -60, max: 3000 }),
  length: fc.integer({ min: 5, max: 240 }),
});
type Try = typeof aTry extends fc.Arbitrary<infer T> ? T : never;

const drawn = fc.record({
  kind: fc.constantFrom(...CALLBACK_KINDS),
  owned: fc.boolean(),
  promised: fc.boolean(),
  frame: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
  begins: fc.integer({ min: 0, max: 20_000 }),
  lag: fc.integer({ min: 0, max: 3000 }),
  length: fc.integer({ min: 5, max: 600 }),
  tries: fc.array(aTry, { maxLength: 14, size: 'max' }),
  later: fc.integer({ min: 0, max: 3000 }),
});

const isoAt = (ms: number): string => new Date(ms).toISOString();

function actOf({ type, outcome, yes }: Try, wished: Window, to: string): CallbackAct {
  switch (type) {
    case 'confirm':
      return yes ? { type, window: wished } : { type };
    case 'attempt':
      return { type, how: 'phone', outcome, notes: '' };
    case 'finish':
      return { type, result: 'well', notes: '' };
    case 'move':
      return { type, window: wished, reason: 'Busy', agreed: yes };
    case 'hand-over':
      return { type, to, reason: 'Busy' };
    case 'cancel':
    case 'leave':
      return { type, reason: 'Busy' };
    case 'try-again':
      return { type, window: wished };
    case 'note':
      return { type, text: 'Speaks Cantonese' };
    case 'remind':
      return { type, told: ['announce'] };
    default:
      return { type };
  }
}

/** `from`: when the first of them is asked for; `people`: two agents and whoever is called. */
export const histories = (
  from: string,
  people: { agents: readonly [string, string]; personId: string; ids(): string; caseIds?: readonly string[] },
): fc.Arbitrary<History> =>
  fc.tuple(drawn, fc.constantFrom(null, ...(people.caseIds ?? []))).map(([one, caseId]) => {
    const [first, second] = people.agents;
    let now = Date.parse(from) + one.begins * MINUTE;
    const span = (lag: number, length: number): Window => {
      return { from: isoAt(now + lag * MINUTE), until: isoAt(now + (lag + length) * MINUTE), zone: ZONE };
    };
    const window = span(one.lag, one.length);
    const frame =
      one.frame === undefined
        ? {}
        : { frame: { ...window, until: isoAt(Date.parse(window.until) + one.frame * MINUTE) } };
    const given: NewCallback = {
      ...{ id: people.ids(), kind: one.kind, topic: 'The invoice', personId: people.personId, caseId },
      ...{ ownerId: one.owned ? first : null, window, promised: one.promised, ...frame },
    };
    const planned = planCallback(given, { type: 'program' }, isoAt(now)).callback;
    if (!planned) throw new Error('it could not be planned');
    let callback = planned;
    const steps: Step[] = [];
    for (const each of one.tries) {
      const { who, pause } = each;
      now = typeof pause === 'number' ? now + pause * MINUTE : Math.max(now, Date.parse(callback.window[pause]));
      const agentId = who === 'person' ? null : who === 'colleague' ? second : (callback.ownerId ?? first);
      const actor: CallbackActor =
        agentId === null
          ? { type: 'person', personId: people.personId }
          : { type: 'staff', personId: agentId, heads: true };
      const act = actOf(each, span(each.lag, each.length), callback.ownerId === first ? second : first);
      const next = changeCallback(callback, act, actor, isoAt(now)).callback;
      if (!next) continue;
      callback = next;
      steps.push({ act, agentId, at: isoAt(now), window: next.window, status: next.status });
    }
    return { given, steps, callback, now: isoAt(now + one.later * MINUTE) };
  });
